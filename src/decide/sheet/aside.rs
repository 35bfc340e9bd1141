//! Rows of numbers that are no entries: what their labels say, or the sums of everybody's rows of one week.

use std::collections::BTreeMap;

use super::concept::Concept;
use super::heading::meaning;
use super::rows::{Given, RowKind, SumRow};
use crate::model::exact::Exact;
use crate::model::person::{folded, without_additions};

impl Given<'_> {
    /// What a row of numbers is if it is no effort: what was planned beside what happened, or, in the place of a person, a capacity, a
    /// budget, a rate.
    pub(super) fn says_other(&self, row: usize) -> Option<(String, Concept)> {
        let says = |field: usize| {
            let text = self.cells.text(row, field);
            meaning(text).concept.map(|concept| (text.to_owned(), concept))
        };
        let planned = self.fields.state.and_then(says).filter(|(_, concept)| *concept != Concept::Actual);
        let instead = self.fields.person.and_then(says);
        let instead = instead.filter(|(text, concept)| {
            (concept.is_never_effort() || *concept == Concept::Days) && !self.is_known(text) && text.chars().count() > 1
        });
        planned.or(instead)
    }

    /// Finds labels whose every row is the sum of the other rows of its week, or of its person and week: a row for the whole team, or
    /// for all of somebody's work, under any name.
    pub(super) fn sums_of_time(&self, kinds: &mut [RowKind]) {
        if let Some(person) = self.fields.person {
            let of_work: Vec<usize> = self.fields.when.iter().chain(&self.fields.work).copied().collect();
            let keys = [&self.fields.when, &of_work];
            keys.into_iter().filter(|keys| !keys.is_empty()).for_each(|keys| self.sums_of(kinds, person, keys));
        }
        if let [work] = self.fields.work[..] {
            let keys: Vec<usize> = self.fields.when.iter().copied().chain(self.fields.person).collect();
            if !keys.is_empty() {
                self.sums_of(kinds, work, &keys);
            }
        }
    }

    /// The same, of one column of labels and the columns that say which rows belong together.
    fn sums_of(&self, kinds: &mut [RowKind], lead: usize, keys: &[usize]) {
        /// In fewer weeks a sum may be met by chance.
        const SURE: usize = 3;
        let from = self.table.body.start;
        // `Ada (80 %)` is Ada.
        let plain = |text: &str| folded(without_additions(text));
        let mut times: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        for at in (0..kinds.len()).filter(|at| kinds[*at] == RowKind::Entry) {
            let key = keys.iter().map(|field| plain(self.cells.text(from + at, *field))).collect();
            times.entry(key).or_default().push(at);
        }
        let name = |at: usize| plain(self.cells.text(from + at, lead));
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut others: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for rows in times.values() {
            for &at in rows {
                names.entry(name(at)).or_default().push(at);
                let rest = rows.iter().filter(|other| name(**other) != name(at)).map(|other| from + other);
                others.insert(at, rest.collect());
            }
        }
        let found = names.iter().filter(|(label, rows)| rows.len() >= 2 && !label.is_empty() && !self.is_known(label));
        for (_, rows) in found {
            let is_sum = |at: &usize| !others[at].is_empty() && self.are_sums(from + at, &others[at]);
            let summed: usize = rows.iter().map(|at| others[at].len()).sum();
            let of_several = rows.iter().filter(|at| others[at].len() >= 2).count();
            if of_several < 2 || !rows.iter().all(is_sum) {
                continue;
            }
            // A whole team does more in a week than any of its people.
            let is_doubted = of_several < SURE
                || rows.iter().any(|at| {
                    let most = others[at].iter().map(|other| self.total(*other)).max().unwrap_or(Exact::ZERO);
                    self.fields.person == Some(lead) && self.total(from + at) <= most.times(&Exact::decimal(125, 2))
                });
            for &at in rows {
                let is_filled = |field: &&usize| self.number(from + at, **field).is_some_and(|n| !n.is_zero());
                let columns = self.fields.amounts.iter().filter(is_filled).count();
                kinds[at] = RowKind::Sum(SumRow { says: None, is_shown: true, columns, rows: summed, is_doubted });
            }
        }
    }

    fn total(&self, row: usize) -> Exact {
        Exact::sum(self.fields.amounts.iter().filter_map(|field| self.number(row, *field)))
    }

    /// Whether the numbers of a row are the sums of those of other rows, not all of them zero.
    fn are_sums(&self, row: usize, others: &[usize]) -> bool {
        let mut is_any = false;
        let all = self.fields.amounts.iter().all(|&field| {
            let sum = Exact::sum(others.iter().filter_map(|other| self.number(*other, field)));
            is_any |= !sum.is_zero();
            match self.cells.at(row, field).number() {
                Some(number) => number.is_about(&sum),
                None => sum.is_zero(),
            }
        });
        all && is_any
    }
}
