//! The fast path, for files with one amount in each row. It takes a row if its amount is written in one of the usual ways, nothing
//! about it has to be reported, and all its labels have been met before; it compares bytes and reads no text. Any other row goes
//! through the careful path (`Stage::stage_record`), which also teaches the fast path the labels of that row. Either way the result is
//! the same.

use amount::parse_amount;
use cache::{Class, LabelCache};
use checks::{RowChecks, in_seconds};

use crate::model::amount::Amount;
use crate::model::effort::{Bare, DecimalMark, Notation};
use crate::read::csv::{Block, Fields, Record, Row};
use crate::read::plan::Format;
use crate::read::when::order_shown;
use crate::rollup::engine::group_keys::GroupKey;
use crate::rollup::engine::labels::{Labels, NAMELESS};
use crate::rollup::engine::partial::PartialSums;
use crate::rollup::engine::stage::Stage;
use crate::rollup::units::decimal_places;

mod amount;
mod cache;
mod checks;

/// The fast path of a worker.
#[derive(Debug)]
pub struct FastPath {
    /// How many fields a row has.
    width: usize,
    /// The field of the amount.
    amount: usize,
    decimal: Option<DecimalMark>,
    bare: Option<Bare>,
    checks: RowChecks,
    person: LabelCache,
    days: LabelCache,
    work: LabelCache,
    /// The rows of the current block that took the fast path.
    fast_rows: Vec<FastRow>,
    /// Their group numbers.
    group_numbers: Vec<u32>,
    uncounted: Uncounted,
    /// Whether all bytes of the current block are UTF-8; only asked if every column is validated.
    is_text: bool,
    /// Whether a row so far may reveal a decimal mark or a date order that is not decided yet. The first such row never takes the
    /// fast path.
    has_revealed: bool,
}

/// A row that took the fast path: its labels by number and its amount as a scaled integer.
#[derive(Debug, Clone, Copy)]
struct FastRow {
    person: u32,
    slot: u32,
    activity: u32,
    scaled: i32,
    notation: Notation,
}

impl FastRow {
    fn key(&self) -> GroupKey {
        GroupKey { person: self.person, activity: self.activity, notation: self.notation }
    }
}

/// Rows that took the fast path and are not in the account yet: how many, and their sums by notation.
#[derive(Debug, Default)]
struct Uncounted {
    rows: u64,
    sums: [i64; 4],
}

/// How many rows are looked up together. Their labels fit the fastest cache of the processor.
const BATCH: usize = 64;

impl FastPath {
    /// Returns `None` if no row of the file may take the fast path: it needs one amount column, the work named in fields, and
    /// checks that bytes alone can answer.
    pub fn new(stage: &Stage<'_>) -> Option<FastPath> {
        let plan = stage.job.plan;
        let [amount] = plan.amounts.as_slice() else { return None };
        let by_headings = amount.person.is_some() || plan.says.is_empty();
        if by_headings || plan.format == Format::Rollup || !stage.unheaded.is_empty() {
            return None;
        }
        let checks = RowChecks::new(stage)?;
        let by_column = plan.person_fields().next().is_some();
        let of_work = || plan.says.iter().filter(|(says, _)| says.is_of_work());
        let classes =
            of_work().filter_map(|&(says, field)| Some(Class { field, column: stage.labels.pattern_column(says)? }));
        let texts = of_work().filter(|(says, _)| stage.labels.pattern_column(*says).is_none()).map(|(_, field)| *field);
        Some(FastPath {
            width: plan.width(),
            amount: amount.field,
            decimal: stage.job.decimal,
            bare: plan.bare,
            checks,
            person: LabelCache::new(plan.person_fields().chain(plan.email().filter(|_| by_column)), Vec::new()),
            days: LabelCache::new(plan.when.fields(), Vec::new()),
            work: LabelCache::new(texts, classes.collect()),
            fast_rows: Vec::new(),
            group_numbers: Vec::new(),
            uncounted: Uncounted::default(),
            is_text: false,
            has_revealed: false,
        })
    }

    /// Adds the rows of a block to the sums.
    pub fn block(&mut self, block: &Block, stage: &mut Stage<'_>, sums: &mut PartialSums) {
        stage.begin_block(block);
        let fields = block.fields();
        self.is_text = self.checks.all_columns() && fields.is_text();
        let (mut plain, mut rows) = (Vec::with_capacity(BATCH), Vec::with_capacity(BATCH));
        let (mut raws, mut number) = (Vec::with_capacity(BATCH), 0);
        while number < fields.len() {
            let first = number;
            // The header is found by the careful path, row by row.
            number = fields.len().min(first + if stage.past_header { BATCH } else { 1 });
            plain.clear();
            rows.clear();
            for number in first..number {
                if let Some((row, amount)) = self.plain(&fields, number).filter(|_| stage.past_header) {
                    plain.push((number, amount));
                    rows.push(row);
                }
            }
            self.person.look_up(&rows, &mut raws);
            self.days.look_up(&rows, &mut raws);
            self.work.look_up(&rows, &mut raws);
            let mut plain = plain.iter().zip(&rows).enumerate().peekable();
            for number in first..number {
                let left = match plain.next_if(|(_, ((plain, _), _))| *plain == number) {
                    Some((at, ((_, (notation, scaled)), row))) => {
                        if let Some(fast) = self.with_labels(at, row, (*notation, *scaled), &mut stage.labels) {
                            self.uncounted.rows += 1;
                            self.uncounted.sums[fast.notation as usize] += i64::from(fast.scaled);
                            self.fast_rows.push(fast);
                            continue;
                        }
                        Some(row)
                    }
                    None => None,
                };
                self.take_carefully(block, number, left, stage);
            }
        }
        self.count_rows(stage);
        sums.add_block(&stage.staged);
        self.add_to(sums);
    }

    /// Gives a row to the careful path. `unknown` is the row if only its labels kept it from the fast path: they are learnt.
    #[cold]
    fn take_carefully(&mut self, block: &Block, number: usize, unknown: Option<&Row<'_>>, stage: &mut Stage<'_>) {
        // The careful path may compare a totals row with the sums of the rows above it.
        self.count_rows(stage);
        let Some(record) = block.record(number) else { return };
        self.has_revealed |= stage.past_header && self.may_reveal(&record);
        stage.stage_record(block, number, &record);
        if let Some(row) = unknown
            && let Some(known) = stage.labels.known(&record, stage.job.plan)
        {
            self.person.learn(row, &mut stage.labels, known.person);
            self.days.learn(row, &mut stage.labels, known.slot);
            if known.activity != NAMELESS {
                self.work.learn(row, &mut stage.labels, known.activity);
            }
        }
    }

    /// Whether a row so far may reveal what `decide::sniff` looks for. It may turn out that none does.
    pub fn has_revealed(&self) -> bool {
        self.has_revealed
    }

    fn may_reveal(&self, record: &Record<'_>) -> bool {
        let shows_order = |field: usize| {
            let bytes = record.field(field);
            std::str::from_utf8(&bytes).ok().and_then(order_shown).is_some()
        };
        let is_mark = |byte: &u8| matches!(byte, b'.' | b',');
        self.decimal.is_none() && record.raw(self.amount).iter().any(is_mark) || self.days.fields().any(shows_order)
    }

    /// A row that passes every check but has not had its labels looked up, and its amount.
    #[inline]
    fn plain<'a>(&self, fields: &Fields<'a>, number: usize) -> Option<(Row<'a>, (Notation, i32))> {
        let row = fields.row(number, self.width)?;
        let (notation, scaled) = parse_amount(row.field(self.amount).bytes(), self.decimal)?;
        let (notation, scaled) = in_seconds(self.bare, notation, scaled)?;
        self.checks.pass(&row, (notation, scaled), self.is_text).then_some((row, (notation, scaled)))
    }

    /// Adds the labels of a plain row, whose index in the batch is `at`. `None` if one of them is not known.
    #[inline]
    fn with_labels(
        &self,
        at: usize,
        row: &Row<'_>,
        (notation, scaled): (Notation, i32),
        labels: &mut Labels,
    ) -> Option<FastRow> {
        let person = self.person.found(at, row, labels)?;
        let slot = self.days.found(at, row, labels)?;
        let activity = self.work.found(at, row, labels)?;
        Some(FastRow { person, slot, activity, scaled, notation })
    }

    /// Adds the rows of the fast path so far to the account. All of them are used.
    fn count_rows(&mut self, stage: &mut Stage<'_>) {
        let Uncounted { rows, sums } = std::mem::take(&mut self.uncounted);
        if rows == 0 {
            return;
        }
        let accounting = &mut stage.ran.accounting;
        accounting.rows_read += rows;
        accounting.rows_used += rows;
        accounting.cells += rows;
        accounting.entries += rows;
        let sums = Notation::ALL.map(|notation| Amount::of(sums[notation as usize], decimal_places(notation)));
        stage.candidates.add_all(rows, sums);
    }

    /// Adds the amounts of the block's fast rows to the sums. First all groups are looked up, then all cells: the processor waits
    /// for the memory of many of them at once.
    fn add_to(&mut self, sums: &mut PartialSums) {
        sums.groups.numbers(self.fast_rows.iter().map(FastRow::key), &mut self.group_numbers);
        let mut largest = [0; 4];
        for row in &self.fast_rows {
            let counts = &mut sums.counts[row.notation as usize];
            counts.cells += 1;
            counts.nonzero += u64::from(row.scaled != 0);
            let largest = &mut largest[row.notation as usize];
            *largest = row.scaled.max(*largest);
        }
        for notation in Notation::ALL {
            let largest = Amount::of(largest[notation as usize].into(), decimal_places(notation));
            let counts = &mut sums.counts[notation as usize];
            counts.largest = counts.largest.max(largest);
        }
        for (row, &group) in self.fast_rows.iter().zip(&self.group_numbers) {
            sums.add(group, row.slot, row.notation, row.scaled);
        }
        self.fast_rows.clear();
    }
}
