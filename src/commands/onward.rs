//! `teamcap init --from`: goes on from the folder of an earlier period. Its configuration is carried over as it is written, comments
//! too, but for what was of that period alone; the matrix becomes the previous one; the weeks are empty.

use std::path::{Path, PathBuf};

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::exit::Exit;
use super::output;
use crate::cli::{Init, Input};
use crate::gather::folder::CONFIG;
use crate::gather::gather;
use crate::gather::gathered::Gathered;
use crate::gather::workbooks::Workbooks;
use crate::model::calendar::Calendar;
use crate::model::day::Day;
use crate::model::period::Period;
use crate::model::person::Person;
use crate::model::place::Place;
use crate::model::tab::parted;
use crate::problem::{FolderFault, Problem, Severity};
use crate::render::asked;
use crate::render::empty::{sheet, weeks_alone};
use crate::render::roster::roster;
use crate::render::start::{SHEET, WORKBOOK};
use crate::render::unwritable::Written;

const MATRIX: &str = "skills.csv";

/// A file of the new folder: its name and what is in it.
type NewFile = (String, Vec<u8>);

/// Writes the folder of the period that follows. Nothing that is there is overwritten: all files are written, or none.
pub fn onward(from: &Path, arguments: &Init) -> Exit {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| {
            let fault = FolderFault::UnreadableFile { message: error.to_string() };
            output::problems(&[Problem::new(fault).at(Place::file(&path.to_string_lossy().into()))]);
            Exit::Files
        })
    };
    let files = match read(&from.join(CONFIG)).and_then(|text| carried(from, arguments, &text, &read)) {
        Ok(files) => files,
        Err(exit) => return exit,
    };
    let folder = arguments.folder.as_path();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    match output::refuse_those_there(folder, names.iter().copied()) {
        Exit::Fine => {}
        exit => return exit,
    }
    match output::write_all(folder, &files) {
        Exit::Fine => {}
        exit => return exit,
    }
    let shown = folder.to_string_lossy();
    output::print(&asked::onward(&shown, &names, names.iter().copied().find(|name| [SHEET, WORKBOOK].contains(name))))
}

/// The files of the new folder.
fn carried(
    from: &Path,
    arguments: &Init,
    text: &[u8],
    read: &dyn Fn(&Path) -> Result<Vec<u8>, Exit>,
) -> Result<Vec<NewFile>, Exit> {
    let gathered = gather(&Input { paths: vec![from.to_path_buf()], ..Input::default() });
    let is_of_config = |problem: &&Problem| {
        problem.severity() == Severity::Error && problem.place.as_ref().is_none_or(|place| place.file.ends_with(CONFIG))
    };
    let errors: Vec<Problem> = gathered.problems.iter().filter(is_of_config).cloned().collect();
    let text = String::from_utf8_lossy(text).into_owned();
    let document = text.parse::<DocumentMut>();
    let (Ok(mut document), true, Some(old)) = (document, errors.is_empty(), gathered.period.clone()) else {
        output::problems(if errors.is_empty() { &gathered.problems } else { &errors });
        return Err(gathered.failure().into());
    };
    let fiscal = gathered.config.fiscal_year_starts;
    let period = match &arguments.period {
        None => following(&old, fiscal),
        Some(text) => Period::parse(text, fiscal).ok_or_else(|| {
            output::problems(&[Problem::new(FolderFault::UnknownPeriod { text: text.clone() })]);
            Exit::Usage
        })?,
    };
    document["period"] = value(&period.name);
    document.remove("until");
    if let Some(team) = &arguments.team {
        document["team"] = value(team);
    }
    let mut files: Vec<NewFile> = Vec::new();
    for name in holiday_files(&document) {
        files.push((name.clone(), read(&from.join(&name))?));
    }
    leave_people(&mut document, period.from);
    if !gathered.rolls.iter().any(|roll| roll.plan.entries.is_some()) {
        let mut source = Table::new();
        let name = if arguments.xlsx { WORKBOOK } else { SHEET };
        source["files"] = value(toml_edit::Array::from_iter([name]));
        let mut sources = ArrayOfTables::new();
        sources.push(source);
        document["source"] = Item::ArrayOfTables(sources);
        let weeks = empty_weeks(&gathered, &period, arguments.xlsx);
        files.push((name.to_owned(), weeks.map_err(|fault| output::unmade(None, Problem::new(*fault)))?));
    }
    if let Some(matrix) = &gathered.matrix {
        let bytes = matrix_of(from, &matrix.file, read)?;
        let previous =
            format!("skills-{}.csv", old.name.replace(|c: char| !c.is_ascii_alphanumeric() && c != '-', "-"));
        let skills = document.entry("skills").or_insert(Item::Table(Table::new()));
        skills["matrix"] = value(MATRIX);
        skills["previous"] = value(&previous);
        if let Some(table) = skills.as_table_like_mut() {
            table.remove("assessed");
        }
        files.push((MATRIX.to_owned(), bytes.clone()));
        files.push((previous, bytes));
    }
    let mut text = document.to_string();
    if document.get("person").is_none() && !gathered.config.roster.assumed {
        // The roster was a list among the sheets, which stay where they are.
        text.push_str(&roster(gathered.config.roster.people.iter().filter(|person| is_there(person, period.from))));
    }
    files.insert(0, (CONFIG.to_owned(), text.into_bytes()));
    Ok(files)
}

/// The matrix as CSV: the bytes of its file, or the text of its tab.
fn matrix_of(from: &Path, name: &str, read: &dyn Fn(&Path) -> Result<Vec<u8>, Exit>) -> Result<Vec<u8>, Exit> {
    let (file, part) = parted(name);
    let parts = Workbooks::default().parts(&from.join(file), &file.into(), false);
    let found = parts.into_iter().flatten().find(|found| part.is_none_or(|name| found.name() == name));
    match found {
        Some(part) => Ok(part.bytes().to_vec()),
        None => read(&from.join(PathBuf::from(name))),
    }
}

/// The period of the same length that follows: a month, a quarter of the calendar or of the fiscal year, a year; of any other, the
/// next quarter.
fn following(old: &Period, fiscal: i8) -> Period {
    let next = old.to.plus(1);
    let (year, month) = (next.year(), next.month());
    let fiscal_year = |day: Day| if fiscal > 1 && day.month() >= fiscal { day.year() + 1 } else { day.year() };
    let is_fiscal = old.name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("FY"));
    let name = match old.from.first_of_month_plus(1) == next {
        true => format!("{year:04}-{month:02}"),
        false if old.from.first_of_month_plus(12) == next && is_fiscal => format!("FY{:04}", fiscal_year(next)),
        false if old.from.first_of_month_plus(12) == next => format!("{year:04}"),
        false if is_fiscal => {
            let quarter = (i32::from(month) - i32::from(fiscal)).rem_euclid(12) / 3 + 1;
            format!("FY{:04}-Q{quarter}", fiscal_year(next))
        }
        false => return Period::quarter_of(next),
    };
    Period::parse(&name, fiscal).unwrap_or_else(|| Period::quarter_of(next))
}

/// Whether somebody is still on the team on a day.
fn is_there(person: &Person, first: Day) -> bool {
    person.left.is_none_or(|left| left >= first)
}

/// The calendars that the configuration names, in the folder.
fn holiday_files(document: &DocumentMut) -> Vec<String> {
    let holidays = document.get("holidays").and_then(Item::as_array);
    let tables = holidays.into_iter().flatten().filter_map(|entry| entry.as_inline_table());
    tables.filter_map(|table| table.get("file")?.as_str()).map(str::to_owned).collect()
}

/// Leaves out those who left before a day, and the leave that was taken: it was of the earlier period.
fn leave_people(document: &mut DocumentMut, first: Day) {
    let Some(people) = document.get_mut("person").and_then(Item::as_array_of_tables_mut) else { return };
    people.retain(|person| {
        let left = person.get("left").and_then(|left| Day::parse(left.to_string().trim().trim_matches('"')));
        left.is_none_or(|left| left >= first)
    });
    people.iter_mut().for_each(|person| drop(person.remove("leave")));
}

/// The effort sheet of the new period: a row for each week and person, a column for each category; or a workbook with a tab for each
/// person.
fn empty_weeks(gathered: &Gathered, period: &Period, is_workbook: bool) -> Written<Vec<u8>> {
    let weeks = Calendar::new(period, gathered.calendar.rule, None).weeks();
    let people = gathered.config.roster.people.iter().filter(|person| is_there(person, period.from));
    let people: Vec<&str> = people.map(|person| person.name.as_str()).collect();
    let categories: Vec<&str> =
        gathered.config.taxonomy.categories.iter().map(|category| category.name.as_str()).collect();
    match is_workbook {
        true => weeks_alone(gathered.config.team.as_deref().unwrap_or("Team"), &weeks, &people, &categories),
        false => Ok(sheet(&weeks, &people, &categories).into_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_period_that_follows_has_the_same_length() {
        let next = |name: &str| following(&Period::parse(name, 7).expect("a period"), 7).name;
        let names = ["2016-Q4", "2016-12", "2016", "FY2016-Q3", "FY2016-Q4", "FY2016", "2016-01-04..2016-02-07"];
        assert_eq!(names.map(next), ["2017-Q1", "2017-01", "2017", "FY2016-Q4", "FY2017-Q1", "FY2017", "2016-Q1"]);
    }
}
