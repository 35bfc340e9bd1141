//! The day on which a whole sheet was assessed: in a cell such as `Assessed: 2016-03-31`, or in a row with that heading
//! and one day after it.

use super::headings;
use super::layout::{Spot, filled, text};
use crate::model::day::Day;
use crate::model::slot::Slot;
use crate::problem::MatrixFault;
use crate::read::grid::Grid;
use crate::read::when;

/// What a sheet says about its day of assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dated {
    /// Every day that is stated, in file order.
    pub days: Vec<(Day, Spot)>,
    pub faults: Vec<(MatrixFault, Spot)>,
    /// The cells that state it, and their headings. They belong to no person and no skill.
    pub taken: Vec<Spot>,
}

/// Finds the day of `grid`.
pub fn dated(grid: &Grid) -> Dated {
    let mut dated = Dated::default();
    for row in 0..grid.rows.len() {
        let cells: Vec<usize> = filled(grid, row).collect();
        if let [head, day] = cells[..]
            && headings::is_assessed(text(grid, (row, head)))
        {
            dated.add(grid, (row, day), text(grid, (row, day)));
            dated.taken.push((row, head));
            continue;
        }
        for col in cells {
            let spot = (row, col);
            if let Some((text, certain)) = headings::behind_assessed(text(grid, spot))
                && (certain || day(&text).is_some())
            {
                dated.add(grid, spot, &text);
            }
        }
    }
    dated
}

impl Dated {
    fn add(&mut self, grid: &Grid, spot: Spot, said: &str) {
        match day(said) {
            Some(day) => self.days.push((day, spot)),
            None => {
                self.faults.push((MatrixFault::UnreadableAssessed { text: text(grid, spot).to_owned() }, spot));
            }
        }
        self.taken.push(spot);
    }

    /// Returns the sheet without the cells that state its day. Places and excerpts stay the same.
    pub fn rest(&self, grid: &Grid) -> Grid {
        let mut rest = grid.clone();
        for &(row, col) in &self.taken {
            if let Some(cell) = rest.rows.get_mut(row).and_then(|row| row.cells.get_mut(col)) {
                cell.text.clear();
            }
        }
        rest
    }
}

/// Returns the day that a text names, if it can be read in one way only.
pub fn day(text: &str) -> Option<Day> {
    match when::date(text, None, &[]) {
        Ok(Slot::Day(day)) => Some(day),
        _ => None,
    }
}
