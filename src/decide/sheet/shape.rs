//! What the configuration says of the shape of a sheet, so that it need not be found.

use crate::model::area::Area;
use crate::model::effort::{HeadedUnit, Headings};

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Shape<'a> {
    /// Where the table is; its first row is the first of the header. Rows of the sheet are counted without those that are skipped.
    pub table: Option<Area>,
    /// How many rows the header has.
    pub header_rows: Option<usize>,
    /// Headings of the labels that hold for the blank cells below them.
    pub fill_down: Vec<&'a str>,
    /// Headings with the unit of the amounts below.
    pub units: Vec<(&'a str, HeadedUnit)>,
    /// What the headings of the columns of amounts stand for.
    pub across: Option<Headings>,
    /// The name that says the week, the month or the days of every row, whatever the rows say.
    pub dated_by: Option<String>,
}
