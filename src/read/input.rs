//! A file as it comes in: its bytes, which can be had as often as they are wanted, and the encoding that is said of it.
//! Whatever is read, is opened here.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};

use super::Opening;
use super::bytes::{Bytes, Readable};
use super::container::unpack;
use super::encoding::Label;
use super::text::Text;
use crate::model::place::Place;
use crate::problem::Problem;

/// A file without a name: all its readers share one handle, each with a position of its own.
#[derive(Debug, Clone)]
pub struct Kept(Arc<Mutex<File>>);

impl Kept {
    pub fn new(file: File) -> Kept {
        Kept(Arc::new(Mutex::new(file)))
    }
}

impl Bytes for Kept {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        self.open_at(0)
    }

    fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(KeptReader { file: self.0.clone(), at: start }))
    }

    fn length(&self) -> io::Result<u64> {
        let file = self.0.lock().map_err(|_| io::Error::other("a reader of this file failed"))?;
        Ok(file.metadata()?.len())
    }
}

struct KeptReader {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Read for KeptReader {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("a reader of this file failed"))?;
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(room)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Bytes of which those that are read are counted; those that are read again are not.
#[derive(Debug)]
struct Counted {
    bytes: Arc<dyn Bytes>,
    /// Those that have not been counted.
    left: Arc<AtomicU64>,
    read: Arc<AtomicU64>,
}

impl Counted {
    fn reader(&self, source: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        Box::new(CountedReader { source, left: self.left.clone(), read: self.read.clone() })
    }
}

impl Bytes for Counted {
    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(self.reader(self.bytes.open()?))
    }

    fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + Send>> {
        Ok(self.reader(self.bytes.open_at(start)?))
    }

    fn length(&self) -> io::Result<u64> {
        self.bytes.length()
    }
}

/// A reader that counts.
pub struct CountedReader<R> {
    source: R,
    left: Arc<AtomicU64>,
    read: Arc<AtomicU64>,
}

impl<R: Read> CountedReader<R> {
    /// Of what is read once, however much it is.
    pub fn new(source: R, read: Arc<AtomicU64>) -> CountedReader<R> {
        CountedReader { source, left: Arc::new(AtomicU64::new(u64::MAX)), read }
    }
}

impl<R: Read> Read for CountedReader<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(room)?;
        let less = |left: u64| Some(left.saturating_sub(read as u64));
        let left = self.left.fetch_update(Relaxed, Relaxed, less).unwrap_or_default();
        self.read.fetch_add(left.min(read as u64), Relaxed);
        Ok(read)
    }
}

/// A file to read.
#[derive(Debug, Clone)]
pub struct Input {
    /// How places name it.
    pub name: Arc<str>,
    bytes: Arc<dyn Bytes>,
    said: Option<Label>,
}

impl Input {
    /// `said`: the encoding, where the configuration says it.
    pub fn new(name: Arc<str>, bytes: impl Bytes + 'static, said: Option<Label>) -> Input {
        Input { name, bytes: Arc::new(bytes), said }
    }

    /// The same file, of which each byte is counted when it is first read, as it stands on the disk.
    ///
    /// # Errors
    /// Those of the system.
    pub fn counted(self, read: Arc<AtomicU64>) -> io::Result<Input> {
        let left = Arc::new(AtomicU64::new(self.bytes.length()?));
        Ok(Input { bytes: Arc::new(Counted { bytes: self.bytes, left, read }), ..self })
    }

    /// The text of the file from its beginning, unpacked and in UTF-8; of a Parquet file that of its table as CSV.
    ///
    /// # Errors
    /// `unknown-container`, `encoding-disagrees`, `unknown-parquet`, `unreadable-parquet`; those of the system, and
    /// `bytes::Damaged` among them.
    pub fn text(&self) -> Result<Text, Opening> {
        let unpacked = unpack(&self.bytes, &self.name)?;
        if unpacked.container == Some(Readable::Parquet) {
            // What is said of an encoding is said of text: a table has none to be told.
            return Ok(Text::utf8(unpacked.source).out_of(unpacked.container));
        }
        let (again, name) = (self.bytes.clone(), self.name.clone());
        let again = move || match unpack(&again, &name) {
            Ok(unpacked) => Ok(unpacked.source),
            Err(Opening::Io(error)) => Err(error),
            Err(Opening::Problems(_)) => Err(io::Error::other("it is another file now")),
        };
        let text = Text::open(unpacked.source, Box::new(again), self.said)?;
        match text {
            Ok(text) => Ok(text.out_of(unpacked.container)),
            Err(fault) => Err(Problem::new(fault).at(Place::file(&self.name)).into()),
        }
    }
}
