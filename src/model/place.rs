//! Where something stands in a file: what a message names and what an editor jumps to.

use std::fmt;
use std::sync::Arc;

/// A place in a file the user keeps. Rows and columns count from 1; a row is a physical line (right across
/// multi-line values), a column of a sheet is its field, of a configuration its character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Relative to the review folder, with `/`.
    pub file: Arc<str>,
    /// 0: the file as a whole.
    pub row: u64,
    /// 0: the row as a whole.
    pub column: u32,
}

impl Place {
    pub fn file(file: &Arc<str>) -> Place {
        Place { file: file.clone(), row: 0, column: 0 }
    }

    pub fn row(file: &Arc<str>, row: u64) -> Place {
        Place { file: file.clone(), row, column: 0 }
    }

    pub fn cell(file: &Arc<str>, row: u64, column: u32) -> Place {
        Place { file: file.clone(), row, column }
    }
}

impl fmt::Display for Place {
    /// `FILE:ROW:COLUMN`, `FILE:ROW` or `FILE`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.row > 0 {
            write!(f, ":{}", self.row)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        Ok(())
    }
}
