//! Files of time trackers for the command line, which are lines or lists and no tables.

use crate::problem::grammar::{count, quoted};
use crate::problem::message::faults;
use crate::problem::texts::without_texts;

/// Which tracker's file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Diary {
    Timewarrior,
    TimewarriorExport,
    Watson,
    Klog,
    Timeclock,
    Timedot,
    Org,
}

impl Diary {
    fn name(self) -> &'static str {
        match self {
            Diary::Timewarrior => "a data file of Timewarrior",
            Diary::TimewarriorExport => "an export of Timewarrior",
            Diary::Watson => "a file of Watson frames",
            Diary::Klog => "a file of klog",
            Diary::Timeclock => "a timeclock file",
            Diary::Timedot => "a timedot file",
            Diary::Org => "an org file with clock lines",
        }
    }
}

/// Why a file that is known is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// Its watchers overlap, and it holds the titles of private windows.
    ActivityWatch,
    TooLarge(Diary),
}

impl Unread {
    fn found(self) -> String {
        match self {
            Unread::ActivityWatch => {
                "this is an export of ActivityWatch, which is not read: its watchers overlap, so that no sum of them is a person's time"
                    .to_owned()
            }
            Unread::TooLarge(diary) => format!("this is {} of more than 256 MB, which is not read", diary.name()),
        }
    }
}

faults! {
    pub enum DiaryFault {
        /// A file of a time tracker for the command line that is known and not read.
        TrackerFile { why: Unread } = "tracker-file", Error {
            found: why.found(),
            expected: "a sheet of effort, an export of a time tracker, or the file of one that teamcap reads",
            write: "the entries as CSV: a row each with the person, the day, what was done and the hours",
        }
        /// Part of the file of a time tracker that cannot be read: a line, or a value of a list. The entry does not count.
        UnreadableLine { text: String, diary: Diary, expected: &'static str } = "unreadable-line", Error {
            found: format!("{} is not understood in {}", quoted(text), diary.name()),
            expected: *expected,
            write: "what was meant, as the time tracker writes it",
        }
        /// A list of entries (JSON) that breaks off or is damaged. None of the file is used.
        BrokenJson { expected: &'static str } = "broken-json", Error {
            found: "the JSON of this file is broken here",
            expected: *expected,
            write: "the file again, as the time tracker writes it",
        }
        /// A line of a timeclock file that ends work which no line has begun.
        ClockOutAlone {} = "clock-out-alone", Error {
            found: "this ends work that has not begun: no line i is open",
            expected: "a line i before each line o",
            write: "the line i that is missing, or delete this one",
        }
        /// A clock line of an org file whose duration is not the time between its two stamps: one of the three was changed by
        /// hand.
        ClockDisagrees { said: String, between: String } = "clock-disagrees", Error {
            found: format!("the line says {}, and between its stamps lie {between}", quoted(said)),
            expected: "the time between the two stamps",
            write: "the stamp or the time that was meant",
        }
        /// An amount of a timedot file in days, weeks, months or years. Programs take a day for 24 hours there, which nobody
        /// means who writes down work.
        LongUnit { text: String } = "long-unit", Error {
            found: format!("{} is days, weeks, months or years, whose hours are not known", quoted(text)),
            expected: "quarter hours (.... ..), hours (1.5 or 1.5h), minutes (90m) or seconds",
            write: "the hours that were worked",
        }
        /// A line of a timedot file with one space before its amount. There have to be two: with one, the amount is part of the
        /// account, and the line would count nothing.
        SingleSpace { amount: String } = "single-space", Error {
            found: format!("only one space stands before {}", quoted(amount)),
            expected: "two spaces or more between the account and the amount",
            write: "another space, if it is the amount; # before the line, if it is a note",
        }
        /// Clock tables of an org file. They repeat the sums of clock lines, which count.
        ClockTablesLeftOut { tables: u64 } = "clock-tables-left-out", Note {
            found: format!("{} left out: the clock lines count", count(*tables, "clock table", "clock tables")),
        }
    }
}

without_texts!(Diary, Unread);
