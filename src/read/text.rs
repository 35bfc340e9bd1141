//! The text of a file in UTF-8, whatever encoding it came in, while it is read. That it is UTF-8 is held until a byte
//! says otherwise: up to there it is ASCII, the same in every code page, so nothing has to be taken back.

use std::io::{self, Cursor, Read};

use super::bytes::{Readable, read_full};
use super::encoding::{Decode, Label, Verdict, look, start};
use crate::model::decision::{Container, Decision, EncodingBy};
use crate::model::place::Place;
use crate::problem::{FileFault, Problem};

/// How much is read at a time, and how much of the beginning is looked at, in bytes.
const CHUNK: usize = 64 << 10;

/// Opens the same bytes again.
pub(super) type Again = Box<dyn Fn() -> io::Result<Box<dyn Read + Send>> + Send>;

/// UTF-8, as `Read` hands it out. Bytes that are no character of the file's encoding are handed out as something that is
/// no UTF-8, for `csv::bad_byte` to name.
pub struct Text {
    source: Box<dyn Read + Send>,
    chunk: usize,
    /// Read, and not yet decoded.
    raw: Vec<u8>,
    /// Decoded, and handed out up to `at`.
    ready: Vec<u8>,
    at: usize,
    /// The source has given all it has; all of it is decoded.
    ended: bool,
    done: bool,
    how: How,
    /// From here on bytes of UTF-8 are handed out as they come.
    unchecked: bool,
    /// What spoke for the encoding; `None`: nothing but the bytes.
    evidence: Option<EncodingBy>,
    guessed: Option<FileFault>,
    guessed_line: u64,
    container: Option<Readable>,
}

enum How {
    /// `again`: how to look at all of it, when a byte does not fit before any character beyond ASCII does.
    Utf8 {
        again: Option<Again>,
        bad: u64,
    },
    Other(Decode),
}

impl Text {
    /// The bytes as they are: UTF-8, bad bytes and all.
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
        }
    }

    /// # Errors
    /// `encoding-disagrees`; those of the source.
    pub(super) fn open(
        source: Box<dyn Read + Send>,
        again: Again,
        said: Option<Label>,
    ) -> io::Result<Result<Text, FileFault>> {
        Text::with_chunk(source, again, said, CHUNK)
    }

    /// As `open`, reading less at a time: for tests, which want many chunks of little text.
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

    /// Whether it was made from a table, and so by ourselves.
    pub(super) fn is_made(&self) -> bool {
        self.container == Some(Readable::Parquet)
    }

    /// From here on every byte is looked at before it is handed out, as at the beginning.
    pub(super) fn check(&mut self) {
        self.unchecked = false;
    }

    /// From here on bytes are handed out as they come, if they are UTF-8 and all have fitted so far. `true`: somebody else
    /// must see that they go on to fit, because the encoding is decided by that; where one does not, the file is to be read
    /// again.
    pub(super) fn leave_unchecked(&mut self) -> bool {
        self.unchecked = matches!(self.how, How::Utf8 { bad: 0, .. });
        self.unchecked && self.evidence.is_none()
    }

    /// Text that was read from here is to be read again.
    pub(super) fn put_back(&mut self, text: Vec<u8>) {
        let rest = self.ready.get(self.at..).unwrap_or_default();
        self.ready = [&text, rest].concat();
        self.at = 0;
    }

    /// The encoding, by name, as far as it is known: what was read up to now is in it.
    fn encoding(&self) -> &'static str {
        match &self.how {
            How::Utf8 { .. } => "UTF-8",
            How::Other(decode) => decode.name(),
        }
    }

    /// The encoding, where what was read was decoded from it; `None`: it was UTF-8 to begin with.
    pub fn decoded_from(&self) -> Option<&'static str> {
        matches!(self.how, How::Other(_)).then(|| self.encoding())
    }

    /// What was decided, with its evidence: `encoding`, and `container` where it was in one. Final when all was read.
    pub fn decisions(&self) -> Vec<Decision> {
        let bad = match self.how {
            How::Utf8 { bad, .. } => bad,
            How::Other(_) => 0,
        };
        let encoding = Decision::Encoding(self.encoding(), self.evidence.unwrap_or(EncodingBy::Bad(bad)));
        let container = self.container.map(|container| {
            Decision::Container(match container {
                Readable::Gzip => Container::Gzip,
                Readable::Parquet => Container::Parquet,
            })
        });
        let encoding = if self.is_made() { None } else { Some(encoding) };
        encoding.into_iter().chain(container).collect()
    }

    /// `encoding-guessed`, where nothing but the frequency of its letters speaks for the encoding.
    pub fn guessed(&self, file: &std::sync::Arc<str>) -> Option<Problem> {
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

    /// Makes what was read ready, but for an unfinished character at its end.
    fn decode(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        let upto = match &mut self.how {
            How::Utf8 { .. } => self.checked()?,
            How::Other(_) => 0,
        };
        // To this point it is UTF-8: the buffer itself is handed out. Behind it another encoding may begin.
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

    /// How much of `raw` is UTF-8 with its bad bytes; where it is found to be another encoding, up to its first byte
    /// beyond ASCII.
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
