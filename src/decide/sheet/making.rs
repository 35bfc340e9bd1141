//! The records of a sheet while they are made: the texts that cells are given, and the columns that are added.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::Cells;
use super::reading::Reading;
use super::rows::RowKind;
use crate::problem::Problem;
use crate::read::csv::{MadeField, Origin};

/// The texts that some cells are given, by row and field.
pub(super) type Texts = BTreeMap<(usize, usize), MadeField>;

/// A column that is added to the sheet.
pub(super) struct Added {
    pub heading: String,
    /// The text of each row of the body and where it comes from.
    pub texts: Vec<Option<MadeField>>,
}

/// A reading with what is made of it so far.
pub(super) struct Making<'a> {
    pub file: &'a Arc<str>,
    pub problems: Vec<Problem>,
    pub cells: &'a Cells,
    pub reading: &'a Reading,
    pub texts: Texts,
    pub added: Vec<Added>,
}

impl Making<'_> {
    pub(super) fn field(&self, at: usize) -> usize {
        self.reading.columns[at].field
    }

    pub(super) fn body(&self) -> impl Iterator<Item = (usize, &RowKind)> {
        self.reading.table.body.clone().zip(&self.reading.kinds)
    }

    /// The rows whose cells hold for each row of the body, in a column of labels.
    pub(super) fn holders(&self, at: usize) -> Vec<Option<usize>> {
        let table = &self.reading.table;
        if self.reading.held.contains(&at) {
            super::held::holders(self.cells, table, &self.reading.kinds, self.field(at))
        } else {
            table.body.clone().map(Some).collect()
        }
    }

    /// Fills the blank cells of held labels.
    pub(super) fn fill(&mut self, at: usize) {
        if !self.reading.held.contains(&at) {
            return;
        }
        let field = self.field(at);
        for (row, holder) in self.reading.table.body.clone().zip(self.holders(at)) {
            let Some(holder) = holder.filter(|holder| *holder != row) else { continue };
            if self.cells.at(row, field).is_blank() {
                let origin = Origin { record: holder, field };
                self.texts.insert((row, field), MadeField::Kept(origin));
            }
        }
    }

    /// The texts of a column in the rows that are entries, each once.
    pub(super) fn texts_of(&self, at: usize) -> Vec<&str> {
        let mut texts: Vec<&str> = Vec::new();
        for row in self.reading.entries() {
            let text = self.cells.text(row, self.field(at));
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }

    /// Adds a column with what the row above each block says, and the title above the first one. Returns its field.
    pub(super) fn group_column(&mut self, heading: &str, written: &dyn Fn(&str) -> String) -> usize {
        let field = self.width() + self.added.len();
        let mut held = self.reading.lead.map(|(row, field)| MadeField::Other {
            text: written(self.cells.text(row, field)),
            origin: Origin { record: row, field },
        });
        let mut texts = Vec::new();
        for (row, kind) in self.body() {
            if let RowKind::Group(text) = kind {
                let first = self.cells.filled(row).next().unwrap_or(0);
                held = Some(MadeField::Other { text: written(text), origin: Origin { record: row, field: first } });
            }
            texts.push(held.clone());
        }
        self.added.push(Added { heading: heading.to_owned(), texts });
        field
    }

    /// The number of fields of the header.
    pub(super) fn width(&self) -> usize {
        self.cells.rows.get(self.reading.table.header).map_or(0, |row| row.cells.len())
    }
}
