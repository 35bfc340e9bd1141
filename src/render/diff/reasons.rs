//! Why figures changed: the cells, ratings and lines of the configuration that differ, each with its place on both sides.

use super::compared::Diff;
use super::figures::{ends, signed};
use crate::calc::diff::by_person::ByPerson;
use crate::calc::diff::cells::CellChange;
use crate::calc::diff::pairs::Whose;
use crate::calc::diff::settings::{Said, SettingChange, Value};
use crate::calc::explain::Cell as EffortCell;
use crate::calc::figure::Unit;
use crate::model::place::Place;
use crate::render::number::{DASH, decimal, value};
use crate::render::page::{Block, Cell, Column, Section, Table};

/// So many lines of a list are shown; the rest are counted. `--all` shows them all.
const MOST: usize = 40;

/// What is said where a side has nothing.
const NOTHING: &str = "not filled";

fn table(columns: &[&str], rows: Vec<Vec<String>>) -> Table {
    Table {
        columns: columns.iter().map(|column| Column::left(*column)).collect(),
        rows: rows.into_iter().map(|row| row.into_iter().map(Cell::plain).collect()).collect(),
    }
}

/// The rows as a section, at most so many of them.
fn section(title: &str, aside: String, columns: &[&str], mut rows: Vec<Vec<String>>, all: bool) -> Section {
    let more = if all { 0 } else { rows.len().saturating_sub(MOST) };
    rows.truncate(rows.len() - more);
    let mut blocks = vec![Block::Table(table(columns, rows))];
    if more > 0 {
        blocks.push(Block::Paragraph(format!("and {more} more; --all lists them")));
    }
    Section::new(title, aside, blocks)
}

/// The cells of effort that differ.
pub fn cells(diff: &Diff<'_>) -> Option<Section> {
    let compared = diff.cells.as_ref().filter(|compared| !compared.changes.is_empty())?;
    let row = |change: &CellChange<'_>| -> Option<Vec<String>> {
        let (cell, side) = match (change.after, change.before) {
            (Some(cell), _) => (cell, diff.after),
            (None, cell) => (cell?, diff.before),
        };
        let person = side.review.people.get(cell.person).map(|person| person.name.clone());
        let category = side.category_of.get(cell.activity).and_then(|&at| side.review.categories.get(at));
        let text = |cell: Option<&EffortCell>| {
            cell.map_or(NOTHING.to_owned(), |cell| format!("{}: {}", cell.place, cell.text))
        };
        Some(vec![
            cell.slot.to_string(),
            person.unwrap_or_default(),
            category.map(|category| category.name.clone()).unwrap_or_default(),
            text(change.before),
            text(change.after),
        ])
    };
    let rows = compared.changes.iter().filter_map(row).collect();
    let aside = format!("different: {}, equal: {}", compared.changes.len(), compared.equal);
    Some(section("Cells", aside, &["days", "person", "category", "before", "after"], rows, diff.all))
}

/// The cells of the matrix that differ.
pub fn ratings(diff: &Diff<'_>) -> Option<Section> {
    let compared = Some(&diff.ratings).filter(|compared| !compared.changes.is_empty())?;
    let text = |said: &Option<(Place, String)>| {
        said.as_ref().map_or("not assessed".to_owned(), |(place, text)| format!("{place}: {text}"))
    };
    let rows = compared.changes.iter().map(|change| {
        let person = person(diff, change.whose).unwrap_or(&change.person);
        vec![change.skill.clone(), person.to_owned(), text(&change.before), text(&change.after)]
    });
    let aside = format!("different: {}, equal: {}", compared.changes.len(), compared.equal);
    Some(section("Ratings", aside, &["skill", "person", "before", "after"], rows.collect(), diff.all))
}

fn person<'a>(diff: &Diff<'a>, whose: Option<Whose>) -> Option<&'a str> {
    let people = match whose? {
        Whose::After(at) => diff.after.review.people.get(at),
        Whose::Before(at) => diff.before.review.people.get(at),
    };
    people.map(|person| person.name.as_str())
}

/// The lines about people, holidays and categories that differ.
pub fn settings(diff: &Diff<'_>) -> Option<Section> {
    if diff.settings.is_empty() {
        return None;
    }
    let sentence = |line: &SettingChange| {
        let change = match (&line.before, &line.after) {
            (Some(before), Some(after)) => format!("{} -> {}", said(before), said(after)),
            (Some(before), None) => format!("only before: {}", said(before)),
            (None, Some(after)) => format!("only after: {}", said(after)),
            (None, None) => String::new(),
        };
        format!("{}, {}: {change}", line.name, line.what.name())
    };
    let more = if diff.all { 0 } else { diff.settings.len().saturating_sub(MOST) };
    let listed = diff.settings.iter().take(diff.settings.len() - more);
    let mut blocks: Vec<Block> = listed.map(sentence).map(Block::Paragraph).collect();
    if more > 0 {
        blocks.push(Block::Paragraph(format!("and {more} more; --all lists them")));
    }
    Some(Section::new("Roster and configuration", "", blocks))
}

/// What a line says, and where: `0.8 from 2016-02-15 (teamcap.toml:12:9)`.
fn said((what, place): &Said) -> String {
    let place = place.as_ref().map_or("assumed".to_owned(), Place::to_string);
    format!("{} ({place})", words(what))
}

/// What a line says, as the configuration would.
pub fn words(what: &Value) -> String {
    match what {
        Value::Text(text) => text.clone(),
        Value::Day(day) => day.to_string(),
        Value::Fte { is, from: None } => value(is),
        Value::Fte { is, from: Some(from) } => format!("{} from {from}", value(is)),
        Value::Leave { from, to, part } => {
            let part = if part.is_whole() { String::new() } else { format!(", part {}", value(part)) };
            if from == to { format!("{from}{part}") } else { format!("{from} to {to}{part}") }
        }
        Value::Count(1) => "1 rule".to_owned(),
        Value::Count(n) => format!("{n} rules"),
    }
}

/// Amounts by person, a table each.
pub fn by_person(diff: &Diff<'_>) -> Option<Section> {
    let mut blocks = Vec::new();
    for found in &diff.by_person {
        let unit = match found.unit {
            Unit::FteWeeks => ", FTE-weeks".to_owned(),
            unit => format!(", {}", unit.name()),
        };
        blocks.push(Block::Subtitle(format!("{}{unit}", found.address)));
        blocks.push(Block::Table(amounts(found)));
    }
    (!blocks.is_empty()).then(|| Section::new("By person", "", blocks))
}

fn amounts(found: &ByPerson) -> Table {
    let mut table = Table { columns: vec![Column::left("")], rows: Vec::new() };
    table.columns.extend(["before", "after", "change"].map(Column::right));
    for (name, before, after) in &found.people {
        let [a, b, by] = match (before, after) {
            (Some(a), Some(b)) => {
                let [x, y] = ends(a, b, 2);
                [x, y, signed(a, b)]
            }
            (Some(a), None) => [decimal(a, 2), DASH.to_owned(), "gone".to_owned()],
            (None, Some(b)) => [DASH.to_owned(), decimal(b, 2), "new".to_owned()],
            (None, None) => [DASH.to_owned(), DASH.to_owned(), String::new()],
        };
        table.rows.push([name.clone(), a, b, by].map(Cell::plain).to_vec());
    }
    table
}
