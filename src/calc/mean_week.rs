//! A person's mean week by the average rule, and the team's rows under it, always pooled. domain.md section 3.

use std::collections::BTreeSet;

use super::figure::{Cells, Figure, Figures, Formula, Missing, Section, Side, Unit, Whole};
use super::ground::Ground;
use crate::model::exact::Exact;
use crate::model::rules::Average;

/// `person.P.C`, `person.P.total`, then `team.mean.C`, `team.capacity.C`, `team.share.C`.
pub fn mean_week(ground: &Ground<'_>, figures: &mut Figures) {
    for person in 0..ground.people.len() {
        person_row(ground, person, figures);
    }
    team_rows(ground, figures)
}

/// The weeks (indices) over which a person's mean of a category is taken under `rule`.
pub fn weeks_of(ground: &Ground<'_>, person: usize, category: usize, rule: Average) -> BTreeSet<usize> {
    let weeks = || ground.people[person].weeks.iter().enumerate();
    match rule {
        Average::Reported => weeks().filter(|(_, week)| week.state.is_submitted()).map(|(at, _)| at).collect(),
        Average::Period => weeks().filter(|(_, week)| !week.gross.is_zero()).map(|(at, _)| at).collect(),
        Average::Filled => ground.filled.get(&(person, category)).cloned().unwrap_or_default(),
    }
}

/// Points (hundredths of a full-time week) and the weeks they are spread over, in FTE-weeks.
pub fn mean_of(ground: &Ground<'_>, person: usize, category: usize, rule: Average) -> (Exact, Exact) {
    let share = ground.totals.person_category.get(&(person, category)).cloned().unwrap_or_default();
    let weeks = weeks_of(ground, person, category, rule);
    let gross = Exact::sum(weeks.iter().map(|&at| &ground.people[person].weeks[at].gross));
    (share.times(&Exact::HUNDRED), gross)
}

/// The exact sum of a person's means under `rule`; `None` when none is defined.
pub fn total_of(ground: &Ground<'_>, person: usize, rule: Average) -> Option<Exact> {
    let means = ground.effort().filter_map(|(category, _)| {
        let (points, weeks) = mean_of(ground, person, category, rule);
        points.over(&weeks)
    });
    means.reduce(|total, mean| total.plus(&mean))
}

fn person_row(ground: &Ground<'_>, person: usize, figures: &mut Figures) {
    let rule = ground.input.rules.average;
    let report = &ground.people[person];
    let mut terms = Vec::new();
    let mut same: Option<(Exact, Exact)> = None;
    let mut one_divisor = true;
    let mut all_weeks = BTreeSet::new();
    for (category, of) in ground.effort() {
        let address = format!("person.{}.{}", report.id, of.id);
        let (points, weeks) = mean_of(ground, person, category, rule);
        let which = weeks_of(ground, person, category, rule);
        let cells =
            Cells::effort(vec![person], which.iter().copied().collect(), vec![category]).and_roster(vec![person]);
        let mut figure = Figure::new(
            address.clone(),
            Section::MeanWeek,
            &report.name,
            &of.name,
            Unit::Percent,
            Formula::MeanWeek(rule),
        )
        .over(Side::new(points.clone(), Unit::Points), Side::new(weeks.clone(), Unit::Weeks))
        .cells(cells);
        if figure.value.is_err() && rule == Average::Filled {
            figure = figure.missing(Missing::NoFilledCell);
        } else if figure.value.is_ok() {
            one_divisor &= same.as_ref().is_none_or(|(_, bottom)| *bottom == weeks);
            same = Some((same.map_or(Exact::ZERO, |(top, _)| top).plus(&points), weeks));
            terms.push(address);
            all_weeks.extend(which);
        }
        figures.push(figure);
    }
    let address = format!("person.{}.total", report.id);
    let formula = Formula::MeanWeekTotal(rule);
    let figure = Figure::new(address, Section::MeanWeek, &report.name, "Total", Unit::Percent, formula);
    let figure = match (same, one_divisor) {
        (Some((points, weeks)), true) => figure.over(Side::new(points, Unit::Points), Side::new(weeks, Unit::Weeks)),
        _ => match total_of(ground, person, rule) {
            Some(total) => figure.known(total),
            None if rule == Average::Filled => figure.missing(Missing::NoFilledCell),
            None => figure.missing(Missing::NothingToDivideBy),
        },
    };
    let effort = ground.effort().map(|(at, _)| at).collect();
    let mut cells = Cells::effort(vec![person], all_weeks.into_iter().collect(), effort).and_roster(vec![person]);
    cells.figures = terms;
    figures.push(figure.cells(cells));
}

fn team_rows(ground: &Ground<'_>, figures: &mut Figures) {
    let gross = Side::new(ground.sum(&ground.everybody(), |week| &week.gross), Unit::FteWeeks);
    let length = Side::new(ground.length.clone(), Unit::Weeks);
    let all = Side::new(ground.totals.all.clone(), Unit::FteWeeks);
    let mut columns: Vec<(String, String, Exact, Vec<usize>)> = Vec::new();
    for (category, of) in ground.effort() {
        let share = ground.totals.category.get(&category).cloned().unwrap_or_default();
        columns.push((of.id.clone(), of.name.clone(), share, vec![category]));
    }
    let effort = ground.effort().map(|(at, _)| at).collect();
    columns.push(("total".to_owned(), "Total".to_owned(), ground.totals.all.clone(), effort));
    let cells = |categories: &Vec<usize>| Cells::effort(ground.everybody(), ground.all_weeks(), categories.clone());
    let make = |kind: &str, row: &str, id: &str, name: &str, formula| {
        Figure::new(format!("team.{kind}.{id}"), Section::MeanWeek, row, name, Unit::Percent, formula)
    };
    for (id, name, share, categories) in &columns {
        let points = Side::new(share.times(&Exact::HUNDRED), Unit::Points);
        figures.push(
            make("mean", "Team", id, name, Formula::TeamMean).over(points, length.clone()).cells(cells(categories)),
        );
    }
    for (id, name, share, categories) in &columns {
        let cells = cells(categories).and_roster(ground.everybody());
        let figure = make("capacity", "% capacity", id, name, Formula::TeamCapacity);
        figures.push(figure.over(Side::new(share.clone(), Unit::FteWeeks), gross.clone()).cells(cells));
    }
    for (id, name, share, categories) in &columns {
        let mut figure = make("share", "% total", id, name, Formula::TeamShare);
        if id != "total" {
            figure = figure.part_of(Whole::TeamShare);
        }
        figures.push(figure.share_of(Side::new(share.clone(), Unit::FteWeeks), all.clone()).cells(cells(categories)));
    }
}
