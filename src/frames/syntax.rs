//! What is asked of the parts of a parsed query in more than one place.

use sqlparser::ast::{
    CastKind, DataType, ExactNumberInfo, Expr, Function, GroupByExpr, ObjectName, Select, SelectItem, Value,
    ValueWithSpan,
};
use sqlparser::tokenizer::Span;

use super::decimal::{DIGITS, PLACES};

/// The name that the engine calls a function by, in capitals: the first part of it, quoted or not.
pub fn called(function: &Function) -> String {
    let first = function.name.0.first().and_then(|part| part.as_ident());
    first.map_or_else(String::new, |name| name.value.to_uppercase())
}

/// Whether a function is one of these, which are in capitals.
pub fn is_one_of(function: &Function, names: &[&str]) -> bool {
    names.contains(&called(function).as_str())
}

/// The name of a table without quotes.
pub fn unquoted(name: &ObjectName) -> String {
    name.to_string().trim_matches('"').to_owned()
}

pub fn is_column(expr: &Expr) -> bool {
    matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
}

/// An expression without the parentheses around it.
pub fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Nested(inner) => bare(inner),
        _ => expr,
    }
}

/// What an item of a SELECT is the value of; `None` for those that are several columns, such as `*`.
pub fn value_of(item: &SelectItem) -> Option<&Expr> {
    match item {
        SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => Some(expr),
        _ => None,
    }
}

/// Whether a SELECT has a GROUP BY.
pub fn is_grouped(select: &Select) -> bool {
    match &select.group_by {
        GroupByExpr::All(_) => true,
        GroupByExpr::Expressions(by, _) => !by.is_empty(),
    }
}

/// A number as a decimal of as many digits as the columns of the tables have.
pub fn decimal(number: String, span: Span) -> Expr {
    let text = Expr::Value(ValueWithSpan { value: Value::SingleQuotedString(number), span });
    cast(text, DataType::Decimal(ExactNumberInfo::PrecisionAndScale(u64::from(DIGITS), i64::from(PLACES))))
}

pub fn cast(expr: Expr, data_type: DataType) -> Expr {
    Expr::Cast { kind: CastKind::Cast, expr: Box::new(expr), data_type, array: false, format: None }
}
