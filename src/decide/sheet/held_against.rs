//! Holds the columns of amounts against each other and against whole weeks.

use super::amounts::{Doubt, Given, Why};
use super::concept::is_amount_word;
use super::role::{By, Known, Role};

impl Given<'_> {
    /// Where each row holds one amount, one column of numbers holds it: the one whose heading says so. Where columns are headed by
    /// days, these hold the amounts. Other columns of numbers are in doubt.
    pub(super) fn only_named(&self, known: &mut [Option<Known>], amounts: &[usize], doubts: &mut Vec<Doubt>) {
        let is_said =
            known.iter().any(|known| matches!(known, Some(Known { role: Role::Amount, by: By::Configuration })));
        if is_said && self.is_long {
            for at in amounts {
                known[*at] = Some(Known::new(Role::Text, By::Configuration));
            }
            return;
        }
        let mut add = |at: usize| {
            if !doubts.iter().any(|doubt| doubt.column == at) {
                doubts.push(Doubt { column: at, why: Why::Several });
            }
        };
        if self.is_across {
            amounts.iter().copied().for_each(&mut add);
            return;
        }
        if !self.is_long || amounts.len() < 2 {
            return;
        }
        let is_named = |at: &usize| self.columns[*at].concept().is_some_and(is_amount_word);
        let named: Vec<usize> = amounts.iter().copied().filter(is_named).collect();
        for &at in amounts {
            if named.len() != 1 || named[0] != at {
                add(at);
            }
        }
    }

    /// Holds what the headings say against the weeks: a column that is needed to make them whole is effort, whatever its heading says,
    /// and one that makes more of them than that is none, perhaps. Both are asked.
    pub(super) fn by_weeks(&self, known: &[Option<Known>], doubts: &mut Vec<Doubt>) {
        if self.is_long || self.is_across || !doubts.is_empty() {
            return;
        }
        let with = |is: &dyn Fn(&Known) -> bool| -> Vec<usize> {
            (0..known.len()).filter(|at| known[*at].as_ref().is_some_and(is)).collect()
        };
        let amounts = with(&|known| known.role == Role::Amount);
        let fields = self.fields(&amounts);
        let weeks = self.weeks();
        if amounts.is_empty() || weeks.are_exact(&fields) {
            return;
        }
        let named = with(&|known| known.by == By::Heading && matches!(known.role, Role::Aside(_) | Role::Sum(_)));
        for at in named {
            let all: Vec<usize> = fields.iter().copied().chain([self.columns[at].field]).collect();
            let Some(concept) = self.columns[at].concept() else { continue };
            if weeks.are_exact(&all) {
                doubts.push(Doubt { column: at, why: Why::FillsWeek(concept) });
            }
        }
        if !doubts.is_empty() {
            return;
        }
        let open = with(&|known| known.role == Role::Amount && known.by != By::Configuration);
        // A few rows are whole by chance, and so are those of a category with a column for each person.
        const MANY: usize = 6;
        let is_by_person = self.person.is_some() && self.rows.len() >= MANY;
        let without = |of: &[usize]| -> Vec<usize> {
            let rest: Vec<usize> = amounts.iter().copied().filter(|at| !of.contains(at)).collect();
            self.fields(&rest)
        };
        let is_over = |of: &[usize]| {
            let rest = without(of);
            let is_about = || is_by_person && !weeks.are_whole(&fields) && weeks.are_whole(&rest);
            rest.len() > 1 && (weeks.are_exact(&rest) || is_about())
        };
        let singles = open.iter().map(|at| vec![*at]);
        let pairs =
            open.iter().enumerate().flat_map(|(n, at)| open[n + 1..].iter().map(move |other| vec![*at, *other]));
        const FEW: usize = 24;
        let found: Vec<Vec<usize>> = singles.filter(|of| is_over(of)).collect();
        let found = match found.is_empty() && open.len() <= FEW {
            true => pairs.filter(|of| is_over(of)).take(1).collect(),
            false => found,
        };
        let mut found: Vec<usize> = found.into_iter().flatten().collect();
        found.sort();
        found.dedup();
        doubts.extend(found.into_iter().map(|column| Doubt { column, why: Why::OverWeek }));
    }
}
