//! The state of reading a folder's files one by one: what is needed for it, and what has been read so far.

use std::collections::BTreeMap;

use super::across_files::Columns;
use super::entries::Context;
use super::opened::ReadFile;
use super::progress::Progress;
use super::source_file::SourceFile;
use crate::config::Config;
use crate::decide::unit::{self, Evidence};
use crate::model::decision::{Decision, UnitBy};
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::place::Place;
use crate::model::sketch::Sketch;
use crate::model::week::Week;
use crate::problem::{Problem, Question};
use crate::read::copies::Copies;
use crate::read::csv::Hints;
use crate::read::grid::Grid;
use crate::read::input::Input;
use crate::rollup::roll::FileRoll;

/// What shows the unit of the bare numbers of a file.
pub(super) struct Shown {
    /// The number of the file.
    pub file: usize,
    pub headings: Vec<String>,
    pub evidence: Evidence,
    pub place: Place,
    /// The unit that it shows by itself, with how many of the weeks show it.
    pub decided: Option<(Unit, u64, u64)>,
}

/// See the module.
pub struct Reading<'a> {
    pub(super) config: &'a Config,
    pub(super) progress: &'a Progress,
    pub timesheets: Context,
    pub(super) owned: Vec<Week>,
    /// The length of the report in weeks, if the period is known before the sheets are read.
    pub(super) length: Option<Exact>,
    pub files: Vec<ReadFile>,
    pub rolls: Vec<FileRoll>,
    /// Files that are no effort sheet but look like a skill matrix.
    pub grids: Vec<Grid>,
    /// Files that are not effort sheets, with the problems that say why.
    pub(super) others: Vec<(Input, Hints, Vec<Problem>)>,
    /// What the columns of some files are, as all files together show, by the number of the file.
    pub(super) across: BTreeMap<usize, Columns>,
    /// The files whose columns may be people, and nothing shows it.
    pub(super) asked_across: Vec<Place>,
    /// What shows the unit of the bare numbers, of each file that has such numbers.
    pub(super) evidence: Vec<Shown>,
    /// The units of files that show too little by themselves, by the number of the file: what those with the same headings show together.
    pub(super) units: BTreeMap<usize, (Unit, u64, u64)>,
    /// Files without amounts. They are left alone if there are sheets beside them.
    pub(super) blank: Vec<(usize, SourceFile)>,
    /// Whether a file without amounts is read all the same.
    pub(super) is_last: bool,
    /// The files that were opened, to find those that are there twice.
    pub(super) copies: Copies,
    /// Whether the readings of the sheets are drawn: only `sources` shows them.
    pub(super) draws: bool,
    /// The readings of the sheets that were looked at as a whole.
    pub sketches: Vec<Sketch>,
    pub problems: Vec<Problem>,
    pub unreadable: bool,
    /// Keeps every activity field as it is written, also those that no rule reads.
    pub(super) every_field: bool,
}

impl<'a> Reading<'a> {
    /// `all_columns`: also validates columns of timesheets that no figure uses.
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
            across: BTreeMap::new(),
            asked_across: Vec::new(),
            evidence: Vec::new(),
            units: BTreeMap::new(),
            blank: Vec::new(),
            is_last: false,
            copies: Copies::default(),
            draws: false,
            sketches: Vec::new(),
            problems: Vec::new(),
            unreadable: false,
            every_field: false,
        }
    }

    /// With `true`, keeps every activity field as it is written, also those that no rule reads.
    pub fn with_every_field(self, every_field: bool) -> Reading<'a> {
        Reading { every_field, ..self }
    }

    /// With `true`, draws the readings of the sheets.
    pub fn with_drawings(self, draws: bool) -> Reading<'a> {
        Reading { draws, ..self }
    }

    /// With the units that files with the same headings show together.
    pub fn with_units(self, units: BTreeMap<usize, (Unit, u64, u64)>) -> Reading<'a> {
        Reading { units, ..self }
    }

    /// The units of files that show too little by themselves, where those with the same headings show it together.
    pub fn shared_units(&self) -> BTreeMap<usize, (Unit, u64, u64)> {
        let mut groups: BTreeMap<&[String], Vec<&Shown>> = BTreeMap::new();
        for one in &self.evidence {
            groups.entry(&one.headings).or_default().push(one);
        }
        let mut units = BTreeMap::new();
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let all = group.iter().fold(Evidence::default(), |all, one| all.with(&one.evidence));
            let open = group.iter().filter(|one| one.decided.is_none());
            if let Ok((unit, Decision::Unit(_, UnitBy::Sums { weeks, of }))) =
                unit::unit(&all, None, &self.config.rules.full_week)
            {
                units.extend(open.map(|one| (one.file, (unit, weeks, of))));
            }
        }
        units
    }

    /// Asks about files that show another unit than most of those with the same headings.
    pub(super) fn ask_units(&mut self) {
        type Decided<'a> = (&'a Shown, (Unit, u64, u64));
        let mut groups: BTreeMap<&[String], Vec<Decided<'_>>> = BTreeMap::new();
        for (one, decided) in self.evidence.iter().filter_map(|one| Some((one, one.decided?))) {
            groups.entry(&one.headings).or_default().push((one, decided));
        }
        let mut problems = Vec::new();
        for group in groups.into_values() {
            let weeks = |unit: Unit| {
                group.iter().filter(|(_, decided)| decided.0 == unit).map(|(_, decided)| decided.1).sum::<u64>()
            };
            let units = [Unit::Percent, Unit::Fraction, Unit::Hours];
            let Some(most) = units.into_iter().max_by_key(|unit| weeks(*unit)) else { continue };
            let files = group.iter().filter(|(_, decided)| decided.0 == most).count() as u64;
            for (one, (unit, weeks, of)) in group.iter().filter(|(_, decided)| decided.0 != most) {
                let question = Question::AskedUnit { unit: *unit, weeks: *weeks, of: *of, others: most, files };
                problems.push(Problem::new(question).at(one.place.clone()));
            }
        }
        self.problems.extend(problems);
    }

    /// The weeks of the report, in which a week number without a year is looked up.
    pub(super) fn owned(&self) -> &[Week] {
        &self.owned
    }

    /// Whether a sheet has weeks without a year, and no period says which year is meant.
    pub fn lacks_year(&self) -> bool {
        self.rolls.iter().flat_map(|roll| &roll.ran.problems).any(Problem::lacks_year)
    }
}
