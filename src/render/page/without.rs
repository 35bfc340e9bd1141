//! What is left when the named people are away: before and after, the skills lost, and the new single points.

use super::lookup::{count, names, number, percent};
use super::{Block, Cell, Column, Meaning, Section, Table};
use crate::calc::figure::Whole;
use crate::calc::review::{Review, WithoutReport};

/// The whole section.
pub fn without(review: &Review, report: &WithoutReport) -> Section {
    let title = match review.hidden {
        None => format!("Without {}", names(review, &report.people).join(", ")),
        Some(_) => format!("Without {}", count(report.people.len(), "person", "people")),
    };
    let share = match review.is_of_skills_alone() {
        true => String::new(),
        false => format!("{} of gross capacity is left", percent(review, "without.capacity.percent")),
    };
    let mut blocks = vec![Block::Table(before_and_after(review, report))];
    if let Some((left, all)) = report.skills.as_ref().zip(review.skills.as_ref()) {
        let name = |skill: &usize| all.skills.get(*skill).map(|skill| skill.name.clone());
        let lost: Vec<String> = left.lost.iter().filter_map(name).collect();
        blocks.push(Block::Paragraph(match lost.as_slice() {
            [] => "No covered skill is lost.".to_owned(),
            lost => format!("Lost: {}", lost.join(", ")),
        }));
        let single = left.single.iter().filter_map(|(skill, person)| match review.people.get(*person) {
            Some(person) => Some(format!("{} ({})", name(skill)?, person.name)),
            None => name(skill),
        });
        let single: Vec<String> = single.collect();
        if !single.is_empty() {
            blocks.push(Block::Paragraph(format!("Left with one person: {}", single.join(", "))));
        }
    }
    Section::new(&title, share, blocks)
}

fn before_and_after(review: &Review, report: &WithoutReport) -> Table {
    let columns = vec![Column::left(""), Column::right("now"), Column::right("without")];
    let mut table = Table { columns, rows: Vec::new() };
    for figure in review.figures.parts_of(Whole::Split) {
        let after = format!("without.{}", figure.address);
        let cells = [percent(review, &figure.address), percent(review, &after)].map(Cell::plain);
        table.rows.push(std::iter::once(Cell::plain(&figure.row)).chain(cells).collect());
    }
    let amounts: &[(&str, &str)] = match review.is_of_skills_alone() {
        true => &[],
        false => &[("gross FTE-weeks", "gross"), ("net FTE-weeks", "net")],
    };
    for (label, part) in amounts {
        let cells = ["", "without."].map(|way| number(review, &format!("{way}capacity.{part}"))).map(Cell::plain);
        table.rows.push(std::iter::once(Cell::plain(*label)).chain(cells).collect());
    }
    if report.skills.is_some() {
        for (label, part) in [("first loss, people", "first-loss"), ("half loss, people", "half-loss")] {
            let cells = ["", "without."].map(|way| or_why(review, &format!("{way}skills.{part}")));
            table.rows.push(std::iter::once(Cell::plain(label)).chain(cells).collect());
        }
    }
    table
}

/// The number, or in a word why there is none: `already lost`.
fn or_why(review: &Review, address: &str) -> Cell {
    match review.figures.get(address).map(|figure| &figure.value) {
        Some(Err(missing)) => Cell::new(missing.name(), Meaning::Quiet),
        _ => Cell::plain(number(review, address)),
    }
}
