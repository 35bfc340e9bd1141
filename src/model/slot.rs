//! The days that a row of effort is about, as the source states them: a week, a day, a range of days, or the whole
//! period.

use std::fmt;

use super::calendar::Calendar;
use super::day::{Day, Weekday};
use super::week::Week;

/// The days of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// A week, which may be written as its number, any of its days, or its first and last day.
    Week(Week),
    /// One day.
    Day(Day),
    /// Some of the days from one to another of the same week: entries of days that were added up.
    Days { from: Day, to: Day },
    /// From one day to another, both included. The amount is spread evenly over the working days.
    Range { from: Day, to: Day },
    /// Every day of the report, for a sheet with one row per person and no dates.
    Period,
}

impl Slot {
    /// From one day to another, as a cell names them. From a Monday to the next Sunday it is a week.
    pub fn range(from: Day, to: Day) -> Slot {
        if is_week(from, to) { Slot::Week(Week::of(from)) } else { Slot::Range { from, to } }
    }

    /// How a cell's days are named beside it: those of entries that were added up by their week, whatever part of it they lie in.
    pub fn named(self) -> String {
        match self {
            Slot::Days { from, .. } => Week::of(from).to_string(),
            slot => slot.to_string(),
        }
    }

    /// Whether it is a day, or days whose entries were added up.
    pub fn is_of_days(self) -> bool {
        matches!(self, Slot::Day(_) | Slot::Days { .. })
    }

    /// The first and the last day, or `None` for the whole period.
    pub fn days(self) -> Option<(Day, Day)> {
        match self {
            Slot::Week(week) => Some((week.monday(), week.sunday())),
            Slot::Day(day) => Some((day, day)),
            Slot::Days { from, to } | Slot::Range { from, to } => Some((from, to)),
            Slot::Period => None,
        }
    }

    /// Returns the weeks of the report in which it lies, as indices, each with the days that are meant and owned. Under
    /// `thursday` a day belongs to its week, because whole weeks are owned.
    pub fn within(self, calendar: &Calendar) -> impl Iterator<Item = (usize, Day, Day)> {
        let days = self.days();
        let weeks = calendar.weeks.iter().enumerate();
        let (skip, take) = match days {
            None => (0, calendar.weeks.len()),
            Some((from, to)) => {
                let first = calendar.weeks.partition_point(|week| week.to < from);
                let last = calendar.weeks.partition_point(|week| week.from <= to);
                (first, last.saturating_sub(first))
            }
        };
        weeks.skip(skip).take(take).map(move |(at, week)| {
            let (from, to) = days.unwrap_or((week.from, week.to));
            (at, from.max(week.from), to.min(week.to))
        })
    }

    /// As `within`, without the weeks in which no working day is meant: one more weekend before or behind the days changes nothing.
    /// Where no working day is meant at all, all of them: work on a weekend is work. A weekly row is about working days.
    pub fn touches(self, calendar: &Calendar, working: &[Weekday]) -> impl Iterator<Item = (usize, Day, Day)> {
        let works = |from: Day, to: Day| from.through(to).any(|day| day.is_on(working));
        let is_of_work = match self {
            Slot::Week(_) | Slot::Period => true,
            slot => slot.days().is_some_and(|(from, to)| works(from, to)),
        };
        self.within(calendar).filter(move |(_, from, to)| !is_of_work || works(*from, *to))
    }
}

/// Whether the days are those of a week, from Monday to Sunday.
fn is_week(from: Day, to: Day) -> bool {
    let week = Week::of(from);
    (from, to) == (week.monday(), week.sunday())
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Week(week) => write!(f, "{week}"),
            Slot::Day(day) => write!(f, "{day}"),
            Slot::Days { from, to } | Slot::Range { from, to } if is_week(*from, *to) => {
                write!(f, "{}", Week::of(*from))
            }
            Slot::Days { from, to } | Slot::Range { from, to } => write!(f, "{from}..{to}"),
            Slot::Period => f.write_str("the whole period"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::period::Period;
    use crate::model::rules::WeekRule;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn within(slot: Slot, rule: WeekRule) -> Vec<String> {
        let calendar = Calendar::new(&Period::parse("2016-Q1", 1).unwrap(), rule, None);
        let text = |(at, from, to): (usize, Day, Day)| format!("{} {from}..{to}", calendar.weeks[at].week);
        slot.within(&calendar).map(text).collect()
    }

    #[test]
    fn monday_to_sunday_is_a_week() {
        assert_eq!(Slot::range(day("2016-01-18"), day("2016-01-24")).to_string(), "2016-W03");
        assert_eq!(Slot::range(day("2016-01-18"), day("2016-01-22")).to_string(), "2016-01-18..2016-01-22");
    }

    /// domain.md section 5: 2016-03-28..04-03 gives its days up to the 31st to March, by day; all of them by Thursday.
    #[test]
    fn a_straddling_week_is_cut_by_day_and_whole_by_thursday() {
        let week = Slot::Week(Week::parse("2016-W13").unwrap());
        assert_eq!(within(week, WeekRule::ByDay), ["2016-W13 2016-03-28..2016-03-31"]);
        assert_eq!(within(week, WeekRule::Thursday), ["2016-W13 2016-03-28..2016-04-03"]);
        assert_eq!(within(Slot::Day(day("2016-04-01")), WeekRule::ByDay), [""; 0]);
        assert_eq!(within(Slot::Day(day("2016-04-01")), WeekRule::Thursday), ["2016-W13 2016-04-01..2016-04-01"]);
    }

    #[test]
    fn a_stretch_lies_in_every_week_that_holds_one_of_its_days() {
        let slot = Slot::range(day("2016-01-21"), day("2016-02-01"));
        let weeks =
            ["2016-W03 2016-01-21..2016-01-24", "2016-W04 2016-01-25..2016-01-31", "2016-W05 2016-02-01..2016-02-01"];
        assert_eq!(within(slot, WeekRule::Thursday), weeks);
        assert_eq!(within(Slot::Period, WeekRule::Thursday).len(), 13);
    }

    #[test]
    fn a_weekend_more_touches_no_other_week() {
        let touched = |from: &str, to: &str| {
            let calendar = Calendar::new(&Period::parse("2016-Q1", 1).unwrap(), WeekRule::Thursday, None);
            let slot = Slot::Range { from: day(from), to: day(to) };
            let weeks = slot.touches(&calendar, &Weekday::ALL[..5]);
            weeks.map(|(at, ..)| calendar.weeks[at].week.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(touched("2016-01-16", "2016-01-22"), ["2016-W03"]);
        assert_eq!(touched("2016-01-17", "2016-01-25"), ["2016-W03", "2016-W04"]);
        assert_eq!(touched("2016-01-23", "2016-01-24"), ["2016-W03"], "a weekend alone");
    }
}
