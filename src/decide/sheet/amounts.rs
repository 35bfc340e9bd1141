//! Tells the columns of effort from the other columns of numbers: totals, capacities, rates, running numbers.

use super::arithmetic::{Derived, Numbers};
use super::cells::Cells;
use super::column::Column;
use super::concept::Concept;
use super::role::{By, Known, Role};
use crate::model::effort::Notation;

/// A column that may be effort or something else, and nothing in the table decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The position of the column.
    pub column: usize,
    pub why: Why,
}

/// Why a column is in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is the sum of these columns, but too few rows show it and its heading does not say so.
    FewSums { of: Vec<usize>, rows: usize },
    /// Its heading says that it is no effort, but it is the only column of numbers.
    Alone(Concept),
    /// The weeks add up to a whole only with it, though its heading says that it is no effort.
    FillsWeek(Concept),
    /// Its numbers only count the rows.
    Counts,
    /// Its numbers are the same in all rows of each person and about the sum of the others.
    LikeCapacity,
    /// Nothing tells which of several columns of numbers holds the amounts.
    Several,
}

/// What is looked at to tell them apart.
pub struct Given<'a> {
    pub cells: &'a Cells,
    pub columns: &'a [Column],
    /// The rows of the table that hold numbers.
    pub rows: &'a [usize],
    /// The position of the column of people.
    pub person: Option<usize>,
    /// Columns that the configuration says are effort, and others that it says are not.
    pub effort: &'a [usize],
    pub ignored: &'a [usize],
    /// Whether each row says what the work was, and whether columns are headed by days.
    pub is_long: bool,
    pub is_across: bool,
}

impl Given<'_> {
    /// Fills in what the columns of numbers are. `known` says what the others are.
    pub fn tell(&self, known: &mut [Option<Known>]) -> Vec<Doubt> {
        for (at, column) in self.columns.iter().enumerate() {
            if self.ignored.contains(&at) {
                known[at] = Some(Known::new(Role::Text, By::Configuration));
            } else if self.effort.contains(&at) {
                known[at] = Some(Known::new(Role::Amount, By::Configuration));
            } else if known[at].is_none() {
                known[at] = self.by_itself(at, column);
            }
        }
        let mut doubts = self.by_arithmetic(known);
        self.rest(known, &mut doubts);
        doubts
    }

    /// What a column is by its own cells and heading, if these agree. Sums by heading are looked at later.
    fn by_itself(&self, at: usize, column: &Column) -> Option<Known> {
        let concept = column.concept();
        let profile = &column.profile;
        if column.is_empty() {
            let is_word = matches!(concept, Some(concept) if !is_amount_word(concept));
            return (is_word || column.heading().is_empty()).then(|| Known::new(Role::Empty, By::Cells));
        }
        if !column.is_of_numbers() {
            return Some(Known::new(Role::Text, By::Cells));
        }
        if profile.money * 2 >= profile.filled {
            return Some(Known::new(Role::Aside(Concept::Money), By::Cells));
        }
        if self.counts_rows(column) && (concept == Some(Concept::Number) || column.heading().is_empty()) {
            return Some(Known::new(Role::Aside(Concept::Number), By::Cells));
        }
        if concept == Some(Concept::Number) && profile.whole == profile.filled {
            return Some(Known::new(Role::Aside(Concept::Number), By::Heading));
        }
        if self.is_number_of_person(at, column) {
            return Some(Known::new(Role::Aside(Concept::Number), By::Cells));
        }
        None
    }

    /// Whether the numbers count the rows: 1, 2, 3.
    fn counts_rows(&self, column: &Column) -> bool {
        let numbers: Option<Vec<i128>> =
            self.rows.iter().map(|row| self.cells.at(*row, column.field).whole()).collect();
        let found =
            numbers.is_some_and(|numbers| numbers.len() >= 3 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1));
        found || {
            // Rows of totals have no number.
            let numbers: Vec<i128> =
                self.rows.iter().filter_map(|row| self.cells.at(*row, column.field).whole()).collect();
            numbers.len() >= 5
                && numbers.len() == column.profile.filled
                && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        }
    }

    /// Whether each person has one whole number of at least 1000, and no two have the same.
    fn is_number_of_person(&self, at: usize, column: &Column) -> bool {
        let Some(person) = self.person.filter(|person| *person != at) else { return false };
        if column.profile.whole != column.profile.filled || column.profile.filled < 2 {
            return false;
        }
        let mut pairs: Vec<(&str, i128)> = Vec::new();
        let mut held = "";
        for &row in self.rows {
            let name = self.cells.text(row, self.columns[person].field);
            if !name.is_empty() {
                held = name;
            }
            let Some(number) = self.cells.at(row, column.field).whole() else { continue };
            if number < 1000 {
                return false;
            }
            match pairs.iter().find(|(name, of)| *name == held || *of == number) {
                Some(found) if *found != (held, number) => return false,
                Some(_) => {}
                None => pairs.push((held, number)),
            }
        }
        pairs.len() >= 2
    }

    /// Finds sums, averages, quotients and differences, until there are no more.
    fn by_arithmetic(&self, known: &mut [Option<Known>]) -> Vec<Doubt> {
        let numbers = Numbers::new(self.cells, self.rows);
        let mut doubts: Vec<Doubt> = Vec::new();
        loop {
            let open: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_none()).collect();
            let of_amounts = |at: &usize| {
                let concept = self.columns[*at].concept();
                !concept.is_some_and(|concept| concept.is_never_effort() || concept.is_sum())
            };
            let fields = |of: &[usize]| -> Vec<usize> { of.iter().map(|at| self.columns[*at].field).collect() };
            let said: Vec<usize> = (0..known.len())
                .filter(|at| matches!(&known[*at], Some(Known { role: Role::Amount, .. })))
                .chain(open.iter().copied().filter(of_amounts))
                .collect();
            let amounts = fields(&said);
            let others = fields(&open);
            // The last column that is a sum of others is the sum of all; a sum of sums is found in the next round.
            let mut found = None;
            let in_order =
                open.iter().filter(|at| !of_amounts(at)).chain(open.iter().rev().filter(|at| of_amounts(at)));
            for &at in in_order {
                if doubts.iter().any(|doubt| doubt.column == at) {
                    continue;
                }
                if let Some(derived) = numbers.derived(self.columns[at].field, &amounts, &others) {
                    found = Some((at, derived));
                    break;
                }
            }
            let Some((at, derived)) = found else { return doubts };
            let concept = self.columns[at].concept();
            let of: Vec<usize> =
                (0..known.len()).filter(|at| derived.of().contains(&self.columns[*at].field)).collect();
            let is_said = concept.is_some_and(|concept| concept.is_sum() || concept.is_never_effort());
            let is_shown = derived.rows() >= 3 && (of.len() >= 3 || !matches!(derived, Derived::Sum { .. }));
            if !is_said && !is_shown {
                let rows = derived.rows();
                doubts.push(Doubt { column: at, why: Why::FewSums { of, rows } });
                continue;
            }
            if let Some(other) = derived.other()
                && let Some(other) = (0..known.len()).find(|at| self.columns[*at].field == other)
                && known[other].is_none()
            {
                let concept = match derived {
                    Derived::Product { .. } => Concept::Money,
                    _ => Concept::Capacity,
                };
                known[other] = Some(Known::new(Role::Aside(concept), By::Arithmetic));
            }
            known[at] = Some(Known::new(Role::Derived(derived), By::Arithmetic));
        }
    }

    /// What is left: amounts, and columns whose headings say that they are none.
    fn rest(&self, known: &mut [Option<Known>], doubts: &mut Vec<Doubt>) {
        let open: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_none()).collect();
        let says_other = |at: &usize| {
            let concept = self.columns[*at].concept()?;
            (concept.is_never_effort() || concept.is_sum()).then_some(concept)
        };
        let amounts: Vec<usize> = open.iter().copied().filter(|at| says_other(at).is_none()).collect();
        let has_amounts =
            !amounts.is_empty() || known.iter().any(|known| matches!(known, Some(Known { role: Role::Amount, .. })));
        for at in open {
            let role = match says_other(&at) {
                None => Role::Amount,
                Some(concept) if concept.is_sum() => Role::Sum(concept),
                Some(concept) => {
                    if !has_amounts {
                        doubts.push(Doubt { column: at, why: Why::Alone(concept) });
                    }
                    Role::Aside(concept)
                }
            };
            known[at] = Some(Known::new(role, By::Heading));
        }
        self.only_named(known, &amounts, doubts);
        for &at in &amounts {
            if doubts.iter().any(|doubt| doubt.column == at) {
                continue;
            }
            let column = &self.columns[at];
            if self.counts_rows(column) && column.profile.notations[Notation::Bare as usize] == column.profile.filled {
                doubts.push(Doubt { column: at, why: Why::Counts });
            }
        }
    }
}

impl Given<'_> {
    /// Where each row holds one amount, one column of numbers holds it: the one whose heading says so. Where columns are headed by
    /// days, these hold the amounts. Other columns of numbers are in doubt.
    fn only_named(&self, known: &mut [Option<Known>], amounts: &[usize], doubts: &mut Vec<Doubt>) {
        let is_said =
            known.iter().any(|known| matches!(known, Some(Known { role: Role::Amount, by: By::Configuration })));
        if is_said && self.is_long {
            for at in amounts {
                known[*at] = Some(Known::new(Role::Text, By::Configuration));
            }
            return;
        }
        let mut add = |at: usize| {
            if !doubts.iter().any(|doubt| doubt.column == at) {
                doubts.push(Doubt { column: at, why: Why::Several });
            }
        };
        if self.is_across {
            amounts.iter().copied().for_each(&mut add);
            return;
        }
        if !self.is_long || amounts.len() < 2 {
            return;
        }
        let is_named = |at: &usize| self.columns[*at].concept().is_some_and(is_amount_word);
        let named: Vec<usize> = amounts.iter().copied().filter(is_named).collect();
        for &at in amounts {
            if named.len() != 1 || named[0] != at {
                add(at);
            }
        }
    }
}

/// Returns whether a heading names amounts and nothing else.
pub fn is_amount_word(concept: Concept) -> bool {
    matches!(concept, Concept::Hours | Concept::Percent | Concept::Days | Concept::Amount | Concept::Actual)
}
