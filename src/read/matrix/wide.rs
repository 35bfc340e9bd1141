//! A matrix with people along one side and skills along the other, and with groups above or beside the skills.

use std::collections::HashSet;

use super::blanks;
use super::cells::{self, Kind};
use super::computed;
use super::headings::{self, Computed, heading};
use super::layout::{self, Cells, Layout, Line, Spot};
use super::met::Met;
use super::own::Own;
use super::sides::{Raw, Sides};
use crate::model::person::{Roster, folded};
use crate::model::skill::SkillRules;
use crate::problem::MatrixFault;
use crate::problem::words::matrix::Unclear;
use crate::read::grid::Grid;
use crate::read::level;

/// How many columns may stand before the names of people, for example a team and a number.
const MOST_BEFORE: usize = 3;

/// Lays out the sheet whose first row is `first`.
pub fn layout(grid: &Grid, first: usize, roster: &Roster, rules: &SkillRules) -> Result<Layout, Unclear> {
    let mut sheet = Sheet { grid, roster, rules, width: layout::width(grid), first, names: 0 };
    sheet.names = sheet.names();
    let mut layout =
        if sheet.people_are_rows()? { sheet.with_people_as_rows() } else { sheet.with_people_as_columns() };
    sheet.add_unlabelled(&mut layout);
    Ok(layout)
}

/// The layout of two sides, once every line is known.
fn sorted(mut sides: Sides<'_>) -> Layout {
    sides.sort();
    computed::find(&mut sides);
    blanks::decide(&mut sides);
    sides.layout()
}

struct Sheet<'a> {
    grid: &'a Grid,
    roster: &'a Roster,
    rules: &'a SkillRules,
    width: usize,
    /// The first row of the sheet.
    first: usize,
    /// The column with the names of people, if they are rows.
    names: usize,
}

/// The columns that head the rows of skills.
struct Heads {
    name: usize,
    group: Option<usize>,
}

impl Sheet<'_> {
    fn text(&self, spot: Spot) -> &str {
        layout::text(self.grid, spot)
    }

    fn is_on_roster(&self, spot: Spot) -> bool {
        self.roster.find_or_before_brackets(self.text(spot)).is_some()
    }

    fn is_level(&self, text: &str) -> bool {
        !matches!(level::read(text, self.rules, self.rules.bar), Err(MatrixFault::UnreadableLevel { .. }))
    }

    /// Whether a cell is a rating, and not a row's number.
    fn rates(&self, spot: Spot) -> bool {
        cells::kind(self.text(spot), self.rules) == Kind::Rating && !self.is_on_roster(spot)
    }

    fn below(&self, row: usize) -> impl Iterator<Item = usize> {
        row + 1..self.grid.rows.len()
    }

    fn on_roster_below(&self, col: usize) -> usize {
        self.below(self.first).filter(|&row| self.is_on_roster((row, col))).count()
    }

    /// Returns the column headed like people, or else the one that names most of the roster, or else the first.
    fn names(&self) -> usize {
        let first_columns = || 0..self.width.min(MOST_BEFORE);
        // Somebody may be an `Engineer`.
        let is_named = |col: usize| self.below(self.first + 1).all(|row| !self.rates((row, col)));
        let headed = |row: usize| {
            let mut cols = first_columns().filter(|&col| headings::is_person(self.text((row, col))));
            cols.find(|&col| is_named(col))
        };
        let most = || first_columns().rev().max_by_key(|&col| self.on_roster_below(col)).unwrap_or(0);
        if headings::is_skill(self.text((self.first, 0))) {
            return headed(self.first + 1).unwrap_or(0);
        }
        headed(self.first).or_else(|| headed(self.first + 1)).unwrap_or_else(most)
    }

    fn people_are_rows(&self) -> Result<bool, Unclear> {
        let down = self.on_roster_below(self.names);
        let across = |row: usize| (1..self.width).filter(|&col| self.is_on_roster((row, col))).count();
        let across = across(self.first).max(across(self.people_row()));
        if down != across {
            return Ok(down > across);
        }
        // `Skills` above the groups, `Name` above the people.
        if headings::is_person(self.text((self.first + 1, self.names))) && self.has_second_header() {
            return Ok(true);
        }
        for corner in [(self.first, 0), (self.first, 1), (self.first, self.names), (self.people_row(), 0)] {
            let name = self.text(corner);
            if headings::is_person(name) {
                return Ok(true);
            }
            if headings::is_skill(name) || (headings::is_group(name) && !self.has_second_header()) {
                return Ok(false);
            }
        }
        match down {
            0 if self.roster.assumed => self.people_are_rows_by_what_is_beside_them(),
            0 => Err(Unclear::Nobody),
            people => Err(Unclear::Both { people }),
        }
    }

    /// Without a name that is known: what is required of a skill and how many have it stands beside people, and so do texts about
    /// them. Rows without levels between others head skills or people, and then nothing decides. Else people are rows.
    fn people_are_rows_by_what_is_beside_them(&self) -> Result<bool, Unclear> {
        let is_beside =
            |name: &str| !name.is_empty() && (Own::named(&heading(name)).is_some() || headings::counts_people(name));
        let down = self.below(self.first).any(|row| is_beside(self.text((row, 0))));
        let across = (1..self.width).any(|col| is_beside(self.text((self.first, col))));
        let is_about = |col: usize| headings::is_about_people(self.text((self.first, col)));
        if down != across {
            return Ok(down);
        }
        if (0..self.width).any(is_about) {
            return Ok(true);
        }
        let is_alone =
            |row: &usize| layout::filled(self.grid, *row).eq([0]) && !headings::is_remark(self.text((*row, 0)));
        let alone: Vec<usize> = self.below(self.first).filter(is_alone).collect();
        let begins = alone.first() == Some(&(self.first + 1)) && self.grid.rows.len() > self.first + 2;
        if begins && self.width > 1 { Err(Unclear::Nobody) } else { Ok(true) }
    }

    /// The row that names the people, if they are columns: below a row of teams, the second.
    fn people_row(&self) -> usize {
        let second = self.first + 1;
        let is_on_roster = |row: usize| (1..self.width).any(|col| self.is_on_roster((row, col)));
        let names_skills = headings::is_skill(self.text((second, 0))) || headings::is_skill(self.text((second, 1)));
        let is_second =
            !is_on_roster(self.first) && (is_on_roster(second) || names_skills) && self.has_no_level(second);
        if is_second { second } else { self.first }
    }

    fn has_no_level(&self, row: usize) -> bool {
        layout::filled(self.grid, row).all(|col| !self.is_level(self.text((row, col))))
    }

    /// Returns whether the second row holds skills below a row of groups: its own heading is blank or `Person`, and it
    /// has no level.
    fn has_second_header(&self) -> bool {
        let second = self.first + 1;
        let head = self.text((second, self.names));
        let skills = self.names + 1..self.width;
        let mut names = skills.map(|col| self.text((second, col))).filter(|name| !name.is_empty()).peekable();
        (head.is_empty() || headings::is_person(head))
            && !self.is_on_roster((second, self.names))
            && names.peek().is_some()
            && !names.any(|name| self.is_level(name))
    }

    fn with_people_as_rows(&self) -> Layout {
        let grouped = self.has_second_header();
        let header = if grouped { self.first + 1 } else { self.first };
        let mut sides = self.sides(Cells::PeopleAreRows, header);
        sides.has_groups = grouped;
        for col in self.names + 1..self.width {
            let above = if grouped { self.text((self.first, col)) } else { "" };
            let mut head = (header, col);
            // A heading that spans both header rows stands in the upper one and is no group.
            let is_used = self.below(header).any(|row| !self.text((row, col)).is_empty());
            let is_ungrouped = is_used && !above.is_empty() && self.text(head).is_empty();
            if is_ungrouped {
                head = (self.first, col);
            }
            let above = above.to_owned();
            sides.skills.push(Raw { above, is_ungrouped, ..Raw::new(self.line(col, head)) });
        }
        for row in self.below(header).filter(|&row| !layout::is_blank(self.grid, row)) {
            // Lines computed over everybody often have their heading in the first column, wherever the names are.
            let is_moved = self.text((row, self.names)).is_empty() && self.is_no_person(self.text((row, 0)));
            let head = if is_moved { (row, 0) } else { (row, self.names) };
            let is_apart = self.is_apart(row);
            sides.people.push(Raw { is_apart, ..Raw::new(self.line(row, head)) });
        }
        let mut layout = sorted(sides);
        let before: Vec<Line> = (0..self.names)
            .map(|col| self.line(col, (header, col)))
            .filter(|line| !line.name.is_empty())
            .filter(|line| !headings::is_about_people(&line.name) && !headings::is_numbering(&line.name))
            .collect();
        layout.unread.splice(0..0, before);
        layout
    }

    fn with_people_as_columns(&self) -> Layout {
        let header = self.people_row();
        let heads = self.heads_of_skills(header);
        let mut sides = self.sides(Cells::PeopleAreColumns, header);
        sides.has_groups = heads.group.is_some();
        for row in self.below(header).filter(|&row| !layout::is_blank(self.grid, row)) {
            let above = heads.group.map_or("", |col| self.text((row, col)));
            let mut head = (row, heads.name);
            let mut raw = Raw::new(self.line(row, head));
            raw.is_apart = self.is_apart(row);
            if let Some(group) = heads.group
                && raw.line.name.is_empty()
                && (headings::computed(above) != Computed::No || headings::is_remark(above))
            {
                head = (row, group);
                raw.line = self.line(row, head);
            } else {
                raw.above = above.trim_end_matches(':').trim_end().to_owned();
            }
            sides.skills.push(raw);
        }
        let is_head = |col: usize| col == heads.name || Some(col) == heads.group;
        for col in (0..self.width).filter(|&col| !is_head(col)) {
            sides.people.push(Raw::new(self.line(col, (header, col))));
        }
        sorted(sides)
    }

    /// The columns that name the skills and their groups, if people are columns: those before the first with a level or a person.
    fn heads_of_skills(&self, header: usize) -> Heads {
        let head = |col: usize| self.text((header, col));
        let is_free = |col: usize| !self.is_on_roster((header, col));
        let texts = |col: usize| -> Vec<String> {
            let rows = self.below(header).map(|row| self.text((row, col)));
            rows.filter(|text| !text.is_empty()).map(folded).collect()
        };
        let is_text = |col: &usize| {
            let all = texts(*col);
            let is_level = |text: &&String| cells::kind(text, self.rules) == Kind::Rating;
            is_free(*col) && all.iter().filter(is_level).count() * 2 <= all.len()
        };
        let before: Vec<usize> = (0..self.width.min(MOST_BEFORE + 1)).take_while(|col| is_text(col)).collect();
        let named = |is: fn(&str) -> bool| before.iter().copied().filter(move |&col| is(head(col)));
        let differing = |col: usize| texts(col).into_iter().collect::<HashSet<_>>().len();
        let is_plain = |col: &usize| !headings::is_numbering(head(*col)) && !headings::is_notes(head(*col));
        let second = before.get(1).copied().filter(|&col| head(col).is_empty() && differing(col) > 0);
        let open = before.iter().copied().filter(is_plain).filter(|&col| !headings::is_group(head(col)));
        let open: Vec<usize> = open.filter(|&col| !headings::is_about_people(head(col))).collect();
        let most = || open.iter().copied().rev().max_by_key(|&col| differing(col));
        let name = named(headings::is_skill).max_by_key(|&col| differing(col)).or(second).or_else(most).unwrap_or(0);
        // A column of groups repeats them, or says each once, and stands before the skills if its heading does not say so.
        let is_repeating = |col: &usize| differing(*col) < texts(name).len() && *col < name && is_plain(col);
        let beside = || before.iter().copied().rev().find(|col| *col != name && is_repeating(col));
        let group = named(headings::is_group).rfind(|&col| col != name).or_else(beside);
        Heads { name, group }
    }

    fn sides(&self, cells: Cells, header: usize) -> Sides<'_> {
        let (grid, roster, rules) = (self.grid, self.roster, self.rules);
        Sides {
            grid,
            roster,
            rules,
            cells,
            header,
            people: Vec::new(),
            skills: Vec::new(),
            has_groups: false,
            met: Met::default(),
        }
    }

    /// Whether blank rows stand between this row and the one before.
    fn is_apart(&self, row: usize) -> bool {
        let Some((before, this)) =
            row.checked_sub(1).and_then(|at| self.grid.rows.get(at)).zip(self.grid.rows.get(row))
        else {
            return false;
        };
        let lines = before.text.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1;
        layout::is_blank(self.grid, row - 1) || before.line + lines < this.line
    }

    fn line(&self, at: usize, head: Spot) -> Line {
        Line { at, head, name: self.text(head).to_owned() }
    }

    fn is_no_person(&self, name: &str) -> bool {
        headings::computed(name) != Computed::No || headings::is_remark(name) || Own::named(&heading(name)).is_some()
    }

    /// Takes lines without a name out of the layout. They are neither people nor skills, and must be blank; the first
    /// cell of each that is not is recorded.
    fn add_unlabelled(&self, layout: &mut Layout) {
        let nameless = |lines: &[Line]| -> Vec<usize> {
            lines.iter().filter(|line| line.name.is_empty()).map(|line| line.at).collect()
        };
        let (people, skills) = (nameless(&layout.people), nameless(&layout.skills));
        layout.people.retain(|person| !person.name.is_empty());
        let all = std::mem::take(&mut layout.skills).into_iter().zip(std::mem::take(&mut layout.groups));
        (layout.skills, layout.groups) = all.filter(|(skill, _)| !skill.name.is_empty()).unzip();
        let first = |missing: &'static str, crossings: Vec<(usize, usize)>| {
            let spots = crossings.into_iter().filter_map(|(person, skill)| layout.crossing(person, skill));
            spots.into_iter().find(|&spot| !self.text(spot).is_empty()).map(|spot| (missing, spot))
        };
        let of_people = people
            .iter()
            .filter_map(|&person| first("person", layout.skills.iter().map(|skill| (person, skill.at)).collect()));
        let of_skills = skills
            .iter()
            .filter_map(|&skill| first("skill", layout.people.iter().map(|person| (person.at, skill)).collect()));
        layout.unlabelled = of_people.chain(of_skills).collect();
    }
}
