//! A reading drawn over the first rows of the user's own table: above each column what it is and by what that is known, beside each
//! row what it is.

use super::number::decimal;
use super::page::{Block, Cell, Column, Meaning, Table};
use crate::model::sketch::{Sketch, SketchColumn};
use crate::problem::grammar::{count, list};

/// With more columns than this the middle ones are not drawn.
const MOST: usize = 9;
const FIRST: usize = 6;

/// A cell is cut to so many characters: the drawing shows what a column is, and the sheet what is in it.
const CELL: usize = 16;

/// The drawing, and what is not drawn in words.
pub fn drawing(sketch: &Sketch) -> Vec<Block> {
    let all = sketch.columns.len();
    let at: Vec<usize> = match all > MOST {
        true => (0..FIRST).chain(all - (MOST - FIRST - 1)..all).collect(),
        false => (0..all).collect(),
    };
    let hidden = all - at.len();
    let mut columns = vec![Column::left("")];
    columns.extend(at.iter().map(|at| Column::left(&sketch.columns[*at].is)));
    let line = |first: &str, text: &dyn Fn(&SketchColumn) -> String| {
        let cells = at.iter().map(|at| Cell::new(text(&sketch.columns[*at]), Meaning::Quiet));
        std::iter::once(Cell::new(first, Meaning::Quiet)).chain(cells).collect::<Vec<_>>()
    };
    let mut rows = vec![line("known by", &|column| column.by.to_owned())];
    rows.extend(sketch.rows.iter().map(|row| {
        let first = Cell::new(format!("{} {}", row.line, row.is), Meaning::Quiet);
        let cells = at.iter().map(|at| Cell::plain(row.cells.get(*at).map_or(String::new(), |cell| cut(cell))));
        std::iter::once(first).chain(cells).collect()
    }));
    rows.push(line("adds up to", &|column| match &column.total {
        Some((total, sign)) => format!("{} {sign}", decimal(total, total.places(2).unwrap_or(2))).trim().to_owned(),
        None => String::new(),
    }));
    let kinds: Vec<String> = sketch.kinds.iter().map(|(is, rows)| count(*rows, is, &several(is))).collect();
    let mut said = format!("Rows of the table: {}.", list(&kinds));
    if hidden > 0 {
        let hidden = count(hidden as u64, "column", "columns");
        said = format!("{said} {hidden} between the first {FIRST} and the last {} are not drawn.", MOST - FIRST - 1);
    }
    vec![Block::Table(Table { columns, rows }), Block::Paragraph(said)]
}

/// The plural of a kind of rows.
fn several(kind: &str) -> String {
    match kind {
        "entry" => "entries".to_owned(),
        "block" | "note" | "total" => format!("{kind}s"),
        "header again" => "headers again".to_owned(),
        kind => kind.to_owned(),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        Some((at, _)) => format!("{}\u{2026}", &text[..at]),
        None => text.to_owned(),
    }
}
