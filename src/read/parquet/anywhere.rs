//! The bytes of a file as the Parquet reader wants them: from anywhere, with the errors of the system told from those of the
//! data.

use std::error::Error;
use std::fmt;
use std::io::{self, BufReader, Read};
use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use crate::problem::FileFault;
use crate::problem::words::file::ParquetFault;
use crate::read::bytes::{Bytes, Damaged};

/// The error of reading a file that is damaged.
pub(super) fn damaged() -> io::Error {
    let fault = FileFault::UnreadableParquet { why: ParquetFault::Damaged };
    io::Error::new(io::ErrorKind::InvalidData, Damaged(fault))
}

/// What an error of the reader means: the system's own, or the file is damaged.
pub(super) fn told(error: ParquetError) -> io::Error {
    let ParquetError::External(error) = error else { return damaged() };
    let Ok(error) = error.downcast::<io::Error>() else { return damaged() };
    match error.into_inner().map(|inner| inner.downcast::<OfSystem>()) {
        Some(Ok(of_system)) => of_system.0,
        _ => damaged(),
    }
}

/// An error of the system, to be told from one of the data, which the reader may pass on as an `io::Error` too.
#[derive(Debug)]
struct OfSystem(io::Error);

impl fmt::Display for OfSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for OfSystem {}

fn of_system(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), OfSystem(error))
}

/// The bytes of a file, from anywhere.
pub(super) struct Anywhere {
    pub bytes: Arc<dyn Bytes>,
}

impl Anywhere {
    fn at(&self, start: u64) -> io::Result<Watched> {
        Ok(Watched { source: self.bytes.open_at(start).map_err(of_system)? })
    }
}

impl Length for Anywhere {
    fn len(&self) -> u64 {
        // A file of no length is refused, and it was longer a moment ago: then nobody can tell it from a cut one.
        self.bytes.length().unwrap_or(0)
    }
}

impl ChunkReader for Anywhere {
    type T = BufReader<Watched>;

    fn get_read(&self, start: u64) -> Result<Self::T, ParquetError> {
        Ok(BufReader::new(self.at(start)?))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<bytes::Bytes, ParquetError> {
        let mut found = Vec::new();
        // Not as much as is asked for at once: damaged data may ask for anything.
        if self.at(start)?.take(length as u64).read_to_end(&mut found)? < length {
            return Err(ParquetError::EOF("the file ends before its data do".to_owned()));
        }
        Ok(found.into())
    }
}

/// A source whose errors say that they are the system's.
pub(super) struct Watched {
    source: Box<dyn Read + Send>,
}

impl Read for Watched {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.source.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => return read.map_err(of_system),
            }
        }
    }
}
