//! Faults and notes of timesheets, whose rows are entries. formats.md sections 5 and 6.

use super::{count, list, quoted};
use crate::model::exact::Exact;
use crate::problem::{Numerals, Words, faults};

faults! {
    pub enum EntryFault {
        /// A summary as a time tracker exports it: the days or the people are not in it, or sums stand above what they are sums
        /// of. A review needs to know who did what when; the detailed export of the same tracker says it.
        SummaryExport { name: &'static str, subtotals: bool } = "summary-export", Error;
        /// The header once more, with its columns in another order: files that were put one behind the other. The rows under it
        /// would be read by the wrong columns, so that nothing of the file is used.
        SecondHeader {} = "second-header", Error;
        /// A moment or a time of day that cannot be read.
        UnreadableTime { text: String } = "unreadable-time", Error;
        /// An entry whose end lies before its start. Where only times of day are known, work past midnight looks so: its day
        /// is needed.
        EndsBeforeStart { start: String, end: String } = "ends-before-start", Error;
        /// An entry that has begun and ended and whose duration is blank. A running timer has no end.
        NoDuration {} = "no-duration", Error;
        /// Durations written as bare numbers, in a column that does not say what they count. Where entries have a start and an
        /// end, these are held against them. Where that shows nothing, numbers with a decimal mark are hours, and so are whole
        /// ones if all of them are at most 24; what others count has to be said. The rows without such a number count.
        DurationsUndecided { text: String, others: u64, rows: u64, hours: u64, minutes: u64, seconds: u64 }
            = "durations-undecided", Error;
        /// The configuration says percents or fractions of a file whose amounts are durations.
        UnitDisagrees { said: &'static str } = "unit-disagrees", Error;
        /// A time zone that is not in the database of the Internet Assigned Numbers Authority.
        UnknownTimeZone { text: String, near: Vec<String> } = "unknown-time-zone", Error;
        /// Entries without a duration and without an end: timers that were running when the file was exported. They count as
        /// nothing said: not as zero.
        RunningTimer { rows: u64 } = "running-timer", Warning;
        /// Entries of more hours than a day has (limits.day_hours): often a timer that was forgotten. They count as they are, on
        /// the day they begin.
        LongEntry { rows: u64, hours: Exact, limit: Exact } = "long-entry", Warning;
        /// Entries below zero: corrections, as some time trackers write them. They are taken off.
        NegativeEntry { rows: u64, hours: Exact } = "negative-entry", Warning;
        /// Entries of no time at all. They are entries: that nothing was done was said.
        ZeroEntry { rows: u64 } = "zero-entry", Note;
        /// Entries that begin on one day and end on another. Each counts whole on the day it begins: at the end of a period,
        /// some of it may belong to the next one.
        AcrossMidnight { rows: u64, hours: Exact } = "across-midnight", Note;
        /// Entries whose type is a break. They are no effort: they are left out of every sum, unless a category claims them.
        BreaksLeftOut { rows: u64, hours: Exact } = "breaks-left-out", Note;
        /// Entries that an earlier row has already, by their id: exports that overlap. The earlier row counts.
        CopiesLeftOut { rows: u64, hours: Exact } = "copies-left-out", Note;
        /// Rows that hold no amount: blank ones, the header again, and those with words alone that say no person or no days. They
        /// are left out.
        RowsLeftOut { blank: u64, headers: u64, words: u64 } = "rows-left-out", Note;
        /// One name beside several e-mail addresses, in sheets that nobody described: two people, or one with two addresses.
        /// They are taken as one person.
        SeveralAddresses { name: String, addresses: Vec<String> } = "several-addresses", Warning;
        /// Rows with the name of one person of the roster and the e-mail address of another. The address counts: a name may be
        /// two people's.
        AddressOfAnother { name: String, address: String, person: String } = "address-of-another", Warning;
        /// Two exports that have the same sums of the same people, weeks and work, and no ids to tell copies by. All count:
        /// nothing is dropped because it looks alike.
        SameEntries { other: String, groups: u64, hours: Exact } = "same-entries", Warning;
        /// Rows that lack their last fields, none of which is needed: some time trackers write their last row so.
        ShortRow { rows: u64 } = "short-row", Warning;
        /// Entries whose duration is not the time from their start to their end. The duration counts. Wall clocks lose or gain an
        /// hour when the clocks change.
        TimesDisagree { rows: u64, hours: Exact } = "times-disagree", Warning;
        /// Entries that lie in another week, or another month, in the time zone of the report than on the clock they were
        /// written by.
        OtherWeek { rows: u64, hours: Exact, zone: String } = "other-week", Note;
        /// Moments with an offset, in a report that does not say its time zone: their days are those of UTC.
        AssumedTimeZone { rows: u64 } = "assumed-time-zone", Note;
    }
}

/// `3 entries (12.50 h)`.
fn entries(rows: u64, hours: &Exact, numerals: &dyn Numerals) -> String {
    format!("{} ({} h)", count(rows, "entry", "entries"), numerals.decimal(hours, 2))
}

/// `is` or `are`.
fn verb(rows: u64, one: &'static str, many: &'static str) -> &'static str {
    if rows == 1 { one } else { many }
}

impl EntryFault {
    /// Of one bare duration alone, no other being known.
    pub fn undecided(text: &str) -> EntryFault {
        let text = text.trim().to_owned();
        EntryFault::DurationsUndecided { text, others: 0, rows: 0, hours: 0, minutes: 0, seconds: 0 }
    }

    pub fn words(&self, numerals: &dyn Numerals) -> Words {
        match self {
            EntryFault::SummaryExport { name, subtotals: false } => Words::new(
                format!("this is a {name}: it does not say who worked on which day"),
                "an export with a row an entry",
                "the detailed export of the same entries",
            ),
            EntryFault::SummaryExport { name, subtotals: true } => Words::new(
                format!("this is a {name}: its sums stand above the rows they are sums of"),
                "an export with a row an entry",
                "the list of the same entries, exported as CSV",
            ),
            EntryFault::SecondHeader {} => Words::new(
                "the header again, with its columns in another order",
                "one header in a file",
                "the rows from here on into a file of their own",
            ),
            EntryFault::UnreadableTime { text } => Words::new(
                format!("{} is no time", quoted(text)),
                "a time of day (9:30, 17:45:10, 6:25 PM) or a moment (2024-03-04T09:23:52Z)",
                "the time that was meant",
            ),
            EntryFault::EndsBeforeStart { start, end } => Words::new(
                format!("it ends at {}, before it begins at {}", quoted(end), quoted(start)),
                "an end behind the start",
                "the end with its day, or the right one",
            ),
            EntryFault::NoDuration {} => Words::new(
                "this entry has begun and ended, and its duration is blank",
                "a duration (1:30, 01:30:00, 1.5)",
                "the duration, or delete the row",
            ),
            EntryFault::DurationsUndecided { text, others, rows, hours, minutes, seconds } => Words::new(
                format!(
                    "{} may be hours, minutes or seconds{}: {}",
                    quoted(text),
                    match others {
                        0 => String::new(),
                        others => format!(", and so may {}", count(*others, "other", "others")),
                    },
                    match rows {
                        0 => "no such row has a start and an end".to_owned(),
                        rows => format!(
                            "of {} with a start and an end, {hours} fit hours, {minutes} minutes, {seconds} seconds",
                            count(*rows, "such row", "such rows")
                        ),
                    }
                ),
                "durations with a colon, or rows that show what the numbers count",
                "unit = \"hours\", \"minutes\" or \"seconds\" in the [[source]] of this file",
            ),
            EntryFault::UnitDisagrees { said } => Words::new(
                format!("the configuration says unit = \"{said}\", and the amounts of this file are durations"),
                "hours, minutes or seconds, which a bare number may be",
                "unit = \"hours\", \"minutes\" or \"seconds\" in the [[source]] of this file; or no unit",
            ),
            EntryFault::UnknownTimeZone { text, near } => Words::new(
                match super::did_you_mean(near).as_str() {
                    "" => format!("{} is no time zone", quoted(text)),
                    near => format!("{} is no time zone; {near}", quoted(text)),
                },
                "a name of the IANA database: Europe/Berlin, America/New_York, UTC",
                "the zone whose days the report counts",
            ),
            EntryFault::RunningTimer { rows } => Words::new(
                format!("{} no duration and no end: running when exported", has(*rows)),
                "",
                "the end and the duration, if the time is to count; or export again when the timer has stopped",
            ),
            EntryFault::LongEntry { rows, hours, limit } => Words::new(
                format!(
                    "{} {} longer than {} hours",
                    entries(*rows, &*hours, numerals),
                    verb(*rows, "is", "are"),
                    numerals.decimal(limit, 0)
                ),
                "",
                "the time that was worked, if a timer was forgotten; now the whole of it counts",
            ),
            EntryFault::NegativeEntry { rows, hours } => Words::new(
                format!("{} {} below zero", entries(*rows, &*hours, numerals), verb(*rows, "is", "are")),
                "",
                "the time that was worked, if they are no corrections; now they are taken off",
            ),
            EntryFault::ZeroEntry { rows } => {
                Words::new(format!("{} of no time", count(*rows, "entry is", "entries are")), "", "")
            }
            EntryFault::AcrossMidnight { rows, hours } => Words::new(
                format!(
                    "{} past midnight: counted on the day {}",
                    format_args!("{} {}", entries(*rows, &*hours, numerals), verb(*rows, "goes", "go")),
                    verb(*rows, "it begins", "they begin")
                ),
                "",
                "",
            ),
            EntryFault::BreaksLeftOut { rows, hours } => {
                Words::new(format!("{} of breaks left out of every sum", entries(*rows, &*hours, numerals)), "", "")
            }
            EntryFault::CopiesLeftOut { rows, hours } => Words::new(
                format!("{} left out: an earlier row has the same id", entries(*rows, &*hours, numerals)),
                "",
                "",
            ),
            EntryFault::RowsLeftOut { blank, headers, words } => {
                let counts = [
                    (*blank, "blank row", "blank rows"),
                    (*headers, "repeated header", "repeated headers"),
                    (*words, "row with words alone", "rows with words alone"),
                ];
                let counts = counts.into_iter().filter(|(rows, ..)| *rows > 0);
                let counts: Vec<String> = counts.map(|(rows, one, many)| count(rows, one, many)).collect();
                Words::new(format!("left out: {}", list(&counts)), "", "")
            }
            EntryFault::SeveralAddresses { name, addresses } => Words::new(
                format!("{} stands beside {}: taken as one person", quoted(name), list(addresses)),
                "",
                "nothing, if it is one person; else a [[person]] for each, with the address among the aliases",
            ),
            EntryFault::AddressOfAnother { name, address, person } => Words::new(
                format!(
                    "{} stands beside {address}, an address of {}: the address counts",
                    quoted(name),
                    quoted(person)
                ),
                "",
                format!("the address among the aliases of {}, if the rows are theirs", quoted(name)),
            ),
            EntryFault::SameEntries { other, groups, hours } => Words::new(
                format!(
                    "{} of the same people, weeks and work {} the same here and in {other} ({} h): the exports may overlap",
                    count(*groups, "sum", "sums"),
                    verb(*groups, "is", "are"),
                    numerals.decimal(hours, 2)
                ),
                "",
                "exports of days that do not overlap, or a mapping with the column of the id; now all of them count",
            ),
            EntryFault::ShortRow { rows } => Words::new(
                format!("{} the last fields, none of which is needed", lacks(*rows)),
                "",
                "the fields that are missing, unless the time tracker writes its last row so",
            ),
            EntryFault::TimesDisagree { rows, hours } => Words::new(
                format!(
                    "{} {} not as long as the time from {}; the duration counts",
                    entries(*rows, &*hours, numerals),
                    verb(*rows, "is", "are"),
                    verb(*rows, "its start to its end", "their starts to their ends")
                ),
                "",
                "",
            ),
            EntryFault::OtherWeek { rows, hours, zone } => Words::new(
                format!(
                    "{} in another week or month in {zone} than on the clock {} written by",
                    format_args!("{} {}", entries(*rows, &*hours, numerals), verb(*rows, "lies", "lie")),
                    verb(*rows, "it was", "they were")
                ),
                "",
                "",
            ),
            EntryFault::AssumedTimeZone { rows } => Words::new(
                format!("no time zone is said: the days of {} are those of UTC", count(*rows, "entry", "entries")),
                "",
                "time_zone = \"Europe/Berlin\" in teamcap.toml, or --time-zone",
            ),
        }
    }
}

fn has(rows: u64) -> String {
    count(rows, "entry has", "entries have")
}

fn lacks(rows: u64) -> String {
    count(rows, "row lacks", "rows lack")
}
