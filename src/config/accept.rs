//! `[[accept]]`: known warnings and notes that are counted but not printed.

use super::document::{Document, Field, Keys, Table};
use crate::model::place::Place;
use crate::problem::grammar::nearest;
use crate::problem::words::config::Wanted;
use crate::problem::{ConfigFault, Severity, catalogue};

/// `[[accept]]`: a known warning or note that is counted but not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    pub problem: String,
    /// An address or its beginning, or a file. Empty stands for anywhere.
    pub at: String,
    pub why: String,
    pub place: Place,
}

pub(super) const ACCEPT: Keys = Keys { table: "[[accept]]", keys: &["problem", "at", "why"] };

pub(super) fn read(document: &mut Document<'_>, field: Option<Field<'_>>) -> Vec<Accept> {
    document.tables(field, &ACCEPT).iter().filter_map(|table| accept(document, table)).collect()
}

fn accept(document: &mut Document<'_>, table: &Table<'_>) -> Option<Accept> {
    let problem = document.required(table, "problem", "\"filled-differs\"");
    let problem = problem.and_then(|field| self::problem(document, field));
    let at = document.text(table.get("at")).map(|at| at.value).unwrap_or_default();
    let why = document.required(table, "why", "\"the reason, for whoever reads this next\"");
    let why = document.text(why).map(|why| why.value);
    Some(Accept { problem: problem?, at, why: why?, place: document.place(&table.span) })
}

/// Reads the name of a warning or a note.
fn problem(document: &mut Document<'_>, field: Field<'_>) -> Option<String> {
    let name = document.text(Some(field.clone()))?.value;
    match catalogue().find(|about| about.name == name) {
        Some(about) if about.severity == Severity::Error => {
            document.fault(&field.span, ConfigFault::NotAcceptable { name });
            None
        }
        Some(_) => Some(name),
        None => {
            let acceptable = catalogue().filter(|about| about.severity != Severity::Error);
            let near = nearest(&name, acceptable.map(|about| about.name));
            document.wrong_value_near(&field, Wanted::ProblemName, near);
            None
        }
    }
}
