//! The answer of a query as Parquet: each column with its type, decimals as DECIMAL(38,18), what is missing as null. A column that
//! the engine computed as a floating-point number is a DOUBLE, and is named under the key `teamcap.approximate`.

use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray, FixedLenByteArrayType, Int32Type,
    Int64Type,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::{DIGITS, LIMIT, properties};
use crate::frames::answer::{Answer, Column};
use crate::frames::value::Kind;
use crate::model::amount::{Amount, PLACES};
use crate::model::day::Day;
use crate::render::unwritable::{Written, unwritable};

/// The file, whole.
///
/// # Errors
/// `unwritable-file`: a value does not fit its type.
pub fn parquet(answer: &Answer) -> Written<Vec<u8>> {
    written(answer).map_err(unwritable)
}

fn written(answer: &Answer) -> Result<Vec<u8>, ParquetError> {
    let fields = answer.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let schema = Type::group_type_builder("answer").with_fields(fields).build()?;
    let mut file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties()))?;
    let mut group = file.next_row_group()?;
    for (at, of) in answer.columns.iter().enumerate() {
        let texts = answer.rows.iter().map(|row| row.get(at).and_then(Option::as_deref));
        column(&mut group, of, texts)?;
    }
    group.close()?;
    let approximate: Vec<&str> = answer.approximate().collect();
    if !approximate.is_empty() {
        file.append_key_value_metadata(KeyValue::new("teamcap.approximate".to_owned(), approximate.join("\n")));
    }
    file.into_inner()
}

fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Decimal => (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(PLACES as i32, DIGITS as i32))),
        Kind::Float => (Physical::DOUBLE, None),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Truth => (Physical::BOOLEAN, None),
    };
    let builder = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    let builder = match column.kind {
        Kind::Decimal => builder.with_length(16).with_precision(DIGITS as i32).with_scale(PLACES as i32),
        _ => builder,
    };
    builder.build().map(Arc::new)
}

type Group<'a> = SerializedRowGroupWriter<'a, Vec<u8>>;

fn column<'a>(
    group: &mut Group<'_>,
    column: &Column,
    texts: impl Iterator<Item = Option<&'a str>>,
) -> Result<(), ParquetError> {
    match column.kind {
        Kind::Text => typed::<ByteArrayType>(group, column, texts, |text| Some(ByteArray::from(text))),
        Kind::Whole => typed::<Int64Type>(group, column, texts, |text| text.parse().ok()),
        Kind::Decimal => typed::<FixedLenByteArrayType>(group, column, texts, |text| {
            let units = units(text)?.units();
            let fits = units.unsigned_abs() < LIMIT;
            fits.then(|| FixedLenByteArray::from(units.to_be_bytes().to_vec()))
        }),
        Kind::Float => typed::<DoubleType>(group, column, texts, |text| text.parse().ok()),
        Kind::Day => typed::<Int32Type>(group, column, texts, |text| Day::parse(text).map(Day::since_epoch)),
        Kind::Truth => typed::<BoolType>(group, column, texts, |text| text.parse().ok()),
    }
}

/// Writes the next column.
fn typed<'a, T: DataType>(
    group: &mut Group<'_>,
    column: &Column,
    texts: impl Iterator<Item = Option<&'a str>>,
    value: impl Fn(&str) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    let (mut values, mut is_there) = (Vec::new(), Vec::new());
    for text in texts {
        is_there.push(i16::from(text.is_some()));
        if let Some(text) = text {
            let unfit = || ParquetError::General(format!("{text} in the column {} does not fit its type", column.name));
            values.push(value(text).ok_or_else(unfit)?);
        }
    }
    writer.typed::<T>().write_batch(&values, Some(&is_there), None)?;
    writer.close()
}

/// The number that a text of an answer is.
fn units(text: &str) -> Option<Amount> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    Amount::new((whole.to_owned() + places).parse().ok()?, u32::try_from(places.len()).ok()?)
}
