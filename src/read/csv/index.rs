//! The field index of a block: where fields and records end, found in one pass over the structural bytes (delimiter, line
//! feed, quotation mark). No byte of a value is looked at one by one, and nothing is copied.
//!
//! A quotation mark opens a value only where a field begins; elsewhere in an unquoted field it is part of the value. Text
//! behind a closing mark is a fault. A lone carriage return is part of the value; one before a line feed is not.

use memchr::memchr3_iter;

/// Text that breaks the quoting of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteFault {
    /// The byte of the block.
    pub at: u32,
    /// True: this mark is never closed. False: text stands behind a closing mark.
    pub open: bool,
}

/// Where a record stands in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordAt {
    pub start: u32,
    /// Its fields' ends are `ends[first..last]`.
    pub first: u32,
    pub last: u32,
    pub fault: Option<QuoteFault>,
}

/// The structure of a block.
#[derive(Debug, Default)]
pub struct Index {
    /// Ends of fields: the byte of the delimiter or line feed, or the end of the block.
    pub ends: Vec<u32>,
    pub records: Vec<RecordAt>,
}

/// What indexing stopped at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// The byte behind the last whole record.
    pub from: usize,
    /// The quotation mark that is still open at the end, if any.
    pub open: Option<usize>,
}

impl Index {
    /// Indexes the whole records of `bytes`.
    pub fn fill(&mut self, bytes: &[u8], delimiter: u8) -> Rest {
        self.ends.clear();
        self.records.clear();
        self.go_on(bytes, 0, delimiter)
    }

    /// Indexes the records from `from` on, behind those there are.
    pub fn go_on(&mut self, bytes: &[u8], from: usize, delimiter: u8) -> Rest {
        let mut state = State::new(from, self.ends.len());
        for at in memchr3_iter(delimiter, b'\n', b'"', bytes.get(from..).unwrap_or(&[])) {
            let at = from + at;
            let byte = bytes.get(at).copied().unwrap_or(b'\n');
            if byte == b'"' {
                state.quote(at);
            } else if state.open.is_none() {
                state.end_field(bytes, at);
                self.ends.push(at as u32);
                if byte == b'\n' {
                    self.records.push(state.record(self.ends.len()));
                    state = State::new(at + 1, self.ends.len());
                }
            }
        }
        // The fields of a last record without a line feed are dropped: only the caller knows whether more is coming.
        self.ends.truncate(state.first);
        Rest { from: state.start, open: state.open }
    }

    /// Takes the rest of `bytes` from `from` on as one record that no line feed ends.
    pub fn last_record(&mut self, bytes: &[u8], from: usize, delimiter: u8) {
        let mut state = State::new(from, self.ends.len());
        for at in memchr3_iter(delimiter, b'"', b'"', bytes.get(from..).unwrap_or(&[])) {
            let at = from + at;
            if bytes.get(at) == Some(&b'"') {
                state.quote(at);
            } else if state.open.is_none() {
                state.end_field(bytes, at);
                self.ends.push(at as u32);
            }
        }
        state.end_field(bytes, bytes.len());
        self.ends.push(bytes.len() as u32);
        self.records.push(state.record(self.ends.len()));
    }

    /// Takes `from..to` as one record whose quoting is broken at `fault`.
    pub fn broken_record(&mut self, from: usize, to: usize, fault: QuoteFault) {
        let first = self.ends.len() as u32;
        self.ends.push(to as u32);
        self.records.push(RecordAt { start: from as u32, first, last: first + 1, fault: Some(fault) });
    }
}

struct State {
    /// The record's first byte, and its first end in the index.
    start: usize,
    first: usize,
    /// The field's first byte.
    field: usize,
    /// The mark that opened the value we are in.
    open: Option<usize>,
    /// The mark that closed the field's value.
    closed: Option<usize>,
    fault: Option<QuoteFault>,
}

impl State {
    fn new(start: usize, first: usize) -> State {
        State { start, first, field: start, open: None, closed: None, fault: None }
    }

    fn quote(&mut self, at: usize) {
        match (self.open, self.closed) {
            (Some(_), _) => {
                self.open = None;
                self.closed = Some(at);
            }
            // Two marks in a row inside a value stand for one.
            (None, Some(closed)) if closed + 1 == at => {
                self.open = Some(self.field);
                self.closed = None;
            }
            (None, None) if at == self.field => self.open = Some(at),
            (None, _) => {}
        }
    }

    fn end_field(&mut self, bytes: &[u8], at: usize) {
        if let Some(closed) = self.closed
            && closed + 1 < at
            && !(closed + 2 == at && bytes.get(closed + 1) == Some(&b'\r') && bytes.get(at).is_none_or(|b| *b == b'\n'))
            && self.fault.is_none()
        {
            self.fault = Some(QuoteFault { at: closed as u32 + 1, open: false });
        }
        self.closed = None;
        self.field = at + 1;
    }

    fn record(&self, ends: usize) -> RecordAt {
        RecordAt { start: self.start as u32, first: self.first as u32, last: ends as u32, fault: self.fault }
    }
}
