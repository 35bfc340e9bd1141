//! How the cells are written as bytes.

use super::super::chance::Chance;
use super::super::sheet::{Encoding, Sheet};

pub fn semicolons(sheet: &mut Sheet, _: &mut Chance) -> bool {
    (sheet.style.delimiter, sheet.style.comma) = (';', true);
    true
}

pub fn tabs(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    (sheet.style.delimiter, sheet.style.comma) = ('\t', chance.percent(40));
    true
}

pub fn pipes(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.delimiter = '|';
    true
}

/// Decimal commas in a sheet of commas: each of them in quotes.
pub fn quoted_commas(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.comma = true;
    true
}

pub fn delimiter_line(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.says_delimiter = true;
    true
}

pub fn quotes(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.quoted = true;
    true
}

pub fn mark(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.mark = true;
    true
}

pub fn crlf(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.line_end = "\r\n";
    true
}

pub fn cr(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.line_end = "\r";
    true
}

pub fn utf16(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.style.encoding = Encoding::Utf16;
    true
}

/// Only where every letter is one of the code page, and the same in that of Central Europe: of a few letters nothing but the language
/// tells them apart.
pub fn windows1252(sheet: &mut Sheet, _: &mut Chance) -> bool {
    let cells = || sheet.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let fits = cells().all(|cell| !encoding_rs::WINDOWS_1252.encode(&cell.text).2);
    let is_same = cells().all(|cell| {
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&cell.text);
        encoding_rs::WINDOWS_1250.decode(&bytes).0 == cell.text
    });
    let fits = fits && is_same;
    let differs = cells().any(|cell| !cell.text.is_ascii());
    if fits && differs {
        sheet.style.encoding = Encoding::Windows1252;
    }
    fits && differs
}
