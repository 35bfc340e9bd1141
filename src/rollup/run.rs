//! The one loop over a file: each block is staged into flat rows and cells, then handed to the sink whole. Every record
//! is accounted for here: used, excluded by a named rule, or rejected with a problem.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use hashbrown::HashMap;

use crate::decide::scout::Seen;
use crate::model::amount::Amount;
use crate::model::effort::{DateOrder, DecimalMark, Spelling};
use crate::model::person::folded;
use crate::model::place::Place;
use crate::model::source::Accounting;
use crate::model::week::Week;
use crate::problem::{Problem, SheetFault};
use crate::read::cell::{self, CellFault};
use crate::read::csv::{Block, Csv, Record, bad_byte, broken_quote, excerpt, place};
use crate::read::plan::{Ignored, PersonFrom, Plan};
use crate::read::shape::is_total;
use crate::read::when::{self, WhenFault};

/// A plan with the decisions that reading needs.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    pub plan: &'a Plan,
    pub decimal: Option<DecimalMark>,
    /// The cell that proved the decimal mark; `None` where the configuration says it.
    pub decimal_proof: Option<Seen>,
    pub dates: Option<DateOrder>,
    /// The weeks that a number without a year may mean.
    pub owned: &'a [Week],
}

/// A used row of a block.
#[derive(Debug, Clone)]
pub struct StagedRow {
    /// Which record of the block it is.
    pub record: u32,
    /// An index into `Ran::names`.
    pub person: u32,
    pub week: Week,
    /// How many of its amount cells are blank.
    pub blank: u32,
    /// Its cells in `Staged::cells`: from here to the next row's first.
    pub first_cell: u32,
}

/// An amount that is not blank.
#[derive(Debug, Clone, Copy)]
pub struct StagedCell {
    /// An index into the plan's amount columns.
    pub column: u32,
    pub spelling: Spelling,
    pub amount: Amount,
}

/// The used rows of one block.
#[derive(Debug, Default)]
pub struct Staged {
    pub rows: Vec<StagedRow>,
    pub cells: Vec<StagedCell>,
}

impl Staged {
    /// Each row with its cells.
    pub fn iter(&self) -> impl Iterator<Item = (&StagedRow, &[StagedCell])> {
        let ends = self.rows.iter().skip(1).map(|row| row.first_cell as usize).chain([self.cells.len()]);
        self.rows.iter().zip(ends).map(|(row, end)| (row, self.cells.get(row.first_cell as usize..end).unwrap_or(&[])))
    }
}

/// What takes the staged blocks, in file order.
pub trait Sink {
    /// `names` are the persons as spelled so far; `StagedRow::person` points into it.
    fn block(&mut self, block: &Block, staged: &Staged, names: &[String]);
}

/// What the loop itself found out.
#[derive(Debug, Default)]
pub struct Ran {
    /// The persons as the file spells them, in order of appearance.
    pub names: Vec<String>,
    pub accounting: Accounting,
    /// Rows left out because they hold totals.
    pub totals: Vec<Place>,
    /// How many cells of columns headed as remarks hold amounts, by field.
    pub amounts_in_remarks: BTreeMap<usize, u64>,
    pub problems: Vec<Problem>,
}

/// Runs `job` over the rest of `csv`, beginning with `block`, which has been read already and holds the header.
pub fn run(csv: &mut Csv, block: &mut Block, job: &Job<'_>, sink: &mut dyn Sink) -> io::Result<Ran> {
    let mut stage = Stage::new(job);
    loop {
        stage.block(block);
        sink.block(block, &stage.staged, &stage.ran.names);
        if !csv.next(block)? {
            return Ok(stage.ran);
        }
    }
}

/// What becomes of a record.
enum Fate {
    Used,
    Excluded,
    Rejected,
}

struct Stage<'a> {
    job: &'a Job<'a>,
    staged: Staged,
    ran: Ran,
    ids: HashMap<Vec<u8>, u32>,
    /// The last week read and its text: sheets repeat it row after row.
    last_week: Option<(Vec<u8>, Week)>,
    /// Sums of the used rows so far, by column and spelling: a row without a label that equals them is a totals row.
    sums: Vec<[Option<Amount>; 4]>,
    header: Vec<String>,
    past_header: bool,
    unheaded: Vec<usize>,
}

impl<'a> Stage<'a> {
    fn new(job: &'a Job<'a>) -> Stage<'a> {
        let plan = job.plan;
        let unheaded = plan.ignored.iter().filter(|(_, why)| *why == Ignored::Unheaded).map(|(field, _)| *field);
        Stage {
            job,
            staged: Staged::default(),
            ran: Ran::default(),
            ids: HashMap::new(),
            last_week: None,
            sums: vec![[Some(Amount::ZERO); 4]; plan.amounts.len()],
            header: plan.header.headings.iter().map(|heading| folded(heading)).collect(),
            past_header: false,
            unheaded: unheaded.collect(),
        }
    }

    fn block(&mut self, block: &Block) {
        self.staged.rows.clear();
        self.staged.cells.clear();
        for (at, record) in block.records().enumerate() {
            if !self.past_header {
                self.past_header = record.line() == self.job.plan.header.line;
                continue;
            }
            self.ran.accounting.rows_read += 1;
            let cells = self.staged.cells.len();
            match self.record(at as u32, &record) {
                Fate::Used => self.ran.accounting.rows_used += 1,
                Fate::Excluded => {
                    self.ran.accounting.rows_excluded += 1;
                    self.staged.cells.truncate(cells);
                }
                Fate::Rejected => {
                    self.ran.accounting.rows_rejected += 1;
                    self.staged.cells.truncate(cells);
                }
            }
        }
    }

    fn problem(&self, record: &Record<'_>, field: usize, fault: SheetFault) -> Problem {
        Problem::new(fault).at(place(&self.job.plan.file, *record, field)).excerpt(excerpt(*record, field))
    }

    fn reject(&mut self, record: &Record<'_>, field: usize, fault: SheetFault) -> Fate {
        self.ran.problems.push(self.problem(record, field, fault));
        Fate::Rejected
    }

    fn record(&mut self, at: u32, record: &Record<'_>) -> Fate {
        let plan = self.job.plan;
        if let Some(problem) = broken_quote(&plan.file, *record) {
            self.ran.problems.push(problem);
            return Fate::Rejected;
        }
        if record.is_blank() || self.repeats_header(record) {
            return Fate::Excluded;
        }
        let labels = [
            Some(plan.week),
            match plan.person {
                PersonFrom::Column(field) => Some(field),
                PersonFrom::Everywhere(_) => None,
            },
        ];
        let label = |field: usize| if field < record.len() { record.field(field) } else { Cow::Borrowed(&b""[..]) };
        if labels.iter().flatten().any(|&field| is_total(&String::from_utf8_lossy(&label(field)))) {
            self.ran.totals.push(Place::row(&plan.file, record.line()));
            return Fate::Excluded;
        }
        let extra = (plan.width()..record.len()).any(|field| !is_blank(&record.field(field)));
        if extra || record.len() < plan.width() {
            let fault = SheetFault::RaggedRow { expected: plan.width() as u64, found: record.len() as u64 };
            return self.reject(record, plan.width().min(record.len() - 1), fault);
        }
        if let Some(&field) = self.unheaded.iter().find(|&&field| !is_blank(&record.field(field))) {
            return self.reject(record, field, SheetFault::UnlabelledColumn {});
        }
        let first_cell = self.staged.cells.len();
        if labels.iter().flatten().any(|&field| is_blank(&label(field))) {
            let Some(_) = self.amounts(record) else { return Fate::Rejected };
            let field = if is_blank(&label(plan.week)) { plan.week } else { labels[1].unwrap_or(plan.week) };
            return self.unlabelled(record, field, first_cell);
        }
        // The labels first: somebody whose cells are all faulty has been seen all the same.
        let (labelled, blank) = (self.labels(record), self.amounts(record));
        let (Some((person, week)), Some(blank)) = (labelled, blank) else { return Fate::Rejected };
        self.remarks(record);
        for cell in &self.staged.cells[first_cell..] {
            let sum = &mut self.sums[cell.column as usize][cell.spelling as usize];
            *sum = sum.and_then(|sum| sum.plus(cell.amount).ok());
        }
        let accounting = &mut self.ran.accounting;
        accounting.cells += plan.amounts.len() as u64;
        accounting.blank += u64::from(blank);
        accounting.entries += (self.staged.cells.len() - first_cell) as u64;
        self.staged.rows.push(StagedRow { record: at, person, week, blank, first_cell: first_cell as u32 });
        Fate::Used
    }

    fn repeats_header(&self, record: &Record<'_>) -> bool {
        record.len() == self.header.len()
            && self
                .header
                .iter()
                .enumerate()
                .all(|(i, heading)| *heading == folded(&String::from_utf8_lossy(&record.field(i))))
    }

    /// Stages the amounts of a row; the number of blank ones, or `None` when one of them is faulty (all faults of the
    /// row are told).
    fn amounts(&mut self, record: &Record<'_>) -> Option<u32> {
        let plan = self.job.plan;
        let (mut blank, mut sound) = (0, true);
        for (column, amount) in plan.amounts.iter().enumerate() {
            let bytes = record.field(amount.field);
            let Ok(text) = std::str::from_utf8(&bytes) else {
                self.ran.problems.extend(bad_byte(&plan.file, *record, amount.field));
                sound = false;
                continue;
            };
            match cell::amount(text, self.job.decimal) {
                Ok(None) => blank += 1,
                Ok(Some((spelling, amount))) => {
                    self.staged.cells.push(StagedCell { column: column as u32, spelling, amount });
                }
                Err(fault) => {
                    let text = text.to_owned();
                    let proof = self.job.decimal_proof.as_ref();
                    let fault = match fault {
                        CellFault::TooManyPlaces => SheetFault::TooManyPlaces { text },
                        CellFault::Negative => SheetFault::NegativeAmount { text },
                        CellFault::WrongMark => SheetFault::DecimalMarksDisagree {
                            text,
                            other: proof.map(|seen| seen.text.clone()),
                            said: self.job.decimal.map_or('.', DecimalMark::symbol),
                        },
                        CellFault::NotAnAmount | CellFault::TooLarge => {
                            SheetFault::UnreadableNumber { text, column: plan.header.headings[amount.field].clone() }
                        }
                    };
                    let disagrees = matches!(fault, SheetFault::DecimalMarksDisagree { .. });
                    let also = proof.filter(|_| disagrees).map(|seen| seen.place.clone());
                    let problem = self.problem(record, amount.field, fault).also(also);
                    self.ran.problems.push(problem);
                    sound = false;
                }
            }
        }
        sound.then_some(blank)
    }

    /// Counts the amounts that stand in columns headed as remarks: those columns are left alone.
    fn remarks(&mut self, record: &Record<'_>) {
        for &(field, why) in &self.job.plan.ignored {
            if why != Ignored::Remark {
                continue;
            }
            let is_amount = |text: &str| cell::amount(text, None).is_ok_and(|amount| amount.is_some());
            if std::str::from_utf8(&record.field(field)).is_ok_and(is_amount) {
                *self.ran.amounts_in_remarks.entry(field).or_default() += 1;
            }
        }
    }

    /// A row that says no week or no person: nothing written, a totals row, or a problem. A totals row names no week and
    /// is the sum of two rows at least: a row with a forgotten name can equal the one above it.
    fn unlabelled(&mut self, record: &Record<'_>, field: usize, first_cell: usize) -> Fate {
        let cells = &self.staged.cells[first_cell..];
        if cells.is_empty() {
            return Fate::Excluded;
        }
        let is_sum = cells.iter().all(|c| self.sums[c.column as usize][c.spelling as usize] == Some(c.amount));
        let names_a_week = field != self.job.plan.week;
        if is_sum && !names_a_week && cells.len() == self.sums.len() && self.ran.accounting.rows_used > 1 {
            self.ran.totals.push(Place::row(&self.job.plan.file, record.line()));
            return Fate::Excluded;
        }
        let what = if field == self.job.plan.week { "week" } else { "person" };
        self.reject(record, field, SheetFault::UnlabelledRow { what })
    }

    /// The person and the week of a row, or `None` when one of them cannot be read (both are told).
    fn labels(&mut self, record: &Record<'_>) -> Option<(u32, Week)> {
        let plan = self.job.plan;
        let person = match &plan.person {
            PersonFrom::Everywhere(name) => Some(self.person(name.clone().as_bytes()).unwrap_or(0)),
            PersonFrom::Column(field) => {
                let bytes = record.field(*field);
                let found = self.person(&bytes);
                if found.is_none() {
                    self.ran.problems.extend(bad_byte(&plan.file, *record, *field));
                }
                found
            }
        };
        let week = self.week(record);
        person.zip(week)
    }

    /// The number of the person with this name; `None` when it is not UTF-8.
    fn person(&mut self, name: &[u8]) -> Option<u32> {
        if let Some(&id) = self.ids.get(name) {
            return Some(id);
        }
        let text = std::str::from_utf8(name).ok()?.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = match self.ran.names.iter().position(|known| *known == text) {
            Some(known) => known as u32,
            None => {
                self.ran.names.push(text);
                (self.ran.names.len() - 1) as u32
            }
        };
        self.ids.insert(name.to_vec(), id);
        Some(id)
    }

    fn week(&mut self, record: &Record<'_>) -> Option<Week> {
        let field = self.job.plan.week;
        let bytes = record.field(field);
        if let Some((text, week)) = &self.last_week
            && *text == *bytes
        {
            return Some(*week);
        }
        let Ok(text) = std::str::from_utf8(&bytes) else {
            self.ran.problems.extend(bad_byte(&self.job.plan.file, *record, field));
            return None;
        };
        let fault = match when::week(text, self.job.dates, self.job.owned) {
            Ok(week) => {
                self.last_week = Some((bytes.to_vec(), week));
                return Some(week);
            }
            Err(WhenFault::NotAWeek) => SheetFault::UnreadableWeek { text: text.to_owned() },
            Err(WhenFault::NoYear) => SheetFault::WeekWithoutYear { text: text.to_owned() },
            Err(WhenFault::Ambiguous) => SheetFault::AmbiguousDate { text: text.to_owned(), other: None },
            Err(WhenFault::OtherOrder) => {
                let order = self.job.dates.map_or("the other order", DateOrder::name);
                SheetFault::AmbiguousDate { text: text.to_owned(), other: Some(order.to_owned()) }
            }
        };
        self.reject(record, field, fault);
        None
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.trim().is_empty())
}
