//! A range from one time to another: `27.11.-3.12.2023`, `4-8 Mar 2024`, `Mar 4 – 10, 2024`, `04.03. bis 08.03.2024`.

use super::part::{Part, Spelled};
use super::single::{day_of_month, dotted, number_and_year, single};
use super::words::meaning;

/// Reads a plain text as a range. `None` if it is none, or can be split in two ways.
pub fn range(text: &str) -> Option<Spelled> {
    // `Do` is a word for a day in German, and `of the` in Portuguese.
    let text = match text.split_once(' ') {
        Some((word, rest)) if meaning(word).is_some_and(|of| of.is_before && of.days.is_empty()) => rest,
        _ => text,
    };
    let mut found = None;
    for (first, last, mark) in splits(text) {
        let Some(range) = ends(first.trim(), last.trim(), mark) else { continue };
        if found.is_some_and(|found| found != range) {
            return None;
        }
        found = Some(range);
    }
    found
}

/// What stands between the ends of a range: a dash alone, or something that nothing else is written with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Dash,
    Other,
}

/// Returns every way to split a text at a dash, at two dots or at a word for it.
fn splits(text: &str) -> Vec<(&str, &str, Mark)> {
    let mut found = Vec::new();
    let mut split = |from: usize, to: usize, mark: Mark| {
        if let (Some(first), Some(last)) = (text.get(..from), text.get(to..)) {
            found.push((first, last, mark));
        }
    };
    for (at, dash) in text.match_indices('-') {
        let is_apart = text.get(..at).is_some_and(|first| first.ends_with(' '));
        split(at, at + dash.len(), if is_apart { Mark::Other } else { Mark::Dash });
    }
    for (at, dots) in text.match_indices("..") {
        // Of three dots the first ends a day: `27.11...3.12.2023`.
        if !text.get(at..).is_some_and(|rest| rest.starts_with("...")) {
            split(at, at + dots.len(), Mark::Other);
        }
    }
    // `2024-03-04/2024-03-10` is how ISO 8601 writes it.
    if let Some((first, last)) = text.split_once('/')
        && first.contains('-')
        && last.contains('-')
    {
        split(first.len(), text.len() - last.len(), Mark::Other);
    }
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        let next = end + 1;
        // The Dutch `tot en met` is one word.
        let end = end + text.get(end..).map_or(0, |rest| if rest.starts_with(" en met ") { 7 } else { 0 });
        if at > 0 && (word == "t/m" || meaning(word).is_some_and(|of| of.is_between)) {
            split(at, end, Mark::Other);
        }
        at = next;
    }
    found
}

fn ends(first: &str, last: &str, mark: Mark) -> Option<Spelled> {
    if first.is_empty() || last.is_empty() {
        return None;
    }
    let (from, to) = (single(first), single(last));
    let (one, two) = match (from, to) {
        (Some(from), Some(to)) if are_alike(from.first, to.first) => (from, to),
        // `Mar 4 - 10, 2024`, `KW 10 - 12/2024`
        (Some(from), _) if !is_number(from.first) => (from, continued(from.first, last, mark)?),
        // `4-8 Mar 2024`, `04.03 - 08.03.2024`
        (_, Some(to)) => (begun(first, to.first)?, to),
        _ => return None,
    };
    if are_open(one, two) {
        return None;
    }
    let certain = one.certain || two.certain;
    Some(Spelled { first: one.first, last: Some(two.first), other: None, certain })
}

/// Returns whether two parts can be the ends of one range. Of bare numbers, only those of days can.
fn are_alike(from: Part, to: Part) -> bool {
    let is_day = |part: Part| part.is_day() || matches!(part, Part::Number(20_000..));
    let is_same = std::mem::discriminant(&from) == std::mem::discriminant(&to);
    is_day(from) && is_day(to) || is_same && !is_number(from)
}

fn is_number(part: Part) -> bool {
    matches!(part, Part::Number(_))
}

/// Returns whether a range of two ends that mean something else as well does so, too: `Jan 24 - Mar 24` may be three
/// months, `24-03-24 - 24-03-28` five days. `Mar 18 - Mar 24` is no six years.
fn are_open(from: Spelled, to: Spelled) -> bool {
    let year = |said: Spelled| said.other.and_then(Part::year);
    let is_day = |said: Spelled| said.other.is_some_and(Part::is_day);
    let is_of_months = || match (from.other, to.other, year(from).zip(year(to))) {
        // `06/04 - 12/04` is no half a year of 2004.
        (Some(one), Some(two), Some((from, to))) => one != two && one.is_near() && (0..=1).contains(&(to - from)),
        _ => false,
    };
    is_day(from) || is_day(to) || is_of_months()
}

/// Returns the last part, which has its month or its word in common with the first.
fn continued(from: Part, last: &str, mark: Mark) -> Option<Spelled> {
    let (number, year) = number_and_year(last)?;
    match from {
        Part::Day { year: None, month, .. } => Part::day(year, month.unsigned_abs().into(), number).map(Spelled::of),
        // `W10-12` may be week 10 of 2012.
        Part::Week { year: known, .. } if mark == Mark::Other => Part::week(year.or(known), number).map(Spelled::of),
        _ => None,
    }
}

/// Returns the first part, which has its month in common with the last, or a day without a dot behind it.
fn begun(first: &str, to: Part) -> Option<Spelled> {
    let Part::Day { year, month, .. } = to else { return None };
    let day = match day_of_month(first) {
        Some(day) => Part::day(year, month.unsigned_abs().into(), day),
        None => dotted(first),
    };
    day.map(Spelled::of)
}
