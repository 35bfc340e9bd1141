//! What is left of the skills when named people are away.

use super::holdings::Held;
use super::{half_loss, state};
use crate::calc::review::{SkillsReport, WithoutSkills};

/// The skills among the people of `report` who are not `away` (roster indices; who is not in the report changes nothing).
/// The half-loss number is of those left: how many more may be missed.
pub fn without(report: &SkillsReport, away: &[usize]) -> WithoutSkills {
    let people: Vec<usize> = report.people.iter().copied().filter(|person| !away.contains(person)).collect();
    let held: Vec<Held> = state::held(&people, &report.skills);
    let (mut lost, mut single) = (Vec::new(), Vec::new());
    for (at, (skill, left)) in report.skills.iter().zip(&held).enumerate() {
        match left.by.as_slice() {
            [] if !skill.holders.is_empty() => lost.push(at),
            [last] if skill.holders.len() > 1 => single.push((at, people[*last])),
            _ => {}
        }
    }
    let first_loss = state::first_loss(held.iter().map(|skill| skill.by.len()));
    let half_loss = half_loss::with_people(half_loss::half_loss(people.len(), &held), &people);
    WithoutSkills { lost, single, first_loss, half_loss }
}
