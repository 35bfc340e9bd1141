//! `[skills]`: the matrix, its scale, and how each skill is judged.

use super::document::{Document, Field, Keys, Said, Table};
use crate::model::day::Day;
use crate::model::person::folded;
use crate::model::skill::{self, SkillOverride, SkillRules};
use crate::problem::ConfigFault;

/// `[skills]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillsSpec {
    pub matrix: Option<Said<String>>,
    pub previous: Option<Said<String>>,
    pub assessed: Option<Said<Day>>,
    pub rules: SkillRules,
}

pub(super) const SKILLS: Keys = Keys {
    table: "[skills]",
    keys: &["matrix", "previous", "assessed", "stale_days", "scale_max", "bar", "target", "words", "of"],
};
pub(super) const OF: Keys = Keys { table: "[skills.of]", keys: &["bar", "weight", "critical", "target"] };

/// Bounds that only a mistake exceeds.
const MOST_LEVELS: u32 = 100;
const MOST_PEOPLE: u32 = 1000;
const MOST_DAYS: u32 = 36_500;

pub(super) fn read(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<SkillsSpec> {
    let table = document.table(field?, &SKILLS)?;
    let assessed = table.get("assessed").and_then(|field| {
        let place = document.place(&field.span);
        document.day(Some(field)).map(|value| Said { value, place })
    });
    Some(SkillsSpec {
        matrix: document.text(table.get("matrix")),
        previous: document.text(table.get("previous")),
        assessed,
        rules: rules(document, &table),
    })
}

fn rules(document: &mut Document<'_>, table: &Table<'_>) -> SkillRules {
    let usual = SkillRules::default();
    let scale_max = document.whole(table.get("scale_max"), 1, MOST_LEVELS).unwrap_or(usual.scale_max);
    // The default bar is for the default scale. On a scale of 3 or 10 levels, 3 would mean something else.
    let bar = match table.get("bar") {
        None if scale_max != usual.scale_max => {
            document.required(table, "bar", &(scale_max * usual.bar).div_ceil(usual.scale_max).to_string())
        }
        said => said,
    };
    let bar = document.whole(bar, 1, scale_max).unwrap_or(usual.bar.min(scale_max));
    SkillRules {
        scale_max,
        bar,
        target: document.whole(table.get("target"), 1, MOST_PEOPLE).unwrap_or(usual.target),
        stale_days: document.whole(table.get("stale_days"), 1, MOST_DAYS).unwrap_or(usual.stale_days),
        words: words(document, table.get("words"), scale_max),
        of: overrides(document, table.get("of"), scale_max),
        said: skill::Said { table: true, scale_max: table.get("scale_max").is_some(), bar: table.get("bar").is_some() },
    }
}

/// Reads the words that stand for levels. They are folded, in file order.
fn words(document: &mut Document<'_>, field: Option<Field<'_>>, scale_max: u32) -> Vec<(String, u32)> {
    let Some(field) = field else { return Vec::new() };
    let mut words: Vec<(String, u32)> = Vec::new();
    for (word, level) in document.entries(field) {
        let Some(level) = document.whole(Some(level), 0, scale_max) else { continue };
        let folded = folded(word.get_ref());
        if words.iter().any(|(seen, _)| *seen == folded) {
            let fault = ConfigFault::RepeatedName { name: word.get_ref().to_string(), what: "word", first: folded };
            document.fault(&word.span(), fault);
        } else {
            words.push((folded, level));
        }
    }
    words
}

fn overrides(document: &mut Document<'_>, field: Option<Field<'_>>, scale_max: u32) -> Vec<SkillOverride> {
    let Some(field) = field else { return Vec::new() };
    let mut skills: Vec<SkillOverride> = Vec::new();
    for (name, own) in document.entries(field) {
        let Some(table) = document.table(own, &OF) else { continue };
        let skill = SkillOverride {
            bar: document.whole(table.get("bar"), 1, scale_max),
            weight: document.above_zero(table.get("weight")),
            critical: document.flag(table.get("critical")),
            target: document.whole(table.get("target"), 1, MOST_PEOPLE),
            name: name.get_ref().to_string(),
            place: document.place(&name.span()),
        };
        match skills.iter().find(|seen| folded(&seen.name) == folded(&skill.name)) {
            Some(first) => {
                let also = Some(first.place.clone());
                let fault = ConfigFault::RepeatedName { name: skill.name, what: "skill", first: first.name.clone() };
                document.fault_beside(&name.span(), fault, also);
            }
            None => skills.push(skill),
        }
    }
    skills
}
