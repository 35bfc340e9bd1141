//! A small file whole, as rows of text cells: what a skill matrix is read from. Big files are read block by block.

use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use super::Opening;
use super::csv::{Block, Csv, Hints, Record, bad_byte, broken_quote};
use crate::model::place::Place;
use crate::model::source::Decision;
use crate::problem::{Excerpt, Problem};

/// All rows of a file, blank ones included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    pub file: Arc<str>,
    pub rows: Vec<GridRow>,
    /// What was decided about the file as text: `delimiter` and `encoding`.
    pub decisions: Vec<Decision>,
    /// `bad-byte` for every cell that is not UTF-8 (its text then holds U+FFFD), `broken-quote` for every row whose
    /// quotation marks are wrong (where its cells end is a guess). They are errors of the file; the rest of it can be read all
    /// the same, to find what else is wrong.
    pub problems: Vec<Problem>,
}

/// A row of a grid, as far as its own fields go: rows may differ in length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// The physical line on which it begins, from 1.
    pub line: u64,
    /// The row as it stands in the file, without its line end; several lines where a cell holds line breaks.
    pub text: String,
    pub cells: Vec<GridCell>,
}

/// A cell of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// What the cell says, without quotation marks; white space as written.
    pub text: String,
    /// Where it stands in the row's text, its quotation marks included.
    pub span: Range<usize>,
}

impl Grid {
    /// Reads all of `source`. Errors: as `Csv::open`.
    pub fn read(source: Box<dyn Read + Send>, file: &Arc<str>, hints: &Hints) -> Result<Grid, Opening> {
        let mut csv = Csv::open(source, file, hints)?;
        let decisions = csv.decisions().to_vec();
        let mut grid = Grid { file: file.clone(), rows: Vec::new(), decisions, problems: Vec::new() };
        let mut block = Block::new();
        while csv.next(&mut block)? {
            for record in block.records() {
                grid.problems.extend(broken_quote(file, record));
                grid.problems.extend((0..record.len()).filter_map(|field| bad_byte(file, record, field)));
                grid.rows.push(GridRow::of(record));
            }
        }
        Ok(grid)
    }

    /// The place of a cell; `row` and `column` are indices into `rows` and `cells`. A row that is not there: the file.
    pub fn place(&self, row: usize, column: usize) -> Place {
        let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1);
        match self.rows.get(row) {
            Some(row) => Place::cell(&self.file, row.line, column),
            None => Place::file(&self.file),
        }
    }

    /// The row's own text with a cell of it marked; its end, where the row has no such cell. `None`: no such row.
    pub fn excerpt(&self, row: usize, column: usize) -> Option<Excerpt> {
        let row = self.rows.get(row)?;
        let end = row.text.len();
        let span = row.cells.get(column).map_or(end..end, |cell| cell.span.clone());
        Some(Excerpt { line: row.line, text: row.text.clone(), span })
    }
}

impl GridRow {
    fn of(record: Record<'_>) -> GridRow {
        let mut text = String::new();
        let mut decoded = 0;
        let mut cells = Vec::with_capacity(record.len());
        for field in 0..record.len() {
            let span = record.span(field);
            text.push_str(&String::from_utf8_lossy(record.text().get(decoded..span.start).unwrap_or_default()));
            let start = text.len();
            text.push_str(&String::from_utf8_lossy(record.raw(field)));
            decoded = span.end;
            let value = String::from_utf8_lossy(&record.field(field)).into_owned();
            cells.push(GridCell { text: value, span: start..text.len() });
        }
        GridRow { line: record.line(), text, cells }
    }

    /// Whether every cell is empty or white space.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(bytes: &[u8]) -> Grid {
        let source = Box::new(std::io::Cursor::new(bytes.to_vec()));
        Grid::read(source, &Arc::from("skills.csv"), &Hints::default()).unwrap()
    }

    #[test]
    fn a_row_below_a_value_of_two_lines_keeps_its_line() {
        let grid = grid(b"Skill;Ada;Bo\r\n\"Zuul,\r\nmaintenance\";4;\"2\"\r\n\r\nCSS;;x\r\n");
        let lines: Vec<_> = grid.rows.iter().map(|row| (row.line, row.cells.len(), row.is_blank())).collect();
        assert_eq!(lines, [(1, 3, false), (2, 3, false), (4, 1, true), (5, 3, false)]);
        assert_eq!(grid.rows[1].cells[0].text, "Zuul,\r\nmaintenance");
        assert_eq!(grid.place(1, 2).to_string(), "skills.csv:2:3");
        assert_eq!(grid.place(3, 0).to_string(), "skills.csv:5:1");
        let excerpt = grid.excerpt(1, 2).unwrap();
        assert_eq!((excerpt.line, &excerpt.text[excerpt.span]), (2, "\"2\""));
        assert_eq!(grid.excerpt(3, 7).unwrap().span, 6..6);
        assert_eq!((grid.excerpt(4, 0), grid.place(4, 0).row), (None, 0));
    }

    #[test]
    fn a_bad_byte_is_a_problem_of_its_cell_and_the_rest_is_read() {
        let grid = grid(b"Skill,Zo\xEB,B\xF6\nCSS,3,4\nJS,\xFF,\"1\"x\n");
        let found: Vec<_> = grid.problems.iter().map(|p| (p.name(), p.place.as_ref().unwrap().to_string())).collect();
        let at = |name, place: &str| (name, place.to_owned());
        assert_eq!(
            found,
            [
                at("bad-byte", "skills.csv:1:2"),
                at("bad-byte", "skills.csv:1:3"),
                at("broken-quote", "skills.csv:3:3"),
                at("bad-byte", "skills.csv:3:2"),
            ]
        );
        assert_eq!(grid.rows[0].text, "Skill,Zo\u{FFFD},B\u{FFFD}");
        assert_eq!(&grid.rows[0].text[grid.rows[0].cells[2].span.clone()], "B\u{FFFD}");
        assert_eq!(grid.rows[1].cells[1].text, "3");
    }
}
