//! The checks that decide by the bytes of a row whether the fast path may take it: nothing may be wrong with the row, and nothing may
//! have to be reported about it. When in doubt the answer is no, and the careful path decides.

use super::amount::parse_amount;
use crate::model::amount::Amount;
use crate::model::effort::{Bare, Notation};
use crate::read::csv::Row;
use crate::read::plan::{Entries, Ignored, Plan, When};
use crate::rollup::engine::stage::Stage;
use crate::rollup::units::decimal_places;

/// Two fields of a row: one about the start of an entry, one about its end.
type Ends = (usize, usize);

/// What is checked of a row beside its labels.
#[derive(Debug)]
pub(super) struct RowChecks {
    /// Fields that must have the same bytes: the days of start and end.
    same: Option<Ends>,
    /// Times of day that must be in order.
    times: Option<Ends>,
    /// `Some` if every column is validated: then all bytes must be UTF-8, and the time between these fields, if there are such,
    /// must be the duration.
    whole: Option<Option<Ends>>,
    /// Fields of remarks, which must not hold amounts.
    remarks: Vec<usize>,
    /// The smallest amount, as a scaled integer.
    least: i32,
    /// By notation, the largest amount.
    most: [i32; 4],
}

impl RowChecks {
    /// Returns `None` if the bytes of a row cannot show that the careful path would have nothing to report.
    pub fn new(stage: &Stage<'_>) -> Option<RowChecks> {
        let (plan, rules) = (stage.job.plan, stage.job.entries);
        let (mut same, mut times, mut whole) = (None, None, None);
        if let Some(entries) = &plan.entries {
            if entries.spans || rules.is_some_and(|rules| rules.ids.is_some()) {
                return None;
            }
            (same, times) = same_day(plan, entries)?;
            if rules.is_some_and(|rules| rules.all_columns) {
                whole = Some(entries.start.zip(entries.end));
                let has_one = entries.start.is_some() != entries.end.is_some();
                if has_one || same.is_none() && entries.end_date.is_some() {
                    return None;
                }
            }
        }
        let most = Notation::ALL.map(|notation| match stage.day_limits[notation as usize] {
            Some(limit) if plan.is_of_days() => limit.floor(decimal_places(notation)).try_into().unwrap_or(i32::MAX),
            _ => i32::MAX,
        });
        let remarks = plan.ignored(Ignored::Remark).map(|(field, _)| field).collect();
        // An entry of no time is reported, so it is not for the fast path.
        Some(RowChecks { same, times, whole, remarks, least: i32::from(plan.entries.is_some()), most })
    }

    /// Whether every column is validated.
    pub fn all_columns(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether a row with this amount passes. `is_text`: all bytes of its block are UTF-8; asked only if `all_columns`.
    #[inline]
    pub fn pass(&self, row: &Row<'_>, (notation, scaled): (Notation, i32), is_text: bool) -> bool {
        if scaled < self.least || scaled > self.most[notation as usize] || !self.is_plain(row) {
            return false;
        }
        let agrees = |times: Option<Ends>| times.is_none_or(|times| is_duration(row, times, notation, scaled));
        self.whole.is_none_or(|times| is_text && agrees(times))
    }

    /// Whether the entry ends on the day on which it begins, and no remark looks like an amount.
    #[inline]
    fn is_plain(&self, row: &Row<'_>) -> bool {
        self.same.is_none_or(|(one, other)| row.field(one).is(row.field(other)))
            && self.times.is_none_or(|(start, end)| in_order(row.field(start).bytes(), row.field(end).bytes()))
            && self.remarks.iter().all(|field| is_remark(row.field(*field).bytes()))
    }
}

/// How the bytes of an entry show that it ends on the day on which it begins: by two equal dates, or by two times in order.
/// `None` if they cannot show it.
fn same_day(plan: &Plan, entries: &Entries) -> Option<(Option<Ends>, Option<Ends>)> {
    match (plan.when, entries.end_date, entries.start.zip(entries.end)) {
        (When::Date(date), Some(end_date), _) => Some((Some((date, end_date)), None)),
        (When::Date(_), None, times) => Some((None, times)),
        (When::Start(_), ..) | (_, _, Some(_)) => None,
        (_, _, None) => Some((None, None)),
    }
}

/// Converts a bare number of minutes or seconds to seconds, as the careful path does. `None` if the seconds are not whole, or too
/// many.
#[inline]
pub(super) fn in_seconds(bare: Option<Bare>, notation: Notation, scaled: i32) -> Option<(Notation, i32)> {
    match (notation, bare) {
        (Notation::Bare, Some(bare @ (Bare::Minutes | Bare::Seconds))) => {
            let seconds = Amount::of(scaled.into(), decimal_places(notation)).times(bare.seconds())?;
            Some((Notation::Clock, seconds.steps(decimal_places(Notation::Clock))?.try_into().ok()?))
        }
        (Notation::Bare, Some(Bare::DayFractions)) => None,
        _ => Some((notation, scaled)),
    }
}

/// Whether a duration is exactly the time between two times of day.
fn is_duration(row: &Row<'_>, (start, end): Ends, notation: Notation, scaled: i32) -> bool {
    const DAY: i32 = 86_400;
    let time = |field: usize| {
        let bytes = row.field(field).bytes();
        let (notation, seconds) = parse_amount(bytes, None).filter(|_| matches!(bytes.len(), 5 | 8))?;
        (notation == Notation::Clock && seconds < DAY).then_some(seconds)
    };
    notation == Notation::Clock && time(start).zip(time(end)).is_some_and(|(start, end)| end - start == scaled)
}

/// Whether two times of day have the same notation, `hh:mm` or `hh:mm:ss`, and the first is not after the second. Then comparing
/// their bytes compares the times.
fn in_order(start: &[u8], end: &[u8]) -> bool {
    let is_time = |text: &[u8]| {
        let is_right = |(at, byte): (usize, &u8)| if at % 3 == 2 { *byte == b':' } else { byte.is_ascii_digit() };
        matches!(text.len(), 5 | 8) && text.iter().enumerate().all(is_right)
    };
    start.len() == end.len() && start <= end && is_time(start) && is_time(end)
}

/// Whether a text is empty or begins with a letter, as no amount does.
fn is_remark(raw: &[u8]) -> bool {
    let text = raw.strip_prefix(b"\"").unwrap_or(raw);
    raw.is_empty() || text.first().is_some_and(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_in_order_if_their_bytes_are() {
        for (start, end) in [("09:00", "09:00"), ("09:00:00", "10:30:00")] {
            assert!(in_order(start.as_bytes(), end.as_bytes()), "{start} {end}");
        }
        for (start, end) in [("10:00", "09:00"), ("9:00", "10:00"), ("09:00", "10:00:00"), ("", ""), ("a9:00", "b9:00")]
        {
            assert!(!in_order(start.as_bytes(), end.as_bytes()), "{start} {end}");
        }
    }

    #[test]
    fn a_remark_is_what_cannot_be_an_amount() {
        for (text, expected) in
            [("", true), ("fine", true), ("\"a, b\"", true), ("7", false), ("\"7,5\"", false), (" x", false)]
        {
            assert_eq!(is_remark(text.as_bytes()), expected, "{text}");
        }
    }
}
