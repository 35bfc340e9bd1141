//! `teamcap review`: the whole way from the files to the page.

use std::io::IsTerminal;

use super::accept::unaccepted;
use super::gather::{Gathered, gather};
use super::{Exit, explain, output, places};
use crate::calc::build;
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::cli::{Format, Review as Arguments};
use crate::problem::words::nearest;
use crate::problem::{FolderFault, Problem, Severity};
use crate::render::{csv, html, json, markdown, text};

pub fn run(arguments: &Arguments) -> Exit {
    let gathered = gather(&arguments.input.shown_to(&arguments.whose));
    let found =
        away(&gathered, &arguments.without).and_then(|away| reviewed(&gathered, &away, arguments.tolerance.keep_going));
    let mut review = match found {
        Ok(review) => review,
        Err(exit) => return exit,
    };
    let warned = review.notes.iter().any(|note| note.severity() == Severity::Warning);
    if arguments.whose.team_only {
        team_only(&mut review);
    }
    let terminal = arguments.output.is_none() && std::io::stdout().is_terminal();
    let page = match arguments.format {
        Format::Text => text::text(
            &review,
            &text::TextOptions {
                width: output::width(arguments.width, terminal),
                colour: output::colour_wanted(terminal),
            },
        ),
        Format::Markdown => markdown::markdown(&review),
        Format::Html => match explain::origins(&gathered, &review) {
            Ok(origins) => html::html(&review, &origins),
            Err(problem) => {
                output::problems(&[*problem]);
                return Exit::Files;
            }
        },
        Format::Json => json::json(&review),
        Format::Csv => csv::csv(&review),
    };
    let written = match &arguments.output {
        Some(path) => output::write(path, &page),
        None => output::print(&page),
    };
    match written {
        Exit::Fine if gathered.has_errors() => gathered.failure(),
        Exit::Fine if arguments.tolerance.strict && warned => Exit::Errors,
        exit => exit,
    }
}

/// The review of what was gathered. Errors are drawn; without `keep_going` they are the end.
pub fn reviewed(gathered: &Gathered, away: &[usize], keep_going: bool) -> Result<Review, Exit> {
    let (review, problems) = calculated(gathered, away, keep_going);
    output::problems(&problems);
    review
}

/// As `reviewed`, with the problems for the caller to draw: of two folders they need a word on whose they are.
pub fn calculated(gathered: &Gathered, away: &[usize], keep_going: bool) -> (Result<Review, Exit>, Vec<Problem>) {
    let mut drawn = Vec::new();
    let review = calculate(gathered, away, keep_going, &mut drawn);
    (review, drawn)
}

fn calculate(gathered: &Gathered, away: &[usize], keep_going: bool, drawn: &mut Vec<Problem>) -> Result<Review, Exit> {
    let errors: Vec<Problem> = of(gathered, |severity| severity == Severity::Error);
    let failed = gathered.failure();
    let Some(period) = &gathered.period else {
        drawn.extend(of(gathered, |severity| severity != Severity::Note));
        return Err(failed);
    };
    let stop = !errors.is_empty() && (!keep_going || gathered.calendar.weeks.is_empty());
    if stop {
        drawn.extend(of(gathered, |severity| severity != Severity::Note));
        return Err(failed);
    }
    drawn.extend(errors);
    let config = &gathered.config;
    let rules = &gathered.skill_rules;
    let previous = gathered.previous.as_ref();
    let about = build::About {
        team: config.team.as_deref().unwrap_or("Team"),
        period,
        until: config.until,
        sources: gathered.sources(),
        skills: gathered.matrix.as_ref().map(|matrix| build::Skills { matrix, previous, rules }),
        written: gathered.written.as_ref(),
        away,
        problems: of(gathered, |severity| severity != Severity::Error),
    };
    let mut review = build::review(gathered.input(), about);
    let late: Vec<Problem> = review.notes.extract_if(.., |note| note.severity() == Severity::Error).collect();
    let is_late = !late.is_empty();
    drawn.extend(late);
    if is_late && !keep_going {
        return Err(Exit::Errors);
    }
    if let Err(problem) = places::name_places(gathered, &mut review) {
        drawn.push(*problem);
        return Err(Exit::Files);
    }
    (review.notes, review.accepted) = unaccepted(review.notes, &config.accepts);
    Ok(review)
}

fn of(gathered: &Gathered, wanted: impl Fn(Severity) -> bool) -> Vec<Problem> {
    gathered.problems.iter().filter(|problem| wanted(problem.severity())).cloned().collect()
}

/// The roster indices of `--without`. Names that are nobody's are drawn, all of them.
pub fn away(gathered: &Gathered, names: &[String]) -> Result<Vec<usize>, Exit> {
    found(gathered, names).map_err(|problems| {
        output::problems(&problems);
        Exit::Usage
    })
}

/// As `away`, with the problems for the caller to draw.
pub fn found(gathered: &Gathered, names: &[String]) -> Result<Vec<usize>, Vec<Problem>> {
    let roster = &gathered.config.roster;
    let (mut away, mut problems) = (Vec::new(), Vec::new());
    for name in names {
        match roster.find(name) {
            Some(person) => away.push(person),
            None => {
                let near = nearest(name, roster.people.iter().map(|person| person.name.as_str()));
                let problem = Problem::new(FolderFault::UnknownName { name: name.clone(), near });
                problems.push(gathered.typed(problem));
            }
        }
    }
    if problems.is_empty() { Ok(away) } else { Err(problems) }
}
