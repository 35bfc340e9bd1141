//! Draws a reading over the first rows of its sheet.

use std::sync::Arc;

use super::arithmetic::Derived;
use super::cells::Cells;
use super::heading::may_be_name;
use super::question::Asking;
use super::reading::{Reading, Who};
use super::role::{By, Known, Role, TimeRole};
use super::rows::RowKind;
use crate::model::sketch::{Sketch, SketchColumn, SketchRow};

/// How many entries are drawn, and how many rows of each other kind.
const ENTRIES: usize = 4;
const OTHERS: usize = 2;
/// Of more columns than this only the number is said.
const NAMED: usize = 3;

/// Draws a reading.
pub fn sketch(file: &Arc<str>, cells: &Cells, reading: &Reading) -> Sketch {
    let table = &reading.table;
    let asking = Asking { file, cells, reading };
    let column = |(at, known): (usize, &Known)| {
        let field = reading.columns[at].field;
        let has_numbers = reading.columns[at].is_of_numbers();
        let total = asking.total(reading.entries(), &[field]);
        SketchColumn {
            is: role(reading, at, known),
            by: if is_in_doubt(reading, at) { "" } else { by(known.by) },
            total: has_numbers.then_some((total.value, total.sign)),
        }
    };
    let row = |row: usize, is: &'static str| SketchRow {
        line: cells.source.record(row).map_or(0, |record| record.line()),
        is,
        cells: table.fields.iter().map(|field| cells.text(row, *field).to_owned()).collect(),
    };
    let first = table.uppers.first().copied().unwrap_or(table.header);
    let filled = |row: &usize| !cells.is_blank(*row);
    let mut rows: Vec<SketchRow> =
        (0..first).filter(filled).take(OTHERS * 2).map(|title| row(title, "title")).collect();
    rows.extend(table.uppers.iter().chain([&table.header]).map(|header| row(*header, "header")));
    let mut kinds: Vec<(&'static str, u64)> = Vec::new();
    for (at, kind) in table.body.clone().zip(&reading.kinds) {
        let is = name(kind);
        let place = kinds.iter().position(|(known, _)| *known == is).unwrap_or(kinds.len());
        if place == kinds.len() {
            kinds.push((is, 0));
        }
        kinds[place].1 += 1;
        let most = if *kind == RowKind::Entry { ENTRIES } else { OTHERS };
        if *kind != RowKind::Blank && kinds[place].1 as usize <= most {
            rows.push(row(at, is));
        }
    }
    let columns = reading.known.iter().enumerate().map(column).collect();
    Sketch { file: file.clone(), columns, rows, kinds }
}

fn is_in_doubt(reading: &Reading, at: usize) -> bool {
    reading.doubts.iter().any(|doubt| doubt.column == at)
}

fn role(reading: &Reading, at: usize, known: &Known) -> String {
    if is_in_doubt(reading, at) {
        return "asked: effort?".to_owned();
    }
    match &known.role {
        Role::When(time) => time_name(*time).to_owned(),
        Role::Person => "person".to_owned(),
        Role::Email => "address".to_owned(),
        Role::Work(says) => says.name().to_owned(),
        Role::Amount if reading.who == Who::Headings => "effort of a person".to_owned(),
        Role::Amount => "effort".to_owned(),
        Role::Derived(derived) => {
            let heading = |field: &usize| {
                let column = reading.columns.iter().find(|column| column.field == *field)?;
                Some(column.heading().to_owned())
            };
            let of: Vec<String> = derived.of().iter().filter_map(heading).collect();
            let of = if of.len() > NAMED { format!("{} columns", of.len()) } else { of.join(" + ") };
            format!("left out: {} of {of}", derived_name(derived))
        }
        Role::Sum(concept) | Role::Aside(concept) => format!("left out: {}", concept.name()),
        Role::Text => "left alone".to_owned(),
        Role::Empty => "blank".to_owned(),
    }
}

fn derived_name(derived: &Derived) -> &'static str {
    match derived {
        Derived::Sum { .. } => "sum",
        Derived::Mean { .. } => "average",
        Derived::Part { .. } => "share",
        Derived::Rest { .. } => "rest",
        Derived::Product { .. } => "product",
        Derived::Running { .. } => "balance",
    }
}

fn time_name(time: TimeRole) -> &'static str {
    use TimeRole::*;
    match time {
        Week => "week",
        WeekStarting => "first day of a week",
        WeekEnding => "last day of a week",
        Date => "day",
        Month => "month",
        Quarter => "quarter",
        Year => "year",
        From => "first day",
        To => "last day",
        Start => "start",
        End => "end",
    }
}

fn by(by: By) -> &'static str {
    match by {
        By::Position => "place",
        By::Heading => "heading",
        By::Cells => "cells",
        By::Arithmetic => "arithmetic",
        By::Roster => "roster",
        By::Configuration => "teamcap.toml",
    }
}

fn name(kind: &RowKind) -> &'static str {
    match kind {
        RowKind::Entry => "entry",
        RowKind::Blank => "blank",
        RowKind::Header => "header again",
        RowKind::Group(_) => "block",
        RowKind::Sum(sum) if sum.is_doubted => "asked: total?",
        RowKind::Sum(_) => "total",
        RowKind::Nobody => "nobody",
        RowKind::Aside(label, _) if may_be_name(label) => "asked: effort?",
        RowKind::Aside(..) => "no effort",
        RowKind::Ignored => "left out",
        RowKind::Note => "note",
    }
}
