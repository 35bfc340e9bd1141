//! Faults and notes of timesheets, whose rows are entries. formats.md sections 5 and 6.

use crate::model::exact::Exact;
use crate::problem::grammar::{agree, count, did_you_mean, list, quoted};
use crate::problem::message::{Numerals, faults};

faults! {
    pub enum EntryFault, with numerals {
        /// A summary as a time tracker exports it: the days or the people are not in it, or sums stand above what they are sums
        /// of. A review needs to know who did what when; the detailed export of the same tracker says it.
        SummaryExport { name: &'static str, subtotals: bool } = "summary-export", Error {
            found: if *subtotals {
                format!("this is a {name}: its sums stand above the rows they are sums of")
            } else {
                format!("this is a {name}: it does not say who worked on which day")
            },
            expected: "an export with a row an entry",
            write: if *subtotals {
                "the list of the same entries, exported as CSV"
            } else {
                "the detailed export of the same entries"
            },
        }
        /// The header once more, with its columns in another order: files that were put one behind the other. The rows under it
        /// would be read by the wrong columns, so that nothing of the file is used.
        SecondHeader {} = "second-header", Error {
            found: "the header again, with its columns in another order",
            expected: "one header in a file",
            write: "the rows from here on into a file of their own",
        }
        /// A moment or a time of day that cannot be read.
        UnreadableTime { text: String } = "unreadable-time", Error {
            found: format!("{} is no time", quoted(text)),
            expected: "a time of day (9:30, 17:45:10, 6:25 PM) or a moment (2024-03-04T09:23:52Z)",
            write: "the time that was meant",
        }
        /// An entry whose end lies before its start. Where only times of day are known, work past midnight looks so: its day
        /// is needed.
        EndsBeforeStart { start: String, end: String } = "ends-before-start", Error {
            found: format!("it ends at {}, before it begins at {}", quoted(end), quoted(start)),
            expected: "an end behind the start",
            write: "the end with its day, or the right one",
        }
        /// An entry that has begun and ended and whose duration is blank. A running timer has no end.
        NoDuration {} = "no-duration", Error {
            found: "this entry has begun and ended, and its duration is blank",
            expected: "a duration (1:30, 01:30:00, 1.5)",
            write: "the duration, or delete the row",
        }
        /// Durations written as bare numbers, in a column that does not say what they count. Where entries have a start and an
        /// end, these are held against them. Where that shows nothing, numbers with a decimal mark are hours, and so are whole
        /// ones if all of them are at most 24; what others count has to be said. The rows without such a number count.
        DurationsUndecided { text: String, others: u64, rows: u64, hours: u64, minutes: u64, seconds: u64 }
            = "durations-undecided", Error {
            found: format!(
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
            expected: "durations with a colon, or rows that show what the numbers count",
            write: "unit = \"hours\", \"minutes\" or \"seconds\" in the [[source]] of this file",
        }
        /// The configuration says percents or fractions of a file whose amounts are durations.
        UnitDisagrees { said: &'static str } = "unit-disagrees", Error {
            found: format!("the configuration says unit = \"{said}\", and the amounts of this file are durations"),
            expected: "hours, minutes or seconds, which a bare number may be",
            write: "unit = \"hours\", \"minutes\" or \"seconds\" in the [[source]] of this file; or no unit",
        }
        /// A time zone that is not in the database of the Internet Assigned Numbers Authority.
        UnknownTimeZone { text: String, near: Vec<String> } = "unknown-time-zone", Error {
            found: match did_you_mean(near) {
                None => format!("{} is no time zone", quoted(text)),
                Some(question) => format!("{} is no time zone; {question}", quoted(text)),
            },
            expected: "a name of the IANA database: Europe/Berlin, America/New_York, UTC",
            write: "the zone whose days the report counts",
        }
        /// Entries without a duration and without an end: timers that were running when the file was exported. They count as
        /// nothing said: not as zero.
        RunningTimer { rows: u64 } = "running-timer", Warning {
            found: format!(
                "{} no duration and no end: running when exported",
                count(*rows, "entry has", "entries have")
            ),
            write: "the end and the duration, if the time is to count; or export again when the timer has stopped",
        }
        /// Entries of more hours than a day has (limits.day_hours): often a timer that was forgotten. They count as they are, on
        /// the day they begin.
        LongEntry { rows: u64, hours: Exact, limit: Exact } = "long-entry", Warning {
            found: format!(
                "{} {} longer than {} hours",
                entries(*rows, hours, numerals),
                agree(*rows, "is", "are"),
                numerals.decimal(limit, 0)
            ),
            write: "the time that was worked, if a timer was forgotten; now the whole of it counts",
        }
        /// Entries below zero: corrections, as some time trackers write them. They are taken off.
        NegativeEntry { rows: u64, hours: Exact } = "negative-entry", Warning {
            found: format!("{} {} below zero", entries(*rows, hours, numerals), agree(*rows, "is", "are")),
            write: "the time that was worked, if they are no corrections; now they are taken off",
        }
        /// Entries of no time at all. They are entries: that nothing was done was said.
        ZeroEntry { rows: u64 } = "zero-entry", Note {
            found: format!("{} of no time", count(*rows, "entry is", "entries are")),
        }
        /// Entries that begin on one day and end on another. Each counts whole on the day it begins: at the end of a period,
        /// some of it may belong to the next one.
        AcrossMidnight { rows: u64, hours: Exact } = "across-midnight", Note {
            found: format!(
                "{} {} past midnight: counted on the day {}",
                entries(*rows, hours, numerals),
                agree(*rows, "goes", "go"),
                agree(*rows, "it begins", "they begin")
            ),
        }
        /// Entries whose type is a break. They are no effort: they are left out of every sum, unless a category claims them.
        BreaksLeftOut { rows: u64, hours: Exact } = "breaks-left-out", Note {
            found: format!("{} of breaks left out of every sum", entries(*rows, hours, numerals)),
        }
        /// Entries that an earlier row has already, by their id: exports that overlap. The earlier row counts.
        CopiesLeftOut { rows: u64, hours: Exact } = "copies-left-out", Note {
            found: format!("{} left out: an earlier row has the same id", entries(*rows, hours, numerals)),
        }
        /// Rows that hold no amount: blank ones, the header again, and those with words alone that say no person or no days. They
        /// are left out.
        RowsLeftOut { blank: u64, headers: u64, words: u64 } = "rows-left-out", Note {
            found: format!(
                "left out: {}",
                list(&counts(&[
                    (*blank, "blank row", "blank rows"),
                    (*headers, "repeated header", "repeated headers"),
                    (*words, "row with words alone", "rows with words alone"),
                ]))
            ),
        }
        /// One name beside several e-mail addresses, in sheets that nobody described: two people, or one with two addresses.
        /// They are taken as one person.
        SeveralAddresses { name: String, addresses: Vec<String> } = "several-addresses", Warning, about people {
            found: format!("{} stands beside {}: taken as one person", quoted(name), list(addresses)),
            write: "nothing, if it is one person; else a [[person]] for each, with the address among the aliases",
        }
        /// Rows with the name of one person of the roster and the e-mail address of another. The address counts: a name may be
        /// two people's.
        AddressOfAnother { name: String, address: String, person: String } = "address-of-another", Warning, about people {
            found: format!(
                "{} stands beside {address}, an address of {}: the address counts",
                quoted(name),
                quoted(person)
            ),
            write: format!("the address among the aliases of {}, if the rows are theirs", quoted(name)),
        }
        /// Entries of one person that begin and end at the same second and say the same work: perhaps a second import. All are
        /// counted, because only an id could tell a copy from an entry.
        DoubledEntries { rows: u64 } = "doubled-entries", Warning {
            found: format!(
                "{} there twice: the same person, work, start and end",
                count(*rows, "entry is", "entries are")
            ),
            write: "each entry once, if it was exported or imported twice; now all are counted",
        }
        /// Rows that stand in a sheet twice, one behind the other in the same order, as when they were pasted twice. Equal rows may
        /// be right, so all count.
        DoubledRows { rows: u64 } = "doubled-rows", Warning {
            found: format!(
                "{} above, in the same order: the same people, days, work and amounts",
                count(*rows, "row repeats rows", "rows repeat rows")
            ),
            write: "each row once, if they were pasted twice; now all are counted",
        }
        /// Two exports that have the same sums of the same people, weeks and work, and no ids to tell copies by. All count:
        /// nothing is dropped because it looks alike.
        SameEntries { other: String, groups: u64, hours: Exact } = "same-entries", Warning {
            found: format!(
                "{} of the same people, weeks and work {} the same here and in {other} ({} h): the exports may overlap",
                count(*groups, "sum", "sums"),
                agree(*groups, "is", "are"),
                numerals.decimal(hours, 2)
            ),
            write: "exports of days that do not overlap, or a mapping with the column of the id; now all of them count",
        }
        /// Rows that lack their last fields, none of which is needed: some time trackers write their last row so.
        ShortRow { rows: u64 } = "short-row", Warning {
            found: format!("{} the last fields, none of which is needed", count(*rows, "row lacks", "rows lack")),
            write: "the fields that are missing, unless the time tracker writes its last row so",
        }
        /// Entries whose duration is not the time from their start to their end. The duration counts. Wall clocks lose or gain an
        /// hour when the clocks change.
        TimesDisagree { rows: u64, hours: Exact } = "times-disagree", Warning {
            found: format!(
                "{} {} not as long as the time from {}; the duration counts",
                entries(*rows, hours, numerals),
                agree(*rows, "is", "are"),
                agree(*rows, "its start to its end", "their starts to their ends")
            ),
        }
        /// Entries that lie in another week, or another month, in the time zone of the report than on the clock they were
        /// written by.
        OtherWeek { rows: u64, hours: Exact, zone: String } = "other-week", Note {
            found: format!(
                "{} {} in another week or month in {zone} than on the clock {} written by",
                entries(*rows, hours, numerals),
                agree(*rows, "lies", "lie"),
                agree(*rows, "it was", "they were")
            ),
        }
        /// Moments with an offset, in a report that does not say its time zone: their days are those of UTC.
        AssumedTimeZone { rows: u64 } = "assumed-time-zone", Note {
            found: format!("no time zone is said: the days of {} are those of UTC", count(*rows, "entry", "entries")),
            write: "time_zone = \"Europe/Berlin\" in teamcap.toml, or --time-zone",
        }
    }
}

/// `3 entries (12.50 h)`.
fn entries(rows: u64, hours: &Exact, numerals: &dyn Numerals) -> String {
    format!("{} ({} h)", count(rows, "entry", "entries"), numerals.decimal(hours, 2))
}

/// Each count with its noun, unless it is zero.
fn counts(of: &[(u64, &str, &str)]) -> Vec<String> {
    of.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(*n, one, many)).collect()
}

impl EntryFault {
    /// For a single bare duration, when nothing is known of other rows.
    pub fn undecided(text: &str) -> EntryFault {
        let text = text.trim().to_owned();
        EntryFault::DurationsUndecided { text, others: 0, rows: 0, hours: 0, minutes: 0, seconds: 0 }
    }
}
