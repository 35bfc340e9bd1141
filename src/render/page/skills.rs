//! Who can do what, and what hangs on one person: the state of the skills, then what losses would mean.

use super::lookup::{count, names, who};
use super::skills_tables::{self, is_weighted};
use super::{Block, Meaning, Picture, Risk, Section};
use crate::calc::review::{Cover, HalfLoss, Review, SkillReport, SkillsReport};
use crate::model::skill::Mark;
use crate::problem::grammar::list;

/// Up to this many, a level is drawn as stars.
const MOST_STARS: u32 = 7;

/// The whole section.
pub fn skills(review: &Review, report: &SkillsReport) -> Section {
    let aside =
        format!("{}, bar {} of {}", count(report.skills.len(), "skill", "skills"), report.bar, report.scale_max);
    let mut blocks = vec![Block::Paragraph(counts(report))];
    let at_risk = report.skills.iter().filter(|skill| skill.cover != Cover::Ok);
    let mut at_risk: Vec<&SkillReport> = at_risk.collect();
    at_risk.sort_by_key(|skill| skill.cover);
    let risks: Vec<Risk> = at_risk.into_iter().map(|skill| risk(review, report, skill)).collect();
    if !risks.is_empty() {
        blocks.push(Block::Risks(risks));
    }
    let ok: Vec<String> = report.skills.iter().filter(|skill| skill.cover == Cover::Ok).map(held_by_enough).collect();
    if !ok.is_empty() {
        blocks.push(Block::Paragraph(format!("OK: {}", ok.join(", "))));
    }
    blocks.push(Block::Paragraph(first_loss(report.first_loss)));
    blocks.push(Block::Paragraph(half_loss(review, &report.half_loss, is_weighted(report))));
    blocks.extend(skills_tables::tables(review, report));
    Section::new("Skills", aside, blocks).drawn(Picture::Skills)
}

/// `1 no cover, 4 single points, 12 ok`
fn counts(report: &SkillsReport) -> String {
    let of = |cover: Cover| report.skills.iter().filter(|skill| skill.cover == cover).count();
    let thin = match of(Cover::Thin) {
        0 => String::new(),
        n => format!("{n} thin, "),
    };
    let single = count(of(Cover::SinglePoint), "single point", "single points");
    format!("{} no cover, {single}, {thin}{} ok", of(Cover::NoCover), of(Cover::Ok))
}

/// `Zuul maint (3)`: coverage after the name.
fn held_by_enough(skill: &SkillReport) -> String {
    format!("{} ({})", skill.name, skill.holders.len())
}

/// The class, the sign and the word of how well a skill is held: it is not said by colour alone.
pub fn told(cover: Cover) -> (&'static str, &'static str, String) {
    let (word, meaning) = state(cover);
    let sign = match cover {
        Cover::NoCover => "\u{25cf}",
        Cover::SinglePoint => "\u{25b2}",
        Cover::Thin => "\u{25c6}",
        Cover::Ok => "\u{2713}",
    };
    (meaning.name(), sign, word.to_lowercase())
}

/// How well a skill is held: in a word, and how it is meant.
pub fn state(cover: Cover) -> (&'static str, Meaning) {
    match cover {
        Cover::NoCover => ("NO COVER", Meaning::Bad),
        Cover::SinglePoint => ("SINGLE", Meaning::Bad),
        Cover::Thin => ("THIN", Meaning::Warn),
        Cover::Ok => ("OK", Meaning::Good),
    }
}

fn risk(review: &Review, report: &SkillsReport, skill: &SkillReport) -> Risk {
    let (state, meaning) = state(skill.cover);
    let held = skill.holders.iter().filter_map(|&person| holder(review, report, skill, person));
    let held: Vec<String> = held.collect();
    let mut who = vec![match (skill.holders.len(), review.hidden) {
        (0, _) => "nobody".to_owned(),
        (n, Some(_)) => count(n, "person", "people"),
        (_, None) => held.join(", "),
    }];
    if skill.high as usize > skill.holders.len() {
        who.push(format!("up to {}, not all are assessed", skill.high));
    }
    if skill.bar != report.bar {
        who.push(format!("bar {}", skill.bar));
    }
    who.extend(learners(review, skill));
    Risk { state, meaning, skill: skill.name.clone(), who: who.join("; ") }
}

/// `Dan and Tyler want to learn it`: where nobody or one person holds a skill, the others who said so.
fn learners(review: &Review, skill: &SkillReport) -> Option<String> {
    if !matches!(skill.cover, Cover::NoCover | Cover::SinglePoint) {
        return None;
    }
    let wanting = skill.levels.iter().filter(|level| level.wants_to_learn == Some(true));
    let wanting: Vec<usize> =
        wanting.map(|level| level.person).filter(|person| !skill.holders.contains(person)).collect();
    match wanting.len() {
        0 => None,
        1 => Some(format!("{} wants to learn it", list(&names(review, &wanting)))),
        _ => Some(format!("{} want to learn it", list(&names(review, &wanting)))),
    }
}

/// `Antoine ★★★★☆ (+1)`
fn holder(review: &Review, report: &SkillsReport, skill: &SkillReport, person: usize) -> Option<String> {
    let name = &review.people.get(person)?.name;
    let Some(level) = skill.levels.iter().find(|level| level.person == person) else { return Some(name.clone()) };
    let stars = match level.mark {
        Mark::Level(n) => format!(" {}", stars(n, report.scale_max)),
        Mark::Unknown | Mark::NotApplicable => String::new(),
    };
    let change = match level.change {
        Some(by) if by != 0 => format!(" ({by:+})"),
        _ => String::new(),
    };
    Some(format!("{name}{stars}{change}"))
}

/// `★★★★☆`, or `8/10` where stars would be too many to count.
pub fn stars(level: u32, most: u32) -> String {
    if most > MOST_STARS || level > most {
        return format!("{level}/{most}");
    }
    "★".repeat(level as usize) + &"☆".repeat(most.saturating_sub(level) as usize)
}

/// What the first-loss number says.
fn first_loss(number: Option<u32>) -> String {
    match number {
        None => "First loss: no skill is covered.".to_owned(),
        Some(1) => "First loss 1: the absence of a single person can leave a covered skill with nobody.".to_owned(),
        Some(n) => format!(
            "First loss {n}: whichever {} away, every covered skill is still held; {n} can be enough to lose one.",
            if n == 2 { "one person is".to_owned() } else { format!("{} people are", n.saturating_sub(1)) }
        ),
    }
}

/// What the half-loss number says, with the people it is about.
fn half_loss(review: &Review, found: &HalfLoss, weighted: bool) -> String {
    let skills = if weighted { "the skills, by weight," } else { "the skills" };
    match found {
        HalfLoss::NoSkills => "Half loss: there are no skills.".to_owned(),
        HalfLoss::AlreadyLost => format!("Half loss: more than half of {skills} have no cover already."),
        HalfLoss::Exact { people } => format!(
            "Half loss {}: without {} more than half of {skills} would have no cover (exact: no fewer people would do).",
            people.len(),
            who(review, people)
        ),
        HalfLoss::AtMost { people } => format!(
            "Half loss at most {}, not proven: without {} more than half of {skills} would have no cover.",
            people.len(),
            who(review, people)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_levels_are_a_number() {
        assert_eq!(stars(4, 5), "★★★★☆");
        assert_eq!(stars(0, 3), "☆☆☆");
        assert_eq!(stars(8, 10), "8/10");
    }

    #[test]
    fn the_first_loss_is_a_sentence() {
        assert_eq!(
            first_loss(Some(3)),
            "First loss 3: whichever 2 people are away, every covered skill is still held; 3 can be enough to lose one."
        );
    }
}
