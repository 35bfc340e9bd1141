//! Sheets with one column per person: `Week,Ada,Bo` for one category, which the file is named after, or two header rows with
//! people over categories (or categories over people). A name stands above its first column; it also holds for the blank fields
//! to its right.
//!
//! ```text
//! ,Ada,,Bo,
//! Week,CI,Docs,CI,Docs
//! 2016-W03,40%,60%,100%,
//! ```

use std::sync::Arc;

use super::headings::{self, is, unit_behind};
use super::plan::{AmountColumn, Format, Header, Ignored, PersonFrom, Plan, When};
use super::roles::{Mapping, ignored};
use super::{cell, when};
use crate::model::person::Roster;

/// Returns the plan of such a sheet, or `None` if the header is not that of one.
pub(super) fn plan(file: &Arc<str>, header: &Header, second: Option<&Header>, mapping: &Mapping<'_>) -> Option<Plan> {
    if let Some(second) = second
        && let Some(plan) = two_rows(file, header, second, mapping)
    {
        return Some(plan);
    }
    let day = day_field(header)?;
    let forced = mapping.format.is_some();
    let has_person = header.headings.iter().any(|heading| is(heading, headings::PERSON));
    let is_person = |heading: &String| mapping.roster.is_some_and(|roster| roster.find(heading).is_some());
    if !forced && (has_person || !header.headings.iter().any(is_person)) {
        return None;
    }
    let (category, unit) = unit_behind(mapping.file_stem);
    let columns =
        header.headings.iter().enumerate().filter(|(at, _)| *at != day).map(|(at, heading)| (at, heading.as_str()));
    let column = |field, person: &str| AmountColumn {
        field,
        activity: category.clone(),
        person: Some(person.to_owned()),
        unit,
        ..AmountColumn::default()
    };
    Some(put_together(file, header.clone(), None, day, columns, column))
}

/// Returns the field of the week or the date: the one whose heading says so, or the first field if its heading is blank.
fn day_field(header: &Header) -> Option<usize> {
    let named = |heading: &String| is(heading, headings::WEEK) || is(heading, headings::DATE);
    header.headings.iter().position(named).or_else(|| header.headings.first()?.is_empty().then_some(0))
}

/// Returns the plan of a sheet with people over categories, or the other way round. Each column below a name of the upper row
/// has a name of its own, and at least one name of the upper row has two columns.
fn two_rows(file: &Arc<str>, upper: &Header, lower: &Header, mapping: &Mapping<'_>) -> Option<Plan> {
    let day = [lower, upper].iter().find_map(|header| {
        let named = |heading: &String| is(heading, headings::WEEK) || is(heading, headings::DATE);
        header.headings.iter().position(named)
    })?;
    if upper.headings.iter().any(|heading| is(heading, headings::PERSON)) {
        return None;
    }
    let width = lower.headings.len();
    let mut above: Vec<Option<&str>> = Vec::with_capacity(width);
    let mut blanks = 0;
    for field in 0..width {
        let name = upper.headings.get(field).map_or("", String::as_str).trim();
        let before = above.last().copied().flatten().filter(|_| field != day + 1 && !lower.headings[field].is_empty());
        blanks += usize::from(name.is_empty() && before.is_some());
        above.push(if field == day {
            None
        } else if name.is_empty() {
            before
        } else {
            Some(name)
        });
    }
    let repeated = (1..width).any(|at| above[at].is_some() && above[..at].contains(&above[at]));
    let is_name = |text: &str| !text.is_empty() && cell::amount(text, None).is_err() && !when::is_when(text);
    let is_total = |name: &str| ignored(name) == Some(Ignored::Total);
    let named = |field: usize| above[field].is_none_or(|above| is_total(above) || is_name(&lower.headings[field]));
    if (blanks == 0 && !repeated) || !(0..width).all(named) || above.iter().flatten().count() < 2 {
        return None;
    }
    let people_below = mapping.roster.is_some_and(|roster| {
        let count = |names: &mut dyn Iterator<Item = &str>| names.filter(|name| roster.find(name).is_some()).count();
        count(&mut lower.headings.iter().map(String::as_str)) > count(&mut above.iter().flatten().copied())
    });
    let columns = lower.headings.iter().enumerate().filter(|(at, _)| *at != day).map(|(at, heading)| {
        let total = above[at].filter(|name| is_total(name));
        (at, total.unwrap_or(heading.as_str()))
    });
    let column = |field: usize, below: &str| {
        let above = above[field].unwrap_or_default();
        let (person, activity) = if people_below { (below, above) } else { (above, below) };
        let (activity, unit) = unit_behind(activity);
        AmountColumn { field, activity, person: Some(person.to_owned()), unit, ..AmountColumn::default() }
    };
    Some(put_together(file, lower.clone(), Some(upper.clone()), day, columns, column))
}

fn put_together<'a>(
    file: &Arc<str>,
    header: Header,
    above: Option<Header>,
    day: usize,
    columns: impl Iterator<Item = (usize, &'a str)>,
    column: impl Fn(usize, &str) -> AmountColumn,
) -> Plan {
    let heading = |header: &Header| header.headings.get(day).cloned().unwrap_or_default();
    let is_date = is(&heading(&header), headings::DATE)
        || above.as_ref().is_some_and(|above| is(&heading(above), headings::DATE));
    let (mut amounts, mut left) = (Vec::new(), Vec::new());
    for (field, heading) in columns {
        match ignored(heading) {
            Some(why) => left.push((field, why)),
            None => amounts.push(column(field, heading)),
        }
    }
    Plan {
        file: file.clone(),
        format: Format::PeopleAcross,
        header,
        above,
        person: PersonFrom::Headings,
        when: if is_date { When::Date(day) } else { When::Week(day) },
        says: Vec::new(),
        amounts,
        ignored: left,
        entries: None,
        tested: Vec::new(),
        leave_cells: [0; 4],
        bare: None,
    }
}

/// Returns the first column of each person who is not on the roster.
pub fn strangers<'a>(plan: &'a Plan, roster: &Roster) -> Vec<(usize, &'a str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for column in &plan.amounts {
        if let Some(name) = column.person.as_deref()
            && roster.find(name).is_none()
            && !found.iter().any(|(_, known)| *known == name)
        {
            found.push((column.field, name));
        }
    }
    found
}
