//! How much capacity there was and what became of it, and what was submitted.

use super::book::{Book, dash};
use super::marks::{Colour, Mark, Rule};
use super::person_weeks;
use super::sheet::{Cell, Digits, Kind, Tab};
use super::spot::{cell, down, fixed};
use crate::calc::review::State;
use crate::model::exact::Exact;
use crate::render::number;

const NAME: &str = "Capacity";
/// The row of the first person; the team's stands behind the last.
const FIRST: usize = 3;

/// The columns.
pub const GROSS: usize = 1;
const RECORDED: usize = 2;
const LEAVE: usize = 3;
const HOLIDAYS: usize = 4;
const NOT_SUBMITTED: usize = 5;
const UNALLOCATED: usize = 6;
pub const NET: usize = 7;
const USED: usize = 8;
const USED_OF_NET: usize = 9;
const LOAD: usize = 10;
const SUBMITTED: usize = 11;
const DUE: usize = 12;
const COMPLETE: usize = 13;
const KEY: usize = 14;

const HEADINGS: [&str; 15] = [
    "person",
    "gross",
    "recorded",
    "leave",
    "holidays",
    "not submitted",
    "unallocated",
    "net",
    "used",
    "used of net",
    "load",
    "weeks submitted",
    "weeks due",
    "submitted",
    "address",
];
/// Of the columns behind the names.
const WIDTHS: [u16; 14] = [9, 10, 9, 10, 12, 13, 9, 9, 9, 9, 12, 9, 12, 24];

/// The amounts: column, address part, and the column of the weeks that it is a sum of.
const AMOUNTS: [(usize, &str, usize); 5] = [
    (GROSS, "gross", person_weeks::GROSS),
    (RECORDED, "recorded", person_weeks::RECORDED),
    (LEAVE, "leave", person_weeks::LEAVE),
    (HOLIDAYS, "holidays", person_weeks::HOLIDAYS),
    (NOT_SUBMITTED, "not-submitted", person_weeks::NOT_SUBMITTED),
];

/// Where an amount of a person stands, or that of the team.
pub fn spot(book: &Book<'_>, person: Option<usize>, column: usize) -> String {
    format!("{NAME}!{}", fixed(FIRST + person.unwrap_or(book.people.len()), column))
}

pub fn tab<'a>(book: &mut Book<'_>) -> Tab<'a> {
    let aside = "used: recorded / gross; load: recorded / (net - not submitted); net: gross - leave - holidays";
    let mut tab =
        Tab::titled(NAME, std::iter::once(book.name_width()).chain(WIDTHS).collect(), "Capacity, FTE-weeks", aside);
    tab.headed(HEADINGS);
    for person in 0..book.people.len() {
        let row = row(book, Some(person));
        tab.push(row);
    }
    tab.unprinted = 1;
    tab.filtered = Some((FIRST + book.people.len().max(1) - 1, KEY));
    let row = row(book, None);
    tab.push(
        row.into_iter().map(|cell| if cell.kind == Kind::Quiet { cell } else { cell.of_kind(Kind::Total) }).collect(),
    );
    let limits = &book.review.rules.limits;
    let limit = |x: &Exact| number::value(&x.over(&Exact::HUNDRED).unwrap_or_default());
    let first = cell(FIRST, LOAD);
    let outside =
        format!("AND(ISNUMBER({first}),OR({first}>{},{first}<{}))", limit(&limits.over), limit(&limits.under));
    let rows = (FIRST, FIRST + book.people.len());
    tab.marks.push(Mark { rows, columns: (LOAD, LOAD), rule: Rule::Where(outside, Colour::Warn) });
    let negative = Rule::Where(format!("{}<0", cell(FIRST, UNALLOCATED)), Colour::Warn);
    tab.marks.push(Mark { rows, columns: (UNALLOCATED, UNALLOCATED), rule: negative });
    let missing = Rule::Where(format!("{}>0", cell(FIRST, NOT_SUBMITTED)), Colour::Warn);
    tab.marks.push(Mark { rows, columns: (NOT_SUBMITTED, NOT_SUBMITTED), rule: missing });
    tab
}

/// The row of a person, or of the team.
fn row(book: &mut Book<'_>, person: Option<usize>) -> Vec<Cell> {
    let line = FIRST + person.unwrap_or(book.people.len());
    let report = person.and_then(|person| book.review.people.get(person));
    let suffix = report.map_or_else(String::new, |report| format!(".{}", report.id));
    let whose = report.map_or("team", |report| &report.id);
    let name = person.and_then(|person| book.people.get(person)).map_or("Team", |key| &key.name).to_owned();
    let mut row = vec![Cell::text(name)];
    for (column, part, of) in AMOUNTS {
        let address = format!("capacity.{part}{suffix}");
        row.push(sum(book, person, line, &address, column, of));
    }
    let at = |column| cell(line, column);
    let rest = format!("ROUND({}-{}-{}-{}-{},12)", at(GROSS), at(RECORDED), at(LEAVE), at(HOLIDAYS), at(NOT_SUBMITTED));
    let net = format!("ROUND({}-{}-{},12)", at(GROSS), at(LEAVE), at(HOLIDAYS));
    for (column, part, formula) in [(UNALLOCATED, "unallocated", rest), (NET, "net", net)] {
        let address = format!("capacity.{part}{suffix}");
        book.stands(&address, NAME, line, column);
        row.push(book.calculated(&address, formula));
    }
    let submitted_net = format!("ROUND({}-{},12)", at(NET), at(NOT_SUBMITTED));
    for (column, part, bottom) in
        [(USED, "percent", at(GROSS)), (USED_OF_NET, "net-percent", at(NET)), (LOAD, "load", submitted_net)]
    {
        let address = format!("capacity.{part}{suffix}");
        book.stands(&address, NAME, line, column);
        row.push(book.quotient(&address, &at(RECORDED), &bottom));
    }
    row.extend(completeness(book, person, line, &format!("completeness.{whose}")));
    let key = person.and_then(|person| book.people.get(person)).map(|key| key.key.clone());
    row.push(Cell::text(key.unwrap_or_else(|| "capacity.gross".to_owned())).of_kind(Kind::Quiet));
    row
}

fn sum(book: &mut Book<'_>, person: Option<usize>, line: usize, address: &str, column: usize, of: usize) -> Cell {
    book.stands(address, NAME, line, column);
    let people = book.people.len();
    match (person, &book.weeks) {
        (None, _) if people > 0 => {
            let sum = book.rounded(format!("SUM({})", down(column, FIRST, FIRST + people - 1)));
            book.calculated(address, sum)
        }
        (Some(_), Some(weeks)) => {
            let sum = weeks.sum(of, &[(person_weeks::PERSON_KEY, &format!("${}", cell(line, KEY)))]);
            book.calculated(address, book.rounded(sum))
        }
        _ => book.value(address).of_kind(Kind::Input),
    }
}

/// The weeks submitted, those due, and the part of them.
fn completeness(book: &mut Book<'_>, person: Option<usize>, line: usize, address: &str) -> [Cell; 3] {
    book.stands(address, NAME, line, COMPLETE);
    let Some((submitted, due)) = book.figure(address).and_then(|figure| figure.quotient.as_ref()) else {
        return [dash(), dash(), dash()];
    };
    let count = |formula: Option<String>, count: &Exact| match formula {
        Some(formula) => Cell::sum(formula, count.clone(), Digits::Places(0)),
        None => Cell::number(count.clone(), Digits::Places(0)).of_kind(Kind::Input),
    };
    let people = book.people.len();
    let formula = |column: usize, states: &[State]| match (person, &book.weeks) {
        (None, _) if people > 0 => Some(format!("SUM({})", down(column, FIRST, FIRST + people - 1))),
        (Some(_), Some(weeks)) => {
            let key = format!("${}", cell(line, KEY));
            let of = |state: &State| {
                let state = format!("\"{}\"", state.name());
                weeks.count(&[(person_weeks::PERSON_KEY, &key), (person_weeks::STATE, &state)])
            };
            Some(states.iter().map(of).collect::<Vec<_>>().join("+"))
        }
        _ => None,
    };
    let states = [State::Recorded, State::RecordedZero, State::NotSubmitted];
    [
        count(formula(SUBMITTED, &states[..2]), &submitted.value),
        count(formula(DUE, &states), &due.value),
        book.quotient(address, &cell(line, SUBMITTED), &cell(line, DUE)),
    ]
}
