//! The finished review: everything the renderers print, and nothing they would have to add up.

use crate::calc::figure::Figures;
use crate::model::calendar::Calendar;
use crate::model::category::{Bucket, Kind};
use crate::model::exact::Exact;
use crate::model::period::Period;
use crate::model::rules::Rules;
use crate::model::skill::Mark;
use crate::model::source::SourceReport;
use crate::model::stated::StatedSum;
use crate::model::week::Week;
use crate::model::written::{Earlier, Kpi, Written};
use crate::problem::Problem;

/// A review of one team and one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The team's name and its address part.
    pub team: Named,
    /// `None` where skills alone are reviewed, and nothing says as of when.
    pub period: Option<Period>,
    pub until: Option<Week>,
    /// The days the report owns, and the rule that chose them.
    pub calendar: Calendar,
    /// The period's length in weeks; under `thursday` a whole number.
    pub length: Exact,
    pub rules: Rules,
    pub sources: Vec<SourceReport>,
    /// In roster order. The roster index of `figure::Cells` and of the skills report is the index into this list.
    pub people: Vec<PersonReport>,
    /// In printing order: configured categories first, then headings nobody claims in file order. Leave and excluded
    /// categories are here too; tables show those that are effort.
    pub categories: Vec<CategoryReport>,
    pub skills: Option<SkillsReport>,
    /// What a lead wrote beside the sheets.
    pub written: Option<WrittenReport>,
    pub without: Option<WithoutReport>,
    pub figures: Figures,
    /// Warnings and notes that are not accepted, in printing order.
    pub notes: Vec<Problem>,
    /// How many warnings and notes an `[[accept]]` keeps quiet.
    pub accepted: u64,
    /// Entries of `excluded` categories: left out of every sum, shown as a number.
    pub excluded_entries: u64,
    /// With `--team-only`, what is not in it.
    pub hidden: Option<Hidden>,
}

impl Review {
    /// How many people it is about, named or not.
    pub fn headcount(&self) -> usize {
        self.hidden.map_or(self.people.len(), |hidden| hidden.people)
    }

    /// Whether there is a skill matrix and no sheet of effort: no week is due then, and nothing is said about time.
    pub fn is_of_skills_alone(&self) -> bool {
        self.skills.is_some() && self.sources.is_empty()
    }

    /// What the period is called; empty where there is none.
    pub fn period_name(&self) -> &str {
        self.period.as_ref().map_or("", |period| &period.name)
    }
}

/// A name and the address part made from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// A person and their weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonReport {
    pub id: String,
    pub name: String,
    /// One for each week of the calendar, in order.
    pub weeks: Vec<PersonWeek>,
}

/// The state of a person-week. domain.md section 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    NotEmployed,
    Recorded,
    Leave,
    RecordedZero,
    NotSubmitted,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            State::NotEmployed => "not employed",
            State::Recorded => "recorded",
            State::Leave => "leave",
            State::RecordedZero => "recorded zero",
            State::NotSubmitted => "not submitted",
        }
    }

    /// Due are the weeks recorded, recorded zero and not submitted.
    pub fn is_due(self) -> bool {
        matches!(self, State::Recorded | State::RecordedZero | State::NotSubmitted)
    }

    pub fn is_submitted(self) -> bool {
        matches!(self, State::Recorded | State::RecordedZero)
    }
}

/// The identity of one person-week, in FTE-weeks: `gross = recorded + leave + holidays + not_submitted + unallocated`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonWeek {
    pub week: Week,
    pub state: State,
    pub gross: Exact,
    pub recorded: Exact,
    pub leave: Exact,
    pub holidays: Exact,
    pub not_submitted: Exact,
    /// Negative is over-allocation, and is shown.
    pub unallocated: Exact,
}

/// A category of the review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryReport {
    pub id: String,
    pub name: String,
    pub bucket: Bucket,
    pub kind: Option<Kind>,
}

/// How well a skill is held. skills.md section 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cover {
    NoCover,
    SinglePoint,
    /// Two people, and the skill is critical.
    Thin,
    Ok,
}

impl Cover {
    pub fn name(self) -> &'static str {
        match self {
            Cover::NoCover => "no cover",
            Cover::SinglePoint => "single point of failure",
            Cover::Thin => "thin",
            Cover::Ok => "ok",
        }
    }
}

/// The skill matrix and what it means. People are roster indices throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillsReport {
    pub file: String,
    pub scale_max: u32,
    /// The team's bar; a skill's own is in `skills`.
    pub bar: u32,
    /// The people coverage is of: employed on the last day of the period.
    pub people: Vec<usize>,
    /// In matrix order.
    pub skills: Vec<SkillReport>,
    /// Least coverage over covered skills; `None` when none is covered.
    pub first_loss: Option<u32>,
    pub half_loss: HalfLoss,
    /// `(person, exposure)` in roster order; they add up to the covered weight.
    pub exposure: Vec<(usize, Exact)>,
    /// k = 1..min(3, people).
    pub losses: Vec<Loss>,
    pub groups: Vec<GroupReport>,
    /// What changed since the previous matrix (or by the marks in the cells), in matrix order, then roster order.
    pub changes: Vec<Change>,
    /// The total weight of all skills.
    pub weight: Exact,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillReport {
    pub id: String,
    pub name: String,
    pub group: Option<String>,
    pub bar: u32,
    pub weight: Exact,
    pub critical: bool,
    pub target: u32,
    pub cover: Cover,
    /// Qualified people, in roster order.
    pub holders: Vec<usize>,
    /// Coverage is `holders.len()`, up to this when those not assessed could be qualified.
    pub high: u32,
    /// One for each of `SkillsReport::people`, in that order.
    pub levels: Vec<LevelReport>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelReport {
    pub person: usize,
    pub mark: Mark,
    /// Against the previous matrix, else by the cell's own mark; `None`: no earlier level is known ("new").
    pub change: Option<i32>,
    /// `None` where the matrix does not say.
    pub wants_to_learn: Option<bool>,
}

/// The fewest people whose absence leaves strictly more than half of the weight uncovered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HalfLoss {
    /// There are no skills.
    NoSkills,
    /// More than half is uncovered already.
    AlreadyLost,
    /// Exact: nobody fewer; the lexicographically smallest witness.
    Exact { people: Vec<usize> },
    /// At most this many; not proven to be the fewest.
    AtMost { people: Vec<usize> },
}

/// The loss of any k people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    pub k: u32,
    /// Weight of the skills uncovered in the worst case, those uncovered already included.
    pub worst: Exact,
    pub worst_people: Vec<usize>,
    /// False: a larger loss was not ruled out.
    pub worst_proven: bool,
    /// Over all choices of k people.
    pub mean: Exact,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupReport {
    pub id: String,
    pub name: String,
    /// Indices into `SkillsReport::skills`.
    pub skills: Vec<usize>,
    /// Least coverage.
    pub least: u32,
    /// How many skills have one holder or none.
    pub at_risk: u32,
    /// People qualified in all of it.
    pub qualified_in_all: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Index into `SkillsReport::skills`.
    pub skill: usize,
    pub person: usize,
    /// `None`: not assessed before ("new").
    pub from: Option<u32>,
    /// `None`: not assessed now.
    pub to: Option<u32>,
}

/// What is left when the named people are away. Its figures are at `without.*`; names here are for the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutReport {
    /// Roster indices, in roster order.
    pub people: Vec<usize>,
    /// The skills among those left; `None` without a matrix.
    pub skills: Option<WithoutSkills>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithoutSkills {
    /// Indices into `SkillsReport::skills`: covered before, nobody left.
    pub lost: Vec<usize>,
    /// Held by one person now, by more before: `(skill, person)`.
    pub single: Vec<(usize, usize)>,
    pub first_loss: Option<u32>,
    pub half_loss: HalfLoss,
}

/// What `--team-only` left out of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hidden {
    /// The people of the review.
    pub people: usize,
    /// Figures and notes about single people.
    pub figures: usize,
    pub notes: usize,
}

/// The written parts, with the address parts of what was calculated for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenReport {
    pub parts: Written,
    /// One for each key figure.
    pub kpis: Vec<KpiReport>,
    /// One for each objective: its figures are at `objective.ID.fte` and `objective.ID.people` where it has categories.
    pub objectives: Vec<String>,
    /// Workflows of the same categories together.
    pub groups: Vec<WorkflowGroup>,
}

/// A key figure: its value is at `kpi.ID`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KpiReport {
    pub id: String,
    /// The address of the change from each earlier value.
    pub changes: Vec<String>,
}

/// Workflows whose effort is recorded under the same categories: together they are what can be held against the sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkflowGroup {
    /// `workflow.ID.fte` is what was recorded.
    pub id: String,
    pub categories: Vec<String>,
    /// Indices into the workflows.
    pub workflows: Vec<usize>,
    /// The sum of what is stated; `None` where nothing is.
    pub stated: Option<StatedSum>,
    /// Each of them states its effort.
    pub is_complete: bool,
}

impl WrittenReport {
    /// The key figure at an address, and of a change the earlier value.
    pub fn kpi_of(&self, address: &str) -> Option<(&Kpi, Option<&Earlier>)> {
        self.parts.kpis.iter().zip(&self.kpis).find_map(|(kpi, report)| {
            let change = report.changes.iter().position(|change| change == address);
            let is_value = || address.strip_prefix("kpi.") == Some(&report.id);
            match change {
                Some(at) => Some((kpi, kpi.before.get(at))),
                None => is_value().then_some((kpi, None)),
            }
        })
    }
}
