//! The words of the written parts: paragraphs and lists in each other.

use askama::Template;

use super::filters;
use crate::render::prose::{Part, Prose};

#[derive(Template)]
#[template(path = "prose.html")]
struct Shown<'a> {
    prose: &'a Prose,
}

/// Paragraphs and lists as markup.
///
/// # Errors
/// As a template.
pub fn drawn(prose: &Prose) -> askama::Result<String> {
    Shown { prose }.render()
}
