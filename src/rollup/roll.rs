//! A file that has been read and summed.

use std::collections::BTreeSet;

use super::folded::Folded;
use super::ran::Ran;
use super::units::unit_of;
use crate::model::decision::Decision;
use crate::model::effort::{Notation, Unit};
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::plan::{Format, Plan, When};

/// A file that has been read and summed, with what was decided about it.
#[derive(Debug)]
pub struct FileRoll {
    pub plan: Plan,
    /// Whether the sheet was looked at as a whole, so that nothing need be said of its columns.
    pub is_understood: bool,
    pub ran: Ran,
    pub fold: Folded,
    /// The unit of its bare numbers; `None` if it could not be decided. That was reported, and nothing of the file is used.
    pub unit: Option<Unit>,
    /// Whether its dates are the days of the work; otherwise each date stands for its week.
    pub dated: bool,
    /// The cells above their limit.
    pub above: Above,
    pub decisions: Vec<Decision>,
    /// It repeats the sums of other files, and nothing of it is used, its names neither.
    pub is_overview: bool,
}

impl FileRoll {
    /// Whether the file holds hours only and no row reaches into a second month. If all files are so, a report goes by days
    /// unless it is told otherwise.
    pub fn is_by_day(&self) -> bool {
        let in_month = |slot: Slot| match self.placed(slot) {
            Slot::Day(_) | Slot::Days { .. } => true,
            // The first version of the canonical table does not say what its rows are of.
            Slot::Week(_) | Slot::Range { .. } if matches!(self.plan.when, When::Table { span: None, .. }) => {
                slot.days().is_some_and(|(from, to)| from.first_of_month_plus(0) == to.first_of_month_plus(0))
            }
            _ => false,
        };
        let spelled = Notation::ALL.into_iter().filter(|&notation| self.fold.counts[notation as usize].cells > 0);
        let mut units = spelled.map(|notation| unit_of(notation, self.unit.unwrap_or(Unit::Percent)));
        !self.fold.is_empty()
            && units.all(|unit| unit == Unit::Hours)
            && self.fold.slots.iter().all(|slot| in_month(*slot))
    }

    /// The days that the limit of a row is of. A single entry of a canonical table may be longer than a day, as in its timesheet.
    pub fn limited(&self, slot: Slot) -> Slot {
        match self.placed(slot) {
            Slot::Day(day) if self.plan.format == Format::Rollup => Slot::Days { from: day, to: day },
            slot => slot,
        }
    }

    /// The days that a row is really about: a date that stands for its week becomes that week.
    pub fn placed(&self, slot: Slot) -> Slot {
        match slot {
            Slot::Day(day) if !self.dated => Slot::Week(Week::of(day)),
            slot => slot,
        }
    }
}

/// The groups of a file with a cell above its limit: person and activity as indices into `Ran`, days, and notation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Above(pub(super) BTreeSet<(u32, Slot, u32, Notation)>);

impl Above {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The activities with such a cell in the rows of a person and some days, in order; once for each notation.
    pub(super) fn of(&self, person: u32, slot: Slot) -> impl Iterator<Item = u32> {
        let from = (person, slot, 0, Notation::Bare);
        let theirs = self.0.range(from..).take_while(move |(other, days, ..)| (*other, *days) == (person, slot));
        theirs.map(|(.., activity, _)| *activity)
    }
}
