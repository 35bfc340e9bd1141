//! A plan says what each column of a sheet is. It is plain data, made once from the header; everything that follows
//! runs the plan and does not look at the header again.

use std::ops::Range;
use std::sync::Arc;

pub use super::format::Format;
pub use super::role::Says;
use crate::model::effort::{Bare, Notation, Unit};
use crate::model::place::Place;
use crate::model::slot::Slot;
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
    /// Each column of amounts has its own person.
    Headings,
}

/// Where a row says which days it is about. Fields are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A week, by its number or any of its days.
    Week(usize),
    /// A date: the day of the work, or a day that stands for its week. The rows decide which.
    Date(usize),
    /// The date and the time at which the work began.
    Start(usize),
    /// The first and the last day.
    Range { from: usize, to: usize },
    /// The first and the last day, and what of them the row is about, in a canonical table; its first version does not say it.
    Table { from: usize, to: usize, span: Option<usize> },
    /// Nowhere, because every row is about the whole period.
    Period,
    /// Each column of amounts has its own days.
    Headings,
}

impl When {
    /// The fields that say it.
    pub fn fields(self) -> impl Iterator<Item = usize> {
        let fields = match self {
            When::Week(field) | When::Date(field) | When::Start(field) => [Some(field), None, None],
            When::Range { from, to } => [Some(from), Some(to), None],
            When::Table { from, to, span } => [Some(from), Some(to), span],
            When::Period | When::Headings => [None; 3],
        };
        fields.into_iter().flatten()
    }
}

/// The days of a column of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnDays {
    These(Slot),
    /// A day of the week that the row is about, counted from Monday, which is 0.
    Weekday(u8),
}

/// A column of amounts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AmountColumn {
    /// The field, counted from 0.
    pub field: usize,
    /// The activity: the heading without the unit that follows it (`Maintenance (h)` is `Maintenance`). Empty if each
    /// row says it.
    pub activity: String,
    /// Whose amounts they are, if each column has its own person.
    pub person: Option<String>,
    /// The unit that follows the name in the heading.
    pub unit: Option<Unit>,
    /// The days that its amounts are about, if each column has its own.
    pub days: Option<ColumnDays>,
    /// Whether its amounts are leave.
    pub is_leave: bool,
    /// How its bare numbers are read, if the columns of the sheet have different units.
    pub bare: Option<Notation>,
}

/// The columns of a timesheet that effort sheets do not have. Each row is an entry: work on one day, perhaps with its
/// times. Fields are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entries {
    /// The e-mail address of the person.
    pub email: Option<usize>,
    /// The identifier of the entry. A second entry with the same one is a copy.
    pub id: Option<usize>,
    /// When the work began and ended: times of day, or dates with times.
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub end_date: Option<usize>,
    /// Whether the amount is the time from start to end.
    pub spans: bool,
    /// Whether fields that are not needed may be missing at the end of a row.
    pub short_rows: bool,
    /// Whether a row with a bare duration is refused, because all rows were looked at and none of them shows what such
    /// a duration counts.
    pub refuses_bare: bool,
}

/// Why a column is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// Totals, averages, percentages of capacity: teamcap calculates its own.
    Total,
    /// Notes and comments.
    Remark,
    /// No heading, and nothing in any row.
    Unheaded,
    /// Numbers that are no effort, and what they are.
    NotEffort(&'static str),
    /// It describes the work, but no rule of the configuration reads it.
    NoRule,
    /// Known but not needed, such as an e-mail address or the name of the weekday, or not named by the mapping.
    Unused,
}

/// The header of a sheet, and its text for messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Without quotation marks, and trimmed.
    pub headings: Vec<String>,
    /// The line in the file.
    pub line: u64,
    /// The header as it stands in the file, and where in it each heading stands.
    pub text: String,
    pub spans: Vec<Range<usize>>,
}

impl Header {
    /// The place of a heading. Fields are counted from 0.
    pub fn place(&self, file: &Arc<str>, field: usize) -> Place {
        Place::cell(file, self.line, field as u32 + 1)
    }

    /// The text of the header with one heading marked.
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
    /// The row above `header`, if there are two: people over categories, or the other way round.
    pub above: Option<Header>,
    pub person: PersonFrom,
    pub when: When,
    /// The fields that describe the work, if the headings of the amounts do not.
    pub says: Vec<(Says, usize)>,
    pub amounts: Vec<AmountColumn>,
    pub ignored: Vec<(usize, Ignored)>,
    /// Set if the rows are entries of a timesheet.
    pub entries: Option<Entries>,
    /// Fields that are only matched against patterns of the configuration. Nothing else of their texts is kept.
    pub tested: Vec<(Says, Vec<String>)>,
    /// How many cells of leave were made of words, by notation: they are no evidence of the unit of the sheet.
    pub leave_cells: [u64; 4],
    /// What a bare number in a column of durations counts, or `None` if nothing says it.
    pub bare: Option<Bare>,
}

impl Plan {
    /// Returns whether each row is an entry for one day. The days of a week are then added up, except across the end of
    /// a month or of the period.
    pub fn is_of_days(&self) -> bool {
        self.entries.is_some() && matches!(self.when, When::Date(_) | When::Start(_))
    }

    /// Returns whether the rows or the columns name people, and nothing says any days.
    pub fn has_people_alone(&self) -> bool {
        self.format == Format::WideByPerson || self.format == Format::PeopleAcross && self.when == When::Period
    }

    /// Returns whether rows may leave open what the work was. Entries may, and so may the canonical table, which is
    /// made of entries.
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

    /// The number of fields in a row.
    pub fn width(&self) -> usize {
        self.header.headings.len()
    }

    /// The columns that are left alone for this reason, with their headings.
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
