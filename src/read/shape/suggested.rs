//! What the headings of a file that nobody knows suggest for a mapping.

use super::SAYS;
use crate::read::headings::{self, is};

/// The roles that the headings of a file suggest for a mapping, with the heading; what a mapping needs and no heading
/// suggests stands there with `...`.
pub fn suggested(headings: &[String]) -> Vec<(&'static str, String)> {
    let known = |words: &[&str]| headings.iter().find(|heading| is(heading, words)).cloned();
    let open = || "...".to_owned();
    let mut roles = vec![("person", known(headings::PERSON).unwrap_or_else(open))];
    match (known(headings::WEEK), known(headings::DATE), known(headings::FROM).zip(known(headings::TO))) {
        (Some(week), ..) => roles.push(("week", week)),
        (None, Some(date), _) => roles.push(("date", date)),
        (None, None, Some((from, to))) => roles.extend([("from", from), ("to", to)]),
        (None, None, None) => roles.push(("date", open())),
    }
    let percent = known(headings::PERCENT).map(|heading| ("percent", heading));
    let hours = known(headings::HOURS).or_else(|| known(headings::AMOUNT)).unwrap_or_else(open);
    roles.push(percent.unwrap_or(("hours", hours)));
    let work: Vec<_> = SAYS.iter().filter_map(|(role, _, words)| Some((*role, known(words)?))).collect();
    if work.is_empty() {
        roles.push(("category", open()));
    }
    roles.extend(work);
    roles
}
