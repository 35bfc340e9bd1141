//! How the cells of an xls workbook look, from its records (BIFF 5 and 8). Source: [MS-XLS] 2.4; the numbers are those of its records.

use std::io::{Cursor, Read};
use std::sync::Arc;

use super::layout::{Layout, Layouts, long, short, styles, wide};

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const STYLE: u16 = 0x00E0;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const MERGED: u16 = 0x00E5;
/// Cells with one value: a formula, a number in eight bytes or in four, a text in the cell, with fonts, or shared.
const CELLS: [u16; 6] = [0x0006, 0x0203, 0x027E, 0x0204, 0x00D6, 0x00FD];
/// Numbers side by side.
const NUMBERS: u16 = 0x00BD;

/// Returns how the cells look; nothing where the container or its records are damaged, which shows where the values are read.
pub fn layouts(bytes: &Arc<[u8]>) -> Layouts {
    match stream(bytes) {
        Some(stream) => of_stream(&stream),
        None => Layouts::default(),
    }
}

/// The records of the workbook. They are no longer than the file that they stand in.
fn stream(bytes: &Arc<[u8]>) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    // Excel 5 and 95 name it otherwise. A file may hold both for both: the newer one counts.
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name))?;
    let mut records = Vec::new();
    file.open_stream(name).ok()?.take(bytes.len() as u64).read_to_end(&mut records).ok()?;
    Some(records)
}

/// The kind and the data of each record from a place on, as long as they are whole.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (short(rest, 0)?, usize::from(short(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

fn of_stream(stream: &[u8]) -> Layouts {
    let (mut cells, mut codes, mut struck, mut sheets) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut is_newer = true;
    for (kind, data) in records(stream, 0) {
        match kind {
            BEGIN => is_newer = short(data, 0) == Some(0x0600),
            FONT => {
                // There is no font of the number 4.
                if struck.len() == 4 {
                    struck.push(false);
                }
                struck.push(short(data, 2).is_some_and(|flags| flags & 8 != 0));
            }
            FORMAT => codes.extend(short(data, 0).zip(code(data, is_newer))),
            STYLE => cells.push((short(data, 2).unwrap_or(0), short(data, 0).unwrap_or(0))),
            SHEET => sheets.push(long(data, 0)),
            END => break,
            _ => {}
        }
    }
    let styles = styles(&cells, &codes, &struck);
    let mut found = Layouts { styles, sheets: Vec::new() };
    for start in sheets {
        let start = start.and_then(|start| usize::try_from(start).ok()).unwrap_or(usize::MAX);
        let sheet = sheet(records(stream, start), &found);
        found.sheets.push(sheet);
    }
    found
}

/// The code of a number format: with its length in two bytes and one or two bytes a character, in the older kind in one byte each.
fn code(data: &[u8], is_newer: bool) -> Option<String> {
    let latin = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect();
    if !is_newer {
        let length = usize::from(*data.get(2)?);
        return data.get(3..3 + length).map(latin);
    }
    let (length, is_wide) = (usize::from(short(data, 2)?), data.get(4)? & 1 == 1);
    let text = data.get(5..)?;
    if is_wide { wide(text, length) } else { text.get(..length).map(latin) }
}

fn sheet<'a>(records: impl Iterator<Item = (u16, &'a [u8])>, of: &Layouts) -> Layout {
    let mut sheet = Layout::default();
    // Charts in a sheet have a beginning and an end of their own.
    let mut depth = 0_u32;
    for (kind, data) in records {
        let at = |place: usize| short(data, place).map(u32::from);
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            ROW => {
                let is_hidden = short(data, 12).is_some_and(|flags| flags & 0x20 != 0);
                sheet.hidden_rows.extend(at(0).filter(|_| is_hidden));
            }
            COLUMNS => {
                let is_hidden = short(data, 8).is_some_and(|flags| flags & 1 != 0);
                sheet.hidden_columns.extend(at(0).zip(at(2)).filter(|_| is_hidden));
            }
            MERGED => {
                for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
                    let at = |place: usize| short(area, place).map_or(0, u32::from);
                    sheet.merge([at(0), at(2), at(4), at(6)]);
                }
            }
            NUMBERS => {
                let Some((row, first)) = at(0).zip(at(2)) else { continue };
                let numbers = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                for (column, number) in (first..).zip(numbers) {
                    sheet.cell((row, column), short(number, 0).map_or(0, usize::from), &of.styles);
                }
            }
            kind if CELLS.contains(&kind) => {
                let Some((row, column)) = at(0).zip(at(2)) else { continue };
                sheet.cell((row, column), short(data, 4).map_or(0, usize::from), &of.styles);
            }
            _ => {}
        }
    }
    sheet.in_order()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::area::Area;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let length = u16::try_from(2 * data.len()).unwrap();
        [kind, length].iter().chain(data).flat_map(|short| short.to_le_bytes()).collect()
    }

    #[test]
    fn the_formats_of_cells_and_what_is_hidden_merged_or_struck_stand_in_records() {
        // The code `0.0%`: its length, one byte a character, and the characters.
        let code = [&[0x1E, 0x04, 11, 0, 164, 0, 4, 0, 0][..], b"0.0%", &[0, 0]].concat();
        let code = code[..code.len() - 2].to_vec();
        let code = [&code[..2], &[9, 0], &code[4..]].concat();
        let fonts: Vec<u8> = [0, 0, 0, 0, 8].iter().flat_map(|flags| record(FONT, &[220, *flags])).collect();
        // A style has the number of its font and that of its format. The fifth font has the number 5.
        let globals = [record(BEGIN, &[0x0600, 5]), fonts, code];
        let styles = [record(STYLE, &[0, 0]), record(STYLE, &[0, 164]), record(STYLE, &[5, 9])];
        let own: usize = globals.iter().chain(&styles).map(Vec::len).sum();
        // The place of the sheet, which begins behind this record of eight bytes and the end of four.
        let listed = record(SHEET, &[u16::try_from(own + 12).unwrap(), 0]);
        let sheet = [
            record(BEGIN, &[0x0600, 0x10]),
            record(COLUMNS, &[3, 4, 2560, 0, 1]),
            record(ROW, &[1, 0, 4, 255, 0, 0, 0x20]),
            record(0x0203, &[1, 2, 1, 0, 0, 0, 0x3FE0]),
            record(NUMBERS, &[2, 1, 0, 0, 0, 2, 0, 0, 2]),
            record(BEGIN, &[0x0600, 0x20]),
            record(0x0203, &[9, 9, 1, 0, 0, 0, 0]),
            record(END, &[]),
            record(MERGED, &[1, 1, 3, 0, 0]),
            record(END, &[]),
        ];
        let stream = [globals.concat(), styles.concat(), listed, record(END, &[]), sheet.concat()].concat();
        let found = of_stream(&stream);
        let formats: Vec<_> = found.styles.iter().map(|style| (&style.format, style.is_struck)).collect();
        use crate::read::workbook::format::Format;
        assert_eq!(formats, [(&Format::Number, false), (&Format::Percent, false), (&Format::Percent, true)]);
        let sheet = &found.sheets[0];
        assert_eq!(sheet.style((1, 2), &found.styles), Some(&found.styles[1]));
        assert_eq!(sheet.style((2, 1), &found.styles), None, "a style like any other");
        assert_eq!(sheet.style((2, 2), &found.styles), Some(&found.styles[2]));
        assert_eq!(sheet.style((9, 9), &found.styles), None, "a number of a chart");
        assert_eq!(sheet.merged, [Area::parse("A2:A4").unwrap()]);
        assert_eq!((&sheet.hidden_columns[..], sheet.hidden_rows.contains(&1)), (&[(3, 4)][..], true));
    }

    #[test]
    fn records_that_are_cut_off_end_the_reading() {
        for length in 0..12 {
            let stream = record(0x0203, &[1, 2, 1, 0, 0, 0]);
            let _ = of_stream(&stream[..length.min(stream.len())]);
        }
        let far = [record(SHEET, &[0xFFFF, 0xFFFF]), record(MERGED, &[9]), record(END, &[])].concat();
        assert_eq!(of_stream(&far).sheets, [Layout::default()]);
    }
}
