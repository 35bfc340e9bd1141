//! Decides what becomes of a record: used, excluded by a named rule, or rejected with a problem.

use super::state::{Outcome, Stage, is_blank};
use crate::model::person::folded;
use crate::model::place::Place;
use crate::problem::{EntryFault, Excerpt, Problem, SheetFault};
use crate::read::cell;
use crate::read::csv::{Block, Record, bad_byte, broken_quote, excerpt, place};
use crate::read::headings::is_total;
use crate::read::headings::tells_totals;
use crate::read::plan::{Ignored, PersonFrom, Says};
use crate::rollup::engine::labels::{Labels, NAMELESS, RowLabels};
use crate::rollup::noted::Remark;
use crate::rollup::staged::{Staged, StagedCell};

/// U+FEFF, which begins a file and stands in the middle where two files were glued together.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

impl Stage<'_> {
    /// Stages the rows of a block. Returns them with the labels met so far.
    pub fn block(&mut self, block: &Block) -> (&Staged, &Labels) {
        self.begin_block(block);
        for (at, record) in block.records().enumerate() {
            self.stage_record(block, at, &record);
        }
        (&self.staged, &self.labels)
    }

    /// Forgets the rows of the block before.
    pub fn begin_block(&mut self, block: &Block) {
        self.staged.rows.clear();
        self.staged.cells.clear();
        self.candidates.begin_block(block.number());
    }

    /// Stages the next record of the block, which has the index `at`.
    pub fn stage_record(&mut self, block: &Block, at: usize, record: &Record<'_>) {
        if !self.past_header {
            self.past_header = record.line() == self.job.plan.header.line;
            return;
        }
        self.ran.accounting.rows_read += 1;
        self.labels.stand_at(u64::from(block.number()) << 32 | at as u64);
        let (rows, cells) = (self.staged.rows.len(), self.staged.cells.len());
        let count = match self.outcome_of(at as u32, record) {
            Outcome::Used => {
                self.ran.accounting.rows_used += 1;
                return;
            }
            Outcome::Excluded => Some(&mut self.ran.accounting.rows_excluded),
            Outcome::Rejected => Some(&mut self.ran.accounting.rows_rejected),
            Outcome::Undecided => None,
        };
        if let Some(count) = count {
            *count += 1;
        }
        self.staged.rows.truncate(rows);
        self.staged.cells.truncate(cells);
    }

    /// Remembers a name whose row is rejected, if it is the first such row.
    fn note_refused(&mut self, record: &Record<'_>, person: u32) {
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

    /// Decides what becomes of a record. The first rule that applies decides.
    fn outcome_of(&mut self, at: u32, record: &Record<'_>) -> Outcome {
        let plan = self.job.plan;
        if let Some(problem) = broken_quote(&plan.file, *record) {
            self.ran.problems.push(problem);
            return Outcome::Rejected;
        }
        self.labels.moved = None;
        if record.len() == plan.width()
            && self.unheaded.is_empty()
            && let Some(row) = self.labels.known(record, plan)
        {
            return self.labelled(at, record, row);
        }
        if record.is_blank() {
            return self.exclude(record, Remark::Blank);
        }
        match self.repeats_header(record) {
            Some(true) => return self.exclude(record, Remark::Header),
            Some(false) => {
                let problem = Problem::new(EntryFault::SecondHeader {}).at(Place::row(&plan.file, record.line()));
                let excerpt = excerpt(*record, 0);
                self.ran.problems.push(problem.excerpt(Excerpt { span: 0..excerpt.text.len(), ..excerpt }));
                return Outcome::Rejected;
            }
            None => {}
        }
        if self.says_total(record) {
            self.ran.totals.push(Place::row(&plan.file, record.line()));
            return Outcome::Excluded;
        }
        let extra = (plan.width()..record.len()).any(|field| !is_blank(&record.field(field)));
        if extra || record.len() < plan.width() && !self.is_short(record) {
            // If a file ends in the middle of a character, its last row is rejected for that.
            if let Some(problem) = (0..record.len()).find_map(|field| bad_byte(&plan.file, *record, field)) {
                self.ran.problems.push(problem);
                return Outcome::Rejected;
            }
            let fault = SheetFault::RaggedRow { expected: plan.width() as u64, found: record.len() as u64 };
            return self.reject(record, plan.width().min(record.len() - 1), fault);
        }
        if let Some(&field) = self.unheaded.iter().find(|&&field| !is_blank(&record.field(field))) {
            return self.reject(record, field, SheetFault::UnlabelledColumn {});
        }
        let first_cell = self.staged.cells.len();
        if let Some(field) = self.blank_label(record) {
            return if self.stage_rows(at, record, None).is_some() {
                self.unlabelled(record, field, first_cell)
            } else {
                Outcome::Rejected
            };
        }
        match self.read_labels(record) {
            Some(row) => self.labelled(at, record, row),
            None => {
                // The amounts are read for their problems only, so that all of them are reported at once.
                self.stage_rows(at, record, None);
                Outcome::Rejected
            }
        }
    }

    /// The outcome of a row whose labels have been read.
    fn labelled(&mut self, at: u32, record: &Record<'_>, row: RowLabels) -> Outcome {
        let outcome = self.outcome_of_labelled(at, record, row);
        if matches!(outcome, Outcome::Rejected) {
            self.note_refused(record, row.person);
        }
        outcome
    }

    /// As `labelled`, without a note of the name if the row is rejected.
    fn outcome_of_labelled(&mut self, at: u32, record: &Record<'_>, row: RowLabels) -> Outcome {
        let plan = self.job.plan;
        let first_cell = self.staged.cells.len();
        let Some(blank) = self.stage_rows(at, record, Some(row)) else { return Outcome::Rejected };
        let outcome = match plan.entries.as_ref() {
            Some(entries) => self.outcome_of_entry(record, entries, first_cell),
            None => Outcome::Used,
        };
        if !matches!(outcome, Outcome::Used) {
            return outcome;
        }
        let is_nameless = |cell: &StagedCell| cell.activity == NAMELESS;
        if !plan.says.is_empty() && self.staged.cells[first_cell..].iter().any(is_nameless) {
            let field = plan.says.iter().find(|(says, _)| says.is_of_work()).map_or(0, |(_, field)| *field);
            return self.reject(record, field, SheetFault::UnlabelledRow { what: "category" });
        }
        self.count_amounts_in_remarks(record);
        self.candidates.add(&self.staged.cells[first_cell..]);
        let accounting = &mut self.ran.accounting;
        let leave = self.staged.cells[first_cell..].iter().filter(|cell| plan.amounts[cell.column as usize].is_leave);
        accounting.cells += (self.own_columns + leave.count()) as u64;
        accounting.blank += u64::from(blank);
        accounting.entries += (self.staged.cells.len() - first_cell) as u64;
        Outcome::Used
    }

    /// The first blank field without which the days or the person of a row are unknown.
    fn blank_label(&self, record: &Record<'_>) -> Option<usize> {
        let plan = self.job.plan;
        let blank = |field: &usize| is_blank(&record.field(*field));
        let nameless = || plan.person_fields().chain(plan.email()).all(|field| is_blank(&record.field(field)));
        plan.when.fields().find(blank).or_else(|| plan.person_fields().next().filter(|_| nameless()))
    }

    /// Whether a label of the row says that the row holds totals. Labels repeat, so the answer is kept for each text.
    fn says_total(&mut self, record: &Record<'_>) -> bool {
        let plan = self.job.plan;
        let main = |says: &Says| matches!(says, Says::Category | Says::Project);
        let work = plan.says.iter().filter(|(says, _)| main(says)).map(|(_, field)| *field);
        let in_row = |field: &usize| *field < record.len();
        let labels = self.label_fields().chain(work).filter(in_row);
        for field in labels {
            let bytes = record.field(field);
            let known = self.says_totals.get(&*bytes).copied();
            let is_total = known.unwrap_or_else(|| {
                let is_total = is_total(&String::from_utf8_lossy(&bytes));
                self.says_totals.insert(bytes.to_vec(), is_total);
                is_total
            });
            if is_total {
                return true;
            }
        }
        // In an entry without day and time, the word may stand in any column, also among other words.
        let Some(entries) = plan.entries.as_ref() else { return false };
        let times = [entries.start, entries.end].into_iter().flatten();
        let says_when = plan.when.fields().chain(times).filter(in_row).any(|field| !is_blank(&record.field(field)));
        let says_total = |field: usize| tells_totals(&String::from_utf8_lossy(&record.field(field)));
        !says_when && (0..plan.width().min(record.len())).any(says_total)
    }

    /// Leaves a row without an amount out and counts it under this remark.
    fn exclude(&mut self, record: &Record<'_>, remark: Remark) -> Outcome {
        let line = record.line();
        self.ran.remarks.note(remark, None, || Place::row(&self.job.plan.file, line));
        Outcome::Excluded
    }

    /// Whether a row repeats the header, as happens where files were glued together. `Some(false)`: it does, with its
    /// columns in another order.
    fn repeats_header(&self, record: &Record<'_>) -> Option<bool> {
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

    /// Counts amounts in columns whose heading says they are remarks. Nothing is done with those amounts, but they are
    /// reported.
    fn count_amounts_in_remarks(&mut self, record: &Record<'_>) {
        for (field, _) in self.job.plan.ignored(Ignored::Remark) {
            let is_amount = |text: &str| cell::amount(text, None).is_ok_and(|amount| amount.is_some());
            if std::str::from_utf8(&record.field(field)).is_ok_and(is_amount) {
                *self.ran.amounts_in_remarks.entry(field).or_default() += 1;
            }
        }
    }

    /// The outcome of a row without days or without a person. If it has amounts it is a problem, unless it may be a totals
    /// row: one that names no days and has an amount in each column.
    fn unlabelled(&mut self, record: &Record<'_>, field: usize, first_cell: usize) -> Outcome {
        let cells = &self.staged.cells[first_cell..];
        if cells.is_empty() {
            return self.exclude(record, Remark::Wordy);
        }
        let names_days = self.job.plan.when.fields().any(|field| !is_blank(&record.field(field)));
        let is_day = self.job.plan.when.fields().any(|days| days == field);
        let day = if self.job.plan.is_of_days() { "day" } else { "week" };
        let what = if is_day { day } else { "person" };
        let problem = self.problem(record, field, SheetFault::UnlabelledRow { what });
        if names_days || cells.len() < self.job.plan.amounts.len() {
            self.ran.problems.push(problem);
            return Outcome::Rejected;
        }
        let place = Place::row(&self.job.plan.file, record.line());
        self.candidates.wait(cells.to_vec(), place, problem);
        Outcome::Undecided
    }

    /// Reads the person, the days and the work of a row; `None` if one of them cannot be read. Every problem is reported.
    fn read_labels(&mut self, record: &Record<'_>) -> Option<RowLabels> {
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
            self.note_refused(record, person);
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
        Some(RowLabels { person: person?, slot: slot.ok()?, activity: activity.ok()?.unwrap_or(NAMELESS) })
    }
}
