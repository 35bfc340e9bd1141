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
    let said = entries(&all);
    let mut package = Package::open(all)?;
    let mut files = package.files();
    if said.is_some_and(|said| said > package.entries()) {
        return Err(WorkbookFault::Repeated);
    }
    // What programs of one system leave for themselves is nobody's file.
    files.retain(|(_, name)| !is_of_system(name));
    files.sort_by(|(_, one), (_, other)| one.cmp(other));
    let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(_, name)| is_sheet(name));
    let (mut archive, mut left) = (Archive::default(), MOST_BYTES);
    archive.others = others.into_iter().map(|(_, name)| shown(&name)).collect();
    for (at, name) in sheets {
        let mut bytes = Vec::new();
        package.file(at)?.take(left + 1).read_to_end(&mut bytes).map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => WorkbookFault::TooLarge,
            _ => WorkbookFault::Damaged,
        })?;
        left = left.checked_sub(bytes.len() as u64).ok_or(WorkbookFault::TooLarge)?;
        archive.sheets.push(Arc::new(Member { name: shown(&name), bytes: bytes.into() }));
    }
    Ok(archive)
}

/// How many files the end of a container says that it has; `None` where it says so elsewhere. Of two with one name the reader knows one.
fn entries(all: &[u8]) -> Option<usize> {
    const END: &[u8] = b"PK\x05\x06";
    let at = all.windows(END.len()).rposition(|mark| mark == END)?;
    let said = u16::from_le_bytes(all.get(at + 10..at + 12)?.try_into().ok()?);
    (said != u16::MAX).then_some(said.into())
}

/// A name without `./` before it, and without characters that move the cursor.
fn shown(name: &str) -> String {
    name.trim_start_matches("./").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// `__MACOSX/._effort.csv`, `.DS_Store`, `~$effort.csv`.
fn is_of_system(name: &str) -> bool {
    let is_own = |part: &str| part == "__MACOSX" || part.starts_with("~$");
    name.split('/').filter(|part| !matches!(*part, "." | "..")).any(|part| is_own(part) || part.starts_with('.'))
}
