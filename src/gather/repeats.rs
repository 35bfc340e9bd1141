//! Sheets that repeat the others: an overview, a sheet of the whole team, last quarter's. What their numbers show to be sums or averages
//! of the other sheets is left out; what is about whole months or the period, for people whom other sheets are about by the week, is
//! asked.

use std::collections::{HashMap, HashSet};

use super::summed::{Sums, add, people_of, person, summed};
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::problem::{Fault, Problem, Question, SheetFault};
use crate::rollup::roll::FileRoll;

/// A person and what they did, as the files spell them but for case and blanks.
type Key = (String, String);

/// In fewer figures two sheets may agree by chance.
const FEW: usize = 4;

/// Leaves out every file that repeats the others and says so, and asks about those that may. `counts`: whether the configuration says
/// of each file that it counts all the same.
pub fn leave_out(rolls: &mut [FileRoll], counts: &[bool], problems: &mut Vec<Problem>) {
    let is_open = |at: &usize| !counts.get(*at).copied().unwrap_or(false);
    let candidates: Vec<usize> = (0..rolls.len()).filter(is_open).filter(|at| is_summary(&rolls[*at])).collect();
    let are_alone = candidates.len() == rolls.len();
    for at in candidates.into_iter().filter(|_| !are_alone) {
        let others: Vec<usize> = (0..rolls.len())
            .filter(|other| *other != at && rolls[*other].unit.is_some() && !is_summary(&rolls[*other]))
            .collect();
        // Without signs its numbers count what those of the others do.
        let unit = rolls[at].unit.or_else(|| others.first().and_then(|other| rolls[*other].unit));
        let figures = unit.map_or(0, |unit| repeated(rolls, (at, unit), &others));
        if figures > 0 {
            leave(&mut rolls[at], figures, problems);
        } else if let Some(question) = asked(rolls, at, &others) {
            let file = rolls[at].plan.file.clone();
            problems.retain(|problem| !is_about_unit(problem, &file));
            problems.push(Problem::new(question).at(Place::file(&file)));
        }
    }
    let mut team = Team::of(rolls);
    for at in (0..rolls.len()).filter(is_open).collect::<Vec<_>>() {
        let figures = team.repeated(rolls, at);
        if figures > 0 {
            team.without(&rolls[at], at);
            leave(&mut rolls[at], figures, problems);
        }
    }
}

fn leave(roll: &mut FileRoll, figures: usize, problems: &mut Vec<Problem>) {
    roll.unit = None;
    roll.is_overview = true;
    problems.retain(|problem| !is_about_unit(problem, &roll.plan.file));
    let question = Question::OverviewLeftOut { figures: figures as u64 };
    problems.push(Problem::new(question).at(Place::file(&roll.plan.file)));
}

/// Whether a problem is that nothing shows the unit of a file.
fn is_about_unit(problem: &Problem, file: &str) -> bool {
    matches!(problem.fault, Fault::Sheet(SheetFault::UnitUndecided { .. }))
        && problem.place.as_ref().is_some_and(|place| &*place.file == file)
}

/// Whether a file is about whole months, or the whole period: an overview has a row for each person.
fn is_summary(roll: &FileRoll) -> bool {
    let is_long = |slot: &Slot| match slot {
        Slot::Period => true,
        Slot::Range { from, to } => to.days_since(*from) >= 27,
        _ => false,
    };
    !roll.fold.slots.is_empty() && roll.fold.slots.iter().all(is_long)
}

/// How many figures of a file are the sum or the average of what the others say of the same person and category; 0 if too few are.
fn repeated(rolls: &[FileRoll], (at, unit): (usize, Unit), others: &[usize]) -> usize {
    let key = |name: &str, _: Slot, activity: &str| (person(name), folded(activity));
    let mut rest: Sums<Key> = HashMap::new();
    for (key, (sum, cells)) in others.iter().flat_map(|other| summed(&rolls[*other], rolls[*other].unit, key)) {
        add(&mut rest, key, (&sum, cells));
    }
    let own = summed(&rolls[at], Some(unit), key);
    let repeats = |(key, (value, _)): &(&Key, &(Exact, u64))| {
        rest.get(*key).is_some_and(|(sum, cells)| {
            let mean = sum.over(&Exact::whole(i128::from((*cells).max(1)))).unwrap_or_default();
            is_near(value, sum) || is_near(value, &mean)
        })
    };
    enough(own.iter().filter(repeats).count(), own.len())
}

/// What all people of all files did in each stretch of days, by category and unit. A file that is left out has no unit.
struct Team {
    /// Those of each file.
    of_file: Vec<Sums<Work>>,
    all: Sums<(Unit, Work)>,
    /// In how many files of a unit each person is named.
    people: HashMap<Unit, HashMap<String, usize>>,
}

/// Days and a category.
type Work = (Slot, String);

impl Team {
    fn of(rolls: &[FileRoll]) -> Team {
        let key = |_: &str, slot: Slot, activity: &str| (slot, folded(activity));
        let of_file = rolls.iter().map(|roll| summed(roll, roll.unit, key)).collect();
        let mut team = Team { of_file, all: HashMap::new(), people: HashMap::new() };
        for (at, roll) in rolls.iter().enumerate() {
            let Some(unit) = roll.unit else { continue };
            for (work, (sum, cells)) in &team.of_file[at] {
                add(&mut team.all, (unit, work.clone()), (sum, *cells));
            }
            let people = team.people.entry(unit).or_default();
            people_of(roll).into_iter().for_each(|name| *people.entry(name).or_default() += 1);
        }
        team
    }

    /// Takes a file away that turned out to be no work of anybody.
    fn without(&mut self, roll: &FileRoll, at: usize) {
        let Some(unit) = roll.unit else { return };
        for (work, (sum, cells)) in std::mem::take(&mut self.of_file[at]) {
            let known = self.all.entry((unit, work)).or_default();
            *known = (known.0.minus(&sum), known.1 - cells);
        }
        let people = self.people.entry(unit).or_default();
        people_of(roll).into_iter().for_each(|name| *people.entry(name).or_default() -= 1);
        people.retain(|_, files| *files > 0);
    }

    /// How many figures of a file about one person, whom no other file names, are the sum of what all people of the others did in that
    /// time: a sheet of the whole team.
    fn repeated(&self, rolls: &[FileRoll], at: usize) -> usize {
        let roll = &rolls[at];
        let [only] = &roll.ran.names[..] else { return 0 };
        let Some((unit, people)) = roll.unit.and_then(|unit| Some((unit, self.people.get(&unit)?))) else { return 0 };
        // The file itself is one that names them; two more make a team.
        if people.len() < 3 || people.get(&person(only)) != Some(&1) {
            return 0;
        }
        let own = &self.of_file[at];
        let is_sum = |(work, (value, own_cells)): &(&Work, &(Exact, u64))| {
            let Some((sum, cells)) = self.all.get(&(unit, (*work).clone())) else { return false };
            // The work of one person alone is no sum.
            cells - own_cells >= 2 && is_near(value, &sum.minus(value))
        };
        enough(own.iter().filter(is_sum).count(), own.len())
    }
}

/// So many of all figures, if it is most of them and no chance; otherwise 0.
fn enough(same: usize, all: usize) -> usize {
    if same >= FEW && same * 10 >= all * 7 { same } else { 0 }
}

/// The question whether a file about whole months or the period is about the same effort as others, which are about weeks or days: most
/// of its people are in both, at the same time.
fn asked(rolls: &[FileRoll], at: usize, others: &[usize]) -> Option<Question> {
    let own = people_of(&rolls[at]);
    let days: Option<Vec<_>> = rolls[at].fold.slots.iter().map(|slot| slot.days()).collect();
    let mut both: HashSet<String> = HashSet::new();
    let mut files: Vec<String> = Vec::new();
    for &other in others {
        let roll = &rolls[other];
        let of_both: Vec<String> =
            roll.ran.names.iter().map(|name| person(name)).filter(|name| own.contains(name)).collect();
        let is_same_time = days.as_ref().is_none_or(|days| {
            let overlaps = |slot: &Slot| {
                slot.days().is_some_and(|(from, to)| days.iter().any(|(first, last)| from <= *last && *first <= to))
            };
            roll.fold.slots.iter().any(overlaps)
        });
        if !of_both.is_empty() && is_same_time {
            both.extend(of_both);
            files.push(roll.plan.file.to_string());
        }
    }
    let is_of_most = !both.is_empty() && both.len() * 2 >= own.len();
    is_of_most.then_some(Question::AskedOverview { people: both.len() as u64, of: own.len() as u64, files })
}

/// Whether two numbers are the same but for the places to which one of them is written.
fn is_near(one: &Exact, other: &Exact) -> bool {
    one.apart(other) <= Exact::decimal(1, 6).times(&Exact::ONE.plus(&other.abs()))
}
