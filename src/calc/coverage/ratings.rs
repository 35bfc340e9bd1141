//! A matrix asked by the name of a skill and the roster's index of a person.

use std::collections::HashMap;

use crate::model::person::{Roster, folded};
use crate::model::skill::{Mark, Matrix, Rating, Skill, in_group};

pub struct Ratings<'a> {
    pub matrix: &'a Matrix,
    /// Roster index to the person's index in the matrix; the first line of a person holds.
    people: HashMap<usize, usize>,
    /// Folded name to index; the first of a name holds.
    skills: HashMap<String, usize>,
}

impl<'a> Ratings<'a> {
    pub fn of(matrix: &'a Matrix, roster: &Roster) -> Ratings<'a> {
        let mut ratings = Ratings { matrix, people: HashMap::new(), skills: HashMap::new() };
        for (at, person) in matrix.people.iter().enumerate() {
            if let Some(known) = roster.find_or_before_brackets(&person.name) {
                ratings.people.entry(known).or_insert(at);
            }
        }
        for (at, skill) in matrix.skills.iter().enumerate() {
            ratings.skills.entry(folded(&skill.name)).or_insert(at);
        }
        // Of two matrices, one may have a skill in one group, the other in two, and then call it by both.
        for (at, skill) in matrix.skills.iter().enumerate() {
            let Some(group) = &skill.group else { continue };
            ratings.skills.entry(folded(&in_group(group, &skill.name))).or_insert(at);
        }
        ratings
    }

    pub fn names(&self, person: usize) -> bool {
        self.people.contains_key(&person)
    }

    /// The cell; `None` where the matrix does not have the skill or the person.
    pub fn get(&self, skill: &str, person: usize) -> Option<&'a Rating> {
        let skill = self.skills.get(&folded(skill))?;
        self.matrix.ratings.get(*skill)?.get(*self.people.get(&person)?)
    }
}

impl<'a> Ratings<'a> {
    /// The cell of a skill of another matrix; of skills of one name that of the same group.
    pub fn of_skill(&self, skill: &Skill, person: usize) -> Option<&'a Rating> {
        let grouped = || self.get(&in_group(skill.group.as_ref()?, &skill.name), person);
        self.get(&skill.name, person).or_else(grouped)
    }
}

/// The level of a mark that has one.
pub fn level(mark: Mark) -> Option<u32> {
    match mark {
        Mark::Level(level) => Some(level),
        Mark::Unknown | Mark::NotApplicable => None,
    }
}

/// The earlier level that a cell marks itself, `4 (+1)`: the level less the change. domain.md section 8.
pub fn marked_earlier(rating: &Rating) -> Option<u32> {
    level(rating.mark)?.checked_add_signed(rating.change?.checked_neg()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    /// Somebody with this level in each skill, in turn 1, 2, 3.
    fn matrix(skills: &[(&str, &str)]) -> Matrix {
        let place = Place::file(&"skills.csv".into());
        let skill = |(group, name): &(&str, &str)| Skill {
            name: (*name).to_owned(),
            group: Some((*group).to_owned()),
            place: place.clone(),
        };
        let rating = |at: usize| vec![Rating { mark: Mark::Level(at as u32 + 1), ..Rating::unknown() }];
        Matrix {
            people: vec![crate::model::skill::Assessed { name: "Ann".to_owned(), place: place.clone() }],
            skills: skills.iter().map(skill).collect(),
            ratings: (0..skills.len()).map(rating).collect(),
            ..Matrix::default()
        }
    }

    #[test]
    fn a_skill_that_is_called_by_its_group_in_one_matrix_is_the_same_in_another() {
        let roster = Roster { people: vec![crate::model::person::Person::assumed("Ann")], assumed: false };
        let (one, two) = (
            matrix(&[("Back", "Testing"), ("Back", "SQL")]),
            matrix(&[("Back", "Back / Testing"), ("Front", "Front / Testing"), ("Back", "SQL")]),
        );
        let levels = |of: &Matrix, by: &Matrix| -> Vec<Option<u32>> {
            let ratings = Ratings::of(by, &roster);
            of.skills.iter().map(|skill| ratings.of_skill(skill, 0).and_then(|rating| level(rating.mark))).collect()
        };
        assert_eq!(levels(&two, &one), [Some(1), None, Some(2)]);
        assert_eq!(levels(&one, &two), [Some(1), Some(3)]);
    }
}
