//! Skill matrices: people as rows or as columns, groups above or beside the skills, or a row a rating. skills.md
//! section 1. For example:
//!
//! ```text
//! ,Deploying,,Tooling
//! ,Scap,Trebuchet,CI config
//! Ann,★★★★☆ (+1),-,3
//! Bob,2,,n/a
//! ```

mod checks;
mod dated;
mod headings;
mod layout;
mod long;
mod own;
mod wide;

use std::collections::HashMap;

use crate::model::day::Day;
use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::model::skill::{Assessed, Mark, Matrix, Rating, Skill, SkillRules};
use crate::problem::{MatrixFault, Problem, Severity};
use crate::read::grid::Grid;
use crate::read::level;

use checks::Ticks;
use dated::{Dated, dated};
use layout::{Layout, Line, Spot};

/// Reads the current matrix. The rules come back with what the matrix itself says of its skills (bar, people needed,
/// weight, critical) put over `[skills.of]`: coverage is calculated under them.
///
/// With an assumed roster, everybody whom the matrix names is somebody seen: the caller adds them to the roster.
///
/// All problems are found at once. Errors among them: the matrix is incomplete (an unreadable cell is unknown, a repeated
/// line is left out) and no figure should rest on it.
pub fn read(grid: &Grid, roster: &Roster, rules: &SkillRules) -> (Matrix, SkillRules, Vec<Problem>) {
    let dated = dated(grid);
    let rest = dated.rest(grid);
    let mut reader = Reader::new(&rest, roster, rules);
    let Some(layout) = reader.layout() else { return (Matrix::default(), rules.clone(), reader.problems) };
    reader.check_roster(&layout);
    let merged = reader.own_rules(&layout);
    let matrix = reader.matrix(&layout, &merged, &dated);
    reader.check_rules(&matrix);
    reader.tell_left_out(&layout);
    (matrix, merged, reader.problems)
}

/// Reads a previous matrix: people who have left may stand in it, and its own rules and the configuration's are not
/// compared. Levels are read as in `read`.
pub fn read_previous(grid: &Grid, roster: &Roster, rules: &SkillRules) -> (Matrix, Vec<Problem>) {
    let dated = dated(grid);
    let rest = dated.rest(grid);
    let mut reader = Reader::new(&rest, roster, rules);
    let Some(layout) = reader.layout() else { return (Matrix::default(), reader.problems) };
    let merged = Reader::new(&rest, roster, rules).own_rules(&layout);
    let matrix = reader.matrix(&layout, &merged, &dated);
    (matrix, reader.problems)
}

/// Whether a file that nobody described is a skill matrix. No weeks, days or amounts of work stand in it, and it names
/// skills as such; or it names people, as such or by their names, or draws levels, and at least half of what stands in its cells reads as levels.
pub fn looks_like_one(grid: &Grid, roster: &Roster) -> bool {
    let grid = &dated(grid).rest(grid);
    if checks::is_of_effort(grid)
        || !(checks::heads_skills(grid)
            || checks::heads_people(grid)
            || checks::names_people(grid, roster)
            || checks::draws_levels(grid))
    {
        return false;
    }
    let (matrix, _, problems) = read(grid, roster, &SkillRules::default());
    let unreadable = problems.iter().filter(|problem| problem.severity() == Severity::Error).count();
    let levels = matrix.ratings.iter().flatten().filter(|rating| matches!(rating.mark, Mark::Level(_))).count();
    checks::heads_skills(grid) || levels > 0 && levels >= unreadable
}

struct Reader<'a> {
    grid: &'a Grid,
    roster: &'a Roster,
    rules: &'a SkillRules,
    /// Cells of days, each read once however many ratings it dates.
    days: HashMap<Spot, Option<Day>>,
    ticks: Ticks,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn new(grid: &'a Grid, roster: &'a Roster, rules: &'a SkillRules) -> Reader<'a> {
        Reader { grid, roster, rules, days: HashMap::new(), ticks: Ticks::default(), problems: Vec::new() }
    }

    fn place(&self, (row, col): Spot) -> Place {
        self.grid.place(row, col)
    }

    fn text(&self, spot: Spot) -> &'a str {
        layout::text(self.grid, spot)
    }

    fn problem(&self, fault: MatrixFault, (row, col): Spot) -> Problem {
        Problem::new(fault).at(self.grid.place(row, col)).excerpt(self.grid.excerpt(row, col))
    }

    fn add(&mut self, fault: MatrixFault, spot: Spot) {
        self.problems.push(self.problem(fault, spot));
    }

    fn matrix(&mut self, layout: &Layout, rules: &SkillRules, dated: &Dated) -> Matrix {
        let people = self.people(layout);
        let skills = self.skills(layout);
        let mut matrix = Matrix { file: self.grid.file.to_string(), ..Matrix::default() };
        for person in &people {
            matrix.people.push(Assessed { name: person.name.clone(), place: self.place(person.head) });
        }
        for &(skill, group) in &skills {
            let group = group.map(str::to_owned);
            let bar = rules.rule(&skill.name).bar;
            matrix.skills.push(Skill { name: skill.name.clone(), group, place: self.place(skill.head) });
            matrix.ratings.push(people.iter().map(|person| self.rating(layout, person, skill, bar)).collect());
        }
        matrix.assessed = self.assessed(dated);
        self.tell_ticks();
        matrix
    }

    fn rating(&mut self, layout: &Layout, person: &Line, skill: &Line, bar: u32) -> Rating {
        let Some(spot) = layout.crossing(person.at, skill.at) else { return Rating::unknown() };
        let text = self.text(spot);
        let mut rating = Rating { place: Some(self.place(spot)), text: text.to_owned(), ..Rating::unknown() };
        match level::read(text, self.rules, bar) {
            Ok(level) => {
                (rating.mark, rating.change, rating.wants_to_learn) = (level.mark, level.change, level.wants_to_learn);
                rating.ticked = level.ticked;
                self.ticks.add(&skill.name, spot, &level);
            }
            Err(fault) => self.add(fault, spot),
        }
        if let Some(wish) = layout.wish(person.at, skill.at) {
            rating.wants_to_learn = self.wish(wish).or(rating.wants_to_learn);
        }
        if let Some(date) = layout.date(person.at, skill.at) {
            rating.assessed = self.day(date);
        }
        rating
    }

    /// The day in a cell; a blank one says none.
    fn day(&mut self, spot: Spot) -> Option<Day> {
        if let Some(&day) = self.days.get(&spot) {
            return day;
        }
        let text = self.text(spot);
        let day = dated::day(text);
        if day.is_none() && !text.is_empty() {
            self.add(MatrixFault::UnreadableAssessed { text: text.to_owned() }, spot);
        }
        self.days.insert(spot, day);
        day
    }

    fn wish(&mut self, spot: Spot) -> Option<bool> {
        let text = self.text(spot);
        let wish = match text {
            "+" => Some(true),
            text => own::yes_or_no(text),
        };
        if wish.is_none() && !text.is_empty() {
            self.add(MatrixFault::UnreadableWish { text: text.to_owned() }, spot);
        }
        wish
    }

    /// The day of the whole sheet.
    fn assessed(&mut self, dated: &Dated) -> Option<(Day, Place)> {
        for (fault, spot) in &dated.faults {
            self.add(fault.clone(), *spot);
        }
        let &(day, first) = dated.days.first()?;
        for &(other, spot) in dated.days.iter().filter(|(other, _)| *other != day) {
            let fault = MatrixFault::RowsDisagree {
                name: "the sheet".to_owned(),
                what: "the day of assessment".to_owned(),
                here: other.to_string(),
                there: day.to_string(),
            };
            let problem = self.problem(fault, spot).also([self.place(first)]);
            self.problems.push(problem);
        }
        Some((day, self.place(first)))
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
                let Some(spot) = layout.crossing(line.at, skill.at) else { continue };
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
