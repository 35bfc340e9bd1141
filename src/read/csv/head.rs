//! The first bytes of a file and what they say: the container, the encoding, a `sep=;` line, the lines above the header.

use std::io::{self, Cursor, Read};

use super::blocks::read_full;
use crate::model::source::{Decision, SaidBy};
use crate::problem::SheetFault;

/// How much is looked at, in bytes.
const LOOK: usize = 256 << 10;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What begins a file that is not CSV text.
const CONTAINERS: [(&[u8], &str); 9] = [
    (b"PK\x03\x04", "a zip container, such as a workbook (xlsx, ods)"),
    (b"PK\x05\x06", "an empty zip container"),
    (b"\xD0\xCF\x11\xE0", "an old workbook (xls)"),
    (b"PAR1", "a Parquet file"),
    (b"\x1F\x8B", "a file compressed with gzip"),
    (b"\x28\xB5\x2F\xFD", "a file compressed with zstd"),
    (b"BEGIN:VCALENDAR", "a calendar (ics)"),
    (b"\xFF\xFE", "text in UTF-16"),
    (b"\xFE\xFF", "text in UTF-16"),
];

/// The beginning of a file, and the rest of it unread.
pub(super) struct Head {
    bytes: Vec<u8>,
    /// Everything before is behind the reader.
    at: usize,
    /// The physical line that begins at `at`.
    line: u64,
    marked: bool,
    whole: bool,
    source: Box<dyn Read + Send>,
}

/// Whether every other one of the first 16 bytes is zero and none of the others is: Latin text in UTF-16, without a mark.
fn is_wide(bytes: &[u8]) -> bool {
    let zeros = |from: usize| bytes.iter().take(16).skip(from).step_by(2).filter(|byte| **byte == 0).count();
    bytes.len() >= 16 && matches!((zeros(0), zeros(1)), (0, 8) | (8, 0))
}

impl Head {
    pub fn read(source: Box<dyn Read + Send>) -> io::Result<Head> {
        let mut head = Head { bytes: Vec::new(), at: 0, line: 1, marked: false, whole: false, source };
        head.refill()?;
        head.marked = head.bytes.starts_with(BYTE_ORDER_MARK);
        if head.marked {
            head.at = BYTE_ORDER_MARK.len();
        }
        Ok(head)
    }

    /// `unknown-container`, when this is not CSV text in UTF-8.
    pub fn container(&self) -> Option<SheetFault> {
        let bytes = self.bytes();
        let known = CONTAINERS.into_iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| what);
        let what = known.or_else(|| is_wide(bytes).then_some("text in UTF-16"))?;
        Some(SheetFault::UnknownContainer { what })
    }

    pub fn encoding(&self) -> Decision {
        let (evidence, said_by) = match (self.marked, valid_but_for_the_end(self.bytes(), self.whole)) {
            (true, _) => ("byte order mark", SaidBy::File),
            (false, true) if self.whole => ("every byte fits", SaidBy::File),
            (false, true) => ("every byte of the first 256 KiB fits", SaidBy::File),
            (false, false) => ("some bytes do not fit", SaidBy::Default),
        };
        Decision { what: "encoding", value: "UTF-8".to_owned(), evidence: evidence.to_owned(), said_by }
    }

    /// The delimiter of a `sep=;` line. The line is then behind the reader.
    pub fn take_separator_line(&mut self) -> Option<u8> {
        let end = memchr::memchr(b'\n', self.bytes()).unwrap_or(self.bytes().len());
        let line = self.bytes().get(..end)?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(line);
        let (key, value) = line.split_at_checked(4)?;
        let &[delimiter] = value else { return None };
        if !key.eq_ignore_ascii_case(b"sep=") || !delimiter.is_ascii() {
            return None;
        }
        self.at = self.bytes.len().min(self.at + end + 1);
        self.line += 1;
        Some(delimiter)
    }

    /// Puts the lines before `line` behind the reader.
    pub fn skip_to_line(&mut self, line: u64) -> io::Result<()> {
        while self.line < line {
            match memchr::memchr(b'\n', self.bytes()) {
                Some(end) => {
                    self.at += end + 1;
                    self.line += 1;
                }
                None => {
                    self.at = self.bytes.len();
                    if self.whole {
                        return Ok(());
                    }
                    self.refill()?;
                }
            }
        }
        self.refill()
    }

    /// What is to be read and was looked at.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Whether `bytes` is all there is.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.whole && self.bytes().iter().all(u8::is_ascii_whitespace)
    }

    /// The physical line on which `bytes` begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// All that is to be read.
    pub fn into_source(mut self) -> Box<dyn Read + Send> {
        self.bytes.drain(..self.at);
        Box::new(Cursor::new(self.bytes).chain(self.source))
    }

    /// Lets go of what is behind the reader and fills up.
    fn refill(&mut self) -> io::Result<()> {
        self.bytes.drain(..self.at);
        self.at = 0;
        let len = self.bytes.len();
        self.bytes.resize(LOOK, 0);
        let (read, ended) = read_full(&mut *self.source, &mut self.bytes[len..])?;
        self.bytes.truncate(len + read);
        self.whole |= ended;
        Ok(())
    }
}

/// Whether `bytes` is UTF-8; a character cut off at the end does not count where more bytes follow.
fn valid_but_for_the_end(bytes: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => !whole && error.error_len().is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(bytes: &[u8]) -> Head {
        Head::read(Box::new(Cursor::new(bytes.to_vec()))).unwrap()
    }

    #[test]
    fn what_is_not_csv_text_is_known_by_its_first_bytes() {
        for (magic, what) in CONTAINERS {
            let file = [magic, b"...".as_slice()].concat();
            assert_eq!(head(&file).container(), Some(SheetFault::UnknownContainer { what }));
        }
        assert_eq!(head(b"PARIS,1\n").container(), None);
    }

    #[test]
    fn a_separator_line_is_obeyed_and_counts_as_a_line() {
        for (text, delimiter, rest) in [
            ("sep=;\r\na;b\n", b';', "a;b\n"),
            ("\u{feff}SEP=\t\na", b'\t', "a"),
            ("\"sep=|\"\na", b'|', "a"),
            ("sep=,", b',', ""),
        ] {
            let mut head = head(text.as_bytes());
            assert_eq!(head.take_separator_line(), Some(delimiter));
            assert_eq!((head.bytes(), head.line()), (rest.as_bytes(), 2));
        }
        for text in ["sep=\na", "sep=ab\na", "separator;b\n", "", "a\nsep=;\n"] {
            assert_eq!(head(text.as_bytes()).take_separator_line(), None);
        }
    }

    #[test]
    fn lines_are_skipped_however_many_there_are() {
        let text = format!("{}Week,A\n", "a title\n".repeat(100_000));
        let mut head = head(text.as_bytes());
        head.skip_to_line(100_001).unwrap();
        assert_eq!((head.bytes(), head.line()), (b"Week,A\n".as_slice(), 100_001));
    }

    #[test]
    fn the_encoding_is_said_with_its_evidence() {
        assert_eq!(head("\u{feff}Zoë".as_bytes()).encoding().evidence, "byte order mark");
        assert_eq!(head("Zoë".as_bytes()).encoding().said_by, SaidBy::File);
        assert_eq!(head(b"Zo\xEB").encoding().said_by, SaidBy::Default);
    }
}
