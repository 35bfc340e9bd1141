//! What really happened: who spent how much of which week on what. Everything else in this test writes it down.

use std::collections::BTreeMap;

use super::calendar::{QUARTERS, Quarter};
use super::chance::Chance;
use super::layout::Layout;
use super::notation::Notation;
use super::words::{LANGUAGES, Language, NAMES};

/// The grains of a full-time week. 5 % are 100 of them, half an hour is 25, 5 % of a day are 20.
pub const WEEK: i64 = 2000;

/// The weeks of a quarter.
pub const WEEKS: usize = 13;

#[derive(Debug, Clone)]
pub struct Person {
    pub first: &'static str,
    pub last: &'static str,
    /// What part of a full-time week theirs is, in percent.
    pub fte: i64,
}

impl Person {
    pub fn name(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }

    pub fn mail(&self) -> String {
        let plain = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        format!("{}{}@example.org", plain(self.first), plain(self.last))
    }
}

#[derive(Debug, Clone)]
pub struct Truth {
    pub quarter: Quarter,
    /// The weeks of the sheet, counted from 0: a stretch of the quarter's.
    pub weeks: Vec<usize>,
    pub language: &'static Language,
    pub people: Vec<Person>,
    pub categories: Vec<&'static str>,
    /// Grains by person, week and category. Where there is none, nothing was said.
    pub cells: BTreeMap<(usize, usize, usize), i64>,
    /// Grains by person, category and month of the quarter, where the sheet is about months.
    pub months: BTreeMap<(usize, usize, usize), i64>,
    /// Weeks (or days of them) that somebody was away, in grains of the person's own week.
    pub leave: BTreeMap<(usize, usize), i64>,
}

impl Truth {
    pub fn new(layout: Layout, notation: Notation, chance: &mut Chance) -> Truth {
        loop {
            let mut truth = Truth::frame(chance);
            match layout {
                Layout::Period => truth.spend_evenly(notation, chance),
                Layout::Months => truth.spend_by_month(notation, chance),
                _ => truth.spend_by_week(notation, chance),
            }
            if truth.is_whole() {
                return truth;
            }
        }
    }

    /// Who, what and when, without amounts.
    fn frame(chance: &mut Chance) -> Truth {
        let (year, number) = QUARTERS[chance.below(QUARTERS.len())];
        let length = chance.between(3, WEEKS as i64) as usize;
        let first = chance.below(WEEKS - length + 1);
        let language = if chance.percent(55) { &LANGUAGES[0] } else { &LANGUAGES[chance.below(LANGUAGES.len())] };
        let count = chance.between(2, 7) as usize;
        let first_names = chance.percent(30);
        let part_timers = chance.percent(25);
        let names = chance.some(NAMES, count);
        let mut person = |(first, last): (&'static str, &'static str)| {
            let fte = if part_timers && chance.percent(40) { [80, 60, 50][chance.below(3)] } else { 100 };
            Person { first, last: if first_names { "" } else { last }, fte }
        };
        let people = names.into_iter().map(&mut person).collect();
        let kinds = chance.between(2, 6) as usize;
        let categories = chance.some(language.categories, kinds);
        Truth {
            quarter: Quarter { year, number },
            weeks: (first..first + length).collect(),
            language,
            people,
            categories,
            cells: BTreeMap::new(),
            months: BTreeMap::new(),
            leave: BTreeMap::new(),
        }
    }

    /// Everybody and every category has effort.
    fn is_whole(&self) -> bool {
        let filled = || self.cells.iter().filter(|(_, grains)| **grains > 0).map(|(key, _)| key);
        (0..self.people.len()).all(|at| filled().any(|(person, ..)| *person == at))
            && (0..self.categories.len()).all(|at| filled().any(|(.., category)| *category == at))
            && self.weeks.iter().all(|at| filled().any(|(_, week, _)| week == at))
    }

    /// The amounts of one person for one stretch of time, by category: mostly 84 to 110 % of it.
    fn split(&self, person: usize, notation: Notation, chance: &mut Chance) -> Vec<Option<i64>> {
        let percent = match chance.below(50) {
            0..=23 => 100,
            24..=46 => chance.between(84, 110),
            _ => chance.between(30, 130),
        };
        let fte = if notation.is_of_own_week() { 100 } else { self.people[person].fte };
        let mut steps = (WEEK * percent * fte / 10_000 + notation.step() / 2) / notation.step();
        let mut amounts = vec![None; self.categories.len()];
        let kinds = chance.between(1, (self.categories.len() as i64).min(4)) as usize;
        let chosen = chance.some(&(0..self.categories.len()).collect::<Vec<_>>(), kinds);
        for (at, category) in chosen.iter().enumerate() {
            let rest = chosen.len() - at - 1;
            let part = if rest == 0 { steps } else { chance.between(1, (steps - rest as i64).max(1)) };
            amounts[*category] = Some(part * notation.step());
            steps = (steps - part).max(1);
        }
        // Some write a zero where they did nothing; most write nothing.
        for amount in &mut amounts {
            if amount.is_none() && chance.percent(6) {
                *amount = Some(0);
            }
        }
        amounts
    }

    fn spend_by_week(&mut self, notation: Notation, chance: &mut Chance) {
        for person in 0..self.people.len() {
            for week in self.weeks.clone() {
                if chance.percent(7) {
                    continue;
                }
                for (category, amount) in self.split(person, notation, chance).into_iter().enumerate() {
                    self.cells.extend(amount.map(|grains| ((person, week, category), grains)));
                }
            }
        }
    }

    /// The same in every week of the quarter.
    fn spend_evenly(&mut self, notation: Notation, chance: &mut Chance) {
        self.weeks = (0..WEEKS).collect();
        for person in 0..self.people.len() {
            for (category, amount) in self.split(person, notation, chance).into_iter().enumerate() {
                for week in 0..WEEKS {
                    self.cells.extend(amount.map(|grains| ((person, week, category), grains)));
                }
            }
        }
    }

    /// The same on every working day of a month.
    fn spend_by_month(&mut self, notation: Notation, chance: &mut Chance) {
        self.weeks = (0..WEEKS).collect();
        for person in 0..self.people.len() {
            for month in 0..3 {
                for (category, amount) in self.split(person, notation, chance).into_iter().enumerate() {
                    self.months.extend(amount.map(|grains| ((person, category, month), grains)));
                }
            }
        }
        for week in 0..WEEKS {
            for after in 0..5 {
                let month = self.quarter.monday(week).plus(after).month() % 3;
                for ((person, category, _), grains) in self.months.iter().filter(|((.., of), _)| *of == month) {
                    *self.cells.entry((*person, week, *category)).or_default() += grains / 5;
                }
            }
        }
    }

    /// What a person recorded in a week, by category; nothing where the person said nothing.
    pub fn row(&self, person: usize, week: usize) -> Vec<Option<i64>> {
        (0..self.categories.len()).map(|category| self.cells.get(&(person, week, category)).copied()).collect()
    }

    pub fn is_silent(&self, person: usize, week: usize) -> bool {
        self.row(person, week).iter().all(Option::is_none)
    }

    /// Takes away what a person recorded in a week: they were on leave.
    pub fn away(&mut self, person: usize, week: usize) {
        self.cells.retain(|(who, when, _), _| (*who, *when) != (person, week));
        self.leave.insert((person, week), WEEK);
    }

    /// Whether everybody is still there without this week, and every category too.
    pub fn can_be_away(&self, person: usize, week: usize) -> bool {
        let mut other = self.clone();
        other.away(person, week);
        other.is_whole()
    }
}
