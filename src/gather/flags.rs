//! Turns the ledger's flags into problems: the files are read again with the same plan, collecting the flagged rows, so
//! that each problem names its cells and shows the user's own rows.

use std::collections::{BTreeMap, HashMap};

use super::gathered::Gathered;
use super::lookup::rows;
use super::outside;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::grammar::nearest;
use crate::problem::{Excerpt, Finding, Problem, SheetFault};
use crate::rollup::ledger::{Flag, Why};
use crate::rollup::trace::TracedRow;
use crate::rollup::units::{amount_in, limit_of, unit_of};

/// Adds a problem for everything the ledger flagged.
pub fn explain_flags(gathered: &mut Gathered) {
    let mut problems = outside::outside_period(gathered);
    let mut duplicates: BTreeMap<(usize, Slot), Vec<TracedRow>> = BTreeMap::new();
    let mut mixed: BTreeMap<(usize, Week), Vec<Place>> = BTreeMap::new();
    let mut unknown: BTreeMap<(usize, String), Vec<TracedRow>> = BTreeMap::new();
    let mut by_file: BTreeMap<usize, Vec<Flag>> = BTreeMap::new();
    for flag in &gathered.ledger.flags {
        by_file.entry(flag.file).or_default().push(flag.clone());
    }
    for (file, flags) in by_file {
        let rows = match rows(gathered, file, &flags) {
            Ok(rows) => rows,
            Err(problem) => {
                problems.push(*problem);
                gathered.unreadable = true;
                continue;
            }
        };
        let mut found: HashMap<(&str, Slot), Vec<&TracedRow>> = HashMap::new();
        for row in &rows {
            found.entry((&row.person, row.slot)).or_default().push(row);
        }
        for flag in flags {
            let of_flag = found.get(&(flag.name.as_str(), flag.slot)).cloned().unwrap_or_default();
            let placed = gathered.rolls[file].placed(flag.slot);
            match &flag.why {
                Why::UnknownPerson => {
                    let known = unknown.entry((file, flag.name.clone())).or_default();
                    known.extend(of_flag.into_iter().cloned());
                }
                Why::Duplicate { person } => {
                    duplicates.entry((*person, placed)).or_default().extend(of_flag.into_iter().cloned());
                }
                Why::MixedUnits { person, week } => {
                    mixed.entry((*person, *week)).or_default().extend(of_flag.iter().map(|row| row.place.clone()));
                }
                Why::OutsideEmployment { person } => problems.extend(of_flag.into_iter().map(|row| {
                    let person = gathered.config.roster.people[*person].name.clone();
                    let fault = SheetFault::OutsideEmployment { person, days: placed };
                    Problem::new(fault).at(row.place.clone()).excerpt(row.excerpt.clone())
                })),
                Why::PartlyOutside { person, without, of } => problems.extend(of_flag.into_iter().map(|row| {
                    let person = gathered.config.roster.people[*person].name.clone();
                    let part = Exact::new(i128::from(*without), i128::from(*of)).unwrap_or_default();
                    let hours = hours(gathered, file, row).map(|hours| hours.times(&part));
                    let fault = Finding::PartlyOutside { person, without: *without, of: *of, hours };
                    Problem::new(fault).at(row.place.clone()).excerpt(row.excerpt.clone())
                })),
                Why::AboveLimit { activity } => {
                    problems.extend(of_flag.into_iter().flat_map(|row| above_limit(gathered, file, row, *activity)));
                }
                Why::Repeated { activity, times } => {
                    problems.extend(repeated(gathered, file, &flag, &of_flag, (*activity, *times)));
                }
            }
        }
    }
    let person = |index: usize| gathered.config.roster.people[index].name.clone();
    let mut nearest_to: HashMap<String, Vec<String>> = HashMap::new();
    let mut stranger = |name: &String| {
        let names = gathered.config.roster.people.iter().flat_map(|person| person.spellings());
        let near = nearest_to.entry(name.clone()).or_insert_with(|| nearest(name, names)).clone();
        SheetFault::UnknownPerson { name: name.clone(), near }
    };
    for (file, name, (place, excerpt)) in strangers_refused(gathered) {
        if !unknown.contains_key(&(file, name.clone())) {
            problems.push(Problem::new(stranger(name)).at(place.clone()).excerpt(excerpt.clone()));
        }
    }
    for ((_, name), rows) in unknown {
        problems.extend(first_of(rows, stranger(&name).into(), false));
    }
    for ((index, days), rows) in duplicates {
        let fault = SheetFault::DuplicatePersonWeek { person: person(index), days };
        problems.extend(first_of(rows, fault.into(), true));
    }
    for ((index, week), places) in mixed {
        let mut places = places.into_iter();
        let problem = Problem::new(Finding::MixedUnits { person: person(index), week });
        if let Some(first) = places.next() {
            problems.push(problem.at(first).also(places));
        }
    }
    gathered.problems.extend(problems);
}

/// The hours that a row says, if it says hours.
fn hours(gathered: &Gathered, file: usize, row: &TracedRow) -> Option<Exact> {
    let unit = gathered.rolls[file].unit?;
    let cells = row.cells.iter().filter(|cell| unit_of(cell.notation, unit) == Unit::Hours);
    let hours: Vec<Exact> = cells.filter_map(|cell| Some(amount_in(cell.cell?.exact(), cell.notation, unit))).collect();
    (!hours.is_empty()).then(|| Exact::sum(&hours))
}

/// Names that are not on the roster in rows that were refused for another reason, with their file.
fn strangers_refused(gathered: &Gathered) -> impl Iterator<Item = (usize, &String, &(Place, Excerpt))> {
    let by_name = gathered.config.roster.by_name();
    let rolls = gathered.rolls.iter().enumerate().filter(|_| !gathered.config.roster.assumed);
    let refused = rolls.flat_map(|(file, roll)| roll.ran.refused.iter().map(move |(name, first)| (file, name, first)));
    refused.filter(move |(_, name, _)| by_name.find(name).is_none())
}

/// The problem of rows with the same person, days and work, which are added up: at the second of them, with the places of
/// the others.
fn repeated(
    gathered: &Gathered,
    file: usize,
    flag: &Flag,
    rows: &[&TracedRow],
    (activity, times): (u32, u64),
) -> Option<Problem> {
    let of = rows.iter().filter(|row| row.cells.iter().any(|cell| cell.activity == Some(activity)));
    let mut places = of.map(|row| (row.place.clone(), row.excerpt.clone()));
    let (first, _) = places.next()?;
    let (place, excerpt) = places.next()?;
    let work = gathered.rolls[file].ran.activities[activity as usize].label().to_owned();
    let days = gathered.rolls[file].placed(flag.slot);
    let fault = SheetFault::RepeatedEntry { person: flag.name.clone(), days, work, rows: flag.rows, others: times - 1 };
    let also = std::iter::once(first).chain(places.map(|(place, _)| place));
    Some(Problem::new(fault).at(place).excerpt(excerpt).also(also))
}

/// One problem for several rows: at the first of them (`copies`: at the second, which repeats the first), with the places of
/// the others.
fn first_of(rows: Vec<TracedRow>, fault: crate::problem::Fault, copies: bool) -> Option<Problem> {
    let mut rows = rows;
    let row = rows.remove(usize::from(copies && rows.len() > 1));
    let problem = Problem::new(fault).at(row.place).excerpt(row.excerpt);
    Some(problem.also(rows.into_iter().map(|row| row.place)))
}

fn above_limit(gathered: &Gathered, file: usize, row: &TracedRow, activity: u32) -> Vec<Problem> {
    let limits = &gathered.config.rules.limits;
    let roll = &gathered.rolls[file];
    let Some(unit) = roll.unit else { return Vec::new() };
    let mut problems = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.activity == Some(activity)) {
        let counts_as = unit_of(cell.notation, unit);
        let amount = cell.cell.map(|amount| amount_in(amount.exact(), cell.notation, unit));
        if let (Some((limit, time)), Some(amount)) = (limit_of(counts_as, roll.limited(row.slot), limits), amount)
            && amount > limit
        {
            let fault = SheetFault::AboveLimit { text: cell.text.clone(), limit, unit: counts_as, time };
            problems.push(Problem::new(fault).at(cell.place.clone()).excerpt(cell.excerpt.clone()));
        }
    }
    problems
}
