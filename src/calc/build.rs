//! The finished review, put together from its parts in printing order.

use super::coverage;
use super::figure::{Figure, Figures};
use super::ground::{Ground, Input};
use super::review::{Named, Review};
use super::{allocation, completeness, concentration, mean_week, notes, skill_figures, split, without, written};
use crate::model::address::part;
use crate::model::period::Period;
use crate::model::person::Person;
use crate::model::skill::{Matrix, SkillRules};
use crate::model::source::SourceReport;
use crate::model::week::Week;
use crate::model::written::Written;
use crate::problem::{Finding, Problem};

/// The skill matrices of a review.
#[derive(Debug, Clone, Copy)]
pub struct Skills<'a> {
    pub matrix: &'a Matrix,
    pub previous: Option<&'a Matrix>,
    pub rules: &'a SkillRules,
}

/// What a review is about, beside its numbers.
#[derive(Debug, Clone)]
pub struct About<'a> {
    pub team: &'a str,
    /// `None` of skills alone.
    pub period: Option<&'a Period>,
    pub until: Option<Week>,
    pub sources: Vec<SourceReport>,
    pub skills: Option<Skills<'a>>,
    pub written: Option<&'a Written>,
    /// Roster indices of `--without`.
    pub away: &'a [usize],
    /// Warnings and notes from before the calculation.
    pub problems: Vec<Problem>,
}

/// Calculates the review.
pub fn review(input: Input<'_>, about: About<'_>) -> Review {
    let mut ground = Ground::new(input);
    let employed = employed(input, about.period, about.until);
    let mut figures = Figures::default();
    // Of skills alone there is nothing to say about time.
    let is_about_time = !about.sources.is_empty() || about.skills.is_none();
    if is_about_time {
        split::split(&ground, &mut figures);
    }
    let written = about.written.map(|parts| written::written(&ground, parts, &mut figures));
    let (written, of_written) = written.unzip();
    if is_about_time {
        mean_week::mean_week(&ground, &mut figures);
        allocation::allocation(&ground, &mut figures);
        completeness::completeness(&ground, &mut figures);
        completeness::weeks(&ground, &mut figures);
        concentration::figures(&ground, &mut figures);
    }
    let mut problems = about.problems;
    problems.append(&mut ground.problems);
    problems.extend(notes::notes(&ground));
    problems.extend(of_written.into_iter().flatten());
    let skills = match about.skills {
        None => None,
        Some(Skills { matrix, previous, rules }) => {
            let (report, found) = coverage::coverage(matrix, previous, input.roster, &employed, rules);
            problems.extend(found);
            problems.extend(not_counted(matrix, input, &employed));
            skill_figures::skill_figures(&report, &ground.people, &mut figures);
            Some(report)
        }
    };
    let without = match about.away {
        [] => None,
        away => Some(without::without((&ground, is_about_time), skills.as_ref(), away, &mut figures)),
    };
    problems.extend(figures.twice().map(address_twice));
    Review {
        team: Named { id: part(about.team), name: about.team.to_owned() },
        period: about.period.cloned(),
        until: about.until,
        calendar: input.calendar.clone(),
        length: ground.length,
        rules: input.rules.clone(),
        sources: about.sources,
        people: ground.people,
        categories: ground.categories,
        skills,
        written,
        without,
        figures,
        notes: problems,
        accepted: 0,
        excluded_entries: input.ledger.excluded_entries,
        hidden: None,
    }
}

/// The problem of two figures that have one address: an error, so that no review shows one figure as the other.
fn address_twice((first, second): (&Figure, &Figure)) -> Problem {
    let label = |figure: &Figure| format!("{}: {}, {}", figure.section.title(), figure.row, figure.column);
    let address = second.address.clone();
    Problem::new(Finding::AddressTwice { address, first: label(first), second: label(second) })
}

/// The people of the matrix and the roster whose skills do not count.
fn not_counted(matrix: &Matrix, input: Input<'_>, employed: &[usize]) -> Option<Problem> {
    let gone = |name: &str| input.roster.find(name).is_some_and(|person| !employed.contains(&person));
    let people: Vec<String> =
        matrix.people.iter().filter(|person| gone(&person.name)).map(|person| person.name.clone()).collect();
    (!people.is_empty()).then(|| Problem::new(Finding::SkillsNotCounted { people }))
}

/// The people employed on the last day of the period, or of a running one's last due week: those whose skills count. Without a
/// period all do.
fn employed(input: Input<'_>, period: Option<&Period>, until: Option<Week>) -> Vec<usize> {
    let last = period.map(|period| period.last_due(until));
    let counts = |person: &Person| last.is_none_or(|last| person.employed_on(last));
    input.roster.people.iter().enumerate().filter(|(_, person)| counts(person)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::figure::{Formula, Section, Unit};
    use crate::problem::Severity;

    #[test]
    fn two_figures_of_one_address_are_an_error_that_names_both() {
        let figure =
            |row| Figure::new("skill.c".into(), Section::Skills, row, "coverage", Unit::Count, Formula::Coverage);
        let problem = address_twice((&figure("C#"), &figure("C++")));
        assert_eq!((problem.name(), problem.severity()), ("address-twice", Severity::Error));
        let finding = Finding::AddressTwice {
            address: "skill.c".into(),
            first: "Skills: C#, coverage".into(),
            second: "Skills: C++, coverage".into(),
        };
        assert_eq!(problem, Problem::new(finding));
    }
}
