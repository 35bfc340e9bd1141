//! Weeks that are written with more than their number: by a day and what it is of the week (`w/c 5 Jan`, `Week ending
//! 9 January 2026`, `Woche ab 30.03.`), or with a day beside the number (`KW 14 (30.03.)`).

use super::concept::Concept;
use super::heading::meaning;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::when::{self, Around, Part};

/// Returns whether a text is such a week, though the year may be missing.
pub fn is_phrase(text: &str) -> bool {
    is_short(text) && (by_day(text).is_some() || beside_day(text).is_some())
}

/// Returns the day in such a text; another text as it is.
pub fn day_in(text: &str) -> &str {
    let day = || by_day(text).or_else(|| beside_day(text).map(|(_, day)| (Concept::Day, day)));
    if is_short(text) { day().map_or(text, |(_, day)| day) } else { text }
}

/// Returns the week that a text names so, or `None` if it names none, or not which, or if the number and the day are of different weeks.
pub fn of_phrase(text: &str, around: &Around<'_>) -> Option<Slot> {
    if !is_short(text) {
        return None;
    }
    if let Some((concept, date)) = by_day(text).filter(|_| beside_day(text).is_none()) {
        return match (concept, when::spelled(date)?.slot(around).ok()?) {
            (Concept::WeekEnding, Slot::Day(day)) => Some(when::ending(day)),
            (Concept::WeekStarting, Slot::Day(day)) => Some(when::starting(day)),
            (_, Slot::Day(day)) => Some(Slot::Week(Week::of(day))),
            _ => None,
        };
    }
    let (week, days) = beside_day(text)?;
    let by_days = when::spelled(days)?.slot(around).ok().and_then(Slot::days).map(|(from, _)| Week::of(from));
    let said = when::spelled(week)?;
    let by_number = match (said.slot(around).ok(), said.first) {
        (Some(Slot::Week(week)), _) => Some(week),
        // Without a year the day says which.
        (_, Part::Week { number, .. }) => by_days.filter(|week| week.number() == number),
        _ => None,
    }?;
    by_days.is_none_or(|week| week == by_number).then_some(Slot::Week(by_number))
}

/// No week is written longer.
fn is_short(text: &str) -> bool {
    const MOST: usize = 60;
    (4..=MOST).contains(&text.len()) && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// What the words before a day say that it is of the week, and the day.
fn by_day(text: &str) -> Option<(Concept, &str)> {
    use Concept::{Week, WeekEnding, WeekStarting};
    if when::spelled(text).is_some() {
        return None;
    }
    let ends = text.char_indices().filter(|(_, c)| matches!(c, ' ' | ':' | '\u{a0}')).map(|(at, c)| (at, c.len_utf8()));
    ends.take(4).find_map(|(at, length)| {
        let (words, date) = (text.get(..at)?, text.get(at + length..)?.trim_start_matches([' ', ':', '\u{a0}']));
        let concept = meaning(words).concept.filter(|concept| matches!(concept, Week | WeekEnding | WeekStarting))?;
        let said = when::spelled(date).filter(|said| said.last.is_none() && said.first.is_day())?;
        said.certain.then_some((concept, date))
    })
}

/// The week and the day or days of `KW 14 (30.03.)`, `W14 / 30 March`, `Wk 2 - 5 Jan`.
fn beside_day(text: &str) -> Option<(&str, &str)> {
    let parts = match text.trim_end().strip_suffix(')') {
        Some(text) => text.split_once('('),
        None => [" / ", " - ", " – ", ", ", ": "].iter().find_map(|mark| text.split_once(mark)),
    };
    let (week, days) = parts.map(|(week, days)| (week.trim(), days.trim()))?;
    let is_week = |text: &str| when::spelled(text).is_some_and(|said| matches!(said.first, Part::Week { .. }));
    let are_days = |text: &str| when::spelled(text).is_some_and(|said| said.first.is_day());
    (is_week(week) && are_days(days)).then_some((week, days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::effort::DateOrder;

    #[test]
    fn a_week_is_read_by_its_day_and_by_its_number() {
        let around = Around { order: Some(DateOrder::DayFirst), year: Some(2026), ..Around::default() };
        for (text, week) in [
            ("Week of 12 January 2026", "2026-W03"),
            ("Week of January 12, 2026", "2026-W03"),
            ("w/c 5 Jan", "2026-W02"),
            ("W/E 9 Jan 2026", "2026-W02"),
            ("Week commencing: 2026-01-12", "2026-W03"),
            ("Woche ab 30.03.", "2026-W14"),
            ("semaine du 30 mars", "2026-W14"),
            ("KW 14 (30.03.)", "2026-W14"),
            ("KW14 / 30.03.", "2026-W14"),
            ("S14 (30/03-03/04)", "2026-W14"),
            ("Wk 2 (5 Jan)", "2026-W02"),
        ] {
            assert!(is_phrase(text), "{text}");
            assert_eq!(of_phrase(text, &around).map(|slot| slot.to_string()).as_deref(), Some(week), "{text}");
        }
        assert_eq!(of_phrase("KW 15 (30.03.)", &around), None, "the number and the day are of different weeks");
        for text in ["Week 12", "2026-W03", "Support (12.5)", "Team of 12", "Build 3", "12 January 2026"] {
            assert!(!is_phrase(text), "{text}");
        }
    }
}
