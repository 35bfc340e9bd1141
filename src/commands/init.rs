//! `teamcap init`: a configuration to begin with, from nothing or from the sheets of a folder. The only command that looks at
//! the clock, to know the next quarter.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::exit::Exit;
use super::output;
use crate::cli::{Init, Input};
use crate::decide::names::alike;
use crate::gather::gather;
use crate::gather::gathered::Gathered;
use crate::model::calendar::Calendar;
use crate::model::day::Day;
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::rules::WeekRule;
use crate::model::week::Week;
use crate::problem::{FolderFault, Problem, Severity};
use crate::render::mapping::block;
use crate::render::start::{Start, StartCategory, StartPerson, configuration, effort, farewell, matrix};
use crate::rollup::summary::shares;

const CONFIG: &str = "teamcap.toml";

pub fn run(arguments: &Init) -> Exit {
    let folder = arguments.folder.as_path();
    let has_sheets = has_sheets(folder);
    let files: &[&str] = if has_sheets { &[CONFIG] } else { &[CONFIG, "effort.csv", "skills.csv"] };
    let there: Vec<Problem> = files
        .iter()
        .filter(|name| folder.join(name).exists())
        .map(|name| Problem::new(FolderFault::FileExists {}).at(Place::file(&(*name).into())))
        .collect();
    if !there.is_empty() {
        output::problems(&there);
        return Exit::Files;
    }
    let start = match if has_sheets { from_sheets(arguments) } else { from_nothing(arguments) } {
        Ok(start) => start,
        Err(exit) => return exit,
    };
    if let Err(error) = std::fs::create_dir_all(folder) {
        return output::failed(&folder.to_string_lossy(), &error);
    }
    let calendar = Calendar::new(&start.period, WeekRule::Thursday, None);
    let weeks: Vec<Week> = calendar.weeks.iter().map(|week| week.week).collect();
    for (at, name) in files.iter().enumerate() {
        let text = match *name {
            CONFIG => configuration(&start),
            "effort.csv" => effort(&start, &weeks),
            _ => matrix(&start),
        };
        match output::write(&folder.join(name), &text) {
            Exit::Fine => {}
            exit => {
                // All files or none: those already written are removed again.
                files[..at].iter().for_each(|name| drop(std::fs::remove_file(folder.join(name))));
                return exit;
            }
        }
    }
    output::print(&farewell(&folder.to_string_lossy(), files, &start))
}

/// Whether the folder, or its folder `effort`, holds sheets.
fn has_sheets(folder: &Path) -> bool {
    let is_sheet = |path: &Path| {
        let name = path.to_string_lossy().to_lowercase();
        path.is_file() && (name.ends_with(".csv") || name.ends_with(".csv.gz"))
    };
    let entries =
        [folder.to_path_buf(), folder.join("effort")].into_iter().filter_map(|path| std::fs::read_dir(path).ok());
    entries.flatten().filter_map(Result::ok).any(|entry| is_sheet(&entry.path()))
}

fn from_nothing(arguments: &Init) -> Result<Start, Exit> {
    let period = match &arguments.period {
        None => Period::quarter_of(Period::quarter_of(Day::today()).to.plus(1)),
        Some(text) => Period::parse(text, 1).ok_or_else(|| {
            output::problems(&[Problem::new(FolderFault::UnknownPeriod { text: text.clone() })]);
            Exit::Usage
        })?,
    };
    Ok(Start::from_nothing(arguments.team.clone(), period, &arguments.people, &arguments.categories))
}

fn from_sheets(arguments: &Init) -> Result<Start, Exit> {
    let input = Input { paths: vec![arguments.folder.clone()], period: arguments.period.clone(), ..Input::default() };
    let gathered = gather(&input);
    let errors: Vec<Problem> =
        gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error).cloned().collect();
    output::problems(&errors);
    let (true, Some(period)) = (errors.is_empty(), gathered.period.clone()) else {
        return Err(gathered.failure().into());
    };
    let sources = gathered.summaries().iter().map(block).collect();
    Ok(Start {
        team: arguments.team.clone(),
        period,
        people: people(&gathered),
        are_placeholders: false,
        categories: shares(&gathered.ledger, &gathered.config.rules.full_week)
            .into_iter()
            .map(|(name, part)| StartCategory { name, bucket: None, part })
            .collect(),
        sources,
        matrix: gathered.matrix.as_ref().map(|matrix| matrix.file.clone()),
        previous: gathered.previous.as_ref().map(|matrix| matrix.file.clone()),
        has_new_matrix: false,
    })
}

/// The people seen in the sheets, with the questions that their rows leave.
fn people(gathered: &Gathered) -> Vec<StartPerson> {
    let roster = &gathered.config.roster.people;
    let names: Vec<String> = roster.iter().map(|person| person.name.clone()).collect();
    let mut spellings: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (first, second) in alike(&names) {
        spellings.entry(first).or_default().push(names[second].clone());
    }
    let person = |(at, name): (usize, &String)| {
        let weeks: BTreeSet<usize> = gathered
            .ledger
            .entries
            .iter()
            .filter(|entry| entry.person == at)
            .flat_map(|entry| entry.slot.within(&gathered.calendar).map(|(week, ..)| week).collect::<Vec<_>>())
            .collect();
        let week = |at: usize| gathered.calendar.weeks[at].week;
        let (first, last) = (weeks.first().copied(), weeks.last().copied());
        let end = gathered.calendar.weeks.len().saturating_sub(1);
        let inside = first.zip(last).map(|(first, last)| first..=last).into_iter().flatten();
        StartPerson {
            name: name.clone(),
            aliases: roster[at].aliases.clone(),
            alike: spellings.get(&at).cloned().unwrap_or_default(),
            first: first.filter(|&at| at > 0).map(week),
            last: last.filter(|&at| at < end).map(week),
            gaps: inside.filter(|at| !weeks.contains(at)).map(week).collect(),
        }
    };
    names.iter().enumerate().map(person).collect()
}
