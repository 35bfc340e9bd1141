//! What was decided about a source, and the facts it was decided by. Its words are in `problem::words::decision`.

use super::effort::{Bare, DateOrder, DecimalMark, Unit};

/// A decision about a source: its value with the evidence for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The byte between two fields.
    Delimiter(u8, DelimiterBy),
    /// The encoding, by its name.
    Encoding(&'static str, EncodingBy),
    Container(Container),
    /// The line of the header, below this many lines with a single text.
    Header {
        line: u64,
        titles: u64,
    },
    /// The one person the file is about.
    Person(String, PersonBy),
    DecimalMark(DecimalMark, DecimalMarkBy),
    DateOrder(DateOrder, DateOrderBy),
    /// The unit of the numbers that carry none.
    Unit(Unit, UnitBy),
    /// Each row says its own unit.
    UnitOfEachRow,
    /// What a bare duration counts.
    Durations(Bare, DurationsBy),
    /// Dates are the days of the work.
    DatesAreDays(DatesBy),
    /// Dates stand for their weeks.
    DatesAreWeeks(DatesBy),
    /// Whose days moments with an offset are counted by; `said`: in the configuration or on the command line.
    TimeZone {
        name: String,
        said: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DelimiterBy {
    Configuration,
    /// The line `sep=` of the file.
    SeparatorLine,
    /// So many fields in `alike` of the first records.
    Records {
        fields: usize,
        alike: usize,
        of: usize,
    },
    /// As `Records`, but no candidate gives most records the same number of fields above one.
    NoOther {
        fields: usize,
        alike: usize,
        of: usize,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingBy {
    Configuration,
    ByteOrderMark,
    /// So many of the first pairs of bytes hold a zero byte and an ASCII one.
    ZeroBytes {
        pairs: usize,
        of: usize,
    },
    /// Bytes that are not UTF-8.
    Bad(u64),
    /// By the frequency of its letters: none of the bytes beyond ASCII fits UTF-8.
    Guess {
        beyond: u64,
    },
}

/// What the text of a file came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    Gzip,
    Zstd,
    Parquet,
    Workbook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonBy {
    Configuration,
    FileName,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecimalMarkBy {
    Configuration,
    /// So many of the cells with a mark carry this one; the text of the first.
    Cells {
        cells: u64,
        of: u64,
        first: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrderBy {
    Configuration,
    /// So many dates can be read in no other way.
    Dates {
        dates: u64,
        of: u64,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitBy {
    Configuration,
    /// Cells with a percent sign.
    Percents {
        cells: u64,
        of: u64,
    },
    /// Cells written as hours.
    Hours {
        cells: u64,
        of: u64,
    },
    /// So many headings of amount columns say a unit, all the same.
    Headings {
        headings: usize,
        of: usize,
        unit: Unit,
    },
    /// Each column by its own sign or heading: so many cells are percents, so many hours.
    Columns {
        percents: u64,
        hours: u64,
    },
    /// As `Headings`, of percents; but so many person-weeks add up to about 1.
    HeadingsButOnes {
        headings: usize,
        of: usize,
        ones: u64,
        weeks: u64,
    },
    /// There is no number but zero.
    Zeros,
    /// So many person-weeks add up to about a whole in this unit.
    Sums {
        weeks: u64,
        of: u64,
    },
    /// An entry lasts from its start to its end.
    StartToEnd,
    /// All cells are durations; what bare numbers were taken for.
    Durations {
        cells: u64,
        bare: Option<Bare>,
    },
    /// A time tracker that writes hours.
    Tracker(&'static str),
    Mapping,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DurationsBy {
    Configuration,
    /// End less start is the duration in so many rows. `all`: there are no others.
    Times {
        fit: u64,
        rows: u64,
        all: bool,
    },
    /// So many bare numbers have a decimal mark. `all`: there are no others.
    DecimalMarks {
        marked: u64,
        of: u64,
        all: bool,
    },
    /// All of them are at most 24.
    AtMost24(u64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatesBy {
    /// Hours, one amount a row.
    OneAmountARow,
    /// Nobody has two dates in one week.
    OneAWeek { weeks: u64 },
    /// Somebody has several dates in so many person-weeks.
    SeveralAWeek { several: u64, weeks: u64 },
}

/// Who says what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidBy {
    File,
    Configuration,
    /// Neither says it; this is the default.
    Default,
}

impl SaidBy {
    pub fn name(self) -> &'static str {
        match self {
            SaidBy::File => "file",
            SaidBy::Configuration => "configuration",
            SaidBy::Default => "default",
        }
    }
}

impl Decision {
    pub fn said_by(&self) -> SaidBy {
        match self {
            Decision::Delimiter(_, DelimiterBy::Configuration)
            | Decision::Encoding(_, EncodingBy::Configuration)
            | Decision::Person(_, PersonBy::Configuration)
            | Decision::DecimalMark(_, DecimalMarkBy::Configuration)
            | Decision::DateOrder(_, DateOrderBy::Configuration)
            | Decision::Unit(_, UnitBy::Configuration)
            | Decision::Durations(_, DurationsBy::Configuration)
            | Decision::TimeZone { said: true, .. } => SaidBy::Configuration,
            Decision::Delimiter(_, DelimiterBy::NoOther { .. })
            | Decision::Encoding(_, EncodingBy::Bad(1..) | EncodingBy::Guess { .. })
            | Decision::Unit(_, UnitBy::Zeros)
            | Decision::TimeZone { said: false, .. } => SaidBy::Default,
            _ => SaidBy::File,
        }
    }

    /// Whether it is a guess, which the user may know better.
    pub fn is_guess(&self) -> bool {
        matches!(self, Decision::Encoding(_, EncodingBy::Guess { .. }))
    }

    /// The texts in it that are the user's own, which may hold names.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Decision::Person(text, _)
            | Decision::TimeZone { name: text, .. }
            | Decision::DecimalMark(_, DecimalMarkBy::Cells { first: text, .. }) => change(text),
            _ => {}
        }
    }
}
