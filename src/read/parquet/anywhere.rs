//! The bytes of a file for the Parquet reader, which reads them at any position. Tells errors of the system from those
//! of the data.

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

/// Turns an error of the Parquet reader into one of the system, if it was that, or else into one about a damaged file.
pub(super) fn told(error: ParquetError) -> io::Error {
    let ParquetError::External(error) = error else { return damaged() };
    let Ok(error) = error.downcast::<io::Error>() else { return damaged() };
    match error.into_inner().map(|inner| inner.downcast::<OfSystem>()) {
        Some(Ok(of_system)) => of_system.0,
        _ => damaged(),
    }
}

/// Marks an error of the system, because the Parquet reader also returns errors of the data as `io::Error`.
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

/// The bytes of a file, readable at any position.
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
        // A file of length 0 is refused. The file was longer a moment ago, so that it can only have been cut off since.
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
        // Does not reserve the length that is asked for: damaged data may ask for any length.
        if self.at(start)?.take(length as u64).read_to_end(&mut found)? < length {
            return Err(ParquetError::EOF("the file ends before its data do".to_owned()));
        }
        Ok(found.into())
    }
}

/// A source that marks its errors as errors of the system.
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
