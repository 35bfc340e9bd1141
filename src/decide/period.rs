//! The period of a folder that does not say one: the calendar quarter that holds most of the weeks read.

use std::collections::BTreeMap;

use crate::model::period::Period;
use crate::model::week::Week;

/// The quarter with the most of the distinct weeks (by their Thursdays; the later one of equals), how many it holds, and
/// of how many.
pub fn most_weeks(weeks: impl Iterator<Item = Week>) -> Option<(Period, u64, u64)> {
    let weeks: std::collections::BTreeSet<Week> = weeks.collect();
    let mut quarters: BTreeMap<String, (Period, u64)> = BTreeMap::new();
    for week in &weeks {
        let quarter = Period::quarter_of(week.thursday());
        quarters.entry(quarter.name.clone()).or_insert((quarter, 0)).1 += 1;
    }
    let (period, held) = quarters.into_values().max_by_key(|(period, held)| (*held, period.from))?;
    Some((period, held, weeks.len() as u64))
}
