//! How a command ends.

use crate::gather::gathered::{Failure, Gathered};

/// The exit codes; of several the largest is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    Fine = 0,
    /// The input has errors; with `--strict`, warnings.
    Errors = 1,
    /// Wrong command line.
    Usage = 2,
    /// A file could not be read or written.
    Files = 3,
}

impl Exit {
    /// How a command ends that has written its output: as the writing did, if that failed; otherwise as the errors of the
    /// input say, which `--keep-going` only put off; otherwise, where `--strict` makes warnings fail, by `warned`.
    pub fn after_errors_of(self, gathered: &Gathered, warned: bool) -> Exit {
        match self {
            Exit::Fine if gathered.has_errors() => gathered.failure().into(),
            Exit::Fine if warned => Exit::Errors,
            exit => exit,
        }
    }
}

impl From<Failure> for Exit {
    fn from(failure: Failure) -> Exit {
        match failure {
            Failure::Usage => Exit::Usage,
            Failure::Files => Exit::Files,
            Failure::Errors => Exit::Errors,
        }
    }
}
