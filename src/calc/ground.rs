//! The ground every figure stands on: categories, shares and person-weeks, summed once. domain.md sections 1, 2 and 4.

use std::collections::{BTreeMap, BTreeSet};

use super::capacity::{WeekCapacity, weeks};
use super::leave::{JoinedLeave, WrittenLeave};
use super::review::{CategoryReport, PersonReport, PersonWeek, State};
use super::share::{Effort, Of};
use super::table::{Key, Row, Table};
use crate::model::address::{self, Parts};
use crate::model::calendar::Calendar;
use crate::model::category::{Bucket, Classified, Taxonomy};
use crate::model::day::Day;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::Roster;
use crate::model::rules::Rules;
use crate::model::week::Week;
use crate::problem::grammar::nearest;
use crate::problem::{Finding, Problem};
use crate::rollup::ledger::Ledger;

/// What a review is calculated from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    pub roster: &'a Roster,
    pub taxonomy: &'a Taxonomy,
    pub rules: &'a Rules,
    pub calendar: &'a Calendar,
    pub ledger: &'a Ledger,
}

/// Sums of shares, in full-time weeks. Effort only: leave and excluded work are not in them.
#[derive(Debug, Default)]
pub struct Totals {
    pub person_category: BTreeMap<(usize, usize), Exact>,
    pub category: BTreeMap<usize, Exact>,
    pub person: BTreeMap<usize, Exact>,
    pub bucket: BTreeMap<usize, Exact>,
    /// `(bucket, person)`: for the split without somebody.
    pub bucket_person: BTreeMap<(usize, usize), Exact>,
    pub all: Exact,
}

type Filled = BTreeMap<(usize, usize), BTreeSet<usize>>;

/// See the module.
pub struct Ground<'a> {
    pub input: Input<'a>,
    /// The report's length in weeks.
    pub length: Exact,
    pub people: Vec<PersonReport>,
    /// Configured categories, then the activities nobody claims.
    pub categories: Vec<CategoryReport>,
    /// The category of each activity of the ledger.
    pub category_of: Vec<usize>,
    pub capacity: Vec<Vec<WeekCapacity>>,
    pub totals: Totals,
    /// `(person, category)` -> the weeks (indices) with an entry: a cell that is not blank.
    pub filled: Filled,
    /// `(person, week)` with a percent.
    pub percents: BTreeSet<(usize, usize)>,
    pub problems: Vec<Problem>,
}

/// The number of a bucket in the table: those of the scheme, then unclassified.
pub fn bucket_number(bucket: Bucket, rules: &Rules) -> usize {
    match bucket {
        Bucket::Of(at) => at,
        Bucket::Unclassified => rules.buckets.len(),
        Bucket::Leave => rules.buckets.len() + 1,
        Bucket::Excluded => rules.buckets.len() + 2,
    }
}

impl<'a> Ground<'a> {
    /// Sums the ledger.
    pub fn new(input: Input<'a>) -> Ground<'a> {
        let mut problems = Vec::new();
        let (categories, category_of) = (categories(input, &mut problems), input.ledger.work.category_of.clone());
        let capacity = weeks(input.roster, input.calendar, input.rules);
        let mut cells = cells(input, &categories, &category_of, &capacity);
        let table = Table::new(std::mem::take(&mut cells.rows));
        let mut recorded: BTreeMap<(usize, usize), Exact> = table
            .by([Key::Person, Key::Week])
            .into_iter()
            .map(|([person, week], share)| ((person, week), share))
            .collect();
        let mut people = people(input, &mut problems);
        for (index, person) in people.iter_mut().enumerate() {
            let mut free: Vec<Day> = Vec::new();
            for (at, week) in input.calendar.weeks.iter().enumerate() {
                let recorded = recorded.remove(&(index, at)).unwrap_or_default();
                let written = cells.shown.get(&(index, at)).copied();
                let own = &capacity[index][at];
                let leave = cells.leave.remove(&(index, at)).unwrap_or_default();
                let JoinedLeave { leave: joined, twice } =
                    leave.joined(own, |day| of(input, &capacity, index).roster_leave(day));
                problems.extend(twice.map(|twice| leave_twice(&person.name, week.week, twice, &person.id)));
                free.extend(leave.free);
                person.weeks.push(person_week_of(week.week, own, (recorded, joined), written));
            }
            problems.extend(free_leave(&person.name, free, &person.id));
        }
        let totals = totals(&table);
        let length = input.calendar.length(&input.rules.working_days);
        let Cells { filled, percents, .. } = cells;
        Ground { input, length, people, categories, category_of, capacity, totals, filled, percents, problems }
    }

    /// The categories that are effort, in printing order: those configured, and those nobody claims.
    pub fn effort(&self) -> impl Iterator<Item = (usize, &CategoryReport)> {
        self.categories.iter().enumerate().filter(|(_, category)| category.bucket.is_effort())
    }

    /// The sum of one column of the identity over some person-weeks.
    pub fn sum(&self, people: &[usize], of: impl Fn(&PersonWeek) -> &Exact) -> Exact {
        Exact::sum(people.iter().filter_map(|&p| self.people.get(p)).flat_map(|p| p.weeks.iter().map(&of)))
    }

    pub fn everybody(&self) -> Vec<usize> {
        (0..self.people.len()).collect()
    }

    pub fn all_weeks(&self) -> Vec<usize> {
        (0..self.input.calendar.weeks.len()).collect()
    }
}

fn categories(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<CategoryReport> {
    let Classified { categories: known, unclaimed, .. } = &input.ledger.work;
    let mut parts = Parts::default();
    let mut reports = Vec::with_capacity(known.len());
    for category in known {
        let (id, again) = parts.add(&category.name, &["total", "team"]);
        if again {
            problems.push(Problem::new(Finding::SameAddress { name: category.name.clone(), part: id.clone() }));
        }
        let name = category.name.clone();
        reports.push(CategoryReport { id, name, bucket: category.bucket, kind: category.kind });
    }
    if input.taxonomy.categories.is_empty() {
        let categories = reports.len() as u64;
        problems.extend((categories > 0).then(|| Problem::new(Finding::AssumedCategories { categories })));
    } else {
        for (report, which) in unclaimed.iter().filter_map(|&(at, which)| reports.get(at).map(|report| (report, which)))
        {
            let near = nearest(&report.name, input.taxonomy.categories.iter().map(|c| c.name.as_str()));
            let fault = Finding::UnmappedCategory { name: report.name.clone(), near };
            let mut problem = Problem::new(fault).about([format!("team.mean.{}", report.id)]);
            if let Some((place, excerpt)) = input.ledger.headings.get(which).cloned() {
                problem = Problem { excerpt, ..problem.at(place) };
            }
            problems.push(problem);
        }
    }
    reports
}

fn people(input: Input<'_>, problems: &mut Vec<Problem>) -> Vec<PersonReport> {
    let mut parts = Parts::default();
    let report = |person: &crate::model::person::Person| {
        let (id, again) = parts.add(&person.name, &["total", "team"]);
        if again {
            problems.push(Problem::new(Finding::SameAddress { name: person.name.clone(), part: id.clone() }));
        }
        PersonReport { id, name: person.name.clone(), weeks: Vec::new() }
    };
    input.roster.people.iter().map(report).collect()
}

/// The ledger as rows of the table, with what else is known of its cells.
#[derive(Default)]
struct Cells {
    rows: Vec<Row>,
    filled: Filled,
    /// Person-weeks in which anything was written, and whether any of it is effort other than zero.
    shown: BTreeMap<(usize, usize), bool>,
    percents: BTreeSet<(usize, usize)>,
    has_leave: BTreeSet<(usize, usize)>,
    /// `(person, week)` -> the leave that sheets write.
    leave: BTreeMap<(usize, usize), WrittenLeave>,
}

fn cells(
    input: Input<'_>,
    categories: &[CategoryReport],
    category_of: &[usize],
    capacity: &[Vec<WeekCapacity>],
) -> Cells {
    let mut cells = Cells { has_leave: has_leave(input), ..Cells::default() };
    for entry in &input.ledger.entries {
        let category = category_of[entry.activity];
        let bucket = categories[category].bucket;
        let effort = Effort { slot: entry.slot, amount: &entry.amount, unit: entry.unit };
        let has_leave = |week| cells.has_leave.contains(&(entry.person, week));
        for (week, share) in of(input, capacity, entry.person).shares(effort, has_leave) {
            cells.filled.entry((entry.person, category)).or_default().insert(week);
            let written = cells.shown.entry((entry.person, week)).or_default();
            *written |= bucket.is_effort() && !entry.amount.is_zero();
            if entry.unit != Unit::Hours {
                cells.percents.insert((entry.person, week));
            }
            if bucket.is_effort() {
                let bucket = bucket_number(bucket, input.rules);
                cells.rows.push(Row { person: entry.person, week, category, bucket, share });
            }
        }
        if bucket == Bucket::Leave {
            for (week, part) in of(input, capacity, entry.person).leave(effort) {
                cells.leave.entry((entry.person, week)).or_default().add(part);
            }
        }
    }
    cells
}

/// `(person, week)` with a leave cell other than zero that is about a working day.
pub fn has_leave(input: Input<'_>) -> BTreeSet<(usize, usize)> {
    let work = &input.ledger.work;
    let is_leave = |activity: usize| work.categories[work.category_of[activity]].bucket == Bucket::Leave;
    let working = &input.rules.working_days;
    let works = |from: Day, to: Day| from.through(to).any(|day| day.is_on(working));
    let leave = input.ledger.entries.iter().filter(|entry| is_leave(entry.activity) && !entry.amount.is_zero());
    let weeks =
        leave.flat_map(|entry| entry.slot.touches(input.calendar, working).map(move |touched| (entry.person, touched)));
    weeks.filter(|(_, (_, from, to))| works(*from, *to)).map(|(person, (week, ..))| (person, week)).collect()
}

/// What a person's effort is held against.
pub fn of<'a>(input: Input<'a>, capacity: &'a [Vec<WeekCapacity>], index: usize) -> Of<'a> {
    let person = &input.roster.people[index];
    Of { person, index, capacity: &capacity[index], calendar: input.calendar, rules: input.rules }
}

/// The state and the identity of one person-week.
fn person_week_of(
    week: Week,
    capacity: &WeekCapacity,
    (recorded, leave): (Exact, Exact),
    written: Option<bool>,
) -> PersonWeek {
    let own = &capacity.own;
    let away = own.holidays.plus(&leave);
    let state = if !own.is_employed() {
        State::NotEmployed
    } else if written == Some(true) {
        State::Recorded
    } else if own.gross.is_zero() {
        // Employed on a weekend only, or at FTE 0: nothing is due.
        State::NotEmployed
    } else if away >= own.gross {
        State::Leave
    } else if written.is_some() {
        State::RecordedZero
    } else {
        State::NotSubmitted
    };
    let rest = own.gross.minus(&away);
    let (not_submitted, unallocated) =
        if state == State::NotSubmitted { (rest, Exact::ZERO) } else { (Exact::ZERO, rest.minus(&recorded)) };
    PersonWeek {
        week,
        state,
        gross: own.gross.clone(),
        recorded,
        leave,
        holidays: own.holidays.clone(),
        not_submitted,
        unallocated,
    }
}

fn leave_twice(person: &str, week: Week, (days, roster, sheet): (Vec<Day>, Exact, Exact), id: &str) -> Problem {
    let fault = Finding::LeaveTwice { person: person.to_owned(), week, days, roster, sheet };
    Problem::new(fault).about([format!("capacity.leave.{id}"), address::week(id, week)])
}

/// A note about leave on days on which nobody works.
fn free_leave(person: &str, mut days: Vec<Day>, id: &str) -> Option<Problem> {
    days.sort();
    days.dedup();
    let fault = Finding::FreeLeave { person: person.to_owned(), days: days.clone() };
    (!days.is_empty()).then(|| Problem::new(fault).about([format!("capacity.leave.{id}")]))
}

fn totals(table: &Table) -> Totals {
    let mut totals = Totals::default();
    for ([person, category], share) in table.by([Key::Person, Key::Category]) {
        totals.person_category.insert((person, category), share);
    }
    for ([category], share) in table.by([Key::Category]) {
        totals.category.insert(category, share);
    }
    for ([bucket, person], share) in table.by([Key::Bucket, Key::Person]) {
        let sum = totals.person.entry(person).or_default();
        *sum = sum.plus(&share);
        totals.bucket_person.insert((bucket, person), share);
    }
    for ([bucket], share) in table.by([Key::Bucket]) {
        totals.all = totals.all.plus(&share);
        totals.bucket.insert(bucket, share);
    }
    totals
}
