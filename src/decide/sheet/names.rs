//! Tells texts that are written like the names of people from texts that are not.

use crate::model::normal::visible;

/// Returns whether every text is written like a full name: two words or more, each with a capital first letter but for short
/// particles such as `van` and `al-`. Titles of work may be written like that too, so this alone never says that a text is a name.
pub fn are_like_full_names<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let mut texts = texts.peekable();
    texts.peek().is_some() && texts.all(is_like_full_name)
}

fn is_like_full_name(text: &str) -> bool {
    const PARTICLE: usize = 3;
    let text = visible(text);
    // `Anne-Marie` has two large parts, `al-Sayed` a particle and a large one.
    let parts: Vec<&str> = text.split([' ', ',', '-']).filter(|part| !part.is_empty()).collect();
    let starts_large = |part: &&str| part.chars().next().is_some_and(char::is_uppercase);
    let is_particle = |part: &&str| part.chars().count() <= PARTICLE;
    text.contains([' ', ','])
        && text.chars().all(|c| c.is_alphabetic() || " ,.'’-".contains(c))
        && parts.iter().filter(|part| starts_large(part)).count() >= 2
        && parts.iter().all(|part| starts_large(part) || is_particle(part))
}

#[cfg(test)]
mod tests {
    use super::are_like_full_names;

    #[test]
    fn full_names_have_two_words_with_capitals() {
        for name in
            ["Ada Lovelace", "Lovelace, Ada", "Fatima al-Sayed", "Vincent van Gogh", "Иван Петров", "Søren Ødegård"]
        {
            assert!(are_like_full_names([name].into_iter()), "{name}");
        }
        for text in ["Meetings", "Customer projects", "Manutenção", "Team 3", "R&D Work", "ada lovelace", ""] {
            assert!(!are_like_full_names([text].into_iter()), "{text}");
        }
        assert!(!are_like_full_names(["Ada Lovelace", "Meetings"].into_iter()));
        assert!(!are_like_full_names(std::iter::empty()));
    }
}
