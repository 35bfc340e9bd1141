//! The records of a block as positions in its bytes, for reading the same fields of all records.

use super::index::Index;
use super::record::{Block, Record};

/// The records of a block.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    /// The bytes of the block and some room after them, so that a few bytes can be read at once from any position.
    bytes: &'a [u8],
    len: usize,
    index: &'a Index,
}

/// A record whose quotation marks are correct.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    bytes: &'a [u8],
    start: usize,
    /// Where each field ends, except for the last.
    ends: &'a [u32],
    last: usize,
}

/// A field as it stands in the file, with its quotation marks: the bytes from its first on, and how many of them belong
/// to it.
#[derive(Debug, Clone, Copy)]
pub struct Raw<'a> {
    from: &'a [u8],
    len: usize,
}

impl Block {
    /// Returns the records of the block as positions.
    pub fn fields(&self) -> Fields<'_> {
        Fields { bytes: &self.bytes, len: self.len, index: &self.index }
    }

    /// The record of this number, from 0.
    pub fn record(&self, number: usize) -> Option<Record<'_>> {
        self.records_from(number).next()
    }
}

impl<'a> Fields<'a> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.index.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether every byte of the block belongs to a character.
    pub fn is_text(&self) -> bool {
        self.bytes.get(..self.len).is_some_and(|bytes| simdutf8::basic::from_utf8(bytes).is_ok())
    }

    /// Returns a record by its number, if it has `width` fields and no wrong quotation mark.
    #[inline]
    pub fn row(&self, number: usize, width: usize) -> Option<Row<'a>> {
        let fields = self.index.fields_of(number);
        if fields.len() != width || !self.index.faults.is_empty() && self.index.fault_of(number).is_some() {
            return None;
        }
        let start = self.index.start_of(fields.start);
        let [ends @ .., last] = self.index.ends.get(fields)? else { return None };
        let last = *last as usize;
        let own = ends.last().map_or(start, |end| *end as usize + 1);
        let is_crlf = last < self.len && last > own && self.bytes.get(last - 1..=last) == Some(b"\r\n");
        Some(Row { bytes: self.bytes, start, ends, last: last - usize::from(is_crlf) })
    }
}

impl<'a> Row<'a> {
    /// Field `i`, from 0. One past the last is empty.
    #[inline]
    pub fn field(&self, i: usize) -> Raw<'a> {
        self.fields(i, i)
    }

    /// The fields in a range, with the delimiters between them.
    #[inline]
    pub fn fields(&self, first: usize, last: usize) -> Raw<'a> {
        let start = match first.checked_sub(1) {
            None => self.start,
            Some(before) => self.ends.get(before).map_or(self.last, |end| *end as usize + 1),
        };
        let end = self.ends.get(last).map_or(self.last, |end| *end as usize);
        Raw { from: self.bytes.get(start..).unwrap_or_default(), len: end.saturating_sub(start) }
    }
}

impl<'a> Raw<'a> {
    #[inline]
    pub fn bytes(&self) -> &'a [u8] {
        self.from.get(..self.len).unwrap_or_default()
    }

    #[inline]
    pub fn len(&self) -> usize {
        self.len
    }

    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns whether the bytes are the same. Short ones are compared as words.
    #[inline]
    pub fn is(&self, other: Raw<'_>) -> bool {
        const FEW: usize = 16;
        if self.len != other.len || self.len > FEW {
            return self.bytes() == other.bytes();
        }
        let ([a, b, ..], [c, d, ..]) = (self.words(), other.words());
        let (low, high) = (mask(self.len), mask(self.len.saturating_sub(8)));
        (a ^ c) & low | (b ^ d) & high == 0
    }

    /// The first 32 bytes as words, the first byte lowest. Bytes after the field's own are undefined.
    #[inline]
    pub fn words(&self) -> [u64; 4] {
        match self.from.first_chunk() {
            Some(first) => words(first),
            None => self.last_words(),
        }
    }

    /// Like `words`, if fewer bytes are left.
    #[cold]
    fn last_words(&self) -> [u64; 4] {
        let mut first = [0; 32];
        first.iter_mut().zip(self.from).for_each(|(to, from)| *to = *from);
        words(&first)
    }
}

#[inline]
fn words(first: &[u8; 32]) -> [u64; 4] {
    let (words, _) = first.as_chunks::<8>();
    let [a, b, c, d] = words else { return [0; 4] };
    [u64::from_le_bytes(*a), u64::from_le_bytes(*b), u64::from_le_bytes(*c), u64::from_le_bytes(*d)]
}

/// Ones in the first bytes of a word, at the most all eight.
#[inline]
fn mask(bytes: usize) -> u64 {
    if bytes >= 8 { u64::MAX } else { (1 << (8 * bytes)) - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_the_same_where_their_bytes_are() {
        let texts =
            ["", "a", "b", "1234567", "12345678", "12345679", "123456789", "1234567890123456", "12345678901234567"];
        let text = texts.join(",");
        let block = Block::of(&text, b',');
        let row = block.fields().row(0, texts.len()).unwrap();
        for (i, one) in texts.iter().enumerate() {
            for (j, other) in texts.iter().enumerate() {
                assert_eq!(row.field(i).is(row.field(j)), one == other, "{one} {other}");
            }
        }
        assert_eq!(row.fields(1, 3).bytes(), b"a,b,1234567");
    }
}
