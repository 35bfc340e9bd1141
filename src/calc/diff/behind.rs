//! What stands behind some figures of one side: cells, people, categories and skills. It is what `explain` lists, of the
//! figures they are made of too.

use std::collections::BTreeSet;

use super::pairs::{Pairs, Whose};
use super::settings::{SettingChange, What};
use crate::calc::explain::Cell;
use crate::calc::figure::Figure;
use crate::calc::review::Review;
use crate::model::calendar::Calendar;
use crate::model::person::folded;

/// See the module.
#[derive(Debug, Default)]
pub struct Behind {
    /// `(person, week, category)`, by index.
    cells: BTreeSet<(usize, usize, usize)>,
    people: BTreeSet<usize>,
    /// Names, folded.
    categories: BTreeSet<String>,
    skills: BTreeSet<String>,
}

impl Behind {
    pub fn new<'a>(review: &'a Review, figures: impl IntoIterator<Item = &'a Figure>) -> Behind {
        let mut behind = Behind::default();
        let mut open: Vec<&Figure> = figures.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(figure) = open.pop() {
            if seen.insert(figure.address.as_str()) {
                behind.add(review, figure);
                open.extend(figure.cells.figures.iter().filter_map(|address| review.figures.get(address)));
            }
        }
        behind
    }

    fn add(&mut self, review: &Review, figure: &Figure) {
        self.people.extend(&figure.cells.roster);
        if let Some(effort) = &figure.cells.effort {
            self.people.extend(&effort.people);
            let categories = effort.categories.iter().filter_map(|&at| review.categories.get(at));
            self.categories.extend(categories.map(|category| folded(&category.name)));
            for &person in &effort.people {
                for &week in &effort.weeks {
                    self.cells.extend(effort.categories.iter().map(|&category| (person, week, category)));
                }
            }
        }
        for &(skill, person) in &figure.cells.ratings {
            self.people.insert(person);
            let skill = review.skills.as_ref().and_then(|report| report.skills.get(skill));
            self.skills.extend(skill.map(|skill| folded(&skill.name)));
        }
    }

    /// Whether the cell is among them. `category_of` says the category of the cell's work.
    pub fn lists(&self, cell: &Cell, calendar: &Calendar, category_of: &[usize]) -> bool {
        let Some(&category) = category_of.get(cell.activity) else { return false };
        cell.slot.within(calendar).any(|(week, ..)| self.cells.contains(&(cell.person, week, category)))
    }
}

/// What stands behind some figures on both sides.
#[derive(Debug)]
pub struct Both<'a> {
    pub before: Behind,
    pub after: Behind,
    pub pairs: &'a Pairs,
}

impl Both<'_> {
    fn has(&self, whose: Whose) -> bool {
        let earlier = |later: usize| self.pairs.people.iter().position(|pair| *pair == Some(later));
        match whose {
            Whose::Before(person) => self.before.people.contains(&person),
            Whose::After(person) => {
                self.after.people.contains(&person)
                    || earlier(person).is_some_and(|at| self.before.people.contains(&at))
            }
        }
    }

    /// Whether a rating of somebody in a skill is one of theirs.
    pub fn rates(&self, skill: &str, whose: Option<Whose>) -> bool {
        let skill = folded(skill);
        (self.before.skills.contains(&skill) || self.after.skills.contains(&skill))
            && whose.is_none_or(|whose| self.has(whose))
    }

    /// Whether a line of the configuration is about one of their people or categories. Holidays are everybody's.
    pub fn is_about(&self, line: &SettingChange) -> bool {
        match line.what {
            What::Bucket | What::Match => {
                let name = folded(&line.name);
                self.before.categories.contains(&name) || self.after.categories.contains(&name)
            }
            What::Holiday => !self.before.people.is_empty() || !self.after.people.is_empty(),
            _ => line.person.is_some_and(|whose| self.has(whose)),
        }
    }
}
