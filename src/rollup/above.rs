//! Finds the cells above their limit. The sums of a file know its largest cell of each notation; only if that is above a limit is the
//! file read again and each cell compared.

use hashbrown::HashMap;

use super::roll::{Above, FileRoll};
use super::staged::{Sink, Staged};
use super::units::{limit_of, unit_of};
use crate::model::amount::Amount;
use crate::model::effort::{Notation, Unit};
use crate::model::exact::Exact;
use crate::model::rules::Limits;
use crate::model::slot::Slot;
use crate::read::csv::Block;

/// The sink that collects the cells above their limits.
pub struct Search<'a> {
    roll: &'a FileRoll,
    unit: Unit,
    limits: &'a Limits,
    /// The index of each name in `Ran::names`: this run may meet them in another order.
    numbers: HashMap<&'a str, u32>,
    /// The limits of the previous row.
    known: Option<(Slot, Ceilings)>,
    pub found: Above,
}

impl<'a> Search<'a> {
    /// Returns `None` if no cell of the file can be above a limit.
    pub fn new(roll: &'a FileRoll, limits: &'a Limits) -> Option<Search<'a>> {
        let unit = roll.unit?;
        let mut known: Option<(Slot, Ceilings)> = None;
        let is_above = |slot: &Slot| {
            let ceilings = ceilings_of(roll.limited(*slot), unit, limits, &mut known);
            roll.fold.counts.iter().zip(ceilings).any(|(counts, most)| most.is_some_and(|most| counts.largest > most))
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
            let ceilings = ceilings_of(self.roll.limited(slot), self.unit, self.limits, &mut self.known);
            // The limits are limits of one entry, not of a cell that is a sum of several.
            for cell in cells.iter().filter(|cell| cell.entries < 2) {
                let is_above = ceilings[cell.notation as usize].is_some_and(|most| cell.amount > most);
                let person = self.numbers.get(names[row.person as usize].as_str()).filter(|_| is_above);
                self.found.0.extend(person.map(|&person| (person, slot, cell.activity, cell.notation)));
            }
        }
    }
}

/// By notation, the largest amount that a cell may hold, as it would be written; `None` if there is no limit.
type Ceilings = [Option<Amount>; 4];

fn ceilings(slot: Slot, unit: Unit, limits: &Limits) -> Ceilings {
    Notation::ALL.map(|notation| {
        let (limit, _) = limit_of(unit_of(notation, unit), slot, limits)?;
        let limit = match (notation, unit) {
            (Notation::Clock, _) => limit.times(&Exact::whole(3600)),
            (Notation::Bare, Unit::Fraction) => limit.over(&Exact::HUNDRED)?,
            _ => limit,
        };
        // A limit that is too large for an amount is larger than any cell.
        Amount::at_most(&limit)
    })
}

/// The ceilings of some days. `known` caches those of the previous call.
fn ceilings_of(slot: Slot, unit: Unit, limits: &Limits, known: &mut Option<(Slot, Ceilings)>) -> Ceilings {
    match known.filter(|(other, _)| same_limits(*other, slot)) {
        Some((_, ceilings)) => ceilings,
        None => known.insert((slot, ceilings(slot, unit, limits))).1,
    }
}

/// Whether two slots have the same limits.
fn same_limits(one: Slot, other: Slot) -> bool {
    one == other
        || matches!(
            (one, other),
            (Slot::Week(_), Slot::Week(_)) | (Slot::Day(_), Slot::Day(_)) | (Slot::Days { .. }, Slot::Days { .. })
        )
}
