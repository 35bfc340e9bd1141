//! The folds of all files as the canonical roll-up: one row for each person, days, activity and unit, in the order of their
//! texts. interface.md section 8.

use std::collections::BTreeMap;

use super::ledger::FileRoll;
use crate::model::amount::Amount;
use crate::model::calendar::Calendar;
use crate::model::canonical::{CanonicalRow, CanonicalUnit};
use crate::model::day::Day;
use crate::model::effort::{Spelling, Unit};
use crate::model::exact::Overflow;
use crate::model::period::Period;
use crate::model::slot::Slot;
use crate::model::week::Week;

/// What a row is about, in a form that sorts.
type Key = (String, Day, Day, [String; 8], CanonicalUnit);

/// The rows. Days are put together by week, cut at the first of a month and at the ends of the period; a sheet without
/// dates is about the days of the report.
///
/// # Errors
/// Overflow of a sum.
pub fn canonical(
    files: &[FileRoll],
    period: Option<&Period>,
    calendar: &Calendar,
) -> Result<Vec<CanonicalRow>, Overflow> {
    let mut rows: BTreeMap<Key, CanonicalRow> = BTreeMap::new();
    for file in files {
        let Some(unit) = file.unit else { continue };
        for (key, sum) in &file.fold.sums {
            let Some((from, to)) = days(file.placed(key.slot), period, calendar) else { continue };
            let (unit, amount) = written(sum.amount.ok_or(Overflow)?, key.spelling, unit)?;
            let person = file.ran.names[key.person as usize].clone();
            let activity = file.ran.activities[key.activity as usize].clone();
            let row = CanonicalRow { person, from, to, activity, unit, amount, entries: sum.entries };
            let texts = row.texts();
            let work = std::array::from_fn(|at| texts[at + 3].clone());
            match rows.entry((row.person.clone(), from, to, work, unit)) {
                std::collections::btree_map::Entry::Occupied(mut known) => {
                    let known = known.get_mut();
                    known.amount = known.amount.plus(amount)?;
                    known.entries += sum.entries;
                }
                std::collections::btree_map::Entry::Vacant(place) => {
                    place.insert(row);
                }
            }
        }
    }
    let mut rows: Vec<CanonicalRow> = rows.into_values().collect();
    rows.sort_by_cached_key(CanonicalRow::texts);
    Ok(rows)
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
