//! Who can do what, and what would be lost with whom: states, coverage, half-loss, exposure, losses, groups, changes.
//! skills.md section 2; everything exact.

mod changes;
mod groups;
mod half_loss;
mod holdings;
mod loss;
pub mod ratings;
mod search;
mod stale;
mod state;
mod weighed;
mod without;

use crate::calc::review::{LevelReport, Loss, SkillReport, SkillsReport};
use crate::model::address::Parts;
use crate::model::exact::Exact;
use crate::model::person::Roster;
use crate::model::place::Place;
use crate::model::skill::{Mark, Matrix, Skill, SkillRules};
use crate::problem::{Finding, MatrixFault, Problem};

use ratings::Ratings;
pub use stale::stale;
pub use without::without;

/// The skills of the people `on` (roster indices: those employed on the last day of the period), by `matrix` and under
/// `rules` (with the matrix's own put over them). People of `on` whom the matrix does not name are unknown everywhere;
/// people of the matrix who are not `on` do not count.
///
/// The problems are warnings and notes; none of them changes a number.
pub fn coverage(
    matrix: &Matrix,
    previous: Option<&Matrix>,
    roster: &Roster,
    on: &[usize],
    rules: &SkillRules,
) -> (SkillsReport, Vec<Problem>) {
    let mut people: Vec<usize> = on.iter().copied().filter(|&person| person < roster.people.len()).collect();
    people.sort_unstable();
    people.dedup();
    let now = Ratings::of(matrix, roster);
    let before = previous.map(|previous| Ratings::of(previous, roster));
    let mut problems = not_in_matrix(&now, &people, roster);

    let mut parts = Parts::default();
    let mut skills = Vec::with_capacity(matrix.skills.len());
    for skill in &matrix.skills {
        let mut report = skill_report(skill, &now, before.as_ref(), &people, rules);
        let (id, renamed) = parts.add(&skill.name, &[]);
        report.id = id;
        if renamed {
            problems.push(same_address(&skill.name, &report.id, "skill").at(skill.place.clone()));
        }
        problems.extend(many_unknown(&report, skill));
        skills.push(report);
    }
    let mut groups = groups::groups(&people, &skills);
    let mut parts = Parts::default();
    for group in &mut groups {
        let (id, renamed) = parts.add(&group.name, &[]);
        group.id = id;
        if renamed {
            let place = group.skills.first().and_then(|&at| matrix.skills.get(at)).map(|skill| skill.place.clone());
            let mut problem = same_address(&group.name, &group.id, "group");
            problem.place = place;
            problems.push(problem);
        }
    }
    if let Some(before) = &before {
        problems.extend(changes::disagreements(&now, before, &people, roster));
    }

    let held = state::held(&people, &skills);
    let losses = loss::losses(people.len(), &held).into_iter();
    let report = SkillsReport {
        file: matrix.file.clone(),
        scale_max: rules.scale_max,
        bar: rules.bar,
        first_loss: state::first_loss(skills.iter().map(|skill| skill.holders.len())),
        half_loss: half_loss::with_people(half_loss::half_loss(people.len(), &held), &people),
        exposure: state::exposure(&people, &skills),
        losses: losses
            .map(|loss| Loss { worst_people: state::people_at(&loss.worst_people, &people), ..loss })
            .collect(),
        groups,
        changes: changes::changes(&now, before.as_ref(), &people),
        weight: Exact::sum(skills.iter().map(|skill| &skill.weight)),
        people,
        skills,
    };
    (report, problems)
}

fn skill_report(
    skill: &Skill,
    now: &Ratings<'_>,
    before: Option<&Ratings<'_>>,
    people: &[usize],
    rules: &SkillRules,
) -> SkillReport {
    let rule = rules.rule(&skill.name);
    let level = |&person: &usize| {
        let rating = now.get(&skill.name, person);
        let then = before.and_then(|before| before.of_skill(skill, person));
        LevelReport {
            person,
            mark: rating.map_or(Mark::Unknown, |rating| rating.mark),
            change: rating.and_then(|rating| changes::change(rating, then)),
            wants_to_learn: rating.and_then(|rating| rating.wants_to_learn),
        }
    };
    let levels: Vec<LevelReport> = people.iter().map(level).collect();
    let qualified = levels.iter().filter(|level| state::is_qualified(level.mark, rule.bar));
    let holders: Vec<usize> = qualified.map(|level| level.person).collect();
    let unknown = levels.iter().filter(|level| level.mark == Mark::Unknown).count();
    SkillReport {
        id: String::new(),
        name: skill.name.clone(),
        group: skill.group.clone(),
        bar: rule.bar,
        weight: rule.weight,
        critical: rule.critical,
        target: rule.target,
        cover: state::cover(holders.len(), rule.critical),
        high: state::count(holders.len() + unknown),
        holders,
        levels,
    }
}

fn not_in_matrix(now: &Ratings<'_>, people: &[usize], roster: &Roster) -> Vec<Problem> {
    let missing = people.iter().filter(|&&person| !now.names(person));
    let names: Vec<String> =
        missing.filter_map(|&person| roster.people.get(person)).map(|person| person.name.clone()).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let file = now.matrix.file.as_str().into();
    vec![Problem::new(MatrixFault::NotInMatrix { people: names }).at(Place::file(&file))]
}

/// More than a quarter of those who could know the skill are not assessed for it.
fn many_unknown(report: &SkillReport, skill: &Skill) -> Option<Problem> {
    let marked = |mark: Mark| report.levels.iter().filter(|level| level.mark == mark).count() as u64;
    let unknown = marked(Mark::Unknown);
    let of = report.levels.len() as u64 - marked(Mark::NotApplicable);
    let fault = Finding::ManyUnknown { skill: skill.name.clone(), unknown, of };
    let address = format!("skill.{}", report.id);
    (unknown * 4 > of).then(|| Problem::new(fault).at(skill.place.clone()).about([address]))
}

fn same_address(name: &str, part: &str, section: &str) -> Problem {
    let fault = Finding::SameAddress { name: name.to_owned(), part: part.to_owned() };
    Problem::new(fault).about([format!("{section}.{part}")])
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
