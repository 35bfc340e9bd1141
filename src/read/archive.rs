//! Zip containers that are no workbooks: the sheets in them.

use std::io::{self, Read};
use std::sync::Arc;

use super::bytes::{Bytes, read_full};
use super::package::Package;
use crate::problem::words::workbook::WorkbookFault;

const ZIP: &[u8] = b"PK\x03\x04";
/// What the files in a container may unpack to, and the container may have itself.
const MOST_BYTES: u64 = 1 << 30;

/// A file in a zip container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its path in the container, with `/`.
    pub name: String,
    pub bytes: Arc<[u8]>,
}

/// What is in a container.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Archive {
    /// The files whose names say that they are sheets, by name.
    pub sheets: Vec<Arc<Member>>,
    /// The names of the other files.
    pub others: Vec<String>,
}

/// Reads the sheets of a zip container; `None` of a file that is none. `is_sheet` says of a name whether it is that of a sheet.
///
/// # Errors
/// Those of the system; the container is damaged, encrypted or too large.
pub fn archive(
    bytes: &dyn Bytes,
    is_sheet: &dyn Fn(&str) -> bool,
) -> io::Result<Option<Result<Archive, WorkbookFault>>> {
    let mut source = bytes.open()?;
    let mut head = vec![0; ZIP.len()];
    let (read, _) = read_full(&mut *source, &mut head)?;
    head.truncate(read);
    if head != ZIP {
        return Ok(None);
    }
    if bytes.length()? > MOST_BYTES {
        return Ok(Some(Err(WorkbookFault::TooLarge)));
    }
    let mut all = head;
    source.read_to_end(&mut all)?;
    Ok(Some(members(all.into(), is_sheet)))
}

fn members(all: Arc<[u8]>, is_sheet: &dyn Fn(&str) -> bool) -> Result<Archive, WorkbookFault> {
    let mut package = Package::open(all)?;
    let (mut names, mut others): (Vec<String>, Vec<String>) =
        package.files().into_iter().partition(|name| is_sheet(name));
    // What programs of one system leave for themselves is nobody's file.
    others.retain(|name| !is_of_system(name));
    names.retain(|name| !is_of_system(name));
    names.sort();
    names.dedup();
    let (mut sheets, mut left) = (Vec::new(), MOST_BYTES);
    for name in names {
        let Some(part) = package.part(&name)? else { return Err(WorkbookFault::Damaged) };
        let mut bytes = Vec::new();
        part.take(left + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => WorkbookFault::TooLarge,
            _ => WorkbookFault::Damaged,
        })?;
        left = left.checked_sub(bytes.len() as u64).ok_or(WorkbookFault::TooLarge)?;
        sheets.push(Arc::new(Member { name, bytes: bytes.into() }));
    }
    Ok(Archive { sheets, others })
}

/// `__MACOSX/._effort.csv`, `.DS_Store`, `~$effort.csv`.
fn is_of_system(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || part.starts_with('.') || part.starts_with("~$"))
}
