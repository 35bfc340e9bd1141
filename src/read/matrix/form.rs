//! Recognises the form that a matrix is written in.

use super::first::first_row;
use super::layout::Layout;
use super::{long, wide};
use crate::model::person::Roster;
use crate::model::skill::SkillRules;
use crate::problem::words::matrix::Unclear;
use crate::read::grid::Grid;

/// Lays out `grid`. If the header has a person, a skill and a level, each row is one rating. Otherwise the people are
/// on the side that names more of the roster. If that does not decide, the heading in the corner does. If nothing
/// decides and the roster is only assumed, the people are rows.
pub fn layout(grid: &Grid, roster: &Roster, rules: &SkillRules) -> Result<Layout, Unclear> {
    let first = first_row(grid, roster, rules).ok_or(Unclear::TooSmall)?;
    let mut layout = match long::columns(grid, first, roster, rules)? {
        Some(columns) => columns.layout(),
        None => wide::layout(grid, first, roster, rules)?,
    };
    layout.tell_apart();
    if layout.people.is_empty() || layout.skills.is_empty() { Err(Unclear::TooSmall) } else { Ok(layout) }
}
