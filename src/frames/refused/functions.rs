//! Functions and clauses that the engine lacks, or that could be made to work for ever.

use sqlparser::ast::{Expr, GroupByExpr, Select, Spanned};

use super::refusal::{Refusal, place};
use crate::frames::syntax::called;

/// What there is instead.
const INSTEAD: [(&str, &str); 15] = [
    ("RANK", "ROW_NUMBER() OVER (... ORDER BY ...)"),
    ("DENSE_RANK", "ROW_NUMBER() OVER (... ORDER BY ...)"),
    ("PERCENT_RANK", "ROW_NUMBER() OVER (... ORDER BY ...)"),
    ("CUME_DIST", "ROW_NUMBER() OVER (... ORDER BY ...)"),
    ("NTILE", "ROW_NUMBER() OVER (... ORDER BY ...)"),
    ("NTH_VALUE", "ROW_NUMBER() OVER (... ORDER BY ...) in a subquery, and WHERE"),
    ("DATE_TRUNC", "EXTRACT(MONTH FROM ...), or the columns week and month"),
    ("TOTAL", "SUM"),
    ("LISTAGG", "STRING_AGG"),
    ("STDEV_SAMP", "STDDEV"),
    ("LPAD", "the text as it is"),
    ("RPAD", "the text as it is"),
    ("REPEAT", "the text as it is"),
    ("SPACE", "the text as it is"),
    ("REPLICATE", "the text as it is"),
];

pub fn unanswered(expr: &Expr) -> Option<Refusal> {
    let at = expr.span().start;
    let refused = |what: &str, write: &str| Some(Refusal::new(&format!("{what} is not answered"), write, at));
    let of_null = "= true or = false, with OR ... IS NULL where a missing value counts";
    match expr {
        Expr::Function(function) => {
            let name = called(function);
            let (_, write) = INSTEAD.iter().find(|(one, _)| *one == name)?;
            refused(&name, write)
        }
        Expr::IsTrue(_) => refused("IS TRUE", "= true"),
        Expr::IsFalse(_) => refused("IS FALSE", "= false"),
        Expr::IsNotTrue(_) => refused("IS NOT TRUE", of_null),
        Expr::IsNotFalse(_) => refused("IS NOT FALSE", of_null),
        Expr::Exists { .. } => refused("EXISTS", "IN (SELECT ...), or a JOIN"),
        Expr::Subquery(_) => {
            refused("a subquery in the place of a value", "IN (SELECT ...), or CROSS JOIN (SELECT ...) AS t")
        }
        _ => None,
    }
}

/// GROUP BY ROLLUP and the like.
pub fn grouping(select: &Select) -> Option<Refusal> {
    let GroupByExpr::Expressions(by, modifiers) = &select.group_by else { return None };
    let is_several = |expr: &Expr| matches!(expr, Expr::Rollup(_) | Expr::Cube(_) | Expr::GroupingSets(_));
    let first = by.first()?;
    if modifiers.is_empty() && place(by, is_several).is_none() {
        return None;
    }
    let write = "one GROUP BY for each kind of group, put together with UNION ALL";
    Some(Refusal::new("ROLLUP, CUBE or GROUPING SETS is not answered", write, first.span().start))
}
