//! `[[person]]`: who is expected to report, and how much of a week each person works.

use super::document::{Document, Field, Keys, Table};
use super::rules::WEEK;
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::person::{Fte, Leave, Person, Roster, folded};
use crate::model::place::Place;
use crate::problem::words::config::{FteClash, Shape, Wanted};
use crate::problem::{ConfigFault, Finding};

pub(super) const PERSON: Keys =
    Keys { table: "[[person]]", keys: &["name", "aliases", "fte", "hours", "joined", "left", "leave"] };
pub(super) const FTE: Keys = Keys { table: "an entry of fte", keys: &["from", "is"] };
pub(super) const LEAVE: Keys = Keys { table: "an entry of leave", keys: &["from", "to", "part"] };

/// An FTE above two is probably a percentage or a number of hours.
const MOST: Exact = Exact::whole(2);

/// Returns the people in file order. The roster is assumed if there is no `[[person]]`.
pub(super) fn read(document: &mut Document<'_>, field: Option<Field<'_>>, full_week: &Exact) -> Roster {
    let assumed = field.is_none();
    let mut names = Names::default();
    let mut people = Vec::new();
    for table in document.tables(field, &PERSON) {
        let name = document.required(&table, "name", "\"Ada\"");
        let Some(name) = names.add(document, name, people.len()) else { continue };
        let aliases = document.list(table.get("aliases"), Shape::Texts);
        let (joined, left) = employment(document, &table);
        people.push(Person {
            aliases: aliases.into_iter().filter_map(|alias| names.add(document, Some(alias), people.len())).collect(),
            fte: fte(document, &table, &name, full_week),
            leave: leaves(document, table.get("leave"), &name),
            joined,
            left,
            place: Some(document.place(&table.span)),
            name,
        });
    }
    Roster { people, assumed }
}

/// Every spelling so far, folded, with the person it belongs to.
#[derive(Default)]
struct Names {
    seen: Vec<Spelling>,
}

struct Spelling {
    folded: String,
    written: String,
    person: usize,
    place: Place,
}

impl Names {
    /// Reads a name or an alias of `person`. A spelling that belongs to somebody else is a problem; one that the person
    /// already has is ignored.
    fn add(&mut self, document: &mut Document<'_>, field: Option<Field<'_>>, person: usize) -> Option<String> {
        let field = field?;
        let said = document.text(Some(field.clone()))?;
        let spelling = Spelling { folded: folded(&said.value), written: said.value, person, place: said.place };
        if let Some(first) = self.seen.iter().find(|seen| seen.folded == spelling.folded) {
            if first.person != person {
                let name = spelling.written;
                let fault = ConfigFault::RepeatedName { name, what: "person", first: first.written.clone() };
                document.fault_beside(&field.span, fault, Some(first.place.clone()));
            }
            return None;
        }
        let name = spelling.written.clone();
        self.seen.push(spelling);
        Some(name)
    }
}

/// Returns the FTE of a person: from `fte`, which is one number or a list of dated ones, or from `hours` of a full
/// week. Full-time by default.
fn fte(document: &mut Document<'_>, person: &Table<'_>, name: &str, full_week: &Exact) -> Vec<Fte> {
    let hours_field = person.get("hours");
    let hours = document.above_zero_to(hours_field.clone(), WEEK).and_then(|hours| hours.over(full_week));
    let fte_field = person.get("fte");
    let mut list = match &fte_field {
        Some(field) if field.value.is_array() => dated(document, field.clone(), name),
        Some(field) => constant(document, field.clone()),
        None => Vec::new(),
    };
    if let (Some(fte_field), Some(hours_field), Some(hours)) = (&fte_field, &hours_field, &hours) {
        let clash = match list.as_slice() {
            _ if fte_field.value.is_array() => Some(FteClash::ListAndHours),
            [one] if one.is != *hours => Some(FteClash::Disagree { fte: one.is.clone(), hours: hours.clone() }),
            _ => None,
        };
        if let Some(clash) = clash {
            let other = document.place(&fte_field.span);
            let fault = ConfigFault::OverlappingFte { person: name.to_owned(), clash };
            document.fault_beside(&hours_field.span, fault, Some(other));
        }
    }
    if list.is_empty() {
        let place = hours_field.filter(|_| hours.is_some()).map(|field| document.place(&field.span));
        list.push(Fte { from: None, is: hours.unwrap_or(Exact::ONE), place });
    }
    list
}

fn constant(document: &mut Document<'_>, field: Field<'_>) -> Vec<Fte> {
    if !(field.value.is_integer() || field.value.is_float()) {
        document.wrong_type(&field, Shape::NumberOrTables);
        return Vec::new();
    }
    let place = Some(document.place(&field.span));
    equivalent(document, Some(field)).into_iter().map(|is| Fte { from: None, is, place: place.clone() }).collect()
}

/// A number of full-time equivalents.
fn equivalent(document: &mut Document<'_>, field: Option<Field<'_>>) -> Option<Exact> {
    document.number_that(field, Wanted::Fte(MOST), |x| Exact::ZERO <= *x && *x <= MOST)
}

fn dated(document: &mut Document<'_>, field: Field<'_>, person: &str) -> Vec<Fte> {
    let mut list: Vec<Fte> = Vec::new();
    for entry in document.tables(Some(field), &FTE) {
        let is = document.required(&entry, "is", "0.8");
        let Some(is) = equivalent(document, is) else { continue };
        let from = match entry.get("from") {
            None => None,
            // An unreadable day must not become "always".
            Some(field) => match document.day(Some(field)) {
                None => continue,
                day => day,
            },
        };
        let clash = list.last().and_then(|last| match (last.from, from) {
            (last, from) if last == from => Some(FteClash::SameDay { day: from }),
            (Some(last), Some(from)) if from < last => Some(FteClash::OutOfOrder { earlier: from, later: Some(last) }),
            (Some(last), None) => Some(FteClash::OutOfOrder { earlier: last, later: None }),
            _ => None,
        });
        match clash {
            None => list.push(Fte { from, is, place: Some(document.place(&entry.span)) }),
            Some(clash) => {
                let first = list.last().and_then(|last| last.place.clone());
                let fault = ConfigFault::OverlappingFte { person: person.to_owned(), clash };
                document.fault_beside(&entry.span, fault, first);
            }
        }
    }
    list
}

/// Days away. The same days may be said twice, as two halves of a day are; that is told, because it may be a slip.
fn leaves(document: &mut Document<'_>, field: Option<Field<'_>>, person: &str) -> Vec<Leave> {
    let mut list: Vec<Leave> = Vec::new();
    for entry in document.tables(field, &LEAVE) {
        let Some(leave) = leave(document, &entry) else { continue };
        if let Some(first) = list.iter().find(|known| (known.from, known.to) == (leave.from, leave.to)) {
            let fault = Finding::RepeatedLeave { person: person.to_owned(), from: leave.from, to: leave.to };
            document.fault_beside(&entry.span, fault, Some(first.place.clone()));
        }
        list.push(leave);
    }
    list
}

fn leave(document: &mut Document<'_>, entry: &Table<'_>) -> Option<Leave> {
    let part = document.above_zero_to(entry.get("part"), Exact::ONE).unwrap_or(Exact::ONE);
    let from = document.required(entry, "from", "2016-02-01");
    let to = document.required(entry, "to", "2016-02-05");
    let (first, last) = (document.day(from), document.day(to.clone()));
    let (first, last, to) = (first?, last?, to?);
    if last < first {
        reversed(document, ("from", first), ("to", last), &to);
        return None;
    }
    Some(Leave { from: first, to: last, part, place: document.place(&entry.span) })
}

/// Returns the first and the last day of employment, both included.
fn employment(document: &mut Document<'_>, person: &Table<'_>) -> (Option<Day>, Option<Day>) {
    let joined = document.day(person.get("joined"));
    let left = person.get("left");
    let last = document.day(left.clone());
    match (joined, last, left) {
        (Some(first), Some(last), Some(field)) if last < first => {
            reversed(document, ("joined", first), ("left", last), &field);
            (joined, None)
        }
        _ => (joined, last),
    }
}

fn reversed(document: &mut Document<'_>, from: (&'static str, Day), to: (&'static str, Day), at: &Field<'_>) {
    let fault = ConfigFault::ReversedRange { from: from.0, first: from.1, to: to.0, last: to.1 };
    document.fault(&at.span, fault);
}
