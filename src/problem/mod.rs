//! What can be wrong with the input, and what the report found in it. Callers pass facts and places, never sentences: the
//! words of each message stand beside its facts in `words/`, and `show` draws them.

pub mod answers;
mod fault;
pub mod grammar;
mod message;
pub mod show;
mod texts;
pub mod words;

use std::ops::Range;

use crate::model::place::Place;
pub use fault::{Fault, catalogue};
pub use message::{About, Numerals, Severity, Words};
pub use words::config::ConfigFault;
pub use words::diary::DiaryFault;
pub use words::entry::EntryFault;
pub use words::file::FileFault;
pub use words::finding::Finding;
pub use words::folder::FolderFault;
pub use words::holiday::HolidayFault;
pub use words::matrix::MatrixFault;
pub use words::query::QueryFault;
pub use words::question::Question;
pub use words::sheet::SheetFault;
pub use words::written::WrittenFault;

/// The user's own text around a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Physical line number of the first line of `text`.
    pub line: u64,
    /// The row as it stands in the file, without its line end; several lines where a value holds line breaks.
    pub text: String,
    /// The bytes of `text` that are meant.
    pub span: Range<usize>,
}

/// Something wrong, or something found, with its place and the user's own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub fault: Fault,
    /// Where it is; `None` for what belongs to no file (a flag, the review as a whole).
    pub place: Option<Place>,
    pub excerpt: Option<Excerpt>,
    /// Further places that belong to it: the first of two equal rows, the blank cells behind a finding.
    pub also: Vec<Place>,
    /// Addresses of the figures it is about.
    pub figures: Vec<String>,
}

impl Problem {
    pub fn new(fault: impl Into<Fault>) -> Problem {
        Problem { fault: fault.into(), place: None, excerpt: None, also: Vec::new(), figures: Vec::new() }
    }

    pub fn at(mut self, place: Place) -> Problem {
        self.place = Some(place);
        self
    }

    pub fn excerpt(mut self, excerpt: Excerpt) -> Problem {
        self.excerpt = Some(excerpt);
        self
    }

    pub fn also(mut self, places: impl IntoIterator<Item = Place>) -> Problem {
        self.also.extend(places);
        self
    }

    pub fn about(mut self, figures: impl IntoIterator<Item = String>) -> Problem {
        self.figures.extend(figures);
        self
    }

    pub fn name(&self) -> &'static str {
        self.fault.name()
    }

    pub fn severity(&self) -> Severity {
        self.fault.severity()
    }

    /// Whether it is about a week without a year (W3), of which no period says the year.
    pub fn lacks_year(&self) -> bool {
        matches!(self.fault, Fault::Sheet(SheetFault::WeekWithoutYear { .. }))
    }
}

/// Puts problems in the one order they are printed in: file, row, column, name; what has no place comes last.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| {
        let key = |p: &Problem| (p.place.is_none(), p.place.clone(), p.name());
        key(a).cmp(&key(b))
    });
}
