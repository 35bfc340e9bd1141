//! The canonical roll-up as CSV: UTF-8, `,`, LF, RFC 4180 quotes; what a spreadsheet would run is guarded with a `'`, which
//! the reader takes off. interface.md section 8.

use std::collections::HashMap;
use std::fmt::Write;

use super::csv::{guarded, written};
use crate::model::canonical::{COLUMNS, Canonical};
use crate::model::day::Day;

/// All rows. There may be many and few texts in them, so each person, day and work is written once.
pub fn rollup(canonical: &Canonical) -> String {
    let people: Vec<String> = canonical.people.iter().map(|person| fields(std::slice::from_ref(person))).collect();
    let works: Vec<String> = canonical.works.iter().map(|work| fields(work)).collect();
    let mut days: HashMap<Day, String> = HashMap::new();
    let mut out = COLUMNS.join(",") + "\n";
    out.reserve(canonical.rows.len() * 64);
    for row in &canonical.rows {
        out.push_str(&people[row.person as usize]);
        for day in [row.from, row.to] {
            out.push(',');
            out.push_str(days.entry(day).or_insert_with(|| day.to_string()));
        }
        let work = &works[row.work as usize];
        // Writing to a string never fails.
        let _ = writeln!(out, ",{work},{},{},{}", row.unit.name(), row.amount, row.entries);
    }
    out
}

/// Some fields of a record, guarded and quoted.
fn fields(texts: &[String]) -> String {
    let guarded = texts.iter().map(|text| guarded(text)).collect();
    let record = written(std::iter::once(guarded));
    // A single empty field is quoted, lest it be a blank line.
    if texts.iter().all(String::is_empty) {
        ",".repeat(texts.len() - 1)
    } else {
        record.trim_end_matches('\n').to_owned()
    }
}
