//! What a value of the configuration is and what it has to be.

use crate::model::exact::Exact;
use crate::problem::grammar::quoted;
use crate::problem::message::Numerals;
use crate::problem::texts::{Texts, without_texts};

/// The type of a value in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    Number,
    Flag,
    Date,
    /// A date with a time.
    Moment,
    List,
    /// A list of texts.
    Texts,
    Table,
    /// A list of tables: `[[double]]` headings, or tables in braces.
    Tables,
    /// `{ from = 2016-01-01, is = 0.8 }`s, or a single number.
    NumberOrTables,
    /// A number, or the word `redacted`.
    NumberOrRedacted,
}

/// What a value of the right type has to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    OneOf(Vec<String>),
    /// At least one of these keys.
    SomeKey(Vec<String>),
    NotBlank,
    /// A list with at least one value.
    NotEmpty,
    /// Digits, at most 18 of them behind a dot.
    PlainNumber,
    WholeNumber,
    AboveZero,
    /// Above zero and at most this.
    AboveZeroTo(Exact),
    Between(Exact, Exact),
    /// From zero to at most this.
    Fte(Exact),
    Day,
    /// A week, or any day of it.
    Week,
    Period,
    Month,
    /// One character that can stand between two fields.
    Delimiter,
    /// The name of an encoding.
    Encoding,
    Area,
    TimeZone,
    /// The name of a warning or a note.
    ProblemName,
}

impl Shape {
    pub(super) fn words(self) -> &'static str {
        match self {
            Shape::Text => "a text",
            Shape::Number => "a number",
            Shape::Flag => "true or false",
            Shape::Date => "a date",
            Shape::Moment => "a time, or a date with one",
            Shape::List => "a list",
            Shape::Table => "a table",
            Shape::Texts => "a list of texts",
            Shape::Tables => "a list of tables",
            Shape::NumberOrTables => "a number, or a list of dated ones",
            Shape::NumberOrRedacted => "a number, or \"redacted\"",
        }
    }

    /// What to write: the value itself in the other type where that can be told, else an example.
    pub(super) fn advice(self, key: &str, text: &str, found: Shape) -> String {
        let bare = text.trim_matches(['"', '\'']);
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let short = text.len() <= 60 && !text.contains('\n');
        match self {
            Shape::Number | Shape::NumberOrRedacted
                if found == Shape::Text && bare.starts_with(digits) && bare.chars().all(digits) && short =>
            {
                format!("{key} = {bare}")
            }
            Shape::Texts if found == Shape::Text && short => format!("{key} = [{text}]"),
            Shape::Tables if found == Shape::Table && text.starts_with('[') => format!("[[{key}]]"),
            Shape::Tables if found == Shape::Table && text.starts_with('{') && short => format!("{key} = [{text}]"),
            Shape::Tables if found == Shape::Table => format!("a [[{key}]] above it, which it is a part of"),
            Shape::Text => format!("{key} = with a text in quotation marks"),
            Shape::Number => format!("for example {key} = 1"),
            Shape::NumberOrRedacted => format!("{key} = \"redacted\", or no {key} where there is no data"),
            Shape::Flag => format!("{key} = true or {key} = false"),
            Shape::Date => format!("for example {key} = 2016-01-18"),
            Shape::Texts => format!("for example {key} = [\"one\", \"another\"]"),
            Shape::NumberOrTables => format!("for example {key} = [{{ from = 2016-01-01, is = 0.8 }}]"),
            Shape::Moment | Shape::List | Shape::Table | Shape::Tables => String::new(),
        }
    }
}

impl Wanted {
    pub(in crate::problem::words) const PERIOD: &'static str = "a quarter, a year, a month or a range of days";
    pub(in crate::problem::words) const PERIOD_ADVICE: &'static str =
        "2016-Q1, FY2016-Q3, 2016, FY2016, 2016-02 or 2016-01-04..2016-04-03";

    pub(super) fn found(&self, key: &str, text: &str) -> String {
        match self {
            Wanted::NotBlank => format!("{key} is blank"),
            Wanted::NotEmpty => format!("{key} is an empty list"),
            Wanted::SomeKey(_) => format!("a rule of {key} tests nothing, so it would match everything"),
            Wanted::ProblemName => format!("teamcap raises no problem named {}", as_written(text)),
            _ => format!("{key} cannot be {}", as_written(text)),
        }
    }

    pub(super) fn words(&self, numerals: &dyn Numerals) -> String {
        match self {
            Wanted::OneOf(names) => format!("one of {}", names.join(", ")),
            Wanted::SomeKey(names) => format!("at least one of {}", names.join(", ")),
            Wanted::NotBlank => "a text that is not blank".to_owned(),
            Wanted::NotEmpty => "at least one value".to_owned(),
            Wanted::PlainNumber => "a number of at most 28 plain digits, 18 of them behind a dot".to_owned(),
            Wanted::WholeNumber => "a whole number in plain digits".to_owned(),
            Wanted::AboveZero => "a number above 0".to_owned(),
            Wanted::AboveZeroTo(high) => format!("a number above 0 and at most {}", plain(high, numerals)),
            Wanted::Between(low, high) => {
                format!("a number from {} to {}", plain(low, numerals), plain(high, numerals))
            }
            Wanted::Fte(high) => format!("a number from 0 to {}; 1 is full-time", plain(high, numerals)),
            Wanted::Day => "a day of the calendar: year, month, day".to_owned(),
            Wanted::Week => "a week, or any day of it".to_owned(),
            Wanted::Period => Wanted::PERIOD.to_owned(),
            Wanted::Month => "the name of a month".to_owned(),
            Wanted::Delimiter => "one character between two fields: , ; | or \\t".to_owned(),
            Wanted::TimeZone => "a name of the IANA database: Europe/Berlin, America/New_York, UTC".to_owned(),
            Wanted::Encoding => {
                "an encoding by its name: utf-8, utf-16, windows-1252, iso-8859-15, macintosh, shift_jis, gb18030"
                    .to_owned()
            }
            Wanted::Area => "the first and the last cell of the table: A4:H60".to_owned(),
            Wanted::ProblemName => "the name of a warning or a note, as its message shows it".to_owned(),
        }
    }

    pub(super) fn advice(&self) -> &'static str {
        match self {
            Wanted::PlainNumber => "for example 0.8; not 1e3, 1_000, inf or 0x10",
            Wanted::Fte(_) => "0.8 for 80 percent; a person's hours = 32 for hours of a full week",
            Wanted::Day => "for example 2016-01-18",
            Wanted::Week => "for example \"2016-W08\" or 2016-02-28",
            Wanted::Period => Wanted::PERIOD_ADVICE,
            Wanted::Month => "for example \"July\"",
            Wanted::TimeZone => "the zone whose days the report counts",
            Wanted::Area => "for example \"A4:H60\", from the first row of the header to the last row",
            Wanted::Encoding => "no encoding here, and the file saved again as \"CSV UTF-8\"",
            _ => "",
        }
    }
}

without_texts!(Shape);

impl Texts for Wanted {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        if let Wanted::OneOf(names) | Wanted::SomeKey(names) = self {
            names.each_text(change);
        }
    }
}

/// A value as the file writes it: a text in quotes, anything else bare; cut when it is long.
pub(super) fn as_written(text: &str) -> String {
    let shown = quoted(text.trim_matches(['"', '\'']));
    if text.starts_with(['"', '\'']) { shown } else { shown.trim_matches('"').to_owned() }
}

/// A number of the configuration with as many places as it has, at most six.
pub(super) fn plain(x: &Exact, numerals: &dyn Numerals) -> String {
    let places = x.places(6).unwrap_or(6);
    numerals.decimal(x, places)
}
