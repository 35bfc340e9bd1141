//! Colours that follow what stands in a cell, so that they move with it.

use crate::model::exact::Exact;

/// Cells of a tab that are coloured by a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First and last row.
    pub rows: (usize, usize),
    /// First and last column.
    pub columns: (usize, usize),
    pub rule: Rule,
}

/// By what cells are coloured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// From white at zero to full colour at the number.
    Scale(Exact),
    /// Where the formula, written for the first cell, holds.
    Where(String, Colour),
}

/// The grounds and the words of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Good,
    Warn,
    Bad,
    Leave,
    Quiet,
    /// Bold, without a ground.
    Strong,
}
