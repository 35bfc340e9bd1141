//! Where a figure comes from: the cells and roster lines that went in, what each contributes, and whether they add up to
//! it. The sums are taken anew from the cells themselves, not from the fold.

use std::collections::BTreeSet;

use super::capacity::{WeekCapacity, weeks};
use super::figure::{EffortCells, Figure, Formula, Unit};
use super::ground::{Input, has_leave, of};
use super::share::Effort;
use crate::model::category::Bucket;
use crate::model::effort::Unit as EffortUnit;
use crate::model::exact::Exact;
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::model::source::Accounting;

/// A cell as it was read again from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub place: Place,
    /// The cell's own text.
    pub text: String,
    /// Roster index, days, index into the ledger's activities.
    pub person: usize,
    pub slot: Slot,
    pub activity: usize,
    /// In percent or hours.
    pub amount: Exact,
    pub unit: EffortUnit,
}

/// A blank cell, which is not zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    pub place: Place,
    pub person: usize,
    pub slot: Slot,
    /// Category index; `None` where nobody knows what would stand there.
    pub category: Option<usize>,
}

/// A cell and what it is in each week of the report, in FTE-weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    pub cell: Cell,
    /// Category index.
    pub category: usize,
    /// By week index.
    pub shares: Vec<(usize, Exact)>,
    /// Of all weeks together.
    pub all: Exact,
}

/// A cell and what it contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    pub cell: Cell,
    /// Category index.
    pub category: usize,
    /// In the unit of the explanation.
    pub amount: Exact,
}

/// The cells of a figure with their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributions {
    pub list: Vec<Contribution>,
    /// `Points` or `FteWeeks`.
    pub unit: Unit,
    pub sum: Exact,
    /// The amount of the figure that the cells make up; `None` where they make up no single amount of it.
    pub expected: Option<Exact>,
}

impl Contributions {
    /// Whether the cells add up to the figure.
    pub fn add_up(&self) -> bool {
        self.expected.as_ref().is_none_or(|expected| *expected == self.sum)
    }
}

/// What the shares of cells are measured by: the capacity of the weeks, and which of them have leave.
pub struct Measure<'a> {
    input: Input<'a>,
    capacity: Vec<Vec<WeekCapacity>>,
    has_leave: BTreeSet<(usize, usize)>,
}

impl<'a> Measure<'a> {
    pub fn new(input: Input<'a>) -> Measure<'a> {
        let capacity = weeks(input.roster, input.calendar, input.rules);
        Measure { input, capacity, has_leave: has_leave(input) }
    }

    /// The category of each activity of the ledger.
    pub fn category_of(&self) -> &'a [usize] {
        &self.input.ledger.work.category_of
    }

    /// The share of each week of the report that `effort` of a person touches, by the week's index.
    pub fn shares(&self, person: usize, effort: Effort<'_>) -> Vec<(usize, Exact)> {
        let has_leave = |week| self.has_leave.contains(&(person, week));
        of(self.input, &self.capacity, person).shares(effort, has_leave)
    }

    /// The cell week by week.
    pub fn spread(&self, cell: Cell) -> Spread {
        let effort = Effort { slot: cell.slot, amount: &cell.amount, unit: cell.unit };
        let bucket = self.input.ledger.work.categories[self.category_of()[cell.activity]].bucket;
        let shares = match bucket {
            Bucket::Leave => of(self.input, &self.capacity, cell.person).leave_shares(effort),
            _ => self.shares(cell.person, effort),
        };
        let all = Exact::sum(shares.iter().map(|(_, share)| share));
        Spread { category: self.category_of()[cell.activity], shares, all, cell }
    }
}

impl Spread {
    /// What of the cell lies in the weeks that are looked at; `None` where nothing does.
    fn within(&self, wanted: &EffortCells) -> Option<Exact> {
        let shares = self.shares.iter().filter(|(week, _)| wanted.weeks.contains(week)).map(|(_, share)| share);
        let mut shares = shares.peekable();
        shares.peek().is_some().then(|| Exact::sum(shares))
    }
}

/// Whether `cells`, all those of the review, are the ones of which a figure was made.
pub fn make_up(cells: &[Spread], figure: &Figure) -> bool {
    let (Some(wanted), Some(expected)) = (&figure.cells.effort, expected(figure)) else { return true };
    let is_wanted =
        |spread: &&Spread| wanted.people.contains(&spread.cell.person) && wanted.categories.contains(&spread.category);
    let shares = cells.iter().filter(is_wanted).filter_map(|spread| spread.within(wanted));
    amount(Exact::sum(shares), unit(figure)) == *expected
}

/// Whether the blank cells beside those of a figure are told: a mean of one person may count their weeks.
pub fn has_blanks(address: &str) -> bool {
    address.starts_with("person.")
}

/// The unit in which the cells of a figure are told.
pub fn unit(figure: &Figure) -> Unit {
    match &figure.quotient {
        Some((top, _)) if top.unit == Unit::Points => Unit::Points,
        None if figure.unit == Unit::Percent => Unit::Points,
        _ => Unit::FteWeeks,
    }
}

/// An amount of FTE-weeks in the unit of an explanation.
pub fn amount(share: Exact, unit: Unit) -> Exact {
    if unit == Unit::Points { share.times(&Exact::HUNDRED) } else { share }
}

/// What `cells`, all those of the person-weeks of a figure, contribute to it.
pub fn contributions(measure: &Measure<'_>, figure: &Figure, cells: Vec<Cell>) -> Contributions {
    let unit = unit(figure);
    let wanted = figure.cells.effort.as_ref();
    let mut list = Vec::new();
    for cell in cells {
        let category = measure.category_of()[cell.activity];
        let Some(wanted) = wanted.filter(|w| w.people.contains(&cell.person) && w.categories.contains(&category))
        else {
            continue;
        };
        let spread = measure.spread(cell);
        if let Some(share) = spread.within(wanted) {
            list.push(Contribution { cell: spread.cell, category, amount: amount(share, unit) });
        }
    }
    let sum = Exact::sum(list.iter().map(|contribution| &contribution.amount));
    Contributions { list, unit, sum, expected: expected(figure).cloned() }
}

/// How many cells there are behind figures, known without reading them again.
pub struct Counts {
    /// By person: the weeks, the category, and how many cells.
    of: Vec<Vec<(Vec<usize>, usize, u64)>>,
}

impl Counts {
    /// The cells of all files together, blank ones too.
    pub fn all(files: &[Accounting]) -> u64 {
        files.iter().map(|file| file.cells).sum()
    }

    pub fn new(measure: &Measure<'_>) -> Counts {
        let input = measure.input;
        let mut of = vec![Vec::new(); input.roster.people.len()];
        for entry in &input.ledger.entries {
            let effort = Effort { slot: entry.slot, amount: &entry.amount, unit: entry.unit };
            let weeks = measure.shares(entry.person, effort).into_iter().map(|(week, _)| week).collect();
            of[entry.person].push((weeks, measure.category_of()[entry.activity], entry.entries));
        }
        Counts { of }
    }

    /// How many cells `explain` lists of a figure.
    pub fn of(&self, wanted: &EffortCells) -> u64 {
        let cells = wanted.people.iter().filter_map(|&person| self.of.get(person)).flatten();
        let is_wanted = |(weeks, category, _): &&(Vec<usize>, usize, u64)| {
            wanted.categories.contains(category) && weeks.iter().any(|week| wanted.weeks.contains(week))
        };
        cells.filter(is_wanted).map(|(.., cells)| cells).sum()
    }
}

/// The amount of a figure that its cells add up to.
fn expected(figure: &Figure) -> Option<&Exact> {
    let quotient = figure.quotient.as_ref();
    match figure.formula {
        Formula::Recorded | Formula::WeekRecorded => figure.value.as_ref().ok(),
        Formula::ConcentrationTop => quotient.map(|(_, bottom)| &bottom.value),
        Formula::Leave | Formula::Completeness | Formula::ConcentrationPeople | Formula::ConcentrationEffective => None,
        _ => quotient.map(|(top, _)| &top.value),
    }
}
