//! What holds for every day, week and month: it is read as itself, or is a fault of order, and never another.

use proptest::prelude::*;

use super::super::words::LANGUAGES;
use super::*;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The spellings of a day. The last value says whether they have a year.
fn spellings(day: Day) -> Vec<(String, bool)> {
    let (y, m, d, short) = (day.year(), day.month(), day.day_of_month(), day.year() % 100);
    let name = MONTHS[usize::from(m.unsigned_abs()) - 1];
    let three = &name[..3];
    let weekday = day.weekday().name();
    let german = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"][day.weekday() as usize];
    let iso = Week::of(day);
    let mut all = vec![
        (format!("{y}-{m:02}-{d:02}"), true),
        (format!("{y}{m:02}{d:02}"), true),
        (format!("{y}/{m}/{d}"), true),
        (format!("{y}-{m:02}-{d:02}T00:00:00"), true),
        (format!("{y}\u{2011}{m:02}\u{2011}{d:02}"), true),
        (format!("{iso}-{}", day.weekday() as usize + 1), true),
        (format!("{d:02}.{m:02}.{y}"), true),
        (format!("{d}. {m}. {y}"), true),
        (format!("{d}.{m}.{short:02}"), true),
        (format!("{d}/{m}/{y}"), true),
        (format!("{m}/{d}/{y}"), true),
        (format!("{d}/{m}/{short:02}"), true),
        (format!("{m}/{d}/{short:02}"), true),
        (format!("{d:02}-{m:02}-{y}"), true),
        (format!("{d:02}-{m:02}-{short:02}"), true),
        (format!("{short:02}-{m:02}-{d:02}"), true),
        (format!("{d} {name} {y}"), true),
        (format!("{d}-{three}-{short:02}"), true),
        (format!("{three} {d}, {y}"), true),
        (format!("{weekday}, {d} {three} {y}"), true),
        (format!("{german}., {d:02}.{m:02}.{y}"), true),
        (format!("{weekday} {d}/{m}/{y}"), true),
        (format!("{weekday} {m}/{d}/{y}"), true),
        (format!("{d}.{m}."), false),
        (format!("{d}/{m}"), false),
        (format!("{m}/{d}"), false),
        (format!("{d}-{three}"), false),
        (format!("{name} {d}"), false),
        (format!("{german} {d:02}.{m:02}"), false),
    ];
    for language in &LANGUAGES {
        let names = language.months.split(',').nth(usize::from(m.unsigned_abs()) - 1).unwrap_or_default();
        for name in names.split_whitespace() {
            all.push((format!("{d}. {name} {y}"), true));
            all.push((format!("{d} {name}"), false));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_day_is_itself_or_a_fault_of_order(number in 0_i32..14_976) {
        let day = Day::new(2000, 1, 1).unwrap().plus(number);
        // Half a year before and half a year behind, so that every day and month lies in the period once.
        let owned: Vec<Week> = (-25..=25).map(|weeks| Week::of(day.plus(7 * weeks))).collect();
        for (text, has_year) in spellings(day) {
            let said = spelled(&text);
            prop_assert!(said.is_some(), "{text}");
            let of = |owned: &[Week]| said.unwrap().slot(&Around { owned, ..Around::default() });
            match of(&owned) {
                Ok(slot) => prop_assert_eq!(slot, Slot::Day(day), "{}", text),
                Err(WhenFault::Ambiguous) => prop_assert!(text.contains(['/', '-']), "{}", text),
                Err(fault) => prop_assert_eq!(fault, WhenFault::DayOrYear, "{}", text),
            }
            if let Ok(slot) = of(&[]) {
                prop_assert!(has_year && slot == Slot::Day(day), "{text}");
            }
        }
    }

    #[test]
    fn no_text_stops_the_reader(text in "[0-9a-zA-Z ./,'\u{2013}#:()\u{e4}\u{b0}-]{0,16}") {
        let _ = (is_when(&text), is_dated(&text), order_shown(&text), year(&text), day(&text, None));
        let _ = (week(&text, None, &owned()), date(&text, Some(DateOrder::MonthFirst), &owned()));
    }
}

#[test]
fn every_week_is_itself() {
    for year in 2000..=2040_i16 {
        for number in 1..=53_u8 {
            let week = Week::new(year, number);
            let short = year % 100;
            let mut texts = vec![
                format!("{year}-W{number:02}"),
                format!("{year}W{number}"),
                format!("W{number} {year}"),
                format!("{short:02}-W{number:02}"),
                format!("W{number:02}/{year}"),
                format!("{number}. KW {year}"),
            ];
            for word in LANGUAGES.iter().flat_map(|language| language.week.split_whitespace()) {
                texts.push(format!("{word} {number} {year}"));
                texts.push(format!("{year} {word} {number}"));
            }
            for text in texts {
                let slot = spelled(&text).map(|said| said.slot(&Around::default()));
                assert_eq!(slot, Some(week.map(Slot::Week).ok_or(WhenFault::NotAWeek)), "{text}");
            }
        }
    }
}

#[test]
fn every_month_is_itself() {
    for year in 2000..=2040_i16 {
        for (month, name) in (1..=12_i8).zip(MONTHS) {
            let from = Day::new(year, month, 1).unwrap();
            let short = year % 100;
            for text in [
                format!("{year}-{month:02}"),
                format!("{month:02}/{year}"),
                format!("{month:02}.{year}"),
                format!("{name} {year}"),
                format!("{}-{short:02}", &name[..3]),
                format!("{} '{short:02}", &name[..3]),
                format!("{year} {name}"),
            ] {
                let slot = spelled(&text).unwrap().slot(&Around::default());
                assert_eq!(slot, Ok(Slot::range(from, from.last_of_month())), "{text}");
            }
        }
    }
}
