//! Which rows the ledger keeps: not those of nobody on the roster, of weeks that the report does not own, of days without
//! employment, with a cell above its limit, or written twice. Each is flagged, and its rows leave the account.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::Rows;
use super::ledger::{Against, FileRoll, Flag, Ledger, Why, amount_in, limit_of, plain, unit_of};
use crate::model::effort::Unit;
use crate::model::person::Person;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::plan::PersonFrom;

/// The rows of a person and some days in one file.
#[derive(Debug, Clone, Copy)]
struct Found {
    file: usize,
    /// The name as spelled.
    name: u32,
    /// As the file says them; `placed` knows what its dates mean.
    slot: Slot,
    placed: Slot,
    person: Option<usize>,
    count: Rows,
    unit: Option<Unit>,
}

/// What is kept: file, name, days.
pub(super) type Kept = BTreeSet<(usize, u32, Slot)>;

/// Flags what is wrong, takes it out of the account, and gives what is left.
pub(super) fn refusals(
    ledger: &mut Ledger,
    files: &[FileRoll],
    people: &[Vec<Option<usize>>],
    against: &Against<'_>,
) -> Kept {
    let found: Vec<Found> = files.iter().enumerate().flat_map(|(at, file)| all_of(at, file, &people[at])).collect();
    let over = above_limits(files, against);
    let copies = copies(&found, files);
    let with_effort = with_effort(ledger, files, against);
    let mut whys: BTreeMap<(usize, u32, Slot), Vec<Why>> = BTreeMap::new();
    for row in &found {
        let key = (row.file, row.name, row.slot);
        let Some(person) = row.person else {
            whys.insert(key, vec![Why::UnknownPerson]);
            continue;
        };
        if row.unit.is_none() {
            whys.insert(key, Vec::new());
        } else if row.placed.within(against.calendar).next().is_none() {
            whys.insert(key, vec![Why::OutsidePeriod]);
        } else {
            let employed = || is_employed(&against.roster.people[person], row.placed, against);
            let mut reasons: Vec<Why> = Vec::new();
            if with_effort.contains(&key) && !employed() {
                reasons.push(Why::OutsideEmployment { person });
            } else if copies.contains(&key) {
                reasons.push(Why::Duplicate { person });
            }
            reasons.extend(over.get(&key).into_iter().flatten().cloned());
            if !reasons.is_empty() {
                whys.insert(key, reasons);
            }
        }
    }
    let whole = whole_records(&found, files, &whys);
    let mut kept = Kept::new();
    for row in &found {
        let key = (row.file, row.name, row.slot);
        let reasons = whys.get(&key);
        for why in reasons.into_iter().flatten() {
            flag(ledger, files, row, why.clone());
        }
        if reasons.is_some() || whole.contains(&(row.file, row.slot)) {
            let outside = reasons.is_some_and(|reasons| reasons.contains(&Why::OutsidePeriod));
            ledger.withdraw(row.file, row.count, !outside);
        } else {
            kept.insert(key);
        }
    }
    mixed_units(ledger, files, &found, &kept, against);
    kept
}

fn all_of<'a>(at: usize, file: &'a FileRoll, people: &'a [Option<usize>]) -> impl Iterator<Item = Found> + 'a {
    file.fold.rows.iter().map(move |&((name, slot), count)| Found {
        file: at,
        name,
        slot,
        placed: file.placed(slot),
        person: people[name as usize],
        count,
        unit: file.unit.map(plain),
    })
}

fn flag(ledger: &mut Ledger, files: &[FileRoll], row: &Found, why: Why) {
    let name = files[row.file].ran.names[row.name as usize].clone();
    ledger.flags.push(Flag { file: row.file, name, slot: row.slot, rows: u64::from(row.count.rows), why });
}

/// Where each column has its own person, a record is refused as a whole: file and days of those.
fn whole_records(
    found: &[Found],
    files: &[FileRoll],
    whys: &BTreeMap<(usize, u32, Slot), Vec<Why>>,
) -> BTreeSet<(usize, Slot)> {
    let shared = found.iter().filter(|row| files[row.file].plan.person == PersonFrom::Headings);
    shared.filter(|row| whys.contains_key(&(row.file, row.name, row.slot))).map(|row| (row.file, row.slot)).collect()
}

/// A day of the report, among those that a row is about, on which the person was employed.
fn is_employed(person: &Person, slot: Slot, against: &Against<'_>) -> bool {
    match slot {
        // The week as a whole: the report may own a part of it only.
        Slot::Week(week) => week.monday().through(week.sunday()).any(|day| person.employed_on(day)),
        slot => slot.within(against.calendar).any(|(_, from, to)| from.through(to).any(|day| person.employed_on(day))),
    }
}

/// The rows that hold effort other than zero: leave and excluded work are none.
fn with_effort(ledger: &Ledger, files: &[FileRoll], against: &Against<'_>) -> Kept {
    let mut with = Kept::new();
    for (at, file) in files.iter().enumerate() {
        let is_effort: Vec<bool> = (0..file.ran.activities.len() as u32)
            .map(|activity| {
                let activity = ledger.activity_of(at, activity).and_then(|at| ledger.activities.get(at));
                let category = activity.and_then(|activity| against.taxonomy.category_of(activity));
                category.is_none_or(|at| against.taxonomy.categories[at].bucket.is_effort())
            })
            .collect();
        let sums =
            file.fold.sums.iter().filter(|(key, sum)| !sum.largest.is_zero() && is_effort[key.activity as usize]);
        with.extend(sums.map(|(key, _)| (at, key.person, key.slot)));
    }
    with
}

/// The rows of wide sheets that are about the same person and days, in the same unit, as another one: of one week, or of
/// a day in it, or of the whole period.
fn copies(found: &[Found], files: &[FileRoll]) -> Kept {
    type Bucket = (usize, Option<Week>, Option<Unit>);
    let mut buckets: BTreeMap<Bucket, Vec<&Found>> = BTreeMap::new();
    for row in found.iter().filter(|row| files[row.file].plan.format.is_wide()) {
        let Some(person) = row.person else { continue };
        let weeks: Vec<Option<Week>> = match row.placed {
            Slot::Week(week) => vec![Some(week)],
            Slot::Day(day) => vec![Some(Week::of(day))],
            Slot::Range { from, to } => {
                from.through(to).map(Week::of).map(Some).collect::<BTreeSet<_>>().into_iter().collect()
            }
            Slot::Period => vec![None],
        };
        for week in weeks {
            buckets.entry((person, week, row.unit)).or_default().push(row);
        }
    }
    let mut copies = Kept::new();
    for rows in buckets.values() {
        for (at, row) in rows.iter().enumerate() {
            let twice = records(row, files) > 1;
            let overlaps = rows.iter().enumerate().any(|(other, that)| other != at && overlap(row.placed, that.placed));
            if twice || overlaps {
                copies.insert((row.file, row.name, row.slot));
            }
        }
    }
    copies
}

/// How many records of the file are about a person and some days.
fn records(row: &Found, files: &[FileRoll]) -> u32 {
    let rows = &files[row.file].fold.rows;
    match files[row.file].plan.person {
        PersonFrom::Headings => {
            rows.iter().filter(|((_, slot), _)| *slot == row.slot).map(|(_, count)| count.rows).sum()
        }
        _ => row.count.rows,
    }
}

fn overlap(one: Slot, other: Slot) -> bool {
    match (one.days(), other.days()) {
        (Some((from, to)), Some((other_from, other_to))) => from <= other_to && other_from <= to,
        _ => true,
    }
}

/// The rows with a cell above its limit, and of which activities.
fn above_limits(files: &[FileRoll], against: &Against<'_>) -> BTreeMap<(usize, u32, Slot), Vec<Why>> {
    let mut over: BTreeMap<(usize, u32, Slot), Vec<Why>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let Some(unit) = file.unit else { continue };
        for (key, sum) in &file.fold.sums {
            let limit = limit_of(unit_of(key.spelling, unit), file.placed(key.slot), against.limits);
            let largest = amount_in(sum.largest.exact(), key.spelling, unit);
            if let (Some((limit, _)), Ok(largest)) = (limit, largest)
                && largest > limit
            {
                over.entry((at, key.person, key.slot)).or_default().push(Why::AboveLimit { activity: key.activity });
            }
        }
    }
    over
}

/// Flags the person-weeks that hold hours and percents.
fn mixed_units(ledger: &mut Ledger, files: &[FileRoll], found: &[Found], kept: &Kept, against: &Against<'_>) {
    let mut units_of: BTreeMap<(usize, u32, Slot), BTreeSet<Unit>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let Some(unit) = file.unit else { continue };
        for (key, _) in &file.fold.sums {
            units_of.entry((at, key.person, key.slot)).or_default().insert(unit_of(key.spelling, unit));
        }
    }
    type Written<'a> = (BTreeSet<Unit>, Vec<&'a Found>);
    let mut weeks: BTreeMap<(usize, usize), Written<'_>> = BTreeMap::new();
    for row in found.iter().filter(|row| kept.contains(&(row.file, row.name, row.slot))) {
        let (Some(person), Some(written)) = (row.person, units_of.get(&(row.file, row.name, row.slot))) else {
            continue;
        };
        for (week, ..) in row.placed.within(against.calendar) {
            let (units, rows) = weeks.entry((person, week)).or_default();
            units.extend(written);
            rows.push(row);
        }
    }
    for ((person, week), (units, rows)) in weeks {
        if units.len() > 1 {
            let week = against.calendar.weeks[week].week;
            rows.iter().for_each(|row| flag(ledger, files, row, Why::MixedUnits { person, week }));
        }
    }
}
