//! Why a query is not answered, and the place in the query that the reason is about.

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Query, Spanned, Visit, Visitor};
use sqlparser::tokenizer::Location;

/// A construct that the engine would answer wrongly without a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, and what to write instead.
    pub message: String,
    pub at: Location,
}

impl Refusal {
    pub fn new(found: &str, write: &str, at: Location) -> Refusal {
        Refusal { message: format!("{found}; write {write}"), at }
    }
}

/// Where the first expression inside `node` that satisfies `is` begins. Subqueries are left out: they have rows of their own.
pub fn place<V: Visit>(node: &V, is: impl Fn(&Expr) -> bool) -> Option<Location> {
    match node.visit(&mut Parts { depth: 0, is }) {
        ControlFlow::Break(at) => Some(at),
        ControlFlow::Continue(()) => None,
    }
}

struct Parts<F> {
    /// How many subqueries are open.
    depth: u32,
    is: F,
}

impl<F: Fn(&Expr) -> bool> Visitor for Parts<F> {
    type Break = Location;

    fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<Location> {
        self.depth += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<Location> {
        self.depth -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<Location> {
        if self.depth == 0 && (self.is)(expr) {
            return ControlFlow::Break(expr.span().start);
        }
        ControlFlow::Continue(())
    }
}
