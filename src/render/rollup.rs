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
    let people: Vec<String> = canonical.people.iter().map(|person| fields(std::slice::from_ref(person))).collect();
    let works: Vec<String> = canonical.works.iter().map(|work| fields(work)).collect();
    let (people, works) = (&people, &works);
    let parts: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> =
            canonical.rows.iter().map(|rows| scope.spawn(move || lines(rows, people, works))).collect();
        running.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    std::iter::once(COLUMNS.join(",") + "\n").chain(parts).collect()
}

fn lines(rows: &[CanonicalRow], people: &[String], works: &[String]) -> String {
    const WIDE: usize = 80;
    let mut out = String::with_capacity(rows.len() * WIDE);
    let mut spans: HashMap<(Day, Day), String> = HashMap::new();
    // Rows of the same days stand side by side.
    for rows in rows.chunk_by(|one, other| (one.person, one.from, one.to) == (other.person, other.from, other.to)) {
        let Some(CanonicalRow { person, from, to, .. }) = rows.first() else { continue };
        let days = spans.entry((*from, *to)).or_insert_with(|| format!(",{from},{to},"));
        for row in rows {
            out.push_str(&people[*person as usize]);
            out.push_str(days);
            out.push_str(&works[row.work as usize]);
            out.push(',');
            out.push_str(row.unit.name());
            // Writing to a string never fails.
            let _ = writeln!(out, ",{},{}", row.amount, row.entries);
        }
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
