//! What can be read in two ways: the order of day and month, and whether a number is a day or a year.

use super::*;

const DMY: Option<DateOrder> = Some(DateOrder::DayFirst);
const MDY: Option<DateOrder> = Some(DateOrder::MonthFirst);

#[test]
fn the_order_of_day_and_month_is_known_or_shown_and_never_guessed() {
    for (text, unknown, day_first, month_first) in [
        ("3/4/2024", "Ambiguous", "2024-04-03", "2024-03-04"),
        ("3/4/24", "Ambiguous", "2024-04-03", "2024-03-04"),
        ("3-4-2024", "Ambiguous", "2024-04-03", "2024-03-04"),
        ("3/1", "Ambiguous", "2024-01-03", "2024-03-01"),
        ("27/11/2023", "2023-11-27", "2023-11-27", "OtherOrder"),
        ("11/27/23", "2023-11-27", "OtherOrder", "2023-11-27"),
        ("11/27", "2023-11-27", "OtherOrder", "2023-11-27"),
        ("27/11", "2023-11-27", "2023-11-27", "OtherOrder"),
        ("2/2/2024", "2024-02-02", "2024-02-02", "2024-02-02"),
        ("4/3/2024 to 10/3/2024", "Ambiguous", "2024-W10", "2024-04-03..2024-10-03"),
        ("27/11/2023 - 3/12/2023", "2023-W48", "2023-W48", "OtherOrder"),
        ("11/27 - 12/3/2023", "2023-W48", "OtherOrder", "2023-W48"),
        // The fourth of March was a Monday, the third of April a Wednesday.
        ("Mon 3/4/2024", "2024-03-04", "OtherWeekday", "2024-03-04"),
        ("Wed 3/4/2024", "2024-04-03", "2024-04-03", "OtherWeekday"),
        ("Fri 3/4/2024", "OtherWeekday", "OtherWeekday", "OtherWeekday"),
    ] {
        let found = [None, DMY, MDY].map(|order| meant(text, order));
        assert_eq!(found, [unknown, day_first, month_first], "{text}");
    }
}

#[test]
fn a_cell_shows_an_order_in_every_spelling_with_two_numbers() {
    for (text, shown) in [
        ("27/11/23", Some(Ok(DateOrder::DayFirst))),
        ("11/18", Some(Ok(DateOrder::MonthFirst))),
        ("10/31", Some(Ok(DateOrder::MonthFirst))),
        ("27/11/2023 - 3/12/2023", Some(Ok(DateOrder::DayFirst))),
        ("3/12/2023 - 11/27/2023", Some(Ok(DateOrder::MonthFirst))),
        ("Mon 3/4/2024", Some(Ok(DateOrder::MonthFirst))),
        ("13/01/2024 18:25", Some(Ok(DateOrder::DayFirst))),
        ("3/4", Some(Err(()))),
        ("3/4/24", Some(Err(()))),
        // The 24th of October, or October of 2024: no proof. A year may stand at either end, too.
        ("10/24", Some(Err(()))),
        ("27-11-23", Some(Err(()))),
        ("27.11.", None),
        ("4-Mar", None),
        ("03/2024", None),
        ("W10/2024", None),
        ("2024-03-04", None),
    ] {
        assert_eq!(order_shown(text), shown, "{text}");
    }
}

#[test]
fn a_number_that_may_be_a_day_or_a_year_is_what_the_period_allows() {
    for (text, unknown, month_first) in [
        // Both the day and the month lie in the period.
        ("Mar 24", "DayOrYear", "DayOrYear"),
        ("Nov 23", "DayOrYear", "DayOrYear"),
        ("Mar 25", "2024-03-25", "2024-03-25"),
        ("Mar 4", "2024-03-04", "2024-03-04"),
        ("Mon Mar 25", "2024-03-25", "2024-03-25"),
        ("Sun Mar 24", "2024-03-24", "2024-03-24"),
        ("3/24", "DayOrYear", "2024-03-24"),
        ("3/25", "2024-03-25", "2024-03-25"),
        ("03-25-24", "2024-03-25", "2024-03-25"),
        ("24-03-25", "2024-03-25", "OtherOrder"),
    ] {
        assert_eq!([None, MDY].map(|order| meant(text, order)), [unknown, month_first], "{text}");
    }
    let other = spelled("Mar 24").and_then(Spelled::otherwise).unwrap();
    assert_eq!(other.slot(&Around::default()).unwrap().to_string(), "2024-03-01..2024-03-31");
    assert_eq!(date("27-11-23", None, &[]), Err(WhenFault::DayOrYear), "without a period nothing decides");
}
