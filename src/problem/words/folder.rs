//! Faults of the review folder, of its files as a whole, and of the command line.

use super::config::Wanted;
use super::stranger::stranger;
use crate::model::day::Day;
use crate::model::rules::Setting;
use crate::problem::grammar::{count, did_you_mean, nearest, quoted, quoted_all};
use crate::problem::message::{Numerals, Words, faults};

faults! {
    pub enum FolderFault, with numerals {
        /// A file or a tab that the configuration leaves out.
        NotCounted {} = "not-counted", Note {
            found: "this sheet is left out, as counts = false in its [[source]] says",
        }
        /// A file that the configuration names and that is not there, or a pattern that no file matches. Paths are relative
        /// to teamcap.toml; * stands for any run of characters within a file name.
        MissingFile { pattern: String } = "missing-file", Error {
            if pattern.contains(['*', '?']) {
                Words::new(
                    format!("no file matches {}", quoted(pattern)),
                    "at least one file, looked for beside teamcap.toml",
                    "the pattern of the files that are there, or delete this one",
                )
            } else {
                Words::new(
                    format!("there is no file {}", quoted(pattern)),
                    "a file of this name; paths are relative to teamcap.toml",
                    "the file's name as it is on the disk, or put the file there",
                )
            }
        }
        /// A tab that is named and that the workbook does not have.
        MissingTab { pattern: String, names: Vec<String> } = "missing-tab", Error {
            found: format!("no tab of the workbook is called {}", quoted(pattern)),
            expected: format!("one of {}", quoted_all(names).join(", ")),
            write: did_you_mean(&nearest(pattern, names.iter().map(String::as_str)))
                .unwrap_or_else(|| "the name of a tab as the workbook shows it; * stands for any run of characters".into()),
        }
        /// `teamcap init --xlsx` in a folder with sheets: their weeks would be beside empty ones.
        SheetsThere {} = "sheets-there", Error {
            found: "there are sheets in this folder, and --xlsx writes a workbook for weeks that nobody has written down yet",
            expected: "a folder without sheets",
            write: "--xlsx with another folder; --from DIR with it, for the period after these sheets; or init without --xlsx",
        }
        /// A period that owns no week. A week belongs to the period that holds its Thursday (week_rule = "thursday"), or, by
        /// day, to every period that holds one of its days.
        NoWeeks { period: String } = "no-weeks", Error {
            found: format!("the period {} owns no week", quoted(period)),
            expected: "a period that holds at least one Thursday",
            write: "a longer period, or week_rule = \"by-day\" for a few days",
        }
        /// A review folder without anything to read.
        NoSources { folder: String } = "no-sources", Error {
            found: format!("there is nothing to read in {}", quoted(folder)),
            expected: "at least one *.csv file, or a teamcap.toml that names the files",
            write: "a sheet with the columns Week, Person and one for each category, saved as CSV",
        }
        /// Sheets whose rows say no days: they are about a whole period, and nothing says which. Without it there is no capacity to
        /// hold the effort against.
        AskedPeriod {} = "asked-period", Error {
            found: "which period is this about? No row says any days, and no period is stated",
            expected: "a week, a date or a month in the rows, in a title or in the name of the file; or the period",
            write: "--period 2016-Q1, or period = \"2016-Q1\" in teamcap.toml",
        }
        /// A name that is on nobody's line of the roster, given on the command line or for a holiday or a source.
        UnknownName { name: String, near: Vec<String> } = "unknown-name", Error {
            stranger(name, near, "if somebody is missing", |near| near)
        }
        /// An address that no figure of this review has, and that no figure's address begins with.
        UnknownAddress { address: String, near: Vec<String> } = "unknown-address", Error {
            found: format!("no figure has the address {}", quoted(address)),
            expected: "an address of this review or its beginning: split, capacity.gross",
            write: did_you_mean(near)
                .unwrap_or_else(|| "teamcap review --format csv, which lists every address".into()),
        }
        /// A file that init would write and that is there. Nothing was written. Exit code 3.
        FileExists {} = "file-exists", Error {
            found: "this file is there already; nothing was written",
            expected: "a folder without one, or with sheets and no teamcap.toml",
            write: "another folder",
        }
        /// A command that teamcap does not have.
        UnknownCommand { name: String, near: Vec<String> } = "unknown-command", Error {
            found: format!("there is no command {}", quoted(name)),
            expected: "one of those that teamcap --help lists",
            write: did_you_mean(near).unwrap_or_default(),
        }
        /// A --period or --until that cannot be read.
        UnknownPeriod { text: String } = "unknown-period", Error {
            found: format!("{} is not a period", quoted(text)),
            expected: Wanted::PERIOD,
            write: Wanted::PERIOD_ADVICE,
        }
        /// A file that is there and cannot be read: the system says why. Exit code 3.
        UnreadableFile { message: String } = "unreadable-file", Error {
            found: format!("the file cannot be read: {message}"),
            expected: "a file that you may read",
            write: "the command again, once the file can be opened",
        }
        /// A file that cannot be written: the system says why. What was there before is still there. Exit code 3.
        UnwritableFile { message: String } = "unwritable-file", Error {
            found: format!("the file cannot be written: {message}"),
            expected: "a folder and a name that you may write to",
            write: "another name behind -o",
        }
        /// An amount of the canonical table that a DECIMAL(38,18) of Parquet does not hold: 10^20 or more, with the cells that it is
        /// of. It is never rounded; no file is written.
        AmountTooLarge { amount: String, unit: &'static str, person: String, work: String, from: Day, to: Day }
            = "amount-too-large", Error {
            found: format!("{amount} {unit} of {person}, {work}, {from} to {to}, do not fit DECIMAL(38,18)"),
            expected: "amounts below 100000000000000000000 (10^20) in a Parquet file",
            write: "-o with a name that ends in .csv: its amounts are of any size",
        }
        /// Two files of a folder without a configuration look like the skill matrix. A name with "previous" in it marks the
        /// earlier one. Who wants to learn what has no sheet of its own: 3/+ in the matrix says it.
        SecondMatrix { first: String } = "second-matrix", Error {
            found: format!("this looks like a skill matrix, and so does {first}"),
            expected: "one matrix, and one with \"previous\" in its name",
            write: "[skills] with matrix and previous in teamcap.toml, to say which is which",
        }
        /// The two sides of a diff were made under different rules. A change between them would be the rule's doing and not
        /// the team's, so the figures that the rule touches are not compared: the average touches the mean weeks of people,
        /// buckets touch the split, the rules of skills touch skills and groups, every other rule touches all effort and
        /// capacity (percent_of not the gross capacity and the holidays). --keep-going compares the others.
        RulesDiffer { rule: &'static str, skill: Option<String>, before: Ruled, after: Ruled, figures: usize }
            = "rules-differ", Error {
            found: format!(
                "{rule}{} is {}, and {}",
                skill.iter().map(|skill| format!(" of {}", quoted(skill))).collect::<String>(),
                ruled(before, numerals),
                ruled(after, numerals)
            ),
            expected: format!(
                "one rule on both sides: {} would change by the rule alone",
                count(*figures as u64, "figure", "figures")
            ),
            write: format!(
                "{}the same {rule} in both configurations; --keep-going compares what the rule does not touch",
                flag_for_both_sides(rule, &before.0, &after.0)
            ),
        }
        /// A sheet and, beside it, the same name compressed with gzip, in a folder without a configuration: reading both would
        /// count everything twice.
        PackedCopy { first: String } = "packed-copy", Error {
            found: format!("{first} is beside it: the same sheet, it seems, and not compressed"),
            expected: "each sheet once",
            write: "one of the two: delete the other, or name the files in a [[source]] of teamcap.toml",
        }
        /// A canonical table, as teamcap rollup writes it, that nobody named and that lies beside sheets: where it was made of
        /// them, reading both would count everything twice. Nothing of the table is used.
        TableBesideSheets { first: String } = "table-beside-sheets", Error {
            found: format!(
                "this is the table of teamcap rollup, and {first} is beside it: the same effort, it seems, twice"
            ),
            expected: "the sheets, or the table made of them",
            write: "a name outside of this folder behind -o, or name the files in a [[source]] of teamcap.toml",
        }
        /// Standard input, `-`, named more than once. There is one, and it can be one file only.
        RepeatedStdin {} = "repeated-stdin", Error {
            found: "standard input is named twice",
            expected: "\"-\" once",
            write: "the name of a file instead of one of the two",
        }
        /// Something that teamcap is designed to read and that this version does not read yet. It says so instead of
        /// leaving the file or the setting out of the report.
        NotYet { format: String, near: Vec<String> } = "not-yet", Error {
            found: format!("the format {} is not read by this version", quoted(format)),
            expected: "a format that docs/formats.md lists, or a mapping",
            write: match near.first() {
                Some(near) => format!("format = {}, or columns = {{ ... }}", quoted(near)),
                None => "columns = { person = \"Name\", date = \"Day\", hours = \"Hours\" }, with the headings of the file".to_owned(),
            },
        }
    }
}

/// The value of a rule on one side of a diff, the side's name, and whether its configuration says it.
pub type Ruled = (Setting, String, bool);

fn ruled((setting, side, is_said): &Ruled, numerals: &dyn Numerals) -> String {
    let value = match setting {
        Setting::Word(word) => quoted(word),
        Setting::Number(number) => {
            let text = numerals.decimal(number, 6);
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Setting::List(names) => format!("[{}]", quoted_all(names).join(", ")),
    };
    let default = if *is_said { "" } else { ", where no configuration says it" };
    format!("{value} in {side}{default}")
}

/// The flag that sets the rule for both sides, where there is one.
fn flag_for_both_sides(rule: &str, before: &Setting, after: &Setting) -> String {
    let flag = match rule {
        "average" => "--average",
        "week_rule" => "--week-rule",
        _ => return String::new(),
    };
    match (before, after) {
        (Setting::Word(a), Setting::Word(b)) => format!("{flag} {a} or {flag} {b} for both sides, or "),
        _ => String::new(),
    }
}
