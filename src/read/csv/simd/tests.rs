//! The fast index against its twin: the same fields and records, or it says that it cannot tell.

use proptest::prelude::*;

use super::*;
use crate::read::csv::index::{Fault, Scan, Stop};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What the exact scan finds: ends, records, line breaks and faults; and whether the last mark is closed.
type Indexed = (Vec<u32>, Vec<u32>, u64, Vec<Fault>);

fn exact(text: &[u8], delimiter: u8) -> (Indexed, bool) {
    let mut index = Index::default();
    let mut scan = Scan::new(delimiter, usize::MAX);
    assert_eq!(scan.run(text, &mut index), Stop::End);
    let closed = scan.open_quote().is_none();
    scan.finish(text, &mut index);
    ((index.ends.to_vec(), index.records.to_vec(), index.breaks, index.faults), closed)
}

/// `None`: it cannot tell.
fn fast(text: &[u8], delimiter: u8) -> Option<Indexed> {
    let mut found = Index::default();
    // What was there before is of no account.
    found.ends.push(7);
    found.records.push(7);
    found.breaks = 7;
    index(text, delimiter, &mut found)
        .then(|| (found.ends.to_vec(), found.records.to_vec(), found.breaks, found.faults))
}

/// Whether this processor has what it takes; where not, there is nothing to test.
fn is_there() -> bool {
    fast(b"", b',').is_some()
}

#[test]
fn sound_text_is_known_wherever_its_marks_stand() {
    let pieces = [
        "a,b\r\nc\n",
        "\"a\",b\n",
        "\"a\r\n,\"\"\n\"\r\n\"\",\n",
        ",\"\"\"\"\r\n\"\"\"x\"\"\"",
        "\0,\0\n",
        "\r,\rx\r\r\n\r",
        "\n\n\"\"\n\r\n",
        "é,\u{FFFD}\n",
        ",\"x\"",
    ];
    for delimiter in DELIMITERS {
        for piece in pieces {
            for before in (0..140).chain([4094, 4095, 4096, 4097]) {
                for behind in [0, 1, 62, 63, 64, 65] {
                    let text = ["x".repeat(before), format!(",{piece},"), "y".repeat(behind)].concat();
                    let text = text.replace("\",y", "\"\ny").replace(',', &char::from(delimiter).to_string());
                    let (expected, closed) = exact(text.as_bytes(), delimiter);
                    assert!(closed && expected.3.is_empty(), "{text:?}");
                    if is_there() {
                        assert_eq!(fast(text.as_bytes(), delimiter), Some(expected), "{before} {behind} {text:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_wrong_with_a_mark_is_left_to_the_scan_wherever_it_stands() {
    for wrong in ["5\" x,5\" y\n", "\"a\" ,b\n", "\"a\"b,\n", "\"a\"\r,\n", "\"open\n", "x\"\"\n", "\"a\"\rb"] {
        for before in 0..140 {
            let text = format!("{},\n{wrong}", "x".repeat(before));
            assert_eq!(fast(text.as_bytes(), b','), None, "{text:?}");
        }
    }
    for delimiter in *b"\"\r\n" {
        assert_eq!(fast(b"a,b\n", delimiter), None);
    }
}

#[test]
fn a_text_may_be_empty_or_end_anywhere() {
    let text = "\"a\",b\n".repeat(30);
    for end in (0..text.len()).filter(|_| is_there()) {
        let (expected, closed) = exact(&text.as_bytes()[..end], b',');
        assert_eq!(fast(&text.as_bytes()[..end], b','), closed.then_some(expected), "{end}");
    }
}

/// A text of nothing but ends has as many as there are bytes.
#[test]
fn every_byte_may_be_an_end() {
    for text in [vec![b'\n'; 9000], vec![b','; 9000], b",\n".repeat(70), b"\"\"\n".repeat(3000)] {
        if is_there() {
            assert_eq!(fast(&text, b','), Some(exact(&text, b',').0));
        }
    }
}

fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let few = prop::sample::select(
        [
            &b"\""[..],
            b"\"\"",
            b",",
            b";",
            b"\t",
            b"|",
            b"\n",
            b"\r\n",
            b"\r",
            b"a",
            b"\0",
            b"\xFF",
            b",\"",
            b"\",",
            b"\"\n",
        ]
        .to_vec(),
    );
    let piece = prop_oneof![
        6 => few.prop_map(<[u8]>::to_vec),
        1 => (55..70_usize).prop_map(|len| vec![b'x'; len]),
        2 => "[a-z,;\t|\n]{0,20}".prop_map(|value| format!("\"{value}\"").into_bytes()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_finds_what_the_scan_finds_or_cannot_tell(
        text in prop_oneof![hostile(), prop::collection::vec(prop::sample::select(b"\"\",\n\r;x\0".to_vec()), 0..300)],
        delimiter in prop_oneof![4 => prop::sample::select(DELIMITERS.to_vec()), 1 => 0..128_u8],
    ) {
        let (expected, closed) = exact(&text, delimiter);
        match fast(&text, delimiter) {
            Some(found) => {
                prop_assert!(closed);
                prop_assert_eq!(found, expected);
            }
            None => {
                let stray = text.iter().enumerate().any(|(at, byte)| {
                    // A mark that opens nothing and closes nothing is all that the scan does not mind.
                    *byte == b'"' && at > 0 && ![delimiter, b'\n', b'"'].contains(&text[at - 1])
                });
                let is_sound = closed && expected.3.is_empty() && !stray && knows(delimiter) && is_there();
                prop_assert!(!is_sound, "it could have told");
            }
        }
    }
}
