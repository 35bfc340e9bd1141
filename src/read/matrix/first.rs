//! Finds the header of a sheet: the row whose texts head the columns with levels. Titles, owners, dates of changes and counts may
//! stand above it.

use super::cells::{self, Kind};
use super::headings;
use super::layout::{filled, is_blank, text};
use crate::model::person::Roster;
use crate::model::skill::SkillRules;
use crate::read::grid::Grid;

/// Above a header stand a few rows, not hundreds.
const MOST_ABOVE: usize = 40;

/// Returns the first row of the header: that of the groups if they stand above the skills.
pub fn first_row(grid: &Grid, roster: &Roster, rules: &SkillRules) -> Option<usize> {
    let plain = first_without_titles(grid)?;
    let Some(header) = heading_levels(grid, roster, rules) else { return Some(plain) };
    if header <= plain {
        return Some(plain);
    }
    let above = (plain..header).next_back().filter(|&row| heads_groups(grid, row, header, rules));
    Some(above.unwrap_or(header))
}

/// The first row that is not blank and not a title of the whole sheet.
fn first_without_titles(grid: &Grid) -> Option<usize> {
    let rows = || (0..grid.rows.len()).filter(|&row| !is_blank(grid, row));
    let is_title = |&row: &usize| {
        let head = text(grid, (row, 0));
        let is_heading = headings::is_person(head) || headings::is_skill(head) || headings::is_group(head);
        filled(grid, row).eq([0]) && !is_heading
    };
    rows().find(|row| !is_title(row)).or_else(|| rows().next())
}

/// The row with the most texts above levels. Of two, the upper one, unless it is a title beside it: half as long or less.
fn heading_levels(grid: &Grid, roster: &Roster, rules: &SkillRules) -> Option<usize> {
    let mut last_level: Vec<usize> = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        for (col, cell) in row.cells.iter().enumerate() {
            if matches!(cells::kind(cell.text.trim(), rules), Kind::Rating | Kind::Number) {
                last_level.resize(last_level.len().max(col + 1), 0);
                last_level[col] = at;
            }
        }
    }
    let heads = |row: usize| {
        let above = |col: &usize| last_level.get(*col).is_some_and(|&last| last > row);
        let is_text = |col: &usize| matches!(cells::kind(text(grid, (row, *col)), rules), Kind::Text | Kind::Word);
        filled(grid, row).filter(above).filter(is_text).count()
    };
    // A row of one person of the roster is no header.
    let names_one = |row: usize| {
        let people = |cols: &mut dyn Iterator<Item = usize>| {
            cols.filter(|&col| roster.find_or_before_brackets(text(grid, (row, col))).is_some()).count()
        };
        people(&mut (0..3)) == 1 && people(&mut filled(grid, row)) == 1 && filled(grid, row).count() > 2
    };
    let mut best: Option<(usize, usize)> = None;
    for row in (0..grid.rows.len().min(MOST_ABOVE)).filter(|&row| !names_one(row)) {
        let score = heads(row);
        let length = |row: usize| filled(grid, row).count();
        let is_better =
            best.is_none_or(|(other, most)| score > most || score == most && length(other) * 2 <= length(row));
        if score > 0 && is_better {
            best = Some((row, score));
        }
    }
    best.map(|(row, _)| row)
}

/// Whether a row holds the groups of the skills in the row below it.
fn heads_groups(grid: &Grid, row: usize, header: usize, rules: &SkillRules) -> bool {
    let beside: Vec<usize> = filled(grid, row).filter(|&col| col > 0).collect();
    let corner = text(grid, (row, 0));
    let is_corner = corner.is_empty()
        || headings::is_group(corner)
        || headings::is_skill(corner)
        || headings::is_person(corner)
        || beside.len() > 1 && !corner.ends_with(':');
    let is_name = |col: &usize| {
        let name = text(grid, (row, *col));
        matches!(cells::kind(name, rules), Kind::Text | Kind::Word) && !name.ends_with(':')
    };
    is_corner && header == row + 1 && !beside.is_empty() && beside.iter().all(is_name)
}
