//! Decodes text from an encoding other than UTF-8. Bytes that are no character in it are replaced by a mark that is not
//! valid UTF-8, so that their row is reported and rejected like one with a bad byte.

use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A mark is a code point beyond the last valid one, in four bytes. It contains the byte, or the half of a character in
/// UTF-16.
const MARK: u32 = 0x11_0000;
const MARK_LEN: usize = 4;

/// The longest sequence that a decoder takes back, with what it has read after it.
const TAIL: usize = 8;

/// A decoder, and the last bytes it was given: it may report an error in them later.
pub(in crate::read) struct Decode {
    decoder: Decoder,
    encoding: &'static Encoding,
    tail: Vec<u8>,
}

impl Decode {
    /// A byte order mark must have been removed from the text.
    pub(super) fn new(encoding: &'static Encoding) -> Decode {
        Decode { decoder: encoding.new_decoder_without_bom_handling(), encoding, tail: Vec::new() }
    }

    /// Like `new`; returns `None` for UTF-8, because there is nothing to decode.
    pub fn of(encoding: &'static Encoding) -> Option<Decode> {
        (encoding != UTF_8).then(|| Decode::new(encoding))
    }

    /// The name of the encoding.
    pub fn name(&self) -> &'static str {
        self.encoding.name()
    }

    /// Appends the text of `raw` to `out`. If `last` is set, nothing follows, and the decoder must not be used again.
    pub fn decode(&mut self, raw: &[u8], last: bool, out: &mut Vec<u8>) {
        let mut done = 0;
        loop {
            let rest = raw.get(done..).unwrap_or_default();
            let from = out.len();
            // Room for one character more, without which the decoder does not continue.
            let room = self.decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()) + 4;
            out.resize(from + room, 0);
            let into = out.get_mut(from..).unwrap_or_default();
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(rest, into, last);
            out.truncate(from + written);
            if self.encoding.is_single_byte() {
                mark_controls(out, from);
            }
            done += read;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(len, behind) => {
                    let unit = self.unit(raw, done, usize::from(len), usize::from(behind));
                    out.extend_from_slice(&mark(unit));
                }
            }
        }
        self.tail.extend_from_slice(raw.get(raw.len().saturating_sub(TAIL)..).unwrap_or_default());
        self.tail.drain(..self.tail.len().saturating_sub(TAIL));
    }

    /// Returns the unit that is no character: `len` bytes, which end `behind` bytes before `done`.
    fn unit(&self, raw: &[u8], done: usize, len: usize, behind: usize) -> u16 {
        let end = (self.tail.len() + done).saturating_sub(behind);
        let at = |at: usize| {
            let byte = at.checked_sub(self.tail.len()).map_or_else(|| self.tail.get(at), |at| raw.get(at));
            byte.copied().unwrap_or_default()
        };
        let start = end.saturating_sub(len);
        let pair = [at(start), at(start + 1)];
        if len >= 2 && self.encoding == UTF_16LE {
            u16::from_le_bytes(pair)
        } else if len >= 2 && self.encoding == UTF_16BE {
            u16::from_be_bytes(pair)
        } else {
            u16::from(pair[0])
        }
    }
}

/// Marks the control characters U+0080 to U+009F: code pages have them for bytes without a character.
fn mark_controls(out: &mut Vec<u8>, from: usize) {
    let is_control = |pair: &[u8]| matches!(pair, [0xC2, 0x80..=0x9F]);
    let text = out.get(from..).unwrap_or_default();
    if !text.windows(2).any(is_control) {
        return;
    }
    let mut rest = text;
    let mut marked = Vec::with_capacity(text.len() + MARK_LEN);
    while let Some(at) = rest.windows(2).position(is_control) {
        let (before, behind) = rest.split_at(at);
        marked.extend_from_slice(before);
        marked.extend_from_slice(&mark(u16::from(behind.get(1).copied().unwrap_or_default())));
        rest = behind.get(2..).unwrap_or_default();
    }
    marked.extend_from_slice(rest);
    out.truncate(from);
    out.extend_from_slice(&marked);
}

fn mark(unit: u16) -> [u8; MARK_LEN] {
    let point = MARK | u32::from(unit);
    let six = |shift: u32| 0x80 | (point >> shift & 0x3F) as u8;
    [0xF0 | (point >> 18) as u8, six(12), six(6), six(0)]
}

fn unmarked(bytes: &[u8]) -> Option<u16> {
    let &[lead, a, b, c, ..] = bytes else { return None };
    let part = |byte: u8| u32::from(byte & 0x3F);
    let point = u32::from(lead & 0x07) << 18 | part(a) << 12 | part(b) << 6 | part(c);
    let unit = u16::try_from(point.checked_sub(MARK)?).ok()?;
    (bytes.first_chunk() == Some(&mark(unit))).then_some(unit)
}

/// Returns the first unit of `text` that is no character, and where it stands: a byte (up to 0xFF) or the half of a
/// character (from 0xD800). `decoded` says that the text was not UTF-8 originally.
pub(in crate::read) fn bad_unit(text: &[u8], decoded: bool) -> Option<(u16, Range<usize>)> {
    let at = std::str::from_utf8(text).err()?.valid_up_to();
    let rest = text.get(at..)?;
    match unmarked(rest).filter(|_| decoded) {
        Some(unit) => Some((unit, at..at + MARK_LEN)),
        None => Some((u16::from(*rest.first()?), at..at + 1)),
    }
}

/// Returns `text` with U+FFFD for each unit that is no character.
pub(in crate::read) fn lossy(text: &[u8], decoded: bool) -> String {
    if !decoded {
        return String::from_utf8_lossy(text).into_owned();
    }
    let (mut shown, mut rest) = (String::new(), text);
    while let Some((_, bad)) = bad_unit(rest, decoded) {
        shown.push_str(&String::from_utf8_lossy(rest.get(..bad.start).unwrap_or_default()));
        shown.push('\u{FFFD}');
        rest = rest.get(bad.end..).unwrap_or_default();
    }
    shown + &String::from_utf8_lossy(rest)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1253};

    use super::*;

    /// Decoded in steps of `step` bytes, and what is bad in it.
    fn decoded(encoding: &'static Encoding, bytes: &[u8], step: usize) -> (String, Vec<u16>) {
        let (mut decode, mut out) = (Decode::new(encoding), Vec::new());
        bytes.chunks(step).for_each(|chunk| decode.decode(chunk, false, &mut out));
        decode.decode(&[], true, &mut out);
        let (mut units, mut rest) = (Vec::new(), out.as_slice());
        while let Some((unit, bad)) = bad_unit(rest, true) {
            units.push(unit);
            rest = &rest[bad.end..];
        }
        (lossy(&out, true), units)
    }

    #[test]
    fn what_the_encoding_does_not_have_is_named_wherever_it_is_cut() {
        let cases: [(&'static Encoding, &[u8], &str, &[u16]); 9] = [
            (WINDOWS_1252, b"Zo\xEB \x80", "Zoë €", &[]),
            (WINDOWS_1252, b"a\x81\x9Db", "a\u{FFFD}\u{FFFD}b", &[0x81, 0x9D]),
            (WINDOWS_1253, b"\xC1\xD2\xFF", "Α\u{FFFD}\u{FFFD}", &[0xD2, 0xFF]),
            (SHIFT_JIS, b"\x93\xFA,\x81 a", "日,\u{FFFD} a", &[0x81]),
            (BIG5, b"\xA4\xA4\xFF1", "中\u{FFFD}1", &[0xFF]),
            (UTF_16LE, b"a\0\x3D\xD8\0\xDE1\0", "a😀1", &[]),
            (UTF_16LE, b"a\0\x3D\xD8b\0\0\xDEc\0", "a\u{FFFD}b\u{FFFD}c", &[0xD83D, 0xDE00]),
            (UTF_16BE, b"\0a\xD8\x3D\0b", "a\u{FFFD}b", &[0xD83D]),
            (UTF_16LE, b"a\0\n", "a\u{FFFD}", &[0x0A]),
        ];
        for (encoding, bytes, text, units) in cases {
            for step in 1..=bytes.len() {
                let expected = (text.to_owned(), units.to_vec());
                assert_eq!(decoded(encoding, bytes, step), expected, "{} by {step}", encoding.name());
            }
        }
    }

    #[test]
    fn every_unit_can_be_marked_and_no_mark_is_text() {
        for unit in 0..=u16::MAX {
            let mark = mark(unit);
            assert!(std::str::from_utf8(&mark).is_err());
            assert_eq!(unmarked(&mark), Some(unit));
            assert_eq!(bad_unit(&mark, true), Some((unit, 0..MARK_LEN)));
        }
        for text in ["😀", "\u{10FFFF}", "abcd", ""] {
            assert_eq!(unmarked(text.as_bytes()), None);
        }
        assert_eq!(bad_unit(&mark(0x81), false), Some((0xF4, 0..1)), "in a file of UTF-8 it is four bad bytes");
    }
}
