//! The roster, where no configuration has one and the folder holds a list of the team: a tab or a file with names and FTE.

use super::opened::small;
use super::source_file::SourceFile;
use super::understood::{context_of, stem_of};
use crate::config::Config;
use crate::decide::sheet::{Cells, HEAD_ROWS, Member, NoReading, heads_team, reading, team};
use crate::model::exact::Exact;
use crate::model::person::{Fte, Person, Roster};
use crate::model::place::Place;
use crate::problem::{Finding, Problem};

/// In a folder of more files nobody keeps a list of the team.
const MOST_FILES: usize = 100;
/// No team has more people.
const MOST_ROWS: usize = 500;

/// The roster that a list of the team makes, and the note that says so; `None` if there is no list, or more than one.
pub fn listed(files: &[SourceFile], config: &Config) -> Option<(Roster, Problem)> {
    if !config.roster.people.is_empty() || files.len() > MOST_FILES {
        return None;
    }
    let mut lists = files.iter().filter_map(|file| Some((file, members(file, config)?)));
    let (file, members) = lists.next()?;
    if lists.next().is_some() {
        return None;
    }
    let people: Vec<Person> =
        members.into_iter().map(|(member, line)| person(member, Place::row(&file.name, line))).collect();
    let fte = Exact::sum(people.iter().filter_map(|person| person.fte.first()).map(|fte| &fte.is));
    let note = Problem::new(Finding::TeamListed { people: people.len() as u64, fte }).at(Place::file(&file.name));
    Some((Roster { people, assumed: false }, note))
}

fn person(member: Member, place: Place) -> Person {
    Person {
        fte: vec![Fte { from: None, is: member.fte, place: Some(place.clone()) }],
        joined: member.joined,
        left: member.left,
        place: Some(place),
        ..Person::assumed(&member.name)
    }
}

/// The people of a small file that is no sheet of effort, each with its line.
fn members(file: &SourceFile, config: &Config) -> Option<Vec<(Member, u64)>> {
    let spec = file.spec.and_then(|at| config.sources.get(at));
    let block = small(file, spec)?;
    // Of most files the first rows say that they are none.
    if block.records().nth(MOST_ROWS).is_some() || !heads_team(&Cells::of_first(block.clone(), HEAD_ROWS, None)) {
        return None;
    }
    let cells = Cells::of(block);
    let members = team(&cells)?;
    let stem = stem_of(file, config);
    let context = context_of((file, &stem), spec, config, &[], false);
    let is_no_effort = matches!(reading(&cells, &context), Err(NoReading::NoAmounts));
    let with_line = |member: Member| {
        let line = cells.rows[member.row].line;
        (member, line)
    };
    is_no_effort.then(|| members.into_iter().map(with_line).collect())
}
