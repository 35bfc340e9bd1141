//! The fold: a file's cells summed by person, days, activity and spelling, exactly, in memory that follows the groups and
//! not the rows. What bare numbers mean is decided afterwards, so spellings stay apart.

use hashbrown::HashMap;

use super::run::{Sink, Staged};
use crate::model::amount::Amount;
use crate::model::effort::Spelling;
use crate::model::slot::Slot;
use crate::read::csv::Block;

/// What makes a sum: person and activity (indices into what the run found), days, spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub person: u32,
    pub slot: Slot,
    pub activity: u32,
    pub spelling: Spelling,
}

/// A folded cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// `None`: the sum does not fit; it is reported, never wrapped.
    pub amount: Option<Amount>,
    pub largest: Amount,
    /// How many cells it is the sum of, and how many entries those stand for: as many, but in a roll-up.
    pub cells: u32,
    pub entries: u64,
    /// The number of the first block with such a cell.
    pub first_block: u32,
}

/// The rows of a person and some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    pub rows: u32,
    pub entries: u32,
    pub blank: u32,
}

/// How many cells of a spelling there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    pub cells: u64,
    /// Cells that are not zero: a bare 0 is 0 in every unit.
    pub nonzero: u64,
}

/// The sink that sums one file.
#[derive(Debug, Default)]
pub struct Fold {
    /// By person, days, and activity with spelling: the numbers alone, so that a key is short.
    sums: HashMap<(u32, u32, u32), Sum>,
    rows: HashMap<(u32, u32), Rows>,
    marks: [Marks; 4],
}

/// The sums of one file, in order: the same for any order of rows.
#[derive(Debug)]
pub struct Folded {
    pub sums: Vec<(Key, Sum)>,
    /// The persons and days that have a row.
    pub rows: Vec<((u32, Slot), Rows)>,
    /// By spelling.
    pub marks: [Marks; 4],
}

impl Fold {
    /// The sums, `slots` being the days that the run found.
    pub fn finish(self, slots: &[Slot]) -> Folded {
        let key = |(person, slot, work): (u32, u32, u32)| Key {
            person,
            slot: slots[slot as usize],
            activity: work / SPELLINGS,
            spelling: Spelling::ALL[(work % SPELLINGS) as usize],
        };
        let mut sums: Vec<_> = self.sums.into_iter().map(|(of, sum)| (key(of), sum)).collect();
        sums.sort_unstable_by_key(|(key, _)| *key);
        let row = |((person, slot), rows): ((u32, u32), Rows)| ((person, slots[slot as usize]), rows);
        let mut rows: Vec<_> = self.rows.into_iter().map(row).collect();
        rows.sort_unstable_by_key(|(key, _)| *key);
        Folded { sums, rows, marks: self.marks }
    }
}

const SPELLINGS: u32 = Spelling::ALL.len() as u32;

impl Sink for Fold {
    fn block(&mut self, block: &Block, staged: &Staged, _: &[String], _: &[Slot]) {
        for (row, cells) in staged.iter() {
            let rows = self.rows.entry((row.person, row.slot)).or_default();
            rows.rows += u32::from(row.first);
            rows.entries += cells.len() as u32;
            rows.blank += row.blank;
            for cell in cells {
                let marks = &mut self.marks[cell.spelling as usize];
                marks.cells += 1;
                marks.nonzero += u64::from(!cell.amount.is_zero());
                let key = (row.person, row.slot, cell.activity * SPELLINGS + cell.spelling as u32);
                let new = Sum {
                    amount: Some(Amount::ZERO),
                    largest: cell.amount,
                    cells: 0,
                    entries: 0,
                    first_block: block.number(),
                };
                let sum = self.sums.entry(key).or_insert(new);
                sum.amount = sum.amount.and_then(|amount| amount.plus(cell.amount).ok());
                sum.largest = sum.largest.max(cell.amount);
                sum.cells += 1;
                sum.entries += u64::from(cell.entries);
            }
        }
    }
}
