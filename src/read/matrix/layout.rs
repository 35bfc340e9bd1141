//! What each row and column of a matrix is, whichever of its forms it is written in.

use std::collections::HashMap;

use super::headings;
use super::own::Own;
use crate::read::grid::Grid;

/// A cell of the grid, row and column from 0.
pub type Spot = (usize, usize);

/// A row or column, or what all the rows of one person or skill have in common; and the cell that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Index of the row or column. Where each row is a rating: of its first row.
    pub at: usize,
    pub head: Spot,
    pub name: String,
}

/// Where a person's level in a skill stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cells {
    #[default]
    PeopleAreRows,
    PeopleAreColumns,
    /// Each row is a rating: by the lines of its person and its skill.
    Listed(HashMap<(usize, usize), Spot>),
}

/// Where the days of single assessments stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatesOf {
    /// In this column, beside each rating.
    Ratings(usize),
    /// In this line, one for each person.
    People(usize),
    /// In this line, one for each skill.
    Skills(usize),
}

/// Two cells of a sheet with a row a rating that say different things of one skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The skill.
    pub name: String,
    /// The heading of the column.
    pub what: String,
    pub here: Spot,
    pub there: Spot,
}

/// A matrix laid out: lines of people cross lines of skills.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    pub cells: Cells,
    /// The row whose fields every row below has too.
    pub header: usize,
    pub people: Vec<Line>,
    pub skills: Vec<Line>,
    /// One for each of `skills`.
    pub groups: Vec<Option<String>>,
    /// Lines beside people that say how skills are judged.
    pub own: Vec<(Own, Line)>,
    pub dates: Option<DatesOf>,
    /// The column that says, beside each rating, whether the person wants to learn the skill.
    pub wishes: Option<usize>,
    /// Averages, totals, bus factors.
    pub computed: Vec<Line>,
    /// Columns that nobody knows, of a sheet with a row a rating.
    pub unread: Vec<Line>,
    /// Levels without a name, and which: of a person, of a skill.
    pub unlabelled: Vec<(&'static str, Spot)>,
    /// Ratings of a person and a skill that have one already, each with that one.
    pub repeated: Vec<(Spot, Spot)>,
    pub disagreements: Vec<Disagreement>,
}

/// The text of a cell, trimmed; empty where the row is short.
pub fn text(grid: &Grid, (row, col): Spot) -> &str {
    grid.rows.get(row).and_then(|r| r.cells.get(col)).map_or("", |cell| cell.text.trim())
}

/// The columns of a row with anything in them.
pub fn filled(grid: &Grid, row: usize) -> impl Iterator<Item = usize> {
    let cells = grid.rows.get(row).into_iter().flat_map(|row| row.cells.iter().enumerate());
    cells.filter(|(_, cell)| !cell.text.trim().is_empty()).map(|(col, _)| col)
}

pub fn is_blank(grid: &Grid, row: usize) -> bool {
    filled(grid, row).next().is_none()
}

/// The number of columns.
pub fn width(grid: &Grid) -> usize {
    grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// The first row with anything in it, a title over the whole sheet aside.
pub fn first_row(grid: &Grid) -> Option<usize> {
    let rows = || (0..grid.rows.len()).filter(|&row| !is_blank(grid, row));
    let is_title = |&row: &usize| {
        let head = text(grid, (row, 0));
        let is_heading = headings::is_person(head) || headings::is_skill(head) || headings::is_group(head);
        filled(grid, row).eq([0]) && !is_heading
    };
    rows().find(|row| !is_title(row)).or_else(|| rows().next())
}

impl Layout {
    /// Where the person's line crosses the skill's; `None` where the sheet has no such cell.
    pub fn crossing(&self, person: usize, skill: usize) -> Option<Spot> {
        match &self.cells {
            Cells::PeopleAreRows => Some((person, skill)),
            Cells::PeopleAreColumns => Some((skill, person)),
            Cells::Listed(spots) => spots.get(&(person, skill)).copied(),
        }
    }

    /// Where the day of this assessment stands, if the sheet dates its ratings.
    pub fn date(&self, person: usize, skill: usize) -> Option<Spot> {
        match self.dates? {
            DatesOf::Ratings(col) => self.crossing(person, skill).map(|(row, _)| (row, col)),
            DatesOf::People(line) => self.crossing(person, line),
            DatesOf::Skills(line) => self.crossing(line, skill),
        }
    }

    /// Where the wish beside a rating stands, if the sheet has a column of them.
    pub fn wish(&self, person: usize, skill: usize) -> Option<Spot> {
        let ((row, _), col) = (self.crossing(person, skill)?, self.wishes?);
        Some((row, col))
    }
}
