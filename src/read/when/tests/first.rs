//! What was read from the beginning.

use super::super::*;

fn read(text: &str, order: Option<DateOrder>) -> Result<String, WhenFault> {
    let owned: Vec<Week> = (1..=13).filter_map(|n| Week::new(2016, n)).collect();
    week(text, order, &owned).map(|week| week.to_string())
}

/// formats.md section 1.
#[test]
fn every_way_to_write_the_third_week() {
    for text in [
        "2016-W03",
        "W3",
        "w03",
        "KW 3",
        "Week 3",
        "3",
        "2016-01-18",
        "2016-01-24",
        "2016/01/20",
        "18.01.2016",
        "18/01/2016",
        "01/18/2016",
        "18-01-2016",
        "2016-01-18..2016-01-24",
        "18.01.2016 - 24.01.2016",
        "2016-01-17 \u{2013} 2016-01-23",
    ] {
        assert_eq!(read(text, None), Ok("2016-W03".into()), "{text}");
    }
}

#[test]
fn day_and_month_are_not_guessed() {
    assert_eq!(read("03/04/2016", None), Err(WhenFault::Ambiguous));
    assert_eq!(read("03/02/2016", Some(DateOrder::DayFirst)), Ok("2016-W05".into()));
    assert_eq!(read("02/03/2016", Some(DateOrder::MonthFirst)), Ok("2016-W05".into()));
    assert_eq!(read("18/01/2016", Some(DateOrder::MonthFirst)), Err(WhenFault::OtherOrder));
    assert_eq!(read("02/02/2016", None), Ok("2016-W05".into()), "both ways are the same day");
}

/// formats.md section 1.
#[test]
fn a_serial_number_is_a_day() {
    assert_eq!(date("42009", None, &[]).unwrap().to_string(), "2015-01-05");
    assert_eq!(date("4200", None, &[]), Err(WhenFault::NotAWeek));
}

#[test]
fn a_date_column_holds_days_and_weeks() {
    assert_eq!(date(" 2016-01-18 ", None, &[]).unwrap().to_string(), "2016-01-18");
    assert_eq!(date("2016-W03", None, &[]).unwrap().to_string(), "2016-W03");
    let of = |from: &str, to: &str| stretch(date(from, None, &[]).unwrap(), date(to, None, &[]).unwrap());
    assert_eq!(of("2016-01-18", "2016-W04").unwrap().to_string(), "2016-01-18..2016-01-31");
    assert_eq!(of("2016-01-18", "2016-01-17"), None);
}

#[test]
fn what_is_not_a_week() {
    for text in ["", "Total", "54", "W", "2016-W60", "30.02.2016", "2016-01-18..2016-01-31", "1/2/16"] {
        assert_eq!(read(text, None), Err(WhenFault::NotAWeek), "{text}");
    }
    assert_eq!(read("W20", None), Err(WhenFault::NoYear));
}

#[test]
fn a_cell_proves_an_order_only_when_one_number_is_above_twelve() {
    assert_eq!(order_shown("18/01/2016"), Some(Ok(DateOrder::DayFirst)));
    assert_eq!(order_shown("01/18/2016"), Some(Ok(DateOrder::MonthFirst)));
    assert_eq!(order_shown("03/04/2016"), Some(Err(())));
    assert_eq!(order_shown("18.01.2016"), None);
    assert_eq!(order_shown("2016-W03"), None);
}
