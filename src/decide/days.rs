//! Decides whether the dates of a sheet are the days of the work or stand for their weeks, because both are written
//! `2016-01-18`. Hours are by day if somebody has several dates in one week, or if each row is one amount; a percentage
//! is of a week.

use crate::model::decision::{DatesBy, Decision};
use crate::model::effort::Unit;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::SheetFault;

/// What the dates of a file show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// How many combinations of a person and a week have a date.
    pub weeks: u64,
    /// How many of these have several dates.
    pub several: u64,
}

impl Dates {
    /// Counts dates. The dates of each person must come in order.
    pub fn of(rows: impl Iterator<Item = (u32, Slot)>) -> Dates {
        let mut dates = Dates::default();
        let mut last: Option<(u32, Week)> = None;
        let mut counted = false;
        for (person, slot) in rows {
            let Slot::Day(day) = slot else { continue };
            let week = Some((person, Week::of(day)));
            if week != last {
                (last, counted) = (week, false);
                dates.weeks += 1;
            } else if !counted {
                counted = true;
                dates.several += 1;
            }
        }
        dates
    }
}

/// Returns whether dates are days, and the decision with its evidence; no decision if there are no dates.
///
/// # Errors
/// `percents-by-day`: percentages at several dates of one week may be of the days or of the week.
pub fn are_days(dates: Dates, unit: Unit, is_wide: bool) -> Result<(bool, Option<Decision>), SheetFault> {
    let Dates { weeks, several } = dates;
    if weeks == 0 {
        return Ok((false, None));
    }
    if unit != Unit::Hours && several > 0 {
        return Err(SheetFault::PercentsByDay { weeks: several });
    }
    let days = unit == Unit::Hours && (several > 0 || !is_wide);
    let by = match (unit, several) {
        (Unit::Hours, 0) if days => DatesBy::OneAmountARow,
        (_, 0) => DatesBy::OneAWeek { weeks },
        _ => DatesBy::SeveralAWeek { several, weeks },
    };
    Ok((days, Some(if days { Decision::DatesAreDays(by) } else { Decision::DatesAreWeeks(by) })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::day::Day;

    fn dates(days: &[(u32, &str)]) -> Dates {
        Dates::of(days.iter().map(|(person, day)| (*person, Slot::Day(Day::parse(day).unwrap()))))
    }

    #[test]
    fn dates_are_days_where_somebody_has_several_in_a_week() {
        let mondays = dates(&[(0, "2016-01-04"), (0, "2016-01-11"), (1, "2016-01-04")]);
        assert_eq!(mondays, Dates { weeks: 3, several: 0 });
        assert!(!are_days(mondays, Unit::Hours, true).unwrap().0);
        assert!(are_days(mondays, Unit::Hours, false).unwrap().0, "a row an amount");
        let daily = dates(&[(0, "2016-01-04"), (0, "2016-01-05"), (0, "2016-01-06")]);
        assert_eq!(daily, Dates { weeks: 1, several: 1 });
        assert!(are_days(daily, Unit::Hours, true).unwrap().0);
    }

    #[test]
    fn percents_at_several_dates_of_a_week_are_refused() {
        let daily = Dates { weeks: 4, several: 3 };
        assert_eq!(are_days(daily, Unit::Percent, true), Err(SheetFault::PercentsByDay { weeks: 3 }));
        assert!(!are_days(Dates { weeks: 4, several: 0 }, Unit::Fraction, false).unwrap().0);
    }
}
