//! Reads files. A container becomes blocks of records, a header becomes a plan, a cell becomes an exact amount. Nothing
//! here knows what a category means.

pub mod across;
pub mod archive;
pub mod bytes;
pub mod cell;
pub mod contained;
pub mod container;
pub mod copies;
pub mod csv;
pub mod diary;
pub mod encoding;
mod format;
pub mod grid;
pub mod headings;
pub mod ics;
pub mod input;
pub mod level;
pub mod matrix;
mod original;
mod package;
mod packed;
mod parquet;
pub mod plan;
mod role;
mod roles;
pub mod shape;
pub mod stamp;
pub mod text;
pub mod times;
pub mod tracker;
pub mod when;
pub mod workbook;
mod written;

use std::io;

use crate::problem::Problem;

/// Why a file could not be opened.
#[derive(Debug)]
pub enum Opening {
    /// The file is wrong, and these problems say how.
    Problems(Vec<Problem>),
    /// The system could not read the file.
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
