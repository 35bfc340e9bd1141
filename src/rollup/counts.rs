//! Counts that are kept beside the sums.

use crate::model::amount::Amount;

/// The rows of a person on some days, and their cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowCounts {
    pub rows: u64,
    pub entries: u64,
    pub blank: u64,
}

impl RowCounts {
    pub(super) fn absorb(&mut self, other: RowCounts) {
        self.rows += other.rows;
        self.entries += other.entries;
        self.blank += other.blank;
    }
}

/// The cells of a file that are written in one notation (bare numbers, percents, hours or clock times).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CellCounts {
    pub cells: u64,
    /// Cells that are not zero: only these are evidence of a unit, because a bare 0 is 0 in every unit.
    pub nonzero: u64,
    /// The largest cell. Cells that are sums themselves, in a roll-up, are not considered: the limits are limits of one entry.
    pub largest: Amount,
}

impl CellCounts {
    pub(super) fn absorb(&mut self, other: CellCounts) {
        self.cells += other.cells;
        self.nonzero += other.nonzero;
        self.largest = self.largest.max(other.largest);
    }
}
