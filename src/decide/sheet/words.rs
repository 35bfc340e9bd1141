//! The words of headings and labels, in the languages that people keep sheets in. They stand in `words.txt`.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

use super::concept::Concept;

/// A concept by each of its words; words that may stand beside a concept and change nothing: `per week`, `of the team`; and words that
/// are also the names of people, of which the label of a row is therefore not enough: `Max`, `Miles`.
struct Words {
    concepts: HashMap<&'static str, Concept>,
    neutral: HashSet<&'static str>,
    names: HashSet<&'static str>,
}

/// A section of `words.txt`.
#[derive(Clone, Copy)]
enum Section {
    Of(Concept),
    Neutral,
    Names,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| read(include_str!("words.txt")));

/// The concept that a text of one or several words stands for.
pub(super) fn concept(text: &str) -> Option<Concept> {
    WORDS.concepts.get(text).copied()
}

/// Returns whether a word beside a concept changes nothing.
pub(super) fn is_neutral(word: &str) -> bool {
    WORDS.neutral.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a word is also the name of people.
pub(super) fn is_name(word: &str) -> bool {
    WORDS.names.contains(word)
}

/// Reads sections that begin with a name in brackets, each a list of words between commas. Lines with `#` are remarks.
fn read(text: &'static str) -> Words {
    let mut words = Words { concepts: HashMap::new(), neutral: HashSet::new(), names: HashSet::new() };
    let mut of = Section::Neutral;
    for line in text.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let concept = Concept::ALL.iter().find(|(known, _)| *known == name);
            of = match concept {
                Some((_, concept)) => Section::Of(*concept),
                None if name == "Names" => Section::Names,
                None => Section::Neutral,
            };
            continue;
        }
        for word in line.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            match of {
                Section::Of(concept) => drop(words.concepts.insert(word, concept)),
                Section::Neutral => drop(words.neutral.insert(word)),
                Section::Names => drop(words.names.insert(word)),
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::sheet::heading::plain;

    #[test]
    fn each_word_is_written_plainly_and_stands_for_one_concept() {
        let mut seen: HashMap<&str, &str> = HashMap::new();
        let mut section = "";
        for line in include_str!("words.txt").lines().filter(|line| !line.starts_with("# ") && !line.is_empty()) {
            if line.starts_with('[') {
                section = line;
                let name = line.trim_matches(['[', ']']);
                assert!(
                    matches!(name, "Neutral" | "Names") || Concept::ALL.iter().any(|(known, _)| *known == name),
                    "{line}"
                );
                continue;
            }
            for word in line.split(',').map(str::trim).filter(|word| !word.is_empty()) {
                assert_eq!(plain(word), word);
                if !matches!(section, "[Neutral]" | "[Names]") {
                    assert_eq!(seen.insert(word, section), None, "{word} in {section}");
                }
            }
        }
    }
}
