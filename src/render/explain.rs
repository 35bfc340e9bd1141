//! The pages of `teamcap explain`: one figure with its formula, numbers, rule, and every cell as `FILE:ROW:COLUMN: value`;
//! what is under an address; what a message means.

use super::formula::formula_words;
use super::number;
use super::origins::{RatingLine, RosterLine};
use super::page::lookup::unit_of;
use super::page::written::{reading, stated};
use super::page::{Block, Cell, Column, Page, Section, Table};
use crate::calc::allocation::terms;
use crate::calc::explain::Contributions;
use crate::calc::figure::{Figure, Formula, Section as Of, Side, Unit};
use crate::calc::review::{HalfLoss, Review, State};
use crate::model::place::Place;
use crate::model::rules::{Average, Rules, WeekRule};
use crate::model::slot::Slot;
use crate::model::written::Reading;
use crate::problem::About;
use crate::problem::grammar::count;
use crate::problem::words::written::unit_of_change;

/// What stands behind a figure.
#[derive(Debug)]
pub struct Sources<'a> {
    pub effort: Option<Contributions>,
    pub ratings: Vec<RatingLine>,
    pub roster: Vec<RosterLine>,
    /// Blank cells in the rows of a person's figure.
    pub blank: Vec<Place>,
    pub rules: &'a Rules,
}

impl<'a> Sources<'a> {
    /// Without cells and lines, which are those of single people.
    pub fn of_the_team(rules: &'a Rules) -> Sources<'a> {
        Sources { effort: None, ratings: Vec::new(), roster: Vec::new(), blank: Vec::new(), rules }
    }
}

/// One figure.
pub fn figure(review: &Review, figure: &Figure, sources: &Sources<'_>) -> Page {
    let unit = match figure.unit {
        Unit::Percent => " %".to_owned(),
        Unit::Count | Unit::Own => String::new(),
        unit => format!(" {}", unit.name()),
    };
    let value = match figure.value {
        Ok(_) => format!("{}{unit}", number::shown(figure, review)),
        Err(missing) => format!("no figure: {}", missing.name()),
    };
    let lines = [formula(review, figure), rule(review, figure, sources.rules)].concat();
    let mut sections = vec![Section::untitled(Block::List(lines))];
    sections.extend(witness(review, figure));
    sections.extend(key_figure(review, figure));
    if figure.formula == Formula::Completeness {
        sections.extend(states(review, figure, sources));
        sections.extend(left_out(review));
    } else {
        sections.extend(missing_weeks(review, figure));
        sections.extend(figures(review, figure));
        if let Some(effort) = &sources.effort {
            sections.push(cells(review, effort));
            sections.extend(blank(&sources.blank));
        }
        sections.extend(ratings(&sources.ratings));
        sections.extend(roster(&sources.roster));
        sections.extend(left_out(review));
    }
    Page {
        title: format!("{} = {value}", figure.address),
        header: vec![format!("{}: {}, {}", figure.section.title(), figure.row, figure.column)],
        sections,
    }
}

/// The formula in words, with its numbers, and as an exact fraction.
fn formula(review: &Review, figure: &Figure) -> Vec<String> {
    let mut lines = vec![formula_words(figure.formula).to_owned()];
    let Ok(value) = &figure.value else { return lines };
    let shown = number::value(value);
    if let Some((top, bottom)) = &figure.quotient {
        let percent = figure.unit == Unit::Percent && top.unit == bottom.unit;
        let hundred = if percent { ", in percent" } else { "" };
        lines.push(format!("= {} / {}{hundred}", side(review, figure, top), side(review, figure, bottom)));
        let exact = if value.is_whole() { String::new() } else { format!("{value} = ") };
        lines.push(format!("= {exact}{shown}"));
        return lines;
    }
    let suffix = figure.address.splitn(3, '.').nth(2).map(|person| format!(".{person}")).unwrap_or_default();
    let amount = |name: &&str| {
        let found = review.figures.get(&format!("capacity.{name}{suffix}")).and_then(|f| f.value.as_ref().ok());
        found.map(number::value).unwrap_or_default()
    };
    let amounts: Vec<String> = terms(figure.formula).iter().map(amount).collect();
    let terms = if amounts.is_empty() { String::new() } else { format!("= {} ", amounts.join(" - ")) };
    lines.push(format!("{terms}= {shown}"));
    lines
}

fn side(review: &Review, figure: &Figure, side: &Side) -> String {
    let unit = unit_of(review, &figure.address, side.unit);
    format!("{} {unit}", number::value(&side.value)).trim_end().to_owned()
}

fn rule(review: &Review, figure: &Figure, rules: &Rules) -> Vec<String> {
    let average = |average: Average| match average {
        Average::Reported => "reported: the weeks in which something was submitted",
        Average::Filled => "filled: category by category, the weeks whose cell is not blank",
        Average::Period => "period: all weeks of employment",
    };
    let mut lines = Vec::new();
    match figure.formula {
        Formula::MeanWeek(rule) | Formula::MeanWeekTotal(rule) => lines.push(format!("average {}", average(rule))),
        Formula::Load => lines.push("weeks not submitted are left out of the divisor".to_owned()),
        _ => {}
    }
    if figure.cells.effort.is_none() && figure.cells.roster.is_empty() {
        return lines;
    }
    lines.push(format!(
        "weeks by {}: {} to {}; percents are of the {}",
        match review.calendar.rule {
            WeekRule::Thursday => "Thursday",
            WeekRule::ByDay => "day",
        },
        review.calendar.weeks.first().map(|w| w.week.to_string()).unwrap_or_default(),
        review.calendar.weeks.last().map(|w| w.week.to_string()).unwrap_or_default(),
        rules.percent_of.name(),
    ));
    lines
}

/// With `--team-only`, a word on what is not shown.
fn left_out(review: &Review) -> Option<Section> {
    let left = "The cells and lines behind it are those of single people: left out by --team-only";
    review.hidden.map(|_| Section::untitled(Block::Paragraph(left.to_owned())))
}

/// What review.toml says of a key figure, and where.
fn key_figure(review: &Review, figure: &Figure) -> Option<Section> {
    let (kpi, earlier) = review.written.as_ref()?.kpi_of(&figure.address)?;
    let unit = kpi.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let line = |what: &str, value: &Reading, place: &Place| format!("{what}: {}{unit} ({place})", reading(value));
    let mut lines = vec![line("now", &kpi.value, &kpi.place)];
    lines.extend(earlier.map(|earlier| line(&earlier.of, &earlier.value, &earlier.place)));
    lines.extend(
        earlier
            .and_then(|earlier| earlier.change)
            .map(|change| format!("a change of {} {} is stated", stated(&change), unit_of_change(kpi.is_percentage()))),
    );
    Some(Section::untitled(Block::List(lines)))
}

/// Who the fewest people are whose absence loses more than half.
fn witness(review: &Review, figure: &Figure) -> Option<Section> {
    let skills = match (figure.formula, figure.section) {
        (Formula::HalfLoss, Of::Without) => review.without.as_ref()?.skills.as_ref().map(|skills| &skills.half_loss),
        (Formula::HalfLoss, _) => review.skills.as_ref().map(|skills| &skills.half_loss),
        _ => None,
    };
    let (HalfLoss::Exact { people } | HalfLoss::AtMost { people }) = skills? else { return None };
    let names: Vec<&str> = people.iter().filter_map(|&p| review.people.get(p)).map(|p| p.name.as_str()).collect();
    let names = if review.hidden.is_some() { vec!["not shown (--team-only)"] } else { names };
    let proof = if figure.bound { "an upper bound, not proven to be the fewest" } else { "exact: nobody fewer" };
    Some(Section::untitled(Block::Paragraph(format!("Witness: {} ({proof})", names.join(", ")))))
}

/// Each person-week with its state and, where something was written, its row.
fn states(review: &Review, figure: &Figure, sources: &Sources<'_>) -> Option<Section> {
    let mut lines = Vec::new();
    for &index in &figure.cells.effort.as_ref()?.people {
        let Some(person) = review.people.get(index) else { continue };
        for (at, week) in person.weeks.iter().enumerate() {
            let written = sources.effort.iter().flat_map(|found| &found.list).map(|c| &c.cell);
            let touches = |slot: Slot| slot.within(&review.calendar).any(|(touched, ..)| touched == at);
            let row = written.filter(|cell| cell.person == index).find(|cell| touches(cell.slot));
            let place = row.map(|cell| format!(" ({}:{})", cell.place.file, cell.place.row)).unwrap_or_default();
            lines.push(format!("{} {}: {}{place}", week.week, person.name, week.state.name()));
        }
    }
    (!lines.is_empty()).then(|| Section::untitled(Block::List(lines)))
}

/// The weeks of a person that are not in a mean, with their states.
fn missing_weeks(review: &Review, figure: &Figure) -> Option<Section> {
    let effort = figure.cells.effort.as_ref()?;
    let [person] = effort.people[..] else { return None };
    let person = review.people.get(person)?;
    let title = match figure.formula {
        Formula::WeekRecorded => return None,
        Formula::MeanWeek(_) | Formula::MeanWeekTotal(_) => {
            format!("{}: {} of {} weeks count", person.name, effort.weeks.len(), person.weeks.len())
        }
        _ => format!("{}: {}", person.name, count(person.weeks.len() as u64, "week", "weeks")),
    };
    let of = |state: State| {
        let weeks: Vec<String> = person.weeks.iter().filter(|w| w.state == state).map(|w| w.week.to_string()).collect();
        (!weeks.is_empty()).then(|| format!("{}: {}", state.name(), weeks.join(", ")))
    };
    let states = [State::NotSubmitted, State::Leave, State::NotEmployed, State::RecordedZero];
    let lines: Vec<String> = states.into_iter().filter_map(of).collect();
    let blocks = if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] };
    Some(Section::new(&title, "", blocks))
}

/// The figures it is made of.
fn figures(review: &Review, figure: &Figure) -> Option<Section> {
    let found: Vec<&Figure> = figure.cells.figures.iter().filter_map(|address| review.figures.get(address)).collect();
    let row = |part: &&Figure| {
        let amounts = part
            .quotient
            .as_ref()
            .map(|(top, bottom)| format!("({} / {})", side(review, part, top), side(review, part, bottom)));
        [part.address.clone(), value_or_reason(part), amounts.unwrap_or_default()].map(Cell::plain).to_vec()
    };
    let columns = vec![Column::whole("figure"), Column::left("value"), Column::left("amounts")];
    let table = Table { columns, rows: found.iter().map(row).collect() };
    let title = format!("Made of {}", count(found.len() as u64, "figure", "figures"));
    (!found.is_empty()).then(|| Section::new(&title, "", vec![Block::Rows(table)]))
}

fn value_or_reason(figure: &Figure) -> String {
    match &figure.value {
        Ok(value) => number::value(value),
        Err(missing) => missing.name().to_owned(),
    }
}

/// Every cell, with what it contributes, and the sum.
fn cells(review: &Review, effort: &Contributions) -> Section {
    let unit = effort.unit.name();
    let cells = count(effort.list.len() as u64, "cell", "cells");
    let rows = effort.list.iter().map(|contribution| {
        let cell = &contribution.cell;
        let person = review.people.get(cell.person).map_or("", |p| p.name.as_str());
        let category = review.categories.get(contribution.category).map_or("", |c| c.name.as_str());
        let place = format!("{}: {}", cell.place, cell.text);
        let whose = format!("{} {person}, {category}", cell.slot.named());
        [place, number::value(&contribution.amount), whose].map(Cell::plain).to_vec()
    });
    let columns = vec![Column::whole("cell"), Column::right(unit), Column::left("days, person and category")];
    let mut sum = vec![format!("sum: {} {unit}", number::value(&effort.sum))];
    sum.extend(effort.expected.as_ref().map(|_| "the cells add up to the figure".to_owned()));
    let table = Block::Rows(Table { columns, rows: rows.collect() });
    Section::new(&format!("{cells}, in {unit}"), "", vec![table, Block::List(sum)])
}

fn blank(blank: &[Place]) -> Option<Section> {
    let places: Vec<String> = blank.iter().map(Place::to_string).collect();
    let text = format!("Blank in these weeks, which is not zero: {}", places.join(", "));
    (!blank.is_empty()).then(|| Section::untitled(Block::Paragraph(text)))
}

fn ratings(ratings: &[RatingLine]) -> Option<Section> {
    let row = |line: &RatingLine| {
        let place = line.place.as_ref().map_or("not in the matrix".to_owned(), Place::to_string);
        let text = if line.text.is_empty() { "(blank)" } else { &line.text };
        [format!("{place}: {text}"), format!("{}, {}", line.person, line.counts())].map(Cell::plain).to_vec()
    };
    let columns = vec![Column::whole("cell of the matrix"), Column::left("person, and what it counts as")];
    let table = Table { columns, rows: ratings.iter().map(row).collect() };
    (!ratings.is_empty()).then(|| Section::untitled(Block::Rows(table)))
}

fn roster(lines: &[RosterLine]) -> Option<Section> {
    let items = lines.iter().map(|line| format!("{}: {}", line.person, line.words())).collect();
    (!lines.is_empty()).then(|| Section::new("Capacity, by the roster", "", vec![Block::List(items)]))
}

/// What is under an address.
pub fn listing(review: &Review, address: &str, below: &[&Figure]) -> Page {
    let row = |figure: &&Figure| {
        let (shown, unit) = match figure.value {
            Ok(_) => (number::shown(figure, review), figure.unit.name()),
            Err(missing) => (missing.name().to_owned(), ""),
        };
        vec![Cell::plain(&figure.address), Cell::plain(shown), Cell::plain(unit)]
    };
    let columns = vec![Column::whole("figure"), Column::right("value"), Column::left("unit")];
    let table = Table { columns, rows: below.iter().map(row).collect() };
    let mut sections = vec![Section::untitled(Block::Rows(table))];
    sections.extend(below.first().map(|first| {
        Section::untitled(Block::Paragraph(format!("teamcap explain {} shows where it comes from", first.address)))
    }));
    let figures = count(below.len() as u64, "figure", "figures");
    Page { title: format!("{address}: {figures}"), header: Vec::new(), sections }
}

/// A hint that there is more under an address that is itself a figure.
pub fn further(address: &str, more: usize) -> Option<Section> {
    let figures = count(more as u64, "further figure begins", "further figures begin");
    let text = format!("{figures} with {address}.");
    (more > 0).then(|| Section::untitled(Block::Paragraph(text)))
}

/// What a message means.
pub fn message(about: &About) -> Page {
    let text = about.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Page {
        title: format!("{} ({})", about.name, about.severity.name()),
        header: Vec::new(),
        sections: vec![Section::untitled(Block::Paragraph(text))],
    }
}
