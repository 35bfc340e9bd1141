//! Names in the column of people that may not be one person: several names in a cell, or the same name planned and as it happened.

use std::collections::BTreeMap;

use super::concept::Concept;
use super::heading::meaning;
use super::question::Asking;
use super::reading::Who;
use crate::model::person::{folded, without_additions};
use crate::problem::{Problem, Question};

/// What stands between names, and never within one.
const BETWEEN: [&str; 7] = [" & ", " + ", "; ", " / ", "/", " and ", " und "];
/// What may stand within a name as well.
const WITHIN: [&str; 7] = [", ", " y ", " e ", " et ", " en ", " i ", ";"];

impl Asking<'_> {
    /// Asks about such names, where no roster says who is somebody.
    pub(super) fn names(&self) -> Vec<Problem> {
        if self.reading.has_roster {
            return Vec::new();
        }
        let names = self.people();
        let is_answered = |name: &str| self.reading.said_effort.iter().any(|said| *said == folded(name));
        let ask = |found: Vec<&str>, are_several: bool| {
            let found: Vec<&str> = found.into_iter().filter(|name| !is_answered(name)).collect();
            let (row, field) = *names.get(*found.first()?)?;
            let names = found.iter().map(|name| (*name).to_owned()).collect();
            Some(self.problem(Question::AskedNames { names, are_several }, row, field))
        };
        let all: Vec<&str> = names.keys().copied().collect();
        let several = all.iter().copied().filter(|name| names_several(name, &all)).collect();
        let planned = all.iter().copied().filter(|name| is_planned(name, &all)).collect();
        ask(several, true).into_iter().chain(ask(planned, false)).collect()
    }

    /// The names of people as they are written, each with the first cell that holds it.
    fn people(&self) -> BTreeMap<&str, (usize, usize)> {
        let mut names = BTreeMap::new();
        match &self.reading.who {
            Who::Column(at) => {
                let field = self.reading.columns[*at].field;
                for row in self.reading.entries().filter(|row| !self.cells.at(*row, field).is_blank()) {
                    names.entry(without_additions(self.cells.text(row, field))).or_insert((row, field));
                }
            }
            Who::Headings => {
                let header = self.reading.table.header;
                for effort in &self.reading.efforts {
                    let field = self.reading.columns[effort.at].field;
                    if let Some(name) = &effort.person {
                        names.entry(without_additions(name)).or_insert((header, field));
                    }
                }
            }
            _ => {}
        }
        names
    }
}

/// Whether a text names several people: its parts are written like names and stand between marks that no name has, or one of them
/// is somebody else's name.
fn names_several(text: &str, all: &[&str]) -> bool {
    let is_like_name = |part: &str| {
        part.chars().next().is_some_and(char::is_uppercase)
            && part.chars().all(|c| c.is_alphabetic() || " .'’-".contains(c))
            && meaning(part).concept.is_none()
    };
    let is_somebody = |part: &str| all.iter().any(|name| *name != text && folded(name) == folded(part));
    let parts = |marks: &[&str]| -> Vec<String> {
        let mut parts = vec![text.to_owned()];
        for mark in marks {
            parts = parts.iter().flat_map(|part| part.split(mark)).map(|part| part.trim().to_owned()).collect();
        }
        parts.retain(|part| !part.is_empty());
        parts
    };
    let is_of = |marks: &[&str], is_enough: &dyn Fn(&[String]) -> bool| {
        let parts = parts(marks);
        parts.len() >= 2 && parts.iter().all(|part| is_like_name(part)) && is_enough(&parts)
    };
    is_of(&BETWEEN, &|_| true) || is_of(&WITHIN, &|parts| parts.iter().filter(|part| is_somebody(part)).count() >= 2)
}

/// Whether a name ends with a word for what was planned, and the same name stands there too without it, or with a word for what
/// happened.
fn is_planned(text: &str, all: &[&str]) -> bool {
    let of = |text: &str| -> Option<(String, Concept)> {
        let (stem, last) = text.trim_end_matches([')', ']']).rsplit_once([' ', '(', '['])?;
        Some((folded(stem.trim_end_matches([' ', '(', '[', '-', ':', '\u{2013}'])), meaning(last).concept?))
    };
    let Some((stem, Concept::Planned)) = of(text) else { return false };
    !stem.is_empty()
        && all.iter().any(|other| {
            folded(other) == stem || of(other).is_some_and(|(own, concept)| own == stem && concept == Concept::Actual)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_names_are_told_from_one() {
        let all = ["Ada", "Bo", "Cleo Laine", "Lovelace, Ada"];
        for text in ["Bo & Cleo", "Bo/Cleo", "Ada and Bo", "Ada; Bo", "Ada, Bo", "Ada et Bo", "Ada + Bo + Cleo"] {
            assert!(names_several(text, &all), "{text}");
        }
        for text in ["Lovelace, Ada", "Cleo Laine", "R&D", "Ortega y Gasset", "Team 1/2", "Jean-Luc", "Ada (50 %)"] {
            assert!(!names_several(text, &all), "{text}");
        }
    }

    #[test]
    fn a_plan_is_known_by_the_same_name_beside_it() {
        let all = ["Ada plan", "Ada actual", "Bo (plan)", "Bo", "Max Plan", "Cleo actual"];
        let planned: Vec<&str> = all.into_iter().filter(|name| is_planned(name, &all)).collect();
        assert_eq!(planned, ["Ada plan", "Bo (plan)"], "Max Plan is a name: there is no other Max");
    }
}
