//! Labels that stand for people, `Person 1`, `Person 2`, in roster order; and finding the names of people in any text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::person::{Person, Roster, turned};

/// The words that labels may begin with. The first that is in nobody's name is used.
const WORDS: [&str; 3] = ["Person", "Colleague", "Member"];

/// Two words with more characters than this between them are not one name.
const WIDEST_GAP: usize = 3;

/// The labels of a roster, and the names that they replace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// The labels, in roster order.
    people: Vec<String>,
    /// Replaces a word that is in the names of several people.
    somebody: String,
    /// By the first word of each name: its other words, longest first, and the label.
    names: HashMap<String, Vec<(Vec<String>, String)>>,
    /// Names in scripts without capital letters, which may stand next to other words without a space.
    unspaced: Vec<(String, String)>,
}

impl Labels {
    /// Labels the people of a roster by their numbers.
    pub fn new(roster: &Roster) -> Labels {
        let word = word_for(&[roster]);
        let people = (1..=roster.people.len()).map(|n| format!("{word} {n}")).collect();
        Labels::of_people(roster, people, word)
    }

    /// Labels the people of several rosters. Somebody on more than one has the same label on all: the numbers of the first roster
    /// stay, and people who are not on it follow. Each result knows the names of all rosters.
    pub fn of_all(rosters: &[&Roster]) -> Vec<Labels> {
        let word = word_for(rosters);
        let mut known: Vec<Vec<String>> = Vec::new();
        let mut next = 0;
        for (at, roster) in rosters.iter().enumerate() {
            let (mut taken, mut labels) = (HashSet::new(), Vec::with_capacity(roster.people.len()));
            for person in &roster.people {
                let of_earlier = |(earlier, labels): (&&Roster, &Vec<String>)| {
                    let found = person.spellings().filter_map(|name| earlier.find(name));
                    found.map(|at| labels[at].clone()).find(|label| !taken.contains(label))
                };
                let label = rosters[..at].iter().zip(&known).find_map(of_earlier).unwrap_or_else(|| {
                    next += 1;
                    format!("{word} {next}")
                });
                taken.insert(label.clone());
                labels.push(label);
            }
            known.push(labels);
        }
        let own: Vec<Labels> =
            rosters.iter().zip(known).map(|(roster, labels)| Labels::of_people(roster, labels, word)).collect();
        let learned = |at: usize| {
            let mut labels = own[at].clone();
            own.iter().enumerate().filter(|(other, _)| *other != at).for_each(|(_, other)| labels.learn(other.clone()));
            labels
        };
        (0..own.len()).map(learned).collect()
    }

    fn of_people(roster: &Roster, people: Vec<String>, word: &str) -> Labels {
        let mut labels = Labels { people, somebody: word.to_owned(), ..Labels::default() };
        for (person, label) in roster.people.iter().zip(labels.people.clone()) {
            for spelling in person.spellings() {
                labels.add(spelling, &label);
            }
        }
        for (part, label) in parts(roster, &labels.people, word) {
            labels.add_words(vec![part], &label);
        }
        labels
    }

    /// The label of a person, by the index in the roster.
    pub fn of(&self, person: usize) -> &str {
        self.people.get(person).map_or(&self.somebody, String::as_str)
    }

    /// The label of a name that does not belong to one person.
    pub fn somebody(&self) -> &str {
        &self.somebody
    }

    /// Adds a name that does not stand on the roster, and its label.
    pub fn add(&mut self, name: &str, shown: &str) {
        let local = name.split_once('@').map(|(local, _)| local);
        for spelling in [Some(name), Some(&*turned(name)), local].into_iter().flatten() {
            let words: Vec<String> = words(spelling).map(|at| spelling[at].to_lowercase()).collect();
            if words.len() > 1 {
                self.add_words(vec![words.concat()], shown);
            }
            // With the family name first, with or without a comma.
            for first in 0..words.len() {
                self.add_words([&words[first..], &words[..first]].concat(), shown);
            }
        }
        let is_letter = |c: char| c.is_alphabetic();
        if name.chars().any(is_letter) && !name.chars().any(has_case) {
            self.unspaced.push((name.to_owned(), shown.to_owned()));
        }
    }

    /// Adds the names and their labels. Names that are known already keep their labels: a whole name takes precedence
    /// over a part of another one.
    fn add_words(&mut self, mut words: Vec<String>, shown: &str) {
        // A single letter is an initial, or the s of a genitive.
        if words.is_empty() || words.iter().all(|word| word.chars().nth(1).is_none() && word.chars().all(has_case)) {
            return;
        }
        let rest = words.split_off(1);
        let known = self.names.entry(words.concat()).or_default();
        if !known.iter().any(|(other, _)| *other == rest) {
            known.push((rest, shown.to_owned()));
            known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    fn learn(&mut self, other: Labels) {
        for (first, names) in other.names {
            for (rest, shown) in names {
                self.add_words(std::iter::once(first.clone()).chain(rest).collect(), &shown);
            }
        }
        self.unspaced.extend(other.unspaced);
    }

    /// Finds the names in a text, in order, each with its label. Names are found as whole words, ignoring case and
    /// whatever separates the words of a name.
    pub fn found<'a>(&'a self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        let words: Vec<(Range<usize>, String)> = words(text).map(|at| (at.clone(), text[at].to_lowercase())).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((first, word)) = words.get(at) {
            let is_here = |rest: &[String]| {
                let parts = words.get(at + 1..at + 1 + rest.len());
                parts.is_some_and(|parts| {
                    let mut end = first.end;
                    parts.iter().zip(rest).all(|((part, word), wanted)| {
                        let gap = &text[end..part.start];
                        end = part.end;
                        word == wanted && gap.chars().count() <= WIDEST_GAP && !gap.contains(['\n', '\r'])
                    })
                })
            };
            let known = self.names.get(word).and_then(|names| names.iter().find(|(rest, _)| is_here(rest)));
            match known {
                Some((rest, shown)) => {
                    found.push((first.start..words[at + rest.len()].0.end, shown.as_str()));
                    at += rest.len() + 1;
                }
                None => {
                    found.extend(self.unspaced_in(text, first));
                    at += 1;
                }
            }
        }
        found
    }

    fn unspaced_in<'a>(&'a self, text: &str, word: &Range<usize>) -> Vec<(Range<usize>, &'a str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        let mut names: Vec<&(String, String)> = self.unspaced.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, shown) in names {
            for (at, _) in text[word.clone()].match_indices(name.as_str()) {
                let range = word.start + at..word.start + at + name.len();
                if !found.iter().any(|(other, _)| other.start < range.end && range.start < other.end) {
                    found.push((range, shown));
                }
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        found
    }

    /// Returns the text with every name replaced.
    pub fn masked(&self, text: &str) -> String {
        self.masked_with(text, 0..0).0
    }

    /// Returns the text with every name replaced, and where the bytes `span` are then. A name that is partly in `span`
    /// is in the result as a whole.
    pub fn masked_with(&self, text: &str, span: Range<usize>) -> (String, Range<usize>) {
        let found = self.found(text);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (range, shown) in &found {
            out.push_str(&text[done..range.start]);
            out.push_str(shown);
            done = range.end;
        }
        out.push_str(&text[done..]);
        (out, moved(&found, span.start, false)..moved(&found, span.end, true))
    }
}

/// Returns where a position in a text is after the names in it are replaced. A position inside a name moves to its
/// beginning or end.
fn moved(found: &[(Range<usize>, &str)], at: usize, to_end: bool) -> usize {
    let (mut old, mut new) = (0, 0);
    for (range, shown) in found {
        if at <= range.start {
            break;
        }
        new += range.start - old;
        if to_end && at <= range.end {
            return new + shown.len();
        }
        if at < range.end {
            return new;
        }
        new += shown.len();
        old = range.end;
    }
    new + (at - old)
}

/// Returns the word that labels begin with.
fn word_for(rosters: &[&Roster]) -> &'static str {
    let spellings = || rosters.iter().flat_map(|roster| &roster.people).flat_map(Person::spellings);
    let is_free = |word: &&&str| {
        let word = word.to_lowercase();
        !spellings().any(|name| words(name).any(|at| name[at].to_lowercase() == word))
    };
    WORDS.iter().find(is_free).copied().unwrap_or("Someone")
}

/// Returns the given and family names of the people, in lower case, each with the label of its only bearer, or with the
/// word for somebody. Words that begin with a small letter (`van`), initials and addresses are not split.
fn parts(roster: &Roster, labels: &[String], word: &str) -> Vec<(String, String)> {
    let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    for (at, person) in roster.people.iter().enumerate() {
        for name in person.spellings().filter(|name| !name.contains('@')) {
            for part in words(name).map(|at| &name[at]) {
                let is_small = part.chars().next().is_some_and(char::is_lowercase);
                let is_name = part.chars().all(char::is_alphabetic) && part.chars().nth(1).is_some() && !is_small;
                if is_name {
                    let part = part.to_lowercase();
                    let known = owners.entry(part.clone()).or_default();
                    if known.is_empty() {
                        order.push(part);
                    }
                    if !known.contains(&at) {
                        known.push(at);
                    }
                }
            }
        }
    }
    let label = |part: String| {
        let shown = match owners[&part][..] {
            [only] => labels[only].clone(),
            _ => word.to_owned(),
        };
        (part, shown)
    };
    order.into_iter().map(label).collect()
}

/// Splits a text into its runs of letters and digits, with combining marks.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.find(|(_, c)| c.is_alphanumeric())?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|(_, c)| c.is_alphanumeric() || is_mark(*c)) {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

fn has_case(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Labels {
        Labels::new(&Roster::of(&[
            ("Ada Lovelace", &["ada.lovelace@example.org", "AL"]),
            ("Grace Hopper", &[]),
            ("Jan van Hopper", &["Zoë"]),
            ("田中", &[]),
        ]))
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (text, expected) in [
            ("Ada Lovelace", "Person 1"),
            ("Lovelace, ADA", "Person 1"),
            ("hours/ada_lovelace.csv", "hours/Person 1.csv"),
            ("hours/AdaLovelace.csv", "hours/Person 1.csv"),
            ("mail ada.lovelace@example.org today", "mail Person 1 today"),
            ("2016-W03,Ada,\"Grace  Hopper\",40%", "2016-W03,Person 1,\"Person 2\",40%"),
            ("Ada's box, and AL's", "Person 1's box, and Person 1's"),
            ("Jan van Hopper", "Person 3"),
            ("ZOË'S", "Person 3'S"),
            ("田中さんの仕事", "Person 4さんの仕事"),
        ] {
            assert_eq!(labels().masked(text), expected);
        }
    }

    #[test]
    fn a_name_that_several_have_is_somebody() {
        assert_eq!(labels().masked("Hopper asked Jan"), "Person asked Person 3");
    }

    #[test]
    fn what_is_no_name_stays() {
        for text in ["Adaptation", "a van", "grac e", "Ada-", "example.org", "", "Ada\n"] {
            let expected = text.replace("Ada-", "Person 1-").replace("Ada\n", "Person 1\n");
            assert_eq!(labels().masked(text), expected);
        }
    }

    #[test]
    fn a_span_moves_with_its_text() {
        for (text, span, expected) in [
            ("W3,Ada Lovelace,4o%", 16..19, "4o%"),
            ("W3,Ada Lovelace,4o%", 3..15, "Person 1"),
            ("W3,Ada Lovelace,4o%", 0..2, "W3"),
            ("W3,Ada Lovelace,4o%", 3..6, "Person 1"),
            ("Ada,4o%,Grace", 4..7, "4o%"),
            ("Ada,4o%,Grace", 0..13, "Person 1,4o%,Person 2"),
            ("Ada,,Grace", 4..4, ""),
            ("Ada", 3..3, ""),
        ] {
            let (masked, found) = labels().masked_with(text, span.clone());
            assert_eq!(&masked[found], expected, "{text} {span:?}");
        }
    }

    #[test]
    fn a_team_of_persons_has_another_word() {
        let labels = Labels::new(&Roster::of(&[("Person 2", &[]), ("Person 1", &[])]));
        assert_eq!(labels.masked("Person 1, Person 2"), "Colleague 2, Colleague 1");
    }

    /// Somebody on several rosters is one person; the numbers of the first one stay.
    #[test]
    fn rosters_share_their_labels() {
        let labels = Labels::of_all(&[
            &Roster::of(&[("Bo", &[]), ("Cleo", &["Cleopatra"])]),
            &Roster::of(&[("Ada", &[]), ("Cleopatra", &[]), ("Bo", &[])]),
            &Roster::of(&[("Dan", &[]), ("Ada", &[])]),
        ]);
        let [after, before, third] = &labels[..] else { panic!("a roster has no labels") };
        assert_eq!([0, 1].map(|at| after.of(at)), ["Person 1", "Person 2"]);
        assert_eq!([0, 1, 2].map(|at| before.of(at)), ["Person 3", "Person 2", "Person 1"]);
        assert_eq!([0, 1].map(|at| third.of(at)), ["Person 4", "Person 3"]);
        assert_eq!(after.masked("for Ada and Dan"), "for Person 3 and Person 4");
    }

    #[test]
    fn a_stranger_is_shown_as_a_place() {
        let mut labels = labels();
        labels.add("Zed Zebra", "effort.csv:7:2");
        assert_eq!(labels.masked("W3,Zed Zebra,40%"), "W3,effort.csv:7:2,40%");
    }
}
