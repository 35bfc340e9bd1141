//! The used rows of one block as flat lists, and the interface of whatever takes them.

use crate::model::amount::Amount;
use crate::model::effort::Notation;
use crate::model::slot::Slot;
use crate::read::csv::{Block, Record};

/// A used row. A record with one column for each person becomes one row for each of them.
#[derive(Debug, Clone)]
pub struct StagedRow {
    /// The index of its record in the block.
    pub record: u32,
    /// Whether it is the first row of its record, so that records can be counted.
    pub first: bool,
    /// An index into `Ran::names`.
    pub person: u32,
    /// An index into `Ran::slots`.
    pub slot: u32,
    /// How many of its amount cells are blank.
    pub blank: u32,
    /// The index of its first cell in `Staged::cells`; its cells end where those of the next row begin.
    pub first_cell: u32,
}

/// An amount cell that is not blank.
#[derive(Debug, Clone, Copy)]
pub struct StagedCell {
    /// An index into the plan's amount columns.
    pub column: u32,
    /// An index into `Ran::activities`.
    pub activity: u32,
    pub notation: Notation,
    pub amount: Amount,
    /// How many entries the amount is the sum of: 1, except in a file that is a roll-up itself.
    pub entries: u32,
}

/// The used rows of one block.
#[derive(Debug, Default)]
pub struct Staged {
    pub rows: Vec<StagedRow>,
    pub cells: Vec<StagedCell>,
}

impl Staged {
    /// Each row with its cells.
    pub fn iter(&self) -> impl Iterator<Item = (&StagedRow, &[StagedCell])> {
        let ends = self.rows.iter().skip(1).map(|row| row.first_cell as usize).chain([self.cells.len()]);
        self.rows.iter().zip(ends).map(|(row, end)| (row, self.cells.get(row.first_cell as usize..end).unwrap_or(&[])))
    }
}

/// The records of a block, found by their numbers, which only grow.
pub struct RecordsOf<'a, I> {
    records: I,
    /// The number of the next record.
    next: u32,
    current: Option<Record<'a>>,
}

impl<'a, I: Iterator<Item = Record<'a>>> RecordsOf<'a, I> {
    pub fn new(records: I) -> RecordsOf<'a, I> {
        RecordsOf { records, next: 0, current: None }
    }

    /// The record of a row, with its line counted.
    pub fn of(&mut self, row: &StagedRow) -> Option<Record<'a>> {
        if row.record >= self.next {
            let found = self.records.nth((row.record - self.next) as usize);
            self.next = row.record + 1;
            self.current = found.map(|record| record.counted(self.current));
        }
        self.current
    }
}

/// Takes the staged blocks of a file, in file order.
pub trait Sink {
    /// `names` and `slots` are the people and days met so far; `StagedRow` holds indices into them.
    fn block(&mut self, block: &Block, staged: &Staged, names: &[String], slots: &[Slot]);
}
