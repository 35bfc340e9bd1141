//! Names that a query gives to tables of its own.

use std::ops::ControlFlow;

use sqlparser::ast::{Ident, Query, Statement, TableFactor, Visit, Visitor};

use super::refusal::Refusal;
use crate::frames::catalogue::TABLES;
use crate::frames::syntax::unquoted;

/// A name that stands for two tables: the engine takes one of them without a word. Small and capital letters count as the same,
/// because SQL means the same by them and the engine does not.
pub fn clash(statement: &Statement) -> Option<Refusal> {
    let mut names = Names::default();
    let _ = statement.visit(&mut names);
    let is_same = |a: &Ident, b: &Ident| a.value.eq_ignore_ascii_case(&b.value);
    let is_table = |name: &Ident| TABLES.iter().any(|table| table.name.eq_ignore_ascii_case(&name.value));
    let twice = names.with.iter().enumerate().find(|(at, name)| names.with[..*at].iter().any(|one| is_same(one, name)));
    let alias = |name: &&Ident| is_table(name) || names.with.iter().any(|with| is_same(with, name));
    let (name, what) = names
        .with
        .iter()
        .find(|name| is_table(name))
        .map(|name| (name, "a table of the review"))
        .or_else(|| twice.map(|(_, name)| (name, "another table of WITH")))
        .or_else(|| names.aliases.iter().find(alias).map(|name| (name, "another table")))?;
    let found = format!("{name} is the name of {what} as well, in small or capital letters");
    Some(Refusal::new(&found, "another name", name.span.start))
}

#[derive(Default)]
struct Names {
    with: Vec<Ident>,
    /// Those of subqueries, and of tables that they do not belong to.
    aliases: Vec<Ident>,
}

impl Visitor for Names {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.with.extend(query.with.iter().flat_map(|with| &with.cte_tables).map(|table| table.alias.name.clone()));
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        let alias = match factor {
            TableFactor::Table { name, alias: Some(alias), .. }
                if !unquoted(name).eq_ignore_ascii_case(&alias.name.value) =>
            {
                alias
            }
            TableFactor::Derived { alias: Some(alias), .. } => alias,
            _ => return ControlFlow::Continue(()),
        };
        self.aliases.push(alias.name.clone());
        ControlFlow::Continue(())
    }
}
