//! A block: some whole records of a file, in one buffer that is used again for the next, with their index and their
//! exact physical lines.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use super::index::{Index, RecordAt};

/// Whole records of a file.
#[derive(Debug, Default)]
pub struct Block {
    pub(super) number: u32,
    pub(super) first_line: u64,
    pub(super) bytes: Vec<u8>,
    pub(super) index: Index,
}

impl Block {
    /// Counted from 0.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The physical line of the block's first byte, counted from 1.
    pub fn first_line(&self) -> u64 {
        self.first_line
    }

    /// The records in file order; blank lines are records too, so that every row is accounted for.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.index.records.iter().map(move |at| Record { block: self, at: *at })
    }
}

/// A row of a file. Its fields are counted from 0.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    block: &'a Block,
    at: RecordAt,
}

impl<'a> Record<'a> {
    /// How many fields it has; at least one.
    #[expect(clippy::len_without_is_empty, reason = "a record always has a field; `is_blank` is the question to ask")]
    pub fn len(&self) -> usize {
        (self.at.last - self.at.first) as usize
    }

    fn ends(&self) -> &'a [u32] {
        self.block.index.ends.get(self.at.first as usize..self.at.last as usize).unwrap_or(&[])
    }

    /// The bytes of field `i` in the block, without the line's end.
    fn range(&self, i: usize) -> Range<usize> {
        let ends = self.ends();
        let Some(&end) = ends.get(i) else { return 0..0 };
        let start = match i.checked_sub(1).and_then(|before| ends.get(before)) {
            Some(&before) => before as usize + 1,
            None => self.at.start as usize,
        };
        let mut end = end as usize;
        if i + 1 == ends.len() && end > start && self.ends_line(end) && self.block.bytes.get(end - 1) == Some(&b'\r') {
            end -= 1;
        }
        start..end.max(start)
    }

    /// Whether a line feed stands at `end`: then a carriage return before it is part of the line's end.
    fn ends_line(&self, end: usize) -> bool {
        self.block.bytes.get(end).is_none_or(|byte| *byte == b'\n')
    }

    /// Field `i` as it stands in the file, quotation marks and all; empty where the record has no such field.
    pub fn raw(&self, i: usize) -> &'a [u8] {
        self.block.bytes.get(self.range(i)).unwrap_or(&[])
    }

    /// The value of field `i`: without the marks around it, two marks inside made one.
    pub fn field(&self, i: usize) -> Cow<'a, [u8]> {
        let raw = self.raw(i);
        let Some(inner) = raw.strip_prefix(b"\"") else { return Cow::Borrowed(raw) };
        let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
        if memchr::memchr(b'"', inner).is_none() {
            return Cow::Borrowed(inner);
        }
        let mut value = Vec::with_capacity(inner.len());
        let mut marks = 0;
        for &byte in inner {
            marks = if byte == b'"' { marks + 1 } else { 0 };
            if marks % 2 == 0 && byte == b'"' {
                continue;
            }
            value.push(byte);
        }
        Cow::Owned(value)
    }

    /// The record as it stands in the file, without its line's end.
    pub fn text(&self) -> &'a [u8] {
        let end = self.range(self.len().saturating_sub(1)).end;
        self.block.bytes.get(self.at.start as usize..end).unwrap_or(&[])
    }

    /// The bytes of field `i` within `text`.
    pub fn span(&self, i: usize) -> Range<usize> {
        let (range, start) = (self.range(i.min(self.len().saturating_sub(1))), self.at.start as usize);
        range.start - start..range.end - start
    }

    /// The physical line it begins on, counted from 1.
    pub fn line(&self) -> u64 {
        let before = self.block.bytes.get(..self.at.start as usize).unwrap_or(&[]);
        self.block.first_line + memchr_iter(b'\n', before).count() as u64
    }

    /// Whether no field says anything.
    pub fn is_blank(&self) -> bool {
        self.at.fault.is_none()
            && (0..self.len()).all(|i| self.raw(i).iter().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'"')))
    }

    /// Where in `text` the quoting breaks, and whether it is a mark that is never closed.
    pub fn quote_fault(&self) -> Option<(usize, bool)> {
        self.at.fault.map(|fault| ((fault.at - self.at.start) as usize, fault.open))
    }
}
