//! Every way of writing an amount, and what is none.

use super::*;
use CellFault::{Negative, NotAnAmount, TooLarge, TooManyPlaces, WrongMark};
use DecimalMark::{Comma, Dot};
use Notation::{Bare, Clock, Hours, Percent};

fn read(text: &str) -> Result<Option<(Notation, String)>, CellFault> {
    Ok(amount(text, None)?.map(|(notation, amount)| (notation, amount.to_string())))
}

#[test]
fn an_amount_is_read_as_it_is_written() {
    for (text, notation, value) in [
        ("0", Bare, "0"),
        ("40", Bare, "40"),
        ("41.5", Bare, "41.5"),
        ("41,5", Bare, "41.5"),
        ("0.415", Bare, "0.415"),
        (".415", Bare, "0.415"),
        ("007", Bare, "7"),
        ("1,234", Bare, "1.234"),
        ("1.234,5", Bare, "1234.5"),
        ("1,234.5", Bare, "1234.5"),
        ("1.234.567", Bare, "1234567"),
        ("1,234,567.25", Bare, "1234567.25"),
        ("1 234,5", Bare, "1234.5"),
        ("12\u{A0}345\u{A0}678", Bare, "12345678"),
        ("1\u{202F}234.5", Bare, "1234.5"),
        ("41.5%", Percent, "41.5"),
        ("41,5 %", Percent, "41.5"),
        ("\u{A0}41,5\u{202F}% ", Percent, "41.5"),
        ("7.5h", Hours, "7.5"),
        ("7,5 h", Hours, "7.5"),
        ("7H", Hours, "7"),
        ("7:30", Clock, "27000"),
        ("7:30:15", Clock, "27015"),
        ("26:15:00", Clock, "94500"),
        ("9999:59", Clock, "35999940"),
        ("0:06", Clock, "360"),
        ("7h 30m", Clock, "27000"),
        ("7h30", Clock, "27000"),
        ("10:30:00 PM", Clock, "81000"),
        ("12:20:00 AM", Clock, "1200"),
        ("02:00 am", Clock, "7200"),
        ("12:05 PM", Clock, "43500"),
        ("7h5m", Clock, "25500"),
        ("7 h 30 m", Clock, "27000"),
        ("1 h 0 min", Clock, "3600"),
        ("7h30min", Clock, "27000"),
        ("1.5 hours", Hours, "1.5"),
        ("8 hours", Hours, "8"),
        ("1 hour", Hours, "1"),
        ("1,5 Stunden", Hours, "1.5"),
        ("30m", Clock, "1800"),
        ("90M", Clock, "5400"),
        ("'41.5", Bare, "41.5"),
        ("' 0:06", Clock, "360"),
        ("-0", Bare, "0"),
        ("\u{2212}0,0 %", Percent, "0"),
        ("0.000000000000000001", Bare, "0.000000000000000001"),
        ("170141183460469231731", Bare, "170141183460469231731"),
    ] {
        assert_eq!(read(text), Ok(Some((notation, value.to_owned()))), "{text:?}");
    }
}

#[test]
fn a_blank_cell_and_a_placeholder_say_nothing() {
    for text in ["", " ", "\t", "\u{A0}", "\u{202F} ", "-", " – ", "_", "'", "' "] {
        assert_eq!(read(text), Ok(None), "{text:?}");
    }
}

#[test]
fn what_can_be_misread_is_not_read() {
    for text in [
        "4o%",
        "x",
        "NaN",
        "inf",
        "1e2",
        "4_1",
        "0x1",
        "1/2",
        "٤١",
        "４１",
        "½",
        "=1+1",
        "#REF!",
        "%",
        "h",
        "m",
        ".",
        ",",
        "+5",
        "--5",
        "- 5",
        "''5",
        "-%",
        "12.",
        "12.%",
        "5 % %",
        "5%h",
        "5h%",
        "1.2.3",
        "1.23.456",
        "1234.567,8",
        "1,234,56",
        "1.234,567.8",
        "1,2,3.4",
        "1.234 567",
        "1 2345",
        "12 34",
        "1  234",
        "1 234\u{A0}567",
        " 1 234 5",
        "7:5",
        "7:60",
        "7:30:60",
        "00:75:00",
        "12345:00",
        "7:",
        ":30",
        "7:30:15:00",
        "7.5:30",
        "13:30 PM",
        "0:30 AM",
        "7 PM",
        "7:5 PM",
        "7:30h",
        "7,5h 30m",
        "7h 60m",
        "7h 123m",
        "7h m",
        "7h h",
        "7m 30",
        "h30",
        "99999m",
        "1.5m",
        "7h 30m 15s",
        "8 hourss",
        "hours",
        "1 h 0 minutes",
    ] {
        assert_eq!(read(text), Err(NotAnAmount), "{text:?}");
    }
}

#[test]
fn an_amount_that_cannot_be_kept_exactly_is_refused() {
    assert_eq!(read("0.0000000000000000001"), Err(TooManyPlaces));
    assert_eq!(read("0,5000000000000000000 %"), Err(TooManyPlaces), "a nineteenth place, though it is a zero");
    assert_eq!(read("170141183460469231732"), Err(TooLarge));
    assert_eq!(read(&"9".repeat(100)), Err(TooLarge));
    assert_eq!(read(&format!("{}x", "9".repeat(100))), Err(NotAnAmount));
}

#[test]
fn an_amount_below_zero_is_refused() {
    for text in ["-5", "\u{2212}5 %", "-0,01", "-0:06", "'-7.5h"] {
        assert_eq!(read(text), Err(Negative), "{text:?}");
    }
}

#[test]
fn a_known_mark_is_held_against_every_number() {
    for (text, dot, comma) in [
        ("41.5", Ok(()), Err(WrongMark)),
        ("41,5 %", Err(WrongMark), Ok(())),
        ("1.234,5", Err(WrongMark), Ok(())),
        ("1.234.567", Err(WrongMark), Ok(())),
        // A mark of thousands.
        ("1,234", Ok(()), Ok(())),
        ("1,23", Err(WrongMark), Ok(())),
        ("0,234", Err(WrongMark), Ok(())),
        ("-41,5", Err(WrongMark), Err(Negative)),
        ("41", Ok(()), Ok(())),
        ("1 234 h", Ok(()), Ok(())),
        ("7:30", Ok(()), Ok(())),
    ] {
        assert_eq!(amount(text, Some(Dot)).map(|_| ()), dot, "{text:?}");
        assert_eq!(amount(text, Some(Comma)).map(|_| ()), comma, "{text:?}");
    }
}

#[test]
fn a_cell_proves_a_decimal_mark_or_none() {
    for (text, mark) in [
        ("41.5", Some(Dot)),
        ("-41,5 %", Some(Comma)),
        ("7,5h", Some(Comma)),
        ("1,234.5", Some(Dot)),
        ("1.234.567", Some(Comma)),
        ("1 234", None),
        ("41", None),
        ("7:30", None),
        ("", None),
        ("4o,1", None),
    ] {
        assert_eq!(decimal_mark(text), mark, "{text:?}");
    }
}

#[test]
fn a_configuration_writes_digits_and_a_dot() {
    for (text, value) in [("40", Some("40")), ("0.80", Some("0.8")), ("37.5", Some("37.5"))] {
        assert_eq!(plain_decimal(text).map(|amount| amount.to_string()).as_deref(), value);
    }
    for text in ["", ".", ".5", "5.", "-1", "+1", "1e2", "1_000", "0,8", " 1", "1.2.3", "0.0000000000000000001"] {
        assert_eq!(plain_decimal(text), None, "{text:?}");
    }
}
