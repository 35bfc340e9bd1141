//! A column of a Parquet file: its values, row by row, as the fields of a CSV.

use std::fmt::{Display, Write as _};
use std::io;

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{
    AsBytes, BoolType, ByteArrayType, DataType, DoubleType, FixedLenByteArrayType, FloatType, Int32Type, Int64Type,
};

use super::anywhere::damaged;
use super::contained::contained;
use super::schema::Kind;
use crate::model::day::Day;
use crate::model::guard::is_guarded;

/// See the module.
pub(super) struct Column {
    kind: Kind,
    cells: Cells,
}

/// The cells of a column, by how they are stored.
enum Cells {
    Flag(Values<BoolType>),
    Whole(Values<Int32Type>),
    Long(Values<Int64Type>),
    Float(Values<FloatType>),
    Double(Values<DoubleType>),
    Bytes(Values<ByteArrayType>),
    Fixed(Values<FixedLenByteArrayType>),
}

impl Column {
    /// # Errors
    /// The values are stored in a way that no kind of column is.
    pub fn new(kind: Kind, reader: ColumnReader) -> io::Result<Column> {
        let cells = match reader {
            ColumnReader::BoolColumnReader(reader) => Cells::Flag(Values::new(reader)),
            ColumnReader::Int32ColumnReader(reader) => Cells::Whole(Values::new(reader)),
            ColumnReader::Int64ColumnReader(reader) => Cells::Long(Values::new(reader)),
            ColumnReader::FloatColumnReader(reader) => Cells::Float(Values::new(reader)),
            ColumnReader::DoubleColumnReader(reader) => Cells::Double(Values::new(reader)),
            ColumnReader::ByteArrayColumnReader(reader) => Cells::Bytes(Values::new(reader)),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => Cells::Fixed(Values::new(reader)),
            ColumnReader::Int96ColumnReader(_) => return Err(damaged()),
        };
        Ok(Column { kind, cells })
    }

    /// Reads the values of so many rows.
    ///
    /// # Errors
    /// The data are damaged; those of the system.
    pub fn fill(&mut self, rows: usize) -> io::Result<()> {
        match &mut self.cells {
            Cells::Flag(values) => values.fill(rows),
            Cells::Float(values) => values.fill(rows),
            Cells::Double(values) => values.fill(rows),
            Cells::Whole(values) => values.fill(rows),
            Cells::Long(values) => values.fill(rows),
            Cells::Bytes(values) => values.fill(rows),
            Cells::Fixed(values) => values.fill(rows),
        }
    }

    /// Writes the cell of the next row: a null as a blank cell, a number in binary as the shortest decimal that is read as the same.
    ///
    /// # Errors
    /// The data are damaged.
    pub fn write(&mut self, out: &mut String) -> io::Result<()> {
        let number = match &mut self.cells {
            Cells::Bytes(values) if self.kind == Kind::Text => {
                let Some(bytes) = values.next()? else { return Ok(()) };
                let text = std::str::from_utf8(bytes.as_bytes()).map_err(|_| damaged())?;
                write_text(text, out);
                return Ok(());
            }
            Cells::Flag(values) => return shown(values.next()?, out),
            Cells::Float(values) => return shown(values.next()?, out),
            Cells::Double(values) => return shown(values.next()?, out),
            Cells::Whole(values) => values.next()?.map(|number| match self.kind {
                Kind::Unsigned => i128::from(number.cast_unsigned()),
                _ => i128::from(*number),
            }),
            Cells::Long(values) => values.next()?.map(|number| match self.kind {
                Kind::Unsigned => i128::from(number.cast_unsigned()),
                _ => i128::from(*number),
            }),
            Cells::Bytes(values) => values.next()?.map(|bytes| whole(bytes.as_bytes())).transpose()?,
            Cells::Fixed(values) => values.next()?.map(|bytes| whole(bytes.as_bytes())).transpose()?,
        };
        let Some(number) = number else { return Ok(()) };
        match self.kind {
            Kind::Decimal { places } => write_decimal(number, places, out),
            // A day that does not exist is written as its number, and reported at its row.
            Kind::Day => match i32::try_from(number).ok().and_then(Day::from_epoch) {
                Some(day) => _ = write!(out, "{day}"),
                None => _ = write!(out, "{number}"),
            },
            Kind::Moment { per_second, is_utc } => write_moment(number, per_second, is_utc, out),
            Kind::Time { per_second } => write_time(number, per_second, out),
            _ => _ = write!(out, "{number}"),
        }
        Ok(())
    }
}

fn shown<T: Display>(value: Option<&T>, out: &mut String) -> io::Result<()> {
    // Writing to a string never fails.
    value.into_iter().for_each(|value| _ = write!(out, "{value}"));
    Ok(())
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
pub(super) fn whole(bytes: &[u8]) -> io::Result<i128> {
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
pub(super) fn write_decimal(digits: i128, places: usize, out: &mut String) {
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = places + 1);
    let (whole, fraction) = text.split_at(text.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let (sign, point) = (if digits < 0 { "-" } else { "" }, if fraction.is_empty() { "" } else { "." });
    // Writing to a string never fails.
    let _ = write!(out, "{sign}{whole}{point}{fraction}");
}

/// The seconds of a day.
const DAY: i128 = 86_400;

/// Writes a moment as `2024-03-04T09:23:52`, with a `Z` where it is one of UTC; one on a day that does not exist as its number.
fn write_moment(number: i128, per_second: i128, is_utc: bool, out: &mut String) {
    let (day, of_day) = (number.div_euclid(DAY * per_second), number.rem_euclid(DAY * per_second));
    match i32::try_from(day).ok().and_then(Day::from_epoch) {
        Some(day) => {
            let _ = write!(out, "{day}T");
            write_time(of_day, per_second, out);
            out.push_str(if is_utc { "Z" } else { "" });
        }
        None => _ = write!(out, "{number}"),
    }
}

/// Writes a time of day as `09:23:52`, with the part of a second where there is one.
fn write_time(number: i128, per_second: i128, out: &mut String) {
    let (seconds, part) = (number.div_euclid(per_second), number.rem_euclid(per_second));
    let _ = write!(out, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if part != 0 {
        let places = per_second.ilog10() as usize;
        let _ = write!(out, ".{part:0places$}");
    }
}

/// Writes a text as `teamcap rollup` writes it to CSV: guarded against formulas, and quoted if necessary.
pub(super) fn write_text(text: &str, out: &mut String) {
    let guard = if is_guarded(text) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        let _ = write!(out, "\"{guard}{}\"", text.replace('"', "\"\""));
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}
