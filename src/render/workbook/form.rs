//! A workbook to fill in: a tab for each person with a row for each week, the list of the team, the skill matrix. What comes back is
//! read without a question.

use std::collections::HashSet;

use super::marks::{Colour, Mark, Rule};
use super::sheet::{Allowed, Cell, Choice, Digits, Kind, Outcome, Tab};
use super::spot::{across, cell};
use super::texts::cut;
use super::written::{About, written};
use crate::model::exact::Exact;
use crate::model::week::Week;
use crate::render::unwritable::Written;

/// What the workbook is made for.
pub struct Form<'a> {
    pub title: &'a str,
    pub weeks: &'a [Week],
    pub people: &'a [&'a str],
    pub categories: &'a [&'a str],
    /// The configuration has no roster: it is a tab.
    pub has_team: bool,
    /// The highest level, where the matrix is a tab.
    pub scale_max: Option<u32>,
}

/// The tabs that belong to nobody.
const TEAM: &str = "Team";
pub const SKILLS: &str = "Skills";
/// A name that spreadsheet programs keep for themselves.
const RESERVED: &str = "History";
/// The most that a tab's name has, in UTF-16.
const MOST: usize = 31;
/// So many blank rows stand below for further skills.
const SKILL_ROWS: usize = 30;

/// The file, whole: the same bytes for the same team and weeks.
///
/// # Errors
/// `unwritable-file`.
pub fn form(form: &Form<'_>) -> Written<Vec<u8>> {
    let mut tabs: Vec<Tab<'_>> = Vec::new();
    for (person, name) in form.people.iter().zip(names(form.people)) {
        tabs.push(weeks(form, person, name));
    }
    if form.has_team {
        tabs.push(team(form.people));
    }
    if let Some(scale_max) = form.scale_max {
        tabs.push(skills(form.people, scale_max));
    }
    let dated = form.weeks.last().map(|week| week.sunday());
    written(tabs, &About { title: form.title.to_owned(), dated, is_review: false })
}

fn percent(hundredths: i128) -> Exact {
    Exact::decimal(hundredths, 2)
}

/// The weeks of a person: percents of their own week, and a total that turns red where it is not about the whole.
fn weeks<'a>(form: &Form<'_>, person: &str, name: String) -> Tab<'a> {
    let widths = [11, 11].into_iter().chain(form.categories.iter().map(|_| 14)).chain([9]).collect();
    let mut tab = Tab::new(name, widths);
    tab.held = 2;
    // A tab may have to be called otherwise than the person.
    tab.push(vec![Cell::text(format!("Person: {person}")).of_kind(Kind::Title)]);
    let labels = ["Week", "Monday"].into_iter().chain(form.categories.iter().copied());
    tab.headed(labels.chain(["Total"]));
    let (first, last) = (tab.next(), tab.next() + form.weeks.len().saturating_sub(1));
    let (left, right) = (2, 1 + form.categories.len());
    let blank = || Cell { digits: Digits::Percent(0), on_right: true, ..Cell::blank().of_kind(Kind::Input) };
    for (at, week) in form.weeks.iter().enumerate() {
        let cells = across(first + at, left, right);
        let total =
            Cell::formula(format!("IF(COUNT({cells})=0,\"\",SUM({cells}))"), Outcome::Word(""), Digits::Percent(0));
        let labels = [Cell::text(week.to_string()), Cell::day(week.monday())];
        let amounts = form.categories.iter().map(|_| blank());
        tab.push(
            labels.into_iter().chain(amounts).chain([Cell { on_right: true, ..total.of_kind(Kind::Total) }]).collect(),
        );
    }
    if !form.categories.is_empty() && !form.weeks.is_empty() {
        tab.choices.push(Choice {
            rows: (first, last),
            columns: (left, right),
            allowed: Allowed::Between(Exact::ZERO, percent(200)),
        });
        let total = format!("${}", cell(first, right + 1));
        let outside = format!("=AND(ISNUMBER({total}),OR({total}<0.85,{total}>1.05))");
        let columns = (right + 1, right + 1);
        tab.marks.push(Mark { rows: (first, last), columns, rule: Rule::Where(outside, Colour::Bad) });
    }
    tab
}

/// The list of the team: everybody full-time until somebody says otherwise.
fn team<'a>(people: &[&str]) -> Tab<'a> {
    let mut tab = Tab::new(TEAM, vec![28, 8, 12, 12]);
    tab.headed(["Name", "FTE", "From", "To"]);
    let (first, last) = (tab.next(), tab.next() + people.len().saturating_sub(1));
    let day = || Cell { digits: Digits::Day, on_right: true, ..Cell::blank().of_kind(Kind::Input) };
    for person in people {
        let fte = Cell::number(Exact::ONE, Digits::Places(2)).of_kind(Kind::Input);
        tab.push(vec![Cell::text(*person), fte, day(), day()]);
    }
    if !people.is_empty() {
        let allowed = Allowed::Between(Exact::ZERO, Exact::ONE);
        tab.choices.push(Choice { rows: (first, last), columns: (1, 1), allowed });
    }
    tab
}

/// The skill matrix: people across, and rows for skills.
fn skills<'a>(people: &[&str], scale_max: u32) -> Tab<'a> {
    let widths = std::iter::once(28).chain(people.iter().map(|_| 12)).collect();
    let mut tab = Tab::new(SKILLS, widths);
    tab.headed(std::iter::once("Skill").chain(people.iter().copied()));
    let first = tab.next();
    for _ in 0..SKILL_ROWS {
        let levels = people.iter().map(|_| Cell::blank().of_kind(Kind::Level));
        tab.push(std::iter::once(Cell::blank()).chain(levels).collect());
    }
    if !people.is_empty() {
        tab.choices.push(Choice {
            rows: (first, tab.next() - 1),
            columns: (1, people.len()),
            allowed: Allowed::Whole(scale_max),
        });
    }
    tab
}

/// The name of each person's tab: the person's, as far as a tab can be called so, each once.
fn names(people: &[&str]) -> Vec<String> {
    let mut taken: HashSet<String> = [TEAM, SKILLS, RESERVED].iter().map(|name| name.to_lowercase()).collect();
    let mut names = Vec::new();
    for person in people {
        let plain: String = person.chars().map(|c| if is_allowed(c) { c } else { '-' }).collect();
        let plain = plain.trim().trim_matches('\'');
        let plain = if plain.is_empty() { "Person" } else { plain };
        let numbered = |number: usize| match number {
            1 => cut(plain, MOST).0.trim_end().to_owned(),
            number => {
                let behind = format!(" {number}");
                cut(plain, MOST - behind.len()).0.trim_end().to_owned() + &behind
            }
        };
        let name = (1..).map(numbered).find(|name| !taken.contains(&name.to_lowercase()));
        let name = name.unwrap_or_default();
        taken.insert(name.to_lowercase());
        names.push(name);
    }
    names
}

fn is_allowed(c: char) -> bool {
    !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_called_as_the_person_as_far_as_it_can_be() {
        let long = "Maximiliane-Theodora von Hohenstein-Waldburg";
        let people = ["Ada", "ada", "A/B: C", "Team", "'Bo'", "[]", long, long];
        assert_eq!(
            names(&people),
            [
                "Ada",
                "ada 2",
                "A-B- C",
                "Team 2",
                "Bo",
                "--",
                "Maximiliane-Theodora von Hohens",
                "Maximiliane-Theodora von Hohe 2"
            ]
        );
    }
}
