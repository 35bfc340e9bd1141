//! One block at a time: every record becomes flat rows and cells, or is accounted for: excluded by a named rule, or
//! rejected with a problem.

use hashbrown::HashMap;

use super::labels::{Labels, NAMELESS, Row};
use super::merge::Part;
use super::noted::Remark;
use super::run::{Job, Ran, Staged};
use super::totals::Totals;
use crate::model::amount::Amount;
use crate::model::effort::Spelling;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::place::Place;
use crate::problem::{EntryFault, Excerpt, Fault, Problem, SheetFault};
use crate::read::cell;
use crate::read::csv::{Block, Record, bad_byte, broken_quote, excerpt, place};
use crate::read::headings::tells_totals;
use crate::read::plan::{Ignored, PersonFrom, Says};
use crate::read::shape::is_total;

mod amounts;
mod entry;
mod label;
mod lane;

pub(super) use lane::Lane;

/// U+FEFF, with which a file may begin that was put behind another one.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// What becomes of a record.
enum Fate {
    Used,
    Excluded,
    Rejected,
    /// Excluded or rejected: that is known when all blocks are.
    Waits,
}

/// The columns of one person: all of them, but where each column has its own.
struct Group {
    /// `None`: the row says it.
    person: Option<u32>,
    columns: Vec<usize>,
}

pub(super) struct Stage<'a> {
    job: &'a Job<'a>,
    staged: Staged,
    ran: Ran,
    labels: Labels,
    groups: Vec<Group>,
    /// Rows without a label, which may hold totals.
    unlabelled: Totals,
    /// Labels seen, and whether each says that totals stand there.
    totals: HashMap<Vec<u8>, bool>,
    header: Vec<String>,
    past_header: bool,
    unheaded: Vec<usize>,
    /// The longest entries that are nothing to speak of, by spelling.
    day_limits: [Option<Amount>; 4],
}

impl<'a> Stage<'a> {
    /// `has_header`: the header is in the first of its blocks.
    pub fn new(job: &'a Job<'a>, has_header: bool) -> Stage<'a> {
        let plan = job.plan;
        let mut labels = Labels::new(plan);
        let mut groups: Vec<Group> = Vec::new();
        for (at, column) in plan.amounts.iter().enumerate() {
            let person = column.person.as_ref().and_then(|name| labels.person(name.as_bytes()));
            match groups.iter_mut().find(|group| group.person == person) {
                Some(group) => group.columns.push(at),
                None => groups.push(Group { person, columns: vec![at] }),
            }
        }
        let day_limits = Spelling::ALL.map(|spelling| {
            let hours = job.entries.and_then(|rules| rules.day_hours)?;
            let factor = if spelling == Spelling::Clock { Exact::whole(3600) } else { Exact::ONE };
            Amount::at_most(&hours.times(&factor))
        });
        Stage {
            job,
            day_limits,
            staged: Staged::default(),
            ran: Ran { has_amount: vec![false; plan.amounts.len()], ..Ran::default() },
            labels,
            groups,
            unlabelled: Totals::new(plan.amounts.len()),
            totals: HashMap::new(),
            header: plan.header.headings.iter().map(|heading| folded(heading)).collect(),
            past_header: !has_header,
            unheaded: plan.ignored(Ignored::Unheaded).map(|(field, _)| field).collect(),
        }
    }

    /// The rows of a block, and the labels so far.
    pub fn block(&mut self, block: &Block) -> (&Staged, &Labels) {
        self.begin(block);
        for (at, record) in block.records().enumerate() {
            self.next(block, at, &record);
        }
        (&self.staged, &self.labels)
    }

    /// A block begins, of which nothing is staged yet.
    fn begin(&mut self, block: &Block) {
        self.staged.rows.clear();
        self.staged.cells.clear();
        self.unlabelled.begin(block.number());
    }

    /// Stages the next record of the block, the one of this number.
    fn next(&mut self, block: &Block, at: usize, record: &Record<'_>) {
        if !self.past_header {
            self.past_header = record.line() == self.job.plan.header.line;
            return;
        }
        self.ran.accounting.rows_read += 1;
        self.labels.stand_at(u64::from(block.number()) << 32 | at as u64);
        let (rows, cells) = (self.staged.rows.len(), self.staged.cells.len());
        let count = match self.record(at as u32, record) {
            Fate::Used => {
                self.ran.accounting.rows_used += 1;
                return;
            }
            Fate::Excluded => Some(&mut self.ran.accounting.rows_excluded),
            Fate::Rejected => Some(&mut self.ran.accounting.rows_rejected),
            Fate::Waits => None,
        };
        if let Some(count) = count {
            *count += 1;
        }
        self.staged.rows.truncate(rows);
        self.staged.cells.truncate(cells);
    }

    pub fn finish(self) -> Part {
        Part { ran: self.ran, labels: self.labels, totals: self.unlabelled }
    }

    fn problem(&self, record: &Record<'_>, field: usize, fault: impl Into<Fault>) -> Problem {
        Problem::new(fault).at(place(&self.job.plan.file, *record, field)).excerpt(excerpt(*record, field))
    }

    fn reject(&mut self, record: &Record<'_>, field: usize, fault: impl Into<Fault>) -> Fate {
        self.ran.problems.push(self.problem(record, field, fault));
        Fate::Rejected
    }

    /// Remembers who is named in a row that is refused.
    fn refused(&mut self, record: &Record<'_>, person: u32) {
        let (Some(field), Some(name)) =
            (self.job.plan.person_fields().next(), self.labels.people().get(person as usize))
        else {
            return;
        };
        if !self.ran.refused.contains_key(name) {
            let first = (place(&self.job.plan.file, *record, field), excerpt(*record, field));
            self.ran.refused.insert(name.clone(), first);
        }
    }

    fn record(&mut self, at: u32, record: &Record<'_>) -> Fate {
        let plan = self.job.plan;
        if let Some(problem) = broken_quote(&plan.file, *record) {
            self.ran.problems.push(problem);
            return Fate::Rejected;
        }
        self.labels.moved = None;
        if record.len() == plan.width()
            && self.unheaded.is_empty()
            && let Some(row) = self.labels.known(record, plan)
        {
            return self.used(at, record, row);
        }
        if record.is_blank() {
            return self.left_out(record, Remark::Blank);
        }
        match self.header_again(record) {
            Some(true) => return self.left_out(record, Remark::Header),
            Some(false) => {
                let problem = Problem::new(EntryFault::SecondHeader {}).at(Place::row(&plan.file, record.line()));
                let excerpt = excerpt(*record, 0);
                self.ran.problems.push(problem.excerpt(Excerpt { span: 0..excerpt.text.len(), ..excerpt }));
                return Fate::Rejected;
            }
            None => {}
        }
        if self.says_total(record) {
            self.ran.totals.push(Place::row(&plan.file, record.line()));
            return Fate::Excluded;
        }
        let extra = (plan.width()..record.len()).any(|field| !is_blank(&record.field(field)));
        if extra || record.len() < plan.width() && !self.is_short(record) {
            // Half a character at the end of a file is a row of its own.
            if let Some(problem) = (0..record.len()).find_map(|field| bad_byte(&plan.file, *record, field)) {
                self.ran.problems.push(problem);
                return Fate::Rejected;
            }
            let fault = SheetFault::RaggedRow { expected: plan.width() as u64, found: record.len() as u64 };
            return self.reject(record, plan.width().min(record.len() - 1), fault);
        }
        if let Some(&field) = self.unheaded.iter().find(|&&field| !is_blank(&record.field(field))) {
            return self.reject(record, field, SheetFault::UnlabelledColumn {});
        }
        let first_cell = self.staged.cells.len();
        if let Some(field) = self.blank_label(record) {
            return if self.rows(at, record, None).is_some() {
                self.unlabelled(record, field, first_cell)
            } else {
                Fate::Rejected
            };
        }
        match self.labels(record) {
            Some(row) => self.used(at, record, row),
            None => {
                // Faulty cells are told all the same.
                self.rows(at, record, None);
                Fate::Rejected
            }
        }
    }

    /// Stages a row whose labels are read.
    fn used(&mut self, at: u32, record: &Record<'_>, row: Row) -> Fate {
        let fate = self.counted(at, record, row);
        if matches!(fate, Fate::Rejected) {
            self.refused(record, row.person);
        }
        fate
    }

    fn counted(&mut self, at: u32, record: &Record<'_>, row: Row) -> Fate {
        let plan = self.job.plan;
        let first_cell = self.staged.cells.len();
        let Some(blank) = self.rows(at, record, Some(row)) else { return Fate::Rejected };
        let fate = match plan.entries.as_ref() {
            Some(entries) => self.entry(record, entries, first_cell),
            None => Fate::Used,
        };
        if !matches!(fate, Fate::Used) {
            return fate;
        }
        if !plan.says.is_empty() && row.activity == NAMELESS && self.staged.cells.len() > first_cell {
            let field = plan.says.iter().find(|(says, _)| says.is_of_work()).map_or(0, |(_, field)| *field);
            return self.reject(record, field, SheetFault::UnlabelledRow { what: "category" });
        }
        self.remarks(record);
        self.unlabelled.add(&self.staged.cells[first_cell..]);
        let accounting = &mut self.ran.accounting;
        accounting.cells += plan.amounts.len() as u64;
        accounting.blank += u64::from(blank);
        accounting.entries += (self.staged.cells.len() - first_cell) as u64;
        Fate::Used
    }

    /// The fields that say which days and whose: the days first.
    fn label_fields(&self) -> impl Iterator<Item = usize> + use<> {
        let plan = self.job.plan;
        plan.when.fields().chain(plan.person_fields())
    }

    /// The first field without which it is not known whose a row is, or which days it is about.
    fn blank_label(&self, record: &Record<'_>) -> Option<usize> {
        let plan = self.job.plan;
        let blank = |field: &usize| is_blank(&record.field(*field));
        let nameless = || plan.person_fields().chain(plan.email()).all(|field| is_blank(&record.field(field)));
        plan.when.fields().find(blank).or_else(|| plan.person_fields().next().filter(|_| nameless()))
    }

    /// Whether a label of the row says that totals stand there. Labels repeat, so each is looked at once.
    fn says_total(&mut self, record: &Record<'_>) -> bool {
        let plan = self.job.plan;
        let main = |says: &Says| matches!(says, Says::Category | Says::Project);
        let work = plan.says.iter().filter(|(says, _)| main(says)).map(|(_, field)| *field);
        let in_row = |field: &usize| *field < record.len();
        let labels = self.label_fields().chain(work).filter(in_row);
        for field in labels {
            let bytes = record.field(field);
            let known = self.totals.get(&*bytes).copied();
            let is_total = known.unwrap_or_else(|| {
                let is_total = is_total(&String::from_utf8_lossy(&bytes));
                self.totals.insert(bytes.to_vec(), is_total);
                is_total
            });
            if is_total {
                return true;
            }
        }
        // Where an entry says neither day nor time, the word may stand in any column, beside others.
        let Some(entries) = plan.entries.as_ref() else { return false };
        let times = [entries.start, entries.end].into_iter().flatten();
        let says_when = plan.when.fields().chain(times).filter(in_row).any(|field| !is_blank(&record.field(field)));
        let says_total = |field: usize| tells_totals(&String::from_utf8_lossy(&record.field(field)));
        !says_when && (0..plan.width().min(record.len())).any(says_total)
    }

    /// A row without an amount, which is counted by itself.
    fn left_out(&mut self, record: &Record<'_>, remark: Remark) -> Fate {
        let line = record.line();
        self.ran.remarks.note(remark, None, || Place::row(&self.job.plan.file, line));
        Fate::Excluded
    }

    /// Whether a row is the header once more, as where files were glued together: `Some(false)` with its columns in another
    /// order.
    fn header_again(&self, record: &Record<'_>) -> Option<bool> {
        if record.len() != self.header.len() {
            return None;
        }
        let field = record.field(0);
        let first = field.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&field).trim_ascii();
        let is_first = |heading: &String| heading.as_bytes().eq_ignore_ascii_case(first);
        if first.is_ascii() && !self.header.iter().any(is_first) {
            return None;
        }
        let text = |bytes: &[u8]| folded(&String::from_utf8_lossy(bytes));
        let mut texts: Vec<String> = (1..record.len()).map(|at| text(&record.field(at))).collect();
        texts.insert(0, text(first));
        if texts == self.header {
            return Some(true);
        }
        let mut header = self.header.clone();
        header.sort();
        texts.sort();
        (header.len() > 1 && texts == header).then_some(false)
    }

    /// Counts the amounts that stand in columns headed as remarks: those columns are left alone.
    fn remarks(&mut self, record: &Record<'_>) {
        for (field, _) in self.job.plan.ignored(Ignored::Remark) {
            let is_amount = |text: &str| cell::amount(text, None).is_ok_and(|amount| amount.is_some());
            if std::str::from_utf8(&record.field(field)).is_ok_and(is_amount) {
                *self.ran.amounts_in_remarks.entry(field).or_default() += 1;
            }
        }
    }

    /// A row that says no days or no person: nothing written, a totals row, or a problem. A totals row names no days and has
    /// an amount in each column.
    fn unlabelled(&mut self, record: &Record<'_>, field: usize, first_cell: usize) -> Fate {
        let cells = &self.staged.cells[first_cell..];
        if cells.is_empty() {
            return self.left_out(record, Remark::Wordy);
        }
        let names_days = self.job.plan.when.fields().any(|field| !is_blank(&record.field(field)));
        let is_day = self.job.plan.when.fields().any(|days| days == field);
        let day = if self.job.plan.is_of_days() { "day" } else { "week" };
        let what = if is_day { day } else { "person" };
        let problem = self.problem(record, field, SheetFault::UnlabelledRow { what });
        if names_days || cells.len() < self.job.plan.amounts.len() {
            self.ran.problems.push(problem);
            return Fate::Rejected;
        }
        let place = Place::row(&self.job.plan.file, record.line());
        self.unlabelled.wait(cells.to_vec(), place, problem);
        Fate::Waits
    }

    /// The person, the days and the work of a row, or `None` when one of them cannot be read (all are told).
    fn labels(&mut self, record: &Record<'_>) -> Option<Row> {
        let plan = self.job.plan;
        let person = match &plan.person {
            PersonFrom::Headings => Some(0),
            PersonFrom::Everywhere(name) => self.labels.person(name.as_bytes()),
            PersonFrom::Column(_) | PersonFrom::Names { .. } => match self.labels.person_of(record, self.job) {
                Ok(person) => Some(person),
                Err(field) => {
                    self.ran.problems.extend(bad_byte(&plan.file, *record, field));
                    None
                }
            },
        };
        let slot = self.labels.slot(record, self.job);
        let activity = if plan.says.is_empty() { Ok(None) } else { self.labels.activity(record, plan) };
        if let (Some(person), true) = (person, slot.is_err() || activity.is_err()) {
            self.refused(record, person);
        }
        let unread = [slot.as_ref().err(), activity.as_ref().err()];
        for (field, fault) in unread.into_iter().flatten() {
            match fault {
                Some(fault) => {
                    let problem = self.problem(record, *field, fault.clone());
                    self.ran.problems.push(problem);
                }
                None => self.ran.problems.extend(bad_byte(&plan.file, *record, *field)),
            }
        }
        Some(Row { person: person?, slot: slot.ok()?, activity: activity.ok()?.unwrap_or(NAMELESS) })
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.trim().is_empty())
}
