//! The review of what was gathered, for every command that needs one.

use super::exit::Exit;
use super::output;
use crate::calc::build;
use crate::calc::review::Review;
use crate::gather::accept::unaccepted;
use crate::gather::findings::name_places;
use crate::gather::gathered::Gathered;
use crate::problem::grammar::nearest;
use crate::problem::{FolderFault, Problem, Severity};

/// Calculates the review of what was gathered. Errors are drawn; without `keep_going` there is then no review.
pub fn reviewed(gathered: &Gathered, away: &[usize], keep_going: bool) -> Result<Review, Exit> {
    let (review, problems) = calculated(gathered, away, keep_going);
    output::problems(&problems);
    review
}

/// As `reviewed`, but returns the problems: with two folders, the caller adds which of them a problem is in.
pub fn calculated(gathered: &Gathered, away: &[usize], keep_going: bool) -> (Result<Review, Exit>, Vec<Problem>) {
    let mut drawn = Vec::new();
    let review = calculate(gathered, away, keep_going, &mut drawn);
    (review, drawn)
}

fn calculate(gathered: &Gathered, away: &[usize], keep_going: bool, drawn: &mut Vec<Problem>) -> Result<Review, Exit> {
    let errors: Vec<Problem> = of(gathered, |severity| severity == Severity::Error);
    let failed = Exit::from(gathered.failure());
    let is_about_something = gathered.period.is_some() || gathered.is_of_skills_alone();
    let stop = !errors.is_empty() && (!keep_going || gathered.calendar.weeks.is_empty());
    if stop || !is_about_something {
        drawn.extend(of(gathered, |severity| severity != Severity::Note));
        return Err(failed);
    }
    drawn.extend(errors);
    let config = &gathered.config;
    let rules = &gathered.skill_rules;
    let previous = gathered.previous.as_ref();
    let about = build::About {
        team: config.team.as_deref().unwrap_or("Team"),
        period: gathered.period.as_ref(),
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
    if let Err(problem) = name_places(gathered, &mut review) {
        drawn.push(*problem);
        return Err(Exit::Files);
    }
    (review.notes, review.accepted) = unaccepted(review.notes, &config.accepts);
    Ok(review)
}

fn of(gathered: &Gathered, wanted: impl Fn(Severity) -> bool) -> Vec<Problem> {
    gathered.problems.iter().filter(|problem| wanted(problem.severity())).cloned().collect()
}

/// The roster indices of the names of a flag. Every name that is not on the roster is drawn as a problem.
pub fn away(gathered: &Gathered, names: &[String]) -> Result<Vec<usize>, Exit> {
    found(gathered, names).map_err(|problems| {
        output::problems(&problems);
        Exit::Usage
    })
}

/// As `away`, but returns the problems.
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
