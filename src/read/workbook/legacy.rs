//! Binary workbooks (xls of Excel 97 to 2003, xlsb), through calamine. Their cells do not tell the format of a number, but for days
//! and times: a percent stands there as a part of one.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb};

use super::book::{Seen, Tab};
use super::format::{Epoch, Format};
use super::number::Stored;
use super::text::Writer;
use crate::problem::words::workbook::WorkbookFault;

/// Reads every tab of an xls workbook.
///
/// # Errors
/// The workbook is damaged, encrypted or too large.
pub fn xls(bytes: Arc<[u8]>) -> Result<Vec<Tab>, WorkbookFault> {
    let book = contained(|| Xls::new(Cursor::new(bytes)))?.map_err(|error| match error {
        XlsError::Password => WorkbookFault::Encrypted,
        _ => WorkbookFault::Damaged,
    })?;
    tabs(book)
}

/// Reads every tab of an xlsb workbook.
///
/// # Errors
/// The workbook is damaged or too large.
pub fn xlsb(bytes: Arc<[u8]>) -> Result<Vec<Tab>, WorkbookFault> {
    tabs(contained(|| Xlsb::new(Cursor::new(bytes)))?.map_err(|_| WorkbookFault::Damaged)?)
}

/// What a reader of damaged bytes returns, or that they are damaged where it panics.
fn contained<T>(read: impl FnOnce() -> T) -> Result<T, WorkbookFault> {
    crate::read::contained::contained(read).ok_or(WorkbookFault::Damaged)
}

fn tabs<R: Reader<Cursor<Arc<[u8]>>>>(mut book: R) -> Result<Vec<Tab>, WorkbookFault> {
    let listed = book.sheets_metadata().to_vec();
    let mut tabs = Vec::new();
    for sheet in listed.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let range =
            contained(|| book.worksheet_range(&sheet.name).map_err(|_| ()))?.map_err(|()| WorkbookFault::Damaged)?;
        let is_hidden = sheet.visible != SheetVisible::Visible;
        tabs.push(Tab { name: sheet.name, is_hidden, text: text(&range)?.into(), seen: Seen::default() });
    }
    Ok(tabs)
}

fn text(range: &Range<Data>) -> Result<Vec<u8>, WorkbookFault> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut writer = Writer::new(range.end().map_or(0, |(_, column)| column + 1));
    for (row, column, cell) in range.used_cells() {
        let place =
            |first: u32, at: usize| u32::try_from(at).ok().and_then(|at| first.checked_add(at)).unwrap_or(u32::MAX);
        let (row, column) = (place(first_row, row), place(first_column, column));
        writer.cell(row, column, &says(cell)).map_err(|_| WorkbookFault::TooLarge)?;
    }
    Ok(writer.finish())
}

fn says(cell: &Data) -> String {
    let number = |text: String, format: Format| match Stored::parse(&text) {
        Some(number) => format.text(number, Epoch::From1900),
        None => text,
    };
    match cell {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(value.to_string(), Format::Number),
        Data::String(text) => text.clone(),
        Data::Bool(value) => value.to_string().to_uppercase(),
        Data::DateTime(moment) if moment.is_duration() => number(moment.as_f64().to_string(), Format::Time),
        Data::DateTime(moment) => {
            let text = moment.as_f64().to_string();
            let is_time = Stored::parse(&text).and_then(Stored::seconds).is_some_and(|seconds| seconds < 86_400);
            number(text, if is_time { Format::Time } else { Format::DayAndTime })
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.replace('T', " "),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}
