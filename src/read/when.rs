//! What people write in a week or date column: `2016-W03`, `W3`, any day of the week, a range of days within it, a
//! spreadsheet's serial number of a day.

use crate::model::day::{Day, Weekday};
use crate::model::effort::DateOrder;
use crate::model::slot::Slot;
use crate::model::week::Week;

/// Why a text is not a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFault {
    NotAWeek,
    /// `W3` and no period that owns exactly one such week.
    NoYear,
    /// `03/04/2024`, and the order of day and month is not known.
    Ambiguous,
    /// `18/01/2016` in a column that has the month first.
    OtherOrder,
}

/// What a cell of a date column names: a day, or a week where that is what is written.
pub fn date(text: &str, order: Option<DateOrder>, owned: &[Week]) -> Result<Slot, WhenFault> {
    match day(text.trim(), order) {
        Ok(day) => Ok(Slot::Day(day)),
        Err(WhenFault::NotAWeek) => week(text, order, owned).map(Slot::Week),
        Err(fault) => Err(fault),
    }
}

/// What the cells of a first and a last day name. Weeks may stand in them too: from the Monday, to the Sunday. `None`
/// where the last day lies before the first.
pub fn stretch(from: Slot, to: Slot) -> Option<Slot> {
    let ((from, _), (_, to)) = (from.days()?, to.days()?);
    (from <= to).then(|| Slot::range(from, to))
}

/// Whether a text is a day or a week, in whatever order and year.
pub fn is_when(text: &str) -> bool {
    !matches!(date(text, Some(DateOrder::DayFirst), &[]), Err(WhenFault::NotAWeek))
}

/// Whether a text is a day or a week with its year.
pub fn is_dated(text: &str) -> bool {
    let text = text.trim();
    Week::parse(text).is_some() || numbers(text).is_some() && !matches!(day(text, None), Err(WhenFault::NotAWeek))
}

/// The week that `text` names. `order` is the column's order of day and month, `owned` the weeks that a number without
/// a year may mean.
pub fn week(text: &str, order: Option<DateOrder>, owned: &[Week]) -> Result<Week, WhenFault> {
    let text = text.trim();
    if let Some(week) = Week::parse(text) {
        return Ok(week);
    }
    if let Some(number) = bare_number(text) {
        let mut candidates = owned.iter().filter(|week| week.number() == number);
        return match (candidates.next(), candidates.next()) {
            (Some(week), None) => Ok(*week),
            _ => Err(WhenFault::NoYear),
        };
    }
    match day(text, order) {
        Ok(day) => return Ok(Week::of(day)),
        Err(WhenFault::NotAWeek) => {}
        Err(fault) => return Err(fault),
    }
    range(text, order)
}

/// `W3`, `KW 03`, `week 3`, `3`.
fn bare_number(text: &str) -> Option<u8> {
    let lower = text.to_ascii_lowercase();
    let digits =
        ["week", "kw", "cw", "w"].iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower).trim();
    if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|n| (1..=53).contains(n))
}

/// The day that `text` names: `2016-01-18`, `2016/01/18`, `18.01.2016`, and `18/01/2016` or `01/18/2016` by `order`;
/// or its serial number.
pub(super) fn day(text: &str, order: Option<DateOrder>) -> Result<Day, WhenFault> {
    if let Some(day) = serial(text) {
        return Ok(day);
    }
    let Some((numbers, separator)) = numbers(text) else { return Err(WhenFault::NotAWeek) };
    let make = |y: u32, m: u32, d: u32| {
        let of = |n: u32| i8::try_from(n).ok();
        i16::try_from(y).ok().zip(of(m)).zip(of(d)).and_then(|((y, m), d)| Day::new(y, m, d)).ok_or(WhenFault::NotAWeek)
    };
    let [(a, a_len), (b, _), (c, c_len)] = numbers;
    if a_len == 4 {
        return make(a, b, c);
    }
    if c_len != 4 {
        return Err(WhenFault::NotAWeek);
    }
    if separator == '.' {
        return make(c, b, a);
    }
    match order {
        None if a > 12 => make(c, b, a),
        None if b > 12 => make(c, a, b),
        None if a == b => make(c, a, b),
        None => Err(WhenFault::Ambiguous),
        Some(DateOrder::DayFirst) if b > 12 && a <= 12 => Err(WhenFault::OtherOrder),
        Some(DateOrder::MonthFirst) if a > 12 && b <= 12 => Err(WhenFault::OtherOrder),
        Some(DateOrder::DayFirst) => make(c, b, a),
        Some(DateOrder::MonthFirst) => make(c, a, b),
    }
}

/// The day of a spreadsheet's serial number, counted from the end of 1899: `42009` is 2015-01-05. Five digits, so that it
/// is no year and no day written without marks: 1954 to 2119.
fn serial(text: &str) -> Option<Day> {
    const FIRST: i32 = 20_000;
    const LAST: i32 = 80_000;
    let digits = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    let number: i32 = if digits { text.parse().ok()? } else { return None };
    (FIRST..LAST).contains(&number).then(|| Day::new(1899, 12, 30).map(|zero| zero.plus(number)))?
}

/// Three numbers with their lengths and the one separator between them.
fn numbers(text: &str) -> Option<([(u32, usize); 3], char)> {
    let separator = text.chars().find(|c| ['-', '/', '.'].contains(c))?;
    let mut parts = text.split(separator).map(|part| {
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok().map(|n: u32| (n, part.len()))).flatten()
    });
    let all = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some((all, separator))
}

/// `2016-01-18..2016-01-24`, `18.01.2016 - 24.01.2016`: the ISO week of its working days, all of which must lie in one
/// (a week that runs from Sunday to Saturday would land one week early by its start).
fn range(text: &str, order: Option<DateOrder>) -> Result<Week, WhenFault> {
    let ends = ["..", " - ", " \u{2013} ", "\u{2013}", " to ", " bis "].iter().find_map(|mark| text.split_once(mark));
    let Some((first, last)) = ends else { return Err(WhenFault::NotAWeek) };
    let (first, last) = (day(first.trim(), order)?, day(last.trim(), order)?);
    if !(0..7).contains(&last.days_since(first)) {
        return Err(WhenFault::NotAWeek);
    }
    let mut weeks = first.through(last).filter(|d| d.weekday() < Weekday::Sat).map(Week::of);
    let week = weeks.next().ok_or(WhenFault::NotAWeek)?;
    if weeks.all(|other| other == week) { Ok(week) } else { Err(WhenFault::NotAWeek) }
}

/// The order of day and month that a cell proves; `Err(())` where it has one but does not show it.
pub fn order_shown(text: &str) -> Option<Result<DateOrder, ()>> {
    let (numbers, separator) = numbers(text.trim())?;
    let [(a, a_len), (b, _), (_, c_len)] = numbers;
    if a_len == 4 || c_len != 4 || separator == '.' || a == b {
        return None;
    }
    Some(if a > 12 && b <= 12 {
        Ok(DateOrder::DayFirst)
    } else if b > 12 && a <= 12 {
        Ok(DateOrder::MonthFirst)
    } else {
        Err(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<DateOrder>) -> Result<String, WhenFault> {
        let owned: Vec<Week> = (1..=13).filter_map(|n| Week::new(2016, n)).collect();
        week(text, order, &owned).map(|week| week.to_string())
    }

    /// formats.md section 1.
    #[test]
    fn every_way_to_write_the_third_week() {
        for text in [
            "2016-W03",
            "W3",
            "w03",
            "KW 3",
            "Week 3",
            "3",
            "2016-01-18",
            "2016-01-24",
            "2016/01/20",
            "18.01.2016",
            "18/01/2016",
            "01/18/2016",
            "18-01-2016",
            "2016-01-18..2016-01-24",
            "18.01.2016 - 24.01.2016",
            "2016-01-17 \u{2013} 2016-01-23",
        ] {
            assert_eq!(read(text, None), Ok("2016-W03".into()), "{text}");
        }
    }

    #[test]
    fn day_and_month_are_not_guessed() {
        assert_eq!(read("03/04/2016", None), Err(WhenFault::Ambiguous));
        assert_eq!(read("03/02/2016", Some(DateOrder::DayFirst)), Ok("2016-W05".into()));
        assert_eq!(read("02/03/2016", Some(DateOrder::MonthFirst)), Ok("2016-W05".into()));
        assert_eq!(read("18/01/2016", Some(DateOrder::MonthFirst)), Err(WhenFault::OtherOrder));
        assert_eq!(read("02/02/2016", None), Ok("2016-W05".into()), "both ways are the same day");
    }

    /// formats.md section 1.
    #[test]
    fn a_serial_number_is_a_day() {
        assert_eq!(date("42009", None, &[]).unwrap().to_string(), "2015-01-05");
        assert_eq!(date("4200", None, &[]), Err(WhenFault::NotAWeek));
    }

    #[test]
    fn a_date_column_holds_days_and_weeks() {
        assert_eq!(date(" 2016-01-18 ", None, &[]).unwrap().to_string(), "2016-01-18");
        assert_eq!(date("2016-W03", None, &[]).unwrap().to_string(), "2016-W03");
        let of = |from: &str, to: &str| stretch(date(from, None, &[]).unwrap(), date(to, None, &[]).unwrap());
        assert_eq!(of("2016-01-18", "2016-W04").unwrap().to_string(), "2016-01-18..2016-01-31");
        assert_eq!(of("2016-01-18", "2016-01-17"), None);
    }

    #[test]
    fn what_is_not_a_week() {
        for text in ["", "Total", "54", "W", "2016-W60", "30.02.2016", "2016-01-18..2016-01-31", "1/2/16"] {
            assert_eq!(read(text, None), Err(WhenFault::NotAWeek), "{text}");
        }
        assert_eq!(read("W20", None), Err(WhenFault::NoYear));
    }

    #[test]
    fn a_cell_proves_an_order_only_when_one_number_is_above_twelve() {
        assert_eq!(order_shown("18/01/2016"), Some(Ok(DateOrder::DayFirst)));
        assert_eq!(order_shown("01/18/2016"), Some(Ok(DateOrder::MonthFirst)));
        assert_eq!(order_shown("03/04/2016"), Some(Err(())));
        assert_eq!(order_shown("18.01.2016"), None);
        assert_eq!(order_shown("2016-W03"), None);
    }
}
