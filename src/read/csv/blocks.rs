//! Cuts a file into blocks of whole records, in constant memory: what is behind the last record that fits goes to the
//! next block. Where the marks of a block are even in number up to a line feed, a record ends there: so a block is cut
//! without a look at its fields. Everything else is left to `Scan`: a quotation mark that is never closed costs one line.

use std::io;

use super::index::{Scan, Stop};
use super::record::Block;
use super::simd;
use crate::read::bytes::read_full;
use crate::read::text::Text;

/// How much is held at a time, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// What is read for one block.
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

/// The blocks of one file, in order.
pub(super) struct Blocks {
    text: Text,
    sizes: Sizes,
    delimiter: u8,
    /// The next block's number and the physical line it begins on.
    number: u32,
    line: u64,
    /// What was read behind the last block's records.
    carry: Vec<u8>,
    /// Whether the source has given all it has.
    ended: bool,
    /// How many bytes are in the blocks before.
    offset: u64,
    /// Up to here the file was scanned before an unclosed quotation mark was found. A second one before it is not
    /// worth another look so far ahead: without this, marks on each line would cost 1 MiB of scanning each.
    looked_ahead: u64,
}

impl Blocks {
    pub fn new(text: Text, delimiter: u8, line: u64, sizes: Sizes) -> Blocks {
        let sizes = Sizes { block: sizes.block.clamp(1, MOST), record: sizes.record.clamp(1, MOST) };
        let (carry, ended) = (Vec::new(), false);
        Blocks { text, sizes, delimiter, number: 0, line, carry, ended, offset: 0, looked_ahead: 0 }
    }

    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Whether the source has ended and nothing of it is left.
    pub fn is_at_end(&self) -> bool {
        self.ended && self.carry.is_empty()
    }

    /// Fills `block` with the next whole records; `false` when there are none.
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

    /// As `next`, but with as little as possible done to the bytes: `Block::index` does the rest, on any thread, and may
    /// find that the file is to be read again with `next`.
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

    /// Puts what is left of the block before into `block`, and what is read next.
    fn begin(&mut self, block: &mut Block) -> io::Result<()> {
        block.restart(self.number, self.line, &self.carry);
        self.read_more(block)
    }

    fn end(&mut self, block: &mut Block) {
        self.number = self.number.saturating_add(1);
        block.decoded_from = self.text.decoded_from();
    }

    /// Where what was read can be cut without a scan. The block begins with a record, so if nothing is wrong with its
    /// marks, a line feed behind an even number of them ends one.
    fn cut(&self, block: &Block) -> Option<Cut> {
        let read = &block.bytes[..block.len];
        let open = memchr::memchr_iter(b'"', read).count() % 2 == 1;
        let end = match self.ended {
            true if open => return None,
            true => read.len(),
            false => last_line_end(read, open)?,
        };
        // None of its records can be too long then.
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

    /// Scans all that was read. `true`: the block is complete.
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

    /// The unfinished record is too long, or the file ends inside its quotation marks. It ends with the line on which
    /// the open mark stands, and reading goes on with the next line; where there is no such line, or this was done just
    /// before, it ends at the longest record allowed and the rest of that line is dropped. `true`: the block is complete.
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

    /// Reads on to behind the next line end after `from` and gives the position there. What was dropped stays out of the
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

    /// The block ends at `end`; the next one begins with what was read from `next` on.
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

/// Where a block is cut, and how many physical lines end before.
#[derive(Debug, Clone, Copy)]
struct Cut {
    end: usize,
    lines: u64,
}

/// Behind the last line feed with an even number of quotation marks before it; `open`: all of them are odd in number.
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
