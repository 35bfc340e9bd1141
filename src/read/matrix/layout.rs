//! Which side of a sheet holds people and which skills, and what each row and column of it is.

use crate::model::person::{Roster, folded};
use crate::model::skill::SkillRules;
use crate::problem::MatrixFault;
use crate::problem::words::matrix::Unclear;
use crate::read::grid::Grid;
use crate::read::level;

use super::own::Own;

/// A cell of the grid, row and column from 0.
pub type Spot = (usize, usize);

/// A row or column, and the cell that heads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Index of the row or column.
    pub at: usize,
    pub head: Spot,
    pub name: String,
}

/// A matrix laid out: lines of people cross lines of skills.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    pub people_are_rows: bool,
    /// The row whose fields every row below has too.
    pub header: usize,
    pub people: Vec<Line>,
    pub skills: Vec<Line>,
    /// One for each of `skills`.
    pub groups: Vec<Option<String>>,
    /// Lines beside people that say how skills are judged.
    pub own: Vec<(Own, Line)>,
    /// Averages, totals, bus factors.
    pub computed: Vec<Line>,
    /// Lines without a name, of people and of skills: nothing may stand in them.
    pub unlabelled_people: Vec<usize>,
    pub unlabelled_skills: Vec<usize>,
}

const PERSON: &[&str] = &["person", "people", "name", "names", "who", "member", "team member", "engineer", "employee"];
const SKILL: &[&str] = &["skill", "skills", "topic", "technology", "competency", "competence", "capability"];
const GROUP: &[&str] = &["group", "area", "category", "skill group", "section"];
const RATING: &[&str] = &["level", "rating", "score"];
const NOTES: &[&str] = &["note", "notes", "comment", "comments", "remark", "remarks"];
const COMPUTED: &[&str] =
    &["average", "avg", "mean", "median", "total", "totals", "sum", "count", "coverage", "qualified", "bus factor"];

/// The text of a cell, trimmed; empty where the row is short.
pub fn text(grid: &Grid, (row, col): Spot) -> &str {
    grid.rows.get(row).and_then(|r| r.cells.get(col)).map_or("", |cell| cell.text.trim())
}

fn is_blank(grid: &Grid, row: usize) -> bool {
    grid.rows.get(row).is_none_or(|r| r.cells.iter().all(|cell| cell.text.trim().is_empty()))
}

/// What a heading says, without the colon that some put behind it.
pub fn heading(name: &str) -> String {
    folded(name.trim().trim_end_matches(':'))
}

/// Whether a file says of itself that it is a matrix: a corner that heads people or skills, or stars.
pub fn says_so(grid: &Grid) -> bool {
    let corners = grid.rows.iter().take(2).flat_map(|row| row.cells.iter().take(2));
    let stars = || grid.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.text.contains(['★', '☆']));
    corners.into_iter().any(|cell| is(&cell.text, PERSON) || is(&cell.text, SKILL)) || stars()
}

fn is(name: &str, words: &[&str]) -> bool {
    words.contains(&heading(name).as_str())
}

impl Layout {
    /// Decides the axes of `grid`. People are on the side that names more of the roster; where that does not decide, the
    /// heading in the corner does; where nothing does and no roster was given, people are rows.
    pub fn of(grid: &Grid, roster: &Roster, rules: &SkillRules) -> Result<Layout, Unclear> {
        let width = grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let first = (0..grid.rows.len()).find(|&row| !is_blank(grid, row)).ok_or(Unclear::TooSmall)?;
        let top: Vec<&str> = (0..width).map(|col| text(grid, (first, col))).collect();
        if [PERSON, SKILL, RATING].iter().all(|words| top.iter().any(|name| is(name, words))) {
            return Err(Unclear::LongForm);
        }
        let sheet = Sheet { grid, roster, rules, width, first };
        let layout =
            if sheet.people_are_rows()? { sheet.with_people_as_rows() } else { sheet.with_people_as_columns() };
        if layout.people.is_empty() || layout.skills.is_empty() { Err(Unclear::TooSmall) } else { Ok(layout) }
    }

    /// Where the person's line crosses the skill's.
    pub fn crossing(&self, person: usize, skill: usize) -> Spot {
        if self.people_are_rows { (person, skill) } else { (skill, person) }
    }
}

struct Sheet<'a> {
    grid: &'a Grid,
    roster: &'a Roster,
    rules: &'a SkillRules,
    width: usize,
    /// The first row with anything in it.
    first: usize,
}

impl Sheet<'_> {
    fn text(&self, spot: Spot) -> &str {
        text(self.grid, spot)
    }

    fn is_person(&self, spot: Spot) -> bool {
        self.roster.find(self.text(spot)).is_some()
    }

    fn below(&self, row: usize) -> impl Iterator<Item = usize> {
        row + 1..self.grid.rows.len()
    }

    fn people_are_rows(&self) -> Result<bool, Unclear> {
        let down = self.below(self.first).filter(|&row| self.is_person((row, 0))).count();
        let across = (1..self.width).filter(|&col| self.is_person((self.first, col))).count();
        if down != across {
            return Ok(down > across);
        }
        for corner in [(self.first, 0), (self.first + 1, 0), (self.first, 1)] {
            let name = self.text(corner);
            if is(name, PERSON) {
                return Ok(true);
            }
            if is(name, SKILL) || (is(name, GROUP) && !self.has_second_header()) {
                return Ok(false);
            }
        }
        match down {
            0 if self.roster.assumed => Ok(true),
            0 => Err(Unclear::Nobody),
            people => Err(Unclear::Both { people }),
        }
    }

    /// Whether the second row heads skills below a row of groups: nothing or "Person" at its head, and no level in it.
    fn has_second_header(&self) -> bool {
        let second = self.first + 1;
        let head = self.text((second, 0));
        let mut names = (1..self.width).map(|col| self.text((second, col))).filter(|name| !name.is_empty()).peekable();
        let is_level = |name: &str| !matches!(level::read(name, self.rules), Err(MatrixFault::UnreadableLevel { .. }));
        (head.is_empty() || is(head, PERSON))
            && !self.is_person((second, 0))
            && names.peek().is_some()
            && !names.any(is_level)
    }

    fn with_people_as_rows(&self) -> Layout {
        let grouped = self.has_second_header();
        let header = if grouped { self.first + 1 } else { self.first };
        let mut layout = Layout { people_are_rows: true, header, ..Layout::default() };
        let mut group = None;
        for col in 1..self.width {
            let above = if grouped { self.text((self.first, col)) } else { "" };
            if !above.is_empty() {
                group = Some(above.to_owned());
            }
            let mut head = (header, col);
            // A heading over both header rows stands in the upper one, and is no group.
            let is_used = self.below(header).any(|row| !self.text((row, col)).is_empty());
            if is_used && !above.is_empty() && self.text(head).is_empty() {
                (head, group) = ((self.first, col), None);
            }
            self.add_skill(&mut layout, Line { at: col, head, name: String::new() }, group.clone());
        }
        for row in self.below(header).filter(|&row| !is_blank(self.grid, row)) {
            self.add_person(&mut layout, Line { at: row, head: (row, 0), name: String::new() });
        }
        layout
    }

    fn with_people_as_columns(&self) -> Layout {
        let header = self.first;
        let second = self.text((header, 1));
        // A column before the skills holds their groups.
        let grouped = !self.is_person((header, 1))
            && (is(second, SKILL)
                || second.is_empty() && self.below(header).any(|row| !self.text((row, 1)).is_empty()));
        let name_col = usize::from(grouped);
        let mut layout = Layout { people_are_rows: false, header, ..Layout::default() };
        let mut group = None;
        for row in self.below(header).filter(|&row| !is_blank(self.grid, row)) {
            if grouped && !self.text((row, 0)).is_empty() {
                group = Some(self.text((row, 0)).to_owned());
            }
            // A row with nothing but a group's name heads the rows below it.
            if grouped && (1..self.width).all(|col| self.text((row, col)).is_empty()) {
                continue;
            }
            self.add_skill(&mut layout, Line { at: row, head: (row, name_col), name: String::new() }, group.clone());
        }
        for col in name_col + 1..self.width {
            self.add_person(&mut layout, Line { at: col, head: (header, col), name: String::new() });
        }
        layout
    }

    fn add_skill(&self, layout: &mut Layout, line: Line, group: Option<String>) {
        let line = Line { name: self.text(line.head).to_owned(), ..line };
        if line.name.is_empty() {
            layout.unlabelled_skills.push(line.at);
        } else if is(&line.name, COMPUTED) {
            layout.computed.push(line);
        } else if !is(&line.name, NOTES) {
            layout.skills.push(line);
            layout.groups.push(group);
        }
    }

    fn add_person(&self, layout: &mut Layout, line: Line) {
        let line = Line { name: self.text(line.head).to_owned(), ..line };
        if line.name.is_empty() {
            layout.unlabelled_people.push(line.at);
        } else if self.is_person(line.head) {
            layout.people.push(line);
        } else if let Some(own) = Own::named(&heading(&line.name)) {
            layout.own.push((own, line));
        } else if is(&line.name, COMPUTED) {
            layout.computed.push(line);
        } else if !is(&line.name, NOTES) {
            layout.people.push(line);
        }
    }
}
