//! Two files that may hold the same effort: of the people and weeks that both name, nearly all have the same total. Counting both would
//! double it, so it is asked, unless the configuration says that one of them counts all the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::opened::ReadFile;
use super::summed::{Sums, person, summed};
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::problem::{Fault, Problem, Question, SheetFault};
use crate::rollup::roll::FileRoll;
use crate::rollup::units::{amount_in, unit_of};

/// Fewer equal totals may be met by chance.
const FEW: usize = 4;
/// Totals that differ from each other are met by chance less often than 40 hours.
const VARIED: usize = 3;
/// Of a file with more rows the totals are not kept.
const MOST_ROWS: usize = 50_000;
/// More files about one person and week are no repetition of each other.
const MOST_FILES: usize = 12;

/// A person and days.
type Key = (String, Slot);
/// A person, days and the work.
type Figure = (String, Slot, String);
/// A file, and a number in it.
type Held<'a> = (usize, &'a Exact);

/// What two files have in common.
#[derive(Default)]
struct Common {
    both: usize,
    equal: usize,
    /// The totals that are equal.
    totals: BTreeSet<Exact>,
    /// How many of these make more than a full week and a half together.
    too_much: usize,
}

/// Returns a question for each pair of files that may hold the same effort.
pub fn twice(rolls: &[FileRoll], files: &[ReadFile], full_week: &Exact) -> Vec<Problem> {
    if rolls.len() < 2 {
        return Vec::new();
    }
    let mut by_key: HashMap<Key, Vec<(usize, Exact)>> = HashMap::new();
    let mut sizes = vec![0_usize; rolls.len()];
    for (at, roll) in rolls.iter().enumerate().filter(|(_, roll)| !roll.is_overview) {
        for (key, total) in totals(roll, full_week).into_iter().filter(|(_, total)| !total.is_zero()) {
            sizes[at] += 1;
            by_key.entry(key).or_default().push((at, total));
        }
    }
    let most = full_week.times(&Exact::decimal(15, 1));
    let mut pairs: BTreeMap<(usize, usize), Common> = BTreeMap::new();
    for ((_, slot), found) in by_key.iter().filter(|(_, found)| found.len() <= MOST_FILES) {
        for (number, (one, total)) in found.iter().enumerate() {
            for (other, second) in &found[number + 1..] {
                let common = pairs.entry((*one, *other)).or_default();
                common.both += 1;
                if total == second {
                    common.equal += 1;
                    let weeks = weeks(*slot).map(|weeks| most.times(&weeks));
                    common.too_much += usize::from(weeks.is_some_and(|most| total.plus(second) > most));
                    common.totals.insert(total.clone());
                }
            }
        }
    }
    let is_asked = |((one, other), common): &(&(usize, usize), &Common)| {
        let is_said = |at: &usize| files.get(*at).is_some_and(|file| file.counts);
        let smaller = sizes[*one].min(sizes[*other]);
        let is_unlikely = common.totals.len() >= VARIED || common.too_much * 2 > common.equal;
        !is_said(one)
            && !is_said(other)
            && common.equal >= FEW
            && common.equal * 10 >= common.both * 9
            && common.equal * 10 >= smaller * 7
            && is_unlikely
    };
    let ask = |((one, other), common): (&(usize, usize), &Common)| {
        let question = Question::AskedTwice {
            first: rolls[*one].plan.file.to_string(),
            equal: common.equal as u64,
            both: common.both as u64,
        };
        Problem::new(question).at(Place::file(&rolls[*other].plan.file))
    };
    pairs.iter().filter(is_asked).map(ask).collect()
}

/// Returns a question for each file of which nearly all figures stand in several other files too, as in tabs of weeks and tabs of people
/// about the same effort. `asked`: the files that a question is about already.
pub fn spread(rolls: &[FileRoll], files: &[ReadFile], asked: &[Problem]) -> Vec<Problem> {
    const MANY: usize = 200;
    if rolls.len() < 2 || rolls.len() > MANY {
        return Vec::new();
    }
    let key = |name: &str, slot: Slot, work: &str| (person(name), slot, folded(work));
    let figures: Vec<Sums<Figure>> = rolls.iter().map(|roll| summed(roll, unit_of_few(roll), key)).collect();
    let is_asked = |at: &usize| {
        let is_of = |problem: &Problem| problem.place.as_ref().is_some_and(|place| place.file == rolls[*at].plan.file);
        asked.iter().any(is_of)
    };
    let mut is_left: Vec<bool> = (0..rolls.len()).map(|at| !rolls[at].is_overview && !is_asked(&at)).collect();
    // In which files each figure stands, with what it is there.
    let mut by_key: HashMap<&Figure, Vec<Held<'_>>> = HashMap::new();
    for (at, own) in figures.iter().enumerate() {
        own.iter().for_each(|(key, (value, _))| by_key.entry(key).or_default().push((at, value)));
    }
    let mut problems = Vec::new();
    for at in (0..rolls.len()).rev() {
        if !is_left[at] || files.get(at).is_some_and(|file| file.counts) {
            continue;
        }
        let own = figures[at].iter().filter(|(_, (value, _))| !value.is_zero());
        let first = |(key, (value, _)): (&Figure, &(Exact, u64))| {
            let mut same = by_key[key].iter().filter(|(_, other)| **other == *value);
            same.find(|(other, _)| *other != at && is_left[*other]).copied()
        };
        let found: Vec<Held<'_>> = own.clone().filter_map(first).collect();
        let varied: BTreeSet<&Exact> = found.iter().map(|(_, value)| *value).collect();
        let all = own.count();
        if found.len() >= FEW && varied.len() >= VARIED && found.len() * 10 >= all * 9 {
            let other = found.iter().map(|(other, _)| *other).min().unwrap_or(at);
            let question = Question::AskedTwice {
                first: rolls[other].plan.file.to_string(),
                equal: found.len() as u64,
                both: all as u64,
            };
            problems.push(Problem::new(question).at(Place::file(&rolls[at].plan.file)));
            is_left[at] = false;
        }
    }
    problems.reverse();
    problems
}

/// The unit of a file whose totals are kept.
fn unit_of_few(roll: &FileRoll) -> Option<Unit> {
    roll.unit.filter(|_| roll.fold.rows().count() <= MOST_ROWS)
}

/// Leaves out what follows from the question whether two files hold the same effort: that each row of the one is there already in the
/// other.
pub fn without_consequences(problems: &mut Vec<Problem>) {
    let pair = |problem: &Problem| match (&problem.fault, &problem.place) {
        (Fault::Question(Question::AskedTwice { first, .. }), Some(place)) => {
            Some((first.clone(), place.file.to_string()))
        }
        _ => None,
    };
    let asked: Vec<(String, String)> = problems.iter().filter_map(pair).collect();
    let follows = |problem: &Problem| {
        let mut places = problem.place.iter().chain(&problem.also);
        let is_of = |(one, other): &(String, String), file: &str| file == one || file == other;
        let is_of_asked = || {
            let mut places = problem.place.iter().chain(&problem.also);
            places.any(|place| asked.iter().any(|(_, file)| *file == *place.file))
        };
        matches!(problem.fault, Fault::Sheet(SheetFault::DuplicatePersonWeek { .. }))
            && (is_of_asked()
                || asked.iter().any(|pair| places.clone().all(|place| is_of(pair, &place.file)))
                    && places.next().is_some())
    };
    problems.retain(|problem| !follows(problem));
}

/// How many working weeks these days are; `None` for a whole period.
fn weeks(slot: Slot) -> Option<Exact> {
    match slot {
        Slot::Day(_) => Some(Exact::decimal(2, 1)),
        slot => slot.days().map(|(from, to)| Exact::whole(i128::from(to.days_since(from) / 7 + 1))),
    }
}

/// What each person did in each stretch of days, in hours: percents are those of a full week.
fn totals(roll: &FileRoll, full_week: &Exact) -> HashMap<Key, Exact> {
    let mut totals: HashMap<Key, Exact> = HashMap::new();
    let percent = full_week.times(&Exact::decimal(1, 2));
    let Some(unit) = unit_of_few(roll) else { return totals };
    for row in roll.fold.rows() {
        let Some(name) = roll.ran.names.get(row.person as usize) else { continue };
        let key = (person(name), roll.placed(row.slot));
        let sum = totals.entry(key).or_default();
        for amount in row.sums() {
            let value = amount_in(amount.exact(), amount.notation, unit);
            let is_hours = unit_of(amount.notation, unit) == Unit::Hours;
            *sum = sum.plus(&if is_hours { value } else { value.times(&percent) });
        }
    }
    totals
}
