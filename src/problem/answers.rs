//! The answers that a question can be given in teamcap.toml: what to write in the `[[source]]` of the file, and what follows.

use super::message::Numerals;
use super::words::question::{Lacks, shown};
use super::{Fault, Problem, Question, SheetFault};
use crate::model::effort::Unit;

/// One of the answers to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The key in the `[[source]]` of the file.
    pub key: &'static str,
    pub value: Value,
    /// What it means, in a few words: `the sheet adds up to 80 h`.
    pub means: String,
}

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Flag(bool),
    /// Members of a list.
    Items(Vec<String>),
    /// Entries of an inline table.
    Entries(Vec<(String, String)>),
}

impl Problem {
    /// The answers that teamcap.toml takes, in the order in which they are offered; none if the sheet itself has to be mended.
    pub fn answers(&self, numerals: &dyn Numerals) -> Vec<Answer> {
        let adds_up = |total| format!("the sheet adds up to {}", shown(total, numerals));
        let text = |key, value: &str, means: String| Answer { key, value: Value::Text(value.to_owned()), means };
        let item = |key, value: &str, means: String| Answer { key, value: Value::Items(vec![value.to_owned()]), means };
        let no_effort = || Answer {
            key: "counts",
            value: Value::Flag(false),
            means: "it is no sheet of effort, and is left out".to_owned(),
        };
        let unit = |unit: Unit, means: &str| text("unit", unit.name(), means.to_owned());
        match &self.fault {
            Fault::Question(Question::AskedColumn { column: name, with, without, .. })
            | Fault::Question(Question::AskedRow { label: name, with, without, .. })
            | Fault::Question(Question::AskedLabel { label: name, with, without, .. }) => {
                vec![item("ignore", name, adds_up(without)), item("effort", name, adds_up(with))]
            }
            Fault::Question(Question::AskedSheet { lacks: Lacks::Person | Lacks::Level | Lacks::Work }) => {
                vec![no_effort()]
            }
            Fault::Question(Question::AskedTwice { .. } | Question::AskedOverview { .. }) => {
                let counts =
                    |value, means: &str| Answer { key: "counts", value: Value::Flag(value), means: means.to_owned() };
                vec![counts(false, "it is left out"), counts(true, "it is added to the others")]
            }
            Fault::Question(Question::AskedSheet { lacks: Lacks::Kind }) => {
                vec![unit(Unit::Fraction, "shares of the time")]
            }
            Fault::Question(Question::AskedAmount { columns }) => {
                columns.iter().map(|(name, total)| item("effort", name, adds_up(total))).collect()
            }
            Fault::Question(Question::AskedPerson { columns }) => {
                let answer = |column: &String| Answer {
                    key: "columns",
                    value: Value::Entries(vec![("person".to_owned(), column.clone())]),
                    means: format!("{column} names the people"),
                };
                columns.iter().map(answer).collect()
            }
            Fault::Question(Question::AskedNames { names, are_several: false }) => {
                let all =
                    |key, means: &str| Answer { key, value: Value::Items(names.clone()), means: means.to_owned() };
                vec![
                    all("ignore", "these rows were planned, and do not count"),
                    all("effort", "each is somebody's effort"),
                ]
            }
            Fault::Question(Question::AskedThousands { text: number, thousands, decimals, .. }) => {
                let (mark, other) = if number.contains(',') { (",", ".") } else { (".", ",") };
                vec![text("decimal", other, adds_up(thousands)), text("decimal", mark, adds_up(decimals))]
            }
            Fault::Question(Question::AskedUnit { unit: own, others, .. }) => {
                let means = |unit: &Unit| format!("{} throughout this file", unit.name());
                [own, others].map(|one| text("unit", one.name(), means(one))).to_vec()
            }
            Fault::Question(Question::AskedWords { words }) => {
                let all = |is: &'static str, means: &str| Answer {
                    key: "words",
                    value: Value::Entries(words.iter().map(|word| (word.text.clone(), is.to_owned())).collect()),
                    means: means.to_owned(),
                };
                vec![all("leave", "the time was leave"), all("blank", "nothing was said")]
            }
            Fault::Question(Question::AskedLeave { text, .. }) => vec![Answer {
                key: "words",
                value: Value::Entries(vec![(text.clone(), "blank".to_owned())]),
                means: "its cells count as blank".to_owned(),
            }],
            Fault::Sheet(SheetFault::UnitUndecided { .. }) => vec![
                unit(Unit::Hours, "hours of work"),
                unit(Unit::Percent, "40 is 40 % of a week"),
                unit(Unit::Fraction, "0.4 is 40 % of a week"),
                no_effort(),
            ],
            Fault::Sheet(SheetFault::AmbiguousDate { other: None, .. }) => vec![
                text("dates", "dmy", "the day comes first".to_owned()),
                text("dates", "mdy", "the month comes first".to_owned()),
            ],
            _ => Vec::new(),
        }
    }
}
