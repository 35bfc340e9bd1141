//! An amount as a fraction of one full-time week. domain.md section 1, "Share".

use super::capacity::WeekCapacity;
use crate::model::effort::Unit;
use crate::model::exact::{Exact, Overflow};
use crate::model::rules::{PercentOf, Rules};

/// The share of a weekly row's amount that falls on the days the report owns.
///
/// Percents are of the person's own week where the amount is leave, or the week has leave cells (`own_week`), else by
/// the convention. A week that straddles the report's ends is split over the person's gross days; under `worked-week`
/// over the days left by holidays and leave, which is the same percent of both parts.
pub fn share(amount: Exact, unit: Unit, own_week: bool, week: &WeekCapacity, rules: &Rules) -> Result<Exact, Overflow> {
    let part_owned = || Ok(week.own.gross.over(week.whole.gross)?.unwrap_or(Exact::ZERO));
    match unit {
        Unit::Hours => {
            let weeks = amount.over(rules.full_week)?.unwrap_or(Exact::ZERO);
            weeks.times(part_owned()?)
        }
        Unit::Percent | Unit::Fraction => {
            let part = if unit == Unit::Percent { amount.over(Exact::HUNDRED)?.unwrap_or(Exact::ZERO) } else { amount };
            let convention = if own_week { PercentOf::OwnWeek } else { rules.percent_of };
            part.times(match convention {
                PercentOf::OwnWeek => week.own.gross,
                PercentOf::WorkedWeek => week.own.net()?,
                PercentOf::FullWeek => part_owned()?,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::capacity::Capacity;

    fn week(gross: (i128, i128), leave: (i128, i128)) -> WeekCapacity {
        let of = |(n, d)| Exact::new(n, d).unwrap();
        let own = Capacity { gross: of(gross), holidays: Exact::ZERO, leave: of(leave), employed: true };
        WeekCapacity { own, whole: own }
    }

    fn of(amount: i128, unit: Unit, own_week: bool, week: &WeekCapacity, percent_of: PercentOf) -> String {
        let rules = Rules { percent_of, ..Rules::default() };
        share(Exact::whole(amount), unit, own_week, week, &rules).unwrap().to_string()
    }

    /// domain.md section 4, worked: a half-timer's 100 %.
    #[test]
    fn what_a_hundred_percent_is_depends_on_the_convention() {
        let half = week((1, 2), (1, 10));
        assert_eq!(of(100, Unit::Percent, false, &half, PercentOf::OwnWeek), "1/2");
        assert_eq!(of(100, Unit::Percent, false, &half, PercentOf::WorkedWeek), "2/5");
        assert_eq!(of(100, Unit::Percent, false, &half, PercentOf::FullWeek), "1");
        assert_eq!(of(100, Unit::Percent, true, &half, PercentOf::WorkedWeek), "1/2", "a week with leave cells");
        assert_eq!(of(1, Unit::Fraction, false, &half, PercentOf::OwnWeek), "1/2");
    }

    #[test]
    fn hours_are_of_a_full_week_whoever_wrote_them() {
        assert_eq!(of(20, Unit::Hours, false, &week((1, 2), (0, 1)), PercentOf::OwnWeek), "1/2");
    }
}
