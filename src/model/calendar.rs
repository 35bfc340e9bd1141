//! The days that a report covers. Entries, capacity, leave, holidays and states all use the same set of days.

use super::day::{Day, Weekday};
use super::exact::Exact;
use super::period::Period;
use super::rules::WeekRule;
use super::week::Week;

/// An ISO week and those of its days that belong to the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarWeek {
    pub week: Week,
    /// The first and the last day that count. Under `thursday` these are Monday and Sunday.
    pub from: Day,
    pub to: Day,
}

/// The days of a report, week by week in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    pub rule: WeekRule,
    pub weeks: Vec<CalendarWeek>,
}

impl Calendar {
    /// The ISO weeks of which the report has days, in order.
    pub fn weeks(&self) -> Vec<Week> {
        self.weeks.iter().map(|week| week.week).collect()
    }

    /// Returns the days of a report. Under `thursday` they are the whole ISO weeks whose Thursday lies in the period,
    /// under `by-day` the days of the period. Weeks after `until` are left out, because in a running period they are
    /// not due yet. There may be no week at all.
    pub fn new(period: &Period, rule: WeekRule, until: Option<Week>) -> Calendar {
        let mut weeks = Vec::new();
        let mut week = Week::of(period.from);
        while week.monday() <= period.to && until.is_none_or(|last| week <= last) {
            match rule {
                WeekRule::Thursday if period.contains(week.thursday()) => {
                    weeks.push(CalendarWeek { week, from: week.monday(), to: week.sunday() });
                }
                WeekRule::Thursday => {}
                WeekRule::ByDay => weeks.push(CalendarWeek {
                    week,
                    from: week.monday().max(period.from),
                    to: week.sunday().min(period.to),
                }),
            }
            week = week.next();
        }
        Calendar { rule, weeks }
    }

    /// Leaves out weeks of which the report owns no working day, unless work was done there, on days between these: nothing is due in them.
    pub fn leave_out_weekends(&mut self, working: &[Weekday], is_worked: impl Fn(&CalendarWeek) -> bool) {
        let works = |week: &CalendarWeek| week.from.through(week.to).any(|day| day.is_on(working));
        self.weeks.retain(|week| works(week) || is_worked(week));
    }

    /// Returns the index of `week` in this report, or `None` if no day of it belongs to the report.
    pub fn position(&self, week: Week) -> Option<usize> {
        self.weeks.binary_search_by_key(&week, |w| w.week).ok()
    }

    /// Returns the length of the report in weeks: its working days divided by the working days of a week. Under
    /// `thursday` this is a whole number.
    pub fn length(&self, working_days: &[Weekday]) -> Exact {
        let days = self.weeks.iter().flat_map(|w| w.from.through(w.to));
        let working = days.filter(|day| day.is_on(working_days)).count();
        Exact::new(working as i128, working_days.len() as i128).unwrap_or(Exact::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORK: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

    fn quarter(name: &str, rule: WeekRule) -> Calendar {
        Calendar::new(&Period::parse(name, 7).unwrap(), rule, None)
    }

    /// domain.md section 5: a quarter owns 13 weeks, sometimes 12 or 14.
    #[test]
    fn a_quarter_owns_the_weeks_whose_thursday_it_holds() {
        for (name, weeks) in [("FY2016-Q3", 13), ("2021-Q1", 12), ("2026-Q4", 14)] {
            assert_eq!(quarter(name, WeekRule::Thursday).weeks.len(), weeks, "{name}");
        }
    }

    /// domain.md section 5: 2016-03-28..04-03 gives 4 of 5 days to March.
    #[test]
    fn by_day_cuts_the_straddling_week() {
        let calendar = quarter("2016-Q1", WeekRule::ByDay);
        let last = calendar.weeks.last().unwrap();
        assert_eq!((last.from.to_string(), last.to.to_string()), ("2016-03-28".into(), "2016-03-31".into()));
        assert_eq!(calendar.weeks.len(), 14, "2015-W53 is touched by the 1st of January");
        assert_eq!(calendar.length(&WORK), Exact::whole(13));
    }

    #[test]
    fn weeks_after_until_are_not_part_of_a_running_period() {
        let until = Week::parse("2016-W08");
        let calendar = Calendar::new(&Period::parse("2016-Q1", 1).unwrap(), WeekRule::Thursday, until);
        assert_eq!(calendar.weeks.len(), 8);
    }

    #[test]
    fn a_period_without_a_thursday_owns_no_week() {
        let period = Period::parse("2016-01-01..2016-01-03", 1).unwrap();
        assert!(Calendar::new(&period, WeekRule::Thursday, None).weeks.is_empty());
    }
}
