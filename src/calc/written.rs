//! The written parts held against the sheets: how a key figure moved, what an objective's categories really took, what was
//! recorded where a workflow states its effort. A disagreement is a note; nothing that was written is changed.

use super::figure::{Cells, Figure, Figures, Formula, Missing, Section, Side, Unit};
use super::ground::Ground;
use crate::model::address::Parts;
use crate::model::category::Bucket;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::written::{Earlier, Kpi, Objective, Reading, Stated, Workflow, Written};
use crate::problem::words::nearest;
use crate::problem::{Problem, WrittenFault};

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
    pub stated: Option<Stated>,
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

/// Calculates what the sheets say to the written parts: the figures `kpi.*`, `objective.*`, `workflow.*`, and the notes.
pub fn written(ground: &Ground<'_>, parts: &Written, figures: &mut Figures) -> (WrittenReport, Vec<Problem>) {
    let (mut notes, mut ids) = (Vec::new(), Parts::default());
    let mut kpis = Vec::new();
    for kpi in &parts.kpis {
        kpis.push(self::kpi(kpi, ids.add(&kpi.name, &[]).0, figures, &mut notes));
    }
    let (mut objectives, mut ids) = (Vec::new(), Parts::default());
    for objective in &parts.objectives {
        let (id, _) = ids.add(&objective.name, &[]);
        if !objective.categories.is_empty() {
            self::objective(ground, objective, &id, figures, &mut notes);
        }
        objectives.push(id);
    }
    let groups = groups(&parts.workflows);
    for group in &groups {
        workflows(ground, &parts.workflows, group, figures, &mut notes);
    }
    notes.extend(unmatched(ground, &parts.workflows));
    (WrittenReport { parts: parts.clone(), kpis, objectives, groups }, notes)
}

/// Whether a number rounded to as many places as the stated one would be that.
fn agrees(stated: &Stated, with: &Exact) -> bool {
    stated.value.apart(with) <= Exact::decimal(5, stated.places + 1)
}

fn kpi(kpi: &Kpi, id: String, figures: &mut Figures, notes: &mut Vec<Problem>) -> KpiReport {
    let figure = |address, column: &str, unit, formula| {
        Figure::new(address, Section::KeyFigures, &kpi.name, column, unit, formula)
    };
    let value = figure(format!("kpi.{id}"), "value", Unit::Own, Formula::Kpi);
    figures.push(match &kpi.value {
        Reading::Known(now) => value.known(now.value.clone()),
        unknown => value.missing(why(unknown)),
    });
    let (mut changes, mut ids) = (Vec::new(), Parts::default());
    for earlier in &kpi.before {
        let address = format!("kpi.{id}.{}", ids.add(&earlier.of, &[]).0);
        let unit = if kpi.is_percentage() { Unit::PercentagePoints } else { Unit::Percent };
        let change = figure(address.clone(), &format!("change from {}", earlier.of), unit, Formula::KpiChange);
        let change = moved(change, &kpi.value, &earlier.value);
        if let (Some(stated), Ok(computed)) = (&earlier.change, &change.value)
            && !agrees(stated, computed)
        {
            notes.push(change_differs(kpi, earlier, stated, computed).about([address.clone()]));
        }
        figures.push(change);
        changes.push(address);
    }
    KpiReport { id, changes }
}

fn why(unknown: &Reading) -> Missing {
    if *unknown == Reading::Redacted { Missing::Redacted } else { Missing::NoData }
}

/// A change in percent is one of something: from less than nothing there is none.
fn moved(change: Figure, now: &Reading, earlier: &Reading) -> Figure {
    let (Some(to), Some(from)) = (now.known(), earlier.known()) else {
        let redacted = [now, earlier].contains(&&Reading::Redacted);
        return change.missing(if redacted { Missing::Redacted } else { Missing::NoData });
    };
    let by = to.value.minus(&from.value);
    match change.unit {
        Unit::PercentagePoints => change.known(by),
        _ if from.value.is_negative() => change.missing(Missing::NotApplicable),
        _ => change.over(Side::new(by, Unit::Own), Side::new(from.value.clone(), Unit::Own)),
    }
}

fn change_differs(kpi: &Kpi, earlier: &Earlier, stated: &Stated, computed: &Exact) -> Problem {
    let finding = WrittenFault::KpiDiffers {
        kpi: kpi.name.clone(),
        of: earlier.of.clone(),
        stated: stated.value.clone(),
        places: stated.places,
        computed: computed.clone(),
        points: kpi.is_percentage(),
    };
    Problem::new(finding).at(earlier.place.clone())
}

/// The categories of these names, by index.
fn categories(ground: &Ground<'_>, names: &[String]) -> Vec<usize> {
    let is_named = |name: &str| names.iter().any(|named| folded(named) == folded(name));
    ground.effort().filter(|(_, category)| is_named(&category.name)).map(|(at, _)| at).collect()
}

/// Effort in some categories, in FTE: FTE-weeks / weeks.
fn fte(ground: &Ground<'_>, figure: Figure, categories: Vec<usize>) -> Figure {
    let recorded = Exact::sum(categories.iter().filter_map(|category| ground.totals.category.get(category)));
    let weeks = Side::new(ground.length.clone(), Unit::Weeks);
    let cells = Cells::effort(ground.everybody(), ground.all_weeks(), categories);
    figure.over(Side::new(recorded, Unit::FteWeeks), weeks).cells(cells)
}

fn objective(ground: &Ground<'_>, objective: &Objective, id: &str, figures: &mut Figures, notes: &mut Vec<Problem>) {
    let categories = categories(ground, &objective.categories);
    let figure = |part: &str, unit, formula| {
        Figure::new(format!("objective.{id}.{part}"), Section::Objectives, &objective.name, part, unit, formula)
    };
    let effort = fte(ground, figure("fte", Unit::Fte, Formula::ObjectiveFte), categories.clone());
    let has_share = |person: &usize| {
        let of = |category| ground.totals.person_category.get(&(*person, category));
        categories.iter().any(|&category| of(category).is_some_and(|share| !share.is_zero()))
    };
    let people = ground.everybody().iter().filter(|person| has_share(person)).count();
    let people = u32::try_from(people).unwrap_or(u32::MAX);
    let note = |finding, part: &str| {
        Problem::new(finding).at(objective.place.clone()).about([format!("objective.{id}.{part}")])
    };
    if let (Some(planned), Ok(fte)) = (objective.people, &effort.value)
        && planned != people
    {
        let (objective, categories) = (objective.name.clone(), objective.categories.clone());
        notes.push(note(
            WrittenFault::StaffingDiffers { objective, planned, people, fte: fte.clone(), categories },
            "people",
        ));
    }
    let buckets = &ground.input.rules.buckets;
    let of = |bucket| buckets.get(bucket).cloned().unwrap_or_default();
    for &category in &categories {
        let category = &ground.categories[category];
        let (Some(said), Bucket::Of(found)) = (objective.bucket, category.bucket) else { continue };
        if said != found {
            let (name, bucket) = (objective.name.clone(), of(said));
            let (category, is) = (category.name.clone(), of(found));
            let finding = WrittenFault::BucketDiffers { objective: name, bucket, category, is };
            notes.push(note(finding, "fte"));
        }
    }
    let people = figure("people", Unit::Count, Formula::ObjectivePeople).known(Exact::from(people));
    let cells = effort.cells.clone();
    figures.push(effort);
    figures.push(people.cells(cells));
}

fn groups(workflows: &[Workflow]) -> Vec<WorkflowGroup> {
    let (mut groups, mut ids): (Vec<WorkflowGroup>, Parts) = Default::default();
    for (at, workflow) in workflows.iter().enumerate().filter(|(_, workflow)| !workflow.categories.is_empty()) {
        let mut categories = workflow.categories.clone();
        categories.sort();
        let known = groups.iter().position(|group| group.categories == categories);
        let known = known.unwrap_or_else(|| {
            let (id, _) = ids.add(&categories.join(" "), &[]);
            groups.push(WorkflowGroup { id, categories, workflows: Vec::new(), stated: None, is_complete: true });
            groups.len() - 1
        });
        let group = &mut groups[known];
        group.workflows.push(at);
        group.is_complete &= workflow.fte.is_some();
        group.stated = match (group.stated.take(), &workflow.fte) {
            (Some(sum), Some(own)) => {
                Some(Stated { value: sum.value.plus(&own.value), places: sum.places.max(own.places) })
            }
            (sum, own) => sum.or_else(|| own.clone()),
        };
    }
    groups
}

fn workflows(
    ground: &Ground<'_>,
    workflows: &[Workflow],
    group: &WorkflowGroup,
    figures: &mut Figures,
    notes: &mut Vec<Problem>,
) {
    let address = format!("workflow.{}.fte", group.id);
    let named = group.categories.join(", ");
    let figure = Figure::new(address.clone(), Section::Workflows, &named, "fte", Unit::Fte, Formula::WorkflowFte);
    let figure = fte(ground, figure, categories(ground, &group.categories));
    if let (Some(stated), Ok(recorded)) = (&group.stated, &figure.value) {
        // Work of which nobody says how much it is can only be more.
        let differs = !agrees(stated, recorded) && (group.is_complete || stated.value > *recorded);
        let of = group.workflows.iter().map(|&at| &workflows[at]);
        let names =
            of.clone().filter(|workflow| workflow.fte.is_some()).map(|workflow| workflow.name.clone()).collect();
        let finding = WrittenFault::EffortDiffers {
            workflows: names,
            stated: stated.value.clone(),
            places: stated.places,
            recorded: recorded.clone(),
            categories: group.categories.clone(),
        };
        let mut places = of.map(|workflow| workflow.place.clone());
        let first = places.next();
        notes.extend(differs.then(|| Problem { place: first, ..Problem::new(finding).also(places).about([address]) }));
    }
    figures.push(figure);
}

/// Workflows that state an effort which nothing can be held against.
fn unmatched(ground: &Ground<'_>, workflows: &[Workflow]) -> Vec<Problem> {
    let alone = workflows.iter().filter(|workflow| workflow.categories.is_empty());
    let note = |workflow: &Workflow| {
        workflow.fte.as_ref()?;
        // The category is one of the sheets, and `categories = []` says that it is not meant.
        let is_known = |name: &str| folded(name) == folded(&workflow.category);
        if ground.effort().any(|(_, category)| is_known(&category.name)) {
            return None;
        }
        let near = nearest(&workflow.category, ground.effort().map(|(_, category)| category.name.as_str()));
        let (workflow, category, place) = (workflow.name.clone(), workflow.category.clone(), workflow.place.clone());
        let finding = WrittenFault::EffortUnmatched { workflow, category, near };
        Some(Problem::new(finding).at(place))
    };
    alone.filter_map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(num: i128, places: u32) -> Reading {
        Reading::Known(Stated { value: Exact::decimal(num, places), places })
    }

    fn change(unit: Unit, now: Reading, earlier: Reading) -> Result<Exact, Missing> {
        let figure = Figure::new("kpi.x.q2".into(), Section::KeyFigures, "x", "q2", unit, Formula::KpiChange);
        moved(figure, &now, &earlier).value
    }

    /// The published review: 440 requests a second, "+77% up from 248"; availability 99.962 %, "-0.017% from Q2", when it
    /// was 99.979 %.
    #[test]
    fn a_change_is_in_percent_and_of_a_percentage_in_points() {
        let up = change(Unit::Percent, known(440, 0), known(248, 0)).unwrap();
        assert_eq!(up, Exact::new(19_200, 248).unwrap());
        let down = change(Unit::PercentagePoints, known(99_962, 3), known(99_979, 3)).unwrap();
        assert_eq!(down, Exact::decimal(-17, 3));
    }

    #[test]
    fn what_is_redacted_or_not_known_makes_no_change() {
        for unit in [Unit::Percent, Unit::PercentagePoints] {
            assert_eq!(change(unit, Reading::Redacted, known(1, 0)), Err(Missing::Redacted));
            assert_eq!(change(unit, known(1, 0), Reading::Redacted), Err(Missing::Redacted));
            assert_eq!(change(unit, known(1, 0), Reading::NoData), Err(Missing::NoData));
            assert_eq!(change(unit, Reading::NoData, Reading::Redacted), Err(Missing::Redacted));
        }
    }

    #[test]
    fn there_is_no_percentage_of_nothing_or_less() {
        assert_eq!(change(Unit::Percent, known(1, 0), known(0, 0)), Err(Missing::NothingToDivideBy));
        assert_eq!(change(Unit::Percent, known(1, 0), known(-2, 0)), Err(Missing::NotApplicable));
        assert_eq!(change(Unit::PercentagePoints, known(1, 0), known(-2, 0)), Ok(Exact::whole(3)));
    }

    /// "Approx effort: 0.9 FTE": as good as its one place.
    #[test]
    fn a_stated_number_agrees_with_what_would_round_to_it() {
        let nine = |with| agrees(&Stated { value: Exact::decimal(9, 1), places: 1 }, &with);
        assert!(nine(Exact::decimal(85, 2)) && nine(Exact::decimal(95, 2)) && nine(Exact::decimal(9, 1)));
        assert!(!nine(Exact::decimal(849, 3)) && !nine(Exact::decimal(951, 3)));
        let one = Stated { value: Exact::ONE, places: 0 };
        assert!(agrees(&one, &Exact::decimal(14, 1)) && !agrees(&one, &Exact::decimal(16, 1)));
    }
}
