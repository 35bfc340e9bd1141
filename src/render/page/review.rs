//! The page of a review. Every number on it is looked up by its address.

use super::{Page, Section};
use super::{capacity, effort, header, notes, skills, without, written};
use crate::calc::review::Review;

/// The page of a review, section by section.
pub fn page(review: &Review) -> Page {
    let is_about_time = !review.is_of_skills_alone();
    let mut sections: Vec<Section> = is_about_time.then(|| effort::time_spent(review)).into_iter().collect();
    sections.extend(review.written.iter().flat_map(|written| written::sections(review, written)));
    if is_about_time {
        sections.extend([effort::mean_week(review), capacity::capacity(review)]);
        // Of the team alone there are no weeks: each is somebody's.
        sections.extend(review.hidden.is_none().then(|| capacity::weeks(review)));
    }
    sections.extend(review.skills.as_ref().map(|report| skills::skills(review, report)));
    sections.extend(is_about_time.then(|| effort::concentration(review)));
    sections.extend(review.without.as_ref().map(|report| without::without(review, report)));
    sections.push(notes::notes(review));
    Page { title: header::title(review), header: header::header(review), sections }
}
