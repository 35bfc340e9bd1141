//! The head of the page: whose review, of which days, and what every number below rests on.

use super::lookup::{count, number, sides, whole_or_decimal};
use crate::calc::review::{Review, State};
use crate::model::rules::{Average, PercentOf, WeekRule};
use crate::model::week::Week;
use crate::render::number::decimal;

/// `Release Engineering: FY2016-Q3, 2016-01-01 to 2016-03-31`
pub fn title(review: &Review) -> String {
    let Some(period) = &review.period else { return format!("{}: skills", review.team.name) };
    let days = format!("{} to {}", period.from, period.to);
    let name = if period.name.contains("..") { days } else { format!("{}, {days}", period.name) };
    format!("{}: {name}", review.team.name)
}

/// The lines under the title.
pub fn header(review: &Review) -> Vec<String> {
    let rule = match review.calendar.rule {
        WeekRule::Thursday => "by Thursday",
        WeekRule::ByDay => "by day",
    };
    let weeks = if review.length == crate::model::exact::Exact::ONE { "week" } else { "weeks" };
    let people = count(review.headcount(), "person", "people");
    let mut lines = if review.is_of_skills_alone() {
        vec![
            format!("{people}; skills alone: there is no sheet of effort, so nothing is said about time"),
            counted(review),
        ]
    } else {
        let length = whole_or_decimal(&review.length);
        let gross = number(review, "capacity.gross");
        let (average, whole) = (average(review.rules.average), percent_of(review.rules.percent_of));
        vec![
            format!("{length} {weeks} ({rule}), {people}, {gross} FTE-weeks gross; self-reported"),
            format!("averages over {average}; 100 % is {whole}"),
            submitted(review),
        ]
    };
    if let Some(hidden) = review.hidden {
        let figures = count(hidden.figures, "figure", "figures");
        let notes = count(hidden.notes, "note", "notes");
        lines.push(format!("of the team only: {figures} and {notes} about single people are left out"));
    }
    if let Some(until) = review.until {
        lines.push(format!("running period: weeks after {until} are not due yet"));
    }
    if review.excluded_entries > 0 {
        let entries = if review.excluded_entries == 1 { "entry" } else { "entries" };
        lines.push(format!("{} excluded {entries} left out of every sum", review.excluded_entries));
    }
    if review.accepted > 0 {
        let notes = if review.accepted == 1 { "note" } else { "notes" };
        lines.push(format!("{} accepted {notes} not shown", review.accepted));
    }
    lines
}

/// Whose skills count, of skills alone.
fn counted(review: &Review) -> String {
    match &review.period {
        Some(_) => "counted are the skills of those employed at the end of the period".to_owned(),
        None => "the skills of everybody named count: no period says who has left".to_owned(),
    }
}

/// What 100 % is of, in words.
pub fn percent_of(convention: PercentOf) -> &'static str {
    match convention {
        PercentOf::OwnWeek => "the person's own week",
        PercentOf::WorkedWeek => "the person's week less leave and holidays",
        PercentOf::FullWeek => "a full-time week",
    }
}

/// Over which weeks, in words.
pub fn average(rule: Average) -> &'static str {
    match rule {
        Average::Reported => "reported weeks",
        Average::Filled => "filled cells",
        Average::Period => "all weeks of employment",
    }
}

/// `74 of 78 person-weeks submitted; missing: Antoine W01, Dan W06 W07`
fn submitted(review: &Review) -> String {
    let Some((submitted, due)) = sides(review, "completeness.team") else {
        return "no person-week is due".to_owned();
    };
    let head = format!("{} of {} person-weeks submitted", decimal(&submitted.value, 0), decimal(&due.value, 0));
    let mut missing = Vec::new();
    for person in &review.people {
        let weeks: Vec<Week> = person.weeks.iter().filter(|w| w.state == State::NotSubmitted).map(|w| w.week).collect();
        let due = person.weeks.iter().filter(|w| w.state.is_due()).count();
        if weeks.len() > 2 && weeks.len() == due {
            missing.push(format!("{} all {due} weeks", person.name));
        } else if !weeks.is_empty() {
            missing.push(format!("{} {}", person.name, shortly(&weeks)));
        }
    }
    if missing.is_empty() { head } else { format!("{head}; missing: {}", missing.join(", ")) }
}

/// `W06 W07 W29-W52`: three weeks or more on end as the first and the last.
fn shortly(weeks: &[Week]) -> String {
    let run = |(first, last): (Week, Week)| match last {
        _ if first == last => first.short(),
        _ if first.next() == last => format!("{} {}", first.short(), last.short()),
        _ => format!("{}-{}", first.short(), last.short()),
    };
    runs(weeks).into_iter().map(run).collect::<Vec<_>>().join(" ")
}

/// Weeks on end, as first and last.
pub fn runs(weeks: &[Week]) -> Vec<(Week, Week)> {
    let mut runs: Vec<(Week, Week)> = Vec::new();
    for &week in weeks {
        match runs.last_mut().filter(|(_, last)| last.next() == week) {
            Some((_, last)) => *last = week,
            None => runs.push((week, week)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_on_end_are_said_by_the_first_and_the_last() {
        let weeks = |numbers: &[u8]| numbers.iter().filter_map(|n| Week::new(2015, *n)).collect::<Vec<Week>>();
        assert_eq!(shortly(&weeks(&[1, 6, 7, 29, 30, 31])), "W01 W06 W07 W29-W31");
        let over_the_year = [Week::new(2015, 52), Week::new(2015, 53), Week::new(2016, 1)];
        assert_eq!(shortly(&over_the_year.into_iter().flatten().collect::<Vec<_>>()), "W52-W01");
    }
}
