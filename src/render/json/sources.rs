//! Where the figures of the page come from: formula, exact value, and the two amounts of a quotient.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::calc::figure::{Figure, Side};
use crate::calc::review::Review;
use crate::render::formula::formula_words;
use crate::render::number::value;

#[derive(Serialize, Default)]
struct Sources<'a> {
    /// Each once, in words.
    formulas: Vec<&'static str>,
    /// By address.
    figures: BTreeMap<&'a str, Source>,
}

/// Which formula; the fraction, or why there is no figure; the quotient that it is.
#[derive(Serialize)]
struct Source(usize, String, #[serde(skip_serializing_if = "Option::is_none")] Option<String>);

/// One line of JSON about the figures at these addresses.
pub fn json<'a>(review: &'a Review, addresses: impl Iterator<Item = &'a str>) -> String {
    let mut sources = Sources::default();
    for figure in addresses.filter_map(|address| review.figures.get(address)) {
        let words = formula_words(figure.formula);
        let formula = sources.formulas.iter().position(|known| *known == words).unwrap_or_else(|| {
            sources.formulas.push(words);
            sources.formulas.len() - 1
        });
        let quotient = figure.quotient.map(|(top, bottom)| format!("{} / {}", side(top), side(bottom)));
        sources.figures.insert(&figure.address, Source(formula, exact(figure), quotient));
    }
    serde_json::to_string(&sources).unwrap_or_default()
}

/// The fraction, or why there is no figure.
fn exact(figure: &Figure) -> String {
    match figure.value {
        Ok(exact) => exact.to_string(),
        Err(missing) => format!("no figure: {}", missing.name()),
    }
}

fn side(side: Side) -> String {
    format!("{} {}", value(side.value), side.unit.name())
}
