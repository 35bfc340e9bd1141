//! The folds of all files as the canonical roll-up: one row for each person, days, activity and unit, in the order of their
//! texts. interface.md section 8.

use std::collections::BTreeMap;

use super::cores::{each, share};
use super::folded::OfPerson;
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
/// dates is about the days of the report. Cores share the people.
///
/// # Errors
/// Overflow of a sum.
pub fn canonical(files: &[FileRoll], period: Option<&Period>, calendar: &Calendar) -> Result<Canonical, Overflow> {
    let people = numbered(files.iter().flat_map(|file| file.ran.names.iter().cloned()));
    let works = numbered(files.iter().flat_map(|file| file.ran.activities.iter().map(activity_texts)));
    let mut runs: Vec<Run<'_>> = Vec::new();
    let of_work =
        |file: &FileRoll| file.ran.activities.iter().map(|activity| works[&activity_texts(activity)]).collect();
    let of_works: Vec<Vec<u32>> = files.iter().map(of_work).collect();
    for (file, works) in files.iter().zip(&of_works) {
        let Some(unit) = file.unit else { continue };
        let run = |rows: OfPerson<'_>| people[&file.ran.names[rows.person as usize]];
        runs.extend(file.fold.people().map(|rows| Run { person: run(rows), file, unit, works, rows }));
    }
    // Of equals, in the order of the files.
    runs.sort_by_key(|run| run.person);
    let days = |file: &FileRoll, slot: Slot| days(file.placed(slot), period, calendar);
    let rows = each(shares(&runs), |runs| part(runs, &days)).into_iter().collect::<Result<Vec<_>, Overflow>>()?;
    Ok(Canonical { people: people.into_keys().collect(), works: works.into_keys().collect(), rows })
}

/// What a file has of a person.
struct Run<'a> {
    /// The place of the name among all, and of each activity.
    person: u32,
    works: &'a [u32],
    file: &'a FileRoll,
    unit: Unit,
    rows: OfPerson<'a>,
}

/// The runs in shares of about as many sums. A person is in one share.
fn shares<'r, 'a>(runs: &'r [Run<'a>]) -> Vec<&'r [Run<'a>]> {
    let share = share(runs.iter().map(|run| run.rows.len()).sum());
    let (mut shares, mut from, mut held) = (Vec::new(), 0, 0);
    for (at, run) in runs.iter().enumerate() {
        let begins = runs.get(at.wrapping_sub(1)).is_none_or(|before| before.person != run.person);
        if begins && held >= share {
            shares.push(&runs[from..at]);
            (from, held) = (at, 0);
        }
        held += run.rows.len();
    }
    shares.push(&runs[from..]);
    shares
}

type Days<'a> = dyn Fn(&FileRoll, Slot) -> Option<(Day, Day)> + Sync + 'a;

/// The rows of some people, in the order of their texts, those about the same put together.
fn part(runs: &[Run<'_>], days: &Days<'_>) -> Result<Vec<CanonicalRow>, Overflow> {
    let key = |row: &CanonicalRow| (row.from, row.to, row.work, row.unit);
    let mut rows: Vec<CanonicalRow> = Vec::with_capacity(runs.iter().map(|run| run.rows.len()).sum());
    for of_person in runs.chunk_by(|one, other| one.person == other.person) {
        let begin = rows.len();
        for run in of_person {
            for row in run.rows.rows() {
                let Some((from, to)) = days(run.file, row.slot) else { continue };
                let first = rows.len();
                for sum in row.sums() {
                    let (unit, amount) = written(sum.amount().ok_or(Overflow)?, sum.spelling, run.unit)?;
                    let (person, work, entries) = (run.person, run.works[sum.activity as usize], sum.entries);
                    rows.push(CanonicalRow { person, from, to, work, unit, amount, entries });
                }
                rows[first..].sort_unstable_by_key(key);
            }
        }
        // Rows of one sheet are in order already.
        if !rows[begin..].is_sorted_by_key(key) {
            rows[begin..].sort_by_key(key);
        }
        put_together(&mut rows, begin, key)?;
    }
    Ok(rows)
}

/// Makes one row of those from `begin` on that are about the same; they stand side by side.
fn put_together<K: PartialEq>(
    rows: &mut Vec<CanonicalRow>,
    begin: usize,
    key: impl Fn(&CanonicalRow) -> K,
) -> Result<(), Overflow> {
    let mut end = begin;
    for at in begin..rows.len() {
        let row = rows[at];
        match rows[begin..end].last_mut().filter(|known| key(known) == key(&row)) {
            Some(known) => {
                known.amount = known.amount.plus(row.amount)?;
                known.entries += row.entries;
            }
            None => {
                rows[end] = row;
                end += 1;
            }
        }
    }
    rows.truncate(end);
    Ok(())
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
