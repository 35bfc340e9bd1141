//! The days that a heading, a title or a cell is about.

use crate::model::day::{Day, Weekday};
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::read::when;

/// The days of a heading, or `None` if it is none or its year is not known.
pub fn of_heading(text: &str) -> Option<Slot> {
    when::date(text, None, &[]).ok()
}

/// The seven days from a day on.
pub fn starting(day: Day) -> Slot {
    seven(day, day.plus(6))
}

/// The seven days up to a day.
pub fn ending(day: Day) -> Slot {
    seven(day.plus(-6), day)
}

/// Of seven days, the working days count: if they are those of one week, it is that week.
fn seven(from: Day, to: Day) -> Slot {
    let mut weeks = from.through(to).filter(|day| day.weekday() < Weekday::Sat).map(Week::of);
    match weeks.next() {
        Some(week) if weeks.all(|other| other == week) => Slot::Week(week),
        _ => Slot::Range { from, to },
    }
}

/// The days as a cell may write them.
pub fn text(slot: Slot) -> String {
    match slot {
        Slot::Range { from, to } => format!("{from} - {to}"),
        slot => slot.to_string(),
    }
}
