//! The skills report as figures, so that every number of it has an address. skills.md section 2.

use super::figure::{Cells, Figure, Figures, Formula, Missing, Section, Unit};
use super::review::{HalfLoss, PersonReport, SkillsReport};
use crate::model::exact::Exact;
use crate::model::skill::Mark;

/// `skill.S`, `skill.S.P`, `skills.*` and `group.G`.
pub fn skill_figures(report: &SkillsReport, people: &[PersonReport], figures: &mut Figures) {
    for (at, skill) in report.skills.iter().enumerate() {
        let ratings: Vec<_> = report.people.iter().map(|&person| (at, person)).collect();
        let mut figure = Figure::new(
            format!("skill.{}", skill.id),
            Section::Skills,
            &skill.name,
            "coverage",
            Unit::Count,
            Formula::Coverage,
        )
        .known(count(skill.holders.len()))
        .cells(Cells { ratings, ..Cells::default() });
        if skill.high as usize > skill.holders.len() {
            figure.high = Some(Exact::from(skill.high));
        }
        figures.push(figure);
        for level in &skill.levels {
            let Some(person) = people.get(level.person) else { continue };
            let address = format!("skill.{}.{}", skill.id, person.id);
            let figure = Figure::new(address, Section::Skills, &skill.name, &person.name, Unit::Level, Formula::Level)
                .cells(Cells { ratings: vec![(at, level.person)], ..Cells::default() });
            figures.push(match level.mark {
                Mark::Level(level) => figure.known(Exact::from(level)),
                Mark::Unknown => figure.missing(Missing::NotAssessed),
                Mark::NotApplicable => figure.missing(Missing::NotApplicable),
            });
        }
    }
    figures.push(first_loss(report.first_loss, "skills.first-loss", Section::Skills).cells(coverages(report)));
    figures.push(half_loss(&report.half_loss, "skills.half-loss", Section::Skills).cells(coverages(report)));
    for (person, exposure) in &report.exposure {
        let Some(person) = people.get(*person) else { continue };
        let address = format!("skills.exposure.{}", person.id);
        let held = report.skills.iter().filter(|s| s.holders.iter().any(|&h| people.get(h) == Some(person)));
        let cells = Cells::figures(held.map(|s| format!("skill.{}", s.id)).collect());
        let figure = Figure::new(address, Section::Skills, &person.name, "exposure", Unit::Weight, Formula::Exposure);
        figures.push(figure.known(exposure.clone()).cells(cells));
    }
    for loss in &report.losses {
        let row = format!("Loss of {}", loss.k);
        let make = |part: &str, formula| {
            Figure::new(format!("skills.loss.{}.{part}", loss.k), Section::Skills, &row, part, Unit::Weight, formula)
                .cells(coverages(report))
        };
        let mut worst = make("worst", Formula::LossWorst).known(loss.worst.clone());
        worst.bound = !loss.worst_proven;
        figures.push(worst);
        figures.push(make("mean", Formula::LossMean).known(loss.mean.clone()));
    }
    for group in &report.groups {
        let of = |&skill: &usize| report.skills.get(skill).map(|s| format!("skill.{}", s.id));
        let cells = Cells::figures(group.skills.iter().filter_map(of).collect());
        let address = format!("group.{}", group.id);
        let figure = Figure::new(
            address,
            Section::SkillGroups,
            &group.name,
            "least coverage",
            Unit::Count,
            Formula::GroupCoverage,
        );
        figures.push(figure.known(Exact::from(group.least)).cells(cells));
    }
}

/// The first-loss number; missing when no skill is covered.
pub fn first_loss(number: Option<u32>, address: &str, section: Section) -> Figure {
    let figure = Figure::new(address.to_owned(), section, "First loss", "people", Unit::Count, Formula::FirstLoss);
    match number {
        Some(number) => figure.known(Exact::from(number)),
        None => figure.missing(Missing::NoSkill),
    }
}

/// The half-loss number; missing when there is no skill, or more than half is lost already.
pub fn half_loss(found: &HalfLoss, address: &str, section: Section) -> Figure {
    let mut figure = Figure::new(address.to_owned(), section, "Half loss", "people", Unit::Count, Formula::HalfLoss);
    figure.bound = matches!(found, HalfLoss::AtMost { .. });
    match found {
        HalfLoss::NoSkills => figure.missing(Missing::NoSkill),
        HalfLoss::AlreadyLost => figure.missing(Missing::AlreadyLost),
        HalfLoss::Exact { people } | HalfLoss::AtMost { people } => figure.known(count(people.len())),
    }
}

fn coverages(report: &SkillsReport) -> Cells {
    Cells::figures(report.skills.iter().map(|s| format!("skill.{}", s.id)).collect())
}

fn count(n: usize) -> Exact {
    Exact::whole(n as i128)
}
