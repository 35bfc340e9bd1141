//! CSV: a stream of bytes becomes blocks of whole records, in constant memory, with exact physical lines across multi-line
//! values, blank lines and CRLF. Encoding is UTF-8, with or without a byte order mark; bad bytes are told where a field is
//! used. Every other container is refused by its first bytes.

mod blocks;
mod delimiter;
mod index;

use std::io::{self, Read};
use std::sync::Arc;

use memchr::{memchr, memchr_iter};

pub use blocks::{Block, Record};
use index::QuoteFault;

use crate::model::place::Place;
use crate::model::source::{Decision, SaidBy};
use crate::problem::{Excerpt, Problem, SheetFault};

/// A block is about this long, in bytes.
const BLOCK: usize = 256 << 10;

/// A record is at most this long, in bytes; a longer one has a quotation mark that nobody closed.
const MOST: usize = 1 << 20;

/// What is said about a file before it is opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    pub delimiter: Option<u8>,
    /// Physical lines to skip at the start.
    pub skip_rows: u32,
}

/// Why a file could not be opened as CSV.
#[derive(Debug)]
pub enum Opening {
    Problems(Vec<Problem>),
    Unreadable(io::Error),
}

/// An open CSV file.
pub struct Csv {
    source: Box<dyn Read + Send>,
    delimiter: u8,
    decisions: Vec<Decision>,
    /// Bytes that have been read and belong to no block yet.
    carry: Vec<u8>,
    /// The physical line of the carry's first byte.
    line: u64,
    number: u32,
    block_size: usize,
    at_end: bool,
}

impl Csv {
    /// Opens a CSV file: looks at its first bytes, skips what is to be skipped, decides the delimiter.
    ///
    /// # Errors
    /// `empty-file`; `unknown-container` for what is no text in UTF-8; the error of the system.
    pub fn open(source: Box<dyn Read + Send>, file: &Arc<str>, hints: &Hints) -> Result<Csv, Opening> {
        Csv::with_block_size(source, file, hints, BLOCK)
    }

    /// As `open`, with blocks of another size: tests cut records in every place.
    #[doc(hidden)]
    pub fn with_block_size(
        source: Box<dyn Read + Send>,
        file: &Arc<str>,
        hints: &Hints,
        size: usize,
    ) -> Result<Csv, Opening> {
        let mut csv = Csv {
            source,
            delimiter: b',',
            decisions: Vec::new(),
            carry: Vec::new(),
            line: 1,
            number: 0,
            block_size: size.max(1),
            at_end: false,
        };
        let refuse = |fault| Opening::Problems(vec![Problem::new(fault).at(Place::file(file))]);
        csv.read_more(BLOCK).map_err(Opening::Unreadable)?;
        if let Some(what) = container(&csv.carry) {
            return Err(refuse(SheetFault::UnknownContainer { what }));
        }
        let mark = csv.carry.starts_with(b"\xEF\xBB\xBF");
        if mark {
            csv.carry.drain(..3);
        }
        for _ in 0..hints.skip_rows {
            csv.skip_line();
        }
        let in_file = delimiter::said_by_file(first_line(&csv.carry));
        if in_file.is_some() {
            csv.skip_line();
        }
        if csv.carry.trim_ascii().is_empty() && csv.at_end {
            return Err(refuse(SheetFault::EmptyFile {}));
        }
        let (delimiter, decision) = delimiter::delimiter(&csv.carry, hints.delimiter, in_file);
        csv.delimiter = delimiter;
        let evidence = if mark { "a byte order mark" } else { "no byte order mark" };
        let encoding =
            Decision { what: "encoding", value: "utf-8".into(), evidence: evidence.into(), said_by: SaidBy::File };
        csv.decisions = vec![decision, encoding];
        Ok(csv)
    }

    /// What was decided on opening: delimiter, encoding.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    fn skip_line(&mut self) {
        let end = memchr(b'\n', &self.carry).map_or(self.carry.len(), |at| at + 1);
        self.carry.drain(..end);
        self.line += 1;
    }

    /// Reads at least `bytes` more, unless the file ends.
    fn read_more(&mut self, bytes: usize) -> io::Result<()> {
        let mut limited = (&mut self.source).take(bytes as u64);
        let read = limited.read_to_end(&mut self.carry)?;
        self.at_end |= read < bytes;
        Ok(())
    }

    /// Fills `block` with the next whole records; false at the end of the file.
    ///
    /// # Errors
    /// The error of the system.
    pub fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        let mut wanted = self.block_size;
        loop {
            if self.carry.len() < wanted && !self.at_end {
                self.read_more(wanted - self.carry.len())?;
            }
            if self.carry.is_empty() {
                return Ok(false);
            }
            let rest = block.index.fill(&self.carry, self.delimiter);
            let mut from = rest.from;
            let mut open = rest.open;
            let mut unfinished = self.carry.len() - from;
            if from == 0 && unfinished < MOST && !self.at_end {
                // Not even one whole record: read on.
                wanted = (self.carry.len() * 2).min(MOST);
                continue;
            }
            while unfinished > 0 && (self.at_end || unfinished >= MOST) {
                match open {
                    // Give up this record at the end of its line, so that the rows below it are still read.
                    Some(at) => {
                        let end = memchr(b'\n', &self.carry[at..]).map_or(self.carry.len(), |n| at + n);
                        let text_end = if end > at && self.carry.get(end - 1) == Some(&b'\r') { end - 1 } else { end };
                        block.index.broken_record(from, text_end, QuoteFault { at: at as u32, open: true });
                        from = (end + 1).min(self.carry.len());
                        let rest = block.index.go_on(&self.carry, from, self.delimiter);
                        (from, open) = (rest.from, rest.open);
                    }
                    None if self.at_end => {
                        block.index.last_record(&self.carry, from, self.delimiter);
                        from = self.carry.len();
                    }
                    // A line of a mebibyte without a quotation mark: one broken record, cut where it is.
                    None => {
                        block.index.broken_record(from, self.carry.len(), QuoteFault { at: from as u32, open: true });
                        from = self.carry.len();
                    }
                }
                unfinished = self.carry.len() - from;
            }
            block.number = self.number;
            block.first_line = self.line;
            self.number = self.number.saturating_add(1);
            std::mem::swap(&mut block.bytes, &mut self.carry);
            self.carry.clear();
            self.carry.extend_from_slice(&block.bytes[from..]);
            block.bytes.truncate(from);
            self.line += memchr_iter(b'\n', &block.bytes).count() as u64;
            return Ok(true);
        }
    }
}

fn first_line(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1)]
}

/// What a file is when it is not text in UTF-8, by its first bytes. formats.md section 4.
fn container(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "a workbook or another zip archive"),
        (b"\xD0\xCF\x11\xE0", "an old workbook (.xls)"),
        (b"PAR1", "a Parquet file"),
        (b"\x1F\x8B", "a gzip file"),
        (b"\x28\xB5\x2F\xFD", "a zstd file"),
        (b"\xFF\xFE", "text in UTF-16"),
        (b"\xFE\xFF", "text in UTF-16"),
        (b"BEGIN:VCALENDAR", "a calendar"),
        (b"%PDF", "a PDF"),
    ];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// Field `field` (from 0) of a record as a place: physical line and field number (from 1).
pub fn place(file: &Arc<str>, record: &Record<'_>, field: usize) -> Place {
    let inside = record.text().get(..record.span(field).start).unwrap_or(&[]);
    let line = record.line() + memchr_iter(b'\n', inside).count() as u64;
    Place::cell(file, line, field as u32 + 1)
}

/// The record's own text with the bytes of field `field` marked; bytes that are not UTF-8 are shown as U+FFFD.
pub fn excerpt(record: &Record<'_>, field: usize) -> Excerpt {
    let text = record.text();
    let span = match record.quote_fault() {
        Some((at, _)) => at..(at + 1).min(text.len()),
        None => record.span(field),
    };
    let shown = |range: std::ops::Range<usize>| String::from_utf8_lossy(text.get(range).unwrap_or(&[])).into_owned();
    let (before, marked, after) = (shown(0..span.start), shown(span.clone()), shown(span.end..text.len()));
    let span = before.len()..before.len() + marked.len();
    Excerpt { line: record.line(), text: before + &marked + &after, span }
}
