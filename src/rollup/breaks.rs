//! The breaks in a timesheet: entries that are left out of every sum although no category excludes them.

use super::ledger::Ledger;
use super::roll::FileRoll;
use super::units::amount_in;
use crate::model::category::Taxonomy;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::place::Place;
use crate::problem::{EntryFault, Problem};

/// One note for each file with breaks: how many entries they are, and their hours.
pub fn breaks(rolls: &[FileRoll], ledger: &Ledger, taxonomy: &Taxonomy) -> Vec<Problem> {
    let note = |(file, roll): (usize, &FileRoll)| {
        let is_left = |activity: u32| {
            let activity = ledger.activity_of(file, activity)?;
            let of = ledger.activities.get(activity)?;
            Some(of.is_break() && taxonomy.category_of(of).is_none() && ledger.work.is_excluded(activity))
        };
        let left: Vec<bool> =
            (0..roll.ran.activities.len() as u32).map(|activity| is_left(activity).unwrap_or(false)).collect();
        if !left.contains(&true) {
            return None;
        }
        let (mut rows, mut hours) = (0, Exact::ZERO);
        for sum in roll.fold.rows().flat_map(|row| row.sums()).filter(|sum| left[sum.activity as usize]) {
            rows += sum.entries;
            hours = hours.plus(&amount_in(sum.exact(), sum.notation, Unit::Hours));
        }
        Some(Problem::new(EntryFault::BreaksLeftOut { rows, hours }).at(Place::file(&roll.plan.file)))
    };
    rolls.iter().enumerate().filter(|(_, roll)| roll.plan.entries.is_some()).filter_map(note).collect()
}
