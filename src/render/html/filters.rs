//! What templates may do with a text, beside escaping it.

use std::fmt::Display;

use askama::{Result, Values};

use crate::render::table;

/// Without what would change how the text around it is shown: control characters, marks of direction.
#[askama::filter_fn]
pub fn clean(text: impl Display, _: &dyn Values) -> Result<String> {
    Ok(table::clean(&text.to_string()))
}
