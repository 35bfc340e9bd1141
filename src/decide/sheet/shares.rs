//! Asks whether shares are of a full-time week: they add up to the FTE that stands beside them.

use std::collections::BTreeMap;

use super::arithmetic::SHOWN;
use super::concept::Concept;
use super::question::Asking;
use super::reading::Who;
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::problem::{Problem, Question};

impl Asking<'_> {
    /// The question whether shares are of a full-time week, if what each person did at a time adds up to the FTE in their rows, and not all
    /// work full-time.
    pub(super) fn shares(&self) -> Option<Problem> {
        let reading = self.reading;
        let Who::Column(person) = reading.who else { return None };
        let is_fte = |at: &usize| reading.concept(*at) == Some(Concept::Fte);
        let fte = (0..reading.columns.len()).find(is_fte).filter(|_| !reading.is_share_said)?;
        let times: Vec<usize> = reading.times().map(|at| reading.columns[at].field).collect();
        let number = |row: usize, field: usize| {
            let number = self.cells.at(row, field).number()?;
            matches!(number.notation, Notation::Bare | Notation::Percent).then(|| number.value.clone())
        };
        let mut sums: BTreeMap<(String, String, usize), (Exact, Exact)> = BTreeMap::new();
        for row in self.entries() {
            let of_row = number(row, reading.columns[fte].field)?;
            let name = folded(self.cells.text(row, reading.columns[person].field));
            let time = times.iter().map(|field| self.cells.text(row, *field)).collect::<Vec<_>>().join(" ");
            for effort in &reading.efforts {
                let field = reading.columns[effort.at].field;
                // Columns of days are times of their own.
                let key = (name.clone(), time.clone(), if effort.days.is_some() { field } else { 0 });
                let (sum, _) = sums.entry(key).or_insert((Exact::ZERO, of_row.clone()));
                *sum = sum.plus(&number(row, field).unwrap_or_default());
            }
        }
        sums.retain(|_, (sum, _)| !sum.is_zero());
        let is_equal = |(sum, fte): &(Exact, Exact)| sum == fte || *sum == fte.times(&Exact::HUNDRED);
        let is_less = |(_, fte): &(Exact, Exact)| *fte != Exact::ONE;
        let are_shares = sums.len() >= SHOWN && sums.values().all(is_equal) && sums.values().any(is_less);
        let question = Question::AskedShare { times: sums.len() as u64 };
        are_shares.then(|| self.problem(question, reading.table.header, reading.columns[fte].field))
    }
}
