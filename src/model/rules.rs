//! The rules by which a report is made. Two reports can be compared only if they have the same.

use super::day::{Day, Weekday};
use super::exact::Exact;
use super::place::Place;

/// The weeks over which a person's average week is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Average {
    /// The weeks for which the person submitted anything.
    Reported,
    /// For each category, the weeks whose cell is not blank, like AVERAGE in a spreadsheet.
    Filled,
    /// All weeks of the period in which the person was employed.
    Period,
}

impl Average {
    pub const ALL: [Average; 3] = [Average::Reported, Average::Filled, Average::Period];

    pub fn name(self) -> &'static str {
        match self {
            Average::Reported => "reported",
            Average::Filled => "filled",
            Average::Period => "period",
        }
    }
}

/// What "100 %" in a cell is a percentage of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentOf {
    /// The person's own week before holidays and leave, whatever their FTE.
    OwnWeek,
    /// The person's week without holidays and leave.
    WorkedWeek,
    /// One full-time week.
    FullWeek,
}

impl PercentOf {
    pub const ALL: [PercentOf; 3] = [PercentOf::OwnWeek, PercentOf::WorkedWeek, PercentOf::FullWeek];

    pub fn name(self) -> &'static str {
        match self {
            PercentOf::OwnWeek => "own-week",
            PercentOf::WorkedWeek => "worked-week",
            PercentOf::FullWeek => "full-week",
        }
    }
}

/// The days that a period owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekRule {
    /// The whole ISO weeks whose Thursday lies in the period.
    Thursday,
    /// The calendar days of the period.
    ByDay,
}

impl WeekRule {
    pub const ALL: [WeekRule; 2] = [WeekRule::Thursday, WeekRule::ByDay];

    pub fn name(self) -> &'static str {
        match self {
            WeekRule::Thursday => "thursday",
            WeekRule::ByDay => "by-day",
        }
    }
}

/// The limits beyond which something is reported. Percentages are written as 105 for 105 %; the others are hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Load above this percent is over-allocated.
    pub over: Exact,
    /// Load below this percent is under-allocated.
    pub under: Exact,
    /// A cell above this percent is an error.
    pub cell: Exact,
    /// Hours of one day above this are an error.
    pub day_hours: Exact,
    /// Hours of one week above this are an error.
    pub week_hours: Exact,
    /// A category rests on one person who did at least this percentage of it.
    pub key_person: Exact,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            over: Exact::whole(105),
            under: Exact::whole(85),
            cell: Exact::whole(200),
            day_hours: Exact::whole(24),
            week_hours: Exact::whole(168),
            key_person: Exact::whole(80),
        }
    }
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    pub day: Day,
    pub name: String,
    /// The people it is for, by their index in the roster. Empty stands for everybody.
    pub people: Vec<usize>,
    pub place: Place,
}

/// The value of a rule in messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    Word(String),
    Number(Exact),
    List(Vec<String>),
}

/// Everything that decides how shares become figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub average: Average,
    pub percent_of: PercentOf,
    /// Whether the configuration says what a percent is of.
    pub is_percent_of_said: bool,
    /// Hours of one full-time week.
    pub full_week: Exact,
    /// In week order, never empty.
    pub working_days: Vec<Weekday>,
    /// The names of the buckets, in printing order, without `leave` and `excluded`.
    pub buckets: Vec<String>,
    pub limits: Limits,
    pub holidays: Vec<Holiday>,
}

impl Rules {
    /// Whether a day is a public holiday of somebody, by their index in the roster.
    pub fn is_holiday(&self, day: Day, person: usize) -> bool {
        let is_theirs = |holiday: &Holiday| holiday.people.is_empty() || holiday.people.contains(&person);
        self.holidays.iter().any(|holiday| holiday.day == day && is_theirs(holiday))
    }
}

impl Default for Rules {
    fn default() -> Rules {
        Rules {
            average: Average::Reported,
            percent_of: PercentOf::OwnWeek,
            is_percent_of_said: false,
            full_week: Exact::whole(40),
            working_days: Weekday::ALL[..5].to_vec(),
            buckets: ["strengthen", "focus", "experiment", "maintenance"].map(str::to_owned).to_vec(),
            limits: Limits::default(),
            holidays: Vec::new(),
        }
    }
}
