//! Where a figure comes from: the cells and roster lines that went in, what each contributes, and whether they add up to
//! it. The sums are taken anew from the cells themselves, not from the fold.

use super::figure::{Figure, Formula, Unit};
use super::ground::{Ground, of};
use super::share::Effort;
use crate::model::effort::Unit as EffortUnit;
use crate::model::exact::{Exact, Overflow};
use crate::model::place::Place;
use crate::model::slot::Slot;

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
        self.expected.is_none_or(|expected| expected == self.sum)
    }
}

/// What `cells`, all those of the person-weeks of a figure, contribute to it.
pub fn contributions(ground: &Ground<'_>, figure: &Figure, cells: Vec<Cell>) -> Result<Contributions, Overflow> {
    let unit = match figure.quotient {
        Some((top, _)) if top.unit == Unit::Points => Unit::Points,
        None if figure.unit == Unit::Percent => Unit::Points,
        _ => Unit::FteWeeks,
    };
    let wanted = figure.cells.effort.as_ref();
    let mut list = Vec::new();
    for cell in &cells {
        let category = ground.category_of[cell.activity];
        let Some(wanted) = wanted.filter(|w| w.people.contains(&cell.person) && w.categories.contains(&category))
        else {
            continue;
        };
        let effort = Effort { slot: cell.slot, amount: cell.amount, unit: cell.unit };
        let has_leave = |week| ground.has_leave.contains(&(cell.person, week));
        let shares = of(ground.input, &ground.capacity, cell.person).shares(effort, has_leave)?;
        let shares: Vec<Exact> =
            shares.into_iter().filter(|(week, _)| wanted.weeks.contains(week)).map(|(_, share)| share).collect();
        if shares.is_empty() {
            continue;
        }
        let share = Exact::sum(shares)?;
        let amount = if unit == Unit::Points { share.times(Exact::HUNDRED)? } else { share };
        list.push(Contribution { cell: cell.clone(), category, amount });
    }
    let sum = Exact::sum(list.iter().map(|contribution| contribution.amount))?;
    Ok(Contributions { list, unit, sum, expected: expected(figure) })
}

/// The amount of a figure that its cells add up to.
fn expected(figure: &Figure) -> Option<Exact> {
    match figure.formula {
        Formula::Recorded | Formula::WeekRecorded => figure.value.ok(),
        Formula::ConcentrationTop => figure.quotient.map(|(_, bottom)| bottom.value),
        Formula::Leave | Formula::Completeness | Formula::ConcentrationPeople | Formula::ConcentrationEffective => None,
        _ => figure.quotient.map(|(top, _)| top.value),
    }
}
