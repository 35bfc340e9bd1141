//! Writes the amounts that the times of day tell as a column of their own.

use super::clock::{Clock, HOUR, MINUTE};
use super::making::{Added, Making};
use super::place::place_of;
use super::rows::RowKind;
use crate::model::effort::{Notation, Unit};
use crate::model::exact::Exact;
use crate::problem::{EntryFault, Problem};
use crate::read::csv::{MadeField, Origin, excerpt};
use crate::read::plan::AmountColumn;

impl Making<'_> {
    /// Adds the column of the amounts. A row whose end is before its start is an error, and so is one whose breaks are longer than its time.
    pub(super) fn by_clock(&mut self, clock: &Clock) -> AmountColumn {
        let field = self.width() + self.added.len();
        let mut texts = Vec::new();
        for (at, row) in self.reading.table.body.clone().enumerate() {
            let is_entry = self.reading.kinds.get(at) == Some(&RowKind::Entry);
            texts.push(if is_entry { self.duration(clock, row) } else { None });
        }
        self.added.push(Added { heading: "End less start".to_owned(), texts });
        AmountColumn {
            field,
            activity: String::new(),
            person: None,
            unit: Some(Unit::Hours),
            is_leave: false,
            days: None,
            bare: None,
        }
    }

    fn duration(&mut self, clock: &Clock, row: usize) -> Option<MadeField> {
        let of = |at: usize, bare: i128| {
            let number = self.cells.at(row, self.field(at)).number()?;
            let seconds = if number.notation == Notation::Bare { bare } else { HOUR };
            number.value.times(&Exact::whole(seconds)).to_integer()
        };
        let (start, end) = match (of(clock.start, HOUR), of(clock.end, HOUR)) {
            (Some(start), Some(end)) => (start, end),
            (Some(_), None) if self.cells.at(row, self.field(clock.end)).is_blank() => {
                self.refuse(row, clock.end, EntryFault::RunningTimer { rows: 1 });
                return None;
            }
            _ => return None,
        };
        let rest: i128 = clock.breaks.iter().filter_map(|(at, seconds)| of(*at, *seconds)).sum();
        let all = end - start - rest;
        if all < 0 {
            let text = |at: usize| self.cells.text(row, self.field(at)).to_owned();
            let fault = EntryFault::EndsBeforeStart { start: text(clock.start), end: text(clock.end) };
            self.refuse(row, clock.end, fault);
            return None;
        }
        let text = format!("{}:{:02}:{:02}", all / HOUR, all / MINUTE % 60, all % MINUTE);
        Some(MadeField::Other { text, origin: Origin { record: row, field: self.field(clock.end) } })
    }

    fn refuse(&mut self, row: usize, at: usize, fault: EntryFault) {
        let field = self.field(at);
        let problem = Problem::new(fault).at(place_of(self.file, self.cells, row, field));
        self.problems.push(match self.cells.source.record(row) {
            Some(record) => problem.excerpt(excerpt(record, field)),
            None => problem,
        });
    }
}
