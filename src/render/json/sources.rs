//! Where the figures of the page come from: formula, exact value, the two amounts of a quotient, and which cells, lines and
//! other figures each is made of. The script of the page (`html/source.js`) reads it; numbers stand for what is elsewhere in it,
//! because a large team has thousands of figures.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::lists::{Item, Lists};
use super::origins::OriginsJson;
use super::text;
use crate::calc::explain::{has_blanks, unit};
use crate::calc::figure::{Cells, Figure, Formula, Side};
use crate::calc::review::Review;
use crate::render::formula::formula_words;
use crate::render::number::value;
use crate::render::origins::{Effort, Origins};
use crate::render::page::lookup::unit_of;
use crate::render::table::clean;
use crate::render::unwritable::Written;

#[derive(Serialize)]
struct Sources<'a> {
    /// Each once.
    formulas: Vec<Told>,
    /// By address. A figure begins with how much its address has in common with the one before it, and the rest of it.
    figures: Vec<Vec<Item<'a>>>,
    lists: Vec<Vec<usize>>,
    #[serde(flatten)]
    origins: OriginsJson,
}

/// A formula in words, the unit of its cells, those of the two amounts (of a key figure its own); how its cells are listed.
#[derive(Serialize, PartialEq, Eq, Clone)]
struct Told(&'static str, &'static str, String, String, Listed);

#[derive(Serialize, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Listed {
    Cells,
    /// With the blank ones beside them.
    Blanks,
    /// As person-weeks, each with its state and its row.
    States,
}

/// One line of JSON about the figures at these addresses, and those they are made of.
///
/// # Errors
/// `unwritable-file`.
pub fn json<'a>(review: &'a Review, addresses: impl Iterator<Item = &'a str>, origins: &Origins) -> Written {
    let mut figures: BTreeMap<&str, &Figure> = BTreeMap::new();
    let mut open: Vec<&str> = addresses.collect();
    while let Some(figure) = open.pop().and_then(|address| review.figures.get(address)) {
        if figures.insert(&figure.address, figure).is_none() {
            open.extend(figure.cells.figures.iter().map(String::as_str));
        }
    }
    let at: HashMap<&str, usize> = figures.keys().copied().zip(0..).collect();
    let (mut formulas, mut lists, mut before) = (Vec::new(), Lists::default(), "");
    let mut written = Vec::with_capacity(figures.len());
    for figure in figures.values() {
        let told = told(review, figure);
        let formula = formulas.iter().position(|known| *known == told).unwrap_or_else(|| {
            formulas.push(told);
            formulas.len() - 1
        });
        let shared = in_common(before, &figure.address);
        before = &figure.address;
        let mut items = vec![
            Item::Number(before[..shared].encode_utf16().count() as i64),
            Item::Text(&before[shared..]),
            Item::Number(formula as i64),
            Item::Owned(exact(figure)),
            amounts(figure),
        ];
        items.extend(numbers(&figure.cells, origins, &at, &mut lists).into_iter().map(Item::Number));
        written.push(items);
    }
    let origins = OriginsJson::new(review, origins, &mut lists);
    let sources = Sources { formulas, figures: written, lists: lists.all, origins };
    text::line(&sources)
}

/// People, weeks and categories of its cells, or how many there are; people of the roster; skills and people of the matrix; the
/// figures it is made of. Without the zeros at the end.
fn numbers(cells: &Cells, origins: &Origins, at: &HashMap<&str, usize>, lists: &mut Lists) -> Vec<i64> {
    let mut numbers = match (&cells.effort, &origins.effort) {
        (None, _) | (_, Effort::Hidden) => vec![0, 0, 0],
        (Some(effort), Effort::Counted(counts, _)) => vec![counts.of(effort) as i64, 0, 0],
        (Some(effort), Effort::Cells { .. }) => {
            [&effort.people, &effort.weeks, &effort.categories].map(|list| lists.refer(list)).to_vec()
        }
    };
    let is_hidden = matches!(origins.effort, Effort::Hidden);
    let mut refer = |list: &[usize]| if list.is_empty() { 0 } else { lists.refer(list) };
    numbers.push(if is_hidden { 0 } else { refer(&cells.roster) });
    // The ratings of a figure are those of some people in some skills, all of them.
    let (mut skills, mut people): (Vec<usize>, Vec<usize>) = cells.ratings.iter().copied().unzip();
    skills.dedup();
    people.truncate(people.len() / skills.len().max(1));
    numbers.extend(if is_hidden { [0, 0] } else { [refer(&skills), refer(&people)] });
    let parts: Vec<usize> = cells.figures.iter().filter_map(|address| at.get(address.as_str()).copied()).collect();
    numbers.push(refer(&parts));
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    numbers
}

fn told(review: &Review, figure: &Figure) -> Told {
    let listed = match figure.formula {
        Formula::Completeness => Listed::States,
        _ if has_blanks(&figure.address) => Listed::Blanks,
        _ => Listed::Cells,
    };
    let named = |side: &Side| clean(unit_of(review, &figure.address, side.unit));
    let (top, bottom) = figure.quotient.as_ref().map(|(top, bottom)| (named(top), named(bottom))).unwrap_or_default();
    Told(formula_words(figure.formula), unit(figure).name(), top, bottom, listed)
}

/// How many bytes two addresses have in common.
fn in_common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// The two amounts of a quotient; 0 where there is none.
fn amounts(figure: &Figure) -> Item<'static> {
    match &figure.quotient {
        Some((top, bottom)) => Item::Owned(format!("{} {}", value(&top.value), value(&bottom.value))),
        None => Item::Number(0),
    }
}

/// The fraction, or why there is no figure.
fn exact(figure: &Figure) -> String {
    match &figure.value {
        Ok(exact) => exact.to_string(),
        Err(missing) => format!("no figure: {}", missing.name()),
    }
}
