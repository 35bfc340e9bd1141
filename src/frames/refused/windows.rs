//! Window functions, and functions that make one value of many rows.

use std::ops::ControlFlow;

use sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Select, SelectItem, Spanned, Value, Visit,
    Visitor, WindowFrameBound, WindowFrameUnits, WindowType,
};

use super::refusal::{Refusal, place};
use crate::frames::rewritten::{aggregates, is_aggregate};
use crate::frames::syntax::{bare, called, is_column, is_grouped, value_of};

/// Those that follow the ORDER BY of their window.
const ORDERED: [&str; 9] = ["SUM", "COUNT", "MIN", "MAX", "ROW_NUMBER", "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE"];

/// A window function where rows are grouped: the engine repeats, or loses, what the groups have.
pub fn beside_groups(select: &Select) -> Option<Refusal> {
    let parts = (&select.projection, &select.having, &select.qualify);
    let at = place(parts.0, is_window).or_else(|| place(parts.1, is_window)).or_else(|| place(parts.2, is_window))?;
    if !is_grouped(select) && place(parts.0, is_aggregate).is_none() && select.having.is_none() {
        return None;
    }
    Some(Refusal::new(
        "a window function (OVER) is not answered beside GROUP BY or an aggregate function",
        "the groups as a subquery, SELECT ... OVER (...) FROM (SELECT ... GROUP BY ...) AS t",
        at,
    ))
}

/// A total over all rows with no column beside it: the engine answers with one row instead of one for each.
pub fn alone(select: &Select) -> Option<Refusal> {
    let at = place(&select.projection, is_of_all)?;
    let is_of_rows =
        |item: &SelectItem| value_of(item).is_none_or(|expr| expr.visit(&mut Outside::default()).is_break());
    (!select.projection.iter().any(is_of_rows)).then(|| {
        Refusal::new("OVER () without a column beside it would give one row", "a column such as period beside it", at)
    })
}

/// `OVER ()`.
fn is_of_all(expr: &Expr) -> bool {
    let Expr::Function(Function { over: Some(WindowType::WindowSpec(window)), .. }) = expr else { return false };
    window.partition_by.is_empty() && window.order_by.is_empty()
}

/// Stops at a column outside of the totals over all rows, as the first `share` of `share / SUM(share) OVER ()`.
#[derive(Default)]
struct Outside {
    /// How many totals are open.
    inside: u32,
}

impl Visitor for Outside {
    type Break = ();

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        self.inside += u32::from(is_of_all(expr));
        if self.inside == 0 && is_column(expr) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn post_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        self.inside -= u32::from(is_of_all(expr));
        ControlFlow::Continue(())
    }
}

/// A window whose ORDER BY or frame would be ignored.
pub fn ignored_order(expr: &Expr) -> Option<Refusal> {
    let Expr::Function(function) = expr else { return None };
    let Function { over: Some(over), null_treatment, .. } = function else { return None };
    let at = expr.span().start;
    let name = called(function);
    let WindowType::WindowSpec(window) = over else {
        return Some(Refusal::new("a window with a name is not answered", "the window itself behind OVER", at));
    };
    if window.window_name.is_some() {
        return Some(Refusal::new("a window with a name is not answered", "the whole window behind OVER", at));
    }
    if null_treatment.is_some() {
        return Some(Refusal::new("IGNORE NULLS is not answered", "WHERE ... IS NOT NULL in a subquery", at));
    }
    let is_ordered = !window.order_by.is_empty();
    if is_ordered && !ORDERED.contains(&&*name) {
        let found = format!("{name} does not follow the ORDER BY of its window");
        return Some(Refusal::new(&found, "OVER (PARTITION BY ...) without ORDER BY, or a running SUM and COUNT", at));
    }
    let frame = window.window_frame.as_ref()?;
    let is_running = frame.units == WindowFrameUnits::Rows
        && frame.start_bound == WindowFrameBound::Preceding(None)
        && frame.end_bound.as_ref().is_none_or(|end| *end == WindowFrameBound::CurrentRow);
    (!is_running || !is_ordered).then(|| {
        let write = "ORDER BY ... ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW, or no frame";
        Refusal::new("a window of other rows than all up to the current one is not answered", write, at)
    })
}

/// An aggregate of no column, for which the engine takes one row, or of another aggregate.
pub fn aggregate_of_nothing(expr: &Expr) -> Option<Refusal> {
    let Expr::Function(function) = expr else { return None };
    if !aggregates(function) {
        return None;
    }
    let name = called(function);
    if let Some(at) = place(&function.args, |part| is_aggregate(part) || is_window(part)) {
        let found = format!("an aggregate or a window function inside {name} is not answered");
        return Some(Refusal::new(&found, "the inner one in a subquery", at));
    }
    if place(&function.args, is_column).is_some() || (name == "COUNT" && counts_rows(&function.args)) {
        return None;
    }
    let found = format!("{name} of something without a column would see one row");
    Some(Refusal::new(&found, "COUNT(*), multiplied by the number where there is one", expr.span().start))
}

/// `*`, or a number.
fn counts_rows(arguments: &FunctionArguments) -> bool {
    let FunctionArguments::List(list) = arguments else { return false };
    match &list.args[..] {
        [FunctionArg::Unnamed(FunctionArgExpr::Wildcard | FunctionArgExpr::QualifiedWildcard(_))] => true,
        [FunctionArg::Unnamed(FunctionArgExpr::Expr(expr))] => {
            matches!(bare(expr), Expr::Value(value) if matches!(value.value, Value::Number(..)))
        }
        _ => false,
    }
}

fn is_window(expr: &Expr) -> bool {
    matches!(expr, Expr::Function(function) if function.over.is_some())
}
