//! What a query answers: columns with their kinds, and rows of text.

use super::value::Kind;

/// A column of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub kind: Kind,
}

/// The answer of a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    pub columns: Vec<Column>,
    /// As many cells as there are columns; `None` is missing. A decimal has no zeros at its end.
    pub rows: Vec<Vec<Option<String>>>,
}

impl Answer {
    /// The columns that the engine computed as floating-point numbers: their values are rounded.
    pub fn approximate(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(|column| column.kind == Kind::Float).map(|column| column.name.as_str())
    }
}
