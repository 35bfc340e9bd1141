//! Whatever a file holds, blocks of any size give the same records, each on the line it says, and up to the first
//! quotation mark that is never closed they are those of the `csv` crate.

#![no_main]

use std::io::Cursor;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use teamcap::read::csv::{Block, Csv, Hints, Sizes};
use teamcap::read::text::Text;

#[derive(Debug, PartialEq)]
struct Row {
    line: u64,
    text: Vec<u8>,
    fields: Vec<Vec<u8>>,
    fault: Option<(usize, bool)>,
}

fn rows(text: &[u8], sizes: Sizes) -> Option<Vec<Row>> {
    let hints = Hints { delimiter: Some(b','), skip_rows: 0 };
    let mut csv = Csv::with_sizes(Text::utf8(Box::new(Cursor::new(text.to_vec()))), &Arc::from("a.csv"), &hints, sizes).ok()?;
    let mut rows = Vec::new();
    let mut block = Block::new();
    while csv.next(&mut block).ok()? {
        rows.extend(block.records().map(|record| Row {
            line: record.line(),
            text: record.text().to_vec(),
            fields: (0..record.len()).map(|i| record.field(i).into_owned()).collect(),
            fault: record.quote_fault(),
        }));
    }
    Some(rows)
}

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (block, record, text) = input;
    let sizes = Sizes { block: 1 + usize::from(block), record: 1 + usize::from(record) };
    assert_eq!(rows(text, sizes), rows(text, Sizes { block: 1 << 16, ..sizes }));

    let Some(mut found) = rows(text, Sizes { block: sizes.block, ..Sizes::default() }) else { return };
    for row in &found {
        let line = text.split(|&byte| byte == b'\n').nth(row.line as usize - 1).unwrap_or_default();
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        assert!(row.text.split(|&byte| byte == b'\n').next().is_some_and(|begin| line.starts_with(begin)));
    }
    // The listed differences: a lone CR, a `sep=` line, blank lines, a mark that is never closed.
    let lone = text.iter().enumerate().any(|(at, &byte)| byte == b'\r' && text.get(at + 1) != Some(&b'\n'));
    if lone || found.first().is_none_or(|row| row.line > 1) {
        return;
    }
    let open = found.iter().position(|row| matches!(row.fault, Some((_, true)))).unwrap_or(found.len());
    found.truncate(open);
    found.retain(|row| !row.text.is_empty());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    for (row, record) in found.iter().zip(reader.byte_records()) {
        assert!(record.is_ok_and(|record| record.iter().eq(row.fields.iter().map(Vec::as_slice))));
    }
});
