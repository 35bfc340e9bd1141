//! A place in a file: messages name it, and editors jump to it.

use std::fmt;
use std::sync::Arc;

use super::area::letters;
use super::tab::is_tab;

/// A place in a file of the user. Rows and columns are counted from 1. A row is a line of the file, even within a value
/// of several lines. A column is a field in a sheet and a character in a configuration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The path, relative to the review folder, with `/`.
    pub file: Arc<str>,
    /// 0 stands for the file as a whole.
    pub row: u64,
    /// 0 stands for the row as a whole.
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
    /// `FILE:ROW:COLUMN`, `FILE:ROW` or `FILE`; in a workbook `FILE:TAB!D7`, `FILE:TAB!7` or `FILE:TAB`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.row > 0 && is_tab(&self.file) {
            let column = self.column.checked_sub(1).map(|column| letters(column as usize)).unwrap_or_default();
            return write!(f, "!{column}{}", self.row);
        }
        if self.row > 0 {
            write!(f, ":{}", self.row)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        Ok(())
    }
}
