//! What the views of a comparison print: both sides, and everything that differs between them.

use crate::calc::diff::by_person::ByPerson;
use crate::calc::diff::cells::{CellChange, Compared, RatingChange};
use crate::calc::diff::rules::Differing;
use crate::calc::diff::settings::SettingChange;
use crate::calc::diff::{Change, Kind};
use crate::calc::figure::{Figure, Section, Side as Amount};
use crate::calc::review::Review;

/// One of the two sides.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The folder, as the command line names it.
    pub name: &'a str,
    pub review: &'a Review,
    /// The category of each activity that cells point to.
    pub category_of: &'a [usize],
}

/// Everything that the views print.
#[derive(Debug)]
pub struct Diff<'a> {
    pub before: Side<'a>,
    pub after: Side<'a>,
    /// Both sides are about the same days: cells are held against each other. Else all of them differ.
    pub one_period: bool,
    /// An address, or its beginning.
    pub chosen: Option<&'a str>,
    /// Unchanged figures are listed too.
    pub all: bool,
    /// Figures that no differing rule touches, of those chosen.
    pub changes: Vec<Change<'a>>,
    /// The differing rules, each with how many of the chosen figures it touches.
    pub not_compared: Vec<(Differing, usize)>,
    /// `None` for two periods.
    pub cells: Option<Compared<CellChange<'a>>>,
    pub ratings: Compared<RatingChange>,
    pub settings: Vec<SettingChange>,
    /// Of two periods: one figure's amount, and what it is divided by, by person; or what was recorded of which capacity.
    pub by_person: Vec<ByPerson>,
}

impl Diff<'_> {
    /// Takes out the cells and lines that are about single people.
    pub fn leave_out_people(&mut self) {
        self.cells = None;
        self.ratings.changes.clear();
        self.settings.retain(|line| line.person.is_none());
        self.by_person.clear();
    }

    pub fn count(&self, wanted: impl Fn(&Kind) -> bool) -> usize {
        self.changes.iter().filter(|change| wanted(&change.kind)).count()
    }

    /// Whether a change is listed. Weeks that two periods do not share, and what is written of one side only, are new or gone
    /// by themselves: they are counted.
    pub fn is_listed(&self, change: &Change<'_>) -> bool {
        self.all || change.kind.is_change() && !self.is_by_itself(change)
    }

    pub fn is_by_itself(&self, change: &Change<'_>) -> bool {
        self.is_other_week(change) || is_written_once(change)
    }

    pub fn is_other_week(&self, change: &Change<'_>) -> bool {
        let of_weeks = change.figure().is_some_and(|figure| figure.section == Section::Weeks);
        !self.one_period && of_weeks && matches!(change.kind, Kind::New | Kind::Gone)
    }
}

/// The two amounts that a figure is the quotient of.
pub fn amounts_of(figure: Option<&Figure>) -> Option<&(Amount, Amount)> {
    figure?.quotient.as_ref()
}

/// A key figure, an objective or a workflow that only one side has.
pub fn is_written_once(change: &Change<'_>) -> bool {
    let section = change.figure().map(|figure| figure.section);
    let is_written = matches!(section, Some(Section::KeyFigures | Section::Objectives | Section::Workflows));
    is_written && matches!(change.kind, Kind::New | Kind::Gone)
}
