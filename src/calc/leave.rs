//! The leave of a person-week: that of the roster and that of the sheets, the larger of the two. They are joined by the day where a
//! sheet says days, and by the week where it says weeks alone. domain.md section 4.

use std::collections::BTreeMap;

use super::capacity::{WeekCapacity, capacity};
use super::share::{Effort, Of, part, weekly};
use crate::model::day::Day;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::slot::Slot;

/// The leave that sheets write of a person-week, in full-time weeks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WrittenLeave {
    /// By working days that are no holidays.
    days: BTreeMap<Day, Exact>,
    /// Of several days together, none of which is a holiday or on leave by the roster.
    together: Exact,
    /// Of the week as a whole, holidays in it included.
    week: Exact,
    /// The days among those written that cost nothing, because nobody works on them anyway.
    pub free: Vec<Day>,
}

/// What of a cell of leave lies in a week.
pub(super) enum Part {
    Day(Day, Exact),
    Together(Exact),
    Week(Exact),
    Free(Day),
}

/// The leave of a person-week, and where roster and sheet disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedLeave {
    pub leave: Exact,
    /// What the roster and the sheet say of the same days, or of the week where no days are named.
    pub twice: Option<(Vec<Day>, Exact, Exact)>,
}

impl WrittenLeave {
    pub(super) fn add(&mut self, part: Part) {
        match part {
            Part::Day(day, share) => {
                let sum = self.days.entry(day).or_default();
                *sum = sum.plus(&share);
            }
            Part::Together(share) => self.together = self.together.plus(&share),
            Part::Week(share) => self.week = self.week.plus(&share),
            Part::Free(day) => self.free.push(day),
        }
    }

    /// What the sheets write beside holidays and weekends.
    fn sum(&self, week: &WeekCapacity) -> Exact {
        let days = Exact::sum(self.days.values());
        days.plus(&self.together).plus(&besides_holidays(&self.week, week))
    }

    /// Joins it with the leave that the roster says: `on` of a day, `week` of the days that the report owns of the week.
    pub fn joined(&self, week: &WeekCapacity, on: impl Fn(Day) -> Exact) -> JoinedLeave {
        let roster = &week.own.leave;
        let more = Exact::sum(self.days.iter().map(|(day, share)| share.minus(&on(*day)).max(Exact::ZERO)));
        let by_day = roster.plus(&more).plus(&self.together);
        let both = self.days.iter().map(|(day, share)| (*day, on(*day), share));
        let differing: Vec<_> = both.filter(|(_, roster, sheet)| !roster.is_zero() && roster != *sheet).collect();
        let twice = if !differing.is_empty() {
            let roster = Exact::sum(differing.iter().map(|(_, roster, _)| roster));
            let sheet = Exact::sum(differing.iter().map(|(.., sheet)| *sheet));
            Some((differing.iter().map(|(day, ..)| *day).collect(), roster, sheet))
        } else if !self.week.is_zero() && !roster.is_zero() && self.week != *roster {
            Some((Vec::new(), roster.clone(), self.week.clone()))
        } else {
            None
        };
        JoinedLeave { leave: by_day.max(self.sum(week)), twice }
    }
}

impl Of<'_> {
    /// What a cell of leave takes of each week of the report, by the week's index.
    pub fn leave_shares(&self, effort: Effort<'_>) -> Vec<(usize, Exact)> {
        let mut weeks: BTreeMap<usize, WrittenLeave> = BTreeMap::new();
        for (at, part) in self.leave(effort) {
            weeks.entry(at).or_default().add(part);
        }
        weeks.into_iter().map(|(at, written)| (at, written.sum(&self.capacity[at]))).collect()
    }

    /// The parts of a cell of leave, each with the index of its week of the report.
    pub(super) fn leave(&self, effort: Effort<'_>) -> Vec<(usize, Part)> {
        let working = &self.rules.working_days;
        let touched: Vec<_> = effort.slot.touches(self.calendar, working).collect();
        let is_of_work = |from: Day, to: Day| from.through(to).any(|day| day.is_on(working));
        match effort.slot {
            Slot::Week(_) => {
                let of_week = |at: usize| weekly(effort, true, &self.capacity[at], self.rules);
                touched.into_iter().map(|(at, ..)| (at, Part::Week(of_week(at)))).collect()
            }
            Slot::Days { from, to } if from != to && is_of_work(from, to) && effort.unit == Unit::Hours => {
                // Such sums are made so that the roster and the holidays have no part in their days.
                let [(at, first, last)] = touched.as_slice() else { return self.by_day(effort, touched) };
                let is_there = from.through(to).all(|day| self.person.employed_on(day));
                if (*first, *last) != (from, to) || !is_there {
                    return self.by_day(effort, touched);
                }
                let is_plain = |day: Day| !self.is_free(day) && self.person.leave_on(day).is_zero();
                let of = if from.through(to).all(is_plain) { Part::Together } else { Part::Week };
                vec![(*at, of(self.hours(effort)))]
            }
            _ => self.by_day(effort, touched),
        }
    }

    /// Hours lie evenly on the working days; a percent is of the person's own day.
    fn by_day(&self, effort: Effort<'_>, touched: Vec<(usize, Day, Day)>) -> Vec<(usize, Part)> {
        let works = |day: &Day| day.is_on(&self.rules.working_days);
        let all = match effort.slot.days() {
            Some((from, to)) => from.through(to).filter(works).count(),
            None => {
                let days = touched.iter().flat_map(|(_, from, to)| from.through(*to));
                days.filter(|day| works(day) && self.person.employed_on(*day)).count()
            }
        };
        let is_day = matches!(effort.slot.days(), Some((from, to)) if from == to);
        let mut parts = Vec::new();
        for (at, from, to) in touched {
            for day in from.through(to).filter(|day| self.person.employed_on(*day)) {
                let share = match effort.unit {
                    _ if self.is_free(day) => None,
                    Unit::Hours => Exact::new(1, all as i128).map(|part| self.hours(effort).times(&part)),
                    Unit::Percent | Unit::Fraction => {
                        let own = capacity(self.person, self.index, day, day, self.rules);
                        Some(part(effort).times(&own.gross))
                    }
                };
                match share {
                    Some(share) => parts.push((at, Part::Day(day, share))),
                    // Of a stretch over weekends and holidays nobody means these.
                    None if is_day || all == 0 => parts.push((at, Part::Free(day))),
                    None => {}
                }
            }
        }
        parts
    }

    /// Whether nobody works on a day: leave on it costs nothing.
    fn is_free(&self, day: Day) -> bool {
        !day.is_on(&self.rules.working_days) || self.rules.is_holiday(day, self.index)
    }

    /// The part of a full-time week that the roster says somebody is on leave on a day.
    pub fn roster_leave(&self, day: Day) -> Exact {
        capacity(self.person, self.index, day, day, self.rules).leave
    }
}

/// The leave that a sheet writes of a week, without the holidays it covers: a week written as 100 % leave holds its holiday too. Only
/// what leave and holidays together have above the week can be meant twice; more than the holidays is never taken off.
fn besides_holidays(sheet: &Exact, week: &WeekCapacity) -> Exact {
    let own = &week.own;
    let above = sheet.plus(&own.holidays).minus(&own.gross).max(Exact::ZERO);
    sheet.minus((&above).min(&own.holidays))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::capacity::Capacity;

    fn of(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    fn week(holidays: Exact, leave: Exact) -> WeekCapacity {
        let own = Capacity { gross: Exact::ONE, holidays, leave, days: (5, 7) };
        WeekCapacity { own: own.clone(), whole: own }
    }

    /// domain.md section 4: l is leave days that are not holidays.
    #[test]
    fn a_week_written_as_leave_holds_its_holiday_once() {
        let own = week(of(1, 5), Exact::ZERO);
        let leave = |num, den| besides_holidays(&of(num, den), &own);
        assert_eq!(leave(1, 1), of(4, 5));
        assert_eq!(leave(4, 5), of(4, 5));
        assert_eq!(leave(2, 5), of(2, 5), "two days beside a holiday are two days");
        assert_eq!(leave(6, 5), Exact::ONE, "more than the holiday is never taken off");
    }

    /// Monday and Tuesday by the roster, half of Tuesday and all of Friday by the sheet: two days and Friday.
    #[test]
    fn leave_of_days_is_joined_by_the_day() {
        let day = |text: &str| Day::parse(text).unwrap();
        let monday = day("2016-01-04");
        let on = |day: Day| if (0..2).contains(&day.days_since(monday)) { of(1, 5) } else { Exact::ZERO };
        let mut written = WrittenLeave::default();
        written.add(Part::Day(monday.plus(1), of(1, 10)));
        written.add(Part::Day(monday.plus(4), of(1, 5)));
        let joined = written.joined(&week(Exact::ZERO, of(2, 5)), on);
        assert_eq!(joined.leave, of(3, 5));
        assert_eq!(joined.twice, Some((vec![monday.plus(1)], of(1, 5), of(1, 10))));
    }

    #[test]
    fn leave_of_a_week_is_joined_by_the_week() {
        let mut written = WrittenLeave::default();
        written.add(Part::Week(of(3, 5)));
        let joined = |leave| written.joined(&week(Exact::ZERO, leave), |_| Exact::ZERO);
        assert_eq!(joined(of(2, 5)), JoinedLeave { leave: of(3, 5), twice: Some((vec![], of(2, 5), of(3, 5))) });
        assert_eq!(joined(of(4, 5)).leave, of(4, 5));
        assert_eq!(joined(of(3, 5)).twice, None);
    }
}
