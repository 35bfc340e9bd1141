//! Faults of effort sheets: their headers, rows and cells.

use super::stranger::stranger;
use crate::model::day::Day;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::grammar::{agree, count, did_you_mean, list, quoted, quoted_all};
use crate::problem::message::{Words, faults};
use crate::problem::texts::Texts;

faults! {
    pub enum SheetFault, with numerals {
        /// A cell of an effort column holds something that is not an amount. An amount is a percent (41.5%, 41,5 %), a
        /// fraction (0.415) or hours (7.5, 7:30, 7h 30m). A blank cell is fine: it says nothing.
        UnreadableNumber { text: String, column: String, of_entry: bool } = "unreadable-number", Error {
            found: format!(
                "{} under {} is not {}",
                quoted(text),
                quoted(column),
                if *of_entry { "a duration" } else { "an amount" }
            ),
            expected: if *of_entry {
                "a duration (7.5, 7:30, 7h 30m, 45m)"
            } else {
                "a percent (41.5%), a fraction (0.415) or hours (7.5, 7:30, 7h 30m)"
            },
            write: "the amount, or leave the cell blank if nothing is to be said",
        }
        /// A column taken for one of amounts in which no cell is one. Mostly the header is of another shape, with words that
        /// teamcap does not know: a mapping in the configuration says which column is what. Said once, not for each cell.
        WordyColumn { column: String, text: String, cells: u64 } = "wordy-column", Error {
            found: format!(
                "no cell under {} is an amount: {} and {}",
                quoted(column),
                quoted(text),
                count(cells.saturating_sub(1), "other text", "other texts")
            ),
            expected: "percents (41.5%), fractions (0.415) or hours (7.5, 7:30, 7h 30m) in each cell below",
            write: "which column is what, in teamcap.toml: teamcap sources prints a [[source]] to fill in",
        }
        /// An amount with more than 18 decimal places is refused, because it would have to be rounded.
        TooManyPlaces { text: String } = "too-many-places", Error {
            found: format!("{} has more than 18 decimal places", quoted(text)),
            expected: "at most 18 decimal places: nothing is rounded when it is read",
            write: "the amount with fewer places",
        }
        /// An amount below zero. Effort is never negative; nothing is clamped in silence.
        NegativeAmount { text: String } = "negative-amount", Error {
            found: format!("{} is below zero", quoted(text)),
            expected: "zero or more",
            write: "the amount that was meant, or leave the cell blank",
        }
        /// An amount that no week can hold: more than `limits.cell` percent (200 unless configured) or more than
        /// `limits.week_hours` hours (168); of a row that is about one day, more than `limits.day_hours` (24).
        AboveLimit { text: String, limit: Exact, unit: Unit, time: &'static str } = "above-limit", Error {
            found: format!("{} is more than {time} can hold", quoted(text)),
            expected: format!("at most {} {}", numerals.decimal(limit, 0), if *unit == Unit::Hours { "hours" } else { "%" }),
            write: "the amount that was meant; or raise the limit in teamcap.toml, under limits",
        }
        /// A row of a roll-up whose unit is none of those that teamcap rollup writes. Nothing else says what its amount counts.
        UnreadableUnit { text: String } = "unreadable-unit", Error {
            found: format!("{} is not a unit", quoted(text)),
            expected: "percent, hours or seconds",
            write: "the unit of this row's amount",
        }
        /// A row of a roll-up whose number of entries cannot be read. A blank one is 1.
        UnreadableEntries { text: String } = "unreadable-entries", Error {
            found: format!("{} is not a number of entries", quoted(text)),
            expected: "a whole number, at most 4294967295",
            write: "how many entries the amount of this row is the sum of, or leave the cell blank if it is one",
        }
        /// Two rows of effort for one person and week. Which of them is right only a person can say; adding them up
        /// would hide a row pasted twice.
        DuplicatePersonWeek { person: String, days: Slot } = "duplicate-person-week", Error, about people {
            found: format!("{person} already has a row for {days}"),
            expected: "one row for each person and week",
            write: "one row: delete the copy, or correct its week or its name",
        }
        /// A name in a sheet that is on nobody's line of the roster. It is never dropped and never guessed.
        UnknownPerson { name: String, near: Vec<String> } = "unknown-person", Error, about people {
            stranger(name, near, "if somebody is missing", |near| {
                format!("{near} If so, correct the cell, or add aliases = [{}] to that [[person]]", quoted(name))
            })
        }
        /// The last day of a row lies before its first.
        ReversedDates { from: String, to: String } = "reversed-dates", Error {
            found: format!("it ends on {to}, before it begins on {from}"),
            expected: "the first day, then the last",
            write: "the two days the other way round, or the right ones",
        }
        /// A sheet of percents with several dates of one person in one week. Whether a percent is of the day or of the week
        /// cannot be known: at one date a week it is of the week.
        PercentsByDay { weeks: u64 } = "percents-by-day", Error {
            found: format!(
                "percents at several dates of one week, in {}",
                count(*weeks, "person-week", "person-weeks")
            ),
            expected: "percents of a week, at one date a week; or hours",
            write: "one row a week, or the hours of each day",
        }
        /// Rows about the same person, days and work, in a sheet with one amount a row. All count: they are added up. Said once
        /// a file, at the first such rows.
        RepeatedEntry { person: String, days: Slot, work: String, rows: u64, others: u64 }
            = "repeated-entry", Warning, about people {
            found: match others {
                0 => format!("{person} has {work} in {rows} rows for {days}"),
                others => format!(
                    "{person} has {work} in {rows} rows for {days}; {others} more {} written in several rows",
                    agree(*others, "entry is", "entries are")
                ),
            },
            write: "one row, if it was entered twice; now the rows are added up",
        }
        /// A date such as 03/04/2024 that can be read in two ways, or a column that holds both ways.
        AmbiguousDate { text: String, other: Option<String> } = "ambiguous-date", Error {
            match other {
                None => Words::new(
                    format!("{} can be read day first or month first", quoted(text)),
                    "a date that can be read in one way, somewhere in the column",
                    "dates = \"dmy\" or dates = \"mdy\" in the [[source]] of this file",
                ),
                Some(other) => Words::new(
                    format!(
                        "{} and {} cannot both be right: one has the day first, the other the month",
                        quoted(text),
                        quoted(other)
                    ),
                    "one order of day and month in a column",
                    "the dates as 2016-01-18, or the weeks as 2016-W03",
                ),
            }
        }
        /// A cell of the week column that is neither a week nor a day.
        UnreadableWeek { text: String } = "unreadable-week", Error {
            found: format!("{} is neither a week nor a day", quoted(text)),
            expected: "a week (2016-W03, W3) or any day of it (2016-01-18, 18.01.2016)",
            write: "the week of this row",
        }
        /// A week without a year (W3) needs a period that says which year is meant.
        WeekWithoutYear { text: String } = "week-without-year", Error {
            found: format!(
                "{} does not say its year, and no period is known that owns exactly one such week",
                quoted(text)
            ),
            expected: "a week of the period, or a week with its year",
            write: "2016-W03, or say the period: --period 2016-Q1, or period in teamcap.toml",
        }
        /// A row with more or fewer fields than the header. Often a comma inside an unquoted value.
        RaggedRow { expected: u64, found: u64 } = "ragged-row", Error {
            found: format!("this row has {}, the header {expected}", count(*found, "field", "fields")),
            expected: "as many fields in each row as in the header",
            write: "quotes around a value that holds the delimiter: \"docs, tests\"",
        }
        /// A quotation mark that opens a value and is never closed, or text behind a closing one.
        BrokenQuote { open: bool } = "broken-quote", Error {
            if *open {
                Words::new(
                    "this quotation mark is never closed",
                    "a closing quotation mark before the next delimiter or line end",
                    "the closing mark; a quotation mark inside a value is written twice: \"5\"\" disk\"",
                )
            } else {
                Words::new(
                    "there is text behind the closing quotation mark",
                    "the delimiter or the line end behind it",
                    "a quotation mark inside a value twice: \"5\"\" disk\"",
                )
            }
        }
        /// A file with a header and no row below it.
        HeaderOnly {} = "header-only", Error {
            found: "there is no row below the header",
            expected: "at least one row of effort",
        }
        /// A header that is no known shape. Shapes are known by their header, never by the file's name.
        UnknownFormat { header: Vec<String>, nearest: &'static str, missing: Vec<String> } = "unknown-format", Error {
            found: format!("this header is no shape that teamcap knows: {}", headed(header)),
            expected: format!("for example {nearest}"),
            write: match missing.as_slice() {
                // A mapping, as the configuration writes it.
                [mapping] if mapping.starts_with("columns = ") => {
                    format!("in the [[source]] of this file, which column is what:\n{mapping}")
                }
                missing => {
                    format!(
                        "{} in the header; lines above the header can be skipped with skip_rows",
                        missing.join(", ")
                    )
                }
            },
        }
        /// A mapping (columns in a source table of the configuration) that makes each row an amount and does not name all the columns
        /// that this takes: how much, which day, what, and, where the file's name does not say it, who.
        UnfinishedMapping { missing: Vec<&'static str>, header: Vec<String> } = "unfinished-mapping", Error {
            found: format!("the columns in the [[source]] of this file lack {}", missing.join("; ")),
            expected: format!("each of them with its heading, one of {}", headed(header)),
            write: format!("{} as a key of these columns, with the heading behind it", roles(missing)),
        }
        /// A column that the configuration names and the file does not have.
        UnknownColumn { name: String, header: Vec<String>, near: Vec<String> } = "unknown-column", Error {
            found: format!("the file has no column {}", quoted(name)),
            expected: format!("one of {}", headed(header)),
            write: did_you_mean(near).unwrap_or_default(),
        }
        /// Bare numbers whose unit the sheet does not show: no mark in the cells, none in the heading, and the sums of
        /// the person-weeks fit none or several of 1, 100 and a week's hours.
        UnitUndecided { weeks: u64, fraction: u64, percent: u64, hours: u64 } = "unit-undecided", Error {
            found: format!(
                "the numbers carry no unit, and of {} {fraction} add up to about 1, {percent} to about 100, {hours} to about a week's hours",
                count(*weeks, "person-week", "person-weeks")
            ),
            expected: "a sign in the cells (41.5%, 7.5h) or at least 80 % of the person-weeks near exactly one of the three",
            write: "unit = \"percent\", unit = \"fraction\" or unit = \"hours\" in the [[source]] of this file; or counts = false there, if the sheet is no effort",
        }
        /// Bare numbers whose unit only the sums of the weeks show: at least four of five person-weeks add up to about a whole in this
        /// unit, and in no other. It says what the sheet would be worth in each unit.
        AssumedUnit { unit: Unit, weeks: u64, of: u64, worth: Vec<UnitWorth> } = "assumed-unit", Note {
            found: format!(
                "the numbers carry no unit; read as {}, because {weeks} of {} add up to about a whole week so; the sheet is worth {}",
                unit.plural(),
                count(*of, "person-week", "person-weeks"),
                list(&worth.iter().map(|one| {
                    format!("{} weeks in {}", numerals.decimal(&one.weeks, one.weeks.places(2).unwrap_or(2)), one.unit.plural())
                }).collect::<Vec<_>>())
            ),
        }
        /// A sheet whose cells carry different marks, percent in some and hours in others.
        MarksDisagree { percent: u64, hours: u64, bare: u64, said: Option<&'static str> } = "marks-disagree", Error {
            found: match said {
                Some(said) => format!(
                    "the configuration says unit = \"{said}\", but {percent} cells carry % and {hours} are written as hours"
                ),
                None => format!("{percent} cells carry %, {hours} are written as hours, {bare} are bare numbers"),
            },
            expected: "one unit for all effort columns of a sheet",
            write: "percents or hours throughout",
        }
        /// A sheet that writes decimals with a comma in one row and with a dot in another.
        DecimalMarksDisagree { text: String, other: Option<String>, said: char } = "decimal-marks-disagree", Error {
            match other {
                Some(other) => Words::new(
                    format!("{} and {} write their decimals differently", quoted(text), quoted(other)),
                    "one decimal mark in a file",
                    "decimal = \",\" or decimal = \".\" in the [[source]] of this file says which; then correct the other cells",
                ),
                None => Words::new(
                    format!("{} does not have the decimal mark of the configuration", quoted(text)),
                    format!("decimals with {}", quoted(&said.to_string())),
                    "the cell that way, or correct decimal in the [[source]] of this file",
                ),
            }
        }
        /// A row with amounts but without a week or a person that is not the sum of the rows above it.
        UnlabelledRow { what: &'static str } = "unlabelled-row", Error {
            found: match *what {
                "week" => "this row has amounts but no week, and it is not the sum of the rows above".into(),
                "day" => "this row has an amount but no day".into(),
                what => format!("this row has amounts but no {what}"),
            },
            expected: format!("a {what} in each row of effort"),
            write: match *what {
                "week" => "the week; or \"Total\" if the row is a total".into(),
                "day" => "the day; or delete the row, if it holds totals".into(),
                what => format!("the {what}"),
            },
        }
        /// A column with amounts and without a heading: there is no category for them.
        UnlabelledColumn {} = "unlabelled-column", Error {
            found: "this column has amounts but no heading",
            expected: "a category as the heading of each column",
            write: "the category in the header, or delete the column",
        }
        /// Effort in a week in which the person was not employed, by the roster.
        OutsideEmployment { person: String, days: Slot } = "outside-employment", Error, about people {
            found: match days {
                Slot::Day(day) => format!("{person} was not employed on {day}"),
                days => format!("{person} was not employed in {days}"),
            },
            expected: "effort in weeks of employment only",
            write: "the right week, or correct joined or left in teamcap.toml",
        }
        /// The `span` of a row of a canonical table says what of its days the amount is about.
        UnknownSpan { text: String, from: Day, to: Day } = "unknown-span", Error {
            found: format!("{} is no span of {from} to {to}", quoted(text)),
            expected: "day, days (of one week), week (from Monday to Sunday) or stretch",
            write: "the table again with teamcap rollup",
        }
        /// Averages over filled cells need sheets with blank ones. Where each row holds one amount, what nobody wrote is not a
        /// blank cell: a category without a row in a week says nothing about that week.
        NoBlanks {} = "no-blanks", Error {
            found: "average = \"filled\" is for sheets with a column a category, and this one has a row an amount",
            expected: "cells, blank ones among them",
            write: "average = \"reported\", or \"period\"",
        }
        /// One heading stands over two columns. Their amounts are added up under the one name.
        RepeatedHeading { name: String } = "repeated-heading", Warning {
            found: format!("two columns are headed {}", quoted(name)),
            write: "different headings, if they are different categories; now they are added up",
        }
        /// Effort in weeks that the report does not own. It is counted and listed, and stays out of every figure.
        OutsidePeriod { rows: u64, from: Day, to: Day, all: bool } = "outside-period", Warning {
            found: format!(
                "{}{} outside the weeks of the report: {} about {}",
                if *all { "all rows of this file, " } else { "" },
                count(*rows, "row lies", "rows lie"),
                agree(*rows, "it is", "they are"),
                stretch(*from, *to)
            ),
            write: "period or until (or --period, --until), if they are wrong; the rows stay out of every figure",
        }
        /// A sheet that holds more than the period of the report: it has rows in nearly every week of the period, and as many in
        /// nearly every week before it or after it. The period is said, so they are meant to stay out; a few rows that lie
        /// elsewhere, as after a slip in a date, are outside-period.
        OtherPeriods { rows: u64, from: Day, to: Day } = "other-periods", Note {
            found: format!(
                "the sheet goes on beyond the period: {} of {} {} left out",
                count(*rows, "row", "rows"),
                stretch(*from, *to),
                agree(*rows, "is", "are")
            ),
        }
        /// Durations that a spreadsheet wrote as times of day: 12:20:00 AM for 20 minutes, 10:30:00 PM for 22 and a half hours.
        /// They are read as the time since midnight. Above 24 hours a time of day cannot say how many days there were.
        TimesOfDay { cells: u64 } = "times-of-day", Warning {
            found: format!(
                "{} written as {} of day; read as the time since midnight",
                count(*cells, "duration is", "durations are"),
                agree(*cells, "a time", "times")
            ),
            write: "durations in the format [h]:mm, before the sheet is saved as CSV",
        }
        /// A column headed as notes or comments holds amounts. Such columns are left alone.
        AmountsInRemarks { name: String, cells: u64 } = "amounts-in-remarks", Warning {
            found: format!(
                "left alone: {} under {}, a heading of remarks",
                count(*cells, "amount", "amounts"),
                quoted(name)
            ),
            write: "another heading, if the column is a category",
        }
        /// Person-weeks of bare numbers that add up to about 1, in a sheet whose other cells carry a percent sign: read as
        /// percents they would be worth a hundredth.
        FractionsBesidePercents { weeks: u64 } = "fractions-beside-percents", Error {
            found: format!(
                "beside cells with %, bare numbers add up to about 1 in {}",
                count(*weeks, "person-week", "person-weeks")
            ),
            expected: "one unit for all effort columns of a sheet",
            write: "40% instead of 0.4; or unit = \"percent\" in the [[source]], if 0.4 % is meant",
        }
        /// Rows and columns that hold totals, averages or percents of capacity: teamcap computes its own.
        TotalsLeftOut { rows: u64, columns: Vec<String> } = "totals-left-out", Note {
            found: match (*rows, columns.as_slice()) {
                (0, columns) => format!("totals left out: {}", headed(columns)),
                (rows, []) => format!("totals left out: {}", count(rows, "row", "rows")),
                (rows, columns) => format!("totals left out: {} and {}", count(rows, "row", "rows"), headed(columns)),
            },
        }
    }
}

/// What a sheet is worth in a unit, in weeks of a full-timer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitWorth {
    pub unit: Unit,
    pub weeks: Exact,
}

impl Texts for UnitWorth {
    fn each_text(&mut self, _: &mut dyn FnMut(&mut String)) {}
}

/// Weeks if the days are whole weeks, else days.
fn stretch(from: Day, to: Day) -> String {
    let (first, last) = (Week::of(from), Week::of(to));
    match (first.monday() == from && last.sunday() == to, first == last, from == to) {
        (true, true, _) => first.to_string(),
        (true, false, _) => format!("{first} to {last}"),
        (false, _, true) => from.to_string(),
        (false, ..) => format!("{from} to {to}"),
    }
}

fn headed(columns: &[String]) -> String {
    quoted_all(columns).join(", ")
}

/// The roles that a mapping lacks; each stands first in its text, before what it is.
fn roles(missing: &[&str]) -> String {
    let roles: Vec<String> =
        missing.iter().filter_map(|missing| missing.split(' ').next()).map(str::to_owned).collect();
    list(&roles)
}
