//! Rows of several tables put together: outer joins and UNION.

use sqlparser::ast::{
    BinaryOperator, Expr, JoinConstraint, JoinOperator, OrderByKind, Query, Select, SetExpr, SetOperator,
    SetQuantifier, Spanned, TableWithJoins,
};

use super::refusal::Refusal;
use crate::frames::syntax::{bare, is_column, value_of};

/// A condition of an outer join that is no equality of two columns: the engine would make an inner join of it.
pub fn outer_condition(table: &TableWithJoins) -> Option<Refusal> {
    table.joins.iter().find_map(|join| {
        let constraint = match &join.join_operator {
            JoinOperator::Left(on)
            | JoinOperator::LeftOuter(on)
            | JoinOperator::Right(on)
            | JoinOperator::RightOuter(on)
            | JoinOperator::FullOuter(on)
            | JoinOperator::Semi(on)
            | JoinOperator::LeftSemi(on)
            | JoinOperator::RightSemi(on)
            | JoinOperator::Anti(on)
            | JoinOperator::LeftAnti(on)
            | JoinOperator::RightAnti(on) => on,
            _ => return None,
        };
        let JoinConstraint::On(on) = constraint else { return None };
        let at = unequal(on)?.span().start;
        Some(Refusal::new(
            "the ON of a LEFT, RIGHT or FULL JOIN takes equalities of two columns of different tables, joined by AND",
            "the condition into a subquery of the joined table: LEFT JOIN (SELECT ... FROM ... WHERE ...) AS t ON ...",
            at,
        ))
    })
}

/// The part of a condition that is no equality of two columns.
fn unequal(on: &Expr) -> Option<&Expr> {
    match bare(on) {
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => unequal(left).or_else(|| unequal(right)),
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } => {
            let (left, right) = (bare(left), bare(right));
            let is_of_two = is_column(left) && is_column(right) && !is_of_one_table(left, right);
            (!is_of_two).then_some(left)
        }
        other => Some(other),
    }
}

fn is_of_one_table(left: &Expr, right: &Expr) -> bool {
    match (left, right) {
        (Expr::CompoundIdentifier(left), Expr::CompoundIdentifier(right)) => {
            left[..left.len() - 1] == right[..right.len() - 1]
        }
        _ => false,
    }
}

/// INTERSECT or EXCEPT; and a UNION that drops equal rows where no ORDER BY names every column, because the order of its rows is
/// another at each run.
pub fn set_operation(query: &Query) -> Option<Refusal> {
    let op = dropping(&query.body)?;
    let at = query.body.span().start;
    if op != SetOperator::Union {
        return Some(Refusal::new(&format!("{op} is not answered"), "IN (SELECT ...) or NOT IN (SELECT ...)", at));
    }
    let ordered = match query.order_by.as_ref().map(|order| &order.kind) {
        Some(OrderByKind::All(_)) => usize::MAX,
        Some(OrderByKind::Expressions(by)) => by.len(),
        None => 0,
    };
    let select = first_select(&query.body)?;
    if select.projection.iter().all(|item| value_of(item).is_some()) && ordered >= select.projection.len() {
        return None;
    }
    Some(Refusal::new(
        "the rows of a UNION come in another order at each run",
        "ORDER BY with every column behind it, or SELECT DISTINCT * FROM (SELECT ... UNION ALL SELECT ...) AS t",
        at,
    ))
}

/// The operation that drops rows.
fn dropping(body: &SetExpr) -> Option<SetOperator> {
    let SetExpr::SetOperation { op, set_quantifier, left, right } = body else { return None };
    let keeps = matches!(set_quantifier, SetQuantifier::All | SetQuantifier::AllByName);
    let own = (*op != SetOperator::Union || !keeps).then_some(*op);
    own.or_else(|| dropping(left)).or_else(|| dropping(right))
}

fn first_select(body: &SetExpr) -> Option<&Select> {
    match body {
        SetExpr::Select(select) => Some(select),
        SetExpr::SetOperation { left, .. } => first_select(left),
        SetExpr::Query(query) => first_select(&query.body),
        _ => None,
    }
}
