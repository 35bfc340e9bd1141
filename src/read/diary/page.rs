//! What the reader of a file of a time tracker writes down: the entries, and what is wrong with the others.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::model::place::Place;
use crate::problem::words::diary::Diary;
use crate::problem::{DiaryFault, Fault, Problem};
use crate::read::original::Original;
use crate::read::written::{Field, Writer};

/// No entry has more tags: those of the entry, and of all that stands above it.
pub const MOST_LABELS: usize = 100;
pub const TOO_MANY_LABELS: &str = "an entry of at most 100 tags, with those above it";

/// See the module.
#[derive(Debug)]
pub struct Page<'a> {
    pub file: &'a Arc<str>,
    pub own: &'a Original,
    pub diary: Diary,
    pub writer: Writer,
    pub problems: Vec<Problem>,
    /// How many entries, or lines that may be one, do not count.
    pub rejected: u64,
    /// Lines that name work and say nothing of its time.
    pub left_out: Vec<Place>,
    /// Lines with bytes that are no character: their problems are told already.
    pub bad: BTreeSet<u64>,
}

/// An entry with the times of the wall clock, or none.
#[derive(Debug, Default)]
pub struct Entry {
    pub day: Field,
    /// Start and end, and the day of the end where the entry goes past midnight.
    pub start: String,
    pub end: String,
    pub end_day: String,
    /// Blank while the entry is open.
    pub duration: String,
    /// What says when or how long.
    pub at: Range<usize>,
    pub project: Field,
    pub task: Field,
    pub tags: Field,
    pub description: Field,
}

impl Page<'_> {
    /// Adds an entry with a field for each heading. One with a byte that is no character is counted as rejected.
    pub fn entry(&mut self, fields: &[Field]) {
        let is_bad = |(text, span): &Field| text.contains('\u{FFFD}') || self.bad.contains(&self.own.line(span.start));
        if !self.bad.is_empty() && fields.iter().any(is_bad) {
            self.rejected += 1;
        } else {
            self.writer.entry(fields);
        }
    }

    /// Adds an entry of the wall clock.
    pub fn wall_clock(&mut self, entry: Entry) {
        let Entry { day, start, end, end_day, duration, at, project, task, tags, description } = entry;
        let timed = |text: String| (text, at.clone());
        let fields = [day, timed(start), timed(end), timed(end_day), timed(duration), project, task, tags, description];
        self.entry(&fields);
    }

    /// An entry that does not count, and why.
    pub fn reject(&mut self, at: Range<usize>, fault: impl Into<Fault>) {
        self.rejected += 1;
        if self.bad.contains(&self.own.line(at.start)) {
            return;
        }
        let place = self.own.place(self.file, at.start);
        self.problems.push(Problem::new(fault).at(place).excerpt(self.own.excerpt(at)));
    }

    /// A line that names work and says nothing of its time.
    pub fn leave_out(&mut self, at: Range<usize>) {
        self.left_out.push(self.own.place(self.file, at.start));
    }

    /// Text that is not understood.
    pub fn unreadable(&mut self, at: Range<usize>, expected: &'static str) {
        const MOST: usize = 60;
        let text: String = self.own.part(at.clone()).trim().chars().take(MOST).collect();
        let diary = self.diary;
        self.reject(at, DiaryFault::UnreadableLine { text, diary, expected });
    }
}

/// A line with the place of its first byte, without its line end.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub at: usize,
    pub text: &'a str,
}

impl<'a> Line<'a> {
    /// The lines of a text.
    pub fn all(text: &'a str) -> impl Iterator<Item = Line<'a>> {
        let mut at = 0;
        text.split_inclusive('\n').map(move |line| {
            let here = at;
            at += line.len();
            Line { at: here, text: line.trim_end_matches(['\n', '\r']) }
        })
    }

    /// Where a part of the line stands in the text.
    pub fn range(&self, part: &str) -> Range<usize> {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let start = self.at + if start <= self.text.len() { start } else { 0 };
        start..start + part.len()
    }

    /// Where the line stands in the text, without the white space around it.
    pub fn whole(&self) -> Range<usize> {
        self.range(self.text.trim())
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The labels of an entry as one text. Commas separate them, so that those in a label become spaces.
pub fn joined<'a>(labels: impl IntoIterator<Item = &'a str>) -> String {
    let plain = |label: &str| label.split([',', ' ']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    labels.into_iter().map(plain).collect::<Vec<_>>().join(", ")
}
