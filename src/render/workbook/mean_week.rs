//! Everybody's mean week, person by category, with the team's rows below.

use super::book::{Book, dash};
use super::fields;
use super::marks::{Mark, Rule};
use super::people;
use super::person_weeks;
use super::sheet::{Cell, Digits, Kind, Outcome, Tab};
use super::spot::{across, cell, in_row};
use crate::calc::figure::Side;
use crate::calc::review::State;
use crate::model::exact::Exact;
use crate::model::rules::Average;
use crate::render::number::DASH;
use crate::render::page::header;

const NAME: &str = "Mean week";
const KEYS: usize = 2;
/// The row of the first person.
const FIRST: usize = 4;

pub fn tab<'a>(book: &mut Book<'_>) -> Tab<'a> {
    let effort = book.effort.len();
    let mut widths = vec![book.name_width()];
    widths.extend(vec![13; effort + 2]);
    widths.push(24);
    let rule = book.review.rules.average;
    let aside = format!("over {} (--average {})", header::average(rule), rule.name());
    let mut tab = Tab::titled(NAME, widths, "Mean week, % of a person", &aside);
    book.heads(&mut tab, &["Total", "over weeks", "person's address"]);
    tab.unprinted = 1;
    tab.filtered = Some((FIRST + book.people.len().max(1) - 1, effort + 3));
    for person in 0..book.people.len() {
        let row = row(book, person);
        tab.push(row);
    }
    if effort > 0 && !book.people.is_empty() {
        let rows = (FIRST, tab.next() - 1);
        tab.marks.push(Mark { rows, columns: (1, effort), rule: Rule::Scale(Exact::ONE) });
    }
    for (label, kind) in [("Team", "mean"), ("% capacity", "capacity"), ("% total", "share")] {
        let ids = book.effort.iter().filter_map(|at| book.review.categories.get(*at)).map(|of| of.id.as_str());
        let cells = ids.chain(["total"]).map(|id| book.refers(&format!("team.{kind}.{id}")));
        let row: Vec<Cell> = std::iter::once(Cell::text(label)).chain(cells).collect();
        tab.push(match kind {
            "mean" => row.into_iter().map(|cell| cell.of_kind(Kind::Total)).collect(),
            _ => row,
        });
    }
    tab
}

fn row(book: &mut Book<'_>, person: usize) -> Vec<Cell> {
    let (review, line, effort) = (book.review, FIRST + person, book.effort.len());
    let Some(report) = review.people.get(person) else { return Vec::new() };
    let (over, key) = (effort + 2, effort + 3);
    let is_filled = review.rules.average == Average::Filled;
    let own = format!("${}", cell(line, key));
    let mut row = vec![Cell::text(&report.name)];
    let mut weeks = None;
    for (position, at) in book.effort.clone().into_iter().enumerate() {
        let Some(category) = review.categories.get(at) else { continue };
        let address = format!("person.{}.{}", report.id, category.id);
        book.stands(&address, NAME, line, position + 1);
        let sides = book.figure(&address).and_then(|figure| figure.quotient.as_ref());
        weeks = weeks.or(sides.map(|(_, Side { value, .. })| value.clone()));
        let bottom = match &book.entries {
            _ if !is_filled => Some(format!("${}", cell(line, over))),
            Some(entries) => {
                let category = in_row(KEYS, position + 1);
                let wanted = [(fields::PERSON_KEY, own.as_str()), (fields::CATEGORY_KEY, category.as_str())];
                Some(entries.sum(fields::GROSS, &wanted))
            }
            None => None,
        };
        row.push(match bottom {
            Some(bottom) => book.quotient(&address, &people::share(person, position), &bottom),
            None => book.value(&address),
        });
    }
    let address = format!("person.{}.total", report.id);
    book.stands(&address, NAME, line, effort + 1);
    row.push(total(book, &address, &across(line, 1, effort)));
    row.push(match (&book.weeks, weeks) {
        _ if is_filled => dash(),
        (Some(all), Some(weeks)) => {
            let states: &[State] = match review.rules.average {
                Average::Period => &[],
                _ => &[State::Recorded, State::RecordedZero],
            };
            let of = |state: &State| {
                all.sum(
                    person_weeks::GROSS,
                    &[(person_weeks::PERSON_KEY, &own), (person_weeks::STATE, &format!("\"{}\"", state.name()))],
                )
            };
            let formula = match states {
                [] => all.sum(person_weeks::GROSS, &[(person_weeks::PERSON_KEY, &own)]),
                states => states.iter().map(of).collect::<Vec<_>>().join("+"),
            };
            Cell::sum(formula, weeks, Digits::Places(2))
        }
        (None, Some(weeks)) => Cell::number(weeks, Digits::Places(2)),
        (_, None) => dash(),
    });
    row.push(Cell::text(book.people.get(person).map_or("", |key| &key.key)).of_kind(Kind::Quiet));
    row
}

/// The sum of the row's means; a dash where there is none.
fn total(book: &Book<'_>, address: &str, row: &str) -> Cell {
    if book.effort.is_empty() {
        return book.value(address);
    }
    let formula = format!("IF(COUNT({row})=0,\"{DASH}\",SUM({row}))");
    match book.figure(address).is_some_and(|figure| figure.value.is_ok()) {
        true => book.calculated(address, formula),
        false => Cell::formula(formula, Outcome::Word(DASH), Digits::Percent(2)),
    }
}
