//! Whatever a file holds, blocks of any size give the same records, each on the line it says, whether they are indexed by
//! the reader or handed out; and up to the first quotation mark that is never closed they are those of the `csv` crate.

use std::io::Cursor;
use std::sync::Arc;

use teamcap::read::csv::{Block, Csv, Dirty, Hints, Sizes};
use teamcap::read::input::Input;
use teamcap::read::text::Text;

#[derive(Debug, PartialEq)]
struct Row {
    line: u64,
    text: Vec<u8>,
    fields: Vec<Vec<u8>>,
    fault: Option<(usize, bool)>,
}

const HINTS: Hints = Hints { delimiter: Some(b','), skip_rows: 0 };

fn rows(text: &[u8], sizes: Sizes) -> Option<Vec<Row>> {
    let text = Text::utf8(Box::new(Cursor::new(text.to_vec())));
    let mut csv = Csv::with_sizes(text, &Arc::from("a.csv"), &HINTS, sizes).ok()?;
    let (mut block, mut rows) = (Block::new(), Vec::new());
    while csv.next(&mut block).ok()? {
        put(&block, &mut rows);
    }
    Some(rows)
}

/// As workers read it: handed out, and once more where a block turns out to be other than it seemed. The encoding is found
/// out, so a file that is no UTF-8 may read otherwise than by `rows`.
fn handed_out(input: &Input, sizes: Sizes) -> Option<Vec<Row>> {
    let mut csv = Csv::open_with_sizes(input, &HINTS, sizes).ok()?;
    let (mut block, mut rows) = (Block::new(), Vec::new());
    while csv.hand_out(&mut block).ok()? {
        match block.index() {
            Ok(()) => put(&block, &mut rows),
            Err(Dirty) => {
                rows.clear();
                csv.again(&mut block).ok()?;
                put(&block, &mut rows);
            }
        }
    }
    Some(rows)
}

fn put(block: &Block, rows: &mut Vec<Row>) {
    rows.extend(block.records().map(|record| Row {
        line: record.line(),
        text: record.text().to_vec(),
        fields: (0..record.len()).map(|i| record.field(i).into_owned()).collect(),
        fault: record.quote_fault(),
    }));
}

/// Panics where something does not hold of a file with this text, read in blocks of this size.
pub fn check(block: u8, record: u8, text: &[u8]) {
    let sizes = Sizes { block: 1 + usize::from(block), record: 1 + usize::from(record) };
    assert_eq!(rows(text, sizes), rows(text, Sizes { block: 1 << 16, ..sizes }));
    let input = Input::new("a.csv".into(), text.to_vec(), None);
    assert_eq!(handed_out(&input, sizes), handed_out(&input, Sizes { block: 1 << 16, ..sizes }));
    // What begins with a mark of the byte order, a container or the zeros of UTF-16 is not read as it stands.
    let as_it_stands = std::str::from_utf8(text).is_ok() && !text.contains(&0) && !text.starts_with(b"\xEF\xBB\xBF");
    if let Some(found) = handed_out(&input, sizes).filter(|_| as_it_stands) {
        assert_eq!(Some(found), rows(text, sizes));
    }

    let Some(mut found) = rows(text, Sizes { block: sizes.block, ..Sizes::default() }) else { return };
    // Carriage returns end the lines of a file without line feeds.
    let end = if text.contains(&b'\n') { b'\n' } else { b'\r' };
    for row in &found {
        let line = text.split(|&byte| byte == b'\n' || byte == end).nth(row.line as usize - 1).unwrap_or_default();
        let line = if row.line == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
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
}
