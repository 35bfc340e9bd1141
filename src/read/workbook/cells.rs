//! The cells of a tab that say something, in the order of their rows: all texts in one, so that a million of them take little room.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::book::{MOST_CELLS, is_amount};
use super::text::Writer;
use crate::model::area::Area;
use crate::problem::words::workbook::WorkbookFault;

/// All texts of a tab are shorter together.
const MOST_TEXT: usize = 256 << 20;

/// See the module.
#[derive(Debug, Default)]
pub struct Cells {
    texts: String,
    cells: Vec<Cell>,
    is_unordered: bool,
}

/// A cell with the place of its text.
#[derive(Debug, Clone, Copy)]
struct Cell {
    row: u32,
    column: u32,
    start: u32,
    end: u32,
}

impl Cells {
    /// Adds a cell; one without a text says nothing.
    ///
    /// # Errors
    /// The tab is larger than any that people keep.
    pub fn add(&mut self, row: u32, column: u32, text: &str) -> Result<(), WorkbookFault> {
        if text.is_empty() {
            return Ok(());
        }
        if self.cells.len() >= MOST_CELLS || self.texts.len() + text.len() > MOST_TEXT {
            return Err(WorkbookFault::TooLarge);
        }
        let start = self.texts.len();
        self.texts.push_str(text);
        self.push(row, column, start, self.texts.len());
        Ok(())
    }

    fn push(&mut self, row: u32, column: u32, start: usize, end: usize) {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.is_unordered |= self.cells.last().is_some_and(|last| (last.row, last.column) >= (row, column));
        self.cells.push(Cell { row, column, start: place(start), end: place(end) });
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Adds some cells again, so many rows further down.
    ///
    /// # Errors
    /// The tab is larger than any that people keep.
    pub fn repeat(&mut self, cells: Range<usize>, down: u32) -> Result<(), WorkbookFault> {
        for at in cells {
            if self.cells.len() >= MOST_CELLS {
                return Err(WorkbookFault::TooLarge);
            }
            let Cell { row, column, start, end } = self.cells[at];
            self.push(row.saturating_add(down), column, start as usize, end as usize);
        }
        Ok(())
    }

    /// Whether a row says anything.
    pub fn has_row(&self, row: u32) -> bool {
        self.cells.binary_search_by(|cell| cell.row.cmp(&row)).is_ok()
    }

    /// The text of the tab, with the texts of merged cells in every row of their first column. Numbers are not repeated: an amount
    /// that stands in two rows is one amount.
    ///
    /// # Errors
    /// The tab is larger than any that people keep.
    pub fn text(mut self, merged: &[Area]) -> Result<Arc<[u8]>, WorkbookFault> {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let head = |area: &Area| (place(area.first_row - 1), place(area.first_column));
        let heads: BTreeSet<(u32, u32)> = merged.iter().filter(|area| is_filled(area)).map(head).collect();
        let is_head = |cell: &&Cell| heads.contains(&(cell.row, cell.column));
        let own: BTreeMap<(u32, u32), Cell> =
            self.cells.iter().filter(is_head).map(|cell| ((cell.row, cell.column), *cell)).collect();
        for area in merged.iter().filter(|area| is_filled(area)) {
            let Some(Cell { column, start, end, .. }) = own.get(&head(area)).copied() else { continue };
            if is_amount(&self.texts[start as usize..end as usize]) {
                continue;
            }
            for row in area.first_row..area.last_row {
                self.push(place(row), column, start as usize, end as usize);
            }
        }
        if self.is_unordered {
            // What a row holds already stands in front of what is filled in.
            self.cells.sort_by_key(|cell| (cell.row, cell.column));
        }
        let mut writer = Writer::new(self.cells.iter().map(|cell| cell.column.saturating_add(1)).max().unwrap_or(0));
        for cell in &self.cells {
            let text = &self.texts[cell.start as usize..cell.end as usize];
            writer.cell(cell.row, cell.column, text).map_err(|_| WorkbookFault::TooLarge)?;
        }
        Ok(writer.finish().into())
    }
}

/// Whether the text of merged cells is filled in: they are higher than a row, and no decoration.
fn is_filled(area: &Area) -> bool {
    /// A higher range is a decoration.
    const MOST_ROWS: usize = 400;
    (1..MOST_ROWS).contains(&(area.last_row - area.first_row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_merged_cells_holds_for_their_rows_and_an_amount_stands_once() {
        let mut cells = Cells::default();
        for (row, column, text) in
            [(0, 0, "Title"), (1, 0, "2024-03-04"), (1, 1, "Ada"), (1, 2, "40%"), (2, 1, "Bo"), (3, 1, "Cy")]
        {
            cells.add(row, column, text).unwrap();
        }
        let merged: Vec<Area> = ["A2:A4", "C2:C3"].into_iter().filter_map(Area::parse).collect();
        let text = cells.text(&merged).unwrap();
        let expected = "Title,,\n2024-03-04,Ada,40%\n2024-03-04,Bo,\n2024-03-04,Cy,\n";
        assert_eq!(std::str::from_utf8(&text).unwrap(), expected);
    }

    #[test]
    fn merged_cells_are_filled_where_they_are_higher_than_a_row() {
        let is_filled = |text: &str| is_filled(&Area::parse(text).unwrap());
        assert_eq!(["B2:C5", "A1:D1", "A1:A9999"].map(is_filled), [true, false, false]);
    }

    #[test]
    fn rows_are_written_in_their_order() {
        let mut cells = Cells::default();
        [(2, 0, "c"), (0, 1, "b"), (0, 0, "a")]
            .into_iter()
            .for_each(|(row, column, text)| cells.add(row, column, text).unwrap());
        assert_eq!(std::str::from_utf8(&cells.text(&[]).unwrap()).unwrap(), "a,b\n\nc,\n");
    }
}
