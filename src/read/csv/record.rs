//! A block of whole records, and a record of it: its fields as they stand in the file and as they are meant.

use std::borrow::Cow;
use std::ops::Range;

use super::index::{Index, Scan, Stop};
use super::simd;

/// Some whole records of a file. Filled by `Csv::next`, which uses its memory again; or by `Csv::hand_out`, and then
/// `index` comes first.
#[derive(Debug, Default)]
pub struct Block {
    number: u32,
    first_line: u64,
    /// Room to read into; the block is the first `len` bytes.
    pub(super) bytes: Vec<u8>,
    pub(super) len: usize,
    pub(super) index: Index,
    /// The encoding that the block was decoded from; `None`: UTF-8 to begin with.
    pub(super) decoded_from: Option<&'static str>,
    pub(super) left: Left,
}

/// What is not done yet.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// The fields are to be found between such delimiters.
    pub index: Option<u8>,
    /// Nobody has seen whether it is UTF-8.
    pub check: bool,
    /// Bytes behind a record that is too long are in no block.
    pub lost: bool,
}

/// Of a block of `Csv::hand_out`: that it may not be what it was taken for. What was found in the file is worth nothing;
/// it is to be read from its beginning, as `Csv::again` makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dirty;

impl Block {
    pub fn new() -> Block {
        Block::default()
    }

    /// Finds the fields and records of a block that was handed out; of any other, nothing is left to do.
    ///
    /// # Errors
    /// `Dirty`, where its last quotation mark is not closed, so that it was cut inside a record; and where it is not UTF-8,
    /// or not all of it was kept, so that the file may be in another encoding.
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
        // None of its records can be too long.
        let mut scan = Scan::new(delimiter, bytes.len());
        let stop = scan.run(bytes, &mut self.index);
        if stop != Stop::End || scan.open_quote().is_some() {
            return Err(Dirty);
        }
        scan.finish(bytes, &mut self.index);
        Ok(())
    }

    /// A text by itself.
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

    /// The physical line, from 1, on which the block's first record begins.
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
        self.len = begin.len();
        if self.bytes.len() < begin.len() {
            self.bytes.resize(begin.len(), 0);
        }
        if let Some(room) = self.bytes.get_mut(..begin.len()) {
            room.copy_from_slice(begin);
        }
    }

    /// How many physical lines end in the block.
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
        let before = match self.index.breaks {
            0 => record,
            _ => memchr::memchr_iter(b'\n', self.text(0..start)).count(),
        };
        self.first_line + before as u64
    }
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

/// One record: a row of the sheet, or a blank line. Fields count from 0 here; a field past the last one is empty.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    block: &'a Block,
    number: usize,
    /// Index of the first field among all ends of the block.
    first: usize,
    len: usize,
    /// Position of the first byte in the block.
    start: usize,
    /// The line, where it has been counted; 0: not yet.
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

    /// Field `i` as it is meant: without its quotation marks, doubled ones halved. Copies only where a mark is doubled.
    pub fn field(&self, i: usize) -> Cow<'a, [u8]> {
        unquoted(self.raw(i))
    }

    /// The record as it stands in the file, without its line end.
    pub fn text(&self) -> &'a [u8] {
        self.block.text(self.start..self.bounds(self.len - 1).end)
    }

    /// The bytes of `text()` that are `raw(i)`.
    pub fn span(&self, i: usize) -> Range<usize> {
        let bounds = self.bounds(i);
        bounds.start - self.start..bounds.end - self.start
    }

    /// The physical line, from 1, on which the record begins. Cheap in a block without multi-line values; else the
    /// block's lines are counted up to here.
    pub fn line(&self) -> u64 {
        if self.line > 0 { self.line } else { self.block.line_of(self.number, self.start) }
    }

    /// The record with its line counted, from an earlier one of the block on: whoever asks for many lines of a block counts it
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

    /// Whether every field is empty or white space (the non-breaking kinds too).
    pub fn is_blank(&self) -> bool {
        (0..self.len).all(|i| {
            let field = self.field(i);
            field.is_empty() || std::str::from_utf8(&field).is_ok_and(|text| text.trim().is_empty())
        })
    }

    /// The encoding that the record was decoded from; `None`: it was UTF-8 to begin with.
    pub fn decoded_from(&self) -> Option<&'static str> {
        self.block.decoded_from
    }

    /// A quotation mark of the record that is wrong: its position in `text()`, and whether it is never closed (else it
    /// closes a value that has text behind it). Where the fields of such a record end is a guess. A mark that is never
    /// closed goes before the others; a record that is too long without an open mark is blamed on its first byte.
    pub fn quote_fault(&self) -> Option<(usize, bool)> {
        let fault = self.block.index.fault_of(self.number)?;
        Some((fault.at - self.start, fault.open))
    }

    /// The bytes of the block that are field `i`.
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

/// `raw` without the quotation marks around it. Text behind a closing mark is kept as it is; a mark that is not closed
/// is taken off.
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
