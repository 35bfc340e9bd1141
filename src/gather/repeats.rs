//! An overview that repeats the other sheets: for each person and category it holds their sum or their average. It is told by
//! arithmetic, and left out.

use std::collections::HashMap;

use crate::model::exact::Exact;
use crate::model::person::{folded, turned};
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::problem::{Problem, Question};
use crate::rollup::roll::FileRoll;
use crate::rollup::units::amount_in;

/// A person and what they did, as the files spell them but for case and blanks.
type Key = (String, String);

/// What a file holds of a person and a category: the sum, and how many cells it is of.
type Sums = HashMap<Key, (Exact, u64)>;

/// Leaves out every file that repeats the others, and says so.
pub fn leave_out(rolls: &mut [FileRoll]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let candidates: Vec<usize> = (0..rolls.len()).filter(|at| is_summary(&rolls[*at])).collect();
    if candidates.is_empty() || candidates.len() == rolls.len() {
        return problems;
    }
    let all: Vec<Sums> = rolls.iter().map(sums).collect();
    for at in candidates {
        let others = (0..rolls.len())
            .filter(|other| *other != at && rolls[*other].unit.is_some() && !is_summary(&rolls[*other]));
        let mut rest: Sums = HashMap::new();
        for (key, (sum, cells)) in others.flat_map(|other| &all[other]) {
            let known = rest.entry(key.clone()).or_insert((Exact::ZERO, 0));
            *known = (known.0.plus(sum), known.1 + cells);
        }
        let repeats = |(key, (value, _)): &(&Key, &(Exact, u64))| {
            rest.get(*key).is_some_and(|(sum, cells)| {
                let mean = sum.over(&Exact::whole(i128::from((*cells).max(1)))).unwrap_or_default();
                is_near(value, sum) || is_near(value, &mean)
            })
        };
        let own = &all[at];
        let same = own.iter().filter(repeats).count();
        if same >= 4 && same * 10 >= own.len() * 7 {
            let roll = &mut rolls[at];
            roll.unit = None;
            roll.is_overview = true;
            let figures = same as u64;
            problems.push(Problem::new(Question::OverviewLeftOut { figures }).at(Place::file(&roll.plan.file)));
        }
    }
    problems
}

/// Whether a file is about whole periods only: an overview has a row for each person.
fn is_summary(roll: &FileRoll) -> bool {
    let is_long = |slot: &Slot| match slot {
        Slot::Period => true,
        Slot::Range { from, to } => to.days_since(*from) > 27,
        _ => false,
    };
    !roll.fold.slots.is_empty() && roll.fold.slots.iter().all(is_long)
}

fn sums(roll: &FileRoll) -> Sums {
    let mut sums: Sums = HashMap::new();
    let Some(unit) = roll.unit else { return sums };
    for row in roll.fold.rows() {
        let Some(name) = roll.ran.names.get(row.person as usize) else { continue };
        for sum in row.sums() {
            let Some(activity) = roll.ran.activities.get(sum.activity as usize) else { continue };
            let key = (turned(&folded(name)).into_owned(), folded(activity.label()));
            let known = sums.entry(key).or_insert((Exact::ZERO, 0));
            *known = (known.0.plus(&amount_in(sum.exact(), sum.notation, unit)), known.1 + sum.cells);
        }
    }
    sums
}

/// Whether two numbers are the same but for the places to which one of them is written.
fn is_near(one: &Exact, other: &Exact) -> bool {
    one.apart(other) <= Exact::decimal(1, 6).times(&Exact::ONE.plus(&other.abs()))
}
