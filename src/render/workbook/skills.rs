//! The skill matrix: everybody's level, and how well each skill is held.

use super::book::Book;
use super::marks::{Colour, Mark, Rule};
use super::sheet::{Allowed, Cell, Choice, Digits, Kind, MOST_COLUMNS, Outcome, Tab};
use super::spot::{across, cell};
use crate::calc::review::{Cover, LevelReport, SkillReport, SkillsReport};
use crate::model::area::letters;
use crate::model::exact::Exact;
use crate::model::skill::Mark as Level;
use crate::render::table::width;

pub const NAME: &str = "Skills";
/// The row of the first skill.
const FIRST: usize = 3;

/// The columns before those of people.
const BAR: usize = 2;
const CRITICAL: usize = 5;
const PEOPLE: usize = 6;

/// What stands for a level that nobody knows, or that there is none of.
const NOT_ASSESSED: &str = "?";
const NOT_APPLICABLE: &str = "n/a";

/// The people whose levels have a column: none of the team alone.
fn people(book: &Book<'_>, report: &SkillsReport) -> Vec<usize> {
    let is_known = |person: &usize| *person < book.review.people.len();
    let people: Vec<usize> = report.people.iter().copied().filter(is_known).collect();
    if people.len() + PEOPLE + 4 > MOST_COLUMNS { Vec::new() } else { people }
}

/// The column of the states, and the rows of the skills.
pub fn states(book: &Book<'_>, report: &SkillsReport) -> String {
    let column = letters(PEOPLE + people(book, report).len() + 2);
    let last = FIRST + report.skills.len().max(1);
    format!("{NAME}!${column}${}:${column}${last}", FIRST + 1)
}

pub fn tab<'a>(book: &mut Book<'_>, report: &SkillsReport) -> Tab<'a> {
    let people = people(book, report);
    let mut widths = vec![30, 15, 6, 8, 8, 9];
    widths.extend(people.iter().map(|person| width_of(book, *person)));
    widths.extend([10, 7, 21, 28]);
    let aside = format!(
        "levels up to {}; bar: from this level on somebody is qualified; {NOT_ASSESSED}: not assessed, {NOT_APPLICABLE}: not applicable",
        report.scale_max
    );
    let mut tab = Tab::titled(NAME, widths, "Skills", &aside);
    let names = people.iter().filter_map(|person| book.people.get(*person)).map(|key| key.name.as_str());
    let before = ["skill", "group", "bar", "target", "weight", "critical"];
    tab.headed(before.into_iter().chain(names).chain(["coverage", "up to", "state", "address"]));
    let last = FIRST + report.skills.len().max(1) - 1;
    tab.unprinted = 1;
    tab.filtered = Some((last, PEOPLE + people.len() + 3));
    for (position, skill) in report.skills.iter().enumerate() {
        let row = row(book, &people, skill, FIRST + position);
        tab.push(row);
    }
    let rows = (FIRST, last);
    tab.choices.push(Choice { rows, columns: (CRITICAL, CRITICAL), allowed: Allowed::Words(vec!["yes", "no"]) });
    if !people.is_empty() {
        let columns = (PEOPLE, PEOPLE + people.len() - 1);
        let (first, bar) = (cell(FIRST, PEOPLE), format!("${}", cell(FIRST, BAR)));
        let held = Rule::Where(format!("AND(ISNUMBER({first}),{first}>={bar})"), Colour::Strong);
        let unknown = Rule::Where(format!("ISTEXT({first})"), Colour::Quiet);
        tab.marks.extend([held, unknown].map(|rule| Mark { rows, columns, rule }));
        tab.marks.push(Mark { rows, columns, rule: Rule::Scale(Exact::from(report.scale_max)) });
    }
    let state = PEOPLE + people.len() + 2;
    let first = format!("${}", cell(FIRST, state));
    let colours = [
        (Cover::NoCover, Colour::Bad),
        (Cover::SinglePoint, Colour::Bad),
        (Cover::Thin, Colour::Warn),
        (Cover::Ok, Colour::Good),
    ];
    for columns in [(0, 0), (state, state)] {
        // The name of a skill that is held is as plain as any other.
        let colours = colours.into_iter().filter(|(cover, _)| columns.0 > 0 || *cover != Cover::Ok);
        tab.marks.extend(colours.map(|(cover, colour)| Mark {
            rows,
            columns,
            rule: Rule::Where(format!("{first}=\"{}\"", cover.name()), colour),
        }));
    }
    tab
}

/// The width of a person's column: their name's, within limits.
fn width_of(book: &Book<'_>, person: usize) -> u16 {
    let name = book.people.get(person).map_or(0, |key| width(&key.name));
    u16::try_from(name + 3).unwrap_or(u16::MAX).clamp(7, 13)
}

fn row(book: &mut Book<'_>, people: &[usize], skill: &SkillReport, line: usize) -> Vec<Cell> {
    let address = format!("skill.{}", skill.id);
    let whole = |n: usize| Cell::count(n).of_kind(Kind::Input);
    let places = Digits::Places(if skill.weight.is_whole() { 0 } else { 2 });
    let mut row = vec![
        Cell::text(&skill.name),
        Cell::text(skill.group.as_deref().unwrap_or_default()),
        whole(skill.bar as usize),
        whole(skill.target as usize),
        Cell::number(skill.weight.clone(), places),
        Cell::text(if skill.critical { "yes" } else { "no" }).of_kind(Kind::Input),
    ];
    let mut levels: Vec<&LevelReport> = Vec::new();
    for (position, person) in people.iter().enumerate() {
        let level = skill.levels.iter().find(|level| level.person == *person);
        if let Some(report) = book.review.people.get(*person) {
            book.stands(&format!("{address}.{}", report.id), NAME, line, PEOPLE + position);
        }
        row.push(level_cell(level));
        levels.extend(level);
    }
    let (held, known) = (PEOPLE + people.len(), !people.is_empty());
    book.stands(&address, NAME, line, held);
    let range = if known { across(line, PEOPLE, held - 1) } else { String::new() };
    let (coverage, high) = (skill.holders.len(), (skill.high as usize).max(skill.holders.len()));
    // What the levels beside them say.
    let at_bar = levels.iter().filter(|level| matches!(level.mark, Level::Level(n) if n >= skill.bar)).count();
    let unknown = levels.iter().filter(|level| level.mark == Level::Unknown).count();
    let count = |formula: String, is_said: bool, n: usize| match known && is_said {
        true => Cell::sum(formula, Exact::whole(n as i128), Digits::Places(0)),
        false => whole(n),
    };
    let at_least = format!("COUNTIF({range},\">=\"&{})", cell(line, BAR));
    row.push(count(at_least, at_bar == coverage, coverage));
    let most = format!("{}+COUNTIF({range},\"~{NOT_ASSESSED}\")", cell(line, held));
    row.push(count(most, coverage + unknown == high, high));
    row.push(Cell::formula(state(line, held), Outcome::Word(skill.cover.name()), Digits::Places(0)));
    row.push(Cell::text(address).of_kind(Kind::Quiet));
    row
}

fn level_cell(level: Option<&LevelReport>) -> Cell {
    match level.map(|level| level.mark) {
        Some(Level::Level(n)) => Cell::number(Exact::from(n), Digits::Places(0)).of_kind(Kind::Level),
        Some(Level::NotApplicable) => Cell::text(NOT_APPLICABLE).of_kind(Kind::Level),
        Some(Level::Unknown) | None => Cell::text(NOT_ASSESSED).of_kind(Kind::Level),
    }
}

/// How well a skill is held, from its coverage.
fn state(line: usize, held: usize) -> String {
    let (coverage, critical) = (cell(line, held), cell(line, CRITICAL));
    let of = |cover: Cover| format!("\"{}\"", cover.name());
    format!(
        "IF({coverage}=0,{},IF({coverage}=1,{},IF(AND({coverage}=2,{critical}=\"yes\"),{},{})))",
        of(Cover::NoCover),
        of(Cover::SinglePoint),
        of(Cover::Thin),
        of(Cover::Ok)
    )
}
