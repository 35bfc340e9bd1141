//! A small file as a whole: rows of cells with their places. Skill matrices are read like this.

use std::ops::Range;
use std::sync::Arc;

use super::Opening;
use super::csv::{Block, Csv, Hints, bad_byte, broken_quote, excerpt};
use super::input::Input;
use crate::model::place::Place;
use crate::problem::{Excerpt, Problem};

/// A file as rows and cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    pub file: Arc<str>,
    pub rows: Vec<GridRow>,
}

/// A row that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// The line on which it begins.
    pub line: u64,
    /// The row as it stands in the file, without its line end.
    pub text: String,
    pub cells: Vec<GridCell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// Its value, without quotation marks and trimmed.
    pub text: String,
    /// Its range of bytes in the text of the row.
    pub span: Range<usize>,
}

impl Grid {
    /// Reads a whole file. Also returns `encoding-guessed` if its encoding is a guess.
    ///
    /// # Errors
    /// What `Csv::open` refuses; `broken-quote` and `bad-byte` at their cells, all of them.
    pub fn read(input: &Input, hints: &Hints) -> Result<(Grid, Option<Problem>), Opening> {
        let file = &input.name;
        let mut csv = Csv::open(input, hints)?;
        let mut block = Block::new();
        let mut grid = Grid { file: file.clone(), rows: Vec::new() };
        let mut problems = Vec::new();
        while csv.next(&mut block)? {
            for record in block.records().filter(|record| !record.is_blank()) {
                if let Some(problem) = broken_quote(file, record) {
                    problems.push(problem);
                    continue;
                }
                let mut row = GridRow { line: record.line(), text: String::new(), cells: Vec::new() };
                for field in 0..record.len() {
                    problems.extend(bad_byte(file, record, field));
                    let shown = excerpt(record, field);
                    let text = String::from_utf8_lossy(&record.field(field)).trim().to_owned();
                    row.cells.push(GridCell { text, span: shown.span });
                    row.text = shown.text;
                }
                grid.rows.push(row);
            }
        }
        let guessed = csv.guessed(file);
        if problems.is_empty() {
            return Ok((grid, guessed));
        }
        problems.extend(guessed);
        Err(Opening::Problems(problems))
    }

    /// The place of a cell; `row` and `col` are indices from 0.
    pub fn place(&self, row: usize, col: usize) -> Place {
        let line = self.rows.get(row).map_or(0, |row| {
            let before = row.cells.get(col).and_then(|cell| row.text.get(..cell.span.start)).unwrap_or("");
            row.line + before.bytes().filter(|b| *b == b'\n').count() as u64
        });
        Place::cell(&self.file, line, col as u32 + 1)
    }

    /// The text of the row with a cell marked.
    pub fn excerpt(&self, row: usize, col: usize) -> Excerpt {
        let Some(found) = self.rows.get(row) else { return Excerpt { line: 0, text: String::new(), span: 0..0 } };
        let span = found.cells.get(col).map_or(found.text.len()..found.text.len(), |cell| cell.span.clone());
        Excerpt { line: found.line, text: found.text.clone(), span }
    }
}
