//! The days that the review covers: period, until, fiscal year and week rule.

use toml::de::DeValue;

use super::document::{Document, Field, Table};
use crate::model::day::Day;
use crate::model::period::Period;
use crate::model::rules::WeekRule;
use crate::model::week::Week;
use crate::problem::grammar::nearest;
use crate::problem::words::config::{Shape, Wanted};

/// The first three letters of a name are enough.
const MONTHS: [(&str, i8); 12] = [
    ("January", 1),
    ("February", 2),
    ("March", 3),
    ("April", 4),
    ("May", 5),
    ("June", 6),
    ("July", 7),
    ("August", 8),
    ("September", 9),
    ("October", 10),
    ("November", 11),
    ("December", 12),
];

pub(super) struct Timespan {
    pub period: Option<Period>,
    pub until: Option<Week>,
    pub fiscal_year_starts: i8,
    pub week_rule: Option<WeekRule>,
}

pub(super) fn read(document: &mut Document<'_>, root: &Table<'_>) -> Timespan {
    let fiscal_year_starts = month(document, root.get("fiscal_year_starts")).unwrap_or(1);
    Timespan {
        period: period(document, root.get("period"), fiscal_year_starts),
        until: until(document, root.get("until")),
        fiscal_year_starts,
        week_rule: document.choice(root.get("week_rule"), &WeekRule::ALL.map(|rule| (rule.name(), rule))),
    }
}

fn month(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<i8> {
    let field = field?;
    let text = document.text(Some(field.clone()))?.value;
    let same =
        |name: &str| name.eq_ignore_ascii_case(&text) || name.get(..3).is_some_and(|s| s.eq_ignore_ascii_case(&text));
    let found = MONTHS.iter().find(|(name, _)| same(name));
    if found.is_none() {
        let near = nearest(&text, MONTHS.iter().map(|&(name, _)| name));
        document.wrong_value_near(&field, Wanted::Month, near);
    }
    found.map(|&(_, number)| number)
}

fn period(document: &mut Document<'_>, field: Option<Field<'_>>, fiscal_start: i8) -> Option<Period> {
    let field = field?;
    // A calendar year may stand without quotes, like a number.
    let text = match field.value {
        DeValue::Integer(_) => document.written(&field.span).to_owned(),
        _ => document.text(Some(field.clone()))?.value,
    };
    let period = Period::parse(&text, fiscal_start);
    if period.is_none() {
        document.wrong_value(&field, Wanted::Period);
    }
    period
}

/// Reads a week, or any day of it.
fn until(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<Week> {
    let field = field?;
    match field.value {
        DeValue::Datetime(_) => document.day(Some(field)).map(Week::of),
        DeValue::String(text) => {
            let week = Week::parse(text.trim()).or_else(|| Day::parse(text.trim()).map(Week::of));
            if week.is_none() {
                document.wrong_value(&field, Wanted::Week);
            }
            week
        }
        _ => {
            document.wrong_type(&field, Shape::Text);
            None
        }
    }
}
