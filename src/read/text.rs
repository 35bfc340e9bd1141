//! Decodes the text of a file to UTF-8 while it is read. A text counts as UTF-8 until a byte does not fit. Up to there
//! it is ASCII, which is the same in every code page, so that nothing has to be taken back.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use super::bytes::{Readable, read_full};
use super::encoding::{Decode, Label, Verdict, look, start};
use super::written::Written;
use crate::model::decision::{Container, Decision, EncodingBy};
use crate::model::place::Place;
use crate::problem::{FileFault, Problem};

/// How many bytes are read at a time, and how many of the beginning are looked at.
const CHUNK: usize = 64 << 10;

/// Opens the same bytes again.
pub(super) type Again = Box<dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send>;

/// A text as UTF-8. Bytes that are no character in the encoding of the file come out as something that is not valid
/// UTF-8, and `csv::bad_byte` names them.
pub struct Text {
    source: Box<dyn Read + Send>,
    chunk: usize,
    /// Read, but not decoded yet.
    raw: Vec<u8>,
    /// Decoded; returned up to `at`.
    ready: Vec<u8>,
    at: usize,
    /// `ended`: the source has ended. `done`: everything is decoded as well.
    ended: bool,
    done: bool,
    how: How,
    /// Whether bytes of UTF-8 are now returned without looking at them.
    unchecked: bool,
    /// Why it is this encoding. `None` if only the bytes say so.
    evidence: Option<EncodingBy>,
    guessed: Option<FileFault>,
    guessed_line: u64,
    container: Option<Readable>,
    /// Whether a carriage return alone ends a line.
    ends_by_return: bool,
    /// What the text was made of, if that is no table.
    written: Option<Arc<Written>>,
}

enum How {
    /// `again` opens the file a second time, to look at all of it if a byte does not fit before any character beyond
    /// ASCII does.
    Utf8 {
        again: Option<Again>,
        bad: u64,
    },
    Other(Decode),
}

impl Text {
    /// Returns the bytes as they are: UTF-8, including bad bytes.
    pub fn utf8(source: Box<dyn Read + Send>) -> Text {
        Text {
            source,
            chunk: CHUNK,
            raw: Vec::new(),
            ready: Vec::new(),
            at: 0,
            ended: false,
            done: false,
            how: How::Utf8 { again: None, bad: 0 },
            unchecked: false,
            evidence: None,
            guessed: None,
            guessed_line: 0,
            container: None,
            ends_by_return: false,
            written: None,
        }
    }

    /// Returns the table of a text that is none.
    pub(super) fn of_written(written: Arc<Written>) -> Text {
        Text { written: Some(written.clone()), ..Text::utf8(Box::new(Cursor::new(written.table()))) }
    }

    /// What the text was made of, if that is no table.
    pub(super) fn written(&self) -> Option<&Arc<Written>> {
        self.written.as_ref()
    }

    /// Opens a text. `again` opens the same bytes a second time, and `said` is the encoding that the configuration
    /// says.
    ///
    /// # Errors
    /// `encoding-disagrees`; those of the source.
    pub(super) fn open(
        source: Box<dyn Read + Send>,
        again: Again,
        said: Option<Label>,
    ) -> io::Result<Result<Text, FileFault>> {
        Text::with_chunk(source, again, said, CHUNK)
    }

    /// Like `open`, but reads less at a time: for tests, which need many chunks of little text.
    fn with_chunk(
        mut source: Box<dyn Read + Send>,
        again: Again,
        said: Option<Label>,
        chunk: usize,
    ) -> io::Result<Result<Text, FileFault>> {
        let mut head = vec![0; CHUNK];
        let (read, _) = read_full(&mut *source, &mut head)?;
        head.truncate(read);
        let start = match start(&head, said) {
            Ok(start) => start,
            Err(fault) => return Ok(Err(fault)),
        };
        head.drain(..start.mark);
        let source = Box::new(Cursor::new(head).chain(source));
        let how = match Decode::of(start.encoding) {
            Some(decode) => How::Other(decode),
            None => How::Utf8 { again: start.evidence.is_none().then_some(again), bad: 0 },
        };
        Ok(Ok(Text { chunk, how, evidence: start.evidence, ..Text::utf8(source) }))
    }

    pub(super) fn out_of(self, container: Option<Readable>) -> Text {
        Text { container, ..self }
    }

    /// Returns whether teamcap made the text from a table.
    pub(super) fn is_made(&self) -> bool {
        matches!(self.container, Some(Readable::Parquet | Readable::Workbook)) || self.written.is_some()
    }

    /// Returns whether it is the text of a tab of a workbook.
    pub(super) fn is_tab(&self) -> bool {
        self.container == Some(Readable::Workbook)
    }

    /// From here on, returns a line feed for every carriage return: for a text whose lines end with these alone.
    pub(super) fn end_lines_by_return(&mut self) {
        self.ends_by_return = true;
    }

    /// From here on, looks at every byte before it is returned, as at the beginning.
    pub(super) fn check(&mut self) {
        self.unchecked = false;
    }

    /// From here on, returns bytes without looking at them, if the text is UTF-8 and all bytes have fitted so far.
    /// Returns `true` if the caller then has to check that the following bytes fit as well, because the encoding
    /// depends on it. If one does not, the file has to be read again.
    pub(super) fn leave_unchecked(&mut self) -> bool {
        self.unchecked = matches!(self.how, How::Utf8 { bad: 0, .. });
        self.unchecked && self.evidence.is_none()
    }

    /// Puts text back, so that it is read again.
    pub(super) fn put_back(&mut self, text: Vec<u8>) {
        let rest = self.ready.get(self.at..).unwrap_or_default();
        self.ready = [&text, rest].concat();
        self.at = 0;
    }

    /// The name of the encoding, as far as it is known from what has been read.
    fn encoding(&self) -> &'static str {
        match &self.how {
            How::Utf8 { .. } => "UTF-8",
            How::Other(decode) => decode.name(),
        }
    }

    /// The encoding that the text was decoded from, or `None` if it was UTF-8 originally.
    pub fn decoded_from(&self) -> Option<&'static str> {
        matches!(self.how, How::Other(_)).then(|| self.encoding())
    }

    /// What was decided, with the evidence: `encoding`, and `container` if the file was in one. Final when everything
    /// has been read.
    pub fn decisions(&self) -> Vec<Decision> {
        if let Some(written) = &self.written {
            return written.decisions.clone();
        }
        let bad = match self.how {
            How::Utf8 { bad, .. } => bad,
            How::Other(_) => 0,
        };
        let encoding = Decision::Encoding(self.encoding(), self.evidence.unwrap_or(EncodingBy::Bad(bad)));
        let container = self.container.map(|container| {
            Decision::Container(match container {
                Readable::Gzip => Container::Gzip,
                Readable::Zstd => Container::Zstd,
                Readable::Parquet => Container::Parquet,
                Readable::Workbook => Container::Workbook,
            })
        });
        let encoding = if self.is_made() { None } else { Some(encoding) };
        encoding.into_iter().chain(container).collect()
    }

    /// `encoding-guessed`, if nothing but the frequency of letters suggests the encoding.
    pub fn guessed(&self, file: &Arc<str>) -> Option<Problem> {
        if let Some(written) = &self.written {
            return written.guessed.clone();
        }
        let fault = self.guessed.clone()?;
        Some(Problem::new(fault).at(Place::row(file, self.guessed_line)))
    }

    fn fill(&mut self) -> io::Result<()> {
        let kept = self.raw.len();
        self.raw.resize(kept + self.chunk, 0);
        let (read, ended) = match read_full(&mut *self.source, self.raw.get_mut(kept..).unwrap_or_default()) {
            Ok(read) => read,
            Err(error) => {
                self.raw.truncate(kept);
                return Err(error);
            }
        };
        self.raw.truncate(kept + read);
        self.ended = ended;
        Ok(())
    }

    /// Decodes what was read, except for an unfinished character at its end.
    fn decode(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        let upto = match &mut self.how {
            How::Utf8 { .. } => self.checked()?,
            How::Other(_) => 0,
        };
        // Up to this point the text is UTF-8, and the buffer itself is returned. Another encoding may begin after it.
        std::mem::swap(&mut self.raw, &mut self.ready);
        self.raw.extend_from_slice(self.ready.get(upto..).unwrap_or_default());
        self.ready.truncate(upto);
        if let How::Other(decode) = &mut self.how {
            decode.decode(&self.raw, self.ended, &mut self.ready);
            self.raw.clear();
        }
        self.done = self.ended;
        Ok(())
    }

    /// Returns how much of `raw` is UTF-8, including its bad bytes. If the text turns out to have another encoding,
    /// that is up to its first byte beyond ASCII.
    fn checked(&mut self) -> io::Result<usize> {
        let mut from = 0;
        loop {
            let How::Utf8 { again, bad } = &mut self.how else { return Ok(from) };
            let rest = self.raw.get(from..).unwrap_or_default();
            let (valid, error) = match simdutf8::compat::from_utf8(rest) {
                Ok(_) => (rest.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            if again.is_some() && !rest.get(..valid).unwrap_or_default().is_ascii() {
                *again = None;
            }
            from += valid;
            let len = match error {
                None => return Ok(from),
                Some(None) if !self.ended => return Ok(from),
                Some(len) => len.unwrap_or(self.raw.len() - from),
            };
            if let Some(again) = again.take() {
                match look(&mut *again()?, self.chunk)? {
                    Verdict::Utf8 => {}
                    Verdict::Guess(guess) => {
                        let page = guess.decode.name();
                        let beyond = guess.beyond;
                        self.evidence = Some(EncodingBy::Guess { beyond });
                        self.guessed_line = guess.line;
                        self.guessed = Some(FileFault::EncodingGuessed { page, word: guess.word });
                        self.how = How::Other(guess.decode);
                        return Ok(from);
                    }
                }
            }
            *bad += len as u64;
            from += len;
        }
    }
}

impl Read for Text {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = self.read_plain(room)?;
        if self.ends_by_return {
            let returns = room.iter_mut().take(read).filter(|byte| **byte == b'\r');
            returns.for_each(|byte| *byte = b'\n');
        }
        Ok(read)
    }
}

impl Text {
    /// Returns the text with its line ends as they are.
    fn read_plain(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if room.is_empty() {
            return Ok(0);
        }
        while self.at == self.ready.len() && !self.done {
            if self.unchecked && self.raw.is_empty() {
                return self.source.read(room);
            }
            if self.unchecked {
                // Half a character, whose other half comes next.
                std::mem::swap(&mut self.raw, &mut self.ready);
                self.raw.clear();
                self.at = 0;
                break;
            }
            self.fill()?;
            self.decode()?;
        }
        let rest = self.ready.get(self.at..).unwrap_or_default();
        let read = rest.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..read), rest.get(..read)) {
            to.copy_from_slice(from);
        }
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
