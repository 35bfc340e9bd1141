//! An amount as fractions of one full-time week, week by week of the report. domain.md section 1, "Share"; section 5 for
//! what lies on several weeks.

use super::capacity::{WeekCapacity, capacity};
use crate::model::calendar::Calendar;
use crate::model::day::Day;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::Person;
use crate::model::rules::{PercentOf, Rules};
use crate::model::slot::Slot;

/// What a cell, or the sum of several, says: how much, on which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort<'a> {
    pub slot: Slot,
    pub amount: &'a Exact,
    /// `Percent` or `Hours`.
    pub unit: Unit,
}

/// Whose effort, and the days and rules it is held against.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    pub person: &'a Person,
    /// The person's index in the roster.
    pub index: usize,
    /// By week of the report.
    pub capacity: &'a [WeekCapacity],
    pub calendar: &'a Calendar,
    pub rules: &'a Rules,
}

impl Of<'_> {
    /// The share of each week of the report that `effort` touches, by the week's index. A week is touched by an employed
    /// working day; by any employed day where the effort has no working day. `has_leave` says which weeks have leave
    /// cells: their percents are of the own week.
    pub fn shares(&self, effort: Effort<'_>, has_leave: impl Fn(usize) -> bool) -> Vec<(usize, Exact)> {
        let touched: Vec<_> = effort.slot.touches(self.calendar, &self.rules.working_days).collect();
        match effort.slot {
            Slot::Week(_) => touched
                .into_iter()
                .map(|(at, ..)| (at, weekly(effort, has_leave(at), &self.capacity[at], self.rules)))
                .collect(),
            // The days of entries that were added up lie on one side of the report's ends, unless they come from a table that was
            // made for another report.
            Slot::Day(_) | Slot::Days { .. } if effort.unit == Unit::Hours && is_whole(effort.slot, &touched) => {
                touched.into_iter().map(|(at, ..)| (at, self.hours(effort))).collect()
            }
            Slot::Day(_) | Slot::Days { .. } | Slot::Range { .. } | Slot::Period => {
                self.spread(effort, touched, has_leave)
            }
        }
    }

    /// Hours as full-time weeks.
    pub(super) fn hours(&self, effort: Effort<'_>) -> Exact {
        effort.amount.over(&self.rules.full_week).unwrap_or_default()
    }

    /// Hours lie evenly on the working days; a percent holds for each of them, and of a single day for that day. What lies on days
    /// without employment is left out, which the ledger tells; a sheet about the whole period is about somebody's days of employment.
    fn spread(
        &self,
        effort: Effort<'_>,
        parts: Vec<(usize, Day, Day)>,
        has_leave: impl Fn(usize) -> bool,
    ) -> Vec<(usize, Exact)> {
        let all = match effort.slot.days() {
            Some((from, to)) => self.all_days(from, to),
            None => parts.iter().fold((0, 0), |(working, any), &(_, from, to)| {
                let days = self.days(from, to);
                (working + days.0, any + days.1)
            }),
        };
        let count = |(working, any): (i128, i128)| if all.0 > 0 { working } else { any };
        let mut shares = Vec::with_capacity(parts.len());
        for (at, from, to) in parts {
            let days = count(self.days(from, to));
            if days == 0 {
                continue;
            }
            let share = match effort.unit {
                Unit::Hours => self.hours(effort).times(&Exact::new(days, count(all)).unwrap_or_default()),
                Unit::Percent | Unit::Fraction => {
                    let part = part(effort);
                    let convention = if has_leave(at) { PercentOf::OwnWeek } else { self.rules.percent_of };
                    let own = capacity(self.person, self.index, from, to, self.rules);
                    part.times(&match convention {
                        PercentOf::OwnWeek => own.gross,
                        PercentOf::WorkedWeek => own.net(),
                        PercentOf::FullWeek => {
                            Exact::new(days, self.rules.working_days.len() as i128).unwrap_or_default()
                        }
                    })
                }
            };
            shares.push((at, share));
        }
        shares
    }

    /// How many days there are, working ones and all.
    fn all_days(&self, from: Day, to: Day) -> (i128, i128) {
        from.through(to).fold((0, 0), |days, day| self.counted(days, day))
    }

    /// How many days of employment there are, working ones and all.
    fn days(&self, from: Day, to: Day) -> (i128, i128) {
        let employed = from.through(to).filter(|day| self.person.employed_on(*day));
        employed.fold((0, 0), |days, day| self.counted(days, day))
    }

    fn counted(&self, (working, any): (i128, i128), day: Day) -> (i128, i128) {
        (working + i128::from(day.is_on(&self.rules.working_days)), any + 1)
    }
}

/// Whether all days of a slot are in one week of the report.
fn is_whole(slot: Slot, touched: &[(usize, Day, Day)]) -> bool {
    matches!((slot.days(), touched), (Some(days), [(_, from, to)]) if days == (*from, *to))
}

pub(super) fn part(effort: Effort<'_>) -> Exact {
    if effort.unit == Unit::Percent {
        effort.amount.over(&Exact::HUNDRED).unwrap_or_default()
    } else {
        effort.amount.clone()
    }
}

/// The share of a weekly row's amount that falls on the days the report owns.
///
/// Percents are of the person's own week where the amount is leave, or the week has leave cells (`own_week`), else by
/// the convention. Of a week that straddles the report's ends, hours lie evenly on the person's gross days; a percent is the
/// same percent of both parts, under `worked-week` of the days left by holidays and leave.
pub(super) fn weekly(effort: Effort<'_>, own_week: bool, week: &WeekCapacity, rules: &Rules) -> Exact {
    let part_owned = || week.own.part_of(&week.whole);
    if effort.unit == Unit::Hours {
        return effort.amount.over(&rules.full_week).unwrap_or(Exact::ZERO).times(&part_owned());
    }
    let convention = if own_week { PercentOf::OwnWeek } else { rules.percent_of };
    match convention {
        PercentOf::OwnWeek => part(effort).times(&week.own.gross),
        PercentOf::WorkedWeek => part(effort).times(&week.own.net()),
        PercentOf::FullWeek => part(effort).times(&part_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::capacity::{Capacity, weeks};
    use crate::model::period::Period;
    use crate::model::person::Roster;
    use crate::model::rules::WeekRule;

    fn week(gross: (i128, i128), leave: (i128, i128)) -> WeekCapacity {
        let of = |(n, d)| Exact::new(n, d).unwrap();
        let own = Capacity { gross: of(gross), holidays: Exact::ZERO, leave: of(leave), days: (5, 7) };
        WeekCapacity { own: own.clone(), whole: own }
    }

    fn of(amount: i128, unit: Unit, own_week: bool, week: &WeekCapacity, percent_of: PercentOf) -> String {
        let rules = Rules { percent_of, ..Rules::default() };
        let effort = Effort { slot: Slot::Period, amount: &Exact::whole(amount), unit };
        weekly(effort, own_week, week, &rules).to_string()
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

    /// The shares of the first quarter of 2016 as `week index: share`.
    fn shares(person: &Person, slot: Slot, amount: i128, unit: Unit, rule: WeekRule) -> Vec<String> {
        let rules = Rules::default();
        let calendar = Calendar::new(&Period::parse("2016-Q1", 1).unwrap(), rule, None);
        let roster = Roster { people: vec![person.clone()], assumed: false };
        let capacity = weeks(&roster, &calendar, &rules);
        let of = Of { person, index: 0, capacity: &capacity[0], calendar: &calendar, rules: &rules };
        let effort = Effort { slot, amount: &Exact::whole(amount), unit };
        let shares = of.shares(effort, |_| false);
        shares.iter().map(|(at, share)| format!("{}: {share}", calendar.weeks[*at].week)).collect()
    }

    fn range(from: &str, to: &str) -> Slot {
        Slot::range(Day::parse(from).unwrap(), Day::parse(to).unwrap())
    }

    /// domain.md section 5: a Tock row runs Sunday to Saturday; its week is that of its working days.
    #[test]
    fn a_row_from_sunday_to_saturday_is_of_one_week() {
        let ada = Person::assumed("Ada");
        let found = shares(&ada, range("2016-01-17", "2016-01-23"), 40, Unit::Hours, WeekRule::Thursday);
        assert_eq!(found, ["2016-W03: 1"]);
    }

    /// domain.md section 5: hours lie evenly on the working days, a percent holds for each of them.
    #[test]
    fn a_stretch_over_the_end_of_the_quarter_gives_its_days_to_both_sides() {
        let ada = Person::assumed("Ada");
        let slot = range("2016-03-24", "2016-04-06");
        let hours = shares(&ada, slot, 100, Unit::Hours, WeekRule::ByDay);
        assert_eq!(hours, ["2016-W12: 1/2", "2016-W13: 1"], "2 and 4 of 10 working days of 2 1/2 weeks");
        let percent = shares(&ada, slot, 50, Unit::Percent, WeekRule::ByDay);
        assert_eq!(percent, ["2016-W12: 1/5", "2016-W13: 2/5"]);
    }

    #[test]
    fn a_sheet_for_the_whole_period_begins_with_its_joiner() {
        let mut ada = Person::assumed("Ada");
        ada.joined = Day::parse("2016-03-23");
        let percent = shares(&ada, Slot::Period, 50, Unit::Percent, WeekRule::Thursday);
        assert_eq!(percent, ["2016-W12: 3/10", "2016-W13: 1/2"]);
        let hours = shares(&ada, Slot::Period, 32, Unit::Hours, WeekRule::Thursday);
        assert_eq!(hours, ["2016-W12: 3/10", "2016-W13: 1/2"], "4 hours on each of 8 days");
    }

    #[test]
    fn a_day_goes_with_its_week_or_stays_on_its_side() {
        let ada = Person::assumed("Ada");
        let friday = Slot::Day(Day::parse("2016-04-01").unwrap());
        assert_eq!(shares(&ada, friday, 8, Unit::Hours, WeekRule::Thursday), ["2016-W13: 1/5"]);
        assert_eq!(shares(&ada, friday, 8, Unit::Hours, WeekRule::ByDay), [""; 0]);
    }

    #[test]
    fn a_weekend_alone_is_effort_all_the_same() {
        let ada = Person::assumed("Ada");
        let found = shares(&ada, range("2016-01-23", "2016-01-24"), 4, Unit::Hours, WeekRule::Thursday);
        assert_eq!(found, ["2016-W03: 1/10"]);
    }
}
