//! The numbers behind the skills: exposure, loss of k people, groups, and what changed since the last assessment.

use super::lookup::{cell, count, names, whole_or_decimal};
use super::{Block, Cell, Column, Meaning, Table};
use crate::calc::review::{Change, Review, SkillsReport};
use crate::model::exact::Exact;

/// How many names fit into a cell before they are counted.
const MOST_NAMES: usize = 3;

/// What the first table says.
const EXPOSURE: &str =
    "Exposure: what rests on a person, the weight of each skill shared equally by the people who hold it.";

/// The tables and lines, those with something in them.
pub fn tables(review: &Review, report: &SkillsReport) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (table, words) in
        [(exposure(review, report), Some(EXPOSURE)), (losses(review, report), None), (groups(review, report), None)]
    {
        if !table.rows.is_empty() {
            blocks.push(Block::Table(table));
            blocks.extend(words.map(|words| Block::Paragraph(words.to_owned())));
        }
    }
    blocks.extend(changes(review, report));
    blocks
}

fn exposure(review: &Review, report: &SkillsReport) -> Table {
    let columns = vec![Column::left("Person"), Column::right("exposure")];
    let mut table = Table { columns, rows: Vec::new() };
    for person in report.exposure.iter().filter_map(|(person, _)| review.people.get(*person)) {
        let address = format!("skills.exposure.{}", person.id);
        table.rows.push(vec![Cell::plain(&person.name), cell(review, &address, Meaning::Plain)]);
    }
    table
}

fn losses(review: &Review, report: &SkillsReport) -> Table {
    let all = whole_or_decimal(&report.weight);
    let what = if is_weighted(report) { "weight" } else { "skills" };
    let mut table = Table {
        columns: vec![Column::left("Loss of"), Column::right(format!("worst, of {all} {what}")), Column::right("mean")],
        rows: Vec::new(),
    };
    let are_named = review.hidden.is_none();
    table.columns.extend(are_named.then(|| Column::left("worst without")));
    for loss in &report.losses {
        let people = if loss.k == 1 { "1 person".to_owned() } else { format!("any {} people", loss.k) };
        let mut row = vec![
            Cell::plain(people),
            cell(review, &format!("skills.loss.{}.worst", loss.k), Meaning::Plain),
            cell(review, &format!("skills.loss.{}.mean", loss.k), Meaning::Plain),
        ];
        row.extend(are_named.then(|| Cell::plain(names(review, &loss.worst_people).join(", "))));
        table.rows.push(row);
    }
    table
}

fn groups(review: &Review, report: &SkillsReport) -> Table {
    let columns = ["skills", "least coverage", "at risk"];
    let mut table = Table { columns: vec![Column::left("Group")], rows: Vec::new() };
    table.columns.extend(columns.map(Column::right));
    table.columns.push(Column::left("qualified in all"));
    for group in &report.groups {
        let people = match group.qualified_in_all.len() {
            0 => Cell::new("nobody", Meaning::Quiet),
            1..=MOST_NAMES if review.hidden.is_none() => Cell::plain(names(review, &group.qualified_in_all).join(", ")),
            n => Cell::plain(count(n, "person", "people")),
        };
        let risk = if group.at_risk > 0 { Meaning::Warn } else { Meaning::Plain };
        table.rows.push(vec![
            Cell::plain(&group.name),
            Cell::plain(group.skills.len().to_string()),
            cell(review, &format!("group.{}", group.id), Meaning::Plain),
            Cell::new(group.at_risk.to_string(), risk),
            people,
        ]);
    }
    table
}

/// One paragraph a person: `Dan: Developing scap 2 -> 3, Zuul maint new at 1`.
fn changes(review: &Review, report: &SkillsReport) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, person) in review.people.iter().enumerate() {
        let own = report.changes.iter().filter(|change| change.person == at);
        let told: Vec<String> = own.filter_map(|change| told(report, change)).collect();
        if !told.is_empty() {
            blocks.push(Block::Paragraph(format!("{}: {}", person.name, told.join(", "))));
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Subtitle("Changes since the last assessment".to_owned()));
    }
    blocks
}

fn told(report: &SkillsReport, change: &Change) -> Option<String> {
    let skill = &report.skills.get(change.skill)?.name;
    Some(match (change.from, change.to) {
        (Some(from), Some(to)) => format!("{skill} {from} -> {to}"),
        (None, Some(to)) => format!("{skill} new at {to}"),
        (Some(from), None) => format!("{skill} {from} -> not assessed"),
        (None, None) => return None,
    })
}

/// Whether skills count differently.
pub fn is_weighted(report: &SkillsReport) -> bool {
    report.skills.iter().any(|skill| skill.weight != Exact::ONE)
}
