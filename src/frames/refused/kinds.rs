//! Numbers and texts in a query: which of the two an expression is, as far as it can be told from the columns of the tables.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sqlparser::ast::{
    BinaryOperator, DataType, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Ident, Select,
    SelectItem, Spanned, Statement, TableFactor, UnaryOperator, Value, Visit, Visitor,
};

use super::refusal::Refusal;
use crate::frames::catalogue::table;
use crate::frames::syntax::{is_one_of, unquoted};
use crate::frames::table::Table;
use crate::frames::value::Kind;

/// Functions whose value is a number, whatever they are given.
const COUNTS: [&str; 13] = [
    "COUNT",
    "ROW_NUMBER",
    "LENGTH",
    "CHAR_LENGTH",
    "CHARACTER_LENGTH",
    "OCTET_LENGTH",
    "BIT_LENGTH",
    "STRPOS",
    "DATE_PART",
    "AVG",
    "STDDEV",
    "VARIANCE",
    "CORR",
];

/// Functions whose value is one of their arguments, or of the same kind.
const SAME: [&str; 21] = [
    "SUM",
    "MIN",
    "MAX",
    "MEDIAN",
    "FIRST",
    "LAST",
    "LAG",
    "LEAD",
    "FIRST_VALUE",
    "LAST_VALUE",
    "QUANTILE_CONT",
    "QUANTILE_DISC",
    "COALESCE",
    "IFNULL",
    "NULLIF",
    "GREATEST",
    "LEAST",
    "ROUND",
    "ABS",
    "MOD",
    "TRUNC",
];

/// Functions that compare their arguments.
const COMPARING: [&str; 3] = ["NULLIF", "GREATEST", "LEAST"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    Text,
}

/// The names of a query that stand for numbers, and those that stand for texts.
#[derive(Default)]
pub struct Kinds {
    numbers: BTreeSet<String>,
    texts: BTreeSet<String>,
    /// Each table with the name that its columns are called by.
    tables: Vec<(String, &'static Table)>,
}

impl Kinds {
    pub fn of(statement: &Statement) -> Kinds {
        let mut found = Named::default();
        let _ = statement.visit(&mut found);
        let mut kinds = Kinds { tables: found.tables, ..Kinds::default() };
        for column in kinds.tables.iter().flat_map(|(_, table)| table.columns()) {
            match sort(column.kind) {
                Some(Sort::Number) => kinds.numbers.insert(column.name.to_owned()),
                Some(Sort::Text) => kinds.texts.insert(column.name.to_owned()),
                None => false,
            };
        }
        // A column may be made of one that is named further down.
        loop {
            let mut is_new = false;
            for (name, expr) in &found.columns {
                is_new |= match kinds.sort(expr) {
                    Some(Sort::Number) => kinds.numbers.insert(name.clone()),
                    Some(Sort::Text) => kinds.texts.insert(name.clone()),
                    None => false,
                };
            }
            if !is_new {
                return kinds;
            }
        }
    }

    /// A number that is compared with a text: the engine would compare both as texts, and '13' comes before '2'.
    pub fn compared_as_text(&self, expr: &Expr) -> Option<Refusal> {
        let compared: Vec<&Expr> = match expr {
            Expr::BinaryOp { left, op, right } if is_comparison(op) => vec![left, right],
            Expr::IsDistinctFrom(left, right) | Expr::IsNotDistinctFrom(left, right) => vec![left, right],
            Expr::Between { expr, low, high, .. } => vec![expr, low, high],
            Expr::InList { expr, list, .. } => std::iter::once(&**expr).chain(list).collect(),
            Expr::Case { operand: Some(operand), conditions, .. } => {
                std::iter::once(&**operand).chain(conditions.iter().map(|when| &when.condition)).collect()
            }
            Expr::Function(function) if is_one_of(function, &COMPARING) => arguments(function),
            _ => return None,
        };
        let has = |wanted| compared.iter().find(|expr| self.sort(expr) == Some(wanted));
        let (number, text) = (has(Sort::Number)?, has(Sort::Text)?);
        let at = text.span().start;
        let found = format!("{number} is a number and {text} a text: they would be compared letter by letter");
        Some(Refusal::new(&found, "the number without quotes", at))
    }

    fn sort(&self, expr: &Expr) -> Option<Sort> {
        let first = |exprs: &[&Expr]| {
            let sorts: Vec<Sort> = exprs.iter().filter_map(|expr| self.sort(expr)).collect();
            sorts.iter().find(|sort| **sort == Sort::Number).or(sorts.first()).copied()
        };
        match expr {
            Expr::Identifier(name) => self.named(&name.value),
            Expr::CompoundIdentifier(names) => self.qualified(names),
            Expr::Value(value) => match value.value {
                Value::Number(..) => Some(Sort::Number),
                Value::SingleQuotedString(_) => Some(Sort::Text),
                _ => None,
            },
            Expr::Nested(inner) | Expr::UnaryOp { op: UnaryOperator::Minus | UnaryOperator::Plus, expr: inner } => {
                self.sort(inner)
            }
            Expr::BinaryOp { left, op, right } => match op {
                BinaryOperator::Plus
                | BinaryOperator::Minus
                | BinaryOperator::Multiply
                | BinaryOperator::Divide
                | BinaryOperator::Modulo => first(&[left, right]).filter(|sort| *sort == Sort::Number),
                BinaryOperator::StringConcat => Some(Sort::Text),
                _ => None,
            },
            Expr::Case { conditions, else_result, .. } => {
                let results = conditions.iter().map(|when| &when.result).chain(else_result.as_deref());
                first(&results.collect::<Vec<_>>())
            }
            Expr::Cast { data_type, .. } => of_type(data_type),
            Expr::Extract { .. } | Expr::Floor { .. } | Expr::Ceil { .. } | Expr::Position { .. } => Some(Sort::Number),
            Expr::Function(function) if is_one_of(function, &COUNTS) => Some(Sort::Number),
            Expr::Function(function) if is_one_of(function, &SAME) => first(&arguments(function)),
            _ => None,
        }
    }

    fn named(&self, name: &str) -> Option<Sort> {
        match (self.numbers.contains(name), self.texts.contains(name)) {
            (true, _) => Some(Sort::Number),
            (false, true) => Some(Sort::Text),
            (false, false) => None,
        }
    }

    /// A column of one table, where the name before the point is that of a table; of a subquery otherwise.
    fn qualified(&self, names: &[Ident]) -> Option<Sort> {
        let [table, column] = names else { return self.named(&names.last()?.value) };
        let mut tables = self.tables.iter().filter(|(name, _)| *name == table.value).peekable();
        if tables.peek().is_none() {
            return self.named(&column.value);
        }
        tables
            .flat_map(|(_, table)| table.columns())
            .find(|one| one.name == column.value)
            .and_then(|one| sort(one.kind))
    }
}

fn sort(kind: Kind) -> Option<Sort> {
    match kind {
        Kind::Text => Some(Sort::Text),
        Kind::Day | Kind::Truth => None,
        Kind::Whole | Kind::Decimal | Kind::Float => Some(Sort::Number),
    }
}

fn of_type(data_type: &DataType) -> Option<Sort> {
    let name = data_type.to_string().to_uppercase();
    let is_any = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    if is_any(&["INTERVAL", "DATE", "TIME", "BOOL"]) {
        None
    } else if is_any(&["CHAR", "TEXT", "STRING"]) {
        Some(Sort::Text)
    } else {
        is_any(&["INT", "DEC", "NUMERIC", "DOUBLE", "FLOAT", "REAL"]).then_some(Sort::Number)
    }
}

fn is_comparison(op: &BinaryOperator) -> bool {
    matches!(
        op,
        BinaryOperator::Eq
            | BinaryOperator::NotEq
            | BinaryOperator::Lt
            | BinaryOperator::LtEq
            | BinaryOperator::Gt
            | BinaryOperator::GtEq
            | BinaryOperator::Spaceship
    )
}

fn arguments(function: &Function) -> Vec<&Expr> {
    let FunctionArguments::List(list) = &function.args else { return Vec::new() };
    let taken = list.args.iter();
    taken
        .filter_map(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
            _ => None,
        })
        .collect()
}

/// Tables and columns that a query gives a name to.
#[derive(Default)]
struct Named {
    tables: Vec<(String, &'static Table)>,
    columns: Vec<(String, Expr)>,
}

impl Visitor for Named {
    type Break = ();

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        if let TableFactor::Table { name, alias, .. } = factor {
            let name = unquoted(name);
            if let Some(table) = table(&name) {
                self.tables.push((alias.as_ref().map_or(name, |alias| alias.name.value.clone()), table));
            }
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        for item in &select.projection {
            if let SelectItem::ExprWithAlias { expr, alias } = item {
                self.columns.push((alias.value.clone(), expr.clone()));
            }
        }
        ControlFlow::Continue(())
    }
}
