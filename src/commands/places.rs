//! Turns the ledger's flags into problems: the files are read again with the same plan, collecting the flagged rows, so
//! that each problem names its cells and shows the user's own rows.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::gather::Gathered;
use super::reread::reread;
use super::unreadable;
use crate::calc::figure::EffortCells;
use crate::calc::review::Review;
use crate::model::effort::Unit;
use crate::model::person::ByName;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::model::source::Accounting;
use crate::model::week::Week;
use crate::problem::words::nearest;
use crate::problem::{Excerpt, Finding, Problem, SheetFault};
use crate::rollup::ledger::{FileRoll, Flag, Outside, Why, amount_in, limit_of, unit_of};
use crate::rollup::trace::{Trace, TracedRow};

/// Adds a problem for everything the ledger flagged.
pub fn explain_flags(gathered: &mut Gathered) {
    let mut problems = outside_period(gathered);
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

/// The names of nobody on the roster in rows that are refused for something else, with their file.
fn strangers_refused(gathered: &Gathered) -> impl Iterator<Item = (usize, &String, &(Place, Excerpt))> {
    let by_name = gathered.config.roster.by_name();
    let rolls = gathered.rolls.iter().enumerate().filter(|_| !gathered.config.roster.assumed);
    let refused = rolls.flat_map(|(file, roll)| roll.ran.refused.iter().map(move |(name, first)| (file, name, first)));
    refused.filter(move |(_, name, _)| by_name.find(name).is_none())
}

/// The same person, days and work in two rows of a sheet with a row an amount: they are added up. One problem a file, at
/// the first such row.
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

/// One problem at the first row (or, of copies, the second), with the places of the others.
fn first_of(rows: Vec<TracedRow>, fault: crate::problem::Fault, copies: bool) -> Option<Problem> {
    let mut rows = rows;
    let row = rows.remove(usize::from(copies && rows.len() > 1));
    let problem = Problem::new(fault).at(row.place).excerpt(row.excerpt);
    Some(problem.also(rows.into_iter().map(|row| row.place)))
}

/// The rows of some flags, looked up again.
fn rows(gathered: &Gathered, file: usize, flags: &[Flag]) -> Result<Vec<TracedRow>, Box<Problem>> {
    let plan = &gathered.rolls[file].plan;
    collected(gathered, file, Trace::new(plan, flags.iter().map(|flag| (flag.name.clone(), flag.slot)), false))
}

fn collected(gathered: &Gathered, file: usize, mut trace: Trace<'_>) -> Result<Vec<TracedRow>, Box<Problem>> {
    let owned = gathered.owned();
    gathered
        .read_again(file, &mut trace, &owned)
        .map_err(|error| Box::new(unreadable(&gathered.rolls[file].plan.file, &error)))?;
    Ok(trace.found)
}

fn above_limit(gathered: &Gathered, file: usize, row: &TracedRow, activity: u32) -> Vec<Problem> {
    let limits = &gathered.config.rules.limits;
    let roll = &gathered.rolls[file];
    let Some(unit) = roll.unit else { return Vec::new() };
    let mut problems = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.activity == Some(activity)) {
        let counts_as = unit_of(cell.spelling, unit);
        let name = if counts_as == Unit::Hours { " hours" } else { " %" };
        let amount = cell.cell.map(|amount| amount_in(amount.exact(), cell.spelling, unit));
        if let (Some((limit, time)), Some(amount)) = (limit_of(counts_as, roll.placed(row.slot), limits), amount)
            && amount > limit
        {
            let fault = SheetFault::AboveLimit { text: cell.text.clone(), limit, unit: name, time };
            problems.push(Problem::new(fault).at(cell.place.clone()).excerpt(cell.excerpt.clone()));
        }
    }
    problems
}

/// One warning a file for the rows that lie outside the report's weeks.
fn outside_period(gathered: &Gathered) -> Vec<Problem> {
    let files = gathered.rolls.iter().zip(&gathered.ledger.outside).zip(&gathered.ledger.accounting);
    let problem = |((roll, outside), account): ((&FileRoll, &Option<Outside>), &Accounting)| {
        let Outside { rows, from, to } = (*outside)?;
        let fault = SheetFault::OutsidePeriod { rows, from, to, all: account.rows_used == 0 };
        Some(Problem::new(fault).at(Place::file(&roll.plan.file)))
    };
    files.filter_map(problem).collect()
}

/// Who is named where: found once, for everything that is looked up.
pub struct Named {
    by_name: ByName,
    /// By file, whose each of its names is.
    people: Vec<Vec<Option<usize>>>,
    /// By person, the files.
    files: Vec<Vec<usize>>,
}

impl Named {
    pub fn new(gathered: &Gathered) -> Named {
        let by_name = gathered.config.roster.by_name();
        let of = |roll: &FileRoll| roll.ran.names.iter().map(|name| by_name.find(name)).collect();
        let people: Vec<Vec<Option<usize>>> = gathered.rolls.iter().map(of).collect();
        let mut files = vec![Vec::new(); gathered.config.roster.people.len()];
        for (file, people) in people.iter().enumerate() {
            people.iter().flatten().for_each(|person| files[*person].push(file));
        }
        Named { by_name, people, files }
    }

    /// Whose name it is, as an index of the roster.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.find(name)
    }

    /// The files that name somebody of some person-weeks, in order.
    pub fn files(&self, person_weeks: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
        person_weeks.iter().filter_map(|(person, _)| self.files.get(*person)).flatten().copied().collect()
    }
}

/// The rows of a file that touch some person-weeks (indices of the roster and of the report's weeks), with their cells, the
/// blank ones too if asked.
///
/// # Errors
/// The file can no longer be read.
pub fn traced(
    gathered: &Gathered,
    named: &Named,
    file: usize,
    person_weeks: &BTreeSet<(usize, usize)>,
    blanks: bool,
) -> Result<Vec<TracedRow>, Box<Problem>> {
    let roll = &gathered.rolls[file];
    let people = &named.people[file];
    let touches = |name: u32, slot: Slot| {
        let mut weeks = roll.placed(slot).within(&gathered.calendar);
        people[name as usize].is_some_and(|person| weeks.any(|(week, ..)| person_weeks.contains(&(person, week))))
    };
    let rows = roll.fold.rows().filter(|row| touches(row.person, row.slot));
    let mut spelled = rows.map(|row| (roll.ran.names[row.person as usize].clone(), row.slot)).peekable();
    if spelled.peek().is_none() {
        return Ok(Vec::new());
    }
    collected(gathered, file, Trace::new(&roll.plan, spelled, blanks))
}

/// Gives the findings of a review their places: the blank cells behind `filled-differs`, the cells or rows behind what is
/// said of a week.
///
/// # Errors
/// A file can no longer be read.
pub fn name_places(gathered: &Gathered, review: &mut Review) -> Result<(), Box<Problem>> {
    let named = LazyCell::new(|| Named::new(gathered));
    let mut notes = std::mem::take(&mut review.notes);
    for note in &mut notes {
        let places = match note.name() {
            "filled-differs" => blanks_behind(gathered, &named, review, note)?,
            "worth-nothing" | "leave-twice" | "full-week-with-leave" => {
                let rows = rows_behind(gathered, &named, review, note)?;
                let cells = |row: &TracedRow| row.cells.iter().map(|cell| cell.place.clone()).collect::<Vec<_>>();
                if note.name() == "worth-nothing" {
                    rows.iter().flat_map(cells).collect()
                } else {
                    rows.into_iter().map(|row| row.place).collect()
                }
            }
            _ => continue,
        };
        note.also = places;
    }
    review.notes = notes;
    Ok(())
}

fn blanks_behind(
    gathered: &Gathered,
    named: &Named,
    review: &Review,
    note: &Problem,
) -> Result<Vec<Place>, Box<Problem>> {
    let figure = note.figures.first().and_then(|address| review.figures.get(address));
    let people = figure.and_then(|figure| figure.cells.effort.as_ref()).map(|effort| effort.people.clone());
    let Some(report) = people.iter().flatten().next().and_then(|&person| review.people.get(person)) else {
        return Ok(Vec::new());
    };
    let weeks = report.weeks.iter().enumerate().filter(|(_, week)| week.state.is_submitted()).map(|(at, _)| at);
    let categories = review.categories.iter().enumerate().filter(|(_, c)| c.bucket.is_effort()).map(|(at, _)| at);
    let people = people.unwrap_or_default();
    let wanted = EffortCells { people, weeks: weeks.collect(), categories: categories.collect() };
    let blanks = reread(gathered, named, &wanted, true)?.blanks;
    Ok(blanks.into_iter().map(|blank| blank.place).collect())
}

/// The rows of the weeks that a note is about.
fn rows_behind(
    gathered: &Gathered,
    named: &Named,
    review: &Review,
    note: &Problem,
) -> Result<Vec<TracedRow>, Box<Problem>> {
    let weeks = note.figures.iter().filter(|address| address.starts_with("week."));
    let cells = weeks.filter_map(|address| review.figures.get(address)?.cells.effort.clone());
    let person_weeks: BTreeSet<(usize, usize)> = cells
        .flat_map(|cells| {
            let weeks = cells.weeks;
            cells.people.into_iter().flat_map(move |person| weeks.clone().into_iter().map(move |week| (person, week)))
        })
        .collect();
    let mut rows = Vec::new();
    for file in named.files(&person_weeks) {
        rows.extend(traced(gathered, named, file, &person_weeks, false)?);
    }
    Ok(rows)
}
