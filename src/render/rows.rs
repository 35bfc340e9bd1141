//! A table without headings, for a terminal: its columns side by side, the last one wrapped in the room that is left.

use super::page::{Align, Cell, Meaning, Table};
use super::table::{Line, Span, clean, pad, width, wrap};

/// Spaces between columns.
const GAP: usize = 2;

/// The last column is not wrapped to less than this.
const NARROWEST: usize = 20;

/// The lines of each row, of at most `most` columns, from the column `from` on. `None`: they do not fit side by side.
pub fn rows(table: &Table, from: usize, most: usize) -> Option<Vec<Vec<Line>>> {
    let last = table.columns.len().checked_sub(1)?;
    let widest = |at: usize| table.rows.iter().map(|row| width(&text(row, at))).max().unwrap_or(0);
    let widths: Vec<(usize, usize)> = (from..last).map(|at| (at, widest(at))).collect();
    let left: usize = widths.iter().map(|(_, columns)| columns + GAP).sum();
    let room = most.checked_sub(left).filter(|room| *room >= widest(last).min(NARROWEST))?;
    let of = |row: &Vec<Cell>| {
        let mut line = Line::new();
        for &(at, columns) in &widths {
            let align = if table.is_right(at) { Align::Right } else { Align::Left };
            line.push(Span::new(pad(&text(row, at), columns, align), meaning(row, at)));
            line.push(Span::new(" ".repeat(GAP), Meaning::Plain));
        }
        let mut lines = Vec::new();
        for text in wrap(&text(row, last), room) {
            line.push(Span::new(text, meaning(row, last)));
            lines.push(std::mem::replace(&mut line, vec![Span::new(" ".repeat(left), Meaning::Plain)]));
        }
        lines
    };
    Some(table.rows.iter().map(of).collect())
}

/// The text of a cell on one line; empty where a row has no such cell.
fn text(row: &[Cell], at: usize) -> String {
    row.get(at).map_or_else(String::new, |cell| clean(&cell.text).trim().to_owned())
}

fn meaning(row: &[Cell], at: usize) -> Meaning {
    row.get(at).map_or(Meaning::Plain, |cell| cell.meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::Column;

    fn table(rows: &[[&str; 3]]) -> Table {
        Table {
            columns: vec![Column::left("cell"), Column::right("points"), Column::left("whose")],
            rows: rows.iter().map(|row| row.map(Cell::plain).to_vec()).collect(),
        }
    }

    fn drawn(table: &Table, most: usize) -> Option<Vec<String>> {
        let text = |line: &Line| line.iter().map(|span| span.text.as_str()).collect::<String>();
        rows(table, 0, most).map(|rows| rows.iter().flatten().map(text).collect())
    }

    #[test]
    fn columns_stand_side_by_side_however_wide_their_characters_are() {
        let table = table(&[["日本: 5%", "5", "田中"], ["a\u{301}da: 10%", "10", "Ada"], ["👩‍💻: 0%", "0", "👩‍💻"]]);
        let expected = ["日本: 5%   5  田中", "a\u{301}da: 10%  10  Ada", "👩‍💻: 0%     0  👩‍💻"];
        assert_eq!(drawn(&table, 40).unwrap(), expected);
    }

    #[test]
    fn the_last_column_is_wrapped_in_the_room_that_is_left() {
        let table = table(&[["a.csv:2:3: 5%", "5", "2016-W01 Maximiliane, CI Scaling"]]);
        let expected = ["a.csv:2:3: 5%  5  2016-W01 Maximiliane,", "                  CI Scaling"];
        assert_eq!(drawn(&table, 40).unwrap(), expected);
        assert_eq!(drawn(&table, 37), None, "less than 20 columns are left");
    }
}
