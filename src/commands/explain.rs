//! `teamcap explain`: a figure back to its cells, an address to what is under it, or what a message means.

use std::collections::BTreeSet;

use super::gather::{Gathered, gather};
use super::places::Named;
use super::{Exit, output, places, review};
use crate::calc::explain::{Cell, Contributions, contributions};
use crate::calc::figure::{Cells, Figure};
use crate::calc::ground::Ground;
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::cli::Explain;
use crate::model::place::Place;
use crate::problem::words::nearest;
use crate::problem::{About, FolderFault, Problem, SheetFault, catalogue};
use crate::render::explain as page;
use crate::rollup::ledger::{Entry, amount_in, unit_of};

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
        (Some(figure), _) => {
            match ground(&gathered).and_then(|ground| explained(&gathered, &ground, &review, figure)) {
                Ok(text) => text + &page::further(&address, below.len()),
                Err(problem) => {
                    output::problems(&[*problem]);
                    return Exit::Files;
                }
            }
        }
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

/// The sums that the cells of a figure are held against.
///
/// # Errors
/// `file-changed`: the review was calculated from the same ledger a moment ago.
pub fn ground(gathered: &Gathered) -> Result<Ground<'_>, Box<Problem>> {
    Ground::new(gathered.input()).map_err(|_| Box::new(Problem::new(SheetFault::FileChanged {})))
}

/// The page of one figure.
///
/// # Errors
/// `file-changed` when its cells do not add up to it any more; `unreadable-file`.
pub fn explained(
    gathered: &Gathered,
    ground: &Ground<'_>,
    review: &Review,
    figure: &Figure,
) -> Result<String, Box<Problem>> {
    if review.hidden.is_some() {
        return Ok(page::figure(review, figure, &page::Sources::of_the_team(&gathered.config.rules)));
    }
    let effort = listed(gathered, ground, figure)?;
    let ratings = ratings(gathered, review, figure);
    let roster = page::roster_lines(&gathered.config.roster, review, figure);
    let blank = if figure.address.starts_with("person.") {
        places::blanks(gathered, &Named::new(gathered), &figure.cells)?
    } else {
        Vec::new()
    };
    Ok(page::figure(review, figure, &page::Sources { effort, ratings, roster, blank, rules: &gathered.config.rules }))
}

/// The cells of effort behind a figure; `None` where it is not made of any.
///
/// # Errors
/// As `explained`.
pub fn listed(
    gathered: &Gathered,
    ground: &Ground<'_>,
    figure: &Figure,
) -> Result<Option<Contributions>, Box<Problem>> {
    let changed = || Box::new(Problem::new(SheetFault::FileChanged {}));
    if figure.cells.effort.is_none() {
        return Ok(None);
    }
    let cells = cells(gathered, &figure.cells)?;
    let effort = contributions(ground, figure, cells).map_err(|_| changed())?;
    if !effort.add_up() {
        let place = effort.list.first().map(|first| Place::file(&first.cell.place.file));
        return Err(Box::new(Problem { place, ..*changed() }));
    }
    Ok(Some(effort))
}

/// All cells of the person-weeks that a figure looks at, read again from the files.
///
/// # Errors
/// `unreadable-file`.
pub fn cells(gathered: &Gathered, wanted: &Cells) -> Result<Vec<Cell>, Box<Problem>> {
    let Some(effort) = &wanted.effort else { return Ok(Vec::new()) };
    let person_weeks: BTreeSet<(usize, usize)> =
        effort.weeks.iter().flat_map(|&week| effort.people.iter().map(move |&person| (person, week))).collect();
    let is_touched = |entry: &&Entry| {
        let mut weeks = entry.slot.within(&gathered.calendar);
        weeks.any(|(week, ..)| person_weeks.contains(&(entry.person, week)))
    };
    let touched: BTreeSet<usize> = gathered.ledger.entries.iter().filter(is_touched).map(|entry| entry.file).collect();
    let named = Named::new(gathered);
    let mut cells = Vec::new();
    for file in touched {
        let roll = &gathered.rolls[file];
        let Some(unit) = roll.unit else { continue };
        for row in places::traced(gathered, &named, file, &person_weeks, false)? {
            let Some(person) = named.find(&row.person) else { continue };
            let slot = roll.placed(row.slot);
            for cell in row.cells {
                let activity = cell.activity.and_then(|activity| gathered.ledger.activity_of(file, activity));
                let amount = cell.cell.and_then(|amount| amount_in(amount.exact(), cell.spelling, unit).ok());
                let (Some(activity), Some(amount)) = (activity, amount) else { continue };
                let unit = unit_of(cell.spelling, unit);
                cells.push(Cell { place: cell.place, text: cell.text, person, slot, activity, amount, unit });
            }
        }
    }
    Ok(cells)
}

/// The cells of the matrix behind a figure.
fn ratings(gathered: &Gathered, review: &Review, figure: &Figure) -> Vec<page::RatingLine> {
    let (Some(matrix), Some(skills)) = (&gathered.matrix, &review.skills) else { return Vec::new() };
    let line = |&(skill, person): &(usize, usize)| {
        let report = skills.skills.get(skill)?;
        let name = &review.people.get(person)?.name;
        let row = matrix.skills.iter().position(|s| s.name == report.name)?;
        let column = matrix.people.iter().position(|p| gathered.config.roster.find(&p.name) == Some(person));
        let rating = column.and_then(|column| matrix.ratings.get(row)?.get(column));
        Some(page::RatingLine {
            place: rating.and_then(|rating| rating.place.clone()),
            text: rating.map(|rating| rating.text.clone()).unwrap_or_default(),
            person: name.clone(),
            qualified: report.holders.contains(&person),
            mark: rating.map_or(crate::model::skill::Mark::Unknown, |rating| rating.mark),
            bar: report.bar,
        })
    };
    figure.cells.ratings.iter().filter_map(line).collect()
}
