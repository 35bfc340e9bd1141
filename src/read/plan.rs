//! A Plan: what the columns of a sheet are. Plain data, made once from the header; everything after it runs the plan
//! and never looks at the header again.

use std::ops::Range;
use std::sync::Arc;

use crate::model::effort::{Bare, Unit};
use crate::model::place::Place;
use crate::problem::Excerpt;

/// The shapes of effort sheets and the exports of time trackers. formats.md sections 1 and 2.
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
    /// Exports, one row an entry: `read/tracker`.
    Toggl,
    Clockify,
    Harvest,
    Kimai,
    Tempo,
    Jira,
    Redmine,
    OpenProject,
    Tock,
    Solidtime,
}

impl Format {
    pub const ALL: [Format; 17] = [
        Format::WideByWeek,
        Format::OnePerson,
        Format::WideByPerson,
        Format::PeopleAcross,
        Format::Long,
        Format::Allocation,
        Format::Rollup,
        Format::Toggl,
        Format::Clockify,
        Format::Harvest,
        Format::Kimai,
        Format::Tempo,
        Format::Jira,
        Format::Redmine,
        Format::OpenProject,
        Format::Tock,
        Format::Solidtime,
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
            Format::Toggl => "toggl",
            Format::Clockify => "clockify",
            Format::Harvest => "harvest",
            Format::Kimai => "kimai",
            Format::Tempo => "tempo",
            Format::Jira => "jira",
            Format::Redmine => "redmine",
            Format::OpenProject => "openproject",
            Format::Tock => "tock",
            Format::Solidtime => "solidtime",
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
            Format::Toggl => "User,Project,Task,Start date,Start time,Duration (a detailed export of Toggl)",
            Format::Clockify => "Project,User,Group,Start Date,Duration (h) (a detailed export of Clockify)",
            Format::Harvest => "Date,Project,Task,Hours,Billable?,First Name,Last Name (an export of Harvest)",
            Format::Kimai => "Date,From,To,Duration,User,Customer,Project,Activity (an export of Kimai)",
            Format::Tempo => "Issue Key,Hours,Work date,Full name,Project Key (an export of Tempo)",
            Format::Jira => "Author,Issue,Project,Started,Time spent (worklogs of Jira)",
            Format::Redmine => "Project,Date,User,Activity,Issue,Hours (a list of Redmine)",
            Format::OpenProject => "Date (Spent),User,Activity,Work package,Project,Units (costs of OpenProject)",
            Format::Tock => "project_name,employee,start_date,end_date,hours_spent (timecards of Tock)",
            Format::Solidtime => "project,task,start,end,user_name,user_email (an export of solidtime)",
        }
    }

    /// Whether a row is a person's whole account of its days, so that a second one is a copy. Where a row is one amount,
    /// there are as many as there are amounts, and no cell is left blank.
    pub fn is_wide(self) -> bool {
        matches!(self, Format::WideByWeek | Format::OnePerson | Format::WideByPerson | Format::PeopleAcross)
    }

    /// Whether it is an export of a time tracker.
    pub fn is_tracker(self) -> bool {
        !self.is_wide() && !matches!(self, Format::Long | Format::Allocation | Format::Rollup)
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

/// What a field says beside the amount, in sheets with a row an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
}
