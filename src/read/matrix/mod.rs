//! Skill matrices: people as rows or as columns, groups above or beside the skills. skills.md section 1. For example:
//!
//! ```text
//! ,Deploying,,Tooling
//! ,Scap,Trebuchet,CI config
//! Ann,★★★★☆ (+1),-,3
//! Bob,2,,n/a
//! ```

mod layout;
mod own;

use std::collections::HashMap;

use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::model::skill::{Assessed, Mark, Matrix, Rating, Skill, SkillRules};
use crate::problem::words::nearest;
use crate::problem::{Excerpt, MatrixFault, Problem, SheetFault};
use crate::read::grid::Grid;
use crate::read::level;

use layout::{Layout, Line, Spot};

/// Reads the current matrix. The rules come back with what the matrix itself says of its skills (bar, people needed,
/// weight, critical) put over `[skills.of]`: coverage is calculated under them.
///
/// With an assumed roster, everybody whom the matrix names is somebody seen: the caller adds them to the roster.
///
/// All problems are found at once. Errors among them: the matrix is incomplete (an unreadable cell is unknown, a repeated
/// line is left out) and no figure should rest on it.
pub fn read(grid: &Grid, roster: &Roster, rules: &SkillRules) -> (Matrix, SkillRules, Vec<Problem>) {
    let mut reader = Reader { grid, roster, rules, problems: Vec::new() };
    let Some(layout) = reader.layout() else { return (Matrix::default(), rules.clone(), reader.problems) };
    reader.check_roster(&layout);
    let matrix = reader.matrix(&layout);
    let merged = reader.own_rules(&layout);
    reader.check_rules(&matrix);
    let names: Vec<String> = layout.computed.iter().map(|line| line.name.clone()).collect();
    if let Some(first) = layout.computed.first() {
        reader.add(MatrixFault::ComputedIgnored { names }, first.head);
    }
    (matrix, merged, reader.problems)
}

/// Reads a previous matrix: people who have left may stand in it, and its own rules and the configuration's are not
/// compared. Levels are read as in `read`.
pub fn read_previous(grid: &Grid, roster: &Roster, rules: &SkillRules) -> (Matrix, Vec<Problem>) {
    let mut reader = Reader { grid, roster, rules, problems: Vec::new() };
    let matrix = reader.layout().map(|layout| reader.matrix(&layout)).unwrap_or_default();
    (matrix, reader.problems)
}

/// Whether a file that nobody described is a skill matrix: it says so, and at least half of what stands in its cells reads
/// as levels.
pub fn looks_like_one(grid: &Grid, roster: &Roster) -> bool {
    if !layout::says_so(grid) {
        return false;
    }
    let (matrix, _, problems) = read(grid, roster, &SkillRules::default());
    let unreadable = problems.iter().filter(|problem| problem.severity() == crate::problem::Severity::Error).count();
    let levels = matrix.ratings.iter().flatten().filter(|rating| matches!(rating.mark, Mark::Level(_))).count();
    levels > 0 && levels >= unreadable
}

struct Reader<'a> {
    grid: &'a Grid,
    roster: &'a Roster,
    rules: &'a SkillRules,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn place(&self, (row, col): Spot) -> Place {
        self.grid.place(row, col)
    }

    fn text(&self, spot: Spot) -> &str {
        layout::text(self.grid, spot)
    }

    fn problem(&self, fault: MatrixFault, (row, col): Spot) -> Problem {
        Problem::new(fault).at(self.grid.place(row, col)).excerpt(self.grid.excerpt(row, col))
    }

    fn add(&mut self, fault: MatrixFault, spot: Spot) {
        self.problems.push(self.problem(fault, spot));
    }

    fn layout(&mut self) -> Option<Layout> {
        match Layout::of(self.grid, self.roster, self.rules) {
            Ok(layout) => {
                self.check_fields(&layout);
                self.check_unlabelled(&layout);
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

    /// A field too few or too many would move every level behind it to another skill or person.
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

    /// The first cell of each nameless line that has any.
    fn check_unlabelled(&mut self, layout: &Layout) {
        let people: Vec<usize> = layout.people.iter().map(|line| line.at).collect();
        let skills: Vec<usize> = layout.skills.iter().map(|line| line.at).collect();
        let of_people = layout.unlabelled_people.iter().map(|&person| {
            let spots: Vec<Spot> = skills.iter().map(|&skill| layout.crossing(person, skill)).collect();
            ("person", spots)
        });
        let of_skills = layout.unlabelled_skills.iter().map(|&skill| {
            let spots: Vec<Spot> = people.iter().map(|&person| layout.crossing(person, skill)).collect();
            ("skill", spots)
        });
        for (missing, spots) in of_people.chain(of_skills).collect::<Vec<_>>() {
            if let Some(&spot) = spots.iter().find(|&&spot| !self.text(spot).is_empty()) {
                self.add(MatrixFault::UnlabelledRating { missing }, spot);
            }
        }
    }

    fn check_roster(&mut self, layout: &Layout) {
        if self.roster.assumed {
            return;
        }
        for person in layout.people.iter().filter(|person| self.roster.find(&person.name).is_none()) {
            let spellings = self.roster.people.iter().flat_map(|known| known.spellings());
            let near = nearest(&person.name, spellings);
            self.add(MatrixFault::PersonNotOnRoster { name: person.name.clone(), near }, person.head);
        }
    }

    fn matrix(&mut self, layout: &Layout) -> Matrix {
        let people = self.people(layout);
        let skills = self.skills(layout);
        let mut matrix = Matrix { file: self.grid.file.to_string(), ..Matrix::default() };
        for person in &people {
            matrix.people.push(Assessed { name: person.name.clone(), place: self.place(person.head) });
        }
        for &(skill, group) in &skills {
            let group = group.map(str::to_owned);
            matrix.skills.push(Skill { name: skill.name.clone(), group, place: self.place(skill.head) });
            let row = people.iter().map(|person| self.rating(layout.crossing(person.at, skill.at)));
            matrix.ratings.push(
                row.collect::<Vec<_>>()
                    .into_iter()
                    .map(|(rating, fault)| {
                        self.problems.extend(fault);
                        rating
                    })
                    .collect(),
            );
        }
        matrix
    }

    fn rating(&self, spot: Spot) -> (Rating, Option<Problem>) {
        let text = self.text(spot).to_owned();
        let place = Some(self.place(spot));
        match level::read(&text, self.rules) {
            Ok(level) => (Rating { mark: level.mark, change: level.change, place, text }, None),
            Err(fault) => (Rating { mark: Mark::Unknown, change: None, place, text }, Some(self.problem(fault, spot))),
        }
    }

    /// Everybody once: two spellings of one person of the roster are one person.
    fn people<'l>(&mut self, layout: &'l Layout) -> Vec<&'l Line> {
        let known = |name: &str| self.roster.find(name).and_then(|at| self.roster.people.get(at));
        let key = |line: &Line| known(&line.name).map_or_else(|| folded(&line.name), |person| folded(&person.name));
        let (once, again) = distinct(&layout.people, key);
        for (line, first) in again {
            let person = known(&line.name).map_or_else(|| first.name.clone(), |person| person.name.clone());
            let fault = MatrixFault::RepeatedAssessed { name: line.name.clone(), person };
            let problem = self.problem(fault, line.head).also([self.place(first.head)]);
            self.problems.push(problem);
        }
        once
    }

    fn skills<'l>(&mut self, layout: &'l Layout) -> Vec<(&'l Line, Option<&'l str>)> {
        let (once, again) = distinct(&layout.skills, |line| folded(&line.name));
        for (line, first) in again {
            let fault = MatrixFault::RepeatedSkill { name: line.name.clone() };
            let problem = self.problem(fault, line.head).also([self.place(first.head)]);
            self.problems.push(problem);
        }
        let group = |line: &Line| {
            let at = layout.skills.iter().position(|other| other.at == line.at)?;
            layout.groups.get(at)?.as_deref()
        };
        once.into_iter().map(|line| (line, group(line))).collect()
    }

    fn own_rules(&mut self, layout: &Layout) -> SkillRules {
        let mut merged = self.rules.clone();
        for (own, line) in &layout.own {
            for skill in &layout.skills {
                let spot = layout.crossing(line.at, skill.at);
                let (text, place) = (self.text(spot), self.place(spot));
                let cell = own::Cell { skill: &skill.name, line: &line.name, text, place: &place };
                if let Some(fault) = own.read_into(&mut merged, &cell) {
                    let configured = self.rules.of.iter().find(|rule| folded(&rule.name) == folded(&skill.name));
                    let also = match fault {
                        MatrixFault::SkillRuleDiffers { .. } => configured.map(|rule| rule.place.clone()),
                        _ => None,
                    };
                    let problem = self.problem(fault, spot).also(also);
                    self.problems.push(problem);
                }
            }
        }
        merged
    }

    fn check_rules(&mut self, matrix: &Matrix) {
        for rule in &self.rules.of {
            let name = folded(&rule.name);
            if matrix.skills.iter().all(|skill| folded(&skill.name) != name) {
                let near = nearest(&rule.name, matrix.skills.iter().map(|skill| skill.name.as_str()));
                let fault = MatrixFault::UnknownSkillRule { name: rule.name.clone(), near };
                self.problems.push(Problem::new(fault).at(rule.place.clone()));
            }
        }
    }
}

/// The lines with a key of their own, and those that repeat one, each with the line it repeats.
fn distinct(lines: &[Line], key: impl Fn(&Line) -> String) -> (Vec<&Line>, Vec<(&Line, &Line)>) {
    let mut seen: HashMap<String, &Line> = HashMap::new();
    let (mut once, mut again) = (Vec::new(), Vec::new());
    for line in lines {
        match seen.get(&key(line)) {
            Some(first) => again.push((line, *first)),
            None => {
                seen.insert(key(line), line);
                once.push(line);
            }
        }
    }
    (once, again)
}

#[cfg(test)]
mod tests;
