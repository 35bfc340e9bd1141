//! Tells of amounts whose person is a placeholder.

use super::place::place_of;
use super::question::Asking;
use super::reading::Who;
use super::rows::RowKind;
use crate::problem::{Problem, Question};

impl Asking<'_> {
    /// Rows of amounts whose person is a placeholder.
    pub(super) fn nobody(&self) -> Vec<Problem> {
        let fields = self.fields();
        let mut found: Vec<(String, Vec<usize>)> = Vec::new();
        let mut group = String::new();
        let field = match self.reading.who {
            Who::Column(at) => self.reading.columns[at].field,
            _ => self.reading.table.fields.first().copied().unwrap_or(0),
        };
        for (row, kind) in self.reading.table.body.clone().zip(&self.reading.kinds) {
            if let RowKind::Group(text) = kind {
                group.clone_from(text);
            }
            if *kind != RowKind::Nobody {
                continue;
            }
            let text = match self.reading.who {
                Who::Column(_) => self.cells.text(row, field).to_owned(),
                _ => group.clone(),
            };
            match found.iter_mut().find(|(known, _)| *known == text) {
                Some((_, rows)) => rows.push(row),
                None => found.push((text, vec![row])),
            }
        }
        let ask = |(text, rows): (String, Vec<usize>)| {
            let total = self.total(rows.iter().copied(), &fields);
            let first = rows.first().copied().unwrap_or(0);
            let question = Question::Nobody { text, rows: rows.len() as u64, total };
            let also = rows.iter().skip(1).map(|row| place_of(self.file, self.cells, *row, field));
            self.problem(question, first, field).also(also)
        };
        found.into_iter().map(ask).collect()
    }
}
