//! Where the time went: the split by bucket, everybody's mean week, and on how many people each category rests.

use super::header::average;
use super::lookup::{cell, number, percent, value};
use super::{Bar, Block, Cell, Column, Meaning, Picture, Section, Table};
use crate::calc::figure::Whole;
use crate::calc::review::{CategoryReport, Review};
use crate::render::number::decimal;

/// The categories that are effort, in printing order.
fn categories(review: &Review) -> impl Iterator<Item = &CategoryReport> {
    review.categories.iter().filter(|category| category.bucket.is_effort())
}

/// The split by bucket, unclassified always among them.
pub fn time_spent(review: &Review) -> Section {
    let bars = review.figures.parts_of(Whole::Split).map(|figure| Bar {
        label: figure.row.clone(),
        percent: percent(review, &figure.address),
        amount: figure.quotient.as_ref().map_or_else(String::new, |(part, _)| decimal(&part.value, 2)),
        of_hundred: figure.value.clone().ok(),
    });
    let aside = format!("of {} FTE-weeks recorded", number(review, "capacity.recorded"));
    Section::new("Time spent", aside, vec![Block::Bars(bars.collect())]).drawn(Picture::Split)
}

/// Person by category, with the team's rows below.
pub fn mean_week(review: &Review) -> Section {
    let mut table = Table { columns: vec![Column::left("")], rows: Vec::new() };
    table.columns.extend(categories(review).map(|category| Column::right(&category.name)));
    table.columns.push(Column::right("Total"));
    let row = |label: &str, prefix: &str, meaning: Meaning| -> Vec<Cell> {
        let ids = categories(review).map(|category| category.id.as_str()).chain(["total"]);
        let cells = ids.map(|id| cell(review, &format!("{prefix}.{id}"), meaning));
        std::iter::once(Cell::new(label, meaning)).chain(cells).collect()
    };
    for person in &review.people {
        table.rows.push(row(&person.name, &format!("person.{}", person.id), Meaning::Plain));
    }
    table.rows.push(row("Team", "team.mean", Meaning::Strong));
    table.rows.push(row("% capacity", "team.capacity", Meaning::Plain));
    table.rows.push(row("% total", "team.share", Meaning::Plain));
    let rule = review.rules.average;
    let aside = format!("over {} (--average {})", average(rule), rule.name());
    Section::new("Mean week, % of a person", aside, vec![Block::Table(table)])
}

/// How each category's effort is spread over people.
pub fn concentration(review: &Review) -> Section {
    let columns = ["largest share", "people for half", "effective people"];
    let mut table = Table { columns: vec![Column::left("")], rows: Vec::new() };
    table.columns.extend(columns.map(Column::right));
    for category in categories(review) {
        let address = |part: &str| format!("concentration.{}.{part}", category.id);
        let rests_on_one = value(review, &address("top")).is_some_and(|top| top >= &review.rules.limits.key_person);
        let meaning = if rests_on_one { Meaning::Warn } else { Meaning::Plain };
        table.rows.push(vec![
            Cell::plain(&category.name),
            Cell::new(percent(review, &address("top")), meaning).of(address("top")),
            cell(review, &address("people"), Meaning::Plain),
            cell(review, &address("effective"), Meaning::Plain),
        ]);
    }
    Section::new("Effort concentration", "how few people a category rests on", vec![Block::Table(table)])
}
