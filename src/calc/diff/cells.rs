//! Which cells differ between two runs: by person, days and work, compared by their exact amounts and not by their text.

use std::collections::{BTreeMap, HashMap};

use super::pairs::{Pairs, Whose};
use crate::calc::explain::Cell;
use crate::model::category::Activity;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded};
use crate::model::place::Place;
use crate::model::skill::{Mark, Matrix, Rating};
use crate::model::slot::Slot;

/// A cell of effort on both sides, or on one: there the other side's cell is blank or there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange<'a> {
    pub before: Option<&'a Cell>,
    pub after: Option<&'a Cell>,
}

/// A rating on both sides, or on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingChange {
    pub skill: String,
    /// `None`: somebody of the matrix who is on no roster.
    pub whose: Option<Whose>,
    /// As the matrix spells them.
    pub person: String,
    pub before: Option<(Place, String)>,
    pub after: Option<(Place, String)>,
}

/// The differences, and how many are equal on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared<T> {
    pub changes: Vec<T>,
    pub equal: usize,
}

/// Compares the cells of both sides, each with the activities its cells point into. Cells with the same person, days and work
/// are held against each other in file order, equal ones first.
pub fn cells<'a>(
    before: (&'a [Cell], &[Activity]),
    after: (&'a [Cell], &[Activity]),
    pairs: &Pairs,
) -> Compared<CellChange<'a>> {
    type Found<'a> = (Vec<&'a Cell>, Vec<&'a Cell>);
    let known: HashMap<Activity, usize> = after.1.iter().map(Activity::key).zip(0..).collect();
    let activities: Vec<Option<usize>> = before.1.iter().map(|activity| known.get(&activity.key()).copied()).collect();
    // Work is paired like people: by its number on the later side, or on the earlier one.
    let work = |at: usize| activities.get(at).copied().flatten().map_or(Whose::Before(at), Whose::After);
    let mut by_key: BTreeMap<(Whose, Slot, Whose), Found<'a>> = BTreeMap::new();
    for cell in before.0 {
        let key = (pairs.whose(cell.person), cell.slot, work(cell.activity));
        by_key.entry(key).or_default().0.push(cell);
    }
    for cell in after.0 {
        by_key.entry((Whose::After(cell.person), cell.slot, Whose::After(cell.activity))).or_default().1.push(cell);
    }
    let mut compared = Compared { changes: Vec::new(), equal: 0 };
    for (_, (old, new)) in by_key {
        let mut left: Left = BTreeMap::new();
        old.iter().for_each(|cell| *left.entry((cell.unit, &cell.amount)).or_default() += 1);
        let (equal, new): (Vec<&Cell>, Vec<&Cell>) = new.into_iter().partition(|cell| take(&mut left, cell));
        compared.equal += equal.len();
        // The first of equal cells have found their partners: what is left is the last.
        let mut old: Vec<&Cell> = old.into_iter().rev().filter(|cell| take(&mut left, cell)).collect();
        old.reverse();
        for at in 0..old.len().max(new.len()) {
            compared.changes.push(CellChange { before: old.get(at).copied(), after: new.get(at).copied() });
        }
    }
    compared
}

/// How many cells of an amount have no partner yet.
type Left<'a> = BTreeMap<(Unit, &'a Exact), usize>;

fn take<'a>(left: &mut Left<'a>, cell: &'a Cell) -> bool {
    let Some(n) = left.get_mut(&(cell.unit, &cell.amount)).filter(|n| **n > 0) else { return false };
    *n -= 1;
    true
}

/// Compares the levels of two matrices, of the skills and people that `is_wanted`; a blank cell and one that is not there are
/// both "not assessed".
pub fn ratings(
    before: (Option<&Matrix>, &Roster),
    after: (Option<&Matrix>, &Roster),
    pairs: &Pairs,
    is_wanted: impl Fn(&str, Option<Whose>) -> bool,
) -> Compared<RatingChange> {
    let list = |(matrix, roster): (Option<&Matrix>, &Roster)| -> Vec<(String, Option<usize>, String, Rating)> {
        let mut list = Vec::new();
        for (skill, ratings) in matrix.iter().flat_map(|matrix| matrix.skills.iter().zip(&matrix.ratings)) {
            for (person, rating) in matrix.iter().flat_map(|matrix| &matrix.people).zip(ratings) {
                if rating.mark != Mark::Unknown {
                    list.push((skill.name.clone(), roster.find(&person.name), person.name.clone(), rating.clone()));
                }
            }
        }
        list
    };
    let key = |skill: &str, person: Option<Whose>, name: &str| {
        let name = if person.is_some() { String::new() } else { folded(name) };
        (folded(skill), person, name)
    };
    let mut old = BTreeMap::new();
    for (skill, person, name, rating) in list(before) {
        let whose = person.map(|at| pairs.whose(at));
        old.insert(key(&skill, whose, &name), (skill, whose, name, rating));
    }
    let said = |rating: Rating| rating.place.map(|place| (place, rating.text));
    let mut compared = Compared { changes: Vec::new(), equal: 0 };
    for (skill, person, name, rating) in list(after) {
        let whose = person.map(Whose::After);
        let was = old.remove(&key(&skill, whose, &name)).map(|(.., rating)| rating);
        if !is_wanted(&skill, whose) {
            continue;
        }
        if was.as_ref().is_some_and(|was| was.mark == rating.mark) {
            compared.equal += 1;
            continue;
        }
        let before = was.and_then(said);
        compared.changes.push(RatingChange { skill, whose, person: name, before, after: said(rating) });
    }
    for (skill, whose, person, rating) in old.into_values().filter(|(skill, whose, ..)| is_wanted(skill, *whose)) {
        compared.changes.push(RatingChange { skill, whose, person, before: said(rating), after: None });
    }
    compared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::week::Week;

    fn cell(row: u64, person: usize, amount: i128) -> Cell {
        Cell {
            place: Place::cell(&"effort.csv".into(), row, 3),
            text: format!("{amount}%"),
            person,
            slot: Slot::Week(Week::parse("2016-W03").unwrap()),
            activity: 0,
            amount: Exact::whole(amount),
            unit: Unit::Percent,
        }
    }

    fn found(before: &[Cell], after: &[Cell]) -> (Vec<String>, usize) {
        let activities = [Activity::heading("CI")];
        let pairs = Pairs::of_people(vec![Some(0)]);
        let compared = cells((before, &activities), (after, &activities), &pairs);
        let row = |cell: Option<&Cell>| cell.map_or("-".to_owned(), |cell| format!("{}:{}", cell.place.row, cell.text));
        let text = |change: &CellChange<'_>| format!("{} {}", row(change.before), row(change.after));
        (compared.changes.iter().map(text).collect(), compared.equal)
    }

    #[test]
    fn a_cell_that_only_moved_to_another_row_is_equal() {
        assert_eq!(found(&[cell(2, 0, 40)], &[cell(9, 0, 40)]), (vec![], 1));
    }

    #[test]
    fn a_corrected_cell_stands_with_both_its_texts() {
        assert_eq!(found(&[cell(2, 0, 40)], &[cell(2, 0, 45)]), (vec!["2:40% 2:45%".to_owned()], 0));
    }

    /// A timesheet has several entries a day: one of three was deleted.
    #[test]
    fn of_equal_entries_so_many_are_left_as_there_are_less() {
        let before = [cell(2, 0, 40), cell(3, 0, 10), cell(4, 0, 40)];
        assert_eq!(found(&before, &[cell(2, 0, 40), cell(3, 0, 10)]), (vec!["4:40% -".to_owned()], 2));
    }

    #[test]
    fn zero_is_not_blank() {
        assert_eq!(found(&[cell(2, 0, 0)], &[]), (vec!["2:0% -".to_owned()], 0));
    }
}
