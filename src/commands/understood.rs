//! What the sheets of a folder show of a team, for `teamcap init`; what they leave open is asked, or kept as questions.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::asking::Asking;
use crate::cli::{Init, Input};
use crate::decide::names::alike;
use crate::decide::sheet::names_leave;
use crate::gather::gather;
use crate::gather::gathered::Gathered;
use crate::model::person::folded;
use crate::problem::answers::Answer;
use crate::problem::{Fault, Finding, MatrixFault, Problem, Severity};
use crate::read::plan::PersonFrom;
use crate::render::mapping::{block, toml_text};
use crate::render::number::Shown;
use crate::render::open::{Open, candidates};
use crate::render::roster::listed;
use crate::render::said::Said;
use crate::render::start::{SHEET, Start, StartCategory, StartPerson};
use crate::rollup::roll::FileRoll;
use crate::rollup::summary::shares;

/// What was said about the files, by their names.
type SaidOfFiles = BTreeMap<String, Said>;

/// Reads the sheets, and asks until nothing is open that can be asked. Returns what the configuration will say, with what was
/// gathered last.
///
/// # Errors
/// If the terminal is gone while somebody is asked.
pub fn understand(arguments: &Init, asking: Option<&Asking>) -> io::Result<(Start, Gathered)> {
    let mut said = SaidOfFiles::new();
    let mut files: Vec<String> = Vec::new();
    let mut list: Option<String> = None;
    let mut left: BTreeSet<String> = BTreeSet::new();
    let (gathered, open) = loop {
        let gathered = gather(&input(arguments, &with(&files, list.as_ref()), &said));
        let open = open(&gathered);
        if files.is_empty() {
            files = sheets(&gathered);
            // Once the sheets are named, only what is named is read.
            list = list_of(&gathered);
        }
        let is_next = |one: &&Open| !one.answers.is_empty() && file_of(one).is_some() && !left.contains(&one.asked());
        let next =
            asking.zip(open.iter().find(is_next)).and_then(|(asking, next)| Some((asking, next, file_of(next)?)));
        let Some((asking, next, file)) = next else { break (gathered, open) };
        match asking.answer(next)?.and_then(|at| next.answers.get(at)) {
            Some(answer) => said.entry(file).or_default().add(answer),
            None => drop(left.insert(next.asked())),
        }
    };
    let sources = sources(&gathered, &files, &said, &open);
    // Of what is open the first answer is taken for a moment, so that the people and the categories are known.
    let seen = (!open.is_empty()).then(|| provisional(arguments, &with(&files, list.as_ref()), &said, &open));
    let mut start = start(arguments, &gathered, seen.as_ref().unwrap_or(&gathered), sources, open);
    if let Some(asking) = asking {
        ask_about_team(asking, &mut start)?;
    }
    Ok((start, gathered))
}

fn input(arguments: &Init, files: &[String], said: &SaidOfFiles) -> Input {
    Input {
        paths: vec![arguments.folder.clone()],
        period: arguments.period.clone(),
        written: (!said.is_empty()).then(|| configured(files, said)),
        ..Input::default()
    }
}

/// The sheets as they would be read with the first answer to each question.
fn provisional(arguments: &Init, files: &[String], said: &SaidOfFiles, open: &[Open]) -> Gathered {
    /// One answer may bring up another question.
    const ROUNDS: usize = 6;
    let mut said = said.clone();
    let mut open = open.to_vec();
    let mut round = 0;
    loop {
        let firsts = open.iter().filter_map(|one| Some((file_of(one)?, one.answers.first()?)));
        let firsts: Vec<(String, Answer)> = firsts.map(|(file, answer)| (file, answer.clone())).collect();
        let is_over = firsts.is_empty() || round == ROUNDS;
        firsts.iter().for_each(|(file, answer)| said.entry(file.clone()).or_default().add(answer));
        let gathered = gather(&input(arguments, files, &said));
        if is_over {
            return gathered;
        }
        open = self::open(&gathered);
        round += 1;
    }
}

/// Asks what no sheet says: the bucket of each category, the scale of the levels, who works part-time.
fn ask_about_team(asking: &Asking, start: &mut Start) -> io::Result<()> {
    for category in &mut start.categories {
        if let Some(bucket) = asking.bucket(category)? {
            category.bucket = Some(bucket);
        }
    }
    if let Some(scale) = start.scale {
        match asking.scale(scale)? {
            Some(true) => start.is_scale_said = true,
            Some(false) => (start.scale, start.is_scale_said) = (Some((5, 3)), true),
            None => {}
        }
    }
    let names: Vec<&str> = start.people.iter().map(|person| person.name.as_str()).collect();
    for (at, line) in asking.part_time(&names)? {
        start.people[at].part_time = Some(line);
    }
    Ok(())
}

/// The file of the list of the team, if there is one.
fn list_of(gathered: &Gathered) -> Option<String> {
    let is_list = |problem: &&Problem| matches!(problem.fault, Fault::Finding(Finding::TeamListed { .. }));
    Some(gathered.problems.iter().find(is_list)?.place.as_ref()?.file.to_string())
}

fn with(files: &[String], list: Option<&String>) -> Vec<String> {
    if files.is_empty() { Vec::new() } else { files.iter().chain(list).cloned().collect() }
}

/// A configuration that says only what was answered.
fn configured(files: &[String], said: &SaidOfFiles) -> String {
    let mut out = String::from("version = 1\n");
    for file in files {
        out += &source(file, said.get(file));
    }
    out
}

fn source(file: &str, said: Option<&Said>) -> String {
    let mut out = format!("[[source]]\nfiles = [{}]\n", toml_text(&glob::Pattern::escape(file)));
    for line in said.map(Said::lines).unwrap_or_default() {
        out += &line;
        out.push('\n');
    }
    out
}

/// The files that are sheets, also those that are not understood.
fn sheets(gathered: &Gathered) -> Vec<String> {
    let of_rolls = gathered.rolls.iter().map(|roll| roll.plan.file.to_string());
    let errors = gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    let places = errors.flat_map(|problem| problem.place.iter().chain(&problem.also));
    let matrices =
        [&gathered.matrix, &gathered.previous].map(|matrix| matrix.as_ref().map(|matrix| matrix.file.clone()));
    let names: BTreeSet<String> = of_rolls.chain(places.map(|place| place.file.to_string())).collect();
    names.into_iter().filter(|name| !matrices.iter().flatten().any(|matrix| matrix == name)).collect()
}

/// What is open: each error, those of one kind in one file once.
fn open(gathered: &Gathered) -> Vec<Open> {
    let mut seen: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut found: Vec<Open> = Vec::new();
    for problem in gathered.problems.iter().filter(|problem| problem.severity() == Severity::Error) {
        let answers = problem.answers(&Shown);
        let file = problem.place.as_ref().map(|place| place.file.to_string()).unwrap_or_default();
        match seen.get(&(file.clone(), problem.name())) {
            Some(&at) if answers.is_empty() => found[at].others += 1,
            _ => {
                seen.insert((file, problem.name()), found.len());
                found.push(Open { problem: problem.clone(), answers, others: 0 });
            }
        }
    }
    found
}

fn file_of(open: &Open) -> Option<String> {
    open.problem.place.as_ref().map(|place| place.file.to_string())
}

/// A `[[source]]` for each file: what was decided and what was said, and the answers to what is open, as comments.
fn sources(gathered: &Gathered, files: &[String], said: &SaidOfFiles, open: &[Open]) -> Vec<String> {
    let summaries = gathered.summaries();
    let of_file = |file: &String| {
        let is_open = open.iter().any(|one| !one.answers.is_empty() && file_of(one).is_some_and(|of| of == *file));
        // What was decided may be otherwise once the questions are answered.
        let summary = summaries.iter().find(|summary| !is_open && *summary.report.file == **file);
        let mut text = match summary {
            Some(summary) => {
                let mut text = block(summary);
                let lines = said.get(file).map(Said::lines).unwrap_or_default();
                let is_new = |line: &&String| {
                    let key = line.split(" = ").next().unwrap_or_default();
                    !text.lines().any(|known| known.starts_with(&format!("{key} =")))
                };
                let new: Vec<String> = lines.iter().filter(is_new).map(|line| format!("{line}\n")).collect();
                text.extend(new);
                text
            }
            None => source(file, said.get(file)),
        };
        let asked = open.iter().enumerate().filter(|(_, one)| file_of(one).is_some_and(|of| of == *file));
        text += &candidates(asked);
        text
    };
    files.iter().map(of_file).collect()
}

/// `seen`: the same sheets as they would be read if the questions were answered.
fn start(arguments: &Init, gathered: &Gathered, seen: &Gathered, sources: Vec<String>, open: Vec<Open>) -> Start {
    let is_open = !open.is_empty();
    // Words for leave in the cells are no categories: their time is leave already.
    let amounts = seen.rolls.iter().flat_map(|roll| &roll.plan.amounts);
    let leave: BTreeSet<String> = amounts.filter(|of| of.is_leave).map(|of| folded(&of.activity)).collect();
    let scale = gathered.problems.iter().find_map(|problem| match &problem.fault {
        Fault::Matrix(MatrixFault::ScaleAssumed { offered, .. }) => Some(*offered),
        _ => None,
    });
    Start {
        team: arguments.team.clone(),
        period: gathered.period.clone().or(seen.period.clone()),
        people: people(seen).into_iter().filter(|person| !is_only_assumed(&person.name, seen, &open)).collect(),
        are_placeholders: false,
        categories: shares(&seen.ledger, &seen.config.rules.full_week)
            .into_iter()
            .filter(|(name, _)| !leave.contains(&folded(name)))
            .map(|(name, part)| StartCategory {
                bucket: None,
                suggested: names_leave(&name).then_some("leave"),
                // What part it is depends on the answers.
                part: if is_open { None } else { part },
                name,
            })
            .collect(),
        sources,
        matrix: gathered.matrix.as_ref().map(|matrix| matrix.file.clone()),
        previous: gathered.previous.as_ref().map(|matrix| matrix.file.clone()),
        has_new_matrix: false,
        scale,
        is_scale_said: false,
        open,
        sheet: SHEET,
    }
}

/// Whether a name is only that of a file about which something is open: once it is answered, its rows may say whose they are.
fn is_only_assumed(name: &str, seen: &Gathered, open: &[Open]) -> bool {
    let is_open =
        |file: &str| open.iter().any(|one| !one.answers.is_empty() && file_of(one).is_some_and(|of| of == file));
    let is_same = |other: &String| folded(other) == folded(name);
    let mut of_name = seen.rolls.iter().filter(|roll| roll.ran.names.iter().any(is_same)).peekable();
    let is_of_file =
        |roll: &FileRoll| matches!(&roll.plan.person, PersonFrom::Everywhere(_)) && is_open(&roll.plan.file);
    name.trim().is_empty() || of_name.peek().is_some() && of_name.all(is_of_file)
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
            // Where a list of the team says it, it is no question.
            first: first.filter(|&first| first > 0 && roster[at].joined.is_none()).map(week),
            last: last.filter(|&last| last < end && roster[at].left.is_none()).map(week),
            gaps: inside.filter(|at| !weeks.contains(at)).map(week).collect(),
            part_time: None,
            listed: listed(&roster[at]),
        }
    };
    names.iter().enumerate().map(person).collect()
}
