//! Figures by their address, as the page writes them; a dash where there is none.

use super::{Cell, Meaning};
use crate::calc::figure::{Side, Unit};
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::problem::grammar::list;
use crate::render::number::{DASH, decimal, shown};

/// What is printed for the figure, without its unit.
pub fn number(review: &Review, address: &str) -> String {
    review.figures.get(address).map_or_else(|| DASH.to_owned(), |figure| shown(figure, review))
}

/// What is printed for a percentage: `97 %`, or a dash without a unit.
pub fn percent(review: &Review, address: &str) -> String {
    let number = number(review, address);
    if number == DASH { number } else { format!("{number} %") }
}

/// The exact value, for a comparison or a bar.
pub fn value<'a>(review: &'a Review, address: &str) -> Option<&'a Exact> {
    review.figures.get(address).and_then(|figure| figure.value.as_ref().ok())
}

/// The two amounts behind a quotient.
pub fn sides<'a>(review: &'a Review, address: &str) -> Option<&'a (Side, Side)> {
    review.figures.get(address).and_then(|figure| figure.quotient.as_ref())
}

/// The unit of one of the amounts behind a figure: of a key figure the one that review.toml says.
pub fn unit_of<'a>(review: &'a Review, address: &str, unit: Unit) -> &'a str {
    let kpi = || review.written.as_ref().and_then(|written| written.kpi_of(address));
    match unit {
        Unit::Own => kpi().and_then(|(kpi, _)| kpi.unit.as_deref()).unwrap_or_default(),
        unit => unit.name(),
    }
}

/// A cell with the figure's number; a dash is quiet.
pub fn cell(review: &Review, address: &str, meaning: Meaning) -> Cell {
    let text = number(review, address);
    let meaning = if text == DASH { Meaning::Quiet } else { meaning };
    Cell::new(text, meaning).of(address)
}

/// An amount that is whole where it can be: `13`, `12.80`.
pub fn whole_or_decimal(x: &Exact) -> String {
    decimal(x, if x.is_whole() { 0 } else { 2 })
}

/// `Ada, Bo and Cleo`; of the team only, how many they are.
pub fn who(review: &Review, people: &[usize]) -> String {
    match review.hidden {
        None => list(&names(review, people)),
        Some(_) => count(people.len(), "certain person", "certain people"),
    }
}

/// The names of these people, in the order given; none of the team only.
pub fn names(review: &Review, people: &[usize]) -> Vec<String> {
    people.iter().filter_map(|&person| review.people.get(person)).map(|person| person.name.clone()).collect()
}

/// `1 person`, `2 people`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}
