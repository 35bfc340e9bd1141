//! What was recorded, a row for each person, week and category. Every sum about effort is over these rows.

use super::book::{Book, ENTRIES};
use super::fields;
use super::person_weeks;
use super::rules;
use super::sheet::{Body, Cell, Digits, Kind, Tab};
use super::spot::{Long, cell};
use crate::model::rules::Average;

const PERSON: usize = 0;
const CATEGORY: usize = 4;
const HOURS: usize = 7;

const HEADINGS: [&str; 12] = [
    "person",
    "week",
    "first day",
    "last day",
    "category",
    "bucket",
    "kind",
    "hours",
    "FTE-weeks",
    "person's address",
    "category's address",
    "bucket's address",
];
const WIDTHS: [u16; 13] = [22, 10, 11, 11, 26, 16, 13, 9, 12, 22, 28, 22, 12];

/// The tabs: one, and others where there are more entries than one holds.
pub fn tabs<'a>(book: &'a Book<'a>) -> Vec<Tab<'a>> {
    let is_filled = book.review.rules.average == Average::Filled;
    let long = Long::of(ENTRIES, book.recorded.len());
    let of = |(name, from, rows): (&str, usize, usize)| {
        let mut widths = WIDTHS[..HEADINGS.len() + usize::from(is_filled)].to_vec();
        (widths[PERSON], widths[CATEGORY]) = (book.name_width(), book.category_width());
        let mut tab = Tab::new(name, widths);
        tab.headed(HEADINGS.into_iter().chain(is_filled.then_some("gross of the week")));
        tab.unprinted = WIDTHS.len() - fields::PERSON_KEY - usize::from(!is_filled);
        tab.filtered = Some((rows.max(1), HEADINGS.len() - usize::from(!is_filled)));
        tab.body = Some(Body { rows, row: Box::new(move |at| row(book, from + at, at + 1, is_filled)) });
        tab
    };
    long.tabs(book.recorded.len()).map(of).collect()
}

fn row(book: &Book<'_>, entry: usize, at: usize, is_filled: bool) -> Vec<Cell> {
    let review = book.review;
    let found = book.recorded.get(entry).and_then(|entry| {
        let week = review.calendar.weeks.get(entry.week)?;
        Some((entry, book.people.get(entry.person)?, review.categories.get(entry.category)?, week))
    });
    let Some((entry, person, category, week)) = found else { return Vec::new() };
    let bucket = book.bucket(category);
    let (hours, share) = if entry.in_hours {
        let formula = format!("{}/{}", cell(at, HOURS), rules::full_week().named());
        let hours = Cell::number(entry.share.times(&review.rules.full_week), Digits::Places(2)).of_kind(Kind::Input);
        (hours, Cell::sum(formula, entry.share.clone(), Digits::Places(2)))
    } else {
        (Cell::blank(), Cell::number(entry.share.clone(), Digits::Places(2)).of_kind(Kind::Input))
    };
    let quiet = |text: Option<&str>| Cell::text(text.unwrap_or_default()).of_kind(Kind::Quiet);
    let mut row = vec![
        Cell::text(&person.name),
        Cell::text(week.week.to_string()),
        Cell::day(week.from),
        Cell::day(week.to),
        Cell::text(&category.name),
        Cell::text(bucket.map_or("", |bucket| &bucket.name)),
        Cell::text(category.kind.map_or("", |kind| kind.name())),
        hours,
        share,
        quiet(Some(&person.key)),
        quiet(book.categories.get(entry.category).map(|category| category.key.as_str())),
        quiet(bucket.map(|bucket| bucket.key.as_str())),
    ];
    row.extend(is_filled.then(|| person_weeks::gross(book, entry.person, entry.week)));
    row
}
