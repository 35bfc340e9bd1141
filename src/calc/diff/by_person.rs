//! A figure of two periods by person: what each one's cells add up to, or the same figure of each person. Periods have no cell
//! in common, so this is what tells where a change came from.

use super::pairs::{Pairs, Whose};
use crate::calc::explain::Contributions;
use crate::calc::figure::{Figure, Formula, Unit};
use crate::calc::review::Review;
use crate::model::exact::Exact;

/// What a person's part of it is on each side; `None`: not on that side's roster, or without a value there.
pub type OfPerson = (String, Option<Exact>, Option<Exact>);

/// An amount by person: in the later roster's order, then those who are only on the earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByPerson {
    /// The figure whose parts these are.
    pub address: String,
    pub unit: Unit,
    pub people: Vec<OfPerson>,
}

/// What the cells of one figure add up to by person; `None` where they make up no single amount of it, or are one person's.
pub fn by_cells(
    before: (&Review, &Contributions),
    after: (&Review, &Contributions),
    figure: &Figure,
    pairs: &Pairs,
) -> Option<ByPerson> {
    let is_of_one = figure.cells.effort.as_ref().is_none_or(|effort| effort.people.len() < 2);
    if before.1.expected.is_none() || after.1.expected.is_none() || is_of_one {
        return None;
    }
    let sum = |effort: &Contributions, person: usize| {
        let theirs = effort.list.iter().filter(|contribution| contribution.cell.person == person);
        Exact::sum(theirs.map(|contribution| &contribution.amount))
    };
    let people = people(before.0, after.0, pairs, |side, person| {
        Some(sum(if side == Of::Before { before.1 } else { after.1 }, person))
    });
    Some(ByPerson { address: figure.address.clone(), unit: after.1.unit, people })
}

/// The figure `ADDRESS.P` of each person; `None` where there is none.
pub fn by_figures(before: &Review, after: &Review, address: &str, pairs: &Pairs) -> Option<ByPerson> {
    let figure = |side: Of, person: usize| {
        let review = if side == Of::Before { before } else { after };
        review.figures.get(&format!("{address}.{}", review.people.get(person)?.id))
    };
    let unit = (0..after.people.len()).find_map(|person| figure(Of::After, person))?.unit;
    let value = |side, person| figure(side, person).and_then(|figure| figure.value.clone().ok());
    let people = people(before, after, pairs, value);
    Some(ByPerson { address: address.to_owned(), unit, people })
}

/// The amount of the team that a figure is divided by, where each person has a part of it.
pub fn divisor(figure: &Figure) -> Option<&'static str> {
    match figure.formula {
        Formula::Split | Formula::TeamShare => Some("capacity.recorded"),
        Formula::TeamCapacity => Some("capacity.gross"),
        Formula::CapacityPercent if figure.address == "capacity.percent" => Some("capacity.gross"),
        Formula::NetPercent if figure.address == "capacity.net-percent" => Some("capacity.net"),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Before,
    After,
}

fn people(before: &Review, after: &Review, pairs: &Pairs, part: impl Fn(Of, usize) -> Option<Exact>) -> Vec<OfPerson> {
    let mut people = Vec::new();
    for (at, person) in after.people.iter().enumerate() {
        let was = pairs.people.iter().position(|pair| *pair == Some(at));
        let was = was.and_then(|was| part(Of::Before, was));
        people.push((person.name.clone(), was, part(Of::After, at)));
    }
    for (at, person) in before.people.iter().enumerate() {
        if pairs.whose(at) == Whose::Before(at) {
            people.push((person.name.clone(), part(Of::Before, at), None));
        }
    }
    people
}
