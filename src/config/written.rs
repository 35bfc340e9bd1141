//! Reads `review.toml`, the written parts of the review, and reports all of its problems at once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::document::{Document, Field, Keys, Table};
use super::parsed::{parsed, version};
use crate::model::category::Kind;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::model::stated::Stated;
use crate::model::written::{Better, Earlier, Goal, Kpi, Objective, Reading, Workflow, Written};
use crate::problem::words::config::Shape;
use crate::problem::{ConfigFault, Problem};

/// Every kind of table that the written parts may contain, with its keys.
pub const TABLES: [&Keys; 6] = [&ROOT, &KPI, &BEFORE, &OBJECTIVE, &GOAL, &WORKFLOW];

const ROOT: Keys = Keys {
    table: "review.toml",
    keys: &["version", "kpi", "objective", "workflow", "successes", "misses", "learnings"],
};
const KPI: Keys = Keys { table: "[[kpi]]", keys: &["name", "unit", "value", "better", "before", "comments"] };
const BEFORE: Keys = Keys { table: "an earlier value", keys: &["of", "value", "change"] };
const OBJECTIVE: Keys = Keys {
    table: "[[objective]]",
    keys: &["name", "bucket", "measure", "status", "people", "outside", "categories", "goal", "comments"],
};
const GOAL: Keys = Keys { table: "[[objective.goal]]", keys: &["name", "met", "stretch", "comments"] };
const WORKFLOW: Keys =
    Keys { table: "[[workflow]]", keys: &["name", "category", "categories", "kinds", "fte", "comments"] };

/// A bound that only a mistake exceeds.
const MOST_PEOPLE: u32 = 100_000;

/// What the written parts may refer to.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub buckets: &'a [String],
    /// The categories under which effort is recorded.
    pub categories: &'a [String],
}

/// Reads the written parts. `file` is the name of the file in places.
pub fn read(text: &str, file: &Arc<str>, known: Known<'_>) -> (Written, Vec<Problem>) {
    parsed(text, file, &ROOT, |document, root| {
        version(document, root.get("version"));
        let texts = |document: &mut Document<'_>, key| -> Vec<String> {
            let texts = document.list(root.get(key), Shape::Texts).into_iter();
            texts.filter_map(|text| document.text_of_list(text.clone()).and(written(&text))).collect()
        };
        Written {
            kpis: kpis(document, root.get("kpi")),
            objectives: objectives(document, root.get("objective"), known),
            workflows: workflows(document, root.get("workflow"), known),
            successes: texts(document, "successes"),
            misses: texts(document, "misses"),
            learnings: texts(document, "learnings"),
        }
    })
}

fn text(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<String> {
    document.text(field).map(|said| said.value)
}

/// Reads a text that may have several lines.
fn markdown(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<String> {
    let field = field?;
    document.text(Some(field.clone())).and(written(&field))
}

/// Removes the spaces with which all lines of an indented text begin, because they would have a meaning in Markdown.
fn written(field: &Field<'_>) -> Option<String> {
    let lines = || field.value.as_str().into_iter().flat_map(str::lines);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = lines().filter(|line| !line.trim().is_empty()).map(indent).min()?;
    let text = lines().map(|line| line.get(common..).unwrap_or_default()).collect::<Vec<_>>().join("\n");
    Some(text.trim_matches('\n').trim_end().to_owned())
}

/// The names of one kind so far, folded, with their spelling and place.
type Names = HashMap<String, (String, Place)>;

/// Reads a name. No earlier one of its kind may be the same.
fn unique(
    document: &mut Document<'_>,
    table: &Table<'_>,
    (what, key, sample): (&'static str, &'static str, &str),
    earlier: &mut Names,
) -> Option<String> {
    let field = document.required(table, key, sample)?;
    let said = document.text(Some(field.clone()))?;
    match earlier.entry(folded(&said.value)) {
        Entry::Vacant(new) => {
            new.insert((said.value.clone(), said.place));
            Some(said.value)
        }
        Entry::Occupied(known) => {
            let (first, place) = known.get().clone();
            let fault = ConfigFault::RepeatedName { name: said.value, what, first };
            document.fault_beside(&field.span, fault, Some(place));
            None
        }
    }
}

fn kpis(document: &mut Document<'_>, field: Option<Field<'_>>) -> Vec<Kpi> {
    let (mut kpis, mut names) = (Vec::new(), Names::new());
    for table in document.tables(field, &KPI) {
        let name = unique(document, &table, ("key figure", "name", "\"CI wait time\""), &mut names);
        let kpi = Kpi {
            name: name.clone().unwrap_or_default(),
            unit: text(document, table.get("unit")),
            value: reading(document, table.get("value")),
            better: document.choice(table.get("better"), &[("higher", Better::Higher), ("lower", Better::Lower)]),
            before: earlier(document, table.get("before")),
            comments: markdown(document, table.get("comments")),
            place: document.place(&table.span),
        };
        kpis.extend(name.is_some().then_some(kpi));
    }
    kpis
}

fn earlier(document: &mut Document<'_>, field: Option<Field<'_>>) -> Vec<Earlier> {
    let (mut list, mut names) = (Vec::new(), Names::new());
    for table in document.tables(field, &BEFORE) {
        let of = unique(document, &table, ("value of", "of", "\"Q2\""), &mut names);
        let value = reading(document, table.get("value"));
        let change = document.stated(table.get("change"));
        let place = document.place(&table.span);
        list.extend(of.map(|of| Earlier { of, value, change, place }));
    }
    list
}

/// Reads a number, or `"redacted"`.
fn reading(document: &mut Document<'_>, field: Option<Field<'_>>) -> Reading {
    let Some(field) = field else { return Reading::NoData };
    match field.value.as_str() {
        Some(word) if word.trim().eq_ignore_ascii_case("redacted") => Reading::Redacted,
        None if field.is_number() => document.stated(Some(field)).map_or(Reading::NoData, Reading::Known),
        _ => {
            document.wrong_type(&field, Shape::NumberOrRedacted);
            Reading::NoData
        }
    }
}

/// Reads a number that is not negative.
fn not_negative(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<Stated> {
    document.between(field.clone(), Exact::ZERO, Exact::from(MOST_PEOPLE))?;
    document.stated(field)
}

fn objectives(document: &mut Document<'_>, field: Option<Field<'_>>, known: Known<'_>) -> Vec<Objective> {
    let (mut objectives, mut names) = (Vec::new(), Names::new());
    let buckets: Vec<(&str, usize)> = known.buckets.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    for table in document.tables(field, &OBJECTIVE) {
        let name = unique(document, &table, ("objective", "name", "\"Reduce CI wait time\""), &mut names);
        let objective = Objective {
            name: name.clone().unwrap_or_default(),
            bucket: document.choice(table.get("bucket"), &buckets),
            measure: markdown(document, table.get("measure")),
            status: markdown(document, table.get("status")),
            people: document.whole(table.get("people"), 0, MOST_PEOPLE),
            outside: document.whole(table.get("outside"), 0, MOST_PEOPLE),
            categories: categories(document, table.get("categories"), known),
            goals: goals(document, table.get("goal")),
            comments: markdown(document, table.get("comments")),
            place: document.place(&table.span),
        };
        objectives.extend(name.is_some().then_some(objective));
    }
    objectives
}

/// Reads categories by their names in the sheets.
fn categories(document: &mut Document<'_>, field: Option<Field<'_>>, known: Known<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for field in document.list(field, Shape::Texts) {
        let Some(name) = text(document, Some(field.clone())) else { continue };
        match known.categories.iter().find(|category| folded(category) == folded(&name)) {
            Some(category) if !found.contains(category) => found.push(category.clone()),
            Some(first) => {
                let fault = ConfigFault::RepeatedName { name, what: "category", first: first.clone() };
                document.fault(&field.span, fault);
            }
            None => document.not_one_of(&field, &name, known.categories.to_vec()),
        }
    }
    found
}

fn goals(document: &mut Document<'_>, field: Option<Field<'_>>) -> Vec<Goal> {
    let (mut goals, mut names) = (Vec::new(), Names::new());
    for table in document.tables(field, &GOAL) {
        let name = unique(document, &table, ("goal", "name", "\"Shepherd the RFC\""), &mut names);
        let met = document.flag(table.get("met"));
        let stretch = document.flag(table.get("stretch")).unwrap_or(false);
        let comments = markdown(document, table.get("comments"));
        goals.extend(name.map(|name| Goal { name, met, stretch, comments }));
    }
    goals
}

/// Reads the workflows. Without `categories`, the effort of a workflow is recorded under its own category, if the
/// sheets have it.
fn workflows(document: &mut Document<'_>, field: Option<Field<'_>>, known: Known<'_>) -> Vec<Workflow> {
    let kinds: Vec<(&str, Kind)> =
        Kind::ALL.iter().flat_map(|&kind| [(kind.name(), kind), (kind.letter(), kind)]).collect();
    let (mut workflows, mut names) = (Vec::new(), Names::new());
    for table in document.tables(field, &WORKFLOW) {
        let name = unique(document, &table, ("workflow", "name", "\"Code review\""), &mut names);
        let category = document.required(&table, "category", "\"Service maintenance\"");
        let category = text(document, category);
        let own = known.categories.iter().find(|own| category.as_deref().is_some_and(|it| folded(it) == folded(own)));
        let categories = match table.get("categories") {
            None => own.cloned().into_iter().collect(),
            said => categories(document, said, known),
        };
        let listed = document.list(table.get("kinds"), Shape::Texts);
        let mut kinds: Vec<Kind> = listed.into_iter().filter_map(|kind| document.choice(Some(kind), &kinds)).collect();
        kinds.dedup();
        let fte = not_negative(document, table.get("fte"));
        let comments = markdown(document, table.get("comments"));
        let place = document.place(&table.span);
        if let (Some(name), Some(category)) = (name, category) {
            workflows.push(Workflow { name, category, categories, kinds, fte, comments, place });
        }
    }
    workflows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_indent_of_a_text_means_nothing_and_that_within_it_is_kept() {
        let of = |text: &str| {
            let known = Known { buckets: &[], categories: &[] };
            read(&format!("learnings = [{text}]"), &"review.toml".into(), known).0.learnings
        };
        assert_eq!(of("\"\"\"\n    One:\n\n      - a\n        - b\n    two\n\"\"\""), ["One:\n\n  - a\n    - b\ntwo"]);
        assert_eq!(of(r#""- one\n  - two""#), ["- one\n  - two"]);
        assert_eq!(of("\"  one  \""), ["one"]);
    }
}
