//! Every figure of the review by its address, as a reference to the cell where it stands.

use std::rc::Rc;

use super::book::{Book, digits_of};
use super::sheet::{Body, Cell, Kind, Tab};
use super::spot::Long;
use crate::calc::figure::Figure;
use crate::render::number::bound;

const NAME: &str = "Figures";
const HEADINGS: [&str; 9] = ["address", "section", "row", "column", "value", "unit", "missing", "up to", "bound"];

/// The tabs: one, and others where there are more figures than one holds.
pub fn tabs<'a>(book: &'a Book<'a>) -> Vec<Tab<'a>> {
    let all: Rc<[&Figure]> = book.review.figures.iter().collect();
    let of = |(name, from, rows): (&str, usize, usize)| {
        let mut tab = Tab::new(name, vec![40, 16, 26, 26, 12, 17, 20, 8, 10]);
        tab.headed(HEADINGS);
        tab.filtered = Some((rows.max(1), HEADINGS.len() - 1));
        let all = all.clone();
        let row = move |at: usize| all.get(from + at).map_or_else(Vec::new, |&figure| self::row(book, figure));
        tab.body = Some(Body { rows, row: Box::new(row) });
        tab
    };
    Long::of(NAME, all.len()).tabs(all.len()).map(of).collect()
}

fn row(book: &Book<'_>, figure: &Figure) -> Vec<Cell> {
    let digits = digits_of(figure, book.review);
    let (missing, value) = match &figure.value {
        Err(missing) => (missing.name(), Cell::blank()),
        Ok(_) => ("", book.refers(&figure.address)),
    };
    let high = figure.high.clone().map(|high| Cell::number(high, digits));
    vec![
        Cell::text(&figure.address),
        Cell::text(figure.section.title()),
        Cell::text(&figure.row),
        Cell::text(&figure.column),
        value,
        Cell::text(figure.unit.name()),
        Cell::text(missing).of_kind(Kind::Quiet),
        high.unwrap_or_else(Cell::blank),
        Cell::text(bound(figure).map_or("", |bound| bound.name())).of_kind(Kind::Quiet),
    ]
}
