//! The trace: the same run over the same file, collecting the cells that are asked for instead of summing them. It is
//! how `explain` and every message that needs cells find their places.

use hashbrown::HashSet;

use super::run::{Sink, Staged, StagedCell};
use crate::model::amount::Amount;
use crate::model::effort::Spelling;
use crate::model::place::Place;
use crate::model::week::Week;
use crate::problem::Excerpt;
use crate::read::csv::{Block, Record, excerpt, place};
use crate::read::plan::{PersonFrom, Plan};

/// A cell of the file, with its place and its own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedCell {
    pub place: Place,
    pub text: String,
    /// Index into the plan's amount columns.
    pub column: u32,
    /// `None`: the cell is blank.
    pub cell: Option<Amount>,
    pub spelling: Spelling,
    pub excerpt: Excerpt,
}

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedRow {
    /// As spelled.
    pub person: String,
    pub week: Week,
    /// The cell that names the person; of a one-person sheet the one that names the week.
    pub place: Place,
    pub excerpt: Excerpt,
    pub cells: Vec<TracedCell>,
}

/// Which rows and cells to collect.
pub struct Trace<'a> {
    plan: &'a Plan,
    /// Persons as spelled, and weeks.
    rows: HashSet<(String, Week)>,
    /// Columns; `None`: all.
    columns: Option<HashSet<u32>>,
    blanks: bool,
    pub found: Vec<TracedRow>,
}

impl<'a> Trace<'a> {
    /// Collects the rows of these person-weeks, with the cells of these columns (`None`: all), blank ones too if asked.
    pub fn new(
        plan: &'a Plan,
        rows: impl IntoIterator<Item = (String, Week)>,
        columns: Option<HashSet<u32>>,
        blanks: bool,
    ) -> Trace<'a> {
        Trace { plan, rows: rows.into_iter().collect(), columns, blanks, found: Vec::new() }
    }

    fn cell(&self, record: &Record<'_>, column: u32, staged: Option<&StagedCell>) -> TracedCell {
        let field = self.plan.amounts.get(column as usize).map_or(0, |amount| amount.field);
        TracedCell {
            place: place(&self.plan.file, *record, field),
            text: String::from_utf8_lossy(&record.field(field)).trim().to_owned(),
            column,
            cell: staged.map(|cell| cell.amount),
            spelling: staged.map_or(Spelling::Bare, |cell| cell.spelling),
            excerpt: excerpt(*record, field),
        }
    }
}

impl Sink for Trace<'_> {
    fn block(&mut self, block: &Block, staged: &Staged, names: &[String]) {
        let mut records = block.records().enumerate();
        for (row, cells) in staged.iter() {
            let Some(person) = names.get(row.person as usize) else { continue };
            if !self.rows.contains(&(person.clone(), row.week)) {
                continue;
            }
            let Some((_, record)) = records.find(|(at, _)| *at == row.record as usize) else { return };
            let wanted = |column: u32| self.columns.as_ref().is_none_or(|columns| columns.contains(&column));
            let traced = (0..self.plan.amounts.len() as u32)
                .filter(|&column| wanted(column))
                .filter_map(|column| {
                    let found = cells.iter().find(|cell| cell.column == column);
                    (found.is_some() || self.blanks).then(|| self.cell(&record, column, found))
                })
                .collect();
            let label = match self.plan.person {
                PersonFrom::Column(field) => field,
                PersonFrom::Everywhere(_) => self.plan.week,
            };
            let traced = TracedRow {
                person: person.clone(),
                week: row.week,
                place: place(&self.plan.file, record, label),
                excerpt: excerpt(record, label),
                cells: traced,
            };
            self.found.push(traced);
        }
    }
}
