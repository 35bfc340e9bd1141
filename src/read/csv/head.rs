//! The beginning of a file: a `sep=;` line and the lines above the header.

use std::io;

use crate::read::bytes::read_full;
use crate::read::text::Text;

/// How many bytes of the beginning are looked at.
const LOOK: usize = 256 << 10;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The beginning of a file; the rest of it is not read yet.
pub(super) struct Head {
    bytes: Vec<u8>,
    /// The position in `bytes` up to which the file has been dealt with.
    at: usize,
    /// The physical line that begins at `at`.
    line: u64,
    whole: bool,
    text: Text,
}

impl Head {
    pub fn read(text: Text) -> io::Result<Head> {
        let mut head = Head { bytes: Vec::new(), at: 0, line: 1, whole: false, text };
        head.refill()?;
        // Old programs end lines with a carriage return alone.
        if head.bytes.contains(&b'\r') && !head.bytes.contains(&b'\n') {
            head.text.end_lines_by_return();
            head.bytes.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
        // Files have lost theirs when they were decoded; other texts may still have one.
        if head.bytes.starts_with(BYTE_ORDER_MARK) {
            head.at = BYTE_ORDER_MARK.len();
        }
        Ok(head)
    }

    /// Returns whether this is a calendar: text, but not CSV.
    pub fn is_calendar(&self) -> bool {
        self.bytes().starts_with(b"BEGIN:VCALENDAR")
    }

    /// Returns the delimiter that a `sep=;` line names, and moves past that line.
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

    /// Moves past all lines before `line`.
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

    /// The bytes after those that have been dealt with.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Returns whether `bytes` reaches to the end of the file.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Returns whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.whole && self.bytes().iter().all(u8::is_ascii_whitespace)
    }

    /// The physical line on which `bytes` begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Returns the text from here on.
    pub fn into_text(mut self) -> Text {
        self.bytes.drain(..self.at);
        self.text.put_back(self.bytes);
        self.text
    }

    /// Drops what has been dealt with, and reads more.
    fn refill(&mut self) -> io::Result<()> {
        self.bytes.drain(..self.at);
        self.at = 0;
        let len = self.bytes.len();
        self.bytes.resize(LOOK, 0);
        let (read, ended) = read_full(&mut self.text, &mut self.bytes[len..])?;
        self.bytes.truncate(len + read);
        self.whole |= ended;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn head(bytes: &[u8]) -> Head {
        Head::read(Text::utf8(Box::new(Cursor::new(bytes.to_vec())))).unwrap()
    }

    #[test]
    fn a_calendar_is_no_csv() {
        assert!(head(b"\xEF\xBB\xBFBEGIN:VCALENDAR\r\n").is_calendar());
        assert!(!head(b"BEGIN,VCALENDAR\n").is_calendar());
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
}
