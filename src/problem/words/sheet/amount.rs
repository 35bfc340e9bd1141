//! The words for cells that hold no amount.

use super::super::{count, quoted};
use crate::problem::Words;

/// A cell that is neither blank nor an amount.
pub fn unreadable(text: &str, column: &str, of_entry: bool) -> Words {
    let what = if of_entry { "a duration" } else { "an amount" };
    Words::new(
        format!("{} under {} is not {what}", quoted(text), quoted(column)),
        if of_entry {
            "a duration (7.5, 7:30, 7h 30m, 45m)"
        } else {
            "a percent (41.5%), a fraction (0.415) or hours (7.5, 7:30, 7h 30m)"
        },
        "the amount, or leave the cell blank if nothing is to be said",
    )
}

/// A column of texts: the first of them, and how many there are.
pub fn wordy(column: &str, text: &str, cells: u64) -> Words {
    let others = count(cells.saturating_sub(1), "other text", "other texts");
    Words::new(
        format!("no cell under {} is an amount: {} and {others}", quoted(column), quoted(text)),
        "percents (41.5%), fractions (0.415) or hours (7.5, 7:30, 7h 30m) in each cell below",
        "which column is what, in teamcap.toml: teamcap sources prints a [[source]] to fill in",
    )
}
