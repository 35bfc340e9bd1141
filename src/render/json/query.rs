//! The answer of a query as JSON: decimals and floating-point numbers as texts, so that no reader rounds them; whole numbers as
//! numbers, what is missing as null.

use serde::Serialize;
use serde_json::{Map, Value};

use super::text::pretty;
use crate::frames::answer::{Answer, Column};
use crate::frames::value::Kind;
use crate::render::unwritable::Written;

#[derive(Serialize)]
struct AnswerJson<'a> {
    schema: &'static str,
    columns: Vec<ColumnJson<'a>>,
    /// The columns that the engine has rounded.
    approximate: Vec<&'a str>,
    rows: Vec<Map<String, Value>>,
}

#[derive(Serialize)]
struct ColumnJson<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// Two spaces, a line feed at the end.
///
/// # Errors
/// `unwritable-file`.
pub fn json(answer: &Answer) -> Written {
    let row = |row: &Vec<Option<String>>| {
        let cells = answer.columns.iter().zip(row);
        cells.map(|(column, cell)| (column.name.clone(), value(column, cell.as_deref()))).collect()
    };
    let page = AnswerJson {
        schema: "teamcap-query/1",
        columns: answer
            .columns
            .iter()
            .map(|column| ColumnJson { name: &column.name, kind: column.kind.name() })
            .collect(),
        approximate: answer.approximate().collect(),
        rows: answer.rows.iter().map(row).collect(),
    };
    pretty(&page)
}

fn value(column: &Column, cell: Option<&str>) -> Value {
    let Some(text) = cell else { return Value::Null };
    match column.kind {
        Kind::Whole => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
        Kind::Truth => Value::Bool(text == "true"),
        Kind::Text | Kind::Decimal | Kind::Float | Kind::Day => text.into(),
    }
}
