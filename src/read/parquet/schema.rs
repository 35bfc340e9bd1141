//! Whether the columns of a Parquet file are those of the canonical table, and what they are instead.

use parquet::basic::{ConvertedType, LogicalType, Repetition, Type as Stored};
use parquet::schema::types::{SchemaDescriptor, Type};

use crate::model::canonical::COLUMNS;
use crate::problem::FileFault;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Day,
    /// A decimal, as a whole number of `10^-places`.
    Amount {
        places: usize,
    },
    Entries,
}

/// The most digits that a decimal of 128 bits has.
const MOST_DIGITS: i32 = 38;

/// The columns of the canonical table, in its order.
///
/// # Errors
/// `unknown-parquet`, where the names are others or in another order, or a type is another one.
pub(super) fn kinds(schema: &SchemaDescriptor) -> Result<Vec<Kind>, FileFault> {
    let columns = schema.root_schema().get_fields();
    let typed = |column: &Type| format!("{} {}", column.name(), shown(column));
    let same_names = columns.iter().map(|column| column.name()).eq(COLUMNS);
    let kinds: Vec<Option<Kind>> = columns.iter().map(|column| kind(column)).collect();
    let wrong = |(column, kind): (&_, &Option<Kind>)| if kind.is_none() { Some(typed(column)) } else { None };
    let others: Vec<String> = if same_names {
        columns.iter().map(AsRef::as_ref).zip(&kinds).filter_map(wrong).collect()
    } else {
        columns.iter().map(|column| typed(column)).collect()
    };
    match kinds.into_iter().collect::<Option<Vec<Kind>>>() {
        Some(kinds) if same_names => Ok(kinds),
        _ => Err(FileFault::UnknownParquet { others, same_names }),
    }
}

/// What a column holds, by its name and its type; `None` where they do not go together.
fn kind(column: &Type) -> Option<Kind> {
    if column.is_group() || column.get_basic_info().repetition() == Repetition::REPEATED {
        return None;
    }
    let stored = column.get_physical_type();
    let meant = meant(column);
    match column.name() {
        "from" | "to" => (meant == Meant::Day && stored == Stored::INT32).then_some(Kind::Day),
        "amount" => match meant {
            Meant::Decimal { digits, places }
                if (1..=MOST_DIGITS).contains(&digits) && (0..=digits).contains(&places) =>
            {
                Some(Kind::Amount { places: usize::try_from(places).ok()? })
            }
            _ => None,
        },
        "entries" => {
            let fits = meant == Meant::Whole && matches!(stored, Stored::INT32 | Stored::INT64);
            fits.then_some(Kind::Entries)
        }
        _ => (meant == Meant::Text && stored == Stored::BYTE_ARRAY).then_some(Kind::Text),
    }
}

/// What the values of a column mean.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
    Text,
    Day,
    Decimal {
        digits: i32,
        places: i32,
    },
    /// A whole number with a sign.
    Whole,
    Other(&'static str),
}

/// Older files say it in one way, newer ones in another, most in both.
fn meant(column: &Type) -> Meant {
    let info = column.get_basic_info();
    match info.logical_type_ref() {
        Some(LogicalType::String) => Meant::Text,
        Some(LogicalType::Date) => Meant::Day,
        Some(LogicalType::Decimal(decimal)) => Meant::Decimal { digits: decimal.precision, places: decimal.scale },
        Some(LogicalType::Integer(whole)) if whole.is_signed => Meant::Whole,
        Some(LogicalType::Integer(_)) => Meant::Other("without a sign"),
        Some(LogicalType::Timestamp(_)) => Meant::Other("TIMESTAMP"),
        Some(LogicalType::Time(_)) => Meant::Other("TIME"),
        Some(_) => Meant::Other(""),
        None => match info.converted_type() {
            ConvertedType::UTF8 => Meant::Text,
            ConvertedType::DATE => Meant::Day,
            ConvertedType::DECIMAL => Meant::Decimal { digits: column.get_precision(), places: column.get_scale() },
            ConvertedType::NONE
            | ConvertedType::INT_8
            | ConvertedType::INT_16
            | ConvertedType::INT_32
            | ConvertedType::INT_64 => Meant::Whole,
            ConvertedType::TIMESTAMP_MILLIS | ConvertedType::TIMESTAMP_MICROS => Meant::Other("TIMESTAMP"),
            _ => Meant::Other(""),
        },
    }
}

/// The type of a column, for people: `STRING`, `DOUBLE`, `DECIMAL(38,18)`.
fn shown(column: &Type) -> String {
    if column.is_group() {
        return "nested".to_owned();
    }
    let stored = column.get_physical_type();
    match meant(column) {
        Meant::Text => "STRING".to_owned(),
        Meant::Day => "DATE".to_owned(),
        Meant::Decimal { digits, places } => format!("DECIMAL({digits},{places})"),
        Meant::Other(name @ ("TIMESTAMP" | "TIME")) => name.to_owned(),
        Meant::Whole | Meant::Other("") => stored.to_string(),
        Meant::Other(more) => format!("{stored} {more}"),
    }
}
