//! The fold: a file's cells summed by person, days, activity and spelling, exactly, in memory that follows the groups and
//! not the rows. What bare numbers mean is decided afterwards, so spellings stay apart.

use hashbrown::HashMap;

use super::run::{Sink, Staged, StagedCell};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    amount: Amount,
    pub largest: Amount,
    /// How many entries it is the sum of: as many as cells, but in a roll-up.
    pub entries: u64,
    pub cells: u32,
    overflowed: bool,
}

impl Sum {
    /// `None`: the sum does not fit; it is reported, never wrapped.
    pub fn amount(&self) -> Option<Amount> {
        (!self.overflowed).then_some(self.amount)
    }

    fn add(&mut self, cell: &StagedCell) {
        match self.amount.plus(cell.amount) {
            Ok(amount) => self.amount = amount,
            Err(_) => self.overflowed = true,
        }
        self.largest = self.largest.max(cell.amount);
        self.cells += 1;
        self.entries += u64::from(cell.entries);
    }
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
    /// The sums, `slots` being the days that the run found. Only numbers are sorted: a sum is moved once.
    pub fn finish(self, slots: &[Slot]) -> Folded {
        let mut order: Vec<u32> = (0..slots.len() as u32).collect();
        order.sort_unstable_by_key(|&slot| slots[slot as usize]);
        let mut ranks = vec![0_u32; slots.len()];
        order.iter().zip(0..).for_each(|(&slot, rank)| ranks[slot as usize] = rank);
        let key = |(person, slot, work): (u32, u32, u32)| Key {
            person,
            slot: slots[slot as usize],
            activity: work / SPELLINGS,
            spelling: Spelling::ALL[(work % SPELLINGS) as usize],
        };
        let found: Vec<((u32, u32, u32), Sum)> = self.sums.into_iter().collect();
        let rank = |((person, slot, work), at): ((u32, u32, u32), u32)| {
            u128::from(person) << 96 | u128::from(ranks[slot as usize]) << 64 | u128::from(work) << 32 | u128::from(at)
        };
        let mut places: Vec<u128> = found.iter().zip(0..).map(|((of, _), at)| rank((*of, at))).collect();
        places.sort_unstable();
        let sum = |place: u128| {
            let (of, sum) = found[place as u32 as usize];
            (key(of), sum)
        };
        let sums = places.into_iter().map(sum).collect();
        let mut rows: Vec<_> = self.rows.into_iter().collect();
        rows.sort_unstable_by_key(|((person, slot), _)| (*person, ranks[*slot as usize]));
        let row = |((person, slot), rows): ((u32, u32), Rows)| ((person, slots[slot as usize]), rows);
        Folded { sums, rows: rows.into_iter().map(row).collect(), marks: self.marks }
    }
}

const SPELLINGS: u32 = Spelling::ALL.len() as u32;

impl Sink for Fold {
    fn block(&mut self, _: &Block, staged: &Staged, _: &[String], _: &[Slot]) {
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
                self.sums.entry(key).or_default().add(cell);
            }
        }
    }
}
