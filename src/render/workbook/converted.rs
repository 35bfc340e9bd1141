//! Single entries as a workbook: the columns of the canonical table and the place of each. It is read back as that table.

use super::sheet::{Body, Cell, Digits, Kind, MOST_ROWS, Tab};
use super::written::{About, written};
use crate::model::canonical::{COLUMNS, CanonicalRow, PLACE};
use crate::model::exact::Exact;
use crate::render::converted::Collected;
use crate::render::double::digits;
use crate::render::unwritable::Written;

const TITLE: &str = "Entries";
/// Decimal places that every amount is shown with at most.
const PLACES: u32 = 2;

/// The file, whole: as many tabs as the entries take.
///
/// # Errors
/// `unwritable-file`.
pub fn entries(all: &Collected) -> Written<Vec<u8>> {
    let rows: Vec<&CanonicalRow> = all.table.rows.iter().flatten().collect();
    // One row is the header.
    let parts: Vec<(usize, &[&CanonicalRow])> = match rows.is_empty() {
        true => vec![(0, &[][..])],
        false => rows
            .chunks(MOST_ROWS - 1)
            .scan(0, |from, part| {
                let begin = *from;
                *from += part.len();
                Some((begin, part))
            })
            .collect(),
    };
    let tabs = parts.into_iter().enumerate().map(|(at, (from, part))| tab(all, at, from, part)).collect();
    written(tabs, &About { title: TITLE.to_owned(), dated: None, is_review: false })
}

fn tab<'a>(all: &'a Collected, at: usize, from: usize, part: &'a [&'a CanonicalRow]) -> Tab<'a> {
    let name = if at == 0 { TITLE.to_owned() } else { format!("{TITLE} {}", at + 1) };
    let mut tab = Tab::new(name, vec![24, 11, 11, 9, 18, 18, 12, 12, 24, 8, 10, 18, 9, 10, 8, 28]);
    tab.headed(COLUMNS.into_iter().chain([PLACE]));
    tab.filtered = Some((part.len(), COLUMNS.len()));
    tab.body = Some(Body { rows: part.len(), row: Box::new(move |row| cells(all, from + row, part[row])) });
    tab
}

fn cells(all: &Collected, at: usize, row: &CanonicalRow) -> Vec<Cell> {
    let text = |text: &str| Cell::text(text);
    let works = all.table.works[row.work as usize].iter().map(|of| text(of));
    let person = text(&all.table.people[row.person as usize]);
    let place = all.places.get(at).map_or("", String::as_str);
    let end = [text(row.unit.name()), amount(row), Cell::count(row.entries as usize), text(place).of_kind(Kind::Quiet)];
    [person, Cell::day(row.from), Cell::day(row.to), text(row.span.name())]
        .into_iter()
        .chain(works)
        .chain(end)
        .collect()
}

/// The amount as a number, where a spreadsheet's numbers hold it; else as the text of its digits.
fn amount(row: &CanonicalRow) -> Cell {
    let said = row.amount.to_string();
    let exact: Exact = row.amount.exact();
    let places = exact.places(PLACES).unwrap_or(PLACES);
    if digits(&exact).is_some_and(|digits| digits == said) {
        Cell::number(exact, Digits::Places(places))
    } else {
        Cell { on_right: true, ..Cell::text(said) }
    }
}
