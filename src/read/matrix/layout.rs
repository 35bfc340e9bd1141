//! What each row and column of a matrix is, whatever form the matrix is written in.

use std::collections::HashMap;

use super::arithmetic::Formula;
use super::own::Own;
use crate::model::person::folded;
use crate::model::skill::in_group;
use crate::read::grid::Grid;

/// A cell of the grid: row and column, counted from 0.
pub type Spot = (usize, usize);

/// A row or a column that is a person, a skill or the like, and the cell that names it. In a sheet with one rating per
/// row it stands for all rows of that person or skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The number of the row or column. In a sheet with one rating per row, that of its first row.
    pub at: usize,
    pub head: Spot,
    pub name: String,
}

/// Where the level of a person in a skill stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cells {
    #[default]
    PeopleAreRows,
    PeopleAreColumns,
    /// Each row is one rating. The key is made of the lines of its person and its skill.
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

/// Two cells that contradict each other about a skill, in a sheet with one rating per row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The skill.
    pub name: String,
    /// The heading of the column.
    pub what: String,
    pub here: Spot,
    pub there: Spot,
}

/// A line that may be computed or rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub line: Line,
    pub formula: Formula,
    pub is_skill: bool,
}

/// The layout of a matrix: lines of people cross lines of skills.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    pub cells: Cells,
    /// The header row. Every row below it has as many fields.
    pub header: usize,
    pub people: Vec<Line>,
    pub skills: Vec<Line>,
    /// The group of each skill.
    pub groups: Vec<Option<String>>,
    /// Lines beside the people that say how skills are judged.
    pub own: Vec<(Own, Line)>,
    pub dates: Option<DatesOf>,
    /// The column that says whether the person wants to learn the skill, in a sheet with one rating per row.
    pub wishes: Option<usize>,
    /// Averages, totals, bus factors: teamcap calculates its own.
    pub computed: Vec<Line>,
    /// Columns of texts under unknown headings.
    pub unread: Vec<Line>,
    /// Lines without a level that head the skills behind them.
    pub headings: Vec<Line>,
    /// The same where they may be skills that nobody has.
    pub doubtful: Vec<Line>,
    /// Lines without a level that are neither skills nor people: notes, legends, names of teams.
    pub left: Vec<Line>,
    /// Lines that follow from the levels, which may be chance.
    pub asked: Vec<Asked>,
    /// Levels that lack a name, and which: `person` or `skill`.
    pub unlabelled: Vec<(&'static str, Spot)>,
    /// Ratings of a person and a skill that have been rated before, each with the earlier rating.
    pub repeated: Vec<(Spot, Spot)>,
    pub disagreements: Vec<Disagreement>,
}

/// The text of a cell, trimmed. Empty if the row is shorter.
pub fn text(grid: &Grid, (row, col): Spot) -> &str {
    grid.rows.get(row).and_then(|r| r.cells.get(col)).map_or("", |cell| cell.text.trim())
}

/// The columns of a row that are not blank.
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

impl Layout {
    /// Returns where the line of a person crosses that of a skill, or `None` if the sheet has no such cell.
    pub fn crossing(&self, person: usize, skill: usize) -> Option<Spot> {
        match &self.cells {
            Cells::PeopleAreRows => Some((person, skill)),
            Cells::PeopleAreColumns => Some((skill, person)),
            Cells::Listed(spots) => spots.get(&(person, skill)).copied(),
        }
    }

    /// Tells skills of one name apart by their groups: `Backend / Testing`, `Frontend / Testing`. Those of one group too are left
    /// as they are.
    pub fn tell_apart(&mut self) {
        let mut groups: HashMap<String, Vec<Option<String>>> = HashMap::new();
        for (skill, group) in self.skills.iter().zip(&self.groups) {
            let group = group.as_deref().map(folded);
            let of_name = groups.entry(folded(&skill.name)).or_default();
            if !of_name.contains(&group) {
                of_name.push(group);
            }
        }
        for (skill, group) in self.skills.iter_mut().zip(&self.groups) {
            if let Some(group) = group
                && groups.get(&folded(&skill.name)).is_some_and(|groups| groups.len() > 1)
            {
                skill.name = in_group(group, &skill.name);
            }
        }
    }

    /// Returns the cell with the day of this assessment, if the sheet dates its ratings.
    pub fn date(&self, person: usize, skill: usize) -> Option<Spot> {
        match self.dates? {
            DatesOf::Ratings(col) => self.crossing(person, skill).map(|(row, _)| (row, col)),
            DatesOf::People(line) => self.crossing(person, line),
            DatesOf::Skills(line) => self.crossing(line, skill),
        }
    }

    /// Returns the cell with the wish to learn beside a rating, if the sheet has such a column.
    pub fn wish(&self, person: usize, skill: usize) -> Option<Spot> {
        let ((row, _), col) = (self.crossing(person, skill)?, self.wishes?);
        Some((row, col))
    }
}
