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
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut of_row: BTreeMap<usize, (Vec<String>, String)> = BTreeMap::new();
        // A total may count the work of nobody, too.
        for at in (0..kinds.len()).filter(|at| matches!(kinds[*at], RowKind::Entry | RowKind::Nobody)) {
            let key: Vec<String> = keys.iter().map(|field| plain(self.cells.text(from + at, *field))).collect();
            let name = plain(self.cells.text(from + at, lead));
            times.entry(key.clone()).or_default().push(at);
            if kinds[at] == RowKind::Entry {
                names.entry(name.clone()).or_default().push(at);
            }
            of_row.insert(at, (key, name));
        }
        let before = kinds.to_vec();
        // The rows that belong together with a row and are under another label.
        let others = |at: usize, is: &dyn Fn(&RowKind) -> bool| -> Vec<usize> {
            let (key, name) = &of_row[&at];
            let rest = times[key].iter().filter(|other| of_row[*other].1 != *name && is(&before[**other]));
            rest.map(|other| from + other).collect()
        };
        let is_sum = |at: usize| {
            let all = others(at, &|_| true);
            let of_somebody = || others(at, &|kind| *kind == RowKind::Entry);
            let fits = |rest: &Vec<usize>| !rest.is_empty() && self.are_sums(from + at, rest);
            Some(all).filter(fits).or_else(|| Some(of_somebody()).filter(fits))
        };
        // Where all rows belong together, a total stands there once.
        let fewest = if times.len() == 1 && self.fields.amounts.len() >= 2 { 1 } else { 2 };
        let is_met = |rows: &[usize]| rows.len() >= fewest;
        let found = names.iter().filter(|(label, rows)| is_met(rows) && !label.is_empty() && !self.is_known(label));
        for (_, rows) in found {
            let Some(summed) = rows.iter().map(|at| is_sum(*at)).collect::<Option<Vec<_>>>() else { continue };
            let of_several = summed.iter().filter(|rest| rest.len() >= 2).count();
            if of_several < fewest {
                continue;
            }
            // A whole team does more in a week than any of its people.
            let is_doubted = of_several < SURE
                || !self.differ(rows)
                || self.fields.person == Some(lead) && summed.iter().any(|rest| self.are_of_one(lead, rest))
                || rows.iter().zip(&summed).any(|(at, rest)| {
                    let most = rest.iter().map(|other| self.total(*other)).max().unwrap_or(Exact::ZERO);
                    self.fields.person == Some(lead) && self.total(from + at) <= most.times(&Exact::decimal(125, 2))
                });
            let all: usize = summed.iter().map(Vec::len).sum();
            for (&at, own) in rows.iter().zip(&summed) {
                // Where it is asked, of how many rows this one is the sum; else all that show it.
                let rows = if is_doubted { own.len() } else { all };
                let is_filled = |field: &&usize| self.number(from + at, **field).is_some_and(|n| !n.is_zero());
                let columns = self.fields.amounts.iter().filter(is_filled).count();
                kinds[at] = RowKind::Sum(SumRow { says: None, is_shown: true, columns, rows, is_doubted });
            }
        }
    }

    /// Whether some of these rows, counted from the first of the table, hold other numbers than the first of them: the same sum again
    /// and again is met by chance once.
    fn differ(&self, rows: &[usize]) -> bool {
        let from = self.table.body.start;
        let numbers = |at: usize| {
            let values = self.fields.amounts.iter().map(move |field| self.number(from + at, *field));
            values.map(|number| number.filter(|number| !number.is_zero())).collect::<Vec<_>>()
        };
        rows.first().is_some_and(|first| rows.iter().any(|at| numbers(*at) != numbers(*first)))
    }

    /// Whether all of these rows have the same name: what one person did is no sum of a team's.
    fn are_of_one(&self, person: usize, rows: &[usize]) -> bool {
        let name = |row: usize| folded(without_additions(self.cells.text(row, person)));
        rows.first().is_some_and(|first| rows.iter().all(|row| name(*row) == name(*first)))
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
