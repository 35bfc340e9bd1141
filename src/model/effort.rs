//! The unit of an amount: how it is written in a cell, and what it was decided to mean.

/// How an amount is written in a cell. What a bare number means is decided for the whole sheet, after it has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notation {
    /// `41.5`: a percentage, a fraction or hours.
    Bare,
    /// `41.5%`.
    Percent,
    /// `7.5h`.
    Hours,
    /// `7:30`, `7h 30m`: the amount is whole seconds.
    Clock,
}

impl Notation {
    pub const ALL: [Notation; 4] = [Notation::Bare, Notation::Percent, Notation::Hours, Notation::Clock];
}

/// What the bare numbers of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 41.5 is 41.5 % of a week.
    Percent,
    /// 0.415 is 41.5 % of a week.
    Fraction,
    Hours,
}

impl Unit {
    pub const ALL: [Unit; 3] = [Unit::Percent, Unit::Fraction, Unit::Hours];

    /// What amounts in it are called.
    pub fn plural(self) -> &'static str {
        match self {
            Unit::Percent => "percents",
            Unit::Fraction => "fractions",
            Unit::Hours => "hours",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Unit::Percent => "percent",
            Unit::Fraction => "fraction",
            Unit::Hours => "hours",
        }
    }
}

/// A unit that a heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HeadedUnit {
    Percent,
    Hours,
    Days,
    Minutes,
    Seconds,
}

impl HeadedUnit {
    pub const ALL: [HeadedUnit; 5] =
        [HeadedUnit::Percent, HeadedUnit::Hours, HeadedUnit::Days, HeadedUnit::Minutes, HeadedUnit::Seconds];

    pub fn name(self) -> &'static str {
        match self {
            HeadedUnit::Percent => "percent",
            HeadedUnit::Hours => "hours",
            HeadedUnit::Days => "days",
            HeadedUnit::Minutes => "minutes",
            HeadedUnit::Seconds => "seconds",
        }
    }

    /// The unit of the amounts, or `None` for days, minutes and seconds, which are written as hours.
    pub fn unit(self) -> Option<Unit> {
        match self {
            HeadedUnit::Percent => Some(Unit::Percent),
            HeadedUnit::Hours => Some(Unit::Hours),
            HeadedUnit::Days | HeadedUnit::Minutes | HeadedUnit::Seconds => None,
        }
    }
}

/// What the headings of the columns of amounts stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Headings {
    Weeks,
    Days,
    Months,
    /// No times: each column is a category, a project or a person.
    Work,
}

impl Headings {
    pub const ALL: [Headings; 4] = [Headings::Weeks, Headings::Days, Headings::Months, Headings::Work];

    pub fn name(self) -> &'static str {
        match self {
            Headings::Weeks => "weeks",
            Headings::Days => "days",
            Headings::Months => "months",
            Headings::Work => "work",
        }
    }
}

/// The mark before the decimal places of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalMark {
    Dot,
    Comma,
}

impl DecimalMark {
    pub fn symbol(self) -> char {
        match self {
            DecimalMark::Dot => '.',
            DecimalMark::Comma => ',',
        }
    }
}

/// Which number of `03/04/2024` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

impl DateOrder {
    /// Its name in the configuration: `dmy` or `mdy`.
    pub fn name(self) -> &'static str {
        match self {
            DateOrder::DayFirst => "dmy",
            DateOrder::MonthFirst => "mdy",
        }
    }
}

/// What a bare number in a column of durations counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bare {
    Hours,
    Minutes,
    Seconds,
    /// Parts of 24 hours, as a spreadsheet keeps durations: 0.25 is six hours.
    DayFractions,
}

impl Bare {
    pub const ALL: [Bare; 4] = [Bare::Hours, Bare::Minutes, Bare::Seconds, Bare::DayFractions];

    pub fn name(self) -> &'static str {
        match self {
            Bare::Hours => "hours",
            Bare::Minutes => "minutes",
            Bare::Seconds => "seconds",
            Bare::DayFractions => "day-fractions",
        }
    }

    /// How many seconds one is.
    pub fn seconds(self) -> i128 {
        match self {
            Bare::Hours => 3600,
            Bare::Minutes => 60,
            Bare::Seconds => 1,
            Bare::DayFractions => 86_400,
        }
    }
}
