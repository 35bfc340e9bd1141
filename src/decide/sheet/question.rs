//! The questions that a reading leaves, and what is worth noting about it.

use std::sync::Arc;

use super::amounts::Why;
use super::cells::{Cells, Kind};
use super::planned::place_of;
use super::reading::{Reading, Who};
use super::role::Role;
use super::rows::RowKind;
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::problem::words::question::{ColumnDoubt, NamedColumn, Total};
use crate::problem::{Problem, Question};
use crate::read::csv::excerpt;

/// The questions that a reading leaves: errors, because nothing is counted before they are answered.
pub fn questions(file: &Arc<str>, cells: &Cells, reading: &Reading) -> Vec<Problem> {
    let asking = Asking { file, cells, reading };
    let mut questions = asking.columns();
    questions.extend(asking.rows());
    questions.extend(asking.headings());
    questions.extend(asking.nobody());
    questions
}

/// What is worth noting about a reading.
pub fn notes(file: &Arc<str>, cells: &Cells, reading: &Reading) -> Vec<Problem> {
    let asking = Asking { file, cells, reading };
    let mut notes: Vec<Problem> = asking.aside().into_iter().collect();
    notes.extend(asking.filled());
    notes
}

struct Asking<'a> {
    file: &'a Arc<str>,
    cells: &'a Cells,
    reading: &'a Reading,
}

impl Asking<'_> {
    fn problem(&self, question: Question, row: usize, field: usize) -> Problem {
        let problem = Problem::new(question).at(place_of(self.file, self.cells, row, field));
        match self.cells.source.record(row) {
            Some(record) => problem.excerpt(excerpt(record, field)),
            None => problem,
        }
    }

    fn entries(&self) -> impl Iterator<Item = usize> + '_ {
        let kinds = self.reading.table.body.clone().zip(&self.reading.kinds);
        kinds.filter(|(_, kind)| **kind == RowKind::Entry).map(|(row, _)| row)
    }

    fn fields(&self) -> Vec<usize> {
        let efforts = self.reading.efforts.iter().filter(|effort| !self.is_doubted(effort.at));
        efforts.map(|effort| self.reading.columns[effort.at].field).collect()
    }

    fn is_doubted(&self, at: usize) -> bool {
        self.reading.doubts.iter().any(|doubt| doubt.column == at)
    }

    /// The sum of some columns in some rows, as the cells are written.
    fn total(&self, rows: impl Iterator<Item = usize>, fields: &[usize]) -> Total {
        let mut notations = [0_usize; 4];
        let mut sum = Exact::ZERO;
        for row in rows {
            for field in fields {
                if let Some(number) = self.cells.at(row, *field).number() {
                    notations[number.notation as usize] += 1;
                    sum = sum.plus(&number.value);
                }
            }
        }
        let most = Notation::ALL.into_iter().max_by_key(|notation| notations[*notation as usize]);
        match most.filter(|most| notations[*most as usize] > 0) {
            Some(Notation::Percent) => Total { value: sum.times(&Exact::HUNDRED), sign: "%" },
            Some(Notation::Hours | Notation::Clock) => Total { value: sum, sign: "h" },
            _ => Total { value: sum, sign: "" },
        }
    }

    fn columns(&self) -> Vec<Problem> {
        let sure = self.fields();
        let ask = |doubt: &super::amounts::Doubt| {
            let column = &self.reading.columns[doubt.column];
            let with: Vec<usize> = sure.iter().copied().chain([column.field]).collect();
            let name = |at: &usize| self.reading.columns[*at].heading().to_owned();
            let why = match &doubt.why {
                Why::FewSums { of, rows } => {
                    ColumnDoubt::FewSums { of: of.iter().map(name).collect(), rows: *rows as u64 }
                }
                Why::Alone(concept) => ColumnDoubt::Alone(concept.name()),
                Why::FillsWeek(concept) => ColumnDoubt::FillsWeek(concept.name()),
                Why::Counts => ColumnDoubt::Counts,
                Why::LikeCapacity => ColumnDoubt::LikeCapacity,
                Why::Several => ColumnDoubt::Several,
            };
            let question = Question::AskedColumn {
                column: column.heading().to_owned(),
                why,
                with: self.total(self.entries(), &with),
                without: self.total(self.entries(), &sure),
            };
            self.problem(question, self.reading.table.header, column.field)
        };
        self.reading.doubts.iter().map(ask).collect()
    }

    /// Rows that only their numbers show to be sums, and not surely enough.
    fn rows(&self) -> Vec<Problem> {
        let fields = self.fields();
        let body = self.reading.table.body.clone().zip(&self.reading.kinds);
        let unsure = body.filter_map(|(row, kind)| match kind {
            RowKind::Sum(sum) if sum.says.is_none() && (sum.columns < 2 || sum.rows < 3) => Some((row, sum)),
            _ => None,
        });
        let ask = |(row, sum): (usize, &super::rows::SumRow)| {
            let label = match self.reading.who {
                Who::Column(at) => self.reading.columns[at].field,
                _ => self.reading.table.fields.first().copied().unwrap_or(0),
            };
            let text = self.cells.text(row, label).to_owned();
            // A row without any label belongs to nobody: it can only be a sum.
            if text.is_empty() {
                return None;
            }
            let question = Question::AskedRow {
                label: text,
                rows: sum.rows as u64,
                with: self.total(self.entries().chain([row]), &fields),
                without: self.total(self.entries(), &fields),
            };
            Some(self.problem(question, row, label))
        };
        unsure.filter_map(ask).collect()
    }

    /// Columns with the same heading, about the same people and days.
    fn headings(&self) -> Vec<Problem> {
        let efforts = &self.reading.efforts;
        let mut questions = Vec::new();
        for (at, effort) in efforts.iter().enumerate() {
            if self.reading.is_long || effort.activity.is_empty() {
                continue;
            }
            let is_same = |other: &&super::reading::Effort| {
                folded(&other.activity) == folded(&effort.activity)
                    && other.person.as_deref().map(folded) == effort.person.as_deref().map(folded)
                    && other.days == effort.days
            };
            let Some(first) = efforts[..at].iter().find(is_same) else { continue };
            let field = |at: usize| self.reading.columns[at].field;
            let question = Question::AskedHeading {
                name: effort.activity.clone(),
                first: self.total(self.entries(), &[field(first.at)]),
                second: self.total(self.entries(), &[field(effort.at)]),
            };
            let header = self.reading.table.header;
            let also = place_of(self.file, self.cells, header, field(first.at));
            questions.push(self.problem(question, header, field(effort.at)).also([also]));
        }
        questions
    }

    /// Rows of amounts whose person is a placeholder.
    fn nobody(&self) -> Vec<Problem> {
        let Who::Column(at) = self.reading.who else { return Vec::new() };
        let field = self.reading.columns[at].field;
        let fields = self.fields();
        let mut found: Vec<(String, Vec<usize>)> = Vec::new();
        for row in self.entries() {
            let cell = self.cells.at(row, field);
            if cell.kind != Kind::Placeholder || !fields.iter().any(|field| self.cells.at(row, *field).is_number()) {
                continue;
            }
            match found.iter_mut().find(|(text, _)| *text == cell.text) {
                Some((_, rows)) => rows.push(row),
                None => found.push((cell.text.clone(), vec![row])),
            }
        }
        let ask = |(text, rows): (String, Vec<usize>)| {
            let total = self.total(rows.iter().copied(), &fields);
            let first = rows.first().copied().unwrap_or(0);
            let question = Question::AskedNobody { text, rows: rows.len() as u64, total };
            let also = rows.iter().skip(1).map(|row| place_of(self.file, self.cells, *row, field));
            self.problem(question, first, field).also(also)
        };
        found.into_iter().map(ask).collect()
    }

    /// The columns of numbers that are no effort.
    fn aside(&self) -> Option<Problem> {
        let columns = self.reading.known.iter().zip(&self.reading.columns);
        let columns: Vec<NamedColumn> = columns
            .filter_map(|(known, column)| match &known.role {
                Role::Aside(concept) => {
                    Some(NamedColumn { heading: column.heading().to_owned(), what: concept.name() })
                }
                _ => None,
            })
            .collect();
        let place = crate::model::place::Place::file(self.file);
        (!columns.is_empty()).then(|| Problem::new(Question::NotEffort { columns }).at(place))
    }

    /// The labels that hold for the rows below.
    fn filled(&self) -> Option<Problem> {
        let columns: Vec<String> =
            self.reading.held.iter().map(|at| self.reading.columns[*at].heading().to_owned()).collect();
        let is_filled = |row: &usize| {
            self.reading.held.iter().any(|at| self.cells.at(*row, self.reading.columns[*at].field).is_blank())
        };
        let rows = self.entries().filter(is_filled).count() as u64;
        let place = crate::model::place::Place::file(self.file);
        (!columns.is_empty()).then(|| Problem::new(Question::FilledDown { columns, rows }).at(place))
    }
}
