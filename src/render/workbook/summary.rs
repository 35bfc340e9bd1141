//! The first tab: what the review is of, its main figures, and what each tab holds.

use super::book::{Book, amount};
use super::marks::{Colour, Mark, Rule};
use super::sheet::{Cell, Digits, Kind, Tab};
use super::skills;
use crate::calc::figure::Whole;
use crate::calc::review::Cover;
use crate::model::exact::Exact;
use crate::render::page::Page;
use crate::render::page::lookup::whole_or_decimal;

pub const NAME: &str = "Summary";

/// What tabs hold, by their name.
const HOLDS: [(&str, &str); 19] = [
    ("Split", "where the time went, everybody's by bucket"),
    ("Key figures", "what the team states, and how it moved"),
    ("Objectives", "what was planned, and the effort recorded for it"),
    ("Looking back", "successes, misses, learnings"),
    ("Workflows", "what the team does, beside the effort recorded for it"),
    ("Categories", "effort by category, and on how few people it rests"),
    ("People", "effort by person and category"),
    ("Mean week", "everybody's mean week"),
    ("Capacity", "how much capacity there was and what became of it"),
    ("Weeks", "what was recorded in each week, and why not where nothing was"),
    ("Skills", "the matrix, and how well each skill is held"),
    ("Risks", "skills that rest on too few people, and what losses would mean"),
    ("Without", "what is left when some people are away"),
    ("Notes", "warnings, notes and assumptions with their places"),
    ("Sources", "what each file was taken for"),
    ("Rules", "the rules that the numbers rest on"),
    ("Person-weeks", "every person-week with its state"),
    ("Entries", "what was recorded, by person, week and category"),
    ("Figures", "every figure by its address, for teamcap explain"),
];

const TEAM: [(&str, &str); 7] = [
    ("gross capacity, FTE-weeks", "capacity.gross"),
    ("recorded, FTE-weeks", "capacity.recorded"),
    ("unallocated, FTE-weeks", "capacity.unallocated"),
    ("recorded of gross", "capacity.percent"),
    ("recorded of net", "capacity.net-percent"),
    ("load", "capacity.load"),
    ("person-weeks submitted", "completeness.team"),
];

/// `tabs`: those that there are, in their order.
pub fn tab<'a>(book: &Book<'_>, page: &Page, tabs: &[String]) -> Tab<'a> {
    let mut tab = Tab::new(NAME, vec![34, 14, 70, 14]);
    tab.push(vec![Cell::text(&page.title).of_kind(Kind::Title)]);
    page.header.iter().for_each(|line| tab.say(line));
    tab.push(Vec::new());
    tab.head = Some(tab.next());
    tab.held = 0;
    tab.push(["figure", "value", "address"].map(|heading| Cell::text(heading).of_kind(Kind::Head)).to_vec());
    let quiet = |text: &str| Cell::text(text).of_kind(Kind::Quiet);
    let is_known = |address: &str| book.figure(address).is_some();
    let split = book.review.figures.parts_of(Whole::Split).map(|figure| (figure.row.as_str(), figure.address.as_str()));
    for (label, address) in split.chain(TEAM.into_iter().filter(|(_, address)| is_known(address))) {
        tab.push(vec![Cell::text(label), book.refers(address), quiet(address)]);
    }
    skill_rows(book, &mut tab);
    if is_known("without.capacity.percent") {
        let address = "without.capacity.percent";
        tab.push(vec![Cell::text("gross capacity left without the people away"), book.refers(address), quiet(address)]);
    }
    tab.push(Vec::new());
    tab.push(["tab", "", "what it holds"].map(|heading| Cell::text(heading).of_kind(Kind::Head)).to_vec());
    for (name, holds) in HOLDS.into_iter().filter(|(name, _)| tabs.iter().any(|tab| tab == name)) {
        tab.push(vec![Cell::text(name), Cell::blank(), Cell::text(holds)]);
    }
    tab.push(Vec::new());
    for line in remarks(book, tabs) {
        tab.say(line);
    }
    tab
}

fn skill_rows(book: &Book<'_>, tab: &mut Tab<'_>) {
    let Some(report) = &book.review.skills else { return };
    let states = skills::states(book, report);
    let first = tab.next();
    for cover in [Cover::NoCover, Cover::SinglePoint, Cover::Thin, Cover::Ok] {
        let count = report.skills.iter().filter(|skill| skill.cover == cover).count();
        let formula = format!("COUNTIF({states},\"{}\")", cover.name());
        let cell = Cell::sum(formula, Exact::whole(count as i128), Digits::Places(0));
        tab.push(vec![Cell::text(format!("skills: {}", cover.name())), cell, Cell::text("skill").of_kind(Kind::Quiet)]);
    }
    let rule = Rule::Where(format!("B{}>0", first + 1), Colour::Bad);
    tab.marks.push(Mark { rows: (first, first + 1), columns: (1, 1), rule });
    for (label, address) in [("first loss, people", "skills.first-loss"), ("half loss, people", "skills.half-loss")] {
        let cell = match book.figure(address).and_then(|figure| figure.value.as_ref().err()) {
            Some(missing) => Cell::text(missing.name()).of_kind(Kind::Quiet),
            None => book.refers(address),
        };
        let is_bound = book.figure(address).is_some_and(|figure| figure.bound && amount(figure).is_some());
        let label = if is_bound { format!("{label}, at most (not proven)") } else { label.to_owned() };
        tab.push(vec![Cell::text(label), cell, Cell::text(address).of_kind(Kind::Quiet)]);
    }
}

/// How to read the workbook, and what is not in it as formulas.
fn remarks(book: &Book<'_>, tabs: &[String]) -> Vec<String> {
    let mut lines = vec![
        "Blue cells are what was read: change one, and everything calculated from it follows. What is neither blue nor a formula is a \
         result that no formula of these cells says; it stays as it is."
            .to_owned(),
        format!(
            "A full-time week has {} hours; FTE-weeks are full-time weeks. Parts of a whole are rounded each by itself here, elsewhere \
             so that they add up to 100 %.",
            whole_or_decimal(&book.review.rules.full_week)
        ),
    ];
    if book.is_about_people() && book.entries.is_none() {
        lines.push(
            "There are so many entries that a spreadsheet would be slow: sums over them are values here.".to_owned(),
        );
    }
    if book.is_about_people() && book.weeks.is_none() {
        lines.push("There are so many person-weeks that sums over them are values here.".to_owned());
    }
    if book.is_about_people() && !tabs.iter().any(|tab| tab == "People") && !book.people.is_empty() {
        lines.push("There are more categories than a tab has columns: what each person did of each stands under Figures alone.".to_owned());
    }
    lines
}
