//! How much of a week somebody had: gross capacity, public holidays and leave, day by day. domain.md section 4.

use crate::model::calendar::Calendar;
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::person::{Person, Roster};
use crate::model::rules::Rules;
use crate::problem::{ConfigFault, Problem};

/// The capacity of one person over some days, in FTE-weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// The employed working days, at FTE over the working days of a week each.
    pub gross: Exact,
    /// Public holidays among them.
    pub holidays: Exact,
    /// Leave days among them that are not holidays, by the roster.
    pub leave: Exact,
    /// How many days of employment there are: working ones, and all.
    pub days: (i128, i128),
}

impl Capacity {
    const NONE: Capacity = Capacity { gross: Exact::ZERO, holidays: Exact::ZERO, leave: Exact::ZERO, days: (0, 0) };

    /// Whether any of the days is a day of employment, working or not.
    pub fn is_employed(&self) -> bool {
        self.days.1 > 0
    }

    /// The part of `whole` that this is, of which it has some days: by gross capacity, by working days where there is none, by days
    /// where there is none of these either.
    pub fn part_of(&self, whole: &Capacity) -> Exact {
        let by_days = |(part, all): (i128, i128)| Exact::new(part, all);
        let part = self.gross.over(&whole.gross).or_else(|| by_days((self.days.0, whole.days.0)));
        part.or_else(|| by_days((self.days.1, whole.days.1))).unwrap_or_default()
    }

    /// Gross less holidays and leave.
    pub fn net(&self) -> Exact {
        self.gross.minus(&self.holidays).minus(&self.leave)
    }
}

/// The capacity of `roster.people[index]` from `from` to `to`.
pub fn capacity(person: &Person, index: usize, from: Day, to: Day, rules: &Rules) -> Capacity {
    let mut sum = Capacity::NONE;
    let week = Exact::whole(rules.working_days.len() as i128);
    for day in from.through(to).filter(|day| person.employed_on(*day)) {
        sum.days.1 += 1;
        if !day.is_on(&rules.working_days) {
            continue;
        }
        sum.days.0 += 1;
        let fte = person.fte_on(day).map_or(Exact::ZERO, |fte| fte.is.clone());
        let part = fte.over(&week).unwrap_or(Exact::ZERO);
        sum.gross = sum.gross.plus(&part);
        if rules.is_holiday(day, index) {
            sum.holidays = sum.holidays.plus(&part);
        } else {
            sum.leave = sum.leave.plus(&part.times(&person.leave_on(day)));
        }
    }
    sum
}

/// A calendar week of one person: the days the report owns, and the whole week, which a weekly row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekCapacity {
    pub own: Capacity,
    pub whole: Capacity,
}

/// `[person][week]` for everybody and every week of the calendar.
pub fn weeks(roster: &Roster, calendar: &Calendar, rules: &Rules) -> Vec<Vec<WeekCapacity>> {
    let person_weeks = |(index, person): (usize, &Person)| {
        let week = |w: &crate::model::calendar::CalendarWeek| {
            let own = capacity(person, index, w.from, w.to, rules);
            let is_whole = (w.from, w.to) == (w.week.monday(), w.week.sunday());
            let whole =
                if is_whole { own.clone() } else { capacity(person, index, w.week.monday(), w.week.sunday(), rules) };
            WeekCapacity { own, whole }
        };
        calendar.weeks.iter().map(week).collect()
    };
    roster.people.iter().enumerate().map(person_weeks).collect()
}

/// The people who are employed on a day of the report for which the roster says no FTE.
pub fn missing_fte(roster: &Roster, calendar: &Calendar) -> Vec<Problem> {
    let mut problems = Vec::new();
    // One that has always held leaves no day without.
    let is_dated = |person: &&Person| person.fte.iter().all(|fte| fte.from.is_some());
    for person in roster.people.iter().filter(is_dated) {
        let mut days = calendar.weeks.iter().flat_map(|w| w.from.through(w.to));
        if let Some(day) = days.find(|day| person.employed_on(*day) && person.fte_on(*day).is_none()) {
            let mut problem = Problem::new(ConfigFault::MissingFte { person: person.name.clone(), day });
            problem.place = person.fte.first().and_then(|fte| fte.place.clone()).or_else(|| person.place.clone());
            problems.push(problem);
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::person::{Fte, Leave};
    use crate::model::place::Place;
    use crate::model::rules::Holiday;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn place() -> Place {
        Place::file(&"teamcap.toml".into())
    }

    fn of(person: &Person, from: &str, to: &str, rules: &Rules) -> (String, String, String) {
        let c = capacity(person, 0, day(from), day(to), rules);
        (c.gross.to_string(), c.holidays.to_string(), c.leave.to_string())
    }

    #[test]
    fn a_joiner_in_mid_week_has_the_days_from_then_on() {
        let mut ada = Person::assumed("Ada");
        ada.joined = Some(day("2016-01-06"));
        assert_eq!(of(&ada, "2016-01-04", "2016-01-10", &Rules::default()).0, "3/5");
    }

    #[test]
    fn an_fte_change_inside_a_week_counts_by_the_day() {
        let mut ada = Person::assumed("Ada");
        ada.fte.push(Fte { from: Some(day("2016-01-07")), is: Exact::new(1, 2).unwrap(), place: None });
        assert_eq!(of(&ada, "2016-01-04", "2016-01-10", &Rules::default()).0, "4/5");
    }

    #[test]
    fn a_holiday_inside_leave_is_a_holiday_and_one_on_a_saturday_costs_nothing() {
        let mut ada = Person::assumed("Ada");
        let part = Exact::new(1, 2).unwrap();
        ada.leave = vec![
            Leave { from: day("2016-03-28"), to: day("2016-03-29"), part: Exact::ONE, place: place() },
            Leave { from: day("2016-03-30"), to: day("2016-03-30"), part, place: place() },
        ];
        let holiday = |d: &str, people: Vec<usize>| Holiday { day: day(d), name: "H".into(), people, place: place() };
        let holidays =
            vec![holiday("2016-03-28", vec![]), holiday("2016-04-02", vec![]), holiday("2016-03-31", vec![1])];
        let rules = Rules { holidays, ..Rules::default() };
        assert_eq!(of(&ada, "2016-03-28", "2016-04-03", &rules), ("1".into(), "1/5".into(), "3/10".into()));
    }
}
