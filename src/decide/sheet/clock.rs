//! Work by the times of day at which it began and ended, where no column holds the amounts: the end less the start, less the breaks.

use super::cells::{Cells, Number};
use super::column::Column;
use super::concept::Concept;
use super::role::{Known, Role, TimeRole};
use crate::model::effort::{HeadedUnit, Notation};
use crate::model::exact::Exact;

/// The positions of the columns of the start, the end and the breaks, these with the seconds that a bare number of them counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    pub start: usize,
    pub end: usize,
    pub breaks: Vec<(usize, i128)>,
}

/// The seconds of an hour.
pub const HOUR: i128 = 3600;
pub const MINUTE: i128 = 60;

/// Returns the columns by which the amounts are told, if there is one of each: a start and an end. `None` too if nothing tells what a
/// bare number of a break counts.
pub(super) fn clock(cells: &Cells, rows: &[usize], columns: &[Column], known: &[Known]) -> Option<Clock> {
    let only = |role: TimeRole| {
        let mut found = (0..known.len()).filter(|at| known[*at].role == Role::When(role));
        found.next().filter(|_| found.next().is_none())
    };
    let is_break = |at: &usize| known[*at].role == Role::Aside(Concept::Break);
    let breaks = (0..known.len()).filter(is_break).map(|at| Some((at, seconds(cells, rows, &columns[at])?)));
    Some(Clock { start: only(TimeRole::Start)?, end: only(TimeRole::End)?, breaks: breaks.collect::<Option<_>>()? })
}

/// The seconds that a bare number of a break counts: no break lasts ten hours, and hardly any three minutes.
fn seconds(cells: &Cells, rows: &[usize], column: &Column) -> Option<i128> {
    match column.said_unit.or(column.meaning.unit) {
        Some(HeadedUnit::Minutes) => return Some(MINUTE),
        Some(HeadedUnit::Hours) => return Some(HOUR),
        Some(HeadedUnit::Seconds) => return Some(1),
        Some(HeadedUnit::Percent | HeadedUnit::Days) => return None,
        None => {}
    }
    let is_bare = |number: &&Number| number.notation == Notation::Bare && !number.value.is_zero();
    let mut bare = rows.iter().filter_map(|row| cells.at(*row, column.field).number()).filter(is_bare).peekable();
    if bare.peek().is_none() {
        return Some(HOUR);
    }
    let numbers: Vec<&Exact> = bare.map(|number| &number.value).collect();
    if numbers.iter().all(|number| **number >= Exact::whole(10)) {
        Some(MINUTE)
    } else if numbers.iter().all(|number| **number <= Exact::whole(3)) {
        Some(HOUR)
    } else {
        None
    }
}
