//! Whether the rows of a sheet add up to whole weeks.

use super::cells::{Cells, Number};
use crate::model::effort::Notation;
use crate::model::exact::Exact;

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
