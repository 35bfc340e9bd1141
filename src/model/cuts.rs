//! Where sums of entries begin anew within a week, so that each sum lies on one side of whatever tells its days apart.

use super::day::{Day, Weekday};
use super::slot::Slot;
use super::week::Week;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cuts {
    /// Days on which a new sum begins, in order.
    days: Vec<Day>,
    /// The working days, if they are summed apart from the others.
    working: Option<Vec<Weekday>>,
}

impl Cuts {
    /// New sums begin on these days, and between working days and others if these are given.
    pub fn new(days: impl IntoIterator<Item = Day>, working: Option<&[Weekday]>) -> Cuts {
        let mut days: Vec<Day> = days.into_iter().collect();
        days.sort();
        days.dedup();
        Cuts { days, working: working.map(<[Weekday]>::to_vec) }
    }

    /// Returns the days that entries of `day` are added up in: those of its week and month that no cut separates from it.
    pub fn piece(&self, day: Day) -> Slot {
        let week = Week::of(day);
        let behind = self.days.partition_point(|cut| *cut <= day);
        let before = behind.checked_sub(1).and_then(|at| self.days.get(at)).copied();
        let next = self.days.get(behind).map(|cut| cut.plus(-1));
        let (from, to) = (week.monday().max(day.first_of_month_plus(0)), week.sunday().min(day.last_of_month()));
        let (first, last) = (before.map_or(from, |cut| from.max(cut)), next.map_or(to, |last| to.min(last)));
        let Some(working) = &self.working else { return Slot::Days { from: first, to: last } };
        let works = day.is_on(working);
        let is_same = |other: &Day| other.is_on(working) == works;
        let (mut from, mut to) = (day, day);
        while from > first && is_same(&from.plus(-1)) {
            from = from.plus(-1);
        }
        while to < last && is_same(&to.plus(1)) {
            to = to.plus(1);
        }
        Slot::Days { from, to }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// interface.md section 6, "fold key".
    #[test]
    fn a_piece_is_a_week_cut_at_months_and_cuts() {
        let piece =
            |text: &str, cuts: &[&str]| Cuts::new(cuts.iter().map(|cut| day(cut)), None).piece(day(text)).to_string();
        assert_eq!(piece("2016-01-20", &[]), "2016-W03");
        assert_eq!(piece("2016-03-31", &[]), "2016-03-28..2016-03-31");
        assert_eq!(piece("2016-04-01", &[]), "2016-04-01..2016-04-03");
        assert_eq!(piece("2016-01-20", &["2016-01-20"]), "2016-01-20..2016-01-24");
        assert_eq!(piece("2016-01-20", &["2016-01-21", "2016-01-01"]), "2016-01-18..2016-01-20");
    }

    #[test]
    fn working_days_and_others_are_apart_where_that_is_wanted() {
        use Weekday::{Fri, Mon, Sun, Thu, Tue};
        let piece = |text: &str, working: &[Weekday]| Cuts::new([], Some(working)).piece(day(text)).to_string();
        assert_eq!(piece("2016-01-20", &Weekday::ALL[..5]), "2016-01-18..2016-01-22");
        assert_eq!(piece("2016-01-23", &Weekday::ALL[..5]), "2016-01-23..2016-01-24");
        assert_eq!(piece("2016-01-20", &Weekday::ALL), "2016-W03");
        assert_eq!(piece("2016-01-20", &[Mon, Tue, Thu, Fri]), "2016-01-20..2016-01-20");
        assert_eq!(piece("2016-01-24", &[Sun, Mon]), "2016-01-24..2016-01-24");
    }
}
