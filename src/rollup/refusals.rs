//! Decides which rows the ledger keeps. It refuses rows of people who are not on the roster, of days without employment,
//! with a cell above its limit, in a file whose unit is unknown, and about days that another row is about too; rows outside
//! the report are left out. Each refusal is flagged.

use std::collections::{BTreeMap, BTreeSet};

use super::cores::each;
use super::counts::RowCounts;
use super::folded::FoldedRow;
use super::ledger::{Against, Flag, Ledger, Wanted, Why};
use super::roll::FileRoll;
use super::units::{plain, unit_of};
use crate::model::category::Activity;
use crate::model::day::Day;
use crate::model::effort::{Notation, Unit};
use crate::model::person::{Person, Roster};
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::plan::{Format, PersonFrom};

/// The rows about one person and the same days in one file, which are kept or refused together.
#[derive(Debug, Clone, Copy)]
struct LedgerRow {
    file: usize,
    /// The name as an index into `Ran::names`.
    name: u32,
    /// The days as the file writes them; `placed` are the days they stand for.
    slot: Slot,
    placed: Slot,
    person: Option<usize>,
    count: RowCounts,
    unit: Option<Unit>,
    /// Whether one of their sums is effort other than zero. Leave and excluded work are no effort.
    has_effort: bool,
}

/// Whether each row of a file is kept, by file and in the order of its rows. Empty for a plain file, whose rows are not
/// looked at.
pub(super) type Kept = Vec<Vec<bool>>;

/// Flags the rows with something wrong, corrects the account, and returns which rows are kept.
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
    // Of the rows that are not refused those of which a part lies outside employment.
    let mut partly: BTreeMap<usize, Why> = BTreeMap::new();
    for (at, row) in found.iter().enumerate() {
        if files[row.file].is_overview {
            whys.insert(at, Vec::new());
            continue;
        }
        let Some(person) = row.person else {
            whys.insert(at, vec![Why::UnknownPerson]);
            continue;
        };
        if row.unit.is_none() {
            whys.insert(at, Vec::new());
        } else if !is_owned(row.placed, against) {
            whys.remove(&at);
            outside[at] = true;
        } else {
            let days = |row: &LedgerRow| employment(&against.roster.people[person], row.placed, against);
            match Some(row).filter(|row| row.has_effort).map(days) {
                Some(Employment::None) => {
                    whys.entry(at).or_default().insert(0, Why::OutsideEmployment { person });
                }
                _ if copies.contains(&at) => whys.entry(at).or_default().insert(0, Why::Duplicate { person }),
                Some(Employment::Part { without, of }) => {
                    partly.insert(at, Why::PartlyOutside { person, without, of });
                }
                Some(Employment::All) | None => {}
            }
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
        } else if let Some(why) = partly.remove(&at) {
            flag(ledger, files, row, why);
        }
        kept[row.file].push(!refused && !outside[at]);
    }
    if wanted != Wanted::Refusals {
        mixed_units(ledger, files, &found, &kept, against);
    }
    kept
}

/// Whether no row of a file can be refused, so that its rows need not be looked at: everybody in it is on the roster and
/// always employed, no cell is above its limit, and it is no wide sheet.
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

/// Counts the rows of a plain file that lie outside the report.
fn leave_outside(ledger: &mut Ledger, at: usize, file: &FileRoll, against: &Against<'_>) {
    let fold = &file.fold;
    let owned: Vec<bool> = fold.slots.iter().map(|slot| is_owned(file.placed(*slot), against)).collect();
    if owned.iter().all(|owned| *owned) {
        return;
    }
    let by_share = each(fold.shares(), |share| {
        let mut by_days = vec![RowCounts::default(); owned.len()];
        for row in fold.rows_of(share).flat_map(|person| person.rows()).filter(|row| !owned[row.days as usize]) {
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

/// The rows of all files but the plain ones, in order. `whys` gets those with a cell above its limit.
fn found(
    ledger: &Ledger,
    files: &[FileRoll],
    people: &[Vec<Option<usize>>],
    (skipped, whys): (&[bool], &mut BTreeMap<usize, Vec<Why>>),
) -> Vec<LedgerRow> {
    let files = || files.iter().enumerate().filter(|(at, _)| !skipped[*at]);
    let mut found = Vec::with_capacity(files().map(|(_, file)| file.fold.len()).sum());
    for (at, file) in files() {
        let is_effort = effort_activities(ledger, at, file);
        for row in file.fold.rows() {
            let FoldedRow { person: name, slot, .. } = row;
            let count = row.count();
            let placed = file.placed(slot);
            let has_effort = row.sums().any(|sum| !sum.is_zero() && is_effort[sum.activity as usize]);
            for activity in file.above.of(name, slot) {
                whys.entry(found.len()).or_default().push(Why::AboveLimit { activity });
            }
            found.push(LedgerRow {
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

/// By activity of a file, whether it is effort.
fn effort_activities(ledger: &Ledger, at: usize, file: &FileRoll) -> Vec<bool> {
    let category = |activity: u32| ledger.category_of(at, activity).and_then(|at| ledger.work.categories.get(at));
    let is_effort = |activity: u32| category(activity).is_none_or(|category| category.bucket.is_effort());
    (0..file.ran.activities.len() as u32).map(is_effort).collect()
}

fn flag(ledger: &mut Ledger, files: &[FileRoll], row: &LedgerRow, why: Why) {
    let name = files[row.file].ran.names[row.name as usize].clone();
    ledger.flags.push(Flag { file: row.file, name, slot: row.slot, rows: row.count.rows, why });
}

/// The records that are refused as a whole, as file and days: in sheets with one column for each person, one person's fault
/// refuses the record.
fn whole_records(found: &[LedgerRow], files: &[FileRoll], whys: &BTreeMap<usize, Vec<Why>>) -> BTreeSet<(usize, Slot)> {
    let refused = whys.keys().map(|&at| &found[at]);
    refused.filter(|row| files[row.file].plan.person == PersonFrom::Headings).map(|row| (row.file, row.slot)).collect()
}

/// Whether one of the days belongs to the report: a working day, if there is one among them. So a stretch from Sunday to
/// Saturday belongs to the period of its working days.
fn is_owned(slot: Slot, against: &Against<'_>) -> bool {
    slot.touches(against.calendar, against.working_days).next().is_some()
}

/// What of the days of a row that belong to the report are days of employment.
enum Employment {
    All,
    None,
    /// Of a stretch so many of its days, all in all, are without.
    Part {
        without: u64,
        of: u64,
    },
}

/// Of a stretch the working days are meant, if there are some among them; a weekly row is about what somebody did in that week.
fn employment(person: &Person, slot: Slot, against: &Against<'_>) -> Employment {
    let is_there = |day: &Day| person.employed_on(*day);
    let either = |is_any: bool| if is_any { Employment::All } else { Employment::None };
    if person.joined.is_none() && person.left.is_none() {
        return Employment::All;
    }
    let touched = || slot.touches(against.calendar, against.working_days);
    match slot {
        // The whole week counts, even if only a part of it belongs to the report.
        Slot::Week(week) => either(week.monday().through(week.sunday()).any(|day| is_there(&day))),
        Slot::Day(_) | Slot::Period => {
            either(touched().any(|(_, from, to)| from.through(to).any(|day| is_there(&day))))
        }
        Slot::Days { from, to } | Slot::Range { from, to } => {
            let works = |day: &Day| day.is_on(against.working_days);
            let is_of_work = from.through(to).any(|day| works(&day));
            let is_meant = |day: &Day| !is_of_work || works(day);
            let owned = touched().flat_map(|(_, from, to)| from.through(to)).filter(is_meant);
            let (there, without): (Vec<Day>, Vec<Day>) = owned.partition(is_there);
            match (there.len(), without.len() as u64) {
                (0, _) => Employment::None,
                (_, 0) => Employment::All,
                (_, without) => Employment::Part { without, of: from.through(to).filter(is_meant).count() as u64 },
            }
        }
    }
}

/// The rows of wide sheets that are about the same person and overlapping days, in the same unit, as another row; as
/// indices.
fn copies(found: &[LedgerRow], files: &[FileRoll]) -> BTreeSet<usize> {
    type Bucket<'a> = (usize, Option<Week>, Option<Unit>, Option<&'a str>);
    let mut buckets: BTreeMap<Bucket<'_>, Vec<usize>> = BTreeMap::new();
    for (at, row) in found.iter().enumerate().filter(|(_, row)| files[row.file].plan.format.is_wide()) {
        let Some(person) = row.person else { continue };
        let weeks: BTreeSet<Option<Week>> = match row.placed {
            Slot::Week(week) => [Some(week)].into(),
            Slot::Day(day) => [Some(Week::of(day))].into(),
            Slot::Days { from, to } | Slot::Range { from, to } => from.through(to).map(Week::of).map(Some).collect(),
            Slot::Period => [None].into(),
        };
        // A sheet of people for a single category leaves the other categories to other sheets.
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

/// How many records of its file are about the person and the days of a row.
fn records(row: &LedgerRow, files: &[FileRoll]) -> u64 {
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

/// The units of the cells of a file.
fn units(file: &FileRoll) -> BTreeSet<Unit> {
    let written = Notation::ALL.into_iter().filter(|&notation| file.fold.counts[notation as usize].cells > 0);
    file.unit.into_iter().flat_map(|unit| written.clone().map(move |notation| unit_of(notation, unit))).collect()
}

/// Flags the rows of person-weeks that have both hours and percents.
fn mixed_units(ledger: &mut Ledger, files: &[FileRoll], found: &[LedgerRow], kept: &Kept, against: &Against<'_>) {
    if files.iter().flat_map(units).collect::<BTreeSet<Unit>>().len() < 2 {
        return;
    }
    type Written<'a> = (BTreeSet<Unit>, Vec<&'a LedgerRow>);
    let mut weeks: BTreeMap<(usize, usize), Written<'_>> = BTreeMap::new();
    let mut found = found.iter();
    for (file, kept) in files.iter().zip(kept) {
        // The shorter iterator comes first in `zip`: the other way round, each file would swallow one row of the next.
        for ((folded, kept), row) in file.fold.rows().zip(kept).zip(found.by_ref()) {
            // A word for leave stands for all of a day or week, and is no percent that somebody wrote.
            let is_word = |activity: u32| file.ran.activities.get(activity as usize).is_some_and(Activity::is_leave);
            let units = file.unit.into_iter().flat_map(|unit| {
                folded.sums().filter(|sum| !is_word(sum.activity)).map(move |sum| unit_of(sum.notation, unit))
            });
            let written: BTreeSet<Unit> = units.collect();
            let Some(person) = row.person.filter(|_| *kept && !written.is_empty()) else { continue };
            for (week, ..) in row.placed.touches(against.calendar, against.working_days) {
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
    use crate::rollup::join::join;
    use crate::rollup::people::people_seen;
    use crate::rollup::testing::roll;

    /// A plain file's rows are not looked at; its account must be that of any other file.
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
            let ledger = join(&files, &against, wanted);
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
