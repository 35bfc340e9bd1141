//! Three ways through a file: by the exact scan alone, block by block with the quick ways, and handed out.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use crate::read::csv::index::Index;
use crate::read::csv::record::Dirty;

/// A record: its line, its text, its fields and its fault.
type Row = (u64, Vec<u8>, Vec<Vec<u8>>, Option<(usize, bool)>);

fn blocks(text: &[u8], delimiter: u8, sizes: Sizes) -> Blocks {
    Blocks::new(Text::utf8(Box::new(Cursor::new(text.to_vec()))), delimiter, 1, sizes)
}

fn put(block: &Block, rows: &mut Vec<Row>) {
    rows.extend(block.records().map(|record| {
        let fields = (0..record.len()).map(|field| record.raw(field).to_vec()).collect();
        (record.line(), record.text().to_vec(), fields, record.quote_fault())
    }));
}

fn by_scan(text: &[u8], delimiter: u8, sizes: Sizes) -> Vec<Row> {
    let (mut blocks, mut block, mut rows) = (blocks(text, delimiter, sizes), Block::new(), Vec::new());
    loop {
        blocks.begin(&mut block).unwrap();
        blocks.exact(&mut block).unwrap();
        blocks.end(&mut block);
        if block.index.records.is_empty() {
            return rows;
        }
        put(&block, &mut rows);
    }
}

fn by_block(text: &[u8], delimiter: u8, sizes: Sizes) -> Vec<Row> {
    let (mut blocks, mut block, mut rows) = (blocks(text, delimiter, sizes), Block::new(), Vec::new());
    while blocks.next(&mut block).unwrap() {
        put(&block, &mut rows);
    }
    rows
}

fn handed_out(text: &[u8], delimiter: u8, sizes: Sizes) -> Result<Vec<Row>, Dirty> {
    let (mut blocks, mut block, mut rows) = (blocks(text, delimiter, sizes), Block::new(), Vec::new());
    while blocks.hand_out(&mut block).unwrap() {
        block.index()?;
        put(&block, &mut rows);
    }
    assert_eq!((block.number(), block.first_line()), (blocks.number - 1, blocks.line), "it is at the end");
    Ok(rows)
}

fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let few = prop::sample::select(
        [
            &b"\""[..],
            b"\"\"",
            b",",
            b"\n",
            b"\n",
            b"\r\n",
            b"\r",
            b"a",
            b"\0",
            b";",
            b",\"",
            b"\",",
            b"\"\n",
            b"\xC3\xA9",
        ]
        .to_vec(),
    );
    let piece = prop_oneof![
        8 => few.prop_map(<[u8]>::to_vec),
        1 => (55..70_usize).prop_map(|len| vec![b'x'; len]),
        3 => "[a-z,;\n]{0,20}".prop_map(|value| format!("\"{value}\"").into_bytes()),
    ];
    prop_oneof![
        2 => prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat()),
        1 => prop::collection::vec(prop::sample::select(b"\"\n,x".to_vec()), 0..80),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_way_finds_what_the_scan_finds(
        text in hostile(), bad in any::<bool>(), block in 1..200_usize, record in prop_oneof![1..200_usize, Just(1 << 20)],
        delimiter in prop::sample::select(b",;\"\r".to_vec()),
    ) {
        let text = if bad { [&text[..], b"\xFF\n"].concat() } else { text };
        let sizes = Sizes { block, record };
        let expected = by_scan(&text, delimiter, Sizes { block: 1 << 12, record });
        prop_assert_eq!(&by_scan(&text, delimiter, sizes), &expected);
        prop_assert_eq!(&by_block(&text, delimiter, sizes), &expected);
        match handed_out(&text, delimiter, sizes) {
            Ok(found) => prop_assert_eq!(&found, &expected),
            // That is for what is not as it should be only.
            Err(Dirty) => prop_assert!(bad || record < text.len() || !simd::index(&text, delimiter, &mut Index::default())),
        }
    }
}

#[test]
fn a_block_that_ends_inside_a_value_is_found_out() {
    // Two marks that open nothing: a cut between them and the value with a line feed would be even.
    let text = b"a,b\n1\",\"x\ny\"\n2\",z\n";
    assert_eq!(handed_out(text, b',', Sizes { block: 12, record: 100 }), Err(Dirty));
    assert_eq!(by_block(text, b',', Sizes { block: 12, record: 100 }), by_scan(text, b',', Sizes::default()));
}

#[test]
fn bytes_that_do_not_fit_are_found_wherever_they_are_and_even_where_they_are_dropped() {
    for at in [0, 3, 4, 100_000, 100_001, 100_002, 100_007] {
        let mut text = b"a,b\n".repeat(25_000);
        text.extend_from_slice("é,\"ü\nö\"".as_bytes());
        text[at] = 0xFF;
        // What is read before the first byte that does not fit is read by the chunk, and known to be bad then.
        let found = handed_out(&text, b',', Sizes { block: 1000, record: 1 << 20 });
        assert!(found.is_err() || at < 64 << 10, "{at}");
    }
    let long = [b"a,b\n".repeat(25_000), b"x".repeat(1000), vec![0xFF], b"\nc,d\n".to_vec()].concat();
    assert_eq!(handed_out(&long, b',', Sizes { block: 100, record: 200 }), Err(Dirty));
}
