//! How a sheet is read: what its table, its columns and its rows are, each with the evidence for it.

use super::amounts::Doubt;
use super::around::Around;
use super::cells::Cells;
use super::clock::Clock;
use super::column::Column;
use super::concept::Concept;
use super::role::{Known, Role, TimeRole};
use super::rows::{self, RowFields, RowKind};
use super::shape::Shape;
use super::table::Table;
use crate::model::effort::{DateOrder, Notation};
use crate::model::exact::Exact;
use crate::model::person::Roster;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::plan::ColumnDays;
use crate::read::when;

/// What is known before a sheet is looked at.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The name of the file without its extension; empty for standard input.
    pub file_stem: &'a str,
    /// Of a tab the name of its file, which may say when.
    pub workbook: Option<String>,
    /// The person whose file it is, by the configuration.
    pub person: Option<&'a str>,
    pub roster: Option<&'a Roster>,
    /// Headings of columns that the configuration says are effort, or leaves out.
    pub effort: Vec<&'a str>,
    pub ignore: Vec<&'a str>,
    /// What words among the amounts stand for: nothing, leave, or an amount as a cell writes it.
    pub words: Vec<(&'a str, Word<'a>)>,
    /// Headings of the columns that the configuration says are the person, the week or the date.
    pub labels: Vec<(Role, &'a str)>,
    /// The hours of a full week.
    pub full_week: &'a Exact,
    /// The weeks of the period, in which a time without a year is looked up.
    pub owned: &'a [Week],
    /// The order of day and month, by the configuration.
    pub dates: Option<DateOrder>,
    /// Whether the configuration says the decimal mark.
    pub is_decimal_said: bool,
    /// Whether the configuration says what a percent is of.
    pub is_share_said: bool,
    /// Whether each column of amounts is a person's, as other files show.
    pub are_people: bool,
    pub shape: Shape<'a>,
}

/// What the configuration says of a word among the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word<'a> {
    Blank,
    Leave,
    Amount(&'a str),
}

/// Whose the rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The position of a column.
    Column(usize),
    /// Each column of amounts has its own person.
    Headings,
    /// A cell above the table names the person.
    Title {
        text: String,
        row: usize,
        field: usize,
    },
    Configured(String),
    /// A row above each block of rows names the person.
    Groups,
    /// The file's name.
    File,
}

/// A column of amounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// Its position among the columns.
    pub at: usize,
    /// What the work was; empty if the rows say it.
    pub activity: String,
    pub person: Option<String>,
    pub days: Option<ColumnDays>,
}

/// A reading.
#[derive(Debug)]
pub struct Reading {
    pub table: Table,
    pub around: Around,
    pub columns: Vec<Column>,
    pub known: Vec<Known>,
    pub kinds: Vec<RowKind>,
    pub who: Who,
    pub efforts: Vec<Effort>,
    /// The columns that tell the amounts, if none holds them.
    pub clock: Option<Clock>,
    /// The row of the header that holds the days of the columns.
    pub across: Option<usize>,
    /// The order of day and month of the cells.
    pub order: Option<DateOrder>,
    /// The year that the titles or the file's name state.
    pub year: Option<i16>,
    /// The days that a title or the file's name is about, if nothing in the table says any.
    pub title: Option<Slot>,
    pub(super) owned: Vec<Week>,
    /// Whether the rows say what the work was.
    pub is_long: bool,
    /// The positions of the labels that hold for the blank cells below them.
    pub held: Vec<usize>,
    pub doubts: Vec<Doubt>,
    pub is_decimal_said: bool,
    pub is_share_said: bool,
    /// Whether a row above each block of rows says the days.
    pub is_dated_by_groups: bool,
    /// Whether a row above each block of rows says the work.
    pub is_worked_by_groups: bool,
    /// The row and the field of the title that says of the first block what such rows say of the others.
    pub lead: Option<(usize, usize)>,
    /// Whether a roster says who is somebody.
    pub has_roster: bool,
    /// Labels that the configuration says are those of effort, folded.
    pub said_effort: Vec<String>,
    /// Whether the file is named after somebody on the roster.
    pub is_file_of_person: bool,
    pub(super) fields: RowFields,
}

/// Why a sheet is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReading {
    /// Nothing in it can be an amount.
    NoAmounts,
    /// Nothing says whose its numbers are.
    Whose,
    /// Two rows of the header may name the people.
    Level,
    /// Nothing says what the work was.
    Work,
    /// The configuration says that weeks, days or months stand across the columns, and fewer than two headings are.
    NoTimesAcross,
    /// The configuration says that a name says the days, and it says none.
    NoDaysInName,
    /// A column of texts under an unknown heading may say what the work was: the sheet has to be mapped.
    Unmapped,
}

impl Reading {
    /// The positions of the columns that say the days of the rows.
    pub fn times(&self) -> impl Iterator<Item = usize> + '_ {
        let is_time =
            |role: &Role| matches!(role, Role::When(time) if !matches!(time, TimeRole::Start | TimeRole::End));
        self.with_role(is_time)
    }

    /// What the row above the block of a row says.
    pub fn group_above(&self, row: usize) -> Option<&str> {
        let at = row.checked_sub(self.table.body.start)?;
        self.kinds.get(..at)?.iter().rev().find_map(|kind| match kind {
            RowKind::Group(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// What the rows above blocks say.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.kinds.iter().filter_map(|kind| match kind {
            RowKind::Group(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The rows of the body that are entries.
    pub fn entries(&self) -> impl Iterator<Item = usize> + '_ {
        let kinds = self.table.body.clone().zip(&self.kinds);
        kinds.filter(|(_, kind)| **kind == RowKind::Entry).map(|(row, _)| row)
    }

    /// How many numbers of a column are written in each notation (`Notation as usize`), in the rows that are entries.
    pub fn signs(&self, cells: &Cells, field: usize) -> [usize; 4] {
        let mut signs = [0; 4];
        for number in self.entries().filter_map(|row| cells.at(row, field).number()) {
            let notation = if number.is_days { Notation::Hours } else { number.notation };
            signs[notation as usize] += 1;
        }
        signs
    }

    /// What is known of the columns where the rows are told apart.
    pub fn rows<'a>(&'a self, cells: &'a Cells) -> rows::Given<'a> {
        rows::Given {
            cells,
            table: &self.table,
            fields: &self.fields,
            roster: None,
            effort: &[],
            ignored: &[],
            heads: &[],
        }
    }

    /// What is known about times in the cells. `year` is what their own row says.
    pub fn around_of(&self, year: Option<i16>) -> when::Around<'_> {
        when::Around { order: self.order, owned: &self.owned, year: year.or(self.year) }
    }

    /// Whether the columns are the days of the week that each row is about.
    pub fn is_by_weekday(&self) -> bool {
        self.efforts.iter().any(|effort| matches!(effort.days, Some(ColumnDays::Weekday(_))))
    }

    /// The positions of the columns with this role.
    pub fn with_role<'a>(&'a self, is: impl Fn(&Role) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
        self.known.iter().enumerate().filter(move |(_, known)| is(&known.role)).map(|(at, _)| at)
    }

    /// The position of the column that says this about the days.
    pub fn time(&self, role: TimeRole) -> Option<usize> {
        self.known.iter().position(|known| known.role == Role::When(role))
    }

    /// Whether the sheet says which concept a column has.
    pub fn concept(&self, at: usize) -> Option<Concept> {
        self.columns[at].concept()
    }
}
