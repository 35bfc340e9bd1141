//! Timesheets: what is decided about an export before its entries are summed, and what is said about them afterwards.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::{HashMap, HashSet};

use crate::config::Config;
use crate::decide::durations::Durations;
use crate::model::category::{self, Bucket, Taxonomy};
use crate::model::cuts::Cuts;
use crate::model::day::Day;
use crate::model::decision::{Decision, DurationsBy, UnitBy};
use crate::model::effort::{Bare, Notation, Unit};
use crate::model::exact::Exact;
use crate::model::period::Period;
use crate::model::person::{ByName, Roster, folded, turned};
use crate::model::place::Place;
use crate::model::zone::Zone;
use crate::problem::{EntryFault, Fault, Problem, SheetFault};
use crate::read::plan::{Ignored, Plan, Says};
use crate::rollup::counts::CellCounts;
use crate::rollup::job::EntryRules;
use crate::rollup::noted::{Noted, Remark};
use crate::rollup::ran::Ran;
use crate::rollup::roll::FileRoll;

/// Leaves out the activity fields that no rule reads; project, task and category always stay. Of descriptions and tags, which
/// rules only test by pattern, the sums are kept by the patterns that match. interface.md section 6, "fold key".
pub fn folded_by_rules(mut plan: Plan, taxonomy: &Taxonomy) -> Plan {
    if plan.entries.is_none() {
        return plan;
    }
    let (kept, left): (Vec<_>, Vec<_>) = plan.says.into_iter().partition(|(says, _)| match says {
        Says::Category | Says::Project | Says::Task => true,
        // A break is no effort, whatever the rules say.
        Says::Type if plan.format.marks_breaks() => true,
        says => field_of(*says).is_some_and(|field| taxonomy.reads(field)),
    });
    plan.says = kept;
    plan.ignored.extend(left.into_iter().map(|(_, field)| (field, Ignored::NoRule)));
    plan.ignored.sort_by_key(|(field, _)| *field);
    for (says, field) in [(Says::Description, category::Field::Description), (Says::Tags, category::Field::Tag)] {
        if plan.says.iter().any(|(of, _)| *of == says) {
            plan.tested.push((says, taxonomy.patterns(field).map(str::to_owned).collect()));
        }
    }
    plan
}

fn field_of(says: Says) -> Option<category::Field> {
    Some(match says {
        Says::Project => category::Field::Project,
        Says::Task => category::Field::Task,
        Says::Tags => category::Field::Tag,
        Says::Client => category::Field::Client,
        Says::Description => category::Field::Description,
        Says::Billable => category::Field::Billable,
        Says::Type => category::Field::Type,
        Says::Category | Says::Unit | Says::Entries => return None,
    })
}

/// What the timesheets of a folder are read with, the first time and whenever they are read again.
#[derive(Debug)]
pub struct Context {
    zone: Zone,
    /// The configuration or the command line says the zone.
    is_zone_said: bool,
    /// So that each sum lies either inside the report or outside it, and either before or after somebody joined or left; and so that
    /// leave is known by the day where holidays or the roster have a part in it.
    cuts: Cuts,
    /// `None` without a roster.
    by_name: Option<ByName>,
    /// The file that first has each id; `None` where copies are not looked for.
    ids: Option<HashMap<Vec<u8>, u32>>,
    day_hours: Exact,
    all_columns: bool,
}

impl Context {
    /// `all_columns`: also validates columns that no figure uses.
    pub fn new(config: &Config, all_columns: bool) -> Context {
        Context {
            zone: config.time_zone.clone().unwrap_or_else(Zone::utc),
            is_zone_said: config.time_zone.is_some(),
            cuts: cuts(config, config.period.as_ref()),
            by_name: (!config.roster.assumed).then(|| config.roster.by_name()),
            ids: None,
            day_hours: config.rules.limits.day_hours.clone(),
            all_columns,
        }
    }

    /// From now on, keeps the ids of entries to find copies in later files.
    pub fn look_for_copies(&mut self) {
        self.ids = Some(HashMap::new());
    }

    /// The rules for reading a file, given its number; `None` if its rows are not entries.
    pub fn rules(&self, plan: &Plan, file: usize) -> Option<EntryRules<'_>> {
        let entries = plan.entries.as_ref()?;
        Some(EntryRules {
            zone: Some(&self.zone),
            by_day: false,
            cuts: Some(&self.cuts),
            roster: self.by_name.as_ref(),
            ids: self.ids.as_ref().filter(|_| entries.id.is_some()).map(|ids| (ids, file as u32)),
            day_hours: Some(&self.day_hours),
            all_columns: self.all_columns,
        })
    }

    /// Keeps the ids of a file's entries.
    pub fn keep(&mut self, ids: HashSet<Vec<u8>>, file: usize) {
        if let Some(known) = &mut self.ids {
            for id in ids {
                known.entry(id).or_insert(file as u32);
            }
        }
    }

    /// The decision about the time zone by whose days moments are counted.
    pub fn zone_decision(&self) -> Decision {
        Decision::TimeZone { name: self.zone.name().to_owned(), said: self.is_zone_said }
    }
}

/// Where the sums of entries begin anew. `period`: that of the report.
pub fn cuts(config: &Config, period: Option<&Period>) -> Cuts {
    let around = |from: Day, to: Day| from.through(to.plus(1));
    let period = period.into_iter().flat_map(|period| [period.from, period.to.plus(1)]);
    let people = &config.roster.people;
    let employed = people.iter().flat_map(|person| [person.joined, person.left.map(|left| left.plus(1))]).flatten();
    let has_leave = config.taxonomy.categories.iter().any(|category| category.bucket == Bucket::Leave);
    let holidays = config.rules.holidays.iter().flat_map(|holiday| around(holiday.day, holiday.day));
    let leave = people.iter().flat_map(|person| &person.leave).flat_map(|leave| around(leave.from, leave.to));
    let away = holidays.chain(leave).filter(|_| has_leave);
    Cuts::new(period.chain(employed).chain(away), has_leave.then_some(&config.rules.working_days))
}

/// Takes the unit of bare durations from the configuration, if that says one.
pub fn said(plan: &mut Plan, said: Option<Bare>) -> Option<Decision> {
    let bare = said?;
    plan.bare = said;
    (bare != Bare::Hours).then_some(Decision::Durations(bare, DurationsBy::Configuration))
}

/// Whether the unit of bare durations must be found in the rows, because neither the configuration nor the format says it.
pub fn is_open(plan: &Plan) -> bool {
    plan.bare.is_none() && plan.entries.as_ref().is_some_and(|entries| !entries.spans)
}

/// Takes the unit of bare durations from what the rows show, if they show one. `all`: `shown` covers every row.
pub fn shown(plan: &mut Plan, shown: Durations, all: bool) -> Option<Decision> {
    let (bare, decision) = shown.unit(all)?;
    plan.bare = Some(bare);
    Some(decision)
}

/// Makes one problem of all bare durations that were refused: the first, with the number of the others.
pub fn refused(ran: &mut Ran, shown: Durations) {
    let Some(noted) = ran.remarks.of(Remark::Undecided) else { return };
    let Durations { rows, fit, .. } = shown;
    let (others, also) = (noted.rows.saturating_sub(1), noted.places.iter().skip(1).cloned().collect::<Vec<_>>());
    let mut is_told = false;
    // Each worker has reported the first one that it met.
    ran.problems.retain_mut(|problem| {
        let Fault::Entry(EntryFault::DurationsUndecided { text, .. }) = &problem.fault else { return true };
        let (text, [hours, minutes, seconds, _]) = (text.clone(), fit);
        problem.fault = Fault::Entry(EntryFault::DurationsUndecided { text, others, rows, hours, minutes, seconds });
        problem.also.clone_from(&also);
        !std::mem::replace(&mut is_told, true)
    });
}

/// The unit of an export: hours, whatever its durations are written in.
///
/// # Errors
/// `unit-disagrees` if the configuration says a unit that is not one of durations; `marks-disagree` if cells carry percent
/// signs.
pub fn unit(
    plan: &Plan,
    marks: &[CellCounts; 4],
    file: &Place,
    said: Option<(Unit, Option<Bare>)>,
) -> Result<(Unit, Decision), Box<Problem>> {
    if let Some((unit, None)) = said {
        return Err(Box::new(Problem::new(EntryFault::UnitDisagrees { said: unit.name() }).at(file.clone())));
    }
    let cells = |notation: Notation| marks[notation as usize].cells;
    let hours = cells(Notation::Hours) + cells(Notation::Clock);
    let bare = cells(Notation::Bare);
    if cells(Notation::Percent) > 0 {
        let percent = cells(Notation::Percent);
        let fault = SheetFault::MarksDisagree { percent, hours, bare, said: Some("hours") };
        return Err(Box::new(Problem::new(fault).at(file.clone())));
    }
    let by = match plan.entries.as_ref().filter(|entries| entries.spans) {
        _ if matches!(said, Some((_, Some(Bare::Hours)))) => UnitBy::Configuration,
        Some(_) => UnitBy::StartToEnd,
        // Bare numbers were made durations when they were folded.
        None if bare == 0 => UnitBy::Durations { cells: hours, bare: plan.bare.filter(|bare| *bare != Bare::Hours) },
        None if plan.format.is_tracker() => UnitBy::Tracker(plan.format.name()),
        None => UnitBy::Mapping,
    };
    Ok((Unit::Hours, Decision::Unit(Unit::Hours, by)))
}

/// The notes and warnings about the entries of a file.
pub fn remarks(plan: &Plan, ran: &Ran, context: &Context) -> Vec<Problem> {
    let problem = |(remark, noted): (Remark, &Noted)| {
        let (rows, hours) = (noted.rows, noted.hours());
        let fault = match remark {
            Remark::Running => EntryFault::RunningTimer { rows },
            Remark::Long => EntryFault::LongEntry { rows, hours, limit: context.day_hours.clone() },
            Remark::Negative => EntryFault::NegativeEntry { rows, hours },
            Remark::Zero => EntryFault::ZeroEntry { rows },
            Remark::AcrossMidnight => EntryFault::AcrossMidnight { rows, hours },
            Remark::Copy => EntryFault::CopiesLeftOut { rows, hours },
            Remark::Short => EntryFault::ShortRow { rows },
            Remark::TimesDisagree => EntryFault::TimesDisagree { rows, hours },
            Remark::OtherWeek => EntryFault::OtherWeek { rows, hours, zone: context.zone.name().to_owned() },
            // `left_out` and `refused` report these.
            Remark::Blank | Remark::Header | Remark::Wordy | Remark::Undecided => return None,
            Remark::WithOffset if context.is_zone_said => return None,
            Remark::WithOffset => EntryFault::AssumedTimeZone { rows },
        };
        let mut places = noted.places.iter().cloned();
        let first = places.next().unwrap_or_else(|| Place::file(&plan.file));
        Some(Problem::new(fault).at(first).also(places))
    };
    ran.remarks.iter().filter_map(problem).collect()
}

/// Whether the header is repeated in the file with its columns in another order. Nothing of such a file is used, and problems
/// below the second header are dropped: those rows were read with the wrong columns.
pub fn has_second_header(ran: &mut Ran) -> bool {
    let is_second = |problem: &&Problem| matches!(problem.fault, Fault::Entry(EntryFault::SecondHeader {}));
    let Some(first) = ran.problems.iter().filter(is_second).filter_map(|problem| problem.place.clone()).min() else {
        return false;
    };
    ran.problems.retain(|problem| problem.place.as_ref().is_none_or(|place| *place <= first));
    true
}

/// One note for all rows of a file that hold no amount.
pub fn left_out(ran: &Ran) -> Option<Problem> {
    let noted = [Remark::Blank, Remark::Header, Remark::Wordy].map(|remark| ran.remarks.of(remark));
    let [blank, headers, words] = noted.map(|noted| noted.map_or(0, |noted| noted.rows));
    let mut places: Vec<Place> = noted.into_iter().flatten().flat_map(|noted| noted.places.clone()).collect();
    places.sort();
    let mut places = places.into_iter();
    let first = places.next()?;
    Some(Problem::new(EntryFault::RowsLeftOut { blank, headers, words }).at(first).also(places))
}

/// Warns where two people may have been taken for one: without a roster, a name that stands beside several e-mail addresses;
/// with one, a name beside the address of somebody else.
pub fn addresses(rolls: &[FileRoll], roster: &Roster) -> Vec<Problem> {
    let by_name = roster.by_name();
    let mut seen: BTreeMap<String, (&FileRoll, &str, BTreeSet<String>)> = BTreeMap::new();
    let mut problems = Vec::new();
    for (roll, name, email) in rolls.iter().flat_map(|roll| roll.ran.emails.iter().map(move |(n, e)| (roll, n, e))) {
        if roster.assumed {
            let key = turned(&folded(name)).into_owned();
            if !key.is_empty() && key != folded(email) {
                seen.entry(key).or_insert((roll, name, BTreeSet::new())).2.insert(folded(email));
            }
        } else if let Some(person) = by_name.find(email).and_then(|at| roster.people.get(at)) {
            let (name, address, person) = (name.clone(), email.clone(), person.name.clone());
            let fault = EntryFault::AddressOfAnother { name, address, person };
            problems.push(Problem::new(fault).at(Place::file(&roll.plan.file)));
        }
    }
    for (roll, name, addresses) in seen.into_values().filter(|(.., addresses)| addresses.len() > 1) {
        let (name, addresses) = (name.to_owned(), addresses.into_iter().collect());
        let fault = EntryFault::SeveralAddresses { name, addresses };
        problems.push(Problem::new(fault).at(Place::file(&roll.plan.file)));
    }
    problems
}
