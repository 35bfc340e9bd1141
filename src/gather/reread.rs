//! Reads the cells of some person-weeks again: `explain` lists them, the page shows them behind its figures, `diff` compares
//! them.

use std::collections::BTreeSet;

use super::gathered::Gathered;
use super::lookup::{Named, traced};
use crate::calc::explain::{Blank, Cell};
use crate::calc::figure::EffortCells;
use crate::problem::Problem;
use crate::rollup::ledger::Entry;
use crate::rollup::roll::FileRoll;
use crate::rollup::trace::{TracedCell, TracedRow};
use crate::rollup::units::{amount_in, unit_of};

/// The cells, in the order of the files, then by row and column.
#[derive(Debug, Default)]
pub struct Reread {
    pub cells: Vec<Cell>,
    /// Blank cells of sheets with a column for each category or person, if they were asked for.
    pub blanks: Vec<Blank>,
}

/// All cells of the person-weeks of a figure, of any category; with `blanks`, also the blank cells of its own categories.
///
/// # Errors
/// `unreadable-file`.
pub fn reread(gathered: &Gathered, named: &Named, wanted: &EffortCells, blanks: bool) -> Result<Reread, Box<Problem>> {
    let person_weeks: BTreeSet<(usize, usize)> =
        wanted.weeks.iter().flat_map(|&week| wanted.people.iter().map(move |&person| (person, week))).collect();
    let is_touched = |entry: &&Entry| {
        let mut weeks = entry.slot.within(&gathered.calendar);
        weeks.any(|(week, ..)| person_weeks.contains(&(entry.person, week)))
    };
    let touched: BTreeSet<usize> = gathered.ledger.entries.iter().filter(is_touched).map(|entry| entry.file).collect();
    let is_wide = |file: usize| gathered.rolls[file].plan.format.is_wide();
    let mut files = touched.clone();
    if blanks {
        files.extend(named.files(&person_weeks).into_iter().filter(|&file| is_wide(file)));
    }
    let mut found = Reread::default();
    for file in files {
        let roll = &gathered.rolls[file];
        let blanks = blanks && is_wide(file);
        for mut row in traced(gathered, named, file, &person_weeks, blanks)? {
            let Some(person) = named.find(&row.person) else { continue };
            for cell in std::mem::take(&mut row.cells) {
                if cell.cell.is_none() {
                    let blank = blank(gathered, file, &row, cell, person);
                    found
                        .blanks
                        .extend(Some(blank).filter(|b| b.category.is_none_or(|c| wanted.categories.contains(&c))));
                } else if touched.contains(&file) {
                    found.cells.extend(entry(gathered, (file, roll), &row, cell, person));
                }
            }
        }
    }
    Ok(found)
}

fn blank(gathered: &Gathered, file: usize, row: &TracedRow, cell: TracedCell, person: usize) -> Blank {
    let category = cell.activity.and_then(|activity| gathered.ledger.category_of(file, activity));
    Blank { place: cell.place, person, slot: gathered.rolls[file].placed(row.slot), category }
}

/// A cell with an amount; `None` if the unit of its file is not known.
fn entry(
    gathered: &Gathered,
    (file, roll): (usize, &FileRoll),
    row: &TracedRow,
    cell: TracedCell,
    person: usize,
) -> Option<Cell> {
    let unit = roll.unit?;
    let activity = gathered.ledger.activity_of(file, cell.activity?)?;
    let amount = amount_in(cell.cell?.exact(), cell.notation, unit);
    let (slot, unit) = (roll.placed(row.slot), unit_of(cell.notation, unit));
    Some(Cell { place: cell.place, text: cell.text, person, slot, activity, amount, unit })
}
