//! Lines that have a name and no level: headings of the skills behind them, names of teams, notes, or what nobody is assessed for.

use super::headings;
use super::layout::Cells;
use super::sides::{Raw, Role, Side, Sides};
use crate::read::level;

/// Decides what every blank line is.
pub fn decide(sides: &mut Sides<'_>) {
    skills(sides);
    people(sides);
}

/// The last line that is a skill or a person: what stands behind it heads nothing.
fn last_rated(lines: &[Raw]) -> usize {
    lines.iter().rposition(|line| line.role == Role::Rated).unwrap_or(0)
}

/// Whether the first line of a side that could be a heading is one: a sheet with headings begins with one.
fn begins_with_heading(lines: &[Raw]) -> bool {
    lines
        .iter()
        .find(|line| matches!(line.role, Role::Rated | Role::Blank))
        .is_some_and(|line| line.role == Role::Blank)
}

fn skills(sides: &mut Sides<'_>) {
    let are_rows = sides.cells == Cells::PeopleAreColumns;
    let begins = begins_with_heading(&sides.skills);
    // Where an x is all that is said, a blank may mean that nobody has the skill.
    let is_ticked = is_ticked(sides);
    let last = last_rated(&sides.skills);
    let mut is_behind_note = false;
    let mut roles = Vec::new();
    for (at, line) in sides.skills.iter().enumerate() {
        let name = line.line.name.as_str();
        let is_last = at >= last;
        let role = match line.role {
            Role::Blank if name.is_empty() => Role::Silent,
            Role::Blank if headings::is_remark(name) || is_last && (line.is_apart && are_rows || is_behind_note) => {
                Role::Left
            }
            // A sheet that has a place for groups has its headings there.
            Role::Blank if is_last || sides.has_groups || !are_rows && !begins => Role::Blank,
            Role::Blank => Role::Heading { is_doubtful: !begins || is_ticked },
            role => role,
        };
        is_behind_note = is_last && (is_behind_note || matches!(role, Role::Left | Role::Computed | Role::Own(_)));
        roles.push(role);
    }
    sides.lines_mut(Side::Skills).iter_mut().zip(roles).for_each(|(line, role)| line.role = role);
}

fn people(sides: &mut Sides<'_>) {
    let are_rows = sides.cells != Cells::PeopleAreColumns;
    let known = |line: &Raw| sides.is_on_roster(&line.line.name);
    let begins = sides
        .people
        .iter()
        .find(|line| matches!(line.role, Role::Rated | Role::Blank))
        .is_some_and(|line| line.role == Role::Blank && !known(line) && !sides.is_near_roster(&line.line.name));
    let last = last_rated(&sides.people);
    let mut is_behind_note = false;
    let mut roles = Vec::new();
    for (at, line) in sides.people.iter().enumerate() {
        let name = line.line.name.as_str();
        let is_last = at >= last;
        let is_noted = headings::is_remark(name) || is_last && (line.is_apart && are_rows || is_behind_note);
        let role = match line.role {
            Role::Blank if name.is_empty() => Role::Silent,
            Role::Blank if known(line) || sides.is_near_roster(name) => Role::Rated,
            Role::Blank if is_noted || begins && !is_last => Role::Left,
            Role::Blank => Role::Rated,
            role => role,
        };
        is_behind_note = is_last && (is_behind_note || matches!(role, Role::Left | Role::Computed | Role::Own(_)));
        roles.push(role);
    }
    sides.lines_mut(Side::People).iter_mut().zip(roles).for_each(|(line, role)| line.role = role);
}

/// Whether no cell says more than an x or that somebody has nothing.
fn is_ticked(sides: &Sides<'_>) -> bool {
    let skills = sides.skills.iter().filter(|skill| skill.role == Role::Rated);
    let texts = skills.flat_map(|skill| sides.texts(Side::Skills, skill)).filter(|text| !text.is_empty());
    let levels: Vec<level::Level> =
        texts.filter_map(|text| level::read(text, sides.rules, sides.rules.bar).ok()).collect();
    levels.iter().any(|level| level.ticked) && levels.iter().all(|level| level.ticked || !says_level(level))
}

fn says_level(level: &level::Level) -> bool {
    matches!(level.mark, crate::model::skill::Mark::Level(level) if level > 0)
}
