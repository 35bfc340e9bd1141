//! A file that is read: its bytes, which can be opened any number of times, and its encoding if the configuration says
//! it. Every file is opened here.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};

use super::Opening;
use super::bytes::{Bytes, Readable};
use super::container::unpack;
use super::diary::Logbook;
use super::encoding::Label;
use super::text::Text;
use crate::model::place::Place;
use crate::problem::Problem;

/// A file without a name. All its readers share one handle, and each has its own position.
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

/// Counts the bytes that are read. Bytes that are read a second time are not counted.
#[derive(Debug)]
struct Counted {
    bytes: Arc<dyn Bytes>,
    /// How many bytes have not been counted yet.
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

/// A reader that counts the bytes that pass through it.
pub struct CountedReader<R> {
    source: R,
    left: Arc<AtomicU64>,
    read: Arc<AtomicU64>,
}

impl<R: Read> CountedReader<R> {
    /// Counts everything that is read from `source`.
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

/// A file that is read.
#[derive(Debug, Clone)]
pub struct Input {
    /// The name of the file in messages.
    pub name: Arc<str>,
    bytes: Arc<dyn Bytes>,
    said: Option<Label>,
    /// The bytes are the text of a tab.
    is_tab: bool,
    /// What was read of a file that is no table; the bytes are the table of its entries.
    logbook: Option<Arc<Logbook>>,
}

impl Input {
    /// The text of a tab of a workbook.
    pub fn of_tab(name: Arc<str>, text: Arc<[u8]>) -> Input {
        Input { name, bytes: Arc::new(text), said: None, is_tab: true, logbook: None }
    }

    /// The entries of a file that is no table.
    pub fn of_logbook(name: Arc<str>, logbook: Arc<Logbook>) -> Input {
        let bytes = Arc::new(logbook.written.table());
        Input { name, bytes, said: None, is_tab: false, logbook: Some(logbook) }
    }

    /// What was read of the file, if it is no table.
    pub fn logbook(&self) -> Option<&Arc<Logbook>> {
        self.logbook.as_ref()
    }

    /// `said` is the encoding, if the configuration says it.
    pub fn new(name: Arc<str>, bytes: impl Bytes + 'static, said: Option<Label>) -> Input {
        Input { name, bytes: Arc::new(bytes), said, is_tab: false, logbook: None }
    }

    /// Returns the same file. It adds each of its bytes to `read` when that is first read, as it is stored on disk.
    ///
    /// # Errors
    /// Those of the system.
    pub fn counted(self, read: Arc<AtomicU64>) -> io::Result<Input> {
        let left = Arc::new(AtomicU64::new(self.bytes.length()?));
        Ok(Input { bytes: Arc::new(Counted { bytes: self.bytes, left, read }), ..self })
    }

    /// How many bytes the file has, as it is stored.
    ///
    /// # Errors
    /// Those of the system.
    pub fn length(&self) -> io::Result<u64> {
        self.bytes.length()
    }

    /// Opens the file and returns its bytes as they are stored.
    ///
    /// # Errors
    /// Those of the system.
    pub(super) fn stored(&self) -> io::Result<Box<dyn Read + Send>> {
        self.bytes.open()
    }

    /// Opens the file and returns its text in UTF-8, unpacked. The text of a Parquet file, and of a file that is no
    /// table, is its table as CSV.
    ///
    /// # Errors
    /// `unknown-container`, `encoding-disagrees`, `unknown-parquet`, `unreadable-parquet`; those of the system, and
    /// `bytes::Damaged` among them.
    pub fn text(&self) -> Result<Text, Opening> {
        if let Some(logbook) = &self.logbook {
            return Ok(Text::of_written(logbook.written.clone()));
        }
        if self.is_tab {
            return Ok(Text::utf8(self.bytes.open()?).out_of(Some(Readable::Workbook)));
        }
        let unpacked = unpack(&self.bytes, &self.name)?;
        if unpacked.container == Some(Readable::Parquet) {
            // An encoding that the configuration says is that of a text; a table has none.
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
