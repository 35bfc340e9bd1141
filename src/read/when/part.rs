//! What a text says about time by itself.

use super::words::Weekdays;
use crate::model::day::Day;
use crate::model::effort::DateOrder;

/// What a text says: one part, or a range from one to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelled {
    pub first: Part,
    /// The last part of a range.
    pub last: Option<Part>,
    /// What the same text means as well: `Mar 24` is a day, and March of 2024; `27-11-23` is of 2023, and of 2027.
    pub other: Option<Part>,
    /// Whether it is a time wherever it stands. `May`, `Q1`, `S3`, `24/7` and `7` can be something else, too.
    pub certain: bool,
}

/// A time, without what is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A day whose month is certain: `2024-03-04`, `4.3.`, `4 March`.
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
        weekday: Weekdays,
    },
    /// A day as two numbers, one of which is the month: `3/4/2024`, `11/27`.
    Numbers {
        year: Option<i16>,
        first: i8,
        second: i8,
        weekday: Weekdays,
    },
    Week {
        year: Option<i16>,
        number: u8,
    },
    Month {
        year: Option<i16>,
        month: i8,
    },
    Quarter {
        year: Option<i16>,
        quarter: i8,
    },
    /// A bare number: of a week, a year, a day of a month, or a spreadsheet's serial number of a day.
    Number(i32),
}

impl Spelled {
    /// Returns what says only this.
    pub fn of(first: Part) -> Spelled {
        Spelled { first, last: None, other: None, certain: true }
    }

    /// Returns the same, as something that may be no time.
    pub fn uncertain(self) -> Spelled {
        Spelled { certain: false, ..self }
    }

    pub fn or(self, other: Option<Part>) -> Spelled {
        Spelled { other, ..self }
    }

    /// Returns what the text means as well, for a caller who knows from its neighbours that this is meant.
    pub fn otherwise(self) -> Option<Spelled> {
        self.other.map(|first| Spelled { first, other: None, ..self })
    }

    /// Returns the year that is written: of a range, that of its last part.
    pub fn year(&self) -> Option<i16> {
        self.last.and_then(Part::year).or(self.first.year())
    }

    /// Returns the order of day and month that the text proves, or `Err(())` if it has two numbers that can be read
    /// either way. A number from 20 to 30 that may be a year (`10/24`) proves nothing.
    pub fn order_shown(&self) -> Option<Result<DateOrder, ()>> {
        let is_open = |shown| if self.other.is_some_and(|other| other.is_near()) { Err(()) } else { shown };
        let shown = [Some(self.first), self.last].into_iter().flatten().filter_map(Part::order_shown);
        shown.reduce(|one, other| if one.is_ok() { one } else { other }).map(is_open)
    }
}

impl Part {
    pub fn year(self) -> Option<i16> {
        match self {
            Part::Day { year, .. }
            | Part::Numbers { year, .. }
            | Part::Week { year, .. }
            | Part::Month { year, .. }
            | Part::Quarter { year, .. } => year,
            Part::Number(_) => None,
        }
    }

    /// Returns whether it is a day.
    pub fn is_day(self) -> bool {
        matches!(self, Part::Day { .. } | Part::Numbers { .. })
    }

    /// Returns the same day with a day of the week beside it. `None` if it is not a day.
    pub fn on(self, weekday: Weekdays) -> Option<Part> {
        match self {
            Part::Day { year, month, day, .. } => Some(Part::Day { year, month, day, weekday }),
            Part::Numbers { year, first, second, .. } => Some(Part::Numbers { year, first, second, weekday }),
            _ => None,
        }
    }

    /// Returns a day if there may be one: whether its month has so many days, the year decides.
    pub fn day(year: Option<i16>, month: u32, day: u32) -> Option<Part> {
        let (month, day) = (within(month, 12)?, within(day, 31)?);
        Some(Part::Day { year, month, day, weekday: Weekdays::default() })
    }

    /// Returns the day of two numbers if one of them can be a month.
    pub fn numbers(year: Option<i16>, first: u32, second: u32) -> Option<Part> {
        let (first, second) = (within(first, 31)?, within(second, 31)?);
        (first.min(second) <= 12).then_some(Part::Numbers { year, first, second, weekday: Weekdays::default() })
    }

    pub fn month(year: Option<i16>, month: u32) -> Option<Part> {
        Some(Part::Month { year, month: within(month, 12)? })
    }

    /// Returns a week. Whether a year has a week 53, the year decides.
    pub fn week(year: Option<i16>, number: u32) -> Option<Part> {
        Some(Part::Week { year, number: within(number, 53)?.unsigned_abs() })
    }

    pub fn quarter(year: Option<i16>, quarter: u32) -> Option<Part> {
        Some(Part::Quarter { year, quarter: within(quarter, 4)? })
    }

    /// Returns whether its year is one of which sheets are read today. Before and after, a number that can be a day is
    /// one.
    pub(super) fn is_near(self) -> bool {
        self.is_day() || self.year().is_some_and(|year| (2020..=2030).contains(&year))
    }

    /// Returns the order that it proves, or `Err(())` if it is two numbers that can be read either way.
    pub fn order_shown(self) -> Option<Result<DateOrder, ()>> {
        let Part::Numbers { year, first, second, weekday } = self else { return None };
        if first == second {
            return None;
        }
        if first > 12 {
            return Some(Ok(DateOrder::DayFirst));
        }
        if second > 12 {
            return Some(Ok(DateOrder::MonthFirst));
        }
        let agrees = |month, day| {
            let day = year.and_then(|year| Day::new(year, month, day));
            !weekday.is_empty() && day.is_some_and(|day| weekday.allow(day.weekday()))
        };
        Some(match (agrees(second, first), agrees(first, second)) {
            (true, false) => Ok(DateOrder::DayFirst),
            (false, true) => Ok(DateOrder::MonthFirst),
            _ => Err(()),
        })
    }
}

/// Returns a number from 1 to `most`.
fn within(number: u32, most: i8) -> Option<i8> {
    i8::try_from(number).ok().filter(|number| (1..=most).contains(number))
}
