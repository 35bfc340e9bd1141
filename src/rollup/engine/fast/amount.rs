//! Reads the usual ways of writing an amount from its bytes: `00:07:50`, `98.75`, `7,5h`, `41.5%`. Whatever it reads,
//! `read::cell` reads the same; it leaves everything else to it.

use crate::model::effort::{DecimalMark, Notation};
use crate::rollup::units::decimal_places;

/// The amount of a cell, as a scaled integer: the number of units in the last decimal place of its notation. `None` leaves
/// the cell to the careful path; so does every decimal mark if none is decided.
#[inline]
pub(super) fn parse_amount(raw: &[u8], mark: Option<DecimalMark>) -> Option<(Notation, i32)> {
    if let Ok(eight) = raw.try_into()
        && let Some(seconds) = eight_bytes(eight)
    {
        return Some((Notation::Clock, seconds));
    }
    let text = match raw {
        [b'"', inner @ .., b'"'] => inner,
        _ => raw,
    };
    number(text, mark).or_else(|| Some((Notation::Clock, clock(text)?)))
}

/// The seconds of `hh:mm:ss`, from all bytes at once.
#[inline]
fn eight_bytes(text: &[u8; 8]) -> Option<i32> {
    // XOR turns digits into their values and colons into zero. Adding then sets the top bit of every byte that is above 9,
    // or above 0 where a colon should be.
    let digits = u64::from_le_bytes(*text) ^ u64::from_le_bytes(*b"00:00:00");
    let over = digits.wrapping_add(0x7676_7F76_767F_7676);
    if (over | digits) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let at = |byte: u32| (digits >> (8 * byte) & 0xF) as i32;
    let (minutes, seconds) = (at(3) * 10 + at(4), at(6) * 10 + at(7));
    (minutes < 60 && seconds < 60).then(|| (at(0) * 10 + at(1)) * 3600 + minutes * 60 + seconds)
}

/// A decimal number of few digits, followed by `%`, `h` or nothing.
#[inline]
fn number(text: &[u8], mark: Option<DecimalMark>) -> Option<(Notation, i32)> {
    const MOST: usize = 12;
    let (notation, digits) = match text {
        [number @ .., b'%'] => (Notation::Percent, number),
        [number @ .., b'h' | b'H'] => (Notation::Hours, number),
        _ => (Notation::Bare, text),
    };
    if digits.is_empty() || digits.len() > MOST {
        return None;
    }
    let (mut value, mut behind) = (0_i64, None);
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
            b'.' if mark == Some(DecimalMark::Dot) && behind.is_none() && at > 0 => behind = Some(at + 1),
            b',' if mark == Some(DecimalMark::Comma) && behind.is_none() && at > 0 => behind = Some(at + 1),
            _ => return None,
        }
    }
    let written = match behind {
        None => 0,
        Some(behind) => u32::try_from(digits.len() - behind).ok().filter(|places| *places > 0)?,
    };
    let up = 10_i64.pow(decimal_places(notation).checked_sub(written)?);
    Some((notation, i32::try_from(value * up).ok()?))
}

/// The seconds of `h:mm` and `h:mm:ss`, with up to four digits of hours.
fn clock(text: &[u8]) -> Option<i32> {
    let colon = text.iter().position(|byte| *byte == b':').filter(|colon| (1..=4).contains(colon))?;
    let (hours, rest) = text.split_at(colon);
    let seconds = match *rest {
        [b':', a, b] => two(a, b)? * 60,
        [b':', a, b, b':', c, d] => two(a, b)? * 60 + two(c, d)?,
        _ => return None,
    };
    let hours = hours.iter().try_fold(0, |hours, byte| Some(hours * 10 + digit(*byte)?))?;
    Some(hours * 3600 + seconds)
}

/// A number of two digits below sixty.
fn two(a: u8, b: u8) -> Option<i32> {
    Some(digit(a)? * 10 + digit(b)?).filter(|two| *two < 60)
}

fn digit(byte: u8) -> Option<i32> {
    byte.is_ascii_digit().then(|| i32::from(byte - b'0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::amount::Amount;
    use crate::read::cell;

    const MARKS: [Option<DecimalMark>; 3] = [None, Some(DecimalMark::Dot), Some(DecimalMark::Comma)];

    /// Compares with what `read::cell` reads.
    fn agrees(text: &str) {
        for mark in MARKS {
            if let Some((notation, scaled)) = parse_amount(text.as_bytes(), mark) {
                let amount = Amount::of(scaled.into(), decimal_places(notation));
                let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
                assert_eq!(cell::amount(text, mark), Ok(Some((notation, amount))), "{text} {mark:?}");
            }
        }
    }

    #[test]
    fn usual_amounts_are_read_quickly() {
        let of = |text: &str| {
            let mark = if text.contains(',') { DecimalMark::Comma } else { DecimalMark::Dot };
            parse_amount(text.as_bytes(), Some(mark))
        };
        for (text, notation, scaled) in [
            ("00:07:50", Notation::Clock, 470),
            ("99:59:59", Notation::Clock, 359_999),
            ("7:30", Notation::Clock, 27_000),
            ("1234:00:01", Notation::Clock, 4_442_401),
            ("98.75", Notation::Bare, 987_500),
            ("\"98,75\"", Notation::Bare, 987_500),
            ("0", Notation::Bare, 0),
            ("41.5%", Notation::Percent, 415_000),
            ("7.5h", Notation::Hours, 75_000),
        ] {
            assert_eq!(of(text), Some((notation, scaled)), "{text}");
            agrees(text);
        }
    }

    #[test]
    fn anything_else_takes_a_closer_look() {
        for text in [
            "",
            "\"",
            "\"\"",
            "-",
            "1.",
            ".5",
            "1.23456",
            "1.234.567",
            "00:60:00",
            "00:00:60",
            "0a:00:00",
            "00-00-00",
            "00:00;00",
            "1:2",
            "12345:00",
            ":30",
            "-1",
            "+1",
            "7 h",
            "7h30",
            "90m",
            "999999",
            "1e3",
            "%",
            "h",
            "1,5,5",
        ] {
            MARKS.iter().for_each(|mark| assert_eq!(parse_amount(text.as_bytes(), *mark), None, "{text}"));
        }
        assert_eq!(parse_amount(b"1.5", None), None);
        assert_eq!(parse_amount(b"1.5", Some(DecimalMark::Comma)), None);
        assert_eq!(parse_amount(b"1,5", Some(DecimalMark::Dot)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_read_quickly_is_what_is_read(text in "\"?[0-9.,:%hH]{0,12}\"?", eight in "[0-9:;/]{8}") {
            agrees(&text);
            agrees(&eight);
        }
    }
}
