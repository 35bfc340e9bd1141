//! What the columns of a Parquet file hold. Those of the canonical table have to have its types.

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Stored};
use parquet::schema::types::{SchemaDescriptor, Type};

use crate::model::canonical::is_header;
use crate::problem::FileFault;
use crate::problem::words::file::UnknownParquet;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Day,
    /// A decimal, as a whole number of `10^-places`.
    Decimal {
        places: usize,
    },
    Whole,
    Unsigned,
    /// A number in binary.
    Float,
    Flag,
    /// A moment, as a whole number of parts of a second since 1970.
    Moment {
        per_second: i128,
        is_utc: bool,
    },
    /// A time of day.
    Time {
        per_second: i128,
    },
}

/// The most digits that a decimal of 128 bits has.
const MOST_DIGITS: i32 = 38;

/// What each column holds. `is_ours`: teamcap wrote the file, so that other columns than those of the canonical table are damage.
///
/// # Errors
/// `unknown-parquet`: the names are those of the canonical table and a type is another one, or a column holds no plain values.
pub(super) fn kinds(schema: &SchemaDescriptor, is_ours: bool) -> Result<Vec<Kind>, FileFault> {
    let columns = schema.root_schema().get_fields();
    let typed = |column: &Type| format!("{} {}", column.name(), shown(column));
    let is_canonical = is_header(columns.iter().map(|column| column.name()));
    let why = match is_canonical {
        true => UnknownParquet::OtherTypes,
        false if is_ours => UnknownParquet::OtherColumns,
        false => UnknownParquet::NotPlain,
    };
    let kind = |column: &Type| kind(column).filter(|kind| !is_canonical || is_of_table(column.name(), *kind));
    let kinds: Vec<Option<Kind>> = columns.iter().map(|column| kind(column)).collect();
    let wrong = |(column, kind): (&_, &Option<Kind>)| {
        if kind.is_none() || why == UnknownParquet::OtherColumns { Some(typed(column)) } else { None }
    };
    let others: Vec<String> = columns.iter().map(AsRef::as_ref).zip(&kinds).filter_map(wrong).collect();
    match kinds.into_iter().collect::<Option<Vec<Kind>>>() {
        Some(kinds) if others.is_empty() => Ok(kinds),
        _ => Err(FileFault::UnknownParquet { others, why }),
    }
}

/// Whether a column of the canonical table may hold this.
fn is_of_table(name: &str, kind: Kind) -> bool {
    match name {
        "from" | "to" => kind == Kind::Day,
        "amount" => matches!(kind, Kind::Decimal { .. }),
        "entries" => kind == Kind::Whole,
        _ => kind == Kind::Text,
    }
}

/// What a column holds, by what its type means and how it is stored; `None` where these do not go together, and of lists and the like.
fn kind(column: &Type) -> Option<Kind> {
    if column.is_group() || column.get_basic_info().repetition() == Repetition::REPEATED {
        return None;
    }
    let stored = column.get_physical_type();
    let is_whole = matches!(stored, Stored::INT32 | Stored::INT64);
    match meant(column) {
        Meant::Text => (stored == Stored::BYTE_ARRAY).then_some(Kind::Text),
        Meant::Day => (stored == Stored::INT32).then_some(Kind::Day),
        Meant::Decimal { digits, places } => {
            let fits = (1..=MOST_DIGITS).contains(&digits) && (0..=digits).contains(&places);
            Some(Kind::Decimal { places: usize::try_from(places).ok().filter(|_| fits)? })
        }
        Meant::Unsigned => is_whole.then_some(Kind::Unsigned),
        Meant::Moment { per_second, is_utc } => {
            (stored == Stored::INT64).then_some(Kind::Moment { per_second, is_utc })
        }
        Meant::Time { per_second } => is_whole.then_some(Kind::Time { per_second }),
        Meant::Plain => match stored {
            Stored::BOOLEAN => Some(Kind::Flag),
            Stored::INT32 | Stored::INT64 => Some(Kind::Whole),
            Stored::FLOAT | Stored::DOUBLE => Some(Kind::Float),
            _ => None,
        },
        Meant::Other => None,
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
    /// What they are stored as; of a whole number: with a sign.
    Plain,
    Unsigned,
    Moment {
        per_second: i128,
        is_utc: bool,
    },
    Time {
        per_second: i128,
    },
    Other,
}

fn per_second(unit: &TimeUnit) -> i128 {
    match unit {
        TimeUnit::MILLIS => 1_000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}

/// Older files say it in one way, newer ones in another, most in both.
fn meant(column: &Type) -> Meant {
    let info = column.get_basic_info();
    match info.logical_type_ref() {
        Some(LogicalType::String | LogicalType::Enum) => Meant::Text,
        // A column of nothing but nulls.
        Some(LogicalType::Unknown) => Meant::Plain,
        Some(LogicalType::Date) => Meant::Day,
        Some(LogicalType::Decimal(decimal)) => Meant::Decimal { digits: decimal.precision, places: decimal.scale },
        Some(LogicalType::Integer(whole)) => {
            if whole.is_signed {
                Meant::Plain
            } else {
                Meant::Unsigned
            }
        }
        Some(LogicalType::Timestamp(moment)) => {
            Meant::Moment { per_second: per_second(&moment.unit), is_utc: moment.is_adjusted_to_u_t_c }
        }
        Some(LogicalType::Time(time)) => Meant::Time { per_second: per_second(&time.unit) },
        Some(_) => Meant::Other,
        None => match info.converted_type() {
            ConvertedType::UTF8 | ConvertedType::ENUM => Meant::Text,
            ConvertedType::DATE => Meant::Day,
            ConvertedType::DECIMAL => Meant::Decimal { digits: column.get_precision(), places: column.get_scale() },
            ConvertedType::NONE
            | ConvertedType::INT_8
            | ConvertedType::INT_16
            | ConvertedType::INT_32
            | ConvertedType::INT_64 => Meant::Plain,
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
                Meant::Unsigned
            }
            ConvertedType::TIMESTAMP_MILLIS => Meant::Moment { per_second: 1_000, is_utc: true },
            ConvertedType::TIMESTAMP_MICROS => Meant::Moment { per_second: 1_000_000, is_utc: true },
            ConvertedType::TIME_MILLIS => Meant::Time { per_second: 1_000 },
            ConvertedType::TIME_MICROS => Meant::Time { per_second: 1_000_000 },
            _ => Meant::Other,
        },
    }
}

/// The type of a column, for people: `STRING`, `DOUBLE`, `DECIMAL(38,18)`.
fn shown(column: &Type) -> String {
    if column.is_group() {
        return "nested".to_owned();
    }
    match meant(column) {
        Meant::Text => "STRING".to_owned(),
        Meant::Day => "DATE".to_owned(),
        Meant::Decimal { digits, places } => format!("DECIMAL({digits},{places})"),
        Meant::Moment { .. } => "TIMESTAMP".to_owned(),
        Meant::Time { .. } => "TIME".to_owned(),
        Meant::Unsigned => format!("{} without a sign", column.get_physical_type()),
        Meant::Plain | Meant::Other => column.get_physical_type().to_string(),
    }
}
