//! What stands behind figures: cells of the matrix and lines of the roster, as `explain` and the page tell them; and how much of
//! all that a page carries, where the cells are there once and each figure chooses its own.

use super::number;
use crate::calc::coverage::ratings::Ratings;
use crate::calc::explain::{Blank, Counts, Spread};
use crate::calc::figure::Figure;
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::model::person::{Fte, Roster};
use crate::model::place::Place;
use crate::model::skill::{Mark, Rating};
use crate::problem::grammar::count;

/// The most cells of the matrix that a page carries. One takes 3 to 6 bytes.
pub const MOST_RATINGS: u64 = 20_000;

/// The most cells of the sheets that a page of so many people carries. One takes 3 to 17 bytes; a page of twelve people is to stay
/// below 300 kB and one of two hundred below 2 MB. So the year of twelve with a time tracker (5,800 cells) and the quarter of two
/// hundred (13,000) have room, and a page of a hundred thousand entries would be of cells that nobody reads there.
pub fn most(people: usize) -> u64 {
    (500 * people as u64).clamp(4_000, 20_000)
}

/// See the module.
pub struct Origins {
    pub effort: Effort,
    /// What the roster says of each person of the review.
    pub roster: Vec<Option<RosterLine>>,
    /// The cells of the matrix, by skill of the report and by its people; empty where they are left out.
    pub ratings: Vec<Vec<RatingLine>>,
}

/// The cells of the sheets.
pub enum Effort {
    /// All of them, blank ones too.
    Cells { cells: Vec<Spread>, blanks: Vec<Blank> },
    /// Only how many there are, and why.
    Counted(Counts, Left),
    /// Those of single people, which are not to be seen.
    Hidden,
}

/// Why a page leaves the cells out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    TooMany,
    /// The sheets have errors: not every cell of theirs counts.
    Errors,
}

impl Origins {
    /// Without cells and lines, which are those of single people.
    pub fn of_the_team() -> Origins {
        Origins { effort: Effort::Hidden, roster: Vec::new(), ratings: Vec::new() }
    }
}

/// A cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingLine {
    /// `None`: the matrix does not name the person.
    pub place: Option<Place>,
    pub text: String,
    pub person: String,
    pub mark: Mark,
    pub qualified: bool,
    pub bar: u32,
}

/// What the roster says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    pub person: String,
    /// `fte 0.8 from 2016-02-15 (teamcap.toml:17:39)`, in order.
    pub ftes: Vec<String>,
    /// Weeks with capacity, and that capacity in FTE-weeks.
    pub weeks: usize,
    pub gross: Exact,
}

impl RatingLine {
    /// Of somebody the matrix does not name.
    pub fn nobodys() -> RatingLine {
        let Rating { place, text, mark, .. } = Rating::unknown();
        RatingLine { place, text, person: String::new(), mark, qualified: false, bar: 0 }
    }

    /// Whether it counts as qualified, and why.
    pub fn counts(&self) -> String {
        match self.mark {
            Mark::Level(level) if self.qualified => format!("level {level}, at or above the bar {}: counts", self.bar),
            Mark::Level(level) => format!("level {level}, below the bar {}", self.bar),
            Mark::Unknown => "not assessed: never counts as qualified".to_owned(),
            Mark::NotApplicable => "out of scope for this person".to_owned(),
        }
    }
}

impl RosterLine {
    /// `fte 0.8 from 2016-02-15 (teamcap.toml:17:39); 13 weeks, 10.4 fte-weeks`.
    pub fn words(&self) -> String {
        let weeks = count(self.weeks as u64, "week", "weeks");
        format!("{}; {weeks}, {} fte-weeks", self.ftes.join(", "), number::value(&self.gross))
    }
}

/// What the roster says of somebody: FTE and where it is said, weeks, gross capacity.
pub fn roster_line(roster: &Roster, review: &Review, person: usize) -> Option<RosterLine> {
    let (person, report) = (roster.people.get(person)?, review.people.get(person)?);
    let gross = review.figures.get(&format!("capacity.gross.{}", report.id))?.value.clone().ok()?;
    let fte = |fte: &Fte| {
        let from = fte.from.map(|day| format!(" from {day}")).unwrap_or_default();
        let place = fte.place.as_ref().or(person.place.as_ref());
        let place = place.map_or("assumed: there is no roster".to_owned(), Place::to_string);
        format!("fte {}{from} ({place})", number::value(&fte.is))
    };
    let weeks = report.weeks.iter().filter(|week| !week.gross.is_zero()).count();
    Some(RosterLine { person: person.name.clone(), ftes: person.fte.iter().map(fte).collect(), weeks, gross })
}

/// The cells of the matrix behind a figure.
pub fn rating_lines(review: &Review, figure: &Figure, matrix: Option<&Ratings<'_>>) -> Vec<RatingLine> {
    let line = |&(skill, person): &(usize, usize)| rating_line(review, skill, person, matrix?);
    figure.cells.ratings.iter().filter_map(line).collect()
}

/// The cells of the matrix, by skill of the report and by its people.
pub fn all_ratings(review: &Review, matrix: &Ratings<'_>) -> Vec<Vec<RatingLine>> {
    let Some(report) = &review.skills else { return Vec::new() };
    let people = || report.people.iter();
    let of = |skill| people().filter_map(|&person| rating_line(review, skill, person, matrix)).collect();
    (0..report.skills.len()).map(of).collect()
}

fn rating_line(review: &Review, skill: usize, person: usize, matrix: &Ratings<'_>) -> Option<RatingLine> {
    let report = review.skills.as_ref()?.skills.get(skill)?;
    let rating = matrix.get(&report.name, person);
    Some(RatingLine {
        place: rating.and_then(|rating| rating.place.clone()),
        text: rating.map(|rating| rating.text.clone()).unwrap_or_default(),
        person: review.people.get(person)?.name.clone(),
        qualified: report.holders.contains(&person),
        mark: rating.map_or(Mark::Unknown, |rating| rating.mark),
        bar: report.bar,
    })
}
