//! A reading drawn over the first rows of a sheet: what each column and each row is.

use std::sync::Arc;

use super::exact::Exact;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    pub file: Arc<str>,
    pub columns: Vec<SketchColumn>,
    /// Titles, the header, the first entries, and the first rows of every other kind.
    pub rows: Vec<SketchRow>,
    /// How many rows of the table are of each kind.
    pub kinds: Vec<(&'static str, u64)>,
}

/// What a column is, and by what it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SketchColumn {
    pub is: String,
    pub by: &'static str,
    /// What the entries of a column of numbers add up to, and the sign of their unit.
    pub total: Option<(Exact, &'static str)>,
}

/// A row with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SketchRow {
    pub line: u64,
    pub is: &'static str,
    /// One for each column.
    pub cells: Vec<String>,
}
