//! Turns the ledger's flags into problems: the files are read again with the same plan, collecting the flagged rows, so
//! that each problem names its cells and shows the user's own rows.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::Gathered;
use super::unreadable;
use crate::calc::figure::Cells;
use crate::calc::review::Review;
use crate::model::category::Activity;
use crate::model::effort::Unit;
use crate::model::place::Place;
use crate::model::week::Week;
use crate::problem::words::nearest;
use crate::problem::{Finding, Problem, SheetFault};
use crate::rollup::ledger::{Flag, Why, amount_in, limit_of, unit_of};
use crate::rollup::trace::{Trace, TracedRow};

/// Adds a problem for everything the ledger flagged.
pub fn explain_flags(gathered: &mut Gathered) {
    let mut problems = outside_period(gathered);
    let mut duplicates: BTreeMap<(usize, Week), Vec<TracedRow>> = BTreeMap::new();
    let mut mixed: BTreeMap<(usize, Week), Vec<Place>> = BTreeMap::new();
    let mut unknown: BTreeMap<(usize, String), Vec<TracedRow>> = BTreeMap::new();
    for file in 0..gathered.rolls.len() {
        let flags: Vec<Flag> =
            gathered.ledger.flags.iter().filter(|f| f.file == file && f.why != Why::OutsidePeriod).cloned().collect();
        if flags.is_empty() {
            continue;
        }
        let rows = match rows(gathered, file, &flags) {
            Ok(rows) => rows,
            Err(problem) => {
                problems.push(*problem);
                gathered.unreadable = true;
                continue;
            }
        };
        for flag in flags {
            let of_flag = rows.iter().filter(|row| row.person == flag.name && row.week == flag.week);
            for row in of_flag {
                match &flag.why {
                    Why::UnknownPerson => unknown.entry((file, flag.name.clone())).or_default().push(row.clone()),
                    Why::Duplicate { person } => duplicates.entry((*person, flag.week)).or_default().push(row.clone()),
                    Why::MixedUnits { person } => {
                        mixed.entry((*person, flag.week)).or_default().push(row.place.clone())
                    }
                    Why::OutsideEmployment { person } => {
                        let person = gathered.config.roster.people[*person].name.clone();
                        let fault = SheetFault::OutsideEmployment { person, week: flag.week };
                        problems.push(Problem::new(fault).at(row.place.clone()).excerpt(row.excerpt.clone()));
                    }
                    Why::AboveLimit { column, .. } => problems.extend(above_limit(gathered, file, row, *column)),
                    Why::Overflow { column } => {
                        let what =
                            format!("the sum of {}", gathered.rolls[file].plan.amounts[*column as usize].activity);
                        problems.push(Problem::new(Finding::Overflow { what }).at(row.place.clone()));
                    }
                    Why::OutsidePeriod => {}
                }
            }
        }
    }
    let person = |index: usize| gathered.config.roster.people[index].name.clone();
    for ((_, name), rows) in unknown {
        let names = gathered.config.roster.people.iter().flat_map(|person| person.spellings());
        let near = nearest(&name, names);
        problems.extend(first_of(rows, SheetFault::UnknownPerson { name, near }.into(), false));
    }
    for ((index, week), rows) in duplicates {
        let fault = SheetFault::DuplicatePersonWeek { person: person(index), week };
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
    collected(gathered, file, Trace::new(plan, flags.iter().map(|flag| (flag.name.clone(), flag.week)), None, false))
}

fn collected(gathered: &Gathered, file: usize, mut trace: Trace<'_>) -> Result<Vec<TracedRow>, Box<Problem>> {
    let owned = gathered.owned();
    gathered
        .read_again(file, &mut trace, &owned)
        .map_err(|error| Box::new(unreadable(&gathered.rolls[file].plan.file, &error)))?;
    Ok(trace.found)
}

fn above_limit(gathered: &Gathered, file: usize, row: &TracedRow, column: u32) -> Vec<Problem> {
    let limits = &gathered.config.rules.limits;
    let Some(unit) = gathered.rolls[file].unit else { return Vec::new() };
    let mut problems = Vec::new();
    for cell in row.cells.iter().filter(|cell| cell.column == column) {
        let counts_as = unit_of(cell.spelling, unit);
        let (limit, name) = (limit_of(counts_as, limits), if counts_as == Unit::Hours { " hours" } else { " %" });
        let amount = cell.cell.and_then(|amount| amount_in(amount.exact(), cell.spelling, unit).ok());
        if amount.is_some_and(|amount| amount > limit) {
            let fault = SheetFault::AboveLimit { text: cell.text.clone(), limit, unit: name };
            problems.push(Problem::new(fault).at(cell.place.clone()).excerpt(cell.excerpt.clone()));
        }
    }
    problems
}

/// One warning a file for the rows that lie outside the report's weeks.
fn outside_period(gathered: &Gathered) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, roll) in gathered.rolls.iter().enumerate() {
        let outside = gathered.ledger.flags.iter().filter(|flag| flag.file == file && flag.why == Why::OutsidePeriod);
        let weeks: Vec<Week> = outside.map(|flag| flag.week).collect();
        if let (Some(&first), Some(&last)) = (weeks.iter().min(), weeks.iter().max()) {
            let all = gathered.ledger.accounting[file].rows_used == 0;
            let fault = SheetFault::OutsidePeriod { rows: weeks.len() as u64, first, last, all };
            problems.push(Problem::new(fault).at(Place::file(&roll.plan.file)));
        }
    }
    problems
}

/// The rows of some person-weeks of a file, with their cells, the blank ones too if asked.
///
/// # Errors
/// The file can no longer be read.
pub fn traced(
    gathered: &Gathered,
    file: usize,
    person_weeks: &BTreeSet<(usize, Week)>,
    blanks: bool,
) -> Result<Vec<TracedRow>, Box<Problem>> {
    let roll = &gathered.rolls[file];
    let spelled = roll.ran.names.iter().flat_map(|name| {
        let person = gathered.config.roster.find(name);
        let weeks = person_weeks.iter().filter(move |(p, _)| Some(*p) == person);
        weeks.map(move |(_, week)| (name.clone(), *week))
    });
    collected(gathered, file, Trace::new(&roll.plan, spelled, None, blanks))
}

/// The blank cells of the people, weeks and categories of a figure: what AVERAGE skips and `reported` does not.
///
/// # Errors
/// A file can no longer be read.
pub fn blanks(gathered: &Gathered, cells: &Cells) -> Result<Vec<Place>, Box<Problem>> {
    let Some(wanted) = &cells.effort else { return Ok(Vec::new()) };
    let weeks = wanted.weeks.iter().filter_map(|&at| gathered.calendar.weeks.get(at)).map(|w| w.week);
    let person_weeks: BTreeSet<(usize, Week)> =
        weeks.flat_map(|week| wanted.people.iter().map(move |&p| (p, week))).collect();
    let mut places = Vec::new();
    for (file, roll) in gathered.rolls.iter().enumerate() {
        let is_wanted = |column: u32| {
            let heading = roll.plan.amounts.get(column as usize).map(|amount| Activity::heading(&amount.activity));
            let category = heading.and_then(|heading| gathered.config.taxonomy.category_of(&heading));
            category.is_none_or(|category| wanted.categories.contains(&category))
        };
        for row in traced(gathered, file, &person_weeks, true)? {
            let blank = row.cells.into_iter().filter(|cell| cell.cell.is_none() && is_wanted(cell.column));
            places.extend(blank.map(|cell| cell.place));
        }
    }
    Ok(places)
}

/// Gives the findings of a review their places: the blank cells behind `filled-differs`, the cells or rows behind what is
/// said of a week.
///
/// # Errors
/// A file can no longer be read.
pub fn name_places(gathered: &Gathered, review: &mut Review) -> Result<(), Box<Problem>> {
    let mut notes = std::mem::take(&mut review.notes);
    for note in &mut notes {
        let places = match note.name() {
            "filled-differs" => blanks_behind(gathered, review, note)?,
            "worth-nothing" | "leave-twice" | "full-week-with-leave" => {
                let rows = rows_behind(gathered, review, note)?;
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

fn blanks_behind(gathered: &Gathered, review: &Review, note: &Problem) -> Result<Vec<Place>, Box<Problem>> {
    let figure = note.figures.first().and_then(|address| review.figures.get(address));
    let people = figure.and_then(|figure| figure.cells.effort.as_ref()).map(|effort| effort.people.clone());
    let Some(report) = people.iter().flatten().next().and_then(|&person| review.people.get(person)) else {
        return Ok(Vec::new());
    };
    let weeks = report.weeks.iter().enumerate().filter(|(_, week)| week.state.is_submitted()).map(|(at, _)| at);
    let categories = review.categories.iter().enumerate().filter(|(_, c)| c.bucket.is_effort()).map(|(at, _)| at);
    blanks(gathered, &Cells::effort(people.unwrap_or_default(), weeks.collect(), categories.collect()))
}

/// The rows of the weeks that a note is about.
fn rows_behind(gathered: &Gathered, review: &Review, note: &Problem) -> Result<Vec<TracedRow>, Box<Problem>> {
    let weeks = note.figures.iter().filter(|address| address.starts_with("week."));
    let cells = weeks.filter_map(|address| review.figures.get(address)?.cells.effort.clone());
    let person_weeks: BTreeSet<(usize, Week)> = cells
        .flat_map(|cells| {
            let weeks = cells.weeks.into_iter().filter_map(|at| gathered.calendar.weeks.get(at)).map(|w| w.week);
            let weeks: Vec<Week> = weeks.collect();
            cells.people.into_iter().flat_map(move |person| weeks.clone().into_iter().map(move |week| (person, week)))
        })
        .collect();
    let mut rows = Vec::new();
    for file in 0..gathered.rolls.len() {
        rows.extend(traced(gathered, file, &person_weeks, false)?);
    }
    Ok(rows)
}
