use std::sync::Arc;

use encoding_rs::{Encoding, ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252};
use proptest::prelude::*;

use super::*;
use crate::problem::words::decision::{evidence, value};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints, Sizes, bad_byte};
use crate::read::input::Input;

fn text(bytes: &[u8], said: Option<&str>, chunk: usize) -> Text {
    let source = || -> Box<dyn Read + Send> { Box::new(Cursor::new(bytes.to_vec())) };
    let kept = bytes.to_vec();
    let again: Again = Box::new(move || Ok(Box::new(Cursor::new(kept.clone()))));
    let said = said.map(|said| Label::find(said).unwrap());
    Text::with_chunk(source(), again, said, chunk).unwrap().unwrap()
}

/// All of it, and the encoding with its evidence.
fn read(bytes: &[u8], said: Option<&str>, chunk: usize) -> (Vec<u8>, String) {
    let (mut text, mut all) = (text(bytes, said, chunk), Vec::new());
    text.read_to_end(&mut all).unwrap();
    let decision = text.decisions().remove(0);
    (all, format!("{}: {}", value(&decision), evidence(&decision)))
}

/// Read as it is read whole: `chunk` bytes at a time, and `room` handed out at a time.
fn dripped(bytes: &[u8], said: Option<&str>, chunk: usize, room: usize) -> Vec<u8> {
    let (mut text, mut all, mut into) = (text(bytes, said, chunk), Vec::new(), vec![0; room]);
    loop {
        let read = text.read(&mut into).unwrap();
        if read == 0 {
            return all;
        }
        all.extend_from_slice(&into[..read]);
    }
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

const SHEET: &str = "Week;Person;Zürich\r\n2016-W01;Zoë Größe;41,5\u{a0}%\r\n2016-W01;Ægir;58,5 %\r\n";
const WIDER: &str = "Week\tPerson\tÜ😀\n2016-W01\tZoë 𝒜\t5\n2016-W02\t日本\t6\n";

#[test]
fn characters_are_whole_wherever_the_reads_are_cut() {
    let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let cases = [
        (SHEET, None, SHEET.as_bytes().to_vec()),
        (WIDER, None, with_mark(b"\xEF\xBB\xBF", WIDER.as_bytes().to_vec())),
        (WIDER, None, with_mark(b"\xFF\xFE", utf16(WIDER, u16::to_le_bytes))),
        (WIDER, None, with_mark(b"\xFE\xFF", utf16(WIDER, u16::to_be_bytes))),
        (WIDER, None, utf16(WIDER, u16::to_le_bytes)),
        (WIDER, None, utf16(WIDER, u16::to_be_bytes)),
        (SHEET, None, encoded(WINDOWS_1252, SHEET)),
        (SHEET, Some("iso-8859-15"), encoded(ISO_8859_15, SHEET)),
        (WIDER, Some("gb18030"), encoded(encoding_rs::GB18030, WIDER)),
        ("Woche,名前\nW1,ポスト\n", Some("shift_jis"), encoded(encoding_rs::SHIFT_JIS, "Woche,名前\nW1,ポスト\n")),
    ];
    for (expected, said, bytes) in cases {
        for chunk in [1, 2, 3, 7, 64 << 10] {
            for room in [1, 2, 3, 7, 1000] {
                let found = dripped(&bytes, said, chunk, room);
                assert_eq!(String::from_utf8(found).unwrap(), expected, "{said:?}, {chunk} at a time into {room}");
            }
        }
    }
}

#[test]
fn the_encoding_is_said_with_its_evidence() {
    for (bytes, said, expected) in [
        (b"Zoe".as_slice(), None, "UTF-8: every byte fits"),
        ("Zoë".as_bytes(), None, "UTF-8: every byte fits"),
        (b"\xEF\xBB\xBFZo\xEB", None, "UTF-8: byte order mark"),
        (b"Zo\xC3\xAB Zo\xEB", None, "UTF-8: 1 byte does not fit"),
        (b"Zo\xEB, M\xFCller, Bj\xC3\xB6rn", None, "UTF-8: 2 bytes do not fit"),
        (b"Zo\xEB, M\xFCller", None, "windows-1252: a guess: none of its 2 bytes beyond ASCII fits UTF-8"),
        (b"Zo\xEB", Some("latin1"), "windows-1252: teamcap.toml says so"),
        (b"Zo\xEB", Some("utf-8"), "UTF-8: teamcap.toml says so"),
        (b"\xFF\xFEa\0", None, "UTF-16LE: byte order mark"),
        (b"\0a\0,\0b", None, "UTF-16BE: 3 of the first 3 pairs of bytes hold a zero byte and an ASCII one"),
    ] {
        assert_eq!(read(bytes, said, 7).1, expected, "{bytes:?}");
    }
}

/// Nothing but ASCII for a megabyte and more: what was read of it is right in either encoding.
#[test]
fn the_first_letter_beyond_ascii_may_come_after_a_megabyte() {
    let rows = "2016-W01,Ada,50%\n".repeat(90_000);
    for last in ["2016-W02,Zoë,50%\n", "2016-W02,Zoë,50%\n2016-W02,Müller,50%\n"] {
        let whole = format!("Week,Person,A\n{rows}{last}");
        let (found, decision) = read(whole.as_bytes(), None, CHUNK);
        assert!(found == whole.as_bytes());
        assert_eq!(decision, "UTF-8: every byte fits");
        let (found, decision) = read(&encoded(WINDOWS_1252, &whole), None, CHUNK);
        assert!(found == whole.as_bytes());
        assert!(decision.starts_with("windows-1252: a guess"), "{decision}");
    }
    // A bad byte first, and the letter that proves UTF-8 a megabyte behind it.
    let whole = [b"Week,Person,A\n2016-W01,Zo\xEB,50%\n", rows.as_bytes(), "2016-W02,Zoë,50%\n".as_bytes()].concat();
    let (found, decision) = read(&whole, None, CHUNK);
    assert!(found == whole, "bad bytes of UTF-8 are handed out as they are");
    assert_eq!(decision, "UTF-8: 1 byte does not fit");
}

/// A file that is UTF-8 to its end costs one reading.
#[test]
fn valid_text_is_not_read_twice() {
    let again: Again = Box::new(|| panic!("a second reading"));
    let source = Box::new(Cursor::new(format!("{SHEET}\n{WIDER}").into_bytes()));
    let mut text = Text::with_chunk(source, again, None, 5).unwrap().unwrap();
    text.read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn a_guess_is_a_warning_with_a_word_of_the_file() {
    let mut text = text(b"Week,Person\nW1,Ada\nW2,Zo\xEB Gr\xF6\xDFe\n", None, 4);
    assert!(text.guessed(&"a.csv".into()).is_none(), "nothing was read yet");
    text.read_to_end(&mut Vec::new()).unwrap();
    let problem = text.guessed(&"a.csv".into()).unwrap();
    assert_eq!(problem.fault, FileFault::EncodingGuessed { page: "windows-1252", word: "Zoë".into() }.into());
    assert_eq!(problem.place.unwrap().to_string(), "a.csv:3");
}

/// The bad bytes of each field, by line and field.
fn bad(bytes: &[u8], said: &str) -> Vec<(String, String)> {
    let (file, hints): (Arc<str>, _) = ("a.csv".into(), Hints { delimiter: Some(b','), skip_rows: 0 });
    let sizes = Sizes { block: 16, record: 1 << 20 };
    let mut csv = Csv::with_sizes(text(bytes, Some(said), 3), &file, &hints, sizes).ok().unwrap();
    let (mut block, mut found) = (Block::new(), Vec::new());
    while csv.next(&mut block).unwrap() {
        for record in block.records() {
            for problem in (0..record.len()).filter_map(|field| bad_byte(&file, record, field)) {
                let crate::problem::Fault::File(FileFault::BadByte { unit, encoding }) = problem.fault else {
                    panic!("no bad byte")
                };
                let marked = problem.excerpt.map(|excerpt| excerpt.text[excerpt.span].to_owned());
                assert_eq!(marked.as_deref(), Some("\u{FFFD}"));
                found.push((problem.place.unwrap().to_string(), format!("{unit:X} {encoding}")));
            }
        }
    }
    found
}

#[test]
fn what_the_forced_encoding_does_not_have_is_named_on_its_line() {
    let found = |place: &str, what: &str| (place.to_owned(), what.to_owned());
    assert_eq!(
        bad(b"Week,Zo\xEB\nW1,a\x81\x9D\n\x8D,\x80\n", "windows-1252"),
        [found("a.csv:2:2", "81 windows-1252"), found("a.csv:3:1", "8D windows-1252")]
    );
    let lone =
        [utf16("Week,A\n\"a\nb", u16::to_le_bytes), vec![0x3D, 0xD8], utf16("\",1\n", u16::to_le_bytes)].concat();
    assert_eq!(bad(&lone, "utf-16le"), [found("a.csv:2:1", "D83D UTF-16LE")]);
    let odd = [utf16("Week,A\nW1,2\n", u16::to_be_bytes), vec![0x41]].concat();
    assert_eq!(bad(&odd, "utf-16be"), [found("a.csv:3:1", "41 UTF-16BE")]);
    assert_eq!(bad(&utf16("Week,Ünï\nW1,😀\n", u16::to_le_bytes), "utf-16le"), []);
}

#[test]
fn a_mark_that_contradicts_the_configuration_is_an_error() {
    let input = Input::new("a.csv".into(), b"\xEF\xBB\xBFWeek,A\n".to_vec(), Label::find("windows-1252"));
    let Err(Opening::Problems(problems)) = input.text() else { panic!("it was opened") };
    let fault = FileFault::EncodingDisagrees { said: "windows-1252", mark: "UTF-8" };
    assert_eq!(problems, [Problem::new(fault).at(Place::file(&"a.csv".into()))]);
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() }
}

/// Bytes that make trouble when they meet: marks of containers and orders, halves of characters, NUL.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        b"\xEF\xBB\xBF".as_slice(),
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"\x1F\x8B\x08\0",
        b"PK\x03\x04",
        b"a\0",
        b"\0a",
        b"\0",
        b"\xD8\x3D",
        b"\x3D\xD8",
        b"\xF0\x9F\x98",
        b"\xF4\x90\x80\x81",
        b"\x80",
        b"\x81",
        b"\xC2\x81",
        b"\xE4",
        "ä".as_bytes(),
        b"Week,Person,A\n",
        b",",
        b"\"",
        b"\r\n",
    ]);
    let anything = prop::collection::vec(any::<u8>(), 0..200);
    prop_oneof![prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat()), anything]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_the_bytes_are_nothing_panics_and_cuts_change_nothing(
        bytes in hostile(), label in prop::option::of(prop::sample::select(&crate::read::encoding::NAMES[..])),
        chunk in 1..9_usize, room in 1..9_usize,
    ) {
        let input = Input::new("a.csv".into(), bytes.clone(), label.and_then(Label::find));
        if let Ok(mut csv) = Csv::open(&input, &Hints::default()) {
            let mut block = Block::new();
            while csv.next(&mut block).is_ok_and(|more| more) {
                for record in block.records() {
                    for field in 0..record.len() {
                        let is_text = std::str::from_utf8(record.raw(field)).is_ok();
                        prop_assert_eq!(bad_byte(&input.name, record, field).is_none(), is_text);
                    }
                }
            }
            prop_assert!(csv.decisions().len() >= 2);
        }
        if Text::with_chunk(Box::new(Cursor::new(bytes.clone())), Box::new(|| unreachable!()), label.and_then(Label::find), 1)
            .unwrap()
            .is_ok()
        {
            prop_assert_eq!(dripped(&bytes, label, chunk, room), dripped(&bytes, label, CHUNK, CHUNK));
        }
    }

    #[test]
    fn what_was_utf16_comes_out_as_it_was_written(text in "\\PC{0,300}", big in any::<bool>(), chunk in 1..9_usize) {
        type Order = (&'static [u8], fn(u16) -> [u8; 2]);
        let (mark, unit): Order =
            if big { (b"\xFE\xFF", u16::to_be_bytes) } else { (b"\xFF\xFE", u16::to_le_bytes) };
        let bytes = [mark, &utf16(&text, unit)].concat();
        prop_assert_eq!(String::from_utf8(dripped(&bytes, None, chunk, 7)).unwrap(), text);
    }

    #[test]
    fn a_code_page_comes_out_as_it_was_written(text in "[ -~\n]{0,50}[äöüßéèñçÄÖÜ]{1,20}[ -~\n]{0,50}", chunk in 1..9_usize) {
        for (label, encoding) in [("windows-1252", WINDOWS_1252), ("iso-8859-15", ISO_8859_15)] {
            prop_assert_eq!(String::from_utf8(dripped(&encoded(encoding, &text), Some(label), chunk, 7)).unwrap(), text.as_str());
        }
        for (label, encoding) in [("utf-16le", UTF_16LE), ("utf-16be", UTF_16BE)] {
            let unit = if encoding == UTF_16LE { u16::to_le_bytes } else { u16::to_be_bytes };
            prop_assert_eq!(String::from_utf8(dripped(&utf16(&text, unit), Some(label), chunk, 7)).unwrap(), text.as_str());
        }
    }
}
