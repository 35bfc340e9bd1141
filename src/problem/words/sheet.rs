//! Faults of effort sheets and of any CSV file.

mod amount;
mod container;
mod header;

use super::{count, did_you_mean, quoted, stranger};
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::{Numerals, Words, faults};
pub use container::{Container, ParquetFault};

faults! {
    pub enum SheetFault {
        /// A cell of an effort column holds something that is not an amount. An amount is a percent (41.5%, 41,5 %), a
        /// fraction (0.415) or hours (7.5, 7:30, 7h 30m). A blank cell is fine: it says nothing.
        UnreadableNumber { text: String, column: String, of_entry: bool } = "unreadable-number", Error;
        /// A column taken for one of amounts in which no cell is one. Mostly the header is of another shape, with words that
        /// teamcap does not know: a mapping in the configuration says which column is what. Said once, not for each cell.
        WordyColumn { column: String, text: String, cells: u64 } = "wordy-column", Error;
        /// An amount with more than 18 decimal places is refused, because it would have to be rounded.
        TooManyPlaces { text: String } = "too-many-places", Error;
        /// An amount below zero. Effort is never negative; nothing is clamped in silence.
        NegativeAmount { text: String } = "negative-amount", Error;
        /// An amount that no week can hold: more than `limits.cell` percent (200 unless configured) or more than
        /// `limits.week_hours` hours (168); of a row that is about one day, more than `limits.day_hours` (24).
        AboveLimit { text: String, limit: Exact, unit: &'static str, time: &'static str } = "above-limit", Error;
        /// Two rows of effort for one person and week. Which of them is right only a person can say; adding them up
        /// would hide a row pasted twice.
        DuplicatePersonWeek { person: String, days: Slot } = "duplicate-person-week", Error;
        /// A name in a sheet that is on nobody's line of the roster. It is never dropped and never guessed.
        UnknownPerson { name: String, near: Vec<String> } = "unknown-person", Error;
        /// The last day of a row lies before its first.
        ReversedDates { from: String, to: String } = "reversed-dates", Error;
        /// A sheet of percents with several dates of one person in one week. Whether a percent is of the day or of the week
        /// cannot be known: at one date a week it is of the week.
        PercentsByDay { weeks: u64 } = "percents-by-day", Error;
        /// Rows about the same person, days and work, in a sheet with one amount a row. All count: they are added up. Said once
        /// a file, at the first such rows.
        RepeatedEntry { person: String, days: Slot, work: String, rows: u64, others: u64 } = "repeated-entry", Warning;
        /// A date such as 03/04/2024 that can be read in two ways, or a column that holds both ways.
        AmbiguousDate { text: String, other: Option<String> } = "ambiguous-date", Error;
        /// A cell of the week column that is neither a week nor a day.
        UnreadableWeek { text: String } = "unreadable-week", Error;
        /// A week without a year (W3) needs a period that says which year is meant.
        WeekWithoutYear { text: String } = "week-without-year", Error;
        /// A row with more or fewer fields than the header. Often a comma inside an unquoted value.
        RaggedRow { expected: u64, found: u64 } = "ragged-row", Error;
        /// A quotation mark that opens a value and is never closed, or text behind a closing one.
        BrokenQuote { open: bool } = "broken-quote", Error;
        /// A byte that is no character of the file's encoding. One bad byte is named; it is no reason to garble every name
        /// of the file: another encoding is guessed only where no character beyond ASCII is UTF-8, and where a byte order
        /// mark or `encoding` says which one it is, nothing is guessed.
        BadByte { unit: u16, encoding: &'static str } = "bad-byte", Error;
        /// A file without a single byte, or with blank lines only.
        EmptyFile {} = "empty-file", Error;
        /// A file with a header and no row below it.
        HeaderOnly {} = "header-only", Error;
        /// A header that is no known shape. Shapes are known by their header, never by the file's name.
        UnknownFormat { header: Vec<String>, nearest: &'static str, missing: Vec<String> } = "unknown-format", Error;
        /// A mapping (columns in a source table of the configuration) that makes each row an amount and does not name all the columns
        /// that this takes: how much, which day, what, and, where the file's name does not say it, who.
        UnfinishedMapping { missing: Vec<&'static str>, header: Vec<String> } = "unfinished-mapping", Error;
        /// A container that teamcap does not read: a workbook, an archive, a calendar. CSV text may be compressed with gzip; the
        /// canonical table may be a Parquet file.
        UnknownContainer { what: Container, packed: bool } = "unknown-container", Error;
        /// Compressed data that end too early or do not fit their own checksum. None of the file is used: what is missing
        /// cannot be known.
        DamagedGzip { cut: bool } = "damaged-gzip", Error;
        /// A Parquet file that is not the canonical table as `teamcap rollup -o FILE.parquet` writes it: its columns by their
        /// names, their order and their types. An amount in a DOUBLE is no longer the exact one, so it is not taken for one.
        UnknownParquet { others: Vec<String>, same_names: bool } = "unknown-parquet", Error;
        /// A Parquet file that is cut off, damaged, encrypted, or compressed in another way than with Snappy or gzip. None of it
        /// is used: what is missing cannot be known.
        UnreadableParquet { why: ParquetFault } = "unreadable-parquet", Error;
        /// The configuration says one encoding, the first bytes of the file another.
        EncodingDisagrees { said: &'static str, mark: &'static str } = "encoding-disagrees", Error;
        /// Text without a byte order mark, in which no character beyond ASCII is UTF-8, is in a code page; which one, only
        /// the frequency of its letters tells. The numbers stand either way; names and categories may be garbled.
        EncodingGuessed { page: &'static str, word: String } = "encoding-guessed", Warning;
        /// A column that the configuration names and the file does not have.
        UnknownColumn { name: String, header: Vec<String>, near: Vec<String> } = "unknown-column", Error;
        /// Bare numbers whose unit the sheet does not show: no mark in the cells, none in the heading, and the sums of
        /// the person-weeks fit none or several of 1, 100 and a week's hours.
        UnitUndecided { weeks: u64, fraction: u64, percent: u64, hours: u64 } = "unit-undecided", Error;
        /// A sheet whose cells carry different marks, percent in some and hours in others.
        MarksDisagree { percent: u64, hours: u64, bare: u64, said: Option<&'static str> } = "marks-disagree", Error;
        /// A sheet that writes decimals with a comma in one row and with a dot in another.
        DecimalMarksDisagree { text: String, other: Option<String>, said: char } = "decimal-marks-disagree", Error;
        /// A row with amounts but without a week or a person that is not the sum of the rows above it.
        UnlabelledRow { what: &'static str } = "unlabelled-row", Error;
        /// A column with amounts and without a heading: there is no category for them.
        UnlabelledColumn {} = "unlabelled-column", Error;
        /// Effort in a week in which the person was not employed, by the roster.
        OutsideEmployment { person: String, days: Slot } = "outside-employment", Error;
        /// Averages over filled cells need sheets with blank ones. Where each row holds one amount, what nobody wrote is not a
        /// blank cell: a category without a row in a week says nothing about that week.
        NoBlanks {} = "no-blanks", Error;
        /// A file that changed while it was read: what explains a figure no longer adds up to it.
        FileChanged {} = "file-changed", Error;
        /// One heading stands over two columns. Their amounts are added up under the one name.
        RepeatedHeading { name: String } = "repeated-heading", Warning;
        /// Effort in weeks that the report does not own. It is counted and listed, and stays out of every figure.
        OutsidePeriod { rows: u64, from: Day, to: Day, all: bool } = "outside-period", Warning;
        /// Durations that a spreadsheet wrote as times of day: 12:20:00 AM for 20 minutes, 10:30:00 PM for 22 and a half hours.
        /// They are read as the time since midnight. Above 24 hours a time of day cannot say how many days there were.
        TimesOfDay { cells: u64 } = "times-of-day", Warning;
        /// A column headed as notes or comments holds amounts. Such columns are left alone.
        AmountsInRemarks { name: String, cells: u64 } = "amounts-in-remarks", Warning;
        /// Person-weeks of bare numbers that add up to about 1, in a sheet whose other cells carry a percent sign: read as
        /// percents they would be worth a hundredth.
        FractionsBesidePercents { weeks: u64 } = "fractions-beside-percents", Error;
        /// Rows and columns that hold totals, averages or percents of capacity: teamcap computes its own.
        TotalsLeftOut { rows: u64, columns: Vec<String> } = "totals-left-out", Note;
    }
}

impl SheetFault {
    pub fn words(&self, numerals: &dyn Numerals) -> Words {
        match self {
            SheetFault::UnreadableNumber { text, column, of_entry } => amount::unreadable(text, column, *of_entry),
            SheetFault::WordyColumn { column, text, cells } => amount::wordy(column, text, *cells),
            SheetFault::TooManyPlaces { text } => Words::new(
                format!("{} has more than 18 decimal places", quoted(text)),
                "at most 18 decimal places: nothing is rounded when it is read",
                "the amount with fewer places",
            ),
            SheetFault::NegativeAmount { text } => Words::new(
                format!("{} is below zero", quoted(text)),
                "zero or more",
                "the amount that was meant, or leave the cell blank",
            ),
            SheetFault::AboveLimit { text, limit, unit, time } => Words::new(
                format!("{} is more than {time} can hold", quoted(text)),
                format!("at most {}{unit}", numerals.decimal(limit, 0)),
                "the amount that was meant; or raise the limit in teamcap.toml, under limits",
            ),
            SheetFault::DuplicatePersonWeek { person, days } => Words::new(
                format!("{person} already has a row for {days}"),
                "one row for each person and week",
                "one row: delete the copy, or correct its week or its name",
            ),
            SheetFault::UnknownPerson { name, near } => {
                let alias = || format!("add aliases = [{}] to that [[person]]", quoted(name));
                let correct = |near: &str| format!("{near} If so, correct the cell, or {}", alias());
                stranger(name, near, "if somebody is missing", correct)
            }
            SheetFault::ReversedDates { from, to } => Words::new(
                format!("it ends on {to}, before it begins on {from}"),
                "the first day, then the last",
                "the two days the other way round, or the right ones",
            ),
            SheetFault::PercentsByDay { weeks } => Words::new(
                format!("percents at several dates of one week, in {}", count(*weeks, "person-week", "person-weeks")),
                "percents of a week, at one date a week; or hours",
                "one row a week, or the hours of each day",
            ),
            SheetFault::RepeatedEntry { person, days, work, rows, others } => Words::new(
                match others {
                    0 => format!("{person} has {work} in {rows} rows for {days}"),
                    others => format!(
                        "{person} has {work} in {rows} rows for {days}; {} more {} written in several rows",
                        others,
                        if *others == 1 { "entry is" } else { "entries are" }
                    ),
                },
                "",
                "one row, if it was entered twice; now the rows are added up",
            ),
            SheetFault::AmbiguousDate { text, other: None } => Words::new(
                format!("{} can be read day first or month first", quoted(text)),
                "a date that can be read in one way, somewhere in the column",
                "dates = \"dmy\" or dates = \"mdy\" in the [[source]] of this file",
            ),
            SheetFault::AmbiguousDate { text, other: Some(other) } => Words::new(
                format!(
                    "{} and {} cannot both be right: one has the day first, the other the month",
                    quoted(text),
                    quoted(other)
                ),
                "one order of day and month in a column",
                "the dates as 2016-01-18, or the weeks as 2016-W03",
            ),
            SheetFault::UnreadableWeek { text } => Words::new(
                format!("{} is neither a week nor a day", quoted(text)),
                "a week (2016-W03, W3) or any day of it (2016-01-18, 18.01.2016)",
                "the week of this row",
            ),
            SheetFault::WeekWithoutYear { text } => Words::new(
                format!(
                    "{} does not say its year, and no period is known that owns exactly one such week",
                    quoted(text)
                ),
                "a week of the period, or a week with its year",
                "2016-W03, or say the period: --period 2016-Q1, or period in teamcap.toml",
            ),
            SheetFault::RaggedRow { expected, found } => Words::new(
                format!("this row has {}, the header {expected}", count(*found, "field", "fields")),
                "as many fields in each row as in the header",
                "quotes around a value that holds the delimiter: \"docs, tests\"",
            ),
            SheetFault::BrokenQuote { open: true } => Words::new(
                "this quotation mark is never closed",
                "a closing quotation mark before the next delimiter or line end",
                "the closing mark; a quotation mark inside a value is written twice: \"5\"\" disk\"",
            ),
            SheetFault::BrokenQuote { open: false } => Words::new(
                "there is text behind the closing quotation mark",
                "the delimiter or the line end behind it",
                "a quotation mark inside a value twice: \"5\"\" disk\"",
            ),
            SheetFault::BadByte { unit, encoding } => container::bad_byte(*unit, encoding),
            SheetFault::EmptyFile {} => Words::new("the file is empty", "a header and at least one row", String::new()),
            SheetFault::HeaderOnly {} => {
                Words::new("there is no row below the header", "at least one row of effort", String::new())
            }
            SheetFault::UnknownFormat { header, nearest, missing } => header::unknown(header, nearest, missing),
            SheetFault::UnfinishedMapping { missing, header } => header::unfinished(missing, header),
            SheetFault::UnknownContainer { what, packed } => what.words(*packed),
            SheetFault::UnknownParquet { others, same_names } => container::unknown_parquet(others, *same_names),
            SheetFault::UnreadableParquet { why } => why.words(),
            SheetFault::DamagedGzip { cut } => Words::new(
                if *cut {
                    "the compressed data end before they are complete"
                } else {
                    "the compressed data are damaged"
                },
                "a whole gzip file",
                "the file again: copied, or downloaded, or compressed anew",
            ),
            SheetFault::EncodingDisagrees { said, mark } => Words::new(
                format!("the configuration says {said}, the first bytes of the file say {mark}"),
                format!("no encoding for this file, or {mark}"),
                "a [[source]] of its own for this file, without encoding",
            ),
            SheetFault::EncodingGuessed { page, word } => Words::new(
                format!("not UTF-8, read as {page}: {} is a word of it", quoted(word)),
                "",
                format!(
                    "encoding = {} in its [[source]], if the word is right; or save the file as \"CSV UTF-8\"",
                    quoted(&page.to_lowercase())
                ),
            ),
            SheetFault::UnknownColumn { name, header, near } => Words::new(
                format!("the file has no column {}", quoted(name)),
                format!("one of {}", columns(header)),
                did_you_mean(near),
            ),
            SheetFault::UnitUndecided { weeks, fraction, percent, hours } => Words::new(
                format!(
                    "the numbers carry no unit, and of {} {fraction} add up to about 1, {percent} to about 100, {hours} to about a week's hours",
                    count(*weeks, "person-week", "person-weeks")
                ),
                "a sign in the cells (41.5%, 7.5h) or at least 80 % of the person-weeks near exactly one of the three",
                "unit = \"percent\", unit = \"fraction\" or unit = \"hours\" in the [[source]] of this file",
            ),
            SheetFault::MarksDisagree { percent, hours, bare, said } => Words::new(
                match said {
                    Some(said) => format!(
                        "the configuration says unit = \"{said}\", but {percent} cells carry % and {hours} are written as hours"
                    ),
                    None => format!("{percent} cells carry %, {hours} are written as hours, {bare} are bare numbers"),
                },
                "one unit for all effort columns of a sheet",
                "percents or hours throughout",
            ),
            SheetFault::DecimalMarksDisagree { text, other: Some(other), .. } => Words::new(
                format!("{} and {} write their decimals differently", quoted(text), quoted(other)),
                "one decimal mark in a file",
                "decimal = \",\" or decimal = \".\" in the [[source]] of this file says which; then correct the other cells",
            ),
            SheetFault::DecimalMarksDisagree { text, other: None, said } => Words::new(
                format!("{} does not have the decimal mark of the configuration", quoted(text)),
                format!("decimals with {}", quoted(&said.to_string())),
                "the cell that way, or correct decimal in the [[source]] of this file",
            ),
            SheetFault::UnlabelledRow { what: "week" } => Words::new(
                "this row has amounts but no week, and it is not the sum of the rows above",
                "a week in each row of effort",
                "the week; or \"Total\" if the row is a total",
            ),
            SheetFault::UnlabelledRow { what: "day" } => Words::new(
                "this row has an amount but no day",
                "a day in each row of effort",
                "the day; or delete the row, if it holds totals",
            ),
            SheetFault::UnlabelledRow { what } => Words::new(
                format!("this row has amounts but no {what}"),
                format!("a {what} in each row of effort"),
                format!("the {what}"),
            ),
            SheetFault::UnlabelledColumn {} => Words::new(
                "this column has amounts but no heading",
                "a category as the heading of each column",
                "the category in the header, or delete the column",
            ),
            SheetFault::OutsideEmployment { person, days } => Words::new(
                match days {
                    Slot::Day(day) => format!("{person} was not employed on {day}"),
                    days => format!("{person} was not employed in {days}"),
                },
                "effort in weeks of employment only",
                "the right week, or correct joined or left in teamcap.toml",
            ),
            SheetFault::NoBlanks {} => Words::new(
                "average = \"filled\" is for sheets with a column a category, and this one has a row an amount",
                "cells, blank ones among them",
                "average = \"reported\", or \"period\"",
            ),
            SheetFault::FileChanged {} => {
                Words::new("the file changed while it was read", "the same cells in both readings", "the command again")
            }
            SheetFault::RepeatedHeading { name } => Words::new(
                format!("two columns are headed {}", quoted(name)),
                "",
                "different headings, if they are different categories; now they are added up",
            ),
            SheetFault::OutsidePeriod { rows, from, to, all } => Words::new(
                format!(
                    "{}{} outside the weeks of the report: {} about {}",
                    if *all { "all rows of this file, " } else { "" },
                    count(*rows, "row lies", "rows lie"),
                    if *rows == 1 { "it is" } else { "they are" },
                    stretch(*from, *to)
                ),
                "",
                "period or until (or --period, --until), if they are wrong; the rows stay out of every figure",
            ),
            SheetFault::TimesOfDay { cells } => Words::new(
                format!(
                    "{} written as {} of day; read as the time since midnight",
                    count(*cells, "duration is", "durations are"),
                    if *cells == 1 { "a time" } else { "times" }
                ),
                "",
                "durations in the format [h]:mm, before the sheet is saved as CSV",
            ),
            SheetFault::AmountsInRemarks { name, cells } => Words::new(
                format!(
                    "left alone: {} under {}, a heading of remarks",
                    count(*cells, "amount", "amounts"),
                    quoted(name)
                ),
                "",
                "another heading, if the column is a category",
            ),
            SheetFault::FractionsBesidePercents { weeks } => Words::new(
                format!(
                    "beside cells with %, bare numbers add up to about 1 in {}",
                    count(*weeks, "person-week", "person-weeks")
                ),
                "one unit for all effort columns of a sheet",
                "40% instead of 0.4; or unit = \"percent\" in the [[source]], if 0.4 % is meant",
            ),
            SheetFault::TotalsLeftOut { rows, columns: names } => Words::new(
                match (rows, names.len()) {
                    (0, _) => format!("totals left out: {}", columns(names)),
                    (rows, 0) => format!("totals left out: {}", count(*rows, "row", "rows")),
                    (rows, _) => format!("totals left out: {} and {}", count(*rows, "row", "rows"), columns(names)),
                },
                "",
                String::new(),
            ),
        }
    }
}

/// Whole weeks, or days.
fn stretch(from: Day, to: Day) -> String {
    let (first, last) = (Week::of(from), Week::of(to));
    match (first.monday() == from && last.sunday() == to, first == last, from == to) {
        (true, true, _) => first.to_string(),
        (true, false, _) => format!("{first} to {last}"),
        (false, _, true) => from.to_string(),
        (false, ..) => format!("{from} to {to}"),
    }
}

fn columns(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}
