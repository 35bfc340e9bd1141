//! The tables as frames of polars, SQL run over them, and its answer taken out as text.

use std::panic::{self, AssertUnwindSafe};

use polars::error::set_warning_function;
use polars::prelude::Int128Chunked;
use polars::prelude::{
    Column as Taken, DataFrame, DataType, IntoLazy, IntoSeries, LazyFrame, NamedFrom, NewChunkedArray, PolarsResult,
    Series,
};
use polars::sql::SQLContext;

use super::answer::{Answer, Column};
use super::decimal::{DIGITS, PLACES};
use super::float::rounded;
use super::order::keep_order;
use super::query::Query;
use super::table::{Source, Table, Unfit};
use super::value::{Kind, Value};
use crate::problem::{Problem, QueryFault};

/// Asks a query of reviews.
///
/// # Errors
/// `wrong-query`, with the engine's words; `overflow`, where a number of a table does not fit a decimal.
pub fn ask(query: &Query, sources: &[Source<'_>]) -> Result<Answer, Box<Problem>> {
    let mut frames = Vec::new();
    for table in query.tables() {
        let rows = filled(table, sources)?;
        frames.push((table.name, frame(table, &rows).map_err(|error| Box::new(query.failed(&error.to_string())))?));
    }
    contained(|| run(&query.rewritten, frames)).map_err(|message| Box::new(query.failed(&message))).and_then(|answer| {
        answer.map_err(|Unshown { column, kind }| {
            let message = format!("the column \"{column}\" is of the type {kind}, which cannot be written");
            Box::new(query.problem(QueryFault::WrongQuery { message, near: Vec::new() }, &column))
        })
    })
}

/// Tables with the number of their rows.
///
/// # Errors
/// `number-too-large`, as `ask`.
pub fn counted(
    tables: impl Iterator<Item = &'static Table>,
    sources: &[Source<'_>],
) -> Result<Vec<(&'static Table, usize)>, Box<Problem>> {
    tables.map(|table| Ok((table, filled(table, sources)?.len()))).collect()
}

fn filled(table: &Table, sources: &[Source<'_>]) -> Result<Vec<Vec<Value>>, Box<Problem>> {
    table.filled(sources).map_err(|Unfit| Box::new(Problem::new(QueryFault::NumberTooLarge { table: table.name })))
}

/// A column of values that are no text, number, day or truth.
struct Unshown {
    column: String,
    kind: String,
}

/// What the engine makes of `work`: of some queries it panics, and then that is its word.
fn contained<T>(work: impl FnOnce() -> PolarsResult<T>) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(hook);
    let said = |panic: Box<dyn std::any::Any + Send>| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    };
    match done {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(panic) => Err(format!("the engine gave up: {}", said(panic))),
    }
}

fn run(sql: &str, frames: Vec<(&str, DataFrame)>) -> PolarsResult<Result<Answer, Unshown>> {
    // The engine's warnings are about its own future, and would stand in the middle of ours.
    set_warning_function(|_, _| {});
    let mut context = SQLContext::new();
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
