//! Who is taken away, and what is left: computed in the page, from the exact amounts that it carries.

use askama::Template;

use super::{filters, rendered};
use crate::calc::review::Review;
use crate::render::json::what_if;

#[derive(Template)]
#[template(path = "what_if.html")]
struct WhatIf<'a> {
    people: Vec<&'a str>,
    /// JSON in which nothing can end the element around it.
    data: String,
}

/// The form and its data; nothing of the team only.
pub fn drawn(review: &Review) -> String {
    if review.people.is_empty() {
        return String::new();
    }
    let people = review.people.iter().map(|person| person.name.as_str()).collect();
    rendered(&WhatIf { people, data: inert(&what_if::json(review)) })
}

/// JSON with what means something in HTML, or ends a line of a script, written as escapes of JSON.
fn inert(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_ends_the_element_around_it() {
        let json = r#"{"name":"</script><!--&"}"#;
        let expected = r#"{"name":"\u003c/script\u003e\u003c!--\u0026"}"#;
        assert_eq!(inert(json), expected);
    }
}
