//! `[[source]]`: which files are read, and what is stated about them so that it need not be decided.

use super::document::{Document, Field, Keys, Said, Table};
use super::holidays;
use crate::model::area::Area;
use crate::model::effort::{Bare, DateOrder, DecimalMark, HeadedUnit, Headings, Unit};
use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::problem::ConfigFault;
use crate::problem::grammar::nearest;
use crate::problem::words::config::Wanted;
use crate::read::cell;
use crate::read::encoding::{self, Label};

/// One `[[source]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSpec {
    /// Paths or globs relative to the configuration; `-` is standard input.
    pub files: Vec<Said<String>>,
    /// Tabs of a workbook, by names in which * stands for any run of characters; none says all of them.
    pub tabs: Vec<Said<String>>,
    pub format: Option<Said<String>>,
    pub unit: Option<Unit>,
    /// What a bare number counts, if that is hours, minutes or seconds.
    pub bare: Option<Bare>,
    pub delimiter: Option<u8>,
    pub encoding: Option<Label>,
    pub dates: Option<DateOrder>,
    pub decimal: Option<DecimalMark>,
    /// The person whose file it is.
    pub person: Option<Said<String>>,
    pub skip_rows: u32,
    /// The mapping: roles (person, week, date, hours, percent, project, task, tags, client, description, billable,
    /// type, category, id, from, to, start, end) with the headings of their columns.
    pub columns: Vec<(String, Said<String>)>,
    /// Headings of columns that are effort, and of those that are left out, where a sheet does not show it.
    pub effort: Vec<Said<String>>,
    pub ignore: Vec<Said<String>>,
    /// What words among the amounts stand for.
    pub words: Vec<(String, Word)>,
    /// Where the table is in the sheet, and how many rows its header has.
    pub table: Option<Area>,
    pub header_rows: Option<u32>,
    /// Headings of labels that hold for the blank cells below them.
    pub fill_down: Vec<Said<String>>,
    /// Headings with the unit of the amounts below.
    pub units: Vec<(Said<String>, HeadedUnit)>,
    /// What the headings of the columns of amounts stand for.
    pub across: Option<Said<Headings>>,
    /// The name that says the days of every row.
    pub week_from: Option<Said<NameOf>>,
    /// Whether it counts though other files may hold the same effort; or it is left out.
    pub counts: Option<bool>,
    /// Whether the mapping has an unknown role, which makes it incomplete.
    pub has_unknown_roles: bool,
    pub place: Place,
}

/// Whose name says the days of every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOf {
    File,
    Tab,
}

impl NameOf {
    const ALL: [NameOf; 2] = [NameOf::File, NameOf::Tab];

    pub fn name(self) -> &'static str {
        match self {
            NameOf::File => "file-name",
            NameOf::Tab => "tab-name",
        }
    }
}

/// What a word among the amounts stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Nothing was said.
    Blank,
    /// The day or the week of the cell was leave.
    Leave,
    /// An amount, as a cell writes it.
    Amount(String),
}

pub(super) const SOURCE: Keys = Keys {
    table: "[[source]]",
    keys: &[
        "files",
        "tab",
        "format",
        "unit",
        "delimiter",
        "encoding",
        "dates",
        "decimal",
        "person",
        "skip_rows",
        "columns",
        "effort",
        "ignore",
        "words",
        "table",
        "header_rows",
        "fill_down",
        "units",
        "across",
        "week_from",
        "counts",
    ],
};

/// The roles that a column can have.
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

/// The units that a bare number can have.
const UNITS: [(&str, (Unit, Option<Bare>)); 6] = [
    ("percent", (Unit::Percent, None)),
    ("fraction", (Unit::Fraction, None)),
    ("hours", (Unit::Hours, Some(Bare::Hours))),
    ("minutes", (Unit::Hours, Some(Bare::Minutes))),
    ("seconds", (Unit::Hours, Some(Bare::Seconds))),
    ("day-fractions", (Unit::Hours, Some(Bare::DayFractions))),
];

/// No header stands below more lines than this.
const MOST_SKIPPED: u32 = 1000;

/// No header has more rows than this.
const MOST_HEADER_ROWS: u32 = 10;

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
    let (effort, ignore) = (document.texts(table.get("effort")), document.texts(table.get("ignore")));
    for twice in ignore.iter().filter(|said| effort.iter().any(|effort| folded(&effort.value) == folded(&said.value))) {
        // Whether it counts or is left out cannot both be meant.
        let name = twice.value.clone();
        if let Some(field) = table.get("ignore") {
            document.fault(
                &field.span,
                ConfigFault::RepeatedName { first: name.clone(), name, what: "column or row in effort =" },
            );
        }
    }
    SourceSpec {
        files,
        tabs: tabs(document, table.get("tab")),
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
        effort,
        ignore,
        words: words(document, table.get("words")),
        table: area(document, table.get("table")),
        header_rows: document.whole(table.get("header_rows"), 1, MOST_HEADER_ROWS),
        fill_down: document.texts(table.get("fill_down")),
        units: units(document, table.get("units")),
        across: said(document, table.get("across"), &Headings::ALL.map(|of| (of.name(), of))),
        week_from: said(document, table.get("week_from"), &NameOf::ALL.map(|of| (of.name(), of))),
        counts: document.flag(table.get("counts")),
        has_unknown_roles,
        place: document.place(&table.span),
    }
}

/// Reads the person whose file it is. The person must be on the roster, if there is one.
fn owner(document: &mut Document<'_>, field: Option<Field<'_>>, roster: &Roster) -> Option<Said<String>> {
    let said = document.text(field.clone())?;
    if !roster.assumed {
        holidays::person(document, field?, roster);
    }
    Some(said)
}

/// Reads what words among the amounts stand for.
fn words(document: &mut Document<'_>, field: Option<Field<'_>>) -> Vec<(String, Word)> {
    let Some(field) = field else { return Vec::new() };
    let mut words = Vec::new();
    for (word, meaning) in document.entries(field) {
        let Some(said) = document.text(Some(meaning.clone())) else { continue };
        let meaning = match said.value.to_lowercase().as_str() {
            "blank" => Word::Blank,
            "leave" => Word::Leave,
            text if cell::amount(text, None).is_ok_and(|amount| amount.is_some()) => Word::Amount(said.value.clone()),
            _ => {
                let choices = ["blank", "leave", "100%"].map(str::to_owned).to_vec();
                document.not_one_of(&meaning, &said.value, choices);
                continue;
            }
        };
        words.push((word.get_ref().to_string(), meaning));
    }
    words
}

/// Reads one of several names, and keeps its place.
fn said<T: Copy>(
    document: &mut Document<'_>,
    field: Option<Field<'_>>,
    choices: &[(&'static str, T)],
) -> Option<Said<T>> {
    let place = document.place(&field.as_ref()?.span);
    document.choice(field, choices).map(|value| Said { value, place })
}

/// Reads the tabs that are meant: a name, or a list of names.
fn tabs(document: &mut Document<'_>, field: Option<Field<'_>>) -> Vec<Said<String>> {
    match field {
        Some(field) if field.value.as_str().is_some() => document.text(Some(field)).into_iter().collect(),
        field => document.texts(field),
    }
}

/// Reads where the table is: `A4:H60`.
fn area(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<Area> {
    let field = field?;
    let area = Area::parse(&document.text(Some(field.clone()))?.value);
    if area.is_none() {
        document.wrong_value(&field, Wanted::Area);
    }
    area
}

/// Reads the units of columns, by their headings.
fn units(document: &mut Document<'_>, field: Option<Field<'_>>) -> Vec<(Said<String>, HeadedUnit)> {
    let Some(field) = field else { return Vec::new() };
    let choices = HeadedUnit::ALL.map(|unit| (unit.name(), unit));
    let mut units = Vec::new();
    for (heading, unit) in document.entries(field) {
        let said = Said { value: heading.get_ref().to_string(), place: document.place(&heading.span()) };
        units.extend(document.choice(Some(unit), &choices).map(|unit| (said, unit)));
    }
    units
}

/// Reads an encoding by any of its names in the Encoding Standard.
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

/// Reads one ASCII character that is part of no number, name or quotation.
fn delimiter(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<u8> {
    let field = field?;
    // Not with `text`, which would take a tab for a blank.
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

/// Returns the roles with their headings, in file order, and whether there are unknown roles.
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
