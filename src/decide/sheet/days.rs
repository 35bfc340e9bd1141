//! The days that a cell, a heading or a title is about.

use std::collections::BTreeSet;

use super::cells::Cells;
use super::phrase::{day_in, is_phrase, of_phrase};
use super::role::TimeRole;
use crate::model::day::{Day, Weekday};
use crate::model::effort::{DateOrder, Headings};
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::when::{self, Around, Part};

/// Returns the order of day and month that most cells of some fields and rows prove.
pub fn order(cells: &Cells, rows: impl Iterator<Item = usize>, fields: &[usize]) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (0, 0);
    for row in rows {
        for field in fields {
            match when::order_shown(day_in(cells.text(row, *field))) {
                Some(Ok(DateOrder::DayFirst)) => day_first += 1,
                Some(Ok(DateOrder::MonthFirst)) => month_first += 1,
                _ => {}
            }
        }
    }
    match (day_first, month_first) {
        (0, 0) => None,
        (day, month) if day >= month => Some(DateOrder::DayFirst),
        _ => Some(DateOrder::MonthFirst),
    }
}

/// Returns the days that a cell is about in a column with this role, or `None` if it says none, or not which.
pub fn of_cell(text: &str, role: TimeRole, around: &Around<'_>) -> Option<Slot> {
    match role {
        TimeRole::Week => {
            if let Some((year, number)) = numbered(text, 53) {
                return Week::new(year, u8::try_from(number).ok()?).map(Slot::Week);
            }
        }
        TimeRole::Month => {
            if let Some((year, number)) = numbered(text, 12) {
                return of_month(year, number);
            }
        }
        _ => {}
    }
    if let Some(week) = of_phrase(text, around) {
        return Some(week);
    }
    let said = when::spelled(text)?;
    match (role, said.first) {
        (TimeRole::Week, Part::Day { .. } | Part::Numbers { .. }) => match said.slot(around).ok()? {
            Slot::Day(day) => Some(Slot::Week(Week::of(day))),
            slot => Some(slot),
        },
        (TimeRole::Week, Part::Number(number)) => of_week(u8::try_from(number).ok()?, around),
        (TimeRole::Month, Part::Number(number)) => of_month(around.year?, i8::try_from(number).ok()?),
        (TimeRole::Quarter, Part::Number(number)) => of_quarter(around.year?, i8::try_from(number).ok()?),
        (TimeRole::Year, Part::Number(number)) => {
            let year = i16::try_from(number).ok()?;
            Some(Slot::range(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
        }
        // A month is no week, and a quarter neither.
        (TimeRole::Week, Part::Month { .. } | Part::Quarter { .. }) => None,
        (TimeRole::Month, _) => said.slot(around).ok().map(month_from),
        (TimeRole::WeekStarting | TimeRole::WeekEnding, _) => match said.slot(around).ok()? {
            Slot::Day(day) if role == TimeRole::WeekStarting => Some(when::starting(day)),
            Slot::Day(day) => Some(when::ending(day)),
            slot => Some(slot),
        },
        _ => said.slot(around).ok(),
    }
}

/// Reads a year and the number of a week or a month, of which there are `most`, as a column of these may write them: `14/2024`,
/// `2024/14`, `2024.14`, `202414`, `04/24`, and of months `IV 2024`.
pub fn numbered(text: &str, most: i8) -> Option<(i16, i8)> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let text = text.trim().to_lowercase();
    let number = |text: &str| -> Option<i8> {
        let roman = ROMAN.iter().position(|roman| *roman == text).filter(|_| most == 12);
        let number = match roman {
            Some(at) => i8::try_from(at).ok()? + 1,
            None if text.len() <= 2 => text.parse().ok()?,
            None => return None,
        };
        (1..=most).contains(&number).then_some(number)
    };
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((when::year(&text[..4])?, number(&text[4..])?));
    }
    let (first, last) = text.split_once(['/', '.', '-', ' '])?;
    let year = |text: &str| if text.len() == 4 { when::year(text) } else { None };
    let short = || match (last.len(), last.parse::<i16>()) {
        // `04/24`: with two digits the year stands behind a month.
        (2, Ok(year)) if most == 12 && year > 12 => Some((2000 + year, number(first)?)),
        _ => None,
    };
    let back = || Some((year(last)?, number(first)?));
    let front = || Some((year(first)?, number(last)?));
    back().or_else(front).or_else(short)
}

/// Returns whether at least three texts without a year are days and months that are a week apart, read in one of the two orders.
pub fn are_weeks_apart(texts: &[&str]) -> bool {
    let numbers: Vec<(i8, i8)> = texts
        .iter()
        .filter_map(|text| match when::spelled(text)?.first {
            Part::Numbers { year: None, first, second, .. } => Some((first, second)),
            _ => None,
        })
        .collect();
    let are_apart = |days: Vec<Day>| days.windows(2).all(|pair| pair[1].days_since(pair[0]) == 7);
    let days = |year: i16, is_day_first: bool| -> Option<Vec<Day>> {
        let day = |(first, second): &(i8, i8)| match is_day_first {
            true => Day::new(year, *second, *first),
            false => Day::new(year, *first, *second),
        };
        numbers.iter().map(day).collect()
    };
    // In a leap year February is longer.
    let years = [2023, 2024].into_iter().flat_map(|year| [days(year, true), days(year, false)]);
    numbers.len() >= 3 && years.flatten().any(are_apart)
}

fn of_week(number: u8, around: &Around<'_>) -> Option<Slot> {
    if let Some(year) = around.year {
        return Week::new(year, number).map(Slot::Week);
    }
    let mut fitting = around.owned.iter().filter(|week| week.number() == number);
    fitting.next().filter(|_| fitting.next().is_none()).map(|week| Slot::Week(*week))
}

fn of_month(year: i16, month: i8) -> Option<Slot> {
    let first = Day::new(year, month, 1)?;
    Some(Slot::range(first, first.last_of_month()))
}

fn of_quarter(year: i16, quarter: i8) -> Option<Slot> {
    let first = Day::new(year, 3 * quarter.checked_sub(1)? + 1, 1)?;
    Some(Slot::range(first, first.first_of_month_plus(2).last_of_month()))
}

/// Returns the days of a heading: a week, a day, a month.
pub fn of_heading(text: &str, around: &Around<'_>) -> Option<Slot> {
    if let Some(week) = of_phrase(text, around) {
        return Some(week);
    }
    let said = when::spelled(text)?;
    match said.first {
        Part::Number(number) if (1..=53).contains(&number) => of_week(u8::try_from(number).ok()?, around),
        _ => said.slot(around).ok(),
    }
}

/// Whether a heading may be one of the times that the configuration says the headings are.
pub fn are_said(text: &str, headings: Headings) -> bool {
    let Some(said) = when::spelled(text) else { return false };
    [Some(said), said.otherwise()].into_iter().flatten().any(|said| match (headings, said.first) {
        (_, Part::Day { .. } | Part::Numbers { .. }) => true,
        (Headings::Weeks, Part::Number(number)) => (1..=53).contains(&number),
        (Headings::Months, Part::Number(number)) => (1..=12).contains(&number),
        (Headings::Weeks, part) => matches!(part, Part::Week { .. }),
        (Headings::Months, part) => matches!(part, Part::Month { .. }),
        (Headings::Days | Headings::Work, _) => false,
    })
}

/// The days of a heading that the configuration says is a week, a day or a month.
pub fn of_said(text: &str, headings: Headings, around: &Around<'_>) -> Option<Slot> {
    let said = when::spelled(text)?;
    let parts = [Some(said), said.otherwise()].into_iter().flatten();
    match headings {
        Headings::Weeks => {
            parts.filter(|said| !matches!(said.first, Part::Month { .. })).find_map(|said| match said.first {
                Part::Number(number) => of_week(u8::try_from(number).ok()?, around),
                _ => said
                    .slot(around)
                    .ok()
                    .map(|slot| if let Slot::Day(day) = slot { Slot::Week(Week::of(day)) } else { slot }),
            })
        }
        Headings::Months => {
            parts.filter(|said| !matches!(said.first, Part::Week { .. })).find_map(|said| match said.first {
                Part::Number(number) => of_month(around.year?, i8::try_from(number).ok()?),
                _ => said.slot(around).ok().map(month_from),
            })
        }
        Headings::Days => parts.filter(|said| said.first.is_day()).find_map(|said| said.slot(around).ok()),
        Headings::Work => None,
    }
}

/// Returns whether all texts are days of one weekday, in at least `least` weeks: they stand for their weeks.
pub fn are_weekly(texts: &[&str], least: usize, around: &Around<'_>) -> bool {
    let day = |text: &&str| match when::spelled(text)?.slot(around).ok()? {
        Slot::Day(day) => Some(day),
        _ => None,
    };
    let Some(days) = texts.iter().map(day).collect::<Option<BTreeSet<Day>>>() else { return false };
    let mut weekdays = days.iter().map(|day| day.weekday());
    let first = weekdays.next();
    days.len() >= least && weekdays.all(|weekday| Some(weekday) == first)
}

/// The week that a day stands for, or `None` for a day of the weekend: it may end a week or begin one.
pub fn week_from(slot: Slot) -> Option<Slot> {
    match slot {
        Slot::Day(day) if day.weekday() >= Weekday::Sat => None,
        Slot::Day(day) => Some(Slot::Week(Week::of(day))),
        slot => Some(slot),
    }
}

/// Returns whether all texts are first days of months that follow each other: they stand for the months.
pub fn are_firsts(texts: &[&str], around: &Around<'_>) -> bool {
    let day = |text: &&str| match when::spelled(text)?.slot(around).ok()? {
        Slot::Day(day) if day.day_of_month() == 1 => Some(day),
        _ => None,
    };
    let Some(mut days) = texts.iter().map(day).collect::<Option<Vec<Day>>>() else { return false };
    days.dedup();
    days.len() >= 2 && days.windows(2).all(|pair| pair[0].first_of_month_plus(1) == pair[1])
}

/// Returns whether all texts are months with a year of two digits, which may be read as days: `Apr 24`, `Mai 24`, `Jun 24`. As days
/// they would all be the same day of months that follow each other.
pub fn are_months_of_years(texts: &[&str]) -> bool {
    let month = |text: &&str| year_and_month(text).map(|(year, month)| i32::from(year) * 12 + i32::from(month));
    let is_open = |text: &&str| when::spelled(text).is_some_and(|said| said.otherwise().is_some());
    let Some(months) = texts.iter().map(month).collect::<Option<Vec<i32>>>() else { return false };
    months.len() >= 2 && texts.iter().any(is_open) && months.windows(2).all(|pair| pair[0] + 1 == pair[1])
}

/// Returns the order in which open dates are the first days of at least three months that follow each other.
pub fn order_of_months(texts: &[&str]) -> Option<DateOrder> {
    let fits = |order: &DateOrder| are_firsts(texts, &Around { order: Some(*order), ..Around::default() });
    let mut fitting = [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none() && texts.len() >= 3)
}

/// Returns the month of a heading such as `Apr 24`.
pub fn month_of_year(text: &str) -> Option<Slot> {
    let (year, month) = year_and_month(text)?;
    of_month(year, month)
}

fn year_and_month(text: &str) -> Option<(i16, i8)> {
    let said = when::spelled(text)?;
    [Some(said), said.otherwise()].into_iter().flatten().find_map(|said| match said.first {
        Part::Month { year: Some(year), month } => Some((year, month)),
        _ => None,
    })
}

/// The month that begins on a day; other days as they are.
pub fn month_from(slot: Slot) -> Slot {
    match slot {
        Slot::Day(day) if day.day_of_month() == 1 => Slot::range(day, day.last_of_month()),
        slot => slot,
    }
}

/// Returns the only year that some texts name. That of a day is none: `Stand: 28.03.2024` says when something was written.
pub fn year<'a>(texts: impl Iterator<Item = &'a str>) -> Option<i16> {
    let mut years = BTreeSet::new();
    for text in texts.flat_map(|text| text.split([' ', '_', ',', ';', '(', ')', '\u{a0}'])) {
        if when::spelled(text).is_some_and(|said| said.last.is_none() && said.first.is_day()) {
            continue;
        }
        let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        years.extend(digits.filter_map(when::year));
    }
    years.first().copied().filter(|_| years.len() == 1)
}

/// Returns the week, month, quarter or range of days that a title or a file's name is about. A single day is none: it says when
/// something was written.
pub fn of_title(text: &str, around: &Around<'_>) -> Option<Slot> {
    titled(text, around, false)
}

/// Returns the same of a name that the configuration says tells the days: in it a number alone is a week, and a day its week.
pub fn of_name(text: &str, around: &Around<'_>) -> Option<Slot> {
    titled(text, around, false).or_else(|| titled(text, around, true))
}

fn titled(text: &str, around: &Around<'_>, is_said: bool) -> Option<Slot> {
    const MOST: usize = 7;
    let words: Vec<&str> =
        text.split([' ', '_', ',', ';', '(', ')', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let is_stretch = |slot: &Slot| !matches!(slot, Slot::Day(_) | Slot::Period);
    // `January 2026` is no month in `12 January 2026`, and `Week of 12` no week before it.
    let mut is_of_day = vec![false; words.len()];
    for length in (1..=words.len().min(MOST)).rev() {
        let starts: Vec<usize> =
            (0..=words.len() - length).filter(|start| !is_of_day[*start..start + length].contains(&true)).collect();
        let text = |start: usize| {
            let text = words[start..start + length].join(" ");
            text.trim_matches(['-', '–', ':', '.', '/', ' ']).to_owned()
        };
        let mut found = starts.iter().filter_map(|start| {
            let text = text(*start);
            if is_phrase(&text) {
                return of_phrase(&text, around);
            }
            let said = when::spelled(&text)?;
            match said.first {
                Part::Number(number) if is_said => of_week(u8::try_from(number).ok()?, around),
                Part::Number(_) => None,
                first if said.last.is_none() && first.is_day() => match said.slot(around).ok()? {
                    Slot::Day(day) if is_said => Some(Slot::Week(Week::of(day))),
                    _ => None,
                },
                _ => said.slot(around).ok().filter(is_stretch),
            }
        });
        if let Some(slot) = found.next() {
            return Some(slot);
        }
        for start in starts {
            if when::spelled(&text(start)).is_some_and(|said| said.last.is_none() && said.first.is_day()) {
                is_of_day[start..start + length].fill(true);
            }
        }
    }
    None
}

/// How many days these are.
pub fn length(slot: Slot) -> i32 {
    slot.days().map_or(i32::MAX, |(from, to)| to.days_since(from) + 1)
}

/// The days as a cell may write them.
pub fn text(slot: Slot) -> String {
    match slot {
        Slot::Range { from, to } => format!("{from} - {to}"),
        slot => slot.to_string(),
    }
}
