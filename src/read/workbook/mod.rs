//! Workbooks: each tab becomes a text with a row a line, as a spreadsheet program would save it as CSV, but with every value and the
//! unit that its number format says (`25%`, `7:30`, `2024-03-04`). From there on a tab is a sheet like any other.

mod biff;
mod biff12;
mod book;
mod cells;
mod format;
mod layout;
mod legacy;
mod number;
mod ods;
mod styles;
mod tab;
mod text;
mod xlsx;
mod xml;

use std::io;
use std::sync::Arc;

pub use book::{Seen, Tab};

use super::bytes::{Bytes, read_full};
use super::package::Package;
use crate::model::tab::REVIEW;
use crate::problem::words::workbook::WorkbookFault;

/// A larger file is no workbook that people keep.
const MOST_BYTES: u64 = 256 << 20;

const ZIP: &[u8] = b"PK\x03\x04";
const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Reads the tabs of a file; `None` if it is no workbook.
///
/// # Errors
/// Those of the system; the workbook is damaged, encrypted or too large, or it is a review that teamcap wrote.
pub fn tabs(bytes: &dyn Bytes) -> io::Result<Option<Result<Vec<Tab>, WorkbookFault>>> {
    let mut source = bytes.open()?;
    let mut head = vec![0; OLD.len()];
    let (read, _) = read_full(&mut *source, &mut head)?;
    head.truncate(read);
    if !head.starts_with(ZIP) && head != OLD {
        return Ok(None);
    }
    if bytes.length()? > MOST_BYTES {
        return Ok(Some(Err(WorkbookFault::TooLarge)));
    }
    let mut all = head;
    source.read_to_end(&mut all)?;
    Ok(of_bytes(all.into()))
}

fn of_bytes(all: Arc<[u8]>) -> Option<Result<Vec<Tab>, WorkbookFault>> {
    if all.starts_with(OLD) {
        // An encrypted workbook of a newer kind stands in the same container.
        let is_encrypted = {
            let name = utf16("EncryptedPackage");
            all.windows(name.len()).any(|window| window == name)
        };
        return Some(if is_encrypted { Err(WorkbookFault::Encrypted) } else { legacy::xls(all) });
    }
    let mut package = match Package::open(all.clone()) {
        Ok(package) => package,
        Err(fault) => return Some(Err(fault)),
    };
    match package.names(REVIEW) {
        Ok(false) => {}
        Ok(true) => return Some(Err(WorkbookFault::Review)),
        Err(fault) => return Some(Err(fault)),
    }
    if package.has(xlsx::WORKBOOK) {
        Some(xlsx::tabs(&mut package))
    } else if package.has(biff12::WORKBOOK) {
        Some(legacy::xlsb(all, &mut package))
    } else if package.has(ods::CONTENT) && package.has("mimetype") {
        Some(ods::tabs(&mut package))
    } else {
        None
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
