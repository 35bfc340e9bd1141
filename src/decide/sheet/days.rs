//! The days that a cell, a heading or a title is about.

use std::collections::BTreeSet;

use super::cells::Cells;
use super::role::TimeRole;
use crate::model::day::{Day, Weekday};
use crate::model::effort::DateOrder;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::when::{self, Around, Part};

/// Returns the order of day and month that most cells of some fields and rows prove.
pub fn order(cells: &Cells, rows: impl Iterator<Item = usize>, fields: &[usize]) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (0, 0);
    for row in rows {
        for field in fields {
            match when::order_shown(cells.text(row, *field)) {
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
    let said = when::spelled(text)?;
    match said.first {
        Part::Number(number) if (1..=53).contains(&number) => of_week(u8::try_from(number).ok()?, around),
        _ => said.slot(around).ok(),
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

/// Returns the order in which open dates are the first days of at least three months that follow each other.
pub fn order_of_months(texts: &[&str]) -> Option<DateOrder> {
    let fits = |order: &DateOrder| are_firsts(texts, &Around { order: Some(*order), ..Around::default() });
    let mut fitting = [DateOrder::DayFirst, DateOrder::MonthFirst].into_iter().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none() && texts.len() >= 3)
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
    const MOST: usize = 7;
    let words: Vec<&str> =
        text.split([' ', '_', ',', ';', '(', ')', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let is_stretch = |slot: &Slot| !matches!(slot, Slot::Day(_) | Slot::Period);
    for length in (1..=words.len().min(MOST)).rev() {
        let mut found = words.windows(length).filter_map(|words| {
            let text = words.join(" ");
            let said = when::spelled(text.trim_matches(['-', '–', ':', '.', '/', ' ']))?;
            let is_bare = matches!(said.first, Part::Number(_));
            if is_bare || said.last.is_none() && said.first.is_day() {
                return None;
            }
            said.slot(around).ok().filter(is_stretch)
        });
        if let Some(slot) = found.next() {
            return Some(slot);
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
