//! CAST to types whose numbers wrap or lose places.

use std::ops::ControlFlow;
use std::ptr;

use sqlparser::ast::{DataType, ExactNumberInfo, Expr, Query, SetExpr, Spanned, Statement, visit_expressions};

use super::refusal::Refusal;
use crate::frames::syntax::{bare, value_of};

/// A whole number of fewer than 64 bits, or without a sign: what does not fit comes back as another number.
pub fn narrow(expr: &Expr) -> Option<Refusal> {
    let Expr::Cast { data_type, .. } = expr else { return None };
    let name = data_type.to_string().to_uppercase();
    let is_whole = name.contains("INT") && !name.starts_with("INTERVAL") && !name.starts_with("POINT");
    let is_wide = name == "BIGINT" || name == "INT8" || name == "INT64";
    ((is_whole && !is_wide) || name.contains("UNSIGNED")).then(|| {
        Refusal::new(&format!("CAST to {name} is not answered: larger numbers would wrap"), "BIGINT", expr.span().start)
    })
}

/// A CAST to a decimal of fewer than 18 places that something is calculated from: the engine keeps so few places from there on.
/// As a column of the answer it stays.
pub fn short_decimal(statement: &Statement) -> Option<Refusal> {
    let Statement::Query(query) = statement else { return None };
    let mut shown = Vec::new();
    columns(query, &mut shown);
    let found = visit_expressions(statement, |expr: &Expr| match places(expr) {
        Some(places) if places < 18 && !shown.iter().any(|column| ptr::eq(*column, expr)) => {
            let found = "a CAST to a decimal of fewer than 18 places would round all that is calculated from it";
            let write = format!("ROUND(..., {places}), or DECIMAL(38, 18)");
            ControlFlow::Break(Refusal::new(found, &write, expr.span().start))
        }
        _ => ControlFlow::Continue(()),
    });
    match found {
        ControlFlow::Break(refusal) => Some(refusal),
        ControlFlow::Continue(()) => None,
    }
}

/// The columns of the answer.
fn columns<'a>(query: &'a Query, shown: &mut Vec<&'a Expr>) {
    fn of_body<'a>(body: &'a SetExpr, shown: &mut Vec<&'a Expr>) {
        match body {
            SetExpr::Select(select) => shown.extend(select.projection.iter().filter_map(value_of).map(bare)),
            SetExpr::SetOperation { left, right, .. } => {
                of_body(left, shown);
                of_body(right, shown);
            }
            SetExpr::Query(query) => columns(query, shown),
            _ => {}
        }
    }
    of_body(&query.body, shown);
}

fn places(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Cast { data_type: DataType::Decimal(info) | DataType::Numeric(info) | DataType::Dec(info), .. } => {
            match info {
                ExactNumberInfo::PrecisionAndScale(_, scale) => Some(*scale),
                _ => Some(0),
            }
        }
        _ => None,
    }
}
