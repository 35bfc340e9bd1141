//! The period if the configuration does not state one: the calendar quarter that holds most of the weeks read.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::day::Day;
use crate::model::period::Period;
use crate::model::week::Week;

/// Returns the quarter with the most distinct weeks of these ranges of days, how many it holds, and how many there are.
/// A week belongs to the quarter of its Thursday; of two equal quarters the later one is returned.
pub fn most_weeks(stretches: impl Iterator<Item = (Day, Day)>) -> Option<(Period, u64, u64)> {
    let mut weeks = BTreeSet::new();
    for (from, to) in stretches {
        let of = std::iter::successors(Some(Week::of(from)), |week| Some(week.next()));
        weeks.extend(of.take_while(|week| week.monday() <= to));
    }
    let mut quarters: BTreeMap<String, (Period, u64)> = BTreeMap::new();
    for week in &weeks {
        let quarter = Period::quarter_of(week.thursday());
        quarters.entry(quarter.name.clone()).or_insert((quarter, 0)).1 += 1;
    }
    let (period, held) = quarters.into_values().max_by_key(|(period, held)| (*held, period.from))?;
    Some((period, held, weeks.len() as u64))
}
