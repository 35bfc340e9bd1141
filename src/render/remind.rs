//! Who is missing which weeks, as a text to send. It asks, once, for what is needed; people in roster order.

use std::fmt::Write;

use super::page::header::{runs, title};
use crate::calc::review::{PersonReport, Review, State};
use crate::model::week::Week;

/// The text. `files` are the sheets that hold each person's effort, by roster index; `only` leaves the others out.
pub fn remind(review: &Review, files: &[Vec<String>], only: &[usize]) -> String {
    let people: Vec<(usize, &PersonReport)> =
        review.people.iter().enumerate().filter(|(at, _)| only.is_empty() || only.contains(at)).collect();
    let states = || people.iter().flat_map(|(_, person)| &person.weeks).map(|week| week.state);
    let (due, submitted) =
        (states().filter(|state| state.is_due()).count(), states().filter(|state| state.is_submitted()).count());
    let mut out = format!("{}\n", title(review));
    if review.is_of_skills_alone() {
        return out + "No week is due: there is a skill matrix, and no sheet of effort.\n";
    }
    if due == 0 {
        return out + "Nothing is due yet.\n";
    }
    if due == submitted {
        let _ = writeln!(out, "Everything is in: {submitted} of {due} person-weeks. Thank you!");
        return out;
    }
    let until = review.until.map(|week| format!(" up to {week}")).unwrap_or_default();
    let _ = writeln!(out, "{submitted} of {due} person-weeks are in{until}. Still missing:\n");
    for (at, person) in &people {
        let missing: Vec<Week> =
            person.weeks.iter().filter(|week| week.state == State::NotSubmitted).map(|week| week.week).collect();
        if missing.is_empty() {
            continue;
        }
        let all = person.weeks.iter().filter(|week| week.state.is_due()).count() == missing.len() && missing.len() > 1;
        let weeks = if all { format!("all {} weeks, {}", missing.len(), spelled(&missing)) } else { spelled(&missing) };
        let place = match files.get(*at).map(Vec::as_slice) {
            Some([file]) => format!("; the sheet is {file}"),
            Some([_, ..]) => format!("; the sheets are {}", files[*at].join(", ")),
            _ => String::new(),
        };
        let _ = writeln!(out, "- {}: {weeks}{place}", person.name);
    }
    out + "\nA rough split of each week is enough. A week off counts as leave once it is written down as leave.\n"
}

/// `W01 (from 2016-01-04), W06 to W08 (2016-02-08 to 2016-02-28)`.
fn spelled(weeks: &[Week]) -> String {
    let run = |(first, last): (Week, Week)| {
        if first == last {
            format!("{} (from {})", first.short(), first.monday())
        } else {
            format!("{} to {} ({} to {})", first.short(), last.short(), first.monday(), last.sunday())
        }
    };
    runs(weeks).into_iter().map(run).collect::<Vec<_>>().join(", ")
}
