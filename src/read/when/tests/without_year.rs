//! Where the year of a text without one comes from.

use super::*;

#[test]
fn a_year_that_stands_elsewhere_is_the_year() {
    let in_2016 = |text: &str| {
        let slot = spelled(text).map(|said| said.slot(&Around { year: Some(2016), ..Around::default() }));
        slot.map_or("nothing".to_owned(), |slot| {
            slot.map_or_else(|fault| format!("{fault:?}"), |slot| slot.to_string())
        })
    };
    for (text, days) in [
        ("W3", "2016-W03"),
        ("3", "2016-W03"),
        ("53", "NotAWeek"),
        ("27.11.", "2016-11-27"),
        ("29 Feb", "2016-02-29"),
        ("Jan", "2016-01-01..2016-01-31"),
        ("Q2", "2016-04-01..2016-06-30"),
        ("4-8 Jan", "2016-01-04..2016-01-08"),
        ("28.12. - 3.1.", "2015-W53"),
        ("Mon 4 Jan", "2016-01-04"),
        ("Tue 4 Jan", "OtherWeekday"),
        ("Jan 18", "2016-01-18"),
        ("Jan 16", "DayOrYear"),
        // What the text says itself is what it says.
        ("W3 2015", "2015-W03"),
        ("Jan 2015", "2015-01-01..2015-01-31"),
    ] {
        assert_eq!(in_2016(text), days, "{text}");
    }
}

#[test]
fn a_time_without_a_year_lies_in_the_period_or_is_a_fault() {
    let year: Vec<Week> = (1..=52).filter_map(|n| Week::new(2024, n)).chain(Week::new(2025, 1)).collect();
    let in_year = |text: &str| match spelled(text).unwrap().slot(&Around { owned: &year, ..Around::default() }) {
        Ok(slot) => slot.to_string(),
        Err(fault) => format!("{fault:?}"),
    };
    for (text, days) in [
        ("4 Mar", "2024-03-04"),
        ("30 Dec", "2024-12-30"),
        // The weeks of 2024 and the first of 2025 have this day twice.
        ("1 Jan", "NoYear"),
        ("Wed 1 Jan", "2025-01-01"),
        ("W1", "NoYear"),
        // All days of January 2024, and some of January 2025.
        ("January", "2024-01-01..2024-01-31"),
        ("Q1", "2024-01-01..2024-03-31"),
    ] {
        assert_eq!(in_year(text), days, "{text}");
    }
    reads(&[("December", "2023-12-01..2023-12-31"), ("4 May", "NoYear"), ("Q4", "2023-10-01..2023-12-31")]);
}

#[test]
fn a_column_of_weeks_takes_days_and_ranges_but_no_months() {
    let owned = owned();
    let of = |text: &str| week(text, None, &owned).map(|week| week.to_string());
    for text in
        ["KW 10/2024", "4 Mar", "Mon 4 Mar", "Mar 4 - 8, 2024", "4.-10.3.", "5.3.-6.3.2024", "3 Mar - 9 Mar 2024"]
    {
        assert_eq!(of(text), Ok("2024-W10".to_owned()), "{text}");
    }
    for text in [
        "March 2024",
        "2024-03",
        "Mar",
        "Q1 2024",
        "10/2024",
        "Jan - Mar 2024",
        "W10 - W12",
        "4.3. - 14.3.2024",
        "2024",
    ] {
        assert_eq!(of(text), Err(WhenFault::NotAWeek), "{text}");
    }
}

#[test]
fn a_column_of_dates_takes_whatever_days_are_named() {
    let owned = owned();
    let of = |text: &str| date(text, None, &owned).unwrap().to_string();
    for (text, slot) in [
        ("4 Mar", "2024-03-04"),
        ("KW 10", "2024-W10"),
        ("March 2024", "2024-03-01..2024-03-31"),
        ("Q1 2024", "2024-01-01..2024-03-31"),
        ("4.3. - 14.3.2024", "2024-03-04..2024-03-14"),
        // Some working days of a week stand for it, as they always have.
        ("2024-03-04 - 2024-03-08", "2024-W10"),
        ("2024-03-03 - 2024-03-09", "2024-W10"),
    ] {
        assert_eq!(of(text), slot, "{text}");
    }
}
