//! The written parts, each beside what the sheets say to it: key figures with their changes, objectives with their effort,
//! workflows, and what the team looks back on.

use super::lookup::{cell, count, number, value};
use super::{Block, Cell, Column, Entry, Meaning, Picture, Section, Table};
use crate::calc::review::{Review, WrittenReport};
use crate::model::person::folded;
use crate::model::stated::Stated;
use crate::model::written::{Better, Earlier, Goal, Kpi, Objective, Reading, Workflow};
use crate::problem::words::written::{POINTS, unit_of_change};
use crate::render::number::{DASH, decimal};
use crate::render::prose::{Part, Prose, Span, prose};

/// The sections that there is something for, in the order of a review that is shown in a meeting.
pub fn sections(review: &Review, written: &WrittenReport) -> Vec<Section> {
    let sections =
        [key_figures(review, written), objectives(review, written), looking_back(written), workflows(review, written)];
    sections.into_iter().flatten().collect()
}

/// A text of the written parts; none is nothing.
fn told(text: Option<&String>) -> Prose {
    text.map(|text| prose(text)).unwrap_or_default()
}

/// As somebody wrote it.
pub fn stated(stated: &Stated) -> String {
    decimal(&stated.exact(), stated.places())
}

/// What a value is, without its unit.
pub fn reading(reading: &Reading) -> String {
    match reading {
        Reading::Known(value) => stated(value),
        Reading::Redacted => "redacted".to_owned(),
        Reading::NoData => "no data".to_owned(),
    }
}

/// How a key figure moved from one earlier value.
pub struct Moved {
    /// `-9.4`, `-0.017`, `unchanged`; a dash where it is not known.
    pub change: String,
    /// `%`, `percentage points`; empty where there is no number.
    pub unit: &'static str,
    /// What it is a change from: `Q2`.
    pub from: String,
    /// `better`; `stated, worse`; may be empty.
    pub words: String,
    pub meaning: Meaning,
    /// Whether it went up; `None`: it did not move, or nobody knows.
    pub is_up: Option<bool>,
}

/// A stated change stands where none can be calculated.
pub fn moved(review: &Review, kpi: &Kpi, earlier: &Earlier, address: &str) -> Moved {
    let computed = value(review, address);
    let by = computed.cloned().or(earlier.change.map(Stated::exact)).filter(|by| !by.is_zero());
    let is_up = by.map(|by| !by.is_negative());
    let unit = unit_of_change(kpi.is_percentage());
    let sign = if is_up == Some(true) { "+" } else { "" };
    let (change, unit) = match (computed, &earlier.change) {
        (Some(by), _) if by.is_zero() => ("unchanged".to_owned(), ""),
        (Some(_), _) => (format!("{sign}{}", number(review, address)), unit),
        (None, Some(change)) => (format!("{sign}{}", stated(change)), unit),
        (None, None) => (DASH.to_owned(), ""),
    };
    let (word, meaning) = match (kpi.better, is_up) {
        (Some(better), Some(up)) if (better == Better::Higher) == up => (Some("better"), Meaning::Good),
        (Some(_), Some(_)) => (Some("worse"), Meaning::Warn),
        _ => (None, Meaning::Plain),
    };
    let as_stated = (computed.is_none() && earlier.change.is_some()).then_some("stated");
    let words = as_stated.into_iter().chain(word).collect::<Vec<_>>().join(", ");
    Moved { change, unit, from: earlier.of.clone(), words, meaning, is_up }
}

/// `CI wait time, minutes (from Q2)`: the unit once, and no two rows of one label.
fn labelled(kpi: &Kpi, earlier: Option<&Earlier>) -> String {
    let unit = kpi.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    let from = earlier.map(|earlier| format!(" (from {})", earlier.of)).unwrap_or_default();
    format!("{}{unit}{from}", kpi.name)
}

fn key_figures(review: &Review, written: &WrittenReport) -> Option<Section> {
    let columns =
        vec![Column::left(""), Column::right("now"), Column::right("then"), Column::right("change"), Column::left("")];
    let mut table = Table { columns, rows: Vec::new() };
    let mut comments = Vec::new();
    for (kpi, report) in written.parts.kpis.iter().zip(&written.kpis) {
        let now = || Cell::plain(reading(&kpi.value)).of(format!("kpi.{}", report.id));
        let label = |earlier| Cell::plain(labelled(kpi, earlier));
        for (earlier, address) in kpi.before.iter().zip(&report.changes) {
            let moved = moved(review, kpi, earlier, address);
            let then = match &earlier.value {
                Reading::NoData if earlier.change.is_some() => Cell::new(DASH, Meaning::Quiet),
                then => Cell::plain(reading(then)),
            };
            let unit = if moved.unit == POINTS { "points" } else { moved.unit };
            let change = Cell::new(format!("{} {unit}", moved.change).trim_end(), moved.meaning).of(address);
            table.rows.push(vec![label(Some(earlier)), now(), then, change, Cell::plain(moved.words)]);
        }
        if kpi.before.is_empty() {
            table.rows.push(vec![label(None), now(), Cell::plain(""), Cell::plain(""), Cell::plain("")]);
        }
        comments.extend(kpi.comments.as_ref().map(|text| Entry::new(&kpi.name, "", prose(text))));
    }
    let mut blocks = vec![Block::Table(table)];
    let has_points = written.parts.kpis.iter().any(|kpi| kpi.is_percentage() && !kpi.before.is_empty());
    blocks.extend(
        has_points.then(|| Block::Paragraph(format!("Points are {POINTS}: the difference of two percentages."))),
    );
    blocks.extend((!comments.is_empty()).then_some(Block::Entries(comments)));
    let section = Section::new("Key figures", "as the team states them", blocks).drawn(Picture::KeyFigures);
    (!written.kpis.is_empty()).then_some(section)
}

fn objectives(review: &Review, written: &WrittenReport) -> Option<Section> {
    let columns = ["", "bucket"].map(Column::left).into_iter();
    let numbers = ["planned", "people", "FTE", "goals met"].map(Column::right);
    let mut table = Table { columns: columns.chain(numbers).collect(), rows: Vec::new() };
    let mut blocks = Vec::new();
    for (objective, id) in written.parts.objectives.iter().zip(&written.objectives) {
        let bucket = objective.bucket.and_then(|at| review.rules.buckets.get(at)).map_or(DASH, String::as_str);
        let recorded = |part: &str| match objective.categories.is_empty() {
            true => Cell::new(DASH, Meaning::Quiet),
            false => cell(review, &format!("objective.{id}.{part}"), Meaning::Plain),
        };
        let goals = objective.goals_met().map(|(met, of)| format!("{met} of {of}"));
        table.rows.push(vec![
            Cell::plain(&objective.name),
            Cell::plain(bucket),
            Cell::plain(planned(objective)),
            recorded("people"),
            recorded("fte"),
            Cell::plain(goals.unwrap_or_else(|| DASH.to_owned())),
        ]);
        blocks.extend(objective_in_words(objective).into_iter().flatten());
    }
    blocks.insert(0, Block::Table(table));
    let aside = "planned people; people and FTE recorded";
    (!written.objectives.is_empty()).then(|| Section::new("Objectives", aside, blocks))
}

/// `4`, `3 (+1)`: of the team, and from outside it.
fn planned(objective: &Objective) -> String {
    match (objective.people, objective.outside) {
        (None, None) => DASH.to_owned(),
        (people, None | Some(0)) => people.map_or_else(|| DASH.to_owned(), |n| n.to_string()),
        (people, Some(outside)) => format!("{} (+{outside})", people.unwrap_or(0)),
    }
}

fn objective_in_words(objective: &Objective) -> Option<[Block; 2]> {
    let mut entries = Vec::new();
    let mut entry = |label: &str, remark: &str, prose: Prose| {
        entries.extend((!prose.is_empty()).then(|| Entry::new(label, remark, prose)));
    };
    entry("Measure of success", "", told(objective.measure.as_ref()));
    entry("Status", "", told(objective.status.as_ref()));
    let met = objective.goals_met().map(|(met, of)| format!("{met} of {of} met")).unwrap_or_default();
    if !objective.goals.is_empty() {
        entry("Goals", &met, Prose::list(objective.goals.iter().map(goal).collect()));
    }
    if !objective.categories.is_empty() {
        entry("Recorded in", "", Prose::plain(objective.categories.join(", ")));
    }
    entry("Comments", "", told(objective.comments.as_ref()));
    (!entries.is_empty()).then(|| [Block::Subtitle(objective.name.clone()), Block::Entries(entries)])
}

/// `met: Shepherd the RFC. Not approved yet.`
fn goal(goal: &Goal) -> Prose {
    let state = match goal.met {
        Some(true) => "met",
        Some(false) => "not met",
        None => "open",
    };
    let stretch = if goal.stretch { " (stretch)" } else { "" };
    let lead = vec![Span::strong(format!("{state}{stretch}")), Span::plain(": ")];
    prose(&goal.name).led_by(lead).followed_by(": ", told(goal.comments.as_ref()))
}

fn looking_back(written: &WrittenReport) -> Option<Section> {
    let parts = &written.parts;
    let lists = [("Successes", &parts.successes), ("Misses", &parts.misses), ("Learnings", &parts.learnings)];
    let said = lists.into_iter().filter(|(_, texts)| !texts.is_empty());
    // A text that is a list itself is so many items.
    let items = |text: &String| match prose(text) {
        Prose(parts) if matches!(parts[..], [Part::List { .. }]) => parts.into_iter().flat_map(Part::items).collect(),
        whole => vec![whole],
    };
    let block = |(title, texts): (&str, &Vec<String>)| {
        let list = Prose::list(texts.iter().flat_map(items).collect());
        [Block::Subtitle(title.to_owned()), Block::Entries(vec![Entry::new("", "", list)])]
    };
    let blocks: Vec<Block> = said.flat_map(block).collect();
    (!blocks.is_empty()).then(|| Section::new("Looking back", "", blocks))
}

fn workflows(review: &Review, written: &WrittenReport) -> Option<Section> {
    let workflows = &written.parts.workflows;
    let mut blocks = Vec::new();
    let mut headings: Vec<(&String, Vec<Entry>)> = Vec::new();
    for workflow in workflows {
        let (heading, entry) = (&workflow.category, workflow_in_words(workflow));
        match headings.iter_mut().find(|(known, _)| folded(known) == folded(heading)) {
            Some((_, entries)) => entries.push(entry),
            None => headings.push((heading, vec![entry])),
        }
    }
    for (heading, entries) in headings {
        blocks.extend([Block::Subtitle(heading.clone()), Block::Entries(entries)]);
    }
    let columns =
        [Column::left(""), Column::left("recorded in"), Column::right("FTE stated"), Column::right("FTE recorded")];
    let mut table = Table { columns: columns.to_vec(), rows: Vec::new() };
    for group in &written.groups {
        let name = |&at: &usize| workflows.get(at).map(|workflow| workflow.name.clone());
        let names: Vec<String> = group.workflows.iter().filter_map(name).collect();
        // A sum of which a part is missing is at least that.
        let stated = match &group.stated {
            Some(sum) if group.is_complete => Cell::plain(decimal(&sum.value, sum.places)),
            Some(sum) => Cell::plain(format!(">= {}", decimal(&sum.value, sum.places))),
            None => Cell::new(DASH, Meaning::Quiet),
        };
        let address = format!("workflow.{}.fte", group.id);
        table.rows.push(vec![
            Cell::plain(match names.as_slice() {
                [one] => one.clone(),
                several => count(several.len(), "workflow", "workflows"),
            }),
            Cell::plain(group.categories.join(", ")),
            stated,
            cell(review, &address, Meaning::Plain),
        ]);
    }
    let all: Vec<&String> = written.groups.iter().flat_map(|group| &group.categories).collect();
    let is_twice = all.iter().any(|name| all.iter().filter(|other| *other == name).count() > 1);
    blocks.extend((!table.rows.is_empty()).then_some(Block::Table(table)));
    blocks.extend(
        is_twice.then(|| Block::Paragraph("A category of several rows is recorded once, and counts in each.".into())),
    );
    (!workflows.is_empty()).then(|| Section::new("Workflows", "N new, R reactive, M maintenance", blocks))
}

fn workflow_in_words(workflow: &Workflow) -> Entry {
    let kinds = workflow.kinds.iter().map(|kind| kind.letter()).collect::<Vec<_>>().join("/");
    let fte = workflow.fte.as_ref().map(|fte| format!("{} FTE stated", stated(fte)));
    let remark: Vec<String> = std::iter::once(kinds).filter(|kinds| !kinds.is_empty()).chain(fte).collect();
    Entry::new(&workflow.name, &remark.join(", "), told(workflow.comments.as_ref()))
}
