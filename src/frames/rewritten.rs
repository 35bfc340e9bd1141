//! A query as the engine gets it. What the engine would make a floating-point number or a narrow whole number of without being
//! asked is written so that it stays exact: `0.1` is a decimal, and a count can be taken away from.

use std::ops::ControlFlow;

use sqlparser::ast::{
    CastKind, DataType, ExactNumberInfo, Expr, Function, OrderByKind, Query, SelectItem, SetExpr, Statement, Value,
    ValueWithSpan, VisitMut, VisitorMut,
};

use super::decimal::{DIGITS, PLACES};

/// Functions whose whole numbers have no sign or few digits: 2 - COUNT(*) would be above four billion.
const NARROW: [&str; 14] = [
    "COUNT",
    "LENGTH",
    "CHAR_LENGTH",
    "CHARACTER_LENGTH",
    "OCTET_LENGTH",
    "BIT_LENGTH",
    "STRPOS",
    "POSITION",
    "ROW_NUMBER",
    "RANK",
    "DENSE_RANK",
    "DATE_PART",
    "BIT_COUNT",
    "ARRAY_LENGTH",
];

/// Functions that make one value of many rows.
const AGGREGATES: [&str; 24] = [
    "ARRAY_AGG",
    "AVG",
    "CORR",
    "COUNT",
    "COVAR",
    "COVAR_POP",
    "COVAR_SAMP",
    "FIRST",
    "LAST",
    "MAX",
    "MEAN",
    "MEDIAN",
    "MIN",
    "QUANTILE_CONT",
    "QUANTILE_DISC",
    "STDDEV",
    "STDDEV_SAMP",
    "STDEV",
    "STRING_AGG",
    "SUM",
    "VAR",
    "VAR_SAMP",
    "VARIANCE",
    "GROUP_CONCAT",
];

/// The query in SQL again.
pub fn rewritten(mut statement: Statement) -> String {
    let _ = statement.visit(&mut Rewriter::default());
    statement.to_string()
}

/// Whether an expression is a call that makes one value of many rows; of a window function each row has its own.
pub fn is_aggregate(expr: &Expr) -> bool {
    matches!(expr, Expr::Function(function) if function.over.is_none() && is_one_of(function, &AGGREGATES))
}

fn is_one_of(function: &Function, names: &[&str]) -> bool {
    names.contains(&function.name.to_string().to_uppercase().as_str())
}

#[derive(Default)]
struct Rewriter {
    /// How many calls are open whose numbers have to stay as they are written.
    literal: u32,
}

impl VisitorMut for Rewriter {
    type Break = ();

    /// ORDER BY SUM(share) by the number of the column that is this sum: the engine sorts by columns of the answer only.
    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        let (SetExpr::Select(select), Some(order)) = (&*query.body, &mut query.order_by) else {
            return ControlFlow::Continue(());
        };
        let OrderByKind::Expressions(by) = &mut order.kind else { return ControlFlow::Continue(()) };
        for by in by.iter_mut().filter(|by| is_aggregate(&by.expr)) {
            let is_same = |item: &SelectItem| match item {
                SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => *expr == by.expr,
                _ => false,
            };
            let is_wild =
                |item: &SelectItem| matches!(item, SelectItem::Wildcard(_) | SelectItem::QualifiedWildcard(..));
            let at = select.projection.iter().position(is_same).filter(|_| !select.projection.iter().any(is_wild));
            if let Some(at) = at {
                by.expr = Expr::value(Value::Number((at + 1).to_string(), false));
            }
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        self.literal += u32::from(takes_literals(expr));
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        self.literal -= u32::from(takes_literals(expr));
        match expr {
            Expr::Value(ValueWithSpan { value: Value::Number(digits, _), span })
                if digits.contains('.') && self.literal == 0 =>
            {
                let text = Expr::Value(ValueWithSpan { value: Value::SingleQuotedString(digits.clone()), span: *span });
                let places = ExactNumberInfo::PrecisionAndScale(u64::from(DIGITS), i64::from(PLACES));
                *expr = cast(text, DataType::Decimal(places));
            }
            Expr::Extract { .. } => *expr = cast(expr.clone(), DataType::BigInt(None)),
            Expr::Function(function) if is_one_of(function, &NARROW) => {
                *expr = cast(expr.clone(), DataType::BigInt(None));
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

/// The second argument of a quantile, and the members of a list, are read by the engine before there are any values.
fn takes_literals(expr: &Expr) -> bool {
    match expr {
        Expr::Function(function) => is_one_of(function, &["QUANTILE_CONT", "QUANTILE_DISC"]),
        Expr::InList { .. } => true,
        _ => false,
    }
}

fn cast(expr: Expr, data_type: DataType) -> Expr {
    Expr::Cast { kind: CastKind::Cast, expr: Box::new(expr), data_type, array: false, format: None }
}

#[cfg(test)]
mod tests {
    use sqlparser::dialect::GenericDialect;
    use sqlparser::parser::Parser;

    use super::*;

    #[test]
    fn decimals_stay_decimals_and_counts_can_be_taken_away_from() {
        for (sql, expected) in [
            ("SELECT share * 0.5 FROM t", "SELECT share * CAST('0.5' AS DECIMAL(38,18)) FROM t"),
            ("SELECT COUNT(*) - 5 FROM t", "SELECT CAST(COUNT(*) AS BIGINT) - 5 FROM t"),
            ("SELECT EXTRACT(MONTH FROM d) FROM t", "SELECT CAST(EXTRACT(MONTH FROM d) AS BIGINT) FROM t"),
            ("SELECT QUANTILE_CONT(share, 0.5) FROM t", "SELECT QUANTILE_CONT(share, 0.5) FROM t"),
            ("SELECT a FROM t WHERE a IN (1.5)", "SELECT a FROM t WHERE a IN (1.5)"),
            (
                "SELECT a, SUM(b) AS s FROM t GROUP BY a ORDER BY SUM(b) DESC, a",
                "SELECT a, SUM(b) AS s FROM t GROUP BY a ORDER BY 2 DESC, a",
            ),
            ("SELECT 1", "SELECT 1"),
        ] {
            let statement = Parser::parse_sql(&GenericDialect, sql).unwrap().remove(0);
            assert_eq!(rewritten(statement), expected);
        }
    }
}
