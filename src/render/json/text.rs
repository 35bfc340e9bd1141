//! A structure as the text of its JSON.

use serde::Serialize;

use crate::render::unwritable::{Written, unwritable};

/// On many lines: two spaces for each level, a line feed at the end.
///
/// # Errors
/// `unwritable-file`.
pub fn pretty(of: &impl Serialize) -> Written {
    serde_json::to_string_pretty(of).map(|text| text + "\n").map_err(unwritable)
}

/// On one line.
///
/// # Errors
/// `unwritable-file`.
pub fn line(of: &impl Serialize) -> Written {
    serde_json::to_string(of).map_err(unwritable)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::problem::FolderFault;

    #[test]
    fn what_json_cannot_say_is_an_error_and_not_an_empty_text() {
        let keyed_by_a_list = HashMap::from([(vec![1], 2)]);
        for found in [pretty(&keyed_by_a_list), line(&keyed_by_a_list)] {
            let expected = FolderFault::UnwritableFile { message: "key must be a string".to_owned() };
            assert_eq!(*found.unwrap_err(), expected);
        }
    }
}
