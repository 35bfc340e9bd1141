//! A sheet with one rating per row: `Person,Skill,Level`, and what else a row may say about the skill and the rating.

use std::collections::{HashMap, HashSet};

use super::headings::{self, heading};
use super::layout::{self, Cells, DatesOf, Disagreement, Layout, Line, Spot, text};
use super::own::Own;
use crate::model::person::{Roster, folded};
use crate::model::skill::SkillRules;
use crate::problem::MatrixFault;
use crate::problem::words::matrix::Unclear;
use crate::read::grid::Grid;
use crate::read::level;

/// The columns of such a sheet.
pub struct Columns<'a> {
    grid: &'a Grid,
    roster: &'a Roster,
    header: usize,
    person: usize,
    skill: usize,
    level: usize,
    group: Option<usize>,
    dates: Option<usize>,
    wishes: Option<usize>,
    own: Vec<(Own, usize)>,
    unread: Vec<usize>,
}

/// Returns the columns below this header, or `None` if it is not that of such a sheet.
///
/// # Errors
/// One column is missing, or stands there twice.
pub fn columns<'a>(
    grid: &'a Grid,
    header: usize,
    roster: &'a Roster,
    rules: &SkillRules,
) -> Result<Option<Columns<'a>>, Unclear> {
    let all: Vec<usize> = layout::filled(grid, header).collect();
    let name = |col: usize| text(grid, (header, col));
    // A column headed by somebody on the roster is that person's, whatever else the name may mean.
    let is_free = |col: usize| roster.find_or_before_brackets(name(col)).is_none();
    let first = |is: fn(&str) -> bool| all.iter().copied().find(|&col| is(name(col)) && is_free(col));
    let (person, skill, level) = (first(headings::is_person), first(headings::is_skill), first(headings::is_level));
    let is_level = |text: &str| {
        !text.is_empty() && !matches!(level::read(text, rules, rules.bar), Err(MatrixFault::UnreadableLevel { .. }))
    };
    // A skill may be called `Technology`, and then there are levels below it.
    let names_skills = |col: usize| (header + 1..grid.rows.len()).all(|row| !is_level(text(grid, (row, col))));
    let (person, skill, level) = match (person, skill.filter(|&col| names_skills(col)), level) {
        (Some(person), Some(skill), Some(level)) => (person, skill, level),
        (Some(_), Some(_), None) if first(headings::is_wish).is_some() => return Err(Unclear::WishesAlone),
        (Some(_), Some(_), None) => return Err(Unclear::Listed { missing: "Level" }),
        (None, Some(_), Some(_)) => return Err(Unclear::Listed { missing: "Person" }),
        _ => return Ok(None),
    };
    if all.iter().any(|&col| col != level && headings::is_level(name(col))) {
        return Err(Unclear::LevelTwice);
    }
    let mut columns = Columns {
        grid,
        roster,
        header,
        person,
        skill,
        level,
        group: None,
        dates: None,
        wishes: None,
        own: Vec::new(),
        unread: Vec::new(),
    };
    for &col in all.iter().filter(|&&col| ![person, skill, level].contains(&col)) {
        columns.add(col);
    }
    Ok(Some(columns))
}

impl Columns<'_> {
    fn text(&self, spot: Spot) -> &str {
        text(self.grid, spot)
    }

    fn add(&mut self, col: usize) {
        let name = self.text((self.header, col));
        let slot = if headings::is_group(name) {
            &mut self.group
        } else if headings::is_assessed(name) || headings::is_date(name) {
            &mut self.dates
        } else if headings::is_wish(name) {
            &mut self.wishes
        } else if let Some(own) = Own::named(&heading(name)) {
            return self.own.push((own, col));
        } else if headings::is_notes(name) || headings::is_numbering(name) || headings::is_about_people(name) {
            return;
        } else {
            return self.unread.push(col);
        };
        match slot {
            None => *slot = Some(col),
            Some(_) => self.unread.push(col),
        }
    }

    fn line(&self, at: usize, head: Spot) -> Line {
        Line { at, head, name: self.text(head).to_owned() }
    }

    /// The key of a person. Two spellings of one person of the roster have the same.
    fn key(&self, person: &str) -> String {
        let known = self.roster.find_or_before_brackets(person).and_then(|at| self.roster.people.get(at));
        folded(known.map_or(person, |known| known.name.as_str()))
    }

    /// The layout, with people and skills in the order in which they appear.
    pub fn layout(&self) -> Layout {
        let mut layout = Layout {
            header: self.header,
            dates: self.dates.map(DatesOf::Ratings),
            wishes: self.wishes,
            unread: self.unread.iter().map(|&col| self.line(col, (self.header, col))).collect(),
            ..Layout::default()
        };
        let (mut people, mut skills) = (HashMap::new(), HashMap::new());
        let mut spots: HashMap<(usize, usize), Spot> = HashMap::new();
        // Lines of columns are numbered after all rows, because those of people and skills have the numbers of rows.
        let behind = self.grid.rows.len();
        for &(own, col) in &self.own {
            layout.own.push((own, self.line(behind + col, (self.header, col))));
        }
        let split = self.in_two_groups();
        for row in self.header + 1..self.grid.rows.len() {
            let (person, skill, level) = ((row, self.person), (row, self.skill), (row, self.level));
            let (whose, of, is_blank) =
                (self.text(person).to_owned(), self.text(skill).to_owned(), self.text(level).is_empty());
            let is_known = self.roster.find_or_before_brackets(&whose).is_some();
            if !is_known && headings::is_computed(&whose) || headings::is_computed(&of) {
                let head = if headings::is_computed(&of) { skill } else { person };
                if layout.computed.iter().all(|line| folded(&line.name) != folded(self.text(head))) {
                    layout.computed.push(self.line(row, head));
                }
                continue;
            }
            let group = self.group.map_or("", |col| self.text((row, col)));
            let is_split = split.contains(&folded(&of));
            if !whose.is_empty() && is_split && group.is_empty() {
                layout.unlabelled.extend((!is_blank).then_some(("group", level)));
                continue;
            }
            if whose.is_empty() || of.is_empty() {
                let missing = if whose.is_empty() { "person" } else { "skill" };
                layout.unlabelled.extend((!is_blank).then_some((missing, level)));
                continue;
            }
            let skill = *skills.entry((folded(&of), is_split.then(|| folded(group)))).or_insert_with(|| {
                layout.skills.push(self.line(row, skill));
                layout.groups.push(None);
                row
            });
            self.add_group(&mut layout, skill, row);
            for &(_, col) in &self.own {
                self.add_own(&mut layout, &mut spots, (behind + col, skill), (row, col));
            }
            let own = if is_known { None } else { Own::named(&heading(&whose)) };
            let person = *people.entry(self.key(&whose)).or_insert_with(|| {
                match own {
                    Some(own) => layout.own.push((own, self.line(row, person))),
                    None => layout.people.push(self.line(row, person)),
                }
                row
            });
            match spots.get(&(person, skill)) {
                Some(&there) => layout.repeated.push((level, there)),
                None => drop(spots.insert((person, skill), level)),
            }
        }
        layout.cells = Cells::Listed(spots);
        layout
    }

    /// The names that are skills of two groups: somebody is rated in both.
    fn in_two_groups(&self) -> HashSet<String> {
        let Some(group) = self.group else { return HashSet::new() };
        let mut groups: HashMap<(String, String), String> = HashMap::new();
        let mut split = HashSet::new();
        for row in self.header + 1..self.grid.rows.len() {
            let (skill, group) = (folded(self.text((row, self.skill))), folded(self.text((row, group))));
            if group.is_empty() {
                continue;
            }
            let said = groups.entry((self.key(self.text((row, self.person))), skill.clone())).or_insert(group.clone());
            if *said != group {
                split.insert(skill);
            }
        }
        split
    }

    /// Records the group of a skill. A blank leaves it to another row of the skill.
    fn add_group(&self, layout: &mut Layout, skill: usize, row: usize) {
        let Some(col) = self.group else { return };
        let here = (row, col);
        let group = self.text(here).to_owned();
        let Some(at) = layout.skills.iter().position(|line| line.at == skill) else { return };
        if group.is_empty() {
            return;
        }
        match layout.groups.get(at).cloned().flatten() {
            None => layout.groups[at] = Some(group),
            Some(said) if folded(&said) == folded(&group) => {}
            Some(said) => {
                let rows = skill..row;
                let is_said = |&other: &usize| {
                    self.text((other, col)) == said
                        && folded(self.text((other, self.skill))) == folded(self.text((row, self.skill)))
                };
                let there = (rows.into_iter().find(is_said).unwrap_or(skill), col);
                self.disagree(layout, here, there);
            }
        }
    }

    /// Records what a row says about its skill; all rows of the skill have to say the same.
    fn add_own(&self, layout: &mut Layout, spots: &mut HashMap<(usize, usize), Spot>, key: (usize, usize), here: Spot) {
        if self.text(here).is_empty() {
            return;
        }
        match spots.get(&key) {
            None => drop(spots.insert(key, here)),
            Some(&there) if folded(self.text(there)) == folded(self.text(here)) => {}
            Some(&there) => self.disagree(layout, here, there),
        }
    }

    fn disagree(&self, layout: &mut Layout, here: Spot, there: Spot) {
        layout.disagreements.push(Disagreement {
            name: self.text((here.0, self.skill)).to_owned(),
            what: self.text((self.header, here.1)).to_owned(),
            here,
            there,
        });
    }
}
