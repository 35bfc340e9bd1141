//! What the report sees that a spreadsheet hides: each finding with the figures it is about. domain.md sections 3 and 4,
//! skills.md section 4.

use super::allocation::Identity;
use super::concentration::{concentration, shares};
use super::ground::Ground;
use super::mean_week::{mean_of, total_of, weeks_of};
use super::review::{PersonReport, PersonWeek, State};
use crate::model::address;
use crate::model::exact::Exact;
use crate::model::rules::{Average, PercentOf};
use crate::model::week::Week;
use crate::problem::words::finding::FilledTerm;
use crate::problem::{Finding, Problem};

/// All findings about effort and capacity, the weightiest first, people in roster order within each.
pub fn notes(ground: &Ground<'_>) -> Vec<Problem> {
    let mut notes = key_people(ground);
    notes.extend(allocations(ground));
    notes.extend(filled_differs(ground));
    notes.extend(weeks_with_leave(ground));
    notes.extend(ground.people.iter().filter_map(leave_above_gross));
    notes
}

/// A category of at least a quarter of a full-timer where one person did `limits.key_person` percent or more.
fn key_people(ground: &Ground<'_>) -> Vec<Problem> {
    let mut notes = Vec::new();
    let quarter = Exact::new(1, 4).unwrap_or_default();
    for (category, of) in ground.effort() {
        let shares = shares(ground, category);
        let all = Exact::sum(&shares);
        let Some(found) = concentration(&shares) else { continue };
        let Some(fte) = all.over(&ground.length) else { continue };
        let part = found.top.1.times(&Exact::HUNDRED).over(&all).unwrap_or_default();
        if fte < quarter || part < ground.input.rules.limits.key_person || ground.people.len() < 2 {
            continue;
        }
        let person = &ground.people[found.top.0];
        let finding = Finding::KeyPerson {
            person: person.name.clone(),
            category: of.name.clone(),
            part,
            effort: found.top.1,
            of: all,
        };
        let figures = [format!("concentration.{}.top", of.id), format!("person.{}.{}", person.id, of.id)];
        notes.push(Problem::new(finding).about(figures));
    }
    notes
}

/// People whose load, over the period or in a week, is outside the limits. Both directions are said, in roster order.
fn allocations(ground: &Ground<'_>) -> Vec<Problem> {
    let limits = &ground.input.rules.limits;
    let mut notes = Vec::new();
    for (index, person) in ground.people.iter().enumerate() {
        let load = Identity::of(ground, &[index]).load();
        let mut weeks = Vec::new();
        for week in &person.weeks {
            // A week of zeros was submitted, too: nothing was done of all there was to do.
            if let (State::Recorded | State::RecordedZero, Some(load)) = (week.state, Identity::of_week(week).load()) {
                weeks.push((week.week, load));
            }
        }
        let above: Vec<(Week, Exact)> = weeks.iter().filter(|(_, load)| *load > limits.over).cloned().collect();
        let below: Vec<(Week, Exact)> = weeks.iter().filter(|(_, load)| *load < limits.under).cloned().collect();
        let Some(load) = load else { continue };
        let figures = |weeks: &[(Week, Exact)]| -> Vec<String> {
            let week = |(week, _): &(Week, Exact)| address::week(&person.id, *week);
            std::iter::once(format!("capacity.load.{}", person.id)).chain(weeks.iter().map(week)).collect()
        };
        if load > limits.over || !above.is_empty() {
            let figures = figures(&above);
            let finding = Finding::OverAllocated {
                person: person.name.clone(),
                load: load.clone(),
                overall: load > limits.over,
                weeks: above,
            };
            notes.push(Problem::new(finding).about(figures));
        }
        if load < limits.under || !below.is_empty() {
            let figures = figures(&below);
            let finding = Finding::UnderAllocated {
                person: person.name.clone(),
                overall: load < limits.under,
                load,
                weeks: below,
            };
            notes.push(Problem::new(finding).about(figures));
        }
    }
    notes
}

/// People for whom a spreadsheet's AVERAGE gives another total than the weeks they reported.
fn filled_differs(ground: &Ground<'_>) -> Vec<Problem> {
    let mut notes = Vec::new();
    let has_blanks = |index: &usize| !ground.input.ledger.without_blanks.contains(index);
    for (index, person) in ground.people.iter().enumerate().filter(|(index, _)| has_blanks(index)) {
        let mut terms = Vec::new();
        let mut differs = false;
        for (category, of) in ground.effort() {
            let filled = weeks_of(ground, index, category, Average::Filled);
            let reported = weeks_of(ground, index, category, Average::Reported);
            if filled.is_empty() {
                continue;
            }
            differs |= mean_of(ground, index, category, Average::Filled)
                != mean_of(ground, index, category, Average::Reported);
            terms.push(FilledTerm {
                category: of.name.clone(),
                filled_weeks: filled.len() as u64,
                reported_weeks: reported.len() as u64,
            });
        }
        let totals = (total_of(ground, index, Average::Filled), total_of(ground, index, Average::Reported));
        if let ((Some(filled), Some(reported)), true) = (totals, differs) {
            terms.retain(|term| term.filled_weeks != term.reported_weeks);
            let finding = Finding::FilledDiffers { person: person.name.clone(), filled, reported, terms };
            notes.push(Problem::new(finding).about([format!("person.{}.total", person.id)]));
        }
    }
    notes
}

/// The weeks in which somebody has more leave than time.
fn leave_above_gross(person: &PersonReport) -> Option<Problem> {
    let is_above = |week: &&PersonWeek| !week.leave.is_zero() && week.leave.plus(&week.holidays) > week.gross;
    let above: Vec<&PersonWeek> = person.weeks.iter().filter(is_above).collect();
    let finding = Finding::LeaveAboveGross {
        person: person.name.clone(),
        weeks: above.iter().map(|week| week.week).collect(),
        leave: Exact::sum(above.iter().map(|week| &week.leave)),
        gross: Exact::sum(above.iter().map(|week| &week.gross)),
    };
    let figures = std::iter::once(format!("capacity.leave.{}", person.id));
    let figures = figures.chain(above.iter().map(|week| address::week(&person.id, week.week)));
    (!above.is_empty()).then(|| Problem::new(finding).about(figures))
}

/// Percents that look as if they were of another week than the convention takes them for.
fn weeks_with_leave(ground: &Ground<'_>) -> Vec<Problem> {
    let mut notes = Vec::new();
    let rules = ground.input.rules;
    for (index, person) in ground.people.iter().enumerate() {
        let mut near_full = Vec::new();
        for (at, week) in person.weeks.iter().enumerate() {
            if week.state == State::Recorded && week.recorded.is_zero() {
                let finding = Finding::WorthNothing { person: person.name.clone(), week: week.week };
                notes.push(Problem::new(finding).about([address::week(&person.id, week.week)]));
            }
            let away = ground.capacity[index][at].own.leave.plus(&week.holidays);
            let is_percent = ground.percents.contains(&(index, at));
            if away.is_zero() || week.state != State::Recorded || !is_percent {
                continue;
            }
            let of_gross = week.recorded.times(&Exact::HUNDRED).over(&week.gross);
            let (low, high) = (&rules.limits.under, &rules.limits.over);
            if rules.percent_of == PercentOf::OwnWeek
                && of_gross.is_some_and(|percent| *low <= percent && percent <= *high)
            {
                near_full.push(week.week);
            }
        }
        if !near_full.is_empty() {
            let week = |week: &Week| address::week(&person.id, *week);
            let figures: Vec<String> =
                std::iter::once(format!("capacity.load.{}", person.id)).chain(near_full.iter().map(week)).collect();
            let finding = Finding::FullWeekWithLeave { person: person.name.clone(), weeks: near_full };
            notes.push(Problem::new(finding).about(figures));
        }
    }
    notes
}
