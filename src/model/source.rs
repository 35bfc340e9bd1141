//! What became of a file: how it was understood, and the account of every row and cell of it.

use std::sync::Arc;

use super::day::Day;
use super::decision::Decision;
use super::exact::Exact;
use super::sketch::Sketch;

/// The account of a file. `read = used + excluded + rejected`; in used rows, `cells = entries + blank + excluded_cells`.
/// The header is not a row. interface.md section 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accounting {
    pub rows_read: u64,
    pub rows_used: u64,
    /// Blank, repeated-header and totals rows, and rows outside the period.
    pub rows_excluded: u64,
    pub rows_rejected: u64,
    /// Amount cells of used rows.
    pub cells: u64,
    /// An explicit 0 is an entry.
    pub entries: u64,
    /// Blank is not zero.
    pub blank: u64,
    /// Cells of categories that are `excluded`.
    pub cells_excluded: u64,
}

impl Accounting {
    /// Whether every row and every cell is accounted for.
    pub fn balances(&self) -> bool {
        self.rows_read == self.rows_used + self.rows_excluded + self.rows_rejected
            && self.cells == self.entries + self.blank + self.cells_excluded
    }
}

/// One file, as the review reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceReport {
    pub file: Arc<str>,
    /// `wide-by-week`, `one-person`.
    pub format: &'static str,
    pub accounting: Accounting,
    pub decisions: Vec<Decision>,
}

/// Everything that is known of a file before it meets the roster: what `teamcap sources` prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSummary {
    pub report: SourceReport,
    /// Each column with what it is, in file order.
    pub columns: Vec<(String, ColumnUse)>,
    /// As spelled, in order of appearance.
    pub people: Vec<String>,
    /// The first and the last day that a row is about; `None` where no row says any.
    pub days: Option<(Day, Day)>,
    /// What was done, with what it adds up to, in order of appearance.
    pub activities: Vec<ActivitySum>,
    /// Those days are the first of the first week and the last of the last one.
    pub by_weeks: bool,
    /// A mapping of its columns can say its shape.
    pub is_mapped: bool,
    /// It is an export, whose format says the unit of its durations.
    pub is_export: bool,
    /// Whether the sheet is understood without a word in the configuration about its shape.
    pub is_understood: bool,
    /// Lines above the header that are said to be skipped.
    pub skip_rows: u32,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnUse {
    /// By its role in a mapping: `person`, `week`, `date`, `from`, `to`, `category`, `project`, `hours`, `percent`, ...
    Is(&'static str),
    /// A category of its own.
    Category,
    /// A person's amounts.
    OfPerson,
    /// Left alone, and why.
    Left(&'static str),
}

/// What an activity of a file adds up to, in the units it is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivitySum {
    pub name: String,
    /// Percents of a week; `None` where nothing is written in percent.
    pub percent: Option<Exact>,
    pub hours: Option<Exact>,
    /// The category that claims it.
    pub category: Option<String>,
}

/// A file that no shape fits, or whose rows do not fit its shape, with the roles that its headings suggest for a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplanned {
    pub file: Arc<str>,
    pub headings: Vec<String>,
    /// Each role with its heading; `None` where a role is needed and no heading says it.
    pub suggested: Vec<(&'static str, Option<String>)>,
    /// What a bare number counts, by its heading.
    pub unit: Option<&'static str>,
    /// It has the header of a shape.
    pub misread: bool,
    /// The export that it is, of nobody.
    pub nobodys: Option<&'static str>,
}

impl Unplanned {
    /// The headings that no role of the mapping has.
    pub fn free(&self) -> Vec<String> {
        without_role(&self.headings, &self.suggested)
    }
}

/// The headings that no role of a mapping has.
pub fn without_role(headings: &[String], roles: &[(&'static str, Option<String>)]) -> Vec<String> {
    let is_free = |heading: &&String| roles.iter().all(|(_, known)| known.as_ref() != Some(*heading));
    headings.iter().filter(|heading| !heading.is_empty()).filter(is_free).cloned().collect()
}

/// The readings of the sheets that are in none of these summaries: of those that are asked about.
pub fn asked<'a>(sketches: &'a [Sketch], files: &'a [SourceSummary]) -> impl Iterator<Item = &'a Sketch> {
    sketches.iter().filter(|sketch| !files.iter().any(|file| file.report.file == sketch.file))
}

/// The reading of a file: the last one, where it was read more than once.
pub fn reading_of<'a>(sketches: &'a [Sketch], file: &str) -> Option<&'a Sketch> {
    sketches.iter().rev().find(|sketch| *sketch.file == *file)
}

/// A skill matrix, as `teamcap sources` prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixSummary {
    pub file: String,
    pub is_previous: bool,
    pub people: Vec<String>,
    pub skills: usize,
    /// Cells of people and skills, and those of them that say anything.
    pub cells: usize,
    pub assessed: usize,
}
