//! Groups of skills: the least coverage in them, how many skills are at risk, who holds all of them.

use super::state;
use crate::calc::review::{GroupReport, SkillReport};
use crate::model::person::folded;

/// In order of appearance; a group whose skills stand apart is still one. Skills without a group are in none. Ids are
/// given by the caller.
pub fn groups(people: &[usize], skills: &[SkillReport]) -> Vec<GroupReport> {
    let mut groups: Vec<GroupReport> = Vec::new();
    for (at, skill) in skills.iter().enumerate() {
        let Some(name) = &skill.group else { continue };
        match groups.iter_mut().find(|group| folded(&group.name) == folded(name)) {
            Some(group) => group.skills.push(at),
            None => groups.push(GroupReport {
                id: String::new(),
                name: name.clone(),
                skills: vec![at],
                least: 0,
                at_risk: 0,
                qualified_in_all: Vec::new(),
            }),
        }
    }
    for group in &mut groups {
        let holders: Vec<&Vec<usize>> = group.skills.iter().map(|&at| &skills[at].holders).collect();
        group.least = state::count(holders.iter().map(|holders| holders.len()).min().unwrap_or(0));
        group.at_risk = state::count(holders.iter().filter(|holders| holders.len() <= 1).count());
        let in_all = |person: &usize| holders.iter().all(|holders| holders.contains(person));
        group.qualified_in_all = people.iter().copied().filter(in_all).collect();
    }
    groups
}
