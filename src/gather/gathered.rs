//! Everything that was gathered from a folder, and how to go back from it to the files.

use super::anonymous::Anonymous;
use super::entries::{Context, cuts};
use super::opened::ReadFile;
use crate::calc::ground;
use crate::config::Config;
use crate::model::calendar::Calendar;
use crate::model::cuts::Cuts;
use crate::model::period::Period;
use crate::model::sketch::Sketch;
use crate::model::skill::{Matrix, SkillRules};
use crate::model::source::{Accounting, SourceReport, SourceSummary};
use crate::model::week::Week;
use crate::model::written::Written;
use crate::problem::{EntryFault, Fault, FolderFault, Problem, Severity};
use crate::read::Opening;
use crate::rollup::engine::run;
use crate::rollup::job::{EntryRules, Job};
use crate::rollup::ledger::Ledger;
use crate::rollup::roll::FileRoll;
use crate::rollup::staged::Sink;
use crate::rollup::summary::summary;

/// Everything a review is calculated from.
#[derive(Debug)]
pub struct Gathered {
    pub config: Config,
    pub period: Option<Period>,
    pub calendar: Calendar,
    /// The same order as `rolls`.
    pub files: Vec<ReadFile>,
    pub rolls: Vec<FileRoll>,
    pub ledger: Ledger,
    pub matrix: Option<Matrix>,
    pub previous: Option<Matrix>,
    pub written: Option<Written>,
    /// The rules of the configuration, overridden by what the matrix says about its own skills.
    pub skill_rules: SkillRules,
    /// The readings of the sheets that were looked at as a whole, also of those that leave questions, where they are
    /// asked for. With labels in the place of names
    /// there are none: their cells hold names.
    pub sketches: Vec<Sketch>,
    pub problems: Vec<Problem>,
    /// A file could not be read: exit code 3.
    pub unreadable: bool,
    /// What timesheets are read with.
    pub timesheets: Context,
    /// With `--anonymise`, the labels. What is printed then comes from fields without names; spellings stay in the roster and the
    /// rolls, for sheets that are read again (see `anonymise::rows` and `anonymise::summaries`).
    pub anonymous: Option<Anonymous>,
}

/// Why a command that has errors cannot go on; the first that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The command line is wrong.
    Usage,
    /// A file could not be read.
    Files,
    /// What was read has errors.
    Errors,
}

impl Gathered {
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// Why a command cannot go on: a wrong flag, an unreadable file, or errors in the input.
    pub fn failure(&self) -> Failure {
        let is_usage = |problem: &Problem| match &problem.fault {
            Fault::Folder(FolderFault::UnknownPeriod { .. }) | Fault::Entry(EntryFault::UnknownTimeZone { .. }) => true,
            // Without a place it is about the command line, with one about the configuration.
            Fault::Folder(FolderFault::RepeatedStdin {}) => problem.place.is_none(),
            _ => false,
        };
        if self.problems.iter().any(is_usage) {
            Failure::Usage
        } else if self.unreadable {
            Failure::Files
        } else {
            Failure::Errors
        }
    }

    /// Whether there is a skill matrix and no sheet of effort.
    pub fn is_of_skills_alone(&self) -> bool {
        self.matrix.is_some() && self.rolls.is_empty()
    }

    /// The sources as the review reports them.
    pub fn sources(&self) -> Vec<SourceReport> {
        let report = |(roll, accounting): (&FileRoll, &Accounting)| SourceReport {
            file: roll.plan.file.clone(),
            format: roll.plan.format.name(),
            accounting: *accounting,
            decisions: roll.decisions.clone(),
        };
        self.rolls.iter().zip(&self.ledger.accounting).map(report).collect()
    }

    /// What is known about each file on its own, as `teamcap sources` prints it.
    pub fn summaries(&self) -> Vec<SourceSummary> {
        let files = self.rolls.iter().zip(self.sources()).enumerate();
        let skipped = |file: usize| self.files.get(file).map_or(0, |read| read.records.hints.skip_rows);
        let of = |(file, (roll, report))| SourceSummary {
            skip_rows: skipped(file),
            ..summary(file, roll, report, &self.ledger)
        };
        files.map(of).collect()
    }

    /// A problem about what the user typed, without names where labels are asked for.
    pub fn typed(&self, problem: Problem) -> Problem {
        match &self.anonymous {
            Some(names) => names.problem(problem),
            None => problem,
        }
    }

    /// The address of a figure for one that the user typed, which may be made from names where labels are asked for.
    pub fn address(&self, typed: &str) -> String {
        let address = typed.trim().to_lowercase();
        self.anonymous.as_ref().map_or_else(|| address.clone(), |names| names.address(&address))
    }

    /// Reads a file again with its own plan, into another sink.
    ///
    /// # Errors
    /// The file can no longer be opened or read.
    pub fn read_again<'a>(&'a self, file: usize, sink: &mut dyn Sink, owned: &'a [Week]) -> std::io::Result<()> {
        self.read_as(file, sink, owned, false)
    }

    /// The same, with each entry of a timesheet on its own day.
    ///
    /// # Errors
    /// As `read_again`.
    pub fn read_days<'a>(&'a self, file: usize, sink: &mut dyn Sink, owned: &'a [Week]) -> std::io::Result<()> {
        self.read_as(file, sink, owned, true)
    }

    fn read_as<'a>(&'a self, file: usize, sink: &mut dyn Sink, owned: &'a [Week], by_day: bool) -> std::io::Result<()> {
        let (Some(read), Some(roll)) = (self.files.get(file), self.rolls.get(file)) else { return Ok(()) };
        let (mut csv, mut block) = match read.records.open() {
            Ok(opened) => opened,
            Err(Opening::Io(error)) => return Err(error),
            Err(Opening::Problems(_)) => return Ok(()),
        };
        let job = Job {
            plan: &roll.plan,
            decimal: read.decimal,
            decimal_proof: read.decimal_proof.clone(),
            dates: read.dates,
            owned,
            entries: self.timesheets.rules(&roll.plan, file).map(|rules| EntryRules { by_day, ..rules }),
        };
        run(&mut csv, &mut block, &job, sink)
    }

    /// The input of the calculation.
    pub fn input(&self) -> ground::Input<'_> {
        ground::Input {
            roster: &self.config.roster,
            taxonomy: &self.config.taxonomy,
            rules: &self.config.rules,
            calendar: &self.calendar,
            ledger: &self.ledger,
        }
    }

    /// Where the sums of entries of days begin anew.
    pub fn cuts(&self) -> Cuts {
        cuts(&self.config, self.period.as_ref())
    }

    /// The weeks of the report, in which a week number without a year is looked up.
    pub fn owned(&self) -> Vec<Week> {
        self.calendar.weeks()
    }
}
