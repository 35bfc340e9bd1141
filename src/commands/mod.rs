//! One file a command: read, calculate, render. No sums, no words, no rounding here.

pub mod accept;
pub mod check;
pub mod diff;
pub mod explain;
pub mod folder;
pub mod gather;
mod holidays;
pub mod manual;
pub mod matrices;
pub mod output;
pub mod places;
mod plans;
pub mod remind;
pub mod review;
pub mod rollup;
pub mod sheets;
pub mod sources;

use std::io;
use std::sync::Arc;

use crate::model::place::Place;
use crate::problem::{FolderFault, Problem};

/// A file that is there and cannot be read; the command ends with `Exit::Files`.
fn unreadable(file: &Arc<str>, error: &io::Error) -> Problem {
    Problem::new(FolderFault::UnreadableFile { message: error.to_string() }).at(Place::file(file))
}

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Fine = 0,
    /// The input has errors; with `--strict`, warnings.
    Errors = 1,
    /// Wrong command line.
    Usage = 2,
    /// A file could not be read or written.
    Files = 3,
}
