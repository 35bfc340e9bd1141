//! The people who should have reported, and how much of a week each of them has.

use std::borrow::Cow;
use std::collections::HashMap;

use super::day::Day;
use super::exact::Exact;
use super::normal::normal;
use super::place::Place;

/// An FTE and the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fte {
    /// `None`: it has always held.
    pub from: Option<Day>,
    /// Full-time equivalents: 1 is a full-time week.
    pub is: Exact,
    /// Where it is said; `None` when it is assumed (1, without a roster).
    pub place: Option<Place>,
}

/// Days away, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    pub from: Day,
    pub to: Day,
    /// The part of each of these days: 1 or less.
    pub part: Exact,
    pub place: Place,
}

/// Somebody on the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// Other spellings, e-mail addresses.
    pub aliases: Vec<String>,
    /// In order of `from`; never empty.
    pub fte: Vec<Fte>,
    pub joined: Option<Day>,
    pub left: Option<Day>,
    pub leave: Vec<Leave>,
    /// Where the roster names the person; `None` when the person is known from the sheets alone.
    pub place: Option<Place>,
}

impl Person {
    /// A full-timer who has always been here: what is assumed of a person no roster describes.
    pub fn assumed(name: &str) -> Person {
        Person {
            name: name.to_owned(),
            aliases: Vec::new(),
            fte: vec![Fte { from: None, is: Exact::ONE, place: None }],
            joined: None,
            left: None,
            leave: Vec::new(),
            place: None,
        }
    }

    pub fn employed_on(&self, day: Day) -> bool {
        self.joined.is_none_or(|joined| joined <= day) && self.left.is_none_or(|left| day <= left)
    }

    /// The FTE that holds on `day`, employed or not; `None` before the first dated one.
    pub fn fte_on(&self, day: Day) -> Option<&Fte> {
        self.fte.iter().rev().find(|fte| fte.from.is_none_or(|from| from <= day))
    }

    /// The part of `day` on leave, 0 to 1. Two halves of a day are a day.
    pub fn leave_on(&self, day: Day) -> Exact {
        let on = self.leave.iter().filter(|leave| leave.from <= day && day <= leave.to);
        Exact::sum(on.map(|leave| &leave.part)).min(Exact::ONE)
    }
}

/// The people of a review, in printing order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    pub people: Vec<Person>,
    /// No roster was given: these are the people seen.
    pub assumed: bool,
}

impl Roster {
    /// The index of the person whose name or alias this is: case and doubled spaces aside, and with the family name before
    /// a comma or behind the others (`Lovelace, Ada`).
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = folded(name);
        let wanted = turned(&name);
        self.people.iter().position(|p| p.spellings().any(|s| turned(&folded(s)) == wanted))
    }

    /// As `find`. Of a name with something in brackets behind it that nobody is called (`Ines (until June)`), the person whose name
    /// stands before the brackets.
    pub fn find_or_before_brackets(&self, name: &str) -> Option<usize> {
        let before = || name.trim_end().strip_suffix([')', ']'])?.rsplit_once(['(', '[']).map(|(before, _)| before);
        self.find(name).or_else(|| before().and_then(|name| self.find(name)))
    }
}

#[cfg(test)]
impl Roster {
    /// Full-timers by name and aliases.
    pub fn of(people: &[(&str, &[&str])]) -> Roster {
        let person = |(name, aliases): &(&str, &[&str])| Person {
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            ..Person::assumed(name)
        };
        Roster { people: people.iter().map(person).collect(), assumed: false }
    }
}

/// The people of a roster by every spelling: for many names.
#[derive(Debug)]
pub struct ByName(HashMap<String, usize>);

impl ByName {
    /// As `Roster::find`.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.0.get(&*turned(&folded(name))).copied()
    }
}

impl Roster {
    pub fn by_name(&self) -> ByName {
        let mut known = HashMap::new();
        for (at, person) in self.people.iter().enumerate() {
            for spelling in person.spellings() {
                known.entry(turned(&folded(spelling)).into_owned()).or_insert(at);
            }
        }
        ByName(known)
    }
}

impl Person {
    /// The name, then the aliases.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// A name with the given name first: `Lovelace, Ada` as `Ada Lovelace`; anything but two names with one comma between them as it is.
pub fn turned(name: &str) -> Cow<'_, str> {
    match name.split_once(',') {
        // A comma in brackets parts no name: `Ada Lovelace (QA, 0.8)`.
        Some((family, _)) if family.contains(['(', '[', '<']) => Cow::Borrowed(name),
        Some((family, given)) if !family.trim().is_empty() && !given.trim().is_empty() && !given.contains(',') => {
            Cow::Owned(format!("{} {}", given.trim(), family.trim()))
        }
        _ => Cow::Borrowed(name),
    }
}

/// A name in its normal form, with case and doubled spaces (also non-breaking ones) taken out of it: how names, headings and
/// categories are compared everywhere.
pub fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let name = normal(name);
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        // Most words are: no table has to be asked.
        if word.is_ascii() {
            out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            out.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    out
}

/// A name without what is written behind it: an address (`Ada Lovelace <ada@example.org>`), a part of a week (`Ada Lovelace
/// (80 %)`).
pub fn without_additions(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let inner = |open: char, close: char| {
            let (before, inner) = name.strip_suffix(close)?.rsplit_once(open)?;
            (!before.trim().is_empty()).then_some((before.trim_end(), inner.trim()))
        };
        let is_part = |inner: &str| {
            let number = inner.strip_prefix("FTE").unwrap_or(inner).trim_start_matches([':', ' ']);
            let number = number.strip_suffix("FTE").unwrap_or(number).trim_end();
            let number = number.strip_suffix('%').unwrap_or(number).trim_end();
            let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
            !number.is_empty() && number.chars().all(is_digit) && (number != inner || number.starts_with("0"))
        };
        name = match (inner('<', '>'), inner('(', ')'), inner('[', ']')) {
            (Some((before, inner)), ..) if inner.contains('@') => before,
            (_, Some((before, inner)), _) | (_, _, Some((before, inner)))
                if inner.contains('@') || is_part(inner) || inner.split(", ").any(is_part) =>
            {
                before
            }
            _ => return name,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_or_a_part_of_a_week_behind_a_name_is_not_part_of_it() {
        for (written, name) in [
            ("Ada Lovelace <ada@example.org>", "Ada Lovelace"),
            ("Ada (80 %)", "Ada"),
            ("Ada (0.8)", "Ada"),
            ("Ada (0,8 FTE) <ada@example.org>", "Ada"),
            ("Lovelace, Ada (80%)", "Lovelace, Ada"),
            ("Ada (on leave)", "Ada (on leave)"),
            ("Ada (2)", "Ada (2)"),
            ("<ada@example.org>", "<ada@example.org>"),
        ] {
            assert_eq!(without_additions(written), name);
        }
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn names_are_compared_without_case_and_doubled_spaces() {
        assert_eq!(folded("  Ada\u{a0} LOVELACE "), "ada lovelace");
        assert_ne!(folded("Ada"), folded("Adá"));
    }

    /// formats.md section 1: names in two forms.
    #[test]
    fn a_family_name_may_stand_first_before_a_comma() {
        let roster =
            Roster { people: vec![Person::assumed("Ada Lovelace"), Person::assumed("Hopper, Grace")], assumed: false };
        assert_eq!(roster.find("LOVELACE,  Ada"), Some(0));
        assert_eq!(roster.find("Grace Hopper"), Some(1));
        assert_eq!(roster.find("Lovelace Ada"), None);
        assert_eq!(roster.find("Lovelace, Ada, Ms"), None);
    }

    #[test]
    fn the_latest_fte_that_has_begun_holds() {
        let mut ada = Person::assumed("Ada");
        ada.fte = vec![
            Fte { from: Some(day("2016-01-01")), is: Exact::ONE, place: None },
            Fte { from: Some(day("2016-02-15")), is: Exact::new(4, 5).unwrap(), place: None },
        ];
        assert_eq!(ada.fte_on(day("2015-12-31")), None);
        assert_eq!(ada.fte_on(day("2016-02-14")).unwrap().is, Exact::ONE);
        assert_eq!(ada.fte_on(day("2016-02-15")).unwrap().is, Exact::new(4, 5).unwrap());
    }

    #[test]
    fn both_ends_of_employment_are_employed() {
        let mut ada = Person::assumed("Ada");
        (ada.joined, ada.left) = (Some(day("2016-01-06")), Some(day("2016-03-11")));
        assert!(!ada.employed_on(day("2016-01-05")) && ada.employed_on(day("2016-01-06")));
        assert!(ada.employed_on(day("2016-03-11")) && !ada.employed_on(day("2016-03-12")));
    }
}
