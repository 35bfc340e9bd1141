//! The days that a review is about: a quarter, a month, a year or any range.

use super::day::Day;
use super::week::Week;

/// A named range of days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The period as the user wrote it: `FY2016-Q3`, `2016-Q1`, `2016-02`, `2016`, `2016-01-01..2016-03-31`.
    pub name: String,
    pub from: Day,
    pub to: Day,
}

impl Period {
    /// Reads a period, in one of these five forms. `fiscal_start` is the month (1 to 12) in which the fiscal year
    /// starts. A fiscal year is named after the calendar year in which it ends.
    pub fn parse(text: &str, fiscal_start: i8) -> Option<Period> {
        let name = text.trim();
        if let Some((from, to)) = name.split_once("..") {
            let (from, to) = (Day::parse(from.trim())?, Day::parse(to.trim())?);
            return (from <= to).then(|| Period { name: name.to_owned(), from, to });
        }
        let (fiscal, rest) = match name.get(..2) {
            Some(fy) if fy.eq_ignore_ascii_case("FY") => (true, &name[2..]),
            _ => (false, name),
        };
        let (year, part) = match rest.split_once('-') {
            Some((year, part)) => (year, Some(part)),
            None => (rest, None),
        };
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i16 = year.parse().ok()?;
        let first = if fiscal && fiscal_start > 1 {
            Day::new(year.checked_sub(1)?, fiscal_start, 1)?
        } else {
            Day::new(year, 1, 1)?
        };
        let (skip, months) = match part {
            None => (0, 12),
            Some(part) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => (3 * (one_of(quarter, 4, 1)? - 1), 3),
                None if fiscal => return None,
                None => (one_of(part, 12, 2)? - 1, 1),
            },
        };
        let from = first.first_of_month_plus(skip);
        Some(Period { name: name.to_owned(), from, to: from.first_of_month_plus(months).plus(-1) })
    }

    /// Returns the calendar quarter of `day`.
    pub fn quarter_of(day: Day) -> Period {
        let quarter = (i32::from(day.month()) - 1) / 3;
        let from = day.first_of_month_plus(3 * quarter - (i32::from(day.month()) - 1));
        Period { name: format!("{:04}-Q{}", day.year(), quarter + 1), from, to: from.first_of_month_plus(3).plus(-1) }
    }

    /// Returns the last day that is due: that of the period, or in a running period that of the last week due.
    pub fn last_due(&self, until: Option<Week>) -> Day {
        until.map_or(self.to, |week| week.sunday().min(self.to))
    }

    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Reads a number from 1 to `most`, of at most `digits` digits.
fn one_of(text: &str, most: i32, digits: usize) -> Option<i32> {
    if text.is_empty() || text.len() > digits || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|n| (1..=most).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> String {
        Period::parse(text, 7).map_or("none".to_owned(), |p| format!("{}..{}", p.from, p.to))
    }

    /// domain.md section 1: FY2015/16 Q3 is 2016-01-01..2016-03-31 and is written FY2016-Q3.
    #[test]
    fn the_five_ways_to_write_a_period() {
        assert_eq!(span("FY2016-Q3"), "2016-01-01..2016-03-31");
        assert_eq!(span("FY2016-Q1"), "2015-07-01..2015-09-30");
        assert_eq!(span("FY2016"), "2015-07-01..2016-06-30");
        assert_eq!(span("2016-Q1"), "2016-01-01..2016-03-31");
        assert_eq!(span("2016-02"), "2016-02-01..2016-02-29");
        assert_eq!(span("2016"), "2016-01-01..2016-12-31");
        assert_eq!(span("2016-01-04..2016-04-03"), "2016-01-04..2016-04-03");
    }

    #[test]
    fn anything_else_is_not_a_period() {
        for wrong in ["2016-Q5", "2016-13", "Q3", "FY2016-03", "2016-01-31..2016-01-01", "", "FY", "16-Q1", "é016"] {
            assert_eq!(span(wrong), "none", "{wrong}");
        }
    }

    #[test]
    fn the_quarter_of_a_day() {
        assert_eq!(Period::quarter_of(Day::parse("2016-05-31").unwrap()).name, "2016-Q2");
        assert_eq!(Period::quarter_of(Day::parse("2016-12-31").unwrap()).to.to_string(), "2016-12-31");
    }
}
