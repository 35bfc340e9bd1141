//! The folds of all files as the canonical roll-up: one row for each person, days, activity and unit, in the order of their
//! texts. interface.md section 8.

use std::collections::BTreeMap;

use super::ledger::FileRoll;
use crate::model::amount::Amount;
use crate::model::calendar::Calendar;
use crate::model::canonical::{Canonical, CanonicalRow, CanonicalUnit, activity_texts};
use crate::model::day::Day;
use crate::model::effort::{Spelling, Unit};
use crate::model::exact::Overflow;
use crate::model::period::Period;
use crate::model::slot::Slot;
use crate::model::week::Week;

/// The roll-up. Days are put together by week, cut at the first of a month and at the ends of the period; a sheet without
/// dates is about the days of the report.
///
/// # Errors
/// Overflow of a sum.
pub fn canonical(files: &[FileRoll], period: Option<&Period>, calendar: &Calendar) -> Result<Canonical, Overflow> {
    let people = numbered(files.iter().flat_map(|file| file.ran.names.iter().cloned()));
    let works = numbered(files.iter().flat_map(|file| file.ran.activities.iter().map(activity_texts)));
    let mut rows = Vec::new();
    for file in files {
        let Some(unit) = file.unit else { continue };
        let person: Vec<u32> = file.ran.names.iter().map(|name| people[name]).collect();
        let work: Vec<u32> = file.ran.activities.iter().map(|activity| works[&activity_texts(activity)]).collect();
        for (key, sum) in &file.fold.sums {
            let Some((from, to)) = days(file.placed(key.slot), period, calendar) else { continue };
            let (unit, amount) = written(sum.amount().ok_or(Overflow)?, key.spelling, unit)?;
            let (person, work) = (person[key.person as usize], work[key.activity as usize]);
            rows.push(CanonicalRow { person, from, to, work, unit, amount, entries: sum.entries });
        }
    }
    Ok(Canonical { people: people.into_keys().collect(), works: works.into_keys().collect(), rows: sorted(&rows)? })
}

/// The rows in the order of their texts, those about the same put together. Only numbers are sorted.
fn sorted(rows: &[CanonicalRow]) -> Result<Vec<CanonicalRow>, Overflow> {
    let Some(first) = rows.iter().map(|row| row.from).min() else { return Ok(Vec::new()) };
    // 26 bits for people, 22 for each day (from the first one there is), 24 for works, 2 for units, 32 for the row.
    let fits = |row: &CanonicalRow| row.person < 1 << 26 && row.work < 1 << 24;
    if !rows.iter().all(fits) || u32::try_from(rows.len()).is_err() {
        return Err(Overflow);
    }
    let place = |(row, at): (&CanonicalRow, u128)| {
        let day = |day: Day| day.days_since(first) as u128;
        let (person, work, unit) = (u128::from(row.person), u128::from(row.work), row.unit as u128);
        person << 102 | day(row.from) << 80 | day(row.to) << 58 | work << 34 | unit << 32 | at
    };
    let mut places: Vec<u128> = rows.iter().zip(0_u128..).map(place).collect();
    places.sort_unstable();
    let mut sorted: Vec<CanonicalRow> = Vec::with_capacity(rows.len());
    let mut last = None;
    for place in places {
        let row = rows[place as u32 as usize];
        match sorted.last_mut().filter(|_| last == Some(place >> 32)) {
            Some(known) => {
                known.amount = known.amount.plus(row.amount)?;
                known.entries += row.entries;
            }
            None => sorted.push(row),
        }
        last = Some(place >> 32);
    }
    Ok(sorted)
}

/// Each of `all` once, in order, with its number.
fn numbered<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, u32> {
    let mut numbers: BTreeMap<T, u32> = all.map(|one| (one, 0)).collect();
    numbers.values_mut().zip(0..).for_each(|(number, at)| *number = at);
    numbers
}

/// The first and the last day of a row; `None` for a sheet about the whole of a period that owns no day.
fn days(slot: Slot, period: Option<&Period>, calendar: &Calendar) -> Option<(Day, Day)> {
    match slot {
        Slot::Day(day) => {
            let week = Week::of(day);
            let (mut from, mut to) =
                (week.monday().max(day.first_of_month_plus(0)), week.sunday().min(day.last_of_month()));
            if let Some(period) = period {
                match day {
                    day if day < period.from => to = to.min(period.from.plus(-1)),
                    day if day > period.to => from = from.max(period.to.plus(1)),
                    _ => (from, to) = (from.max(period.from), to.min(period.to)),
                }
            }
            Some((from, to))
        }
        Slot::Period => Some((calendar.weeks.first()?.from, calendar.weeks.last()?.to)),
        slot => slot.days(),
    }
}

/// A sum in the unit it is written in.
fn written(amount: Amount, spelling: Spelling, unit: Unit) -> Result<(CanonicalUnit, Amount), Overflow> {
    Ok(match (spelling, unit) {
        (Spelling::Clock, _) => (CanonicalUnit::Seconds, amount),
        (Spelling::Hours, _) | (Spelling::Bare, Unit::Hours) => (CanonicalUnit::Hours, amount),
        (Spelling::Bare, Unit::Fraction) => (CanonicalUnit::Percent, amount.times(100)?),
        (Spelling::Percent, _) | (Spelling::Bare, Unit::Percent) => (CanonicalUnit::Percent, amount),
    })
}
