//! Days, times and durations as time trackers for the command line write them, and as the table writes them. All exact: durations
//! are whole seconds.

use std::ops::Range;

use crate::model::day::Day;

pub const HOUR: i64 = 3600;
pub const MINUTE: i64 = 60;
pub const DAY: i64 = 24 * HOUR;

/// `2024-03-04`, `2024/3/4` or `2024.03.04`.
pub fn day(text: &str) -> Option<Day> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| "-/.".contains(*c))?;
    let mut parts = text.split(mark);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_short = |part: &str| number(part, 1..3).is_some();
    if parts.next().is_some() || year.len() != 4 || !is_short(month) || !is_short(day) {
        return None;
    }
    Day::new(i16::try_from(number(year, 4..5)?).ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The seconds since midnight of `9:30`, `09:30` or `17:45:10`.
pub fn time(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hours, minutes) = (number(parts.next()?, 1..3)?, number(parts.next()?, 2..3)?);
    let seconds = parts.next().map_or(Some(0), |seconds| number(seconds, 2..3))?;
    (parts.next().is_none() && hours < 24 && minutes < 60 && seconds < 60)
        .then_some(hours * HOUR + minutes * MINUTE + seconds)
}

/// A moment in UTC, in seconds since 1970, from `20240304T080000Z`.
pub fn compact(text: &str) -> Option<i64> {
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    let pair = |of: &str, range: Range<usize>| number(of.get(range)?, 2..3);
    let year = number(day.get(..4)?, 4..5)?;
    if day.len() != 8 || time.len() != 6 {
        return None;
    }
    let (month, of_month) = (pair(day, 4..6)?, pair(day, 6..8)?);
    let day = Day::new(year.try_into().ok()?, month.try_into().ok()?, of_month.try_into().ok()?)?;
    let (hours, minutes, seconds) = (pair(time, 0..2)?, pair(time, 2..4)?, pair(time, 4..6)?);
    (hours < 24 && minutes < 60 && seconds < 60)
        .then(|| i64::from(day.since_epoch()) * DAY + hours * HOUR + minutes * MINUTE + seconds)
}

/// `2024-03-04T08:00:00`, from seconds since 1970. `None` if there is no such day.
pub fn moment(seconds: i64) -> Option<String> {
    let day = Day::from_epoch(i32::try_from(seconds.div_euclid(DAY)).ok()?)?;
    let rest = seconds.rem_euclid(DAY);
    Some(format!("{day}T{:02}:{:02}:{:02}", rest / HOUR, rest % HOUR / MINUTE, rest % MINUTE))
}

/// The seconds since 1970 of a time of a day, both of the wall clock.
pub fn on(day: Day, time: i64) -> i64 {
    i64::from(day.since_epoch()) * DAY + time
}

/// `1:30`, `-0:30` or `1:30:15`. `None` above 9999 hours, which no entry has.
pub fn duration(seconds: i64) -> Option<String> {
    const MOST: i64 = 9999 * HOUR;
    let (sign, length) = (if seconds < 0 { "-" } else { "" }, seconds.checked_abs().filter(|length| *length <= MOST)?);
    let (hours, minutes, seconds) = (length / HOUR, length % HOUR / MINUTE, length % MINUTE);
    Some(match seconds {
        0 => format!("{sign}{hours}:{minutes:02}"),
        seconds => format!("{sign}{hours}:{minutes:02}:{seconds:02}"),
    })
}

/// A whole number of so many ASCII digits.
pub fn number(text: &str, digits: Range<usize>) -> Option<i64> {
    let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_read_strictly() {
        for text in ["2024-03-04", "2024/3/4", "2024.03.4"] {
            assert_eq!(day(text), Day::new(2024, 3, 4), "{text}");
        }
        for text in ["2024-02-30", "24-03-04", "2024-03/04", "2024-3", "2024-3-4-5", "2024-03-04x", "", "2024--04"] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(["9:30", "17:45:10"].map(time), [Some(34_200), Some(63_910)]);
        assert_eq!(["24:00", "9:3", "9", "9:30:00:0", "-1:00", "9:60"].map(time), [None; 6]);
    }

    #[test]
    fn moments_and_durations_are_written_as_the_table_has_them() {
        let seconds = compact("20240304T080015Z").unwrap();
        assert_eq!(moment(seconds).unwrap(), "2024-03-04T08:00:15");
        for text in ["20240304T080015", "20240230T080015Z", "20240304T250000Z", "2024é304T080015Z", "T", "Z"] {
            assert_eq!(compact(text), None, "{text}");
        }
        assert_eq!(moment(i64::MAX), None);
        let written = [5400, -1800, 5415, 0].map(|seconds| duration(seconds).unwrap());
        assert_eq!(written, ["1:30", "-0:30", "1:30:15", "0:00"]);
        assert_eq!((duration(i64::MIN), duration(10_000 * HOUR)), (None, None));
    }
}
