//! Which rows the ledger keeps: not those of nobody on the roster, of weeks that the report does not own, of days without
//! employment, with a cell above its limit, or written twice. Each is flagged, and its rows leave the account.

use std::collections::{BTreeMap, BTreeSet};

use super::cores::each;
use super::fold::Rows;
use super::folded::Row;
use super::ledger::{Against, FileRoll, Flag, Ledger, Wanted, Why, plain, unit_of};
use crate::model::day::Day;
use crate::model::effort::{Spelling, Unit};
use crate::model::person::{Person, Roster};
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::plan::{Format, PersonFrom};

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
    /// Whether they hold effort other than zero: leave and excluded work are none.
    has_effort: bool,
}

/// What is kept, by file and in the order of its folded rows; nothing of a plain file, of which no row is asked.
pub(super) type Kept = Vec<Vec<bool>>;

/// Flags what is wrong, takes it out of the account, and gives what is left.
pub(super) fn refusals(
    ledger: &mut Ledger,
    files: &[FileRoll],
    people: &[Vec<Option<usize>>],
    against: &Against<'_>,
    wanted: Wanted,
) -> Kept {
    let mut whys: BTreeMap<usize, Vec<Why>> = BTreeMap::new();
    let skipped: Vec<bool> = files
        .iter()
        .zip(people)
        .map(|(file, people)| wanted == Wanted::Refusals && is_plain(file, people, against.roster))
        .collect();
    for (at, file) in files.iter().enumerate().filter(|(at, _)| skipped[*at]) {
        leave_outside(ledger, at, file, against);
    }
    let found = found(ledger, files, people, (&skipped, &mut whys));
    let copies = copies(&found, files);
    let mut outside = vec![false; found.len()];
    for (at, row) in found.iter().enumerate() {
        let Some(person) = row.person else {
            whys.insert(at, vec![Why::UnknownPerson]);
            continue;
        };
        if row.unit.is_none() {
            whys.insert(at, Vec::new());
        } else if !is_owned(row.placed, against) {
            whys.remove(&at);
            outside[at] = true;
        } else if row.has_effort && !is_employed(&against.roster.people[person], row.placed, against) {
            whys.entry(at).or_default().insert(0, Why::OutsideEmployment { person });
        } else if copies.contains(&at) {
            whys.entry(at).or_default().insert(0, Why::Duplicate { person });
        }
    }
    let whole = whole_records(&found, files, &whys);
    let mut kept: Kept = files.iter().map(|file| Vec::with_capacity(file.fold.len())).collect();
    for (at, row) in found.iter().enumerate() {
        let reasons = whys.get(&at);
        for why in reasons.into_iter().flatten() {
            flag(ledger, files, row, why.clone());
        }
        let refused = reasons.is_some() || whole.contains(&(row.file, row.slot));
        if outside[at] {
            ledger.leave_outside(row.file, row.count, row.slot);
        } else if refused {
            ledger.reject(row.file, row.count);
        }
        kept[row.file].push(!refused && !outside[at]);
    }
    if wanted != Wanted::Refusals {
        mixed_units(ledger, files, &found, &kept, against);
    }
    kept
}

/// Whether no row of a file can be refused, whatever it says: everybody is on the roster and is employed on any day, and what
/// wide sheets are asked is not asked.
fn is_plain(file: &FileRoll, people: &[Option<usize>], roster: &Roster) -> bool {
    let is_always_employed = |person: &Option<usize>| {
        let person = person.and_then(|at| roster.people.get(at));
        person.is_some_and(|person| person.joined.is_none() && person.left.is_none())
    };
    file.unit.is_some()
        && file.above.is_empty()
        && !file.plan.format.is_wide()
        && file.plan.person != PersonFrom::Headings
        && people.iter().all(is_always_employed)
}

/// Takes the rows of a plain file that lie outside the report out of the account.
fn leave_outside(ledger: &mut Ledger, at: usize, file: &FileRoll, against: &Against<'_>) {
    let fold = &file.fold;
    let owned: Vec<bool> = fold.slots.iter().map(|slot| is_owned(file.placed(*slot), against)).collect();
    if owned.iter().all(|owned| *owned) {
        return;
    }
    let by_share = each(fold.shares(), |share| {
        let mut by_days = vec![Rows::default(); owned.len()];
        for row in fold.people_of(share).flat_map(|person| person.rows()).filter(|row| !owned[row.days as usize]) {
            by_days[row.days as usize].absorb(row.count());
        }
        by_days
    });
    for by_days in by_share {
        for ((slot, count), _) in fold.slots.iter().zip(by_days).zip(&owned).filter(|(_, owned)| !**owned) {
            ledger.leave_outside(at, count, *slot);
        }
    }
}

/// The rows of the other files, in their order; `whys` gets those with a cell above its limit.
fn found(
    ledger: &Ledger,
    files: &[FileRoll],
    people: &[Vec<Option<usize>>],
    (skipped, whys): (&[bool], &mut BTreeMap<usize, Vec<Why>>),
) -> Vec<Found> {
    let files = || files.iter().enumerate().filter(|(at, _)| !skipped[*at]);
    let mut found = Vec::with_capacity(files().map(|(_, file)| file.fold.len()).sum());
    for (at, file) in files() {
        let is_effort = effort_activities(ledger, at, file);
        for row in file.fold.rows() {
            let Row { person: name, slot, .. } = row;
            let count = row.count();
            let placed = file.placed(slot);
            let has_effort = row.sums().any(|sum| !sum.is_zero() && is_effort[sum.activity as usize]);
            for activity in file.above.of(name, slot) {
                whys.entry(found.len()).or_default().push(Why::AboveLimit { activity });
            }
            found.push(Found {
                file: at,
                name,
                slot,
                placed,
                person: people[at][name as usize],
                count,
                unit: file.unit.map(plain),
                has_effort,
            });
        }
    }
    found
}

/// Whether each activity of a file is effort.
fn effort_activities(ledger: &Ledger, at: usize, file: &FileRoll) -> Vec<bool> {
    let category = |activity: u32| ledger.category_of(at, activity).and_then(|at| ledger.work.categories.get(at));
    let is_effort = |activity: u32| category(activity).is_none_or(|category| category.bucket.is_effort());
    (0..file.ran.activities.len() as u32).map(is_effort).collect()
}

fn flag(ledger: &mut Ledger, files: &[FileRoll], row: &Found, why: Why) {
    let name = files[row.file].ran.names[row.name as usize].clone();
    ledger.flags.push(Flag { file: row.file, name, slot: row.slot, rows: row.count.rows, why });
}

/// Where each column has its own person, a record is refused as a whole: file and days of those.
fn whole_records(found: &[Found], files: &[FileRoll], whys: &BTreeMap<usize, Vec<Why>>) -> BTreeSet<(usize, Slot)> {
    let refused = whys.keys().map(|&at| &found[at]);
    refused.filter(|row| files[row.file].plan.person == PersonFrom::Headings).map(|row| (row.file, row.slot)).collect()
}

/// Whether the report owns a day that a row is about: a working day, if the row is about any. A stretch from a Sunday to a
/// Saturday lies where its working days lie. domain.md section 5.
fn is_owned(slot: Slot, against: &Against<'_>) -> bool {
    let mut within = slot.within(against.calendar);
    let Slot::Range { from, to } = slot else { return within.next().is_some() };
    let works = |day: Day| against.working_days.contains(&day.weekday());
    if !from.through(to).any(works) {
        return within.next().is_some();
    }
    within.any(|(_, from, to)| from.through(to).any(works))
}

/// A day of the report, among those that a row is about, on which the person was employed.
fn is_employed(person: &Person, slot: Slot, against: &Against<'_>) -> bool {
    if person.joined.is_none() && person.left.is_none() {
        return true;
    }
    match slot {
        // The week as a whole: the report may own a part of it only.
        Slot::Week(week) => week.monday().through(week.sunday()).any(|day| person.employed_on(day)),
        slot => slot.within(against.calendar).any(|(_, from, to)| from.through(to).any(|day| person.employed_on(day))),
    }
}

/// The rows (indices) of wide sheets that are about the same person and days, in the same unit, as another one: of one
/// week, or of a day in it, or of the whole period.
fn copies(found: &[Found], files: &[FileRoll]) -> BTreeSet<usize> {
    type Bucket<'a> = (usize, Option<Week>, Option<Unit>, Option<&'a str>);
    let mut buckets: BTreeMap<Bucket<'_>, Vec<usize>> = BTreeMap::new();
    for (at, row) in found.iter().enumerate().filter(|(_, row)| files[row.file].plan.format.is_wide()) {
        let Some(person) = row.person else { continue };
        let weeks: BTreeSet<Option<Week>> = match row.placed {
            Slot::Week(week) => [Some(week)].into(),
            Slot::Day(day) => [Some(Week::of(day))].into(),
            Slot::Range { from, to } => from.through(to).map(Week::of).map(Some).collect(),
            Slot::Period => [None].into(),
        };
        // A sheet of people for one category leaves the others to other sheets.
        let plan = &files[row.file].plan;
        let only = plan.format == Format::PeopleAcross && plan.above.is_none();
        let category = plan.amounts.first().filter(|_| only).map(|column| column.activity.as_str());
        for week in weeks {
            buckets.entry((person, week, row.unit, category)).or_default().push(at);
        }
    }
    let mut copies = BTreeSet::new();
    for rows in buckets.into_values() {
        for &at in &rows {
            let overlaps = |&other: &usize| other != at && overlap(found[at].placed, found[other].placed);
            if records(&found[at], files) > 1 || rows.iter().any(overlaps) {
                copies.insert(at);
            }
        }
    }
    copies
}

/// How many records of the file are about a person and some days.
fn records(row: &Found, files: &[FileRoll]) -> u64 {
    match files[row.file].plan.person {
        PersonFrom::Headings => {
            let rows = files[row.file].fold.rows().filter(|other| other.slot == row.slot);
            rows.map(|other| other.count().rows).sum()
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

/// The units that the cells of a file are in.
fn units(file: &FileRoll) -> BTreeSet<Unit> {
    let written = Spelling::ALL.into_iter().filter(|&spelling| file.fold.marks[spelling as usize].cells > 0);
    file.unit.into_iter().flat_map(|unit| written.clone().map(move |spelling| unit_of(spelling, unit))).collect()
}

/// Flags the person-weeks that hold hours and percents.
fn mixed_units(ledger: &mut Ledger, files: &[FileRoll], found: &[Found], kept: &Kept, against: &Against<'_>) {
    if files.iter().flat_map(units).collect::<BTreeSet<Unit>>().len() < 2 {
        return;
    }
    type Written<'a> = (BTreeSet<Unit>, Vec<&'a Found>);
    let mut weeks: BTreeMap<(usize, usize), Written<'_>> = BTreeMap::new();
    let mut found = found.iter();
    for (file, kept) in files.iter().zip(kept) {
        // The shorter side first: the other way round, a row of the next file would be lost at the end of each.
        for ((folded, kept), row) in file.fold.rows().zip(kept).zip(found.by_ref()) {
            let units =
                file.unit.into_iter().flat_map(|unit| folded.sums().map(move |sum| unit_of(sum.spelling, unit)));
            let written: BTreeSet<Unit> = units.collect();
            let Some(person) = row.person.filter(|_| *kept && !written.is_empty()) else { continue };
            for (week, ..) in row.placed.within(against.calendar) {
                let (units, rows) = weeks.entry((person, week)).or_default();
                units.extend(&written);
                rows.push(row);
            }
        }
    }
    for ((person, week), (units, rows)) in weeks {
        if units.len() > 1 {
            let week = against.calendar.weeks[week].week;
            rows.iter().for_each(|row| flag(ledger, files, row, Why::MixedUnits { person, week }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::calendar::Calendar;
    use crate::model::category::Taxonomy;
    use crate::model::day::Weekday;
    use crate::model::period::Period;
    use crate::model::rules::{Limits, WeekRule};
    use crate::read::csv::{Block, Csv, Hints};
    use crate::read::input::Input;
    use crate::read::plan::Header;
    use crate::read::shape::{self, Mapping};
    use crate::rollup::above::Above;
    use crate::rollup::ledger::{ledger, people_seen};
    use crate::rollup::run::Job;
    use crate::rollup::workers::fold;

    fn roll(text: &str) -> FileRoll {
        let input = Input::new("effort.csv".into(), text.as_bytes().to_vec(), None);
        let (mut csv, mut block) =
            (Csv::open(&input, &Hints { delimiter: Some(b','), skip_rows: 0 }).unwrap(), Block::new());
        csv.next(&mut block).unwrap();
        let headings = text.lines().next().unwrap().split(',').map(str::to_owned).collect();
        let header = Header { headings, line: 1, ..Header::default() };
        let plan = shape::plan(&"effort.csv".into(), header, None, &Mapping::default()).unwrap();
        let job = Job { plan: &plan, decimal: None, decimal_proof: None, dates: None, owned: &[], entries: None };
        let (ran, fold) = fold(&mut csv, &mut block, &job).unwrap();
        let unit = Some(Unit::Percent);
        FileRoll { plan, ran, fold, unit, dated: false, above: Above::default(), decisions: Vec::new() }
    }

    /// A file of which no row can be refused is not gone through row by row; its account is the same.
    #[test]
    fn a_plain_file_has_the_account_of_any_other() {
        let mut text = "Person,Week,Category,Percent\n".to_owned();
        for person in 0..90 {
            for week in 1..=40 {
                let amount = if (person + week) % 7 == 0 { String::new() } else { (person % 10 * 5).to_string() };
                text += &format!("P{person},2016-W{week:02},CI,{amount}\nP{person},2016-W{week:02},Docs,{week}\n");
            }
        }
        let files = [roll(&text)];
        let calendar = Calendar::new(&Period::parse("2016-Q1", 1).unwrap(), WeekRule::Thursday, None);
        let account = |roster: &Roster, wanted| {
            let (taxonomy, limits) = (Taxonomy::default(), Limits::default());
            let against = Against {
                roster,
                taxonomy: &taxonomy,
                calendar: &calendar,
                limits: &limits,
                working_days: &Weekday::ALL[..5],
            };
            let ledger = ledger(&files, &against, wanted);
            assert_eq!(ledger.flags, []);
            ledger.accounting
        };
        let roster = people_seen(&files);
        let mut with_days = roster.clone();
        with_days.people[3].joined = Day::parse("1990-01-01");
        let of_plain = account(&roster, Wanted::Refusals);
        assert!(of_plain[0].rows_excluded > 0 && of_plain[0].rows_used > 0);
        assert_eq!(of_plain, account(&roster, Wanted::Account));
        assert_eq!(of_plain, account(&with_days, Wanted::Refusals));
    }
}
