//! Shows the entries of a file one by one: each cell with an amount, in the canonical columns and with its place.

use super::canonical::written;
use super::roll::FileRoll;
use super::staged::{Sink, Staged};
use crate::model::amount::Amount;
use crate::model::calendar::Calendar;
use crate::model::canonical::CanonicalUnit;
use crate::model::day::Day;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::read::csv::{Block, Record, place};

/// A cell with an amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// As the file spells them.
    pub person: &'a str,
    /// The first and the last day.
    pub from: Day,
    pub to: Day,
    /// An index into `Ran::activities`.
    pub activity: u32,
    pub unit: CanonicalUnit,
    pub amount: Amount,
    /// How many entries the amount is the sum of: 1, unless the file is a canonical table.
    pub entries: u32,
    pub place: Place,
}

/// The sink that shows the entries of a file, in the order of its rows. It stops showing after the first error.
pub struct Entries<'a, E> {
    roll: &'a FileRoll,
    /// The days of a sheet that says none.
    period: Option<(Day, Day)>,
    show: &'a mut dyn FnMut(Entry<'_>) -> Result<(), E>,
    error: Option<E>,
}

impl<'a, E> Entries<'a, E> {
    /// `calendar` says which days a sheet without days is about.
    pub fn new(
        roll: &'a FileRoll,
        calendar: &Calendar,
        show: &'a mut dyn FnMut(Entry<'_>) -> Result<(), E>,
    ) -> Entries<'a, E> {
        let ends = calendar.weeks.first().zip(calendar.weeks.last());
        Entries { roll, period: ends.map(|(first, last)| (first.from, last.to)), show, error: None }
    }

    /// What went wrong while entries were shown.
    pub fn end(self) -> Result<(), E> {
        self.error.map_or(Ok(()), Err)
    }

    fn days(&self, slot: Slot) -> Option<(Day, Day)> {
        // Days of entries are days, also where a sheet's days stand for their weeks.
        let slot = if self.roll.plan.is_of_days() { slot } else { self.roll.placed(slot) };
        slot.days().or(self.period)
    }
}

impl<E> Sink for Entries<'_, E> {
    fn block(&mut self, block: &Block, staged: &Staged, names: &[String], slots: &[Slot]) {
        // A file that is left out has no unit.
        let (Some(unit), None) = (self.roll.unit, &self.error) else { return };
        let plan = &self.roll.plan;
        let mut records = block.records().enumerate();
        let mut current: Option<(usize, Record<'_>)> = None;
        for (row, cells) in staged.iter() {
            if current.is_none_or(|(at, _)| at != row.record as usize) {
                let found = records.find(|(at, _)| *at == row.record as usize);
                let earlier = current.map(|(_, record)| record);
                current = found.map(|(at, record)| (at, record.counted(earlier)));
            }
            let Some((_, record)) = current else { return };
            let Some((from, to)) = self.days(slots[row.slot as usize]) else { continue };
            for cell in cells {
                // A single amount is never too large for the table: only sums are.
                let Some((unit, amount)) = written(cell.amount, cell.notation, unit) else { continue };
                let field = plan.amounts.get(cell.column as usize).map_or(0, |amount| amount.field);
                let entry = Entry {
                    person: &names[row.person as usize],
                    from,
                    to,
                    activity: cell.activity,
                    unit,
                    amount,
                    entries: cell.entries,
                    place: place(&plan.file, record, field),
                };
                if let Err(error) = (self.show)(entry) {
                    self.error = Some(error);
                    return;
                }
            }
        }
    }
}
