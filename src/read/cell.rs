//! Reads what people write in a cell of effort, strictly: `41.5%`, `41,5`, `7.5h`, `7:30`, `1.234,5`. Nothing is
//! rounded or guessed: a text that can be read in two ways is not read.

use crate::model::amount::{Amount, PLACES};
use crate::model::effort::{DecimalMark, Notation};

/// Why a cell is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFault {
    /// It is something else, or it is written in a way that can be misread.
    NotAnAmount,
    /// It has more than 18 decimal places.
    TooManyPlaces,
    /// It is larger than an `Amount` can be (about 1.7 x 10^20).
    TooLarge,
    /// It is below zero.
    Negative,
    /// It is written with another decimal mark than the file's, or the file's decimal mark separates thousands in it.
    WrongMark,
}

/// Returns the amount in a cell and how it is written, or `None` if the cell is blank or holds a placeholder (`-`, `–`
/// or `_` alone). A `Clock` amount is in whole seconds; the others are the number as it is written.
///
/// | written | read as |
/// |---|---|
/// | `41.5`, `41,5`, `.5`, `0.415` | a bare number; a single `.` or `,` is always the decimal mark |
/// | `1.234,5`, `1,234.5`, `1 234,5`, `1.234.567` | thousands in groups of three, the mark being plain from the text |
/// | `41.5%`, `41,5 %` | a percent |
/// | `7.5h`, `7,5 h`, `7h`, `7.5 hours`, `7,5 Stunden` | hours |
/// | `7:30`, `26:15:00`, `7h 30m`, `7 h 30 min`, `7h30`, `90m` | a clock: hours have at most 4 digits, minutes and seconds stay below 60 (minutes alone may be up to 9999) |
/// | `18:25 min`, `90 min`, `45 sec` | a clock: minutes and seconds |
/// | `10:30:00 PM`, `12:20 AM` | a duration that a spreadsheet took for a time of day: since midnight |
///
/// White space at both ends, non-breaking kinds included, and the `'` with which spreadsheets guard text are removed.
/// The minus may be U+2212, and minus zero is zero. Not read: `+5` (it looks like a change), `12.` (a digit may be
/// missing), `7:5` (7:05 or 7:50), exponents, digits of other scripts.
///
/// `mark` is the decimal mark of the file. If it is `None`, it is not known yet, and either will do.
pub fn amount(text: &str, mark: Option<DecimalMark>) -> Result<Option<(Notation, Amount)>, CellFault> {
    match signed(text, mark)? {
        Some((_, amount)) if amount.is_negative() => Err(CellFault::Negative),
        read => Ok(read),
    }
}

/// Like `amount`, and also reads amounts below zero, with which time trackers write corrections.
pub fn signed(text: &str, mark: Option<DecimalMark>) -> Result<Option<(Notation, Amount)>, CellFault> {
    let Some((negative, text)) = written(text) else { return Ok(None) };
    let (notation, amount) = match number_with_unit(text) {
        Some((notation, number)) => {
            let is_other = mark.is_some() && number.mark.is_some() && number.mark != mark;
            let number = match number.as_thousands().filter(|_| is_other) {
                Some(thousands) => thousands,
                None if is_other => return Err(CellFault::WrongMark),
                None => number,
            };
            (notation, number.amount()?)
        }
        None => {
            let seconds = clock(text).ok_or(CellFault::NotAnAmount)?;
            (Notation::Clock, Amount::new(seconds.into(), 0).ok_or(CellFault::TooLarge)?)
        }
    };
    let amount = if negative { amount.negated().ok_or(CellFault::TooLarge)? } else { amount };
    Ok(Some((notation, amount)))
}

/// Returns the decimal mark that a cell proves: `41,5` the comma, `1,234.5` and `1,234,567` the dot. `None` if the cell
/// proves none or is not an amount.
pub fn decimal_mark(text: &str) -> Option<DecimalMark> {
    let (_, text) = written(text)?;
    let (_, number) = number_with_unit(text)?;
    number.mark
}

/// Reads a number as a configuration writes it: ASCII digits with at most one `.` among them, and at most 18 digits
/// after it.
pub fn plain_decimal(text: &str) -> Option<Amount> {
    let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
    if !all_digits(whole) || !all_digits(places) {
        return None;
    }
    Number { whole, places, mark: None, text }.amount().ok()
}

/// Returns whether a minus stands before the amount of a cell, and the amount with its unit. `None` if the cell is
/// blank.
fn written(cell: &str) -> Option<(bool, &str)> {
    let text = cell.trim();
    let text = text.strip_prefix('\'').map_or(text, str::trim_start);
    if matches!(text, "" | "-" | "–" | "—" | "_") {
        return None;
    }
    let unsigned = text.strip_prefix(['-', '\u{2212}']);
    Some((unsigned.is_some(), unsigned.unwrap_or(text)))
}

/// `41,5 %`, `7.5h`, `41.5`.
fn number_with_unit(text: &str) -> Option<(Notation, Number<'_>)> {
    let (notation, number) = if let Some(number) = text.strip_suffix('%') {
        (Notation::Percent, number.trim_end())
    } else if let Some(number) = text.strip_suffix(['h', 'H']).or_else(|| without_hours(text)) {
        (Notation::Hours, number.trim_end())
    } else {
        (Notation::Bare, text)
    };
    Some((notation, Number::parse(number)?))
}

/// Returns the number before a word for hours: `1.5 hours`.
fn without_hours(text: &str) -> Option<&str> {
    const HOURS: [&str; 6] = ["hours", "hour", "hrs", "Stunden", "Stunde", "Std."];
    if text.as_bytes().last().is_none_or(u8::is_ascii_digit) {
        return None;
    }
    HOURS.iter().find_map(|word| text.strip_suffix(word))
}

/// A number that is written correctly. Its size is not checked yet.
struct Number<'a> {
    /// The digits before the mark, which may be grouped. Empty in `.5`.
    whole: &'a str,
    /// The digits after the mark.
    places: &'a str,
    /// The decimal mark that it proves.
    mark: Option<DecimalMark>,
    /// All of it.
    text: &'a str,
}

impl<'a> Number<'a> {
    fn parse(text: &'a str) -> Option<Number<'a>> {
        use DecimalMark::{Comma, Dot};
        let (mut dots, mut commas, mut last) = (0_usize, 0_usize, 0);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'.' => (dots, last) = (dots + 1, at),
                b',' => (commas, last) = (commas + 1, at),
                _ => {}
            }
        }
        let comma_last = text.as_bytes().get(last) == Some(&b',');
        let (mark, has_places, group) = match (dots, commas) {
            (0, 0) => (None, false, None),
            (1, 0) => (Some(Dot), true, None),
            (0, 1) => (Some(Comma), true, None),
            // A mark that stands there twice separates thousands, so that the other one is the decimal mark.
            (_, 0) => (Some(Comma), false, Some('.')),
            (0, _) => (Some(Dot), false, Some(',')),
            (1, _) if !comma_last => (Some(Dot), true, Some(',')),
            (_, 1) if comma_last => (Some(Comma), true, Some('.')),
            _ => return None,
        };
        let (whole, places) = if has_places { (text.get(..last)?, text.get(last + 1..)?) } else { (text, "0") };
        let group = group.or_else(|| whole.chars().find(|&c| is_group_space(c)));
        let whole_is_sound = match group {
            Some(group) => grouped(whole, group),
            None => all_digits(whole) || (whole.is_empty() && has_places),
        };
        (whole_is_sound && all_digits(places)).then_some(Number { whole, places, mark, text })
    }

    /// Where the other mark is the decimal one, `1,240` has a mark of thousands: one to three digits, not beginning with zero, and three
    /// behind it.
    fn as_thousands(&self) -> Option<Number<'a>> {
        let is_group = self.places.len() == 3 && (1..=3).contains(&self.whole.len()) && !self.whole.starts_with('0');
        is_group.then_some(Number { whole: self.text, places: "0", mark: None, text: self.text })
    }

    fn amount(&self) -> Result<Amount, CellFault> {
        let places = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        if places > PLACES {
            return Err(CellFault::TooManyPlaces);
        }
        let digits = || self.whole.bytes().filter(u8::is_ascii_digit).chain(self.places.bytes()).map(|b| b - b'0');
        let short = digits().try_fold(0_u64, |value, digit| value.checked_mul(10)?.checked_add(digit.into()));
        let value = match short {
            Some(value) => value.into(),
            None => digits()
                .try_fold(0_i128, |value, digit| value.checked_mul(10)?.checked_add(digit.into()))
                .ok_or(CellFault::TooLarge)?,
        };
        Amount::new(value, places).ok_or(CellFault::TooLarge)
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether it is a space of a kind that separates thousands: a plain, non-breaking, narrow or thin one.
fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

/// `1.234.567`: three digits in each group, one to three in the first.
fn grouped(whole: &str, group: char) -> bool {
    let mut groups = whole.split(group);
    groups.next().is_some_and(|first| all_digits(first) && first.len() <= 3)
        && groups.all(|group| all_digits(group) && group.len() == 3)
}

/// Returns the seconds of `7:30`, `7:30:15`, `7h 30m`, `7 h 30 min`, `7h30`, `90m`, `18:25 min` or `45 sec`.
fn clock(text: &str) -> Option<u32> {
    const HOUR: u32 = 3600;
    const MINUTE: u32 = 60;
    if let Some((time, noon)) = time_of_day(text) {
        let seconds = clock(time)?;
        let in_half_day = (HOUR..13 * HOUR).contains(&seconds);
        return in_half_day.then(|| seconds % (12 * HOUR) + noon);
    }
    if let Some(text) = text.strip_suffix("min").filter(|text| !text.contains(['h', 'H'])) {
        let text = text.trim_end();
        let (minutes, seconds) = text.split_once(':').unwrap_or((text, "00"));
        return Some(count(minutes, 1..=4, 9999)? * MINUTE + count(seconds, 2..=2, 59)?);
    }
    if let Some(text) = text.strip_suffix("sec") {
        return count(text.trim_end(), 1..=2, 59);
    }
    if let Some((hours, rest)) = text.split_once(':') {
        let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "00"));
        let hours = count(hours, 1..=4, 9999)?;
        return Some(hours * HOUR + count(minutes, 2..=2, 59)? * MINUTE + count(seconds, 2..=2, 59)?);
    }
    if let Some((hours, rest)) = text.split_once(['h', 'H']) {
        let minutes = rest.strip_suffix("min").or_else(|| rest.strip_suffix(['m', 'M'])).unwrap_or(rest).trim();
        return Some(count(hours.trim_end(), 1..=4, 9999)? * HOUR + count(minutes, 1..=2, 59)? * MINUTE);
    }
    let minutes = text.strip_suffix(['m', 'M'])?;
    Some(count(minutes.trim_end(), 1..=4, 9999)? * MINUTE)
}

/// Splits `10:30:00 PM` into the time and the seconds before that half of the day. Spreadsheets write a duration like
/// this if they took it for a time of day; the duration is the time since midnight.
pub fn time_of_day(text: &str) -> Option<(&str, u32)> {
    const NOON: u32 = 12 * 3600;
    let half = |suffix: &str| {
        let start = text.len().checked_sub(suffix.len())?;
        let (time, end) = text.split_at_checked(start)?;
        (end.eq_ignore_ascii_case(suffix) && time.contains(':')).then(|| time.trim_end())
    };
    half("AM").map(|time| (time, 0)).or_else(|| half("PM").map(|time| (time, NOON)))
}

/// Reads a whole number with this many digits that is at most `most`.
fn count(text: &str, digits: std::ops::RangeInclusive<usize>, most: u32) -> Option<u32> {
    if !all_digits(text) || !digits.contains(&text.len()) {
        return None;
    }
    text.parse().ok().filter(|&n| n <= most)
}

#[cfg(test)]
mod tests;
