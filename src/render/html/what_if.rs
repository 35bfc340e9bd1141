//! Who is taken away, and what is left: computed in the page, from the exact amounts that it carries.

use askama::Template;

use super::filters;
use super::markup::{inert, rendered};
use crate::calc::review::Review;
use crate::render::json::what_if;
use crate::render::unwritable::Written;

#[derive(Template)]
#[template(path = "what_if.html")]
struct WhatIf<'a> {
    people: Vec<&'a str>,
    /// JSON in which nothing can end the element around it.
    data: String,
}

/// The form and its data; nothing of the team only.
///
/// # Errors
/// `unwritable-file`.
pub fn drawn(review: &Review) -> Written {
    if review.people.is_empty() {
        return Ok(String::new());
    }
    let people = review.people.iter().map(|person| person.name.as_str()).collect();
    rendered(&WhatIf { people, data: inert(&what_if::json(review)?) })
}
