//! `teamcap init`: a configuration to begin with, from nothing or from the sheets of a folder. The only command that looks at
//! the clock, to know the next quarter.

use std::path::Path;

use super::asking::Asking;
use super::exit::Exit;
use super::onward::onward;
use super::output;
use super::understood::understand;
use crate::cli::Init;
use crate::gather::folder::is_sheet;
use crate::model::calendar::Calendar;
use crate::model::day::Day;
use crate::model::period::Period;
use crate::model::rules::WeekRule;
use crate::model::week::Week;
use crate::problem::{FolderFault, Problem};
use crate::render::asked::TERMINAL;
use crate::render::empty::{effort, matrix, workbook};
use crate::render::start::{SHEET, Start, WORKBOOK, configuration, farewell};
use crate::render::unwritable::Written;

const CONFIG: &str = "teamcap.toml";

pub fn run(arguments: &Init) -> Exit {
    if let Some(from) = &arguments.from {
        return onward(from, arguments);
    }
    let folder = arguments.folder.as_path();
    let has_sheets = has_sheets(folder);
    if has_sheets && arguments.xlsx {
        output::problems(&[Problem::new(FolderFault::SheetsThere {})]);
        return Exit::Usage;
    }
    let files: &[&str] = match (has_sheets, arguments.xlsx) {
        (true, _) => &[CONFIG],
        (false, true) => &[CONFIG, WORKBOOK],
        (false, false) => &[CONFIG, SHEET, "skills.csv"],
    };
    match output::refuse_those_there(folder, files.iter().copied()) {
        Exit::Fine => {}
        exit => return exit,
    }
    let (start, ending) = match if has_sheets { from_sheets(arguments) } else { from_nothing(arguments) } {
        Ok(start) => start,
        Err(exit) => return exit,
    };
    let weeks: Vec<Week> = match &start.period {
        Some(period) => Calendar::new(period, WeekRule::Thursday, None).weeks(),
        None => Vec::new(),
    };
    let bytes = |name: &str| match name {
        CONFIG => Ok(configuration(&start).into_bytes()),
        SHEET => Ok(effort(&start, &weeks).into_bytes()),
        WORKBOOK => workbook(&start, &weeks),
        _ => Ok(matrix(&start).into_bytes()),
    };
    let written = files.iter().map(|name| Ok(((*name).to_owned(), bytes(name)?))).collect::<Written<Vec<_>>>();
    let written = match written {
        Ok(written) => written,
        Err(fault) => return output::unmade(None, Problem::new(*fault)),
    };
    match output::write_all(folder, &written) {
        Exit::Fine => {}
        exit => return exit,
    }
    match output::print(&farewell(&folder.to_string_lossy(), files, &start)) {
        Exit::Fine => ending,
        exit => exit,
    }
}

/// Whether the folder, or its folder `effort`, holds sheets.
fn has_sheets(folder: &Path) -> bool {
    let is_one = |path: &Path| path.is_file() && is_sheet(path);
    let entries =
        [folder.to_path_buf(), folder.join("effort")].into_iter().filter_map(|path| std::fs::read_dir(path).ok());
    entries.flatten().filter_map(Result::ok).any(|entry| is_one(&entry.path()))
}

fn from_nothing(arguments: &Init) -> Result<(Start, Exit), Exit> {
    let period = match &arguments.period {
        None => Period::quarter_of(Period::quarter_of(Day::today()).to.plus(1)),
        Some(text) => Period::parse(text, 1).ok_or_else(|| {
            output::problems(&[Problem::new(FolderFault::UnknownPeriod { text: text.clone() })]);
            Exit::Usage
        })?,
    };
    let sheet = if arguments.xlsx { WORKBOOK } else { SHEET };
    let start = Start::from_nothing(arguments.team.clone(), period, &arguments.people, &arguments.categories, sheet);
    Ok((start, Exit::Fine))
}

/// What the sheets show, and how the command ends: files that could not be read are an error, questions are none.
fn from_sheets(arguments: &Init) -> Result<(Start, Exit), Exit> {
    let asking = if arguments.yes { None } else { Asking::at_terminal() };
    let (start, gathered) = understand(arguments, asking.as_ref()).map_err(|error| output::failed(TERMINAL, &error))?;
    if start.sources.is_empty() && !gathered.is_of_skills_alone() {
        output::problems(&gathered.problems);
        return Err(gathered.failure().into());
    }
    let ending = if gathered.unreadable { Exit::Files } else { Exit::Fine };
    Ok((start, ending))
}
