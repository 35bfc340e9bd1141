//! The fold: a file's cells summed by person, days, activity and spelling, exactly, in memory that follows the groups and
//! not the rows. What bare numbers mean is decided afterwards, so spellings stay apart.

use hashbrown::HashMap;

use super::merge::Numbers;
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

    /// Another part of the same sum.
    fn absorb(&mut self, other: &Sum) {
        match self.amount.plus(other.amount) {
            Ok(amount) => self.amount = amount,
            Err(_) => self.overflowed = true,
        }
        self.overflowed |= other.overflowed;
        self.largest = self.largest.max(other.largest);
        self.cells += other.cells;
        self.entries += other.entries;
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

impl Rows {
    fn absorb(&mut self, other: Rows) {
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
#[derive(Debug, Default)]
pub struct Folded {
    pub sums: Vec<(Key, Sum)>,
    /// The persons and days that have a row.
    pub rows: Vec<((u32, Slot), Rows)>,
    /// By spelling.
    pub marks: [Marks; 4],
}

impl Fold {
    /// The sums of all workers of a file, by the file's own numbers; `slots` are its days. Only numbers are sorted: a sum
    /// is moved once.
    pub(super) fn finish(folds: Vec<Fold>, numbers: &[Numbers], slots: &[Slot]) -> Folded {
        let mut order: Vec<u32> = (0..slots.len() as u32).collect();
        order.sort_unstable_by_key(|&slot| slots[slot as usize]);
        let mut ranks = vec![0_u32; slots.len()];
        order.iter().zip(0..).for_each(|(&slot, rank)| ranks[slot as usize] = rank);
        let days = |rank: u32| slots[order[rank as usize] as usize];
        let mut folded = Folded::default();
        let (mut sums, mut rows) = (Vec::new(), Vec::new());
        let (mut sum_places, mut row_places): (Vec<u128>, Vec<u128>) = (Vec::new(), Vec::new());
        for (fold, numbers) in folds.into_iter().zip(numbers) {
            for (all, marks) in folded.marks.iter_mut().zip(fold.marks) {
                all.cells += marks.cells;
                all.nonzero += marks.nonzero;
            }
            let of = |person: u32, slot: u32, work: u32, at: usize| {
                let (person, slot) = (numbers.people[person as usize], numbers.slots[slot as usize]);
                let rank = ranks[slot as usize];
                u128::from(person) << 96 | u128::from(rank) << 64 | u128::from(work) << 32 | at as u128
            };
            for ((person, slot, work), sum) in fold.sums {
                let work = numbers.activities[(work / SPELLINGS) as usize] * SPELLINGS + work % SPELLINGS;
                sum_places.push(of(person, slot, work, sums.len()));
                sums.push(sum);
            }
            for ((person, slot), count) in fold.rows {
                row_places.push(of(person, slot, 0, rows.len()));
                rows.push(count);
            }
        }
        sum_places.sort_unstable();
        row_places.sort_unstable();
        let (mut last, part) = (None, |place: u128, at: u32| (place >> at) as u32);
        for place in sum_places {
            let sum = sums[part(place, 0) as usize];
            match folded.sums.last_mut().filter(|_| last == Some(place >> 32)) {
                Some((_, known)) => known.absorb(&sum),
                None => {
                    let (activity, spelling) = (part(place, 32) / SPELLINGS, part(place, 32) % SPELLINGS);
                    let (slot, spelling) = (days(part(place, 64)), Spelling::ALL[spelling as usize]);
                    folded.sums.push((Key { person: part(place, 96), slot, activity, spelling }, sum));
                }
            }
            last = Some(place >> 32);
        }
        for place in row_places {
            let count = rows[part(place, 0) as usize];
            let key = (part(place, 96), days(part(place, 64)));
            match folded.rows.last_mut().filter(|(known, _)| *known == key) {
                Some((_, known)) => known.absorb(count),
                None => folded.rows.push((key, count)),
            }
        }
        folded
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
