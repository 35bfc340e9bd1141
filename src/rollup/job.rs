//! What the engine needs to read a file: its plan and the decisions made about it.

use hashbrown::HashMap;

use crate::decide::sniff::Seen;
use crate::model::cuts::Cuts;
use crate::model::day::Day;
use crate::model::effort::{DateOrder, DecimalMark};
use crate::model::exact::Exact;
use crate::model::person::ByName;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::model::zone::Zone;
use crate::read::plan::Plan;

/// A plan with the decisions that reading needs.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    pub plan: &'a Plan,
    pub decimal: Option<DecimalMark>,
    /// The cell that proved the decimal mark; `None` where the configuration says it.
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    /// The weeks that a week number without a year may mean.
    pub owned: &'a [Week],
    /// How entries are read, if the file is a timesheet.
    pub entries: Option<EntryRules<'a>>,
}

/// How the entries of a timesheet are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct EntryRules<'a> {
    /// The time zone that decides on which day a moment lies; `None` means UTC.
    pub zone: Option<&'a Zone>,
    /// Each day is shown by itself, and no sum is made of a week's.
    pub by_day: bool,
    /// Where new sums begin even within a week; `None`: nowhere.
    pub cuts: Option<&'a Cuts>,
    /// `None` if there is no roster: then people are known from the files alone.
    pub roster: Option<&'a ByName>,
    /// For finding copies: the index of the first file that has each id, and the index of this file.
    pub ids: Option<(&'a HashMap<Vec<u8>, u32>, u32)>,
    /// Entries of more hours than this are reported; `None` reports none.
    pub day_hours: Option<&'a Exact>,
    /// Whether to validate every column, also those that no figure uses.
    pub all_columns: bool,
}

/// The days of the same week and month as a day.
pub fn week_and_month(day: Day) -> Slot {
    Cuts::default().piece(day)
}

impl EntryRules<'_> {
    /// The days that entries of a day are added up in.
    pub fn piece(&self, day: Day) -> Slot {
        self.cuts.map_or_else(|| week_and_month(day), |cuts| cuts.piece(day))
    }
}
