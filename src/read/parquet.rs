//! Reads Parquet as CSV text, which is then read like any other sheet: row numbers are those of the CSV. The canonical table
//! (`teamcap rollup -o q3.parquet`) becomes the text that `teamcap rollup` prints of it, and has to have its types:
//!
//! ```text
//! person STRING, from DATE, to DATE, project STRING, ..., unit STRING, amount DECIMAL(38,18), entries INT64
//! ```
//!
//! Any other table may have columns of texts, numbers, days and times. A few thousand rows and one page of each column are in memory at a time.

use std::io::{self, Read};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::file::metadata::{FileMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::Opening;
use super::bytes::{Bytes, read_full};
use crate::model::canonical::CHECKSUM;
use crate::model::place::Place;
use crate::problem::words::file::ParquetFault;
use crate::problem::{FileFault, Problem};

mod anywhere;
mod column;
mod contained;
mod schema;

use anywhere::{Anywhere, damaged};
use column::{Column, write_text};
use contained::contained;
use schema::Kind;

/// The last bytes of a Parquet file, and those of one whose metadata are encrypted too.
const END: [u8; 4] = *b"PAR1";
const ENCRYPTED_END: [u8; 4] = *b"PARE";

/// How many rows are turned into text at a time.
const ROWS: usize = 4096;

/// Returns the table of a file as CSV: UTF-8, `,`, LF, its header first.
///
/// # Errors
/// `unknown-parquet`, `unreadable-parquet`; those of the system. Damage that is found only while the text is read is
/// `Damaged`.
pub(super) fn table(bytes: &Arc<dyn Bytes>, file: &Arc<str>) -> Result<Box<dyn Read + Send>, Opening> {
    let refused = |fault: FileFault| Opening::from(Problem::new(fault).at(Place::file(file)));
    match end(bytes)? {
        Some(END) => {}
        Some(ENCRYPTED_END) => return Err(refused(unreadable(ParquetFault::Encrypted))),
        _ => return Err(refused(unreadable(ParquetFault::Cut))),
    }
    let reader = contained(|| SerializedFileReader::new(Anywhere { bytes: bytes.clone() }))?;
    let found = reader.metadata();
    let about = found.file_metadata();
    let kinds = schema::kinds(about.schema_descr(), is_ours(about)).map_err(refused)?;
    if !adds_up(found) || !is_as_written(about, bytes)? {
        return Err(refused(unreadable(ParquetFault::Damaged)));
    }
    let mut chunks = found.row_groups().iter().flat_map(|group| group.columns());
    if let Some(packed) = chunks.find(|chunk| !is_unpacked(chunk.compression())) {
        let by = format!("{:?}", packed.compression());
        let by = by.split('(').next().unwrap_or_default().to_owned();
        return Err(refused(unreadable(ParquetFault::Compressed { by })));
    }
    let mut text = String::new();
    for (at, column) in about.schema_descr().root_schema().get_fields().iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write_text(column.name(), &mut text);
    }
    text.push('\n');
    Ok(Box::new(Rows { reader, kinds, group: 0, columns: Vec::new(), left: 0, text, at: 0 }))
}

/// Returns whether a file that begins like an encrypted one ends like one too.
///
/// # Errors
/// Those of the system.
pub(super) fn is_encrypted(bytes: &Arc<dyn Bytes>) -> io::Result<bool> {
    Ok(end(bytes)? == Some(ENCRYPTED_END))
}

/// Returns the last four bytes.
fn end(bytes: &Arc<dyn Bytes>) -> io::Result<Option<[u8; 4]>> {
    let mut last = [0; 4];
    // The same four bytes cannot be both the beginning and the end.
    let Some(at) = bytes.length()?.checked_sub(4).filter(|at| *at >= 4) else { return Ok(None) };
    bytes.open_at(at)?.read_exact(&mut last)?;
    Ok(Some(last))
}

/// Returns whether the table, its row groups and their columns have the same number of rows.
fn adds_up(table: &ParquetMetaData) -> bool {
    let sum = table.row_groups().iter().try_fold(0_i64, |sum, group| sum.checked_add(group.num_rows()));
    let same = |group: &RowGroupMetaData| group.columns().iter().all(|column| column.num_values() == group.num_rows());
    sum == Some(table.file_metadata().num_rows()) && table.row_groups().iter().all(same)
}

/// Returns whether the file is still what `teamcap rollup` wrote, by its checksum. Parquet itself does not require one,
/// and another program that copies a table may keep the checksum of the original, so only files written by teamcap are
/// checked.
///
/// # Errors
/// Those of the system.
fn is_as_written(table: &FileMetaData, bytes: &Arc<dyn Bytes>) -> io::Result<bool> {
    if !is_ours(table) {
        return Ok(true);
    }
    let said = table.key_value_metadata().into_iter().flatten().find(|said| said.key == CHECKSUM);
    let Some((length, sum)) = said.and_then(|said| said.value.as_deref()?.split_once(' ')) else { return Ok(false) };
    let (Ok(length), Ok(sum)) = (length.parse(), u32::from_str_radix(sum, 16)) else { return Ok(false) };
    let (mut source, mut part, mut found) = (bytes.open()?.take(length), vec![0; 1 << 16], crc32fast::Hasher::new());
    loop {
        let (read, ended) = read_full(&mut source, &mut part)?;
        found.update(part.get(..read).unwrap_or_default());
        if ended {
            return Ok(found.finalize() == sum);
        }
    }
}

/// Whether the file says that teamcap wrote it.
fn is_ours(table: &FileMetaData) -> bool {
    table.created_by().is_some_and(|by| by.starts_with("teamcap "))
}

fn is_unpacked(by: Compression) -> bool {
    matches!(by, Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_))
}

fn unreadable(why: ParquetFault) -> FileFault {
    FileFault::UnreadableParquet { why }
}

/// The rows as text, which is made while it is read.
struct Rows {
    reader: SerializedFileReader<Anywhere>,
    kinds: Vec<Kind>,
    /// The number of the next row group.
    group: usize,
    /// The columns of the current row group, and how many of its rows are left.
    columns: Vec<Column>,
    left: usize,
    /// Text that has been made; returned up to `at`.
    text: String,
    at: usize,
}

impl Rows {
    /// Makes more text, or none if there are no more rows.
    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        while self.left == 0 && self.group < self.reader.num_row_groups() {
            self.open_group()?;
        }
        let rows = self.left.min(ROWS);
        for column in &mut self.columns {
            column.fill(rows)?;
        }
        for _ in 0..rows {
            for (at, column) in self.columns.iter_mut().enumerate() {
                if at > 0 {
                    self.text.push(',');
                }
                column.write(&mut self.text)?;
            }
            self.text.push('\n');
        }
        self.left -= rows;
        Ok(())
    }

    fn open_group(&mut self) -> io::Result<()> {
        let group = contained(|| self.reader.get_row_group(self.group))?;
        self.left = usize::try_from(group.metadata().num_rows()).map_err(|_| damaged())?;
        let column = |(at, kind): (usize, &Kind)| Column::new(*kind, contained(|| group.get_column_reader(at))?);
        self.columns = self.kinds.iter().enumerate().map(column).collect::<io::Result<_>>()?;
        self.group += 1;
        Ok(())
    }
}

impl Read for Rows {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.fill().inspect_err(|_| self.text.clear())?;
        }
        let read = self.text.as_bytes().get(self.at..).unwrap_or_default().read(room)?;
        self.at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
