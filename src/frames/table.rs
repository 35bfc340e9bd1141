//! What a table is: its name, its columns with their meaning, and how its rows are made.

use super::decimal::DIGITS;
use super::value::{Kind, TooLarge, Value};
use crate::calc::ground::Input;
use crate::calc::review::Review;

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// What its numbers count; empty for what is no number.
    pub unit: &'static str,
    pub about: &'static str,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    pub name: &'static str,
    /// What a row is, in one line.
    pub about: &'static str,
    /// Its rows are about single people: with `--team-only` it is not there.
    pub of_people: bool,
    /// Behind those of `KEY`, which every table has.
    pub own: &'static [Column],
    /// The rows of one review: a value for each column of `own`.
    pub rows: fn(&Source<'_>) -> Result<Vec<Vec<Value>>, TooLarge>,
}

/// One review, and what it was calculated from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub review: &'a Review,
    pub input: Input<'a>,
}

/// The columns that every table begins with, so that the same query works on one folder and on several.
pub const KEY: [Column; 2] = [
    text("team", "the team's name"),
    text("period", "the period's name, as the configuration or --period writes it: 2016-Q1"),
];

pub const fn text(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: Kind::Text, unit: "", about }
}

pub const fn day(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: Kind::Day, unit: "", about }
}

pub const fn truth(name: &'static str, about: &'static str) -> Column {
    Column { name, kind: Kind::Truth, unit: "", about }
}

pub const fn whole(name: &'static str, unit: &'static str, about: &'static str) -> Column {
    Column { name, kind: Kind::Whole, unit, about }
}

pub const fn decimal(name: &'static str, unit: &'static str, about: &'static str) -> Column {
    Column { name, kind: Kind::Decimal, unit, about }
}

impl Table {
    /// All columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        KEY.iter().chain(self.own)
    }

    /// The rows of several reviews, one behind the other, with a value for each column.
    ///
    /// # Errors
    /// A number that no cell can hold, or a column of decimals whose sum none can hold.
    pub fn filled(&self, sources: &[Source<'_>]) -> Result<Vec<Vec<Value>>, TooLarge> {
        let mut all = Vec::new();
        let mut magnitudes = vec![0_u128; self.own.len()];
        for source in sources {
            let key = [source.review.team.name.as_str(), source.review.period_name()].map(Value::text);
            for row in (self.rows)(source)? {
                debug_assert_eq!(row.len(), self.own.len(), "{}", self.name);
                for (sum, value) in magnitudes.iter_mut().zip(&row) {
                    *sum = sum.saturating_add(if let Value::Decimal(units) = value { units.unsigned_abs() } else { 0 });
                }
                all.push(key.iter().cloned().chain(row).collect());
            }
        }
        // A sum of a whole column must not wrap either: `sums` does not watch those of a query inside another.
        if magnitudes.iter().any(|sum| *sum >= 10_u128.pow(DIGITS)) { Err(TooLarge) } else { Ok(all) }
    }
}
