//! A Plan: what the columns of a sheet are. Plain data, made once from the header; everything after it runs the plan
//! and never looks at the header again.

use std::ops::Range;
use std::sync::Arc;

use crate::model::effort::Unit;
use crate::model::place::Place;
use crate::problem::Excerpt;

/// The shapes of effort sheets. formats.md section 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `Week,Person,<category>...`: one row a person-week, or a person and day.
    WideByWeek,
    /// `Week,<category>...`: one file a person.
    OnePerson,
    /// `Person,<category>...`: one row a person for the whole period.
    WideByPerson,
    /// `Week,<person>...`, or people over categories in two header rows: a column a person.
    PeopleAcross,
    /// `Person,Week,Category,Percent`: one row an amount.
    Long,
    /// `Person,Project,Percent,From,To`: one row an amount and a stretch of days.
    Allocation,
    /// The canonical roll-up, interface.md section 8.
    Rollup,
}

impl Format {
    pub const ALL: [Format; 7] = [
        Format::WideByWeek,
        Format::OnePerson,
        Format::WideByPerson,
        Format::PeopleAcross,
        Format::Long,
        Format::Allocation,
        Format::Rollup,
    ];

    /// As the configuration and JSON write it.
    pub fn name(self) -> &'static str {
        match self {
            Format::WideByWeek => "wide-by-week",
            Format::OnePerson => "one-person",
            Format::WideByPerson => "wide-by-person",
            Format::PeopleAcross => "people-across",
            Format::Long => "long",
            Format::Allocation => "period-allocation",
            Format::Rollup => "rollup",
        }
    }

    /// A header that shows it.
    pub fn example(self) -> &'static str {
        match self {
            Format::WideByWeek => "Week,Person,CI Scaling,Maintenance",
            Format::OnePerson => "Week,CI Scaling,Maintenance",
            Format::WideByPerson => "Person,CI Scaling,Maintenance",
            Format::PeopleAcross => "Week,Ada,Bo, one category a file, or a row of people above a row of categories",
            Format::Long => "Person,Week,Category,Percent",
            Format::Allocation => "Person,Project,Percent,From,To",
            Format::Rollup => "person,from,to,project, and the other columns of teamcap rollup",
        }
    }

    /// Whether a row is a person's whole account of its days, so that a second one is a copy. Where a row is one amount,
    /// there are as many as there are amounts, and no cell is left blank.
    pub fn is_wide(self) -> bool {
        !matches!(self, Format::Long | Format::Allocation | Format::Rollup)
    }

    /// Whether it can say of a category that nothing was written: by a blank cell, or, in a roll-up of such sheets, by no
    /// row where there are others. Averages over filled cells need it.
    pub fn has_blanks(self) -> bool {
        self.is_wide() || self == Format::Rollup
    }
}

/// Where a row says whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonFrom {
    /// A field, counted from 0.
    Column(usize),
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
    /// First and last day.
    Range { from: usize, to: usize },
    /// Nowhere: the rows are about the whole period.
    Period,
}

impl When {
    /// The fields it stands in.
    pub fn fields(self) -> impl Iterator<Item = usize> {
        let (first, second) = match self {
            When::Week(field) | When::Date(field) => (Some(field), None),
            When::Range { from, to } => (Some(from), Some(to)),
            When::Period => (None, None),
        };
        first.into_iter().chain(second)
    }
}

/// What a field says beside the amount, in sheets with a row an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// The category's own name.
    Category,
    Project,
    Task,
    Tags,
    Client,
    Description,
    Billable,
    Type,
    /// The unit of the amount, and how many entries it is the sum of: in the canonical roll-up.
    Unit,
    Entries,
}

impl Says {
    /// Whether it says what the work was.
    pub fn is_of_work(self) -> bool {
        !matches!(self, Says::Unit | Says::Entries)
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

/// Why a column is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// Totals, averages, percents of capacity: teamcap computes its own.
    Total,
    /// Notes and comments.
    Remark,
    /// No heading; no row has anything in it.
    Unheaded,
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
}

impl Plan {
    /// Fields of a row.
    pub fn width(&self) -> usize {
        self.header.headings.len()
    }

    /// The headings of the columns left alone for this reason.
    pub fn ignored(&self, wanted: Ignored) -> impl Iterator<Item = (usize, &str)> {
        let of = self.ignored.iter().filter(move |(_, why)| *why == wanted);
        of.map(|(field, _)| (*field, self.header.headings.get(*field).map_or("", String::as_str)))
    }
}
