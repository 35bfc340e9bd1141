//! People of a list of the team as TOML.

use std::fmt::Write;

use super::mapping::toml_text;
use super::number::value;
use crate::model::exact::Exact;
use crate::model::person::Person;

/// What a list of the team says of somebody, as lines of TOML.
pub fn listed(person: &Person) -> Vec<String> {
    if person.place.is_none() {
        return Vec::new();
    }
    let fte = person.fte.first().filter(|fte| fte.is != Exact::ONE).map(|fte| format!("fte = {}", value(&fte.is)));
    let joined = person.joined.map(|day| format!("joined = {day}"));
    let left = person.left.map(|day| format!("left = {day}"));
    [fte, joined, left].into_iter().flatten().collect()
}

/// The people of a list of the team as TOML.
pub fn roster<'a>(people: impl Iterator<Item = &'a Person>) -> String {
    let mut out = String::new();
    for person in people {
        let _ = write!(out, "\n[[person]]\nname = {}\n", toml_text(&person.name));
        listed(person).iter().for_each(|said| _ = writeln!(out, "{said}"));
    }
    out
}
