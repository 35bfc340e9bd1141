//! SQL as the user wrote it: parsed and looked at before the engine gets it, so that nothing but a question is ever asked, and
//! so that what is wrong is shown at its place.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sqlparser::ast::{
    Expr, ObjectName, Query as Question, Select, SelectItem, SetExpr, Spanned, Statement, TableFactor, Visit, Visitor,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserError, ParserOptions};
use sqlparser::tokenizer::{Location, Token, Tokenizer};

use super::catalogue::TABLES;
use super::checked::checked;
use super::refused::{Refusal, refusal};
use super::rewritten::{is_aggregate, is_of_rows, rewritten};
use super::size::too_much;
use super::syntax::{is_grouped, unquoted, value_of};
use super::table::Table;
use crate::model::place::Place;
use crate::problem::grammar::{count, nearest};
use crate::problem::{Excerpt, Problem, QueryFault};

/// A question in SQL.
#[derive(Debug, Clone)]
pub struct Query {
    text: String,
    /// As the engine gets it.
    pub rewritten: String,
    /// The tables it names, those it makes itself with WITH among them.
    tables: BTreeSet<String>,
}

/// What a visit ends with: a fault, and the words it is about.
type Found = Box<(QueryFault, Location)>;

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// `wrong-query`; `refused-query`, for everything that is not one question about the tables.
    pub fn new(text: &str) -> Result<Query, Box<Problem>> {
        if let Some(message) = too_much(text) {
            return Err(Box::new(problem(text, QueryFault::WrongQuery { message, near: Vec::new() }, None)));
        }
        let options = ParserOptions { trailing_commas: true, ..ParserOptions::default() };
        let parsed = Parser::new(&GenericDialect).with_options(options).try_with_sql(text);
        let statements =
            parsed.and_then(|mut parser| parser.parse_statements()).map_err(|error| unparsed(text, &error))?;
        let refused = |what: String| Box::new(problem(text, QueryFault::RefusedQuery { what }, None));
        let [statement] = &statements[..] else {
            let what = || count(statements.len() as u64, "statement", "statements");
            return Err(refused(if statements.is_empty() { String::new() } else { what() }));
        };
        if !matches!(statement, Statement::Query(_)) {
            let words = statement.to_string();
            return Err(refused(words.split_whitespace().next().unwrap_or_default().to_uppercase()));
        }
        let mut looker = Looker::default();
        if let ControlFlow::Break(found) = statement.visit(&mut looker) {
            let (fault, at) = *found;
            return Err(Box::new(problem(text, fault, Some(at))));
        }
        if let Some(Refusal { message, at }) = refusal(statement) {
            return Err(Box::new(problem(text, QueryFault::WrongQuery { message, near: Vec::new() }, Some(at))));
        }
        Ok(Query { text: text.to_owned(), rewritten: rewritten(checked(statement.clone())), tables: looker.tables })
    }

    /// The tables of the catalogue that it reads.
    pub fn tables(&self) -> impl Iterator<Item = &'static Table> {
        TABLES.iter().filter(|table| self.tables.contains(table.name))
    }

    /// A fault about `word` of the query, or about the query as a whole.
    pub fn problem(&self, fault: QueryFault, word: &str) -> Problem {
        problem(&self.text, fault, place_of(&self.text, word))
    }

    /// The engine's words as a problem, at the name that they are about. `columns` are those of the tables it reads.
    pub fn failed(&self, message: &str) -> Problem {
        let message = in_short(message);
        let named = message.split(['"', '\'', '`']).skip(1).step_by(2);
        let name = named.into_iter().find(|name| place_of(&self.text, name).is_some()).unwrap_or_default().to_owned();
        let columns = self.tables().flat_map(|table| table.columns()).map(|column| column.name);
        let known: BTreeSet<&str> = TABLES.iter().map(|table| table.name).chain(columns).collect();
        let is_unknown = !name.is_empty() && !known.contains(name.as_str());
        let near = if is_unknown { nearest(&name, known) } else { Vec::new() };
        self.problem(QueryFault::WrongQuery { message, near }, &name)
    }
}

/// What is looked for in a query.
#[derive(Default)]
struct Looker {
    tables: BTreeSet<String>,
}

impl Visitor for Looker {
    type Break = Found;

    fn pre_visit_query(&mut self, query: &Question) -> ControlFlow<Found> {
        let what = match *query.body {
            SetExpr::Insert(_) => "INSERT",
            SetExpr::Update(_) => "UPDATE",
            SetExpr::Delete(_) => "DELETE",
            SetExpr::Merge(_) => "MERGE",
            _ => return ControlFlow::Continue(()),
        };
        ControlFlow::Break(Box::new((QueryFault::RefusedQuery { what: what.to_owned() }, query.span().start)))
    }

    fn pre_visit_relation(&mut self, relation: &ObjectName) -> ControlFlow<Found> {
        self.tables.insert(unquoted(relation));
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<Found> {
        let function = match factor {
            TableFactor::Table { name, args: Some(_), .. } | TableFactor::Function { name, .. } => name,
            _ => return ControlFlow::Continue(()),
        };
        let what = format!("{function}(...)");
        ControlFlow::Break(Box::new((QueryFault::RefusedQuery { what }, function.span().start)))
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<Found> {
        if let Some(into) = &select.into {
            let what = "SELECT INTO".to_owned();
            return ControlFlow::Break(Box::new((QueryFault::RefusedQuery { what }, into.span().start)));
        }
        match ungrouped(select) {
            None => ControlFlow::Continue(()),
            Some(item) => {
                let message = format!(
                    "{item} stands beside an aggregate function such as SUM and is not in a GROUP BY: it would have one value \
                     for many rows; write GROUP BY with its columns, or leave it out"
                );
                let fault = QueryFault::WrongQuery { message, near: Vec::new() };
                ControlFlow::Break(Box::new((fault, item.span().start)))
            }
        }
    }
}

/// An item with a column outside of the aggregate functions of a SELECT in which nothing is grouped. The engine would repeat the
/// total beside each row, as if it were the row's own.
fn ungrouped(select: &Select) -> Option<&SelectItem> {
    let parts =
        |item: &SelectItem| value_of(item).map_or_else(|| Parts { has_column: true, ..Parts::default() }, Parts::of);
    if is_grouped(select) || !select.projection.iter().any(|item| parts(item).has_aggregate) {
        return None;
    }
    select.projection.iter().find(|item| parts(item).has_column)
}

/// What an item of a SELECT is made of.
#[derive(Default)]
struct Parts {
    has_aggregate: bool,
    /// Outside of aggregate functions there is a column, or a window function: something that each row has a value of.
    has_column: bool,
    /// How many aggregate functions and subqueries are open.
    inside: u32,
}

impl Parts {
    fn of(expr: &Expr) -> Parts {
        let mut parts = Parts::default();
        let _ = expr.visit(&mut parts);
        parts
    }
}

impl Visitor for Parts {
    type Break = ();

    fn pre_visit_query(&mut self, _: &Question) -> ControlFlow<()> {
        self.inside += 1;
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Question) -> ControlFlow<()> {
        self.inside -= 1;
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        let is_aggregate = is_aggregate(expr);
        if self.inside == 0 {
            self.has_aggregate |= is_aggregate;
            self.has_column |= is_of_rows(expr);
        }
        self.inside += u32::from(is_aggregate);
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        self.inside -= u32::from(is_aggregate(expr));
        ControlFlow::Continue(())
    }
}

/// What the parser says, with its place taken out of its words.
fn unparsed(text: &str, error: &ParserError) -> Box<Problem> {
    let message = match error {
        ParserError::ParserError(message) | ParserError::TokenizerError(message) => message.as_str(),
        ParserError::RecursionLimitExceeded => "the query is nested too deeply",
    };
    let (message, at) = match message.split_once(" at Line: ") {
        Some((message, at)) => (message, located(at)),
        None => (message, None),
    };
    let lower = |first: char| first.to_lowercase().to_string();
    let message = message.chars().next().map_or(String::new(), lower) + message.get(1..).unwrap_or_default();
    let fault = QueryFault::WrongQuery { message: message.replace("found: EOF", "found: its end"), near: Vec::new() };
    Box::new(problem(text, fault, Some(at.unwrap_or_else(|| end(text)))))
}

/// `1, Column: 8`.
fn located(text: &str) -> Option<Location> {
    let (line, column) = text.split_once(", Column: ")?;
    Some(Location { line: line.parse().ok()?, column: column.trim().parse().ok()? })
}

/// Behind the last character.
fn end(text: &str) -> Location {
    let (line, last) = text.lines().enumerate().last().unwrap_or_default();
    Location { line: line as u64 + 1, column: last.chars().count() as u64 + 1 }
}

/// The engine's words without what is said for programmers: plans, and expressions as the parser holds them.
fn in_short(message: &str) -> String {
    const MOST: usize = 300;
    const ENDS: usize = 70;
    let first = message.split("\n\n").next().unwrap_or(message).replace('\n', " ");
    let ends = [" If this is the case, ", "; found: Some(", " { "];
    let first = ends.iter().filter_map(|end| first.find(end)).min().map_or(&*first, |end| &first[..end]);
    let chars: Vec<char> = first.chars().collect();
    if chars.len() <= MOST {
        return first.to_owned();
    }
    let (head, tail) = (&chars[..ENDS], &chars[chars.len() - ENDS..]);
    format!("{} ... {}", head.iter().collect::<String>(), tail.iter().collect::<String>())
}

/// Where a name or a text of the query first stands.
fn place_of(text: &str, word: &str) -> Option<Location> {
    let tokens = Tokenizer::new(&GenericDialect, text).tokenize_with_location().ok()?;
    let is_word = |token: &Token| match token {
        Token::Word(found) => found.value.eq_ignore_ascii_case(word),
        Token::SingleQuotedString(found) => found == word,
        _ => false,
    };
    tokens.iter().find(|token| is_word(&token.token)).map(|token| token.span.start)
}

/// A problem of a query, with the line that it is in; of the query as a whole where no place is known.
fn problem(text: &str, fault: QueryFault, at: Option<Location>) -> Problem {
    let file = "query".into();
    let Some(Location { line, column }) = at.filter(|at| at.line > 0) else {
        return Problem::new(fault).at(Place::file(&file));
    };
    let row = text.lines().nth(line as usize - 1).unwrap_or_default();
    let byte = |chars: usize| row.char_indices().nth(chars).map_or(row.len(), |(at, _)| at);
    let start = byte(column.saturating_sub(1) as usize);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let rest = &row[start..];
    let length = match rest.chars().next() {
        Some(first) if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        Some(quote @ ('\'' | '"')) => rest[1..].find(quote).map_or(rest.len(), |end| end + 2),
        first => first.map_or(0, char::len_utf8),
    };
    let excerpt = Excerpt { line, text: row.to_owned(), span: start..start + length };
    Problem::new(fault).at(Place::cell(&file, line, u32::try_from(column).unwrap_or(0))).excerpt(excerpt)
}
