//! What was recorded, by person, week and category: the exact sums that every figure about effort is made of.

use std::collections::BTreeMap;

use super::explain::Measure;
use super::ground::Input;
use super::review::Review;
use super::share::Effort;
use crate::model::effort::Unit;
use crate::model::exact::Exact;

/// What one person recorded in one category in one week of the report: everything of it that is effort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Index into the review's people.
    pub person: usize,
    /// Index into the calendar's weeks.
    pub week: usize,
    /// Index into the review's categories.
    pub category: usize,
    /// In full-time weeks.
    pub share: Exact,
    /// Whether all of it was written in hours.
    pub in_hours: bool,
}

/// The sums in the order of people, weeks and categories. An entry of zero is one too, a blank is none. Leave and excluded work
/// are no effort, and are left out.
pub fn recorded(input: Input<'_>, review: &Review) -> Vec<Recorded> {
    let measure = Measure::new(input);
    let mut sums: BTreeMap<(usize, usize, usize), (Exact, bool)> = BTreeMap::new();
    for entry in &input.ledger.entries {
        let category = measure.category_of()[entry.activity];
        if !review.categories.get(category).is_some_and(|category| category.bucket.is_effort()) {
            continue;
        }
        let effort = Effort { slot: entry.slot, amount: &entry.amount, unit: entry.unit };
        for (week, share) in measure.shares(entry.person, effort) {
            let (sum, in_hours) = sums.entry((entry.person, week, category)).or_insert((Exact::ZERO, true));
            *sum = sum.plus(&share);
            *in_hours &= entry.unit == Unit::Hours;
        }
    }
    let row = |((person, week, category), (share, in_hours))| Recorded { person, week, category, share, in_hours };
    sums.into_iter().map(row).collect()
}
