//! The bytes of a file before anything is known about them: opening them, reading them, and what went wrong with them.

use std::error::Error;
use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use crate::problem::FileFault;

/// Bytes that can be opened any number of times, each time from the beginning. Two readers of the same bytes do not disturb
/// each other.
pub trait Bytes: fmt::Debug + Send + Sync {
    /// # Errors
    /// Those of the system.
    fn open(&self) -> io::Result<Box<dyn Read + Send>>;

    /// Opens the bytes at position `start`. Unless the implementation knows a better way, everything before it is read and
    /// thrown away.
    ///
    /// # Errors
    /// Those of the system.
    fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + Send>> {
        let mut source = self.open()?;
        io::copy(&mut source.by_ref().take(start), &mut io::sink())?;
        Ok(source)
    }

    /// How many bytes there are.
    ///
    /// # Errors
    /// Those of the system.
    fn length(&self) -> io::Result<u64> {
        io::copy(&mut self.open()?, &mut io::sink())
    }
}

/// A file on the disk.
impl Bytes for PathBuf {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(self)?))
    }

    fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + Send>> {
        let mut file = File::open(self)?;
        file.seek(SeekFrom::Start(start))?;
        Ok(Box::new(file))
    }

    fn length(&self) -> io::Result<u64> {
        Ok(std::fs::metadata(self)?.len())
    }
}

/// Bytes in memory that are shared.
impl Bytes for Arc<[u8]> {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(self.clone())))
    }

    fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + Send>> {
        let mut reader = Cursor::new(self.clone());
        reader.set_position(start);
        Ok(Box::new(reader))
    }

    fn length(&self) -> io::Result<u64> {
        Ok(self.len() as u64)
    }
}

/// Bytes in memory.
impl Bytes for Vec<u8> {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(self.clone())))
    }
}

/// Reads until `room` is full or the source ends. Returns how many bytes were read, and whether the source ended.
///
/// # Errors
/// Those of the source.
pub(super) fn read_full(source: &mut dyn Read, room: &mut [u8]) -> io::Result<(usize, bool)> {
    let mut filled = 0;
    while let Some(rest) = room.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => return Ok((filled, true)),
            Ok(n) => filled += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((filled, false))
}

/// A container that teamcap can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readable {
    Gzip,
    Zstd,
    Parquet,
    /// A tab of a workbook.
    Workbook,
}

/// Compressed data that are cut off or were changed: `damaged-gzip`, `damaged-zstd`, `unreadable-parquet`. It is carried inside an `io::Error`,
/// because it is found while reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged(pub(super) FileFault);

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl Error for Damaged {}

impl Damaged {
    /// Returns the fault that `error` carries, or `None` if it is an error of the system.
    pub fn fault(error: &io::Error) -> Option<FileFault> {
        Some(error.get_ref()?.downcast_ref::<Damaged>()?.0.clone())
    }
}
