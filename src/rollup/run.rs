//! The one loop over a file: each block is staged into flat rows and cells, then handed to the sink whole. Every record
//! is accounted for here: used, excluded by a named rule, or rejected with a problem.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use hashbrown::{HashMap, HashSet};

use super::noted::Remarks;
use super::stage::Stage;
use crate::decide::scout::Seen;
use crate::model::amount::Amount;
use crate::model::category::Activity;
use crate::model::day::Day;
use crate::model::effort::{DateOrder, DecimalMark, Spelling};
use crate::model::exact::Exact;
use crate::model::person::ByName;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::model::source::Accounting;
use crate::model::week::Week;
use crate::model::zone::Zone;
use crate::problem::{Excerpt, Problem};
use crate::read::csv::{Block, Csv};
use crate::read::plan::Plan;

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
    /// What entries of a timesheet are read by.
    pub entries: Option<EntryRules<'a>>,
}

/// What the entries of a timesheet are read by.
#[derive(Debug, Clone, Copy, Default)]
pub struct EntryRules<'a> {
    /// Whose days are counted; `None`: those of UTC.
    pub zone: Option<&'a Zone>,
    /// The days with which a stretch of days begins, whatever the week, in order.
    pub cuts: &'a [Day],
    /// `None`: there is none, and people are known from the files alone.
    pub roster: Option<&'a ByName>,
    /// The file that first has each id, where copies are looked for, and the number of this one.
    pub ids: Option<(&'a HashMap<Vec<u8>, u32>, u32)>,
    /// The hours above which an entry is worth a word; `None`: any number is usual.
    pub day_hours: Option<&'a Exact>,
    /// Every column is read, also those that nothing is made of.
    pub all_columns: bool,
}

/// A used row of a block; of a record with a column a person, what it says of one of them.
#[derive(Debug, Clone)]
pub struct StagedRow {
    /// Which record of the block it is.
    pub record: u32,
    /// Whether it is the first of its record: records are counted by these.
    pub first: bool,
    /// An index into `Ran::names`.
    pub person: u32,
    /// An index into `Ran::slots`.
    pub slot: u32,
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
    /// An index into `Ran::activities`.
    pub activity: u32,
    pub spelling: Spelling,
    pub amount: Amount,
    /// How many entries it is the sum of: 1 but in a roll-up.
    pub entries: u32,
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
    /// `names` are the persons as spelled so far and `slots` the days: `StagedRow` points into them.
    fn block(&mut self, block: &Block, staged: &Staged, names: &[String], slots: &[Slot]);
}

/// What the loop itself found out.
#[derive(Debug, Default)]
pub struct Ran {
    /// The persons as the file spells them, in order of appearance.
    pub names: Vec<String>,
    /// The days that rows are about, in order of appearance.
    pub slots: Vec<Slot>,
    /// The activities, in order of appearance; where the headings name them, one a column of amounts.
    pub activities: Vec<Activity>,
    pub accounting: Accounting,
    /// Rows left out because they hold totals.
    pub totals: Vec<Place>,
    /// How many cells of columns headed as remarks hold amounts, by field.
    pub amounts_in_remarks: BTreeMap<usize, u64>,
    /// Of each column of amounts, whether a cell was one, in rows that were looked at closely: in sheets with several such
    /// columns all are.
    pub has_amount: Vec<bool>,
    /// Durations written as times of day: the first, and how many.
    pub times_of_day: Option<(Place, u64)>,
    /// What is worth a word about entries.
    pub remarks: Remarks,
    /// Names and the e-mail addresses beside them: without a roster all, with one those of somebody else than the name.
    pub emails: BTreeSet<(String, String)>,
    /// The ids of the entries, where copies are looked for.
    pub ids: HashSet<Vec<u8>>,
    /// Of each name in a row that is refused for something else it says, the first such row: whether there is such a person is
    /// told all the same.
    pub refused: BTreeMap<String, (Place, Excerpt)>,
    pub problems: Vec<Problem>,
}

/// Runs `job` over the rest of `csv`, beginning with `block`, which has been read already and holds the header, block after
/// block into one sink.
///
/// # Errors
/// Those of the source.
pub fn run(csv: &mut Csv, block: &mut Block, job: &Job<'_>, sink: &mut dyn Sink) -> io::Result<()> {
    let mut stage = Stage::new(job, true);
    loop {
        let (staged, labels) = stage.block(block);
        sink.block(block, staged, labels.people(), labels.slots());
        if !csv.next(block)? {
            return Ok(());
        }
    }
}
