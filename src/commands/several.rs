//! What commands over several folders share: each is reviewed by itself, and its problems name their files with the folder before
//! them.

use std::path::Path;

use super::gather::Gathered;
use super::{Exit, review};
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::model::place::Place;
use crate::problem::{Problem, Severity};

/// One folder, or file, read and calculated.
pub struct Reviewed {
    /// As the command line names it.
    pub name: String,
    /// What its places are told with.
    pub folder: String,
    pub gathered: Gathered,
    pub review: Review,
    /// It has warnings, shown or not.
    pub warned: bool,
}

/// Calculates one of several; its problems name their files from outside of its folder.
pub fn reviewed(
    path: &Path,
    gathered: Gathered,
    keep_going: bool,
    of_team_only: bool,
) -> (Result<Reviewed, Exit>, Vec<Problem>) {
    let (review, problems) = review::calculated(&gathered, &[], keep_going);
    let shown = |path: &Path| {
        let path = path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned();
        gathered.anonymous.as_ref().map_or_else(|| path.clone(), |names| names.text(&path))
    };
    let folder = if path.is_dir() { shown(path) } else { path.parent().map(shown).unwrap_or_default() };
    let problems = problems.into_iter().map(|problem| inside(&folder, problem)).collect();
    let name = shown(path);
    let reviewed = review.map(|mut review| {
        let warned = review.notes.iter().any(|note| note.severity() == Severity::Warning);
        if of_team_only {
            team_only(&mut review);
        }
        Reviewed { name, folder, gathered, review, warned }
    });
    (reviewed, problems)
}

/// A problem of a folder, told from outside of it.
pub fn inside(folder: &str, problem: Problem) -> Problem {
    let place = problem.place.map(|place| within(folder, place));
    let also = problem.also.into_iter().map(|place| within(folder, place)).collect();
    Problem { place, also, ..problem }
}

/// A place of a folder, told from outside of it.
pub fn within(folder: &str, place: Place) -> Place {
    if folder.is_empty() || folder == "." {
        return place;
    }
    Place { file: format!("{folder}/{}", place.file).into(), ..place }
}
