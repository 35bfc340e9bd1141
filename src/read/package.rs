//! The parts of a zip container, such as a workbook is, each unpacked up to a limit: what unpacks to more is no sheet that people keep.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::problem::words::workbook::WorkbookFault;

/// What a part may unpack to: a sheet of a million rows has about 100 MB.
const MOST_PART: u64 = 1 << 30;
/// A part may unpack to so many bytes, however little it is packed in, and beyond them to so many times its own.
const FREE: u64 = 32 << 20;
const TIMES: u64 = 60;
/// Properties are looked through so far.
const MOST_PROPERTIES: u64 = 1 << 20;
/// A container of more parts is no workbook.
const MOST_PARTS: usize = 20_000;

/// See the module.
pub struct Package {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
}

impl Package {
    /// # Errors
    /// The container is damaged.
    pub fn open(bytes: Arc<[u8]>) -> Result<Package, WorkbookFault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookFault::Damaged)?;
        if zip.len() > MOST_PARTS { Err(WorkbookFault::TooLarge) } else { Ok(Package { zip }) }
    }

    /// The files in it, each by its number, with its name as it is written, with `/`.
    pub fn files(&self) -> Vec<(usize, String)> {
        let names = self.zip.file_names().enumerate();
        let names = names.filter_map(|(at, name)| Some((at, name.ok()?.replace('\\', "/"))));
        names.filter(|(_, name)| !name.ends_with('/')).collect()
    }

    /// How many files and folders the reader knows.
    pub fn entries(&self) -> usize {
        self.zip.len()
    }

    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The name of a part as it is written in the container: some programs write it in other letters.
    fn find(&self, name: &str) -> Option<String> {
        let is_it = |own: &String| own.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name);
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).find(is_it)
    }

    /// Whether one of the properties that people give a workbook has this name, in the parts of xlsx and of ods that hold them.
    ///
    /// # Errors
    /// The container is damaged.
    pub fn names(&mut self, property: &str) -> Result<bool, WorkbookFault> {
        for part in ["docProps/custom.xml", "meta.xml"] {
            let mut text = Vec::new();
            if let Some(part) = self.part(part)? {
                part.take(MOST_PROPERTIES).read_to_end(&mut text).map_err(|_| WorkbookFault::Damaged)?;
            }
            let quoted = format!("\"{property}\"");
            if text.windows(quoted.len()).any(|window| window == quoted.as_bytes()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A part, unpacked; `None` if there is none of this name.
    ///
    /// # Errors
    /// The container is damaged, encrypted, or packed in a way that workbooks are not.
    pub fn part(&mut self, name: &str) -> Result<Option<impl BufRead + '_>, WorkbookFault> {
        let Some(own) = self.find(name) else { return Ok(None) };
        opened(self.zip.by_name(&own)).map(Some)
    }

    /// The file of a number that `files` gave, unpacked.
    ///
    /// # Errors
    /// As `part`.
    pub fn file(&mut self, at: usize) -> Result<impl BufRead + '_, WorkbookFault> {
        opened(self.zip.by_index(at))
    }
}

fn opened<R: Read>(part: Result<ZipFile<'_, R>, ZipError>) -> Result<impl BufRead + '_, WorkbookFault> {
    match part {
        Ok(part) => {
            let left = part.compressed_size().saturating_mul(TIMES).clamp(FREE, MOST_PART);
            Ok(BufReader::with_capacity(64 << 10, Limited { part: part.take(left + 1), left }))
        }
        Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => Err(WorkbookFault::Encrypted),
        Err(_) => Err(WorkbookFault::Damaged),
    }
}

/// A reader that fails where there is more than the limit.
struct Limited<R> {
    part: io::Take<R>,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(room)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
        Ok(read)
    }
}
