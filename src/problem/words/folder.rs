//! Faults of the review folder, of its files as a whole, and of the command line.

use super::config::Wanted;
use super::{count, did_you_mean, quoted, stranger};
use crate::model::day::Day;
use crate::model::rules::Setting;
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum FolderFault {
        /// A file that the configuration names and that is not there, or a pattern that no file matches. Paths are relative
        /// to teamcap.toml; * stands for any run of characters within a file name.
        MissingFile { pattern: String } = "missing-file", Error;
        /// A period that owns no week. A week belongs to the period that holds its Thursday (week_rule = "thursday"), or, by
        /// day, to every period that holds one of its days.
        NoWeeks { period: String } = "no-weeks", Error;
        /// A review folder without anything to read.
        NoSources { folder: String } = "no-sources", Error;
        /// A name that is on nobody's line of the roster, given on the command line or for a holiday or a source.
        UnknownName { name: String, near: Vec<String> } = "unknown-name", Error;
        /// An address that no figure of this review has, and that no figure's address begins with.
        UnknownAddress { address: String, near: Vec<String> } = "unknown-address", Error;
        /// A file that init would write and that is there. Nothing was written. Exit code 3.
        FileExists {} = "file-exists", Error;
        /// A command that teamcap does not have.
        UnknownCommand { name: String, near: Vec<String> } = "unknown-command", Error;
        /// A --period or --until that cannot be read.
        UnknownPeriod { text: String } = "unknown-period", Error;
        /// A file that is there and cannot be read: the system says why. Exit code 3.
        UnreadableFile { message: String } = "unreadable-file", Error;
        /// A file that cannot be written: the system says why. What was there before is still there. Exit code 3.
        UnwritableFile { message: String } = "unwritable-file", Error;
        /// An amount of the canonical table that a DECIMAL(38,18) of Parquet does not hold: 10^20 or more. It is never rounded;
        /// no file is written.
        AmountTooLarge { amount: String, unit: &'static str, person: String, from: Day, to: Day }
            = "amount-too-large", Error;
        /// Two files of a folder without a configuration look like the skill matrix. A name with "previous" in it marks the
        /// earlier one. Who wants to learn what has no sheet of its own: 3/+ in the matrix says it.
        SecondMatrix { first: String } = "second-matrix", Error;
        /// The two sides of a diff were made under different rules. A change between them would be the rule's doing and not
        /// the team's, so the figures that the rule touches are not compared: the average touches the mean weeks of people,
        /// buckets touch the split, the rules of skills touch skills and groups, every other rule touches all effort and
        /// capacity (percent_of not the gross capacity and the holidays). --keep-going compares the others.
        RulesDiffer { rule: &'static str, skill: Option<String>, before: Ruled, after: Ruled, figures: usize }
            = "rules-differ", Error;
        /// A sheet and, beside it, the same name compressed with gzip, in a folder without a configuration: reading both would
        /// count everything twice.
        PackedCopy { first: String } = "packed-copy", Error;
        /// A canonical table, as teamcap rollup writes it, that nobody named and that lies beside sheets: where it was made of
        /// them, reading both would count everything twice. Nothing of the table is used.
        TableBesideSheets { first: String } = "table-beside-sheets", Error;
        /// Standard input, `-`, named more than once. There is one, and it can be one file only.
        RepeatedStdin {} = "repeated-stdin", Error;
        /// Something that teamcap is designed to read and that this version does not read yet. It says so instead of
        /// leaving the file or the setting out of the report.
        NotYet { format: String, near: Vec<String> } = "not-yet", Error;
    }
}

/// The value of a rule on one side of a diff, the side's name, and whether its configuration says it.
pub type Ruled = (Setting, String, bool);

impl FolderFault {
    pub fn words(&self, numerals: &dyn Numerals) -> Words {
        match self {
            FolderFault::MissingFile { pattern } if pattern.contains(['*', '?']) => Words::new(
                format!("no file matches {}", quoted(pattern)),
                "at least one file, looked for beside teamcap.toml",
                "the pattern of the files that are there, or delete this one",
            ),
            FolderFault::MissingFile { pattern } => Words::new(
                format!("there is no file {}", quoted(pattern)),
                "a file of this name; paths are relative to teamcap.toml",
                "the file's name as it is on the disk, or put the file there",
            ),
            FolderFault::NoWeeks { period } => Words::new(
                format!("the period {} owns no week", quoted(period)),
                "a period that holds at least one Thursday",
                "a longer period, or week_rule = \"by-day\" for a few days",
            ),
            FolderFault::NoSources { folder } => Words::new(
                format!("there is nothing to read in {}", quoted(folder)),
                "at least one *.csv file, or a teamcap.toml that names the files",
                "a sheet with the columns Week, Person and one for each category, saved as CSV",
            ),
            FolderFault::UnknownName { name, near } => {
                stranger(name, near, "if somebody is missing", |near| near.to_owned())
            }
            FolderFault::FileExists {} => Words::new(
                "this file is there already; nothing was written",
                "a folder without one, or with sheets and no teamcap.toml",
                "another folder",
            ),
            FolderFault::UnknownCommand { name, near } => Words::new(
                format!("there is no command {}", quoted(name)),
                "one of those that teamcap --help lists",
                did_you_mean(near),
            ),
            FolderFault::UnknownAddress { address, near } => Words::new(
                format!("no figure has the address {}", quoted(address)),
                "an address of this review or its beginning: split, capacity.gross",
                &match did_you_mean(near).as_str() {
                    "" => "teamcap review --format csv, which lists every address".to_owned(),
                    near => near.to_owned(),
                },
            ),
            FolderFault::UnknownPeriod { text } => {
                Words::new(format!("{} is not a period", quoted(text)), Wanted::PERIOD, Wanted::PERIOD_ADVICE)
            }
            FolderFault::UnreadableFile { message } => Words::new(
                format!("the file cannot be read: {message}"),
                "a file that you may read",
                "the command again, once the file can be opened",
            ),
            FolderFault::UnwritableFile { message } => Words::new(
                format!("the file cannot be written: {message}"),
                "a folder and a name that you may write to",
                "another name behind -o",
            ),
            FolderFault::AmountTooLarge { amount, unit, person, from, to } => Words::new(
                format!("{amount} {unit} of {}, {from} to {to}, do not fit DECIMAL(38,18)", quoted(person)),
                "amounts below 100000000000000000000 (10^20) in a Parquet file",
                "-o with a name that ends in .csv: its amounts are of any size",
            ),
            FolderFault::SecondMatrix { first } => Words::new(
                format!("this looks like a skill matrix, and so does {first}"),
                "one matrix, and one with \"previous\" in its name",
                "[skills] with matrix and previous in teamcap.toml, to say which is which",
            ),
            FolderFault::RulesDiffer { rule, skill, before, after, figures } => {
                rules_differ(rule, skill.as_deref(), before, after, *figures, numerals)
            }
            FolderFault::PackedCopy { first } => Words::new(
                format!("{first} is beside it: the same sheet, it seems, and not compressed"),
                "each sheet once",
                "one of the two: delete the other, or name the files in a [[source]] of teamcap.toml",
            ),
            FolderFault::TableBesideSheets { first } => Words::new(
                format!(
                    "this is the table of teamcap rollup, and {first} is beside it: the same effort, it seems, twice"
                ),
                "the sheets, or the table made of them",
                "a name outside of this folder behind -o, or name the files in a [[source]] of teamcap.toml",
            ),
            FolderFault::RepeatedStdin {} => Words::new(
                "standard input is named twice",
                "\"-\" once",
                "the name of a file instead of one of the two",
            ),
            FolderFault::NotYet { format, near } => Words::new(
                format!("the format {} is not read by this version", quoted(format)),
                "a format that docs/formats.md lists, or a mapping",
                match near.first() {
                    Some(near) => format!("format = {}, or columns = {{ ... }}", quoted(near)),
                    None => "columns = { person = \"...\", date = \"...\", hours = \"...\" }".to_owned(),
                },
            ),
        }
    }
}

fn rules_differ(
    rule: &str,
    skill: Option<&str>,
    before: &Ruled,
    after: &Ruled,
    figures: usize,
    numerals: &dyn Numerals,
) -> Words {
    let value = |setting: &Setting| match setting {
        Setting::Word(word) => quoted(word),
        Setting::Number(number) => {
            let text = numerals.decimal(number, 6);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Setting::List(names) => format!("[{}]", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")),
    };
    let side = |(setting, side, said): &Ruled| {
        let default = if *said { "" } else { ", where no configuration says it" };
        format!("{} in {side}{default}", value(setting))
    };
    let of = skill.map(|skill| format!(" of {}", quoted(skill))).unwrap_or_default();
    let flag = match (rule, &before.0, &after.0) {
        ("average", Setting::Word(a), Setting::Word(b)) => {
            format!("--average {a} or --average {b} for both sides, or ")
        }
        ("week_rule", Setting::Word(a), Setting::Word(b)) => {
            format!("--week-rule {a} or --week-rule {b} for both sides, or ")
        }
        _ => String::new(),
    };
    Words::new(
        format!("{rule}{of} is {}, and {}", side(before), side(after)),
        format!(
            "one rule on both sides: {} would change by the rule alone",
            count(figures as u64, "figure", "figures")
        ),
        format!("{flag}the same {rule} in both configurations; --keep-going compares what the rule does not touch"),
    )
}
/// What a person at a terminal is told who named `-`: the program would seem to hang.
pub const WAITING_FOR_STDIN: &str = "reading standard input; Ctrl-D on a line of its own ends it";
/// What is seen of a reading that takes its time: in braces the fields of a progress bar.
pub const READING_OF: &str = "reading [{bar:20}] {bytes} of {total_bytes}, {elapsed} {wide_msg}";
/// The same, where nobody knows how much there is.
pub const READING: &str = "reading {spinner} {bytes}, {elapsed} {wide_msg}";

/// What is said beside the address of `serve`.
#[cfg(feature = "serve")]
pub fn watching(what: &str) -> String {
    format!("watching {what}; Ctrl-C ends it")
}

/// Why `serve` does not read `-`.
#[cfg(feature = "serve")]
pub const STDIN_ONCE: &str =
    "what comes through a pipe can be read only once, and serve reads again whenever a file is saved";
