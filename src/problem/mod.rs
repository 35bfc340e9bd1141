//! What can be wrong with the input, and what the report found in it: one type, every word in `words/`, drawn by `show`.
//! Callers pass facts and places, never sentences.

pub mod show;
mod texts;
pub mod words;

use std::ops::Range;

use crate::model::exact::Exact;
use crate::model::place::Place;
pub(crate) use texts::Texts;
pub use words::config::ConfigFault;
pub use words::entry::EntryFault;
pub use words::finding::Finding;
pub use words::folder::FolderFault;
pub use words::holiday::HolidayFault;
pub use words::matrix::MatrixFault;
pub use words::query::QueryFault;
pub use words::sheet::SheetFault;
pub use words::written::WrittenFault;

/// How much a problem matters. Ordered: the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No report unless `--keep-going`; exit 1.
    Error,
    /// The numbers stand; exit 0, with `--strict` 1.
    Warning,
    /// What the report found.
    Note,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// The facts of a problem, by the room they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Config(ConfigFault),
    Entry(EntryFault),
    Folder(FolderFault),
    Holiday(HolidayFault),
    Sheet(SheetFault),
    Matrix(MatrixFault),
    Query(QueryFault),
    Written(WrittenFault),
    Finding(Finding),
}

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

/// Three short texts, each without a full stop: lower case, so that they fit behind a label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What was found, with the user's own text in it.
    pub found: String,
    /// What was expected; empty when `found` says it all.
    pub expected: String,
    /// What to write instead; may be several lines; empty when there is nothing to write.
    pub write: String,
}

impl Words {
    pub fn new(found: impl Into<String>, expected: impl Into<String>, write: impl Into<String>) -> Words {
        Words { found: found.into(), expected: expected.into(), write: write.into() }
    }
}

/// How an exact number becomes text: implemented by `render::number`, the only file that rounds.
pub trait Numerals {
    /// `x` with `places` decimal places, rounded half away from zero.
    fn decimal(&self, x: Exact, places: u32) -> String;
}

/// Defines the faults of one room: the enum, and for each variant its name, severity and explanation (the doc comment,
/// which is also what `teamcap explain NAME` prints).
macro_rules! faults {
    ($(#[$meta:meta])* pub enum $Enum:ident {
        $( $(#[doc = $about:literal])+ $Variant:ident { $($field:ident : $ty:ty),* $(,)? } = $name:literal, $severity:ident; )*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $Enum {
            $( $(#[doc = $about])+ $Variant { $($field: $ty),* }, )*
        }

        impl $Enum {
            /// The stable name that a user can type and accept.
            pub fn name(&self) -> &'static str {
                match self { $( $Enum::$Variant { .. } => $name, )* }
            }

            pub fn severity(&self) -> $crate::problem::Severity {
                match self { $( $Enum::$Variant { .. } => $crate::problem::Severity::$severity, )* }
            }

            /// Every text among its facts, which may be the user's own.
            pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
                match self {
                    $( $Enum::$Variant { $($field),* } => { $( $crate::problem::Texts::each_text($field, change); )* } )*
                }
            }

            /// Name, severity and explanation of every fault of this room.
            pub const CATALOGUE: &'static [$crate::problem::About] = &[
                $( $crate::problem::About {
                    name: $name,
                    severity: $crate::problem::Severity::$severity,
                    text: concat!($($about, "\n"),+),
                }, )*
            ];
        }
    };
}
pub(crate) use faults;

/// A named problem in general: what `teamcap explain NAME` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    pub name: &'static str,
    pub severity: Severity,
    /// The explanation; lines begin with a space.
    pub text: &'static str,
}

/// Every problem teamcap can raise, by room.
pub fn catalogue() -> impl Iterator<Item = &'static About> {
    [
        ConfigFault::CATALOGUE,
        EntryFault::CATALOGUE,
        FolderFault::CATALOGUE,
        HolidayFault::CATALOGUE,
        SheetFault::CATALOGUE,
        MatrixFault::CATALOGUE,
        QueryFault::CATALOGUE,
        WrittenFault::CATALOGUE,
        Finding::CATALOGUE,
    ]
    .into_iter()
    .flatten()
}

impl Fault {
    pub fn name(&self) -> &'static str {
        match self {
            Fault::Config(fault) => fault.name(),
            Fault::Entry(fault) => fault.name(),
            Fault::Folder(fault) => fault.name(),
            Fault::Holiday(fault) => fault.name(),
            Fault::Sheet(fault) => fault.name(),
            Fault::Matrix(fault) => fault.name(),
            Fault::Query(fault) => fault.name(),
            Fault::Written(fault) => fault.name(),
            Fault::Finding(fault) => fault.name(),
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            Fault::Config(fault) => fault.severity(),
            Fault::Entry(fault) => fault.severity(),
            Fault::Folder(fault) => fault.severity(),
            Fault::Holiday(fault) => fault.severity(),
            Fault::Sheet(fault) => fault.severity(),
            Fault::Matrix(fault) => fault.severity(),
            Fault::Query(fault) => fault.severity(),
            Fault::Written(fault) => fault.severity(),
            Fault::Finding(fault) => fault.severity(),
        }
    }

    /// Whether it is about single people: what a review of the team leaves out.
    pub fn is_about_people(&self) -> bool {
        match self {
            Fault::Finding(finding) => finding.is_about_people(),
            Fault::Sheet(fault) => matches!(
                fault,
                SheetFault::DuplicatePersonWeek { .. }
                    | SheetFault::UnknownPerson { .. }
                    | SheetFault::RepeatedEntry { .. }
                    | SheetFault::OutsideEmployment { .. }
            ),
            Fault::Matrix(fault) => matches!(
                fault,
                MatrixFault::PersonNotOnRoster { .. }
                    | MatrixFault::RepeatedAssessed { .. }
                    | MatrixFault::ChangeDisagrees { .. }
                    | MatrixFault::NotInMatrix { .. }
            ),
            Fault::Config(_)
            | Fault::Entry(_)
            | Fault::Folder(_)
            | Fault::Holiday(_)
            | Fault::Query(_)
            | Fault::Written(_) => false,
        }
    }

    /// Every text among the facts, which may be the user's own.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        match self {
            Fault::Config(fault) => fault.each_text(change),
            Fault::Entry(fault) => fault.each_text(change),
            Fault::Folder(fault) => fault.each_text(change),
            Fault::Holiday(fault) => fault.each_text(change),
            Fault::Sheet(fault) => fault.each_text(change),
            Fault::Matrix(fault) => fault.each_text(change),
            Fault::Query(fault) => fault.each_text(change),
            Fault::Written(fault) => fault.each_text(change),
            Fault::Finding(fault) => fault.each_text(change),
        }
    }

    pub fn words(&self, numerals: &dyn Numerals) -> Words {
        match self {
            Fault::Config(fault) => fault.words(numerals),
            Fault::Entry(fault) => fault.words(numerals),
            Fault::Folder(fault) => fault.words(numerals),
            Fault::Holiday(fault) => fault.words(numerals),
            Fault::Sheet(fault) => fault.words(numerals),
            Fault::Matrix(fault) => fault.words(numerals),
            Fault::Query(fault) => fault.words(numerals),
            Fault::Written(fault) => fault.words(numerals),
            Fault::Finding(fault) => fault.words(numerals),
        }
    }
}

impl From<ConfigFault> for Fault {
    fn from(fault: ConfigFault) -> Fault {
        Fault::Config(fault)
    }
}

impl From<EntryFault> for Fault {
    fn from(fault: EntryFault) -> Fault {
        Fault::Entry(fault)
    }
}

impl From<FolderFault> for Fault {
    fn from(fault: FolderFault) -> Fault {
        Fault::Folder(fault)
    }
}

impl From<HolidayFault> for Fault {
    fn from(fault: HolidayFault) -> Fault {
        Fault::Holiday(fault)
    }
}

impl From<SheetFault> for Fault {
    fn from(fault: SheetFault) -> Fault {
        Fault::Sheet(fault)
    }
}

impl From<MatrixFault> for Fault {
    fn from(fault: MatrixFault) -> Fault {
        Fault::Matrix(fault)
    }
}

impl From<QueryFault> for Fault {
    fn from(fault: QueryFault) -> Fault {
        Fault::Query(fault)
    }
}

impl From<WrittenFault> for Fault {
    fn from(fault: WrittenFault) -> Fault {
        Fault::Written(fault)
    }
}

impl From<Finding> for Fault {
    fn from(fault: Finding) -> Fault {
        Fault::Finding(fault)
    }
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
}

/// Puts problems in the one order they are printed in: file, row, column, name; what has no place comes last.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| {
        let key = |p: &Problem| (p.place.is_none(), p.place.clone(), p.name());
        key(a).cmp(&key(b))
    });
}
