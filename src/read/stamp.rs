//! A moment as time trackers write it: a date, a time of day, or both, with or without an offset:
//! `2024-03-04T09:23:52Z`, `2023-01-20T18:25:30.148+0100`, `Jan 20, 2023, 6:25 PM`, `20/Jan/23 6:25 PM`, `04.03.2024
//! 09:23`.

use super::when::{self, WhenFault};
use crate::model::day::Day;
use crate::model::effort::DateOrder;
use crate::model::zone::Zone;

/// The nanoseconds of a second, a minute and a day.
pub const SECOND: i64 = 1_000_000_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const DAY: i64 = 24 * 60 * MINUTE;

/// A moment, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub day: Day,
    /// Nanoseconds since midnight, or `None` if there is only a date.
    pub time: Option<i64>,
    /// Seconds east of UTC, if the text has an offset.
    pub offset: Option<i32>,
}

impl Stamp {
    /// Returns the day in `zone`. Without an offset, the day is the one that is written.
    pub fn day_in(self, zone: &Zone) -> Option<Day> {
        let Some(offset) = self.offset else { return Some(self.day) };
        zone.day_at(self.day, self.time.unwrap_or(0) / SECOND - i64::from(offset))
    }

    /// Returns the nanoseconds from this moment to `other`. `None` if one of them has no time, or only one has an
    /// offset.
    pub fn until(self, other: Stamp) -> Option<i128> {
        if self.offset.is_some() != other.offset.is_some() {
            return None;
        }
        let offsets = i128::from(self.offset.unwrap_or(0)) - i128::from(other.offset.unwrap_or(0));
        let days = i128::from(other.day.days_since(self.day));
        Some(days * i128::from(DAY) + offsets * i128::from(SECOND) + i128::from(other.time?) - i128::from(self.time?))
    }
}

/// Reads a moment. `order` is the order of day and month in the column.
///
/// # Errors
/// `NotAWeek` if it is not a moment; `Ambiguous` and `OtherOrder` as for dates.
pub fn stamp(text: &str, order: Option<DateOrder>) -> Result<Stamp, WhenFault> {
    let text = text.trim();
    let (date, rest) = parted(text);
    let day = match named_month(date) {
        Some(day) => day,
        None => when::day(date, order)?,
    };
    if rest.is_empty() {
        return Ok(Stamp { day, time: None, offset: None });
    }
    let (clock, offset) = offset_behind(rest).ok_or(WhenFault::NotAWeek)?;
    let time = time_of_day(clock).ok_or(WhenFault::NotAWeek)?;
    Ok(Stamp { day, time: Some(time), offset })
}

/// Splits a moment at the last space or `T` before the first colon: the date, and what follows it.
pub fn parted(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else { return (text, "") };
    let before = text.get(..colon).unwrap_or_default();
    let Some(at) = before.rfind([' ', 'T', 't', '\u{a0}', '\u{202f}']) else { return ("", text) };
    let (date, rest) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let rest = rest.trim_start_matches([' ', 'T', 't', '\u{a0}', '\u{202f}']);
    (date.trim_end().trim_end_matches(','), rest)
}

/// Reads a time of day and the offset after it.
fn offset_behind(text: &str) -> Option<(&str, Option<i32>)> {
    let text = text.trim();
    for utc in ["Z", "z", " UTC", " GMT"] {
        if let Some(clock) = text.strip_suffix(utc) {
            return Some((clock.trim_end(), Some(0)));
        }
    }
    let Some(at) = text.rfind(['+', '-', '\u{2212}']) else { return Some((text, None)) };
    let (clock, offset) = (text.get(..at)?, text.get(at..)?);
    let sign = if offset.starts_with('+') { 1 } else { -1 };
    let digits: String = offset.chars().skip(1).filter(|c| *c != ':').collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || ![2, 4].contains(&digits.len()) {
        return None;
    }
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = if digits.len() == 4 { digits.get(2..)?.parse().ok()? } else { 0 };
    (hours <= 18 && minutes < 60).then_some((clock.trim_end(), Some(sign * (hours * 3600 + minutes * 60))))
}

/// Returns the nanoseconds since midnight of `09:23`, `9:23:52`, `18:25:30.148`, `6:25 PM`.
pub fn time_of_day(text: &str) -> Option<i64> {
    let text = text.trim();
    let half = |suffixes: [&str; 2]| {
        suffixes.iter().find_map(|suffix| {
            let at = text.len().checked_sub(suffix.len())?;
            let (time, end) = text.split_at_checked(at)?;
            end.eq_ignore_ascii_case(suffix).then(|| time.trim_end_matches([' ', '\u{a0}', '\u{202f}']))
        })
    };
    let (clock, noon) = match (half(["am", "a.m."]), half(["pm", "p.m."])) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        _ => (text, None),
    };
    let mut parts = clock.split(':');
    let (hours, minutes) = (digits(parts.next()?, 1, 2)?, digits(parts.next()?, 2, 2)?);
    let (seconds, fraction) = match parts.next() {
        None => (0, 0),
        Some(text) => {
            let (whole, places) = text.split_once(['.', ',']).unwrap_or((text, "0"));
            let nanos = digits(places, 1, 9)? * 10_i64.pow(9 - places.len() as u32);
            (digits(whole, 2, 2)?, nanos)
        }
    };
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    let hours = match noon {
        None if hours < 24 => hours,
        Some(noon) if (1..=12).contains(&hours) => hours % 12 + noon,
        _ => return None,
    };
    Some((hours * 60 + minutes) * MINUTE + seconds * SECOND + fraction)
}

fn digits(text: &str, least: usize, most: usize) -> Option<i64> {
    let sound = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if sound { text.parse().ok() } else { None }
}

/// Reads `Jan 20, 2023`, `20 Jan 2023`, `20/Jan/23`: with an English name, the month is certain.
fn named_month(text: &str) -> Option<Day> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let parts: Vec<&str> = text.split([' ', ',', '/', '-', '.']).filter(|part| !part.is_empty()).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let month = |text: &str| {
        let name = text.to_ascii_lowercase();
        let is = |month: &str| name.len() >= 3 && (month == name || month.get(..3) == Some(name.as_str()));
        MONTHS.iter().position(|month| is(month)).map(|at| at as i8 + 1)
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, digits(second, 1, 2)?),
        (None, Some(month)) => (month, digits(first, 1, 2)?),
        _ => return None,
    };
    let year = match year.len() {
        4 => digits(year, 4, 4)?,
        // Two digits beside the name of a month are a year of this century, as in the trackers that write dates like
        // this.
        2 => 2000 + digits(year, 2, 2)?,
        _ => return None,
    };
    Day::new(i16::try_from(year).ok()?, month, i8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<i64>, Option<i32>)> {
        let stamp = stamp(text, None).ok()?;
        Some((stamp.day.to_string(), stamp.time.map(|time| time / SECOND), stamp.offset))
    }

    /// formats.md section 2, the columns of Jira and solidtime.
    #[test]
    fn every_way_to_write_a_moment() {
        let at = |h: i64, m: i64, s: i64| Some(h * 3600 + m * 60 + s);
        for (text, day, time, offset) in [
            ("2024-03-04T09:23:52Z", "2024-03-04", at(9, 23, 52), Some(0)),
            ("2023-01-20T18:25:30.148+0100", "2023-01-20", at(18, 25, 30), Some(3600)),
            ("2023-01-20T18:25:30-05:30", "2023-01-20", at(18, 25, 30), Some(-19_800)),
            ("2023-01-20 18:25:30 +01", "2023-01-20", at(18, 25, 30), Some(3600)),
            ("Jan 20, 2023, 6:25 PM", "2023-01-20", at(18, 25, 0), None),
            ("Jan 20, 2023", "2023-01-20", None, None),
            ("20/Jan/23 12:05 AM", "2023-01-20", at(0, 5, 0), None),
            ("20 January 2023 06:25", "2023-01-20", at(6, 25, 0), None),
            ("2023-01-20 18:25", "2023-01-20", at(18, 25, 0), None),
            ("20.01.2023 18:25:00", "2023-01-20", at(18, 25, 0), None),
            ("2023-01-20", "2023-01-20", None, None),
        ] {
            assert_eq!(read(text), Some((day.to_owned(), time, offset)), "{text}");
        }
        for text in ["", "18:25", "2023-01-20T25:00", "Foo 20, 2023", "2023-01-20T18:25:30+1", "2023-02-30T10:00Z"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(stamp("03/04/2024 10:00", None), Err(WhenFault::Ambiguous));
    }

    #[test]
    fn a_time_of_day_is_read_strictly() {
        let time = |text: &str| time_of_day(text).map(|time| time / MINUTE);
        assert_eq!((time("12:30 AM"), time("12:30 pm"), time("11:05PM")), (Some(30), Some(750), Some(1385)));
        for text in ["24:00", "13:00 PM", "9:5", "9", "09:60", "0:00 AM", "1:2:3"] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_apart_by_their_offsets() {
        let of = |text: &str| stamp(text, None).unwrap();
        let hours = |one: &str, other: &str| of(one).until(of(other)).map(|nanos| nanos / i128::from(60 * MINUTE));
        assert_eq!(hours("2024-03-04T23:00:00Z", "2024-03-05T01:00:00Z"), Some(2));
        assert_eq!(hours("2024-03-04T23:00:00+01:00", "2024-03-04T23:00:00Z"), Some(1));
        assert_eq!(hours("2024-03-04 23:00", "2024-03-04T23:00:00Z"), None);
        assert_eq!(hours("2024-03-04", "2024-03-05 01:00"), None);
    }

    #[test]
    fn the_day_of_a_moment_is_that_of_the_zone() {
        let zone = Zone::named("Europe/Berlin").unwrap();
        let day = |text: &str| stamp(text, None).unwrap().day_in(&zone).unwrap().to_string();
        assert_eq!(day("2024-03-31T22:30:00Z"), "2024-04-01");
        assert_eq!(day("2024-03-31 22:30"), "2024-03-31", "a wall clock is nobody's to move");
    }
}
