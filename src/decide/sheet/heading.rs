//! What a heading says, in the languages that people keep sheets in. A word is evidence, not proof: the cells decide
//! whether a column is what its heading says.

use super::concept::{Concept, is_amount_word};
use super::words::{self, is_neutral};
use crate::model::effort::HeadedUnit;
use crate::model::normal::visible;
use crate::read::when;

/// What a heading says: a concept, if all its words belong to one, and a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meaning {
    pub concept: Option<Concept>,
    pub unit: Option<HeadedUnit>,
}

/// A text as headings are compared: lower case, without accents, its words separated by one blank.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = visible(text);
    // The sign for an average, where it is not a letter of a word.
    let text = match text.trim().strip_prefix(['Ø', 'ø']) {
        Some(rest) if rest.is_empty() || rest.starts_with([' ', '\u{a0}']) => format!("⌀{rest}"),
        _ => text.replace("+/-", "±"),
    };
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            c => out.push(base(c)),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter without its accent.
fn base(c: char) -> char {
    const ACCENTS: &[(&str, char)] = &[
        ("àáâãäåāăą", 'a'),
        ("çćčĉ", 'c'),
        ("ďđð", 'd'),
        ("èéêëēėęě", 'e'),
        ("ğģ", 'g'),
        ("ìíîïīįı", 'i'),
        ("ķ", 'k'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōő", 'o'),
        ("ŕř", 'r'),
        ("śşšș", 's'),
        ("ţťț", 't'),
        ("ùúûüūůűų", 'u'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
    ];
    if c.is_ascii() {
        return c;
    }
    ACCENTS.iter().find(|(accents, _)| accents.contains(c)).map_or(c, |(_, base)| *base)
}

/// Returns the words of a text: runs of letters and digits, and `%`, `#`, `Σ`, `Ø` and `⌀` alone.
fn tokens(plain: &str) -> Vec<&str> {
    let is_sign = |c: char| matches!(c, '%' | '#' | '=' | '∑' | '⌀' | '±' | '€' | '$' | '£');
    let mut tokens = Vec::new();
    let mut start: Option<usize> = None;
    for (at, c) in plain.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            tokens.extend(plain.get(from..at));
        }
        if is_sign(c) {
            tokens.extend(plain.get(at..at + c.len_utf8()));
        }
    }
    if let Some(from) = start {
        tokens.extend(plain.get(from..));
    }
    tokens
}

/// Returns what a heading says. A concept counts if the whole heading is one of its words, or if its words and units are all
/// that the heading consists of (`Total hours`, `Capacity (h)`, `Utilisation %`); `Capacity planning` is the name of a
/// category.
pub fn meaning(heading: &str) -> Meaning {
    let text = plain(heading);
    let tokens = tokens(&text);
    let unit = unit(&text, &tokens).or_else(|| Some(abbreviated(heading)?.1));
    Meaning { concept: concept(&tokens), unit }
}

/// The name of a category without the unit behind it: `Support` of `Support (h)`, `Support, %` and `Support min`.
pub fn category_of(heading: &str) -> String {
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let bracketed =
        [('(', ')'), ('[', ']')].iter().find_map(|&(open, close)| heading.strip_suffix(close)?.rsplit_once(open));
    let split = bracketed.or_else(|| heading.rsplit_once(','));
    let is_unit = |text: &str| unit_of(text).is_some();
    let name = match split {
        Some((name, behind)) if is_unit(behind) => Some(name),
        _ => heading.strip_suffix('%').or_else(|| Some(abbreviated(&heading)?.0)),
    };
    name.map(str::trim).filter(|name| !name.is_empty()).map_or(heading.clone(), str::to_owned)
}

/// A name and an abbreviation of hours or minutes behind it: `Build h`, `Build min`.
fn abbreviated(heading: &str) -> Option<(&str, HeadedUnit)> {
    let (name, last) = heading.trim().rsplit_once(' ')?;
    let is_short = last.len() <= 3 && last.chars().all(|c| c.is_ascii_lowercase());
    let unit = unit_of(last).filter(|unit| is_short && matches!(unit, HeadedUnit::Hours | HeadedUnit::Minutes))?;
    Some((name.trim(), unit))
}

/// The unit that a word is.
fn unit_of(word: &str) -> Option<HeadedUnit> {
    match of_words(&tokens_of(word).join(" "))? {
        Concept::Percent => Some(HeadedUnit::Percent),
        Concept::Hours => Some(HeadedUnit::Hours),
        Concept::Days => Some(HeadedUnit::Days),
        Concept::Minutes => Some(HeadedUnit::Minutes),
        Concept::Seconds => Some(HeadedUnit::Seconds),
        _ => None,
    }
}

fn concept(tokens: &[&str]) -> Option<Concept> {
    if tokens.is_empty() {
        return None;
    }
    let all = |tokens: &[&str]| tokens.join(" ");
    let whole = all(tokens);
    if let Some(found) = of_words(&whole) {
        return Some(found);
    }
    if tokens.iter().any(|word| is_currency(word)) {
        return Some(Concept::Money);
    }
    // A part of what the other columns say.
    if ["of which ", "davon ", "dont ", "di cui ", "de los cuales ", "dos quais ", "waarvan ", "heraf ", "w tym "]
        .iter()
        .any(|part| whole.starts_with(part))
    {
        return Some(Concept::Share);
    }
    // `# incidents` counts them.
    if let ["#", _, ..] = tokens {
        return Some(Concept::Number);
    }
    if let Some(found) = of_ends(tokens) {
        return Some(found);
    }
    // The longest run of words that is a concept, while every other word says nothing of its own.
    let mut best: Option<(usize, Concept)> = None;
    for from in 0..tokens.len() {
        for to in (from + 1..=tokens.len()).rev() {
            let Some(found) = of_words(&all(&tokens[from..to])) else { continue };
            let rest = tokens[..from].iter().chain(&tokens[to..]);
            let is_alone = rest.clone().all(|word| is_neutral(word));
            // `Total FTE`, `Planned hours`: an amount or a unit beside another concept says of what.
            let of_others = rest.clone().filter(|word| !is_neutral(word)).count();
            let is_with_amounts = of_others > 0 && rest.clone().all(|word| is_neutral(word) || is_amount(word));
            // `Hours per week` is what a contract says.
            let found = if is_with_amounts && found == Concept::Week { Concept::Capacity } else { found };
            if (is_alone || is_with_amounts) && !is_only_amount(found, is_with_amounts) {
                let weight = rank(found) * 100 + (to - from);
                if best.is_none_or(|(known, _)| weight > known) {
                    best = Some((weight, found));
                }
            }
        }
    }
    best.map(|(_, found)| found)
}

/// The sign or the code of a currency: what stands under `Ansatz (CHF)` is money.
fn is_currency(word: &str) -> bool {
    const CODES: [&str; 14] =
        ["€", "$", "£", "eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "czk", "cad", "aud"];
    CODES.contains(&word)
}

/// What remains or has been saved up, by the noun of a heading: the last word or its end (`Flex balance`, `Zeitkonto`, `Gleitzeitsaldo`), or
/// the first one (`Solde congés`).
fn of_ends(tokens: &[&str]) -> Option<Concept> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    let is_last = ["balance", "saldo", "konto"]
        .iter()
        .any(|noun| last.ends_with(noun) && last.len() > noun.len() || last == noun);
    let is_first = tokens.len() > 1 && ["saldo", "solde", "saldos", "soldes"].contains(first);
    (is_last && (tokens.len() > 1 || *last != "balance") || is_first).then_some(Concept::Remaining)
}

/// An amount beside another amount word says nothing more: the other concept is looked for.
fn is_only_amount(found: Concept, is_with_amounts: bool) -> bool {
    is_with_amounts && rank(found) == 0
}

/// Of two concepts in one heading, the higher: `Total hours` is a total, `Average FTE` an average.
fn rank(concept: Concept) -> usize {
    use Concept::*;
    match concept {
        Percent | Hours | Days | Minutes | Seconds | Amount => 0,
        Total | Average | Share => 3,
        Planned | Remaining | Capacity | Overtime | Money => 4,
        _ => 2,
    }
}

fn is_amount(word: &str) -> bool {
    of_words(word).is_some_and(|found| rank(found) == 0)
}

fn of_words(text: &str) -> Option<Concept> {
    words::concept(text)
}

/// The unit of a heading: all of it, in brackets or behind a comma at its end, or a percent sign at either end.
fn unit(heading: &str, tokens: &[&str]) -> Option<HeadedUnit> {
    let bracketed = [('(', ')'), ('[', ']')].iter().find_map(|&(open, close)| {
        let (_, inner) = heading.trim_end().strip_suffix(close)?.rsplit_once(open)?;
        Some(inner)
    });
    let behind = bracketed.or_else(|| heading.rsplit_once([',', '/']).map(|(_, unit)| unit));
    // `Ada (60 %)` is a name with what its contract says.
    let is_part = matches!(tokens, [.., number, "%"] if number.chars().all(|c| c.is_ascii_digit()));
    if tokens.first() == Some(&"%") || tokens.last() == Some(&"%") && !is_part {
        return Some(HeadedUnit::Percent);
    }
    behind.and_then(unit_of).or_else(|| unit_of(heading)).or_else(|| match tokens {
        // `Total hours`: no word of the heading is the name of a category.
        [words @ .., last] if words.iter().all(|word| of_words(word).is_some() || is_neutral(word)) => unit_of(last),
        _ => None,
    })
}

/// Returns whether a name is a word for leave: `Vacation`, `Urlaub`, `PTO`.
pub fn names_leave(name: &str) -> bool {
    meaning(&category_of(name)).concept == Some(Concept::Leave)
}

/// The unit that a heading says: days under `Jours`.
pub fn headed_unit(heading: &str) -> Option<HeadedUnit> {
    meaning(heading).unit
}

/// Returns whether the name of a tab is none of a person: a word for effort, a total or a time (`Timesheet`, `Stunden`), or days.
pub fn names_nobody(name: &str) -> bool {
    use Concept::*;
    let is_time = |concept| {
        matches!(concept, Week | Date | Day | Month | Quarter | Year | Project | Category | Task | Actual | Planned)
    };
    let concept = meaning(name).concept;
    let has_date = || name.split([' ', '_']).any(|word| when::spelled(word).is_some_and(|said| said.certain));
    concept.is_some_and(|concept| is_amount_word(concept) || concept.is_sum() || is_time(concept)) || has_date()
}

fn tokens_of(text: &str) -> Vec<String> {
    tokens(&plain(text)).into_iter().map(str::to_owned).collect()
}

/// Returns whether a label may be the name of somebody, though its word means something: `Max`, `Miles (50 %)`.
pub fn may_be_name(label: &str) -> bool {
    let text = plain(label);
    let tokens = tokens(&text);
    let mut words = tokens.iter().filter(|word| word.chars().all(char::is_alphabetic));
    words.next().is_some_and(|word| words::is_name(word)) && words.next().is_none()
}

/// Returns the rest of a label of which only the first or the last word says that it holds totals: `Ada` of `Ada Total`, `KW 3` of
/// `Summe KW 3`; `None` if all of it says so, or nothing.
pub fn beside_sum(label: &str) -> Option<String> {
    let text = plain(label);
    let tokens = tokens(&text);
    if concept(&tokens).is_some() {
        return None;
    }
    let is_sum = |word: &&str| of_words(word).is_some_and(|found| matches!(found, Concept::Total | Concept::Average));
    match tokens[..] {
        [.., ref last] if tokens.len() > 1 && is_sum(last) => Some(tokens[..tokens.len() - 1].join(" ")),
        [ref first, ..] if tokens.len() > 1 && is_sum(first) => Some(tokens[1..].join(" ")),
        _ => None,
    }
}

/// Returns whether the label of a row says that it holds totals, averages or shares: all of it (`Total`, `Gesamtergebnis`), or
/// its first or last word (`Ada Total`, `Summe KW 3`, `Jun 30 total`).
pub fn says_sum(label: &str) -> Option<Concept> {
    let text = plain(label);
    let tokens = tokens(&text);
    match concept(&tokens) {
        Some(found) if found.is_sum() => return Some(found),
        // `Anteil` heads a column of percents, and is the label of a row of shares.
        Some(Concept::Percent) => return Some(Concept::Share),
        _ => {}
    }
    let ends: Vec<&str> = tokens.first().into_iter().chain(tokens.last()).copied().collect();
    ends.into_iter().find_map(|word| of_words(word).filter(|found| matches!(found, Concept::Total | Concept::Average)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_a_concept_if_it_says_nothing_else() {
        for (heading, concept) in [
            ("Total", Some(Concept::Total)),
            ("Total hours", Some(Concept::Total)),
            ("Total (h)", Some(Concept::Total)),
            ("Gesamtergebnis", Some(Concept::Total)),
            ("Capacity (h)", Some(Concept::Capacity)),
            ("Available (h)", Some(Concept::Remaining)),
            ("Utilisation %", Some(Concept::Share)),
            ("% of cap", Some(Concept::Share)),
            ("Planned hours", Some(Concept::Planned)),
            ("Q2 avg", Some(Concept::Average)),
            ("Employee ID", Some(Concept::Number)),
            ("#", Some(Concept::Number)),
            ("FTE", Some(Concept::Fte)),
            ("Hours", Some(Concept::Hours)),
            ("Capacity planning", None),
            ("Planned maintenance", None),
            ("Rate limiter", None),
            ("CI Scaling", None),
            ("Total rewrite", None),
            ("Meetings", None),
            ("Week commencing", Some(Concept::WeekStarting)),
            ("Week of (Sun)", Some(Concept::WeekStarting)),
        ] {
            assert_eq!(meaning(heading).concept, concept, "{heading}");
        }
    }

    #[test]
    fn the_unit_stands_at_the_end() {
        for (heading, unit) in [
            ("Maintenance (h)", Some(HeadedUnit::Hours)),
            ("Support %", Some(HeadedUnit::Percent)),
            ("% Support", Some(HeadedUnit::Percent)),
            ("Days", Some(HeadedUnit::Days)),
            ("R&D", None),
            ("Total hours", Some(HeadedUnit::Hours)),
            ("CI Scaling", None),
        ] {
            assert_eq!(meaning(heading).unit, unit, "{heading}");
        }
    }

    #[test]
    fn a_label_of_totals_begins_or_ends_with_a_word_for_them() {
        for (label, concept) in [
            ("Ben Total", Some(Concept::Total)),
            ("Summe (Ada)", Some(Concept::Total)),
            ("Total général", Some(Concept::Total)),
            ("Jun 30 total", Some(Concept::Total)),
            ("Average", Some(Concept::Average)),
            ("Percent of total", Some(Concept::Share)),
            ("Totality", None),
            ("Ada", None),
        ] {
            assert_eq!(says_sum(label), concept, "{label}");
        }
    }
}
