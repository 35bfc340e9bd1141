//! The effort sheets of a folder, one by one: opened, planned, decided and folded. A file that is no effort sheet may be a
//! skill matrix that nobody described; it is kept for `matrices`.

use std::sync::Arc;

use super::entries::{self, Context};
use super::folder::SourceFile;
use super::folding::FoldedSheet;
use super::plans::{not_yet, plan};
use super::progress::Progress;
use super::{intake, is_of_system, unreadable};
use crate::config::{Config, SourceSpec};
use crate::decide::days::{self, Dates};
use crate::decide::scout::{Scout, Seen};
use crate::decide::unit;
use crate::model::effort::{DateOrder, DecimalMark, Unit};
use crate::model::exact::Exact;
use crate::model::person::Roster;
use crate::model::place::Place;
use crate::model::rules::Limits;
use crate::model::source::{Decision, SaidBy};
use crate::model::week::Week;
use crate::problem::words::nearest;
use crate::problem::{Fault, FolderFault, Problem, SheetFault};
use crate::read::Opening;
use crate::read::across;
use crate::read::csv::{Block, Csv, Hints};
use crate::read::grid::Grid;
use crate::read::input::Input;
use crate::read::matrix;
use crate::read::plan::{AmountColumn, Format, Ignored, PersonFrom, Plan};
use crate::rollup::above::{Above, Search};
use crate::rollup::evidence::evidence;
use crate::rollup::folded::Folded;
use crate::rollup::ledger::{FileRoll, people_seen};
use crate::rollup::noted::Remark;
use crate::rollup::run::{EntryRules, Job, Ran, run};

/// A file that was read, with what it takes to read it again.
#[derive(Debug)]
pub struct ReadFile {
    pub input: Input,
    pub decimal: Option<DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    pub hints: Hints,
    /// As decided.
    pub delimiter: u8,
    /// Nobody named it by its whole name.
    pub found: bool,
}

/// Opens a file and reads its first block.
pub fn open(input: &Input, hints: &Hints) -> Result<(Csv, Block), Opening> {
    let mut csv = Csv::open(input, hints)?;
    let mut block = Block::new();
    csv.next(&mut block).map_err(Opening::Io)?;
    Ok((csv, block))
}

/// The skill matrix in a file that nobody described and that looks like one, and what was guessed to read it.
fn matrix_in(input: &Input, hints: &Hints, roster: &Roster) -> Option<(Grid, Option<Problem>)> {
    let (grid, guessed) = Grid::read(input, hints).ok()?;
    matrix::looks_like_one(&grid, roster).then_some((grid, guessed))
}

/// The cells of a file above their limits: it is read again where there must be some.
fn above(
    file: &ReadFile,
    roll: &FileRoll,
    limits: &Limits,
    (owned, entries): (&[Week], Option<EntryRules<'_>>),
) -> Result<Above, Opening> {
    let Some(mut search) = Search::new(roll, limits) else { return Ok(Above::default()) };
    let (mut csv, mut block) = open(&file.input, &file.hints)?;
    let (decimal, dates) = (file.decimal, file.dates);
    let job = Job { plan: &roll.plan, decimal, decimal_proof: file.decimal_proof.clone(), dates, owned, entries };
    run(&mut csv, &mut block, &job, &mut search)?;
    Ok(search.found)
}

/// The files as they are read, one by one.
pub struct Reading<'a> {
    config: &'a Config,
    progress: &'a Progress,
    pub timesheets: Context,
    owned: Vec<Week>,
    /// The length of the report in weeks, where the period is known before the sheets.
    length: Option<Exact>,
    pub files: Vec<ReadFile>,
    pub rolls: Vec<FileRoll>,
    /// Files that are no effort sheet but look like a skill matrix.
    pub grids: Vec<Grid>,
    /// Those that are no effort sheet, and why not.
    others: Vec<(Input, Hints, Vec<Problem>)>,
    pub problems: Vec<Problem>,
    pub unreadable: bool,
    every_field: bool,
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
            every_field: false,
        }
    }

    /// With `true`, every field of the work is kept as it is written, also those that no rule reads.
    pub fn with_every_field(self, every_field: bool) -> Reading<'a> {
        Reading { every_field, ..self }
    }

    /// The weeks that a number without a year may mean.
    pub(super) fn owned(&self) -> &[Week] {
        &self.owned
    }

    /// Reads the files; what is wrong with them is among the problems.
    pub fn files(mut self, files: &[SourceFile]) -> Reading<'a> {
        // Copies are of several exports: of one alone nothing has to be kept.
        if files.len() > 1 {
            self.timesheets.look_for_copies();
        }
        self.progress.begin();
        files.iter().for_each(|file| self.file(file.clone()));
        self.refuse_tables();
        self.find_matrices();
        self
    }

    /// Refuses canonical tables that were found beside sheets: their sums are those of the sheets.
    fn refuse_tables(&mut self) {
        let is_table = |roll: &FileRoll| roll.plan.format == Format::Rollup;
        let sheet = self.rolls.iter().zip(&self.files).find(|(roll, file)| file.found && !is_table(roll));
        let Some(first) = sheet.map(|(roll, _)| roll.plan.file.to_string()) else { return };
        let tables = self.rolls.iter_mut().zip(&self.files).filter(|(roll, file)| file.found && is_table(roll));
        for (roll, _) in tables {
            roll.unit = None;
            let fault = FolderFault::TableBesideSheets { first: first.clone() };
            self.problems.push(Problem::new(fault).at(Place::file(&roll.plan.file)));
        }
    }

    fn file(&mut self, source: SourceFile) {
        let spec = source.spec.and_then(|at| self.config.sources.get(at));
        if let Some(fault) = spec.and_then(not_yet) {
            let place = spec.map(|spec| spec.place.clone());
            self.problems.push(Problem { place, ..Problem::new(fault) });
            return;
        }
        let hints = Hints { delimiter: spec.and_then(|s| s.delimiter), skip_rows: spec.map_or(0, |s| s.skip_rows) };
        self.progress.at(&source.name);
        let input = intake::input(&source, spec.and_then(|s| s.encoding), self.progress.counter()).map_err(Opening::Io);
        match input.and_then(|input| Ok((open(&input, &hints)?, input))) {
            Ok(((csv, block), input)) => self.sheet(&source, input, hints, csv, block),
            Err(opening) => self.not_opened(&source.name, opening),
        }
    }

    fn not_opened(&mut self, name: &Arc<str>, opening: Opening) {
        match opening {
            Opening::Problems(problems) => self.problems.extend(problems),
            Opening::Io(error) => {
                let problem = unreadable(name, &error);
                self.unreadable |= is_of_system(&problem);
                self.problems.push(problem);
            }
        }
    }

    fn sheet(&mut self, source: &SourceFile, input: Input, hints: Hints, mut csv: Csv, mut block: Block) {
        let spec = source.spec.and_then(|at| self.config.sources.get(at)).cloned();
        let spec = spec.as_ref();
        let (mut plan, titles) = match plan(source, spec, &block, self.config) {
            Ok(planned) => planned,
            Err(mut problems) => {
                problems.extend(csv.guessed(&source.name));
                return self.no_sheet(source, &input, &hints, problems);
            }
        };
        // Levels and percents for a whole period look alike by their header; the cells tell.
        if plan.format == Format::WideByPerson
            && source.spec.is_none()
            && let Some((grid, guessed)) = matrix_in(&input, &hints, &self.config.roster)
        {
            self.problems.extend(guessed);
            return self.grids.push(grid);
        }
        plan = self.without_strangers(plan);
        if !self.every_field {
            plan = entries::folded_by_rules(plan, &self.config.taxonomy);
        }
        let mut scout = Scout::default();
        scout.block(&block, &plan);
        // Where the first rows show nothing, mostly no row does, and the file is read once.
        let once = match scout.has_seen_nothing() {
            true => self.folded(plan.clone(), spec, &scout, &input, (&mut csv, &mut block), true),
            false => Ok(None),
        };
        let folded = match once {
            Ok(None) => self.scouted(plan, spec, scout, &input, (&mut csv, &mut block)),
            once => once,
        };
        let FoldedSheet { plan, decimal, decimal_proof, dates, decisions: decided, mut ran, fold } = match folded {
            Ok(Some(folded)) => folded,
            Ok(None) => return,
            Err(opening) => return self.not_opened(&source.name, opening),
        };
        let mut decisions: Vec<Decision> = csv.decisions();
        decisions.extend(decided);
        self.timesheets.keep(std::mem::take(&mut ran.ids), self.rolls.len());
        if titles > 0 {
            let value = format!("line {}", plan.above.as_ref().unwrap_or(&plan.header).line);
            let evidence = format!("above it {titles} with a single text");
            decisions.push(Decision { what: "header", value, evidence, said_by: SaidBy::File });
        }
        if let PersonFrom::Everywhere(name) = &plan.person {
            let (said_by, evidence) = match spec.and_then(|s| s.person.as_ref()) {
                Some(_) => (SaidBy::Configuration, "person in the configuration"),
                None => (SaidBy::File, "the file's name"),
            };
            decisions.push(Decision { what: "person", value: name.clone(), evidence: evidence.to_owned(), said_by });
        }
        let unit = self.unit(&plan, &fold, &ran, spec, &mut decisions);
        let unit = unit.filter(|_| !entries::has_second_header(&mut ran));
        let dated = unit.map(|unit| {
            days::are_days(Dates::of(fold.rows().map(|row| (row.person, row.slot))), unit, plan.format.is_wide())
        });
        let (dated, unit) = match dated {
            Some(Ok((dated, decision))) => {
                decisions.extend(decision);
                (dated, unit)
            }
            Some(Err(fault)) => {
                self.problems.push(Problem::new(fault).at(Place::row(&plan.file, plan.header.line)));
                (false, None)
            }
            None => (false, None),
        };
        if plan.is_of_days() {
            let evidence = "hours, one amount a row".to_owned();
            decisions.push(Decision { what: "dates", value: "days".to_owned(), evidence, said_by: SaidBy::File });
        }
        if ran.remarks.of(Remark::WithOffset).is_some() {
            decisions.push(self.timesheets.zone_decision());
        }
        self.sheet_notes(&plan, &ran);
        self.problems.extend(entries::remarks(&plan, &ran, &self.timesheets));
        self.problems.extend(csv.guessed(&source.name));
        let delimiter = csv.delimiter();
        let mut roll = FileRoll { plan, ran, fold, unit, dated, above: Above::default(), decisions };
        let file = ReadFile { input, decimal, decimal_proof, dates, hints, delimiter, found: source.found };
        let rules = self.timesheets.rules(&roll.plan, self.rolls.len());
        match above(&file, &roll, &self.config.rules.limits, (&self.owned, rules)) {
            Ok(above) => roll.above = above,
            Err(opening) => return self.not_opened(&source.name, opening),
        }
        self.files.push(file);
        self.rolls.push(roll);
    }

    /// The plan without the columns of people who are not on the roster, each of which is an error.
    fn without_strangers(&mut self, mut plan: Plan) -> Plan {
        if self.config.roster.assumed {
            return plan;
        }
        let roster = &self.config.roster;
        for (field, name) in across::strangers(&plan, roster) {
            let heading = [Some(&plan.header), plan.above.as_ref()].into_iter().flatten();
            let header =
                heading.clone().find(|header| header.headings.get(field).is_some_and(|heading| heading == name));
            let header = header.unwrap_or(&plan.header);
            let near = nearest(name, roster.people.iter().flat_map(|person| person.spellings()));
            let problem = Problem::new(SheetFault::UnknownPerson { name: name.to_owned(), near });
            self.problems.push(problem.at(header.place(&plan.file, field)).excerpt(header.excerpt(field)));
        }
        let known = |column: &AmountColumn| column.person.as_ref().is_none_or(|name| roster.find(name).is_some());
        let (amounts, strangers): (Vec<_>, Vec<_>) = plan.amounts.into_iter().partition(known);
        plan.amounts = amounts;
        plan.ignored.extend(strangers.into_iter().map(|column| (column.field, Ignored::Unused)));
        plan
    }

    fn unit(
        &mut self,
        plan: &Plan,
        fold: &Folded,
        ran: &Ran,
        spec: Option<&SourceSpec>,
        decisions: &mut Vec<Decision>,
    ) -> Option<Unit> {
        if ran.accounting.rows_used == 0 {
            // Every row may be in an earlier export already.
            if ran.remarks.of(Remark::Copy).is_some() {
                return Some(Unit::Hours);
            }
            if ran.accounting.rows_rejected == 0 {
                self.problems.push(Problem::new(SheetFault::HeaderOnly {}).at(Place::file(&plan.file)));
            }
            return None;
        }
        if plan.entries.is_some() {
            let place = Place::row(&plan.file, plan.header.line);
            let said = spec.and_then(|spec| Some((spec.unit?, spec.bare)));
            return match entries::unit(plan, &fold.marks, &place, said) {
                Ok((unit, decision)) => {
                    decisions.push(decision);
                    Some(unit)
                }
                Err(problem) => {
                    self.problems.push(*problem);
                    None
                }
            };
        }
        if plan.format == Format::Rollup {
            let evidence = "each row says its own".to_owned();
            decisions.push(Decision {
                what: "unit",
                value: "percent or hours".to_owned(),
                evidence,
                said_by: SaidBy::File,
            });
            return Some(Unit::Percent);
        }
        let evidence = evidence(plan, fold, self.length);
        match unit::unit(&evidence, spec.and_then(|s| s.unit), self.config.rules.full_week) {
            Ok((unit, decision)) => {
                decisions.push(decision);
                Some(unit)
            }
            Err(fault) => {
                self.problems.push(Problem::new(fault).at(Place::row(&plan.file, plan.header.line)));
                None
            }
        }
    }

    /// A file that is no effort sheet. One that nobody described may be a skill matrix.
    fn no_sheet(&mut self, source: &SourceFile, input: &Input, hints: &Hints, problems: Vec<Problem>) {
        let is_unknown = |problem: &Problem| matches!(problem.fault, Fault::Sheet(SheetFault::UnknownFormat { .. }));
        if source.spec.is_none() && problems.iter().any(is_unknown) {
            self.others.push((input.clone(), *hints, problems));
        } else {
            self.problems.extend(problems);
        }
    }

    /// Looks for skill matrices among the files that are no sheets: now the people of the sheets are known.
    fn find_matrices(&mut self) {
        let assumed = self.config.roster.assumed.then(|| people_seen(&self.rolls));
        let roster = assumed.as_ref().unwrap_or(&self.config.roster);
        for (input, hints, problems) in std::mem::take(&mut self.others) {
            match matrix_in(&input, &hints, roster) {
                Some((grid, guessed)) => {
                    self.problems.extend(guessed);
                    self.grids.push(grid);
                }
                None => self.problems.extend(problems),
            }
        }
    }

    /// Whether a sheet has weeks that lack a year, and there was no period to take it from.
    pub fn lacks_year(&self) -> bool {
        self.rolls.iter().flat_map(|roll| &roll.ran.problems).any(|problem| problem.name() == "week-without-year")
    }
}
