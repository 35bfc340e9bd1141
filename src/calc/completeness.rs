//! What was submitted of what was due, and each person-week with its state. domain.md section 2.

use super::figure::{Cells, Figure, Figures, Formula, Missing, Section, Side, Unit};
use super::ground::Ground;
use super::review::{PersonReport, State};
use crate::model::address;
use crate::model::exact::Exact;

/// `completeness.team` and `completeness.P`: person-weeks submitted over person-weeks due.
pub fn completeness(ground: &Ground<'_>, figures: &mut Figures) {
    let mut push = |address: String, row: &str, people: &[PersonReport], cells: Vec<usize>| {
        let states = || people.iter().flat_map(|p| p.weeks.iter().map(|w| w.state));
        let count = |of: fn(State) -> bool| {
            Side::new(Exact::whole(states().filter(|s| of(*s)).count() as i128), Unit::PersonWeeks)
        };
        let figure =
            Figure::new(address, Section::Completeness, row, "submitted", Unit::Percent, Formula::Completeness)
                .over(count(State::is_submitted), count(State::is_due))
                .cells(Cells::effort(cells, ground.all_weeks(), (0..ground.categories.len()).collect()));
        figures.push(figure);
    };
    push("completeness.team".to_owned(), "Team", &ground.people, ground.everybody());
    for (index, person) in ground.people.iter().enumerate() {
        push(format!("completeness.{}", person.id), &person.name, std::slice::from_ref(person), vec![index]);
    }
}

/// `week.P.W`: what was recorded in that week; missing, with its state, where nothing was.
pub fn weeks(ground: &Ground<'_>, figures: &mut Figures) {
    let effort: Vec<usize> = ground.effort().map(|(at, _)| at).collect();
    for (index, person) in ground.people.iter().enumerate() {
        for (at, week) in person.weeks.iter().enumerate() {
            let name = week.week.to_string();
            let address = address::week(&person.id, week.week);
            let figure =
                Figure::new(address, Section::Weeks, &person.name, &name, Unit::FteWeeks, Formula::WeekRecorded)
                    .cells(Cells::effort(vec![index], vec![at], effort.clone()));
            figures.push(match week.state {
                State::Recorded | State::RecordedZero => figure.known(week.recorded.clone()),
                State::NotSubmitted => figure.missing(Missing::NotSubmitted),
                State::NotEmployed => figure.missing(Missing::NotEmployed),
                State::Leave => figure.missing(Missing::OnLeave),
            });
        }
    }
}
