//! A Plan: what the columns of a sheet are. Plain data, made once from the header; everything after it runs the plan
//! and never looks at the header again.

use std::sync::Arc;

use crate::model::effort::Unit;

/// The shapes of effort sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `Week,Person,<category>...`: one row a person-week.
    WideByWeek,
    /// `Week,<category>...`: one file a person.
    OnePerson,
}

impl Format {
    pub const ALL: [Format; 2] = [Format::WideByWeek, Format::OnePerson];

    /// As the configuration and JSON write it.
    pub fn name(self) -> &'static str {
        match self {
            Format::WideByWeek => "wide-by-week",
            Format::OnePerson => "one-person",
        }
    }

    /// A header that shows it.
    pub fn example(self) -> &'static str {
        match self {
            Format::WideByWeek => "Week,Person,CI Scaling,Maintenance",
            Format::OnePerson => "Week,CI Scaling,Maintenance",
        }
    }
}

/// Where a row says whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonFrom {
    /// A field, counted from 0.
    Column(usize),
    /// Every row is this person's.
    Everywhere(String),
}

/// A column of amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountColumn {
    /// The field, counted from 0.
    pub field: usize,
    /// The activity: the heading without a unit behind it (`Maintenance (h)` is `Maintenance`).
    pub activity: String,
    /// The unit behind the heading.
    pub unit: Option<Unit>,
}

/// Why a column is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// Totals, averages, percents of capacity: teamcap computes its own.
    Total,
    /// Notes and comments.
    Remark,
    /// No heading; no row has anything in it.
    Unheaded,
}

/// What the columns of one file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub file: Arc<str>,
    pub format: Format,
    /// The headings, unquoted and trimmed.
    pub header: Vec<String>,
    /// The physical line of the header.
    pub header_line: u64,
    pub person: PersonFrom,
    /// The field that names the week.
    pub week: usize,
    pub amounts: Vec<AmountColumn>,
    pub ignored: Vec<(usize, Ignored)>,
}

impl Plan {
    /// Fields of a row.
    pub fn width(&self) -> usize {
        self.header.len()
    }
}
