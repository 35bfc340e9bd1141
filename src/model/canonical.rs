//! One row of the canonical roll-up: what a person did on some days, summed, in one unit. interface.md section 8.

use super::amount::Amount;
use super::category::Activity;
use super::day::Day;

/// The columns of version 1, in order. A changed set is a new version.
pub const COLUMNS: [&str; 14] = [
    "person",
    "from",
    "to",
    "project",
    "task",
    "tags",
    "client",
    "description",
    "billable",
    "type",
    "category",
    "unit",
    "amount",
    "entries",
];

/// A row. Its activity's name is the category of the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalRow {
    /// As the sheet spells it.
    pub person: String,
    /// First and last day.
    pub from: Day,
    pub to: Day,
    pub activity: Activity,
    pub unit: CanonicalUnit,
    pub amount: Amount,
    /// How many entries are summed.
    pub entries: u64,
}

/// The unit of an amount: bare numbers are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CanonicalUnit {
    /// Of a week.
    Percent,
    Hours,
    Seconds,
}

impl CanonicalUnit {
    pub fn name(self) -> &'static str {
        match self {
            CanonicalUnit::Percent => "percent",
            CanonicalUnit::Hours => "hours",
            CanonicalUnit::Seconds => "seconds",
        }
    }
}

impl CanonicalRow {
    /// The columns as text, unguarded.
    pub fn texts(&self) -> [String; 14] {
        let of = &self.activity;
        [
            self.person.clone(),
            self.from.to_string(),
            self.to.to_string(),
            of.project.clone(),
            of.task.clone(),
            of.tags.join(", "),
            of.client.clone(),
            of.description.clone(),
            of.billable.clone(),
            of.kind.clone(),
            of.name.clone(),
            self.unit.name().to_owned(),
            self.amount.to_string(),
            self.entries.to_string(),
        ]
    }
}
