//! Rows of amounts without a label: one that equals the sum of the rows above it is a totals row, any other is a fault. A
//! block does not know what stands above it, so such rows wait until all blocks are summed.

use crate::model::amount::{Amount, AmountSum};
use crate::model::place::Place;
use crate::problem::Problem;

use super::run::StagedCell;

/// Sums by column and spelling; `None` where one does not fit.
type Sums = Vec<[AmountSum; 4]>;

/// The sums of the blocks of one worker, and the rows that wait for them.
#[derive(Debug)]
pub(super) struct Totals {
    columns: usize,
    /// By block: its number, its used rows and their sums.
    blocks: Vec<(u32, u64, Sums)>,
    open: Vec<Open>,
}

/// A row that waits.
#[derive(Debug)]
struct Open {
    block: u32,
    cells: Vec<StagedCell>,
    /// Of the rows of its block above it.
    used: u64,
    sums: Sums,
    place: Place,
    problem: Problem,
}

impl Totals {
    pub fn new(columns: usize) -> Totals {
        Totals { columns, blocks: Vec::new(), open: Vec::new() }
    }

    /// A block begins.
    pub fn begin(&mut self, block: u32) {
        self.blocks.push((block, 0, vec![[AmountSum::ZERO; 4]; self.columns]));
    }

    /// A row is used.
    pub fn add(&mut self, cells: &[StagedCell]) {
        let Some((_, used, sums)) = self.blocks.last_mut() else { return };
        *used += 1;
        for cell in cells {
            let sum = &mut sums[cell.column as usize][cell.spelling as usize];
            sum.add(cell.amount);
        }
    }

    /// So many rows are used, of one column; what they add up to, by spelling.
    pub fn add_all(&mut self, rows: u64, all: [Amount; 4]) {
        let Some((_, used, sums)) = self.blocks.last_mut() else { return };
        *used += rows;
        for (sum, all) in sums.iter_mut().take(1).flatten().zip(all) {
            sum.add(all);
        }
    }

    /// A row without a label waits; `problem` is what it is if it holds no totals.
    pub fn wait(&mut self, cells: Vec<StagedCell>, place: Place, problem: Problem) {
        if let Some((block, used, sums)) = self.blocks.last() {
            self.open.push(Open { block: *block, cells, used: *used, sums: sums.clone(), place, problem });
        }
    }

    /// The rows that hold totals, and the problems of the others: of all workers of a file. A totals row is the sum of two
    /// rows at least, because a row with a forgotten name can equal the one above it.
    pub fn resolve(all: Vec<Totals>) -> (Vec<Place>, Vec<Problem>) {
        let columns = all.first().map_or(0, |totals| totals.columns);
        let (mut blocks, mut open) = (Vec::new(), Vec::new());
        for totals in all {
            blocks.extend(totals.blocks);
            open.extend(totals.open);
        }
        blocks.sort_unstable_by_key(|(block, ..)| *block);
        open.sort_by_key(|open| open.block);
        let (mut totals, mut faults) = (Vec::new(), Vec::new());
        let (mut used, mut sums): (u64, Sums) = (0, vec![[AmountSum::ZERO; 4]; columns]);
        let mut before = blocks.iter().peekable();
        for row in open {
            while let Some((_, of_block, block)) = before.next_if(|(block, ..)| *block < row.block) {
                used += of_block;
                sums.iter_mut().zip(block).for_each(|(sums, block)| add(sums, block));
            }
            let equals = |cell: &StagedCell| {
                let (column, spelling) = (cell.column as usize, cell.spelling as usize);
                let mut above = sums[column][spelling];
                above.absorb(row.sums[column][spelling]);
                above.amount() == Some(cell.amount)
            };
            if used + row.used > 1 && row.cells.iter().all(equals) {
                totals.push(row.place);
            } else {
                faults.push(row.problem);
            }
        }
        (totals, faults)
    }
}

fn add(sums: &mut [AmountSum; 4], more: &[AmountSum; 4]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| sum.absorb(*more));
}
