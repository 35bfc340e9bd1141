//! What questions are made of: sums of cells, and why something is in doubt.

use crate::model::exact::Exact;
use crate::problem::grammar::{count, list, quoted, quoted_all};
use crate::problem::message::Numerals;
use crate::problem::texts::Texts;

/// A sum of cells, in the unit that they are written with: a percent is `41.5` with the sign `%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    pub value: Exact,
    pub sign: &'static str,
}

/// Why a column is in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnDoubt {
    /// It equals the sum of these columns in so many rows that differ.
    FewSums { of: Vec<String>, rows: u64 },
    /// Its heading means this, and there is no other column of numbers.
    Alone(&'static str),
    /// Its heading means this, and may be the name of somebody.
    Named(&'static str),
    /// The weeks are whole only with it, though its heading means this.
    FillsWeek(&'static str),
    /// It is the only column of numbers, and nothing says a time or a unit.
    Lone,
    /// Its numbers count the rows.
    Counts,
    /// The weeks are whole without it, and more than that with it.
    OverWeek,
    /// Each person has one number in all rows, and nobody has the same.
    Numbers,
    /// There are several columns of numbers, and each row holds one amount.
    Several,
    /// Its numbers have no sign, and all others have one.
    WithoutSign,
    /// The column with this heading is the sum of others, without it.
    OutsideTotal { total: String },
    /// The column of this heading says that it holds the amounts.
    BesideAmount { amount: String },
    /// Several of its numbers are below zero.
    Negative,
    /// It says the same of each person in all rows, and about as much as all others together.
    Constant,
}

/// What a sheet with amounts does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    Person,
    /// Which of two rows of the header names the people.
    Level,
    /// Whether it is effort at all, or a matrix of levels.
    Kind,
    Work,
}

/// A text with the number of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedWord {
    pub text: String,
    pub cells: u64,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedColumn {
    pub heading: String,
    pub what: &'static str,
}

impl Texts for ColumnDoubt {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            ColumnDoubt::FewSums { of, .. } => of.each_text(change),
            ColumnDoubt::OutsideTotal { total: heading } | ColumnDoubt::BesideAmount { amount: heading } => {
                change(heading)
            }
            _ => {}
        }
    }
}

impl Texts for Lacks {
    fn each_text(&mut self, _: &mut dyn FnMut(&mut String)) {}
}

impl Texts for Total {
    fn each_text(&mut self, _: &mut dyn FnMut(&mut String)) {}
}

impl Texts for CountedWord {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.text);
    }
}

impl Texts for NamedColumn {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        change(&mut self.heading);
    }
}

pub(crate) fn shown(total: &Total, numerals: &dyn Numerals) -> String {
    let places = total.value.places(2).unwrap_or(2);
    let number = numerals.decimal(&total.value, places);
    if total.sign.is_empty() { number } else { format!("{number} {}", total.sign) }
}

pub(super) fn counted(word: &CountedWord) -> String {
    format!("{} ({})", quoted(&word.text), count(word.cells, "cell", "cells"))
}

pub(super) fn reason(why: &ColumnDoubt) -> String {
    match why {
        ColumnDoubt::FewSums { of, rows } => format!(
            "It is the sum of {} in {}, which is too little to know",
            list(&quoted_all(of)),
            count(*rows, "row", "rows")
        ),
        ColumnDoubt::Alone(what) => format!("Its heading is one of {what}, and no other column holds amounts"),
        ColumnDoubt::Named(what) => format!("Its heading is a word for {what}, and may be the name of somebody"),
        ColumnDoubt::FillsWeek(what) => {
            format!("Its heading is one of {what}, and the weeks add up to a whole only with it")
        }
        ColumnDoubt::Lone => {
            "It is the only column of numbers, and nothing in the sheet says a time or a unit".to_owned()
        }
        ColumnDoubt::Counts => "Its numbers only count the rows".to_owned(),
        ColumnDoubt::OverWeek => "The weeks add up to a whole without it, and to more than that with it".to_owned(),
        ColumnDoubt::Numbers => {
            "Each label has one number in all its rows, as numbers of people or projects do".to_owned()
        }
        ColumnDoubt::WithoutSign => {
            "Its numbers have no sign such as % or h, and those of the other columns have one".to_owned()
        }
        ColumnDoubt::OutsideTotal { total } => format!("{} is the sum of the other columns, without it", quoted(total)),
        ColumnDoubt::BesideAmount { amount } => {
            format!("{} says that it holds the amounts, and this one names no unit", quoted(amount))
        }
        ColumnDoubt::Negative => "Several of its numbers are below zero, as in a balance or a variance".to_owned(),
        ColumnDoubt::Constant => {
            "It says the same of each person in every row, about as much as the other columns add up to".to_owned()
        }
        ColumnDoubt::Several => "Each row holds one amount, and several columns hold numbers".to_owned(),
    }
}
