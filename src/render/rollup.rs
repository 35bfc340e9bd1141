//! The canonical roll-up as CSV: UTF-8, `,`, LF, RFC 4180 quotes; what a spreadsheet would run is guarded with a `'`, which
//! the reader takes off. interface.md section 8.

use std::sync::mpsc;
use std::{io, thread};

use hashbrown::HashMap;

use super::csv::{guarded, record};
use crate::model::amount::LONGEST;
use crate::model::canonical::{COLUMNS, CanonicalRow, Span, Table, TooLarge};
use crate::model::day::Day;

/// All rows, handed to `write` as texts to be put one behind the other: there may be many rows and few texts in them, so
/// each person, day and work is spelled once. Cores take turns with the parts, so that there are never more than a few
/// texts and their rows.
///
/// # Errors
/// Those of `write`, or an amount that is too large.
pub fn rollup(table: &dyn Table, write: &mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    write(&(COLUMNS.join(",") + "\n"))?;
    let people: Vec<String> = table.people().iter().map(|person| fields(std::slice::from_ref(person))).collect();
    let works: Vec<String> = table.works().iter().map(|work| fields(work) + ",").collect();
    let parts = table.parts();
    let lines =
        || Lines { table, people: &people, works: &works, rows: Vec::new(), spans: HashMap::new(), begin: Vec::new() };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(parts);
    if cores < 2 {
        let (mut lines, mut text) = (lines(), String::new());
        for at in 0..parts {
            text = lines.part(at, text).map_err(io::Error::other)?;
            write(&text)?;
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let mut makers = Vec::new();
        for first in 0..cores {
            // One text is made, one waits, one is written; then its memory is used again.
            let (done, texts) = mpsc::sync_channel::<Result<String, TooLarge>>(1);
            let (spent, empty) = mpsc::channel::<String>();
            makers.push((texts, spent));
            let mut lines = lines();
            scope.spawn(move || {
                for at in (first..parts).step_by(cores) {
                    let made = lines.part(at, empty.try_recv().unwrap_or_default());
                    // Nobody listens any more once writing has failed.
                    if done.send(made).is_err() {
                        return;
                    }
                }
            });
        }
        for (texts, spent) in makers.iter().cycle().take(parts) {
            // A thread that is gone has panicked, which the scope tells.
            let Ok(text) = texts.recv() else { break };
            let text = text.map_err(io::Error::other)?;
            write(&text)?;
            let _ = spent.send(text);
        }
        Ok(())
    })
}

/// Makes the lines of parts.
struct Lines<'a> {
    table: &'a dyn Table,
    people: &'a [String],
    works: &'a [String],
    rows: Vec<CanonicalRow>,
    /// The texts of days.
    spans: HashMap<(Day, Day, Span), String>,
    /// What the lines of a person and some days begin with.
    begin: Vec<u8>,
}

/// The longest end of a line: a comma, an amount, a comma, a count, a line feed.
const END: usize = LONGEST + 23;

impl Lines<'_> {
    /// The text of a part, in the memory of one that is no longer needed.
    fn part(&mut self, at: usize, spent: String) -> Result<String, TooLarge> {
        let mut out = spent.into_bytes();
        out.clear();
        self.rows.clear();
        self.table.part(at, &mut self.rows)?;
        // Rows of the same days stand side by side.
        let same = |one: &CanonicalRow, other: &CanonicalRow| {
            (one.person, one.from, one.to, one.span) == (other.person, other.from, other.to, other.span)
        };
        for rows in self.rows.chunk_by(same) {
            let Some(CanonicalRow { person, from, to, span, .. }) = rows.first() else { continue };
            let days = self.spans.entry((*from, *to, *span));
            let days = days.or_insert_with(|| format!(",{from},{to},{},", span.name()));
            self.begin.clear();
            self.begin.extend_from_slice(self.people[*person as usize].as_bytes());
            self.begin.extend_from_slice(days.as_bytes());
            for row in rows {
                out.extend_from_slice(&self.begin);
                out.extend_from_slice(self.works[row.work as usize].as_bytes());
                out.extend_from_slice(row.unit.name().as_bytes());
                let mut end = [b'\n'; END];
                let first = put(row, &mut end);
                out.extend_from_slice(&end[first..]);
            }
        }
        // Texts, and bytes of ASCII between them.
        Ok(String::from_utf8(out).unwrap_or_else(|text| String::from_utf8_lossy(text.as_bytes()).into_owned()))
    }
}

/// Puts the amount and the entries of a row, a comma before each, before the line feed at the end of `end`; gives where they
/// begin.
#[inline]
fn put(row: &CanonicalRow, end: &mut [u8; END]) -> usize {
    let (mut first, mut entries) = (END - 1, row.entries);
    loop {
        first -= 1;
        end[first] = b'0' + (entries % 10) as u8;
        entries /= 10;
        if entries == 0 {
            break;
        }
    }
    first -= 1;
    end[first] = b',';
    first = row.amount.put(&mut end[..first]) - 1;
    end[first] = b',';
    first
}

/// Some fields of a record, guarded and quoted.
fn fields(texts: &[String]) -> String {
    // An empty field alone is quoted in a record of its own; here others stand beside it.
    if texts.iter().all(String::is_empty) {
        ",".repeat(texts.len() - 1)
    } else {
        record(&texts.iter().map(|text| guarded(text)).collect::<Vec<_>>())
    }
}
