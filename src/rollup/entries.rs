//! Shows the entries of a file one by one: each cell with an amount, in the canonical columns and with its place.

use super::canonical::written;
use super::roll::FileRoll;
use super::staged::{RecordsOf, Sink, Staged};
use crate::model::calendar::Calendar;
use crate::model::canonical::{CanonicalEntry, Span, activity_texts};
use crate::model::day::Day;
use crate::model::slot::Slot;
use crate::read::csv::{Block, place};

/// The sink that shows the entries of a file, in the order of its rows, with people as the file spells them. It stops showing after
/// the first error.
pub struct Entries<'a, E> {
    roll: &'a FileRoll,
    /// By activity: the columns from `project` to `category`.
    works: Vec<[String; 8]>,
    /// The days of a sheet that says none.
    period: Option<(Day, Day)>,
    show: &'a mut dyn FnMut(CanonicalEntry<'_>) -> Result<(), E>,
    error: Option<E>,
}

impl<'a, E> Entries<'a, E> {
    /// `calendar` says which days a sheet without days is about.
    pub fn new(
        roll: &'a FileRoll,
        calendar: &Calendar,
        show: &'a mut dyn FnMut(CanonicalEntry<'_>) -> Result<(), E>,
    ) -> Entries<'a, E> {
        let ends = calendar.weeks.first().zip(calendar.weeks.last());
        let works = roll.ran.activities.iter().map(activity_texts).collect();
        Entries { roll, works, period: ends.map(|(first, last)| (first.from, last.to)), show, error: None }
    }

    /// What went wrong while entries were shown.
    pub fn end(self) -> Result<(), E> {
        self.error.map_or(Ok(()), Err)
    }

    fn days(&self, slot: Slot) -> Option<(Day, Day, Span)> {
        // Days of entries are days, also where a sheet's days stand for their weeks.
        let slot = if self.roll.plan.is_of_days() { slot } else { self.roll.placed(slot) };
        slot.days().or(self.period).map(|(from, to)| (from, to, Span::of(slot)))
    }
}

impl<E> Sink for Entries<'_, E> {
    fn block(&mut self, block: &Block, staged: &Staged, names: &[String], slots: &[Slot]) {
        // A file that is left out has no unit.
        let (Some(unit), None) = (self.roll.unit, &self.error) else { return };
        let plan = &self.roll.plan;
        let mut records = RecordsOf::new(block.records());
        for (row, cells) in staged.iter() {
            let Some(record) = records.of(row) else { return };
            let Some((from, to, span)) = self.days(slots[row.slot as usize]) else { continue };
            for cell in cells {
                // A single amount is never too large for the table: only sums are.
                let Some((unit, amount)) = written(cell.amount, cell.notation, unit) else { continue };
                let Some(work) = self.works.get(cell.activity as usize) else { continue };
                let field = plan.amounts.get(cell.column as usize).map_or(0, |amount| amount.field);
                let entry = CanonicalEntry {
                    person: &names[row.person as usize],
                    from,
                    to,
                    span,
                    work,
                    unit,
                    amount,
                    entries: cell.entries.into(),
                    place: &place(&plan.file, record, field),
                };
                if let Err(error) = (self.show)(entry) {
                    self.error = Some(error);
                    return;
                }
            }
        }
    }
}
