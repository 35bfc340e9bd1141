//! One file a command: read, calculate, render. No sums, no words, no rounding here.

pub mod accept;
pub mod anonymise;
pub mod check;
pub mod diff;
mod entries;
pub mod explain;
pub mod folder;
mod folding;
pub mod gather;
mod holidays;
pub mod init;
pub mod intake;
pub mod manual;
pub mod matrices;
pub mod output;
mod overlaps;
pub mod places;
mod plans;
mod progress;
#[cfg(feature = "frames")]
pub mod query;
pub mod remind;
pub mod reread;
pub mod review;
pub mod rollup;
#[cfg(feature = "serve")]
pub mod serve;
mod several;
mod sheet_notes;
pub mod sheets;
pub mod sources;
mod wordy;
mod written;

use std::io;
use std::sync::Arc;

use crate::model::place::Place;
use crate::problem::{Fault, FolderFault, Problem};
use crate::read::container::Damaged;

/// A file that is there and cannot be read: because the system says no, or because its compressed data are damaged.
fn unreadable(file: &Arc<str>, error: &io::Error) -> Problem {
    let fault = match Damaged::fault(error) {
        Some(fault) => Fault::from(fault),
        None => FolderFault::UnreadableFile { message: error.to_string() }.into(),
    };
    Problem::new(fault).at(Place::file(file))
}

/// Whether the system said no; the command then ends with `Exit::Files`.
fn is_of_system(problem: &Problem) -> bool {
    matches!(problem.fault, Fault::Folder(FolderFault::UnreadableFile { .. }))
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
