//! Blocks of rows, each under a single text: of a person, or of the work of several people.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cells, Kind};
use super::heading::says_sum;
use super::rows::RowKind;
use super::table::Table;
use crate::model::person::{Roster, folded};

/// Returns whether single texts in the column of people name the work of the people below them: the first row of the table is one,
/// none of them stands beside amounts or is on the roster, and somebody stands below several of them.
pub(super) fn are_of_work(cells: &Cells, table: &Table, person: usize, roster: Option<&Roster>) -> bool {
    let mut blocks: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut leads: BTreeSet<String> = BTreeSet::new();
    for row in table.body.clone() {
        let text = cells.text(row, person);
        if text.is_empty() || table.repeats_header(cells, row) || says_sum(text).is_some() {
            continue;
        }
        let is_single = table.fields.iter().filter(|field| !cells.at(row, **field).is_blank()).count() == 1;
        if is_single {
            if roster.is_some_and(|roster| roster.find(text).is_some()) {
                return false;
            }
            leads.insert(folded(text));
        } else if leads.is_empty() {
            return false;
        } else {
            blocks.entry(folded(text)).or_default().insert(leads.len());
        }
    }
    let are_apart = leads.iter().all(|lead| !blocks.contains_key(lead));
    leads.len() >= 2 && are_apart && blocks.values().any(|of| of.len() > 1)
}

/// Makes the entries of blocks of which the text is a placeholder rows of nobody.
pub(super) fn leave_to_nobody(cells: &Cells, table: &Table, kinds: &mut [RowKind]) {
    let mut is_nobody = false;
    for (row, kind) in table.body.clone().zip(kinds) {
        match kind {
            RowKind::Group(_) => {
                let mut filled = cells.filled(row);
                is_nobody = filled.any(|field| cells.at(row, field).kind == Kind::Placeholder);
            }
            RowKind::Entry if is_nobody => *kind = RowKind::Nobody,
            _ => {}
        }
    }
}
