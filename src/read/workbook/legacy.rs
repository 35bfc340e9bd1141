//! Binary workbooks (xls of Excel 97 to 2003, xlsb): calamine reads the values of their cells, and how they look is read beside it.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb};

use super::book::{Seen, Tab};
use super::cells::Cells;
use super::format::{Epoch, Format};
use super::layout::{Layout, Layouts};
use super::number::Stored;
use super::styles::Style;
use super::{biff, biff12};
use crate::problem::words::workbook::WorkbookFault;
use crate::read::package::Package;

/// Reads every tab of an xls workbook.
///
/// # Errors
/// The workbook is damaged, encrypted or too large.
pub fn xls(bytes: Arc<[u8]>) -> Result<Vec<Tab>, WorkbookFault> {
    let book = contained(|| Xls::new(Cursor::new(bytes.clone())))?.map_err(|error| match error {
        XlsError::Password => WorkbookFault::Encrypted,
        _ => WorkbookFault::Damaged,
    })?;
    let epoch = epoch(book.has_1904_epoch());
    tabs(book, &contained(|| biff::layouts(&bytes))?, epoch)
}

/// Reads every tab of an xlsb workbook.
///
/// # Errors
/// The workbook is damaged or too large.
pub fn xlsb(bytes: Arc<[u8]>, package: &mut Package) -> Result<Vec<Tab>, WorkbookFault> {
    let book = contained(|| Xlsb::new(Cursor::new(bytes)))?.map_err(|_| WorkbookFault::Damaged)?;
    let epoch = epoch(book.has_1904_epoch());
    tabs(book, &biff12::layouts(package)?, epoch)
}

fn epoch(is_1904: bool) -> Epoch {
    if is_1904 { Epoch::From1904 } else { Epoch::From1900 }
}

/// What a reader of damaged bytes returns, or that they are damaged where it panics.
fn contained<T>(read: impl FnOnce() -> T) -> Result<T, WorkbookFault> {
    crate::read::contained::contained(read).ok_or(WorkbookFault::Damaged)
}

fn tabs<R: Reader<Cursor<Arc<[u8]>>>>(mut book: R, layouts: &Layouts, epoch: Epoch) -> Result<Vec<Tab>, WorkbookFault> {
    let listed = book.sheets_metadata().to_vec();
    let (none, mut tabs) = (Layout::default(), Vec::new());
    for (at, sheet) in listed.into_iter().enumerate().filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet) {
        let range =
            contained(|| book.worksheet_range(&sheet.name).map_err(|_| ()))?.map_err(|()| WorkbookFault::Damaged)?;
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let layout = layouts.sheets.get(at).unwrap_or(&none);
        let (text, seen) = tab(&range, layout, &layouts.styles, epoch)?;
        tabs.push(Tab { name: sheet.name, is_hidden, text, seen });
    }
    Ok(tabs)
}

/// The text of a tab, and what else there is to say about it.
fn tab(
    range: &Range<Data>,
    layout: &Layout,
    styles: &[Style],
    epoch: Epoch,
) -> Result<(Arc<[u8]>, Seen), WorkbookFault> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let (mut cells, mut struck) = (Cells::default(), BTreeSet::new());
    let plain = Style::default();
    for (row, column, cell) in range.used_cells() {
        let place =
            |first: u32, at: usize| u32::try_from(at).ok().and_then(|at| first.checked_add(at)).unwrap_or(u32::MAX);
        let (row, column) = (place(first_row, row), place(first_column, column));
        let style = layout.style((row, column), styles).unwrap_or(&plain);
        let text = says(cell, &style.format, epoch);
        if style.is_struck && !text.is_empty() {
            struck.insert(row);
        }
        cells.add(row, column, &text)?;
    }
    let seen = layout.seen(&struck, |row| cells.has_row(row));
    Ok((cells.text(&layout.merged)?, seen))
}

fn says(cell: &Data, format: &Format, epoch: Epoch) -> String {
    let number = |text: String, format: &Format| match Stored::parse(&text) {
        Some(number) => format.text(number, epoch),
        None => text,
    };
    match cell {
        Data::Int(value) => number(value.to_string(), format),
        Data::Float(value) => number(value.to_string(), format),
        Data::String(text) => text.clone(),
        Data::Bool(value) => value.to_string().to_uppercase(),
        Data::DateTime(moment) if *format != Format::Number => number(moment.as_f64().to_string(), format),
        Data::DateTime(moment) if moment.is_duration() => number(moment.as_f64().to_string(), &Format::Time),
        Data::DateTime(moment) => {
            let text = moment.as_f64().to_string();
            let is_time = Stored::parse(&text).and_then(Stored::seconds).is_some_and(|seconds| seconds < 86_400);
            number(text, if is_time { &Format::Time } else { &Format::DayAndTime })
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.replace('T', " "),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}
