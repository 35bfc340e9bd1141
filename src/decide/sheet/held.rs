//! Labels that stand in the first row of a block only, as merged cells do: they hold for the rows below.

use super::cells::Cells;
use super::rows::RowKind;
use super::table::Table;

/// Returns whether a label holds for the blank cells below it: it is never written twice in succession, and most of the blocks that it
/// begins have more than one row. `leads`: the fields of held labels, which begin blocks of their own. A sheet that writes it in each row has forgotten it where it is blank.
pub fn is_held(cells: &Cells, table: &Table, kinds: &[RowKind], field: usize, leads: &[usize]) -> bool {
    let begins = |row: usize| leads.iter().any(|lead| !cells.at(row, *lead).is_blank());
    let entries: Vec<(&str, bool)> = entries(table, kinds).map(|row| (cells.text(row, field), begins(row))).collect();
    let mut blocks: Vec<(&str, usize)> = Vec::new();
    for (text, begins) in entries {
        match blocks.last_mut() {
            None if text.is_empty() => return false,
            Some((_, rows)) if text.is_empty() => *rows += 1,
            Some((last, _)) if *last == text && !begins => return false,
            _ => blocks.push((text, 1)),
        }
    }
    let long = blocks.iter().filter(|(_, rows)| *rows > 1).count();
    match blocks[..] {
        [] => false,
        [(_, rows)] => rows > 2,
        _ => long > 1 && long * 2 >= blocks.len(),
    }
}

/// Returns whether a label is blank in just the rows in which another one is, which holds: both are written in the first row of a
/// block only.
pub fn is_held_with(cells: &Cells, table: &Table, kinds: &[RowKind], field: usize, other: usize) -> bool {
    let mut blanks = 0;
    let all = entries(table, kinds).enumerate().all(|(at, row)| {
        let (one, other) = (cells.at(row, field).is_blank(), cells.at(row, other).is_blank());
        blanks += usize::from(one);
        one == other && (at > 0 || !one)
    });
    all && blanks > 0
}

/// For each row of the body, the row whose cell holds for it in a column of held labels.
pub fn holders(cells: &Cells, table: &Table, kinds: &[RowKind], field: usize) -> Vec<Option<usize>> {
    let mut holder = None;
    table
        .body
        .clone()
        .zip(kinds)
        .map(|(row, kind)| {
            if *kind == RowKind::Entry && !cells.at(row, field).is_blank() {
                holder = Some(row);
            }
            holder
        })
        .collect()
}

fn entries<'a>(table: &'a Table, kinds: &'a [RowKind]) -> impl Iterator<Item = usize> + 'a {
    table.body.clone().zip(kinds).filter(|(_, kind)| **kind == RowKind::Entry).map(|(row, _)| row)
}
