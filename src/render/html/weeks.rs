//! Person by week: what was recorded, and where nothing was, why. The five states differ in sign, in frame and in colour.

use askama::Template;

use super::filters;
use super::markup::rendered;
use crate::calc::review::{PersonWeek, Review, State};
use crate::model::address::week;
use crate::render::page::capacity::mark;
use crate::render::page::lookup::number;
use crate::render::unwritable::Written;

#[derive(Template)]
#[template(path = "weeks.html")]
struct Weeks {
    /// As people say it, and as a part of an address. With the person's part the script makes the address of a cell: written
    /// out, they would be the longest text of a large team's page.
    weeks: Vec<(String, String)>,
    /// Name, part of an address, a cell a week.
    rows: Vec<(String, String, Vec<Cell>)>,
}

struct Cell {
    text: String,
    state: State,
}

impl Cell {
    fn of(review: &Review, person: &str, of: &PersonWeek) -> Cell {
        let text = mark(of.state).map_or_else(|| number(review, &week(person, of.week)), str::to_owned);
        Cell { text, state: of.state }
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
///
/// # Errors
/// `unwritable-file`.
pub fn drawn(review: &Review) -> Written {
    let cells = |id: &str, weeks: &[PersonWeek]| weeks.iter().map(|week| Cell::of(review, id, week)).collect();
    let people = review.people.iter();
    let rows =
        people.map(|person| (person.name.clone(), person.id.clone(), cells(&person.id, &person.weeks))).collect();
    let weeks = review.calendar.weeks.iter().map(|week| (week.week.short(), week.week.to_string().to_lowercase()));
    rendered(&Weeks { weeks: weeks.collect(), rows })
}
