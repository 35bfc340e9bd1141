//! Columns whose texts the rules only match against patterns: descriptions and tags. Texts that match the same patterns are
//! one class, so that a million different descriptions need no more groups than the rules can tell apart.

use hashbrown::HashMap;

use crate::model::category::glob;

/// The patterns of a column and the classes of its texts.
#[derive(Debug, Clone, Default)]
pub(super) struct PatternClasses {
    patterns: Vec<String>,
    is_list: bool,
    /// The class of texts met before. A cache: it is emptied when it is full.
    known: HashMap<Vec<u8>, u32>,
    /// The class by which of the patterns match.
    classes: HashMap<Vec<bool>, u32>,
    /// By class: its smallest text, which stands for all of them.
    smallest: Vec<String>,
    /// By class: a text made of which patterns match.
    marks: Vec<String>,
}

const MOST_KNOWN: usize = 1 << 14;

impl PatternClasses {
    /// `is_list`: the texts are lists of tags, which a pattern matches if it matches one of the tags.
    pub fn new(patterns: Vec<String>, is_list: bool) -> PatternClasses {
        PatternClasses { patterns, is_list, ..PatternClasses::default() }
    }

    /// The class of a text.
    pub fn class(&mut self, text: &str) -> u32 {
        if let Some(&class) = self.known.get(text.as_bytes()) {
            return class;
        }
        let matches = self.matches(text);
        let class = match self.classes.get(&matches) {
            Some(&class) => {
                let smallest = &mut self.smallest[class as usize];
                if text < smallest.as_str() {
                    text.clone_into(smallest);
                }
                class
            }
            None => {
                let class = self.smallest.len() as u32;
                // A text that no pattern matches is not shown.
                let is_plain = matches == self.matches("");
                self.smallest.push(if is_plain { String::new() } else { text.to_owned() });
                self.marks.push(matches.iter().map(|matched| if *matched { '\u{2}' } else { '\u{1}' }).collect());
                self.classes.insert(matches, class);
                class
            }
        };
        if self.known.len() == MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(text.as_bytes().to_vec(), class);
        class
    }

    /// The text that stands for a class: its smallest one, which does not depend on the order of the rows.
    pub fn smallest(&self, class: u32) -> &str {
        self.smallest.get(class as usize).map_or("", String::as_str)
    }

    /// A text that is the same for this class in every worker and differs from that of any other class. Class numbers differ
    /// between workers.
    pub fn mark(&self, class: u32) -> &str {
        self.marks.get(class as usize).map_or("", String::as_str)
    }

    fn matches(&self, text: &str) -> Vec<bool> {
        let is_matched = |pattern: &String| {
            if self.is_list {
                text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).any(|tag| glob(pattern, tag))
            } else {
                glob(pattern, text)
            }
        };
        self.patterns.iter().map(is_matched).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_no_rule_tells_apart_are_one_class() {
        let mut classes = PatternClasses::new(vec!["*incident*".into(), "review*".into()], false);
        let class = |classes: &mut PatternClasses, text: &str| {
            let class = classes.class(text);
            classes.smallest(class).to_owned()
        };
        assert_eq!(class(&mut classes, "incident 12"), "incident 12");
        assert_eq!(class(&mut classes, "an incident"), "an incident");
        assert_eq!(class(&mut classes, "incident 12"), "an incident", "the smallest, whichever came first");
        assert_eq!(class(&mut classes, "weekly sync"), "", "what matches nothing is not shown");
        assert_eq!(class(&mut classes, "Review of the incident"), "Review of the incident");
    }

    #[test]
    fn a_tag_matches_where_one_of_the_list_does() {
        let mut classes = PatternClasses::new(vec!["focus".into()], true);
        assert_eq!(classes.class("core, Focus"), classes.class("focus"));
        assert_ne!(classes.class("focussed"), classes.class("focus"));
    }
}
