//! `holidays`: public holidays, for everybody or for some people, and files of them.

use toml::de::DeValue;

use super::document::{Document, Field, Keys, Said, Table};
use crate::model::person::Roster;
use crate::model::rules::Holiday;
use crate::problem::FolderFault;
use crate::problem::grammar::nearest;
use crate::problem::words::config::Shape;

/// A calendar file of public holidays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayFile {
    /// The file, relative to the configuration.
    pub file: Said<String>,
    /// The people it is for, by their index in the roster. Empty stands for everybody.
    pub people: Vec<usize>,
}

pub(super) const HOLIDAY: Keys = Keys { table: "a holiday", keys: &["date", "name", "people"] };
pub(super) const HOLIDAY_FILE: Keys = Keys { table: "a file of holidays", keys: &["file", "people"] };

/// Adds the holidays that stand in the configuration itself to `holidays`. Returns the files that contain others.
pub(super) fn read(
    document: &mut Document<'_>,
    field: Option<Field<'_>>,
    roster: &Roster,
    holidays: &mut Vec<Holiday>,
) -> Vec<HolidayFile> {
    let mut files = Vec::new();
    for entry in document.list(field, Shape::Tables) {
        let names_file = matches!(entry.value, DeValue::Table(table) if table.contains_key("file"));
        let Some(table) = document.table(entry, if names_file { &HOLIDAY_FILE } else { &HOLIDAY }) else { continue };
        if names_file {
            let file = document.text(table.get("file"));
            let people = people(document, &table, roster);
            files.extend(file.zip(people).map(|(file, people)| HolidayFile { file, people }));
        } else {
            holidays.extend(holiday(document, &table, roster));
        }
    }
    files
}

fn holiday(document: &mut Document<'_>, table: &Table<'_>, roster: &Roster) -> Option<Holiday> {
    let date = document.required(table, "date", "2016-03-28");
    let day = document.day(date);
    let name = document.text(table.get("name")).map(|name| name.value).unwrap_or_default();
    let people = people(document, table, roster)?;
    Some(Holiday { day: day?, name, people, place: document.place(&table.span) })
}

/// Returns the people that a holiday is for; empty stands for everybody. `None` if all people named are unknown,
/// because the holiday must not become everybody's.
fn people(document: &mut Document<'_>, table: &Table<'_>, roster: &Roster) -> Option<Vec<usize>> {
    let named = document.list(table.get("people"), Shape::Texts);
    let everybody = named.is_empty();
    let mut people: Vec<usize> = named.into_iter().filter_map(|who| person(document, who, roster)).collect();
    people.sort_unstable();
    people.dedup();
    (everybody || !people.is_empty()).then_some(people)
}

/// Returns the index of the person with this name or alias.
pub(super) fn person(document: &mut Document<'_>, field: Field<'_>, roster: &Roster) -> Option<usize> {
    let name = document.text(Some(field.clone()))?.value;
    let found = roster.find(&name);
    if found.is_none() {
        let near = nearest(&name, roster.people.iter().flat_map(|person| person.spellings()));
        document.fault(&field.span, FolderFault::UnknownName { name, near });
    }
    found
}
