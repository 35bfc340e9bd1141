//! The rules by which a report is made: average, units of a week, buckets, limits.

use super::document::{Document, Field, Keys, Table};
use crate::model::day::Weekday;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::rules::{Average, Limits, PercentOf, Rules};
use crate::problem::ConfigFault;
use crate::problem::words::config::{Shape, Wanted};

pub(super) const LIMITS: Keys =
    Keys { table: "limits", keys: &["over", "under", "cell", "day_hours", "week_hours", "key_person"] };

/// Names that cannot be those of buckets, because they have a meaning of their own.
const RESERVED: [&str; 3] = ["leave", "excluded", "unclassified"];

/// The hours of a day and of a week.
const DAY: Exact = Exact::whole(24);
pub(super) const WEEK: Exact = Exact::whole(168);

/// Reads all rules except for the holidays, which need the roster.
pub(super) fn read(document: &mut Document<'_>, root: &Table<'_>) -> Rules {
    let usual = Rules::default();
    Rules {
        average: document
            .choice(root.get("average"), &Average::ALL.map(|rule| (rule.name(), rule)))
            .unwrap_or(usual.average),
        percent_of: document
            .choice(root.get("percent_of"), &PercentOf::ALL.map(|rule| (rule.name(), rule)))
            .unwrap_or(usual.percent_of),
        is_percent_of_said: root.get("percent_of").is_some(),
        full_week: document.above_zero_to(root.get("full_week"), WEEK).unwrap_or(usual.full_week),
        working_days: working_days(document, root.get("working_days")).unwrap_or(usual.working_days),
        buckets: buckets(document, root.get("buckets")).unwrap_or(usual.buckets),
        limits: limits(document, root.get("limits")),
        holidays: Vec::new(),
    }
}

/// Returns the days in the order of the week.
fn working_days(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<Vec<Weekday>> {
    let field = field?;
    let options = Weekday::ALL.map(|day| (day.name(), day));
    let values = document.list(Some(field.clone()), Shape::Texts);
    let mut days: Vec<Weekday> =
        values.iter().filter_map(|value| document.choice(Some(value.clone()), &options)).collect();
    if values.is_empty() && field.value.is_array() {
        document.wrong_value(&field, Wanted::NotEmpty);
    }
    days.sort();
    days.dedup();
    (!days.is_empty()).then_some(days)
}

fn buckets(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<Vec<String>> {
    let field = field?;
    let values = document.list(Some(field.clone()), Shape::Texts);
    if values.is_empty() && field.value.is_array() {
        document.wrong_value(&field, Wanted::NotEmpty);
    }
    let mut buckets: Vec<String> = Vec::new();
    for value in values {
        let Some(name) = document.text(Some(value.clone())).map(|name| name.value) else { continue };
        let same = |other: &&String| folded(other) == folded(&name);
        if RESERVED.contains(&folded(&name).as_str()) {
            document.fault(&value.span, ConfigFault::ReservedName { name });
        } else if let Some(first) = buckets.iter().find(same).cloned() {
            document.fault(&value.span, ConfigFault::RepeatedName { name, what: "bucket", first });
        } else {
            buckets.push(name);
        }
    }
    (!buckets.is_empty()).then_some(buckets)
}

fn limits(document: &mut Document<'_>, field: Option<Field<'_>>) -> Limits {
    let usual = Limits::default();
    let Some(table) = field.and_then(|field| document.table(field, &LIMITS)) else { return usual };
    let over = document.above_zero(table.get("over")).unwrap_or(usual.over);
    // Otherwise a load could be over and under at the same time.
    let under = document.above_zero_to(table.get("under"), over.clone()).unwrap_or(usual.under.min(over.clone()));
    Limits {
        over,
        under,
        cell: document.above_zero(table.get("cell")).unwrap_or(usual.cell),
        day_hours: document.above_zero_to(table.get("day_hours"), DAY).unwrap_or(usual.day_hours),
        week_hours: document.above_zero_to(table.get("week_hours"), WEEK).unwrap_or(usual.week_hours),
        key_person: document.above_zero_to(table.get("key_person"), Exact::HUNDRED).unwrap_or(usual.key_person),
    }
}
