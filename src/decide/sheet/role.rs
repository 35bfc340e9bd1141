//! What a column of a sheet is, and why.

use super::arithmetic::Derived;
use super::concept::Concept;
use crate::read::plan::Says;

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    When(TimeRole),
    Person,
    Email,
    /// It says what the work was.
    Work(Says),
    Amount,
    /// It follows from other columns, in every row.
    Derived(Derived),
    /// Its heading says that it holds totals, averages or shares; the cells do not show of what.
    Sum(Concept),
    /// Numbers that are no effort.
    Aside(Concept),
    /// Texts that no figure needs.
    Text,
    /// Nothing stands in it.
    Empty,
}

/// What a column says about the days of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeRole {
    Week,
    /// The first day of seven.
    WeekStarting,
    /// The last day of seven.
    WeekEnding,
    Date,
    Month,
    Quarter,
    Year,
    From,
    To,
    /// Times of day.
    Start,
    End,
}

/// By what it is known what a column is, the strongest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    Position,
    Heading,
    Cells,
    Arithmetic,
    Roster,
    Configuration,
}

/// A column with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub role: Role,
    pub by: By,
}

impl Known {
    pub fn new(role: Role, by: By) -> Known {
        Known { role, by }
    }
}

/// Whether something is certain, or may be a coincidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sure {
    Yes,
    No,
}
