//! Rows that say who, and below each the rows of what was done, as pivot tables write them: the upper row is the sum of those below it.

use super::cells::{Cells, Kind};
use super::column::Column;
use super::concept::Concept;
use super::heading::says_sum;
use super::table::Table;
use super::whole::{CLEAR, ENOUGH, Sums};
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded};

/// The rows that head others, and the position of the column of labels.
#[derive(Debug)]
pub(super) struct Pivot {
    pub heads: Vec<usize>,
    pub labels: usize,
    pub say: Heads,
}

/// What the heads say of the rows below them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heads {
    People,
    /// The rows below are people.
    Work,
    Times,
    /// People, or work.
    Unknown,
}

/// Returns the rows that are the sums of the rows below them, up to the next such row, if all rows of a table with one column of labels
/// are parted so.
pub(super) fn pivot(
    cells: &Cells,
    table: &Table,
    columns: &[Column],
    (roster, full_week): (Option<&Roster>, &Exact),
) -> Option<Pivot> {
    let mut of_words = (0..columns.len()).filter(|at| columns[*at].is_of_words());
    let labels = of_words.next().filter(|_| of_words.next().is_none())?;
    let fields: Vec<usize> =
        columns.iter().filter(|column| column.is_of_numbers()).map(|column| column.field).collect();
    let text = |row: usize| cells.text(row, columns[labels].field);
    let has_number = |row: &usize| fields.iter().any(|field| cells.at(*row, *field).is_number());
    let is_row = |row: &usize| has_number(row) && !text(*row).is_empty() && says_sum(text(*row)).is_none();
    let rows: Vec<usize> = table.body.clone().filter(is_row).collect();
    let number = |row: usize, field: usize| cells.at(row, field).number().map(|number| &number.value);
    // The fewest rows below a head of which it is the sum.
    let length_of = |head: usize, below: &[usize]| {
        let mut sums = vec![Exact::ZERO; fields.len()];
        let is_sum = |row: &usize| {
            for (sum, field) in sums.iter_mut().zip(&fields) {
                *sum = number(*row, *field).map_or(sum.clone(), |number| sum.plus(number));
            }
            sums.iter().zip(&fields).all(|(sum, field)| {
                cells.at(head, *field).number().map_or(sum.is_zero(), |number| number.is_about(sum))
            })
        };
        below.iter().position(is_sum).map(|at| at + 1)
    };
    let (mut heads, mut at, mut is_shown) = (Vec::new(), 0, false);
    while let Some((&head, below)) = rows.get(at..).and_then(<[usize]>::split_first) {
        let length = length_of(head, below)?;
        heads.push(head);
        is_shown |= length >= 2;
        at += length + 1;
    }
    if heads.len() < 2 || !is_shown {
        return None;
    }
    let is_time = |head: &usize| cells.at(*head, columns[labels].field).kind == Kind::Time;
    let say = match are_people(cells, (&rows, &heads), (columns, labels, &fields), (roster, full_week)) {
        _ if heads.iter().all(is_time) => Heads::Times,
        Some(true) => Heads::People,
        Some(false) => Heads::Work,
        None => Heads::Unknown,
    };
    Some(Pivot { heads, labels, say })
}

fn are_people(
    cells: &Cells,
    (rows, heads): (&[usize], &[usize]),
    (columns, labels, fields): (&[Column], usize, &[usize]),
    (roster, full_week): (Option<&Roster>, &Exact),
) -> Option<bool> {
    let text = |row: usize| cells.text(row, columns[labels].field);
    let below = || rows.iter().copied().filter(|row| !heads.contains(row));
    let is_known = |row: usize| roster.is_some_and(|roster| roster.find(text(row)).is_some());
    match (heads.iter().any(|head| is_known(*head)), below().any(is_known)) {
        (true, false) => return Some(true),
        (false, true) => return Some(false),
        _ => {}
    }
    let (mut of_heads, mut of_rows) = (Sums::new(cells, full_week), Sums::new(cells, full_week));
    // A total of all times is no time.
    let is_total = |field: usize| {
        let column = columns.iter().find(|column| column.field == field);
        column.and_then(Column::concept).is_some_and(Concept::is_sum)
    };
    for field in fields.iter().copied().filter(|field| !is_total(*field)) {
        heads.iter().for_each(|head| of_heads.add((&folded(text(*head)), &field.to_string()), *head, field));
        below().for_each(|row| of_rows.add((&folded(text(row)), &field.to_string()), row, field));
    }
    // What somebody does adds up to about the same from time to time, whether that is a whole week or not.
    let (of_heads, of_rows) = (of_heads.steady(), of_rows.steady());
    let is_clear = of_heads.abs_diff(of_rows) >= CLEAR && of_heads.max(of_rows) >= ENOUGH;
    is_clear.then_some(of_heads > of_rows)
}
