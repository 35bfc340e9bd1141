//! The form in which names and headings are compared: composed characters, nothing invisible, plain signs.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns whether a character shows nothing and separates nothing: zero-width and direction marks, the soft hyphen, the
/// byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A text without invisible characters.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_invisible) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).collect())
}

/// A text in composed characters, without invisible ones, and with plain hyphens and quotation marks.
pub fn normal(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let text = visible(text);
    let is_plain = |c: char| plain(c) == c;
    if is_nfc_quick(text.chars()) == IsNormalized::Yes && text.chars().all(is_plain) {
        return text;
    }
    Cow::Owned(text.nfc().map(plain).collect())
}

/// The plain sign of a hyphen or a quotation mark.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{b4}' | '`' | '\u{2bc}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' => '"',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (one, other) in [
            ("Zoe\u{308}", "Zo\u{eb}"),
            ("A\u{200b}da", "Ada"),
            ("Lo\u{ad}vel\u{200e}ace", "Lovelace"),
            ("Anne\u{2010}Marie", "Anne-Marie"),
            ("O\u{2019}Neill", "O'Neill"),
        ] {
            assert_eq!(normal(one), normal(other), "{one}");
        }
        assert_ne!(normal("Zoe"), normal("Zo\u{eb}"));
    }
}
