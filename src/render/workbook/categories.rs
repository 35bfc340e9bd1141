//! What was recorded in each category, what that is of the team's time, and on how few people it rests.

use super::book::{Book, amount};
use super::marks::{Colour, Mark, Rule};
use super::people;
use super::rules;
use super::sheet::{Cell, Digits, Kind, Tab};
use super::spot::{Long, cell, down, fixed};
use super::{capacity, fields};
use crate::calc::review::CategoryReport;
use crate::model::category::Bucket;
use crate::model::exact::Exact;
use crate::render::number;

const NAME: &str = "Categories";
/// The row of the first category.
const FIRST: usize = 3;
const SHARE: usize = 3;
const MEAN: usize = 4;
const OF_CAPACITY: usize = 5;
const OF_TOTAL: usize = 6;
const TOP: usize = 7;
const HALF: usize = 8;
const EFFECTIVE: usize = 9;
const KEY: usize = 10;
const BUCKET_KEY: usize = 11;

const HEADINGS: [&str; 12] = [
    "category",
    "bucket",
    "kind",
    "FTE-weeks",
    "mean week, % of a person",
    "% capacity",
    "% total",
    "largest share",
    "people for half",
    "effective people",
    "address",
    "bucket's address",
];

/// The sum of the categories of a bucket, whose key stands in a cell.
pub fn of_bucket(book: &Book<'_>, key: &str) -> String {
    let last = FIRST + book.effort.len().max(1) - 1;
    book.rounded(Long::rows(NAME, FIRST, last).sum(SHARE, &[(BUCKET_KEY, key)]))
}

pub fn tab<'a>(book: &mut Book<'_>) -> Tab<'a> {
    let title = "Categories: what was recorded, and how few people it rests on";
    let aside = "% capacity: of gross; % total: of what was recorded; people for half: the fewest who did half of it, which no formula says";
    let mut tab =
        Tab::titled(NAME, vec![book.category_width(), 16, 12, 11, 12, 11, 9, 10, 10, 11, 30, 22], title, aside);
    tab.headed(HEADINGS);
    let last = (FIRST + book.effort.len()).saturating_sub(1);
    tab.unprinted = 2;
    tab.filtered = Some((last.max(FIRST), HEADINGS.len() - 1));
    for (position, at) in book.effort.clone().into_iter().enumerate() {
        let Some(category) = book.review.categories.get(at) else { continue };
        let row = row(book, position, at, category);
        tab.push(row);
    }
    let limit = &book.review.rules.limits.key_person;
    let limit = number::value(&limit.over(&Exact::HUNDRED).unwrap_or_default());
    let first = cell(FIRST, TOP);
    let rule = Rule::Where(format!("AND(ISNUMBER({first}),{first}>={limit})"), Colour::Warn);
    tab.marks.push(Mark { rows: (FIRST, last.max(FIRST)), columns: (TOP, TOP), rule });
    let line = tab.next();
    let total = total(book, line);
    tab.push(total);
    tab
}

fn row(book: &mut Book<'_>, position: usize, at: usize, category: &CategoryReport) -> Vec<Cell> {
    let line = FIRST + position;
    let id = &category.id;
    let share = match &book.entries {
        None => Cell::number(book.top(&format!("team.capacity.{id}")), Digits::Places(2)).of_kind(Kind::Input),
        Some(entries) => {
            let sum = entries.sum(fields::SHARE, &[(fields::CATEGORY_KEY, &format!("${}", cell(line, KEY)))]);
            Cell::sum(book.rounded(sum), book.top(&format!("team.capacity.{id}")), Digits::Places(2))
        }
    };
    let bucket = book.bucket(category);
    let (bucket, bucket_key) = bucket.map_or_else(Default::default, |bucket| (bucket.name.clone(), bucket.key.clone()));
    let key = book.categories.get(at).map(|key| key.key.clone()).unwrap_or_default();
    let [mean, capacity, total] = of_team(book, id, line);
    let [top, half, effective] = concentration(book, id, line, position);
    let is_unclaimed = category.bucket == Bucket::Unclassified;
    vec![
        Cell::text(&category.name),
        if is_unclaimed { Cell::text(bucket).of_kind(Kind::Quiet) } else { Cell::text(bucket) },
        Cell::text(category.kind.map_or("", |kind| kind.name())),
        share,
        mean,
        capacity,
        total,
        top,
        half,
        effective,
        Cell::text(key).of_kind(Kind::Quiet),
        Cell::text(bucket_key).of_kind(Kind::Quiet),
    ]
}

/// The team's mean week and what it is of its capacity and of all that was recorded.
fn of_team(book: &mut Book<'_>, id: &str, line: usize) -> [Cell; 3] {
    let share = cell(line, SHARE);
    let all = fixed(FIRST + book.effort.len(), SHARE);
    let gross = capacity::spot(book, None, capacity::GROSS);
    let made = [("mean", MEAN, rules::length().named()), ("capacity", OF_CAPACITY, gross), ("share", OF_TOTAL, all)];
    made.map(|(kind, column, bottom)| {
        let address = format!("team.{kind}.{id}");
        book.stands(&address, NAME, line, column);
        book.quotient(&address, &share, &bottom)
    })
}

/// How the effort is spread over people.
fn concentration(book: &mut Book<'_>, id: &str, line: usize, position: usize) -> [Cell; 3] {
    let address = |part: &str| format!("concentration.{id}.{part}");
    for (part, column) in [("top", TOP), ("people", HALF), ("effective", EFFECTIVE)] {
        book.stands(&address(part), NAME, line, column);
    }
    let values = || ["top", "people", "effective"].map(|part| book.value(&address(part)));
    let [top, half, effective] = values();
    let is_known = book.figure(&address("top")).is_some_and(|figure| amount(figure).is_some());
    let Some(column) = people::column(book, position).filter(|_| is_known) else { return [top, half, effective] };
    let share = cell(line, SHARE);
    let top = book.quotient(&address("top"), &format!("MAX({column})"), &share);
    let formula = format!("IF({share}=0,0,{share}^2/SUMSQ({column}))");
    [top, half, book.calculated(&address("effective"), formula)]
}

fn total(book: &mut Book<'_>, line: usize) -> Vec<Cell> {
    let sum = format!("SUM({})", down(SHARE, FIRST, line.max(FIRST + 1) - 1));
    let sum = if book.effort.is_empty() { "0".to_owned() } else { book.rounded(sum) };
    let share = Cell::sum(sum, book.top("team.capacity.total"), Digits::Places(2));
    let [mean, capacity, total] = of_team(book, "total", line);
    let blank = || Cell::blank();
    let cells = vec![Cell::text("Total"), blank(), blank(), share, mean, capacity, total, blank(), blank(), blank()];
    let key = Cell::text("team.mean.total").of_kind(Kind::Quiet);
    cells.into_iter().map(|cell| cell.of_kind(Kind::Total)).chain([key]).collect()
}
