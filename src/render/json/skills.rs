//! The skill matrix and its measures in JSON. People are named by their ids, skills by theirs.

use serde::Serialize;

use super::exact::exact;
use crate::calc::review::{HalfLoss, Review, SkillReport, SkillsReport, WithoutReport};
use crate::model::skill::Mark;

#[derive(Serialize)]
pub struct SkillJson<'a> {
    id: &'a str,
    name: &'a str,
    group: Option<&'a str>,
    bar: u32,
    weight: String,
    critical: bool,
    state: &'static str,
    coverage: CoverageJson,
    levels: Vec<LevelJson<'a>>,
}

#[derive(Serialize)]
struct CoverageJson {
    low: usize,
    high: u32,
}

#[derive(Serialize)]
struct LevelJson<'a> {
    person: &'a str,
    level: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<i32>,
    /// Why there is no level.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wants_to_learn: Option<bool>,
}

/// The skills in matrix order; none without a matrix.
pub fn all(review: &Review) -> Vec<SkillJson<'_>> {
    let skills = review.skills.iter().flat_map(|report| &report.skills);
    skills.map(|skill| SkillJson::of(skill, review)).collect()
}

impl<'a> SkillJson<'a> {
    fn of(skill: &'a SkillReport, review: &'a Review) -> SkillJson<'a> {
        let level = |level: &crate::calc::review::LevelReport| {
            let (number, why) = match level.mark {
                Mark::Level(number) => (Some(number), None),
                Mark::Unknown => (None, Some("unknown")),
                Mark::NotApplicable => (None, Some("not applicable")),
            };
            let wants_to_learn = level.wants_to_learn;
            LevelJson { person: id(review, level.person), level: number, change: level.change, why, wants_to_learn }
        };
        SkillJson {
            id: &skill.id,
            name: &skill.name,
            group: skill.group.as_deref(),
            bar: skill.bar,
            weight: exact(&skill.weight),
            critical: skill.critical,
            state: skill.cover.name(),
            coverage: CoverageJson { low: skill.holders.len(), high: skill.high },
            levels: skill.levels.iter().map(level).collect(),
        }
    }
}

fn id(review: &Review, person: usize) -> &str {
    review.people.get(person).map_or("", |person| person.id.as_str())
}

fn ids<'a>(review: &'a Review, people: &[usize]) -> Vec<&'a str> {
    people.iter().filter_map(|&person| Some(review.people.get(person)?.id.as_str())).collect()
}

#[derive(Serialize)]
pub struct SummaryJson<'a> {
    file: &'a str,
    scale_max: u32,
    bar: u32,
    weight: String,
    people: Vec<&'a str>,
    first_loss: Option<u32>,
    half_loss: HalfLossJson<'a>,
    exposure: Vec<ExposureJson<'a>>,
    losses: Vec<LossJson<'a>>,
    groups: Vec<GroupJson<'a>>,
    changes: Vec<ChangeJson<'a>>,
}

/// `state`: exact, at most, already lost, no skills.
#[derive(Serialize)]
struct HalfLossJson<'a> {
    state: &'static str,
    people: Vec<&'a str>,
}

impl<'a> HalfLossJson<'a> {
    fn of(found: &HalfLoss, review: &'a Review) -> HalfLossJson<'a> {
        let (state, people) = match found {
            HalfLoss::NoSkills => ("no skills", Vec::new()),
            HalfLoss::AlreadyLost => ("already lost", Vec::new()),
            HalfLoss::Exact { people } => ("exact", ids(review, people)),
            HalfLoss::AtMost { people } => ("at most", ids(review, people)),
        };
        HalfLossJson { state, people }
    }
}

#[derive(Serialize)]
struct ExposureJson<'a> {
    person: &'a str,
    weight: String,
}

#[derive(Serialize)]
struct LossJson<'a> {
    people: u32,
    worst: String,
    worst_people: Vec<&'a str>,
    worst_proven: bool,
    mean: String,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    id: &'a str,
    name: &'a str,
    skills: Vec<&'a str>,
    least: u32,
    at_risk: u32,
    qualified_in_all: Vec<&'a str>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    skill: &'a str,
    person: &'a str,
    from: Option<u32>,
    to: Option<u32>,
}

impl<'a> SummaryJson<'a> {
    pub fn of(report: &'a SkillsReport, review: &'a Review) -> SummaryJson<'a> {
        let skill = |at: usize| report.skills.get(at).map_or("", |skill| skill.id.as_str());
        SummaryJson {
            file: &report.file,
            scale_max: report.scale_max,
            bar: report.bar,
            weight: exact(&report.weight),
            people: ids(review, &report.people),
            first_loss: report.first_loss,
            half_loss: HalfLossJson::of(&report.half_loss, review),
            exposure: report
                .exposure
                .iter()
                .map(|(person, weight)| ExposureJson { person: id(review, *person), weight: exact(weight) })
                .collect(),
            losses: report
                .losses
                .iter()
                .map(|loss| LossJson {
                    people: loss.k,
                    worst: exact(&loss.worst),
                    worst_people: ids(review, &loss.worst_people),
                    worst_proven: loss.worst_proven,
                    mean: exact(&loss.mean),
                })
                .collect(),
            groups: report
                .groups
                .iter()
                .map(|group| GroupJson {
                    id: &group.id,
                    name: &group.name,
                    skills: group.skills.iter().map(|&at| skill(at)).collect(),
                    least: group.least,
                    at_risk: group.at_risk,
                    qualified_in_all: ids(review, &group.qualified_in_all),
                })
                .collect(),
            changes: report
                .changes
                .iter()
                .map(|change| ChangeJson {
                    skill: skill(change.skill),
                    person: id(review, change.person),
                    from: change.from,
                    to: change.to,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
pub struct WithoutJson<'a> {
    people: Vec<&'a str>,
    lost: Vec<&'a str>,
    single: Vec<SingleJson<'a>>,
    first_loss: Option<u32>,
    half_loss: Option<HalfLossJson<'a>>,
}

#[derive(Serialize)]
struct SingleJson<'a> {
    skill: &'a str,
    /// Left out with `--team-only`.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
}

impl<'a> WithoutJson<'a> {
    pub fn of(without: &'a WithoutReport, review: &'a Review) -> WithoutJson<'a> {
        let all = review.skills.as_ref().map_or(&[][..], |report| &report.skills);
        let skill = |at: usize| all.get(at).map_or("", |skill| skill.id.as_str());
        let skills = without.skills.as_ref();
        WithoutJson {
            people: ids(review, &without.people),
            lost: skills.iter().flat_map(|s| &s.lost).map(|&at| skill(at)).collect(),
            single: skills
                .iter()
                .flat_map(|s| &s.single)
                .map(|&(at, person)| SingleJson {
                    skill: skill(at),
                    person: review.people.get(person).map(|person| person.id.as_str()),
                })
                .collect(),
            first_loss: skills.and_then(|s| s.first_loss),
            half_loss: skills.map(|s| HalfLossJson::of(&s.half_loss, review)),
        }
    }
}
