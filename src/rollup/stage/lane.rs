//! The fast lane for files of one amount a row: rows whose labels have all been read before and whose amount is written as
//! most are. They are found by the bytes of their fields and added all at once. Any other row goes through `Stage::next`,
//! which asks it everything, and teaches the lane its labels. What is found is the same with the lane and without it.

use super::Stage;
use super::label::{Class, Label};
use crate::model::amount::Amount;
use crate::model::effort::{Bare, DecimalMark, Spelling};
use crate::read::csv::{Block, Fields, Record, Row};
use crate::read::plan::{Entries, Format, Ignored, Plan, When};
use crate::read::when::order_shown;
use crate::rollup::combos::Combo;
use crate::rollup::fold::{Fold, places};
use crate::rollup::labels::{Labels, NAMELESS};
use crate::rollup::quick::quick;
use crate::rollup::run::Job;

/// The lane of a worker.
#[derive(Debug)]
pub(in crate::rollup) struct Lane {
    width: usize,
    amount: usize,
    decimal: Option<DecimalMark>,
    bare: Option<Bare>,
    asked: Asked,
    person: Label,
    days: Label,
    work: Label,
    found: Vec<Found>,
    combos: Vec<u32>,
    since: Since,
    /// Whether every byte of the block belongs to a character; asked where every column is.
    is_text: bool,
    /// Whether a row shows a decimal mark, none being decided, or how its dates are to be read: no row of the lane is the
    /// first to do so.
    shows: bool,
}

/// What a row is asked beside its labels and its amount.
#[derive(Debug)]
struct Asked {
    /// Fields with the same bytes: the days of start and end.
    same: Option<(usize, usize)>,
    /// Times of one day: start and end.
    times: Option<(usize, usize)>,
    /// Every column is asked: its bytes are characters, and from start to end, where there are such fields, is the duration.
    whole: Option<Option<(usize, usize)>>,
    /// Fields of remarks, which hold no amounts.
    remarks: Vec<usize>,
    /// The least and the most of an amount, by spelling, in its steps.
    least: i32,
    most: [i32; 4],
}

/// A row of the lane.
#[derive(Debug, Clone, Copy)]
struct Found {
    person: u32,
    slot: u32,
    activity: u32,
    steps: i32,
    spelling: Spelling,
}

impl Found {
    fn combo(&self) -> Combo {
        Combo { person: self.person, activity: self.activity, spelling: self.spelling }
    }
}

/// The rows of the lane that are not accounted for yet.
#[derive(Debug, Default)]
struct Since {
    rows: u64,
    sums: [i64; 4],
}

/// So many rows are looked at together: their labels fit the fastest memory.
const TOGETHER: usize = 64;

impl Lane {
    /// The lane, where there can be one: one column of amounts, the work in fields, nothing to be asked of a row that its
    /// bytes do not show.
    pub fn new(stage: &Stage<'_>) -> Option<Lane> {
        let Job { plan, entries: rules, .. } = stage.job;
        let [amount] = plan.amounts.as_slice() else { return None };
        let by_headings = amount.person.is_some() || plan.says.is_empty();
        if by_headings || plan.format == Format::Rollup || !stage.unheaded.is_empty() {
            return None;
        }
        let (mut same, mut times, mut whole) = (None, None, None);
        if let Some(entries) = &plan.entries {
            if entries.spans || rules.is_some_and(|rules| rules.ids.is_some()) {
                return None;
            }
            (same, times) = ends(plan, entries)?;
            if rules.is_some_and(|rules| rules.all_columns) {
                whole = Some(entries.start.zip(entries.end));
                let has_one = entries.start.is_some() != entries.end.is_some();
                if has_one || same.is_none() && entries.end_date.is_some() {
                    return None;
                }
            }
        }
        let most = Spelling::ALL.map(|spelling| match stage.day_limits[spelling as usize] {
            Some(limit) if plan.is_of_days() => limit.floor(places(spelling)).try_into().unwrap_or(i32::MAX),
            _ => i32::MAX,
        });
        let remarks = plan.ignored(Ignored::Remark).map(|(field, _)| field).collect();
        let asked = Asked { same, times, whole, remarks, least: i32::from(plan.entries.is_some()), most };
        let by_column = plan.person_fields().next().is_some();
        let of_work = || plan.says.iter().filter(|(says, _)| says.is_of_work());
        let classes = of_work().filter_map(|&(says, field)| Some(Class { field, tested: stage.labels.tested(says)? }));
        let texts = of_work().filter(|(says, _)| stage.labels.tested(*says).is_none()).map(|(_, field)| *field);
        Some(Lane {
            width: plan.width(),
            amount: amount.field,
            decimal: stage.job.decimal,
            bare: plan.bare,
            asked,
            person: Label::new(plan.person_fields().chain(plan.email().filter(|_| by_column)), Vec::new()),
            days: Label::new(plan.when.fields(), Vec::new()),
            work: Label::new(texts, classes.collect()),
            found: Vec::new(),
            combos: Vec::new(),
            since: Since::default(),
            is_text: false,
            shows: false,
        })
    }

    /// Adds the rows of a block to the fold.
    pub fn block(&mut self, block: &Block, stage: &mut Stage<'_>, fold: &mut Fold) {
        stage.begin(block);
        let fields = block.fields();
        self.is_text = self.asked.whole.is_some() && fields.is_text();
        let (mut plain, mut rows) = (Vec::with_capacity(TOGETHER), Vec::with_capacity(TOGETHER));
        let (mut raws, mut number) = (Vec::with_capacity(TOGETHER), 0);
        while number < fields.len() {
            let first = number;
            // Nothing is plain before the header.
            number = fields.len().min(first + if stage.past_header { TOGETHER } else { 1 });
            plain.clear();
            rows.clear();
            for number in first..number {
                if let Some((row, amount)) = self.plain(&fields, number).filter(|_| stage.past_header) {
                    plain.push((number, amount));
                    rows.push(row);
                }
            }
            self.person.look(&rows, &mut raws);
            self.days.look(&rows, &mut raws);
            self.work.look(&rows, &mut raws);
            let mut plain = plain.iter().zip(&rows).enumerate().peekable();
            for number in first..number {
                let left = match plain.next_if(|(_, ((plain, _), _))| *plain == number) {
                    Some((at, ((_, (spelling, steps)), row))) => {
                        if let Some(found) = self.found(at, row, (*spelling, *steps), &mut stage.labels) {
                            self.since.rows += 1;
                            self.since.sums[found.spelling as usize] += i64::from(found.steps);
                            self.found.push(found);
                            continue;
                        }
                        Some(row)
                    }
                    None => None,
                };
                self.closely(block, number, left, stage);
            }
        }
        self.account(stage);
        fold.block(&stage.staged);
        self.add(fold);
    }

    /// A row that takes a closer look, or of which a label is not known: then it is learnt.
    #[cold]
    fn closely(&mut self, block: &Block, number: usize, unknown: Option<&Row<'_>>, stage: &mut Stage<'_>) {
        // A row that holds totals is held against those above it.
        self.account(stage);
        let Some(record) = block.record(number) else { return };
        self.shows |= stage.past_header && self.is_shown(&record);
        stage.next(block, number, &record);
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

    /// Whether a row up to here shows what `decide::scout` looks for; perhaps it only seems so.
    pub fn shows(&self) -> bool {
        self.shows
    }

    fn is_shown(&self, record: &Record<'_>) -> bool {
        let shows_order = |field: usize| {
            let bytes = record.field(field);
            std::str::from_utf8(&bytes).ok().and_then(order_shown).is_some()
        };
        let is_mark = |byte: &u8| matches!(byte, b'.' | b',');
        self.decimal.is_none() && record.raw(self.amount).iter().any(is_mark) || self.days.fields().any(shows_order)
    }

    /// A row that needs no closer look but at its labels, and its amount. Whatever could be said of it is asked before its
    /// labels.
    #[inline]
    fn plain<'a>(&self, fields: &Fields<'a>, number: usize) -> Option<(Row<'a>, (Spelling, i32))> {
        let row = fields.row(number, self.width)?;
        let (spelling, steps) = quick(row.field(self.amount).bytes(), self.decimal)?;
        let (spelling, steps) = in_seconds(self.bare, spelling, steps)?;
        if steps < self.asked.least || steps > self.asked.most[spelling as usize] || !self.asked.is_plain(&row) {
            return None;
        }
        let agrees = |times: Option<(usize, usize)>| times.is_none_or(|times| agree(&row, times, spelling, steps));
        let is_right = self.asked.whole.is_none_or(|times| self.is_text && agrees(times));
        is_right.then_some((row, (spelling, steps)))
    }

    /// A plain row, the one of this number among those that were looked at; its labels are asked for in the order in which
    /// `Labels::known` does.
    #[inline]
    fn found(
        &self,
        at: usize,
        row: &Row<'_>,
        (spelling, steps): (Spelling, i32),
        labels: &mut Labels,
    ) -> Option<Found> {
        let person = self.person.found(at, row, labels)?;
        let slot = self.days.found(at, row, labels)?;
        let activity = self.work.found(at, row, labels)?;
        Some(Found { person, slot, activity, steps, spelling })
    }

    /// Accounts for the rows of the lane up to here, which are all used.
    fn account(&mut self, stage: &mut Stage<'_>) {
        let Since { rows, sums } = std::mem::take(&mut self.since);
        if rows == 0 {
            return;
        }
        let accounting = &mut stage.ran.accounting;
        accounting.rows_read += rows;
        accounting.rows_used += rows;
        accounting.cells += rows;
        accounting.entries += rows;
        let sums = Spelling::ALL.map(|spelling| Amount::of(sums[spelling as usize], places(spelling)));
        stage.unlabelled.add_all(rows, sums);
    }

    /// Adds the rows of the lane: first all their combinations are found, then all cells, so that the memory of many of them
    /// is waited for at once.
    fn add(&mut self, fold: &mut Fold) {
        fold.combos.numbers(self.found.iter().map(Found::combo), &mut self.combos);
        let mut largest = [0; 4];
        for found in &self.found {
            let marks = &mut fold.marks[found.spelling as usize];
            marks.cells += 1;
            marks.nonzero += u64::from(found.steps != 0);
            let largest = &mut largest[found.spelling as usize];
            *largest = found.steps.max(*largest);
        }
        for spelling in Spelling::ALL {
            let largest = Amount::of(largest[spelling as usize].into(), places(spelling));
            let marks = &mut fold.marks[spelling as usize];
            marks.largest = marks.largest.max(largest);
        }
        for (found, &combo) in self.found.iter().zip(&self.combos) {
            fold.add(combo, found.slot, found.spelling, found.steps);
        }
        self.found.clear();
    }
}

/// What the fields of start and end have to show, so that an entry is known to end on the day on which it begins: days of
/// the same bytes, or times in order. `None`: its bytes do not show it.
type Ends = (Option<(usize, usize)>, Option<(usize, usize)>);

fn ends(plan: &Plan, entries: &Entries) -> Option<Ends> {
    match (plan.when, entries.end_date, entries.start.zip(entries.end)) {
        (When::Date(date), Some(end_date), _) => Some((Some((date, end_date)), None)),
        (When::Date(_), None, times) => Some((None, times)),
        (When::Start(_), ..) | (_, _, Some(_)) => None,
        (_, _, None) => Some((None, None)),
    }
}

/// As `amounts::in_seconds`; `None`: the seconds are not whole, or too many.
#[inline]
fn in_seconds(bare: Option<Bare>, spelling: Spelling, steps: i32) -> Option<(Spelling, i32)> {
    match (spelling, bare) {
        (Spelling::Bare, Some(bare @ (Bare::Minutes | Bare::Seconds))) => {
            let seconds = Amount::of(steps.into(), places(spelling)).times(bare.seconds())?;
            Some((Spelling::Clock, seconds.steps(places(Spelling::Clock))?.try_into().ok()?))
        }
        _ => Some((spelling, steps)),
    }
}

impl Asked {
    /// Whether nothing has to be said of a row.
    #[inline]
    fn is_plain(&self, row: &Row<'_>) -> bool {
        self.same.is_none_or(|(one, other)| row.field(one).is(row.field(other)))
            && self.times.is_none_or(|(start, end)| in_order(row.field(start).bytes(), row.field(end).bytes()))
            && self.remarks.iter().all(|field| is_remark(row.field(*field).bytes()))
    }
}

/// Whether a duration is the time between two times of day, to the second.
fn agree(row: &Row<'_>, (start, end): (usize, usize), spelling: Spelling, steps: i32) -> bool {
    const DAY: i32 = 86_400;
    let time = |field: usize| {
        let bytes = row.field(field).bytes();
        let (spelling, seconds) = quick(bytes, None).filter(|_| matches!(bytes.len(), 5 | 8))?;
        (spelling == Spelling::Clock && seconds < DAY).then_some(seconds)
    };
    spelling == Spelling::Clock && time(start).zip(time(end)).is_some_and(|(start, end)| end - start == steps)
}

/// Whether two times of day are written alike, `hh:mm` or `hh:mm:ss`, and the first is not behind the second.
fn in_order(start: &[u8], end: &[u8]) -> bool {
    let is_time = |text: &[u8]| {
        let is_right = |(at, byte): (usize, &u8)| if at % 3 == 2 { *byte == b':' } else { byte.is_ascii_digit() };
        matches!(text.len(), 5 | 8) && text.iter().enumerate().all(is_right)
    };
    start.len() == end.len() && start <= end && is_time(start) && is_time(end)
}

/// Whether a text is blank or begins as no amount does: with a letter.
fn is_remark(raw: &[u8]) -> bool {
    let text = raw.strip_prefix(b"\"").unwrap_or(raw);
    raw.is_empty() || text.first().is_some_and(u8::is_ascii_alphabetic)
}
