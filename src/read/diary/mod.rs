//! Files of time trackers for the command line, which are lines or lists and no tables: Timewarrior, Watson, klog, timeclock, timedot
//! and org-mode. They are known by what stands in them. Each becomes a table with a row an entry, which is read like an export;
//! places and texts in messages stay those of the user's own file.

mod clock;
mod frames;
mod intervals;
mod json;
mod klog;
mod known;
mod org;
mod page;
mod timeclock;
mod timedot;
mod timewarrior;

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::Arc;

pub use known::{Known, known, named};

use super::encoding::{bad_unit, lossy};
use super::original::Original;
use super::text::Text;
use super::tracker::diaries::{AMOUNTS, FRAMES, INTERVALS, WALL_CLOCK, tracker_of};
use super::tracker::table::Tracker;
use super::written::{Writer, Written};
use crate::model::place::Place;
use crate::problem::words::diary::{Diary, Unread};
use crate::problem::{DiaryFault, FileFault, Problem};
use page::Page;

/// A larger file is refused.
const MOST_BYTES: usize = 256 << 20;

/// What was read of a file of a time tracker.
#[derive(Debug)]
pub struct Logbook {
    diary: Diary,
    /// The entries.
    pub written: Arc<Written>,
    /// What is wrong with the lines that do not count, how many these are, and what there is to say about the others.
    pub problems: Vec<Problem>,
    pub rejected: u64,
    /// Lines that name work and say nothing of its time.
    pub left_out: Vec<Place>,
}

impl Logbook {
    /// What the headings of the table mean.
    pub fn tracker(&self) -> &'static Tracker {
        tracker_of(self.diary)
    }

    /// Reads the file of a tracker.
    ///
    /// # Errors
    /// Those of the system; the file is larger than any that people keep.
    pub fn read(file: &Arc<str>, mut text: Text, diary: Diary) -> io::Result<Result<Logbook, Problem>> {
        let mut bytes = Vec::new();
        (&mut text).take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > MOST_BYTES {
            let fault = DiaryFault::TrackerFile { why: Unread::TooLarge(diary) };
            return Ok(Err(Problem::new(fault).at(Place::file(file))));
        }
        let decoded_from = text.decoded_from();
        let (own, bad, problems) = characters(file, bytes, decoded_from);
        let headings: &[&str] = match diary {
            Diary::Timewarrior | Diary::TimewarriorExport => &INTERVALS,
            Diary::Watson => &FRAMES,
            Diary::Klog | Diary::Timeclock | Diary::Org => &WALL_CLOCK,
            Diary::Timedot => &AMOUNTS,
        };
        let (rejected, left_out) = (0, Vec::new());
        let writer = Writer::new(headings);
        let mut page = Page { file, own: &own, diary, writer, problems, rejected, left_out, bad };
        match diary {
            Diary::Timewarrior => timewarrior::read(&mut page),
            Diary::TimewarriorExport => intervals::read(&mut page),
            Diary::Watson => frames::read(&mut page),
            Diary::Klog => klog::read(&mut page),
            Diary::Timeclock => timeclock::read(&mut page),
            Diary::Timedot => timedot::read(&mut page),
            Diary::Org => org::read(&mut page),
        }
        let Page { writer, problems, rejected, left_out, .. } = page;
        let written = writer.finish(own, text.decisions(), text.guessed(file));
        Ok(Ok(Logbook { diary, written: Arc::new(written), problems, rejected, left_out }))
    }
}

/// The text of a file, the lines with bytes that are no character, and a problem for each of these lines.
fn characters(
    file: &Arc<str>,
    bytes: Vec<u8>,
    decoded_from: Option<&'static str>,
) -> (Original, BTreeSet<u64>, Vec<Problem>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (Original::new(text), BTreeSet::new(), Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let is_decoded = decoded_from.is_some();
    let own = Original::new(lossy(&bytes, is_decoded));
    let (mut bad, mut problems, mut at) = (BTreeSet::new(), Vec::new(), 0);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some((unit, range)) = bad_unit(line, is_decoded) {
            let shown = |end: usize| at + lossy(line.get(..end).unwrap_or(line), is_decoded).len();
            let span = shown(range.start)..shown(range.end);
            bad.insert(own.line(at));
            let fault = FileFault::BadByte { unit, encoding: decoded_from.unwrap_or("UTF-8") };
            problems.push(Problem::new(fault).at(own.place(file, span.start)).excerpt(own.excerpt(span)));
        }
        at += lossy(line, is_decoded).len();
    }
    (own, bad, problems)
}

#[cfg(test)]
mod tests;
