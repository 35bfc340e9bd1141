//! What speaks against a column that nothing explains: the total leaves it out, it has no sign where the others have one, it says
//! the same of a person in every week, or it counts on from week to week.

use std::collections::{BTreeMap, BTreeSet};

use super::amounts::{Doubt, Given, Why};
use super::arithmetic::{Derived, Numbers, SHOWN};
use super::column::Column;
use super::concept::{Concept, is_amount_word};
use super::heading::names_leave;
use super::role::{By, Known, Role};
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::person::folded;

impl Given<'_> {
    /// Asks about amounts against which something speaks. A column that counts on from row to row is a balance.
    pub(super) fn by_witnesses(&self, known: &mut [Option<Known>], doubts: &mut Vec<Doubt>) {
        if self.is_long || self.is_across {
            return;
        }
        for at in self.open(known, doubts) {
            if let Some(derived) = self.runs_on(at, known) {
                known[at] = Some(Known::new(Role::Derived(derived), By::Arithmetic));
            }
        }
        for at in self.open(known, doubts) {
            // One such number is a slip, and is told as one.
            let (below, all) = self
                .numbers(at)
                .fold((0, 0), |(below, all), (_, number)| (below + usize::from(number.is_negative()), all + 1));
            if below >= 2 && below * 10 >= all {
                doubts.push(Doubt { column: at, why: Why::Negative });
            }
        }
        for at in self.without_sign(known, doubts) {
            doubts.push(Doubt { column: at, why: Why::WithoutSign });
        }
        for (at, amount) in self.beside_amount(known, doubts) {
            doubts.push(Doubt { column: at, why: Why::BesideAmount { amount } });
        }
        for (at, total) in self.outside_total(known, doubts) {
            doubts.push(Doubt { column: at, why: Why::OutsideTotal { total } });
        }
        for at in self.open(known, doubts) {
            if self.is_always_the_same(at, known) {
                doubts.push(Doubt { column: at, why: Why::Constant });
            }
        }
    }

    /// Columns whose headings are words for counts (`Tickets`, `Points`) are amounts if a total is the sum of the others only with them.
    pub(super) fn counted_in_totals(&self, known: &mut [Option<Known>]) {
        let numbers = Numbers::new(self.cells, self.rows);
        let is_open = |at: &usize| known[*at].is_none() && self.columns[*at].is_of_numbers();
        let concept = |at: &usize| self.columns[*at].concept();
        let is_count = |at: &usize| matches!(concept(at), Some(Concept::Rating | Concept::Distance));
        let open: Vec<usize> = (0..known.len()).filter(is_open).collect();
        let counts: Vec<usize> = open.iter().copied().filter(is_count).collect();
        let is_other = |at: &usize| concept(at).is_some_and(Concept::is_no_amount);
        let amounts: Vec<usize> = open.iter().copied().filter(|at| !is_other(at)).collect();
        if counts.is_empty() || amounts.is_empty() {
            return;
        }
        let all: Vec<usize> = amounts.iter().chain(&counts).copied().collect();
        let is_total = |at: &&usize| concept(at) == Some(Concept::Total);
        for total in open.iter().filter(is_total).map(|at| self.columns[*at].field) {
            let is_without = numbers.sum_of(total, &self.fields(&amounts)).is_some();
            let Some(Derived::Sum { of, rows }) = numbers.sum_of(total, &self.fields(&all)) else { continue };
            if !is_without && rows >= SHOWN {
                let counted: Vec<usize> =
                    counts.iter().copied().filter(|at| of.contains(&self.columns[*at].field)).collect();
                for at in counted {
                    known[at] = Some(Known::new(Role::Amount, By::Arithmetic));
                }
                return;
            }
        }
    }

    /// The amounts that neither the configuration nor a question has settled, and that are no leave.
    fn open(&self, known: &[Option<Known>], doubts: &[Doubt]) -> Vec<usize> {
        let is_open = |at: &usize| {
            matches!(&known[*at], Some(Known { role: Role::Amount, by }) if *by < By::Roster)
                && !doubts.iter().any(|doubt| doubt.column == *at)
                && !names_leave(self.columns[*at].heading())
                && self.numbers(*at).any(|(_, number)| !number.is_zero())
        };
        (0..known.len()).filter(is_open).collect()
    }

    fn numbers(&self, at: usize) -> impl Iterator<Item = (usize, &Exact)> {
        let field = self.columns[at].field;
        self.rows.iter().filter_map(move |row| Some((*row, &self.cells.at(*row, field).number()?.value)))
    }

    /// Whose each row is; of a blank cell, whose the row above it is.
    fn people(&self) -> BTreeMap<usize, String> {
        let Some(person) = self.person else { return self.rows.iter().map(|row| (*row, String::new())).collect() };
        let mut held = String::new();
        let mut people = BTreeMap::new();
        for &row in self.rows {
            let name = self.cells.text(row, self.columns[person].field);
            if !name.is_empty() {
                held = folded(name);
            }
            people.insert(row, held.clone());
        }
        people
    }

    /// The column that this one adds up, person by person, from each row to the next: a balance, a running total.
    fn runs_on(&self, at: usize, known: &[Option<Known>]) -> Option<Derived> {
        let (people, none) = (self.people(), Exact::ZERO);
        let others = (0..known.len()).filter(|other| *other != at && self.columns[*other].is_of_numbers());
        others.into_iter().find_map(|other| {
            let mut last: BTreeMap<&str, &Exact> = BTreeMap::new();
            let mut seen: BTreeSet<(&Exact, &Exact)> = BTreeSet::new();
            for (row, number) in self.numbers(at) {
                let step = self.cells.at(row, self.columns[other].field).number().map(|number| &number.value);
                if let Some(before) = last.insert(people.get(&row)?, number) {
                    let step = step.unwrap_or(&none);
                    if number.minus(before) != *step {
                        return None;
                    }
                    // A balance that stands still proves nothing.
                    if !step.is_zero() {
                        seen.insert((number, step));
                    }
                }
            }
            let rows = seen.len();
            (rows >= SHOWN).then(|| Derived::Running { of: vec![self.columns[other].field], rows })
        })
    }

    /// The columns of bare numbers among columns of which every amount has a sign.
    fn without_sign(&self, known: &[Option<Known>], doubts: &[Doubt]) -> Vec<usize> {
        let is_signed = |column: &Column| {
            let [bare, signed @ ..] = column.profile.notations;
            bare == 0 && signed.into_iter().sum::<usize>() > 0
        };
        let is_bare = |column: &Column| {
            column.is_bare() && column.profile.notations[Notation::Bare as usize] > 0 && column.profile.leave == 0
        };
        let amounts = (0..known.len()).filter(|at| matches!(&known[*at], Some(Known { role: Role::Amount, .. })));
        let signed = amounts.filter(|at| is_signed(&self.columns[*at])).count();
        let bare: Vec<usize> = self.open(known, doubts).into_iter().filter(|at| is_bare(&self.columns[*at])).collect();
        if bare.len() <= signed { bare } else { Vec::new() }
    }

    /// The bare columns beside the only one that is headed as the amount itself (`Hours`), each with its position.
    fn beside_amount(&self, known: &[Option<Known>], doubts: &[Doubt]) -> Vec<(usize, usize)> {
        let open = self.open(known, doubts);
        let is_amount = |at: &usize| self.columns[*at].concept().is_some_and(is_amount_word);
        let (amounts, others): (Vec<usize>, Vec<usize>) = open.into_iter().partition(is_amount);
        let [amount] = amounts[..] else { return Vec::new() };
        let is_plain = |at: &usize| self.columns[*at].is_bare() && self.columns[*at].meaning.unit.is_none();
        others.into_iter().filter(is_plain).map(|at| (at, amount)).collect()
    }

    /// The amounts that the totals of the others leave out, each with the position of such a total.
    fn outside_total(&self, known: &[Option<Known>], doubts: &[Doubt]) -> Vec<(usize, usize)> {
        let mut covered: Vec<usize> = Vec::new();
        let mut largest: Option<(usize, usize)> = None;
        for (at, known) in known.iter().enumerate() {
            let Some(Known { role: Role::Derived(Derived::Sum { of, rows }), .. }) = known else { continue };
            let is_said = self.columns[at].concept().is_some_and(|concept| concept.is_sum());
            if *rows >= SHOWN || is_said {
                covered.extend(of);
                if largest.is_none_or(|(_, most)| of.len() > most) {
                    largest = Some((at, of.len()));
                }
            }
        }
        let Some((total, _)) = largest else { return Vec::new() };
        covered.sort();
        covered.dedup();
        let outside: Vec<usize> =
            self.open(known, doubts).into_iter().filter(|at| !covered.contains(&self.columns[*at].field)).collect();
        // Of several groups with a total each one may have none.
        let are_few = outside.len() < covered.len();
        if are_few { outside.into_iter().map(|at| (at, total)).collect() } else { Vec::new() }
    }

    /// Whether a column says the same of each person in all rows, and about as much as all others together: what a contract says.
    fn is_always_the_same(&self, at: usize, known: &[Option<Known>]) -> bool {
        let people = self.people();
        let mut said: BTreeMap<&str, (&Exact, usize)> = BTreeMap::new();
        for (row, number) in self.numbers(at) {
            let Some(person) = people.get(&row) else { return false };
            let (first, rows) = said.entry(person).or_insert((number, 0));
            if *first != number {
                return false;
            }
            *rows += 1;
        }
        let is_repeated = said.values().any(|(_, rows)| *rows >= SHOWN)
            || said.len() >= 2 && said.values().all(|(_, rows)| *rows >= 2);
        let is_amount = |other: &usize| matches!(&known[*other], Some(Known { role: Role::Amount, .. }));
        let others: Vec<usize> = (0..known.len()).filter(|other| *other != at).filter(is_amount).collect();
        let sum = |row: usize| {
            let numbers = others.iter().filter_map(|at| self.cells.at(row, self.columns[*at].field).number());
            Exact::sum(numbers.map(|number| &number.value))
        };
        let (mut rows, mut about) = (0, 0);
        for (row, number) in self.numbers(at) {
            let sum = sum(row);
            let part = |percent: i128| number.times(&Exact::decimal(percent, 2));
            rows += 1;
            about += usize::from(part(70) <= sum && sum <= part(130));
        }
        is_repeated && others.len() >= 2 && about * 5 >= rows * 4
    }
}
