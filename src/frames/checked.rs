//! Arithmetic that could leave 64 bits as arithmetic of decimals: the engine checks that of decimals, and whole numbers wrap.

use std::ops::ControlFlow;

use sqlparser::ast::{BinaryOperator, Expr, Statement, UnaryOperator, Value, ValueWithSpan, VisitMut, VisitorMut};

use super::syntax::decimal;

/// Whole numbers of so many digits cannot be added up to 64 bits in any query that somebody writes.
const SHORT: usize = 9;

/// The statement with decimals for whole numbers that something is multiplied by, and for long ones that are added or taken away.
pub fn checked(mut statement: Statement) -> Statement {
    let _ = statement.visit(&mut Checker);
    statement
}

struct Checker;

impl VisitorMut for Checker {
    type Break = ();

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        if let Expr::BinaryOp { left, op, right } = expr {
            let most = match op {
                BinaryOperator::Multiply => 0,
                BinaryOperator::Plus | BinaryOperator::Minus => SHORT,
                _ => return ControlFlow::Continue(()),
            };
            made_decimal(left, most);
            made_decimal(right, most);
        }
        ControlFlow::Continue(())
    }
}

/// A whole number of more than `most` digits becomes a decimal.
fn made_decimal(expr: &mut Expr, most: usize) {
    match expr {
        Expr::Nested(inner) | Expr::UnaryOp { op: UnaryOperator::Minus | UnaryOperator::Plus, expr: inner } => {
            made_decimal(inner, most);
        }
        Expr::Value(ValueWithSpan { value: Value::Number(digits, _), span })
            if digits.len() > most && digits.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            *expr = decimal(digits.clone(), *span);
        }
        _ => {}
    }
}
