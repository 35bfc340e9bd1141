//! Faults of `teamcap.toml`, of the review folder and of the command line.

use super::{did_you_mean, quoted};
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum ConfigFault {
        /// The configuration is not TOML.
        NotToml { message: String } = "not-toml", Error;
        /// A key that teamcap does not know. Unknown keys are errors: a misspelt one would be ignored in silence.
        UnknownKey { key: String, table: String, near: Vec<String> } = "unknown-key", Error;
        /// tmp
        MissingFile { pattern: String } = "missing-file", Error;
        /// tmp
        NoWeeks { period: String } = "no-weeks", Error;
        /// tmp
        NoSources { folder: String } = "no-sources", Error;
        /// tmp
        UnknownName { name: String, near: Vec<String> } = "unknown-name", Error;
        /// tmp
        UnknownAddress { address: String, near: Vec<String> } = "unknown-address", Error;
        /// tmp
        UnknownPeriod { text: String } = "unknown-period", Error;
        /// tmp
        UnreadableFile { message: String } = "unreadable-file", Error;
        /// tmp
        UnwritableFile { message: String } = "unwritable-file", Error;
        /// tmp
        NotYet { what: String } = "not-yet", Error;
        /// tmp
        SecondMatrix { file: String } = "second-matrix", Error;
        /// tmp
        MissingFte { person: String, day: crate::model::day::Day } = "missing-fte", Error;
    }
}

impl ConfigFault {
    pub fn words(&self, _numerals: &dyn Numerals) -> Words {
        match self {
            ConfigFault::NotToml { message } => {
                Words { found: message.clone(), expected: "TOML".to_owned(), write: String::new() }
            }
            ConfigFault::UnknownKey { key, table, near } => Words {
                found: format!("{} is not a key of {table}", quoted(key)),
                expected: String::new(),
                write: did_you_mean(near),
            },
            _ => Words::default(),
        }
    }
}
