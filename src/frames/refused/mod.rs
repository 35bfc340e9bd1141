//! SQL that is understood and yet not answered: the engine would give a wrong number without a word, or none in words that
//! nobody understands.

mod casts;
mod functions;
mod joins;
mod kinds;
mod names;
mod refusal;
mod windows;

use std::ops::ControlFlow;

use sqlparser::ast::{Expr, Query, Select, Statement, TableFactor, Visit, Visitor};

use self::kinds::Kinds;
pub use self::refusal::Refusal;

/// The first construct of a query that is not answered.
pub fn refusal(statement: &Statement) -> Option<Refusal> {
    if let Some(refusal) = names::clash(statement).or_else(|| casts::short_decimal(statement)) {
        return Some(refusal);
    }
    match statement.visit(&mut Looker { kinds: Kinds::of(statement) }) {
        ControlFlow::Break(refusal) => Some(refusal),
        ControlFlow::Continue(()) => None,
    }
}

struct Looker {
    kinds: Kinds,
}

impl Visitor for Looker {
    type Break = Refusal;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<Refusal> {
        ended(joins::set_operation(query))
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<Refusal> {
        let joins = || select.from.iter().find_map(joins::outer_condition);
        ended(
            joins()
                .or_else(|| windows::beside_groups(select))
                .or_else(|| windows::alone(select))
                .or_else(|| functions::grouping(select)),
        )
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<Refusal> {
        match factor {
            TableFactor::NestedJoin { table_with_joins, .. } => ended(joins::outer_condition(table_with_joins)),
            _ => ControlFlow::Continue(()),
        }
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<Refusal> {
        let found = functions::unanswered(expr)
            .or_else(|| windows::ignored_order(expr))
            .or_else(|| windows::aggregate_of_nothing(expr))
            .or_else(|| casts::narrow(expr))
            .or_else(|| self.kinds.compared_as_text(expr));
        ended(found)
    }
}

fn ended(found: Option<Refusal>) -> ControlFlow<Refusal> {
    found.map_or(ControlFlow::Continue(()), ControlFlow::Break)
}
