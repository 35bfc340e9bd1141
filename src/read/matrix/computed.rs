//! Finds the lines that follow from the levels by arithmetic, whatever they are called: counts, totals, means.

use super::arithmetic::{Cell, Formula, Place, Strength, fit, is_difference};
use super::headings::{self, Computed};
use super::layout;
use super::own::Own;
use super::sides::{Raw, Role, Side, Sides};
use crate::model::person::folded;
use crate::model::skill::Mark;
use crate::read::level;

/// Computed lines stand at the ends of a sheet, or at the end of a group that they sum up.
const MOST_AT_ENDS: usize = 6;
/// A sheet of more lines is looked at by its words only.
const MOST_LINES: usize = 500;

/// Finds them on both sides. Twice, because an average of averages follows only from what is left.
pub fn find(sides: &mut Sides<'_>) {
    if sides.people.len().max(sides.skills.len()) > MOST_LINES {
        return;
    }
    for _ in 0..2 {
        find_in(sides, Side::Skills);
        find_in(sides, Side::People);
    }
    find_differences(sides);
}

fn find_in(sides: &mut Sides<'_>, side: Side) {
    let rated: Vec<usize> = (0..sides.lines(side).len()).filter(|&at| is_rated(&sides.lines(side)[at])).collect();
    let bars = bars(sides);
    let mut roles = Vec::new();
    for (nth, &at) in rated.iter().enumerate() {
        let line = &sides.lines(side)[at];
        let name = line.line.name.as_str();
        let begins = headings::computed(name) == Computed::Begins;
        let is_at_end = nth < MOST_AT_ENDS || rated.len() - nth <= MOST_AT_ENDS;
        if is_said(sides, side, name) || !is_at_end && !begins {
            continue;
        }
        let found = bases(sides, side, &rated, nth).into_iter().filter_map(|base| {
            let places = places(sides, side, at, &base, &bars);
            fit(&places, sides.rules.scale_max)
        });
        let Some(fit) = found.max_by_key(|fit| fit.strength) else { continue };
        // Nobody on a roster that is whole is called so: it is no person.
        let is_no_person = side == Side::People && !sides.is_near_roster(name);
        let is_unlike_name = side == Side::People && !is_like_name(name);
        let is_unseen = side == Side::People && sides.roster.assumed && !sides.roster.people.is_empty();
        let is_beside = [at.wrapping_sub(1), at + 1].iter().any(|at| {
            sides.lines(side).get(*at).is_some_and(|line| matches!(line.role, Role::Computed | Role::Own(_)))
        });
        let is_outermost = nth < 2 || rated.len() - nth <= 2;
        let (is_likely, is_possible) = (fit.strength >= Strength::Likely, fit.strength >= Strength::Possible);
        // A line without a name is asked about as such.
        if name.is_empty() && fit.strength < Strength::Sure {
            continue;
        }
        if fit.strength == Strength::Sure || is_unlike_name || is_no_person && !sides.roster.assumed && is_possible {
            roles.push((at, Role::Computed));
        } else if is_likely && is_outermost
            || begins && is_possible
            || (is_unseen || is_beside) && is_no_person
            || is_skipped(sides, side, line)
        {
            roles.push((at, Role::Asked(fit.formula)));
        }
    }
    for (at, role) in roles {
        sides.lines_mut(side)[at].role = role;
    }
}

fn is_rated(line: &Raw) -> bool {
    matches!(line.role, Role::Rated | Role::Asked(_))
}

/// Whether what is computed from every other line is not computed from this one.
fn is_skipped(sides: &Sides<'_>, side: Side, line: &Raw) -> bool {
    let others = || sides.lines(side).iter().filter(|other| is_rated(other) && other.line != line.line);
    let computed = sides.lines(side.other()).iter().filter(|across| across.role == Role::Computed);
    let is_blank = |line: &Raw, across: &Raw| sides.crossing(side, line, across).is_empty();
    let mut skipping = computed.filter(|across| is_blank(line, across));
    others().count() > 1 && skipping.any(|across| others().all(|other| !is_blank(other, across)))
}

/// Whether most of a line are numbers that are no levels: it may be computed itself, and nothing follows from it.
fn is_odd(sides: &Sides<'_>, side: Side, line: &Raw) -> bool {
    let is_known = side == Side::People && sides.is_on_roster(&line.line.name);
    let counts = sides.counts(side, line);
    !is_known && counts.numbers > counts.ratings + counts.words + counts.texts
}

/// Whether the roster or the configuration says that a line is a person or a skill.
fn is_said(sides: &Sides<'_>, side: Side, name: &str) -> bool {
    match side {
        Side::People => sides.is_on_roster(name),
        Side::Skills => sides.rules.of.iter().any(|rule| folded(&rule.name) == folded(name)),
    }
}

/// Whether a text could be the name of somebody: it begins with a letter, and has no digits and no signs.
fn is_like_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_alphabetic)
        && !name.contains(|c: char| c.is_ascii_digit() || "#>≥=%+&/".contains(c))
}

/// The lines that one may be computed from: all others; those known to be people; those before it since the last computed line.
fn bases(sides: &Sides<'_>, side: Side, rated: &[usize], nth: usize) -> Vec<Vec<usize>> {
    let lines = sides.lines(side);
    let is_plain = |at: usize| lines[at].role == Role::Rated && !is_odd(sides, side, &lines[at]);
    let all: Vec<usize> = rated.iter().copied().filter(|&at| at != rated[nth] && is_plain(at)).collect();
    let known = |at: &usize| side == Side::People && sides.is_on_roster(&lines[*at].line.name);
    let known: Vec<usize> = all.iter().copied().filter(known).collect();
    let start = lines[..rated[nth]].iter().rposition(|line| !is_rated(line)).map_or(0, |at| at + 1);
    let before: Vec<usize> = all.iter().copied().filter(|&at| (start..rated[nth]).contains(&at)).collect();
    // A part of the lines is summed up under a heading that says so; that a skill is like two before it is chance.
    let begins = headings::computed(&lines[rated[nth]].line.name) == Computed::Begins;
    let mut bases = if begins { vec![all, known, before] } else { vec![all, known] };
    bases.dedup();
    bases.retain(|base| base.len() > 1);
    bases
}

fn places<'s>(sides: &'s Sides<'_>, side: Side, at: usize, base: &[usize], bars: &[u32]) -> Vec<Place<'s>> {
    let (lines, others) = (sides.lines(side), sides.lines(side.other()));
    let across = others.iter().enumerate().filter(|(_, other)| other.role == Role::Rated);
    let across = across.filter(|(_, other)| !is_odd(sides, side.other(), other));
    let place = |(crossed, other): (usize, &'s Raw)| {
        let cell = |&at: &usize| {
            let bar = bars.get(if side == Side::People { crossed } else { at }).copied();
            cell(sides, sides.crossing(side, &lines[at], other), bar.unwrap_or(sides.rules.bar))
        };
        Place {
            said: sides.crossing(side, &lines[at], other),
            cells: base.iter().map(cell).collect(),
            is_known: side == Side::Skills && sides.is_on_roster(&other.line.name),
        }
    };
    across.map(place).collect()
}

fn cell(sides: &Sides<'_>, text: &str, bar: u32) -> Cell {
    sides.met.cell(text, bar, || read(sides, text, bar))
}

fn read(sides: &Sides<'_>, text: &str, bar: u32) -> Cell {
    let level = level::read(text, sides.rules, bar).ok().and_then(|level| match level.mark {
        Mark::Level(level) => Some(level),
        Mark::Unknown | Mark::NotApplicable => None,
    });
    // A dash is no number to a spreadsheet.
    let is_number = text != "-" && text != "–" && text != "—";
    Cell {
        level: level.filter(|_| is_number),
        is_filled: !text.is_empty(),
        is_held: level.is_some_and(|level| level >= bar),
    }
}

/// The bar of each line of skills: its own, if the sheet says one.
fn bars(sides: &Sides<'_>) -> Vec<u32> {
    let own = sides.people.iter().find(|line| line.role == Role::Own(Own::Bar));
    let bar = |skill: &Raw| {
        let said = own.and_then(|own| sides.crossing(Side::People, own, skill).parse().ok());
        said.unwrap_or_else(|| sides.rules.rule(&skill.line.name).bar)
    };
    sides.skills.iter().map(bar).collect()
}

/// A gap: the difference of two lines that are no people.
fn find_differences(sides: &mut Sides<'_>) {
    let texts = |line: &Raw| -> Vec<&str> {
        let skills = sides.skills.iter().filter(|skill| skill.role == Role::Rated);
        skills.map(|skill| layout::text(sides.grid, sides.spot(line, skill))).collect()
    };
    let is_beside = |line: &&Raw| matches!(line.role, Role::Own(_) | Role::Computed);
    let beside: Vec<Vec<&str>> = sides.people.iter().filter(is_beside).map(texts).collect();
    let is_gap = |line: &Raw| {
        let said = texts(line);
        let is_of = |above: &Vec<&str>| beside.iter().any(|below| is_difference(&said, above, below));
        is_rated(line) && !line.line.name.is_empty() && !sides.is_on_roster(&line.line.name) && beside.iter().any(is_of)
    };
    let gaps: Vec<usize> = (0..sides.people.len()).filter(|&at| is_gap(&sides.people[at])).collect();
    for at in gaps {
        let is_person = sides.roster.assumed && is_like_name(&sides.people[at].line.name);
        sides.people[at].role = if is_person { Role::Asked(Formula::Difference) } else { Role::Computed };
    }
}
