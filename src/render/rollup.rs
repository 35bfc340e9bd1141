//! The canonical roll-up as CSV: UTF-8, `,`, LF, RFC 4180 quotes; what a spreadsheet would run is guarded with a `'`, which
//! the reader takes off. interface.md section 8.

use std::fmt::Write;

use hashbrown::HashMap;

use super::csv::{guarded, written};
use crate::model::canonical::{COLUMNS, Canonical, CanonicalRow};
use crate::model::day::Day;

/// All rows, in a few texts to be written one behind the other. There may be many rows and few texts in them, so each
/// person, day and work is written once; cores share the rows.
pub fn rollup(canonical: &Canonical) -> Vec<String> {
    const FEW: usize = 10_000;
    let people: Vec<String> = canonical.people.iter().map(|person| fields(std::slice::from_ref(person))).collect();
    let works: Vec<String> = canonical.works.iter().map(|work| fields(work)).collect();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let size = canonical.rows.len().div_ceil(cores).max(FEW);
    let (people, works) = (&people, &works);
    let parts: Vec<String> = std::thread::scope(|scope| {
        let part = |rows| scope.spawn(move || lines(rows, people, works));
        let running: Vec<_> = canonical.rows.chunks(size).map(part).collect();
        running.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    std::iter::once(COLUMNS.join(",") + "\n").chain(parts).collect()
}

fn lines(rows: &[CanonicalRow], people: &[String], works: &[String]) -> String {
    const WIDE: usize = 96;
    let mut days: HashMap<Day, String> = HashMap::new();
    let mut out = String::with_capacity(rows.len() * WIDE);
    for row in rows {
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
