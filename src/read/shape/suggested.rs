//! The mapping that teamcap suggests for a file whose headings it does not know.

use crate::model::effort::Bare;
use crate::model::source::without_role;
use crate::problem::grammar::{list, quoted, quoted_all};
use crate::read::cell::{self, CellFault};
use crate::read::headings::{self, counted, is};
use crate::read::plan::{Format, Header};
use crate::read::roles::{Roles, SAYS};
use crate::read::tracker::{self, Shown};

/// A suggested mapping.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggested {
    /// Roles with their headings; `None` for a role that the mapping needs and that no heading says.
    pub roles: Vec<(&'static str, Option<String>)>,
    /// The headings that have no role.
    pub others: Vec<String>,
    /// What a bare number counts, if the heading of the amounts says it.
    pub unit: Option<Bare>,
}

/// Returns the mapping that the headings of a file suggest.
pub fn suggested(headings: &[String]) -> Suggested {
    let known = |words: &[&str]| headings.iter().find(|heading| is(heading, words)).cloned();
    let mut roles = vec![("person", known(headings::PERSON))];
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
            roles.extend(date.map(|(role, heading)| (role, Some(heading))));
            roles.extend([("start", Some(first)), ("end", Some(last))]);
        }
        (Some((role, heading)), ..) => roles.push((role, Some(heading))),
        (None, Some(first), Some(last)) => roles.extend([("from", Some(first)), ("to", Some(last))]),
        // An entry is of the day it begins.
        (None, first, _) => roles.push(("date", first)),
    }
    let (heading, unit) = hours.unzip();
    let unit = unit.flatten();
    let unit = unit.filter(|_| percent.is_none());
    if !is_span {
        roles.push(percent.map_or(("hours", heading), |(role, heading)| (role, Some(heading))));
    }
    let work: Vec<_> = SAYS.iter().filter_map(|(role, _, words)| Some((*role, known(words)?))).collect();
    if work.is_empty() {
        roles.push(("category", None));
    }
    roles.extend(work.into_iter().map(|(role, heading)| (role, Some(heading))));
    let others = without_role(headings, &roles);
    Suggested { roles, others, unit }
}

impl Suggested {
    /// Returns the mapping as it is written in the configuration; behind it the roles that it lacks, with the headings that are
    /// left for them.
    pub(super) fn text(&self) -> String {
        let known =
            self.roles.iter().filter_map(|(role, heading)| Some(format!("{role} = {}", quoted(heading.as_ref()?))));
        let mut text = format!("columns = {{ {} }}", known.collect::<Vec<_>>().join(", "));
        if let Some(unit) = self.unit {
            text.push_str(&format!("\nunit = \"{}\"", unit.name()));
        }
        let lacking = self.roles.iter().filter(|(_, heading)| heading.is_none()).map(|(role, _)| (*role).to_owned());
        let lacking: Vec<String> = lacking.collect();
        if !lacking.is_empty() {
            let others = match &self.others[..] {
                [] => "no heading is left for it".to_owned(),
                others => format!("one of {}", quoted_all(others).join(", ")),
            };
            text.push_str(&format!("\nand in these columns {}: {others}", list(&lacking)));
        }
        text
    }
}

/// Returns the format of an export to which nothing is missing but whose it is.
pub fn nobodys(headings: &[String]) -> Option<Format> {
    let header = Header { headings: headings.to_vec(), ..Header::default() };
    let Shown::Of(tracker) = tracker::shown(&header)? else { return None };
    let file = std::sync::Arc::from("");
    let is_whole = |person: Option<&str>| tracker.plan(&file, header.clone(), person).is_ok();
    (!is_whole(None) && is_whole(Some("somebody"))).then_some(Format::Tracker(tracker))
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
