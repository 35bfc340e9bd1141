//! From a folder to everything a review is calculated from: each file opened, planned, decided and folded, then joined.
//! `review`, `check` and `explain` all begin here, so they see the same.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use super::folder::{Folder, SourceFile, look};
use super::places;
use crate::calc::coverage;
use crate::cli::Input;
use crate::config::{Config, SourceSpec};
use crate::decide::scout::{Scout, Seen};
use crate::decide::{period, unit};
use crate::model::calendar::Calendar;
use crate::model::effort::Spelling;
use crate::model::period::Period;
use crate::model::person::Person;
use crate::model::place::Place;
use crate::model::rules::WeekRule;
use crate::model::skill::{Matrix, SkillRules};
use crate::model::source::{Decision, SaidBy, SourceReport};
use crate::model::week::Week;
use crate::problem::{ConfigFault, Finding, Problem, Severity, SheetFault};
use crate::read::Opening;
use crate::read::csv::{Block, Csv, Hints};
use crate::read::grid::Grid;
use crate::read::matrix;
use crate::read::plan::{Format, Header, Ignored, PersonFrom, Plan};
use crate::read::shape;
use crate::rollup::fold::Fold;
use crate::rollup::ledger::{Against, FileRoll, Ledger, amount_in, ledger, people_seen};
use crate::rollup::run::{Job, Ran, Sink, run};

/// A file that was read, with what it takes to read it again.
#[derive(Debug)]
pub struct ReadFile {
    pub source: SourceFile,
    pub decimal: Option<crate::model::effort::DecimalMark>,
    pub decimal_proof: Option<Seen>,
    pub dates: Option<crate::model::effort::DateOrder>,
    pub hints: Hints,
}

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
    /// The rules of the configuration with what the matrix says of its skills over them.
    pub skill_rules: SkillRules,
    pub problems: Vec<Problem>,
    /// Something could not be read: exit code 3.
    pub unreadable: bool,
}

impl Gathered {
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// The sources as the review reports them.
    pub fn sources(&self) -> Vec<SourceReport> {
        let report = |(roll, accounting): (&FileRoll, &crate::model::source::Accounting)| SourceReport {
            file: roll.plan.file.clone(),
            format: roll.plan.format.name(),
            accounting: *accounting,
            decisions: roll.decisions.clone(),
        };
        self.rolls.iter().zip(&self.ledger.accounting).map(report).collect()
    }

    /// Runs the plan of a file again, into another sink.
    ///
    /// # Errors
    /// The file can no longer be opened or read.
    pub fn read_again<'a>(&'a self, file: usize, sink: &mut dyn Sink, owned: &'a [Week]) -> std::io::Result<Ran> {
        let (Some(read), Some(roll)) = (self.files.get(file), self.rolls.get(file)) else { return Ok(Ran::default()) };
        let (mut csv, mut block) = match open(&read.source.path, &read.source.name, &read.hints) {
            Ok(opened) => opened,
            Err(Opening::Io(error)) => return Err(error),
            Err(Opening::Problems(_)) => return Ok(Ran::default()),
        };
        let job = Job {
            plan: &roll.plan,
            decimal: read.decimal,
            decimal_proof: read.decimal_proof.clone(),
            dates: read.dates,
            owned,
        };
        run(&mut csv, &mut block, &job, sink)
    }

    /// The weeks that a number without a year may mean.
    pub fn owned(&self) -> Vec<Week> {
        self.calendar.weeks.iter().map(|week| week.week).collect()
    }
}

/// Reads everything that `input` means.
pub fn gather(input: &Input) -> Gathered {
    let folder = look(input);
    let Folder { root, mut config, files, mut problems, mut unreadable } = folder;
    override_rules(&mut config, input, &mut problems);
    for said in &config.holiday_files {
        let what = format!("holidays = [{{ file = \"{}\" }}]", said.value);
        problems.push(Problem::new(ConfigFault::NotYet { what }).at(said.place.clone()));
    }
    let mut read = Reading {
        owned: weeks_owned(&config),
        config: &config,
        files: Vec::new(),
        rolls: Vec::new(),
        grids: Vec::new(),
        problems: Vec::new(),
        unreadable: false,
    };
    for file in files {
        read.file(file);
    }
    let Reading { files, mut rolls, grids, problems: found, unreadable: failed, .. } = read;
    problems.extend(found);
    unreadable |= failed;
    if config.roster.people.is_empty() {
        config.roster = people_seen(&rolls);
        let people = config.roster.people.len() as u64;
        problems.push(Problem::new(Finding::AssumedRoster { people }));
    }
    let period = config.period.clone().or_else(|| assume_period(&rolls, &mut problems));
    let calendar = calendar(&config, period.as_ref(), &mut problems);
    let against = Against {
        roster: &config.roster,
        taxonomy: &config.taxonomy,
        calendar: &calendar,
        limits: &config.rules.limits,
    };
    let ledger = ledger(&rolls, &against);
    for roll in &mut rolls {
        problems.append(&mut roll.ran.problems);
    }
    let mut gathered = Gathered {
        config,
        period,
        calendar,
        files,
        rolls,
        ledger,
        matrix: None,
        previous: None,
        skill_rules: SkillRules::default(),
        problems,
        unreadable,
    };
    gathered.read_matrices(&root, grids);
    places::explain_flags(&mut gathered);
    crate::problem::sort(&mut gathered.problems);
    gathered
}

/// What the command line says wins over the configuration.
fn override_rules(config: &mut Config, input: &Input, problems: &mut Vec<Problem>) {
    if let Some(text) = &input.period {
        match Period::parse(text, config.fiscal_year_starts) {
            Some(period) => config.period = Some(period),
            None => problems.push(Problem::new(ConfigFault::UnknownPeriod { text: text.clone() })),
        }
    }
    if let Some(text) = &input.until {
        let week = Week::parse(text).or_else(|| crate::model::day::Day::parse(text).map(Week::of));
        match week {
            Some(week) => config.until = Some(week),
            None => problems.push(Problem::new(ConfigFault::UnknownPeriod { text: text.clone() })),
        }
    }
    if let Some(average) = input.average {
        config.rules.average = average.into();
    }
    if let Some(rule) = input.week_rule {
        config.week_rule = Some(rule.into());
    }
}

fn weeks_owned(config: &Config) -> Vec<Week> {
    let Some(period) = &config.period else { return Vec::new() };
    let rule = config.week_rule.unwrap_or(WeekRule::Thursday);
    Calendar::new(period, rule, None).weeks.iter().map(|week| week.week).collect()
}

fn assume_period(rolls: &[FileRoll], problems: &mut Vec<Problem>) -> Option<Period> {
    let weeks = rolls.iter().flat_map(|roll| roll.fold.rows()).map(|((_, week), _)| week);
    let (period, held, of) = period::most_weeks(weeks)?;
    problems.push(Problem::new(Finding::AssumedPeriod { period: period.name.clone(), weeks: held, of }));
    Some(period)
}

/// Weekly sheets only, so far: the rule is `thursday` unless said. A period that owns no week is refused.
fn calendar(config: &Config, period: Option<&Period>, problems: &mut Vec<Problem>) -> Calendar {
    let rule = config.week_rule.unwrap_or(WeekRule::Thursday);
    let Some(period) = period else { return Calendar { rule, weeks: Vec::new() } };
    let calendar = Calendar::new(period, rule, config.until);
    if calendar.weeks.is_empty() {
        let mut problem = Problem::new(ConfigFault::NoWeeks { period: period.name.clone() });
        problem.place = config.file.as_ref().map(Place::file);
        problems.push(problem);
    }
    calendar
}

/// Opens a file and reads its first block.
fn open(path: &Path, name: &Arc<str>, hints: &Hints) -> Result<(Csv, Block), Opening> {
    let source = File::open(path).map_err(Opening::Io)?;
    let mut csv = Csv::open(Box::new(source), name, hints)?;
    let mut block = Block::new();
    csv.next(&mut block).map_err(Opening::Io)?;
    Ok((csv, block))
}

/// The files as they are read, one by one.
struct Reading<'a> {
    config: &'a Config,
    owned: Vec<Week>,
    files: Vec<ReadFile>,
    rolls: Vec<FileRoll>,
    /// Files that are no effort sheet but look like a skill matrix.
    grids: Vec<Grid>,
    problems: Vec<Problem>,
    unreadable: bool,
}

impl Reading<'_> {
    fn file(&mut self, source: SourceFile) {
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
                let fault = ConfigFault::UnreadableFile { message: error.to_string() };
                self.problems.push(Problem::new(fault).at(Place::file(name)));
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
        let mut decisions: Vec<Decision> = csv.decisions().to_vec();
        decisions.extend(decimal_decision.into_iter().chain(dates_decision));
        if let (PersonFrom::Everywhere(name), said_by) =
            (&plan.person, if spec.is_some_and(|s| s.person.is_some()) { SaidBy::Configuration } else { SaidBy::File })
        {
            let evidence = if said_by == SaidBy::File { "the file's name" } else { "person in the configuration" };
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
        fold: &Fold,
        ran: &Ran,
        spec: Option<&SourceSpec>,
        decisions: &mut Vec<Decision>,
    ) -> Option<crate::model::effort::Unit> {
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
        if ran.totals_rows > 0 || !columns.is_empty() {
            let fault = SheetFault::TotalsLeftOut { rows: ran.totals_rows, columns };
            self.problems.push(Problem::new(fault).at(Place::file(&plan.file)));
        }
        for (at, amount) in plan.amounts.iter().enumerate() {
            let key = crate::model::person::folded(&amount.activity);
            let first = plan.amounts[..at].iter().find(|other| crate::model::person::folded(&other.activity) == key);
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
        let undeclared = source.spec.is_none()
            && matches!(problem.fault, crate::problem::Fault::Sheet(SheetFault::UnknownFormat { .. }));
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
fn not_yet(spec: &SourceSpec) -> Option<ConfigFault> {
    let encoding =
        spec.encoding.as_ref().filter(|said| !matches!(said.value.to_lowercase().as_str(), "utf-8" | "utf8"));
    let format = spec.format.as_ref().filter(|said| !Format::ALL.iter().any(|format| format.name() == said.value));
    let role = spec.columns.iter().find(|(role, _)| role != "person" && role != "week" && role != "date");
    let stdin = spec.files.iter().find(|said| said.value == "-");
    let what = encoding
        .map(|said| format!("encoding = \"{}\"", said.value))
        .or_else(|| format.map(|said| format!("format = \"{}\"", said.value)))
        .or_else(|| role.map(|(role, said)| format!("columns = {{ {role} = \"{}\" }}", said.value)))
        .or_else(|| stdin.map(|_| "files = [\"-\"]".to_owned()))?;
    Some(ConfigFault::NotYet { what })
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
        text: crate::read::csv::excerpt(record, 0).text,
        spans: (0..record.len()).map(|field| crate::read::csv::excerpt(record, field).span).collect(),
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
    };
    shape::plan(&source.name, header, &said).map_err(|fault| {
        let excerpt = crate::read::csv::excerpt(record, 0);
        let excerpt = crate::problem::Excerpt { span: 0..excerpt.text.len(), ..excerpt };
        Box::new(Problem::new(fault).at(Place::row(&source.name, record.line())).excerpt(excerpt))
    })
}

/// What the fold knows about the unit of a sheet.
fn evidence(plan: &Plan, fold: &Fold) -> unit::Evidence {
    let mut sums: std::collections::BTreeMap<(u32, Week), crate::model::exact::Exact> =
        std::collections::BTreeMap::new();
    for (key, sum) in fold.sums() {
        let amount = sum.amount.map(|amount| amount.exact()).unwrap_or_default();
        if key.spelling == Spelling::Bare && !amount.is_zero() {
            let week = sums.entry((key.person, key.week)).or_default();
            *week = week.plus(amount).unwrap_or(*week);
        }
    }
    unit::Evidence {
        cells: fold.marks.map(|marks| marks.cells),
        nonzero: fold.marks.map(|marks| marks.nonzero),
        headings: plan.amounts.iter().filter_map(|amount| amount.unit).collect(),
        columns: plan.amounts.len(),
        sums: sums.into_values().collect(),
    }
}

impl Gathered {
    /// Reads the matrices that the configuration names, or those found in the folder.
    fn read_matrices(&mut self, root: &Path, grids: Vec<Grid>) {
        let skills = self.config.skills.clone();
        let mut named = |said: Option<&crate::config::Said<String>>| -> Option<Grid> {
            let said = said?;
            let name: Arc<str> = said.value.as_str().into();
            let path = root.join(&said.value);
            if !path.is_file() {
                let fault = ConfigFault::MissingFile { pattern: said.value.clone() };
                self.problems.push(Problem::new(fault).at(said.place.clone()));
                return None;
            }
            let opened = File::open(&path).map_err(Opening::Io);
            match opened.and_then(|file| Grid::read(Box::new(file), &name, &Hints::default())) {
                Ok(grid) => Some(grid),
                Err(Opening::Problems(problems)) => {
                    self.problems.extend(problems);
                    None
                }
                Err(Opening::Io(error)) => {
                    self.unreadable = true;
                    let fault = ConfigFault::UnreadableFile { message: error.to_string() };
                    self.problems.push(Problem::new(fault).at(Place::file(&name)));
                    None
                }
            }
        };
        let mut current = named(skills.as_ref().and_then(|s| s.matrix.as_ref()));
        let mut previous = named(skills.as_ref().and_then(|s| s.previous.as_ref()));
        for grid in grids {
            // The one thing a name decides: of two matrices nobody described, which is the earlier one (interface.md 1).
            let slot = if grid.file.contains("previous") { &mut previous } else { &mut current };
            match slot {
                None => *slot = Some(grid),
                Some(_) => {
                    let fault = ConfigFault::SecondMatrix { file: grid.file.to_string() };
                    self.problems.push(Problem::new(fault).at(Place::file(&grid.file)));
                }
            }
        }
        let rules = self.config.skills.as_ref().map(|s| s.rules.clone()).unwrap_or_default();
        if let Some(grid) = current {
            let (matrix, merged, problems) = matrix::read(&grid, &self.config.roster, &rules);
            self.problems.extend(problems);
            self.see(&matrix);
            self.skill_rules = merged;
            self.matrix = Some(matrix);
        }
        if let Some(grid) = previous {
            let (matrix, problems) = matrix::read_previous(&grid, &self.config.roster, &rules);
            self.problems.extend(problems);
            self.previous = Some(matrix);
        }
        let assessed = skills.and_then(|s| s.assessed);
        if let (Some(said), Some(end), true) = (assessed, self.calendar.last_day(), self.matrix.is_some()) {
            self.problems.extend(coverage::stale(said.value, said.place, end, &rules));
        }
    }

    /// Without a roster, the people of the matrix are people seen.
    fn see(&mut self, matrix: &Matrix) {
        if !self.config.roster.assumed {
            return;
        }
        for person in &matrix.people {
            if self.config.roster.find(&person.name).is_none() {
                self.config.roster.people.push(Person::assumed(&person.name));
            }
        }
    }
}

/// An amount of a cell as the review counts it, in percent or hours: for `explain`.
pub fn amount_of(
    roll: &FileRoll,
    spelling: Spelling,
    amount: crate::model::amount::Amount,
) -> Option<crate::model::exact::Exact> {
    amount_in(amount.exact(), spelling, roll.unit?).ok()
}
