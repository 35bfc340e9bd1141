//! A calendar day. Only this file and `zone.rs` use the date library.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

/// A calendar day, without a time or a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

const EPOCH: Day = Day(Date::constant(1970, 1, 1));

/// Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    pub const ALL: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

    /// Its name in the configuration: `Mon`.
    pub fn name(self) -> &'static str {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][self as usize]
    }
}

impl Day {
    /// Returns `None` if there is no such day, or if its year is outside 1..=9998. The last year is left out so that a
    /// week or a month later still exists.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        if !(1..=9998).contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok().map(Day)
    }

    /// Today, by the clock and the time zone of the machine. Only `init` uses it.
    pub fn today() -> Day {
        Day(jiff::Zoned::now().date())
    }

    /// Reads `2016-01-18`, strictly.
    pub fn parse(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<i16> {
            let digits = text.get(range)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
        };
        Day::new(number(0..4)?, i8::try_from(number(5..7)?).ok()?, i8::try_from(number(8..10)?).ok()?)
    }

    /// Returns the day this many days after 1970-01-01, as Parquet counts days. `None` if `Day::new` has no such day.
    pub fn from_epoch(days: i32) -> Option<Day> {
        let within = |limit: Day| limit.since_epoch();
        let (first, last) = (Day::new(1, 1, 1)?, Day::new(9998, 12, 31)?);
        (within(first)..=within(last)).contains(&days).then(|| EPOCH.plus(days))
    }

    /// Days from 1970-01-01 to this day.
    pub fn since_epoch(self) -> i32 {
        self.days_since(EPOCH)
    }

    pub fn year(self) -> i16 {
        self.0.year()
    }

    pub fn month(self) -> i8 {
        self.0.month()
    }

    pub fn day_of_month(self) -> i8 {
        self.0.day()
    }

    /// Whether it is one of these days of the week.
    pub fn is_on(self, days: &[Weekday]) -> bool {
        days.contains(&self.weekday())
    }

    pub fn weekday(self) -> Weekday {
        Weekday::ALL[self.0.weekday().to_monday_zero_offset().unsigned_abs() as usize % 7]
    }

    /// Returns the day `days` later. It saturates at the ends of the calendar, which `Day::new` keeps out of reach.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days.days()))
    }

    /// The days from `earlier` to this day. Negative if this day is before it.
    pub fn days_since(self, earlier: Day) -> i32 {
        (self.0 - earlier.0).get_days()
    }

    pub fn last_of_month(self) -> Day {
        Day(self.0.last_of_month())
    }

    /// The first day of the month `months` later.
    pub fn first_of_month_plus(self, months: i32) -> Day {
        Day(self.0.first_of_month().saturating_add(months.months()))
    }

    /// Every day from this one to `last`, both included. None if `last` is earlier.
    pub fn through(self, last: Day) -> impl Iterator<Item = Day> {
        (0..=last.days_since(self)).map(move |n| self.plus(n))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_strictly() {
        assert_eq!(Day::parse("2016-02-29").unwrap().to_string(), "2016-02-29");
        for wrong in ["2015-02-29", "2016-2-29", "2016-02-30", "+016-02-29", "2016-02-29 ", "0000-01-01", ""] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_across_a_leap_day() {
        let (a, b) = (Day::parse("2016-02-28").unwrap(), Day::parse("2016-03-01").unwrap());
        assert_eq!(b.days_since(a), 2);
        assert_eq!(a.through(b).count(), 3);
        assert_eq!(b.through(a).count(), 0);
        assert_eq!(a.plus(2), b);
    }

    #[test]
    fn a_day_is_counted_from_1970() {
        for (text, days) in
            [("1970-01-01", 0), ("2016-01-18", 16_818), ("0001-01-01", -719_162), ("9998-12-31", 2_932_531)]
        {
            let day = Day::parse(text).unwrap();
            assert_eq!((day.since_epoch(), Day::from_epoch(days)), (days, Some(day)));
        }
        for outside in [i32::MIN, -719_163, 2_932_532, i32::MAX] {
            assert_eq!(Day::from_epoch(outside), None);
        }
    }

    #[test]
    fn the_published_quarter_begins_on_a_friday() {
        assert_eq!(Day::parse("2016-01-01").unwrap().weekday(), Weekday::Fri);
    }
}
