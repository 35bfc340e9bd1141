//! The trace: reads a file again and collects some of its cells with their places, for `explain` and for messages that name
//! cells.

use hashbrown::{HashMap, HashSet};

use super::staged::{RecordsOf, Sink, Staged, StagedCell};
use crate::model::amount::Amount;
use crate::model::effort::Notation;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::Excerpt;
use crate::read::csv::{Block, Record, excerpt, place};
use crate::read::plan::{ColumnDays, Plan};

/// A cell with its place and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedCell {
    pub place: Place,
    pub text: String,
    /// An index into the plan's amount columns.
    pub column: u32,
    /// An index into `Ran::activities`; `None` for a blank cell of a row that names its activity.
    pub activity: Option<u32>,
    /// `None` if the cell is blank.
    pub cell: Option<Amount>,
    pub notation: Notation,
    pub excerpt: Excerpt,
}

/// A row with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedRow {
    /// The person as the file spells them.
    pub person: String,
    pub slot: Slot,
    /// The cell that names the person; if there is none, the cell that names the days.
    pub place: Place,
    pub excerpt: Excerpt,
    pub cells: Vec<TracedCell>,
}

/// The sink that collects the wanted rows.
pub struct Trace<'a> {
    plan: &'a Plan,
    /// The wanted rows: people as spelled, with their days.
    rows: HashMap<String, HashSet<Slot>>,
    blanks: bool,
    pub found: Vec<TracedRow>,
}

impl<'a> Trace<'a> {
    /// Collects the rows of these people and days; with `blanks` also their blank cells.
    pub fn new(plan: &'a Plan, rows: impl IntoIterator<Item = (String, Slot)>, blanks: bool) -> Trace<'a> {
        let mut wanted: HashMap<String, HashSet<Slot>> = HashMap::new();
        for (person, slot) in rows {
            wanted.entry(person).or_default().insert(slot);
        }
        Trace { plan, rows: wanted, blanks, found: Vec::new() }
    }

    fn cell(&self, record: &Record<'_>, column: u32, staged: Option<&StagedCell>) -> TracedCell {
        let field = self.plan.amounts.get(column as usize).map_or(0, |amount| amount.field);
        TracedCell {
            place: place(&self.plan.file, *record, field),
            text: String::from_utf8_lossy(&record.shown(field)).trim().to_owned(),
            column,
            activity: staged.map(|cell| cell.activity).or(self.plan.says.is_empty().then_some(column)),
            cell: staged.map(|cell| cell.amount),
            notation: staged.map_or(Notation::Bare, |cell| cell.notation),
            excerpt: excerpt(*record, field),
        }
    }
}

/// Whether a column of these days is about `slot`, in a row that has such a column.
fn is_about(days: ColumnDays, slot: Slot) -> bool {
    match (days, slot) {
        (ColumnDays::These(days), slot) => days == slot,
        (ColumnDays::Weekday(number), Slot::Day(day)) => Week::of(day).monday().plus(number.into()) == day,
        (ColumnDays::Weekday(_), _) => false,
    }
}

impl Sink for Trace<'_> {
    fn block(&mut self, block: &Block, staged: &Staged, names: &[String], slots: &[Slot]) {
        let mut records = RecordsOf::new(block.records());
        for (row, cells) in staged.iter() {
            let (person, slot) = (&names[row.person as usize], slots[row.slot as usize]);
            if !self.rows.get(person).is_some_and(|slots| slots.contains(&slot)) {
                continue;
            }
            let Some(record) = records.of(row) else { return };
            let theirs = |column: u32| {
                self.plan.amounts.get(column as usize).is_none_or(|column| {
                    let owner = column.person.as_ref();
                    owner.is_none_or(|owner| owner.split_whitespace().eq(person.split_whitespace()))
                        && column.days.is_none_or(|days| is_about(days, slot))
                })
            };
            let traced = (0..self.plan.amounts.len() as u32)
                .filter(|&column| theirs(column))
                .filter_map(|column| {
                    let found = cells.iter().find(|cell| cell.column == column);
                    (found.is_some() || self.blanks).then(|| self.cell(&record, column, found))
                })
                .collect();
            let label = self.plan.person_fields().chain(self.plan.when.fields()).next().unwrap_or(0);
            let traced = TracedRow {
                person: person.clone(),
                slot,
                place: place(&self.plan.file, record, label),
                excerpt: excerpt(record, label),
                cells: traced,
            };
            self.found.push(traced);
        }
    }
}
