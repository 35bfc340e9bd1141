//! The block reader against the `csv` crate as the oracle, field for field, on plain and on hostile text and in blocks
//! of every size; and the differences between the two, one test each.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io;
use std::sync::Arc;

use proptest::prelude::*;
use teamcap::read::Opening;
use teamcap::read::csv::{Block, Csv, Hints, Sizes};
use teamcap::read::text::Text;

/// A record, and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: u64,
    text: Vec<u8>,
    fields: Vec<Vec<u8>>,
    fault: Option<(usize, bool)>,
}

const WHOLE: Sizes = Sizes { block: 1 << 12, record: 1 << 20 };

fn rows(text: &[u8], sizes: Sizes) -> Vec<Row> {
    rows_between(b',', text, sizes)
}

fn rows_between(delimiter: u8, text: &[u8], sizes: Sizes) -> Vec<Row> {
    let hints = Hints { delimiter: Some(delimiter), skip_rows: 0 };
    // As UTF-8, whatever it looks like: the oracle does not decode either.
    let source = Text::utf8(Box::new(io::Cursor::new(text.to_vec())));
    let mut csv = match Csv::with_sizes(source, &Arc::from("a.csv"), &hints, sizes) {
        Ok(csv) => csv,
        Err(Opening::Problems(problems)) => {
            assert_eq!(problems[0].name(), "empty-file");
            return Vec::new();
        }
        Err(Opening::Io(error)) => panic!("{error}"),
    };
    let mut rows = Vec::new();
    let mut block = Block::new();
    while csv.next(&mut block).unwrap() {
        for record in block.records() {
            for i in 0..record.len() {
                assert_eq!(&record.text()[record.span(i)], record.raw(i));
            }
            rows.push(Row {
                line: record.line(),
                text: record.text().to_vec(),
                fields: (0..record.len()).map(|i| record.field(i).into_owned()).collect(),
                fault: record.quote_fault(),
            });
        }
    }
    assert_eq!(block.records().len(), 0, "nothing is left behind");
    rows
}

fn fields(text: &[u8]) -> Vec<Vec<String>> {
    let texts = |row: Row| row.fields.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
    rows(text, WHOLE).into_iter().map(texts).collect()
}

/// What the `csv` crate reads.
fn oracle(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    oracle_between(b',', text)
}

fn oracle_between(delimiter: u8, text: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text);
    reader.byte_records().map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect()).collect()
}

/// Pieces that make trouble when they meet. A lone CR is a listed difference and has its own test.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        b"\"".as_slice(),
        b"\"\"",
        b",",
        b"\n",
        b"\r\n",
        b"a",
        b"41,5 %",
        b"\"x\"",
        b"\"p\nq\"",
        b"\xFF",
        b"\0",
        "é".as_bytes(),
        b" ",
        b"\"a\"\"b\r\n\n\"",
        b"ten and ten and ten and ten and ten and ten and ten and ten,",
        b",\"",
        b"\",",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// As a writer of CSV would write it: records of quoted and plain values with LF or CRLF, the last perhaps without.
fn proper() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        "[a-z0-9 .%é\0]{0,8}".prop_map(String::into_bytes),
        "[a-z,\n\"é]{0,8}".prop_map(|value| format!("\"{}\"", value.replace('"', "\"\"")).into_bytes()),
    ];
    let record = prop::collection::vec(value, 1..5).prop_map(|values| values.join(b",".as_slice()));
    let end = prop::sample::select(vec![b"\n".as_slice(), b"\r\n"]);
    (prop::collection::vec(record, 0..12), end, any::<bool>()).prop_map(|(records, end, closed)| {
        let mut text = records.join(end);
        if closed {
            text.extend_from_slice(end);
        }
        text
    })
}

fn any_text() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![hostile(), proper()]
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_fields_are_those_of_the_csv_crate(
        text in any_text(), block in prop_oneof![1_usize..40, 60_usize..300],
        delimiter in prop::sample::select(b",;\t|".to_vec()),
    ) {
        let text: Vec<u8> = text.into_iter().map(|byte| if byte == b',' { delimiter } else { byte }).collect();
        let mut found = rows_between(delimiter, &text, Sizes { block, record: 1 << 20 });
        let mut expected = oracle_between(delimiter, &text);
        if text.trim_ascii().is_empty() {
            expected.clear();
        }
        if let Some(open) = found.iter().position(|row| matches!(row.fault, Some((_, true)))) {
            found.truncate(open);
            expected.truncate(found.iter().filter(|row| !row.text.is_empty()).count());
        }
        found.retain(|row| !row.text.is_empty());
        prop_assert_eq!(found.into_iter().map(|row| row.fields).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_size_of_the_blocks_does_not_matter(text in any_text(), block in 1_usize..40, record in 1_usize..60) {
        prop_assert_eq!(rows(&text, Sizes { block, record }), rows(&text, Sizes { block: 1 << 12, record }));
    }

    /// Joined with their line ends the records are the file, so nothing is lost and each begins on the line it says.
    #[test]
    fn every_byte_is_in_a_record_and_every_line_is_counted(text in any_text(), block in 1_usize..40) {
        let mut at = 0;
        for row in rows(&text, Sizes { block, record: 1 << 20 }) {
            prop_assert_eq!(&text[at..at + row.text.len()], &row.text);
            prop_assert_eq!(row.line, 1 + text[..at].iter().filter(|&&byte| byte == b'\n').count() as u64);
            at += row.text.len();
            at += if text[at..].starts_with(b"\r\n") { 2 } else { usize::from(at < text.len()) };
        }
        prop_assert!(text[at..].iter().all(u8::is_ascii_whitespace));
    }

    /// A record that is too long loses its end, and nothing else moves: each row still begins where a line begins.
    #[test]
    fn a_line_number_is_right_behind_a_record_that_is_too_long(text in any_text(), record in 1_usize..30) {
        let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
        for row in rows(&text, Sizes { block: 7, record }) {
            let begin = row.text.split(|&byte| byte == b'\n').next().unwrap();
            prop_assert!(lines[row.line as usize - 1].starts_with(begin));
            prop_assert!(row.text.len() <= record);
        }
    }
}

/// A sound file: its bytes, and each record with the physical line it begins on, known from the writing of it.
type Written = (Vec<u8>, Vec<(u64, Vec<Vec<u8>>)>);

/// Values with structure, line ends, bad UTF-8 and NUL in them; those that need quotation marks get them, others may.
fn written() -> impl Strategy<Value = Written> {
    let byte = prop_oneof![
        6 => prop::sample::select(b"ab1 %".to_vec()),
        4 => prop::sample::select(b",\"\n\r".to_vec()),
        1 => prop::sample::select(vec![0, 0xFF, 0xC3, 0xA9, 0x80, b';', b'\t']),
    ];
    let field = (prop::collection::vec(byte, 0..9), any::<bool>());
    let line = (prop::collection::vec(field, 1..5), any::<bool>());
    (prop::collection::vec(line, 1..12), any::<bool>()).prop_map(|(lines, ends)| {
        // The first line opens as CSV whatever follows: no mark, no container, no `sep=`.
        let (mut bytes, mut rows) = (b"Week,Person".to_vec(), vec![(1, vec![b"Week".to_vec(), b"Person".to_vec()])]);
        for (fields, crlf) in lines {
            bytes.extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
            let begins = bytes.len();
            let line = 1 + bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
            for (at, (value, quoted)) in fields.iter().enumerate() {
                bytes.extend_from_slice(if at > 0 { b"," } else { b"" });
                if *quoted || value.iter().any(|byte| b",\"\n\r".contains(byte)) {
                    bytes.push(b'"');
                    let twice = |byte: &u8| if *byte == b'"' { 2 } else { 1 };
                    bytes.extend(value.iter().flat_map(|byte| std::iter::repeat_n(*byte, twice(byte))));
                    bytes.push(b'"');
                } else {
                    bytes.extend_from_slice(value);
                }
            }
            if bytes.len() == begins {
                bytes.extend_from_slice(b"\"\"");
            }
            rows.push((line, fields.into_iter().map(|(value, _)| value).collect()));
        }
        bytes.extend_from_slice(if ends { b"\n" } else { b"" });
        (bytes, rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..config() })]

    #[test]
    fn what_was_written_is_read_with_its_lines_in_blocks_of_any_size((bytes, expected) in written(), block in 1_usize..200) {
        for sizes in [Sizes { block, ..WHOLE }, Sizes::default()] {
            let found = rows(&bytes, sizes);
            prop_assert!(found.iter().all(|row| row.fault.is_none()));
            let found: Vec<_> = found.into_iter().map(|row| (row.line, row.fields)).collect();
            prop_assert_eq!(&found, &expected, "{:?}", sizes);
        }
    }
}

#[test]
fn difference_a_blank_line_is_a_record_of_one_empty_field() {
    let text = b"a,b\n\n\r\nc,d\n";
    assert_eq!(fields(text), [vec!["a", "b"], vec![""], vec![""], vec!["c", "d"]]);
    assert_eq!(oracle(text).len(), 2);
    assert_eq!(rows(text, WHOLE).iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

/// No difference, but the one mark that is none: it is part of the value, for both.
#[test]
fn a_quotation_mark_inside_a_plain_value_is_part_of_it() {
    let text = b"a,5\" disk\n\"b\",c\"\"d\n";
    assert_eq!(fields(text), [vec!["a", "5\" disk"], vec!["b", "c\"\"d"]]);
    assert_eq!(oracle(text).len(), 2);
    assert!(rows(text, WHOLE).iter().all(|row| row.fault.is_none()));
}

#[test]
fn difference_a_lone_carriage_return_is_part_of_the_value() {
    let text = b"a\rb,c\r\r\nd\r";
    assert_eq!(fields(text), [vec!["a\rb", "c\r"], vec!["d\r"]]);
    assert_eq!(oracle(text).len(), 3);
}

#[test]
fn difference_text_behind_a_closing_quotation_mark_is_read_alike_but_is_a_fault() {
    let text = b"1,\"two\" discs,3\n\"4\",5\n";
    assert_eq!(fields(text), [vec!["1", "two discs", "3"], vec!["4", "5"]]);
    let found: Vec<_> = rows(text, WHOLE).into_iter().map(|row| row.fault).collect();
    assert_eq!(found, [Some((6, false)), None]);
}

#[test]
fn difference_a_quotation_mark_that_is_never_closed_costs_its_line_and_not_the_file() {
    let text = b"a,b\n1,\"open\n2,x\n3,y\n";
    assert_eq!(fields(text), [vec!["a", "b"], vec!["1", "open"], vec!["2", "x"], vec!["3", "y"]]);
    assert_eq!(oracle(text).len(), 2);
    assert_eq!(rows(text, WHOLE)[1].fault, Some((2, true)));
}

#[test]
fn difference_a_record_that_is_too_long_is_cut_and_reading_goes_on_behind_its_line() {
    let text = b"a,b\n0123456789,0123456789\nc,d\n";
    let found = rows(text, Sizes { block: 4, record: 8 });
    let seen: Vec<_> = found.iter().map(|row| (row.line, row.text.as_slice(), row.fault)).collect();
    assert_eq!(seen, [(1, b"a,b".as_slice(), None), (2, b"01234567", Some((0, true))), (3, b"c,d", None)]);
}

/// The limit of that: a mark further down closes the value. The fault is told in the record of the mark that nobody closed,
/// which is as long as the file makes it; what follows that is read.
#[test]
fn an_unclosed_quotation_mark_above_another_one_is_a_fault_of_the_record_it_begins_in() {
    let found = rows(b"a,b\nc,\"d\ne,f\ng,\"h\"\ni,j\n", WHOLE);
    let seen: Vec<_> = found.iter().map(|row| (row.line, row.fault.is_some())).collect();
    assert_eq!(seen, [(1, false), (2, true), (5, false)]);
}

/// A mark on every line, none of them closed within a record: looked at again and again this would never end.
#[test]
fn a_file_of_unclosed_quotation_marks_is_read_in_one_go() {
    let text = b"x\",\"\n".repeat(1 << 16);
    let found = rows(&text, Sizes { block: 1 << 10, record: 1 << 12 });
    assert!(found.len() <= 2 * text.len().div_ceil(1 << 12), "{}", found.len());
    assert!(found.iter().all(|row| row.fault.is_some()));
}
