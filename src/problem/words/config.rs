//! Faults of `teamcap.toml`, of the review folder and of the command line.

mod syntax;
mod value;

use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::problem::grammar::{did_you_mean, quoted};
use crate::problem::message::{Numerals, Words, faults};
use crate::problem::texts::without_texts;
pub use syntax::{Syntax, TYPOGRAPHIC};
pub use value::{Shape, Wanted};
use value::{as_written, plain};

faults! {
    pub enum ConfigFault, with numerals {
        /// The configuration is not TOML: a quotation mark that is never closed, a text without any, a key given twice.
        /// Texts stand in quotes ("Ada"), numbers, dates, true and false do not; every key stands once in its table.
        NotToml { what: Syntax } = "not-toml", Error {
            what.words()
        }
        /// A key that teamcap does not know. Unknown keys are errors: a misspelt one would be ignored in silence, and the
        /// report would be made under a rule that nobody chose.
        UnknownKey { key: String, table: &'static str, near: Vec<String>, known: Vec<String>, top: bool }
            = "unknown-key", Error {
            found: format!("{} is not a key of {table}", quoted(key)),
            expected: if known.is_empty() { String::new() } else { format!("one of {}", known.join(", ")) },
            write: if *top {
                "it above the first [heading]: what stands below one belongs to it".to_owned()
            } else {
                did_you_mean(near).unwrap_or_default()
            },
        }
        /// A value of the wrong type: a text where a number belongs, a single value where a list belongs. Texts stand in
        /// quotes; numbers do not; a date may.
        WrongType { key: String, text: String, wanted: Shape, found: Shape } = "wrong-type", Error {
            found: format!("{key} is {}", found.words()),
            expected: wanted.words(),
            write: wanted.advice(key, text, *found),
        }
        /// A value of the right type that cannot be meant: a bucket that is not in `buckets`, a part above 1, a month that
        /// does not exist. Numbers are exact: plain digits with a dot before the decimal places, never 1e3 or 1_000.
        WrongValue { key: String, text: String, wanted: Wanted, near: Vec<String> } = "wrong-value", Error {
            found: wanted.found(key, text),
            expected: wanted.words(numerals),
            write: did_you_mean(near).unwrap_or_else(|| wanted.advice().into()),
        }
        /// A key that has to be there. A person needs a name, a category a name and a bucket, a source its files, an accepted
        /// problem a reason.
        MissingKey { key: &'static str, table: String, sample: String } = "missing-key", Error {
            found: format!("{table} has no {key}"),
            expected: if *key == "bar" { "a bar of its own for a scale that is not 0 to 5" } else { "" },
            write: format!("{key} = {sample}"),
        }
        /// The version of the configuration's own format. There is one so far: 1. A later teamcap may write another.
        UnknownVersion { text: String } = "unknown-version", Error {
            found: format!("version {} is not one that this teamcap knows", as_written(text)),
            expected: "version = 1",
            write: "version = 1, or use the teamcap that this configuration was written for",
        }
        /// Two people, categories, buckets or skills of one name. Names are compared without case and doubled spaces, so "Ada"
        /// and "ADA" are one name; an alias counts as a name of its person.
        RepeatedName { name: String, what: &'static str, first: String } = "repeated-name", Error {
            found: if name == first {
                format!("there is a {what} {} already", quoted(name))
            } else {
                format!("{} is the same name as the {what} {}", quoted(name), quoted(first))
            },
            expected: "each name once; case and doubled spaces make no difference",
            write: "another name, or delete one of the two",
        }
        /// A bucket named leave, excluded or unclassified. These three stand beside the buckets of every scheme and have a
        /// meaning of their own: leave goes to capacity, excluded is left out, unclassified is what no category claims.
        ReservedName { name: String } = "reserved-name", Error {
            found: format!("a bucket cannot be named {}", quoted(name)),
            expected: "a name other than leave, excluded and unclassified: these stand beside the buckets always",
            write: "the buckets without it; bucket = \"leave\" or \"excluded\" in a [[category]] works as it is",
        }
        /// Two statements about one person's FTE that cannot both hold: fte beside hours that say something else, two
        /// entries for one day, or entries that are not in the order of their days.
        OverlappingFte { person: String, clash: FteClash } = "overlapping-fte", Error {
            clash.words(person, numerals)
        }
        /// A stretch of days that ends before it begins.
        ReversedRange { from: &'static str, first: Day, to: &'static str, last: Day } = "reversed-range", Error {
            found: format!("{to} = {last} is before {from} = {first}"),
            expected: format!("{to} on the day of {from}, or later"),
            write: "the day that was meant; both days are included",
        }
        /// An `[[accept]]` of an error. Warnings and notes can be accepted, because the numbers stand; an error cannot.
        NotAcceptable { name: String } = "not-acceptable", Error {
            found: format!("{} is an error, and an error cannot be accepted", quoted(name)),
            expected: "the name of a warning or a note",
            write: "nothing here: correct what the error names, or run with --keep-going",
        }
        /// A day on which a person was employed and that lies before their first dated FTE: nobody says how much of a week
        /// they had. It is not guessed.
        MissingFte { person: String, day: Day } = "missing-fte", Error {
            found: format!("{person} is employed on {day}, before the first dated FTE"),
            expected: "an FTE for every day of employment",
            write: format!("an fte entry from {day} or earlier, or joined = the day that {person} began"),
        }
    }
}

/// How two statements about one FTE clash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FteClash {
    /// `fte` and `hours`, as FTE.
    Disagree { fte: Exact, hours: Exact },
    /// A list of dated FTEs beside `hours`.
    ListAndHours,
    /// Two entries from one day; `None`: neither of them has a `from`.
    SameDay { day: Option<Day> },
    /// An entry that begins before the one above it; `None`: the lower one has no `from`.
    OutOfOrder { earlier: Day, later: Option<Day> },
}

without_texts!(FteClash);

impl FteClash {
    fn words(&self, person: &str, numerals: &dyn Numerals) -> Words {
        let (found, expected, write) = match self {
            FteClash::Disagree { fte, hours } => (
                format!("fte says {}, hours say {} of a full week", plain(fte, numerals), plain(hours, numerals)),
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
        Words::new(format!("{person}: {found}"), expected, write)
    }
}
