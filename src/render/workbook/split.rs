//! Where the time went: everybody's by bucket, with bars.

use super::book::Book;
use super::sheet::{Bars, Cell, Digits, Kind, Tab};
use super::spot::{across, cell, fixed, in_row};
use super::{categories, fields};
use crate::calc::figure::{Figure, Whole};
use crate::model::exact::Exact;
use crate::render::number::DASH;

const NAME: &str = "Split";
const KEYS: usize = 2;
/// The row of the team; people follow.
const FIRST: usize = 4;
/// Of more people the bars are too many to look at: the team's stands alone.
const MOST_BARS: usize = 60;

/// Where what a person, or the team, recorded in a bucket stands; in all of them where none is named.
pub fn spot(book: &Book<'_>, person: Option<usize>, bucket: Option<usize>) -> String {
    let line = FIRST + person.map_or(0, |person| person + 1);
    format!("{NAME}!{}", fixed(line, book.buckets.len() + 1 + bucket.map_or(0, |bucket| bucket + 1)))
}

pub fn tab<'a>(book: &mut Book<'_>) -> Tab<'a> {
    let buckets = book.buckets.len();
    let mut widths = vec![book.name_width()];
    widths.extend(vec![14; 2 * buckets + 1]);
    widths.push(24);
    let aside = "the part of each bucket in what was recorded; behind it the FTE-weeks themselves";
    let mut tab = Tab::titled(NAME, widths, "Time spent", aside);
    let own = |text: &str| Cell::text(text).of_kind(Kind::Key);
    let blanks = (0..buckets + 2).map(|_| Cell::blank());
    tab.push(blanks.chain(book.buckets.iter().map(|bucket| own(&bucket.key))).collect());
    let names = || book.buckets.iter().map(|bucket| bucket.name.clone());
    let amounts = names().map(|name| format!("{name}, FTE-weeks"));
    let ends = ["recorded, FTE-weeks".to_owned()];
    tab.headed(
        std::iter::once(String::new()).chain(names()).chain(ends).chain(amounts).chain(["person's address".to_owned()]),
    );
    tab.unprinted = 1;
    tab.filtered = Some((FIRST + book.people.len(), 2 * buckets + 2));
    let team = row(book, None);
    tab.push(
        team.into_iter().map(|cell| if cell.kind == Kind::Quiet { cell } else { cell.of_kind(Kind::Total) }).collect(),
    );
    for person in 0..book.people.len() {
        let row = row(book, Some(person));
        tab.push(row);
    }
    let shown = if book.people.len() > MOST_BARS { 0 } else { book.people.len() };
    tab.bars = (buckets > 0).then(|| Bars {
        title: "Time spent by bucket".to_owned(),
        rows: (FIRST, FIRST + shown),
        columns: (1..=buckets).collect(),
        head: FIRST - 1,
    });
    tab
}

/// The row of a person, or of the team.
fn row(book: &mut Book<'_>, person: Option<usize>) -> Vec<Cell> {
    let buckets = book.buckets.len();
    let line = FIRST + person.map_or(0, |person| person + 1);
    let review = book.review;
    let whole = person.map_or(Whole::Split, Whole::SplitOf);
    let figures: Vec<&Figure> = review.figures.parts_of(whole).collect();
    let (recorded, key) = (buckets + 1, 2 * buckets + 2);
    let mut row = vec![Cell::text(match person {
        None => "Team",
        Some(person) => book.people.get(person).map_or(DASH, |key| &key.name),
    })];
    for (position, figure) in figures.iter().enumerate() {
        let column = position + 1;
        book.stands(&figure.address, NAME, line, column);
        row.push(book.quotient(&figure.address, &cell(line, recorded + column), &format!("${}", cell(line, recorded))));
    }
    let amounts = || figures.iter().map(|figure| book.top(&figure.address));
    let all = Exact::sum(amounts());
    row.push(Cell::sum(
        book.rounded(format!("SUM({})", across(line, recorded + 1, recorded + buckets))),
        all,
        Digits::Places(2),
    ));
    let amounts: Vec<Exact> = amounts().collect();
    for (position, amount) in amounts.into_iter().enumerate() {
        let bucket = in_row(KEYS, recorded + 1 + position);
        let formula = match (person, &book.entries) {
            (None, _) => Some(categories::of_bucket(book, &bucket)),
            (Some(_), Some(entries)) => {
                let person = format!("${}", cell(line, key));
                let wanted = [(fields::PERSON_KEY, person.as_str()), (fields::BUCKET_KEY, bucket.as_str())];
                Some(book.rounded(entries.sum(fields::SHARE, &wanted)))
            }
            _ => None,
        };
        row.push(match formula {
            Some(formula) => Cell::sum(formula, amount, Digits::Places(2)),
            None => Cell::number(amount, Digits::Places(2)),
        });
    }
    let key = person.and_then(|person| book.people.get(person)).map_or("split", |key| &key.key);
    row.push(Cell::text(key).of_kind(Kind::Quiet));
    row
}
