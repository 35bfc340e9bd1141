//! What each line of a matrix is: a person, a skill, a heading, a line that a spreadsheet computes, or something for people to read.
//! Cells tell it before names do: a line without a level is no skill that nobody has.

use std::collections::{HashMap, HashSet};

use super::arithmetic::Formula;
use super::cells::{self, Kind};
use super::headings::{self, Computed, heading};
use super::layout::{self, Asked, Cells, DatesOf, Layout, Line, Spot};
use super::met::Met;
use super::own::Own;
use crate::model::person::{Roster, folded};
use crate::model::skill::SkillRules;
use crate::problem::grammar::nearest;
use crate::read::grid::Grid;
use crate::read::level::usual;

/// A row or a column of which only the place is known.
#[derive(Debug, Clone)]
pub struct Raw {
    pub line: Line,
    /// What stands in the place of its group.
    pub above: String,
    /// Its heading spans the place of the group.
    pub is_ungrouped: bool,
    /// Something blank stands between it and the line before.
    pub is_apart: bool,
    pub role: Role,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A person or a skill.
    Rated,
    Own(Own),
    Dates,
    Computed,
    /// It has nothing but a name. That is decided last.
    Blank,
    /// It heads the skills behind it, or may do so.
    Heading {
        is_doubtful: bool,
    },
    /// It is known not to be needed.
    Silent,
    /// It is left out, and that is said.
    Left,
    Unread,
    /// It may be computed or rated.
    Asked(Formula),
}

/// Both sides of a sheet.
pub struct Sides<'a> {
    pub grid: &'a Grid,
    pub roster: &'a Roster,
    pub rules: &'a SkillRules,
    pub cells: Cells,
    pub header: usize,
    pub people: Vec<Raw>,
    pub skills: Vec<Raw>,
    /// Groups have a row or a column of their own.
    pub has_groups: bool,
    pub met: Met,
}

/// How many cells of a line are of which kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub ratings: usize,
    pub numbers: usize,
    pub words: usize,
    pub texts: usize,
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    People,
    Skills,
}

impl Side {
    pub fn other(self) -> Side {
        if self == Side::People { Side::Skills } else { Side::People }
    }
}

impl Raw {
    pub fn new(line: Line) -> Raw {
        Raw { line, above: String::new(), is_ungrouped: false, is_apart: false, role: Role::Rated }
    }

    fn name(&self) -> &str {
        &self.line.name
    }
}

impl Sides<'_> {
    pub fn lines(&self, side: Side) -> &[Raw] {
        if side == Side::People { &self.people } else { &self.skills }
    }

    pub fn lines_mut(&mut self, side: Side) -> &mut [Raw] {
        if side == Side::People { &mut self.people } else { &mut self.skills }
    }

    pub fn spot(&self, person: &Raw, skill: &Raw) -> Spot {
        match self.cells {
            Cells::PeopleAreColumns => (skill.line.at, person.line.at),
            _ => (person.line.at, skill.line.at),
        }
    }

    /// The text where a line of one side crosses one of the other.
    pub fn crossing(&self, side: Side, line: &Raw, other: &Raw) -> &str {
        let spot = if side == Side::People { self.spot(line, other) } else { self.spot(other, line) };
        layout::text(self.grid, spot)
    }

    /// The texts of a line where it crosses people or skills.
    pub fn texts<'s>(&'s self, side: Side, line: &'s Raw) -> impl Iterator<Item = &'s str> {
        let rated = self.lines(side.other()).iter().filter(|other| other.role == Role::Rated);
        rated.map(move |other| self.crossing(side, line, other))
    }

    pub fn counts(&self, side: Side, line: &Raw) -> Counts {
        let mut counts = Counts::default();
        for text in self.texts(side, line) {
            match self.met.kind(text, self.rules) {
                Kind::Blank | Kind::Text if text.is_empty() => {}
                Kind::Rating => counts.ratings += 1,
                Kind::Number => counts.numbers += 1,
                Kind::Word => counts.words += 1,
                Kind::Blank | Kind::Text => counts.texts += 1,
            }
        }
        counts
    }

    pub fn is_on_roster(&self, name: &str) -> bool {
        self.roster.find_or_before_brackets(name).is_some()
    }

    /// Finds out what the lines are, as far as their names and their cells say it line by line.
    pub fn sort(&mut self) {
        self.by_name();
        self.by_cells(Side::Skills);
        self.by_cells(Side::People);
        // Lines of texts are known now, and do not count in lines across.
        self.by_cells(Side::Skills);
    }

    fn by_name(&mut self) {
        let roster = self.roster;
        let mut is_dated = false;
        for person in &mut self.people {
            let name = person.name();
            person.role = if roster.find_or_before_brackets(name).is_some() {
                Role::Rated
            } else if let Some(own) = Own::named(&heading(name)) {
                Role::Own(own)
            } else if headings::is_assessed(name) && !is_dated {
                is_dated = true;
                Role::Dates
            } else if headings::computed(name) != Computed::No && !is_name_too(name) {
                Role::Computed
            } else if headings::is_notes(name) || headings::is_numbering(name) {
                Role::Silent
            } else {
                Role::Rated
            };
        }
        for skill in &mut self.skills {
            let name = skill.name();
            skill.role = if headings::is_assessed(name) && !is_dated {
                is_dated = true;
                Role::Dates
            } else if headings::computed(name) == Computed::Surely {
                Role::Computed
            } else if headings::is_notes(name) || headings::is_numbering(name) {
                Role::Silent
            } else {
                Role::Rated
            };
        }
    }

    fn by_cells(&mut self, side: Side) {
        let counts: Vec<Counts> = self.lines(side).iter().map(|line| self.counts(side, line)).collect();
        let all_words = counts.iter().all(|count| count.ratings + count.words == 0);
        let shared = if all_words { self.shared(side) } else { HashSet::new() };
        let legends = self.legends(side, &counts);
        let mut roles = Vec::new();
        for (at, (line, count)) in self.lines(side).iter().zip(&counts).enumerate() {
            let is_open = line.role == Role::Rated && !(side == Side::People && self.is_on_roster(line.name()));
            roles.push(match line.role {
                Role::Rated if is_open && legends.contains(&at) => Role::Left,
                Role::Rated if is_open => {
                    let is_wordy = all_words && (shared.is_empty() || shared.contains(&at));
                    self.of_counts(side, line, *count, is_wordy)
                }
                role => role,
            });
        }
        self.lines_mut(side).iter_mut().zip(roles).for_each(|(line, role)| line.role = role);
    }

    /// What a line is by its cells. `is_wordy`: no cell of the sheet is a level, and the texts of this line may be.
    fn of_counts(&self, side: Side, line: &Raw, count: Counts, is_wordy: bool) -> Role {
        let name = line.name();
        let is_about = headings::is_about_people(name);
        if count.ratings > 0 {
            return Role::Rated;
        }
        if is_about && (side == Side::Skills || self.cells == Cells::PeopleAreColumns) {
            return Role::Silent;
        }
        if count.words > 0 && name.is_empty() {
            return Role::Silent;
        }
        if count.words + count.numbers > 0 {
            return Role::Rated;
        }
        if count.texts == 0 {
            return Role::Blank;
        }
        if self.repeats_header(side, line) {
            return Role::Blank;
        }
        if name.is_empty() {
            return Role::Silent;
        }
        if is_wordy || side == Side::People && self.is_near_roster(name) {
            return Role::Rated;
        }
        let is_column = (side == Side::People) == (self.cells == Cells::PeopleAreColumns);
        if is_column { Role::Unread } else { Role::Left }
    }

    pub fn is_near_roster(&self, name: &str) -> bool {
        let spellings = self.roster.people.iter().flat_map(|known| known.spellings());
        !self.roster.assumed && !nearest(name, spellings).is_empty()
    }

    /// Whether a row says the header again: `Frontend,Ann,Bob`.
    fn repeats_header(&self, side: Side, line: &Raw) -> bool {
        let others = self.lines(side.other()).iter().filter(|other| other.role == Role::Rated);
        let mut said = others
            .map(|other| (self.crossing(side, line, other), other.name()))
            .filter(|(text, _)| !text.is_empty())
            .peekable();
        said.peek().is_some() && said.all(|(text, name)| folded(text) == folded(name))
    }

    /// The lines whose texts stand in other lines too, as words for levels do and names and places do not.
    fn shared(&self, side: Side) -> HashSet<usize> {
        let mut lines: HashMap<String, HashSet<usize>> = HashMap::new();
        for (at, line) in self.lines(side).iter().enumerate().filter(|(_, line)| line.role == Role::Rated) {
            for text in self.texts(side, line).filter(|text| !text.is_empty()) {
                lines.entry(folded(text)).or_default().insert(at);
            }
        }
        lines.into_values().filter(|lines| lines.len() > 1).flatten().collect()
    }

    /// The lines of explanations: `0`, `none` in two columns, or `expert`, `5` in two rows and more.
    fn legends(&self, side: Side, counts: &[Counts]) -> HashSet<usize> {
        let lines = self.lines(side);
        let filled = |at: usize| counts.get(at).map_or(0, |c| c.ratings + c.numbers + c.words + c.texts);
        let explains = |at: usize| {
            lines.get(at).is_some_and(|line| {
                let is_scale = matches!(cells::kind(line.name(), self.rules), Kind::Rating | Kind::Number)
                    || usual::usual(line.name()).is_some();
                line.role == Role::Rated && filled(at) < 2 && is_scale && !self.is_on_roster(line.name())
            })
        };
        let in_run = |at: usize| explains(at) && (explains(at + 1) || at > 0 && explains(at - 1));
        let counting = |at: usize| {
            let said: Vec<u32> = self.texts(side, &lines[at]).filter_map(|text| text.parse().ok()).collect();
            let steps = |by: fn(u32, u32) -> bool| said.windows(2).all(|pair| by(pair[0], pair[1]));
            said.len() > 2
                && said.len() == filled(at)
                && (steps(|a, b| a.checked_add(1) == Some(b)) || steps(|a, b| b.checked_add(1) == Some(a)))
        };
        let is_text = |at: usize| counts.get(at).is_some_and(|c| c.ratings + c.numbers == 0 && c.words + c.texts > 0);
        let beside = |at: usize| {
            let name = lines[at].name();
            (name.is_empty() || headings::is_level(name)) && counting(at) && (name.is_empty() || is_text(at + 1))
        };
        (0..lines.len()).filter(|&at| in_run(at) || beside(at)).collect()
    }

    /// The layout, now that every line is known.
    pub fn layout(self) -> Layout {
        let mut layout = Layout { cells: self.cells.clone(), header: self.header, ..Layout::default() };
        let mut group = None;
        for raw in self.skills {
            if raw.is_ungrouped {
                group = None;
            } else if !raw.above.is_empty() {
                group = Some(raw.above.clone());
            }
            match raw.role {
                Role::Rated | Role::Blank => {
                    layout.skills.push(raw.line);
                    layout.groups.push(group.clone());
                }
                Role::Heading { is_doubtful } => {
                    group = Some(raw.line.name.trim_end_matches(':').trim_end().to_owned());
                    if is_doubtful { &mut layout.doubtful } else { &mut layout.headings }.push(raw.line);
                }
                Role::Asked(formula) => layout.asked.push(Asked { line: raw.line, formula, is_skill: true }),
                Role::Dates => layout.dates = Some(DatesOf::People(raw.line.at)),
                role => layout.put(role, raw.line),
            }
        }
        for raw in self.people {
            match raw.role {
                Role::Rated | Role::Blank => layout.people.push(raw.line),
                Role::Asked(formula) => layout.asked.push(Asked { line: raw.line, formula, is_skill: false }),
                Role::Own(own) => layout.own.push((own, raw.line)),
                Role::Dates => layout.dates = Some(DatesOf::Skills(raw.line.at)),
                role => layout.put(role, raw.line),
            }
        }
        layout
    }
}

impl Layout {
    fn put(&mut self, role: Role, line: Line) {
        match role {
            Role::Computed => self.computed.push(line),
            Role::Left | Role::Heading { .. } if !line.name.is_empty() => self.left.push(line),
            Role::Unread => self.unread.push(line),
            _ => {}
        }
    }
}

/// Whether a heading of computed lines is also a name of people.
pub fn is_name_too(name: &str) -> bool {
    ["max", "min"].contains(&heading(name).as_str())
}
