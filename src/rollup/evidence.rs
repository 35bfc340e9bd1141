//! Collects the evidence for the unit of a file's bare numbers: how its cells are spelled, what the headings say, and what
//! the numbers of a person add up to in a week.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::cores::each;
use super::counts::CellCounts;
use super::folded::{Folded, Sum};
use crate::decide::unit::{Asks, Evidence};
use crate::model::amount::AmountSum;
use crate::model::day::Day;
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::plan::Plan;

/// The evidence, as far as the decision needs it. `fte` is how much of a week a person works, by the number of the name. `weeks` is the length of the whole period, for sheets with one row for all
/// of it. Rows come in order of people and days, so that the numbers of a week are adjacent.
pub fn evidence(plan: &Plan, fold: &Folded, weeks: Option<&Exact>, fte: &(dyn Fn(u32) -> Exact + Sync)) -> Evidence {
    let own = |of: fn(&CellCounts) -> u64| {
        let mut cells = [0; 4];
        for (at, counts) in fold.counts.iter().enumerate() {
            cells[at] = of(counts).saturating_sub(plan.leave_cells[at]);
        }
        cells
    };
    let found = Evidence {
        cells: own(|counts| counts.cells),
        nonzero: own(|counts| counts.nonzero),
        headings: plan.amounts.iter().filter_map(|amount| amount.unit).collect(),
        columns: plan.amounts.len(),
        is_by_column: plan.amounts.iter().any(|amount| amount.bare.is_some() && !amount.is_leave),
        ..Evidence::default()
    };
    let asks = found.asks();
    if asks == Asks::Nothing {
        return found;
    }
    let by_share = each(fold.shares(), |share| {
        let mut found = Evidence::default();
        add(fold, share, (weeks, fte), &mut found, asks == Asks::Everything);
        found
    });
    by_share.into_iter().fold(found, |mut found, share| {
        found.sums.absorb(share.sums);
        found.unmarked.absorb(share.unmarked);
        found.hours.extend(share.hours);
        found
    })
}

/// Adds the evidence of some people.
fn add(
    fold: &Folded,
    people: Range<usize>,
    (weeks, fte): (Option<&Exact>, &(dyn Fn(u32) -> Exact + Sync)),
    found: &mut Evidence,
    hours: bool,
) {
    let weeks = Weeks { hours, weeks, fte };
    let mut stretches: BTreeMap<u32, Vec<(Day, Day, Exact)>> = BTreeMap::new();
    let mut week: Option<(u32, Option<Week>, Total)> = None;
    for row in fold.rows_of(people).flat_map(|person| person.rows()) {
        let of = match row.slot {
            Slot::Week(week) => Some(week),
            Slot::Day(day) | Slot::Days { from: day, .. } => Some(Week::of(day)),
            Slot::Period => None,
            Slot::Range { from, to } => {
                let bare = row.sums().filter(|sum| sum.notation == Notation::Bare && !is_zero(sum));
                let amounts = bare.map(|sum| (from, to, sum.exact()));
                stretches.entry(row.person).or_default().extend(amounts);
                continue;
            }
        };
        for sum in row.sums().filter(|sum| !is_zero(sum)) {
            let known = week.take_if(|(person, week, _)| (*person, *week) == (row.person, of));
            if let Some((person, of, total)) = week.take() {
                total.enter((person, of), weeks, found);
            }
            let (_, _, mut total) = known.unwrap_or((row.person, of, Total::default()));
            total.add(&sum);
            week = Some((row.person, of, total));
        }
    }
    if let Some((person, of, total)) = week {
        total.enter((person, of), weeks, found);
    }
    for (person, of_person) in &stretches {
        for (sum, weekly) in at_each_start(of_person) {
            found.sums.add_exact(sum);
            found.hours.extend(weekly.over(&fte(*person)).filter(|_| hours));
        }
    }
}

/// Which weekly hours are collected.
#[derive(Clone, Copy)]
struct Weeks<'a> {
    hours: bool,
    /// The length of the whole period in weeks.
    weeks: Option<&'a Exact>,
    /// How much of a week each person works.
    fte: &'a (dyn Fn(u32) -> Exact + Sync),
}

fn is_zero(sum: &Sum) -> bool {
    sum.is_zero()
}

/// What a person's cells of one week add up to.
#[derive(Debug, Clone, Default)]
struct Total {
    /// The bare numbers; `None` where there are none.
    bare: Option<AmountSum>,
    /// Whether another cell carries a mark.
    is_marked: bool,
}

impl Total {
    fn add(&mut self, sum: &Sum) {
        if sum.notation == Notation::Bare {
            self.bare.get_or_insert_default().absorb(sum.total());
        } else {
            self.is_marked = true;
        }
    }

    /// Adds this total to the evidence. Without a week it is a total of the whole period.
    fn enter(self, (person, week): (u32, Option<Week>), Weeks { hours, weeks, fte }: Weeks<'_>, found: &mut Evidence) {
        let Some(sum) = self.bare else { return };
        found.sums.add(sum);
        if !self.is_marked {
            found.unmarked.add(sum);
        }
        if !hours {
            return;
        }
        let sum = sum.exact();
        let weekly = if week.is_some() { Some(sum) } else { weeks.and_then(|weeks| sum.over(weeks)) };
        found.hours.extend(weekly.and_then(|weekly| weekly.over(&fte(person))));
    }
}

/// What the stretches of days of a person add up to on the first day of each: as percents, and as hours of a week.
fn at_each_start(stretches: &[(Day, Day, Exact)]) -> Vec<(Exact, Exact)> {
    let starts: BTreeSet<Day> = stretches.iter().map(|(from, ..)| *from).collect();
    let on = |day: Day| {
        let running = stretches.iter().filter(move |(from, to, _)| *from <= day && day <= *to);
        let week = |(from, to, amount): &(Day, Day, Exact)| {
            Exact::new(7, i128::from(to.days_since(*from)) + 1).map(|part| amount.times(&part.min(Exact::ONE)))
        };
        let sum = Exact::sum(running.clone().map(|(.., amount)| amount));
        (sum, Exact::sum(running.filter_map(week)))
    };
    starts.into_iter().map(on).collect()
}
