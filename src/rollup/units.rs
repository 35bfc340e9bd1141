//! What a spelled number counts: its unit, its amount in that unit, the most it may be, and its decimal places while it is summed.

use crate::model::effort::{Notation, Unit};
use crate::model::exact::Exact;
use crate::model::rules::Limits;
use crate::model::slot::Slot;

/// The decimal places of the scaled integers in which amounts of a notation are summed: 4, so that `7.25` is 72500; clock times
/// are whole seconds.
pub(super) const fn decimal_places(notation: Notation) -> u32 {
    match notation {
        Notation::Clock => 0,
        Notation::Bare | Notation::Percent | Notation::Hours => 4,
    }
}

/// `Percent` for a fraction too: once read, both are percents.
pub(super) fn plain(unit: Unit) -> Unit {
    if unit == Unit::Hours { Unit::Hours } else { Unit::Percent }
}

/// What a cell of this notation counts (`Percent` or `Hours`), in a sheet whose bare numbers are of `unit`.
pub fn unit_of(notation: Notation, unit: Unit) -> Unit {
    match notation {
        Notation::Percent => Unit::Percent,
        Notation::Hours | Notation::Clock => Unit::Hours,
        Notation::Bare => plain(unit),
    }
}

/// The amount of a cell in percent or in hours, whichever `unit_of` returns.
pub fn amount_in(amount: Exact, notation: Notation, unit: Unit) -> Exact {
    match (notation, unit) {
        (Notation::Clock, _) => amount.over(&Exact::whole(3600)).unwrap_or_default(),
        (Notation::Bare, Unit::Fraction) => amount.times(&Exact::HUNDRED),
        _ => amount,
    }
}

/// The most that a cell of this unit (`Percent` or `Hours`) may hold, and the length of time it is said of; `None` for hours of
/// the whole period, which have no limit. Hours of a stretch of days may fill each of its weeks.
pub fn limit_of(unit: Unit, slot: Slot, limits: &Limits) -> Option<(Exact, &'static str)> {
    match (unit, slot) {
        (Unit::Percent | Unit::Fraction, _) => Some((limits.cell.clone(), "a week")),
        (Unit::Hours, Slot::Week(_) | Slot::Days { .. }) => Some((limits.week_hours.clone(), "a week")),
        (Unit::Hours, Slot::Day(_)) => Some((limits.day_hours.clone(), "a day")),
        (Unit::Hours, Slot::Range { from, to }) => {
            let days = i128::from(to.days_since(from)) + 1;
            let weeks = Exact::new(days, 7)?.max(Exact::ONE);
            Some((limits.week_hours.times(&weeks), "these days"))
        }
        (Unit::Hours, Slot::Period) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::day::Day;

    #[test]
    fn a_bare_number_is_what_the_sheet_says_and_a_marked_one_what_its_mark_says() {
        let hours = |notation| unit_of(notation, Unit::Fraction) == Unit::Hours;
        assert_eq!(Notation::ALL.map(hours), Notation::ALL.map(|s| matches!(s, Notation::Hours | Notation::Clock)));
        assert_eq!(unit_of(Notation::Bare, Unit::Hours), Unit::Hours);
        let half = Exact::new(1, 2).unwrap();
        assert_eq!(amount_in(half.clone(), Notation::Bare, Unit::Fraction), Exact::whole(50));
        assert_eq!(amount_in(Exact::whole(1800), Notation::Clock, Unit::Percent), half);
        assert_eq!(amount_in(half.clone(), Notation::Percent, Unit::Fraction), half);
    }

    #[test]
    fn hours_of_two_weeks_may_be_twice_those_of_one() {
        let limits = Limits::default();
        let day = |text| Day::parse(text).unwrap();
        let of = |from, to| limit_of(Unit::Hours, Slot::Range { from: day(from), to: day(to) }, &limits).unwrap().0;
        assert_eq!(of("2024-01-01", "2024-01-14"), limits.week_hours.times(&Exact::whole(2)));
        assert_eq!(of("2024-01-01", "2024-01-03"), limits.week_hours, "never less than one week's");
        assert_eq!(limit_of(Unit::Hours, Slot::Period, &limits), None);
    }
}
