//! The skill matrix: who can do what, at which level, as somebody wrote it down.

use super::day::Day;
use super::exact::Exact;
use super::place::Place;

/// What a cell of a matrix says. There are three ways of having no level, which are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Not assessed: the cell is blank, or the person is not in the matrix. Never counts as qualified.
    Unknown,
    /// Out of scope for this person.
    NotApplicable,
    /// 0 is "none".
    Level(u32),
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub mark: Mark,
    /// The change that the cell states, `★★★★☆ (+1)`: the earlier level is the level minus this.
    pub change: Option<i32>,
    /// Whether the person wants to learn it. `None` if nothing says so.
    pub wants_to_learn: Option<bool>,
    /// The day of this assessment, if the sheet dates its ratings.
    pub assessed: Option<Day>,
    /// Whether the cell is an `x`. Then the level is the bar of the skill, because the cell does not state one.
    pub ticked: bool,
    /// `None` for a person or a skill that the matrix does not have.
    pub place: Option<Place>,
    /// The cell's own text.
    pub text: String,
}

impl Rating {
    /// The rating of somebody who is not in the matrix.
    pub fn unknown() -> Rating {
        Rating {
            mark: Mark::Unknown,
            change: None,
            wants_to_learn: None,
            assessed: None,
            ticked: false,
            place: None,
            text: String::new(),
        }
    }
}

/// A skill as the matrix heads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    pub name: String,
    pub group: Option<String>,
    pub place: Place,
}

/// The name of a skill that another group has too.
pub fn in_group(group: &str, name: &str) -> String {
    format!("{group} / {name}")
}

/// A person as the matrix spells them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    pub name: String,
    pub place: Place,
}

/// A matrix as it is read: `ratings[skill][person]`, both in file order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    pub file: String,
    pub people: Vec<Assessed>,
    pub skills: Vec<Skill>,
    pub ratings: Vec<Vec<Rating>>,
    /// The day on which the whole sheet was assessed, and where it says so.
    pub assessed: Option<(Day, Place)>,
}

/// How one skill is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillRule {
    /// From this level on, somebody is qualified.
    pub bar: u32,
    /// Above zero.
    pub weight: Exact,
    pub critical: bool,
    /// How many qualified people are wanted.
    pub target: u32,
}

/// What `[skills.of."NAME"]` says about one skill. `None` if it does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillOverride {
    pub name: String,
    pub bar: Option<u32>,
    pub weight: Option<Exact>,
    pub critical: Option<bool>,
    pub target: Option<u32>,
    pub place: Place,
}

/// The `[skills]` part of the configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillRules {
    pub scale_max: u32,
    pub bar: u32,
    pub target: u32,
    /// A rating is stale if it is this many days older than the end of the period.
    pub stale_days: u32,
    /// Words for levels, folded (`person::folded`).
    pub words: Vec<(String, u32)>,
    pub of: Vec<SkillOverride>,
    pub said: Said,
}

/// What of these rules somebody said. The rest are defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// There is a `[skills]`.
    pub table: bool,
    pub scale_max: bool,
    pub bar: bool,
}

impl Default for SkillRules {
    fn default() -> SkillRules {
        SkillRules {
            scale_max: 5,
            bar: 3,
            target: 2,
            stale_days: 180,
            words: Vec::new(),
            of: Vec::new(),
            said: Said::default(),
        }
    }
}

impl SkillRules {
    /// The rule for the skill of this name: its own, or else the team's.
    pub fn rule(&self, skill: &str) -> SkillRule {
        let name = super::person::folded(skill);
        let own = self.of.iter().find(|o| super::person::folded(&o.name) == name);
        SkillRule {
            bar: own.and_then(|o| o.bar).unwrap_or(self.bar),
            weight: own.and_then(|o| o.weight.clone()).unwrap_or(Exact::ONE),
            critical: own.and_then(|o| o.critical).unwrap_or(false),
            target: own.and_then(|o| o.target).unwrap_or(self.target),
        }
    }
}
