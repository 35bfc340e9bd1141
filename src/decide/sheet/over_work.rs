//! People as the headings of columns, where the rows, or a text above each block of rows, say what was done.

use super::cells::Cells;
use super::column::Column;
use super::rows::RowKind;
use super::table::Table;
use super::whole::{CLEAR, ENOUGH, Sums};
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded};

/// What is looked at.
pub(super) struct OverWork<'a> {
    pub cells: &'a Cells,
    pub columns: &'a [Column],
    /// The positions of the columns of amounts, and of those that say the days.
    pub amounts: &'a [usize],
    pub times: &'a [usize],
    pub roster: Option<&'a Roster>,
    pub full_week: &'a Exact,
}

impl OverWork<'_> {
    /// Whether the headings name people, in rows that say the work: what stands below one of them adds up to whole weeks, and what stands in
    /// a row does not.
    pub(super) fn are_people_over_rows(&self, rows: &[usize]) -> bool {
        self.are_people(rows.iter().map(|row| (*row, row.to_string())))
    }

    /// The same, in blocks below texts that say the work: what stands below a text in one of the rows does not add up to whole weeks.
    pub(super) fn are_people_over_blocks(&self, table: &Table, kinds: &[RowKind], lead: Option<&str>) -> bool {
        let mut group = lead.unwrap_or_default().to_owned();
        let mut rows: Vec<(usize, String)> = Vec::new();
        for (row, kind) in table.body.clone().zip(kinds) {
            match kind {
                RowKind::Group(text) => group.clone_from(text),
                RowKind::Entry => rows.push((row, group.clone())),
                _ => {}
            }
        }
        self.are_people(rows.into_iter())
    }

    /// `rows` are the rows, each with what else may be the person.
    fn are_people(&self, rows: impl Iterator<Item = (usize, String)>) -> bool {
        if self.amounts.len() < 2 || self.columns.is_empty() {
            return false;
        }
        let on_roster =
            |at: &&usize| self.roster.is_some_and(|roster| roster.find(self.columns[**at].heading()).is_some());
        if self.amounts.iter().filter(on_roster).count() * 2 >= self.amounts.len() {
            return true;
        }
        let (mut of_headings, mut of_others) =
            (Sums::new(self.cells, self.full_week), Sums::new(self.cells, self.full_week));
        let mut held: Vec<String> = vec![String::new(); self.times.len()];
        for (row, other) in rows {
            for (held, at) in held.iter_mut().zip(self.times) {
                let text = self.cells.text(row, self.columns[*at].field);
                if !text.is_empty() {
                    *held = folded(text);
                }
            }
            let time = held.join("\n");
            for &at in self.amounts {
                let column = &self.columns[at];
                of_headings.add((column.heading(), &time), row, column.field);
                of_others.add((&other, &time), row, column.field);
            }
        }
        let (of_headings, of_others) = (of_headings.whole(false), of_others.whole(false));
        of_headings >= ENOUGH && of_headings >= of_others + CLEAR
    }
}
