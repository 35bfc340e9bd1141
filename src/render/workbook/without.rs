//! What is left when some people are away, beside what there is with them.

use super::book::Book;
use super::parts::blocks;
use super::sheet::{Cell, Kind, Tab};
use super::{capacity, split};
use crate::calc::figure::Whole;
use crate::calc::review::WithoutReport;
use crate::render::page::{Block, Section};

const NAME: &str = "Without";
/// Of more people the formulas would be longer than spreadsheets take.
const MOST_AWAY: usize = 40;

pub fn tab<'a>(book: &mut Book<'_>, report: &WithoutReport, section: &Section) -> Tab<'a> {
    let mut tab = Tab::titled(NAME, vec![34, 12, 12, 34, 24, 24], &section.title, &section.aside);
    tab.headed(["", "now", "without", "address"]);
    let split = book.review.figures.parts_of(Whole::Split).map(|figure| (figure.row.clone(), figure.address.clone()));
    let mut rows: Vec<(String, String)> = split.collect();
    if !book.review.is_of_skills_alone() {
        let amounts = [("gross FTE-weeks", "capacity.gross"), ("net FTE-weeks", "capacity.net")];
        rows.extend(amounts.map(|(label, address)| (label.to_owned(), address.to_owned())));
        rows.push(("gross capacity that is left".to_owned(), "capacity.percent".to_owned()));
    }
    if report.skills.is_some() {
        let numbers = [("first loss, people", "skills.first-loss"), ("half loss, people", "skills.half-loss")];
        rows.extend(numbers.map(|(label, address)| (label.to_owned(), address.to_owned())));
        let skills = book.review.skills.iter().flat_map(|skills| &skills.skills);
        rows.extend(skills.map(|skill| (skill.name.clone(), format!("skill.{}", skill.id))));
    }
    for (label, address) in rows {
        let (line, without) = (tab.next(), format!("without.{address}"));
        book.stands(&without, NAME, line, 2);
        let now = if address == "capacity.percent" { Cell::blank() } else { or_why(book, &address) };
        let left = left(book, report, &address).unwrap_or_else(|| or_why(book, &without));
        tab.push(vec![Cell::text(label), now, left, Cell::text(&without).of_kind(Kind::Quiet)]);
    }
    tab.filtered = Some((tab.next().saturating_sub(1), 3));
    let words: Vec<Block> =
        section.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).cloned().collect();
    tab.push(Vec::new());
    blocks(book, &mut tab, &words);
    tab
}

/// Those of the team less those of the people who are away, where they stand in cells of their own.
fn left(book: &Book<'_>, report: &WithoutReport, address: &str) -> Option<Cell> {
    let away = &report.people;
    if book.people.is_empty() || away.len() > MOST_AWAY {
        return None;
    }
    let less = |spot: &dyn Fn(Option<usize>) -> String| {
        let all = std::iter::once(None).chain(away.iter().copied().map(Some));
        format!("ROUND({},12)", all.map(spot).collect::<Vec<_>>().join("-"))
    };
    let amount = |column: usize| less(&|person| capacity::spot(book, person, column));
    let without = format!("without.{address}");
    match address {
        "capacity.gross" => Some(book.calculated(&without, amount(capacity::GROSS))),
        "capacity.net" => Some(book.calculated(&without, amount(capacity::NET))),
        "capacity.percent" => {
            Some(book.quotient(&without, &amount(capacity::GROSS), &capacity::spot(book, None, capacity::GROSS)))
        }
        _ => {
            let bucket = book.review.figures.parts_of(Whole::Split).position(|figure| figure.address == address)?;
            let recorded = |bucket: Option<usize>| less(&|person| split::spot(book, person, bucket));
            Some(book.quotient(&without, &recorded(Some(bucket)), &recorded(None)))
        }
    }
}

/// The figure, or in a word why there is none.
fn or_why(book: &Book<'_>, address: &str) -> Cell {
    match book.figure(address).map(|figure| &figure.value) {
        Some(Err(missing)) => Cell::text(missing.name()).of_kind(Kind::Quiet),
        _ if address.starts_with("without.") => book.value(address),
        _ => book.refers(address),
    }
}
