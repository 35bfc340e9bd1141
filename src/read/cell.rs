//! What people write in a cell, read strictly: percents, fractions, hours, decimal commas. A cell is blank, an exact
//! amount, or a fault; it is never guessed. formats.md sections 1 and 5.

use crate::model::amount::Amount;
use crate::model::effort::{DecimalMark, Spelling};

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellFault {
    NotAnAmount,
    /// More than 18 decimal places: it would have to be rounded.
    TooManyPlaces,
    /// It does not fit.
    TooLarge,
    Negative,
    /// The other decimal mark than the file's.
    WrongMark,
}

/// Reads an amount. Blank is `None`, also as the lone placeholders `-`, `–` and `_` that exports write; `mark` is the
/// file's decimal mark, `None` takes either.
///
/// `41.5` is bare; `41,5 %` a percent; `7.5h` hours; `7:30`, `7:30:15`, `7h 30m`, `45m` a clock time in whole seconds.
pub fn amount(text: &str, mark: Option<DecimalMark>) -> Result<Option<(Spelling, Amount)>, CellFault> {
    let text = trimmed(text);
    if matches!(text, "" | "-" | "\u{2013}" | "\u{2014}" | "_") {
        return Ok(None);
    }
    let (text, negative) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (trimmed(rest), true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let (spelling, amount) = unsigned(text, mark)?;
    if negative && !amount.is_zero() {
        return Err(CellFault::Negative);
    }
    Ok(Some((spelling, amount)))
}

fn unsigned(text: &str, mark: Option<DecimalMark>) -> Result<(Spelling, Amount), CellFault> {
    if let Some(number) = text.strip_suffix('%') {
        return Ok((Spelling::Percent, decimal(trimmed(number), mark)?));
    }
    if text.contains(':') {
        return Ok((Spelling::Clock, colon(text)?));
    }
    let last = text.as_bytes().last().copied().unwrap_or(b'0');
    if !last.is_ascii_digit() || text.contains(['h', 'H']) {
        return worded(text, mark);
    }
    Ok((Spelling::Bare, decimal(text, mark)?))
}

/// A cell without the spaces around it, no-break ones too, and without the apostrophe that spreadsheets guard text with.
fn trimmed(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('\'').map_or(text, str::trim)
}

/// `7:30`, `07:30:15`: hours of at most four digits, minutes and seconds of two, below sixty.
fn colon(text: &str) -> Result<Amount, CellFault> {
    let mut parts = text.split(':');
    let hours = parts.next().and_then(|part| whole(part, 1..=4)).ok_or(CellFault::NotAnAmount)?;
    let mut sixtieth = |missing: Option<i128>| match parts.next() {
        None => missing.ok_or(CellFault::NotAnAmount),
        Some(part) => whole(part, 2..=2).filter(|n| *n < 60).ok_or(CellFault::NotAnAmount),
    };
    let (minutes, seconds) = (sixtieth(None)?, sixtieth(Some(0))?);
    if parts.next().is_some() {
        return Err(CellFault::NotAnAmount);
    }
    seconds_of(hours, minutes, seconds)
}

/// `7.5h`, `7,5 hours`, `7h 30m`, `7h30`, `45 min`.
fn worded(text: &str, mark: Option<DecimalMark>) -> Result<(Spelling, Amount), CellFault> {
    const HOURS: &[&str] = &["h", "hr", "hrs", "hour", "hours", "std", "std."];
    const MINUTES: &[&str] = &["m", "min", "mins", "minutes"];
    let (number, rest) = number_and_word(text);
    let (word, rest) = word_and_rest(rest);
    let is = |words: &[&str], word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    if is(MINUTES, word) && rest.is_empty() {
        let minutes = whole(number, 1..=5).ok_or(CellFault::NotAnAmount)?;
        return Ok((Spelling::Clock, seconds_of(0, minutes, 0)?));
    }
    if !is(HOURS, word) {
        return Err(CellFault::NotAnAmount);
    }
    if rest.is_empty() {
        return Ok((Spelling::Hours, decimal(number, mark)?));
    }
    let hours = whole(number, 1..=4).ok_or(CellFault::NotAnAmount)?;
    let (minutes, word) = number_and_word(rest);
    let minutes = whole(minutes, 1..=2).filter(|n| *n < 60).ok_or(CellFault::NotAnAmount)?;
    if word.is_empty() || is(MINUTES, word) {
        return Ok((Spelling::Clock, seconds_of(hours, minutes, 0)?));
    }
    Err(CellFault::NotAnAmount)
}

/// The number at the start, and what follows it, without the spaces between.
fn number_and_word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, word) = text.split_at(end);
    (number.trim_end(), word)
}

fn word_and_rest(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word, rest.trim_start())
}

fn seconds_of(hours: i128, minutes: i128, seconds: i128) -> Result<Amount, CellFault> {
    Amount::new(hours * 3600 + minutes * 60 + seconds, 0).ok_or(CellFault::TooLarge)
}

/// A whole number of so many ASCII digits.
fn whole(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i128> {
    let sound = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.bytes().fold(0, |n, b| n * 10 + i128::from(b - b'0')))
}

/// `41.5`, `41,5`, `1.234,5`, `1 234,5`: one separator is the decimal mark; of two kinds the last one is, and the other
/// groups digits by three.
fn decimal(text: &str, mark: Option<DecimalMark>) -> Result<Amount, CellFault> {
    let last = text.rfind(['.', ',']);
    let found =
        last.map(|at| if text.as_bytes().get(at) == Some(&b',') { DecimalMark::Comma } else { DecimalMark::Dot });
    if let (Some(found), Some(mark)) = (found, mark)
        && found != mark
    {
        return Err(if digits_only(text) { CellFault::WrongMark } else { CellFault::NotAnAmount });
    }
    let (units, places) = match last {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    if last.is_some() && places.is_empty() {
        return Err(CellFault::NotAnAmount);
    }
    let mut digits: i128 = 0;
    let mut add = |byte: u8| -> Result<(), CellFault> {
        if !byte.is_ascii_digit() {
            return Err(CellFault::NotAnAmount);
        }
        digits =
            digits.checked_mul(10).and_then(|d| d.checked_add(i128::from(byte - b'0'))).ok_or(CellFault::TooLarge)?;
        Ok(())
    };
    grouped(units, found, &mut add)?;
    places.bytes().try_for_each(&mut add)?;
    let places = u32::try_from(places.len()).unwrap_or(u32::MAX);
    if places > crate::model::amount::PLACES {
        return Err(CellFault::TooManyPlaces);
    }
    Amount::new(digits, places).ok_or(CellFault::TooLarge)
}

/// The digits before the decimal mark, which may be grouped by three.
fn grouped(
    units: &str,
    mark: Option<DecimalMark>,
    add: &mut impl FnMut(u8) -> Result<(), CellFault>,
) -> Result<(), CellFault> {
    let is_group_mark = |c: char| match c {
        ',' => mark == Some(DecimalMark::Dot),
        '.' => mark == Some(DecimalMark::Comma),
        ' ' | '\u{a0}' | '\u{202f}' | '\'' => true,
        _ => false,
    };
    if !units.contains(is_group_mark) {
        if units.is_empty() {
            return Err(CellFault::NotAnAmount);
        }
        return units.bytes().try_for_each(add);
    }
    for (at, group) in units.split(is_group_mark).enumerate() {
        let sound = if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        if !sound {
            return Err(CellFault::NotAnAmount);
        }
        group.bytes().try_for_each(&mut *add)?;
    }
    Ok(())
}

fn digits_only(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// The decimal mark that a cell proves; `None` when it has none.
pub fn decimal_mark(text: &str) -> Option<DecimalMark> {
    let at = text.rfind(['.', ','])?;
    let is_amount =
        amount(text, None).is_ok_and(|found| found.is_some_and(|(spelling, _)| spelling != Spelling::Clock));
    match (is_amount, text.as_bytes().get(at)) {
        (true, Some(b',')) => Some(DecimalMark::Comma),
        (true, _) => Some(DecimalMark::Dot),
        _ => None,
    }
}

/// A plain number of a configuration: ASCII digits with a dot, perhaps a minus; no exponent, no grouping.
pub fn plain_decimal(text: &str) -> Option<Amount> {
    let (digits, negative) = match text.strip_prefix('-') {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let amount = decimal(digits, Some(DecimalMark::Dot)).ok()?;
    if negative { amount.negated() } else { Some(amount) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match amount(text, None) {
            Ok(None) => "blank".to_owned(),
            Ok(Some((spelling, amount))) => format!("{spelling:?} {amount}"),
            Err(fault) => format!("{fault:?}"),
        }
    }

    /// formats.md section 1: every spelling of percents, fractions and hours.
    #[test]
    fn every_way_to_write_an_amount() {
        for (text, expected) in [
            ("41.5%", "Percent 41.5"),
            ("41,5 %", "Percent 41.5"),
            ("41.5", "Bare 41.5"),
            ("0.415", "Bare 0.415"),
            ("0", "Bare 0"),
            (" 007 ", "Bare 7"),
            ("7,5", "Bare 7.5"),
            ("7.5h", "Hours 7.5"),
            ("7,5 h", "Hours 7.5"),
            ("8 Std", "Hours 8"),
            ("7:30", "Clock 27000"),
            ("26:15:00", "Clock 94500"),
            ("7h 30m", "Clock 27000"),
            ("7h30", "Clock 27000"),
            ("45m", "Clock 2700"),
            ("1.234,5", "Bare 1234.5"),
            ("1,234.5", "Bare 1234.5"),
            ("1\u{202f}234,5", "Bare 1234.5"),
            ("'40", "Bare 40"),
            ("-0", "Bare 0"),
            ("0.000000000000000001", "Bare 0.000000000000000001"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn an_empty_cell_is_not_zero() {
        for text in ["", "  ", "\u{a0}", "-", "\u{2013}", "_"] {
            assert_eq!(read(text), "blank", "{text:?}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_and_never_rounded() {
        for text in [
            "4o%",
            "1e2",
            "4_1",
            "0x1",
            "NaN",
            "\u{661}\u{662}",
            "12.",
            ".5",
            "7:75",
            "7:5",
            "1:00:60",
            "12 34",
            "1,23,4",
            "%",
            "h",
            "+",
            "1.2.3",
            "7h 75m",
            "40 % 3",
        ] {
            assert_eq!(read(text), "NotAnAmount", "{text}");
        }
        assert_eq!(read("0.0000000000000000001"), "TooManyPlaces");
        assert_eq!(read("99999999999999999999999"), "TooLarge");
        assert_eq!(read("-5%"), "Negative");
        assert_eq!(read("\u{2212}5"), "Negative");
    }

    #[test]
    fn a_decided_decimal_mark_is_held_to() {
        assert_eq!(amount("41,5", Some(DecimalMark::Dot)), Err(CellFault::WrongMark));
        assert_eq!(amount("41.5%", Some(DecimalMark::Comma)), Err(CellFault::WrongMark));
        assert_eq!(decimal_mark("41,5 %"), Some(DecimalMark::Comma));
        assert_eq!(decimal_mark("41.5"), Some(DecimalMark::Dot));
        assert_eq!((decimal_mark("41"), decimal_mark("Ada."), decimal_mark("7:30")), (None, None, None));
    }

    #[test]
    fn the_numbers_of_a_configuration_are_plain() {
        assert_eq!(plain_decimal("37.5").unwrap().to_string(), "37.5");
        assert_eq!(plain_decimal("-1").unwrap().to_string(), "-1");
        for text in ["1e2", "1_000", "1,5", "", ".", "inf", "--1"] {
            assert_eq!(plain_decimal(text), None, "{text}");
        }
    }
}
