//! Fields of work that rules only test by pattern: descriptions, tags. What counts is which patterns a text matches, so that
//! a million different descriptions fold into as many groups as the rules can tell apart. interface.md section 6, "fold key".

use hashbrown::HashMap;

use crate::model::category::glob;

/// The patterns that are held against a field, and the texts that were.
#[derive(Debug, Clone, Default)]
pub(super) struct PatternClasses {
    patterns: Vec<String>,
    is_list: bool,
    /// Texts seen, with the number of their class. Forgotten when there are too many: it is only to be fast.
    known: HashMap<Vec<u8>, u32>,
    /// Which patterns a class matches.
    classes: HashMap<Vec<bool>, u32>,
    /// The smallest text of each class, which stands for all of it.
    smallest: Vec<String>,
    /// What marks each class, whichever number it has.
    marks: Vec<String>,
}

const MOST_KNOWN: usize = 1 << 14;

impl PatternClasses {
    /// `is_list`: the field is a list of tags, and a pattern matches where one of them does.
    pub fn new(patterns: Vec<String>, is_list: bool) -> PatternClasses {
        PatternClasses { patterns, is_list, ..PatternClasses::default() }
    }

    /// The number of the class of a text.
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
                // Where nothing matches, there is nothing to show.
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

    /// What stands for the texts of a class: the smallest of them, the same whatever the order of the rows.
    pub fn smallest(&self, class: u32) -> &str {
        self.smallest.get(class as usize).map_or("", String::as_str)
    }

    /// A text that is the same for the same class of another worker, and for no other class.
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
