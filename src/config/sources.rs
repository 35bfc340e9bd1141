//! `[[source]]`: which files are read, and what is said about them instead of being decided from them.

use super::document::{Document, Field, Keys, Said, Table};
use super::holidays;
use crate::model::effort::{Bare, DateOrder, DecimalMark, Unit};
use crate::model::person::Roster;
use crate::model::place::Place;
use crate::problem::grammar::nearest;
use crate::problem::words::config::Wanted;
use crate::read::encoding::{self, Label};

/// One `[[source]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSpec {
    /// Paths or globs relative to the configuration; `-` is standard input.
    pub files: Vec<Said<String>>,
    pub format: Option<Said<String>>,
    pub unit: Option<Unit>,
    /// What a bare number of hours, minutes or seconds counts.
    pub bare: Option<Bare>,
    pub delimiter: Option<u8>,
    pub encoding: Option<Label>,
    pub dates: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
    /// The file is this person's.
    pub person: Option<Said<String>>,
    pub skip_rows: u32,
    /// Role (person, week, date, hours, percent, project, task, tags, client, description, billable, type, category, id,
    /// from, to, start, end) to heading.
    pub columns: Vec<(String, Said<String>)>,
    /// It names a column for a role that there is not: what the others say is no whole mapping.
    pub has_unknown_roles: bool,
    pub place: Place,
}

pub(super) const SOURCE: Keys = Keys {
    table: "[[source]]",
    keys: &["files", "format", "unit", "delimiter", "encoding", "dates", "decimal", "person", "skip_rows", "columns"],
};

/// What a column can be to teamcap.
pub(super) const COLUMNS: Keys = Keys {
    table: "columns",
    keys: &[
        "person",
        "week",
        "date",
        "hours",
        "percent",
        "project",
        "task",
        "tags",
        "client",
        "description",
        "billable",
        "type",
        "category",
        "id",
        "from",
        "to",
        "start",
        "end",
    ],
};

/// What a bare number is.
const UNITS: [(&str, (Unit, Option<Bare>)); 5] = [
    ("percent", (Unit::Percent, None)),
    ("fraction", (Unit::Fraction, None)),
    ("hours", (Unit::Hours, Some(Bare::Hours))),
    ("minutes", (Unit::Hours, Some(Bare::Minutes))),
    ("seconds", (Unit::Hours, Some(Bare::Seconds))),
];

/// More lines than a header is ever behind.
const MOST_SKIPPED: u32 = 1000;

pub(super) fn read(document: &mut Document<'_>, field: Option<Field<'_>>, roster: &Roster) -> Vec<SourceSpec> {
    document.tables(field, &SOURCE).iter().map(|table| source(document, table, roster)).collect()
}

fn source(document: &mut Document<'_>, table: &Table<'_>, roster: &Roster) -> SourceSpec {
    let files = document.required(table, "files", "[\"effort.csv\"]");
    if let Some(empty) = files.clone().filter(|files| files.value.as_array().is_some_and(|list| list.is_empty())) {
        document.wrong_value(&empty, Wanted::NotEmpty);
    }
    let (files, format) = (document.texts(files), document.text(table.get("format")));
    let (unit, bare) = document.choice(table.get("unit"), &UNITS).unzip();
    let bare = bare.flatten();
    let (columns, has_unknown_roles) = columns(document, table.get("columns"));
    SourceSpec {
        files,
        format,
        unit,
        bare,
        delimiter: delimiter(document, table.get("delimiter")),
        encoding: encoding(document, table.get("encoding")),
        dates: document
            .choice(table.get("dates"), &[DateOrder::DayFirst, DateOrder::MonthFirst].map(|o| (o.name(), o))),
        decimal: document.choice(table.get("decimal"), &[(".", DecimalMark::Dot), (",", DecimalMark::Comma)]),
        person: owner(document, table.get("person"), roster),
        skip_rows: document.whole(table.get("skip_rows"), 0, MOST_SKIPPED).unwrap_or(0),
        columns,
        has_unknown_roles,
        place: document.place(&table.span),
    }
}

/// The person whose file it is; has to be on the roster, where there is one.
fn owner(document: &mut Document<'_>, field: Option<Field<'_>>, roster: &Roster) -> Option<Said<String>> {
    let said = document.text(field.clone())?;
    if !roster.assumed {
        holidays::person(document, field?, roster);
    }
    Some(said)
}

/// Any name that the Encoding Standard has for one.
fn encoding(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<Label> {
    let field = field?;
    let text = document.text(Some(field.clone()))?.value;
    let label = Label::find(&text);
    if label.is_none() {
        let near = nearest(&text, encoding::NAMES);
        document.wrong_value_near(&field, Wanted::Encoding, near);
    }
    label
}

/// One ASCII character that no number, name or quote is made of.
fn delimiter(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<u8> {
    let field = field?;
    // Not through `text`, which would take a tab for a blank.
    let Some(text) = field.value.as_str() else {
        return document.text(Some(field)).and(None);
    };
    match text.as_bytes() {
        [one @ (b',' | b';' | b'|' | b'\t')] => Some(*one),
        _ => {
            document.wrong_value(&field, Wanted::Delimiter);
            None
        }
    }
}

/// Role and heading, in file order; and whether there are others than those that are known.
fn columns(document: &mut Document<'_>, field: Option<Field<'_>>) -> (Vec<(String, Said<String>)>, bool) {
    let Some(field) = field else { return (Vec::new(), false) };
    if document.table(field.clone(), &COLUMNS).is_none() {
        return (Vec::new(), false);
    }
    let (mut known, mut others) = (Vec::new(), false);
    for (role, heading) in document.entries(field) {
        if COLUMNS.keys.contains(&role.get_ref().as_ref()) {
            known.extend(document.text(Some(heading)).map(|heading| (role.get_ref().to_string(), heading)));
        } else {
            others = true;
        }
    }
    (known, others)
}
