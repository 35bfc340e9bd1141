//! What the careful path of a worker keeps from record to record.

use hashbrown::HashMap;

use crate::model::amount::Amount;
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::problem::{Fault, Problem};
use crate::read::csv::{Record, excerpt, place};
use crate::read::plan::{ColumnDays, Ignored};
use crate::rollup::engine::labels::Labels;
use crate::rollup::engine::totals::TotalsCandidates;
use crate::rollup::job::Job;
use crate::rollup::ran::Ran;
use crate::rollup::staged::Staged;

/// What becomes of a record.
pub(super) enum Outcome {
    Used,
    Excluded,
    Rejected,
    /// Excluded or rejected: decided when all blocks have been read.
    Undecided,
}

/// The amount columns of one person and the same days. All columns are one such list, unless each person or each week has a
/// column.
pub(super) struct ColumnGroup {
    /// `None` if the row names the person.
    pub person: Option<u32>,
    /// `None` if the row says the days.
    pub days: Option<ColumnDays>,
    /// Indices into the plan's amount columns.
    pub columns: Vec<usize>,
}

/// The careful path of a worker.
pub struct Stage<'a> {
    pub job: &'a Job<'a>,
    /// The rows of the current block.
    pub staged: Staged,
    pub ran: Ran,
    pub labels: Labels,
    pub(super) groups: Vec<ColumnGroup>,
    /// How many columns of amounts stand in the sheet itself.
    pub(super) own_columns: usize,
    /// Rows with amounts but without a label, which may hold totals.
    pub candidates: TotalsCandidates,
    /// Whether each label text met so far says that totals stand there.
    pub(super) says_totals: HashMap<Vec<u8>, bool>,
    /// The headings in lower case.
    pub(super) header: Vec<String>,
    pub past_header: bool,
    /// The fields without a heading.
    pub unheaded: Vec<usize>,
    /// By notation, the longest duration that is not reported as long.
    pub day_limits: [Option<Amount>; 4],
}

/// What a worker found beside its sums.
pub struct WorkerResult {
    pub ran: Ran,
    pub labels: Labels,
    pub candidates: TotalsCandidates,
}

impl<'a> Stage<'a> {
    /// `has_header`: the worker gets the first block of the file, which holds the header.
    pub fn new(job: &'a Job<'a>, has_header: bool) -> Stage<'a> {
        let plan = job.plan;
        let mut labels = Labels::new(plan);
        let mut groups: Vec<ColumnGroup> = Vec::new();
        for (at, column) in plan.amounts.iter().enumerate() {
            let person = column.person.as_ref().and_then(|name| labels.person(name.as_bytes()));
            match groups.iter_mut().find(|known| known.person == person && known.days == column.days) {
                Some(known) => known.columns.push(at),
                None => groups.push(ColumnGroup { person, days: column.days, columns: vec![at] }),
            }
        }
        let day_limits = Notation::ALL.map(|notation| {
            let hours = job.entries.and_then(|rules| rules.day_hours)?;
            let factor = if notation == Notation::Clock { Exact::whole(3600) } else { Exact::ONE };
            Amount::at_most(&hours.times(&factor))
        });
        Stage {
            job,
            day_limits,
            staged: Staged::default(),
            ran: Ran { has_amount: vec![false; plan.amounts.len()], ..Ran::default() },
            labels,
            groups,
            own_columns: plan.amounts.iter().filter(|column| !column.is_leave).count(),
            candidates: TotalsCandidates::new(plan.amounts.len()),
            says_totals: HashMap::new(),
            header: plan.header.headings.iter().map(|heading| folded(heading)).collect(),
            past_header: !has_header,
            unheaded: plan.ignored(Ignored::Unheaded).map(|(field, _)| field).collect(),
        }
    }

    pub fn finish(self) -> WorkerResult {
        WorkerResult { ran: self.ran, labels: self.labels, candidates: self.candidates }
    }

    /// The problem of a cell, with its place and its text.
    pub(super) fn problem(&self, record: &Record<'_>, field: usize, fault: impl Into<Fault>) -> Problem {
        Problem::new(fault).at(place(&self.job.plan.file, *record, field)).excerpt(excerpt(*record, field))
    }

    /// Rejects a record for the fault of one of its cells.
    pub(super) fn reject(&mut self, record: &Record<'_>, field: usize, fault: impl Into<Fault>) -> Outcome {
        self.ran.problems.push(self.problem(record, field, fault));
        Outcome::Rejected
    }

    /// The fields that say the days and the person, the days first.
    pub(super) fn label_fields(&self) -> impl Iterator<Item = usize> + use<> {
        let plan = self.job.plan;
        plan.when.fields().chain(plan.person_fields())
    }
}

/// Whether a field holds only blanks.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.trim().is_empty())
}
