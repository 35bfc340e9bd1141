//! What stands above a table: titles, and lines of a word and its value, such as `Employee: | Greta Olsen`.

use super::cells::{Cells, Kind};
use super::concept::Concept;
use super::heading::meaning;
use super::rows::RowKind;
use super::table::Table;

/// What is said above a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The texts of the lines with a single text.
    pub titles: Vec<String>,
    /// The person that a line names, with its row and field.
    pub person: Option<(String, usize, usize)>,
    /// The rows above the header that are not blank.
    pub rows: Vec<usize>,
}

/// What is said above the table.
pub fn around(cells: &Cells, table: &Table) -> Around {
    let mut around = Around::default();
    let first = table.uppers.first().copied().unwrap_or(table.header);
    for row in (0..first).filter(|row| !cells.is_blank(*row)) {
        around.rows.push(row);
        let filled: Vec<usize> = cells.filled(row).collect();
        match filled[..] {
            [only] => {
                let text = cells.text(row, only);
                around.titles.push(text.to_owned());
                if around.person.is_none() && named(text) != text {
                    around.person = Some((named(text).to_owned(), row, only));
                }
            }
            // `Name: | Uwe Böhm | Month: | April 2026`
            _ => {
                for pair in filled.chunks_exact(2) {
                    let (word, value) = (pair[0], pair[1]);
                    let is_named = is_person(cells.text(row, word)) && cells.at(row, value).kind == Kind::Word;
                    if around.person.is_none() && is_named {
                        around.person = Some((cells.text(row, value).to_owned(), row, value));
                    }
                    if cells.text(row, word).ends_with(':') {
                        around.titles.push(cells.text(row, value).to_owned());
                    }
                }
            }
        }
    }
    around
}

/// The name in `Employee: Greta Olsen`; another text as it is.
pub(super) fn named(text: &str) -> &str {
    match text.split_once(':') {
        Some((word, name)) if is_person(word) && !name.trim().is_empty() => name.trim(),
        _ => text,
    }
}

/// The row and the field of the title that leads the first block of a table, if other blocks are led by such rows: a single text
/// above another header.
pub(super) fn lead(cells: &Cells, table: &Table, kinds: &[RowKind]) -> Option<(usize, usize)> {
    let is_led = |at: usize| {
        matches!(kinds[at], RowKind::Group(_))
            && kinds[at + 1..].iter().find(|kind| **kind != RowKind::Blank) == Some(&RowKind::Header)
    };
    if !(0..kinds.len()).any(is_led) {
        return None;
    }
    let first = table.uppers.first().copied().unwrap_or(table.header);
    let row = (0..first).rev().find(|row| !cells.is_blank(*row))?;
    match cells.filled(row).collect::<Vec<_>>()[..] {
        [only] => Some((row, only)),
        _ => None,
    }
}

fn is_person(word: &str) -> bool {
    meaning(word.trim_end_matches(':')).concept == Some(Concept::Person)
}
