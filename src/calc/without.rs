//! What is left when some people are away: remaining capacity, the split of what the others did, and the skills.

use super::allocation::Identity;
use super::coverage;
use super::figure::{Cells, Figure, Figures, Formula, Section, Side, Unit, Whole};
use super::ground::{Ground, bucket_number};
use super::review::{SkillsReport, WithoutReport};
use super::skill_figures::{first_loss, half_loss};
use super::split::{buckets, categories_of};
use crate::model::exact::Exact;

/// The report without the people of these roster indices, its figures at `without.*`. `is_about_time`: not of skills
/// alone.
pub fn without(
    (ground, is_about_time): (&Ground<'_>, bool),
    skills: Option<&SkillsReport>,
    away: &[usize],
    figures: &mut Figures,
) -> WithoutReport {
    let mut away = away.to_vec();
    away.sort_unstable();
    away.dedup();
    let left: Vec<usize> = ground.everybody().into_iter().filter(|person| !away.contains(person)).collect();
    if is_about_time {
        split(ground, &left, figures);
        capacity(ground, &left, figures);
    }
    let skills = match skills {
        None => None,
        Some(report) => {
            let found = coverage::without(report, &away);
            for skill in &report.skills {
                let held = skill.holders.iter().filter(|holder| !away.contains(holder)).count();
                let address = format!("without.skill.{}", skill.id);
                let figure =
                    Figure::new(address, Section::Without, &skill.name, "coverage", Unit::Count, Formula::Coverage);
                let cells = Cells::figures(vec![format!("skill.{}", skill.id)]);
                figures.push(figure.known(Exact::whole(held as i128)).cells(cells));
            }
            figures.push(first_loss(found.first_loss, "without.skills.first-loss", Section::Without));
            figures.push(half_loss(&found.half_loss, "without.skills.half-loss", Section::Without));
            Some(found)
        }
    };
    WithoutReport { people: away, skills }
}

fn split(ground: &Ground<'_>, left: &[usize], figures: &mut Figures) {
    let of = |bucket| Exact::sum(left.iter().filter_map(|&person| ground.totals.bucket_person.get(&(bucket, person))));
    let all = Exact::sum(left.iter().filter_map(|person| ground.totals.person.get(person)));
    for (bucket, id, name) in buckets(ground) {
        let categories = categories_of(ground, bucket);
        let sum = Side::new(of(bucket_number(bucket, ground.input.rules)), Unit::FteWeeks);
        let figure =
            Figure::new(format!("without.split.{id}"), Section::Without, &name, "share", Unit::Percent, Formula::Split)
                .share_of(sum, Side::new(all.clone(), Unit::FteWeeks))
                .part_of(Whole::WithoutSplit)
                .cells(Cells::effort(left.to_vec(), ground.all_weeks(), categories));
        figures.push(figure);
    }
}

fn capacity(ground: &Ground<'_>, left: &[usize], figures: &mut Figures) {
    let (team, rest) = (Identity::of(ground, &ground.everybody()), Identity::of(ground, left));
    let cells = || Cells::roster(left.to_vec());
    for (part, amount, formula) in [("gross", rest.gross.clone(), Formula::Gross), ("net", rest.net(), Formula::Net)] {
        let address = format!("without.capacity.{part}");
        let figure = Figure::new(address, Section::Without, "Remaining capacity", part, Unit::FteWeeks, formula);
        figures.push(figure.known(amount).cells(cells()));
    }
    let address = "without.capacity.percent".to_owned();
    let figure = Figure::new(
        address,
        Section::Without,
        "Remaining capacity",
        "of the team's",
        Unit::Percent,
        Formula::Remaining,
    );
    let figure = figure.over(Side::new(rest.gross, Unit::FteWeeks), Side::new(team.gross, Unit::FteWeeks));
    figures.push(figure.cells(cells()));
}
