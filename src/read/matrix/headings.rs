//! What a heading of a skill matrix says: that of people, skills, groups, levels, totals. The words are in `known`.

use super::known::{
    ABOUT_PEOPLE, ASSESSED, COMPUTED, COMPUTED_FIRST, EXPLAINED, GROUP, LEVEL, NOTES, PERSON, SKILL, WISH,
};
use crate::model::person::folded;
use crate::read::headings as sheet;

/// Folds a heading, without a colon at its end.
pub fn heading(name: &str) -> String {
    folded(name.trim().trim_end_matches(':'))
}

fn is(name: &str, words: &[&str]) -> bool {
    words.contains(&heading(name).as_str())
}

pub fn is_person(name: &str) -> bool {
    is(name, PERSON) || is(name, sheet::PERSON)
}

pub fn is_skill(name: &str) -> bool {
    is(name, SKILL)
}

pub fn is_group(name: &str) -> bool {
    is(name, GROUP)
}

pub fn is_level(name: &str) -> bool {
    is(name, LEVEL)
}

/// Returns whether a heading is that of remarks: `Notes`; also `Legend: 5 is an expert`.
pub fn is_notes(name: &str) -> bool {
    let is_word = |name: &str| is(name, NOTES) || is(name, sheet::REMARK);
    is_word(name) || name.split_once(':').is_some_and(|(word, _)| is_word(word) || is(word, EXPLAINED))
}

/// Returns whether a heading is that of averages, totals or bus factors.
pub fn is_computed(name: &str) -> bool {
    is(name, COMPUTED)
}

/// How surely a heading is that of averages, totals or counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Computed {
    No,
    /// It begins like one.
    Begins,
    /// No skill and no person is called so.
    Surely,
}

pub fn computed(name: &str) -> Computed {
    let name = heading(name);
    let first = name.split_whitespace().next().unwrap_or_default();
    if COMPUTED.contains(&name.as_str()) || name.starts_with(['#', '∑', 'σ', '⌀']) {
        Computed::Surely
    } else if COMPUTED_FIRST.contains(&first) {
        Computed::Begins
    } else {
        Computed::No
    }
}

/// Returns whether a heading is that of how many people have a skill.
pub fn counts_people(name: &str) -> bool {
    let name = heading(name);
    let words =
        ["qualified", "people", "personen", "personnes", "personas", "pessoas", "persone", "personen", "bus factor"];
    computed(&name) == Computed::Surely && words.iter().any(|word| name.contains(word))
}

/// Whether a text is rather a remark than the name of a person or a skill.
pub fn is_remark(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let inside = text.trim_end_matches([':', '.']);
    words > 6
        || text.contains('=')
        || inside.contains(": ")
        || text.ends_with('.') && words > 2
        || text.starts_with(['*', '(', '→', '>'])
        || is_notes(text)
        || is(text, EXPLAINED)
}

/// Returns whether a heading asks if somebody wants to learn the skill.
pub fn is_wish(name: &str) -> bool {
    is(name, WISH)
}

/// Returns whether a heading is that of the day of assessment.
pub fn is_assessed(name: &str) -> bool {
    is(name, ASSESSED)
}

pub fn is_date(name: &str) -> bool {
    is(name, sheet::DATE)
}

/// Returns whether a heading is that of weeks or days, which only an effort sheet has.
pub fn is_when(name: &str) -> bool {
    [sheet::WEEK, sheet::DATE, sheet::FROM, sheet::TO].iter().any(|words| is(name, words))
}

/// Returns whether a heading is that of amounts of work, in a sheet with one amount per row.
pub fn is_amount(name: &str) -> bool {
    [sheet::PERCENT, sheet::HOURS].iter().any(|words| is(name, words))
}

/// Returns whether a heading is that of texts about a person or a group of people. Such a column is no skill unless
/// there are levels below it.
pub fn is_about_people(name: &str) -> bool {
    is(name, sheet::UNUSED) || is(name, ABOUT_PEOPLE) || is_group(name)
}

/// Returns whether a heading is that of numbers that are no levels: `No.`, `Id`.
pub fn is_numbering(name: &str) -> bool {
    is(name, sheet::UNUSED_NUMBERS)
}

/// Returns the text after `Assessed: ` or `as of `, and whether a colon makes it certain that a day is meant.
pub fn behind_assessed(text: &str) -> Option<(String, bool)> {
    let text = folded(text);
    ASSESSED.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        let (certain, day) = match rest.trim_start().strip_prefix(':') {
            Some(day) => (true, day),
            None => (false, rest.strip_prefix(' ')?),
        };
        (!day.trim().is_empty()).then(|| (day.trim().to_owned(), certain))
    })
}

/// The headings of a sheet with one rating per row, for suggesting one that is similar.
pub fn known_beside_ratings() -> impl Iterator<Item = &'static str> {
    let own = ["required", "target", "bar", "people needed", "weight", "critical"];
    [SKILL, GROUP, LEVEL, WISH, ASSESSED, sheet::PERSON, sheet::REMARK].concat().into_iter().chain(own)
}
