//! Other tables of a sheet that hold effort: below the table that is read, or beside it.

use super::concept::{Concept, is_amount_word};
use super::heading::meaning;
use super::question::Asking;
use super::rows::RowKind;
use crate::problem::{Problem, Question};

impl Asking<'_> {
    /// Asks about each table of effort that is not read.
    pub(super) fn tables(&self) -> Vec<Problem> {
        let table = &self.reading.table;
        if table.is_said {
            return Vec::new();
        }
        let below = table.next.filter(|row| self.is_of_effort(*row, 0..self.cells.width));
        let inside = self.inside().filter(|_| below.is_none());
        let beside = table.beside.first().filter(|_| {
            let (first, last) = (table.beside.first().copied(), table.beside.last().copied());
            first.zip(last).is_some_and(|(first, last)| self.is_of_effort(table.header, first..last + 1))
        });
        let ask = |row: usize, field: usize| {
            let text = self.cells.text(row, field).to_owned();
            self.problem(Question::AskedTable { text }, row, field)
        };
        let first = |row: usize| self.cells.filled(row).next().unwrap_or(0);
        let rows = below.into_iter().chain(inside).map(|row| ask(row, first(row)));
        rows.chain(beside.map(|field| ask(table.header, *field))).collect()
    }

    /// The row of texts among the rows of the table that heads numbers below it: another header.
    fn inside(&self) -> Option<usize> {
        let table = &self.reading.table;
        let body: Vec<(usize, &RowKind)> = table.body.clone().zip(&self.reading.kinds).collect();
        let is_numbered = |row: usize| {
            self.reading.fields.amounts.iter().filter(|field| self.cells.at(row, **field).is_number()).count() > 0
        };
        let found = body.iter().enumerate().find(|(at, (row, kind))| {
            let next = body[at + 1..].iter().find(|(_, kind)| **kind != RowKind::Blank);
            let entries = body[..*at].iter().any(|(_, kind)| **kind == RowKind::Entry);
            let words =
                self.reading.fields.amounts.iter().filter(|field| self.cells.at(*row, **field).is_word()).count();
            **kind == RowKind::Note
                && entries
                && words > 0
                && next.is_some_and(|(row, _)| is_numbered(*row))
                && self.is_of_effort(*row, 0..self.cells.width)
        });
        found.map(|(_, (row, _))| *row)
    }

    /// Whether a row is the header of people or days beside amounts: a column of numbers whose heading is not that of something else.
    fn is_of_effort(&self, row: usize, fields: std::ops::Range<usize>) -> bool {
        let concept = |field: usize| meaning(self.cells.text(row, field)).concept;
        let is_label = |field: usize| {
            let is = |concept: Concept| {
                use Concept::*;
                matches!(concept, Person | Week | WeekStarting | WeekEnding | Date | Day | Month)
            };
            concept(field).is_some_and(is)
        };
        let has_numbers =
            |field: usize| (row + 1..self.cells.rows.len()).any(|below| self.cells.at(below, field).is_number());
        let is_amount = |field: usize| {
            self.cells.at(row, field).is_word() && has_numbers(field) && concept(field).is_none_or(is_amount_word)
        };
        fields.clone().any(is_label) && fields.into_iter().any(is_amount)
    }
}
