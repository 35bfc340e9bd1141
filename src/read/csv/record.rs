//! A block of whole records, and each record with its fields as they stand in the file and as they are meant.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::index::{Index, Scan, Stop};
use super::simd;
use crate::model::place::Place;
use crate::problem::Excerpt;
use crate::read::written::Written;

/// Whole records of a file. Either `Csv::next` fills it and reuses its memory, or `Csv::hand_out` does, and then
/// `index` has to be called first.
#[derive(Debug, Default)]
pub struct Block {
    number: u32,
    first_line: u64,
    /// Room for reading. The block is the first `len` bytes.
    pub(super) bytes: Vec<u8>,
    pub(super) len: usize,
    pub(super) index: Index,
    /// The encoding that the block was decoded from, or `None` if it was UTF-8 originally.
    pub(super) decoded_from: Option<&'static str>,
    pub(super) left: Left,
    /// What its records were made of, if they are not those of the file.
    pub(super) made: Option<Arc<dyn Provenance>>,
    /// The text that is no table of which its records were made, a line each.
    pub(super) written: Option<Arc<Written>>,
}

/// What remains to be done.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// The fields have to be found; this is the delimiter.
    pub index: Option<u8>,
    /// The bytes have to be checked for being UTF-8.
    pub check: bool,
    /// Bytes after a record that is too long were dropped.
    pub lost: bool,
}

/// A block of `Csv::hand_out` is not what it was taken for. What was found in the file so far is invalid, and the file
/// has to be read from its beginning with `Csv::again`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dirty;

impl Block {
    pub fn new() -> Block {
        Block::default()
    }

    /// Finds the fields and records of a block that was handed out. For other blocks there is nothing to do.
    ///
    /// # Errors
    /// `Dirty` if the last quotation mark is not closed, so that the block was cut inside a record; or if the block is
    /// not UTF-8 or bytes of it were dropped, so that the file may be in another encoding.
    pub fn index(&mut self) -> Result<(), Dirty> {
        let left = std::mem::take(&mut self.left);
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        if left.check && (left.lost || simdutf8::basic::from_utf8(bytes).is_err()) {
            return Err(Dirty);
        }
        let Some(delimiter) = left.index else { return Ok(()) };
        if simd::index(bytes, delimiter, &mut self.index) {
            return Ok(());
        }
        self.index.clear();
        // Then none of its records can be too long.
        let mut scan = Scan::new(delimiter, bytes.len());
        let stop = scan.run(bytes, &mut self.index);
        if stop != Stop::End || scan.open_quote().is_some() {
            return Err(Dirty);
        }
        scan.finish(bytes, &mut self.index);
        Ok(())
    }

    /// Makes a block of a text.
    pub(crate) fn of(text: &str, delimiter: u8) -> Block {
        let mut block = Block::new();
        block.restart(0, 1, text.as_bytes());
        let mut scan = Scan::new(delimiter, text.len());
        scan.run(&block.bytes[..block.len], &mut block.index);
        scan.finish(&block.bytes[..block.len], &mut block.index);
        block
    }

    /// The number of the block in its file, from 0.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The line on which the first record of the block begins, counted from 1.
    pub fn first_line(&self) -> u64 {
        self.first_line
    }

    /// The records in file order, blank lines included.
    pub fn records(&self) -> Records<'_> {
        Records { block: self, numbers: 0..self.index.records.len() }
    }

    /// The records from this number on.
    pub(super) fn records_from(&self, number: usize) -> Records<'_> {
        Records { block: self, numbers: number..self.index.records.len() }
    }

    pub(super) fn restart(&mut self, number: u32, first_line: u64, begin: &[u8]) {
        self.number = number;
        self.first_line = first_line;
        self.index.clear();
        self.left = Left::default();
        self.made = None;
        self.written = None;
        self.len = begin.len();
        if self.bytes.len() < begin.len() {
            self.bytes.resize(begin.len(), 0);
        }
        if let Some(room) = self.bytes.get_mut(..begin.len()) {
            room.copy_from_slice(begin);
        }
    }

    /// How many lines end in the block.
    pub(super) fn line_ends(&self) -> u64 {
        let unended = self.index.last_end().is_some_and(|end| !self.ends_line(end));
        self.index.breaks + self.index.records.len() as u64 - u64::from(unended)
    }

    fn ends_line(&self, at: usize) -> bool {
        at < self.len && self.bytes.get(at) == Some(&b'\n')
    }

    fn text(&self, range: Range<usize>) -> &[u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    fn line_of(&self, record: usize, start: usize) -> u64 {
        if let Some(made) = &self.made {
            return made.record(record).map_or(0, |record| record.line());
        }
        let before = match self.index.breaks {
            0 => record,
            _ => memchr::memchr_iter(b'\n', self.text(0..start)).count(),
        };
        let line = self.first_line + before as u64;
        self.written.as_ref().map_or(line, |written| written.line(line))
    }
}

/// What the records of a block were made of, if they are not those of the file.
pub(super) trait Provenance: std::fmt::Debug + Send + Sync {
    /// The record of the file that a record was made of.
    fn record(&self, number: usize) -> Option<Record<'_>>;

    /// The record of the file that a field of a record comes from, and the number of the field in it.
    fn origin(&self, number: usize, field: usize) -> Option<(Record<'_>, usize)>;
}

/// The records of a block.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    block: &'a Block,
    numbers: Range<usize>,
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let number = self.numbers.next()?;
        let fields = self.block.index.fields_of(number);
        let start = self.block.index.start_of(fields.start);
        Some(Record { block: self.block, number, first: fields.start, len: fields.len(), start, line: 0 })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.numbers.size_hint()
    }
}

impl ExactSizeIterator for Records<'_> {}

/// A record: a row of the sheet, or a blank line. Fields are counted from 0 here, and a field after the last one is
/// empty.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    block: &'a Block,
    number: usize,
    /// Index of the first field among all ends of the block.
    first: usize,
    len: usize,
    /// Position of the first byte in the block.
    start: usize,
    /// The line, or 0 if it has not been counted yet.
    line: u64,
}

impl<'a> Record<'a> {
    /// The number of fields, at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a record has at least one field; is_blank asks what is meant")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Field `i` as it stands in the file, with its quotation marks.
    pub fn raw(&self, i: usize) -> &'a [u8] {
        self.block.text(self.bounds(i))
    }

    /// A field as it is meant: without its quotation marks, and doubled ones halved. The text is copied only if a mark
    /// is doubled.
    pub fn field(&self, i: usize) -> Cow<'a, [u8]> {
        unquoted(self.raw(i))
    }

    /// The record as it stands in the file, without its line end.
    pub fn text(&self) -> &'a [u8] {
        self.block.text(self.start..self.bounds(self.len - 1).end)
    }

    /// The range of bytes in `text()` that is `raw(i)`.
    pub fn span(&self, i: usize) -> Range<usize> {
        let bounds = self.bounds(i);
        bounds.start - self.start..bounds.end - self.start
    }

    /// The line on which the record begins, counted from 1. Fast in a block without values of several lines; otherwise
    /// the lines of the block are counted up to here.
    pub fn line(&self) -> u64 {
        if self.line > 0 { self.line } else { self.block.line_of(self.number, self.start) }
    }

    /// Returns the record with its line counted, starting from an earlier record of the block. To get many lines of a
    /// block, call this in order, so that the block is counted only once.
    /// once.
    pub fn counted(self, earlier: Option<Record<'_>>) -> Record<'a> {
        let is_before =
            |earlier: &Record<'_>| earlier.line > 0 && earlier.start <= self.start && self.block.index.breaks > 0;
        let line = earlier.filter(is_before).map_or_else(
            || self.line(),
            |earlier| {
                let between = self.block.text(earlier.start..self.start);
                earlier.line + memchr::memchr_iter(b'\n', between).count() as u64
            },
        );
        Record { line, ..self }
    }

    /// Returns whether every field is empty or white space, including the non-breaking kinds.
    pub fn is_blank(&self) -> bool {
        (0..self.len).all(|i| {
            let field = self.field(i);
            field.is_empty() || std::str::from_utf8(&field).is_ok_and(|text| text.trim().is_empty())
        })
    }

    /// The encoding that the record was decoded from, or `None` if it was UTF-8 originally.
    pub fn decoded_from(&self) -> Option<&'static str> {
        self.block.decoded_from
    }

    /// A wrong quotation mark of the record: its position in `text()`, and whether it is never closed; otherwise text
    /// follows the value that it closes. Where the fields of such a record end can only be guessed. A mark that is
    /// never closed takes precedence over the others. A record that is too long without an open mark has its first byte
    /// reported.
    pub fn quote_fault(&self) -> Option<(usize, bool)> {
        let fault = self.block.index.fault_of(self.number)?;
        Some((fault.at - self.start, fault.open))
    }

    /// What the record was made of, and its number there.
    fn made(&self) -> Option<(&'a dyn Provenance, usize)> {
        Some((self.block.made.as_deref()?, self.number))
    }

    /// The range of bytes in the block that is field `i`.
    fn bounds(&self, i: usize) -> Range<usize> {
        let last = self.first + self.len - 1;
        let field = self.first.saturating_add(i);
        let end_of_text = || {
            let end = self.block.index.end_of(last);
            let start = self.block.index.start_of(last);
            let crlf = self.block.ends_line(end) && self.block.text(start..end).ends_with(b"\r");
            if crlf { end - 1 } else { end }
        };
        if field < last {
            self.block.index.start_of(field)..self.block.index.end_of(field)
        } else if field == last {
            self.block.index.start_of(field)..end_of_text()
        } else {
            let end = end_of_text();
            end..end
        }
    }
}

impl<'a> Record<'a> {
    /// The record of the file that a field comes from, and the number of the field in it. Differs from the record itself
    /// only if it was made of others.
    pub(super) fn origin(self, field: usize) -> (Record<'a>, usize) {
        self.made().and_then(|(made, number)| made.origin(number, field)).unwrap_or((self, field))
    }

    /// The record of the file that this one is made of, or itself.
    pub(super) fn source(self) -> Record<'a> {
        self.made().and_then(|(made, number)| made.record(number)).unwrap_or(self)
    }

    /// A field as it stands in the file, without its quotation marks: the text that messages quote.
    pub fn shown(self, field: usize) -> Cow<'a, [u8]> {
        if let Some(text) = self.written().and_then(|(written, line)| written.shown(line, field)) {
            return Cow::Borrowed(text.as_bytes());
        }
        let (record, field) = self.origin(field);
        record.field(field)
    }

    /// The place of a field in the text that is no table of which the record was made.
    pub(super) fn written_place(self, file: &Arc<str>, field: usize) -> Option<Place> {
        self.written().and_then(|(written, line)| written.place(file, line, field))
    }

    /// The line of a field in that text, with the field marked.
    pub(super) fn written_excerpt(self, field: usize) -> Option<Excerpt> {
        self.written().and_then(|(written, line)| written.excerpt(line, field))
    }

    /// The text that is no table of which the record was made, and the line of the record in the table.
    fn written(&self) -> Option<(&'a Written, u64)> {
        // Such a table has a record a line.
        Some((self.block.written.as_deref()?, self.block.first_line + self.number as u64))
    }

    /// The range of bytes of a quotation fault in the text of the record of the file.
    pub(super) fn fault_span(self) -> Option<(Record<'a>, Range<usize>, bool)> {
        let source = self.source();
        let (at, open) = source.quote_fault()?;
        Some((source, at..source.text().len().min(at.saturating_add(1)), open))
    }
}

/// Returns `raw` without the quotation marks around it. Text after a closing mark is kept as it is; a mark that is not
/// closed is removed.
fn unquoted(raw: &[u8]) -> Cow<'_, [u8]> {
    let [b'"', inner @ ..] = raw else { return Cow::Borrowed(raw) };
    match memchr::memchr(b'"', inner) {
        None => return Cow::Borrowed(inner),
        Some(at) if at + 1 == inner.len() => return Cow::Borrowed(&inner[..at]),
        Some(_) => {}
    }
    let mut value = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = memchr::memchr(b'"', rest) {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        value.extend_from_slice(before);
        match behind {
            [b'"', more @ ..] => {
                value.push(b'"');
                rest = more;
            }
            _ => {
                value.extend_from_slice(behind);
                return Cow::Owned(value);
            }
        }
    }
    value.extend_from_slice(rest);
    Cow::Owned(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_loses_its_quotation_marks_and_nothing_else() {
        for (raw, value, copied) in [
            ("a", "a", false),
            ("", "", false),
            ("a\"b\"", "a\"b\"", false),
            ("\"a,b\"", "a,b", false),
            ("\"\"", "", false),
            ("\"5\"\" disk\"", "5\" disk", true),
            ("\"\"\"\"", "\"", true),
            ("\"a\"b\"c", "ab\"c", true),
            ("\"open, ", "open, ", false),
            ("\"open\"\"", "open\"", true),
        ] {
            let found = unquoted(raw.as_bytes());
            assert_eq!(&*found, value.as_bytes(), "{raw}");
            assert_eq!(matches!(found, Cow::Owned(_)), copied, "{raw}");
        }
    }
}
