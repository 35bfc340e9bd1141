//! The entries of a folder, one by one: the columns of the canonical table, and the place of each. As CSV with its quotes and guards.

use std::collections::HashMap;
use std::hash::Hash;

use super::csv::{guarded, record};
use crate::model::canonical::{COLUMNS, Canonical, CanonicalEntry, CanonicalRow, PLACE};

/// The first line.
pub fn header() -> String {
    format!("{},{PLACE}\n", COLUMNS.join(","))
}

/// The line of an entry.
pub fn line(entry: &CanonicalEntry<'_>) -> String {
    let texts = entry.work.iter().map(|text| guarded(text));
    let days = [entry.from, entry.to].map(|day| day.to_string());
    let amount = [
        entry.unit.name().to_owned(),
        entry.amount.to_string(),
        entry.entries.to_string(),
        guarded(&entry.place.to_string()),
    ];
    let days = days.into_iter().chain([entry.span.name().to_owned()]);
    let fields: Vec<String> = std::iter::once(guarded(entry.person)).chain(days).chain(texts).chain(amount).collect();
    record(&fields) + "\n"
}

/// Entries that are collected, for a file that is made as a whole.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    pub table: Canonical,
    /// The place of each row.
    pub places: Vec<String>,
    people: HashMap<String, u32>,
    works: HashMap<[String; 8], u32>,
}

impl Collected {
    pub fn add(&mut self, entry: &CanonicalEntry<'_>) {
        let person = number(&mut self.people, &mut self.table.people, &entry.person.to_owned());
        let work = number(&mut self.works, &mut self.table.works, entry.work);
        let CanonicalEntry { from, to, span, unit, amount, entries, .. } = *entry;
        let row = CanonicalRow { person, from, to, span, work, unit, amount, entries };
        match self.table.rows.first_mut() {
            Some(rows) => rows.push(row),
            None => self.table.rows.push(vec![row]),
        }
        self.places.push(entry.place.to_string());
    }
}

/// The number of a text among those met so far.
fn number<T: Clone + Eq + Hash>(known: &mut HashMap<T, u32>, all: &mut Vec<T>, one: &T) -> u32 {
    if let Some(at) = known.get(one) {
        return *at;
    }
    let at = all.len() as u32;
    known.insert(one.clone(), at);
    all.push(one.clone());
    at
}
