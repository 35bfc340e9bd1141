//! Timesheets: what is decided of an export before it is folded, and what is said of its entries afterwards.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::{HashMap, HashSet};

use crate::config::Config;
use crate::decide::durations::Durations;
use crate::model::category::{self, Taxonomy};
use crate::model::day::Day;
use crate::model::effort::{Bare, Spelling, Unit};
use crate::model::exact::Exact;
use crate::model::person::{ByName, Roster, folded, turned};
use crate::model::place::Place;
use crate::model::source::{Decision, SaidBy};
use crate::model::zone::Zone;
use crate::problem::words::count;
use crate::problem::{EntryFault, Fault, Problem, SheetFault};
use crate::read::plan::{Format, Ignored, Plan, Says};
use crate::rollup::fold::Marks;
use crate::rollup::ledger::{FileRoll, Ledger, amount_in};
use crate::rollup::noted::{Noted, Remark};
use crate::rollup::run::{EntryRules, Ran};

/// The plan with the fields of work that count: project, task and category, and of the others those that a rule reads. What
/// rules only test by pattern is kept as the patterns it matches. interface.md section 6, "fold key".
pub fn folded_by_rules(mut plan: Plan, taxonomy: &Taxonomy) -> Plan {
    if plan.entries.is_none() {
        return plan;
    }
    let (kept, left): (Vec<_>, Vec<_>) = plan.says.into_iter().partition(|(says, _)| match says {
        Says::Category | Says::Project | Says::Task => true,
        // A break is no effort, whatever the rules say.
        Says::Type if plan.format == Format::Clockify => true,
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

/// What all timesheets of a folder are read by, the first time and every time they are read again.
#[derive(Debug)]
pub struct Context {
    zone: Zone,
    /// The configuration or the command line says the zone.
    is_zone_said: bool,
    /// The days with which a stretch of days begins, whatever the week: so that no piece of a week lies in the report and
    /// outside it, or before and after somebody joined.
    cuts: Vec<Day>,
    /// `None`: there is no roster.
    by_name: Option<ByName>,
    /// The file that first has each id; `None` where copies are not looked for.
    ids: Option<HashMap<Vec<u8>, u32>>,
    day_hours: Exact,
    all_columns: bool,
}

impl Context {
    /// `all_columns`: columns are read of which nothing is made.
    pub fn new(config: &Config, all_columns: bool) -> Context {
        let period = config.period.iter().flat_map(|period| [period.from, period.to.plus(1)]);
        let people = &config.roster.people;
        let employed = people.iter().flat_map(|person| [person.joined, person.left.map(|left| left.plus(1))]).flatten();
        let mut cuts: Vec<Day> = period.chain(employed).collect();
        cuts.sort();
        cuts.dedup();
        Context {
            zone: config.time_zone.clone().unwrap_or_else(Zone::utc),
            is_zone_said: config.time_zone.is_some(),
            cuts,
            by_name: (!config.roster.assumed).then(|| config.roster.by_name()),
            ids: None,
            day_hours: config.rules.limits.day_hours.clone(),
            all_columns,
        }
    }

    /// Looks for copies among the files that are read from now on.
    pub fn look_for_copies(&mut self) {
        self.ids = Some(HashMap::new());
    }

    /// The rules for the file of this number; `None` where its rows are no entries.
    pub fn rules(&self, plan: &Plan, file: usize) -> Option<EntryRules<'_>> {
        let entries = plan.entries.as_ref()?;
        Some(EntryRules {
            zone: Some(&self.zone),
            cuts: &self.cuts,
            roster: self.by_name.as_ref(),
            ids: self.ids.as_ref().filter(|_| entries.id.is_some()).map(|ids| (ids, file as u32)),
            day_hours: Some(&self.day_hours),
            all_columns: self.all_columns,
        })
    }

    /// The ids of the entries of a file.
    pub fn keep(&mut self, ids: HashSet<Vec<u8>>, file: usize) {
        if let Some(known) = &mut self.ids {
            for id in ids {
                known.entry(id).or_insert(file as u32);
            }
        }
    }

    /// Whose days are counted, and who says so.
    pub fn zone_decision(&self) -> Decision {
        let (evidence, said_by) = match self.is_zone_said {
            true => ("time_zone in the configuration", SaidBy::Configuration),
            false => ("nothing says another", SaidBy::Default),
        };
        let (value, evidence) = (self.zone.name().to_owned(), evidence.to_owned());
        Decision { what: "time zone", value, evidence, said_by }
    }
}

/// What a bare duration counts, where the configuration says it.
pub fn said(plan: &mut Plan, said: Option<Bare>) -> Option<Decision> {
    let bare = said?;
    plan.bare = said;
    let (value, evidence) = (bare.name().to_owned(), "unit in the configuration".to_owned());
    let decision = Decision { what: "durations", value, evidence, said_by: SaidBy::Configuration };
    Some(decision).filter(|_| bare != Bare::Hours)
}

/// Whether the rows have to show what a bare duration counts: neither the configuration nor the format says it.
pub fn is_open(plan: &Plan) -> bool {
    plan.bare.is_none() && plan.entries.as_ref().is_some_and(|entries| !entries.spans)
}

/// What a bare duration counts, as the rows show; `all`: there are no others.
pub fn shown(plan: &mut Plan, shown: Durations, all: bool) -> Option<Decision> {
    let (bare, decision) = shown.unit(all)?;
    plan.bare = Some(bare);
    Some(decision)
}

/// Tells of the bare durations that were refused: the first, with how many others there are.
pub fn refused(ran: &mut Ran, shown: Durations) {
    let Some(noted) = ran.remarks.of(Remark::Undecided) else { return };
    let Durations { rows, fit, .. } = shown;
    let (others, also) = (noted.rows.saturating_sub(1), noted.places.iter().skip(1).cloned().collect::<Vec<_>>());
    let mut is_told = false;
    // Each worker tells of the first that it met.
    ran.problems.retain_mut(|problem| {
        let Fault::Entry(EntryFault::DurationsUndecided { text, .. }) = &problem.fault else { return true };
        let (text, [hours, minutes, seconds]) = (text.clone(), fit);
        problem.fault = Fault::Entry(EntryFault::DurationsUndecided { text, others, rows, hours, minutes, seconds });
        problem.also.clone_from(&also);
        !std::mem::replace(&mut is_told, true)
    });
}

/// The unit of an export: hours, whatever its durations are written in.
///
/// # Errors
/// `unit-disagrees` where another unit than that of durations is said; `marks-disagree` where cells carry percent signs.
pub fn unit(
    plan: &Plan,
    marks: &[Marks; 4],
    file: &Place,
    said: Option<(Unit, Option<Bare>)>,
) -> Result<(Unit, Decision), Box<Problem>> {
    if let Some((unit, None)) = said {
        return Err(Box::new(Problem::new(EntryFault::UnitDisagrees { said: unit.name() }).at(file.clone())));
    }
    let cells = |spelling: Spelling| marks[spelling as usize].cells;
    let hours = cells(Spelling::Hours) + cells(Spelling::Clock);
    let bare = cells(Spelling::Bare);
    if cells(Spelling::Percent) > 0 {
        let percent = cells(Spelling::Percent);
        let fault = SheetFault::MarksDisagree { percent, hours, bare, said: Some("hours") };
        return Err(Box::new(Problem::new(fault).at(file.clone())));
    }
    let hours_said = matches!(said, Some((_, Some(Bare::Hours))));
    let evidence = match plan.entries.as_ref().filter(|entries| entries.spans) {
        _ if hours_said => "unit in the configuration".to_owned(),
        Some(_) => "the time from start to end".to_owned(),
        None if bare == 0 => match plan.bare.filter(|bare| *bare != Bare::Hours) {
            // Bare numbers were made durations when they were folded.
            Some(bare) => format!("{}; bare numbers are {}", count(hours, "duration", "durations"), bare.name()),
            None => format!("{hours} of {} written as durations", count(hours, "cell is", "cells are")),
        },
        None if plan.format.is_tracker() => format!("so {} writes them", plan.format.name()),
        None => "the mapping says hours".to_owned(),
    };
    let said_by = if hours_said { SaidBy::Configuration } else { SaidBy::File };
    Ok((Unit::Hours, Decision { what: "unit", value: "hours".to_owned(), evidence, said_by }))
}

/// What is worth a word about the entries of a file.
pub fn remarks(plan: &Plan, ran: &Ran, context: &Context) -> Vec<Problem> {
    let problem = |(remark, noted): (Remark, &Noted)| {
        let (rows, hours) = (noted.rows, hours(noted));
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
            // Told by `left_out` and by `refused`.
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

/// Whether a header stands in the file once more, in another order: nothing of it is used then. The rows under it are read by
/// the columns of the first, so that what is wrong with them is not told.
pub fn has_second_header(ran: &mut Ran) -> bool {
    let is_second = |problem: &&Problem| matches!(problem.fault, Fault::Entry(EntryFault::SecondHeader {}));
    let Some(first) = ran.problems.iter().filter(is_second).filter_map(|problem| problem.place.clone()).min() else {
        return false;
    };
    ran.problems.retain(|problem| problem.place.as_ref().is_none_or(|place| *place <= first));
    true
}

/// One note a file for its rows that hold no amount.
pub fn left_out(ran: &Ran) -> Option<Problem> {
    let noted = [Remark::Blank, Remark::Header, Remark::Wordy].map(|remark| ran.remarks.of(remark));
    let [blank, headers, words] = noted.map(|noted| noted.map_or(0, |noted| noted.rows));
    let mut places: Vec<Place> = noted.into_iter().flatten().flat_map(|noted| noted.places.clone()).collect();
    places.sort();
    let mut places = places.into_iter();
    let first = places.next()?;
    Some(Problem::new(EntryFault::RowsLeftOut { blank, headers, words }).at(first).also(places))
}

/// The names beside addresses of which two people may have been made one: without a roster a name with several addresses, with
/// one a name beside an address of somebody else.
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

/// What noted entries add up to. All bare numbers of an export are hours: others are seconds when they are folded.
fn hours(noted: &Noted) -> Exact {
    let sums = Spelling::ALL.into_iter().zip(noted.sums);
    let hours = sums.map(|(spelling, sum)| amount_in(sum.exact(), spelling, Unit::Hours));
    Exact::sum(hours)
}

/// One note a file for its breaks, which are left out of every sum though no category says so.
pub fn breaks(rolls: &[FileRoll], ledger: &Ledger, taxonomy: &Taxonomy) -> Vec<Problem> {
    let note = |(file, roll): (usize, &FileRoll)| {
        let is_left = |activity: u32| {
            let activity = ledger.activity_of(file, activity)?;
            let of = ledger.activities.get(activity)?;
            Some(of.is_break() && taxonomy.category_of(of).is_none() && ledger.work.is_excluded(activity))
        };
        let left: Vec<bool> =
            (0..roll.ran.activities.len() as u32).map(|activity| is_left(activity).unwrap_or(false)).collect();
        if !left.contains(&true) {
            return None;
        }
        let (mut rows, mut hours) = (0, Exact::ZERO);
        for sum in roll.fold.rows().flat_map(|row| row.sums()).filter(|sum| left[sum.activity as usize]) {
            rows += sum.entries;
            hours = hours.plus(&amount_in(sum.exact(), sum.spelling, Unit::Hours));
        }
        Some(Problem::new(EntryFault::BreaksLeftOut { rows, hours }).at(Place::file(&roll.plan.file)))
    };
    rolls.iter().enumerate().filter(|(_, roll)| roll.plan.entries.is_some()).filter_map(note).collect()
}
