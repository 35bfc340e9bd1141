//! The text of a file of ours. TOML is UTF-8.

use std::borrow::Cow;
use std::sync::Arc;

use super::document::{Document, Keys};
use crate::problem::words::config::Syntax;
use crate::problem::{ConfigFault, Problem};

/// A problem of the encoding does not concern any key.
const NO_KEYS: Keys = Keys { table: "", keys: &[] };

/// Returns the text, and a problem for the first byte that is not UTF-8. If the file looks like UTF-16, its text is returned
/// empty, because every further problem in it would be noise.
pub fn text<'b>(bytes: &'b [u8], file: &Arc<str>) -> (Cow<'b, str>, Option<Problem>) {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return (Cow::Borrowed(text), None),
        Err(error) => error,
    };
    let text = String::from_utf8_lossy(bytes);
    let mut document = Document::new(&text, file, &NO_KEYS);
    let at = error.valid_up_to();
    document.fault(&(at..at + char::REPLACEMENT_CHARACTER.len_utf8()), ConfigFault::NotToml { what: Syntax::NotUtf8 });
    let problem = document.problems.pop();
    (if bytes.contains(&0) { Cow::Borrowed("") } else { text }, problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> (String, Option<(String, String)>) {
        let (text, problem) = text(bytes, &"review.toml".into());
        let about = problem.map(|problem| (problem.place.unwrap().to_string(), problem.excerpt.unwrap().text));
        (text.into_owned(), about)
    }

    #[test]
    fn a_byte_that_is_no_utf_8_is_told_at_its_place() {
        assert_eq!(told("team = \"Zoë\"\n".as_bytes()), ("team = \"Zoë\"\n".into(), None));
        let (text, about) = told(b"version = 1\nteam = \"Zo\xeb\"\n");
        assert_eq!(text, "version = 1\nteam = \"Zo\u{fffd}\"\n");
        assert_eq!(about, Some(("review.toml:2:11".into(), "team = \"Zo\u{fffd}\"".into())));
    }

    #[test]
    fn of_two_bytes_a_character_one_thing_is_said() {
        let (text, about) = told(b"\xff\xfet\0e\0a\0m\0\n\0");
        assert_eq!((text.as_str(), about.map(|(place, _)| place)), ("", Some("review.toml:1:1".into())));
    }
}
