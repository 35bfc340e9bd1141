//! `teamcap explain`: a figure back to its cells, an address to what is under it, or what a message means.

use super::gather::{Gathered, gather};
use super::places::Named;
use super::reread::{Reread, reread};
use super::{Exit, output, review};
use crate::calc::coverage::ratings::Ratings;
use crate::calc::explain::{Blank, Contributions, Counts, Measure, contributions, has_blanks, make_up};
use crate::calc::figure::{EffortCells, Figure};
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::cli::Explain;
use crate::model::place::Place;
use crate::problem::words::nearest;
use crate::problem::{About, FolderFault, Problem, SheetFault, catalogue};
use crate::render::explain as page;
use crate::render::origins::{Effort, Left, MOST_RATINGS, Origins, all_ratings, most, rating_lines, roster_line};

pub fn run(arguments: &Explain) -> Exit {
    let what = arguments.what.trim();
    if let Some(about) = message(what) {
        return output::print(&page::message(about));
    }
    let gathered = gather(&arguments.input.shown_to(&arguments.whose));
    let reviewed = review::away(&gathered, &arguments.without)
        .and_then(|away| review::reviewed(&gathered, &away, arguments.tolerance.keep_going));
    let mut review = match reviewed {
        Ok(review) => review,
        Err(exit) => return exit,
    };
    if arguments.whose.team_only {
        team_only(&mut review);
    }
    let address = gathered.address(what);
    let exact = review.figures.get(&address);
    let below: Vec<&Figure> = review.figures.under(&address).filter(|figure| figure.address != address).collect();
    let text = match (exact, below.is_empty()) {
        (None, true) => return unknown(&gathered, &review, &address),
        (None, false) => page::listing(&review, &address, &below),
        (Some(figure), _) => match explained(&gathered, &Measure::new(gathered.input()), &review, figure) {
            Ok(text) => text + &page::further(&address, below.len()),
            Err(problem) => {
                output::problems(&[*problem]);
                return Exit::Files;
            }
        },
    };
    match output::print(&text) {
        Exit::Fine if gathered.has_errors() => gathered.failure(),
        exit => exit,
    }
}

fn message(what: &str) -> Option<&'static About> {
    catalogue().find(|about| about.name == what)
}

fn unknown(gathered: &Gathered, review: &Review, address: &str) -> Exit {
    let names = catalogue().map(|about| about.name).filter(|_| !address.contains('.'));
    let near = nearest(address, review.figures.iter().map(|figure| figure.address.as_str()).chain(names));
    let problem = Problem::new(FolderFault::UnknownAddress { address: address.to_owned(), near });
    output::problems(&[gathered.typed(problem)]);
    Exit::Usage
}

fn changed() -> Box<Problem> {
    Box::new(Problem::new(SheetFault::FileChanged {}))
}

/// The page of one figure.
///
/// # Errors
/// `file-changed` when its cells do not add up to it any more; `unreadable-file`.
pub fn explained(
    gathered: &Gathered,
    measure: &Measure<'_>,
    review: &Review,
    figure: &Figure,
) -> Result<String, Box<Problem>> {
    if review.hidden.is_some() {
        return Ok(page::figure(review, figure, &page::Sources::of_the_team(&gathered.config.rules)));
    }
    let (effort, blank) = behind(gathered, measure, figure, has_blanks(&figure.address))?;
    let ratings = rating_lines(review, figure, matrix(gathered).as_ref());
    let roster = figure.cells.roster.iter();
    let roster = roster.filter_map(|&index| roster_line(&gathered.config.roster, review, index)).collect();
    let blank = blank.into_iter().map(|blank| blank.place).collect();
    Ok(page::figure(review, figure, &page::Sources { effort, ratings, roster, blank, rules: &gathered.config.rules }))
}

/// The matrix, asked by people of the roster; `None` without one.
fn matrix(gathered: &Gathered) -> Option<Ratings<'_>> {
    gathered.matrix.as_ref().map(|matrix| Ratings::of(matrix, &gathered.config.roster))
}

/// The cells of effort behind a figure; `None` where it is not made of any.
///
/// # Errors
/// As `explained`.
pub fn listed(
    gathered: &Gathered,
    measure: &Measure<'_>,
    figure: &Figure,
) -> Result<Option<Contributions>, Box<Problem>> {
    Ok(behind(gathered, measure, figure, false)?.0)
}

/// The cells of effort behind a figure, and the blank ones beside them if asked.
fn behind(
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

/// What the page of a review shows behind its figures: all cells if they are not too many, else how many there are.
///
/// # Errors
/// As `explained`.
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

/// Every cell of the review's weeks.
fn all_cells(gathered: &Gathered, measure: &Measure<'_>, review: &Review) -> Result<Effort, Box<Problem>> {
    let all = EffortCells {
        people: (0..review.people.len()).collect(),
        weeks: (0..review.calendar.weeks.len()).collect(),
        categories: (0..review.categories.len()).collect(),
    };
    let Reread { cells, blanks } = reread(gathered, &Named::new(gathered), &all, true)?;
    let cells = cells.into_iter().map(|cell| measure.spread(cell)).collect::<Vec<_>>();
    let recorded = review.figures.get("capacity.recorded");
    if recorded.is_some_and(|figure| !make_up(&cells, figure)) {
        return Err(changed());
    }
    Ok(Effort::Cells { cells, blanks })
}
