//! Parses a TOML file of ours to its root table, and collects every problem.

use std::sync::Arc;

use toml::de::DeTable;

use super::document::{Document, Field, Keys, Table};
use super::syntax;
use crate::model::exact::Exact;
use crate::problem::{ConfigFault, Problem, sort};

/// Reads a file: `of` makes the result from the root table. Returns it with every problem in file order; problems that only
/// follow from text that is not TOML are left out.
pub(super) fn parsed<T>(
    text: &str,
    file: &Arc<str>,
    keys: &'static Keys,
    of: impl FnOnce(&mut Document<'_>, &Table<'_>) -> T,
) -> (T, Vec<Problem>) {
    let document = &mut Document::new(text, file, keys);
    let (root, errors) = DeTable::parse_recoverable(text);
    let broken = syntax::record(document, errors);
    let root = document.checked(root.get_ref(), 0..0, keys);
    let found = of(document, &root);
    let mut problems = std::mem::take(&mut document.problems);
    problems.retain(|problem| !broken.explains(document, problem));
    sort(&mut problems);
    (found, problems)
}

/// Checks the key `version`. It may be left out, which means the first version.
pub(super) fn version(document: &mut Document<'_>, field: Option<Field<'_>>) {
    let Some(field) = field else { return };
    let Some(number) = document.number(Some(field.clone())) else { return };
    if number != Exact::ONE {
        let text = document.written(&field.span).to_owned();
        document.fault(&field.span, ConfigFault::UnknownVersion { text });
    }
}
