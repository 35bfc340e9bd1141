//! Skill matrices: with people as rows or as columns, with groups above or beside the skills, or with one rating per
//! row. docs/skills.md, section 1. For example:
//!
//! ```text
//! ,Deploying,,Tooling
//! ,Scap,Trebuchet,CI config
//! Ann,★★★★☆ (+1),-,3
//! Bob,2,,n/a
//! ```

mod arithmetic;
mod blanks;
mod cells;
mod checks;
mod computed;
mod dated;
mod first;
mod form;
mod headings;
mod known;
mod layout;
mod long;
mod met;
mod own;
mod reader;
mod scale;
mod sides;
mod ticks;
mod unread;
mod wide;
mod wordings;

use crate::model::person::Roster;
use crate::model::skill::{Mark, Matrix, SkillRules};
use crate::problem::{Fault, MatrixFault, Problem, Severity};
use crate::read::grid::{Grid, GridRow};
use crate::read::level::usual;

use dated::dated;
use reader::Reader;

/// Reads the current matrix. Returns it with the rules for skills: those of the configuration, overridden by what the
/// matrix itself says about its skills (bar, people needed, weight, critical). Coverage is calculated by these rules.
///
/// If the roster is assumed, everybody in the matrix is somebody who was seen, and the caller adds them to the roster.
///
/// All problems are found at once. If there are errors among them, the matrix is incomplete (an unreadable cell is
/// unknown, a repeated line is left out), and no figure should be based on it.
pub fn read(grid: &Grid, roster: &Roster, rules: &SkillRules) -> (Matrix, SkillRules, Vec<Problem>) {
    let dated = dated(grid);
    let rest = dated.rest(grid);
    let mut reader = Reader::new(&rest, roster, rules);
    let Some(layout) = reader.layout() else { return (Matrix::default(), rules.clone(), reader.problems) };
    reader.check_roster(&layout);
    let merged = reader.own_rules(&layout);
    let matrix = reader.matrix(&layout, &merged, &dated);
    reader.check_rules(&matrix);
    reader.tell_scale(&matrix, &merged);
    reader.tell_left_out(&layout);
    reader.tell_lines(&layout);
    (matrix, merged, reader.problems)
}

/// Reads an earlier matrix. People who have left may stand in it, and the rules that it states are not compared with
/// those of the configuration.
pub fn read_previous(grid: &Grid, roster: &Roster, rules: &SkillRules) -> (Matrix, Vec<Problem>) {
    let dated = dated(grid);
    let rest = dated.rest(grid);
    let mut reader = Reader::new(&rest, roster, rules);
    let Some(layout) = reader.layout() else { return (Matrix::default(), reader.problems) };
    let merged = Reader::new(&rest, roster, rules).own_rules(&layout);
    let matrix = reader.matrix(&layout, &merged, &dated);
    (matrix, reader.problems)
}

/// Returns whether a file that the configuration does not describe is a skill matrix. It must not contain weeks, days
/// or amounts of work. It must have headings of skills; or headings or names of people, or drawn levels, and then at
/// least half of its cells must be readable as levels.
pub fn looks_like_one(grid: &Grid, roster: &Roster) -> bool {
    let grid = &dated(grid).rest(grid);
    if checks::is_of_effort(grid, roster)
        || !(checks::heads_skills(grid, roster)
            || checks::heads_people(grid, roster)
            || checks::names_people(grid, roster)
            || checks::draws_levels(grid))
    {
        return false;
    }
    let (matrix, _, problems) = read(grid, roster, &SkillRules::default());
    let marks = matrix.ratings.iter().flatten().filter(|rating| matches!(rating.mark, Mark::Level(_))).count() as u64;
    let (mut levels, mut unreadable) = (marks, 0);
    for problem in &problems {
        match &problem.fault {
            Fault::Matrix(MatrixFault::UnknownWords { words, .. }) => {
                let (usual, others): (Vec<_>, Vec<_>) = words.iter().partition(|(word, _)| usual::is_level(word));
                levels += usual.iter().map(|(_, cells)| cells).sum::<u64>();
                unreadable += others.iter().map(|(_, cells)| cells).sum::<u64>();
            }
            _ => unreadable += u64::from(problem.severity() == Severity::Error),
        }
    }
    // A list of people may have a column of small numbers.
    let is_list = matrix.skills.len() < 2 && checks::has_addresses(grid);
    checks::heads_skills(grid, roster) || levels > 0 && levels >= unreadable && !is_list
}

/// Returns whether a sheet has a header and nothing below it yet.
pub fn is_blank(grid: &Grid) -> bool {
    let says = |row: &&GridRow| row.cells.iter().any(|cell| !cell.text.trim().is_empty());
    grid.rows.iter().filter(says).count() < 2
}

/// Returns whether headings say that a sheet is of skills.
pub fn is_headed(grid: &Grid, roster: &Roster) -> bool {
    checks::heads_skills(&dated(grid).rest(grid), roster)
}

#[cfg(test)]
mod tests;
