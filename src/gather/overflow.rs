//! What does not fit the table that a command writes: names its cells, by reading the files again.

use super::converted::entries;
use super::gathered::Gathered;
use crate::model::canonical::{TooLarge, name_of};
use crate::model::day::Day;
use crate::model::place::Place;
use crate::problem::{Finding, FolderFault, Problem};

/// What to say of a sum that is more than a row of a roll-up holds; where its cells can no longer be read, its files are named.
pub fn overflow(gathered: &Gathered, found: TooLarge) -> Problem {
    let mut places = cells(gathered, &found.person, (found.from, found.to), &found.work);
    if places.is_empty() {
        places = found.files.iter().map(|&file| Place::file(&gathered.rolls[file].plan.file)).collect();
    }
    let TooLarge { person, from, to, work, .. } = found;
    placed(Problem::new(Finding::Overflow { person, work, from, to }), places)
}

/// Why a table cannot be written; of an amount that does not fit also from which cells it is.
pub fn unwritten(gathered: &Gathered, fault: FolderFault) -> Problem {
    let places = match &fault {
        FolderFault::AmountTooLarge { person, from, to, work, .. } => cells(gathered, person, (*from, *to), work),
        _ => Vec::new(),
    };
    placed(Problem::new(fault), places)
}

fn placed(problem: Problem, places: Vec<Place>) -> Problem {
    let mut places = places.into_iter();
    Problem { place: places.next(), ..problem }.also(places)
}

/// The cells of a person, of these days and of this work, in the order of the files; none where a file can no longer be read.
fn cells(gathered: &Gathered, person: &str, (from, to): (Day, Day), work: &str) -> Vec<Place> {
    let mut cells = Vec::new();
    let read = entries(gathered, |problem| problem, &mut |entry| {
        let is_within = from <= entry.from && entry.to <= to;
        if is_within && entry.person == person && name_of(entry.work) == work {
            cells.push(entry.place.clone());
        }
        Ok(())
    });
    if read.is_ok() { cells } else { Vec::new() }
}
