//! A query as the engine gets it. What the engine would make a floating-point number or a narrow whole number of without being
//! asked is written so that it stays exact: `0.1` is a decimal, and a count can be taken away from.

use std::ops::ControlFlow;

use sqlparser::ast::{
    BinaryOperator, DataType, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList, FunctionArguments,
    Ident, ObjectName, OrderByKind, Query, SetExpr, Statement, UnaryOperator, Value, ValueWithSpan, VisitMut,
    VisitorMut,
};

use super::float::placed;
use super::syntax::{cast, decimal, is_column, is_one_of, value_of};

/// Functions whose whole numbers have no sign or few digits: 2 - COUNT(*) would be above four billion.
const NARROW: [&str; 13] = [
    "ARRAY_LENGTH",
    "BIT_LENGTH",
    "CHARACTER_LENGTH",
    "CHAR_LENGTH",
    "COUNT",
    "DATE_PART",
    "DENSE_RANK",
    "LENGTH",
    "OCTET_LENGTH",
    "POSITION",
    "RANK",
    "ROW_NUMBER",
    "STRPOS",
];

/// Functions that make one value of many rows.
const AGGREGATES: [&str; 27] = [
    "ARRAY_AGG",
    "AVG",
    "CORR",
    "COUNT",
    "COVAR",
    "COVAR_POP",
    "COVAR_SAMP",
    "FIRST",
    "FIRST_VALUE",
    "GROUP_CONCAT",
    "LAST",
    "LISTAGG",
    "MAX",
    "MEDIAN",
    "MIN",
    "QUANTILE_CONT",
    "QUANTILE_DISC",
    "STDDEV",
    "STDDEV_SAMP",
    "STDEV",
    "STDEV_SAMP",
    "STRING_AGG",
    "SUM",
    "TOTAL",
    "VAR",
    "VARIANCE",
    "VAR_SAMP",
];

/// Functions that add numbers up, or keep them for ARRAY_SUM.
const SUMS: [&str; 3] = ["ARRAY_AGG", "SUM", "TOTAL"];

/// The function that the argument of a sum passes through, which sees that the sum is not too large.
pub const ADDED: &str = "teamcap_added";

/// The query in SQL again.
pub fn rewritten(mut statement: Statement) -> String {
    let _ = statement.visit(&mut Rewriter::default());
    statement.to_string()
}

/// Whether an expression is a call that makes one value of many rows; of a window function each row has its own.
pub fn is_aggregate(expr: &Expr) -> bool {
    matches!(expr, Expr::Function(function) if function.over.is_none() && aggregates(function))
}

/// Whether a function makes one value of many rows where it is no window function.
pub fn aggregates(function: &Function) -> bool {
    is_one_of(function, &AGGREGATES)
}

/// Whether an expression, its parts left aside, has a value for each row.
pub fn is_of_rows(expr: &Expr) -> bool {
    match expr {
        Expr::Function(function) => function.over.is_some() || is_one_of(function, &["COLUMNS"]),
        other => is_column(other),
    }
}

#[derive(Default)]
struct Rewriter {
    /// How many calls are open whose numbers have to stay as they are written.
    literal: u32,
    /// How many queries are open, one inside the other. Inside another query the engine does not know `ADDED`.
    depth: u32,
    /// The outermost query is a SELECT by itself: of the parts of a UNION the engine does not know `ADDED` either.
    is_select: bool,
}

impl VisitorMut for Rewriter {
    type Break = ();

    /// ORDER BY SUM(share) by the number of the column that is this sum: the engine sorts by columns of the answer only.
    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        self.depth += 1;
        if self.depth == 1 {
            self.is_select = matches!(*query.body, SetExpr::Select(_));
        }
        let (SetExpr::Select(select), Some(order)) = (&*query.body, &mut query.order_by) else {
            return ControlFlow::Continue(());
        };
        let OrderByKind::Expressions(by) = &mut order.kind else { return ControlFlow::Continue(()) };
        for by in by.iter_mut().filter(|by| is_aggregate(&by.expr)) {
            let Some(values) = select.projection.iter().map(value_of).collect::<Option<Vec<_>>>() else { continue };
            if let Some(at) = values.iter().position(|value| **value == by.expr) {
                by.expr = Expr::value(Value::Number((at + 1).to_string(), false));
            }
        }
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &mut Query) -> ControlFlow<()> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        self.literal += u32::from(takes_literals(expr));
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        self.literal -= u32::from(takes_literals(expr));
        match expr {
            Expr::Value(ValueWithSpan { value: Value::Number(digits, _), span }) if self.literal == 0 => {
                if let Some(number) = without_exponent(digits) {
                    *expr = decimal(number, *span);
                }
            }
            Expr::InList { expr: of, list, negated } if list.iter().any(is_decimal) => {
                *expr = one_by_one(of, list, *negated)
            }
            Expr::Extract { .. } => *expr = cast(expr.clone(), DataType::BigInt(None)),
            Expr::Function(function) if is_one_of(function, &NARROW) => {
                *expr = cast(expr.clone(), DataType::BigInt(None));
            }
            Expr::Function(function) if self.depth == 1 && self.is_select && is_one_of(function, &SUMS) => {
                watch(function)
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

/// The second argument of a quantile is read by the engine before there are any values.
fn takes_literals(expr: &Expr) -> bool {
    matches!(expr, Expr::Function(function) if is_one_of(function, &["QUANTILE_CONT", "QUANTILE_DISC"]))
}

/// A number with places or an exponent as its digits: `0.001` for `1e-3`; `None` for a whole number without.
fn without_exponent(number: &str) -> Option<String> {
    if !number.contains(['.', 'e', 'E']) {
        return None;
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let point = i64::try_from(whole.len()).ok()? + i64::from(exponent.parse::<i8>().ok()?);
    Some(placed(&format!("{whole}{places}"), point))
}

fn is_decimal(expr: &Expr) -> bool {
    matches!(expr, Expr::Cast { data_type: DataType::Decimal(_), .. })
}

/// `(x = 0.1 OR x = 0.2)` for `x IN (0.1, 0.2)`: the engine takes no decimals in a list.
fn one_by_one(of: &Expr, list: &[Expr], negated: bool) -> Expr {
    let nested = |expr: &Expr| Box::new(Expr::Nested(Box::new(expr.clone())));
    let operation = |left, op, right| Expr::BinaryOp { left, op, right };
    let equal = list.iter().map(|item| operation(nested(of), BinaryOperator::Eq, nested(item)));
    let any = equal.reduce(|one, other| operation(Box::new(one), BinaryOperator::Or, Box::new(other)));
    let any = Expr::Nested(Box::new(any.unwrap_or_else(|| of.clone())));
    if negated { Expr::UnaryOp { op: UnaryOperator::Not, expr: Box::new(any) } } else { any }
}

/// Passes the argument of a sum through `ADDED`.
fn watch(function: &mut Function) {
    let FunctionArguments::List(arguments) = &mut function.args else { return };
    let Some(FunctionArg::Unnamed(FunctionArgExpr::Expr(argument))) = arguments.args.first_mut() else { return };
    let list = FunctionArgumentList {
        duplicate_treatment: None,
        args: vec![FunctionArg::Unnamed(FunctionArgExpr::Expr(argument.clone()))],
        clauses: Vec::new(),
    };
    *argument = Expr::Function(Function {
        name: ObjectName::from(vec![Ident::new(ADDED)]),
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(list),
        filter: None,
        null_treatment: None,
        over: None,
        within_group: Vec::new(),
    });
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use polars::prelude::{DataType as Type, IntoLazy, df};
    use polars::sql::SQLContext;
    use polars::sql::keywords::all_functions;
    use sqlparser::dialect::GenericDialect;
    use sqlparser::parser::Parser;

    use super::*;
    use crate::frames::contained::contained;

    /// Names that the engine understands and does not list.
    const UNLISTED: [&str; 22] = [
        "bitand",
        "bitcount",
        "bitor",
        "bitxor",
        "xor",
        "bit_not",
        "bitnot",
        "datetime",
        "div",
        "group_concat",
        "listagg",
        "mean",
        "normalize",
        "position",
        "split_part",
        "string_agg",
        "string_to_array",
        "time",
        "timestamp",
        "trunc",
        "truncate",
        "variance",
    ];

    /// Every function of the engine is called with columns of three rows: what comes out as one row is an aggregate.
    #[test]
    fn every_aggregate_and_every_narrow_number_of_the_engine_is_known() {
        let names: BTreeSet<&str> = all_functions().into_iter().chain(UNLISTED).collect();
        let (mut aggregates, mut narrow) = (BTreeSet::new(), BTreeSet::new());
        for name in names.iter().filter(|name| !name.starts_with("read_")) {
            for arguments in [
                "(w)",
                "(s)",
                "(w, w)",
                "(s, s)",
                "(s, ',')",
                "(w, 0.5)",
                "('month', d)",
                "(ARRAY[w])",
                "() OVER (ORDER BY w)",
                "('a' IN s)",
                "(*)",
            ] {
                let frame = df!("w" => [1_i64, 2, 4], "s" => ["a", "b", "c"], "d" => [0_i32, 1, 2]).unwrap();
                let frame = frame.lazy().with_column(polars::prelude::col("d").cast(Type::Date));
                let called = contained(|| {
                    let mut context = SQLContext::new();
                    context.register("t", frame);
                    context.execute(&format!("SELECT {name}{arguments} AS x FROM t"))?.collect()
                });
                let Ok(answer) = called else { continue };
                let is_narrow = |of: &Type| of.is_integer() && !matches!(of, Type::Int64 | Type::Int128);
                if answer.columns().iter().any(|column| is_narrow(column.dtype())) {
                    narrow.insert(name.to_uppercase());
                }
                if answer.height() == 1 {
                    aggregates.insert(name.to_uppercase());
                }
            }
        }
        let missing = |found: &BTreeSet<String>, known: &[&str]| -> Vec<String> {
            found.iter().filter(|name| !known.contains(&name.as_str())).cloned().collect()
        };
        assert_eq!(missing(&aggregates, &AGGREGATES), Vec::<String>::new());
        assert_eq!(missing(&narrow, &NARROW), Vec::<String>::new());
        assert!(aggregates.len() > 20 && narrow.len() > 8, "{aggregates:?} {narrow:?}");
    }

    #[test]
    fn decimals_stay_decimals_and_counts_can_be_taken_away_from() {
        for (sql, expected) in [
            ("SELECT share * 0.5 FROM t", "SELECT share * CAST('0.5' AS DECIMAL(38,18)) FROM t"),
            ("SELECT COUNT(*) - 5 FROM t", "SELECT CAST(COUNT(*) AS BIGINT) - 5 FROM t"),
            ("SELECT EXTRACT(MONTH FROM d) FROM t", "SELECT CAST(EXTRACT(MONTH FROM d) AS BIGINT) FROM t"),
            ("SELECT QUANTILE_CONT(share, 0.5) FROM t", "SELECT QUANTILE_CONT(share, 0.5) FROM t"),
            ("SELECT a FROM t WHERE a IN (1, 2)", "SELECT a FROM t WHERE a IN (1, 2)"),
            (
                "SELECT a FROM t WHERE a NOT IN (1.5, 2)",
                "SELECT a FROM t WHERE NOT ((a) = (CAST('1.5' AS DECIMAL(38,18))) OR (a) = (2))",
            ),
            ("SELECT 1e-3, 2.5E1", "SELECT CAST('0.001' AS DECIMAL(38,18)), CAST('25' AS DECIMAL(38,18))"),
            (
                "SELECT a, SUM(b) AS s FROM t GROUP BY a ORDER BY SUM(b) DESC, a",
                "SELECT a, SUM(teamcap_added(b)) AS s FROM t GROUP BY a ORDER BY 2 DESC, a",
            ),
            (
                "SELECT SUM(a) FROM (SELECT SUM(b) AS a FROM t) AS u",
                "SELECT SUM(teamcap_added(a)) FROM (SELECT SUM(b) AS a FROM t) AS u",
            ),
            ("SELECT 1", "SELECT 1"),
        ] {
            let statement = Parser::parse_sql(&GenericDialect, sql).unwrap().remove(0);
            assert_eq!(rewritten(statement), expected);
        }
    }
}
