//! Summarises a file by itself: its columns, people, days and sums, without roster, buckets or period.

use hashbrown::HashMap;

use super::ledger::Ledger;
use super::roll::FileRoll;
use super::units::{amount_in, unit_of};
use crate::model::category::{Activity, Bucket};
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::model::source::{ActivitySum, ColumnUse, SourceReport, SourceSummary};
use crate::read::plan::{Format, Ignored, Plan, When};

/// The summary of the file with this index. `report` is its account.
pub fn summary(file: usize, roll: &FileRoll, report: SourceReport, ledger: &Ledger) -> SourceSummary {
    let days = || roll.fold.slots.iter().filter_map(|slot| roll.placed(*slot).days());
    let from = days().map(|(from, _)| from).min();
    let to = days().map(|(_, to)| to).max();
    SourceSummary {
        report,
        columns: columns(&roll.plan),
        people: roll.ran.names.clone(),
        days: from.zip(to),
        activities: activities(file, roll, ledger),
        // Days that were summed by week are no longer known.
        by_weeks: roll.plan.is_of_days(),
        is_export: roll.plan.format.is_tracker(),
        skip_rows: 0,
        is_understood: roll.is_understood,
        is_mapped: !roll.is_understood
            && !roll.plan.format.is_tracker()
            && ![Format::PeopleAcross, Format::Rollup].contains(&roll.plan.format),
    }
}

/// The share of each activity in everything recorded, in percent and in order of appearance. Leave and part-time work are
/// not considered. `None` if nothing is recorded.
pub fn shares(ledger: &Ledger, full_week: &Exact) -> Vec<(String, Option<Exact>)> {
    let mut sums: Vec<(String, Exact)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut of_activity = Vec::with_capacity(ledger.activities.len());
    for activity in &ledger.activities {
        let number = *numbers.entry(folded(activity.label())).or_insert_with(|| {
            sums.push((activity.label().to_owned(), Exact::ZERO));
            sums.len() - 1
        });
        of_activity.push(number);
    }
    for entry in &ledger.entries {
        let whole = if entry.unit == Unit::Hours { full_week } else { &Exact::HUNDRED };
        let share = entry.amount.over(whole).unwrap_or_default();
        let sum = &mut sums[of_activity[entry.activity]].1;
        *sum = sum.plus(&share);
    }
    let all = Exact::sum(sums.iter().map(|(_, sum)| sum));
    sums.into_iter().map(|(name, sum)| (name, sum.times(&Exact::HUNDRED).over(&all))).collect()
}

fn activities(file: usize, roll: &FileRoll, ledger: &Ledger) -> Vec<ActivitySum> {
    let mut sums: Vec<[Option<Exact>; 2]> = vec![[None, None]; roll.ran.activities.len()];
    let used = roll.unit.into_iter().flat_map(|unit| roll.fold.rows().map(move |row| (unit, row)));
    for (unit, sum) in used.flat_map(|(unit, row)| row.sums().map(move |sum| (unit, sum))) {
        let amount = amount_in(sum.exact(), sum.notation, unit);
        let which = usize::from(unit_of(sum.notation, unit) == Unit::Hours);
        let total = &mut sums[sum.activity as usize][which];
        *total = added(total.take(), Some(amount));
    }
    let mut found: Vec<ActivitySum> = Vec::new();
    for (at, (activity, [percent, hours])) in (0..).zip(roll.ran.activities.iter().zip(sums)) {
        let category = ledger.category_of(file, at).map(|at| &ledger.work.categories[at]);
        let category = category.filter(|category| category.bucket != Bucket::Unclassified);
        let category = category.map(|category| category.name.clone());
        let sum = ActivitySum { name: of_project(activity), percent, hours, category };
        // A sheet with one column for each person repeats its categories.
        match found.iter_mut().find(|known| known.name == sum.name && known.category == sum.category) {
            Some(known) => {
                known.percent = added(known.percent.take(), sum.percent);
                known.hours = added(known.hours.take(), sum.hours);
            }
            None => found.push(sum),
        }
    }
    found
}

/// The name of an activity in a list: project and task.
fn of_project(activity: &Activity) -> String {
    let Activity { name, project, task, .. } = activity;
    let name = if name == project && !task.is_empty() && !project.is_empty() {
        format!("{project}: {task}")
    } else {
        activity.label().to_owned()
    };
    if activity.is_break() { format!("{name} (breaks)") } else { name }
}

fn added(one: Option<Exact>, other: Option<Exact>) -> Option<Exact> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.plus(&other)),
        (one, other) => one.or(other),
    }
}

fn columns(plan: &Plan) -> Vec<(String, ColumnUse)> {
    let of = |(field, heading): (usize, &String)| (heading.clone(), column(plan, field));
    plan.header.headings.iter().enumerate().map(of).collect()
}

fn column(plan: &Plan, field: usize) -> ColumnUse {
    let is = |at: usize| at == field;
    match plan.when {
        When::Week(at) if is(at) => return ColumnUse::Is("week"),
        When::Date(at) if is(at) => return ColumnUse::Is("date"),
        When::Start(at) if is(at) => return ColumnUse::Is("start"),
        When::Range { from, .. } | When::Table { from, .. } if is(from) => return ColumnUse::Is("from"),
        When::Range { to, .. } | When::Table { to, .. } if is(to) => return ColumnUse::Is("to"),
        When::Table { span: Some(span), .. } if is(span) => return ColumnUse::Is("span"),
        _ => {}
    }
    if plan.person_fields().any(is) {
        return ColumnUse::Is("person");
    }
    if let Some(entries) = &plan.entries {
        let roles = [
            ("id", entries.id),
            ("e-mail address", entries.email),
            ("start", entries.start),
            ("end", entries.end),
            ("day of the end", entries.end_date),
        ];
        if let Some((role, _)) = roles.into_iter().find(|(_, at)| at.is_some_and(is)) {
            return ColumnUse::Is(role);
        }
    }
    if let Some((says, _)) = plan.says.iter().find(|(_, at)| is(*at)) {
        return ColumnUse::Is(says.name());
    }
    if let Some(amount) = plan.amounts.iter().find(|amount| is(amount.field)) {
        return match (&amount.person, amount.activity.is_empty(), amount.unit) {
            (Some(_), ..) => ColumnUse::OfPerson,
            (None, false, _) => ColumnUse::Category,
            (None, true, Some(Unit::Hours)) => ColumnUse::Is("hours"),
            (None, true, Some(_)) => ColumnUse::Is("percent"),
            (None, true, None) => ColumnUse::Is("effort"),
        };
    }
    let why = plan.ignored.iter().find(|(at, _)| is(*at)).map(|(_, why)| *why);
    ColumnUse::Left(match why {
        Some(Ignored::Total) => "totals",
        Some(Ignored::Remark) => "remarks",
        Some(Ignored::NoRule) => "no rule reads it",
        Some(Ignored::NotEffort(what)) => what,
        Some(Ignored::Unheaded) => "no heading",
        Some(Ignored::Unused) | None => "not needed",
    })
}
