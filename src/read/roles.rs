//! What each column of an effort sheet is, by its heading and by what the configuration says.

use super::format::Format;
use super::headings::{self, is, is_total, unit_named};
use super::plan::{Header, Ignored, Says};
use crate::model::effort::Unit;
use crate::model::person::{Roster, folded};
use crate::problem::SheetFault;
use crate::problem::grammar::nearest;

/// What the configuration and the file's name say about the columns of a file.
#[derive(Debug, Clone, Default)]
pub struct Mapping<'a> {
    pub format: Option<Format>,
    /// The person whose file it is.
    pub person: Option<&'a str>,
    /// The mapping: roles with the headings of their columns.
    pub columns: Vec<(&'a str, &'a str)>,
    /// The file's name without its extension. It names the person if no column does, and the category of a sheet with one
    /// column per person.
    pub file_stem: &'a str,
    /// The roster, by which a sheet with one column per person is recognised.
    pub roster: Option<&'a Roster>,
}

/// The fields of a header that are recognised by their headings, or that the mapping names.
pub(super) struct Roles<'a> {
    pub header: &'a Header,
    pub week: Option<usize>,
    pub date: Option<usize>,
    pub from: Option<usize>,
    pub to: Option<usize>,
    pub person: Option<usize>,
    pub says: Vec<(Says, usize)>,
    /// The columns of amounts, in a sheet with one amount per row.
    pub amounts: Vec<(usize, Option<Unit>)>,
    /// Whether the mapping names a column of amounts. Then columns that it does not name are left alone.
    pub mapped: bool,
    pub times: Times,
}

/// The roles of a mapping that describe the work, and the headings that are recognised without a mapping. A description counts
/// as a remark unless the mapping names it.
pub(super) const SAYS: &[(&str, Says, &[&str])] = &[
    ("category", Says::Category, headings::CATEGORY),
    ("project", Says::Project, headings::PROJECT),
    ("task", Says::Task, headings::TASK),
    ("tags", Says::Tags, &["tags"]),
    ("client", Says::Client, &["client", "customer", "kunde"]),
    ("description", Says::Description, &[]),
    ("billable", Says::Billable, &["billable"]),
    ("type", Says::Type, &["type"]),
];

impl<'a> Roles<'a> {
    /// # Errors
    /// `unknown-column` for every heading of the mapping that the header does not have.
    pub(super) fn in_header(header: &'a Header, mapping: &Mapping<'_>) -> Result<Roles<'a>, Vec<SheetFault>> {
        let keys: Vec<String> = header.headings.iter().map(|heading| folded(heading)).collect();
        let mut faults = Vec::new();
        for (_, name) in &mapping.columns {
            if !keys.contains(&folded(name)) {
                let near = nearest(name, header.headings.iter().map(String::as_str));
                let header = header.headings.clone();
                faults.push(SheetFault::UnknownColumn { name: (*name).to_owned(), header, near });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let named = |role: &str| {
            let (_, name) = mapping.columns.iter().find(|(known, _)| *known == role)?;
            keys.iter().position(|key| *key == folded(name))
        };
        let any_named = |roles: &[&str]| roles.iter().any(|role| named(role).is_some());
        let known = |words: &[&str]| words.iter().find_map(|word| keys.iter().position(|key| key == word));
        let unless = |taken: bool, words: &[&str]| if taken { None } else { known(words) };
        let days_named = any_named(&["week", "date", "from", "to", "start"]);
        let what_named = SAYS.iter().any(|(role, ..)| named(role).is_some());
        let mapped = [("hours", Unit::Hours), ("percent", Unit::Percent)];
        let mut mapped: Vec<(usize, Option<Unit>)> =
            mapped.into_iter().filter_map(|(role, unit)| Some((named(role)?, Some(unit)))).collect();
        let times = Times {
            id: named("id"),
            start: named("start"),
            end: named("end"),
            date: named("date"),
            hours: named("hours"),
            percent: named("percent"),
        };
        mapped.extend(times.spans().map(|(_, end)| (end, Some(Unit::Hours))));
        let known_amounts = || {
            let amount = |(at, key): (usize, &String)| {
                let words = [headings::PERCENT, headings::HOURS, headings::AMOUNT];
                words.iter().any(|words| words.contains(&key.as_str())).then(|| (at, unit_named(key)))
            };
            keys.iter().enumerate().filter_map(amount).collect()
        };
        Ok(Roles {
            header,
            week: named("week").or_else(|| unless(days_named, headings::WEEK)).or_else(|| {
                let begins = |key: &String| headings::WEEK_BEGINS.iter().any(|word| key.starts_with(word));
                let open = !days_named && known(headings::DATE).is_none();
                keys.iter().position(begins).filter(|_| open)
            }),
            date: named("date").or_else(|| unless(days_named, headings::DATE)),
            from: named("from").or_else(|| unless(days_named, headings::FROM)),
            to: named("to").or_else(|| unless(days_named, headings::TO)),
            person: if mapping.person.is_some() { None } else { named("person").or_else(|| known(headings::PERSON)) },
            says: SAYS
                .iter()
                .filter_map(|(role, says, words)| Some((*says, named(role).or_else(|| unless(what_named, words))?)))
                .collect(),
            mapped: !mapped.is_empty(),
            times,
            amounts: if mapped.is_empty() { known_amounts() } else { mapped },
        })
    }

    /// Returns whether the sheet has a column that describes the work. Without a mapping, tags, clients and the like do not
    /// count by themselves.
    fn names_work(&self) -> bool {
        let main = |says: &Says| matches!(says, Says::Category | Says::Project | Says::Task);
        self.mapped && !self.says.is_empty() || self.says.iter().any(|(says, _)| main(says))
    }

    /// Returns whether each row holds one amount, beside columns that describe the work.
    pub(super) fn is_long(&self) -> bool {
        self.mapped || (self.names_work() && !self.amounts.is_empty())
    }

    /// Returns whether a sheet with one amount per row has columns whose headings are unknown.
    pub(super) fn has_unknown(&self) -> bool {
        let used = |field: usize| {
            [self.week, self.date, self.from, self.to, self.person].contains(&Some(field))
                || self.says.iter().any(|(_, at)| *at == field)
                || self.amounts.iter().any(|(at, _)| *at == field)
        };
        let known = [headings::TOTAL, headings::REMARK, headings::UNUSED, headings::UNUSED_NUMBERS];
        let is_known = |heading: &str| heading.is_empty() || known.iter().any(|words| is(heading, words));
        let mut headings = self.header.headings.iter().enumerate();
        headings.any(|(at, heading)| !used(at) && !is_known(heading))
    }
}

/// The fields of a mapping that make each row an entry of a timesheet.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Times {
    pub id: Option<usize>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub date: Option<usize>,
    pub hours: Option<usize>,
    pub percent: Option<usize>,
}

impl Times {
    /// The start and the end, if the amount of a row is the time between them because no column holds it.
    pub fn spans(&self) -> Option<(usize, usize)> {
        self.start.zip(self.end).filter(|_| self.hours.is_none() && self.percent.is_none())
    }
}

/// Returns why a column of a wide sheet is left alone, or `None` if it is a category.
pub(super) fn ignored(heading: &str) -> Option<Ignored> {
    if heading.trim().is_empty() {
        Some(Ignored::Unheaded)
    } else if is_total(heading) {
        Some(Ignored::Total)
    } else if is(heading, headings::REMARK) {
        Some(Ignored::Remark)
    } else if is(heading, headings::UNUSED) {
        Some(Ignored::Unused)
    } else {
        None
    }
}
