//! An ISO week, Monday to Sunday, written `2016-W03`.

use std::fmt;

use super::day::{Day, Weekday};

/// An ISO 8601 week, known by its Monday. Ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(Day);

impl Week {
    /// Returns the week of `day`.
    pub fn of(day: Day) -> Week {
        Week(day.plus(-(day.weekday() as i32)))
    }

    /// Returns week `number` of the ISO year `year`, or `None` if that year has no such week.
    pub fn new(year: i16, number: u8) -> Option<Week> {
        if number == 0 {
            return None;
        }
        let first = Week::of(Day::new(year, 1, 4)?);
        let week = Week(first.0.plus(7 * (i32::from(number) - 1)));
        (week.year() == year).then_some(week)
    }

    /// Reads `2016-W03` (also `2016-w03`, `2016W03`, `2016-W3`).
    pub fn parse(text: &str) -> Option<Week> {
        let (year, number) = text.split_once(['W', 'w'])?;
        let year = year.strip_suffix('-').unwrap_or(year);
        let digits = |s: &str, most: usize| !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || !digits(year, 4) || !digits(number, 2) {
            return None;
        }
        Week::new(year.parse().ok()?, number.parse().ok()?)
    }

    pub fn monday(self) -> Day {
        self.0
    }

    pub fn thursday(self) -> Day {
        self.0.plus(Weekday::Thu as i32)
    }

    pub fn sunday(self) -> Day {
        self.0.plus(6)
    }

    /// The ISO year, which is that of the week's Thursday.
    pub fn year(self) -> i16 {
        self.thursday().year()
    }

    /// 1 to 53.
    pub fn number(self) -> u8 {
        let jan1 = Day::new(self.year(), 1, 1).unwrap_or(self.0);
        u8::try_from(self.thursday().days_since(jan1) / 7 + 1).unwrap_or(0)
    }

    pub fn next(self) -> Week {
        Week(self.0.plus(7))
    }

    /// `W03`, for lists that already show the year.
    pub fn short(self) -> String {
        format!("W{:02}", self.number())
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year(), self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(day: &str) -> String {
        Week::of(Day::parse(day).unwrap()).to_string()
    }

    /// domain.md section 5: never group by (calendar year, week number).
    #[test]
    fn the_first_of_january_can_lie_in_last_years_week() {
        assert_eq!(of("2022-01-01"), "2021-W52");
        assert_eq!(of("2016-01-01"), "2015-W53");
        assert_eq!(of("2016-01-04"), "2016-W01");
        assert_eq!(of("2018-12-31"), "2019-W01");
    }

    #[test]
    fn a_week_reads_what_it_writes() {
        for text in ["2016-W03", "2015-W53", "2026-W01"] {
            assert_eq!(Week::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Week::parse("2016W3"), Week::parse("2016-W03"));
        for wrong in ["2016-W54", "2014-W53", "2016-W00", "16-W03", "2016-W003", "W03", "2016-03"] {
            assert_eq!(Week::parse(wrong), None, "{wrong}");
        }
    }
}
