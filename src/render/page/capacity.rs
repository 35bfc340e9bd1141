//! How much capacity there was and what became of it, for the period and week by week.

use super::lookup::{cell, number, percent, sides, value, whole_or_decimal};
use super::{Block, Cell, Column, Meaning, Picture, Section, Table};
use crate::calc::review::{PersonWeek, Review, State};
use crate::model::exact::Exact;
use crate::render::number::decimal;

/// The columns: heading and address part.
const COLUMNS: [(&str, &str); 6] = [
    ("gross", "gross"),
    ("recorded", "recorded"),
    ("leave", "leave"),
    ("holidays", "holidays"),
    ("missing", "not-submitted"),
    ("unallocated", "unallocated"),
];

/// The identity of everybody's capacity, and what is left of it in percent.
pub fn capacity(review: &Review) -> Section {
    let mut table = Table { columns: vec![Column::left("")], rows: Vec::new() };
    table.columns.extend(COLUMNS.map(|(header, _)| Column::right(header)));
    table.columns.push(Column::right("load"));
    for person in &review.people {
        table.rows.push(row(review, &person.name, &format!(".{}", person.id), Meaning::Plain));
    }
    table.rows.push(row(review, "Team", "", Meaning::Strong));
    let mut blocks = vec![Block::Table(table)];
    let recorded = [("gross", "capacity.percent"), ("net", "capacity.net-percent")]
        .map(|(of, address)| quotient(review, of, address));
    blocks.push(Block::Paragraph(format!("Recorded: {}", recorded.join("; "))));
    let limits = &review.rules.limits;
    let over = outside(review, |load| load > &limits.over);
    let under = outside(review, |load| load < &limits.under);
    for (word, limit, people) in [("above", &limits.over, over), ("below", &limits.under, under)] {
        if !people.is_empty() {
            let limit = whole_or_decimal(limit);
            blocks.push(Block::Paragraph(format!("Load {word} {limit} %: {}", people.join(", "))));
        }
    }
    Section::new("Capacity, FTE-weeks", "load: recorded / (recorded + unallocated)", blocks).drawn(Picture::Capacity)
}

fn row(review: &Review, label: &str, suffix: &str, meaning: Meaning) -> Vec<Cell> {
    let cells = COLUMNS.map(|(_, part)| cell(review, &format!("capacity.{part}{suffix}"), meaning));
    let load = format!("capacity.load{suffix}");
    let limits = &review.rules.limits;
    let outside = value(review, &load).is_some_and(|load| *load > limits.over || *load < limits.under);
    let meaning_of_load = if outside { Meaning::Warn } else { meaning };
    let load = Cell::new(percent(review, &load), meaning_of_load).of(load);
    std::iter::once(Cell::new(label, meaning)).chain(cells).chain([load]).collect()
}

/// `71.45 of 78.00 gross = 91.6 %`
fn quotient(review: &Review, of: &str, address: &str) -> String {
    match sides(review, address) {
        Some((top, bottom)) => {
            format!("{} of {} {of} = {}", decimal(&top.value, 2), decimal(&bottom.value, 2), percent(review, address))
        }
        None => format!("{} of {of}", percent(review, address)),
    }
}

/// The people whose load the limit is about, in roster order: `Ada (112 %)`.
fn outside(review: &Review, is_outside: impl Fn(&Exact) -> bool) -> Vec<String> {
    let named = review.people.iter().filter_map(|person| {
        let address = format!("capacity.load.{}", person.id);
        value(review, &address).filter(|load| is_outside(load))?;
        Some(format!("{} ({})", person.name, percent(review, &address)))
    });
    named.collect()
}

/// What was recorded in each week, and why not where nothing was.
pub fn weeks(review: &Review) -> Section {
    let mut table = Table { columns: vec![Column::left("")], rows: Vec::new() };
    table.columns.extend(review.calendar.weeks.iter().map(|week| Column::right(week.week.short())));
    for person in &review.people {
        let cells = person.weeks.iter().map(|week| week_cell(review, &person.id, week));
        table.rows.push(std::iter::once(Cell::plain(&person.name)).chain(cells).collect());
    }
    let mut blocks = vec![Block::Table(table)];
    let seen = |state: State| review.people.iter().any(|person| person.weeks.iter().any(|week| week.state == state));
    let legend: Vec<String> = [State::NotSubmitted, State::Leave, State::NotEmployed]
        .into_iter()
        .filter(|state| seen(*state))
        .filter_map(|state| Some(format!("{} {}", mark(state)?, state.name())))
        .collect();
    if !legend.is_empty() {
        blocks.push(Block::Paragraph(legend.join(", ")));
    }
    Section::new("Weeks", "FTE-weeks recorded", blocks).drawn(Picture::Weeks)
}

/// The sign for a week without a number.
pub fn mark(state: State) -> Option<&'static str> {
    match state {
        State::NotSubmitted => Some("?"),
        State::Leave => Some("L"),
        State::NotEmployed => Some("."),
        State::Recorded | State::RecordedZero => None,
    }
}

fn week_cell(review: &Review, person: &str, week: &PersonWeek) -> Cell {
    match mark(week.state) {
        Some(sign) if week.state == State::NotSubmitted => Cell::new(sign, Meaning::Warn),
        Some(sign) => Cell::new(sign, Meaning::Quiet),
        None => {
            let address = format!("week.{person}.{}", week.week.to_string().to_lowercase());
            Cell::plain(number(review, &address))
        }
    }
}
