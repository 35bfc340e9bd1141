//! Makes the plan of a time tracker's export from its header. Headings are matched as a set of names, never by position; an
//! export may have further columns. docs/formats.md, section 2.

use super::headings::is;
use super::plan::{AmountColumn, Entries, Format, Header, PersonFrom, Plan, Says, When};
use super::role::Role;
use crate::model::effort::{Bare, Unit};
use crate::model::person::folded;

pub mod diaries;
pub(super) mod table;

use table::{Refused, TRACKERS, Tracker};

/// What a header is recognised as.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    Of(&'static Tracker),
    /// An export that cannot be read.
    Refused(&'static Refused),
}

/// Returns the only export that the header fits, or `None` if it fits none or several.
pub fn shown(header: &Header) -> Option<Shown> {
    let keys: Vec<String> = header.headings.iter().map(|heading| folded(heading)).collect();
    let mut refused = TRACKERS.iter().flat_map(|tracker| tracker.refused);
    if let Some(refused) = refused.find(|refused| refused.is_shown(&keys)) {
        return Some(Shown::Refused(refused));
    }
    let mut fit = TRACKERS.iter().filter(|tracker| tracker.is_shown(&keys));
    match (fit.next(), fit.next()) {
        (Some(tracker), None) => Some(Shown::Of(tracker)),
        _ => None,
    }
}

impl Tracker {
    fn is_shown(&self, keys: &[String]) -> bool {
        let has = |words: &&[&str]| keys.iter().any(|key| words.contains(&key.as_str()));
        self.marks.iter().all(has) && !self.never.iter().any(|word| keys.iter().any(|key| key == word))
    }

    /// Returns the field of a role: the one headed by the first of its words that is a heading.
    fn field(&self, header: &Header, role: Role) -> Option<usize> {
        let (_, words) = self.columns.iter().find(|(of, _)| *of == role)?;
        words.iter().find_map(|word| header.headings.iter().position(|heading| is(heading, &[word])))
    }

    /// Returns the plan of an export with this header. `person` is the person whose export it is, if that is known from
    /// elsewhere.
    ///
    /// # Errors
    /// The headings that are missing.
    pub fn plan(
        &'static self,
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
            format: Format::Tracker(self),
            header,
            above: None,
            person: whose,
            when,
            says,
            amounts: vec![AmountColumn { field, unit: Some(Unit::Hours), ..AmountColumn::default() }],
            ignored: Vec::new(),
            entries: Some(entries),
            tested: Vec::new(),
            leave_cells: [0; 4],
            bare: if is_seconds { Some(Bare::Seconds) } else { self.bare },
        };
        plan.leave_the_rest();
        Ok(plan)
    }

    /// Returns the usual heading of the first of these roles that the export has.
    fn word(&self, roles: &[Role]) -> &'static str {
        let (_, words) = self.columns.iter().find(|(role, _)| roles.contains(role)).unwrap_or(&self.columns[0]);
        words.first().copied().unwrap_or("a column")
    }
}
