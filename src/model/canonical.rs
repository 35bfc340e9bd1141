//! The canonical roll-up: what each person did on which days, added up, in one unit. docs/formats.md describes the
//! table.

use std::fmt;

use super::amount::Amount;
use super::category::Activity;
use super::day::Day;
use super::place::Place;
use super::slot::Slot;
use super::week::Week;

/// The columns of version 2, in order. A different set of columns is a new version: in version 1 there was no `span`.
pub const COLUMNS: [&str; 15] = [
    "person",
    "from",
    "to",
    SPAN,
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

/// The column that says what a row is of; that of `Span`.
pub const SPAN: &str = "span";

/// The column behind them in a table of single entries: where each is written.
pub const PLACE: &str = "place";

/// Whether the columns of a table, in order, are those of the canonical table, of one of its versions, or of its entries.
pub fn is_header<'a>(columns: impl Iterator<Item = &'a str>) -> bool {
    let mut columns = columns.peekable();
    let is_table = COLUMNS.iter().all(|own| columns.next_if(|column| column == own).is_some() || *own == SPAN);
    is_table && columns.next().is_none_or(|last| last == PLACE) && columns.next().is_none()
}

/// The key under which a Parquet file states how many bytes its rows take and their CRC-32: `3509 89abcdef`.
pub const CHECKSUM: &str = "teamcap.crc32";

/// A row whose amount is more than an `Amount` holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLarge {
    /// As the sheets spell it.
    pub person: String,
    /// First and last day.
    pub from: Day,
    pub to: Day,
    /// The category, or the project where there is none.
    pub work: String,
    /// The files that it is in, by index.
    pub files: Vec<usize>,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the amount of {}, {} to {}, does not fit a roll-up", self.person, self.from, self.to)
    }
}

impl std::error::Error for TooLarge {}

/// The roll-up, whose rows are made on demand because there may be many. They are sorted by all columns, byte by byte.
pub trait Table: Sync {
    /// The people, as the sheets spell them.
    fn people(&self) -> &[String];

    /// The columns from `project` to `category`.
    fn works(&self) -> &[[String; 8]];

    /// The number of parts in which the rows come.
    fn parts(&self) -> usize;

    /// Adds the rows of a part to `rows`.
    ///
    /// # Errors
    /// An amount that is too large.
    fn part(&self, at: usize, rows: &mut Vec<CanonicalRow>) -> Result<(), TooLarge>;
}

/// The roll-up in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Canonical {
    /// The people, as the sheets spell them.
    pub people: Vec<String>,
    /// The columns from `project` to `category`.
    pub works: Vec<[String; 8]>,
    /// The rows, in consecutive parts.
    pub rows: Vec<Vec<CanonicalRow>>,
}

impl Table for Canonical {
    fn people(&self) -> &[String] {
        &self.people
    }

    fn works(&self) -> &[[String; 8]] {
        &self.works
    }

    fn parts(&self) -> usize {
        self.rows.len()
    }

    fn part(&self, at: usize, rows: &mut Vec<CanonicalRow>) -> Result<(), TooLarge> {
        rows.extend(self.rows.get(at).into_iter().flatten());
        Ok(())
    }
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CanonicalRow {
    /// The index of the person.
    pub person: u32,
    /// The first and the last day, and what of them the row is about.
    pub from: Day,
    pub to: Day,
    pub span: Span,
    /// The index of the work.
    pub work: u32,
    pub unit: CanonicalUnit,
    pub amount: Amount,
    /// How many entries the amount is the sum of.
    pub entries: u64,
}

/// A single entry: what one cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CanonicalEntry<'a> {
    pub person: &'a str,
    /// The first and the last day.
    pub from: Day,
    pub to: Day,
    pub span: Span,
    /// The columns from `project` to `category`.
    pub work: &'a [String; 8],
    pub unit: CanonicalUnit,
    pub amount: Amount,
    /// 1, unless the cell is one of a canonical table.
    pub entries: u64,
    pub place: &'a Place,
}

/// What a row is about, of the days between its first and its last. They are ordered by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// One day.
    Day,
    /// Some of the days of a week: entries of days that were added up.
    Days,
    /// All days, on whose working days the amount lies evenly.
    Stretch,
    /// A week as a whole.
    Week,
}

impl Span {
    pub const ALL: [Span; 4] = [Span::Day, Span::Days, Span::Stretch, Span::Week];

    pub fn name(self) -> &'static str {
        match self {
            Span::Day => "day",
            Span::Days => "days",
            Span::Stretch => "stretch",
            Span::Week => "week",
        }
    }

    /// What a slot is; that of a whole period is a stretch.
    pub fn of(slot: Slot) -> Span {
        match slot {
            Slot::Day(_) => Span::Day,
            Slot::Days { .. } => Span::Days,
            Slot::Week(_) => Span::Week,
            Slot::Range { .. } | Slot::Period => Span::Stretch,
        }
    }

    /// The slot of a row; `None` where its days are not what it says: a day is one day, a week is from Monday to Sunday, and `days` are
    /// of one week.
    pub fn slot(self, from: Day, to: Day) -> Option<Slot> {
        let slot = match self {
            Span::Day => Slot::Day(from),
            Span::Week => Slot::Week(Week::of(from)),
            Span::Days => return (Week::of(from) == Week::of(to)).then_some(Slot::Days { from, to }),
            Span::Stretch => Slot::Range { from, to },
        };
        (slot.days() == Some((from, to))).then_some(slot)
    }
}

/// The unit of an amount. Bare numbers have one by now. Units are ordered by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CanonicalUnit {
    Hours,
    /// A percentage of a week.
    Percent,
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

/// What the work of a row is called in a message: its category, or the project where there is none.
pub fn name_of([project, .., category]: &[String; 8]) -> &str {
    if category.is_empty() { project } else { category }
}

/// The columns of an activity, from `project` to `category`. The name of the activity is its category.
pub fn activity_texts(of: &Activity) -> [String; 8] {
    [
        of.project.clone(),
        of.task.clone(),
        of.tags.join(", "),
        of.client.clone(),
        of.description.clone(),
        of.billable.clone(),
        of.kind.clone(),
        of.name.clone(),
    ]
}
