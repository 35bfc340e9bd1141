//! Whether the rows of a sheet add up to whole weeks.

use std::collections::BTreeMap;

use super::cells::{Cells, Number};
use crate::model::effort::Notation;
use crate::model::exact::Exact;

/// By how many hundredths of its sums one way to add up a sheet has to be better than another.
pub const CLEAR: usize = 30;
/// How many hundredths of the sums of the better one have to be whole.
pub const ENOUGH: usize = 60;

/// The sums of the cells of a sheet, added up in one of several ways: by person and week, by category and week.
pub struct Sums<'a> {
    cells: &'a Cells,
    full_week: &'a Exact,
    sums: BTreeMap<(String, String), Exact>,
    has_percents: bool,
}

impl<'a> Sums<'a> {
    pub fn new(cells: &'a Cells, full_week: &'a Exact) -> Sums<'a> {
        Sums { cells, full_week, sums: BTreeMap::new(), has_percents: false }
    }

    /// Adds the number of a cell to those of the same label and time.
    pub fn add(&mut self, (label, time): (&str, &str), row: usize, field: usize) {
        let Some(number) = self.cells.at(row, field).number() else { return };
        self.has_percents |= number.notation == Notation::Percent;
        let sum = self.sums.entry((label.to_owned(), time.to_owned())).or_default();
        *sum = sum.plus(&number.in_hours(self.full_week));
    }

    /// Returns how many hundredths of the sums are about what their label's is in the middle.
    pub fn steady(&self) -> usize {
        let mut labels: BTreeMap<&str, Vec<&Exact>> = BTreeMap::new();
        for ((label, _), sum) in &self.sums {
            labels.entry(label).or_default().push(sum);
        }
        let mut near = 0;
        for sums in labels.values_mut() {
            sums.sort();
            let middle = sums[sums.len() / 2];
            let part = |percent: i128| middle.times(&Exact::decimal(percent, 2));
            near += sums.iter().filter(|sum| part(75) <= ***sum && ***sum <= part(125)).count();
        }
        near * 100 / self.sums.len().max(1)
    }

    /// Returns how many hundredths of the sums are about the same whole: the hours of a week, 1, or 100; or, `of_any`, what they are
    /// themselves in the middle.
    pub fn whole(&self, of_any: bool) -> usize {
        let near = |whole: &Exact, percent: i128| {
            let part = |percent: i128| whole.times(&Exact::decimal(percent, 2));
            self.sums.values().filter(|sum| part(100 - percent) <= **sum && **sum <= part(100 + percent)).count()
        };
        let mut ordered: Vec<&Exact> = self.sums.values().collect();
        ordered.sort();
        let middle = ordered.get(ordered.len() / 2).filter(|_| of_any).map_or(0, |middle| near(middle, 10));
        let of_week = if self.has_percents { 0 } else { near(self.full_week, 25) };
        let shares = near(&Exact::ONE, 10).max(near(&Exact::HUNDRED, 10));
        of_week.max(middle).max(shares) * 100 / self.sums.len().max(1)
    }
}

/// The rows whose sums are looked at.
pub struct Weeks<'a> {
    pub cells: &'a Cells,
    pub rows: &'a [usize],
    /// The hours of a full week.
    pub full_week: &'a Exact,
}

impl Weeks<'_> {
    /// Returns `true` if the rows add up to a whole week only with a field, `false` if only without it, and `None` if neither or
    /// both hold.
    pub fn fills(&self, field: usize, others: &[usize]) -> Option<bool> {
        let with: Vec<usize> = others.iter().copied().chain([field]).collect();
        match (self.are_whole(&with), self.are_whole(others)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// The sums of the rows that are not zero, each with whether one of its numbers is bare.
    fn sums(&self, fields: &[usize]) -> Vec<(Exact, bool)> {
        let numbers = |row: &usize| -> Vec<&Number> {
            fields.iter().filter_map(|field| self.cells.at(*row, *field).number()).collect()
        };
        let rows = self.rows.iter().map(numbers).map(|numbers| {
            let sum = Exact::sum(numbers.iter().map(|number| &number.value));
            (sum, numbers.iter().any(|number| number.notation == Notation::Bare))
        });
        rows.filter(|(sum, _)| !sum.is_zero()).collect()
    }

    /// Returns whether four of five rows add up to about a whole: 100 %, 1, 100, or the hours of a week.
    pub fn are_whole(&self, fields: &[usize]) -> bool {
        let within = |sum: &Exact, whole: &Exact, (low, high): (i128, i128)| {
            let part = |percent: i128| whole.times(&Exact::decimal(percent, 2));
            part(low) <= *sum && *sum <= part(high)
        };
        let sums = self.sums(fields);
        let count = |is: &dyn Fn(&Exact, bool) -> bool| sums.iter().filter(|(sum, is_bare)| is(sum, *is_bare)).count();
        let counts = [
            count(&|sum, _| within(sum, &Exact::ONE, (90, 110))),
            count(&|sum, is_bare| is_bare && within(sum, &Exact::HUNDRED, (90, 110))),
            count(&|sum, _| within(sum, self.full_week, (75, 125))),
        ];
        !sums.is_empty() && counts.iter().any(|count| count * 5 >= sums.len() * 4)
    }

    /// Returns whether at least three rows, and four of five, add up to exactly 100 %, 1, 100, or the hours of a week.
    pub fn are_exact(&self, fields: &[usize]) -> bool {
        let sums = self.sums(fields);
        let count = |whole: &Exact, may_be_signed: bool| {
            sums.iter().filter(|(sum, is_bare)| (may_be_signed || *is_bare) && sum == whole).count()
        };
        let most = count(&Exact::ONE, true).max(count(&Exact::HUNDRED, false)).max(count(self.full_week, true));
        most >= 3 && most * 5 >= sums.len() * 4
    }

    /// Returns whether every row that has a number adds up to exactly 1.
    pub fn are_all_one(&self, fields: &[usize]) -> bool {
        let sums = self.sums(fields);
        !sums.is_empty() && sums.iter().all(|(sum, _)| *sum == Exact::ONE)
    }

    /// Returns whether every row is less than about a whole week without a field, and much more with it.
    pub fn are_over(&self, with: &[usize], without: &[usize]) -> bool {
        let part = |whole: &Exact, percent: i128| whole.times(&Exact::decimal(percent, 2));
        let (sums, all) = (self.sums(without), self.sums(with));
        let fits = |whole: &Exact, may_be_signed: bool| {
            let within = |(sum, is_bare): &(Exact, bool)| {
                (may_be_signed || *is_bare) && part(whole, 50) <= *sum && *sum <= part(whole, 110)
            };
            sums.iter().all(within) && all.iter().all(|(sum, _)| *sum > part(whole, 125))
        };
        !sums.is_empty() && (fits(&Exact::ONE, true) || fits(&Exact::HUNDRED, false) || fits(self.full_week, true))
    }
}
