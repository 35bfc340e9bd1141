//! `skills` and `ratings`: the skill matrix and what it means.

use crate::frames::table::{Source, Table, decimal, text, truth, whole};
use crate::frames::value::{TooLarge, Value};
use crate::model::skill::Mark;

pub const SKILLS: Table = Table {
    name: "skills",
    about: "a skill of the matrix and how well it is covered",
    of_people: false,
    own: &[
        text("skill", "the name"),
        text("skill_id", "the part that stands for it in addresses"),
        text("skill_group", "the group, where the matrix has groups"),
        whole("bar", "level", "qualified from this level on"),
        whole("target", "people", "how many people are wanted"),
        decimal("weight", "weight", "how much it counts"),
        truth("critical", "whether the configuration calls it critical"),
        text("cover", "no cover, single point of failure, thin or ok"),
        whole("coverage", "people", "how many people are qualified"),
        whole("coverage_up_to", "people", "how many could be, when those not assessed are counted too"),
    ],
    rows: skills,
};

fn skills(source: &Source<'_>) -> Result<Vec<Vec<Value>>, TooLarge> {
    let mut rows = Vec::new();
    for skill in source.review.skills.iter().flat_map(|report| &report.skills) {
        rows.push(vec![
            Value::text(&skill.name),
            Value::text(&skill.id),
            skill.group.as_deref().map_or(Value::Null, Value::text),
            Value::whole(skill.bar)?,
            Value::whole(skill.target)?,
            Value::decimal(&skill.weight)?,
            Value::Truth(skill.critical),
            Value::text(skill.cover.name()),
            Value::whole(skill.holders.len())?,
            Value::whole(skill.high)?,
        ]);
    }
    Ok(rows)
}

pub const RATINGS: Table = Table {
    name: "ratings",
    about: "a skill and a person who was employed on the last day of the period",
    of_people: true,
    own: &[
        text("skill", "the skill's name"),
        text("skill_id", "the part that stands for it in addresses"),
        text("person", "the name on the roster"),
        text("person_id", "the part that stands for the person in addresses"),
        whole("level", "level", "missing where there is none"),
        text("no_level", "why there is none: unknown or not applicable"),
        truth("qualified", "whether the level is at the skill's bar or above it"),
        whole("change", "levels", "against the earlier matrix, or by the cell's own mark; missing where none is known"),
        truth("wants_to_learn", "missing where the matrix does not say"),
    ],
    rows: ratings,
};

fn ratings(source: &Source<'_>) -> Result<Vec<Vec<Value>>, TooLarge> {
    let mut rows = Vec::new();
    for skill in source.review.skills.iter().flat_map(|report| &report.skills) {
        for rating in &skill.levels {
            let Some(person) = source.review.people.get(rating.person) else { continue };
            let (level, no_level) = match rating.mark {
                Mark::Level(level) => (Value::whole(level)?, Value::Null),
                Mark::Unknown => (Value::Null, Value::text("unknown")),
                Mark::NotApplicable => (Value::Null, Value::text("not applicable")),
            };
            rows.push(vec![
                Value::text(&skill.name),
                Value::text(&skill.id),
                Value::text(&person.name),
                Value::text(&person.id),
                level,
                no_level,
                Value::Truth(skill.holders.contains(&rating.person)),
                rating.change.map_or(Ok(Value::Null), Value::whole)?,
                Value::truth(rating.wants_to_learn),
            ]);
        }
    }
    Ok(rows)
}
