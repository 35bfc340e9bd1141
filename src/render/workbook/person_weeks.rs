//! Every person-week with its state and where its capacity went. Every sum about capacity is over these rows.

use super::book::{Book, WEEKS, dash};
use super::fields;
use super::marks::{Colour, Mark, Rule};
use super::sheet::{Allowed, Body, Cell, Choice, Digits, Kind, Outcome, Tab};
use super::spot::{Long, across, cell};
use crate::calc::review::{PersonWeek, State};
use crate::model::address;
use crate::model::exact::Exact;
use crate::render::number::DASH;

/// The columns.
pub const STATE: usize = 4;
pub const GROSS: usize = 5;
pub const RECORDED: usize = 6;
pub const LEAVE: usize = 7;
pub const HOLIDAYS: usize = 8;
pub const NOT_SUBMITTED: usize = 9;
pub const UNALLOCATED: usize = 10;
pub const PERSON_KEY: usize = 11;
const WEEK: usize = 1;

const HEADINGS: [&str; 13] = [
    "person",
    "week",
    "first day",
    "last day",
    "state",
    "gross",
    "recorded",
    "leave",
    "holidays",
    "not submitted",
    "unallocated",
    "person's address",
    "address",
];
/// Of the columns behind the names.
const WIDTHS: [u16; 12] = [10, 12, 12, 15, 9, 11, 9, 10, 12, 13, 22, 28];

/// The tabs: one, and others where there are more person-weeks than one holds. Says where the figures of the weeks stand.
pub fn stand(book: &mut Book<'_>) {
    let (review, long) = (book.review, Long::of(WEEKS, rows(book)));
    for (person, report) in review.people.iter().enumerate() {
        for (week, of) in report.weeks.iter().enumerate() {
            let spot = long.spot(person * review.calendar.weeks.len() + week, RECORDED);
            book.stands(&address::week(&report.id, of.week), &spot.tab, spot.row, spot.column);
        }
    }
}

pub fn tabs<'a>(book: &'a Book<'a>) -> Vec<Tab<'a>> {
    let long = Long::of(WEEKS, rows(book));
    let of = |(name, from, rows): (&str, usize, usize)| {
        let mut tab = Tab::new(name, std::iter::once(book.name_width()).chain(WIDTHS).collect());
        tab.headed(HEADINGS);
        tab.unprinted = 2;
        tab.filtered = Some((rows.max(1), HEADINGS.len() - 1));
        tab.held = 2;
        let coloured = [
            (State::NotSubmitted, Colour::Warn),
            (State::Leave, Colour::Leave),
            (State::NotEmployed, Colour::Quiet),
            (State::Recorded, Colour::Good),
        ];
        tab.marks.extend(coloured.map(|(state, colour)| Mark {
            rows: (1, rows.max(1)),
            columns: (STATE, STATE),
            rule: Rule::Where(format!("{}=\"{}\"", cell(1, STATE), state.name()), colour),
        }));
        let states = [State::Recorded, State::RecordedZero, State::NotSubmitted, State::Leave, State::NotEmployed]
            .map(State::name);
        tab.choices.push(Choice {
            rows: (1, rows.max(1)),
            columns: (STATE, STATE),
            allowed: Allowed::Words(states.to_vec()),
        });
        let negative = format!("{}<0", cell(1, UNALLOCATED));
        let over = Rule::Where(negative, Colour::Warn);
        tab.marks.push(Mark { rows: (1, rows.max(1)), columns: (UNALLOCATED, UNALLOCATED), rule: over });
        tab.body = Some(Body { rows, row: Box::new(move |at| row(book, from + at, at + 1)) });
        tab
    };
    long.tabs(rows(book)).map(of).collect()
}

fn rows(book: &Book<'_>) -> usize {
    book.review.people.len() * book.review.calendar.weeks.len()
}

/// The gross capacity of a person's week, from where it stands.
pub fn gross(book: &Book<'_>, person: usize, week: usize) -> Cell {
    let weeks = book.review.calendar.weeks.len();
    let spot = Long::of(WEEKS, rows(book)).spot(person * weeks + week, GROSS);
    let of = book.review.people.get(person).and_then(|person| person.weeks.get(week));
    of.map_or_else(dash, |of| Cell::sum(spot.named(), of.gross.clone(), Digits::Places(2)))
}

fn row(book: &Book<'_>, at: usize, line: usize) -> Vec<Cell> {
    let weeks = &book.review.calendar.weeks;
    let (person, week) = (at / weeks.len().max(1), at % weeks.len().max(1));
    let found = book
        .review
        .people
        .get(person)
        .and_then(|report| Some((report, book.people.get(person)?, report.weeks.get(week)?, weeks.get(week)?)));
    let Some((report, key, of, days)) = found else { return Vec::new() };
    let PersonWeek { state, gross, leave, holidays, not_submitted, unallocated, .. } = of;
    let input = |x: &Exact| Cell::number(x.clone(), Digits::Places(2)).of_kind(Kind::Input);
    let at = |column| cell(line, column);
    let left = format!("ROUND({}-{}-{},12)", at(GROSS), at(LEAVE), at(HOLIDAYS));
    let missing = format!("IF({}=\"{}\",{left},0)", at(STATE), State::NotSubmitted.name());
    let rest = format!("ROUND({}-SUM({}),12)", at(GROSS), across(line, RECORDED, NOT_SUBMITTED));
    vec![
        Cell::text(&key.name),
        Cell::text(of.week.to_string()),
        Cell::day(days.from),
        Cell::day(days.to),
        Cell::text(state.name()).of_kind(Kind::Input),
        input(gross),
        recorded(book, of, line),
        input(leave),
        input(holidays),
        Cell::sum(missing, not_submitted.clone(), Digits::Places(2)),
        Cell::sum(rest, unallocated.clone(), Digits::Places(2)),
        Cell::text(&key.key).of_kind(Kind::Quiet),
        Cell::text(address::week(&report.id, of.week)).of_kind(Kind::Quiet),
    ]
}

/// The sum of a week's entries; a dash while nothing is submitted.
fn recorded(book: &Book<'_>, of: &PersonWeek, line: usize) -> Cell {
    let is_shown = of.state.is_submitted() || !of.recorded.is_zero();
    let Some(entries) = &book.entries else {
        return if is_shown { Cell::number(of.recorded.clone(), Digits::Places(2)) } else { dash() };
    };
    let (person, week) = (format!("${}", cell(line, PERSON_KEY)), format!("${}", cell(line, WEEK)));
    let sum = entries.sum(fields::SHARE, &[(fields::PERSON_KEY, &person), (fields::WEEK, &week)]);
    let sum = book.rounded(sum);
    if is_shown && !of.state.is_submitted() {
        return Cell::sum(sum, of.recorded.clone(), Digits::Places(2));
    }
    let is = |state: State| format!("{}=\"{}\"", cell(line, STATE), state.name());
    let formula = format!("IF(OR({},{}),{sum},\"{DASH}\")", is(State::Recorded), is(State::RecordedZero));
    let result = if is_shown { Outcome::Number(of.recorded.clone()) } else { Outcome::Word(DASH) };
    Cell::formula(formula, result, Digits::Places(2))
}
