//! Labels that stand in the first row of a block only, as merged cells do: they hold for the rows below.

use super::cells::Cells;
use super::column::Column;
use super::role::{Known, Role};
use super::rows::RowKind;
use super::table::Table;
use crate::model::person::folded;

/// The labels that hold for the blank cells below them.
pub fn held(
    cells: &Cells,
    table: &Table,
    (columns, known): (&[Column], &[Known]),
    kinds: &[RowKind],
    said: &[&str],
) -> Vec<usize> {
    let is_said = |at: &usize| said.iter().any(|heading| folded(heading) == folded(columns[*at].heading()));
    let is_label = |at: &usize| matches!(known[*at].role, Role::When(_) | Role::Person | Role::Work(_));
    let labels: Vec<usize> = (0..known.len()).filter(is_label).collect();
    let mut alone: Vec<usize> = Vec::new();
    for &at in &labels {
        let leads: Vec<usize> = alone.iter().map(|at| columns[*at].field).collect();
        if is_held(cells, table, kinds, columns[at].field, &leads) {
            alone.push(at);
        }
    }
    let with_others = |at: &usize| {
        let field = columns[*at].field;
        is_said(at)
            || alone.contains(at)
            || alone.iter().any(|other| is_held_with(cells, table, kinds, field, columns[*other].field))
    };
    labels.into_iter().filter(with_others).collect()
}

/// Returns whether a label holds for the blank cells below it: it is never written twice in succession, and most of the blocks that it
/// begins have more than one row. `leads`: the fields of held labels, which begin blocks of their own. A sheet that writes it in each row has forgotten it where it is blank.
fn is_held(cells: &Cells, table: &Table, kinds: &[RowKind], field: usize, leads: &[usize]) -> bool {
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
fn is_held_with(cells: &Cells, table: &Table, kinds: &[RowKind], field: usize, other: usize) -> bool {
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
