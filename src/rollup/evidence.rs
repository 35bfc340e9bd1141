//! What a fold shows of the unit of its bare numbers: how cells are spelled, what the headings say, and what the numbers
//! of a person add up to in a week.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::Folded;
use crate::decide::unit::Evidence;
use crate::model::day::Day;
use crate::model::effort::Spelling;
use crate::model::exact::Exact;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::plan::Plan;

/// The evidence. `weeks` is the length of the whole period, for sheets with one row for all of it.
pub fn evidence(plan: &Plan, fold: &Folded, weeks: Option<Exact>) -> Evidence {
    let mut sums: BTreeMap<(u32, Option<Week>), Exact> = BTreeMap::new();
    let mut marked: BTreeSet<(u32, Option<Week>)> = BTreeSet::new();
    let mut stretches: BTreeMap<u32, Vec<(Day, Day, Exact)>> = BTreeMap::new();
    for (key, sum) in &fold.sums {
        let amount = sum.amount.map(|amount| amount.exact()).unwrap_or_default();
        if amount.is_zero() {
            continue;
        }
        let week = match key.slot {
            Slot::Week(week) => Some(week),
            Slot::Day(day) => Some(Week::of(day)),
            Slot::Period => None,
            Slot::Range { from, to } => {
                if key.spelling == Spelling::Bare {
                    stretches.entry(key.person).or_default().push((from, to, amount));
                }
                continue;
            }
        };
        if key.spelling == Spelling::Bare {
            let sum = sums.entry((key.person, week)).or_default();
            *sum = sum.plus(amount).unwrap_or(*sum);
        } else {
            marked.insert((key.person, week));
        }
    }
    let mut hours: Vec<Exact> = sums
        .iter()
        .filter_map(|((_, week), sum)| if week.is_some() { Some(*sum) } else { sum.over(weeks?).ok().flatten() })
        .collect();
    let mut all: Vec<Exact> = sums.values().copied().collect();
    for of_person in stretches.values() {
        for (sum, weekly) in at_each_start(of_person) {
            all.push(sum);
            hours.push(weekly);
        }
    }
    Evidence {
        cells: fold.marks.map(|marks| marks.cells),
        nonzero: fold.marks.map(|marks| marks.nonzero),
        headings: plan.amounts.iter().filter_map(|amount| amount.unit).collect(),
        columns: plan.amounts.len(),
        unmarked: sums.iter().filter(|(week, _)| !marked.contains(week)).map(|(_, sum)| *sum).collect(),
        sums: all,
        hours,
    }
}

/// What a person's stretches add up to on the first day of each, as percents and as hours of a week.
fn at_each_start(stretches: &[(Day, Day, Exact)]) -> Vec<(Exact, Exact)> {
    let starts: BTreeSet<Day> = stretches.iter().map(|(from, ..)| *from).collect();
    let on = |day: Day| {
        let running = stretches.iter().filter(move |(from, to, _)| *from <= day && day <= *to);
        let week = |(from, to, amount): &(Day, Day, Exact)| {
            Exact::new(7, i128::from(to.days_since(*from)) + 1).and_then(|part| amount.times(part.min(Exact::ONE)).ok())
        };
        let sum = Exact::sum(running.clone().map(|(.., amount)| *amount)).ok()?;
        Some((sum, Exact::sum(running.filter_map(week)).ok()?))
    };
    starts.into_iter().filter_map(on).collect()
}
