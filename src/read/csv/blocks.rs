//! Cuts a file into blocks of whole records, in constant memory. What is read beyond the last whole record goes into
//! the next block. If the number of quotation marks before a line feed is even, a record ends there, so that most
//! blocks are cut without looking at their fields. Everything else is left to `Scan`, which loses only one line to a
//! quotation mark that is never closed.

use std::io;

use super::index::{Scan, Stop};
use super::record::Block;
use super::simd;
use crate::read::bytes::read_full;
use crate::read::text::Text;

/// How much is held in memory at a time, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// How many bytes are read for one block.
    pub block: usize,
    /// The longest record, without its line feed.
    pub record: usize,
}

impl Default for Sizes {
    fn default() -> Sizes {
        Sizes { block: 256 << 10, record: 1 << 20 }
    }
}

/// Positions in a block are kept in 32 bits.
const MOST: usize = 256 << 20;

/// The blocks of one file, in the order of the file.
pub(super) struct Blocks {
    text: Text,
    sizes: Sizes,
    delimiter: u8,
    /// The next block's number and the physical line it begins on.
    number: u32,
    line: u64,
    /// Bytes that were read beyond the last record of the previous block.
    carry: Vec<u8>,
    /// Whether the source has ended.
    ended: bool,
    /// How many bytes the previous blocks have.
    offset: u64,
    /// How far the file was scanned when an unclosed quotation mark was last found. Before this position, another one
    /// is not worth scanning so far ahead: otherwise a mark on each line would cost 1 MiB of scanning each.
    looked_ahead: u64,
}

impl Blocks {
    pub fn new(text: Text, delimiter: u8, line: u64, sizes: Sizes) -> Blocks {
        let sizes = Sizes { block: sizes.block.clamp(1, MOST), record: sizes.record.clamp(1, MOST) };
        let (carry, ended) = (Vec::new(), false);
        Blocks { text, sizes, delimiter, number: 0, line, carry, ended, offset: 0, looked_ahead: 0 }
    }

    /// No blocks.
    pub fn ended() -> Blocks {
        let text = Text::utf8(Box::new(io::empty()));
        Blocks { ended: true, ..Blocks::new(text, b',', 1, Sizes::default()) }
    }

    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Returns whether the source has ended and nothing is left of it.
    pub fn is_at_end(&self) -> bool {
        self.ended && self.carry.is_empty()
    }

    /// Fills `block` with the next whole records. Returns `false` if there are none.
    pub fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        self.text.check();
        self.begin(block)?;
        let cut = self.cut(block);
        match cut.filter(|cut| simd::index(&block.bytes[..cut.end], self.delimiter, &mut block.index)) {
            Some(cut) => self.keep_cut(cut, block),
            None => self.exact(block)?,
        }
        self.end(block);
        Ok(!block.index.records.is_empty())
    }

    /// Like `next`, but does as little as possible with the bytes. `Block::index` does the rest on any thread, and may
    /// find that the file has to be read again with `next`.
    pub fn hand_out(&mut self, block: &mut Block) -> io::Result<bool> {
        let unchecked = self.text.leave_unchecked();
        self.begin(block)?;
        match self.cut(block) {
            Some(cut) => {
                self.keep_cut(cut, block);
                block.left.index = Some(self.delimiter);
            }
            None => self.exact(block)?,
        }
        self.end(block);
        block.left.check = unchecked;
        Ok(block.len > 0)
    }

    /// Starts `block` with the bytes left over from the previous one, and reads more.
    fn begin(&mut self, block: &mut Block) -> io::Result<()> {
        block.restart(self.number, self.line, &self.carry);
        block.written = self.text.written().cloned();
        self.read_more(block)
    }

    fn end(&mut self, block: &mut Block) {
        self.number = self.number.saturating_add(1);
        block.decoded_from = self.text.decoded_from();
    }

    /// Returns where the bytes can be cut without a scan. A block begins with a record, so that a line feed after an
    /// even number of quotation marks ends one, provided that the marks are not damaged.
    fn cut(&self, block: &Block) -> Option<Cut> {
        let read = &block.bytes[..block.len];
        let open = memchr::memchr_iter(b'"', read).count() % 2 == 1;
        let end = match self.ended {
            true if open => return None,
            true => read.len(),
            false => last_line_end(read, open)?,
        };
        // Then none of its records can be too long.
        let is_known = simd::knows(self.delimiter) && end <= self.sizes.record;
        is_known.then(|| Cut { end, lines: memchr::memchr_iter(b'\n', &read[..end]).count() as u64 })
    }

    fn exact(&mut self, block: &mut Block) -> io::Result<()> {
        block.index.clear();
        let mut scan = Scan::new(self.delimiter, self.sizes.record);
        while !self.scan_on(&mut scan, block)? {
            self.read_more(block)?;
        }
        Ok(())
    }

    fn read_more(&mut self, block: &mut Block) -> io::Result<()> {
        let wanted = block.len + self.sizes.block;
        if block.bytes.len() < wanted {
            block.bytes.resize(wanted, 0);
        }
        let room = block.bytes.get_mut(block.len..wanted).unwrap_or_default();
        let (read, ended) = match read_full(&mut self.text, room) {
            Ok(read) => read,
            Err(error) => {
                block.restart(self.number, self.line, &[]);
                return Err(error);
            }
        };
        self.ended = ended;
        block.len += read;
        Ok(())
    }

    /// Scans everything that was read. Returns `true` if the block is complete.
    fn scan_on(&mut self, scan: &mut Scan, block: &mut Block) -> io::Result<bool> {
        loop {
            let stop = scan.run(&block.bytes[..block.len], &mut block.index);
            let unfinished = block.len - scan.record();
            if stop == Stop::TooLong || unfinished > self.sizes.record || (self.ended && scan.open_quote().is_some()) {
                if self.give_up(scan, block)? {
                    return Ok(true);
                }
            } else if self.ended {
                scan.finish(&block.bytes[..block.len], &mut block.index);
                self.keep(block.len, block.len, block);
                return Ok(true);
            } else if block.index.records.is_empty() {
                return Ok(false);
            } else {
                self.keep(scan.record(), scan.record(), block);
                return Ok(true);
            }
        }
    }

    /// Ends a record that is too long, or whose quotation marks are still open at the end of the file. The record ends
    /// with the line of the open mark, and reading continues with the next line. If there is no such line, or this has
    /// just been done, the record ends at the greatest length allowed and the rest of its line is dropped. Returns
    /// `true` if the block is complete.
    fn give_up(&mut self, scan: &mut Scan, block: &mut Block) -> io::Result<bool> {
        let start = scan.record();
        let window = block.len.min(start + self.sizes.record);
        let bytes = &block.bytes[..block.len];
        scan.again(bytes, window, &mut block.index);
        let line_end = scan.open_quote().and_then(|open| Some(open + memchr::memchr(b'\n', &bytes[open..window])?));
        if let Some(end) = line_end.filter(|_| self.offset + start as u64 >= self.looked_ahead) {
            scan.cut(bytes, end, end + 1, &mut block.index);
            self.looked_ahead = self.offset + window as u64;
            return Ok(false);
        }
        let end = if self.ended && window == block.len && bytes.ends_with(b"\n") { window - 1 } else { window };
        scan.cut(bytes, end, window, &mut block.index);
        let next = self.drop_line(window, block)?;
        self.keep(window, next, block);
        Ok(true)
    }

    /// Reads past the next line end after `from` and returns the position there. What is dropped does not stay in the
    /// buffer, however long the line is.
    fn drop_line(&mut self, from: usize, block: &mut Block) -> io::Result<usize> {
        loop {
            block.left.lost |= from < block.len;
            if let Some(found) = memchr::memchr(b'\n', &block.bytes[from..block.len]) {
                self.line += 1;
                return Ok(from + found + 1);
            }
            if self.ended {
                return Ok(block.len);
            }
            self.offset += (block.len - from) as u64;
            block.len = from;
            self.read_more(block)?;
        }
    }

    /// Ends the block at `end`. The next block begins with the bytes from `next` on.
    fn keep(&mut self, end: usize, next: usize, block: &mut Block) {
        self.carry_on(next, block);
        block.len = end;
        self.line += block.line_ends();
    }

    fn keep_cut(&mut self, cut: Cut, block: &mut Block) {
        self.carry_on(cut.end, block);
        block.len = cut.end;
        self.line += cut.lines;
    }

    fn carry_on(&mut self, next: usize, block: &Block) {
        self.carry.clear();
        self.carry.extend_from_slice(&block.bytes[next..block.len]);
        self.offset += next as u64;
    }
}

/// Where a block is cut, and how many lines end before that.
#[derive(Debug, Clone, Copy)]
struct Cut {
    end: usize,
    lines: u64,
}

/// Returns the position after the last line feed with an even number of quotation marks before it. `open` says that the
/// number of all marks is odd.
fn last_line_end(read: &[u8], mut open: bool) -> Option<usize> {
    let mut rest = read;
    loop {
        let at = memchr::memrchr2(b'"', b'\n', rest)?;
        if rest[at] == b'"' {
            open = !open;
        } else if !open {
            return Some(at + 1);
        }
        rest = &rest[..at];
    }
}

#[cfg(test)]
mod tests;
