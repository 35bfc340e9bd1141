//! Person by week: what was recorded, and where nothing was, why. The five states differ in sign, in frame and in colour.

use askama::Template;

use super::{filters, rendered};
use crate::calc::review::{PersonWeek, Review, State};
use crate::model::address::week;
use crate::render::page::capacity::mark;
use crate::render::page::lookup::number;

#[derive(Template)]
#[template(path = "weeks.html")]
struct Weeks {
    weeks: Vec<String>,
    rows: Vec<(String, Vec<Cell>)>,
}

struct Cell {
    text: String,
    state: State,
    /// Of the figure, where there is one.
    address: Option<String>,
}

impl Cell {
    fn of(review: &Review, person: &str, of: &PersonWeek) -> Cell {
        let address = week(person, of.week);
        match mark(of.state) {
            Some(mark) => Cell { text: mark.to_owned(), state: of.state, address: None },
            None => Cell { text: number(review, &address), state: of.state, address: Some(address) },
        }
    }

    fn class(&self) -> &'static str {
        match self.state {
            State::Recorded => "recorded",
            State::RecordedZero => "zero",
            State::Leave => "leave",
            State::NotSubmitted => "missing",
            State::NotEmployed => "away",
        }
    }
}

/// The table.
pub fn drawn(review: &Review) -> String {
    let cells = |id: &str, weeks: &[PersonWeek]| weeks.iter().map(|week| Cell::of(review, id, week)).collect();
    let rows = review.people.iter().map(|person| (person.name.clone(), cells(&person.id, &person.weeks))).collect();
    rendered(&Weeks { weeks: review.calendar.weeks.iter().map(|week| week.week.short()).collect(), rows })
}
