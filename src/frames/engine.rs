//! The tables as frames of polars, SQL run over them, and its answer taken out as text.

use std::sync::Arc;

use polars::error::set_warning_function;
use polars::prelude::Int128Chunked;
use polars::prelude::{
    Column as Taken, DataFrame, DataType, IntoLazy, IntoSeries, LazyFrame, NamedFrom, NewChunkedArray, PolarsResult,
    Series,
};
use polars::sql::SQLContext;

use super::answer::{Answer, Column};
use super::contained::contained;
use super::decimal::{DIGITS, PLACES};
use super::float::rounded;
use super::order::keep_order;
use super::query::Query;
use super::sums::{Functions, Sums};
use super::table::{Source, Table};
use super::value::{Kind, TooLarge, Value};
use crate::problem::grammar::quoted;
use crate::problem::{Problem, QueryFault};

/// Asks a query of reviews.
///
/// # Errors
/// `wrong-query`, with the engine's words; `number-too-large`, where a number of a table, or a sum, does not fit its column.
pub fn ask(query: &Query, sources: &[Source<'_>]) -> Result<Answer, Box<Problem>> {
    let mut frames = Vec::new();
    for table in query.tables() {
        let rows = filled(table, sources)?;
        frames.push((table.name, frame(table, &rows).map_err(|error| Box::new(query.failed(&error.to_string())))?));
    }
    let sums = Sums::default();
    let answer = contained(|| run(&query.rewritten, frames, &sums));
    if sums.are_too_large() {
        let what = "a sum of the query".to_owned();
        return Err(Box::new(query.problem(QueryFault::NumberTooLarge { what }, "SUM")));
    }
    answer.map_err(|message| Box::new(query.failed(&message)))?.map_err(|Unshown { column, kind }| {
        let message = format!("the column \"{column}\" is of the type {kind}, which cannot be written");
        Box::new(query.problem(QueryFault::WrongQuery { message, near: Vec::new() }, &column))
    })
}

/// Tables with the number of their rows.
///
/// # Errors
/// `number-too-large`, where a number of a table does not fit its column.
pub fn counted(
    tables: impl Iterator<Item = &'static Table>,
    sources: &[Source<'_>],
) -> Result<Vec<(&'static Table, usize)>, Box<Problem>> {
    tables.map(|table| Ok((table, filled(table, sources)?.len()))).collect()
}

fn filled(table: &Table, sources: &[Source<'_>]) -> Result<Vec<Vec<Value>>, Box<Problem>> {
    let what = || format!("a number of the table {}", quoted(table.name));
    table.filled(sources).map_err(|TooLarge| Box::new(Problem::new(QueryFault::NumberTooLarge { what: what() })))
}

/// A column of values that are no text, number, day or truth.
struct Unshown {
    column: String,
    kind: String,
}

fn run(sql: &str, frames: Vec<(&str, DataFrame)>, sums: &Sums) -> PolarsResult<Result<Answer, Unshown>> {
    // The engine's warnings are about its own future, and would stand in the middle of ours.
    set_warning_function(|_, _| {});
    let mut context = SQLContext::new().with_function_registry(Arc::new(Functions::new(sums)));
    for (name, frame) in frames {
        context.register(name, frame.lazy());
    }
    let mut plan = context.execute(sql)?.logical_plan;
    keep_order(&mut plan);
    let frame = LazyFrame::from(plan).collect()?;
    let mut answer = Answer { columns: Vec::new(), rows: vec![Vec::new(); frame.height()] };
    for column in frame.columns() {
        let Some((kind, cells)) = taken(column)? else {
            return Ok(Err(Unshown { column: column.name().to_string(), kind: column.dtype().to_string() }));
        };
        answer.columns.push(Column { name: column.name().to_string(), kind });
        answer.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
    }
    Ok(Ok(answer))
}

/// A table as a frame.
fn frame(table: &Table, rows: &[Vec<Value>]) -> PolarsResult<DataFrame> {
    let series = table.columns().enumerate().map(|(at, column)| {
        let values = rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null));
        series(column.name, column.kind, values).map(Taken::from)
    });
    DataFrame::new(rows.len(), series.collect::<PolarsResult<Vec<Taken>>>()?)
}

fn series<'a>(name: &str, kind: Kind, values: impl Iterator<Item = &'a Value>) -> PolarsResult<Series> {
    match kind {
        Kind::Text => {
            let text = |value: &'a Value| if let Value::Text(text) = value { Some(text.as_str()) } else { None };
            Ok(Series::new(name.into(), values.map(text).collect::<Vec<_>>()))
        }
        Kind::Whole => {
            let whole = |value: &Value| if let Value::Whole(number) = value { Some(*number) } else { None };
            Ok(Series::new(name.into(), values.map(whole).collect::<Vec<_>>()))
        }
        Kind::Decimal | Kind::Float => {
            let units = |value: &Value| if let Value::Decimal(units) = value { Some(*units) } else { None };
            let units = Int128Chunked::from_iter_options(name.into(), values.map(units));
            Ok(units.into_decimal(DIGITS as usize, PLACES as usize)?.into_series())
        }
        Kind::Day => {
            let day = |value: &Value| if let Value::Day(day) = value { Some(day.since_epoch()) } else { None };
            Series::new(name.into(), values.map(day).collect::<Vec<_>>()).cast(&DataType::Date)
        }
        Kind::Truth => {
            let truth = |value: &Value| if let Value::Truth(truth) = value { Some(*truth) } else { None };
            Ok(Series::new(name.into(), values.map(truth).collect::<Vec<_>>()))
        }
    }
}

/// The cells of a column as text; `None` where there is no text for them.
fn taken(column: &Taken) -> PolarsResult<Option<(Kind, Vec<Option<String>>)>> {
    let kind = match column.dtype() {
        DataType::Decimal(..) => Kind::Decimal,
        DataType::Date => Kind::Day,
        DataType::Boolean => Kind::Truth,
        DataType::String | DataType::Null => Kind::Text,
        of if of.is_float() => Kind::Float,
        of if of.is_integer() => Kind::Whole,
        _ => return Ok(None),
    };
    let texts = column.as_materialized_series().cast(&DataType::String)?;
    let shown = |text: &str| match kind {
        Kind::Decimal if text.contains('.') => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        Kind::Float => rounded(text),
        _ => text.to_owned(),
    };
    Ok(Some((kind, texts.str()?.iter().map(|text| text.map(shown)).collect())))
}
