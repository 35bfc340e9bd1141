//! The files of a folder while they are read one by one, and what has come of those that were.

use super::entries::Context;
use super::opened::ReadFile;
use super::progress::Progress;
use crate::config::Config;
use crate::model::exact::Exact;
use crate::model::week::Week;
use crate::problem::Problem;
use crate::read::csv::Hints;
use crate::read::grid::Grid;
use crate::read::input::Input;
use crate::rollup::ledger::FileRoll;

/// The files as they are read, one by one.
pub struct Reading<'a> {
    pub(super) config: &'a Config,
    pub(super) progress: &'a Progress,
    pub timesheets: Context,
    pub(super) owned: Vec<Week>,
    /// The length of the report in weeks, where the period is known before the sheets.
    pub(super) length: Option<Exact>,
    pub files: Vec<ReadFile>,
    pub rolls: Vec<FileRoll>,
    /// Files that are no effort sheet but look like a skill matrix.
    pub grids: Vec<Grid>,
    /// Those that are no effort sheet, and why not.
    pub(super) others: Vec<(Input, Hints, Vec<Problem>)>,
    pub problems: Vec<Problem>,
    pub unreadable: bool,
}

impl<'a> Reading<'a> {
    /// `all_columns`: columns of timesheets are read of which nothing is made.
    pub fn new(
        config: &'a Config,
        owned: Vec<Week>,
        length: Option<Exact>,
        all_columns: bool,
        progress: &'a Progress,
    ) -> Reading<'a> {
        Reading {
            config,
            progress,
            timesheets: Context::new(config, all_columns),
            owned,
            length,
            files: Vec::new(),
            rolls: Vec::new(),
            grids: Vec::new(),
            others: Vec::new(),
            problems: Vec::new(),
            unreadable: false,
        }
    }

    /// The weeks that a number without a year may mean.
    pub(super) fn owned(&self) -> &[Week] {
        &self.owned
    }

    /// Whether a sheet has weeks that lack a year, and there was no period to take it from.
    pub fn lacks_year(&self) -> bool {
        self.rolls.iter().flat_map(|roll| &roll.ran.problems).any(Problem::lacks_year)
    }
}
