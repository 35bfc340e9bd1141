//! Guesses the encoding of a text whose first byte beyond ASCII is not UTF-8. If any character beyond ASCII is valid
//! UTF-8, the text is UTF-8 with bad bytes; otherwise it is in a code page, which is guessed from all of its bytes. The
//! text is read once more for this, in constant memory.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::decode::Decode;
use crate::read::bytes::read_full;

pub(in crate::read) enum Verdict {
    Utf8,
    Guess(Guess),
}

pub(in crate::read) struct Guess {
    /// Decodes the text from its first byte beyond ASCII on.
    pub decode: Decode,
    /// A word as this guess reads it, and its line.
    pub word: String,
    pub line: u64,
    /// How many bytes are beyond ASCII.
    pub beyond: u64,
}

/// How many words are looked at, and how many bytes of each.
const WORDS: usize = 64;
const LONGEST: usize = 60;

/// Reads all of `source`, `chunk` bytes at a time.
pub(in crate::read) fn look(source: &mut dyn Read, chunk: usize) -> io::Result<Verdict> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut words = Words::default();
    let (mut bytes, mut kept) = (Vec::new(), 0);
    loop {
        bytes.resize(kept + chunk, 0);
        let (read, ended) = read_full(source, bytes.get_mut(kept..).unwrap_or_default())?;
        bytes.truncate(kept + read);
        let new = bytes.get(kept..).unwrap_or_default();
        detector.feed(new, ended);
        new.iter().for_each(|byte| words.byte(*byte));
        let Some(unfinished) = without_utf8(&bytes) else { return Ok(Verdict::Utf8) };
        if ended {
            break;
        }
        kept = bytes.len() - unfinished;
        bytes.drain(..unfinished);
    }
    words.byte(b'\n');
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (word, line) = words.best(encoding);
    Ok(Verdict::Guess(Guess { decode: Decode::new(encoding), word, line, beyond: words.beyond }))
}

/// Returns where an unfinished character at the end begins, or `None` if a character beyond ASCII is valid UTF-8.
fn without_utf8(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let (valid, bad) = match std::str::from_utf8(rest) {
            Ok(_) => (rest.len(), None),
            Err(error) => (error.valid_up_to(), Some(error.error_len())),
        };
        if !rest.get(..valid).unwrap_or_default().is_ascii() {
            return None;
        }
        match bad {
            None => return Some(bytes.len()),
            Some(None) => return Some(from + valid),
            Some(Some(len)) => from += valid + len,
        }
    }
}

/// The first words that have a byte beyond ASCII.
#[derive(Debug, Default)]
struct Words {
    found: Vec<(Vec<u8>, u64)>,
    word: Vec<u8>,
    /// How many lines end before the current position.
    lines: u64,
    beyond: u64,
}

impl Words {
    fn byte(&mut self, byte: u8) {
        self.beyond += u64::from(!byte.is_ascii());
        // In some encodings the second byte of a character is a letter or a sign, but none of these.
        if byte > b'@' || matches!(byte, b'-' | b'\'' | b'0'..=b'9') {
            if self.word.len() < LONGEST && self.found.len() < WORDS {
                self.word.push(byte);
            }
            return;
        }
        if !self.word.is_ascii() && self.found.len() < WORDS {
            self.found.push((std::mem::take(&mut self.word), self.lines + 1));
        }
        self.word.clear();
        self.lines += u64::from(byte == b'\n');
    }

    /// Returns the first word whose characters beyond ASCII are letters in `encoding`, or else the first word.
    fn best(&self, encoding: &'static Encoding) -> (String, u64) {
        let read = |(word, line): &(Vec<u8>, u64)| (encoding.decode_without_bom_handling(word).0.into_owned(), *line);
        let has_letters = |(word, _): &(String, u64)| word.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
        let mut words = self.found.iter().map(read);
        let first = words.clone().next();
        words.find(has_letters).or(first).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn looked(bytes: &[u8], chunk: usize) -> Verdict {
        look(&mut Cursor::new(bytes), chunk).unwrap()
    }

    #[test]
    fn one_character_of_utf8_anywhere_settles_it() {
        let text = b"Zo\xEB,1\nM\xFCller,2\nBj\xC3\xB6rn,3\n";
        for chunk in 1..=text.len() {
            assert!(matches!(looked(text, chunk), Verdict::Utf8), "in chunks of {chunk}");
        }
    }

    #[test]
    fn a_guess_is_named_with_a_word_as_it_is_read_and_its_line() {
        let text = b"Week,Person,A\n2016-W01,Ada,58,5\xA0%\n2016-W02,Zo\xEB,41,5\xA0%\n2016-W02,M\xFCller,9\n";
        for chunk in 1..=text.len() {
            let Verdict::Guess(guess) = looked(text, chunk) else { panic!("{chunk}") };
            assert_eq!((guess.decode.name(), guess.word.as_str(), guess.line), ("windows-1252", "Zoë", 3), "{chunk}");
            assert_eq!(guess.beyond, 4);
        }
    }

    #[test]
    fn languages_are_told_apart() {
        for (name, text) in [
            ("windows-1251", "Неделя;Сотрудник;Поддержка;Разработка\nИванов;Обслуживание\n"),
            ("windows-1250", "Týden;Osoba;Údržba;Vývoj\nJiří Dvořák;Čtvrtletí\n"),
            ("windows-1253", "Εβδομάδα;Πρόσωπο;Συντήρηση\nΓιώργος;Ανάπτυξη\n"),
        ] {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let bytes = encoding.encode(text).0;
            let Verdict::Guess(guess) = looked(&bytes, 1 << 16) else { panic!("{name} has UTF-8 in it") };
            assert_eq!(guess.decode.name(), name);
        }
    }

    /// In two-byte encodings, some bytes are valid UTF-8 by accident. Such a text is an error until the configuration
    /// names its encoding: the other way round, names in UTF-8 would be garbled in silence.
    #[test]
    fn utf8_by_accident_is_not_guessed_away() {
        let bytes = encoding_rs::SHIFT_JIS.encode("週;担当者;開発;保守\n山田太郎;サポート\n").0;
        assert!(matches!(looked(&bytes, 1 << 16), Verdict::Utf8));
    }
}
