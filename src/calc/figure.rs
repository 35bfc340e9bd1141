//! One figure: its address, its exact value, the two amounts a reader would name, its formula, and which cells went in.
//! Text, Markdown, JSON, CSV and `explain` are views of one list of these. interface.md sections 3 and 4.

use std::collections::HashMap;

pub use super::formula::Formula;
use crate::model::exact::Exact;

/// A section of the review, in printing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    TimeSpent,
    KeyFigures,
    Objectives,
    Workflows,
    MeanWeek,
    Capacity,
    Completeness,
    Weeks,
    Concentration,
    Skills,
    SkillGroups,
    Without,
}

impl Section {
    /// The `section` of CSV and JSON, and the heading of the text review.
    pub fn title(self) -> &'static str {
        match self {
            Section::TimeSpent => "Time spent",
            Section::KeyFigures => "Key figures",
            Section::Objectives => "Objectives",
            Section::Workflows => "Workflows",
            Section::MeanWeek => "Mean week",
            Section::Capacity => "Capacity",
            Section::Completeness => "Completeness",
            Section::Weeks => "Weeks",
            Section::Concentration => "Concentration",
            Section::Skills => "Skills",
            Section::SkillGroups => "Skill groups",
            Section::Without => "Without",
        }
    }
}

/// The unit of a figure or of one of its two amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Percent,
    /// The difference of two percentages.
    PercentagePoints,
    Fte,
    FteWeeks,
    Count,
    Level,
    Weight,
    /// Hundredths of a full-time week: what percents add up to.
    Points,
    Weeks,
    PersonWeeks,
    /// A key figure's own, as `review.toml` says it.
    Own,
}

impl Unit {
    /// As CSV and JSON write it.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Percent => "percent",
            Unit::PercentagePoints => "percentage-points",
            Unit::Fte => "fte",
            Unit::FteWeeks => "fte-weeks",
            Unit::Count => "count",
            Unit::Level => "level",
            Unit::Weight => "weight",
            Unit::Points => "points",
            Unit::Weeks => "weeks",
            Unit::PersonWeeks => "person-weeks",
            Unit::Own => "own-unit",
        }
    }
}

/// One of the two amounts of a quotient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub value: Exact,
    pub unit: Unit,
}

/// Why there is no figure. Missing is not zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    NotSubmitted,
    NotEmployed,
    OnLeave,
    /// The divisor is zero or less: nothing was recorded, nobody was there.
    NothingToDivideBy,
    /// A share of what corrections made less than nothing.
    TotalBelowZero,
    /// `filled`: no cell of the category is filled.
    NoFilledCell,
    NotAssessed,
    NotApplicable,
    /// A value of `review.toml` that is not to be seen, or that nobody has.
    Redacted,
    NoData,
    /// No skill is covered, or there are no skills.
    NoSkill,
    /// More than half of the skills are uncovered already.
    AlreadyLost,
}

impl Missing {
    /// The `missing` of CSV and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Missing::NotSubmitted => "not submitted",
            Missing::NotEmployed => "not employed",
            Missing::OnLeave => "leave",
            Missing::NothingToDivideBy => "nothing to divide by",
            Missing::TotalBelowZero => "total below zero",
            Missing::NoFilledCell => "no filled cell",
            Missing::NotAssessed => "unknown",
            Missing::NotApplicable => "not applicable",
            Missing::Redacted => "redacted",
            Missing::NoData => "no data",
            Missing::NoSkill => "no covered skill",
            Missing::AlreadyLost => "already lost",
        }
    }
}

/// Figures that add up to a whole are rounded together, so that the printed parts add up too (domain.md section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whole {
    /// `split.*`
    Split,
    /// `split.*.P`, by roster index
    SplitOf(usize),
    /// `team.share.*`
    TeamShare,
    /// `without.split.*`
    WithoutSplit,
}

/// Which cells of the sheets, lines of the roster or cells of the matrix went into a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    /// The effort of these people, weeks and categories.
    pub effort: Option<EffortCells>,
    /// The employment (FTE, leave, holidays) of these people, by roster index.
    pub roster: Vec<usize>,
    /// Cells of the current matrix: (skill, person), by index in the skills report and in the roster.
    pub ratings: Vec<(usize, usize)>,
    /// Other figures it is made of, by address.
    pub figures: Vec<String>,
}

/// A choice of effort cells. An empty list chooses none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffortCells {
    /// Roster indices.
    pub people: Vec<usize>,
    /// Indices into the calendar's weeks.
    pub weeks: Vec<usize>,
    /// Indices into the review's categories.
    pub categories: Vec<usize>,
}

/// A figure with everything that is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub address: String,
    pub section: Section,
    /// What it is about and what of it: `Antoine`, `Total`.
    pub row: String,
    pub column: String,
    /// The unit of `value`.
    pub unit: Unit,
    pub value: Result<Exact, Missing>,
    /// The two amounts whose quotient it is (times 100 where both have the same unit and the figure is a percent).
    pub quotient: Option<(Side, Side)>,
    /// A count that can be higher because cells are unknown: `1 (up to 2)`.
    pub high: Option<Exact>,
    /// Not proven: an upper bound of a least number (`<= k, not proven`), a lower bound of a worst loss (`>= k`).
    pub bound: bool,
    pub formula: Formula,
    pub whole: Option<Whole>,
    pub cells: Cells,
}

impl Figure {
    /// A figure about `row` and `column`, not yet known: say its value with one of the methods below.
    pub fn new(address: String, section: Section, row: &str, column: &str, unit: Unit, formula: Formula) -> Figure {
        Figure {
            address,
            section,
            row: row.to_owned(),
            column: column.to_owned(),
            unit,
            value: Err(Missing::NothingToDivideBy),
            quotient: None,
            high: None,
            bound: false,
            formula,
            whole: None,
            cells: Cells::default(),
        }
    }

    /// A value that is a sum or a count.
    pub fn known(mut self, value: Exact) -> Figure {
        self.value = Ok(value);
        self
    }

    pub fn missing(mut self, why: Missing) -> Figure {
        self.value = Err(why);
        self
    }

    /// `top / bottom`, as a percent where the figure is one and both amounts have the same unit; missing where `bottom`
    /// is zero, or below it: more leave than time leaves nothing to fill.
    pub fn over(mut self, top: Side, bottom: Side) -> Figure {
        let is_percent = self.unit == Unit::Percent && top.unit == bottom.unit;
        let quotient = top.value.over(&bottom.value).filter(|_| bottom.value > Exact::ZERO);
        let quotient = quotient.ok_or(Missing::NothingToDivideBy);
        self.value = quotient.map(|quotient| if is_percent { quotient.times(&Exact::HUNDRED) } else { quotient });
        self.quotient = Some((top, bottom));
        self
    }

    /// The share that `part` is of `total`; missing where the total is zero or below, of which nothing is a share.
    pub fn share_of(self, part: Side, total: Side) -> Figure {
        let is_below_zero = total.value.is_negative();
        let figure = self.over(part, total);
        if is_below_zero { figure.missing(Missing::TotalBelowZero) } else { figure }
    }

    pub fn part_of(mut self, whole: Whole) -> Figure {
        self.whole = Some(whole);
        self
    }

    pub fn cells(mut self, cells: Cells) -> Figure {
        self.cells = cells;
        self
    }
}

impl Side {
    pub fn new(value: Exact, unit: Unit) -> Side {
        Side { value, unit }
    }
}

impl Cells {
    pub fn effort(people: Vec<usize>, weeks: Vec<usize>, categories: Vec<usize>) -> Cells {
        Cells { effort: Some(EffortCells { people, weeks, categories }), ..Cells::default() }
    }

    pub fn roster(people: Vec<usize>) -> Cells {
        Cells { roster: people, ..Cells::default() }
    }

    pub fn figures(addresses: Vec<String>) -> Cells {
        Cells { figures: addresses, ..Cells::default() }
    }

    pub fn and_roster(mut self, people: Vec<usize>) -> Cells {
        self.roster = people;
        self
    }
}

/// All figures of a review, in the order of the text review.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    list: Vec<Figure>,
    index: HashMap<String, usize>,
    /// The parts of each whole, in order: each of them is rounded with all the others.
    wholes: HashMap<Whole, Vec<usize>>,
    /// Figures whose address another one had before them: (the earlier, the later), by index in the list.
    twice: Vec<(usize, usize)>,
}

impl Figures {
    /// Adds a figure. The caller keeps addresses apart; a figure whose address is taken is kept too, and `twice` names both.
    pub fn push(&mut self, figure: Figure) {
        let at = self.list.len();
        let first = *self.index.entry(figure.address.clone()).or_insert(at);
        if first != at {
            self.twice.push((first, at));
        }
        if let Some(whole) = figure.whole {
            self.wholes.entry(whole).or_default().push(at);
        }
        self.list.push(figure);
    }

    /// Each pair of figures that have one address. There is none unless the program has an error, and no review is printed
    /// then: whoever looks the later one up would find the earlier one.
    pub fn twice(&self) -> impl Iterator<Item = (&Figure, &Figure)> {
        self.twice.iter().filter_map(|&(first, second)| Some((self.list.get(first)?, self.list.get(second)?)))
    }

    /// Keeps those that are wanted.
    pub fn retain(&mut self, wanted: impl Fn(&Figure) -> bool) {
        let kept = std::mem::take(&mut self.list).into_iter().filter(wanted);
        *self = kept.fold(Figures::default(), |mut kept, figure| {
            kept.push(figure);
            kept
        });
    }

    pub fn get(&self, address: &str) -> Option<&Figure> {
        self.index.get(address).and_then(|&at| self.list.get(at))
    }

    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.list.iter()
    }

    /// The figures of one whole, in order.
    pub fn parts_of(&self, whole: Whole) -> impl Iterator<Item = &Figure> {
        self.wholes.get(&whole).into_iter().flatten().filter_map(|&at| self.list.get(at))
    }

    /// The figures whose address begins with the parts of `prefix`: `person.antoine` finds `person.antoine.total`, not
    /// `person.antoine-2.total`.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Figure> {
        self.list.iter().filter(move |figure| {
            figure.address.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_figure_of_one_address_is_kept_and_named() {
        let mut figures = Figures::default();
        for (address, row) in [("skill.c", "C#"), ("skill.go", "Go"), ("skill.c", "C++")] {
            let figure = Figure::new(address.into(), Section::Skills, row, "coverage", Unit::Count, Formula::Coverage);
            figures.push(figure);
        }
        let rows = |figures: &Figures| figures.twice().map(|(a, b)| (a.row.clone(), b.row.clone())).collect::<Vec<_>>();
        assert_eq!(figures.iter().count(), 3);
        assert_eq!(rows(&figures), [("C#".into(), "C++".into())]);
        figures.retain(|figure| figure.row != "Go");
        assert_eq!(rows(&figures), [("C#".into(), "C++".into())]);
        figures.retain(|figure| figure.row != "C#");
        assert_eq!(rows(&figures), []);
    }
}
