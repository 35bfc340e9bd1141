//! Finds where the fields and records of a block end. It stops at delimiters, line ends and quotation marks only, and
//! does not look at the values between them.

use super::marks::Marks;
use super::numbers::Numbers;

/// The ends of all fields of a block, and which of them end a record. Its memory is reused from block to block.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each field the position after it: that of a delimiter, of a line end, or the end of the block.
    pub ends: Numbers,
    /// For each record the number of `ends` up to its last field.
    pub records: Numbers,
    /// For each record with a wrong quotation mark, in order: the mark that is never closed, or else the first wrong
    /// one.
    pub faults: Vec<Fault>,
    /// Line breaks inside the values of all records.
    pub breaks: u64,
}

/// A quotation mark that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    pub record: usize,
    /// Its position in the block.
    pub at: usize,
    /// `true` if it is never closed, `false` if it closes a value and text follows.
    pub open: bool,
}

impl Index {
    pub fn clear(&mut self) {
        self.ends.clear();
        self.records.clear();
        self.faults.clear();
        self.breaks = 0;
    }

    /// The range of `ends` that belongs to record `number`.
    pub fn fields_of(&self, number: usize) -> std::ops::Range<usize> {
        let first = number.checked_sub(1).and_then(|before| self.records.get(before)).map_or(0, |&n| n as usize);
        first..self.records.get(number).map_or(first, |&n| n as usize)
    }

    /// Where field `field` (an index into `ends`) begins.
    pub fn start_of(&self, field: usize) -> usize {
        field.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize + 1)
    }

    pub fn end_of(&self, field: usize) -> usize {
        self.ends.get(field).map_or(0, |&end| end as usize)
    }

    /// Where the last record ends.
    pub fn last_end(&self) -> Option<usize> {
        let fields = self.fields_of(self.records.len().checked_sub(1)?);
        Some(self.end_of(fields.end.saturating_sub(1)))
    }

    pub fn fault_of(&self, record: usize) -> Option<Fault> {
        let at = self.faults.binary_search_by_key(&record, |fault| fault.record).ok()?;
        self.faults.get(at).copied()
    }
}

/// Where a scan stands between two marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside quotation marks. A mark that does not begin a field is part of the value.
    Plain,
    /// Inside the quotation mark at this position.
    Quoted(usize),
    /// After a quotation mark that closes the value, unless the next byte is another one.
    Closed { open: usize, at: usize },
}

/// Why a scan stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// The end of the bytes; the last record may be unfinished.
    End,
    /// A record is longer than `limit`. It is not in the index yet.
    TooLong,
}

/// Scans the bytes of one block. More bytes may be added to the block between two calls of `run`.
#[derive(Debug)]
pub(super) struct Scan {
    delimiter: u8,
    /// The longest record, in bytes, without its LF.
    limit: usize,
    state: State,
    /// Everything before this position has been scanned.
    at: usize,
    /// Where the unfinished record begins.
    record: usize,
    /// Where the unfinished field begins.
    field: usize,
    /// How many `ends` belong to finished records.
    ends: usize,
    /// Line breaks in the unfinished record.
    breaks: u64,
    fault: Option<(usize, bool)>,
}

impl Scan {
    pub fn new(delimiter: u8, limit: usize) -> Scan {
        Scan { delimiter, limit, state: State::Plain, at: 0, record: 0, field: 0, ends: 0, breaks: 0, fault: None }
    }

    /// Where the unfinished record begins: after all finished ones.
    pub fn record(&self) -> usize {
        self.record
    }

    /// The quotation mark that is open at the current position.
    pub fn open_quote(&self) -> Option<usize> {
        match self.state {
            State::Quoted(open) => Some(open),
            State::Plain | State::Closed { .. } => None,
        }
    }

    /// Continues to the end of `bytes`, which are those of the last call and more.
    pub fn run(&mut self, bytes: &[u8], index: &mut Index) -> Stop {
        for at in Marks::new(bytes, self.at, self.delimiter) {
            let byte = bytes[at];
            if let State::Quoted(open) = self.state {
                match byte {
                    b'"' => self.state = State::Closed { open, at },
                    b'\n' => self.breaks += 1,
                    _ => {}
                }
            } else if byte == b'"' {
                self.quote(at);
            } else {
                self.behind(at, bytes);
                if byte == b'\n' && at - self.record > self.limit {
                    return Stop::TooLong;
                }
                index.ends.push(at as u32);
                self.field = at + 1;
                if byte == b'\n' {
                    self.end_record(index);
                }
            }
        }
        self.at = bytes.len();
        Stop::End
    }

    /// Handles a quotation mark outside a quoted value.
    fn quote(&mut self, at: usize) {
        self.state = match self.state {
            State::Closed { open, at: closed } if closed + 1 == at => State::Quoted(open),
            State::Closed { at: closed, .. } => {
                self.fault.get_or_insert((closed, false));
                State::Plain
            }
            State::Plain if at == self.field => State::Quoted(at),
            other => other,
        };
    }

    /// Records a fault if the field that ends at `end` has text after its closing quotation mark.
    fn behind(&mut self, end: usize, bytes: &[u8]) {
        if let State::Closed { at, .. } = self.state {
            let line_end = bytes.get(at + 1..=end).is_some_and(|rest| rest == b"\r\n");
            if at + 1 != end && !line_end {
                self.fault.get_or_insert((at, false));
            }
            self.state = State::Plain;
        }
    }

    /// Ends the record after the field that ended last.
    fn end_record(&mut self, index: &mut Index) {
        if let Some((at, open)) = self.fault.take() {
            index.faults.push(Fault { record: index.records.len(), at, open });
        }
        self.ends = index.ends.len();
        index.records.push(self.ends as u32);
        index.breaks += self.breaks;
        self.breaks = 0;
        self.record = self.field;
    }

    /// Ends the record that has begun, because the bytes end.
    pub fn finish(&mut self, bytes: &[u8], index: &mut Index) {
        if self.record < bytes.len() {
            self.behind(bytes.len(), bytes);
            index.ends.push(bytes.len() as u32);
            self.field = bytes.len();
            self.end_record(index);
        }
    }

    /// Scans the unfinished record again, up to `window`. No record ends before that.
    pub fn again(&mut self, bytes: &[u8], window: usize, index: &mut Index) {
        self.restart(self.record, index);
        self.run(bytes.get(..window).unwrap_or(bytes), index);
    }

    /// Ends the unfinished record at `end` and continues at `next`. The fault is the quotation mark that is open, or
    /// the first byte of the record if none is.
    pub fn cut(&mut self, bytes: &[u8], end: usize, next: usize, index: &mut Index) {
        let at = self.open_quote().unwrap_or(self.record);
        self.fault = Some((at, true));
        let record = bytes.get(self.record..end).unwrap_or_default();
        self.breaks = memchr::memchr_iter(b'\n', record).count() as u64;
        index.ends.push(end as u32);
        self.end_record(index);
        self.restart(next, index);
    }

    fn restart(&mut self, at: usize, index: &mut Index) {
        index.ends.truncate(self.ends);
        *self = Scan { at, record: at, field: at, ends: self.ends, ..Scan::new(self.delimiter, self.limit) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str) -> Index {
        let mut index = Index::default();
        let mut scan = Scan::new(b',', usize::MAX);
        assert_eq!(scan.run(text.as_bytes(), &mut index), Stop::End);
        scan.finish(text.as_bytes(), &mut index);
        index
    }

    #[test]
    fn fields_end_at_delimiters_and_line_ends_outside_quotes() {
        let found = index("a,b\n\"c,\n\",d\r\ne");
        assert_eq!((&*found.ends, &*found.records), (&[1, 3, 9, 12, 14][..], &[2, 4, 5][..]));
        assert_eq!((found.breaks, found.faults.len()), (1, 0));
    }

    #[test]
    fn a_doubled_quotation_mark_does_not_close() {
        assert_eq!(*index("\"a\"\",\"\"b\",c").ends, [9, 11]);
    }

    #[test]
    fn a_quotation_mark_inside_a_plain_value_is_part_of_it() {
        let found = index("5\" disk,b\"\nc,\"\"\n");
        assert_eq!((&*found.records, found.faults), (&[2, 4][..], vec![]));
    }

    #[test]
    fn text_behind_a_closing_quotation_mark_is_a_fault() {
        for (text, at) in
            [("a,\"b\"c,d\n", 4), ("\"b\" ,c", 2), ("\"b\"\r,c", 2), ("\"b\"\r", 2), ("\"b\"c\"d\",e\n", 2)]
        {
            assert_eq!(index(text).faults, [Fault { record: 0, at, open: false }], "{text:?}");
        }
    }

    #[test]
    fn bytes_may_come_one_by_one() {
        let text = b"a,\"b\"\"\n\"\r\n\"c\"d\n,\n";
        let (mut whole, mut grown) = (Index::default(), Index::default());
        Scan::new(b',', usize::MAX).run(text, &mut whole);
        let mut scan = Scan::new(b',', usize::MAX);
        for len in 0..=text.len() {
            scan.run(&text[..len], &mut grown);
        }
        assert_eq!((&*whole.ends, &*whole.records, whole.faults), (&*grown.ends, &*grown.records, grown.faults));
    }
}
