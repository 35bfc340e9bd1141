//! How the cells of a binary workbook look: what calamine, which reads their values, does not tell.

use std::collections::BTreeSet;

use super::book::Seen;
use super::format::Format;
use super::styles::Style;
use crate::model::area::Area;

/// How the cells of a workbook look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layouts {
    pub styles: Vec<Style>,
    /// Of each sheet, in the order in which the workbook lists them.
    pub sheets: Vec<Layout>,
}

/// How the cells of a sheet look. Rows and columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The row and column of each cell that does not look like any other, and the number of its style.
    styled: Vec<((u32, u32), usize)>,
    pub merged: Vec<Area>,
    pub hidden_rows: BTreeSet<u32>,
    /// The first and the last of columns that are hidden.
    pub hidden_columns: Vec<(u32, u32)>,
}

impl Layout {
    /// Notes the style of a cell.
    pub fn cell(&mut self, place: (u32, u32), style: usize, styles: &[Style]) {
        if styles.get(style).is_some_and(|style| *style != Style::default()) {
            self.styled.push((place, style));
        }
    }

    /// Notes merged cells: the first and the last row, the first and the last column.
    pub fn merge(&mut self, [first_row, last_row, first_column, last_column]: [u32; 4]) {
        if first_row <= last_row && first_column <= last_column {
            let [first_row, last_row, first_column, last_column] =
                [first_row, last_row, first_column, last_column].map(|at| at as usize);
            let (first_row, last_row) = (first_row + 1, last_row + 1);
            self.merged.push(Area { first_row, last_row, first_column, last_column });
        }
    }

    /// The style of a cell.
    pub fn style<'a>(&self, place: (u32, u32), styles: &'a [Style]) -> Option<&'a Style> {
        let at = self.styled.binary_search_by_key(&place, |(own, _)| *own).ok()?;
        styles.get(self.styled.get(at)?.1)
    }

    /// The layout of a sheet that was read to its end: programs may write the cells of a row in any order.
    pub fn in_order(mut self) -> Layout {
        self.styled.sort_by_key(|(place, _)| *place);
        self
    }

    /// What there is to say about the sheet beside its cells. `has_row`: whether a row says anything.
    pub fn seen(&self, struck: &BTreeSet<u32>, has_row: impl Fn(u32) -> bool) -> Seen {
        /// All columns behind the last one are hidden in some workbooks: nothing stands in them.
        const BEHIND: u64 = 100;
        let columns = self.hidden_columns.iter().map(|(first, last)| u64::from(last.saturating_sub(*first)) + 1);
        let rows = self.hidden_rows.iter().filter(|row| has_row(**row)).filter_map(|row| row.checked_add(1));
        Seen {
            hidden_rows: rows.collect(),
            hidden_columns: columns.filter(|columns| *columns < BEHIND).sum(),
            struck_rows: struck.len() as u64,
            uncalculated: 0,
        }
    }
}

/// The styles of cells: of each the number of its format and that of its font.
pub fn styles(cells: &[(u16, u16)], codes: &[(u16, String)], struck: &[bool]) -> Vec<Style> {
    let format = |id: u16| match codes.iter().rev().find(|(own, _)| *own == id) {
        Some((_, code)) => Format::of_code(code),
        None => Format::built_in(u32::from(id)),
    };
    let is_struck = |font: u16| struck.get(usize::from(font)).copied().unwrap_or(false);
    cells.iter().map(|(id, font)| Style { format: format(*id), is_struck: is_struck(*font) }).collect()
}

/// The number of two bytes at a place of a record.
pub fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The number of four bytes at a place of a record.
pub fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A text of so many units of UTF-16.
pub fn wide(data: &[u8], units: usize) -> Option<String> {
    let bytes = data.get(..units.checked_mul(2)?)?;
    let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| short(pair, 0)).collect();
    Some(String::from_utf16_lossy(&units))
}
