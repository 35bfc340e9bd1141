//! Makes the plan of a sheet from its header. Headings are matched as a set of names, never by position. A header that has no
//! known shape is refused, and the message shows the nearest shape. docs/formats.md, section 1.

use std::sync::Arc;

use super::format::Need;
use super::headings::{self, is, unit_behind};
use super::plan::{AmountColumn, Format, Header, Ignored, PersonFrom, Plan, Says, When};
use super::roles::{Roles, ignored};
use super::tracker::Shown;
use super::tracker::table::Why;
use super::{across, tracker, when};
use crate::model::canonical;
use crate::model::person::folded;
use crate::problem::{EntryFault, Fault, SheetFault};

mod mapped;
mod suggested;

pub use super::roles::Mapping;
pub use suggested::{Suggested, nobodys, suggested};

/// Returns the plan for a sheet with this header. `second` is the row below it, which may be a header too.
///
/// # Errors
/// `unknown-column` for every column that the mapping names and the header does not have; `unknown-format` if the header is that
/// of no effort sheet and no export, or not of the format that the configuration says; `unfinished-mapping`; `summary-export`.
pub fn plan(
    file: &Arc<str>,
    header: Header,
    second: Option<Header>,
    mapping: &Mapping<'_>,
) -> Result<Plan, Vec<Fault>> {
    if mapping.columns.is_empty()
        && let Some(planned) = of_tracker(file, &header, mapping)
    {
        return planned.map_err(|fault| vec![fault]);
    }
    let roles =
        Roles::in_header(&header, mapping).map_err(|faults| faults.into_iter().map(Fault::from).collect::<Vec<_>>())?;
    if let Some(fault) = roles.unfinished(mapping) {
        return Err(vec![fault.into()]);
    }
    let refuse = |format: Format, missing: Vec<&str>| {
        let missing = missing.into_iter().map(str::to_owned).collect();
        let (header, nearest) = (header.headings.clone(), format.example());
        Err(vec![SheetFault::UnknownFormat { header, nearest, missing }.into()])
    };
    if mapping.format.is_none_or(|format| format == Format::PeopleAcross)
        && let Some(plan) = across::plan(file, &header, second.as_ref(), mapping)
    {
        return Ok(plan);
    }
    let format = match mapping.format {
        Some(format) => format,
        None => match roles.format(mapping) {
            Ok(format) => format,
            Err((format, missing)) if missing.is_empty() => {
                return refuse(format, vec![&suggested(&header.headings).text()]);
            }
            Err((format, missing)) => return refuse(format, missing),
        },
    };
    let is_wide = format.is_wide() && mapping.format.is_none() && mapping.columns.is_empty();
    if is_wide && roles.is_row_an_amount(second.as_ref()) {
        return refuse(Format::Long, vec![&suggested(&header.headings).text()]);
    }
    let missing = roles.missing(format, mapping);
    if !missing.is_empty() {
        return refuse(format, missing);
    }
    let plan = roles.plan(file, format, header.clone(), mapping);
    if format == Format::WideByPerson
        && let Some(heading) = dated_column(&plan, second.as_ref())
    {
        let missing = vec![format!("Week (is it {heading:?}?)")];
        let (header, nearest) = (header.headings, Format::WideByWeek.example());
        return Err(vec![SheetFault::UnknownFormat { header, nearest, missing }.into()]);
    }
    if plan.amounts.is_empty() { refuse(format, vec!["a category"]) } else { Ok(plan) }
}

/// Returns whether a header is that of a time tracker's export or of a canonical table.
pub fn is_export(header: &Header) -> bool {
    let keys: Vec<String> = header.headings.iter().map(|heading| folded(heading)).collect();
    canonical::is_header(keys.iter().map(String::as_str)) || tracker::shown(header).is_some()
}

/// Returns the plan of a time tracker's export, or `None` if neither the configuration nor the header says that it is one.
fn of_tracker(file: &Arc<str>, header: &Header, mapping: &Mapping<'_>) -> Option<Result<Plan, Fault>> {
    let shown = match mapping.format {
        Some(Format::Tracker(tracker)) => Shown::Of(tracker),
        Some(_) => return None,
        None => tracker::shown(header)?,
    };
    Some(match shown {
        Shown::Refused(refused) => {
            Err(EntryFault::SummaryExport { name: refused.name, subtotals: refused.why == Why::Subtotals }.into())
        }
        Shown::Of(tracker) => {
            // A file that is named after somebody on the roster is theirs.
            let named = || mapping.roster?.find(mapping.file_stem).map(|_| mapping.file_stem);
            let planned = tracker.plan(file, header.clone(), mapping.person).or_else(|missing| match named() {
                Some(person) => tracker.plan(file, header.clone(), Some(person)),
                None => Err(missing),
            });
            planned.map_err(|missing| {
                let missing = missing.into_iter().map(str::to_owned).collect();
                let (header, nearest) = (header.headings.clone(), tracker.example);
                SheetFault::UnknownFormat { header, nearest, missing }.into()
            })
        }
    })
}

/// Returns the heading of the first column of amounts that holds dates in the first row: it is probably that of the week, under
/// an unknown name.
fn dated_column<'a>(plan: &'a Plan, first_row: Option<&Header>) -> Option<&'a str> {
    let texts = &first_row?.headings;
    let is_dated = |column: &&AmountColumn| texts.get(column.field).is_some_and(|text| when::is_dated(text));
    let column = plan.amounts.iter().find(is_dated)?;
    plan.header.headings.get(column.field).map(String::as_str)
}

impl Roles<'_> {
    /// Where the rows of a sheet of this format say which days they are about.
    fn when(&self, format: Format) -> When {
        let date = self.date.or(self.times.start.filter(|_| self.week.is_none() && self.from.is_none()));
        match (format, self.week, date, self.from, self.to) {
            (Format::Rollup, _, _, Some(from), Some(to)) => {
                let span = self.header.headings.iter().position(|heading| is(heading, &[canonical::SPAN]));
                When::Table { from, to, span }
            }
            (Format::Allocation, _, _, Some(from), Some(to)) => When::Range { from, to },
            (Format::WideByPerson, ..) => When::Period,
            (_, Some(week), ..) => When::Week(week),
            (_, None, Some(date), ..) => When::Date(date),
            (_, None, None, Some(from), Some(to)) => When::Range { from, to },
            _ => When::Period,
        }
    }

    /// Returns the shape of the header.
    ///
    /// # Errors
    /// The nearest shape, and what the header lacks for it: nothing if the header has unknown columns instead.
    fn format(&self, mapping: &Mapping<'_>) -> Result<Format, (Format, Vec<&'static str>)> {
        let keys: Vec<String> = self.header.headings.iter().map(|heading| folded(heading)).collect();
        if canonical::is_header(keys.iter().map(String::as_str)) {
            return Ok(Format::Rollup);
        }
        let dated = self.week.or(self.date).or(self.times.start);
        let (has_week, has_range) = (dated.is_some(), self.from.is_some() && self.to.is_some());
        if self.is_long() {
            let format = if has_week || !has_range { Format::Long } else { Format::Allocation };
            if !self.mapped && (self.amounts.len() > 1 || self.has_unknown()) {
                return Err((format, Vec::new()));
            }
            return Ok(format);
        }
        match (has_week, self.person.is_some()) {
            (true, true) => Ok(Format::WideByWeek),
            (true, false) => Ok(Format::OnePerson),
            (false, true) if !self.amounts.is_empty() => Err((Format::Long, self.missing(Format::Long, mapping))),
            (false, true) => Ok(Format::WideByPerson),
            (false, false) if mapping.person.is_some() => Err((Format::OnePerson, vec!["Week"])),
            (false, false) => Err((Format::WideByWeek, vec!["Week", "Person"])),
        }
    }

    /// What the header lacks of the needs of `format`.
    fn missing(&self, format: Format, mapping: &Mapping<'_>) -> Vec<&'static str> {
        let has_range = self.from.is_some() && self.to.is_some();
        let has_week = self.week.or(self.date).is_some() || has_range;
        let has_owner = self.person.is_some() || mapping.person.is_some() || !mapping.file_stem.is_empty();
        let lacks = |need: &Need| -> &'static [&'static str] {
            match need {
                Need::Week if !has_week => &["Week"],
                Need::WeekOrDate if !has_week && self.times.start.is_none() => &["Week or Date"],
                Need::Range if !has_range => &["From", "To"],
                Need::PersonColumn if self.person.is_none() => &["Person"],
                Need::Owner if !has_owner => &["Person"],
                Need::PeopleAcross => &["a person at the head of each column, and Week before them"],
                Need::Category if self.says.is_empty() => &["Category"],
                Need::Amount if self.amounts.is_empty() => &["Percent or Hours"],
                _ => &[],
            }
        };
        format.needs().iter().flat_map(lacks).copied().collect()
    }

    fn plan(&self, file: &Arc<str>, format: Format, header: Header, mapping: &Mapping<'_>) -> Plan {
        let when = self.when(format);
        let person_column = if format == Format::OnePerson { None } else { self.person };
        let mut plan = Plan {
            file: file.clone(),
            format,
            header,
            above: None,
            person: match person_column {
                Some(at) => PersonFrom::Column(at),
                None => PersonFrom::Everywhere(mapping.person.unwrap_or(mapping.file_stem).to_owned()),
            },
            when,
            says: Vec::new(),
            amounts: Vec::new(),
            ignored: Vec::new(),
            entries: None,
            tested: Vec::new(),
            leave_cells: [0; 4],
            bare: None,
        };
        if !format.is_wide() {
            plan.says = self.says.clone();
        }
        if format == Format::Rollup {
            let own = [("description", Says::Description), ("unit", Says::Unit), ("entries", Says::Entries)];
            for (heading, says) in own {
                plan.says
                    .extend(plan.header.headings.iter().position(|known| is(known, &[heading])).map(|at| (says, at)));
            }
        }
        for (field, heading) in plan.header.headings.iter().enumerate() {
            let labels = when.fields().any(|at| at == field) || person_column == Some(field);
            if labels || plan.says.iter().any(|(_, at)| *at == field) {
                continue;
            }
            if !format.is_wide() {
                match self.amounts.iter().find(|(at, _)| *at == field) {
                    Some((_, unit)) => {
                        plan.amounts.push(AmountColumn { field, unit: *unit, ..AmountColumn::default() });
                    }
                    None => plan.ignored.push((field, ignored(heading).unwrap_or(Ignored::Unused))),
                }
                continue;
            }
            match ignored(heading) {
                Some(why) => plan.ignored.push((field, why)),
                None if mapping.person.is_some() && is(heading, headings::PERSON) => {
                    plan.ignored.push((field, Ignored::Unused));
                }
                None => {
                    let (activity, unit) = unit_behind(heading);
                    plan.amounts.push(AmountColumn { field, activity, unit, ..AmountColumn::default() });
                }
            }
        }
        self.times.applied(plan)
    }
}

#[cfg(test)]
mod tests;
