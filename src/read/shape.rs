//! A header becomes a Plan. Headings are matched as a set of names, never by position; a header that is no known shape
//! is refused with the nearest one. formats.md section 1.

use std::sync::Arc;

use super::headings::{self, is, unit_behind, unit_named};
use super::plan::{AmountColumn, Format, Header, Ignored, PersonFrom, Plan, Says, When};
use super::tracker::{Shown, Why};
use super::{across, tracker, when};
use crate::model::canonical;
use crate::model::effort::Unit;
use crate::model::person::{Roster, folded};
use crate::problem::grammar::nearest;
use crate::problem::{EntryFault, Fault, SheetFault};
use mapped::Times;

mod mapped;
mod suggested;

pub use suggested::{Suggested, nobodys, suggested};

/// What the configuration says of a file's columns.
#[derive(Debug, Clone, Default)]
pub struct Said<'a> {
    pub format: Option<Format>,
    /// The file is this person's.
    pub person: Option<&'a str>,
    /// Role and heading.
    pub columns: Vec<(&'a str, &'a str)>,
    /// What the file's name says: the person of a sheet without a person column, the category of one without categories.
    pub file_stem: &'a str,
    /// The people of the roster, to tell a sheet with a column a person.
    pub roster: Option<&'a Roster>,
}

/// Whether a row label or a heading says that totals stand there.
pub fn is_total(label: &str) -> bool {
    is(label, headings::TOTAL)
}

/// Whether a heading is one that names weeks or dates: what an effort sheet has and a skill matrix has not.
pub fn is_week_heading(heading: &str) -> bool {
    is(heading, headings::WEEK) || is(heading, headings::DATE)
}

/// The plan for a sheet with this header; `second` is the row below it, which may be a header too.
///
/// # Errors
/// `unknown-column` for every column that the configuration names and the header has not; `unknown-format` when the
/// header is no effort sheet and no export, or not the one that the configuration says; `summary-export`.
pub fn plan(file: &Arc<str>, header: Header, second: Option<Header>, said: &Said<'_>) -> Result<Plan, Vec<Fault>> {
    if said.columns.is_empty()
        && let Some(planned) = of_tracker(file, &header, said)
    {
        return planned.map_err(|fault| vec![fault]);
    }
    let found =
        Found::in_header(&header, said).map_err(|faults| faults.into_iter().map(Fault::from).collect::<Vec<_>>())?;
    if let Some(fault) = found.unfinished(said) {
        return Err(vec![fault.into()]);
    }
    let refuse = |format: Format, missing: Vec<&str>| {
        let missing = missing.into_iter().map(str::to_owned).collect();
        let (header, nearest) = (header.headings.clone(), format.example());
        Err(vec![SheetFault::UnknownFormat { header, nearest, missing }.into()])
    };
    if said.format.is_none_or(|format| format == Format::PeopleAcross)
        && let Some(plan) = across::plan(file, &header, second.as_ref(), said)
    {
        return Ok(plan);
    }
    let format = match said.format {
        Some(format) => format,
        None => match found.format(said) {
            Ok(format) => format,
            Err((format, missing)) if missing.is_empty() => {
                return refuse(format, vec![&suggested(&header.headings).text()]);
            }
            Err((format, missing)) => return refuse(format, missing),
        },
    };
    let is_wide = format.is_wide() && said.format.is_none() && said.columns.is_empty();
    if is_wide && found.is_row_an_amount(second.as_ref()) {
        return refuse(Format::Long, vec![&suggested(&header.headings).text()]);
    }
    let missing = found.missing(format, said);
    if !missing.is_empty() {
        return refuse(format, missing);
    }
    let plan = found.plan(file, format, header.clone(), said);
    if format == Format::WideByPerson
        && let Some(heading) = dated_column(&plan, second.as_ref())
    {
        let missing = vec![format!("Week (is it {heading:?}?)")];
        let (header, nearest) = (header.headings, Format::WideByWeek.example());
        return Err(vec![SheetFault::UnknownFormat { header, nearest, missing }.into()]);
    }
    if plan.amounts.is_empty() { refuse(format, vec!["a category"]) } else { Ok(plan) }
}

/// The plan of an export, where the configuration says one or the header shows one.
fn of_tracker(file: &Arc<str>, header: &Header, said: &Said<'_>) -> Option<Result<Plan, Fault>> {
    let shown = match said.format {
        Some(format) => Shown::Of(tracker::named(format)?),
        None => tracker::shown(header)?,
    };
    Some(match shown {
        Shown::Refused(refused) => {
            Err(EntryFault::SummaryExport { name: refused.name, subtotals: refused.why == Why::Subtotals }.into())
        }
        Shown::Of(tracker) => {
            // A file that is named for somebody on the roster is theirs.
            let named = || said.roster?.find(said.file_stem).map(|_| said.file_stem);
            let planned = tracker.plan(file, header.clone(), said.person).or_else(|missing| match named() {
                Some(person) => tracker.plan(file, header.clone(), Some(person)),
                None => Err(missing),
            });
            planned.map_err(|missing| {
                let missing = missing.into_iter().map(str::to_owned).collect();
                let (header, nearest) = (header.headings.clone(), tracker.format.example());
                SheetFault::UnknownFormat { header, nearest, missing }.into()
            })
        }
    })
}

/// The heading of a column of amounts that holds dates, by the first row: its name is not known to be that of a week.
fn dated_column<'a>(plan: &'a Plan, first_row: Option<&Header>) -> Option<&'a str> {
    let texts = &first_row?.headings;
    let is_dated = |column: &&AmountColumn| texts.get(column.field).is_some_and(|text| when::is_dated(text));
    let column = plan.amounts.iter().find(is_dated)?;
    plan.header.headings.get(column.field).map(String::as_str)
}

/// The fields of a header that are known, or that the configuration names.
struct Found<'a> {
    header: &'a Header,
    week: Option<usize>,
    date: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    person: Option<usize>,
    says: Vec<(Says, usize)>,
    /// The fields of amounts of a sheet with a row an amount.
    amounts: Vec<(usize, Option<Unit>)>,
    /// The configuration names a column of amounts: whatever it does not name is of no use.
    mapped: bool,
    times: Times,
}

/// The roles of a mapping that say what the work was, and the headings that say it by themselves. A description is
/// words unless it is named.
const SAYS: &[(&str, Says, &[&str])] = &[
    ("category", Says::Category, headings::CATEGORY),
    ("project", Says::Project, headings::PROJECT),
    ("task", Says::Task, headings::TASK),
    ("tags", Says::Tags, &["tags"]),
    ("client", Says::Client, &["client", "customer", "kunde"]),
    ("description", Says::Description, &[]),
    ("billable", Says::Billable, &["billable"]),
    ("type", Says::Type, &["type"]),
];

impl<'a> Found<'a> {
    fn in_header(header: &'a Header, said: &Said<'_>) -> Result<Found<'a>, Vec<SheetFault>> {
        let keys: Vec<String> = header.headings.iter().map(|heading| folded(heading)).collect();
        let mut faults = Vec::new();
        for (_, name) in &said.columns {
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
            let (_, name) = said.columns.iter().find(|(known, _)| *known == role)?;
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
        Ok(Found {
            header,
            week: named("week").or_else(|| unless(days_named, headings::WEEK)).or_else(|| {
                let begins = |key: &String| headings::WEEK_BEGINS.iter().any(|word| key.starts_with(word));
                let open = !days_named && known(headings::DATE).is_none();
                keys.iter().position(begins).filter(|_| open)
            }),
            date: named("date").or_else(|| unless(days_named, headings::DATE)),
            from: named("from").or_else(|| unless(days_named, headings::FROM)),
            to: named("to").or_else(|| unless(days_named, headings::TO)),
            person: if said.person.is_some() { None } else { named("person").or_else(|| known(headings::PERSON)) },
            says: SAYS
                .iter()
                .filter_map(|(role, says, words)| Some((*says, named(role).or_else(|| unless(what_named, words))?)))
                .collect(),
            mapped: !mapped.is_empty(),
            times,
            amounts: if mapped.is_empty() { known_amounts() } else { mapped },
        })
    }

    fn when(&self, format: Format) -> When {
        let date = self.date.or(self.times.start.filter(|_| self.week.is_none() && self.from.is_none()));
        match (format, self.week, date, self.from, self.to) {
            (Format::Allocation | Format::Rollup, _, _, Some(from), Some(to)) => When::Range { from, to },
            (Format::WideByPerson, ..) => When::Period,
            (_, Some(week), ..) => When::Week(week),
            (_, None, Some(date), ..) => When::Date(date),
            (_, None, None, Some(from), Some(to)) => When::Range { from, to },
            _ => When::Period,
        }
    }

    /// Whether a heading by itself says what the work was; tags and the like only beside one that does.
    fn names_work(&self) -> bool {
        let main = |says: &Says| matches!(says, Says::Category | Says::Project | Says::Task);
        self.mapped && !self.says.is_empty() || self.says.iter().any(|(says, _)| main(says))
    }

    /// Whether each row holds one amount: it is headed as such, beside what was done.
    fn is_long(&self) -> bool {
        self.mapped || (self.names_work() && !self.amounts.is_empty())
    }

    /// The columns of a long sheet that nobody knows.
    fn strange(&self) -> Vec<usize> {
        let used = |field: usize| {
            [self.week, self.date, self.from, self.to, self.person].contains(&Some(field))
                || self.says.iter().any(|(_, at)| *at == field)
                || self.amounts.iter().any(|(at, _)| *at == field)
        };
        let known = [headings::TOTAL, headings::REMARK, headings::UNUSED, headings::UNUSED_NUMBERS];
        let is_known = |heading: &str| heading.is_empty() || known.iter().any(|words| is(heading, words));
        let headings = self.header.headings.iter().enumerate();
        headings.filter(|(at, heading)| !used(*at) && !is_known(heading)).map(|(at, _)| at).collect()
    }

    /// The shape that the header shows, or the nearest one and what it misses: nothing where it has too much.
    fn format(&self, said: &Said<'_>) -> Result<Format, (Format, Vec<&'a str>)> {
        let keys: Vec<String> = self.header.headings.iter().map(|heading| folded(heading)).collect();
        if keys == canonical::COLUMNS {
            return Ok(Format::Rollup);
        }
        let dated = self.week.or(self.date).or(self.times.start);
        let (has_week, has_range) = (dated.is_some(), self.from.is_some() && self.to.is_some());
        if self.is_long() {
            let format = if has_week || !has_range { Format::Long } else { Format::Allocation };
            if !self.mapped && (self.amounts.len() > 1 || !self.strange().is_empty()) {
                return Err((format, Vec::new()));
            }
            return Ok(format);
        }
        match (has_week, self.person.is_some()) {
            (true, true) => Ok(Format::WideByWeek),
            (true, false) => Ok(Format::OnePerson),
            (false, true) if !self.amounts.is_empty() => Err((Format::Long, self.missing(Format::Long, said))),
            (false, true) => Ok(Format::WideByPerson),
            (false, false) if said.person.is_some() => Err((Format::OnePerson, vec!["Week"])),
            (false, false) => Err((Format::WideByWeek, vec!["Week", "Person"])),
        }
    }

    /// What `format` needs and the header has not.
    fn missing(&self, format: Format, said: &Said<'_>) -> Vec<&'static str> {
        let mut missing = Vec::new();
        let range = self.from.is_some() && self.to.is_some();
        match format {
            Format::WideByWeek | Format::OnePerson if self.week.or(self.date).is_none() && !range => {
                missing.push("Week")
            }
            Format::Long if self.week.or(self.date).or(self.times.start).is_none() && !range => {
                missing.push("Week or Date")
            }
            Format::Allocation | Format::Rollup if !range => missing.extend(["From", "To"]),
            Format::PeopleAcross => missing.push("a person at the head of each column, and Week before them"),
            _ => {}
        }
        if matches!(format, Format::WideByWeek | Format::WideByPerson | Format::Rollup) && self.person.is_none() {
            missing.push("Person");
        }
        if !format.is_wide() {
            if self.says.is_empty() {
                missing.push("Category");
            }
            if self.amounts.is_empty() {
                missing.push("Percent or Hours");
            }
            if self.person.is_none() && said.person.is_none() && said.file_stem.is_empty() {
                missing.push("Person");
            }
        }
        missing
    }

    fn plan(&self, file: &Arc<str>, format: Format, header: Header, said: &Said<'_>) -> Plan {
        let when = self.when(format);
        let person_column = if format == Format::OnePerson { None } else { self.person };
        let mut plan = Plan {
            file: file.clone(),
            format,
            header,
            above: None,
            person: match person_column {
                Some(at) => PersonFrom::Column(at),
                None => PersonFrom::Everywhere(said.person.unwrap_or(said.file_stem).to_owned()),
            },
            when,
            says: Vec::new(),
            amounts: Vec::new(),
            ignored: Vec::new(),
            entries: None,
            tested: Vec::new(),
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
                        plan.amounts.push(AmountColumn { field, activity: String::new(), person: None, unit: *unit });
                    }
                    None => plan.ignored.push((field, ignored(heading).unwrap_or(Ignored::Unused))),
                }
                continue;
            }
            match ignored(heading) {
                Some(why) => plan.ignored.push((field, why)),
                None if said.person.is_some() && is(heading, headings::PERSON) => {
                    plan.ignored.push((field, Ignored::Unused));
                }
                None => {
                    let (activity, unit) = unit_behind(heading);
                    plan.amounts.push(AmountColumn { field, activity, person: None, unit });
                }
            }
        }
        self.times.applied(plan)
    }
}

/// Why a column of a wide sheet is left alone; `None`: it is a category.
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

#[cfg(test)]
mod tests;
