//! A Plan: what the columns of a sheet are. Plain data, made once from the header; everything after it runs the plan
//! and never looks at the header again.

use std::ops::Range;
use std::sync::Arc;

pub use super::format::Format;
pub use super::role::Says;
use crate::model::effort::{Bare, Unit};
use crate::model::place::Place;
use crate::problem::Excerpt;

/// Where a row says whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonFrom {
    /// A field, counted from 0.
    Column(usize),
    /// Two fields: the given name and the family name.
    Names { first: usize, last: usize },
    /// Every row is this person's.
    Everywhere(String),
    /// Each amount column has its own.
    Headings,
}

/// Where a row says which days it is about. Fields are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A week, by its number or any of its days.
    Week(usize),
    /// A date: of the day itself or of its week, which the rows decide.
    Date(usize),
    /// A date and a time, of the beginning of the work.
    Start(usize),
    /// First and last day.
    Range { from: usize, to: usize },
    /// Nowhere: the rows are about the whole period.
    Period,
}

impl When {
    /// The fields it stands in.
    pub fn fields(self) -> impl Iterator<Item = usize> {
        let (first, second) = match self {
            When::Week(field) | When::Date(field) | When::Start(field) => (Some(field), None),
            When::Range { from, to } => (Some(from), Some(to)),
            When::Period => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// A column of amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountColumn {
    /// The field, counted from 0.
    pub field: usize,
    /// The activity: the heading without a unit behind it (`Maintenance (h)` is `Maintenance`). Empty where the row says it.
    pub activity: String,
    /// Whose amounts they are, where each column has its own person.
    pub person: Option<String>,
    /// The unit behind the heading.
    pub unit: Option<Unit>,
}

/// What the rows of a timesheet say that those of effort sheets do not. Each row is an entry, of a day and perhaps of some
/// hours of it. Fields are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entries {
    /// The e-mail address of the person.
    pub email: Option<usize>,
    /// What tells an entry from every other: a second one with the same is a copy.
    pub id: Option<usize>,
    /// When the work began and ended: times of day, or moments.
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub end_date: Option<usize>,
    /// The amount is the time from start to end.
    pub spans: bool,
    /// The last fields of a row may be missing where they are not needed.
    pub short_rows: bool,
    /// All rows were looked at, and nothing shows what a bare duration counts: a row with one is refused.
    pub refuses_bare: bool,
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
    /// It says something about the work, and no rule of the configuration reads it.
    NoRule,
    /// Known, and of no use here: an e-mail address, the name of the weekday, or what a mapping does not name.
    Unused,
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
    /// The row above the first row of the sheet.
    pub header: Header,
    /// The header row above that one, where people stand over categories or the other way round.
    pub above: Option<Header>,
    pub person: PersonFrom,
    pub when: When,
    /// The fields that say what the work was, where the headings of the amounts do not.
    pub says: Vec<(Says, usize)>,
    pub amounts: Vec<AmountColumn>,
    pub ignored: Vec<(usize, Ignored)>,
    /// The rows are entries of a timesheet.
    pub entries: Option<Entries>,
    /// Which fields of work are only held against patterns: nothing else of them is kept.
    pub tested: Vec<(Says, Vec<String>)>,
    /// What a bare number of a column of durations counts; `None`: nothing says it.
    pub bare: Option<Bare>,
}

impl Plan {
    /// Whether each row is an entry of a day: days of one week are then folded together, cut where a month or the report
    /// begins.
    pub fn is_of_days(&self) -> bool {
        self.entries.is_some() && matches!(self.when, When::Date(_) | When::Start(_))
    }

    /// Whether a row need not say what the work was: an entry, and what the canonical table makes of such.
    pub fn has_nameless(&self) -> bool {
        self.entries.is_some() || self.format == Format::Rollup
    }

    /// The field of the person's e-mail address.
    pub fn email(&self) -> Option<usize> {
        self.entries.as_ref()?.email
    }

    /// The fields that name the person.
    pub fn person_fields(&self) -> impl Iterator<Item = usize> + use<> {
        let (first, last) = match self.person {
            PersonFrom::Column(field) => (Some(field), None),
            PersonFrom::Names { first, last } => (Some(first), Some(last)),
            PersonFrom::Everywhere(_) | PersonFrom::Headings => (None, None),
        };
        first.into_iter().chain(last)
    }

    /// Fields of a row.
    pub fn width(&self) -> usize {
        self.header.headings.len()
    }

    /// The headings of the columns left alone for this reason.
    pub fn ignored(&self, wanted: Ignored) -> impl Iterator<Item = (usize, &str)> {
        let of = self.ignored.iter().filter(move |(_, why)| *why == wanted);
        of.map(|(field, _)| (*field, self.header.headings.get(*field).map_or("", String::as_str)))
    }

    /// Leaves every column alone that the plan does not use.
    pub(in crate::read) fn leave_the_rest(&mut self) {
        let entries = self.entries.as_ref();
        let of_entries = entries.into_iter().flat_map(|of| [of.email, of.id, of.start, of.end, of.end_date]).flatten();
        let used: Vec<usize> = of_entries
            .chain(self.person_fields())
            .chain(self.when.fields())
            .chain(self.says.iter().map(|(_, field)| *field))
            .chain(self.amounts.iter().map(|amount| amount.field))
            .collect();
        let rest = (0..self.width()).filter(|field| !used.contains(field));
        self.ignored = rest.map(|field| (field, Ignored::Unused)).collect();
    }
}
