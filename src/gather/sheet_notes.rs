//! Notes about any sheet that was read: what was left out of it, headings that are repeated, cells that a spreadsheet program
//! has turned into times of day.

use super::entries;
use super::reading::Reading;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::problem::{Problem, SheetFault};
use crate::read::plan::{AmountColumn, Ignored, Plan};
use crate::rollup::ran::Ran;

impl Reading<'_> {
    /// Adds the notes about a sheet.
    pub(super) fn sheet_notes(&mut self, plan: &Plan, ran: &Ran) {
        let columns: Vec<String> = plan.ignored(Ignored::Total).map(|(_, heading)| heading.to_owned()).collect();
        if !ran.totals.is_empty() || !columns.is_empty() {
            let fault = SheetFault::TotalsLeftOut { rows: ran.totals.len() as u64, columns };
            self.problems.push(Problem::new(fault).at(Place::file(&plan.file)).also(ran.totals.iter().cloned()));
        }
        self.problems.extend(entries::left_out(ran));
        if let Some((place, cells)) = &ran.times_of_day {
            self.problems.push(Problem::new(SheetFault::TimesOfDay { cells: *cells }).at(place.clone()));
        }
        for (&field, &cells) in &ran.amounts_in_remarks {
            let name = plan.header.headings.get(field).cloned().unwrap_or_default();
            let problem = Problem::new(SheetFault::AmountsInRemarks { name, cells });
            self.problems.push(problem.at(plan.header.place(&plan.file, field)).excerpt(plan.header.excerpt(field)));
        }
        for (at, amount) in plan.amounts.iter().enumerate() {
            let key =
                |amount: &AmountColumn| (folded(&amount.activity), amount.person.as_deref().map(folded), amount.days);
            if amount.activity.is_empty() {
                continue;
            }
            let first = plan.amounts[..at].iter().find(|other| key(other) == key(amount));
            if let Some(first) = first {
                let problem = Problem::new(SheetFault::RepeatedHeading { name: amount.activity.clone() });
                let at = |field: usize| plan.header.place(&plan.file, field);
                let problem = problem.at(at(amount.field)).excerpt(plan.header.excerpt(amount.field));
                self.problems.push(problem.also([at(first.field)]));
            }
        }
    }
}
