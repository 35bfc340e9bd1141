//! Templates into text, and data that stands inside markup.

use askama::Template;

use crate::render::unwritable::{Written, unwritable};

/// The text of a template.
///
/// # Errors
/// `unwritable-file`.
pub fn rendered(template: &impl Template) -> Written {
    template.render().map_err(unwritable)
}

/// JSON with what means something in HTML, or ends a line of a script, written as escapes of JSON.
pub fn inert(json: &str) -> String {
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
