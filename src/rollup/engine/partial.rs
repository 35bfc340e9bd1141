//! Partial sums: what one worker has summed, by person, days, activity and notation. Memory follows the number of these
//! groups, not of the rows. Notations stay apart because what bare numbers count is decided afterwards. `merge` makes one
//! result of the partial sums of all workers.

use hashbrown::HashMap;

use super::cells::{Cell, Columns};
use super::group_keys::GroupKeys;
use crate::model::amount::Amount;
use crate::model::effort::Notation;
use crate::read::plan::{Format, Plan};
use crate::rollup::counts::{CellCounts, RowCounts};
use crate::rollup::folded::Spill;
use crate::rollup::staged::{Staged, StagedCell};
use crate::rollup::units::decimal_places;

/// The partial sums of a worker. Slots and group keys are the worker's own numbers.
#[derive(Debug)]
pub(super) struct PartialSums {
    pub(super) groups: GroupKeys,
    pub(super) cells: Columns<Cell>,
    /// Only for a file that is a roll-up: how many entries each cell is the sum of. In other files each amount is one entry.
    pub(super) entries: Option<Columns<u32>>,
    /// By group key and slot: what does not fit a cell.
    pub(super) spills: HashMap<(u32, u32), Spill>,
    /// By person and slot. If there is one amount column every row is either a cell or a blank, and only the blank ones are
    /// counted here.
    pub(super) rows: HashMap<(u32, u32), RowCounts>,
    /// Whether there is one amount column, so that counting cells and blanks counts rows.
    pub(super) is_single: bool,
    pub(super) counts: [CellCounts; 4],
}

impl PartialSums {
    pub fn new(plan: &Plan) -> PartialSums {
        PartialSums {
            groups: GroupKeys::default(),
            cells: Columns::default(),
            entries: (plan.format == Format::Rollup).then(Columns::default),
            spills: HashMap::new(),
            rows: HashMap::new(),
            is_single: plan.amounts.len() == 1,
            counts: [CellCounts::default(); 4],
        }
    }

    /// Adds the staged rows of a block.
    pub fn add_block(&mut self, staged: &Staged) {
        for (row, cells) in staged.iter() {
            let count =
                RowCounts { rows: u64::from(row.first), entries: cells.len() as u64, blank: u64::from(row.blank) };
            if !self.is_single || count.blank > 0 {
                self.rows.entry((row.person, row.slot)).or_default().absorb(count);
            }
            for cell in cells {
                let counts = &mut self.counts[cell.notation as usize];
                counts.cells += 1;
                counts.nonzero += u64::from(!cell.amount.is_zero());
                if cell.entries < 2 {
                    counts.largest = counts.largest.max(cell.amount);
                }
                self.add_cell(row.person, row.slot, cell);
            }
        }
    }

    fn add_cell(&mut self, person: u32, slot: u32, cell: &StagedCell) {
        let group = self.groups.number(person, cell.activity, cell.notation);
        match cell.amount.steps(decimal_places(cell.notation)).and_then(|scaled| i32::try_from(scaled).ok()) {
            Some(scaled) => self.add(group, slot, cell.notation, scaled),
            None => {
                self.add(group, slot, cell.notation, 0);
                self.spill(group, slot).absorb(Spill { sum: cell.amount.into(), ..Spill::NONE });
            }
        }
        if let Some(entries) = &mut self.entries {
            let known = entries.at(slot, group);
            match known.checked_add(cell.entries) {
                Some(sum) => *known = sum,
                None => {
                    let entries = u64::from(cell.entries);
                    self.spill(group, slot).absorb(Spill { entries, ..Spill::NONE });
                }
            }
        }
    }

    /// Adds an amount of one entry, as a scaled integer.
    #[inline]
    pub(super) fn add(&mut self, group: u32, slot: u32, notation: Notation, scaled: i32) {
        let cell = self.cells.at(slot, group);
        match (cell.sum.checked_add(scaled), cell.cells.checked_add(1)) {
            (Some(sum), Some(cells)) => *cell = Cell { sum, cells },
            (_, cells) => {
                // The cell keeps its value, which marks the group as present; what does not fit goes to the spill.
                cell.cells = cells.unwrap_or(cell.cells);
                let sum = Amount::of(scaled.into(), decimal_places(notation)).into();
                let cells = u64::from(cells.is_none());
                self.spill(group, slot).absorb(Spill { sum, cells, entries: 0 });
            }
        }
    }

    #[cold]
    fn spill(&mut self, group: u32, slot: u32) -> &mut Spill {
        self.spills.entry((group, slot)).or_insert(Spill::NONE)
    }
}
