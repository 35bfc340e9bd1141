//! Reads what people write about time: `2016-W03`, `KW 3/2016`, `18.01.2016`, `Mon 18 Jan`, `January 2016`, `Q1 2016`,
//! a range of days, a spreadsheet's serial number of a day. `spelled` says what a text says by itself, and
//! `Spelled::slot` which days are meant where it stands.
//!
//! What can be read in two ways is a fault, and never one of the two.

mod clock;
mod dates;
mod fault;
mod part;
mod range;
mod seven;
mod single;
mod slot;
mod text;
mod weeks;
mod words;

#[cfg(test)]
mod tests;

pub use fault::WhenFault;
pub use part::{Part, Spelled};
pub use seven::{ending, starting};
pub use slot::Around;
pub use words::Weekdays;

use crate::model::day::Day;
use crate::model::effort::DateOrder;
use crate::model::slot::Slot;
use crate::model::week::Week;

/// Returns what a text says about time by itself, or `None` if it says nothing about it.
pub fn spelled(text: &str) -> Option<Spelled> {
    if let Some(said) = dates::three_plain_numbers(text.trim()) {
        return Some(said);
    }
    let plain = text::plain(text)?;
    let (date, has_clock) = clock::before_clock(&plain)?;
    let said = single::single(date).or_else(|| range::range(date))?;
    // Only a whole date has a time of day behind it.
    let is_moment = said.last.is_none() && said.first.is_day() && said.first.year().is_some();
    (is_moment || !has_clock).then_some(said)
}

/// Reads a year that stands alone, in a column of years, in a title or in a name: 1990 to 2100.
pub fn year(text: &str) -> Option<i16> {
    dates::bare_year(&text::Pieces::of(&text::plain(text)?)?)
}

/// Returns the days of the week that a text names by itself: `Mon`, `Dienstag`, `mer.`; none if it names none.
pub fn weekdays(text: &str) -> Weekdays {
    let plain = text::plain(text);
    let meaning = plain.and_then(|plain| words::meaning(plain.trim_end_matches('.').trim()));
    meaning.map_or(Weekdays::default(), |meaning| meaning.days)
}

/// Reads a cell in a column of dates: a day, or whatever days it names. The first and the last day of a week, or some
/// working days of it, stand for the week.
pub fn date(text: &str, order: Option<DateOrder>, owned: &[Week]) -> Result<Slot, WhenFault> {
    let said = spelled(text).ok_or(WhenFault::NotAWeek)?;
    let slot = said.slot(&Around { order, owned, year: None })?;
    if said.last.is_none() {
        return Ok(slot);
    }
    Ok(slot.days().and_then(|(from, to)| seven::working_week(from, to)).map_or(slot, Slot::Week))
}

/// Reads the cells of a first and a last day, between which an amount lies evenly. If they name weeks, the days are from Monday to
/// Sunday. `None` if the last day is before the first.
pub fn stretch(from: Slot, to: Slot) -> Option<Slot> {
    let ((from, _), (_, to)) = (from.days()?, to.days()?);
    (from <= to).then_some(Slot::Range { from, to })
}

/// Returns whether a text is a time, in any order and with or without a year.
///
/// `read::across` asks it of headings that should be names, of people or of what they work on, and `read::matrix` of the
/// cells below a heading of weeks, to tell an effort sheet from a matrix of skills. For both a name that is more than a
/// month (`April`, `May`, `Jan`), a quarter (`Q1`), a cloud's storage (`S3`) or a fraction (`24/7`) is no time, so only
/// what is certain counts; and a bare number of a week, which is no name.
pub fn is_when(text: &str) -> bool {
    let Some(said) = spelled(text) else { return false };
    let is_number = matches!(said.first, Part::Number(_));
    (said.certain || is_number) && date(text, Some(DateOrder::DayFirst), &[]) != Err(WhenFault::NotAWeek)
}

/// Returns whether a text is a time with its year.
///
/// `read::shape` asks it of a column that it took for amounts, whose heading it does not know. A number that may be an
/// amount (`42009`, `10.2024`) is therefore none.
pub fn is_dated(text: &str) -> bool {
    let is_of_a_year = |said: &Spelled| said.certain && said.year().is_some();
    let is_one =
        |said: Spelled| !matches!(said.slot(&Around::default()), Err(WhenFault::NotAWeek | WhenFault::OtherWeekday));
    spelled(text).filter(is_of_a_year).is_some_and(is_one)
}

/// Reads a week. `order` is the order of day and month in the column, and `owned` are the weeks that a number without a
/// year may mean. A day is the week that holds it, and a range that of its working days. A month is no week.
pub fn week(text: &str, order: Option<DateOrder>, owned: &[Week]) -> Result<Week, WhenFault> {
    let said = spelled(text).ok_or(WhenFault::NotAWeek)?;
    if matches!(said.first, Part::Month { .. } | Part::Quarter { .. }) {
        return Err(WhenFault::NotAWeek);
    }
    match said.slot(&Around { order, owned, year: None }) {
        Ok(Slot::Week(week)) => Ok(week),
        Ok(Slot::Day(day)) => Ok(Week::of(day)),
        Ok(slot) => slot.days().and_then(|(from, to)| seven::working_week(from, to)).ok_or(WhenFault::NotAWeek),
        // With two digits for the year, nothing says that `1/2/16` is a date at all until the order is known.
        Err(WhenFault::Ambiguous) if said.first.year().is_some() && is_short(text) => Err(WhenFault::NotAWeek),
        Err(fault) => Err(fault),
    }
}

/// Returns whether no number of a text has four digits.
fn is_short(text: &str) -> bool {
    text.contains('/') && text.split(|c: char| !c.is_ascii_digit()).all(|number| number.len() < 4)
}

/// Reads a day with its year, or a spreadsheet's serial number of one, for `read::stamp`.
pub(super) fn day(text: &str, order: Option<DateOrder>) -> Result<Day, WhenFault> {
    let said = spelled(text).ok_or(WhenFault::NotAWeek)?;
    if said.last.is_some() || said.first.is_day() && said.year().is_none() {
        return Err(WhenFault::NotAWeek);
    }
    match said.slot(&Around { order, ..Around::default() }) {
        Ok(Slot::Day(day)) => Ok(day),
        Err(fault) if said.first.is_day() => Err(fault),
        _ => Err(WhenFault::NotAWeek),
    }
}

/// Returns the order of day and month that a cell proves, or `Err(())` if it can be read either way.
pub fn order_shown(text: &str) -> Option<Result<DateOrder, ()>> {
    // Called for every row: only two numbers with a slash or a dash between them show an order.
    let text = text.trim();
    let has_year_first = text.len() > 4 && text.bytes().take(4).all(|byte| byte.is_ascii_digit());
    if has_year_first || text.is_ascii() && !text.bytes().any(|byte| matches!(byte, b'/' | b'-')) {
        return None;
    }
    spelled(text)?.order_shown()
}
