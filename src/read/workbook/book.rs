//! What a workbook is read as.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::read::cell;

/// A tab with more cells is refused.
pub const MOST_CELLS: usize = 40_000_000;

/// A tab of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    pub name: String,
    pub is_hidden: bool,
    /// UTF-8, fields between commas, a row a line; empty where no cell says anything.
    pub text: Arc<[u8]>,
    pub seen: Seen,
}

/// What there is to say about a tab beside its cells. All of it is read and counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// Rows that say something and are hidden, from 1.
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: u64,
    /// Rows with a cell that is struck through.
    pub struck_rows: u64,
    /// Formulas without a value: the workbook was written by a program that does not calculate.
    pub uncalculated: u64,
}

/// Whether a text is an amount rather than a label.
pub fn is_amount(text: &str) -> bool {
    cell::amount(text, None).is_ok_and(|amount| amount.is_some())
}
