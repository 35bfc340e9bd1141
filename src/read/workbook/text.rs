//! The text of a tab: a row a line, as a spreadsheet program would save it as CSV, but with every value and unit that its cells have.

use std::io;

use crate::read::written::write_field;

/// A larger tab is refused.
const MOST_BYTES: usize = 160 << 20;
/// Spreadsheet programs have no more columns and rows.
const MOST_COLUMNS: u32 = 16_384;
const MOST_ROWS: u32 = 1_048_576;

/// Takes the cells of a tab in the order of its rows.
#[derive(Debug, Default)]
pub struct Writer {
    text: Vec<u8>,
    /// The row that is being written, from 0, how many commas it has, and the first column that may come next.
    row: u32,
    commas: u32,
    next: u32,
    /// How many fields each row that says something has, as a spreadsheet program saves it.
    width: u32,
}

impl Writer {
    /// `width`: the columns up to the last one that says anything.
    pub fn new(width: u32) -> Writer {
        Writer { width, ..Writer::default() }
    }

    /// Writes a cell; a blank one is not written, and no cell of a row that has been left or left of the last one.
    ///
    /// # Errors
    /// The tab is larger than any that people keep.
    pub fn cell(&mut self, row: u32, column: u32, text: &str) -> io::Result<()> {
        if text.is_empty() || row < self.row || row == self.row && column < self.next {
            return Ok(());
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS || self.text.len() + text.len() > MOST_BYTES {
            return Err(io::Error::other("the tab is too large"));
        }
        while self.row < row {
            self.end_row();
            self.text.push(b'\n');
            self.row += 1;
            (self.commas, self.next) = (0, 0);
        }
        while self.commas < column {
            self.text.push(b',');
            self.commas += 1;
        }
        // A cell is one line of the text, so that the lines are the rows of the tab.
        write_field(&mut self.text, text);
        self.next = column + 1;
        Ok(())
    }

    /// The text; empty if no cell says anything.
    pub fn finish(mut self) -> Vec<u8> {
        if !self.text.is_empty() {
            self.end_row();
            self.text.push(b'\n');
        }
        self.text
    }

    fn end_row(&mut self) {
        if self.next > 0 {
            let missing = self.width.saturating_sub(self.commas + 1) as usize;
            self.text.resize(self.text.len() + missing, b',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_tab_is_a_line() {
        let mut writer = Writer::new(4);
        for (row, column, text) in [
            (1, 1, "Week"),
            (1, 3, "a, b"),
            (4, 0, "two\nlines"),
            (4, 2, "says \"so\""),
            (4, 2, "stands there already"),
            (3, 0, "has been left"),
            (5, 0, ""),
        ] {
            writer.cell(row, column, text).unwrap();
        }
        let text = String::from_utf8(writer.finish()).unwrap();
        assert_eq!(text, "\n,Week,,\"a, b\"\n\n\n\"two lines\",,\"says \"\"so\"\"\",\n");
        assert_eq!(Writer::default().finish(), Vec::<u8>::new());
    }

    #[test]
    fn a_tab_has_no_more_rows_and_columns_than_a_spreadsheet_program_has() {
        let mut writer = Writer::default();
        assert!(writer.cell(0, 16_384, "x").is_err() && writer.cell(1_048_576, 0, "x").is_err());
    }
}
