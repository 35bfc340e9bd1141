//! Tells the columns of effort from the other columns of numbers: totals, capacities, rates, running numbers.

use super::arithmetic::{Derived, Numbers, SHOWN};
use super::cells::Cells;
use super::column::Column;
use super::concept::{Concept, is_amount_word};
use super::heading::{may_be_name, plain};
use super::role::{By, Known, Role, Sure};
use super::whole::Weeks;
use crate::model::effort::Notation;
use crate::model::exact::Exact;

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
    /// Its heading says that it is no effort, and may be the name of somebody.
    Named(Concept),
    /// The weeks add up to a whole only with it, though its heading says that it is no effort.
    FillsWeek(Concept),
    /// The weeks add up to a whole without it, and to more than that with it.
    OverWeek,
    /// It is the only column of numbers, and nothing says a time or a unit.
    Lone,
    /// Its numbers only count the rows.
    Counts,
    /// Each person has one number, in all rows, and nobody has the same.
    Numbers,
    /// Nothing tells which of several columns of numbers holds the amounts.
    Several,
    /// Its numbers have no sign, and all others have one.
    WithoutSign,
    /// The total at this position is the sum of other columns.
    OutsideTotal { total: usize },
    /// The column at this position is headed as the amount itself (`Hours`), and this one names no unit.
    BesideAmount { amount: usize },
    /// Several of its numbers are below zero.
    Negative,
    /// It says the same of each person in all rows, and about as much as all others together.
    Constant,
}

/// What is looked at to tell them apart.
pub struct Given<'a> {
    pub cells: &'a Cells,
    pub columns: &'a [Column],
    /// The rows of the table that hold numbers.
    pub rows: &'a [usize],
    /// The position of the column of people.
    pub person: Option<usize>,
    /// The positions of the columns that say the work.
    pub labels: &'a [usize],
    /// Columns that the configuration says are effort, and others that it says are not.
    pub effort: &'a [usize],
    pub ignored: &'a [usize],
    /// Columns that are headed by somebody on the roster.
    pub people: &'a [usize],
    /// Whether each row says what the work was, and whether columns are headed by days.
    pub is_long: bool,
    pub is_across: bool,
    /// The hours of a full week.
    pub full_week: &'a Exact,
}

impl Given<'_> {
    /// Fills in what the columns of numbers are. `known` says what the others are.
    pub fn tell(&self, known: &mut [Option<Known>]) -> Vec<Doubt> {
        for (at, column) in self.columns.iter().enumerate() {
            if self.ignored.contains(&at) {
                known[at] = Some(Known::new(Role::Text, By::Configuration));
            } else if self.effort.contains(&at) {
                known[at] = Some(Known::new(Role::Amount, By::Configuration));
            } else if self.people.contains(&at) {
                known[at] = Some(Known::new(Role::Amount, By::Roster));
            } else if known[at].is_none() {
                known[at] = self.by_itself(at, column);
            }
        }
        let mut doubts = self.by_arithmetic(known);
        self.rest(known, &mut doubts);
        self.by_witnesses(known, &mut doubts);
        self.by_weeks(known, &mut doubts);
        doubts
    }

    pub(super) fn weeks(&self) -> Weeks<'_> {
        Weeks { cells: self.cells, rows: self.rows, full_week: self.full_week }
    }

    pub(super) fn fields(&self, columns: &[usize]) -> Vec<usize> {
        columns.iter().map(|at| self.columns[*at].field).collect()
    }

    /// What a column is by its own cells and heading, if these agree. Sums by heading are looked at later.
    fn by_itself(&self, at: usize, column: &Column) -> Option<Known> {
        let concept = column.concept();
        let profile = &column.profile;
        if column.is_empty() {
            let is_word = matches!(concept, Some(concept) if !is_amount_word(concept));
            return (is_word || column.heading().is_empty()).then(|| Known::new(Role::Empty, By::Cells));
        }
        if self.stands_for_numbers(column) {
            return None;
        }
        if !column.is_of_numbers() || matches!(concept, Some(Concept::Remark | Concept::Email | Concept::Weekday)) {
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
        if column.meaning.unit.is_none() && self.is_number_of_label(at, column) == Some(Sure::Yes) {
            return Some(Known::new(Role::Aside(Concept::Number), By::Cells));
        }
        None
    }

    /// Returns whether a column of words may be one of amounts all the same, because its words stand only where a row has no number:
    /// somebody was away, in a word that is not known.
    fn stands_for_numbers(&self, column: &Column) -> bool {
        let is_wide = !self.is_long && !self.is_across;
        is_wide
            && column.is_of_words()
            && column.concept().is_none()
            && !column.heading().is_empty()
            && !self.rows.is_empty()
            && self.rows.iter().all(|row| self.cells.at(*row, column.field).is_blank())
    }

    /// Finds sums, averages, quotients and differences, until there are no more.
    fn by_arithmetic(&self, known: &mut [Option<Known>]) -> Vec<Doubt> {
        let mut doubts: Vec<Doubt> = Vec::new();
        self.counted_in_totals(known);
        while let Some((at, derived)) = self.next_derived(known, &doubts) {
            let concept = self.columns[at].concept();
            let is_said = concept.is_some_and(Concept::is_no_amount);
            if matches!(derived, Derived::Rest { .. }) && !is_said {
                // Of a full week every category is what the others leave of the capacity.
                known[at] = Some(Known::new(Role::Amount, By::Arithmetic));
                continue;
            }
            let of: Vec<usize> =
                (0..known.len()).filter(|at| derived.of().contains(&self.columns[*at].field)).collect();
            let efforts = self.efforts(known, at);
            let is_shown = self.is_shown(&derived, &of, &efforts) || !matches!(derived, Derived::Sum { .. });
            if !is_said && self.has_twin_of_its_own(at, known) {
                known[at] = Some(Known::new(Role::Amount, By::Arithmetic));
                continue;
            }
            let fields = self.fields(&efforts);
            let with: Vec<usize> = fields.iter().copied().chain([self.columns[at].field]).collect();
            if !is_said && self.weeks().are_exact(&with) && !self.weeks().are_exact(&fields) {
                // Half of each week may be all else that was done.
                doubts.push(Doubt { column: at, why: Why::FewSums { of, rows: derived.rows() } });
                continue;
            }
            if !is_said && !is_shown {
                match self.weeks().fills(self.columns[at].field, &fields) {
                    // Only with it the weeks are whole: it is one of the amounts.
                    Some(true) => {
                        known[at] = Some(Known::new(Role::Amount, By::Arithmetic));
                        continue;
                    }
                    Some(false) if derived.rows() > 1 => {
                        known[at] = Some(Known::new(Role::Derived(derived), By::Arithmetic));
                        continue;
                    }
                    _ => {}
                }
                doubts.push(Doubt { column: at, why: Why::FewSums { of, rows: derived.rows() } });
                continue;
            }
            if let Some(other) = derived.other()
                && let Some(other) = (0..known.len()).find(|at| self.columns[*at].field == other)
                && known[other].is_none()
            {
                let concept =
                    if matches!(derived, Derived::Product { .. }) { Concept::Money } else { Concept::Capacity };
                known[other] = Some(Known::new(Role::Aside(concept), By::Arithmetic));
            }
            known[at] = Some(Known::new(Role::Derived(derived), By::Arithmetic));
        }
        doubts
    }

    /// Returns whether so many rows show a sum that it cannot be met by chance: the fewer the more columns could have been chosen.
    fn is_shown(&self, derived: &Derived, of: &[usize], efforts: &[usize]) -> bool {
        let is_run = of.windows(2).all(|pair| pair[0] + 1 == pair[1]);
        let least = match of.len() {
            2 => 3 * SHOWN,
            all if all == efforts.len() => SHOWN,
            _ if is_run => SHOWN + 2,
            _ => SHOWN + 5,
        };
        derived.rows() >= least
    }

    /// Returns whether another column with the same heading follows from no others: the work of somebody else.
    fn has_twin_of_its_own(&self, at: usize, known: &[Option<Known>]) -> bool {
        let numbers = Numbers::new(self.cells, self.rows);
        let heading = plain(self.columns[at].heading());
        let is_twin = |other: &usize| {
            *other != at
                && !heading.is_empty()
                && plain(self.columns[*other].heading()) == heading
                && matches!(&known[*other], None | Some(Known { role: Role::Amount, .. }))
        };
        let mut twins = (0..known.len()).filter(is_twin);
        twins.any(|other| {
            let amounts = self.fields(&self.efforts(known, other));
            numbers.sum_of(self.columns[other].field, &amounts).is_none()
        })
    }

    /// The columns that may be amounts beside one.
    fn efforts(&self, known: &[Option<Known>], but: usize) -> Vec<usize> {
        let may_be = |at: &usize| match &known[*at] {
            Some(known) => known.role == Role::Amount,
            None => !self.columns[*at].concept().is_some_and(Concept::is_no_amount),
        };
        (0..known.len()).filter(|at| *at != but).filter(may_be).collect()
    }

    /// The next column that follows from others. Sums come first: a category is also what is left of a total.
    fn next_derived(&self, known: &[Option<Known>], doubts: &[Doubt]) -> Option<(usize, Derived)> {
        let numbers = Numbers::new(self.cells, self.rows);
        let field = |at: usize| self.columns[at].field;
        let says_other = |at: usize| {
            let concept = self.columns[at].concept();
            concept.is_some_and(Concept::is_no_amount)
        };
        let is_doubted = |at: &usize| doubts.iter().any(|doubt| doubt.column == *at);
        let open: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_none()).collect();
        let efforts: Vec<usize> = (0..known.len())
            .filter(|at| matches!(&known[*at], Some(Known { role: Role::Amount, .. })))
            .chain(open.iter().copied().filter(|at| !says_other(*at)))
            .collect();
        let amounts: Vec<usize> = efforts.iter().map(|at| field(*at)).collect();
        // Those whose heading says so before others, and the last before the first.
        let mut order: Vec<usize> = open.iter().copied().filter(|at| !is_doubted(at)).collect();
        order.sort_by_key(|at| (!says_other(*at), std::cmp::Reverse(*at)));
        let sum = order.iter().find_map(|&at| {
            let derived = numbers.sum_of(field(at), &amounts)?;
            self.is_worth_asking(at, &derived, &efforts, says_other(at)).then_some((at, derived))
        });
        let mean = || order.iter().find_map(|&at| Some((at, numbers.mean_of(field(at), &amounts)?)));
        let both = || {
            let pairs = order.iter().flat_map(|&at| open.iter().map(move |&other| (at, other)));
            let mut said = pairs.filter(|(at, other)| at != other && (says_other(*at) || says_other(*other)));
            said.find_map(|(at, other)| Some((at, numbers.of_both(field(at), &amounts, field(other))?)))
        };
        sum.or_else(mean).or_else(both)
    }

    /// Returns whether a sum is more than a coincidence: many rows show it, the heading says it, or the column stands behind
    /// those that it sums or before them, all of them.
    fn is_worth_asking(&self, at: usize, derived: &Derived, efforts: &[usize], is_said: bool) -> bool {
        if is_said || derived.rows() >= SHOWN {
            return true;
        }
        let others = efforts.iter().filter(|other| **other != at);
        let before = others.clone().filter(|other| **other < at).count();
        let behind = others.count() - before;
        let is_at_end = before == 0 || behind == 0;
        // A total of all columns before it may have columns behind it that it leaves out.
        let is_of_all = derived.of().len() == before + behind || before >= 2 && derived.of().len() == before;
        let with: Vec<usize> = derived.of().iter().copied().chain([self.columns[at].field]).collect();
        let is_too_much = || self.weeks().are_over(&with, derived.of());
        (is_at_end || derived.rows() >= 2)
            && is_of_all
            && (derived.rows() >= 2 || derived.of().len() >= 3 || is_too_much())
    }

    /// What is left: amounts, and columns whose headings say that they are none.
    fn rest(&self, known: &mut [Option<Known>], doubts: &mut Vec<Doubt>) {
        let open: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_none()).collect();
        let says_other = |at: &usize| {
            let concept = self.columns[*at].concept()?;
            concept.is_no_amount().then_some(concept)
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
                    } else if self.person.is_none() && !self.is_long && may_be_name(self.columns[at].heading()) {
                        doubts.push(Doubt { column: at, why: Why::Named(concept) });
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
            let is_bare = column.profile.notations[Notation::Bare as usize] == column.profile.filled;
            if self.counts_rows(column) && is_bare {
                doubts.push(Doubt { column: at, why: Why::Counts });
            } else if column.meaning.unit.is_none() && self.is_number_of_label(at, column).is_some() {
                doubts.push(Doubt { column: at, why: Why::Numbers });
            }
        }
    }
}
