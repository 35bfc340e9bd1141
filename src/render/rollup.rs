//! The canonical roll-up as CSV: UTF-8, `,`, LF, RFC 4180 quotes; what a spreadsheet would run is guarded with a `'`, which
//! the reader takes off. interface.md section 8.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::mpsc;
use std::{io, thread};

use hashbrown::HashMap;

use super::csv::{guarded, written};
use crate::model::canonical::{COLUMNS, Canonical, CanonicalRow};
use crate::model::day::Day;

/// All rows, handed to `write` as texts to be put one behind the other: there may be many rows and few texts in them, so
/// each person, day and work is spelled once, and cores make the next texts while one is written.
///
/// # Errors
/// Those of `write`.
pub fn rollup(canonical: &Canonical, write: &mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    const FEW: usize = 1 << 13;
    write(&(COLUMNS.join(",") + "\n"))?;
    let people: Vec<String> = canonical.people.iter().map(|person| fields(std::slice::from_ref(person))).collect();
    let works: Vec<String> = canonical.works.iter().map(|work| fields(work)).collect();
    let pieces: Vec<&[CanonicalRow]> = canonical.rows.iter().flat_map(|rows| rows.chunks(FEW)).collect();
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(pieces.len());
    if cores < 2 {
        return pieces.iter().try_for_each(|rows| write(&lines(rows, &people, &works)));
    }
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        // A few may wait to be written, no more.
        let (done, texts) = mpsc::sync_channel::<(usize, String)>(cores);
        for _ in 0..cores {
            let (done, next, pieces, people, works) = (done.clone(), &next, &pieces, &people, &works);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Relaxed);
                    let Some(rows) = pieces.get(at) else { return };
                    // Nobody listens any more once writing has failed.
                    if done.send((at, lines(rows, people, works))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        let (mut early, mut written) = (BTreeMap::new(), 0);
        for (at, text) in texts {
            early.insert(at, text);
            while let Some(text) = early.remove(&written) {
                write(&text)?;
                written += 1;
            }
        }
        Ok(())
    })
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
