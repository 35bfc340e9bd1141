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
        problem.fault.each_text(&mut |text| self.change(text));
        problem.excerpt.iter_mut().for_each(|excerpt| self.excerpt(excerpt));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::person::{Person, Roster};

    #[test]
    fn an_address_is_made_of_labels_part_by_part() {
        let roster = Roster { people: vec![Person::assumed("Ada")], assumed: false };
        let mut names = Anonymous::new(Labels::new(&roster));
        names.parts.insert("ada".to_owned(), "person-1".to_owned());
        assert_eq!(names.address("person.ada.total"), "person.person-1.total");
        assert_eq!(names.address("split.focus"), "split.focus");
        assert_eq!(names.address("person.adam.total"), "person.adam.total", "a part is replaced as a whole");
    }

    #[test]
    fn a_file_has_one_name_wherever_it_is_met() {
        let roster = Roster { people: vec![Person::assumed("Ada")], assumed: false };
        let mut names = Anonymous::new(Labels::new(&roster));
        let file: Arc<str> = "sheets/Ada.csv".into();
        let shown = names.file(&file);
        assert_eq!(&*shown, "sheets/Person 1.csv");
        assert!(Arc::ptr_eq(&shown, &names.file(&file)));
    }
}
