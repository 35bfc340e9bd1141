//! Reads the levels of a sheet whose layout is known, and the rules that the sheet states about its skills.

use std::collections::HashMap;

use super::dated::{self, Dated};
use super::layout::{self, Layout, Line, Spot};
use super::own;
use super::ticks::Ticks;
use super::wordings::Wordings;
use crate::model::day::Day;
use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::model::skill::{Assessed, Matrix, Rating, Skill, SkillRules};
use crate::problem::{MatrixFault, Problem};
use crate::read::grid::Grid;
use crate::read::level;

/// Reads one sheet, and collects the problems found in it.
pub(super) struct Reader<'a> {
    pub(super) grid: &'a Grid,
    pub(super) roster: &'a Roster,
    pub(super) rules: &'a SkillRules,
    /// The days in cells that have been read, because one cell may date many ratings.
    days: HashMap<Spot, Option<Day>>,
    pub(super) ticks: Ticks,
    pub(super) wordings: Wordings,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(grid: &'a Grid, roster: &'a Roster, rules: &'a SkillRules) -> Reader<'a> {
        Reader {
            grid,
            roster,
            rules,
            days: HashMap::new(),
            ticks: Ticks::default(),
            wordings: Wordings::default(),
            problems: Vec::new(),
        }
    }

    pub(super) fn place(&self, (row, col): Spot) -> Place {
        self.grid.place(row, col)
    }

    pub(super) fn text(&self, spot: Spot) -> &'a str {
        layout::text(self.grid, spot)
    }

    pub(super) fn problem(&self, fault: MatrixFault, (row, col): Spot) -> Problem {
        Problem::new(fault).at(self.grid.place(row, col)).excerpt(self.grid.excerpt(row, col))
    }

    pub(super) fn add(&mut self, fault: MatrixFault, spot: Spot) {
        self.problems.push(self.problem(fault, spot));
    }

    pub(super) fn matrix(&mut self, layout: &Layout, rules: &SkillRules, dated: &Dated) -> Matrix {
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
        self.tell_wordings(&matrix);
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
                self.wordings.sign(text, spot, None);
            }
            Err(MatrixFault::UnreadableLevel { text, near }) => self.wordings.add(text, near, spot),
            Err(fault) => {
                if let Some(fault) = self.wordings.sign(text, spot, Some(fault)) {
                    self.add(fault, spot);
                }
            }
        }
        if let Some(wish) = layout.wish(person.at, skill.at) {
            rating.wants_to_learn = self.wish(wish).or(rating.wants_to_learn);
        }
        if let Some(date) = layout.date(person.at, skill.at) {
            rating.assessed = self.day(date);
        }
        rating
    }

    /// Reads the day in a cell. A blank cell states none.
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

    /// Returns the day on which the whole sheet was assessed.
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

    /// The lines of people, each person once. Two spellings of one person of the roster are the same person.
    fn people<'l>(&mut self, layout: &'l Layout) -> Vec<&'l Line> {
        let known = |name: &str| self.roster.find_or_before_brackets(name).and_then(|at| self.roster.people.get(at));
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

    pub(super) fn own_rules(&mut self, layout: &Layout) -> SkillRules {
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

/// Splits lines by their keys: the first of each key, and those that repeat one, with the line that they repeat.
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
