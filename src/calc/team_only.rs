//! `--team-only`: the review of the team without anything that is about one person. Numbers of the team stay as they are.

use super::review::{Hidden, Review};

/// Leaves out people, figures and notes about them, and what the matrix says of them. Who the people behind a number of
/// people are cannot be looked up any more; how many they are can.
pub fn team_only(review: &mut Review) {
    let (figures, notes) = (review.figures.iter().count(), review.notes.len());
    let people = std::mem::take(&mut review.people).len();
    review.figures.retain(|figure| !is_of_person(&figure.address));
    review.notes.retain(|note| !note.fault.is_about_people());
    if let Some(report) = &mut review.skills {
        report.exposure.clear();
        report.changes.clear();
        report.skills.iter_mut().for_each(|skill| skill.levels.clear());
    }
    review.hidden =
        Some(Hidden { people, figures: figures - review.figures.iter().count(), notes: notes - review.notes.len() });
}

/// Whether a figure is about one person, by its address. interface.md section 3.
pub fn is_of_person(address: &str) -> bool {
    match address.split('.').collect::<Vec<_>>()[..] {
        ["without", ..] => is_of_person(address.trim_start_matches("without.")),
        ["person" | "week", ..] | ["capacity" | "skill" | "split", _, _] | ["skills", "exposure", ..] => true,
        ["completeness", whose] => whose != "team",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_whether_it_is_about_a_person() {
        for address in [
            "person.ada.total",
            "week.ada.2016-w01",
            "capacity.load.ada",
            "completeness.ada",
            "split.focus.ada",
            "skill.zuul.ada",
            "skills.exposure.ada",
            "without.skill.zuul.ada",
        ] {
            assert!(is_of_person(address), "{address}");
        }
        for address in [
            "split.focus",
            "team.mean.total",
            "capacity.load",
            "completeness.team",
            "concentration.ci.top",
            "skill.zuul",
            "skills.loss.1.worst",
            "group.ci",
            "without.capacity.net",
            "without.split.focus",
            "without.skill.zuul",
        ] {
            assert!(!is_of_person(address), "{address}");
        }
    }
}
