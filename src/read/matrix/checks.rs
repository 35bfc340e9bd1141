//! What is wrong with a matrix as a whole, and what it leaves open.

use super::first::first_row;
use super::layout::{self, Cells, Layout, Line, Spot};
use super::reader::Reader;
use super::{form, headings};
use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::model::skill::{self, Matrix, Skill, SkillRules};
use crate::problem::grammar::nearest;
use crate::problem::{Excerpt, MatrixFault, Problem, SheetFault};
use crate::read::grid::Grid;
use crate::read::{level, when};

fn first(grid: &Grid, roster: &Roster) -> usize {
    first_row(grid, roster, &SkillRules::default()).unwrap_or(0)
}

/// The cells in the corner, in which a sheet names what stands along its sides.
fn corners<'g>(grid: &'g Grid, roster: &Roster) -> impl Iterator<Item = &'g str> {
    let first = first(grid, roster);
    [(first, 0), (first, 1), (first + 1, 0), (first + 1, 1)].into_iter().map(|spot| layout::text(grid, spot))
}

/// Returns whether a corner is headed like skills, or the header has a column of skills and one of levels.
pub fn heads_skills(grid: &Grid, roster: &Roster) -> bool {
    let first = first(grid, roster);
    let heads = |is: fn(&str) -> bool| layout::filled(grid, first).any(|col| is(layout::text(grid, (first, col))));
    corners(grid, roster).any(headings::is_skill) || heads(headings::is_skill) && heads(headings::is_level)
}

pub fn heads_people(grid: &Grid, roster: &Roster) -> bool {
    corners(grid, roster).any(headings::is_person)
}

/// Returns whether more than half of the headings of the columns, or of the rows, are people of the roster, and at
/// least two of them.
pub fn names_people(grid: &Grid, roster: &Roster) -> bool {
    let first = first(grid, roster);
    let across: Vec<&str> = layout::filled(grid, first).map(|col| layout::text(grid, (first, col))).collect();
    let down: Vec<&str> = (first..grid.rows.len()).map(|row| layout::text(grid, (row, 0))).collect();
    [across, down].into_iter().any(|names| {
        let people =
            names.iter().filter(|name| !name.is_empty() && roster.find_or_before_brackets(name).is_some()).count();
        people > 1 && people * 2 > names.iter().filter(|name| !name.is_empty()).count()
    })
}

/// Returns whether a cell is drawn like only levels are: with stars or squares.
pub fn draws_levels(grid: &Grid) -> bool {
    grid.rows.iter().flat_map(|row| &row.cells).any(|cell| level::is_drawn(&cell.text))
}

/// Returns whether it holds e-mail addresses, as lists of people do.
pub fn has_addresses(grid: &Grid) -> bool {
    grid.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.text.contains('@'))
}

/// Returns whether it is an effort sheet: it contains weeks or days other than days of assessment, or amounts of work.
/// A skill may be called `Data`, which is a heading of dates in some language; then there are levels below it.
pub fn is_of_effort(grid: &Grid, roster: &Roster) -> bool {
    let first = first(grid, roster);
    let heads = |is: fn(&str) -> bool| layout::filled(grid, first).any(|col| is(layout::text(grid, (first, col))));
    let is_week = |row: usize, col: usize| {
        let text = layout::text(grid, (row, col));
        let rules = SkillRules::default();
        !text.is_empty() && when::is_when(text) && level::read(text, &rules, rules.bar).is_err()
    };
    let mut columns = layout::filled(grid, first).filter(|&col| headings::is_when(layout::text(grid, (first, col))));
    let has_weeks = columns.any(|col| (first + 1..grid.rows.len()).any(|row| is_week(row, col)));
    let most_are_times = |spots: &[(usize, usize)]| {
        let named: Vec<_> = spots.iter().filter(|&&spot| !layout::text(grid, spot).is_empty()).collect();
        let times = named.iter().filter(|&&&(row, col)| is_week(row, col)).count();
        times > 1 && times * 2 > named.len()
    };
    let down: Vec<_> = (first + 1..grid.rows.len()).map(|row| (row, 0)).collect();
    let across: Vec<_> = layout::filled(grid, first).skip(1).map(|col| (first, col)).collect();
    has_weeks
        || most_are_times(&down)
        || most_are_times(&across)
        || heads(headings::is_person) && heads(headings::is_amount) && !heads(headings::is_level)
}

impl Reader<'_> {
    pub(super) fn layout(&mut self) -> Option<Layout> {
        match form::layout(self.grid, self.roster, self.rules) {
            Ok(layout) => {
                self.check_fields(&layout);
                self.check_rows(&layout);
                Some(layout)
            }
            Err(why) => {
                let mut problem = Problem::new(MatrixFault::UnknownMatrix { why });
                problem.place = Some(Place::file(&self.grid.file));
                if let Some(header) = self.grid.rows.first() {
                    let span = 0..header.text.len();
                    let excerpt = Excerpt { line: header.line, text: header.text.clone(), span };
                    problem = problem.at(Place::row(&self.grid.file, header.line)).excerpt(excerpt);
                }
                self.problems.push(problem);
                None
            }
        }
    }

    /// Reports rows of a wrong length: a field too few or too many would move every level after it to another skill or
    /// person.
    fn check_fields(&mut self, layout: &Layout) {
        let fields = |row: usize| self.grid.rows.get(row).map_or(0, |r| r.cells.len());
        let expected = fields(layout.header);
        let mut ragged = Vec::new();
        for (at, row) in self.grid.rows.iter().enumerate().skip(layout.header + 1) {
            let filled = row.cells.iter().rposition(|cell| !cell.text.trim().is_empty()).map_or(0, |last| last + 1);
            if filled > 0 && (row.cells.len() < expected || filled > expected) {
                let fault = SheetFault::RaggedRow { expected: expected as u64, found: row.cells.len() as u64 };
                let place = Place::row(&self.grid.file, row.line);
                ragged.push(Problem::new(fault).at(place).excerpt(self.grid.excerpt(at, 0)));
            }
        }
        self.problems.extend(ragged);
    }

    /// Reports levels without a person or a skill, and rows that contradict each other in a sheet with one rating per
    /// row.
    fn check_rows(&mut self, layout: &Layout) {
        let listed = matches!(layout.cells, Cells::Listed(_));
        for &(missing, spot) in &layout.unlabelled {
            self.add(MatrixFault::UnlabelledRating { missing, listed }, spot);
        }
        for asked in &layout.asked {
            let (name, how, is_skill) = (asked.line.name.clone(), asked.formula.words(), asked.is_skill);
            self.add(MatrixFault::ComputedOrRated { name, how, is_skill }, asked.line.head);
        }
        let mut found = Vec::new();
        for &(here, there) in &layout.repeated {
            let fault =
                MatrixFault::RepeatedRating { here: self.text(here).to_owned(), there: self.text(there).to_owned() };
            found.push(self.problem(fault, here).also([self.place(there)]));
        }
        for said in &layout.disagreements {
            let fault = MatrixFault::RowsDisagree {
                name: said.name.clone(),
                what: said.what.clone(),
                here: self.text(said.here).to_owned(),
                there: self.text(said.there).to_owned(),
            };
            found.push(self.problem(fault, said.here).also([self.place(said.there)]));
        }
        self.problems.extend(found);
    }

    pub(super) fn check_roster(&mut self, layout: &Layout) {
        if self.roster.assumed {
            return;
        }
        for person in layout.people.iter().filter(|person| self.roster.find_or_before_brackets(&person.name).is_none())
        {
            let spellings = self.roster.people.iter().flat_map(|known| known.spellings());
            let near = nearest(&person.name, spellings);
            self.add(MatrixFault::PersonNotOnRoster { name: person.name.clone(), near }, person.head);
        }
    }

    pub(super) fn check_rules(&mut self, matrix: &Matrix) {
        for rule in &self.rules.of {
            let name = folded(&rule.name);
            if matrix.skills.iter().all(|skill| folded(&skill.name) != name) {
                // A skill of two groups is called by both.
                let in_group = |skill: &&Skill| {
                    skill
                        .group
                        .as_ref()
                        .is_some_and(|group| folded(&skill.name) == folded(&skill::in_group(group, &rule.name)))
                };
                let grouped: Vec<String> =
                    matrix.skills.iter().filter(in_group).map(|skill| skill.name.clone()).collect();
                let near = nearest(&rule.name, matrix.skills.iter().map(|skill| skill.name.as_str()));
                let near = if grouped.is_empty() { near } else { grouped };
                let fault = MatrixFault::UnknownSkillRule { name: rule.name.clone(), near };
                self.problems.push(Problem::new(fault).at(rule.place.clone()));
            }
        }
    }

    /// Reports the parts of the sheet that are not read.
    pub(super) fn tell_left_out(&mut self, layout: &Layout) {
        let named = || layout.computed.iter().filter(|line| !line.name.is_empty());
        let names: Vec<String> = named().map(|line| line.name.clone()).collect();
        if let Some(first) = named().next() {
            self.add(MatrixFault::ComputedIgnored { names }, first.head);
        }
        for line in &layout.unread {
            let known = || headings::known_beside_ratings();
            // A known heading is unread only because an earlier column has it too.
            let is_known = known().any(|name| name == headings::heading(&line.name));
            let near = if is_known { Vec::new() } else { nearest(&line.name, known()) };
            self.add(MatrixFault::UnreadColumn { name: line.name.clone(), near }, line.head);
        }
    }

    /// Reports the lines that were taken for something by their cells.
    pub(super) fn tell_lines(&mut self, layout: &Layout) {
        let names = |lines: &[Line]| lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>();
        for (lines, fault) in [
            (&layout.doubtful, MatrixFault::MaybeHeadings { names: names(&layout.doubtful) }),
            (&layout.headings, MatrixFault::HeadingsRead { names: names(&layout.headings) }),
            (&layout.left, MatrixFault::LinesLeftOut { names: names(&layout.left) }),
        ] {
            if let Some(first) = lines.first() {
                self.add(fault, first.head);
            }
        }
    }

    /// Reports that ticks do not state a level, and where they stand beside levels.
    pub(super) fn tell_ticks(&mut self) {
        let Some(&first) = self.ticks.cells.first() else { return };
        let cells = self.ticks.cells.len() as u64;
        let mixed: Vec<(String, Spot, Spot)> = std::mem::take(&mut self.ticks.skills)
            .into_iter()
            .filter_map(|(skill, ticked, levelled)| Some((skill, ticked?, levelled?)))
            .collect();
        self.add(MatrixFault::TicksRead { cells }, first);
        if let Some(&(_, ticked, levelled)) = mixed.first() {
            let skills = mixed.iter().map(|(skill, ..)| skill.clone()).collect();
            let problem = self.problem(MatrixFault::TicksBesideLevels { skills }, ticked);
            self.problems.push(problem.also([self.place(levelled)]));
        }
    }
}
