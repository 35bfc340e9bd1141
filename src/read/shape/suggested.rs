//! The mapping that teamcap suggests for a file whose headings it does not know.

use crate::model::effort::Bare;
use crate::problem::grammar::quoted;
use crate::read::cell::{self, CellFault};
use crate::read::headings::{self, counted, is};
use crate::read::plan::{Format, Header};
use crate::read::roles::{Roles, SAYS};
use crate::read::tracker::{self, Shown};

/// Stands for a heading that the mapping needs and that the user has to fill in.
const OPEN: &str = "...";

/// A suggested mapping.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggested {
    /// Roles with their headings; `...` stands for a heading that the user has to fill in.
    pub roles: Vec<(&'static str, String)>,
    /// What a bare number counts, if the heading of the amounts says it.
    pub unit: Option<Bare>,
}

/// Returns the mapping that the headings of a file suggest.
pub fn suggested(headings: &[String]) -> Suggested {
    let known = |words: &[&str]| headings.iter().find(|heading| is(heading, words)).cloned();
    let open = || OPEN.to_owned();
    let mut roles = vec![("person", known(headings::PERSON).unwrap_or_else(open))];
    let percent = known(headings::PERCENT).map(|heading| ("percent", heading));
    let of_unit = || headings.iter().find_map(|heading| Some((heading.clone(), Some(counted(heading)?))));
    let hours = known(headings::HOURS).map(|heading| (heading, None)).or_else(of_unit);
    let hours = hours.or_else(|| Some((known(headings::AMOUNT)?, None)));
    let (first, last) = (known(headings::FROM), known(headings::TO));
    // A stretch with an amount; without one, the amount is the time between.
    let is_span = percent.is_none() && hours.is_none() && first.is_some() && last.is_some();
    let date = known(headings::WEEK).map(|week| ("week", week));
    let date = date.or_else(|| Some(("date", known(headings::DATE)?)));
    match (date, first, last) {
        (date, Some(first), Some(last)) if is_span => {
            roles.extend(date);
            roles.extend([("start", first), ("end", last)]);
        }
        (Some(date), ..) => roles.push(date),
        (None, Some(first), Some(last)) => roles.extend([("from", first), ("to", last)]),
        // An entry is of the day it begins.
        (None, first, _) => roles.push(("date", first.unwrap_or_else(open))),
    }
    let (heading, unit) = hours.unwrap_or_else(|| (open(), None));
    let unit = unit.filter(|_| percent.is_none());
    if !is_span {
        roles.push(percent.unwrap_or(("hours", heading)));
    }
    let work: Vec<_> = SAYS.iter().filter_map(|(role, _, words)| Some((*role, known(words)?))).collect();
    if work.is_empty() {
        roles.push(("category", open()));
    }
    roles.extend(work);
    Suggested { roles, unit }
}

impl Suggested {
    /// Returns the mapping as it is written in the configuration.
    pub(super) fn text(&self) -> String {
        let role = |(role, heading): &(&str, String)| format!("{role} = {}", quoted(heading));
        let columns = format!("columns = {{ {} }}", self.roles.iter().map(role).collect::<Vec<_>>().join(", "));
        match self.unit {
            Some(unit) => format!("{columns}\nunit = \"{}\"", unit.name()),
            None => columns,
        }
    }
}

/// Returns the format of an export to which nothing is missing but whose it is.
pub fn nobodys(headings: &[String]) -> Option<Format> {
    let header = Header { headings: headings.to_vec(), ..Header::default() };
    let Shown::Of(tracker) = tracker::shown(&header)? else { return None };
    let file = std::sync::Arc::from("");
    let is_whole = |person: Option<&str>| tracker.plan(&file, header.clone(), person).is_ok();
    (!is_whole(None) && is_whole(Some(OPEN))).then_some(Format::Tracker(tracker))
}

impl Roles<'_> {
    /// Returns whether a header that looks like that of a wide sheet is that of a sheet with one amount per row and unknown
    /// headings: because the columns that describe the work hold words in the first row, or because a heading names minutes or
    /// seconds.
    pub(super) fn is_row_an_amount(&self, first: Option<&Header>) -> bool {
        let text = |field: usize| first.and_then(|row| row.headings.get(field)).map_or("", String::as_str);
        let is_word = |field: usize| matches!(cell::amount(text(field), None), Err(CellFault::NotAnAmount));
        let counts = || self.header.headings.iter().any(|heading| counted(heading).is_some());
        !self.says.is_empty() && (self.says.iter().any(|(_, field)| is_word(*field)) || counts())
    }
}
