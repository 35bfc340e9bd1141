//! Rows outside the weeks of the report: one problem a file.

use std::collections::BTreeSet;

use super::gathered::Gathered;
use crate::model::place::Place;
use crate::model::source::Accounting;
use crate::model::week::Week;
use crate::problem::{Problem, SheetFault};
use crate::rollup::ledger::Outside;
use crate::rollup::roll::FileRoll;

/// A sheet of fewer weeks elsewhere may have slips in its dates.
const FEWEST_WEEKS: usize = 3;

/// Of all rows that lie outside: a note where the sheet holds other periods too, as somebody meant who said the period, else a
/// warning.
pub fn outside_period(gathered: &Gathered) -> Vec<Problem> {
    let is_said = gathered.config.period.is_some();
    let files = gathered.rolls.iter().zip(&gathered.ledger.outside).zip(&gathered.ledger.accounting);
    let problem = |((roll, outside), account): ((&FileRoll, &Option<Outside>), &Accounting)| {
        let Outside { rows, from, to } = (*outside)?;
        let fault = match is_said && goes_on(roll, &gathered.calendar.weeks(), rows, account.rows_used) {
            true => SheetFault::OtherPeriods { rows, from, to },
            false => SheetFault::OutsidePeriod { rows, from, to, all: account.rows_used == 0 },
        };
        Some(Problem::new(fault).at(Place::file(&roll.plan.file)))
    };
    files.filter_map(problem).collect()
}

/// Whether a sheet has rows in four of five weeks of the period, and in four of five weeks from there to its first and its last
/// row, at least half as many a week.
fn goes_on(roll: &FileRoll, owned: &[Week], outside: u64, inside: u64) -> bool {
    let (Some(first), Some(last)) = (owned.first(), owned.last()) else { return false };
    let days = roll.fold.slots.iter().filter_map(|slot| slot.days());
    let weeks: BTreeSet<Week> = days.flat_map(|(from, to)| [Week::of(from), Week::of(to)]).collect();
    let within = weeks.iter().filter(|week| (first..=last).contains(week)).count();
    let beyond = weeks.len() - within;
    let span = |from: Week, to: Week| usize::try_from(to.monday().days_since(from.monday()) / 7 + 1).unwrap_or(0);
    let (Some(from), Some(to)) = (weeks.first(), weeks.last()) else { return false };
    let all = span(*from.min(first), *to.max(last)).saturating_sub(owned.len());
    let is_dense = |held: usize, of: usize| held * 5 >= of * 4;
    beyond >= FEWEST_WEEKS
        && is_dense(within, owned.len())
        && is_dense(beyond, all)
        && u128::from(outside) * 2 * within as u128 >= u128::from(inside) * beyond as u128
}
