//! The cells behind a figure: what `explain` lists, the page shows and `diff` compares.

use crate::calc::coverage::ratings::Ratings;
use crate::calc::explain::{Blank, Contributions, Counts, Measure, contributions, make_up};
use crate::calc::figure::{EffortCells, Figure};
use crate::calc::review::Review;
use crate::gather::gathered::Gathered;
use crate::gather::lookup::Named;
use crate::gather::reread::{Reread, reread};
use crate::model::place::Place;
use crate::problem::{FileFault, Problem};
use crate::render::origins::{Effort, Left, MOST_RATINGS, Origins, all_ratings, most, roster_line};

fn changed() -> Box<Problem> {
    Box::new(Problem::new(FileFault::FileChanged {}))
}

/// The ratings of the skill matrix by people of the roster; `None` without a matrix.
pub fn matrix(gathered: &Gathered) -> Option<Ratings<'_>> {
    gathered.matrix.as_ref().map(|matrix| Ratings::of(matrix, &gathered.config.roster))
}

/// The cells of effort behind a figure; `None` if it is not made of effort.
///
/// # Errors
/// `file-changed` when its cells do not add up to it any more; `unreadable-file`.
pub fn listed(
    gathered: &Gathered,
    measure: &Measure<'_>,
    figure: &Figure,
) -> Result<Option<Contributions>, Box<Problem>> {
    Ok(behind(gathered, measure, figure, false)?.0)
}

/// The cells of effort behind a figure, and with `blanks` the blank cells beside them.
pub fn behind(
    gathered: &Gathered,
    measure: &Measure<'_>,
    figure: &Figure,
    blanks: bool,
) -> Result<(Option<Contributions>, Vec<Blank>), Box<Problem>> {
    let Some(wanted) = &figure.cells.effort else { return Ok((None, Vec::new())) };
    let Reread { cells, blanks } = reread(gathered, &Named::new(gathered), wanted, blanks)?;
    let effort = contributions(measure, figure, cells);
    if !effort.add_up() {
        let place = effort.list.first().map(|first| Place::file(&first.cell.place.file));
        return Err(Box::new(Problem { place, ..*changed() }));
    }
    Ok((Some(effort), blanks))
}

/// What the page of a review shows behind its figures: every cell, or only their number if there are too many.
///
/// # Errors
/// `file-changed` when its cells do not add up to it any more; `unreadable-file`.
pub fn origins(gathered: &Gathered, review: &Review) -> Result<Origins, Box<Problem>> {
    if review.hidden.is_some() {
        return Ok(Origins::of_the_team());
    }
    let measure = Measure::new(gathered.input());
    let people = 0..review.people.len();
    let roster = people.clone().map(|index| roster_line(&gathered.config.roster, review, index)).collect();
    let fits = |ratings: &Ratings<'_>| ratings.matrix.ratings.iter().flatten().count() as u64 <= MOST_RATINGS;
    let ratings = matrix(gathered).filter(fits).map(|matrix| all_ratings(review, &matrix));
    let left = if gathered.has_errors() {
        Some(Left::Errors)
    } else {
        (Counts::all(&gathered.ledger.accounting) > most(review.people.len())).then_some(Left::TooMany)
    };
    let effort = match left {
        Some(why) => Effort::Counted(Counts::new(&measure), why),
        None => all_cells(gathered, &measure, review)?,
    };
    Ok(Origins { effort, roster, ratings: ratings.unwrap_or_default() })
}

/// All cells of the review's weeks.
fn all_cells(gathered: &Gathered, measure: &Measure<'_>, review: &Review) -> Result<Effort, Box<Problem>> {
    let all = EffortCells {
        people: (0..review.people.len()).collect(),
        weeks: (0..review.calendar.weeks.len()).collect(),
        categories: (0..review.categories.len()).collect(),
    };
    let Reread { cells, blanks } = reread(gathered, &Named::new(gathered), &all, true)?;
    let cells: Vec<_> = cells.into_iter().map(|cell| measure.spread(cell)).collect();
    let recorded = review.figures.get("capacity.recorded");
    if recorded.is_some_and(|figure| !make_up(&cells, figure)) {
        return Err(changed());
    }
    Ok(Effort::Cells { cells, blanks })
}
