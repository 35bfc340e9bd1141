//! The days of what a text says, with what is known from around it.

use super::fault::WhenFault;
use super::part::{Part, Spelled};
use super::words::Weekdays;
use crate::model::day::Day;
use crate::model::effort::DateOrder;
use crate::model::slot::Slot;
use crate::model::week::Week;

/// What is known about a text from where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// The order of day and month in the column.
    pub order: Option<DateOrder>,
    /// The weeks of the period, in which a time without a year is looked up.
    pub owned: &'a [Week],
    /// The year that a column, the name of the file or of its tab, or a title states.
    pub year: Option<i16>,
}

/// The days of the longest range that begins in one year and ends in the next without saying so.
const OVER_NEW_YEAR: i32 = 100;

impl Spelled {
    /// Returns the days that are meant. A month and a quarter are the range of their days, and so are a first and a last
    /// day unless they are those of a week.
    ///
    /// # Errors
    /// `NotAWeek` for days that do not exist, a range that ends before it begins, and a number that is neither a week nor
    /// the serial number of a day.
    pub fn slot(&self, around: &Around<'_>) -> Result<Slot, WhenFault> {
        match (self.last, self.other) {
            (Some(last), _) => self.stretch(last, around),
            (None, Some(other)) => one_of_two(self.first, other, around),
            (None, None) => days(self.first, around),
        }
    }

    fn stretch(&self, last: Part, around: &Around<'_>) -> Result<Slot, WhenFault> {
        // An end that can be read in two ways is read as the other shows.
        let shown = self.order_shown().and_then(Result::ok);
        let beside = |part: Part| {
            let is_open = part.order_shown() == Some(Err(()));
            Around { order: around.order.or(shown.filter(|_| is_open)), ..*around }
        };
        let first = self.first;
        let of = |part: Part| days(part, &beside(part));
        let (from, to) = match (first.year(), last.year()) {
            (Some(_), None) => {
                let from = of(first)?;
                (from, nearest(last, from, &beside(last), |to| is_ordered(from, to))?)
            }
            (None, _) => {
                let to = of(last)?;
                (nearest(first, to, &beside(first), |from| is_ordered(from, to))?, to)
            }
            _ => (of(first)?, of(last)?),
        };
        let ((from, _), (_, to)) = from.days().zip(to.days()).ok_or(WhenFault::NotAWeek)?;
        match from.cmp(&to) {
            std::cmp::Ordering::Less => Ok(Slot::range(from, to)),
            std::cmp::Ordering::Equal => Ok(Slot::Day(from)),
            std::cmp::Ordering::Greater => Err(WhenFault::NotAWeek),
        }
    }
}

fn is_ordered(from: Slot, to: Slot) -> bool {
    from.days().zip(to.days()).is_some_and(|((from, _), (_, to))| from <= to)
}

/// Returns the days of one end of a range, whose year only the other end states: they lie in the same year, or beyond
/// the turn of the year beside it.
fn nearest(part: Part, other: Slot, around: &Around<'_>, is_ordered: impl Fn(Slot) -> bool) -> Result<Slot, WhenFault> {
    let (near, _) = other.days().ok_or(WhenFault::NotAWeek)?;
    let year = match other {
        Slot::Week(week) => week.year(),
        _ => near.year(),
    };
    let of = |year: i16| days(part, &Around { year: Some(year), ..*around });
    let same = of(year);
    if same.is_ok_and(&is_ordered) {
        return same;
    }
    for year in [year - 1, year + 1] {
        let Ok(slot) = of(year) else { continue };
        let Some((from, _)) = slot.days() else { continue };
        if is_ordered(slot) && from.days_since(near).abs() < OVER_NEW_YEAR {
            return Ok(slot);
        }
    }
    Err(same.err().unwrap_or(WhenFault::NotAWeek))
}

/// Returns the days of a text that can be read in two ways: those of the way that lies in the period, if the other does
/// not. A known order of day and month says that `27-11-23` ends with its year, and that `10/24` is a day.
fn one_of_two(first: Part, other: Part, around: &Around<'_>) -> Result<Slot, WhenFault> {
    let (one, two) = (days(first, around), days(other, around));
    let is_known = matches!(first, Part::Numbers { .. }) && around.order.is_some();
    // Beside a year of its own, another year would contradict it.
    let contradicts = first.year().is_none() && around.year.is_some_and(|year| other.year() != Some(year));
    if is_known || contradicts || two.is_err() {
        return one;
    }
    let is_owned = |slot: Slot| {
        let touches = |(from, to): (Day, Day)| around.owned.iter().any(|w| w.monday() <= to && from <= w.sunday());
        slot.days().is_some_and(touches)
    };
    match (one, two) {
        (Ok(one), Ok(two)) if one == two => Ok(one),
        (Ok(one), Ok(two)) => match (is_owned(one), is_owned(two)) {
            (true, false) => Ok(one),
            // A month may touch the period where the day that is meant lies outside.
            (false, true) if other.is_day() => Ok(two),
            _ => Err(WhenFault::DayOrYear),
        },
        // The other way may be one that no calendar has: 30-02-01 is a day in 2030.
        (Err(WhenFault::OtherWeekday), Ok(two)) => Ok(two),
        (Err(WhenFault::NotAWeek), Ok(two)) if other.is_day() && is_owned(two) => Ok(two),
        (one, _) => one,
    }
}

/// Returns the days of one part.
fn days(part: Part, around: &Around<'_>) -> Result<Slot, WhenFault> {
    match part {
        Part::Day { year, month, day, weekday } => one_day(year, (month, day), weekday, around).map(Slot::Day),
        Part::Numbers { year, first, second, weekday } => {
            two_numbers(year, (first, second), weekday, around).map(Slot::Day)
        }
        Part::Week { year, number } => one_week(year, number, around).map(Slot::Week),
        Part::Month { year, month } => months(year, month, 1, around),
        Part::Quarter { year, quarter } => months(year, 3 * quarter - 2, 3, around),
        Part::Number(number) => match (u8::try_from(number), serial(number)) {
            (Ok(number @ 1..=53), _) => one_week(None, number, around).map(Slot::Week),
            (_, Some(day)) => Ok(Slot::Day(day)),
            _ => Err(WhenFault::NotAWeek),
        },
    }
}

/// Returns the day with a spreadsheet's serial number, counted from the end of 1899: `42009` is 2015-01-05.
fn serial(number: i32) -> Option<Day> {
    let zero = Day::new(1899, 12, 30)?;
    (20_000..80_000).contains(&number).then(|| zero.plus(number))
}

fn one_week(year: Option<i16>, number: u8, around: &Around<'_>) -> Result<Week, WhenFault> {
    if let Some(year) = year.or(around.year) {
        return Week::new(year, number).ok_or(WhenFault::NotAWeek);
    }
    let mut candidates = around.owned.iter().filter(|week| week.number() == number);
    match (candidates.next(), candidates.next()) {
        (Some(week), None) => Ok(*week),
        _ => Err(WhenFault::NoYear),
    }
}

fn one_day(
    year: Option<i16>,
    (month, day): (i8, i8),
    weekday: Weekdays,
    around: &Around<'_>,
) -> Result<Day, WhenFault> {
    let agrees = |day: &Day| weekday.allow(day.weekday());
    if let Some(year) = year.or(around.year) {
        let day = Day::new(year, month, day).ok_or(WhenFault::NotAWeek)?;
        return if agrees(&day) { Ok(day) } else { Err(WhenFault::OtherWeekday) };
    }
    // In a leap year every day exists that exists at all.
    Day::new(2000, month, day).ok_or(WhenFault::NotAWeek)?;
    let of = |week: &Week, year: i16| Day::new(year, month, day).filter(|day| Week::of(*day) == *week);
    let in_week = |week: &Week| of(week, week.monday().year()).or_else(|| of(week, week.sunday().year()));
    let found: Vec<Day> = around.owned.iter().filter_map(in_week).collect();
    let mut agreeing = found.iter().filter(|day| agrees(day));
    match (agreeing.next(), agreeing.next()) {
        (Some(day), None) => Ok(*day),
        (None, _) if !found.is_empty() => Err(WhenFault::OtherWeekday),
        _ => Err(WhenFault::NoYear),
    }
}

/// Returns the day of two numbers. Without a known order it is certain if only one of them can be the month, if they are
/// equal, or if only one order agrees with the day of the week.
fn two_numbers(
    year: Option<i16>,
    (first, second): (i8, i8),
    weekday: Weekdays,
    around: &Around<'_>,
) -> Result<Day, WhenFault> {
    let day_first = || one_day(year, (second, first), weekday, around);
    let month_first = || one_day(year, (first, second), weekday, around);
    match around.order {
        Some(DateOrder::DayFirst) if second > 12 => Err(WhenFault::OtherOrder),
        Some(DateOrder::MonthFirst) if first > 12 => Err(WhenFault::OtherOrder),
        Some(DateOrder::DayFirst) => day_first(),
        Some(DateOrder::MonthFirst) => month_first(),
        None if first > 12 => day_first(),
        None if second > 12 || first == second => month_first(),
        None if weekday.is_empty() => Err(WhenFault::Ambiguous),
        None => match (day_first(), month_first()) {
            (Ok(_), Ok(_)) => Err(WhenFault::Ambiguous),
            (Err(_), Ok(day)) | (Ok(day), Err(_)) => Ok(day),
            (Err(fault), Err(_)) => Err(fault),
        },
    }
}

/// Returns the days of some months from a month on. Without a year they are those that the period has all days of, or
/// else some.
fn months(year: Option<i16>, month: i8, count: i32, around: &Around<'_>) -> Result<Slot, WhenFault> {
    let of = |year: i16| {
        let from = Day::new(year, month, 1)?;
        Some((from, from.first_of_month_plus(count).plus(-1)))
    };
    let found = match year.or(around.year) {
        Some(year) => of(year).ok_or(WhenFault::NotAWeek)?,
        None => {
            let owns = |day: Day| around.owned.contains(&Week::of(day));
            let mut years: Vec<i16> =
                around.owned.iter().flat_map(|week| [week.monday().year(), week.sunday().year()]).collect();
            years.sort_unstable();
            years.dedup();
            let all: Vec<(Day, Day)> = years.into_iter().filter_map(of).collect();
            let only = |is_meant: &dyn Fn(&(Day, Day)) -> bool| {
                let mut meant = all.iter().filter(|days| is_meant(days));
                meant.next().filter(|_| meant.next().is_none()).copied()
            };
            only(&|(from, to)| from.through(*to).all(owns))
                .or_else(|| only(&|(from, to)| from.through(*to).any(owns)))
                .ok_or(WhenFault::NoYear)?
        }
    };
    Ok(Slot::range(found.0, found.1))
}
