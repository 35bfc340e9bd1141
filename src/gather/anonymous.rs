//! What stands for the names of people where `--anonymise` is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::labels::Labels;
use crate::model::place::Place;
use crate::problem::{Excerpt, Problem};

/// What stands for the names.
#[derive(Debug, Clone, Default)]
pub struct Anonymous {
    pub(super) labels: Labels,
    /// The parts of addresses that were made from names, and those made from what stands for them.
    pub(super) parts: HashMap<String, String>,
    /// Names of files that were met, and what stands for them.
    files: HashMap<Arc<str>, Arc<str>>,
}

impl Anonymous {
    /// Nothing has been met yet but the people of the labels.
    pub fn new(labels: Labels) -> Anonymous {
        Anonymous { labels, parts: HashMap::new(), files: HashMap::new() }
    }

    /// The text without names.
    pub fn text(&self, text: &str) -> String {
        self.labels.masked(text)
    }

    /// The address that a figure has now: `person.ada.total` is `person.person-1.total`. Others stay.
    pub fn address(&self, address: &str) -> String {
        let part = |part: &str| self.parts.get(part).cloned().unwrap_or_else(|| part.to_owned());
        address.split('.').map(part).collect::<Vec<_>>().join(".")
    }

    /// A problem of what the user typed.
    pub fn problem(&self, mut problem: Problem) -> Problem {
        problem.fault.each_text(&mut |text| *text = self.labels.masked(text));
        problem
    }

    pub(super) fn change(&self, text: &mut String) {
        *text = self.labels.masked(text);
    }

    pub(super) fn file(&mut self, file: &Arc<str>) -> Arc<str> {
        let labels = &self.labels;
        self.files.entry(file.clone()).or_insert_with(|| labels.masked(file).into()).clone()
    }

    pub(super) fn place(&mut self, place: &mut Place) {
        place.file = self.file(&place.file);
    }

    pub(super) fn excerpt(&self, excerpt: &mut Excerpt) {
        (excerpt.text, excerpt.span) = self.labels.masked_with(&excerpt.text, excerpt.span.clone());
    }
}
