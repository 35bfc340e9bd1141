//! What stands for the names of people where `--anonymise` is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::labels::Labels;
use crate::model::place::Place;
use crate::problem::{Excerpt, Problem};

/// The labels, and what has been replaced by them.
#[derive(Debug, Clone, Default)]
pub struct Anonymous {
    pub(super) labels: Labels,
    /// Maps a part of an address that was made from a name to the one made from its label.
    pub(super) parts: HashMap<String, String>,
    /// Maps a file's name to the one that is shown.
    files: HashMap<Arc<str>, Arc<str>>,
}

impl Anonymous {
    /// Knows the labels, and no file or address yet.
    pub fn new(labels: Labels) -> Anonymous {
        Anonymous { labels, parts: HashMap::new(), files: HashMap::new() }
    }

    /// The text with labels in the place of names.
    pub fn text(&self, text: &str) -> String {
        self.labels.masked(text)
    }

    /// The address made from labels: `person.person-1.total` for `person.ada.total`. Other addresses stay as they are.
    pub fn address(&self, address: &str) -> String {
        let part = |part: &str| self.parts.get(part).cloned().unwrap_or_else(|| part.to_owned());
        address.split('.').map(part).collect::<Vec<_>>().join(".")
    }

    /// A problem about what the user typed, with labels in the place of names.
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
