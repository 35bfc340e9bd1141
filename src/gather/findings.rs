//! The places of a review's findings: a review is calculated from sums, so the cells and rows that a note is about are read
//! again when it is finished.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::gathered::Gathered;
use super::lookup::{Named, traced};
use super::reread::reread;
use crate::calc::figure::EffortCells;
use crate::calc::review::Review;
use crate::model::place::Place;
use crate::problem::{Fault, Finding, Problem};
use crate::rollup::trace::TracedRow;

/// Adds to the findings of a review the places they are about: blank cells for `filled-differs`, cells or rows for findings about
/// a week.
///
/// # Errors
/// A file can no longer be read.
pub fn name_places(gathered: &Gathered, review: &mut Review) -> Result<(), Box<Problem>> {
    let named = LazyCell::new(|| Named::new(gathered));
    let mut notes = std::mem::take(&mut review.notes);
    for note in &mut notes {
        let Fault::Finding(finding) = &note.fault else { continue };
        let places = match finding {
            Finding::FilledDiffers { .. } => blanks_behind(gathered, &named, review, note)?,
            Finding::WorthNothing { .. } => {
                let rows = rows_behind(gathered, &named, review, note)?;
                rows.into_iter().flat_map(|row| row.cells).map(|cell| cell.place).collect()
            }
            Finding::LeaveTwice { .. } | Finding::FullWeekWithLeave { .. } => {
                let rows = rows_behind(gathered, &named, review, note)?;
                rows.into_iter().map(|row| row.place).collect()
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
