//! The shape of the JSON review, key by key in its order: interface.md section 7 and docs/review.schema.json. Every
//! number that is not a small count is text, so that no reader puts it through a float.

use serde::Serialize;

/// Changes when a key changes its meaning or goes away; new keys do not change it.
pub const SCHEMA: &str = "teamcap-review/1";

#[derive(Debug, Serialize)]
pub struct Document<'a> {
    pub schema: &'static str,
    pub team: Team<'a>,
    pub period: Period<'a>,
    pub rules: Rules<'a>,
    pub sources: Vec<Source<'a>>,
    pub people: Vec<Person<'a>>,
    pub categories: Vec<Category<'a>>,
    pub skills: Vec<Skill<'a>>,
    pub figures: Vec<Figure<'a>>,
    pub notes: Vec<Note<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Team<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

#[derive(Debug, Serialize)]
pub struct Period<'a> {
    pub name: &'a str,
    pub from: String,
    pub to: String,
    pub until: Option<String>,
    pub week_rule: &'static str,
    pub weeks: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct Rules<'a> {
    pub average: &'static str,
    pub percent_of: &'static str,
    pub full_week_hours: String,
    pub buckets: &'a [String],
}

#[derive(Debug, Serialize)]
pub struct Source<'a> {
    pub file: &'a str,
    pub format: &'static str,
    pub rows: Rows,
    pub cells: Cells,
    pub decisions: Vec<Decision<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Rows {
    pub read: u64,
    pub used: u64,
    pub excluded: u64,
    pub rejected: u64,
}

#[derive(Debug, Serialize)]
pub struct Cells {
    pub entries: u64,
    pub blank: u64,
    pub excluded: u64,
}

#[derive(Debug, Serialize)]
pub struct Decision<'a> {
    pub what: &'static str,
    pub value: &'a str,
    pub evidence: &'a str,
    pub said_by: &'static str,
}

#[derive(Debug, Serialize)]
pub struct Person<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub weeks: Vec<PersonWeek>,
}

/// Amounts in FTE-weeks.
#[derive(Debug, Serialize)]
pub struct PersonWeek {
    pub week: String,
    pub state: &'static str,
    pub capacity: String,
    /// `None` unless the week was submitted.
    pub recorded: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Category<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// A bucket of the scheme, `unclassified`, `leave` or `excluded`.
    pub bucket: &'a str,
    pub kind: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Skill<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub group: Option<&'a str>,
    pub bar: u32,
    pub weight: String,
    pub critical: bool,
    pub state: &'static str,
    pub coverage: Coverage,
    pub levels: Vec<Level<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Coverage {
    pub low: usize,
    pub high: u32,
}

#[derive(Debug, Serialize)]
pub struct Level<'a> {
    pub person: &'a str,
    pub level: Option<u32>,
    /// Only where an earlier level is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<i32>,
    /// Only where there is no level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Figure<'a> {
    pub address: &'a str,
    pub section: &'static str,
    pub row: &'a str,
    pub column: &'a str,
    pub unit: &'static str,
    pub value: Option<String>,
    pub num: Option<String>,
    pub den: Option<String>,
    pub shown: Option<String>,
    pub missing: Option<&'static str>,
    pub formula: String,
    pub top: Option<Side>,
    pub bottom: Option<Side>,
    /// Only where a count can be higher because cells are unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// Only where the value is not proven: on which side of it the true one may lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct Side {
    pub value: String,
    pub unit: &'static str,
}

#[derive(Debug, Serialize)]
pub struct Note<'a> {
    pub name: &'static str,
    pub severity: &'static str,
    pub figures: &'a [String],
    pub places: Vec<String>,
    pub text: String,
}
