//! When the entry in a row began and ended, if the row has both.

use super::cell;
use super::csv::Record;
use super::plan::{Plan, When};
use super::stamp::{DAY, Stamp, stamp, time_of_day};
use crate::model::day::Day;
use crate::model::effort::{DateOrder, Notation};
use crate::model::exact::Exact;

/// Returns the text of a field, or `None` if it is blank.
pub fn text_of(record: &Record<'_>, field: Option<usize>) -> Option<String> {
    let text = String::from_utf8_lossy(&record.field(field?)).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Reads a moment, or a time of day on the day `on` (or on any day).
pub fn moment(text: &str, on: Option<Stamp>, dates: Option<DateOrder>) -> Option<Stamp> {
    if let Ok(stamp) = stamp(text, dates) {
        return stamp.time.map(|_| stamp);
    }
    let day = match on {
        Some(on) => on.day,
        None => Day::new(1970, 1, 1)?,
    };
    let time = time_of_day(text).or_else(|| day_fraction(text))?;
    Some(Stamp { day, time: Some(time), offset: None })
}

/// Reads a time of day as a spreadsheet keeps it: a part of the day (`0.375` is 9 o'clock), to the nearest second.
fn day_fraction(text: &str) -> Option<i64> {
    let text = text.trim();
    if !text.contains(['.', ',']) {
        return None;
    }
    let Ok(Some((Notation::Bare, amount))) = cell::signed(text, None) else { return None };
    let value = amount.exact();
    if value.is_negative() || value >= Exact::ONE {
        return None;
    }
    let seconds = value.times(&Exact::whole(86_400)).plus(&Exact::new(1, 2)?).floor().to_integer()?;
    i64::try_from(seconds).ok()?.checked_mul(1_000_000_000)
}

/// Returns start and end, if the row has both. Each has its own day, or that of the entry.
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

/// Returns the seconds from start to end. An end without a day that is earlier than the start is on the next day.
pub fn apart(start: Stamp, end: Stamp) -> Option<Exact> {
    let nanos = start.until(end)?;
    let nanos = if nanos < 0 { nanos + i128::from(DAY) } else { nanos };
    Some(Exact::decimal(nanos, 9))
}
