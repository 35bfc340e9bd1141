//! A tab of an xlsx workbook.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::book::Seen;
use super::cells::Cells;
use super::format::Epoch;
use super::number::Stored;
use super::styles::Style;
use super::xml::{add_text, attribute, each_event, is_set, unescaped};
use crate::model::area::{Area, corner};
use crate::problem::words::workbook::WorkbookFault;

/// What the cells of a tab refer to.
pub struct Given<'a> {
    pub shared: &'a [Box<str>],
    pub styles: &'a [Style],
    pub epoch: Epoch,
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    value: String,
    has_formula: bool,
}

/// Reads a tab: its text, and what else there is to say about it.
///
/// # Errors
/// The part is damaged or too large.
pub fn tab(part: impl BufRead, given: &Given<'_>) -> Result<(Arc<[u8]>, Seen), WorkbookFault> {
    let mut seen = Seen::default();
    let mut cells = Cells::default();
    let mut merged: Vec<Area> = Vec::new();
    let (mut next_row, mut next_column) = (0_u32, 0_u32);
    let (mut cell, mut in_cell, mut in_value) = (Cell::default(), false, false);
    let mut struck: BTreeSet<u32> = BTreeSet::new();
    each_event(part, |event| {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let is_open = matches!(event, Event::Start(_));
                match element.local_name().as_ref() {
                    "col" if is_set(element, "hidden") => {
                        let number = |name: &str| attribute(element, name).and_then(|at| at.parse::<u64>().ok());
                        let hidden =
                            number("min").zip(number("max")).map_or(1, |(min, max)| max.saturating_sub(min) + 1);
                        // All columns behind the last one are hidden in some workbooks: nothing stands in them.
                        seen.hidden_columns += if hidden < 1000 { hidden } else { 0 };
                    }
                    "row" => {
                        let row = attribute(element, "r").and_then(|row| row.parse::<u32>().ok());
                        next_row = row.unwrap_or(next_row.saturating_add(1));
                        next_column = 0;
                        if is_set(element, "hidden") {
                            seen.hidden_rows.insert(next_row);
                        }
                    }
                    "c" => {
                        cell = begun(element, next_row.saturating_sub(1), next_column);
                        next_column = cell.column.saturating_add(1);
                        in_cell = is_open;
                    }
                    "f" if in_cell => cell.has_formula = true,
                    "v" | "t" if in_cell => in_value = is_open,
                    "rPh" if in_cell => in_value = false,
                    "mergeCell" => {
                        merged.extend(attribute(element, "ref").as_deref().and_then(Area::parse));
                    }
                    _ => {}
                }
            }
            Event::End(element) => match element.local_name().as_ref() {
                "v" | "t" => in_value = false,
                "c" if in_cell => {
                    in_cell = false;
                    if cell.has_formula && cell.value.is_empty() && cell.kind != "str" {
                        seen.uncalculated += 1;
                    }
                    let text = text(&cell, given);
                    if !text.is_empty() {
                        if given.styles.get(cell.style).is_some_and(|style| style.is_struck) {
                            struck.insert(cell.row);
                        }
                        cells.add(cell.row, cell.column, &text)?;
                    }
                }
                _ => {}
            },
            event if in_value => add_text(event, &mut cell.value),
            _ => {}
        }
        Ok(())
    })?;
    seen.struck_rows = struck.len() as u64;
    seen.hidden_rows.retain(|row| row.checked_sub(1).is_some_and(|row| cells.has_row(row)));
    Ok((cells.text(&merged)?, seen))
}

fn begun(element: &BytesStart<'_>, row: u32, column: u32) -> Cell {
    let mut cell = Cell { row, column, ..Cell::default() };
    for attribute in element.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "r" => {
                if let Some((column, row)) = corner(&attribute.value) {
                    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                    (cell.row, cell.column) = (place(row - 1), place(column));
                }
            }
            "t" => attribute.value.as_ref().clone_into(&mut cell.kind),
            "s" => cell.style = attribute.value.parse().unwrap_or(0),
            _ => {}
        }
    }
    cell
}

/// What a cell says, as a person would write it.
fn text(cell: &Cell, given: &Given<'_>) -> String {
    let value = cell.value.as_str();
    match cell.kind.as_str() {
        "s" => value
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|at| given.shared.get(at))
            .map_or(String::new(), |text| text.to_string()),
        "inlineStr" | "str" => unescaped(value),
        "b" => {
            if value.trim() == "1" {
                "TRUE".to_owned()
            } else {
                "FALSE".to_owned()
            }
        }
        "e" => value.to_owned(),
        // A date in ISO 8601.
        "d" => value.replace('T', " "),
        _ => match Stored::parse(value) {
            Some(number) => {
                let style = given.styles.get(cell.style);
                style.map_or_else(|| number.text(0), |style| style.format.text(number, given.epoch))
            }
            None => value.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_behind_the_last_is_too_far_out_and_no_panic() {
        let given = Given { shared: &[], styles: &[], epoch: Epoch::From1900 };
        let xml = "<worksheet><sheetData><row r=\"4294967295\"/><row hidden=\"1\"><c><v>1</v></c></row></sheetData></worksheet>";
        assert_eq!(tab(xml.as_bytes(), &given), Err(WorkbookFault::TooLarge));
        let xml =
            "<worksheet><sheetData><row r=\"1\"><c r=\"B99999999999999\"><v>1</v></c></row></sheetData></worksheet>";
        assert_eq!(tab(xml.as_bytes(), &given), Err(WorkbookFault::TooLarge));
    }
}
