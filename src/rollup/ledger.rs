//! The ledger: the effort of all files as entries, each of one person on the roster, some days, an activity and one unit. Rows that
//! the roster or the limits refuse are not among them; each has a flag with what is needed to find its rows again. `join` makes it.

use std::collections::BTreeSet;

use super::counts::RowCounts;
use crate::model::calendar::Calendar;
use crate::model::category::{Activity, Classified, Taxonomy};
use crate::model::day::{Day, Weekday};
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::Roster;
use crate::model::place::Place;
use crate::model::rules::Limits;
use crate::model::slot::Slot;
use crate::model::source::Accounting;
use crate::model::week::Week;
use crate::problem::Excerpt;

/// The effort of one person for one activity on some days, from one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Index into the files.
    pub file: usize,
    /// Index into the roster.
    pub person: usize,
    pub slot: Slot,
    /// Index into the ledger's activities.
    pub activity: usize,
    /// `Percent` or `Hours`.
    pub unit: Unit,
    pub amount: Exact,
    pub entries: u64,
}

/// Why rows are refused, or reported although they are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    UnknownPerson,
    /// Another row, in this or another file, is about the same person and days.
    Duplicate {
        person: usize,
    },
    OutsideEmployment {
        person: usize,
    },
    /// Of the days of a stretch so many of all are outside employment, and what lies on them is left out.
    PartlyOutside {
        person: usize,
        without: u64,
        of: u64,
    },
    /// A cell of this activity (an index into `Ran::activities`) is above its limit.
    AboveLimit {
        activity: u32,
    },
    /// The person's week has hours in one row and percents in another.
    MixedUnits {
        person: usize,
        week: Week,
    },
    /// In a sheet with one amount in each row, several rows have the same person, days and activity: the first such activity,
    /// and how many times that happens in the file.
    Repeated {
        activity: u32,
        times: u64,
    },
}

/// Rows of one file that something is wrong with, by what is needed to find them again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    pub file: usize,
    /// The person as the file spells them.
    pub name: String,
    /// The days as the file writes them.
    pub slot: Slot,
    /// How many rows it is about.
    pub rows: u64,
    pub why: Why,
}

/// How many rows of a file lie outside the report's weeks, and between which days they lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    pub rows: u64,
    pub from: Day,
    pub to: Day,
}

/// The effort of all files.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Those of the first file in its order, then new ones of the second, and so on.
    pub activities: Vec<Activity>,
    /// Where each activity is first named: the heading with its text, or only the file.
    pub headings: Vec<(Place, Option<Excerpt>)>,
    pub entries: Vec<Entry>,
    pub flags: Vec<Flag>,
    /// By file: the rows outside the report's weeks, if there are any.
    pub outside: Vec<Option<Outside>>,
    /// By file.
    pub accounting: Vec<Accounting>,
    /// How many entries belong to excluded categories.
    pub excluded_entries: u64,
    /// The people with entries from a sheet that has no blank cells by its nature: nothing can be said of how completely they
    /// filled it in.
    pub without_blanks: BTreeSet<usize>,
    /// By file: its activities as indices into `activities`; read by `activity_of`.
    pub numbers: Vec<Vec<usize>>,
    /// The category of each activity.
    pub work: Classified,
}

/// What rows are checked against.
pub struct Against<'a> {
    pub roster: &'a Roster,
    pub taxonomy: &'a Taxonomy,
    pub calendar: &'a Calendar,
    pub limits: &'a Limits,
    pub working_days: &'a [Weekday],
}

/// What a ledger is made for, which decides how much of it is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Everything,
    /// Everything, and every field of the work as it is written, also those that no rule reads: for queries.
    EveryField,
    /// Everything; columns that no figure uses are validated too.
    EveryColumn,
    /// The account and what is wrong with rows and every column, without entries.
    Account,
    /// What is wrong with rows, of whatever period, without entries: for the canonical table.
    Refusals,
}

impl Ledger {
    /// An activity of a file as an index into `activities`.
    pub fn activity_of(&self, file: usize, activity: u32) -> Option<usize> {
        self.numbers.get(file)?.get(activity as usize).copied()
    }

    /// The category of an activity of a file, as an index into `work.categories`.
    pub fn category_of(&self, file: usize, activity: u32) -> Option<usize> {
        self.work.category_of.get(self.activity_of(file, activity)?).copied()
    }

    /// Counts rows as rejected instead of used.
    pub(super) fn reject(&mut self, file: usize, count: RowCounts) {
        self.accounting[file].rows_rejected += count.rows;
        self.withdraw(file, count);
    }

    /// Counts rows as excluded instead of used, because they lie outside the period.
    pub(super) fn leave_outside(&mut self, file: usize, count: RowCounts, slot: Slot) {
        self.accounting[file].rows_excluded += count.rows;
        self.withdraw(file, count);
        let Some((from, to)) = slot.days() else { return };
        let outside = self.outside[file].get_or_insert(Outside { rows: 0, from, to });
        outside.rows += count.rows;
        (outside.from, outside.to) = (outside.from.min(from), outside.to.max(to));
    }

    fn withdraw(&mut self, file: usize, count: RowCounts) {
        let accounting = &mut self.accounting[file];
        accounting.rows_used -= count.rows;
        accounting.entries -= count.entries;
        accounting.blank -= count.blank;
        accounting.cells -= count.entries + count.blank;
    }
}
