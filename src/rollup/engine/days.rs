//! Reads the cells that say on which days a row's work was done.

use crate::model::canonical::Span;
use crate::model::effort::DateOrder;
use crate::model::slot::Slot;
use crate::problem::SheetFault;
use crate::read::csv::Record;
use crate::read::when::{self, WhenFault};
use crate::rollup::job::Job;

/// A cell that cannot be read: its field and what is wrong; `None` if a byte of it is not UTF-8.
pub(super) type Unreadable = (usize, Option<SheetFault>);

/// Reads a week or a date from one field.
pub(super) fn read_cell(
    record: &Record<'_>,
    field: usize,
    job: &Job<'_>,
    slot: impl Fn(&str) -> Result<Slot, WhenFault>,
) -> Result<Slot, Unreadable> {
    let bytes = record.field(field);
    let text = std::str::from_utf8(&bytes).map_err(|_| (field, None))?;
    slot(text).map_err(|fault| (field, Some(when_fault(text, fault, job))))
}

/// Reads the days of a row of a canonical table.
pub(super) fn table_row(
    record: &Record<'_>,
    job: &Job<'_>,
    (from, to, span): (usize, usize, Option<usize>),
) -> Result<Slot, Unreadable> {
    let day = |field| read_cell(record, field, job, |text| when::date(text, job.dates, job.owned));
    let (first, last) = (day(from)?, day(to)?);
    let reversed = || SheetFault::ReversedDates { from: first.to_string(), to: last.to_string() };
    let ends = first.days().zip(last.days()).map(|((first, _), (_, last))| (first, last));
    let (first_day, last_day) = ends.filter(|(first, last)| first <= last).ok_or_else(|| (to, Some(reversed())))?;
    // In the first version, from Monday to Sunday was a week, and all else but single days a stretch.
    let Some(field) = span else {
        return Ok(if first_day == last_day { Slot::Day(first_day) } else { Slot::range(first_day, last_day) });
    };
    let bytes = record.field(field);
    let text = std::str::from_utf8(&bytes).map_err(|_| (field, None))?.trim();
    let slot = Span::ALL.into_iter().find(|span| span.name() == text).and_then(|span| span.slot(first_day, last_day));
    let days = (first_day, last_day);
    slot.ok_or_else(|| (field, Some(SheetFault::UnknownSpan { text: text.to_owned(), from: days.0, to: days.1 })))
}

/// The problem of a week or date that cannot be read.
pub(super) fn when_fault(text: &str, fault: WhenFault, job: &Job<'_>) -> SheetFault {
    let text = text.to_owned();
    match fault {
        // What to write instead is the same for all three: the day or the week as the calendar has it, with its year.
        WhenFault::NotAWeek | WhenFault::DayOrYear | WhenFault::OtherWeekday => SheetFault::UnreadableWeek { text },
        WhenFault::NoYear => SheetFault::WeekWithoutYear { text },
        WhenFault::Ambiguous => SheetFault::AmbiguousDate { text, other: None },
        WhenFault::OtherOrder => {
            let order = job.dates.map_or("the other order", DateOrder::name);
            SheetFault::AmbiguousDate { text, other: Some(order.to_owned()) }
        }
    }
}
