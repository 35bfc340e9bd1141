//! Binary workbooks of Excel 2007 and later, as small as they can be. Source of the records and their numbers: [MS-XLSB] 2.

use super::{FORMATS, Part, Value, frame};
use crate::sheet::Table;

pub fn parts(tables: &[&Table]) -> Vec<Part> {
    let types = ["sheet.binary.macroEnabled.main", "worksheet", "styles"]
        .map(|part| format!("application/vnd.ms-excel.{part}"));
    let mut parts = frame("bin", tables.len(), [&types[0], &types[1], &types[2]]);
    let listed = |(at, table): (usize, &&Table)| {
        let number = u32::try_from(at + 1).expect("few tabs");
        record(156, &[long(0), long(number), text(&format!("rId{number}")), text(&table.name)].concat())
    };
    let sheets = tables.iter().enumerate().flat_map(listed).collect();
    parts.push(("xl/workbook.bin".to_owned(), around(131, 132, around(143, 144, sheets))));
    parts.push(("xl/styles.bin".to_owned(), styles()));
    for (at, table) in tables.iter().enumerate() {
        let cells = around(129, 130, [record(148, &size(table)), around(145, 146, cells(table))].concat());
        parts.push((format!("xl/worksheets/sheet{}.bin", at + 1), cells));
    }
    parts
}

/// A record: its number and its length in seven bits a byte, and its data.
fn record(number: u32, data: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    for mut rest in [number, u32::try_from(data.len()).expect("a short record")] {
        while rest > 0x7F {
            all.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        all.push(rest as u8);
    }
    all.extend(data);
    all
}

fn around(first: u32, last: u32, inner: Vec<u8>) -> Vec<u8> {
    [record(first, &[]), inner, record(last, &[])].concat()
}

/// Records behind one that says how many there are.
fn list(first: u32, last: u32, of: Vec<Vec<u8>>) -> Vec<u8> {
    let count = long(u32::try_from(of.len()).expect("few"));
    [record(first, &count), of.concat(), record(last, &[])].concat()
}

fn short(number: u16) -> Vec<u8> {
    number.to_le_bytes().to_vec()
}

fn long(number: u32) -> Vec<u8> {
    number.to_le_bytes().to_vec()
}

/// A text: how many units of UTF-16 it has, and these.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = long(u32::try_from(units.len()).expect("a short text"));
    [length, units.into_iter().flat_map(short).collect()].concat()
}

fn styles() -> Vec<u8> {
    let formats = FORMATS.iter().filter(|(.., code)| !code.is_empty());
    let formats = formats.map(|(_, id, code)| record(44, &[short(*id), text(code)].concat())).collect();
    let font = [short(220), short(0), short(400), short(0), vec![0, 2, 0, 0], vec![0; 8], vec![2], text("Calibri")];
    let style = |parent: u16, format: u16| {
        record(47, &[short(parent), short(format), vec![0; 6], vec![0, 0], short(0), short(1)].concat())
    };
    let cells = FORMATS.iter().map(|(_, id, _)| style(0, *id)).collect();
    let inner = [
        list(615, 616, formats),
        list(611, 612, vec![record(43, &font.concat())]),
        list(626, 627, vec![style(0xFFFF, 0)]),
        list(617, 618, cells),
    ];
    around(278, 279, inner.concat())
}

/// The first and the last row, the first and the last column.
fn size(table: &Table) -> Vec<u8> {
    let last = |count: usize| long(u32::try_from(count.saturating_sub(1)).expect("a small table"));
    [long(0), last(table.rows.len()), long(0), last(table.roles.len())].concat()
}

fn cells(table: &Table) -> Vec<u8> {
    let mut all = Vec::new();
    for (row, at) in table.rows.iter().zip(0_u32..) {
        let height = [long(at), long(0), short(300), vec![0; 3], long(0)];
        all.extend(record(0, &height.concat()));
        for (cell, column) in row.cells.iter().zip(0_u32..) {
            let place = |style: u32| [long(column), long(style)].concat();
            all.extend(match Value::of(cell) {
                Value::Nothing => continue,
                Value::Text(of) => record(6, &[place(0), text(&of)].concat()),
                Value::Number(number, format) => {
                    let place = place(format as u32);
                    // Whole numbers stand in thirty bits, as Excel writes them.
                    match i32::try_from(number as i64)
                        .ok()
                        .filter(|whole| f64::from(*whole) == number && whole.abs() < 1 << 28)
                    {
                        Some(whole) => record(2, &[place, long((whole << 2 | 2) as u32)].concat()),
                        None => record(5, &[place, number.to_le_bytes().to_vec()].concat()),
                    }
                }
            });
        }
    }
    all
}
