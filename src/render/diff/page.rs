//! The page of `teamcap diff`: both sides, how many figures changed, the figures section by section, and why.

use super::compared::{Diff, Side, is_written_once};
use super::figures::{quotient, texts};
use super::reasons;
use crate::calc::diff::{Change, Kind};
use crate::calc::figure::Section as Of;
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::problem::grammar;
use crate::render::number::decimal;
use crate::render::page::{Block, Cell, Column, Meaning, Page, Section, Table};

const SECTIONS: [Of; 12] = [
    Of::TimeSpent,
    Of::KeyFigures,
    Of::Objectives,
    Of::Workflows,
    Of::MeanWeek,
    Of::Capacity,
    Of::Completeness,
    Of::Weeks,
    Of::Concentration,
    Of::Skills,
    Of::SkillGroups,
    Of::Without,
];

pub fn page(diff: &Diff<'_>) -> Page {
    let mut sections: Vec<Section> = SECTIONS.iter().filter_map(|of| figures(diff, *of)).collect();
    if sections.is_empty() {
        let text = match diff.count(|kind| *kind == Kind::SameValue) {
            _ if diff.changes.is_empty() => "No figure is left to compare.".to_owned(),
            0 => "No figure changed.".to_owned(),
            n => format!("No figure changed; {n} of them are made of other amounts (--all lists them)."),
        };
        sections.push(Section::new("Figures", "", vec![Block::Paragraph(text)]));
    }
    sections.extend(reasons::by_person(diff));
    let reasons: Vec<Section> = [reasons::cells(diff), reasons::ratings(diff), reasons::settings(diff), written(diff)]
        .into_iter()
        .flatten()
        .collect();
    let is_told = !reasons.is_empty() || !diff.by_person.is_empty();
    sections.extend(if is_told { reasons } else { vec![no_reason(diff)] });
    if let (Some(last), Some(command)) = (sections.last_mut(), next(diff)) {
        let of = if diff.one_period { "One figure, with its own cells and lines:" } else { "One figure, by person:" };
        last.blocks.extend([Block::Subtitle(of.to_owned()), Block::Command(command)]);
    }
    Page { title: title(diff), header: header(diff), sections }
}

fn title(diff: &Diff<'_>) -> String {
    let (a, b) = (diff.before.review, diff.after.review);
    let team = if a.team == b.team { b.team.name.clone() } else { format!("{} -> {}", a.team.name, b.team.name) };
    let period = if diff.one_period {
        b.period_name().to_owned()
    } else {
        format!("{} -> {}", a.period_name(), b.period_name())
    };
    let of = diff.chosen.map(|address| format!(": {address}")).unwrap_or_default();
    let period = if period.is_empty() { period } else { format!(", {period}") };
    format!("Changes{of}: {team}{period}")
}

fn header(diff: &Diff<'_>) -> Vec<String> {
    let mut lines = vec![side("before", diff.before), side("after", diff.after)];
    if let Some(change) = single(diff) {
        let amounts = |name: &str, of: Option<&crate::calc::figure::Figure>| {
            of.and_then(quotient).map(|text| format!("{name}: {text}"))
        };
        lines.extend(amounts("before", change.before));
        lines.extend(amounts("after", change.after));
    } else {
        lines.extend(capacity(diff));
        lines.push(counts(diff));
    }
    for (rule, figures) in &diff.not_compared {
        let skill = rule.skill.as_ref().map(|skill| format!(" of {skill}")).unwrap_or_default();
        lines.push(format!("not compared: {figures} figures, which the rule {}{skill} touches", rule.rule.key()));
    }
    lines
}

/// The one figure that was asked for.
fn single<'d>(diff: &'d Diff<'_>) -> Option<&'d Change<'d>> {
    match &diff.changes[..] {
        [change] if diff.chosen.is_some() => Some(change),
        _ => None,
    }
}

/// `before: q2 (FY2016-Q3, 2016-01-01 to 2016-03-31; 13 weeks, 6 people)`
fn side(name: &str, side: Side<'_>) -> String {
    let review = side.review;
    let people = grammar::count(review.headcount() as u64, "person", "people");
    let Some(period) = &review.period else {
        return format!("{name}: {} (skills alone, {people})", side.name);
    };
    let until = review.until.map(|week| format!(" until {week}")).unwrap_or_default();
    let length = decimal(&review.length, if review.length.is_whole() { 0 } else { 2 });
    let weeks = if review.length == Exact::ONE { "week" } else { "weeks" };
    let days = format!("{} to {}{until}", period.from, period.to);
    let period = if period.name.contains("..") { days } else { format!("{}, {days}", period.name) };
    format!("{name}: {} ({period}; {length} {weeks}, {people})", side.name)
}

/// The value of a figure, if the review has it.
fn known<'a>(review: &'a Review, address: &str) -> Option<&'a Exact> {
    review.figures.get(address)?.value.as_ref().ok()
}

/// How what everything is divided by moved.
fn capacity(diff: &Diff<'_>) -> Option<String> {
    let both = |address: &str, word: &str| {
        let (a, b) = (known(diff.before.review, address)?, known(diff.after.review, address)?);
        let [x, y] = super::figures::ends(a, b, 2);
        Some(if a == b { format!("{x} {word}") } else { format!("{x} -> {y} {word}") })
    };
    let touched = |address: &str| {
        diff.not_compared
            .iter()
            .any(|(rule, _)| diff.after.review.figures.get(address).is_some_and(|figure| rule.rule.touches(figure)))
    };
    if touched("capacity.gross") || touched("capacity.recorded") {
        return None;
    }
    let parts = [both("capacity.gross", "gross"), both("capacity.recorded", "recorded")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("FTE-weeks: {}; self-reported", parts.join(", ")))
}

/// `12 figures changed, 1 new; 250 unchanged, 3 of them of other amounts`
fn counts(diff: &Diff<'_>) -> String {
    let weeks = diff.changes.iter().filter(|change| diff.is_other_week(change)).count();
    let written = diff.changes.iter().filter(|change| is_written_once(change)).count();
    let kinds = |kind: Kind| diff.changes.iter().filter(|c| c.kind == kind && !diff.is_by_itself(c)).count();
    let (new, gone) = (kinds(Kind::New), kinds(Kind::Gone));
    let changed = diff.count(Kind::is_change) - new - gone - weeks - written;
    let mut text = format!("{} changed", count(changed));
    for (n, word) in [(new, "new"), (gone, "gone")] {
        if n > 0 {
            text.push_str(&format!(", {n} {word}"));
        }
    }
    let same = diff.count(|kind| !kind.is_change());
    text.push_str(&format!("; {same} unchanged"));
    let other = diff.count(|kind| *kind == Kind::SameValue);
    if other > 0 {
        text.push_str(&format!(", {other} of them made of other amounts"));
    }
    if weeks > 0 {
        text.push_str(&format!("; {weeks} single weeks that only one period has"));
    }
    if written > 0 {
        text.push_str(&format!("; {written} of review.toml that only one side has (--all lists them)"));
    }
    text
}

fn count(n: usize) -> String {
    if n == 1 { "1 figure".to_owned() } else { format!("{n} figures") }
}

/// The listed figures of one section.
fn figures(diff: &Diff<'_>, of: Of) -> Option<Section> {
    let listed: Vec<&Change<'_>> = diff
        .changes
        .iter()
        .filter(|change| diff.is_listed(change) && change.figure().is_some_and(|figure| figure.section == of))
        .collect();
    if listed.is_empty() {
        return None;
    }
    let texts: Vec<_> = listed.iter().map(|change| texts(change, diff)).collect();
    let (mut table, mut divided) = (columns(&["before", "after", "change"]), columns(&["before", "after"]));
    for (change, texts) in listed.iter().zip(texts) {
        let meaning = if change.kind.is_change() { Meaning::Plain } else { Meaning::Quiet };
        let address = change.figure().map(|figure| figure.address.clone()).unwrap_or_default();
        let row = |texts: &[&String]| texts.iter().map(|text| Cell::new(text.as_str(), meaning)).collect();
        table.rows.push(row(&[&address, &texts.before, &texts.after, &texts.change]));
        // Of one figure the head of the page says the amounts.
        if let Some([before, after]) = texts.amounts.as_ref().filter(|_| single(diff).is_none()) {
            divided.rows.push(row(&[&address, before, after]));
        }
    }
    let mut blocks = vec![Block::Table(table)];
    if !divided.rows.is_empty() {
        blocks.push(Block::Subtitle("Divided by another amount than before".to_owned()));
        blocks.push(Block::Table(divided));
    }
    Some(Section::new(of.title(), "", blocks))
}

/// A table of addresses and numbers.
fn columns(headings: &[&str]) -> Table {
    let mut columns = vec![Column::whole("")];
    columns.extend(headings.iter().map(|heading| Column::right(*heading)));
    Table { columns, rows: Vec::new() }
}

/// What was written differs, or the figure that was asked for is made of nothing else.
fn written(diff: &Diff<'_>) -> Option<Section> {
    let is_of = |sections: &[Of]| {
        diff.changes.iter().filter_map(Change::figure).all(|figure| sections.contains(&figure.section))
    };
    let text = match diff.chosen {
        Some(_) if is_of(&[Of::KeyFigures]) => "Key figures are as review.toml says them, on either side.",
        Some(_) if !is_of(&[Of::Objectives, Of::Workflows]) => return None,
        _ if !diff.one_period => return None,
        _ => {
            let of = |review: &Review| review.written.as_ref().map(|written| written.parts.clone()).unwrap_or_default();
            if of(diff.before.review).says_the_same(&of(diff.after.review)) {
                return None;
            }
            "review.toml differs. What is told, planned and stated there is not compared line by line; categories that it names \
             choose the cells of objectives and workflows."
        }
    };
    Some(Section::new("Written parts", "", vec![Block::Paragraph(text.to_owned())]))
}

/// What is said where nothing behind the figures differs.
fn no_reason(diff: &Diff<'_>) -> Section {
    let changed = diff.count(Kind::is_change) > 0;
    let text = match (&diff.cells, changed, diff.chosen) {
        _ if diff.after.review.hidden.is_some() => {
            "The cells and lines behind the changes are those of single people: left out by --team-only.".to_owned()
        }
        (None, ..) => "Two periods: their cells all differ, so that the amounts are what tells.".to_owned(),
        (Some(cells), true, Some(_)) => format!(
            "No cell or line of its own differs ({} cells are equal): it moved with what it is divided by, or is held \
             against.",
            cells.equal
        ),
        (Some(cells), _, _) => {
            format!("No cell, rating or line of the configuration differs; {} cells are equal.", cells.equal)
        }
    };
    Section::new("Why", "", vec![Block::Paragraph(text)])
}

/// What to ask next: about the first change.
fn next(diff: &Diff<'_>) -> Option<String> {
    if diff.chosen.is_some() {
        return None;
    }
    let first = diff.changes.iter().find(|change| change.kind.is_change() && !diff.is_by_itself(change))?;
    let typed = |name: &str| if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name.to_owned() };
    Some(format!("teamcap diff {} {} {}", typed(diff.before.name), typed(diff.after.name), first.figure()?.address))
}
