//! The sheets to fill in that `teamcap init` writes: an effort sheet and a skill matrix as CSV, or both as a workbook.

use super::csv::{guarded, written};
use super::start::Start;
use super::unwritable::Written;
use super::workbook::form::{Form, form};
use crate::model::week::Week;

/// The highest level of a new matrix.
const SCALE_MAX: u32 = 5;

/// The effort sheet: a row for each week and person, nothing in it.
pub fn effort(start: &Start, weeks: &[Week]) -> String {
    let people: Vec<&str> = start.people.iter().map(|person| person.name.as_str()).collect();
    let categories: Vec<&str> = start.categories.iter().map(|category| category.name.as_str()).collect();
    sheet(weeks, &people, &categories)
}

/// An effort sheet of these weeks, people and categories, with nothing in it.
pub fn sheet(weeks: &[Week], people: &[&str], categories: &[&str]) -> String {
    let labels = ["Week", "Person"].map(str::to_owned).into_iter();
    let header: Vec<String> = labels.chain(categories.iter().map(|category| guarded(category))).collect();
    let blanks = vec![String::new(); categories.len()];
    let rows = weeks.iter().flat_map(|week| people.iter().map(move |person| (week, person)));
    let rows = rows.map(|(week, person)| [vec![week.to_string(), guarded(person)], blanks.clone()].concat());
    written(std::iter::once(header).chain(rows))
}

/// The skill matrix: people across, one skill to begin with.
pub fn matrix(start: &Start) -> String {
    let people = start.people.iter().map(|person| guarded(&person.name));
    let header: Vec<String> = std::iter::once("Skill".to_owned()).chain(people).collect();
    let mut row = vec!["Deploying".to_owned()];
    row.resize(header.len(), String::new());
    written([header, row].into_iter())
}

/// Both as a workbook, with a tab for each person and one with the team.
///
/// # Errors
/// `unwritable-file`.
pub fn workbook(start: &Start, weeks: &[Week]) -> Written<Vec<u8>> {
    let people: Vec<&str> = start.people.iter().map(|person| person.name.as_str()).collect();
    let categories: Vec<&str> = start.categories.iter().map(|category| category.name.as_str()).collect();
    form(&Form {
        title: start.team.as_deref().unwrap_or("Team"),
        weeks,
        people: &people,
        categories: &categories,
        has_team: true,
        scale_max: Some(SCALE_MAX),
    })
}

/// The weeks of a team whose roster and matrix are elsewhere, as a workbook.
///
/// # Errors
/// `unwritable-file`.
pub fn weeks_alone(title: &str, weeks: &[Week], people: &[&str], categories: &[&str]) -> Written<Vec<u8>> {
    form(&Form { title, weeks, people, categories, has_team: false, scale_max: None })
}
