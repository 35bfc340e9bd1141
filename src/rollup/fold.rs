//! The fold: a file's cells summed by person, days, activity and spelling, exactly, in memory that follows the groups and
//! not the rows. What bare numbers mean is decided afterwards, so spellings stay apart. `folded` puts the sums in order.

use hashbrown::HashMap;

use super::run::{Sink, Staged, StagedCell};
use crate::model::amount::Amount;
use crate::model::effort::Spelling;
use crate::model::slot::Slot;
use crate::read::csv::Block;

/// What the cells of a person, some days, an activity and a spelling add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// An index into `Ran::activities`.
    pub activity: u32,
    pub spelling: Spelling,
    amount: Amount,
    /// The largest cell. One that is a sum itself, in a roll-up, is none: what a single entry may hold says nothing of it.
    pub largest: Amount,
    /// How many entries it is the sum of: as many as cells, but in a roll-up.
    pub entries: u64,
    pub cells: u32,
    overflowed: bool,
}

impl Sum {
    pub(super) fn none(activity: u32, spelling: Spelling) -> Sum {
        let amount = Amount::ZERO;
        Sum { activity, spelling, amount, largest: amount, entries: 0, cells: 0, overflowed: false }
    }

    /// `None`: the sum does not fit; it is reported, never wrapped.
    pub fn amount(&self) -> Option<Amount> {
        (!self.overflowed).then_some(self.amount)
    }

    /// What a sum is of; sums of one person and some days are in this order.
    pub(super) fn work(&self) -> (u32, Spelling) {
        (self.activity, self.spelling)
    }

    /// The same sum, with the file's own number of its activity.
    pub(super) fn of(self, activity: u32) -> Sum {
        Sum { activity, ..self }
    }

    /// Another part of the same sum.
    pub(super) fn absorb(&mut self, other: &Sum) {
        self.plus(other.amount);
        self.overflowed |= other.overflowed;
        self.largest = self.largest.max(other.largest);
        self.cells += other.cells;
        self.entries += other.entries;
    }

    fn add(&mut self, cell: &StagedCell) {
        self.plus(cell.amount);
        if cell.entries < 2 {
            self.largest = self.largest.max(cell.amount);
        }
        self.cells += 1;
        self.entries += u64::from(cell.entries);
    }

    fn plus(&mut self, amount: Amount) {
        match self.amount.plus(amount) {
            Ok(amount) => self.amount = amount,
            Err(_) => self.overflowed = true,
        }
    }
}

/// How many rows of a person and some days there are, and what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    pub rows: u32,
    pub entries: u32,
    pub blank: u32,
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
}

/// A person and some days, by their numbers, with the first of a list of sums.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub person: u32,
    pub slot: u32,
    pub count: Rows,
    first: u32,
    /// How many sums it has.
    pub length: u32,
}

/// What a sum is of, and the next one of the same person and days: apart from the sums, so that a list is short in memory.
#[derive(Debug, Clone, Copy)]
struct Link {
    activity: u32,
    spelling: Spelling,
    /// Which of the days it is of.
    number: u32,
    next: u32,
}

/// The end of a list.
const NONE: u32 = u32::MAX;

/// Most people do a few things in a week: those are found by going through the list. Longer lists have an index.
const LONG: u32 = 24;

/// The sink that sums one file, or a worker's part of it.
#[derive(Debug, Default)]
pub struct Fold {
    /// The number of each person and days.
    numbers: HashMap<(u32, u32), u32>,
    pub(super) days: Vec<Days>,
    links: Vec<Link>,
    /// One for each link.
    sums: Vec<Sum>,
    /// The links of long lists: by the number of the days, activity and spelling.
    long: HashMap<(u32, u32, Spelling), u32>,
    pub(super) marks: [Marks; 4],
}

impl Fold {
    /// The sums in the order in which they began, each with the number of its days.
    pub(super) fn sums(&self) -> impl Iterator<Item = (u32, &Sum)> {
        self.links.iter().map(|link| link.number).zip(&self.sums)
    }

    fn number(&mut self, person: u32, slot: u32) -> u32 {
        let days = &mut self.days;
        *self.numbers.entry((person, slot)).or_insert_with(|| {
            days.push(Days { person, slot, count: Rows::default(), first: NONE, length: 0 });
            (days.len() - 1) as u32
        })
    }

    fn add(&mut self, number: u32, cell: &StagedCell) {
        let days = self.days[number as usize];
        let known = if days.length > LONG {
            self.long.get(&(number, cell.activity, cell.spelling)).copied()
        } else {
            let mut at = days.first;
            while let Some(link) = self.links.get(at as usize) {
                if (link.activity, link.spelling) == (cell.activity, cell.spelling) {
                    break;
                }
                at = link.next;
            }
            (at != NONE).then_some(at)
        };
        let at = known.unwrap_or_else(|| self.begin(number, cell));
        self.sums[at as usize].add(cell);
    }

    /// A new sum at the head of its list.
    fn begin(&mut self, number: u32, cell: &StagedCell) -> u32 {
        let at = self.links.len() as u32;
        let days = &mut self.days[number as usize];
        let (activity, spelling) = (cell.activity, cell.spelling);
        self.links.push(Link { activity, spelling, number, next: days.first });
        self.sums.push(Sum::none(activity, spelling));
        (days.first, days.length) = (at, days.length + 1);
        let length = days.length;
        if length > LONG + 1 {
            self.long.insert((number, activity, spelling), at);
        } else if length == LONG + 1 {
            let mut next = at;
            while let Some(link) = self.links.get(next as usize) {
                self.long.insert((number, link.activity, link.spelling), next);
                next = link.next;
            }
        }
        at
    }
}

impl Sink for Fold {
    fn block(&mut self, _: &Block, staged: &Staged, _: &[String], _: &[Slot]) {
        for (row, cells) in staged.iter() {
            let number = self.number(row.person, row.slot);
            let count = &mut self.days[number as usize].count;
            count.rows += u32::from(row.first);
            count.entries += cells.len() as u32;
            count.blank += row.blank;
            for cell in cells {
                let marks = &mut self.marks[cell.spelling as usize];
                marks.cells += 1;
                marks.nonzero += u64::from(!cell.amount.is_zero());
                self.add(number, cell);
            }
        }
    }
}
