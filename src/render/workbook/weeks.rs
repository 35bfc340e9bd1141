//! What was recorded in each week, person by week, and by a sign why not where nothing was.

use super::book::{Book, WEEKS};
use super::marks::{Colour, Mark, Rule};
use super::person_weeks;
use super::sheet::{Cell, Digits, MOST_COLUMNS, Outcome, Tab};
use super::spot::{Long, cell};
use crate::calc::review::{PersonWeek, State};
use crate::render::page::capacity::mark;

pub const NAME: &str = "Weeks";
/// The row of the first person.
const FIRST: usize = 3;

/// The states that have a sign.
const SIGNED: [(State, Colour); 3] =
    [(State::NotSubmitted, Colour::Warn), (State::Leave, Colour::Leave), (State::NotEmployed, Colour::Quiet)];

/// Whether there is such a tab: there are people, and no more weeks than columns.
pub fn is_there(book: &Book<'_>) -> bool {
    let weeks = book.review.calendar.weeks.len();
    book.is_about_people() && !book.review.people.is_empty() && weeks > 0 && weeks < MOST_COLUMNS
}

pub fn tab<'a>(book: &Book<'_>) -> Tab<'a> {
    let weeks = &book.review.calendar.weeks;
    let mut widths = vec![book.name_width()];
    widths.extend(vec![7; weeks.len()]);
    let signs = SIGNED.iter().filter_map(|(state, _)| Some(format!("{}: {}", mark(*state)?, state.name())));
    let aside = format!("FTE-weeks recorded; {}", signs.collect::<Vec<_>>().join(", "));
    let mut tab = Tab::titled(NAME, widths, "Weeks", &aside);
    tab.headed(std::iter::once("person".to_owned()).chain(weeks.iter().map(|week| week.week.short())));
    let long = Long::of(WEEKS, book.review.people.len() * weeks.len());
    for (person, report) in book.review.people.iter().enumerate() {
        let cells = report.weeks.iter().enumerate().map(|(at, week)| {
            let entry = person * weeks.len() + at;
            week_cell(
                week,
                &long.spot(entry, person_weeks::STATE).named(),
                &long.spot(entry, person_weeks::RECORDED).named(),
            )
        });
        tab.push(std::iter::once(Cell::text(&report.name)).chain(cells).collect());
    }
    let (rows, columns) = ((FIRST, tab.next() - 1), (1, weeks.len()));
    tab.filtered = Some((rows.1, weeks.len()));
    let first = cell(FIRST, 1);
    for (state, colour) in SIGNED {
        let Some(sign) = mark(state) else { continue };
        tab.marks.push(Mark { rows, columns, rule: Rule::Where(format!("{first}=\"{sign}\""), colour) });
    }
    tab.marks.push(Mark { rows, columns, rule: Rule::Where(format!("ISNUMBER({first})"), Colour::Good) });
    tab
}

/// The number of a week, or the sign of its state.
fn week_cell(week: &PersonWeek, state: &str, recorded: &str) -> Cell {
    let formula = SIGNED.iter().rev().fold(recorded.to_owned(), |otherwise, (of, _)| match mark(*of) {
        Some(sign) => format!("IF({state}=\"{}\",\"{sign}\",{otherwise})", of.name()),
        None => otherwise,
    });
    let result = match mark(week.state) {
        Some(sign) => Outcome::Word(sign),
        None => Outcome::Number(week.recorded.clone()),
    };
    Cell { on_right: true, ..Cell::formula(formula, result, Digits::Places(2)) }
}
