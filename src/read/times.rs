//! When the entry of a row began and ended, where it says both.

use super::csv::Record;
use super::plan::{Plan, When};
use super::stamp::{DAY, Stamp, stamp, time_of_day};
use crate::model::day::Day;
use crate::model::effort::DateOrder;
use crate::model::exact::Exact;

/// The text of a field; `None` where it is blank.
pub fn text_of(record: &Record<'_>, field: Option<usize>) -> Option<String> {
    let text = String::from_utf8_lossy(&record.field(field?)).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// A moment, or a time of day of the day of `on` (or of any day).
pub fn moment(text: &str, on: Option<Stamp>, dates: Option<DateOrder>) -> Option<Stamp> {
    if let Ok(stamp) = stamp(text, dates) {
        return stamp.time.map(|_| stamp);
    }
    let day = match on {
        Some(on) => on.day,
        None => Day::new(1970, 1, 1)?,
    };
    Some(Stamp { day, time: Some(time_of_day(text)?), offset: None })
}

/// Start and end, where the row says both: each with its own day, or with that of the entry.
pub fn times(record: &Record<'_>, plan: &Plan, dates: Option<DateOrder>) -> Option<(Stamp, Stamp)> {
    let entries = plan.entries.as_ref()?;
    let day = match plan.when {
        When::Date(field) => stamp(&text_of(record, Some(field))?, dates).ok(),
        _ => None,
    };
    let start = moment(&text_of(record, entries.start)?, day, dates)?;
    let end_day = text_of(record, entries.end_date).and_then(|text| stamp(&text, dates).ok());
    let end = moment(&text_of(record, entries.end)?, end_day.or(Some(start)), dates)?;
    Some((start, end))
}

/// The seconds from start to end. An end that says no day of its own and lies before the start is of the next day.
pub fn apart(start: Stamp, end: Stamp) -> Option<Exact> {
    let nanos = start.until(end)?;
    let nanos = if nanos < 0 { nanos + i128::from(DAY) } else { nanos };
    Some(Exact::decimal(nanos, 9))
}
