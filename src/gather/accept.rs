//! `[[accept]]`: known warnings and notes, kept quiet and counted. One that matches nothing is itself a warning.

use crate::config::Accept;
use crate::problem::{Finding, Problem, Severity};

/// Returns the problems that no `[[accept]]` covers, and the number of those that one does. Errors cannot be accepted.
pub fn unaccepted(problems: Vec<Problem>, accepts: &[Accept]) -> (Vec<Problem>, u64) {
    let mut used = vec![false; accepts.len()];
    let mut accepted = 0;
    let mut left: Vec<Problem> = Vec::with_capacity(problems.len());
    for problem in problems {
        let matching = accepts.iter().position(|accept| matches(accept, &problem));
        match matching {
            Some(at) if problem.severity() != Severity::Error => {
                used[at] = true;
                accepted += 1;
            }
            _ => left.push(problem),
        }
    }
    for (accept, _) in accepts.iter().zip(used).filter(|(_, used)| !used) {
        let finding = Finding::AcceptUnused { problem: accept.problem.clone(), at: accept.at.clone() };
        left.push(Problem::new(finding).at(accept.place.clone()));
    }
    (left, accepted)
}

/// Whether an `[[accept]]` covers a problem: its name is the same, and `at` is empty, a file that the problem is in, or the
/// address (or the beginning of one) of a figure that it is about.
fn matches(accept: &Accept, problem: &Problem) -> bool {
    let under = |address: &String| {
        address.strip_prefix(&accept.at).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let in_file = |file: &str| file == accept.at;
    accept.problem == problem.name()
        && (accept.at.is_empty()
            || problem.figures.iter().any(under)
            || problem.place.iter().chain(&problem.also).any(|place| in_file(&place.file)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    fn accept(problem: &str, at: &str) -> Accept {
        let place = Place::row(&"teamcap.toml".into(), 9);
        Accept { problem: problem.into(), at: at.into(), why: "known".into(), place }
    }

    fn note(figure: &str) -> Problem {
        Problem::new(Finding::ManyUnknown { skill: "CI".into(), unknown: 2, of: 3 }).about([figure.to_owned()])
    }

    #[test]
    fn an_accepted_note_is_quiet_and_counted() {
        let accepts = [accept("many-unknown", "skill.ci")];
        let (left, accepted) = unaccepted(vec![note("skill.ci"), note("skill.ci-2")], &accepts);
        assert_eq!((left.len(), accepted), (1, 1), "a part is matched whole");
    }

    #[test]
    fn an_accept_that_matches_nothing_is_a_warning() {
        let (left, accepted) = unaccepted(vec![note("skill.ci")], &[accept("key-person", "")]);
        assert_eq!((left.len(), accepted), (2, 0));
        assert_eq!(left[1].name(), "accept-unused");
    }
}
