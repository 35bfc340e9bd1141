//! What a lead writes beside the sheets: key figures, objectives, workflows, what was learned. Texts are kept as
//! Markdown, and nothing is calculated here. docs/formats.md, "review.toml".

use super::category::Kind;
use super::place::Place;
use super::stated::Stated;

/// The written parts of one review, each list in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    pub kpis: Vec<Kpi>,
    pub objectives: Vec<Objective>,
    pub workflows: Vec<Workflow>,
    pub successes: Vec<String>,
    pub misses: Vec<String>,
    pub learnings: Vec<String>,
}

/// A value of a key performance indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    Known(Stated),
    /// It must not be shown, and neither must anything that would reveal it.
    Redacted,
    /// Nobody knows it. Missing is not zero.
    NoData,
}

impl Reading {
    pub fn known(&self) -> Option<&Stated> {
        match self {
            Reading::Known(stated) => Some(stated),
            Reading::Redacted | Reading::NoData => None,
        }
    }
}

/// Which direction is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    Higher,
    Lower,
}

/// A key performance indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kpi {
    pub name: String,
    /// `minutes`. If it is `%`, changes are in percentage points.
    pub unit: Option<String>,
    pub value: Reading,
    /// If it is `None`, a change is neither good nor bad.
    pub better: Option<Better>,
    pub before: Vec<Earlier>,
    pub comments: Option<String>,
    pub place: Place,
}

impl Kpi {
    /// Returns whether its values are percentages. Then a change is a difference in percentage points.
    pub fn is_percentage(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| ["%", "percent"].contains(&unit.to_lowercase().as_str()))
    }
}

/// An earlier value that the current one is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// `Q2`, `last year's average`.
    pub of: String,
    pub value: Reading,
    /// The stated change, in percent (for a percentage in percentage points), for values that must not be shown.
    pub change: Option<Stated>,
    pub place: Place,
}

/// What the team set out to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    pub name: String,
    /// The index of the bucket.
    pub bucket: Option<usize>,
    /// The measure of success.
    pub measure: Option<String>,
    pub status: Option<String>,
    /// The people planned for it, in the team and from outside.
    pub people: Option<u32>,
    pub outside: Option<u32>,
    /// The categories in the sheets under which its effort is recorded.
    pub categories: Vec<String>,
    pub goals: Vec<Goal>,
    pub comments: Option<String>,
    pub place: Place,
}

impl Objective {
    /// Returns how many of its goals are met, and how many there are, without stretch goals. `None` if it has none.
    pub fn goals_met(&self) -> Option<(usize, usize)> {
        let goals = self.goals.iter().filter(|goal| !goal.stretch);
        let met = goals.clone().filter(|goal| goal.met == Some(true)).count();
        Some((met, goals.count())).filter(|(_, of)| *of > 0)
    }
}

/// A part of an objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    pub name: String,
    /// `None` if it is not stated.
    pub met: Option<bool>,
    /// It goes beyond the objective and is not counted in "2 of 3 met".
    pub stretch: bool,
    pub comments: Option<String>,
}

/// Work that goes on all the time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workflow {
    pub name: String,
    /// The heading it stands under.
    pub category: String,
    /// The categories in the sheets under which its effort is recorded. Empty if none is known.
    pub categories: Vec<String>,
    pub kinds: Vec<Kind>,
    /// The approximate effort, in FTE.
    pub fte: Option<Stated>,
    pub comments: Option<String>,
    pub place: Place,
}

impl Written {
    /// The names that addresses are made from.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        let kpis = self
            .kpis
            .iter()
            .flat_map(|kpi| std::iter::once(&kpi.name).chain(kpi.before.iter().map(|earlier| &earlier.of)));
        kpis.chain(self.objectives.iter().map(|objective| &objective.name))
    }

    /// Applies `change` to every text.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        for kpi in &mut self.kpis {
            change(&mut kpi.name);
            kpi.unit.iter_mut().chain(&mut kpi.comments).for_each(&mut *change);
            kpi.before.iter_mut().for_each(|earlier| change(&mut earlier.of));
        }
        for objective in &mut self.objectives {
            change(&mut objective.name);
            let Objective { measure, status, comments, categories, goals, .. } = objective;
            measure.iter_mut().chain(status).chain(comments).chain(categories).for_each(&mut *change);
            for goal in goals {
                change(&mut goal.name);
                goal.comments.iter_mut().for_each(&mut *change);
            }
        }
        for workflow in &mut self.workflows {
            let Workflow { name, category, categories, comments, .. } = workflow;
            [name, category].into_iter().chain(categories).chain(comments).for_each(&mut *change);
        }
        self.successes.iter_mut().chain(&mut self.misses).chain(&mut self.learnings).for_each(change);
    }

    /// Returns whether both say the same, wherever it stands.
    pub fn says_the_same(&self, other: &Written) -> bool {
        let placeless = |written: &Written| {
            let mut written = written.clone();
            written.each_place(&mut |place| *place = Place::file(&"".into()));
            written
        };
        placeless(self) == placeless(other)
    }

    /// Applies `change` to the place of every part.
    pub fn each_place(&mut self, change: &mut dyn FnMut(&mut Place)) {
        for kpi in &mut self.kpis {
            change(&mut kpi.place);
            kpi.before.iter_mut().for_each(|earlier| change(&mut earlier.place));
        }
        self.objectives.iter_mut().for_each(|objective| change(&mut objective.place));
        self.workflows.iter_mut().for_each(|workflow| change(&mut workflow.place));
    }
}
