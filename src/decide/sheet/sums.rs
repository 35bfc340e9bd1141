//! Tells rows of sums and averages from entries, by their numbers.

use super::concept::Concept;
use super::heading::{beside_sum, may_be_name, plain, says_sum};
use super::rows::{Given, RowKind, SumRow};
use super::words;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::read::when;

/// Of how many rows with numbers a row is the sum, and of how many in all.
struct Shown {
    filled: usize,
    of: usize,
}

impl Given<'_> {
    /// Tells rows of sums from entries by their numbers.
    pub(super) fn sums(&self, kinds: &mut [RowKind]) {
        let from = self.table.body.start;
        let is_unlabelled = |row: usize| self.labels().all(|field| self.cells.at(row, field).is_blank());
        for at in 0..kinds.len() {
            let row = from + at;
            let said = match &kinds[at] {
                RowKind::Sum(sum) => sum.says,
                RowKind::Entry if self.may_be_sum(row, kinds) => None,
                _ => continue,
            };
            let columns = self
                .fields
                .amounts
                .iter()
                .filter(|field| self.number(row, **field).is_some_and(|n| !n.is_zero()))
                .count();
            let shown =
                if columns > 0 { self.shown(row, at, kinds, said.is_some() || is_unlabelled(row)) } else { None };
            match (said, shown) {
                (Some(_), shown) => {
                    kinds[at] = RowKind::Sum(SumRow {
                        says: said,
                        is_shown: shown.is_some() || columns == 0,
                        columns,
                        is_doubted: shown.is_none() && columns > 0 && self.may_be_other(row),
                        rows: shown.map_or(0, |shown| shown.filled),
                    });
                }
                (None, Some(Shown { filled: rows @ 2.., .. })) => {
                    kinds[at] = RowKind::Sum(SumRow { says: None, is_shown: true, columns, rows, is_doubted: false });
                }
                // The first row or the last, beside a single row with numbers: a total, or somebody with the same.
                (None, Some(Shown { filled: 1, of: 2.. }))
                    if !kinds[at + 1..].contains(&RowKind::Entry) || !kinds[..at].contains(&RowKind::Entry) =>
                {
                    kinds[at] = RowKind::Sum(SumRow { says: None, is_shown: true, columns, rows: 1, is_doubted: true });
                }
                (None, _) => {}
            }
        }
    }

    /// Returns whether a row that says that it holds sums, without holding them, may be an entry: only a part of its label says so, and the
    /// rest is no label of other rows, no time and no word for a group (`Adam Total`, `Average latency`); or its label is a name, too; or
    /// it says whose it is and when as entries do, and is no total.
    fn may_be_other(&self, row: usize) -> bool {
        let labels = self.fields.person.iter().chain(&self.fields.work);
        let of = |field: usize| {
            let text = self.cells.text(row, field);
            let concept = says_sum(text)?;
            Some((text, concept))
        };
        let Some((text, concept)) = labels.clone().find_map(|field| of(*field)) else { return false };
        let all: Vec<usize> = self.labels().collect();
        let is_full = all.len() >= 2 && all.iter().all(|field| !self.cells.at(row, *field).is_blank());
        let says_days = !self.fields.when.is_empty() && self.fields.when.iter().all(|field| self.is_time(row, *field));
        // Small words may be a name, in a row that says all that entries say: `Soma Das`.
        let words: Vec<String> = plain(text).split(' ').map(str::to_owned).collect();
        let is_small = |word: &String| words::is_neutral(word) && words::concept(word).is_none();
        if (is_full || says_days) && words.len() > 1 && words.iter().any(is_small) {
            return true;
        }
        if let Some(rest) = beside_sum(text) {
            let is_label = |field: usize| {
                let mut texts = self
                    .table
                    .body
                    .clone()
                    .filter(|other| *other != row)
                    .map(|other| plain(self.cells.text(other, field)));
                texts.any(|text| text == rest || text.split(' ').any(|word| word == rest))
            };
            let is_neutral = rest.split(' ').all(|word| words::is_neutral(word) || words::concept(word).is_some());
            return !is_neutral
                && when::spelled(&rest).is_none()
                && !self.table.fields.iter().any(|field| is_label(*field));
        }
        may_be_name(text) || is_full && concept != Concept::Total
    }

    /// Returns whether a row of numbers may be a row of sums: the label that tells it from its neighbours is blank, or a text that no
    /// other row has and that is on no roster; or it says no days.
    fn may_be_sum(&self, row: usize, kinds: &[RowKind]) -> bool {
        let is_blank = |field: usize| self.cells.at(row, field).is_blank();
        let says_days = self.fields.when.is_empty() || self.fields.when.iter().any(|field| self.is_time(row, *field));
        let is_known_work = |field: &usize| {
            let work = folded(self.cells.text(row, *field));
            let mut others = self.table.body.clone().filter(|other| *other != row);
            !work.is_empty() && others.any(|other| folded(self.cells.text(other, *field)) == work)
        };
        let is_effort = |field: usize| self.is_known(self.cells.text(row, field));
        if self.labels().any(is_effort) || self.fields.work.iter().any(is_known_work) {
            return false;
        }
        if let Some(person) = self.fields.person {
            let name = folded(self.cells.text(row, person));
            let is_known = || {
                let others = self
                    .table
                    .body
                    .clone()
                    .zip(kinds)
                    .filter(|(other, kind)| *other != row && **kind == RowKind::Entry);
                let is_met = others.map(|(other, _)| folded(self.cells.text(other, person))).any(|other| other == name);
                is_met || self.is_known(&name)
            };
            let is_alone = !self.fields.work.is_empty() && self.fields.work.iter().all(|field| is_blank(*field));
            return !says_days && (is_blank(person) || !is_known())
                || is_alone && self.fields.when.is_empty() && !is_known()
                || self.fields.work.iter().all(|field| is_blank(*field)) && is_blank(person)
                || self.fields.when.is_empty() && !is_known() && self.fields.work.is_empty();
        }
        !says_days
            || self.fields.when.is_empty() && !self.fields.work.is_empty()
            || self.fields.work.iter().all(|field| is_blank(*field))
                && self.fields.when.iter().all(|field| is_blank(*field))
    }

    /// Returns of how many entries above a row holds the sums or the averages, in every column of amounts.
    fn shown(&self, row: usize, at: usize, kinds: &[RowKind], is_said: bool) -> Option<Shown> {
        // A total counts the work of nobody, too.
        let counts = |kind: &RowKind| matches!(kind, RowKind::Entry | RowKind::Nobody);
        let entries = |from: usize| -> Vec<usize> {
            (from..at).filter(|at| counts(&kinds[*at])).map(|at| self.table.body.start + at).collect()
        };
        let mut starts: Vec<usize> = Vec::new();
        // Since the last sum, since the last blank row or group, and since the top.
        let last = |is: &dyn Fn(&RowKind) -> bool| kinds[..at].iter().rposition(is).map_or(0, |found| found + 1);
        starts.push(last(&|kind| matches!(kind, RowKind::Sum(_))));
        starts.push(last(&|kind| !counts(kind)));
        starts.extend(self.block_start(at, kinds));
        starts.push(0);
        let sums: Vec<usize> = {
            let of = |at: &usize| matches!(&kinds[*at], RowKind::Sum(sum) if sum.is_shown);
            (0..at).filter(of).map(|at| self.table.body.start + at).collect()
        };
        let above = starts.into_iter().map(entries).chain([sums]).find(|rows| self.is_of(row, rows, is_said));
        // A total may stand above what it sums.
        let all = || -> Vec<usize> {
            let is_other = |other: &usize| *other != at && counts(&kinds[*other]);
            (0..kinds.len()).filter(is_other).map(|at| self.table.body.start + at).collect()
        };
        let columns = self.fields.amounts.iter().filter(|field| !self.cells.at(row, **field).is_blank()).count();
        let least = if columns > 1 { 2 } else { 3 };
        let is_first = !kinds[..at].contains(&RowKind::Entry)
            && kinds[at + 1..].iter().filter(|kind| **kind == RowKind::Entry).count() >= least;
        let found = above.or_else(|| Some(all()).filter(|rows| is_first && self.is_of(row, rows, is_said)))?;
        // Rows without a number make no sum.
        let filled = found.iter().filter(|row| self.is_filled(**row)).count();
        Some(Shown { filled, of: found.len() })
    }

    fn is_filled(&self, row: usize) -> bool {
        self.fields.amounts.iter().any(|field| self.number(row, *field).is_some_and(|number| !number.is_zero()))
    }

    /// The row at which the block of the row before begins: where the first label was written last.
    fn block_start(&self, at: usize, kinds: &[RowKind]) -> Option<usize> {
        let lead = self.labels().next()?;
        let start = self.table.body.start;
        let before = (0..at).rev().find(|at| kinds[*at] == RowKind::Entry)?;
        let text = |at: usize| folded(self.cells.text(start + at, lead));
        let own = (0..=before).rev().map(text).find(|text| !text.is_empty())?;
        let first = (0..=before).rev().take_while(|at| text(*at) == own || text(*at).is_empty());
        first.filter(|at| !text(*at).is_empty()).last()
    }

    /// Whether the numbers of a row are the sums of those of other rows, or, if its label says so, their averages: an average may be
    /// met by chance.
    fn is_of(&self, row: usize, rows: &[usize], is_said: bool) -> bool {
        if rows.is_empty() {
            return false;
        }
        let all = Exact::whole(rows.len() as i128);
        let fits = |value: &dyn Fn(&Exact, usize) -> Option<Exact>| {
            self.fields.amounts.iter().all(|&field| {
                let numbers: Vec<&Exact> = rows.iter().filter_map(|row| self.number(*row, field)).collect();
                let sum = Exact::sum(numbers.iter().copied());
                match (self.cells.at(row, field).number(), value(&sum, numbers.len())) {
                    (Some(number), Some(value)) => number.is_about(&value),
                    (None, value) => value.is_none_or(|value| value.is_zero()),
                    (Some(number), None) => number.value.is_zero(),
                }
            })
        };
        fits(&|sum, _| Some(sum.clone()))
            || is_said
                && rows.len() >= 2
                && (fits(&|sum, _| sum.over(&all)) || fits(&|sum, n| sum.over(&Exact::whole(n as i128))))
    }

    /// The first column in which a row that says it holds totals has another number than the sum of the rows above: its field,
    /// what it says, and what the rows make.
    pub fn disagreement(&self, at: usize, kinds: &[RowKind]) -> Option<(usize, Exact, Exact)> {
        let row = self.table.body.start + at;
        let last = kinds[..at].iter().rposition(|kind| matches!(kind, RowKind::Sum(_))).map_or(0, |found| found + 1);
        let rows = |from: usize| -> Vec<usize> {
            (from..at).filter(|at| kinds[*at] == RowKind::Entry).map(|at| self.table.body.start + at).collect()
        };
        let rows = if rows(last).is_empty() { rows(0) } else { rows(last) };
        self.fields.amounts.iter().find_map(|&field| {
            let number = self.cells.at(row, field).number()?;
            let sum = Exact::sum(rows.iter().filter_map(|row| self.number(*row, field)));
            (!number.is_about(&sum)).then(|| (field, number.value.clone(), sum))
        })
    }
}
