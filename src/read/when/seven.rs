//! Seven days that begin or end on a day which need not be a Monday or a Sunday. What counts are the working days.

use crate::model::day::{Day, Weekday};
use crate::model::slot::Slot;
use crate::model::week::Week;

/// Returns the seven days from a day on, as under `Week commencing`: a week, if their working days are those of one.
pub fn starting(day: Day) -> Slot {
    seven(day, day.plus(6))
}

/// Returns the seven days up to a day, as under `Week ending`: a week, if their working days are those of one.
pub fn ending(day: Day) -> Slot {
    seven(day.plus(-6), day)
}

fn seven(from: Day, to: Day) -> Slot {
    working_week(from, to).map_or_else(|| Slot::range(from, to), Slot::Week)
}

/// Returns the ISO week that holds every working day of at most seven days. The first day would give the previous week
/// if weeks run from Sunday to Saturday.
pub(super) fn working_week(from: Day, to: Day) -> Option<Week> {
    if !(0..7).contains(&to.days_since(from)) {
        return None;
    }
    let mut weeks = from.through(to).filter(|day| day.weekday() < Weekday::Sat).map(Week::of);
    let week = weeks.next()?;
    weeks.all(|other| other == week).then_some(week)
}
