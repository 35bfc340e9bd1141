//! The spellings as a manual: what is written, and which days are meant in a period from 2023-W40 to 2024-W13.

use super::*;

mod every;
mod first;
mod kinds;
mod languages;
mod nothing;
mod order;
mod without_year;

/// The last quarter of 2023 and the first of 2024, as sheets over the turn of a year are.
fn owned() -> Vec<Week> {
    (40..=52).filter_map(|n| Week::new(2023, n)).chain((1..=13).filter_map(|n| Week::new(2024, n))).collect()
}

/// Returns the days of a text as text, or its fault.
fn meant(text: &str, order: Option<DateOrder>) -> String {
    let Some(said) = spelled(text) else { return "nothing".to_owned() };
    let owned = owned();
    match said.slot(&Around { order, owned: &owned, year: None }) {
        Ok(slot) => slot.to_string(),
        Err(fault) => format!("{fault:?}"),
    }
}

/// Compares each spelling with the days on its line.
fn reads(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, days)| meant(text, None) != *days)
        .map(|(text, days)| format!("{text:?} is {}, not {days}; {:?}", meant(text, None), spelled(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_spelling_of_the_documentation_is_read() {
    let text = include_str!("../../../../docs/formats.md");
    let (_, weeks) = text.split_once("\n## Weeks\n").unwrap();
    let (table, _) = weeks.split_once("\nIn a column of weeks").unwrap();
    let mut read = 0;
    for row in table.lines().filter(|line| line.starts_with("| a ")) {
        let (kind, spellings) = row.split_once(" | ").unwrap();
        for text in spellings.split('`').skip(1).step_by(2).filter(|text| text.contains(|c: char| c.is_ascii_digit())) {
            let said = spelled(text).unwrap_or_else(|| panic!("{text}"));
            let slot =
                said.slot(&Around { order: said.order_shown().and_then(Result::ok), year: Some(2016), owned: &[] });
            let (from, to) = slot.unwrap_or_else(|fault| panic!("{text}: {fault:?}")).days().unwrap();
            let monday = Day::parse("2016-01-18").unwrap();
            assert!(from <= monday.plus(6) && to >= monday.plus(-16), "{kind}: {text} is {from}..{to}");
            read += 1;
        }
    }
    assert!(read > 50, "only {read} spellings found");
}
