//! Arithmetic between the columns of a table: which of them are sums, averages, quotients or differences of others, in every
//! row. It holds under any heading and in any language.

use super::cells::{Cells, Number};
use crate::model::exact::Exact;

/// How a column follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derived {
    /// The sum of these columns.
    Sum { of: Vec<usize>, rows: usize },
    /// Their average, over all of them or over those that are filled in.
    Mean { of: Vec<usize>, rows: usize },
    /// Their sum as a part of another column: utilisation.
    Part { of: Vec<usize>, whole: usize, rows: usize },
    /// What another column has more than their sum: what is left of a capacity.
    Rest { of: Vec<usize>, whole: usize, rows: usize },
    /// Their sum times another column: a cost.
    Product { of: Vec<usize>, factor: usize, rows: usize },
    /// What these columns add up to from row to row: a balance.
    Running { of: Vec<usize>, rows: usize },
}

impl Derived {
    /// The columns that are not effort if this holds: a capacity, a rate.
    pub fn other(&self) -> Option<usize> {
        match self {
            Derived::Sum { .. } | Derived::Mean { .. } | Derived::Running { .. } => None,
            Derived::Part { whole: other, .. }
            | Derived::Rest { whole: other, .. }
            | Derived::Product { factor: other, .. } => Some(*other),
        }
    }

    /// In how many rows that differ it holds.
    pub fn rows(&self) -> usize {
        match self {
            Derived::Sum { rows, .. }
            | Derived::Mean { rows, .. }
            | Derived::Part { rows, .. }
            | Derived::Rest { rows, .. }
            | Derived::Product { rows, .. }
            | Derived::Running { rows, .. } => *rows,
        }
    }

    pub fn of(&self) -> &[usize] {
        match self {
            Derived::Sum { of, .. }
            | Derived::Mean { of, .. }
            | Derived::Part { of, .. }
            | Derived::Rest { of, .. }
            | Derived::Product { of, .. }
            | Derived::Running { of, .. } => of,
        }
    }
}

/// In how many rows that differ something has to hold to be shown.
pub const SHOWN: usize = 3;

/// The numbers of some columns in some rows.
pub struct Numbers<'a> {
    cells: &'a Cells,
    rows: &'a [usize],
}

impl<'a> Numbers<'a> {
    pub fn new(cells: &'a Cells, rows: &'a [usize]) -> Numbers<'a> {
        Numbers { cells, rows }
    }

    fn at(&self, row: usize, field: usize) -> Option<&'a Number> {
        self.cells.at(row, field).number()
    }

    fn sum(&self, row: usize, fields: &[usize]) -> (Exact, usize) {
        let numbers: Vec<&Number> = fields.iter().filter_map(|field| self.at(row, *field)).collect();
        (Exact::sum(numbers.iter().map(|number| &number.value)), numbers.len())
    }

    /// Returns in how many rows that differ `field` is what `value` says, or `None` if it is not in one of them. A row in which
    /// the field is blank says nothing if nothing is there to be summed.
    fn holds(
        &self,
        field: usize,
        of: &[usize],
        value: impl Fn(usize, &Exact, usize) -> Option<Exact>,
    ) -> Option<usize> {
        let mut seen: Vec<(Exact, Exact)> = Vec::new();
        let (mut shown, mut missing) = (0, 0);
        for &row in self.rows {
            let (sum, filled) = self.sum(row, of);
            let Some(number) = self.at(row, field) else {
                // A total that somebody forgot to fill down is no contradiction. A category is blank more often.
                missing += usize::from(filled > 0);
                continue;
            };
            if filled == 0 && number.value.is_zero() {
                continue;
            }
            let expected = value(row, &sum, filled)?;
            if !number.is_about(&expected) {
                return None;
            }
            shown += 1;
            // Rows of zeros and rows that repeat others prove nothing more.
            let pair =
                (number.value.clone(), self.at(row, of.first().copied()?).map_or(Exact::ZERO, |n| n.value.clone()));
            if !number.value.is_zero() && !seen.contains(&pair) {
                seen.push(pair);
            }
        }
        (shown > 0 && missing * 4 <= shown && !seen.is_empty()).then_some(seen.len())
    }

    /// Returns in how many rows `field` is the sum of `of`.
    pub fn is_sum(&self, field: usize, of: &[usize]) -> Option<usize> {
        if of.len() < 2 {
            return None;
        }
        self.holds(field, of, |_, sum, _| Some(sum.clone()))
    }

    fn is_mean(&self, field: usize, of: &[usize]) -> Option<usize> {
        if of.len() < 2 {
            return None;
        }
        let over_all = Exact::whole(of.len() as i128);
        let all = self.holds(field, of, |_, sum, _| sum.over(&over_all));
        all.or_else(|| self.holds(field, of, |_, sum, filled| sum.over(&Exact::whole(filled as i128))))
    }

    /// The sum of columns among `amounts` that `field` is.
    pub fn sum_of(&self, field: usize, amounts: &[usize]) -> Option<Derived> {
        let all: Vec<usize> = amounts.iter().copied().filter(|of| *of != field).collect();
        let (of, rows) = self.addends(field, &all)?;
        Some(Derived::Sum { of, rows })
    }

    /// The average of all `amounts` that `field` is, in at least five rows that differ: averages are rounded, and meet by chance more
    /// often than sums.
    pub fn mean_of(&self, field: usize, amounts: &[usize]) -> Option<Derived> {
        let of: Vec<usize> = amounts.iter().copied().filter(|of| *of != field).collect();
        let rows = self.is_mean(field, &of).filter(|rows| *rows >= SHOWN + 2)?;
        Some(Derived::Mean { of, rows })
    }

    /// What `field` is of the sum of `amounts` and of the column `other`, in at least three rows that differ.
    pub fn of_both(&self, field: usize, amounts: &[usize], other: usize) -> Option<Derived> {
        let of: Vec<usize> = amounts.iter().copied().filter(|of| *of != field && *of != other).collect();
        if of.is_empty() {
            return None;
        }
        let number = |row: usize| self.at(row, other).map(|number| number.value.clone());
        let shown = |rows: Option<usize>| rows.filter(|rows| *rows >= SHOWN);
        if let Some(rows) = shown(self.holds(field, &of, |row, sum, _| sum.over(&number(row)?))) {
            return Some(Derived::Part { of, whole: other, rows });
        }
        if let Some(rows) = shown(self.holds(field, &of, |row, sum, _| Some(number(row)?.minus(sum)))) {
            return Some(Derived::Rest { of, whole: other, rows });
        }
        let rows = shown(self.holds(field, &of, |row, sum, _| Some(number(row)?.times(sum))))?;
        Some(Derived::Product { of, factor: other, rows })
    }

    /// The columns whose sum `field` is: all of them, a run of them beside it, or, of a few, any.
    fn addends(&self, field: usize, all: &[usize]) -> Option<(Vec<usize>, usize)> {
        const FEW: usize = 10;
        if let Some(rows) = self.is_sum(field, all) {
            return Some((all.to_vec(), rows));
        }
        let before: Vec<usize> = all.iter().copied().filter(|of| *of < field).collect();
        let behind: Vec<usize> = all.iter().copied().filter(|of| *of > field).collect();
        let runs = (2..=before.len()).rev().map(|n| before[before.len() - n..].to_vec());
        let runs = runs.chain((2..=behind.len()).rev().map(|n| behind[..n].to_vec()));
        for run in runs {
            if let Some(rows) = self.is_sum(field, &run) {
                return Some((run, rows));
            }
        }
        if all.len() > FEW {
            return None;
        }
        let mut subsets: Vec<u32> = (0..1_u32 << all.len()).filter(|set| set.count_ones() >= 2).collect();
        subsets.sort_by_key(|set| std::cmp::Reverse(set.count_ones()));
        subsets.into_iter().find_map(|set| {
            let of: Vec<usize> = (0..all.len()).filter(|at| set & (1 << at) != 0).map(|at| all[at]).collect();
            self.is_sum(field, &of).filter(|rows| *rows >= SHOWN).map(|rows| (of, rows))
        })
    }
}
