//! The canonical roll-up as Parquet: the columns and rows of its CSV, each with its type, every text as it is (only a CSV
//! needs guards), amounts exact. interface.md section 8.

#[cfg(feature = "frames")]
pub mod answer;

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType};
use parquet::data_type::{Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::unwritable::unwritable;
use crate::model::canonical::{CHECKSUM, Canonical, CanonicalRow, CanonicalUnit, PLACE, Span, name_of};
use crate::problem::FolderFault;

/// Version 2 of the table. Nothing in it is ever null: an unused column is an empty text, as in the CSV.
const SCHEMA: &str = "message rollup {
    REQUIRED BYTE_ARRAY person (STRING);
    REQUIRED INT32 from (DATE);
    REQUIRED INT32 to (DATE);
    REQUIRED BYTE_ARRAY span (STRING);
    REQUIRED BYTE_ARRAY project (STRING);
    REQUIRED BYTE_ARRAY task (STRING);
    REQUIRED BYTE_ARRAY tags (STRING);
    REQUIRED BYTE_ARRAY client (STRING);
    REQUIRED BYTE_ARRAY description (STRING);
    REQUIRED BYTE_ARRAY billable (STRING);
    REQUIRED BYTE_ARRAY type (STRING);
    REQUIRED BYTE_ARRAY category (STRING);
    REQUIRED BYTE_ARRAY unit (STRING);
    REQUIRED FIXED_LEN_BYTE_ARRAY(16) amount (DECIMAL(38,18));
    REQUIRED INT64 entries;
}";

/// The digits of a DECIMAL(38,18), those behind the point included.
const DIGITS: u32 = 38;

/// What it stays below, as a whole number of `10^-18`.
const LIMIT: u128 = 10_u128.pow(DIGITS);

/// Rows that are written, and later read, together.
const GROUP: usize = 100_000;

/// The file, whole.
///
/// # Errors
/// `amount-too-large`, where an amount does not fit DECIMAL(38,18): 10^20 or more. `unwritable-file`, where the table
/// cannot be put into the format at all.
pub fn parquet(canonical: &Canonical) -> Result<Vec<u8>, Box<FolderFault>> {
    fits(canonical)?;
    written(canonical, None).map_err(unwritable)
}

/// Whether every amount fits its column.
fn fits(canonical: &Canonical) -> Result<(), Box<FolderFault>> {
    if let Some(row) = canonical.rows.iter().flatten().find(|row| row.amount.units().unsigned_abs() >= LIMIT) {
        let person = canonical.people[row.person as usize].clone();
        let work = name_of(&canonical.works[row.work as usize]).to_owned();
        let (amount, unit) = (row.amount.to_string(), row.unit.name());
        return Err(Box::new(FolderFault::AmountTooLarge { amount, unit, person, work, from: row.from, to: row.to }));
    }
    Ok(())
}

/// The same of single entries, with the place of each behind its row.
///
/// # Errors
/// As `parquet`.
pub fn entries(canonical: &Canonical, places: &[String]) -> Result<Vec<u8>, Box<FolderFault>> {
    fits(canonical)?;
    written(canonical, Some(places)).map_err(unwritable)
}

fn written(canonical: &Canonical, places: Option<&[String]>) -> Result<Vec<u8>, ParquetError> {
    let schema = match places {
        None => SCHEMA.to_owned(),
        Some(_) => SCHEMA.replace('}', &format!("REQUIRED BYTE_ARRAY {PLACE} (STRING); }}")),
    };
    let schema = Arc::new(parse_message_type(&schema)?);
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties()))?;
    let people: Vec<ByteArray> = canonical.people.iter().map(|person| person.as_str().into()).collect();
    let works: [Vec<ByteArray>; 8] =
        std::array::from_fn(|at| canonical.works.iter().map(|work| work[at].as_str().into()).collect());
    let units = [CanonicalUnit::Hours, CanonicalUnit::Percent, CanonicalUnit::Seconds].map(|unit| unit.name().into());
    let spans = Span::ALL.map(|span| span.name().into());
    // Groups do not depend on how many cores made the rows.
    for (at, rows) in canonical.rows.concat().chunks(GROUP).enumerate() {
        let mut group = Group { rows, writer: file.next_row_group()? };
        group.column::<ByteArrayType>(|row| people[row.person as usize].clone())?;
        group.column::<Int32Type>(|row| row.from.since_epoch())?;
        group.column::<Int32Type>(|row| row.to.since_epoch())?;
        group.column::<ByteArrayType>(|row| ByteArray::clone(&spans[row.span as usize]))?;
        for texts in &works {
            group.column::<ByteArrayType>(|row| texts[row.work as usize].clone())?;
        }
        group.column::<ByteArrayType>(|row| ByteArray::clone(&units[row.unit as usize]))?;
        group.column::<FixedLenByteArrayType>(|row| {
            FixedLenByteArray::from(row.amount.units().to_be_bytes().to_vec())
        })?;
        // 2^63 entries are more than can be read.
        group.column::<Int64Type>(|row| i64::try_from(row.entries).unwrap_or(i64::MAX))?;
        if let Some(places) = places {
            let mut places = places.iter().skip(at * GROUP);
            group.column::<ByteArrayType>(|_| places.next().map_or("", String::as_str).into())?;
        }
        group.writer.close()?;
    }
    file.flush()?;
    let rows = file.inner();
    let sum = format!("{} {:08x}", rows.len(), crc32fast::hash(rows));
    file.append_key_value_metadata(KeyValue::new(CHECKSUM.to_owned(), sum));
    file.into_inner()
}

/// How every file is written.
fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(concat!("teamcap version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::SNAPPY)
        // An index of the pages would be behind the checksum, and is for files larger than these.
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .build()
}

/// Some rows, and where their columns go.
struct Group<'a> {
    rows: &'a [CanonicalRow],
    writer: SerializedRowGroupWriter<'a, Vec<u8>>,
}

impl Group<'_> {
    /// Writes the next column.
    fn column<T: DataType>(&mut self, value: impl FnMut(&CanonicalRow) -> T::T) -> Result<(), ParquetError> {
        let Some(mut column) = self.writer.next_column()? else { return Ok(()) };
        let values: Vec<T::T> = self.rows.iter().map(value).collect();
        column.typed::<T>().write_batch(&values, None, None)?;
        column.close()
    }
}
