//! The written parts in JSON: what was written, as it was written, and the addresses of the figures beside it.

use serde::Serialize;

use crate::calc::review::{Review, WrittenReport};
use crate::model::written::{Better, Goal, Kpi, Objective, Reading, Workflow};
use crate::render::page::written::stated;

#[derive(Serialize)]
pub struct WrittenJson<'a> {
    kpis: Vec<KpiJson<'a>>,
    objectives: Vec<ObjectiveJson<'a>>,
    workflows: Vec<WorkflowJson<'a>>,
    successes: &'a [String],
    misses: &'a [String],
    learnings: &'a [String],
}

#[derive(Serialize)]
struct KpiJson<'a> {
    /// Its value is the figure at this address.
    address: String,
    name: &'a str,
    unit: Option<&'a str>,
    value: Option<String>,
    redacted: bool,
    better: Option<&'static str>,
    before: Vec<EarlierJson<'a>>,
    comments: Option<&'a str>,
}

#[derive(Serialize)]
struct EarlierJson<'a> {
    /// The change is the figure at this address.
    address: &'a str,
    of: &'a str,
    value: Option<String>,
    redacted: bool,
    /// As stated, not calculated.
    stated_change: Option<String>,
}

#[derive(Serialize)]
struct ObjectiveJson<'a> {
    /// `objective.O`: what its categories took is under it.
    address: String,
    name: &'a str,
    bucket: Option<&'a str>,
    measure: Option<&'a str>,
    status: Option<&'a str>,
    people: Option<u32>,
    outside: Option<u32>,
    categories: &'a [String],
    goals: Vec<GoalJson<'a>>,
    comments: Option<&'a str>,
}

#[derive(Serialize)]
struct GoalJson<'a> {
    name: &'a str,
    met: Option<bool>,
    stretch: bool,
    comments: Option<&'a str>,
}

#[derive(Serialize)]
struct WorkflowJson<'a> {
    /// `workflow.W`: what was recorded in its categories, with all workflows of the same; `null` where nothing is known.
    address: Option<String>,
    name: &'a str,
    category: &'a str,
    categories: &'a [String],
    kinds: Vec<&'static str>,
    stated_fte: Option<String>,
    comments: Option<&'a str>,
}

impl<'a> WrittenJson<'a> {
    pub fn of(written: &'a WrittenReport, review: &'a Review) -> WrittenJson<'a> {
        let parts = &written.parts;
        let kpis = parts.kpis.iter().zip(&written.kpis);
        let objectives = parts.objectives.iter().zip(&written.objectives);
        WrittenJson {
            kpis: kpis.map(|(kpi, report)| KpiJson::of(kpi, &report.id, &report.changes)).collect(),
            objectives: objectives.map(|(objective, id)| ObjectiveJson::of(objective, id, review)).collect(),
            workflows: parts.workflows.iter().enumerate().map(|(at, of)| WorkflowJson::of(at, of, written)).collect(),
            successes: &parts.successes,
            misses: &parts.misses,
            learnings: &parts.learnings,
        }
    }
}

impl<'a> KpiJson<'a> {
    fn of(kpi: &'a Kpi, id: &str, changes: &'a [String]) -> KpiJson<'a> {
        let before = kpi.before.iter().zip(changes).map(|(earlier, address)| EarlierJson {
            address,
            of: &earlier.of,
            value: earlier.value.known().map(stated),
            redacted: earlier.value == Reading::Redacted,
            stated_change: earlier.change.as_ref().map(stated),
        });
        KpiJson {
            address: format!("kpi.{id}"),
            name: &kpi.name,
            unit: kpi.unit.as_deref(),
            value: kpi.value.known().map(stated),
            redacted: kpi.value == Reading::Redacted,
            better: kpi.better.map(|better| if better == Better::Higher { "higher" } else { "lower" }),
            before: before.collect(),
            comments: kpi.comments.as_deref(),
        }
    }
}

impl<'a> ObjectiveJson<'a> {
    fn of(objective: &'a Objective, id: &str, review: &'a Review) -> ObjectiveJson<'a> {
        let goal = |goal: &'a Goal| GoalJson {
            name: &goal.name,
            met: goal.met,
            stretch: goal.stretch,
            comments: goal.comments.as_deref(),
        };
        ObjectiveJson {
            address: format!("objective.{id}"),
            name: &objective.name,
            bucket: objective.bucket.and_then(|at| review.rules.buckets.get(at)).map(String::as_str),
            measure: objective.measure.as_deref(),
            status: objective.status.as_deref(),
            people: objective.people,
            outside: objective.outside,
            categories: &objective.categories,
            goals: objective.goals.iter().map(goal).collect(),
            comments: objective.comments.as_deref(),
        }
    }
}

impl<'a> WorkflowJson<'a> {
    fn of(at: usize, workflow: &'a Workflow, written: &WrittenReport) -> WorkflowJson<'a> {
        let group = written.groups.iter().find(|group| group.workflows.contains(&at));
        WorkflowJson {
            address: group.map(|group| format!("workflow.{}", group.id)),
            name: &workflow.name,
            category: &workflow.category,
            categories: &workflow.categories,
            kinds: workflow.kinds.iter().map(|kind| kind.name()).collect(),
            stated_fte: workflow.fte.as_ref().map(stated),
            comments: workflow.comments.as_deref(),
        }
    }
}
