//! Faults of `teamcap.toml`, of the review folder and of the command line.

use super::{did_you_mean, quoted};
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum ConfigFault {
        /// The configuration is not TOML: a quotation mark that is never closed, a text without any, a key given twice.
        /// Texts stand in quotes ("Ada"), numbers, dates, true and false do not; every key stands once in its table.
        NotToml { what: Syntax } = "not-toml", Error;
        /// A key that teamcap does not know. Unknown keys are errors: a misspelt one would be ignored in silence, and the
        /// report would be made under a rule that nobody chose.
        UnknownKey { key: String, table: &'static str, near: Vec<String>, known: Vec<String> } = "unknown-key", Error;
        /// A value of the wrong type: a text where a number belongs, a single value where a list belongs. Texts stand in
        /// quotes; numbers do not; a date may.
        WrongType { key: String, wanted: Shape, found: Shape } = "wrong-type", Error;
        /// A value of the right type that cannot be meant: a bucket that is not in `buckets`, a part above 1, a month that
        /// does not exist. Numbers are exact: plain digits with a dot before the decimal places, never 1e3 or 1_000.
        WrongValue { key: String, text: String, wanted: Wanted, near: Vec<String> } = "wrong-value", Error;
        /// A key that has to be there. A person needs a name, a category a name and a bucket, a source its files, an accepted
        /// problem a reason.
        MissingKey { key: &'static str, table: String, sample: String } = "missing-key", Error;
        /// The version of the configuration's own format. There is one so far: 1. A later teamcap may write another.
        UnknownVersion { text: String } = "unknown-version", Error;
        /// Two people, categories, buckets or skills of one name. Names are compared without case and doubled spaces, so "Ada"
        /// and "ADA" are one name; an alias counts as a name of its person.
        RepeatedName { name: String, what: &'static str, first: String } = "repeated-name", Error;
        /// A bucket named leave, excluded or unclassified. These three stand beside the buckets of every scheme and have a
        /// meaning of their own: leave goes to capacity, excluded is left out, unclassified is what no category claims.
        ReservedName { name: String } = "reserved-name", Error;
        /// Two statements about one person's FTE that cannot both hold: fte beside hours that say something else, two
        /// entries for one day, or entries that are not in the order of their days.
        OverlappingFte { person: String, clash: FteClash } = "overlapping-fte", Error;
        /// A stretch of days that ends before it begins.
        ReversedRange { from: &'static str, first: Day, to: &'static str, last: Day } = "reversed-range", Error;
        /// An [[accept]] of an error. Warnings and notes can be accepted, because the numbers stand; an error cannot.
        NotAcceptable { name: String } = "not-acceptable", Error;
        /// A day on which a person was employed and that lies before their first dated FTE: nobody says how much of a week
        /// they had. It is not guessed.
        MissingFte { person: String, day: Day } = "missing-fte", Error;
    }
}

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
    /// `name =`.
    NoValue,
    /// `name "Ada"`, `name: "Ada"`.
    NoEquals,
    /// `full_week = 37,5`.
    DecimalComma,
    /// Something behind a complete value.
    Behind,
    /// What the TOML reader says of anything else.
    Other { message: String, expected: String },
}

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
    Table,
    /// `{ from = 2016-01-01, is = 0.8 }`s, or a single number.
    NumberOrList,
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
    /// Digits, with a dot before at most 18 decimal places.
    PlainNumber,
    WholeNumber,
    AboveZero,
    /// Above zero and at most this.
    AboveZeroTo(Exact),
    Between(Exact, Exact),
    Day,
    /// A week, or any day of it.
    Week,
    Period,
    Month,
    /// One character that can stand between two fields.
    Delimiter,
    /// The name of a warning or a note.
    ProblemName,
}

/// How two statements about one FTE clash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FteClash {
    /// `fte` and `hours`, as FTE.
    Disagree { fte: Exact, hours: Exact },
    /// A list of dated FTEs beside `hours`.
    ListAndHours,
    /// Two entries from one day; `None`: two that have always held.
    SameDay { day: Option<Day> },
    /// An entry that begins before the one above it; `None`: it has no `from`.
    OutOfOrder { earlier: Day, later: Option<Day> },
}

impl ConfigFault {
    pub fn words(&self, numerals: &dyn Numerals) -> Words {
        let words = |found: String, expected: &str, write: &str| Words {
            found,
            expected: expected.to_owned(),
            write: write.to_owned(),
        };
        match self {
            ConfigFault::NotToml { what } => what.words(),
            ConfigFault::UnknownKey { key, table, near, known } => words(
                format!("{} is not a key of {table}", quoted(key)),
                &if known.is_empty() { String::new() } else { format!("one of {}", known.join(", ")) },
                &did_you_mean(near),
            ),
            ConfigFault::WrongType { key, wanted, found } => words(
                format!("{key} is {}", found.words()),
                wanted.words(),
                &wanted.sample().map(|sample| format!("for example {key} = {sample}")).unwrap_or_default(),
            ),
            ConfigFault::WrongValue { key, text, wanted, near } => words(
                wanted.found(key, text),
                &wanted.words(numerals),
                &match did_you_mean(near).as_str() {
                    "" => wanted.advice().to_owned(),
                    near => near.to_owned(),
                },
            ),
            ConfigFault::MissingKey { key, table, sample } => {
                words(format!("{table} has no {key}"), "", &format!("{key} = {sample}"))
            }
            ConfigFault::UnknownVersion { text } => words(
                format!("version {} is not one that this teamcap knows", quoted(text)),
                "version = 1",
                "version = 1, or use the teamcap that this configuration was written for",
            ),
            ConfigFault::RepeatedName { name, what, first } => {
                let spelled = if name == first { String::new() } else { format!(" as {}", quoted(first)) };
                words(
                    format!("there is a {what} {} already{spelled}", quoted(name)),
                    "each name once; case and doubled spaces make no difference",
                    "another name, or delete one of the two",
                )
            }
            ConfigFault::ReservedName { name } => words(
                format!("a bucket cannot be named {}", quoted(name)),
                "a name other than leave, excluded and unclassified: these stand beside the buckets always",
                "the buckets without it; bucket = \"leave\" or \"excluded\" in a [[category]] works as it is",
            ),
            ConfigFault::OverlappingFte { person, clash } => clash.words(person, numerals),
            ConfigFault::ReversedRange { from, first, to, last } => words(
                format!("{to} = {last} is before {from} = {first}"),
                &format!("{to} on the day of {from}, or later"),
                "the day that was meant; both days are included",
            ),
            ConfigFault::NotAcceptable { name } => words(
                format!("{} is an error, and an error cannot be accepted", quoted(name)),
                "the name of a warning or a note",
                "nothing here: correct what the error names, or run with --keep-going",
            ),
            ConfigFault::MissingFte { person, day } => words(
                format!("{person} is employed on {day}, before the first dated FTE"),
                "an FTE for every day of employment",
                &format!("an fte entry from {day} or earlier, or joined = the day that {person} began"),
            ),
        }
    }
}

impl Syntax {
    fn words(&self) -> Words {
        let words =
            |found: String, expected: &str, write: String| Words { found, expected: expected.to_owned(), write };
        match self {
            Syntax::Unquoted { text } => {
                words(format!("{} stands without quotes", text), "a text in quotes", format!("\"{text}\""))
            }
            Syntax::TypographicQuotes { text } => words(
                format!("{text} stands in typographic quotes"),
                "straight quotes, as in \"Ada\"",
                format!("\"{}\"", text.trim_matches(TYPOGRAPHIC)),
            ),
            Syntax::UnclosedText => words(
                "this text is never closed".to_owned(),
                "the closing quotation mark on the same line",
                "the closing mark; a quotation mark inside a text is written \\\"".to_owned(),
            ),
            Syntax::Backslash => words(
                "a backslash in double quotes begins an escape, and this is none".to_owned(),
                "a path with /, or a text in single quotes, where a backslash is only a backslash",
                "\"hours/2016.csv\" or 'hours\\2016.csv'".to_owned(),
            ),
            Syntax::Repeated { key } => words(
                format!("{} stands a second time", quoted(key)),
                "each key once in its table, each [table] once; only [[double]] ones repeat",
                "one of the two".to_owned(),
            ),
            Syntax::NoValue => words(
                "there is no value behind the equals sign".to_owned(),
                "a value on the same line",
                "the value, or delete the line".to_owned(),
            ),
            Syntax::NoEquals => words(
                "there is a key without an equals sign and a value".to_owned(),
                "key = value",
                "name = \"Ada\"; or # in front, if the line is a comment".to_owned(),
            ),
            Syntax::DecimalComma => words(
                "there is a comma in a number".to_owned(),
                "a dot before the decimal places, and no mark between thousands",
                "37.5".to_owned(),
            ),
            Syntax::Behind => words(
                "there is more behind the value".to_owned(),
                "the end of the line or a # comment",
                "one key and its value on a line".to_owned(),
            ),
            Syntax::Other { message, expected } => words(message.clone(), expected, String::new()),
        }
    }
}

/// The quotes that word processors make of straight ones.
pub const TYPOGRAPHIC: [char; 8] = ['“', '”', '„', '‘', '’', '‚', '«', '»'];

impl Shape {
    fn words(self) -> &'static str {
        match self {
            Shape::Text => "a text",
            Shape::Number => "a number",
            Shape::Flag => "true or false",
            Shape::Date => "a date",
            Shape::Moment => "a date with a time, or a time",
            Shape::List => "a list",
            Shape::Table => "a table",
            Shape::NumberOrList => "a number, or a list of dated ones",
        }
    }

    fn sample(self) -> Option<&'static str> {
        match self {
            Shape::Text => Some("\"...\""),
            Shape::Number => Some("1"),
            Shape::Flag => Some("true"),
            Shape::Date => Some("2016-01-18"),
            Shape::List => Some("[\"...\", \"...\"]"),
            Shape::NumberOrList => Some("[{ from = 2016-01-01, is = 0.8 }]"),
            Shape::Moment | Shape::Table => None,
        }
    }
}

impl Wanted {
    pub(super) const PERIOD: &'static str = "a quarter, a year, a month or a range of days";
    pub(super) const PERIOD_ADVICE: &'static str =
        "2016-Q1, FY2016-Q3, 2016, FY2016, 2016-02 or 2016-01-04..2016-04-03";

    fn found(&self, key: &str, text: &str) -> String {
        match self {
            Wanted::NotBlank => format!("{key} is blank"),
            Wanted::NotEmpty => format!("{key} is an empty list"),
            Wanted::SomeKey(_) => format!("a rule of {key} tests nothing, so it would match everything"),
            Wanted::ProblemName => format!("teamcap raises no problem named {}", quoted(text)),
            _ => format!("{key} cannot be {}", as_written(text)),
        }
    }

    fn words(&self, numerals: &dyn Numerals) -> String {
        match self {
            Wanted::OneOf(names) => format!("one of {}", names.join(", ")),
            Wanted::SomeKey(names) => format!("at least one of {}", names.join(", ")),
            Wanted::NotBlank => "a text with at least one letter or digit".to_owned(),
            Wanted::NotEmpty => "at least one value".to_owned(),
            Wanted::PlainNumber => "a number in plain digits, with a dot before at most 18 decimal places".to_owned(),
            Wanted::WholeNumber => "a whole number in plain digits".to_owned(),
            Wanted::AboveZero => "a number above 0".to_owned(),
            Wanted::AboveZeroTo(high) => format!("a number above 0 and at most {}", plain(*high, numerals)),
            Wanted::Between(low, high) => {
                format!("a number from {} to {}", plain(*low, numerals), plain(*high, numerals))
            }
            Wanted::Day => "a day of the calendar: year, month, day".to_owned(),
            Wanted::Week => "a week, or any day of it".to_owned(),
            Wanted::Period => Wanted::PERIOD.to_owned(),
            Wanted::Month => "the name of a month".to_owned(),
            Wanted::Delimiter => "one character between two fields: , ; | or \\t".to_owned(),
            Wanted::ProblemName => "the name of a warning or a note, as its message shows it".to_owned(),
        }
    }

    fn advice(&self) -> &'static str {
        match self {
            Wanted::PlainNumber => "for example 0.8; not 1e3, 1_000, inf or 0x10",
            Wanted::Day => "for example 2016-01-18",
            Wanted::Week => "for example \"2016-W08\" or 2016-02-28",
            Wanted::Period => Wanted::PERIOD_ADVICE,
            Wanted::Month => "for example \"July\"",
            _ => "",
        }
    }
}

impl FteClash {
    fn words(&self, person: &str, numerals: &dyn Numerals) -> Words {
        let (found, expected, write) = match self {
            FteClash::Disagree { fte, hours } => (
                format!("fte says {}, hours say {} of a full week", plain(*fte, numerals), plain(*hours, numerals)),
                "fte or hours, not both",
                "the one that holds",
            ),
            FteClash::ListAndHours => (
                "fte is a list of dated ones, and hours stand beside it".to_owned(),
                "fte or hours, not both",
                "the list alone; hours / full_week is the FTE",
            ),
            FteClash::SameDay { day: Some(day) } => {
                (format!("two FTEs hold from {day}"), "one FTE from each day", "the one that holds")
            }
            FteClash::SameDay { day: None } => (
                "two FTEs have no from".to_owned(),
                "at most one without it: the first, which has always held",
                "from = the day from which the second holds",
            ),
            FteClash::OutOfOrder { earlier, later: Some(later) } => (
                format!("the FTE from {earlier} stands below the one from {later}"),
                "the earliest first",
                "the entries in the order of their days",
            ),
            FteClash::OutOfOrder { earlier, later: None } => (
                format!("an FTE without from stands below the one from {earlier}"),
                "the one that has always held first",
                "from = the day from which it holds, or move it to the top",
            ),
        };
        Words { found: format!("{person}: {found}"), expected: expected.to_owned(), write: write.to_owned() }
    }
}

/// A value as the file writes it: a text in quotes, anything else bare; cut when it is long.
fn as_written(text: &str) -> String {
    let shown = quoted(text.trim_matches(['"', '\'']));
    if text.starts_with(['"', '\'']) { shown } else { shown.trim_matches('"').to_owned() }
}

/// A number of the configuration with as many places as it has, at most six.
fn plain(x: Exact, numerals: &dyn Numerals) -> String {
    let places = (0..6).find(|&places| 10_i128.pow(places) % x.den() == 0).unwrap_or(6);
    numerals.decimal(x, places)
}
