//! A tab of an xlsx workbook.

use std::collections::BTreeSet;
use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::book::Seen;
use super::cells::Cells;
use super::format::Epoch;
use super::merged::{Area, corner};
use super::number::Stored;
use super::styles::Style;
use super::xml::{add_text, attribute, fault, is_set, reader, unescaped};
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
    let mut reader = reader(part);
    let mut buffer = Vec::new();
    let mut seen = Seen::default();
    let mut cells = Cells::default();
    let mut merged: Vec<Area> = Vec::new();
    let (mut next_row, mut next_column) = (0_u32, 0_u32);
    let (mut cell, mut in_cell, mut in_value) = (Cell::default(), false, false);
    let mut struck: BTreeSet<u32> = BTreeSet::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| fault(&error))?;
        match &event {
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
                        next_row = row.map_or(next_row + 1, |row| row);
                        next_column = 0;
                        if is_set(element, "hidden") {
                            seen.hidden_rows.insert(next_row);
                        }
                    }
                    "c" => {
                        cell = begun(element, next_row.saturating_sub(1), next_column);
                        next_column = cell.column + 1;
                        in_cell = is_open;
                    }
                    "f" if in_cell => cell.has_formula = true,
                    "v" | "t" if in_cell => in_value = is_open,
                    "rPh" if in_cell => in_value = false,
                    "mergeCell" => {
                        if let Some(area) = attribute(element, "ref").as_deref().and_then(Area::parse) {
                            merged.extend(Some(area).filter(Area::is_filled));
                        }
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
            Event::Eof => break,
            event if in_value => add_text(event, &mut cell.value),
            _ => {}
        }
    }
    seen.struck_rows = struck.len() as u64;
    seen.hidden_rows.retain(|row| row.checked_sub(1).is_some_and(|row| cells.has_row(row)));
    Ok((cells.text(&merged)?, seen))
}

fn begun(element: &BytesStart<'_>, row: u32, column: u32) -> Cell {
    let mut cell = Cell { row, column, ..Cell::default() };
    for attribute in element.attributes().with_checks(false).flatten() {
        match attribute.key.as_ref() {
            "r" => {
                if let Some((own_column, own_row)) = corner(&attribute.value) {
                    (cell.row, cell.column) = (own_row, own_column);
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
