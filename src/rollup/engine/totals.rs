//! Rows with amounts but without a label. One that equals the sum of the rows above it is a totals row and is left out; any
//! other is a problem. A worker does not know the blocks above its own, so these rows are decided when all blocks have been
//! summed.

use crate::model::amount::{Amount, AmountSum};
use crate::model::place::Place;
use crate::problem::Problem;
use crate::rollup::staged::StagedCell;

/// Sums by amount column and notation.
type Sums = Vec<[AmountSum; 4]>;

/// The sums of a worker's blocks, and the rows that are to be decided.
#[derive(Debug)]
pub(super) struct TotalsCandidates {
    columns: usize,
    /// For each block: its number, how many of its rows are used, and their sums.
    blocks: Vec<(u32, u64, Sums)>,
    open: Vec<Candidate>,
}

/// A row that may hold totals.
#[derive(Debug)]
struct Candidate {
    block: u32,
    cells: Vec<StagedCell>,
    /// How many rows above it in its block are used.
    used: u64,
    sums: Sums,
    place: Place,
    problem: Problem,
}

impl TotalsCandidates {
    pub fn new(columns: usize) -> TotalsCandidates {
        TotalsCandidates { columns, blocks: Vec::new(), open: Vec::new() }
    }

    /// Begins the sums of the next block.
    pub fn begin_block(&mut self, block: u32) {
        self.blocks.push((block, 0, vec![[AmountSum::ZERO; 4]; self.columns]));
    }

    /// Adds the cells of a used row.
    pub fn add(&mut self, cells: &[StagedCell]) {
        let Some((_, used, sums)) = self.blocks.last_mut() else { return };
        *used += 1;
        for cell in cells {
            let sum = &mut sums[cell.column as usize][cell.notation as usize];
            sum.add(cell.amount);
        }
    }

    /// Adds many used rows at once, given their number and their sums by notation. There is one amount column.
    pub fn add_all(&mut self, rows: u64, all: [Amount; 4]) {
        let Some((_, used, sums)) = self.blocks.last_mut() else { return };
        *used += rows;
        for (sum, all) in sums.iter_mut().take(1).flatten().zip(all) {
            sum.add(all);
        }
    }

    /// Keeps a row without a label until it can be decided. `problem` is reported if it holds no totals.
    pub fn wait(&mut self, cells: Vec<StagedCell>, place: Place, problem: Problem) {
        if let Some((block, used, sums)) = self.blocks.last() {
            self.open.push(Candidate { block: *block, cells, used: *used, sums: sums.clone(), place, problem });
        }
    }

    /// Decides the rows of all workers: the places of those that hold totals, and the problems of the others. Totals are the
    /// sum of at least two rows, because a row with a forgotten name may equal the only one above it.
    pub fn resolve(all: Vec<TotalsCandidates>) -> (Vec<Place>, Vec<Problem>) {
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
                let (column, notation) = (cell.column as usize, cell.notation as usize);
                let mut above = sums[column][notation];
                above.absorb(row.sums[column][notation]);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::effort::Notation;
    use crate::problem::SheetFault;

    fn cells(percent: i64) -> Vec<StagedCell> {
        let amount = Amount::of(percent, 0);
        vec![StagedCell { column: 0, activity: 0, notation: Notation::Percent, amount, entries: 1 }]
    }

    fn wait(totals: &mut TotalsCandidates, percent: i64, line: u64) {
        let problem = Problem::new(SheetFault::UnlabelledRow { what: "person" });
        totals.wait(cells(percent), Place::row(&"effort.csv".into(), line), problem);
    }

    /// The totals row is in the block of the first worker, some of the rows above it are in that of the second.
    #[test]
    fn a_row_is_compared_with_all_rows_above_it() {
        let (mut first, mut second) = (TotalsCandidates::new(1), TotalsCandidates::new(1));
        first.begin_block(1);
        first.add(&cells(30));
        wait(&mut first, 60, 4);
        wait(&mut first, 61, 5);
        second.begin_block(0);
        second.add(&cells(10));
        second.add(&cells(20));
        let (totals, problems) = TotalsCandidates::resolve(vec![first, second]);
        assert_eq!((totals, problems.len()), (vec![Place::row(&"effort.csv".into(), 4)], 1));
    }

    #[test]
    fn a_row_that_equals_the_only_row_above_it_holds_no_totals() {
        let mut totals = TotalsCandidates::new(1);
        totals.begin_block(0);
        totals.add(&cells(30));
        wait(&mut totals, 30, 3);
        assert_eq!(TotalsCandidates::resolve(vec![totals]).0, []);
    }
}
