//! What is not TOML, in the words of somebody who writes a configuration.

use crate::problem::grammar::quoted;
use crate::problem::message::Words;
use crate::problem::texts::Texts;

/// In what way a file is not TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Syntax {
    /// `bucket = focus`.
    Unquoted { text: String },
    /// `name = “Ada”`.
    TypographicQuotes { text: String },
    /// A quotation mark that opens a text and is never closed.
    UnclosedText,
    /// `C:\data` in double quotes.
    Backslash,
    /// The second of two equal keys or table headings.
    Repeated { key: String },
    /// A byte that is no UTF-8: the file was saved in another encoding.
    NotUtf8,
    /// `name =`.
    NoValue,
    /// `name "Ada"`, `name: "Ada"`.
    NoEquals,
    /// `full_week = 37,5`.
    DecimalComma,
    /// `040`.
    LeadingZero,
    /// `2016-02-30`.
    NoSuchDay { text: String },
    /// A list or a table in braces that goes on where something else begins.
    Unfinished,
    /// `[[person]`.
    OpenHead,
    /// Something behind a complete value.
    Behind,
    /// What the TOML reader says of anything else.
    Other { message: String, expected: String },
}

impl Syntax {
    pub(super) fn words(&self) -> Words {
        match self {
            Syntax::Unquoted { text } => {
                Words::new(format!("{} stands without quotes", text), "a text in quotes", unquoted(text))
            }
            Syntax::TypographicQuotes { text } => Words::new(
                format!("{text} stands in typographic quotes"),
                "straight quotes, as in \"Platform\"",
                format!("\"{}\"", text.trim_matches(TYPOGRAPHIC)),
            ),
            Syntax::UnclosedText => Words::new(
                "this text is never closed",
                "the closing quotation mark on the same line",
                "the closing mark; a quotation mark inside a text is written \\\"",
            ),
            Syntax::Backslash => Words::new(
                "a backslash in double quotes begins an escape, and this is none",
                "a path with /, or a text in single quotes, where a backslash is only a backslash",
                "\"hours/2016.csv\" or 'hours\\2016.csv'",
            ),
            Syntax::Repeated { key } => Words::new(
                format!("{} stands a second time", quoted(key)),
                "each key once in its table, each [table] once; only [[double]] ones repeat",
                "one of the two; of two lists, one with the items of both",
            ),
            Syntax::NotUtf8 => Words::new(
                "here is a byte that is no UTF-8",
                "a file in UTF-8, as every TOML is",
                "the same, saved with the encoding UTF-8",
            ),
            Syntax::NoValue => Words::new(
                "there is no value behind the equals sign",
                "a value on the same line",
                "the value, or delete the line",
            ),
            Syntax::NoEquals => Words::new(
                "there is a key without an equals sign and a value",
                "key = value",
                "team = \"Platform\"; or # in front, if the line is a comment",
            ),
            Syntax::DecimalComma => Words::new(
                "there is a comma in a number",
                "a dot before the decimal places, and no mark between thousands",
                "37.5",
            ),
            Syntax::LeadingZero => Words::new(
                "the number begins with a 0",
                "a number without zeros in front",
                "the number without them; a text that looks like a number stands in quotes",
            ),
            Syntax::NoSuchDay { text } => Words::new(
                format!("{} is not a day of the calendar", quoted(text)),
                "year, month and day",
                "for example 2016-01-18",
            ),
            Syntax::Unfinished => Words::new(
                "the list or table that began above goes on here",
                "a comma between two values, and ] or } behind the last",
                "the missing , or ] or }",
            ),
            Syntax::OpenHead => Words::new(
                "this heading is never closed",
                "as many brackets behind the name as before it",
                "[name], or [[name]] where there may be several",
            ),
            Syntax::Behind => Words::new(
                "there is more behind the value",
                "the end of the line or a # comment",
                "one key and its value on a line",
            ),
            Syntax::Other { message, expected } => Words::new(message, expected, ""),
        }
    }
}

impl Texts for Syntax {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Syntax::Unquoted { text } | Syntax::TypographicQuotes { text } => change(text),
            Syntax::Repeated { key } => change(key),
            _ => {}
        }
    }
}

/// What may be meant by a text without quotes: a number with its unit, yes or no, the text.
fn unquoted(text: &str) -> String {
    let number = text.trim_end_matches('%').trim_end();
    if number.len() < text.len() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return format!("{number}, or \"{text}\" where a text is wanted");
    }
    match text.to_lowercase().as_str() {
        "yes" | "true" | "on" => format!("true, or \"{text}\" where a text is wanted"),
        "no" | "false" | "off" => format!("false, or \"{text}\" where a text is wanted"),
        _ => format!("\"{text}\""),
    }
}

/// The quotes that word processors make of straight ones.
pub const TYPOGRAPHIC: [char; 8] = ['“', '”', '„', '‘', '’', '‚', '«', '»'];
