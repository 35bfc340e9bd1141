//! The exports of time trackers: which headings each writes, in the languages it has, and what its columns are. A header is
//! matched as a set of names, never by position; further columns are normal. formats.md section 2.

use super::headings::is;
use super::plan::{AmountColumn, Entries, Format, Header, Ignored, PersonFrom, Plan, Says, When};
use crate::model::effort::{Bare, Unit};
use crate::model::person::folded;

mod table;

use table::{REFUSED, TRACKERS};
pub use table::{Refused, Tracker, Why};

/// What a column of an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Person,
    FirstName,
    LastName,
    Email,
    /// The day, without a time.
    Date,
    /// A date and a time.
    Start,
    End,
    /// Times of day, and the day of the end.
    StartTime,
    EndDate,
    EndTime,
    /// First and last day.
    From,
    To,
    /// A duration as people write it, or a bare number of hours.
    Duration,
    /// Whole seconds.
    Seconds,
    Id,
    Says(Says),
}

/// The export that a header shows.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    Of(&'static Tracker),
    /// A summary: people or days are not in it.
    Refused(&'static Refused),
}

/// The one export whose headings these are; `None` where no one fits, or two do.
pub fn shown(header: &Header) -> Option<Shown> {
    let keys: Vec<String> = header.headings.iter().map(|heading| folded(heading)).collect();
    if let Some(refused) = REFUSED.iter().find(|refused| refused.is_shown(&keys)) {
        return Some(Shown::Refused(refused));
    }
    let mut fit = TRACKERS.iter().filter(|tracker| tracker.is_shown(&keys));
    match (fit.next(), fit.next()) {
        (Some(tracker), None) => Some(Shown::Of(tracker)),
        _ => None,
    }
}

/// The export of this name.
pub fn named(format: Format) -> Option<&'static Tracker> {
    TRACKERS.iter().find(|tracker| tracker.format == format)
}

impl Tracker {
    fn is_shown(&self, keys: &[String]) -> bool {
        let has = |words: &&[&str]| keys.iter().any(|key| words.contains(&key.as_str()));
        self.marks.iter().all(has) && !self.never.iter().any(|word| keys.iter().any(|key| key == word))
    }

    /// The field of a role: that of the first word that heads one.
    fn field(&self, header: &Header, role: Role) -> Option<usize> {
        let (_, words) = self.columns.iter().find(|(of, _)| *of == role)?;
        words.iter().find_map(|word| header.headings.iter().position(|heading| is(heading, &[word])))
    }

    /// The plan of an export with this header; the headings it misses where it is not whole. `person`: whose it is, where
    /// no column says it.
    ///
    /// # Errors
    /// What is missing.
    pub fn plan(
        &self,
        file: &std::sync::Arc<str>,
        header: Header,
        person: Option<&str>,
    ) -> Result<Plan, Vec<&'static str>> {
        let of = |role: Role| self.field(&header, role);
        let mut missing = Vec::new();
        let whose = match (person, of(Role::Person), of(Role::FirstName).zip(of(Role::LastName))) {
            (Some(name), ..) => PersonFrom::Everywhere(name.to_owned()),
            (None, Some(field), _) => PersonFrom::Column(field),
            (None, None, Some((first, last))) => PersonFrom::Names { first, last },
            (None, None, None) => {
                missing
                    .push("a column of people (or say whose it is: person = \"Ada\" in the [[source]] of this file)");
                PersonFrom::Everywhere(String::new())
            }
        };
        let when = match (of(Role::From).zip(of(Role::To)), of(Role::Date), of(Role::Start)) {
            (Some((from, to)), ..) => When::Range { from, to },
            (None, Some(date), _) => When::Date(date),
            (None, None, Some(start)) => When::Start(start),
            (None, None, None) => {
                missing.push(self.word(&[Role::Date, Role::Start, Role::From]));
                When::Period
            }
        };
        let start = of(Role::StartTime).or_else(|| of(Role::Start));
        let end = of(Role::EndTime).or_else(|| of(Role::End));
        let duration = of(Role::Seconds).map(|field| (field, true)).or_else(|| Some((of(Role::Duration)?, false)));
        let spans = duration.is_none() && start.is_some() && end.is_some();
        let amount = duration.map(|(field, _)| field).or(end.filter(|_| spans));
        if amount.is_none() {
            missing.push(self.word(&[Role::Duration, Role::Seconds, Role::End]));
        }
        let Some(field) = amount.filter(|_| missing.is_empty()) else { return Err(missing) };
        let is_seconds = duration.is_some_and(|(_, seconds)| seconds);
        let says = self.columns.iter().filter_map(|(role, _)| match role {
            Role::Says(says) => Some((*says, of(*role)?)),
            _ => None,
        });
        let email = of(Role::Email).filter(|field| person.is_none() && whose != PersonFrom::Column(*field));
        let entries = Entries {
            email,
            id: of(Role::Id),
            start,
            end,
            end_date: of(Role::EndDate),
            spans,
            short_rows: self.short_rows,
            ..Entries::default()
        };
        let says: Vec<(Says, usize)> = says.collect();
        let mut plan = Plan {
            file: file.clone(),
            format: self.format,
            header,
            above: None,
            person: whose,
            when,
            says,
            amounts: vec![AmountColumn { field, activity: String::new(), person: None, unit: Some(Unit::Hours) }],
            ignored: Vec::new(),
            entries: Some(entries),
            tested: Vec::new(),
            bare: if is_seconds { Some(Bare::Seconds) } else { self.bare },
        };
        plan.leave_the_rest();
        Ok(plan)
    }

    /// The usual heading of one of these roles.
    fn word(&self, roles: &[Role]) -> &'static str {
        let (_, words) = self.columns.iter().find(|(role, _)| roles.contains(role)).unwrap_or(&self.columns[0]);
        words.first().copied().unwrap_or("a column")
    }
}

impl Plan {
    /// What no role names is of no use.
    pub(in crate::read) fn leave_the_rest(&mut self) {
        let entries = self.entries.as_ref();
        let of_entries = entries.into_iter().flat_map(|of| [of.email, of.id, of.start, of.end, of.end_date]).flatten();
        let used: Vec<usize> = of_entries
            .chain(self.person_fields())
            .chain(self.when.fields())
            .chain(self.says.iter().map(|(_, field)| *field))
            .chain(self.amounts.iter().map(|amount| amount.field))
            .collect();
        let rest = (0..self.width()).filter(|field| !used.contains(field));
        self.ignored = rest.map(|field| (field, Ignored::Unused)).collect();
    }
}
