//! What changed since the last assessment: against a previous matrix where there is one, else by the marks in the cells.
//! domain.md section 8.

use super::ratings::{Ratings, level, marked_earlier};
use crate::calc::review::Change;
use crate::model::person::Roster;
use crate::model::skill::Rating;
use crate::problem::{MatrixFault, Problem};

/// The level before this one. The previous matrix is believed; where it has no level, the cell's mark is. `None`: no
/// earlier level is known.
pub fn earlier(rating: &Rating, before: Option<&Rating>) -> Option<u32> {
    let before = before.filter(|before| !is_undecided(rating, before));
    before.and_then(|before| level(before.mark)).or_else(|| marked_earlier(rating))
}

/// An `x` says no level of its own: beside a level, or beside another `x`, nobody knows of a change.
fn is_undecided(now: &Rating, then: &Rating) -> bool {
    let is_held = |rating: &Rating| level(rating.mark).is_some_and(|level| level > 0);
    (now.ticked || then.ticked) && is_held(now) && is_held(then)
}

/// The change of a cell's level; `None` where one of the two levels is not known ("new", or no level now).
pub fn change(rating: &Rating, before: Option<&Rating>) -> Option<i32> {
    let (now, then) = (level(rating.mark)?, earlier(rating, before)?);
    i32::try_from(i64::from(now) - i64::from(then)).ok()
}

/// Every cell whose level is another than before, in matrix order, then in the order of `people`. A level without an
/// earlier one is new, but only against a previous matrix: without one, nothing says that it was not there before.
pub fn changes(now: &Ratings<'_>, before: Option<&Ratings<'_>>, people: &[usize]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (at, skill) in now.matrix.skills.iter().enumerate() {
        for &person in people {
            let then = before.and_then(|before| before.of_skill(skill, person));
            let (from, to) = match now.get(&skill.name, person) {
                Some(rating)
                    if marked_earlier(rating).is_none() && then.is_some_and(|then| is_undecided(rating, then)) =>
                {
                    continue;
                }
                Some(rating) => (earlier(rating, then), level(rating.mark)),
                None => (then.and_then(|then| level(then.mark)), None),
            };
            if from != to && (before.is_some() || from.is_some()) {
                changes.push(Change { skill: at, person, from, to });
            }
        }
    }
    changes
}

/// The cells whose mark is not the change since the previous matrix: warnings that name both.
pub fn disagreements(now: &Ratings<'_>, before: &Ratings<'_>, people: &[usize], roster: &Roster) -> Vec<Problem> {
    let mut problems = Vec::new();
    for skill in &now.matrix.skills {
        for &person in people {
            let cell = now.get(&skill.name, person).zip(before.of_skill(skill, person));
            let Some((rating, then)) = cell else { continue };
            let Some((marked, previous)) = marked_earlier(rating).zip(level(then.mark)) else { continue };
            if marked == previous || then.ticked {
                continue;
            }
            let fault = MatrixFault::ChangeDisagrees {
                person: roster.people.get(person).map(|person| person.name.clone()).unwrap_or_default(),
                skill: skill.name.clone(),
                text: rating.text.clone(),
                marked,
                previous,
                file: before.matrix.file.clone(),
            };
            let mut problem = Problem::new(fault).also(then.place.clone());
            problem.place = rating.place.clone();
            problems.push(problem);
        }
    }
    problems
}
