//! Finds the rows of a file that are about certain people and days, by reading it again with its own plan.

use std::collections::BTreeSet;

use super::folder::unreadable;
use super::gathered::Gathered;
use crate::model::person::ByName;
use crate::model::slot::Slot;
use crate::problem::Problem;
use crate::rollup::ledger::Flag;
use crate::rollup::roll::FileRoll;
use crate::rollup::trace::{Trace, TracedRow};

/// An index of who is named in which file.
pub struct Named {
    by_name: ByName,
    /// For each file, the person (index of the roster) of each of its names.
    people: Vec<Vec<Option<usize>>>,
    /// For each person, the files that name them.
    files: Vec<Vec<usize>>,
}

impl Named {
    pub fn new(gathered: &Gathered) -> Named {
        let by_name = gathered.config.roster.by_name();
        let of = |roll: &FileRoll| roll.ran.names.iter().map(|name| by_name.find(name)).collect();
        let people: Vec<Vec<Option<usize>>> = gathered.rolls.iter().map(of).collect();
        let mut files = vec![Vec::new(); gathered.config.roster.people.len()];
        for (file, people) in people.iter().enumerate() {
            people.iter().flatten().for_each(|person| files[*person].push(file));
        }
        Named { by_name, people, files }
    }

    /// The person with this name, as an index of the roster.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.by_name.find(name)
    }

    /// The files that name anybody of these person-weeks, in order.
    pub fn files(&self, person_weeks: &BTreeSet<(usize, usize)>) -> BTreeSet<usize> {
        person_weeks.iter().filter_map(|(person, _)| self.files.get(*person)).flatten().copied().collect()
    }
}

/// The rows of a file that are about any of these person-weeks (indices of the roster and of the report's weeks), with their
/// cells; `blanks`: blank cells too.
///
/// # Errors
/// The file can no longer be read.
pub fn traced(
    gathered: &Gathered,
    named: &Named,
    file: usize,
    person_weeks: &BTreeSet<(usize, usize)>,
    blanks: bool,
) -> Result<Vec<TracedRow>, Box<Problem>> {
    let roll = &gathered.rolls[file];
    let people = &named.people[file];
    let touches = |name: u32, slot: Slot| {
        let mut weeks = roll.placed(slot).within(&gathered.calendar);
        people[name as usize].is_some_and(|person| weeks.any(|(week, ..)| person_weeks.contains(&(person, week))))
    };
    let rows = roll.fold.rows().filter(|row| touches(row.person, row.slot));
    let mut spelled = rows.map(|row| (roll.ran.names[row.person as usize].clone(), row.slot)).peekable();
    if spelled.peek().is_none() {
        return Ok(Vec::new());
    }
    collected(gathered, file, Trace::new(&roll.plan, spelled, blanks))
}

/// The rows of a file that some flags are about.
///
/// # Errors
/// The file can no longer be read.
pub fn rows(gathered: &Gathered, file: usize, flags: &[Flag]) -> Result<Vec<TracedRow>, Box<Problem>> {
    let plan = &gathered.rolls[file].plan;
    collected(gathered, file, Trace::new(plan, flags.iter().map(|flag| (flag.name.clone(), flag.slot)), false))
}

fn collected(gathered: &Gathered, file: usize, mut trace: Trace<'_>) -> Result<Vec<TracedRow>, Box<Problem>> {
    let owned = gathered.owned();
    gathered
        .read_again(file, &mut trace, &owned)
        .map_err(|error| Box::new(unreadable(&gathered.rolls[file].plan.file, &error)))?;
    Ok(trace.found)
}
