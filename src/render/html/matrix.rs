//! The skill matrix: skills by group, those at risk first, and everybody's level in each. Risk is said by a sign and a word, not
//! by colour alone.

use askama::Template;

use super::filters;
use super::markup::rendered;
use crate::calc::review::{Cover, LevelReport, Review, SkillReport, SkillsReport};
use crate::model::skill::Mark;
use crate::render::page::lookup::names;
use crate::render::page::skills::{stars, told};
use crate::render::unwritable::Written;

#[derive(Template)]
#[template(path = "matrix.html")]
struct Matrix {
    /// Position in the roster and name.
    people: Vec<(usize, String)>,
    groups: Vec<Group>,
}

struct Group {
    /// Empty where the matrix has no groups.
    name: String,
    skills: Vec<Skill>,
}

struct Skill {
    /// Its position in the report.
    at: usize,
    /// Of its figure's address.
    id: String,
    name: String,
    cover: Cover,
    levels: Vec<Level>,
}

struct Level {
    text: String,
    /// For those who hear it.
    words: String,
    is_held: bool,
    /// Up or down since the last assessment.
    change: Option<i32>,
}

impl Skill {
    fn new(report: &SkillsReport, at: usize, skill: &SkillReport) -> Skill {
        let levels = skill.levels.iter().map(|level| Level::new(report, skill, level)).collect();
        Skill { at, id: skill.id.clone(), name: skill.name.clone(), cover: skill.cover, levels }
    }

    /// The class, the sign and the word of its state.
    fn state(&self) -> (&'static str, &'static str, String) {
        told(self.cover)
    }
}

impl Level {
    fn new(report: &SkillsReport, skill: &SkillReport, level: &LevelReport) -> Level {
        let is_held = skill.holders.contains(&level.person);
        let change = level.change.filter(|by| *by != 0);
        let (text, words) = match level.mark {
            Mark::Level(n) => (stars(n, report.scale_max), format!("{n} of {}", report.scale_max)),
            Mark::Unknown => ("?".to_owned(), "not assessed".to_owned()),
            Mark::NotApplicable => ("n/a".to_owned(), "not applicable".to_owned()),
        };
        let alone = if is_held && skill.cover == Cover::SinglePoint { ", the only one" } else { "" };
        let bar = if is_held { ", at the bar" } else { "" };
        Level { text, words: format!("{words}{bar}{alone}"), is_held, change }
    }

    fn mark(&self) -> String {
        self.change.map_or_else(String::new, |by| format!("{}{by:+}", if by > 0 { "\u{25b2}" } else { "\u{25bc}" }))
    }
}

/// The grid; nothing without a matrix, or of the team only.
///
/// # Errors
/// `unwritable-file`.
pub fn drawn(review: &Review) -> Written {
    let Some(report) = review.skills.as_ref().filter(|_| review.hidden.is_none()) else { return Ok(String::new()) };
    let mut groups: Vec<Group> = Vec::new();
    for (at, skill) in report.skills.iter().enumerate() {
        let name = skill.group.clone().unwrap_or_default();
        let skill = Skill::new(report, at, skill);
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.skills.push(skill),
            None => groups.push(Group { name, skills: vec![skill] }),
        }
    }
    groups.iter_mut().for_each(|group| group.skills.sort_by_key(|skill| skill.cover));
    groups.sort_by_key(|group| group.skills.first().map(|skill| skill.cover));
    let people = report.people.iter().copied().zip(names(review, &report.people)).collect();
    rendered(&Matrix { people, groups })
}
