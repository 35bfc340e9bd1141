//! The block reader against the `csv` crate, on generated and hostile bytes, cut into blocks of every size; and the places
//! where it differs on purpose, each by name.

#![expect(clippy::unwrap_used, reason = "a test that cannot open its bytes stops")]

use std::io::Cursor;

use proptest::prelude::*;
use teamcap::read::csv::{Block, Csv, Hints, Opening};

/// The size that `Csv::open` uses.
const DEFAULT: usize = 256 << 10;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: u64,
    fields: Vec<Vec<u8>>,
    fault: Option<(usize, bool)>,
}

fn opened(bytes: &[u8], size: usize) -> Result<Csv, Opening> {
    let hints = Hints { delimiter: Some(b','), skip_rows: 0 };
    Csv::with_block_size(Box::new(Cursor::new(bytes.to_vec())), &"t.csv".into(), &hints, size)
}

/// All records, blank lines too, in blocks of `size` bytes; the lines and numbers of the blocks are checked on the way.
fn read(bytes: &[u8], size: usize) -> Vec<Row> {
    let mut csv = opened(bytes, size).unwrap();
    let (mut block, mut rows, mut number) = (Block::default(), Vec::new(), 0);
    while csv.next(&mut block).unwrap() {
        assert_eq!(block.number(), number, "blocks are numbered in order");
        number += 1;
        for record in block.records() {
            let fields = (0..record.len()).map(|at| record.field(at).into_owned()).collect();
            for at in 0..record.len() {
                assert_eq!(record.text().get(record.span(at)), Some(record.raw(at)), "a span points at its field");
            }
            rows.push(Row { line: record.line(), fields, fault: record.quote_fault() });
        }
    }
    assert!(!csv.next(&mut block).unwrap(), "the end stays the end");
    rows
}

fn text(bytes: &str, size: usize) -> Vec<(u64, Vec<String>, Option<(usize, bool)>)> {
    let plain = |row: Row| {
        let fields = row.fields.into_iter().map(|field| String::from_utf8_lossy(&field).into_owned()).collect();
        (row.line, fields, row.fault)
    };
    read(bytes.as_bytes(), size).into_iter().map(plain).collect()
}

/// The same at every block size that can matter for a text this short.
fn same_at_every_size(bytes: &str) -> Vec<(u64, Vec<String>, Option<(usize, bool)>)> {
    let whole = text(bytes, DEFAULT);
    for size in 1..=200 {
        assert_eq!(text(bytes, size), whole, "blocks of {size} bytes: {bytes:?}");
    }
    whole
}

fn row(line: u64, fields: &[&str]) -> (u64, Vec<String>, Option<(usize, bool)>) {
    (line, fields.iter().map(|field| (*field).to_owned()).collect(), None)
}

fn faulty(line: u64, fields: &[&str], at: usize, open: bool) -> (u64, Vec<String>, Option<(usize, bool)>) {
    (line, fields.iter().map(|field| (*field).to_owned()).collect(), Some((at, open)))
}

/// What the `csv` crate reads. It leaves blank lines out.
fn oracle(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let fields = |record: csv::ByteRecord| record.iter().map(<[u8]>::to_vec).collect();
    reader.byte_records().map(|record| fields(record.unwrap())).collect()
}

/// A blank line; also a record that is one empty value in quotes.
fn is_nothing(fields: &[Vec<u8>]) -> bool {
    matches!(fields, [only] if only.is_empty())
}

fn something(records: Vec<Vec<Vec<u8>>>) -> Vec<Vec<Vec<u8>>> {
    records.into_iter().filter(|fields| !is_nothing(fields)).collect()
}

/// Each carriage return that no line feed follows gets one.
fn without_lone_returns(bytes: Vec<u8>) -> Vec<u8> {
    let follows = |at: usize| bytes.get(at + 1) == Some(&b'\n');
    let pair = |(at, byte): (usize, &u8)| if *byte == b'\r' && !follows(at) { vec![b'\r', b'\n'] } else { vec![*byte] };
    bytes.iter().enumerate().flat_map(pair).collect()
}

/// Ours without the blank lines.
fn records(bytes: &[u8], size: usize) -> Vec<Vec<Vec<u8>>> {
    read(bytes, size).into_iter().map(|row| row.fields).filter(|fields| !is_nothing(fields)).collect()
}

/// How a generated field is written. Whatever needs quotes gets them; the others may.
#[derive(Debug, Clone)]
struct Field {
    value: Vec<u8>,
    quoted: bool,
}

impl Field {
    fn written(&self) -> Vec<u8> {
        let needs = self.value.iter().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r'));
        if !self.quoted && !needs {
            return self.value.clone();
        }
        let mut out = vec![b'"'];
        for &byte in &self.value {
            out.extend(if byte == b'"' { vec![b'"', b'"'] } else { vec![byte] });
        }
        out.push(b'"');
        out
    }
}

/// Bytes of a value: much structure, line ends, bad UTF-8, NUL, a letter of two bytes cut in half.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![
        6 => prop::sample::select(b"ab1 %".to_vec()),
        4 => prop::sample::select(b",\"\n\r".to_vec()),
        1 => prop::sample::select(vec![0, 0xFF, 0xC3, 0xA9, 0x80, b';', b'\t']),
    ]
}

fn field() -> impl Strategy<Value = Field> {
    (prop::collection::vec(byte(), 0..9), any::<bool>()).prop_map(|(value, quoted)| Field { value, quoted })
}

/// Sound files: the records, their text, and the physical line that each begins on by a naive count.
#[derive(Debug)]
struct Sheet {
    bytes: Vec<u8>,
    rows: Vec<(u64, Vec<Vec<u8>>)>,
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let line = (prop::collection::vec(field(), 1..5), any::<bool>());
    (prop::collection::vec(line, 1..12), any::<bool>()).prop_map(|(lines, ends)| {
        let (mut bytes, mut rows, count) = (Vec::new(), Vec::new(), lines.len());
        for (at, (fields, crlf)) in lines.into_iter().enumerate() {
            let line = 1 + bytes.iter().filter(|b| **b == b'\n').count() as u64;
            let start = bytes.len();
            bytes.extend(fields.iter().map(Field::written).collect::<Vec<_>>().join(&b','));
            let last = at + 1 == count;
            let nothing = bytes.len() == start;
            if ends || !last {
                bytes.extend_from_slice(if crlf { b"\r\n" } else { b"\n" });
            }
            // A last line of nothing without a line feed is no record.
            if !(nothing && last && !ends) {
                rows.push((line, fields.into_iter().map(|field| field.value).collect()));
            }
        }
        Sheet { bytes, rows }
    })
}

/// Bytes that open as CSV: not blank from end to end, and not another container or a `sep=` line.
fn opens(bytes: &[u8]) -> bool {
    !bytes.trim_ascii().is_empty() && !bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"sep=")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_sound_file_reads_as_it_was_written_and_as_the_csv_crate_reads_it(sheet in sheet(), size in 1_usize..200) {
        prop_assume!(opens(&sheet.bytes));
        let expected: Vec<Row> =
            sheet.rows.iter().map(|(line, fields)| Row { line: *line, fields: fields.clone(), fault: None }).collect();
        prop_assert_eq!(read(&sheet.bytes, size), expected.clone(), "blocks of {} bytes", size);
        prop_assert_eq!(read(&sheet.bytes, DEFAULT), expected);
        prop_assert_eq!(records(&sheet.bytes, size), something(oracle(&sheet.bytes)));
    }

    #[test]
    fn hostile_bytes_read_the_same_in_blocks_of_any_size(bytes in prop::collection::vec(byte(), 1..120), size in 1_usize..200) {
        prop_assume!(opens(&bytes));
        let whole = read(&bytes, DEFAULT);
        prop_assert_eq!(read(&bytes, size), whole.clone());
        let ends: u64 = 1 + bytes.iter().filter(|b| **b == b'\n').count() as u64;
        prop_assert!(whole.is_sorted_by(|a, b| a.line < b.line), "every record begins on a line of its own");
        prop_assert!(whole.iter().all(|row| (1..=ends).contains(&row.line)));
    }

    /// Hostile bytes without the differences named below: no lone carriage return, no record with a fault.
    #[test]
    fn hostile_bytes_without_a_fault_read_as_the_csv_crate_reads_them(
        bytes in prop::collection::vec(byte(), 1..80).prop_map(without_lone_returns), size in 1_usize..200,
    ) {
        prop_assume!(opens(&bytes));
        let ours = read(&bytes, size);
        prop_assume!(ours.iter().all(|row| row.fault.is_none()));
        prop_assert_eq!(records(&bytes, size), something(oracle(&bytes)));
    }
}

#[test]
fn a_quote_inside_an_unquoted_field_is_part_of_it() {
    let rows = same_at_every_size("a,5\" pipe,b\n\"c\",d\"e\"f\n");
    assert_eq!(rows, [row(1, &["a", "5\" pipe", "b"]), row(2, &["c", "d\"e\"f"])]);
}

/// Difference: the csv crate ends a record there.
#[test]
fn a_lone_carriage_return_is_part_of_the_value() {
    assert_eq!(same_at_every_size("a\rb,c\r\nd,e\r"), [row(1, &["a\rb", "c"]), row(2, &["d", "e"])]);
    assert_eq!(oracle(b"a\rb,c\r\n").len(), 2);
}

/// Difference: the csv crate leaves them out, and then they cannot be accounted for.
#[test]
fn blank_lines_are_records() {
    let rows = same_at_every_size("a,b\n\n\r\nc,d\n\n");
    assert_eq!(rows, [row(1, &["a", "b"]), row(2, &[""]), row(3, &[""]), row(4, &["c", "d"]), row(5, &[""])]);
    assert_eq!(oracle(b"a,b\n\n\r\nc,d\n\n").len(), 2);
}

/// Difference: the csv crate takes it as part of the value.
#[test]
fn text_behind_a_closing_quote_is_a_fault_of_its_record_alone() {
    let rows = same_at_every_size("a,b\n\"c\"x,d\n\"e\" ,f\ng,h\n");
    let faults: Vec<Option<(usize, bool)>> = rows.iter().map(|row| row.2).collect();
    assert_eq!(faults, [None, Some((3, false)), Some((3, false)), None]);
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<u64>>(), [1, 2, 3, 4]);
    assert_eq!(rows.last(), Some(&row(4, &["g", "h"])));
}

/// Difference: the csv crate takes the rest of the file as one value.
#[test]
fn an_unclosed_quote_costs_one_line_and_the_rows_below_are_read() {
    let rows = same_at_every_size("a,b\nc,\"d\ne,f\n\ng,h\n");
    assert_eq!(rows[1..2], [faulty(2, &["c,\"d"], 2, true)]);
    assert_eq!(
        [&rows[..1], &rows[2..]].concat(),
        [row(1, &["a", "b"]), row(3, &["e", "f"]), row(4, &[""]), row(5, &["g", "h"])]
    );
}

/// The limit of that: a mark further down closes the value, so the fault is told where text stands behind that mark, and
/// the record is as long as the file makes it. It still begins on the line of the mark that nobody closed, and what
/// follows it is read.
#[test]
fn an_unclosed_quote_above_another_quote_is_a_fault_of_the_record_it_begins_in() {
    let rows = same_at_every_size("a,b\nc,\"d\ne,f\ng,\"h\"\ni,j\n");
    assert_eq!(
        rows.iter().map(|row| (row.0, row.2.is_some())).collect::<Vec<_>>(),
        [(1, false), (2, true), (5, false)]
    );
}

#[test]
fn an_unclosed_quote_on_the_last_line_is_told_at_its_mark() {
    for end in ["", "\n", "\r\n"] {
        let rows = same_at_every_size(&format!("a,b\nc,d\ne,\"f{end}"));
        assert_eq!(rows[..2], [row(1, &["a", "b"]), row(2, &["c", "d"])], "{end:?}");
        assert_eq!(rows[2..], [faulty(3, &["e,\"f"], 2, true)], "{end:?}");
    }
}

#[test]
fn values_over_several_lines_keep_the_physical_lines_below_them() {
    let rows = same_at_every_size("a,\"1\n2\r\n3\",\"\"\"x\"\"\"\r\n\"\",b\nc");
    assert_eq!(rows, [row(1, &["a", "1\n2\r\n3", "\"x\""]), row(4, &["", "b"]), row(5, &["c"])]);
}

#[test]
fn a_byte_order_mark_and_a_sep_line_are_no_part_of_the_first_record() {
    assert_eq!(same_at_every_size("\u{feff}\"Week\",Ada\n1,2\n"), [row(1, &["Week", "Ada"]), row(2, &["1", "2"])]);
    assert_eq!(same_at_every_size("sep=,\r\na,b\n"), [row(2, &["a", "b"])]);
}

#[test]
fn a_file_of_nothing_is_refused() {
    for nothing in ["", "\n", " \r\n\n", "\u{feff}"] {
        assert!(matches!(opened(nothing.as_bytes(), 1), Err(Opening::Problems(problems)) if problems.len() == 1));
    }
}

#[test]
fn an_unclosed_quote_above_megabytes_of_rows_costs_one_line_of_them() {
    let below = 300_000;
    let bytes = [b"a,b\nc,\"d\n".to_vec(), b"e,f\n".repeat(below)].concat();
    let mut csv = opened(&bytes, DEFAULT).unwrap();
    let (mut block, mut records, mut faults) = (Block::default(), 0, Vec::new());
    while csv.next(&mut block).unwrap() {
        records += block.records().count();
        faults.extend(block.records().filter(|record| record.quote_fault().is_some()).map(|record| record.line()));
    }
    assert_eq!((records, faults), (below + 2, vec![2]));
}
