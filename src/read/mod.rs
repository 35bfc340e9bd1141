//! Files in. A container (CSV so far) becomes records with exact places, a cell becomes an amount, strictly; what a
//! column means is for others to say. Nothing here looks at a category, sums or rounds.

use std::io;

use crate::problem::Problem;

pub mod cell;
pub mod csv;
pub mod grid;

/// Why a file could not be opened as what it was taken for.
#[derive(Debug)]
pub enum Opening {
    /// The file is wrong, and these say how.
    Problems(Vec<Problem>),
    /// The file could not be read at all.
    Io(io::Error),
}

impl From<io::Error> for Opening {
    fn from(error: io::Error) -> Opening {
        Opening::Io(error)
    }
}

impl From<Problem> for Opening {
    fn from(problem: Problem) -> Opening {
        Opening::Problems(vec![problem])
    }
}
