//! The effort sheets of a folder, one by one: opened, planned, decided and folded. A file that is no effort sheet may be a
//! skill matrix that nobody described; it is kept for `matrices`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::folder::SourceFile;
use super::unreadable;
use crate::config::{Config, SourceSpec};
use crate::decide::scout::{Scout, Seen};
use crate::decide::unit;
use crate::model::effort::{DateOrder, DecimalMark, Spelling, Unit};
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::model::source::{Decision, SaidBy};
use crate::model::week::Week;
use crate::problem::words::folder::Later;
use crate::problem::{Excerpt, Fault, FolderFault, Problem, SheetFault};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints, excerpt};
use crate::read::grid::Grid;
use crate::read::matrix;
use crate::read::plan::{Format, Header, Ignored, PersonFrom, Plan};
use crate::read::shape;
use crate::rollup::fold::{Fold, Folded};
use crate::rollup::ledger::FileRoll;
use crate::rollup::run::{Job, Ran, run};

/// A file that was read, with what it takes to read it again.
#[derive(Debug)]
pub struct ReadFile {
    pub source: SourceFile,
    pub decimal: Option<DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    pub hints: Hints,
}

/// Opens a file and reads its first block.
pub fn open(path: &Path, name: &Arc<str>, hints: &Hints) -> Result<(Csv, Block), Opening> {
    let source = File::open(path).map_err(Opening::Io)?;
    let mut csv = Csv::open(Box::new(source), name, hints)?;
    let mut block = Block::new();
    csv.next(&mut block).map_err(Opening::Io)?;
    Ok((csv, block))
}

/// The files as they are read, one by one.
pub struct Reading<'a> {
    config: &'a Config,
    pub owned: Vec<Week>,
    pub files: Vec<ReadFile>,
    pub rolls: Vec<FileRoll>,
    /// Files that are no effort sheet but look like a skill matrix.
    pub grids: Vec<Grid>,
    pub problems: Vec<Problem>,
    pub unreadable: bool,
}

impl<'a> Reading<'a> {
    pub fn new(config: &'a Config, owned: Vec<Week>) -> Reading<'a> {
        Reading {
            config,
            owned,
            files: Vec::new(),
            rolls: Vec::new(),
            grids: Vec::new(),
            problems: Vec::new(),
            unreadable: false,
        }
    }

    /// Reads one file; what is wrong with it is among the problems.
    pub fn file(&mut self, source: SourceFile) {
        let spec = source.spec.and_then(|at| self.config.sources.get(at));
        if let Some(fault) = spec.and_then(not_yet) {
            let place = spec.map(|spec| spec.place.clone());
            self.problems.push(Problem { place, ..Problem::new(fault) });
            return;
        }
        let hints = Hints { delimiter: spec.and_then(|s| s.delimiter), skip_rows: spec.map_or(0, |s| s.skip_rows) };
        match open(&source.path, &source.name, &hints) {
            Ok((csv, block)) => self.sheet(source, hints, csv, block),
            Err(opening) => self.not_opened(&source.name, opening),
        }
    }

    fn not_opened(&mut self, name: &Arc<str>, opening: Opening) {
        match opening {
            Opening::Problems(problems) => self.problems.extend(problems),
            Opening::Io(error) => {
                self.unreadable = true;
                self.problems.push(unreadable(name, &error));
            }
        }
    }

    fn sheet(&mut self, source: SourceFile, hints: Hints, mut csv: Csv, mut block: Block) {
        let spec = source.spec.and_then(|at| self.config.sources.get(at)).cloned();
        let spec = spec.as_ref();
        let plan = match plan(&source, spec, &block, self.config) {
            Ok(plan) => plan,
            Err(problem) => return self.no_sheet(&source, &hints, *problem),
        };
        let mut scout = Scout::default();
        scout.block(&block, &plan);
        if scout.is_open()
            && let Ok((mut again, mut next)) = open(&source.path, &source.name, &hints)
        {
            while again.next(&mut next).unwrap_or(false) && scout.is_open() {
                scout.block(&next, &plan);
            }
        }
        let said_decimal = spec.and_then(|s| s.decimal);
        let (decimal, decimal_decision) = scout.decimal(said_decimal);
        let (dates, dates_decision) = scout.order(spec.and_then(|s| s.dates));
        let decimal_proof = if said_decimal.is_some() { None } else { scout.proof(decimal) };
        let job = Job { plan: &plan, decimal, decimal_proof: decimal_proof.clone(), dates, owned: &self.owned };
        let mut fold = Fold::default();
        let ran = match run(&mut csv, &mut block, &job, &mut fold) {
            Ok(ran) => ran,
            Err(error) => return self.not_opened(&source.name, Opening::Io(error)),
        };
        let fold = fold.finish();
        let mut decisions: Vec<Decision> = csv.decisions().to_vec();
        decisions.extend(decimal_decision.into_iter().chain(dates_decision));
        if let PersonFrom::Everywhere(name) = &plan.person {
            let (said_by, evidence) = match spec.and_then(|s| s.person.as_ref()) {
                Some(_) => (SaidBy::Configuration, "person in the configuration"),
                None => (SaidBy::File, "the file's name"),
            };
            decisions.push(Decision { what: "person", value: name.clone(), evidence: evidence.to_owned(), said_by });
        }
        let unit = self.unit(&plan, &fold, &ran, spec, &mut decisions);
        self.sheet_notes(&plan, &ran);
        self.files.push(ReadFile { source, decimal, decimal_proof, dates, hints });
        self.rolls.push(FileRoll { plan, ran, fold, unit, decisions });
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
            if ran.accounting.rows_rejected == 0 {
                self.problems.push(Problem::new(SheetFault::HeaderOnly {}).at(Place::file(&plan.file)));
            }
            return None;
        }
        match unit::unit(&evidence(plan, fold), spec.and_then(|s| s.unit), self.config.rules.full_week) {
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

    /// Totals left out, headings twice.
    fn sheet_notes(&mut self, plan: &Plan, ran: &Ran) {
        let totals = plan.ignored.iter().filter(|(_, why)| *why == Ignored::Total);
        let columns: Vec<String> = totals.filter_map(|(field, _)| plan.header.headings.get(*field).cloned()).collect();
        if !ran.totals.is_empty() || !columns.is_empty() {
            let fault = SheetFault::TotalsLeftOut { rows: ran.totals.len() as u64, columns };
            self.problems.push(Problem::new(fault).at(Place::file(&plan.file)).also(ran.totals.iter().cloned()));
        }
        for (&field, &cells) in &ran.amounts_in_remarks {
            let name = plan.header.headings.get(field).cloned().unwrap_or_default();
            let problem = Problem::new(SheetFault::AmountsInRemarks { name, cells });
            self.problems.push(problem.at(plan.header.place(&plan.file, field)).excerpt(plan.header.excerpt(field)));
        }
        for (at, amount) in plan.amounts.iter().enumerate() {
            let key = folded(&amount.activity);
            let first = plan.amounts[..at].iter().find(|other| folded(&other.activity) == key);
            if let Some(first) = first {
                let problem = Problem::new(SheetFault::RepeatedHeading { name: amount.activity.clone() });
                let at = |field: usize| plan.header.place(&plan.file, field);
                let problem = problem.at(at(amount.field)).excerpt(plan.header.excerpt(amount.field));
                self.problems.push(problem.also([at(first.field)]));
            }
        }
    }

    /// A file that is no effort sheet: a skill matrix when nobody said what it is and it looks like one.
    fn no_sheet(&mut self, source: &SourceFile, hints: &Hints, problem: Problem) {
        let undeclared =
            source.spec.is_none() && matches!(problem.fault, Fault::Sheet(SheetFault::UnknownFormat { .. }));
        if undeclared
            && let Ok(file) = File::open(&source.path)
            && let Ok(grid) = Grid::read(Box::new(file), &source.name, hints)
            && matrix::looks_like_one(&grid, &self.config.roster)
        {
            self.grids.push(grid);
            return;
        }
        self.problems.push(problem);
    }
}

/// What the configuration asks of a source and this version cannot do.
fn not_yet(spec: &SourceSpec) -> Option<FolderFault> {
    let is_utf8 = |name: &str| matches!(name.to_lowercase().as_str(), "utf-8" | "utf8");
    let encoding = spec.encoding.as_ref().filter(|said| !is_utf8(&said.value));
    let format = spec.format.as_ref().filter(|said| !Format::ALL.iter().any(|format| format.name() == said.value));
    let what = if let Some(said) = encoding {
        Later::Encoding { name: said.value.clone() }
    } else if let Some(said) = format {
        Later::Format { name: said.value.clone() }
    } else if spec.columns.iter().any(|(role, _)| !matches!(role.as_str(), "person" | "week" | "date")) {
        Later::Columns
    } else {
        return None;
    };
    Some(FolderFault::NotYet { what })
}

/// The plan of a sheet, from the first record of its first block that is not blank.
fn plan(source: &SourceFile, spec: Option<&SourceSpec>, block: &Block, config: &Config) -> Result<Plan, Box<Problem>> {
    let Some(record) = block.records().find(|record| !record.is_blank()) else {
        return Err(Box::new(Problem::new(SheetFault::EmptyFile {}).at(Place::file(&source.name))));
    };
    let header = Header {
        headings: (0..record.len())
            .map(|field| String::from_utf8_lossy(&record.field(field)).trim().to_owned())
            .collect(),
        line: record.line(),
        text: excerpt(record, 0).text,
        spans: (0..record.len()).map(|field| excerpt(record, field).span).collect(),
    };
    let column =
        |role: &str| spec.and_then(|s| s.columns.iter().find(|(r, _)| r == role)).map(|(_, said)| said.value.as_str());
    let stem = source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = config.roster.find(&stem).map_or(stem.clone(), |person| config.roster.people[person].name.clone());
    let said = shape::Said {
        person: spec.and_then(|s| s.person.as_ref()).map(|said| said.value.as_str()),
        person_column: column("person"),
        week_column: column("week").or_else(|| column("date")),
        file_stem: &stem,
        roster: (!config.roster.assumed).then_some(&config.roster),
    };
    shape::plan(&source.name, header, &said).map_err(|fault| {
        let excerpt = excerpt(record, 0);
        let excerpt = Excerpt { span: 0..excerpt.text.len(), ..excerpt };
        Box::new(Problem::new(fault).at(Place::row(&source.name, record.line())).excerpt(excerpt))
    })
}

/// What the fold knows about the unit of a sheet.
fn evidence(plan: &Plan, fold: &Folded) -> unit::Evidence {
    let mut sums: BTreeMap<(u32, Week), Exact> = BTreeMap::new();
    let mut marked: BTreeSet<(u32, Week)> = BTreeSet::new();
    for (key, sum) in &fold.sums {
        let amount = sum.amount.map(|amount| amount.exact()).unwrap_or_default();
        if amount.is_zero() {
            continue;
        }
        if key.spelling == Spelling::Bare {
            let week = sums.entry((key.person, key.week)).or_default();
            *week = week.plus(amount).unwrap_or(*week);
        } else {
            marked.insert((key.person, key.week));
        }
    }
    unit::Evidence {
        cells: fold.marks.map(|marks| marks.cells),
        nonzero: fold.marks.map(|marks| marks.nonzero),
        headings: plan.amounts.iter().filter_map(|amount| amount.unit).collect(),
        columns: plan.amounts.len(),
        unmarked: sums.iter().filter(|(week, _)| !marked.contains(week)).map(|(_, sum)| *sum).collect(),
        sums: sums.into_values().collect(),
    }
}
