//! How the cells of an xlsb workbook look, from the records of its parts (BIFF 12). Source: [MS-XLSB] 2.4; the numbers are those of its
//! records.

use std::io::Read;

use super::layout::{Layout, Layouts, long, short, styles, wide};
use super::xlsx::{path_of, targets};
use crate::problem::words::workbook::WorkbookFault;
use crate::read::package::Package;

/// The part that lists the sheets.
pub const WORKBOOK: &str = "xl/workbook.bin";

const SHEET: u32 = 156;
const FORMAT: u32 = 44;
const FONT: u32 = 43;
const STYLES_BEGIN: u32 = 617;
const STYLE: u32 = 47;
const STYLES_END: u32 = 618;
const ROW: u32 = 0;
const COLUMNS: u32 = 60;
const MERGED: u32 = 176;
/// Cells with a value: of a number, an error, a truth, a text; and the same as results of formulas.
const CELLS: std::ops::RangeInclusive<u32> = 2..=11;

/// Returns how the cells look.
///
/// # Errors
/// A part is damaged or too large.
pub fn layouts(package: &mut Package) -> Result<Layouts, WorkbookFault> {
    let paths = paths(package)?;
    let mut found = Layouts { styles: Vec::new(), sheets: Vec::new() };
    if let Some(part) = read(package, "xl/styles.bin")? {
        let (mut cells, mut codes, mut struck) = (Vec::new(), Vec::new(), Vec::new());
        let mut is_cells = false;
        for (kind, data) in records(&part) {
            match kind {
                FORMAT => codes.extend(short(data, 0).zip(text(data, 2))),
                FONT => struck.push(short(data, 2).is_some_and(|flags| flags & 8 != 0)),
                STYLES_BEGIN => is_cells = true,
                STYLES_END => is_cells = false,
                STYLE if is_cells => cells.push((short(data, 2).unwrap_or(0), short(data, 4).unwrap_or(0))),
                _ => {}
            }
        }
        found.styles = styles(&cells, &codes, &struck);
    }
    for path in paths {
        let part = match path {
            Some(path) => read(package, &path)?,
            None => None,
        };
        let sheet = part.map(|part| sheet(&part, &found)).unwrap_or_default();
        found.sheets.push(sheet);
    }
    Ok(found)
}

/// The paths of the sheets in the order in which the workbook lists them.
fn paths(package: &mut Package) -> Result<Vec<Option<String>>, WorkbookFault> {
    let targets = match package.part("xl/_rels/workbook.bin.rels")? {
        Some(part) => targets(part)?,
        None => return Ok(Vec::new()),
    };
    let Some(part) = read(package, WORKBOOK)? else { return Ok(Vec::new()) };
    let ids = records(&part).filter(|(kind, _)| *kind == SHEET).map(|(_, data)| text(data, 8));
    let path = |id: String| Some(path_of(&targets.iter().find(|(own, _)| *own == id)?.1));
    Ok(ids.map(|id| id.and_then(path)).collect())
}

fn read(package: &mut Package, name: &str) -> Result<Option<Vec<u8>>, WorkbookFault> {
    let Some(mut part) = package.part(name)? else { return Ok(None) };
    let mut all = Vec::new();
    part.read_to_end(&mut all).map_err(|_| WorkbookFault::Damaged)?;
    Ok(Some(all))
}

/// The kind and the data of each record, as long as they are whole. Both the kind and the length are numbers of seven bits a byte.
fn records(part: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let kind = number(&mut rest, 2)?;
        let length = number(&mut rest, 4)? as usize;
        let data = rest.get(..length)?;
        rest = rest.get(length..)?;
        Some((kind, data))
    })
}

fn number(rest: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0;
    for at in 0..most {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

/// A text behind its length in four bytes.
fn text(data: &[u8], at: usize) -> Option<String> {
    let units = usize::try_from(long(data, at)?).ok()?;
    wide(data.get(at + 4..)?, units)
}

fn sheet(part: &[u8], of: &Layouts) -> Layout {
    let mut sheet = Layout::default();
    let mut row = 0;
    for (kind, data) in records(part) {
        let at = |place: usize| long(data, place);
        match kind {
            ROW => {
                row = at(0).unwrap_or(0);
                if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    sheet.hidden_rows.insert(row);
                }
            }
            COLUMNS => {
                let is_hidden = short(data, 16).is_some_and(|flags| flags & 1 != 0);
                sheet.hidden_columns.extend(at(0).zip(at(4)).filter(|_| is_hidden));
            }
            MERGED => {
                let corners = [at(0), at(4), at(8), at(12)].map(|at| at.unwrap_or(0));
                sheet.merge(corners);
            }
            kind if CELLS.contains(&kind) => {
                let Some((column, style)) = at(0).zip(at(4)) else { continue };
                sheet.cell((row, column), (style & 0x00FF_FFFF) as usize, &of.styles);
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
    use crate::read::workbook::format::Format;
    use crate::read::workbook::styles::Style;

    fn record(kind: u8, data: &[u32]) -> Vec<u8> {
        let length = u8::try_from(4 * data.len()).unwrap();
        [vec![kind, length], data.iter().flat_map(|long| long.to_le_bytes()).collect()].concat()
    }

    #[test]
    fn the_cells_of_a_sheet_and_what_is_hidden_or_merged_stand_in_records() {
        let percent = Style { format: Format::Percent, is_struck: true };
        let of = Layouts { styles: vec![Style::default(), percent.clone()], sheets: Vec::new() };
        let merged = [vec![0xB0, 0x01, 16], record(0, &[1, 3, 0, 0])[2..].to_vec()].concat();
        let part = [
            record(60, &[3, 4, 2560, 0, 1]),
            // The flags of a row are the twelfth of its bytes.
            record(0, &[1, 0, 0x1000_0000, 0]),
            record(5, &[2, 1, 0, 0]),
            record(1, &[3, 1]),
            record(0, &[2, 0, 0, 0]),
            record(7, &[0, 0xFF00_0001, 0]),
            merged,
        ];
        let sheet = sheet(&part.concat(), &of);
        assert_eq!(sheet.style((1, 2), &of.styles), Some(&percent));
        assert_eq!(sheet.style((1, 3), &of.styles), None, "a blank cell");
        assert_eq!(sheet.style((2, 0), &of.styles), Some(&percent));
        assert_eq!(sheet.merged, [Area::parse("A2:A4").unwrap()]);
        assert_eq!(
            (&sheet.hidden_columns[..], sheet.hidden_rows.iter().copied().collect::<Vec<_>>()),
            (&[(3, 4)][..], vec![1])
        );
    }

    #[test]
    fn a_record_that_is_cut_off_ends_the_reading() {
        let part = record(5, &[2, 1, 0, 0]);
        assert_eq!((0..part.len()).map(|end| records(&part[..end]).count()).sum::<usize>(), 0);
        assert_eq!(records(&[5, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).count(), 0);
    }
}
