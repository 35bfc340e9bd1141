//! One cell of a table, and what a column may hold.

use super::decimal::units;
use crate::model::day::Day;
use crate::model::exact::Exact;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A whole number of 64 bits.
    Whole,
    /// An exact decimal.
    Decimal,
    /// A binary fraction, which the engine has rounded. No table has one; AVG makes one.
    Float,
    Day,
    Truth,
}

impl Kind {
    /// As the listing and the documentation write it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Whole => "whole number",
            Kind::Decimal => "decimal",
            Kind::Float => "floating-point number",
            Kind::Day => "day",
            Kind::Truth => "true or false",
        }
    }

    pub fn is_number(self) -> bool {
        matches!(self, Kind::Whole | Kind::Decimal | Kind::Float)
    }
}

/// A cell. What is missing is `Null`, never zero and never an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Text(String),
    Whole(i64),
    /// As a whole number of `10^-18`.
    Decimal(i128),
    Day(Day),
    Truth(bool),
}

/// A number that no column of decimals holds: 10^20 or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl Value {
    /// A text; an empty one is missing.
    pub fn text(text: &str) -> Value {
        if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) }
    }

    pub fn whole(number: impl TryInto<i64>) -> Result<Value, TooLarge> {
        number.try_into().map(Value::Whole).map_err(|_| TooLarge)
    }

    /// A number, rounded to 18 places where it has more.
    pub fn decimal(number: &Exact) -> Result<Value, TooLarge> {
        units(number).map(Value::Decimal).ok_or(TooLarge)
    }

    pub fn decimal_or_null(number: Option<&Exact>) -> Result<Value, TooLarge> {
        number.map_or(Ok(Value::Null), Value::decimal)
    }

    pub fn day(day: Option<Day>) -> Value {
        day.map_or(Value::Null, Value::Day)
    }

    pub fn truth(truth: Option<bool>) -> Value {
        truth.map_or(Value::Null, Value::Truth)
    }
}
