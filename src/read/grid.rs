//! A small sheet held whole, every cell with its text and place. Temporary stub of the agreed shape.

use std::ops::Range;
use std::sync::Arc;

use crate::model::place::Place;
use crate::problem::Excerpt;

#[derive(Debug, Clone)]
pub struct Grid {
    pub file: Arc<str>,
    pub rows: Vec<GridRow>,
}

#[derive(Debug, Clone)]
pub struct GridRow {
    pub line: u64,
    pub text: String,
    pub cells: Vec<GridCell>,
}

#[derive(Debug, Clone)]
pub struct GridCell {
    pub text: String,
    pub span: Range<usize>,
}

impl Grid {
    pub fn place(&self, row: usize, col: usize) -> Place {
        let line = self.rows.get(row).map_or(0, |r| r.line);
        Place::cell(&self.file, line, u32::try_from(col + 1).unwrap_or(u32::MAX))
    }

    pub fn excerpt(&self, row: usize, col: usize) -> Excerpt {
        let Some(found) = self.rows.get(row) else { return Excerpt { line: 0, text: String::new(), span: 0..0 } };
        let end = found.text.len();
        let span = found.cells.get(col).map_or(end..end, |cell| cell.span.clone());
        Excerpt { line: found.line, text: found.text.clone(), span }
    }
}
