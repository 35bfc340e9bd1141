//! A Plan: what the columns of a sheet are. Plain data, made once from the header; everything after it runs the plan
//! and never looks at the header again.

use std::ops::Range;
use std::sync::Arc;

use crate::model::effort::Unit;
use crate::model::place::Place;
use crate::problem::Excerpt;

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

/// The header of a sheet, with its own text for messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Unquoted and trimmed.
    pub headings: Vec<String>,
    /// The physical line.
    pub line: u64,
    /// As it stands in the file, and where in it each heading stands.
    pub text: String,
    pub spans: Vec<Range<usize>>,
}

impl Header {
    /// The heading of field `field` as a place; fields are counted from 0.
    pub fn place(&self, file: &Arc<str>, field: usize) -> Place {
        Place::cell(file, self.line, field as u32 + 1)
    }

    /// The header's own text with the heading of field `field` marked.
    pub fn excerpt(&self, field: usize) -> Excerpt {
        let span = self.spans.get(field).cloned().unwrap_or(0..self.text.len());
        Excerpt { line: self.line, text: self.text.clone(), span }
    }
}

/// What the columns of one file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub file: Arc<str>,
    pub format: Format,
    pub header: Header,
    pub person: PersonFrom,
    /// The field that names the week.
    pub week: usize,
    pub amounts: Vec<AmountColumn>,
    pub ignored: Vec<(usize, Ignored)>,
}

impl Plan {
    /// Fields of a row.
    pub fn width(&self) -> usize {
        self.header.headings.len()
    }
}
