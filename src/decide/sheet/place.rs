//! Places of cells of a sheet.

use std::sync::Arc;

use super::cells::Cells;
use crate::model::place::Place;
use crate::read::csv::place;

/// The place of a cell of the sheet.
pub fn place_of(file: &Arc<str>, cells: &Cells, row: usize, field: usize) -> Place {
    cells.source.record(row).map_or_else(|| Place::file(file), |record| place(file, record, field))
}
