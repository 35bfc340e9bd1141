//! The further checks of a row that is an entry of a timesheet: whether it is a copy, still running, longer than a day,
//! negative, past midnight, and whether its duration agrees with its start and end.

use super::state::{Outcome, Stage, is_blank};
use crate::model::amount::Amount;
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::problem::{EntryFault, Problem, SheetFault};
use crate::read::csv::{Record, bad_byte, place};
use crate::read::plan::{Entries, When};
use crate::read::stamp::{MINUTE, Stamp, stamp};
use crate::read::times::{apart, moment, text_of, times};
use crate::rollup::noted::Remark;

/// The decimal places of nanoseconds, as a fraction of a second.
const NANO: u32 = 9;

impl Stage<'_> {
    /// Whether a row is shorter than the header by one field and still has every field that is needed.
    pub(super) fn is_short(&mut self, record: &Record<'_>) -> bool {
        let plan = self.job.plan;
        if record.len() + 1 != plan.width() {
            return false;
        }
        let Some(entries) = plan.entries.as_ref().filter(|entries| entries.short_rows) else { return false };
        let times = [entries.email, entries.id, entries.start, entries.end, entries.end_date].into_iter().flatten();
        let work = plan.says.iter().map(|(_, field)| *field);
        let amounts = plan.amounts.iter().map(|amount| amount.field);
        let mut needed = self.label_fields().chain(times).chain(work).chain(amounts);
        needed.all(|field| field < record.len())
    }

    /// The outcome of an entry whose labels and amount have been read. Its cell, if it has one, is the last that was staged.
    pub(super) fn outcome_of_entry(&mut self, record: &Record<'_>, entries: &Entries, first_cell: usize) -> Outcome {
        let rules = self.job.entries.unwrap_or_default();
        let plan = self.job.plan;
        let amount = self.staged.cells.get(first_cell).map(|cell| (cell.notation, cell.amount));
        let field = plan.amounts.first().map_or(0, |amount| amount.field);
        let here = || place(&plan.file, *record, field);
        if let (Some((first, file)), Some(id)) = (rules.ids, entries.id.map(|id| record.field(id)))
            && !id.trim_ascii().is_empty()
        {
            let is_of_earlier = first.get(&*id).is_some_and(|first| *first < file);
            if is_of_earlier || !self.ran.ids.insert(id.to_vec()) {
                self.ran.remarks.note(Remark::Copy, amount, here);
                return Outcome::Excluded;
            }
        }
        if rules.all_columns
            && let Some(problem) = self.other_columns(record, entries)
        {
            self.ran.problems.push(*problem);
            return Outcome::Rejected;
        }
        let Some((notation, value)) = amount else { return self.without_duration(record, entries, field) };
        if record.len() < plan.width() {
            self.ran.remarks.note(Remark::Short, amount, here);
        }
        if value.is_zero() {
            self.ran.remarks.note(Remark::Zero, amount, here);
        } else if value.is_negative() {
            self.ran.remarks.note(Remark::Negative, amount, here);
        } else if self.day_limits[notation as usize].is_some_and(|most| value > most) && plan.is_of_days() {
            self.ran.remarks.note(Remark::Long, amount, here);
        }
        if let Some(moved) = self.labels.moved {
            self.ran.remarks.note(Remark::WithOffset, amount, here);
            if moved {
                self.ran.remarks.note(Remark::OtherWeek, amount, here);
            }
        }
        // The end of a correction lies before its start because its duration is negative.
        if !value.is_negative() && self.is_across_midnight(record, entries) {
            self.ran.remarks.note(Remark::AcrossMidnight, amount, here);
        }
        if rules.all_columns && !entries.spans && !value.is_negative() && self.disagrees(record, (notation, value)) {
            self.ran.remarks.note(Remark::TimesDisagree, amount, here);
        }
        Outcome::Used
    }

    /// The outcome of an entry without a duration: an error if it has an end, otherwise a timer that is still running.
    fn without_duration(&mut self, record: &Record<'_>, entries: &Entries, field: usize) -> Outcome {
        let plan = self.job.plan;
        let has = |field: Option<usize>| field.is_some_and(|field| !is_blank(&record.field(field)));
        if entries.start.is_none() {
            return Outcome::Used;
        }
        if has(entries.end) && !entries.spans {
            return self.reject(record, field, EntryFault::NoDuration {});
        }
        self.ran.remarks.note(Remark::Running, None, || place(&plan.file, *record, field));
        Outcome::Used
    }

    /// The time from start to end; `None` if there is no end.
    pub(super) fn span(&self, record: &Record<'_>, entries: &Entries) -> Result<Option<Amount>, Box<Problem>> {
        let plan = self.job.plan;
        let (Some(start), Some(end)) = (entries.start, entries.end) else { return Ok(None) };
        if is_blank(&record.field(end)) {
            return Ok(None);
        }
        let problem = |field: usize, fault: EntryFault| Box::new(self.problem(record, field, fault));
        let text = |field: usize| {
            let bytes = record.field(field);
            match std::str::from_utf8(&bytes) {
                Ok(text) => Ok(text.trim().to_owned()),
                Err(_) => Err(bad_byte(&plan.file, *record, field)
                    .map_or_else(|| problem(field, EntryFault::NoDuration {}), Box::new)),
            }
        };
        let read = |field: usize, text: &str| {
            let unread = || problem(field, EntryFault::UnreadableTime { text: text.to_owned() });
            moment(text, None, self.job.dates).ok_or_else(unread)
        };
        let (from, to) = (text(start)?, text(end)?);
        let (first, last) = (read(start, &from)?, read(end, &to)?);
        let nanos = first.until(last).ok_or_else(|| problem(end, EntryFault::UnreadableTime { text: to.clone() }))?;
        if nanos < 0 {
            return Err(problem(end, EntryFault::EndsBeforeStart { start: from, end: to }));
        }
        Ok(Amount::new(nanos, NANO))
    }

    /// Whether an entry ends on another day than it begins.
    fn is_across_midnight(&self, record: &Record<'_>, entries: &Entries) -> bool {
        let plan = self.job.plan;
        let When::Date(date) = plan.when else {
            let zone = self.job.entries.and_then(|rules| rules.zone);
            let day = |stamp: Stamp| zone.map_or(Some(stamp.day), |zone| stamp.day_in(zone));
            return times(record, plan, self.job.dates).is_some_and(|(start, end)| day(start) != day(end));
        };
        if let Some(end_date) = entries.end_date {
            let (first, last) = (record.raw(date), record.raw(end_date));
            return first != last && !is_blank(last) && text_of(record, Some(date)) != text_of(record, Some(end_date));
        }
        // If only times of day are given, an end before the start lies on the next day.
        entries.end.is_some()
            && times(record, plan, self.job.dates)
                .is_some_and(|(start, end)| start.until(end).is_some_and(|nanos| nanos < 0))
    }

    /// Whether the duration differs from the time between start and end by more than rounding explains.
    fn disagrees(&self, record: &Record<'_>, (notation, amount): (Notation, Amount)) -> bool {
        let plan = self.job.plan;
        let Some((start, end)) = times(record, plan, self.job.dates) else { return false };
        let Some(span) = apart(start, end) else { return false };
        let seconds = match notation {
            Notation::Clock => amount.exact(),
            _ => amount.exact().times(&Exact::whole(3600)),
        };
        // Decimal hours are rounded to a hundredth of an hour (18 seconds are half of it), times of day to a minute.
        let is_to_the_minute = [start, end].iter().all(|stamp| stamp.time.is_some_and(|time| time % MINUTE == 0));
        let has_seconds = seconds.over(&Exact::whole(60)).is_none_or(|minutes| !minutes.is_whole());
        let rounded = if notation == Notation::Clock { 0 } else { 18 };
        let most = Exact::whole(rounded + if is_to_the_minute && has_seconds { 60 } else { 0 });
        seconds.apart(&span) > most
    }

    /// The first fault in a column that no figure uses.
    fn other_columns(&self, record: &Record<'_>, entries: &Entries) -> Option<Box<Problem>> {
        let plan = self.job.plan;
        if let Some(bad) = (0..record.len()).find_map(|field| bad_byte(&plan.file, *record, field)) {
            return Some(Box::new(bad));
        }
        if let Some(field) = entries.end_date
            && let Some(text) = text_of(record, Some(field))
            && stamp(&text, self.job.dates).is_err()
        {
            return Some(Box::new(self.problem(record, field, SheetFault::UnreadableWeek { text })));
        }
        for field in [entries.start, entries.end].into_iter().flatten() {
            let Some(text) = text_of(record, Some(field)) else { continue };
            if moment(&text, None, self.job.dates).is_none() {
                return Some(Box::new(self.problem(record, field, EntryFault::UnreadableTime { text })));
            }
        }
        None
    }
}
