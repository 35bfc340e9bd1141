//! Questions about rows that may be sums, or something else than effort.

use super::heading::{may_be_name, says_sum};
use super::place::place_of;
use super::question::Asking;
use super::reading::Who;
use super::rows::{RowKind, SumRow};
use crate::model::person::folded;
use crate::problem::{Problem, Question};

/// A label, what its word stands for, and the rows and fields in which it stands.
type Label = (String, &'static str, Vec<(usize, usize)>);

impl Asking<'_> {
    /// Rows that only their numbers show to be sums, and not surely enough.
    pub(super) fn rows(&self) -> Vec<Problem> {
        let fields = self.fields();
        let is_dated = self.reading.times().next().is_some();
        let body = self.reading.table.body.clone().zip(&self.reading.kinds);
        let unsure = body.filter_map(|(row, kind)| match kind {
            // Where the other rows say their days, a row that says none and is the sum of many is nothing else.
            RowKind::Sum(sum)
                if sum.says.is_none() && (sum.is_doubted || !(sum.rows >= 3 && (sum.columns >= 2 || is_dated))) =>
            {
                Some((row, sum))
            }
            _ => None,
        });
        let label = match self.reading.who {
            Who::Column(at) => self.reading.columns[at].field,
            _ => self.reading.table.fields.first().copied().unwrap_or(0),
        };
        let mut asked: Vec<(String, Vec<(usize, &SumRow)>)> = Vec::new();
        for (row, sum) in unsure {
            let text = self.cells.text(row, label).to_owned();
            match asked.iter_mut().find(|(known, _)| folded(known) == folded(&text)) {
                // A row without any label belongs to nobody: it can only be a sum.
                _ if text.is_empty() => {}
                Some((_, rows)) => rows.push((row, sum)),
                None => asked.push((text, vec![(row, sum)])),
            }
        }
        let ask = |(text, rows): (String, Vec<(usize, &SumRow)>)| {
            let (row, sum) = rows[0];
            let question = Question::AskedRow {
                label: text,
                rows: sum.rows as u64,
                are_above: self.entries().any(|entry| entry < row),
                with: self.total(self.entries().chain(rows.iter().map(|(row, _)| *row)), &fields),
                without: self.total(self.entries(), &fields),
            };
            let also = rows.iter().skip(1).map(|(row, _)| place_of(self.file, self.cells, *row, label));
            self.problem(question, row, label).also(also)
        };
        asked.into_iter().map(ask).collect()
    }

    /// Labels that are words for something else than effort, and may be somebody or something that was done all the same. Each is asked
    /// about once.
    pub(super) fn labels(&self) -> Vec<Problem> {
        let fields = self.fields();
        let mut labels: Vec<Label> = Vec::new();
        for (row, kind) in self.reading.table.body.clone().zip(&self.reading.kinds) {
            let what = match kind {
                RowKind::Sum(SumRow { says: Some(concept), is_doubted: true, .. }) => concept.name(),
                RowKind::Aside(label, concept) if may_be_name(label) => concept.name(),
                _ => continue,
            };
            let is_label = |field: &usize| {
                let text = self.cells.text(row, *field);
                if let RowKind::Aside(label, _) = kind { text == label } else { says_sum(text).is_some() }
            };
            let Some(field) = self.reading.table.fields.iter().copied().find(is_label) else { continue };
            let label = self.cells.text(row, field);
            match labels.iter_mut().find(|(known, ..)| folded(known) == folded(label)) {
                Some((.., places)) => places.push((row, field)),
                None => labels.push((label.to_owned(), what, vec![(row, field)])),
            }
        }
        let ask = |(label, what, places): Label| {
            let rows = || places.iter().map(|(row, _)| *row);
            let question = Question::AskedLabel {
                label,
                what,
                with: self.total(self.entries().chain(rows()), &fields),
                without: self.total(self.entries(), &fields),
            };
            let (row, field) = places[0];
            let also = places.iter().skip(1).map(|(row, field)| place_of(self.file, self.cells, *row, *field));
            self.problem(question, row, field).also(also)
        };
        labels.into_iter().map(ask).collect()
    }
}
