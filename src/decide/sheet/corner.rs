//! Columns of labels without a heading of their own, left of weeks or months that stand across the columns: who, and what was done.

use super::across::Across;
use super::cells::Cells;
use super::column::Column;
use super::concept::{Concept, is_amount_word};
use super::role::{By, Known, Role};
use super::table::Table;
use super::whole::{CLEAR, ENOUGH, Sums};
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded};
use crate::read::plan::Says;

/// What is looked at.
pub(super) struct Corner<'a> {
    pub cells: &'a Cells,
    pub table: &'a Table,
    pub columns: &'a [Column],
    pub across: &'a Across,
    pub roster: Option<&'a Roster>,
    pub full_week: &'a Exact,
}

impl Corner<'_> {
    /// Tells which of two columns of texts holds the people, where neither has a heading that says so: those who are on the roster, or
    /// whose weeks are whole. The other one says the work. Returns whether it stays open whose the rows are.
    pub(super) fn tell(&self, known: &mut [Option<Known>]) -> bool {
        let is_said = |known: &Option<Known>| {
            matches!(known, Some(Known { role: Role::Person | Role::Work(_) | Role::Email, .. }))
        };
        if self.across.weekday.is_some() || known.iter().any(is_said) {
            return false;
        }
        let labels: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_none() && self.may_label(*at)).collect();
        let has_heading = |at: &usize| self.columns[*at].concept().is_none() && !self.columns[*at].heading().is_empty();
        match labels[..] {
            [first, second] if !(has_heading(&first) && has_heading(&second)) => match self.people(first, second) {
                Some(person) => {
                    let work = if person == first { second } else { first };
                    known[person] = Some(Known::new(Role::Person, By::Cells));
                    known[work] = Some(Known::new(Role::Work(Says::Category), By::Cells));
                    false
                }
                None => true,
            },
            [only] if self.columns[only].heading().is_empty() => match (self.whole(Some(only)), self.whole(None)) {
                (people, all) if people >= ENOUGH && all < ENOUGH => {
                    known[only] = Some(Known::new(Role::Person, By::Cells));
                    false
                }
                // The rows are what one person did.
                (people, all) if all >= ENOUGH && people < ENOUGH => {
                    known[only] = Some(Known::new(Role::Work(Says::Category), By::Cells));
                    false
                }
                _ => true,
            },
            _ => false,
        }
    }

    /// Whether a column left of the times holds several texts and its heading says nothing about them.
    fn may_label(&self, at: usize) -> bool {
        let column = &self.columns[at];
        self.across.columns.first().is_some_and(|first| at < *first)
            && column.is_of_words()
            && column.profile.distinct.len() >= 2
            && column.concept().is_none_or(|concept| is_amount_word(concept) || concept == Concept::About)
    }

    fn people(&self, first: usize, second: usize) -> Option<usize> {
        let on_roster = |at: usize| {
            let texts = &self.columns[at].profile.distinct;
            texts.iter().filter(|text| self.roster.is_some_and(|roster| roster.find(text).is_some())).count()
        };
        match (on_roster(first), on_roster(second)) {
            (0, 0) => {}
            (of_first, of_second) => return Some(if of_first >= of_second { first } else { second }),
        }
        let (of_first, of_second) = (self.whole(Some(first)), self.whole(Some(second)));
        let better = if of_first >= of_second { first } else { second };
        (of_first.abs_diff(of_second) >= CLEAR && of_first.max(of_second) >= ENOUGH).then_some(better)
    }

    /// In how many hundredths of the labels and times of a column, or of the times alone, the numbers add up to a whole.
    fn whole(&self, at: Option<usize>) -> usize {
        let mut sums = Sums::new(self.cells, self.full_week);
        let mut held = String::new();
        for row in self.table.body.clone() {
            let text = at.map_or("", |at| self.cells.text(row, self.columns[at].field));
            if !text.is_empty() {
                held = folded(text);
            }
            for &column in &self.across.columns {
                sums.add((&held, &column.to_string()), row, self.columns[column].field);
            }
        }
        sums.whole(at.is_some())
    }
}
