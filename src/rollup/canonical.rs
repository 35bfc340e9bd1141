//! Makes the canonical table of all files: one row for each person, days, activity and unit, in the order of their texts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cores::{cores, each};
use super::folded::PersonRows;
use super::roll::FileRoll;
use crate::model::amount::Amount;
use crate::model::calendar::Calendar;
use crate::model::canonical::{Canonical, CanonicalRow, CanonicalUnit, Span, Table, TooLarge, activity_texts};
use crate::model::cuts::Cuts;
use crate::model::day::Day;
use crate::model::effort::{Notation, Unit};
use crate::model::slot::Slot;

/// The canonical table. Hours of days are put together as `cuts` says; a sheet without dates is about the days of the report. Rows are
/// made when they are asked for.
///
/// # Errors
/// An amount that is too large.
pub fn table<'a>(files: &'a [FileRoll], cuts: &Cuts, calendar: &Calendar) -> Result<CanonicalTable<'a>, TooLarge> {
    let people = numbered(files.iter().flat_map(|file| file.ran.names.iter().cloned()));
    let texts = |file: &FileRoll| file.ran.activities.iter().map(activity_texts).collect();
    let texts: Vec<Vec<[String; 8]>> = files.iter().map(texts).collect();
    let works = numbered(texts.iter().flatten());
    let of_files = files.iter().zip(&texts).map(|(file, texts)| {
        let works = texts.iter().map(|texts| works[texts]).collect();
        let placed = || file.fold.slots.iter().map(|slot| file.placed(*slot));
        let own = placed().map(|slot| if let Slot::Day(day) = slot { Some(day) } else { None }).collect();
        OfFile::new(works, placed().map(|slot| days(slot, cuts, calendar)).collect(), own)
    });
    let of_files: Vec<OfFile> = of_files.collect();
    let mut runs: Vec<Run<'a>> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        let Some(unit) = file.unit else { continue };
        let run = |rows: PersonRows<'_>| people[&file.ran.names[rows.person as usize]];
        runs.extend(file.fold.people().map(|rows| Run { person: run(rows), at, unit, rows }));
    }
    // The sort is stable: for the same person, files keep their order.
    runs.sort_by_key(|run| run.person);
    let parts = parts(&runs);
    let (people, works) = (people.into_keys().collect(), works.into_keys().cloned().collect());
    let table = CanonicalTable { people, works, of_files, runs, parts };
    if !files.iter().all(|file| file.fold.is_small()) {
        let mut rows = Vec::new();
        for at in 0..table.parts.len() {
            rows.clear();
            table.part(at, &mut rows)?;
        }
    }
    Ok(table)
}

/// As `table`, but with all rows at once. Cores share the people.
///
/// # Errors
/// An amount that is too large.
pub fn canonical(files: &[FileRoll], cuts: &Cuts, calendar: &Calendar) -> Result<Canonical, TooLarge> {
    let table = table(files, cuts, calendar)?;
    let all: Vec<usize> = (0..table.parts()).collect();
    let shares = all.chunks(all.len().div_ceil(cores()).max(1)).collect();
    let made = each(shares, |parts: &[usize]| {
        let mut rows = Vec::new();
        parts.iter().try_for_each(|at| table.part(*at, &mut rows)).map(|()| rows)
    });
    let rows = made.into_iter().collect::<Result<Vec<_>, TooLarge>>()?;
    Ok(Canonical { people: table.people, works: table.works, rows })
}

/// The canonical table of some files.
pub struct CanonicalTable<'a> {
    people: Vec<String>,
    works: Vec<[String; 8]>,
    of_files: Vec<OfFile>,
    runs: Vec<Run<'a>>,
    /// Ranges of runs.
    parts: Vec<Range<usize>>,
}

/// The labels of a file in terms of the table.
struct OfFile {
    /// By activity: its index in the table's works.
    works: Vec<u32>,
    /// By slot: its first and last day and what it is; `None` if it is about no day.
    days: Vec<Option<(Day, Day, Span)>>,
    /// By slot: its day, if it is one.
    own: Vec<Option<Day>>,
    /// Whether later slots have later days, which means that no two slots become the same days.
    is_in_order: bool,
}

impl OfFile {
    fn new(works: Vec<u32>, days: Vec<Option<(Day, Day, Span)>>, own: Vec<Option<Day>>) -> OfFile {
        let is_in_order = days.iter().flatten().is_sorted_by(|one, other| one < other);
        OfFile { works, days, own, is_in_order }
    }
}

/// The rows of a person in one file.
struct Run<'a> {
    /// The index of the name in the table's people.
    person: u32,
    /// The index of the file.
    at: usize,
    unit: Unit,
    rows: PersonRows<'a>,
}

/// Divides the runs into parts of about as many sums. The runs of a person are never divided.
fn parts(runs: &[Run<'_>]) -> Vec<Range<usize>> {
    const FEW: usize = 1 << 12;
    let (mut parts, mut from, mut held) = (Vec::new(), 0, 0);
    for (at, run) in runs.iter().enumerate() {
        let begins = runs.get(at.wrapping_sub(1)).is_none_or(|before| before.person != run.person);
        if begins && held >= FEW {
            parts.push(from..at);
            (from, held) = (at, 0);
        }
        held += run.rows.len();
    }
    parts.push(from..runs.len());
    parts
}

impl CanonicalTable<'_> {
    #[cold]
    fn too_large(&self, person: u32, (from, to): (Day, Day), work: u32) -> TooLarge {
        let runs = self.runs.iter().filter(|run| run.person == person && self.of_files[run.at].works.contains(&work));
        let files = runs.map(|run| run.at).collect();
        let [project, .., category] = &self.works[work as usize];
        let work = if category.is_empty() { project.clone() } else { category.clone() };
        TooLarge { person: self.people[person as usize].clone(), from, to, work, files }
    }
}

impl Table for CanonicalTable<'_> {
    fn people(&self) -> &[String] {
        &self.people
    }

    fn works(&self) -> &[[String; 8]] {
        &self.works
    }

    fn parts(&self) -> usize {
        self.parts.len()
    }

    /// The rows of some people in the order of their texts. Rows about the same are added up.
    fn part(&self, at: usize, rows: &mut Vec<CanonicalRow>) -> Result<(), TooLarge> {
        let key = |row: &CanonicalRow| (row.from, row.to, row.span, row.work, row.unit);
        let runs = self.parts.get(at).and_then(|part| self.runs.get(part.clone())).unwrap_or_default();
        let mut order: Vec<u64> = Vec::new();
        for of_person in runs.chunk_by(|one, other| one.person == other.person) {
            let begin = rows.len();
            let mut is_done = of_person.len() == 1;
            for run in of_person {
                let OfFile { works, days, own, is_in_order } = &self.of_files[run.at];
                is_done &= *is_in_order;
                for row in run.rows.rows() {
                    let Some((from, to, span)) = days[row.days as usize] else { continue };
                    let first = rows.len();
                    // In the order of works. Small numbers are quicker to sort than rows.
                    order.clear();
                    order.extend((0..).zip(row.activities()).map(|(at, of)| u64::from(works[of as usize]) << 32 | at));
                    order.sort_unstable();
                    let is_repeated = order.windows(2).any(|two| two[0] >> 32 == two[1] >> 32);
                    for at in &order {
                        let sum = row.sum((at & u64::from(u32::MAX)) as usize);
                        let (person, work, entries) = (run.person, works[sum.activity as usize], sum.entries);
                        let written = sum.amount().and_then(|amount| written(amount, sum.notation, run.unit));
                        let (unit, amount) = written.ok_or_else(|| self.too_large(person, (from, to), work))?;
                        // A percent of a day is none of the week.
                        let day = own[row.days as usize].filter(|_| unit == CanonicalUnit::Percent);
                        is_done &= day.is_none();
                        let (from, to, span) = day.map_or((from, to, span), |day| (day, day, Span::Day));
                        rows.push(CanonicalRow { person, from, to, span, work, unit, amount, entries });
                    }
                    if is_repeated {
                        rows[first..].sort_unstable_by_key(key);
                        is_done = false;
                    }
                }
            }
            if is_done {
                continue;
            }
            // The rows of a single sheet are already in order.
            if !rows[begin..].is_sorted_by_key(key) {
                rows[begin..].sort_by_key(key);
            }
            put_together(rows, begin, key).map_err(|row| self.too_large(row.person, (row.from, row.to), row.work))?;
        }
        Ok(())
    }
}

/// Adds up adjacent rows about the same, from `begin` on.
///
/// # Errors
/// The row with which an amount is too large.
fn put_together<K: PartialEq>(
    rows: &mut Vec<CanonicalRow>,
    begin: usize,
    key: impl Fn(&CanonicalRow) -> K,
) -> Result<(), CanonicalRow> {
    let mut end = begin;
    for at in begin..rows.len() {
        let row = rows[at];
        match rows[begin..end].last_mut().filter(|known| key(known) == key(&row)) {
            Some(known) => {
                known.amount = known.amount.plus(row.amount).ok_or(row)?;
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

/// Numbers the distinct elements of `all` in their order.
fn numbered<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, u32> {
    let mut numbers: BTreeMap<T, u32> = all.map(|one| (one, 0)).collect();
    numbers.values_mut().zip(0..).for_each(|(number, at)| *number = at);
    numbers
}

/// The first and the last day of a row and what of them it is about; `None` for a sheet about a whole period without days.
fn days(slot: Slot, cuts: &Cuts, calendar: &Calendar) -> Option<(Day, Day, Span)> {
    let slot = match slot {
        Slot::Day(day) => cuts.piece(day),
        slot => slot,
    };
    let report = || Some((calendar.weeks.first()?.from, calendar.weeks.last()?.to));
    let (from, to) = slot.days().or_else(report)?;
    Some((from, to, Span::of(slot)))
}

/// A sum and the unit in which it is written; `None` if it is too large.
pub(super) fn written(amount: Amount, notation: Notation, unit: Unit) -> Option<(CanonicalUnit, Amount)> {
    Some(match (notation, unit) {
        (Notation::Clock, _) => (CanonicalUnit::Seconds, amount),
        (Notation::Hours, _) | (Notation::Bare, Unit::Hours) => (CanonicalUnit::Hours, amount),
        (Notation::Bare, Unit::Fraction) => (CanonicalUnit::Percent, amount.times(100)?),
        (Notation::Percent, _) | (Notation::Bare, Unit::Percent) => (CanonicalUnit::Percent, amount),
    })
}
