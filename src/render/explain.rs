//! The page of `teamcap explain`: formula, numbers, rule, and every cell as `FILE:ROW:COLUMN: value`.

use std::fmt::Write;

use super::formula::formula_words;
use super::number;
use super::origins::{RatingLine, RosterLine};
use super::page::lookup::unit_of;
use super::page::written::{reading, stated};
use super::table::wrap;
use crate::calc::allocation::terms;
use crate::calc::explain::Contributions;
use crate::calc::figure::{Figure, Formula, Section, Side, Unit};
use crate::calc::review::{HalfLoss, Review, State};
use crate::model::place::Place;
use crate::model::rules::WeekRule;
use crate::model::rules::{Average, Rules};
use crate::model::slot::Slot;
use crate::model::written::Reading;
use crate::problem::About;
use crate::problem::words::count;
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
pub fn figure(review: &Review, figure: &Figure, sources: &Sources<'_>) -> String {
    let mut out = String::new();
    let shown = number::shown(figure, review);
    let unit = match figure.unit {
        Unit::Percent => " %".to_owned(),
        Unit::Count | Unit::Own => String::new(),
        unit => format!(" {}", unit.name()),
    };
    let value = match figure.value {
        Ok(_) => format!("{shown}{unit}"),
        Err(missing) => format!("no figure: {}", missing.name()),
    };
    let _ = writeln!(out, "{} = {value}", figure.address);
    let _ = writeln!(out, "{}: {}, {}\n", figure.section.title(), figure.row, figure.column);
    formula(&mut out, review, figure);
    rule(&mut out, review, figure, sources.rules);
    witness(&mut out, review, figure);
    key_figure(&mut out, review, figure);
    if figure.formula == Formula::Completeness {
        states(&mut out, review, figure, sources);
        return out;
    }
    missing_weeks(&mut out, review, figure);
    figures(&mut out, review, figure);
    if let Some(effort) = &sources.effort {
        cells(&mut out, review, figure, effort, &sources.blank);
    }
    ratings(&mut out, &sources.ratings);
    roster(&mut out, &sources.roster);
    if review.hidden.is_some() {
        out.push_str("The cells and lines behind it are those of single people: left out by --team-only\n");
    }
    out
}

/// The formula in words, with its numbers, and as an exact fraction.
fn formula(out: &mut String, review: &Review, figure: &Figure) {
    let words = formula_words(figure.formula);
    let _ = writeln!(out, "  {words}");
    if let (Some((top, bottom)), Ok(value)) = (&figure.quotient, &figure.value) {
        let percent = figure.unit == Unit::Percent && top.unit == bottom.unit;
        let hundred = if percent { ", in percent" } else { "" };
        let _ = writeln!(out, "  = {} / {}{hundred}", side(review, figure, top), side(review, figure, bottom));
        let exact = if value.is_whole() { String::new() } else { format!("{value} = ") };
        let _ = writeln!(out, "  = {exact}{}", number::value(value));
    } else if let Ok(value) = &figure.value {
        let names = terms(figure.formula);
        if names.is_empty() {
            let _ = writeln!(out, "  = {}", number::value(value));
        } else {
            let suffix = figure.address.splitn(3, '.').nth(2).map(|person| format!(".{person}")).unwrap_or_default();
            let amount = |name: &&str| {
                let found = review.figures.get(&format!("capacity.{name}{suffix}")).and_then(|f| f.value.as_ref().ok());
                found.map(number::value).unwrap_or_default()
            };
            let amounts: Vec<String> = names.iter().map(amount).collect();
            let _ = writeln!(out, "  = {} = {}", amounts.join(" - "), number::value(value));
        }
    }
}

fn side(review: &Review, figure: &Figure, side: &Side) -> String {
    let unit = unit_of(review, &figure.address, side.unit);
    format!("{} {unit}", number::value(&side.value)).trim_end().to_owned()
}

fn rule(out: &mut String, review: &Review, figure: &Figure, rules: &Rules) {
    let average = |average: Average| match average {
        Average::Reported => "reported: the weeks in which something was submitted",
        Average::Filled => "filled: category by category, the weeks whose cell is not blank",
        Average::Period => "period: all weeks of employment",
    };
    match figure.formula {
        Formula::MeanWeek(rule) | Formula::MeanWeekTotal(rule) => {
            let _ = writeln!(out, "  average {}", average(rule));
        }
        Formula::Load => {
            let _ = writeln!(out, "  weeks not submitted are left out of the divisor");
        }
        _ => {}
    }
    if figure.cells.effort.is_none() && figure.cells.roster.is_empty() {
        out.push('\n');
        return;
    }
    let _ = writeln!(
        out,
        "  weeks by {}: {} to {}; percents are of the {}\n",
        match review.calendar.rule {
            WeekRule::Thursday => "Thursday",
            WeekRule::ByDay => "day",
        },
        review.calendar.weeks.first().map(|w| w.week.to_string()).unwrap_or_default(),
        review.calendar.weeks.last().map(|w| w.week.to_string()).unwrap_or_default(),
        rules.percent_of.name(),
    );
}

/// What review.toml says of a key figure, and where.
fn key_figure(out: &mut String, review: &Review, figure: &Figure) {
    let Some((kpi, earlier)) = review.written.as_ref().and_then(|written| written.kpi_of(&figure.address)) else {
        return;
    };
    let unit = kpi.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let mut line = |what: &str, value: &Reading, place: &Place| {
        let _ = writeln!(out, "  {what}: {}{unit} ({place})", reading(value));
    };
    line("now", &kpi.value, &kpi.place);
    if let Some(earlier) = earlier {
        line(&earlier.of, &earlier.value, &earlier.place);
    }
    if let Some(change) = earlier.and_then(|earlier| earlier.change.as_ref()) {
        let unit = unit_of_change(kpi.is_percentage());
        let _ = writeln!(out, "  a change of {} {unit} is stated", stated(change));
    }
}

/// Who the fewest people are whose absence loses more than half.
fn witness(out: &mut String, review: &Review, figure: &Figure) {
    let found = match (figure.formula, figure.section) {
        (Formula::HalfLoss, Section::Without) => {
            review.without.as_ref().and_then(|w| w.skills.as_ref()).map(|skills| &skills.half_loss)
        }
        (Formula::HalfLoss, _) => review.skills.as_ref().map(|skills| &skills.half_loss),
        _ => None,
    };
    if let Some(HalfLoss::Exact { people } | HalfLoss::AtMost { people }) = found {
        let names: Vec<&str> = people.iter().filter_map(|&p| review.people.get(p)).map(|p| p.name.as_str()).collect();
        let names = if review.hidden.is_some() { vec!["not shown (--team-only)"] } else { names };
        let proof = if figure.bound { "an upper bound, not proven to be the fewest" } else { "exact: nobody fewer" };
        let _ = writeln!(out, "Witness: {} ({proof})\n", names.join(", "));
    }
}

/// Each person-week with its state and, where something was written, its row.
fn states(out: &mut String, review: &Review, figure: &Figure, sources: &Sources<'_>) {
    let Some(effort) = &figure.cells.effort else { return };
    for &index in &effort.people {
        let Some(person) = review.people.get(index) else { continue };
        for (at, week) in person.weeks.iter().enumerate() {
            let written = sources.effort.iter().flat_map(|found| &found.list).map(|c| &c.cell);
            let touches = |slot: Slot| slot.within(&review.calendar).any(|(touched, ..)| touched == at);
            let row = written.filter(|cell| cell.person == index).find(|cell| touches(cell.slot));
            let place = row.map(|cell| format!(" ({}:{})", cell.place.file, cell.place.row)).unwrap_or_default();
            let _ = writeln!(out, "  {} {}: {}{place}", week.week, person.name, week.state.name());
        }
    }
}

/// The weeks of a person that are not in a mean, with their states.
fn missing_weeks(out: &mut String, review: &Review, figure: &Figure) {
    let Some(effort) = &figure.cells.effort else { return };
    let [person] = effort.people[..] else { return };
    let Some(person) = review.people.get(person) else { return };
    if matches!(figure.formula, Formula::WeekRecorded) {
        return;
    }
    match figure.formula {
        Formula::MeanWeek(_) | Formula::MeanWeekTotal(_) => {
            let _ = writeln!(out, "{}: {} of {} weeks count", person.name, effort.weeks.len(), person.weeks.len());
        }
        _ => {
            let _ = writeln!(out, "{}: {}", person.name, count(person.weeks.len() as u64, "week", "weeks"));
        }
    }
    for state in [State::NotSubmitted, State::Leave, State::NotEmployed, State::RecordedZero] {
        let weeks: Vec<String> = person.weeks.iter().filter(|w| w.state == state).map(|w| w.week.to_string()).collect();
        if !weeks.is_empty() {
            let _ = writeln!(out, "  {}: {}", state.name(), weeks.join(", "));
        }
    }
    out.push('\n');
}

/// The figures it is made of.
fn figures(out: &mut String, review: &Review, figure: &Figure) {
    let found: Vec<&Figure> = figure.cells.figures.iter().filter_map(|address| review.figures.get(address)).collect();
    if found.is_empty() {
        return;
    }
    let _ = writeln!(out, "Made of {}", count(found.len() as u64, "figure", "figures"));
    let width = found.iter().map(|f| f.address.chars().count()).max().unwrap_or(0);
    for part in found {
        let divisor = part
            .quotient
            .as_ref()
            .map(|(top, bottom)| format!("   ({} / {})", side(review, part, top), side(review, part, bottom)))
            .unwrap_or_default();
        let _ = writeln!(out, "  {:width$}  {}{divisor}", part.address, value_or_reason(part));
    }
    out.push('\n');
}

fn value_or_reason(figure: &Figure) -> String {
    match &figure.value {
        Ok(value) => number::value(value),
        Err(missing) => missing.name().to_owned(),
    }
}

/// Every cell, with what it contributes, and the sum.
fn cells(out: &mut String, review: &Review, figure: &Figure, effort: &Contributions, blank: &[Place]) {
    let unit = effort.unit.name();
    let cells = if effort.list.len() == 1 { "cell" } else { "cells" };
    let _ = writeln!(out, "{} {cells}, in {unit}", effort.list.len());
    let places: Vec<String> = effort.list.iter().map(|c| format!("{}: {}", c.cell.place, c.cell.text)).collect();
    let width = places.iter().map(|text| unicode_width::UnicodeWidthStr::width(text.as_str())).max().unwrap_or(0);
    let amounts: Vec<String> = effort.list.iter().map(|c| number::value(&c.amount)).collect();
    let amount_width = amounts.iter().map(String::len).max().unwrap_or(0);
    for ((contribution, place), amount) in effort.list.iter().zip(&places).zip(&amounts) {
        let person = review.people.get(contribution.cell.person).map_or("", |p| p.name.as_str());
        let category = review.categories.get(contribution.category).map_or("", |c| c.name.as_str());
        let pad = width - unicode_width::UnicodeWidthStr::width(place.as_str());
        let _ = writeln!(
            out,
            "  {place}{}  {amount:>amount_width$}  {} {person}, {category}",
            " ".repeat(pad),
            contribution.cell.slot,
        );
    }
    let _ = writeln!(out, "  sum: {} {unit}", number::value(&effort.sum));
    if effort.expected.is_some() {
        let _ = writeln!(out, "  the cells add up to the figure");
    }
    if !blank.is_empty() {
        let places: Vec<String> = blank.iter().map(Place::to_string).collect();
        let _ = writeln!(out, "\nBlank in these weeks, which is not zero: {}", places.join(", "));
    }
    if figure.cells.roster.is_empty() {
        return;
    }
    out.push('\n');
}

fn ratings(out: &mut String, ratings: &[RatingLine]) {
    for line in ratings {
        let place = line.place.as_ref().map_or("not in the matrix".to_owned(), Place::to_string);
        let text = if line.text.is_empty() { "(blank)" } else { &line.text };
        let _ = writeln!(out, "  {place}: {text}  {}, {}", line.person, line.counts());
    }
}

fn roster(out: &mut String, lines: &[RosterLine]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "Capacity, by the roster");
    for line in lines {
        let _ = writeln!(out, "  {}: {}", line.person, line.words());
    }
}

/// What is under an address.
pub fn listing(review: &Review, address: &str, below: &[&Figure]) -> String {
    let mut out = format!("{address}: {} figures\n", below.len());
    let width = below.iter().map(|figure| figure.address.chars().count()).max().unwrap_or(0);
    let shown: Vec<String> = below
        .iter()
        .map(|figure| match figure.value {
            Ok(_) => number::shown(figure, review),
            Err(missing) => missing.name().to_owned(),
        })
        .collect();
    let shown_width = shown.iter().map(|text| text.chars().count()).max().unwrap_or(0);
    for (figure, shown) in below.iter().zip(shown) {
        let unit = if figure.value.is_ok() { figure.unit.name() } else { "" };
        let line = format!("  {:width$}  {shown:>shown_width$} {unit}", figure.address);
        let _ = writeln!(out, "{}", line.trim_end());
    }
    if let Some(first) = below.first() {
        let _ = writeln!(out, "\nteamcap explain {} shows where it comes from", first.address);
    }
    out
}

/// A hint that there is more under an address that is itself a figure.
pub fn further(address: &str, more: usize) -> String {
    if more == 0 { String::new() } else { format!("\n{more} further figures begin with {address}.\n") }
}

/// What a message means.
pub fn message(about: &About) -> String {
    let text: String = about.text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let mut out = format!("{} ({})\n\n", about.name, about.severity.name());
    for line in wrap(text.trim(), 78) {
        let _ = writeln!(out, "{line}");
    }
    out
}
