//! A matrix with people along one side and skills along the other, and with groups above or beside the skills.

use super::headings::{self, heading};
use super::layout::{self, Cells, DatesOf, Layout, Line, Spot};
use super::own::Own;
use crate::model::person::Roster;
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

impl Sheet<'_> {
    fn text(&self, spot: Spot) -> &str {
        layout::text(self.grid, spot)
    }

    fn is_on_roster(&self, spot: Spot) -> bool {
        self.roster.find(self.text(spot)).is_some()
    }

    fn is_level(&self, text: &str) -> bool {
        !matches!(level::read(text, self.rules, self.rules.bar), Err(MatrixFault::UnreadableLevel { .. }))
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
        let headed = |row: usize| first_columns().find(|&col| headings::is_person(self.text((row, col))));
        let most = || first_columns().rev().max_by_key(|&col| self.on_roster_below(col)).unwrap_or(0);
        if headings::is_skill(self.text((self.first, 0))) {
            return headed(self.first + 1).unwrap_or(0);
        }
        headed(self.first).or_else(|| headed(self.first + 1)).unwrap_or_else(most)
    }

    fn people_are_rows(&self) -> Result<bool, Unclear> {
        let down = self.on_roster_below(self.names);
        let across = (1..self.width).filter(|&col| self.is_on_roster((self.first, col))).count();
        if down != across {
            return Ok(down > across);
        }
        // `Skills` above the groups, `Name` above the people.
        if headings::is_person(self.text((self.first + 1, self.names))) && self.has_second_header() {
            return Ok(true);
        }
        for corner in [(self.first, 0), (self.first, 1), (self.first, self.names)] {
            let name = self.text(corner);
            if headings::is_person(name) {
                return Ok(true);
            }
            if headings::is_skill(name) || (headings::is_group(name) && !self.has_second_header()) {
                return Ok(false);
            }
        }
        match down {
            0 if self.roster.assumed => Ok(true),
            0 => Err(Unclear::Nobody),
            people => Err(Unclear::Both { people }),
        }
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
        let mut layout = Layout { cells: Cells::PeopleAreRows, header, ..Layout::default() };
        for col in 0..self.names {
            let name = self.text((header, col));
            if !name.is_empty() && !headings::is_about_people(name) && !headings::is_numbering(name) {
                layout.unread.push(Line { at: col, head: (header, col), name: name.to_owned() });
            }
        }
        let mut group = None;
        for col in self.names + 1..self.width {
            let above = if grouped { self.text((self.first, col)) } else { "" };
            if !above.is_empty() {
                group = Some(above.to_owned());
            }
            let mut head = (header, col);
            // A heading that spans both header rows stands in the upper one and is no group.
            let is_used = self.below(header).any(|row| !self.text((row, col)).is_empty());
            if is_used && !above.is_empty() && self.text(head).is_empty() {
                (head, group) = ((self.first, col), None);
            }
            let cells = self.below(header).map(|row| self.text((row, col)));
            self.add_skill(&mut layout, self.line(col, head), group.clone(), cells);
        }
        for row in self.below(header).filter(|&row| !layout::is_blank(self.grid, row)) {
            // Lines computed over everybody often have their heading in the first column, wherever the names are.
            let head = if self.text((row, self.names)).is_empty() && self.is_no_person(self.text((row, 0))) {
                (row, 0)
            } else {
                (row, self.names)
            };
            self.add_person(&mut layout, self.line(row, head));
        }
        layout
    }

    fn with_people_as_columns(&self) -> Layout {
        let header = self.first;
        let second = self.text((header, 1));
        let is_free = !self.is_on_roster((header, 1));
        let has_groups_after = is_free && headings::is_group(second);
        let has_groups_before = is_free
            && (headings::is_skill(second)
                || second.is_empty() && self.below(header).any(|row| !self.text((row, 1)).is_empty()));
        let grouped = has_groups_before || has_groups_after;
        let (group_col, name_col) = if has_groups_before { (0, 1) } else { (1, 0) };
        let mut layout = Layout { cells: Cells::PeopleAreColumns, header, ..Layout::default() };
        let mut group = None;
        for row in self.below(header).filter(|&row| !layout::is_blank(self.grid, row)) {
            let (above, name) = (self.text((row, group_col)), self.text((row, name_col)));
            let mut head = (row, name_col);
            if grouped && name.is_empty() && (headings::is_computed(above) || headings::is_notes(above)) {
                head = (row, group_col);
            } else if grouped && !above.is_empty() {
                group = Some(above.to_owned());
            }
            // A row with nothing but the name of a group is a heading for the rows below it.
            if has_groups_before && layout::filled(self.grid, row).eq([group_col]) {
                continue;
            }
            let cells = (usize::from(grouped) + 1..self.width).map(|col| self.text((row, col)));
            self.add_skill(&mut layout, self.line(row, head), group.clone(), cells);
        }
        for col in usize::from(grouped) + 1..self.width {
            self.add_person(&mut layout, self.line(col, (header, col)));
        }
        layout
    }

    fn line(&self, at: usize, head: Spot) -> Line {
        Line { at, head, name: self.text(head).to_owned() }
    }

    /// `cells` are the cells of the line without its heading.
    fn add_skill<'c>(
        &self,
        layout: &mut Layout,
        line: Line,
        group: Option<String>,
        cells: impl Iterator<Item = &'c str>,
    ) {
        let mut cells = cells.filter(|text| !text.is_empty());
        if headings::is_assessed(&line.name) && layout.dates.is_none() {
            layout.dates = Some(DatesOf::People(line.at));
        } else if headings::is_computed(&line.name) {
            layout.computed.push(line);
        } else if headings::is_notes(&line.name)
            || headings::is_numbering(&line.name)
            || headings::is_about_people(&line.name) && !cells.any(|text| self.is_level(text))
        {
            // Words about people, and numbers of rows: not needed.
        } else {
            layout.skills.push(line);
            layout.groups.push(group);
        }
    }

    fn add_person(&self, layout: &mut Layout, line: Line) {
        if self.is_on_roster(line.head) {
            layout.people.push(line);
        } else if let Some(own) = Own::named(&heading(&line.name)) {
            layout.own.push((own, line));
        } else if headings::is_assessed(&line.name) && layout.dates.is_none() {
            layout.dates = Some(DatesOf::Skills(line.at));
        } else if headings::is_computed(&line.name) {
            layout.computed.push(line);
        } else if !headings::is_notes(&line.name) {
            layout.people.push(line);
        }
    }

    fn is_no_person(&self, name: &str) -> bool {
        headings::is_computed(name) || headings::is_notes(name) || Own::named(&heading(name)).is_some()
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
