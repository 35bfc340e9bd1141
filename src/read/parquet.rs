//! Reads Parquet: the canonical table (`teamcap rollup -o q3.parquet`), as the CSV text that `teamcap rollup` prints of
//! the same table. Both are then read by the same reader, row by row, so that row numbers are those of the CSV.
//!
//! ```text
//! person STRING, from DATE, to DATE, project STRING, ..., unit STRING, amount DECIMAL(38,18), entries INT64
//! ```
//!
//! A few thousand rows and one page of each column are in memory at a time.

use std::fmt::Write as _;
use std::io::{self, Read};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{AsBytes, ByteArrayType, DataType, FixedLenByteArrayType, Int32Type, Int64Type};
use parquet::file::metadata::{FileMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::Opening;
use super::bytes::{Bytes, read_full};
use crate::model::canonical::{CHECKSUM, COLUMNS};
use crate::model::day::Day;
use crate::model::guard::is_guarded;
use crate::model::place::Place;
use crate::problem::words::file::ParquetFault;
use crate::problem::{FileFault, Problem};

mod anywhere;
mod contained;
mod schema;

use anywhere::{Anywhere, damaged};
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
    let kinds = schema::kinds(found.file_metadata().schema_descr()).map_err(refused)?;
    if !adds_up(found) || !is_as_written(found.file_metadata(), bytes)? {
        return Err(refused(unreadable(ParquetFault::Damaged)));
    }
    let mut chunks = found.row_groups().iter().flat_map(|group| group.columns());
    if let Some(packed) = chunks.find(|chunk| !is_unpacked(chunk.compression())) {
        let by = format!("{:?}", packed.compression());
        let by = by.split('(').next().unwrap_or_default().to_owned();
        return Err(refused(unreadable(ParquetFault::Compressed { by })));
    }
    let text = COLUMNS.join(",") + "\n";
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
    if !table.created_by().is_some_and(|by| by.starts_with("teamcap ")) {
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
        let column = |(at, kind): (usize, &Kind)| {
            let cells = match contained(|| group.get_column_reader(at))? {
                ColumnReader::Int32ColumnReader(reader) => Cells::Whole(Values::new(reader)),
                ColumnReader::Int64ColumnReader(reader) => Cells::Long(Values::new(reader)),
                ColumnReader::ByteArrayColumnReader(reader) => Cells::Bytes(Values::new(reader)),
                ColumnReader::FixedLenByteArrayColumnReader(reader) => Cells::Fixed(Values::new(reader)),
                _ => return Err(damaged()),
            };
            Ok(Column { kind: *kind, cells })
        };
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

struct Column {
    kind: Kind,
    cells: Cells,
}

/// The cells of a column, by how they are stored.
enum Cells {
    Whole(Values<Int32Type>),
    Long(Values<Int64Type>),
    Bytes(Values<ByteArrayType>),
    Fixed(Values<FixedLenByteArrayType>),
}

impl Column {
    fn fill(&mut self, rows: usize) -> io::Result<()> {
        match &mut self.cells {
            Cells::Whole(values) => values.fill(rows),
            Cells::Long(values) => values.fill(rows),
            Cells::Bytes(values) => values.fill(rows),
            Cells::Fixed(values) => values.fill(rows),
        }
    }

    /// Writes the cell of the next row. Null is written as a blank cell.
    fn write(&mut self, out: &mut String) -> io::Result<()> {
        let number = match &mut self.cells {
            Cells::Bytes(values) if self.kind == Kind::Text => {
                let Some(bytes) = values.next()? else { return Ok(()) };
                let text = std::str::from_utf8(bytes.as_bytes()).map_err(|_| damaged())?;
                write_text(text, out);
                return Ok(());
            }
            Cells::Whole(values) => values.next()?.map(|number| i128::from(*number)),
            Cells::Long(values) => values.next()?.map(|number| i128::from(*number)),
            Cells::Bytes(values) => values.next()?.map(|bytes| whole(bytes.as_bytes())).transpose()?,
            Cells::Fixed(values) => values.next()?.map(|bytes| whole(bytes.as_bytes())).transpose()?,
        };
        let Some(number) = number else { return Ok(()) };
        match self.kind {
            Kind::Amount { places } => write_decimal(number, places, out),
            // A day that does not exist is written as its number, and reported at its row.
            Kind::Day => match i32::try_from(number).ok().and_then(Day::from_epoch) {
                Some(day) => _ = write!(out, "{day}"),
                None => _ = write!(out, "{number}"),
            },
            Kind::Entries | Kind::Text => _ = write!(out, "{number}"),
        }
        Ok(())
    }
}

/// The values of a column, some rows at a time.
struct Values<T: DataType> {
    reader: ColumnReaderImpl<T>,
    /// Those that are not null.
    values: Vec<T::T>,
    /// For each row 1, or 0 if it is null. Empty if no row can be null.
    levels: Vec<i16>,
    row: usize,
    at: usize,
}

impl<T: DataType> Values<T> {
    fn new(reader: ColumnReaderImpl<T>) -> Values<T> {
        Values { reader, values: Vec::new(), levels: Vec::new(), row: 0, at: 0 }
    }

    fn fill(&mut self, rows: usize) -> io::Result<()> {
        self.values.clear();
        self.levels.clear();
        (self.row, self.at) = (0, 0);
        let (reader, levels, values) = (&mut self.reader, &mut self.levels, &mut self.values);
        let (read, ..) = contained(|| reader.read_records(rows, Some(levels), None, values))?;
        if read == rows { Ok(()) } else { Err(damaged()) }
    }

    /// Returns the value of the next row, or `None` for null.
    fn next(&mut self) -> io::Result<Option<&T::T>> {
        let is_null = self.levels.get(self.row).is_some_and(|level| *level == 0);
        self.row += 1;
        if is_null {
            return Ok(None);
        }
        self.at += 1;
        self.values.get(self.at - 1).map(Some).ok_or_else(damaged)
    }
}

/// Reads a whole number in two's complement, the highest byte first.
fn whole(bytes: &[u8]) -> io::Result<i128> {
    const WIDTH: usize = size_of::<i128>();
    let negative = bytes.first().ok_or_else(damaged)? & 0x80 != 0;
    let fill = if negative { 0xFF } else { 0 };
    let (beyond, low) = bytes.split_at(bytes.len().saturating_sub(WIDTH));
    let mut number = [fill; WIDTH];
    number.iter_mut().rev().zip(low.iter().rev()).for_each(|(to, from)| *to = *from);
    let number = i128::from_be_bytes(number);
    let fits = beyond.iter().all(|byte| *byte == fill) && (number < 0) == negative;
    fits.then_some(number).ok_or_else(damaged)
}

/// Writes `digits x 10^-places` like `Amount` does.
fn write_decimal(digits: i128, places: usize, out: &mut String) {
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
    let (whole, fraction) = text.split_at(text.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let (sign, point) = (if digits < 0 { "-" } else { "" }, if fraction.is_empty() { "" } else { "." });
    // Writing to a string never fails.
    let _ = write!(out, "{sign}{whole}{point}{fraction}");
}

/// Writes a text like `teamcap rollup` writes it to CSV: guarded against formulas, and quoted if necessary.
fn write_text(text: &str, out: &mut String) {
    let guard = if is_guarded(text) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        let _ = write!(out, "\"{guard}{}\"", text.replace('"', "\"\""));
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests;
