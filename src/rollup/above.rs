//! The cells above their limit. The fold knows the largest amount of each spelling; where that is above a limit of the file,
//! the file is read again and the cells are looked at one by one.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::ledger::{FileRoll, limit_of, unit_of};
use super::run::{Sink, Staged};
use crate::model::amount::Amount;
use crate::model::effort::{Spelling, Unit};
use crate::model::exact::Exact;
use crate::model::rules::Limits;
use crate::model::slot::Slot;
use crate::read::csv::Block;

/// What has a cell above its limit: persons by their numbers, days, activities and spellings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Above(BTreeSet<(u32, Slot, u32, Spelling)>);

impl Above {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The activities of a person and some days, one for each spelling, in order.
    pub(super) fn of(&self, person: u32, slot: Slot) -> impl Iterator<Item = u32> {
        let from = (person, slot, 0, Spelling::Bare);
        let theirs = self.0.range(from..).take_while(move |(other, days, ..)| (*other, *days) == (person, slot));
        theirs.map(|(.., activity, _)| *activity)
    }
}

/// The sink that looks for the cells above their limits.
pub struct Search<'a> {
    roll: &'a FileRoll,
    unit: Unit,
    limits: &'a Limits,
    /// The numbers of the file's own names.
    numbers: HashMap<&'a str, u32>,
    /// Of the days before.
    known: Option<(Slot, Ceilings)>,
    pub found: Above,
}

impl<'a> Search<'a> {
    /// The search, where there is anything to find: a cell that is above the least of the file's limits.
    pub fn new(roll: &'a FileRoll, limits: &'a Limits) -> Option<Search<'a>> {
        let unit = roll.unit?;
        let mut known: Option<(Slot, Ceilings)> = None;
        let is_above = |slot: &Slot| {
            let ceilings = ceilings_of(roll.placed(*slot), unit, limits, &mut known);
            roll.fold.marks.iter().zip(ceilings).any(|(marks, most)| most.is_some_and(|most| marks.largest > most))
        };
        if !roll.fold.slots.iter().any(is_above) {
            return None;
        }
        let numbers = roll.ran.names.iter().map(String::as_str).zip(0..).collect();
        Some(Search { roll, unit, limits, numbers, known: None, found: Above::default() })
    }
}

impl Sink for Search<'_> {
    fn block(&mut self, _: &Block, staged: &Staged, names: &[String], slots: &[Slot]) {
        for (row, cells) in staged.iter() {
            let slot = slots[row.slot as usize];
            let ceilings = ceilings_of(self.roll.placed(slot), self.unit, self.limits, &mut self.known);
            // A cell that is a sum itself, in a roll-up, has no limit.
            for cell in cells.iter().filter(|cell| cell.entries < 2) {
                let is_above = ceilings[cell.spelling as usize].is_some_and(|most| cell.amount > most);
                let person = self.numbers.get(names[row.person as usize].as_str()).filter(|_| is_above);
                self.found.0.extend(person.map(|&person| (person, slot, cell.activity, cell.spelling)));
            }
        }
    }
}

/// The largest amounts that cells about some days may hold, by spelling and as spelled; `None`: any.
type Ceilings = [Option<Amount>; 4];

fn ceilings(slot: Slot, unit: Unit, limits: &Limits) -> Ceilings {
    Spelling::ALL.map(|spelling| {
        let (limit, _) = limit_of(unit_of(spelling, unit), slot, limits)?;
        let limit = match (spelling, unit) {
            (Spelling::Clock, _) => limit.times(&Exact::whole(3600)),
            (Spelling::Bare, Unit::Fraction) => limit.over(&Exact::HUNDRED)?,
            _ => limit,
        };
        // What does not fit is more than any cell holds.
        Amount::at_most(&limit)
    })
}

/// The ceilings of some days; `known` are those of the days before.
fn ceilings_of(slot: Slot, unit: Unit, limits: &Limits, known: &mut Option<(Slot, Ceilings)>) -> Ceilings {
    match known.filter(|(other, _)| same_limits(*other, slot)) {
        Some((_, ceilings)) => ceilings,
        None => known.insert((slot, ceilings(slot, unit, limits))).1,
    }
}

/// Whether the limits of two slots are the same whatever their days.
fn same_limits(one: Slot, other: Slot) -> bool {
    one == other || matches!((one, other), (Slot::Week(_), Slot::Week(_)) | (Slot::Day(_), Slot::Day(_)))
}
