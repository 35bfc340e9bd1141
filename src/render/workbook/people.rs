//! What each person recorded in each category.

use super::book::Book;
use super::fields;
use super::sheet::{Cell, Digits, Kind, MOST_COLUMNS, Tab};
use super::spot::{across, cell, down, fixed, in_row};
use crate::calc::figure::Whole;
use crate::model::exact::Exact;

const NAME: &str = "People";
const KEYS: usize = 2;
/// The row of the first person.
const FIRST: usize = 4;

/// Whether there is such a tab: not of the team alone, and not where there are more categories than columns.
pub fn is_there(book: &Book<'_>) -> bool {
    book.is_about_people() && !book.review.people.is_empty() && book.effort.len() + 3 <= MOST_COLUMNS
}

/// The cells of a category, by its position among those of effort; `None` where there are none.
pub fn column(book: &Book<'_>, position: usize) -> Option<String> {
    let last = FIRST + book.review.people.len() - usize::from(!book.review.people.is_empty());
    let [first, last] = [FIRST, last].map(|row| fixed(row, position + 1));
    is_there(book).then(|| format!("{NAME}!{first}:{last}"))
}

/// The cell of a person and a category.
pub fn share(person: usize, position: usize) -> String {
    format!("{NAME}!{}", cell(FIRST + person, position + 1))
}

/// What a person recorded in a category.
pub fn share_of(book: &Book<'_>, person: usize, category: usize) -> Exact {
    let ids = book.review.people.get(person).zip(book.review.categories.get(category));
    let points = ids.map(|(person, category)| book.top(&format!("person.{}.{}", person.id, category.id)));
    points.and_then(|points| points.over(&Exact::HUNDRED)).unwrap_or_default()
}

pub fn tab<'a>(book: &Book<'_>) -> Tab<'a> {
    let effort = book.effort.len();
    let mut widths = vec![book.name_width()];
    widths.extend(vec![13; effort + 1]);
    widths.push(24);
    let mut tab = Tab::titled(NAME, widths, "People: what was recorded, FTE-weeks", "by person and category");
    book.heads(&mut tab, &["Total", "person's address"]);
    tab.unprinted = 1;
    tab.filtered = Some((FIRST + book.people.len().max(1) - 1, effort + 2));
    for (person, key) in book.people.iter().enumerate() {
        let line = FIRST + person;
        let cells = book.effort.iter().enumerate().map(|(position, at)| {
            let share = share_of(book, person, *at);
            let Some(entries) = &book.entries else { return Cell::number(share, Digits::Places(2)) };
            let person = format!("${}", cell(line, effort + 2));
            let category = in_row(KEYS, position + 1);
            let wanted = [(fields::PERSON_KEY, person.as_str()), (fields::CATEGORY_KEY, category.as_str())];
            Cell::sum(book.rounded(entries.sum(fields::SHARE, &wanted)), share, Digits::Places(2))
        });
        let total = book
            .review
            .figures
            .parts_of(Whole::SplitOf(person))
            .find_map(|figure| figure.quotient.as_ref())
            .map_or(Exact::ZERO, |(_, whole)| whole.value.clone());
        let sum = sum(book, across(line, 1, effort));
        let mut row: Vec<Cell> = std::iter::once(Cell::text(&key.name)).chain(cells).collect();
        row.extend([Cell::sum(sum, total, Digits::Places(2)), Cell::text(&key.key).of_kind(Kind::Quiet)]);
        tab.push(row);
    }
    let line = tab.next();
    let ids = book.effort.iter().filter_map(|at| book.review.categories.get(*at)).map(|category| category.id.as_str());
    let sums = ids.chain(["total"]).enumerate().map(|(position, id)| {
        let total = book.top(&format!("team.capacity.{id}"));
        let sum = book.rounded(format!("SUM({})", down(position + 1, FIRST, line - 1)));
        Cell::sum(sum, total, Digits::Places(2))
    });
    tab.push(std::iter::once(Cell::text("Team")).chain(sums).map(|cell| cell.of_kind(Kind::Total)).collect());
    tab
}

fn sum(book: &Book<'_>, cells: String) -> String {
    if book.effort.is_empty() { "0".to_owned() } else { book.rounded(format!("SUM({cells})")) }
}
