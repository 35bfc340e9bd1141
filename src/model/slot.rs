//! The days that a row of effort is about, as the source states them: a week, a day, a range of days, or the whole
//! period.

use std::fmt;

use super::calendar::Calendar;
use super::day::Day;
use super::week::Week;

/// The days of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// A week, which may be written as its number, any of its days, or its first and last day.
    Week(Week),
    /// One day.
    Day(Day),
    /// From one day to another, both included, other than exactly one week. The amount is spread evenly over the
    /// working days.
    Range { from: Day, to: Day },
    /// Every day of the report, for a sheet with one row per person and no dates.
    Period,
}

impl Slot {
    /// From one day to another. From a Monday to the next Sunday it is a week.
    pub fn range(from: Day, to: Day) -> Slot {
        let week = Week::of(from);
        if (from, to) == (week.monday(), week.sunday()) { Slot::Week(week) } else { Slot::Range { from, to } }
    }

    /// Returns the days that entries of `day` are added up in: those of its week and month that no cut separates from
    /// it. A cut is a day on which a range begins; `cuts` must be in order.
    pub fn piece(day: Day, cuts: &[Day]) -> Slot {
        let week = Week::of(day);
        let behind = cuts.partition_point(|cut| *cut <= day);
        let before = behind.checked_sub(1).and_then(|at| cuts.get(at)).copied();
        let next = cuts.get(behind).map(|cut| cut.plus(-1));
        let from = week.monday().max(day.first_of_month_plus(0));
        let to = week.sunday().min(day.last_of_month());
        Slot::range(before.map_or(from, |cut| from.max(cut)), next.map_or(to, |last| to.min(last)))
    }

    /// The first and the last day, or `None` for the whole period.
    pub fn days(self) -> Option<(Day, Day)> {
        match self {
            Slot::Week(week) => Some((week.monday(), week.sunday())),
            Slot::Day(day) => Some((day, day)),
            Slot::Range { from, to } => Some((from, to)),
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
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Week(week) => write!(f, "{week}"),
            Slot::Day(day) => write!(f, "{day}"),
            Slot::Range { from, to } => write!(f, "{from}..{to}"),
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

    /// interface.md section 6, "fold key".
    #[test]
    fn a_piece_is_a_week_cut_at_months_and_cuts() {
        let piece = |text: &str, cuts: &[&str]| {
            let cuts: Vec<Day> = cuts.iter().map(|cut| day(cut)).collect();
            Slot::piece(day(text), &cuts).to_string()
        };
        assert_eq!(piece("2016-01-20", &[]), "2016-W03");
        assert_eq!(piece("2016-03-31", &[]), "2016-03-28..2016-03-31");
        assert_eq!(piece("2016-04-01", &[]), "2016-04-01..2016-04-03");
        assert_eq!(piece("2016-01-20", &["2016-01-20"]), "2016-01-20..2016-01-24");
        assert_eq!(piece("2016-01-20", &["2016-01-01", "2016-01-21"]), "2016-01-18..2016-01-20");
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
}
