//! The fold: a file's cells summed by person, days, activity and spelling, exactly, in memory that follows the groups and
//! not the rows. What bare numbers mean is decided afterwards, so spellings stay apart. `join` puts the sums of all workers
//! in order.

use hashbrown::HashMap;

use super::cells::{Cell, Columns};
use super::combos::Combos;
use super::run::{Staged, StagedCell};
use crate::model::amount::{Amount, AmountSum};
use crate::model::effort::Spelling;
use crate::read::plan::{Format, Plan};

/// How many rows of a person and some days there are, and what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    pub rows: u64,
    pub entries: u64,
    pub blank: u64,
}

impl Rows {
    pub(super) fn absorb(&mut self, other: Rows) {
        self.rows += other.rows;
        self.entries += other.entries;
        self.blank += other.blank;
    }
}

/// How many cells of a spelling there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    pub cells: u64,
    /// Cells that are not zero: a bare 0 is 0 in every unit.
    pub nonzero: u64,
    /// The largest cell. One that is a sum itself, in a roll-up, is none: what a single entry may hold says nothing of it.
    pub largest: Amount,
}

impl Marks {
    pub(super) fn absorb(&mut self, other: Marks) {
        self.cells += other.cells;
        self.nonzero += other.nonzero;
        self.largest = self.largest.max(other.largest);
    }
}

/// What of a group does not fit its cell: amounts with more places than the steps, sums and counts that are too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extra {
    pub sum: AmountSum,
    pub cells: u64,
    pub entries: u64,
}

impl Extra {
    pub const NONE: Extra = Extra { sum: AmountSum::ZERO, cells: 0, entries: 0 };

    pub fn absorb(&mut self, other: Extra) {
        self.sum.absorb(other.sum);
        self.cells += other.cells;
        self.entries += other.entries;
    }
}

/// How many decimal places the steps of a spelling have: a clock counts whole seconds.
pub(super) const fn places(spelling: Spelling) -> u32 {
    match spelling {
        Spelling::Clock => 0,
        Spelling::Bare | Spelling::Percent | Spelling::Hours => 4,
    }
}

/// The sink that sums one file, or a worker's part of it.
#[derive(Debug)]
pub struct Fold {
    pub(super) combos: Combos,
    pub(super) cells: Columns<Cell>,
    /// In a roll-up: how many entries the cells are sums of. Elsewhere each is one.
    pub(super) entries: Option<Columns<u32>>,
    /// By combination and days.
    pub(super) extras: HashMap<(u32, u32), Extra>,
    /// Rows by person and days; with one column of amounts, where each row is a cell or a blank, only those that are blank.
    pub(super) rows: HashMap<(u32, u32), Rows>,
    /// Whether the cells tell the rows.
    pub(super) is_single: bool,
    pub(super) marks: [Marks; 4],
}

impl Fold {
    pub fn new(plan: &Plan) -> Fold {
        Fold {
            combos: Combos::default(),
            cells: Columns::default(),
            entries: (plan.format == Format::Rollup).then(Columns::default),
            extras: HashMap::new(),
            rows: HashMap::new(),
            is_single: plan.amounts.len() == 1,
            marks: [Marks::default(); 4],
        }
    }

    /// Adds the rows of a block.
    pub fn block(&mut self, staged: &Staged) {
        for (row, cells) in staged.iter() {
            let count = Rows { rows: u64::from(row.first), entries: cells.len() as u64, blank: u64::from(row.blank) };
            if !self.is_single || count.blank > 0 {
                self.rows.entry((row.person, row.slot)).or_default().absorb(count);
            }
            for cell in cells {
                let marks = &mut self.marks[cell.spelling as usize];
                marks.cells += 1;
                marks.nonzero += u64::from(!cell.amount.is_zero());
                if cell.entries < 2 {
                    marks.largest = marks.largest.max(cell.amount);
                }
                self.cell(row.person, row.slot, cell);
            }
        }
    }

    fn cell(&mut self, person: u32, slot: u32, cell: &StagedCell) {
        let combo = self.combos.number(person, cell.activity, cell.spelling);
        match cell.amount.steps(places(cell.spelling)).and_then(|steps| i32::try_from(steps).ok()) {
            Some(steps) => self.add(combo, slot, cell.spelling, steps),
            None => {
                self.add(combo, slot, cell.spelling, 0);
                self.extra(combo, slot).sum.add(cell.amount);
            }
        }
        if let Some(entries) = &mut self.entries {
            let known = entries.at(slot, combo);
            match known.checked_add(cell.entries) {
                Some(sum) => *known = sum,
                None => {
                    let entries = u64::from(cell.entries);
                    self.extra(combo, slot).absorb(Extra { entries, ..Extra::NONE });
                }
            }
        }
    }

    /// Adds a cell of one entry, its amount in the steps of its spelling.
    #[inline]
    pub(super) fn add(&mut self, combo: u32, slot: u32, spelling: Spelling, steps: i32) {
        let cell = self.cells.at(slot, combo);
        match (cell.sum.checked_add(steps), cell.cells.checked_add(1)) {
            (Some(sum), Some(cells)) => *cell = Cell { sum, cells },
            (_, cells) => {
                // The cell stays what it is, so that it is there; what does not fit is beside it.
                cell.cells = cells.unwrap_or(cell.cells);
                let extra = self.extra(combo, slot);
                extra.sum.add(Amount::of(steps.into(), places(spelling)));
                extra.cells += u64::from(cells.is_none());
            }
        }
    }

    #[cold]
    fn extra(&mut self, combo: u32, slot: u32) -> &mut Extra {
        self.extras.entry((combo, slot)).or_insert(Extra::NONE)
    }
}
