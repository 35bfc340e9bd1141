//! What commands over several folders share: each is reviewed by itself, and its problems name their files with the folder before
//! them.

use std::path::Path;

use super::exit::Exit;
use super::reviewed::calculated;
use crate::calc::review::Review;
use crate::calc::team_only::team_only;
use crate::gather::gathered::Gathered;
use crate::model::place::Place;
use crate::problem::{Problem, Severity};

/// One folder, or file, read and calculated.
pub struct Reviewed {
    /// As the command line names it.
    pub name: String,
    /// The folder that its places are relative to, as it is shown in them.
    pub folder: String,
    pub gathered: Gathered,
    pub review: Review,
    /// The warnings of the review, with which `--strict` fails.
    pub warnings: Vec<Problem>,
}

/// Calculates one of several. The files of its problems are named with their folder.
pub fn reviewed(
    path: &Path,
    gathered: Gathered,
    keep_going: bool,
    of_team_only: bool,
) -> (Result<Reviewed, Exit>, Vec<Problem>) {
    let (review, problems) = calculated(&gathered, &[], keep_going);
    let shown = |path: &Path| {
        let path = path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned();
        gathered.anonymous.as_ref().map_or_else(|| path.clone(), |names| names.text(&path))
    };
    let folder = if path.is_dir() { shown(path) } else { path.parent().map(shown).unwrap_or_default() };
    let problems = problems.into_iter().map(|problem| inside(&folder, problem)).collect();
    let name = shown(path);
    let reviewed = review.map(|mut review| {
        let warnings = review.notes.iter().filter(|note| note.severity() == Severity::Warning);
        let warnings = warnings.map(|warning| inside(&folder, warning.clone())).collect();
        if of_team_only {
            team_only(&mut review);
        }
        Reviewed { name, folder, gathered, review, warnings }
    });
    (reviewed, problems)
}

/// A problem in a folder, its files named with that folder.
pub fn inside(folder: &str, problem: Problem) -> Problem {
    let place = problem.place.map(|place| within(folder, place));
    let also = problem.also.into_iter().map(|place| within(folder, place)).collect();
    Problem { place, also, ..problem }
}

/// A place in a folder, named with that folder.
pub fn within(folder: &str, place: Place) -> Place {
    if folder.is_empty() || folder == "." {
        return place;
    }
    Place { file: format!("{folder}/{}", place.file).into(), ..place }
}
