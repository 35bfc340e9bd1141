//! How well each skill is held: who is qualified, who might be, the state. And what follows from it directly: the
//! first-loss number and the exposure of people. skills.md section 2.

use super::holdings::Held;
use crate::calc::review::{Cover, SkillReport};
use crate::model::exact::Exact;
use crate::model::skill::Mark;

/// The state of a skill with `q` qualified people.
pub fn cover(q: usize, critical: bool) -> Cover {
    match q {
        0 => Cover::NoCover,
        1 => Cover::SinglePoint,
        2 if critical => Cover::Thin,
        _ => Cover::Ok,
    }
}

/// Known, and at the bar or above.
pub fn is_qualified(mark: Mark, bar: u32) -> bool {
    matches!(mark, Mark::Level(level) if level >= bar)
}

/// The least number of holders over the skills that have any: any loss of fewer people leaves all of those held. `None`
/// when no skill has a holder.
pub fn first_loss(holders: impl IntoIterator<Item = usize>) -> Option<u32> {
    holders.into_iter().filter(|&q| q > 0).min().map(count)
}

/// `(person, sum of weight / coverage over the skills they hold)` for each of `people`, in that order. The exposures add
/// up to the weight of the covered skills.
pub fn exposure(people: &[usize], skills: &[SkillReport]) -> Vec<(usize, Exact)> {
    let of = |person: usize| {
        let held = skills.iter().filter(|skill| skill.holders.contains(&person));
        Exact::sum(held.filter_map(|skill| skill.weight.over(&Exact::from(count(skill.holders.len())))))
    };
    people.iter().map(|&person| (person, of(person))).collect()
}

/// The skills as the searches see them: roster indices become positions in `people`; others are left out.
pub fn held(people: &[usize], skills: &[SkillReport]) -> Vec<Held> {
    let by = |skill: &SkillReport| (0..people.len()).filter(|&at| skill.holders.contains(&people[at])).collect();
    skills.iter().map(|skill| Held { by: by(skill), weight: skill.weight.clone() }).collect()
}

pub fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The people (roster indices) who stand at these positions of `people`.
pub fn people_at(positions: &[usize], people: &[usize]) -> Vec<usize> {
    positions.iter().filter_map(|&at| people.get(at).copied()).collect()
}
