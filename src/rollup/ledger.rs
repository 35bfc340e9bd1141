//! The ledger: the folds of all files as entries of a person on the roster, a week, an activity and one unit. What the
//! roster or the limits object to is flagged with what is needed to find its rows again, and stays out of the entries.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::{Folded, Key, Rows};
use super::run::Ran;
use crate::model::calendar::Calendar;
use crate::model::category::{Activity, Bucket, Taxonomy};
use crate::model::effort::{Spelling, Unit};
use crate::model::exact::{Exact, Overflow};
use crate::model::person::{Person, Roster, folded};
use crate::model::place::Place;
use crate::model::rules::Limits;
use crate::model::source::{Accounting, Decision};
use crate::model::week::Week;
use crate::problem::Excerpt;
use crate::read::plan::{AmountColumn, Plan};

/// A file that has been read and folded.
#[derive(Debug)]
pub struct FileRoll {
    pub plan: Plan,
    pub ran: Ran,
    pub fold: Folded,
    /// What its bare numbers are; `None` when that could not be decided (told already): nothing of the file is used.
    pub unit: Option<Unit>,
    pub decisions: Vec<Decision>,
}

/// Effort of one person, week and column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Index into the files.
    pub file: usize,
    /// Index into the amount columns of the file's plan.
    pub column: u32,
    /// Index into the roster.
    pub person: usize,
    pub week: Week,
    /// Index into the ledger's activities.
    pub activity: usize,
    /// `Percent` or `Hours`.
    pub unit: Unit,
    pub amount: Exact,
    pub entries: u32,
}

/// Why rows are refused, or worth a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    UnknownPerson,
    /// Another row, of this or another file, is about the same person and week.
    Duplicate {
        person: usize,
    },
    OutsideEmployment {
        person: usize,
    },
    /// A cell of this column is above a limit.
    AboveLimit {
        column: u32,
        spelling: Spelling,
    },
    /// Hours here, percents in another file.
    MixedUnits {
        person: usize,
    },
    /// Outside the report's weeks.
    OutsidePeriod,
    Overflow {
        column: u32,
    },
}

/// Rows of one file to look up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    pub file: usize,
    /// As spelled.
    pub name: String,
    pub week: Week,
    pub why: Why,
}

/// All files together.
#[derive(Debug, Default)]
pub struct Ledger {
    /// In order of appearance: files in order, columns in order.
    pub activities: Vec<Activity>,
    /// The heading that first names each activity.
    pub headings: Vec<(Place, Excerpt)>,
    pub entries: Vec<Entry>,
    pub flags: Vec<Flag>,
    /// By file.
    pub accounting: Vec<Accounting>,
    /// Entries of excluded categories.
    pub excluded_entries: u64,
}

/// What the ledger holds the rows against.
pub struct Against<'a> {
    pub roster: &'a Roster,
    pub taxonomy: &'a Taxonomy,
    pub calendar: &'a Calendar,
    pub limits: &'a Limits,
}

/// The rows of a person-week in one file: the file, the name as spelled, and how many there are.
type Found = (usize, u32, Rows);

/// Joins the files.
pub fn ledger(files: &[FileRoll], against: &Against<'_>) -> Ledger {
    let mut ledger = Ledger { accounting: files.iter().map(|f| f.ran.accounting).collect(), ..Ledger::default() };
    let mut rows: BTreeMap<(usize, Week), Vec<Found>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        for &((name, week), count) in &file.fold.rows {
            match against.roster.find(&file.ran.names[name as usize]) {
                Some(person) => rows.entry((person, week)).or_default().push((at, name, count)),
                None => ledger.refuse(files, at, name, week, count, Some(Why::UnknownPerson)),
            }
        }
    }
    let mut kept: Vec<BTreeSet<(u32, Week)>> = files.iter().map(|_| BTreeSet::new()).collect();
    let limits = over_limits(files, against);
    for ((person, week), found) in rows {
        let employed = week.monday().through(week.sunday()).any(|d| against.roster.people[person].employed_on(d));
        let units: BTreeSet<Option<Unit>> = found.iter().map(|(at, ..)| files[*at].unit.map(plain)).collect();
        let copies = |unit: Option<Unit>| {
            found.iter().filter(|(at, ..)| files[*at].unit.map(plain) == unit).map(|(.., r)| r.rows).sum::<u32>()
        };
        for &(at, name, count) in &found {
            let over = limits.get(&(at, name, week));
            let why = if files[at].unit.is_none() {
                ledger.reject(at, count);
                continue;
            } else if against.calendar.position(week).is_none() {
                ledger.exclude(at, count);
                ledger.flag(files, at, name, week, Why::OutsidePeriod);
                continue;
            } else if !employed && count.entries > 0 && has_effort(&files[at], name, week, against.taxonomy) {
                Some(Why::OutsideEmployment { person })
            } else if copies(files[at].unit.map(plain)) > 1 {
                Some(Why::Duplicate { person })
            } else {
                None
            };
            if why.is_some() || over.is_some() {
                let mut whys: Vec<Why> = why.into_iter().chain(over.into_iter().flatten().cloned()).collect();
                let last = whys.pop();
                for why in whys {
                    ledger.flag(files, at, name, week, why);
                }
                ledger.refuse(files, at, name, week, count, last);
                continue;
            }
            if units.len() > 1 && count.entries > 0 {
                ledger.flag(files, at, name, week, Why::MixedUnits { person });
            }
            kept[at].insert((name, week));
        }
    }
    for (at, file) in files.iter().enumerate() {
        ledger.enter(at, file, &kept[at], against);
    }
    ledger
}

impl Ledger {
    /// The index of the activity that a heading names.
    pub fn activity_named(&self, heading: &str) -> Option<usize> {
        let wanted = folded(heading);
        self.activities.iter().position(|known| folded(&known.name) == wanted)
    }

    fn flag(&mut self, files: &[FileRoll], file: usize, name: u32, week: Week, why: Why) {
        self.flags.push(Flag { file, name: files[file].ran.names[name as usize].clone(), week, why });
    }

    fn reject(&mut self, file: usize, count: Rows) {
        let accounting = &mut self.accounting[file];
        accounting.rows_rejected += u64::from(count.rows);
        withdraw(accounting, count);
    }

    fn exclude(&mut self, file: usize, count: Rows) {
        let accounting = &mut self.accounting[file];
        accounting.rows_excluded += u64::from(count.rows);
        withdraw(accounting, count);
    }

    fn refuse(&mut self, files: &[FileRoll], file: usize, name: u32, week: Week, count: Rows, why: Option<Why>) {
        self.reject(file, count);
        if let Some(why) = why {
            self.flag(files, file, name, week, why);
        }
    }

    /// Enters the kept rows of a file.
    fn enter(&mut self, at: usize, file: &FileRoll, kept: &BTreeSet<(u32, Week)>, against: &Against<'_>) {
        let Some(unit) = file.unit else { return };
        let activities: Vec<usize> = file.plan.amounts.iter().map(|column| self.activity(&file.plan, column)).collect();
        for (key, sum) in &file.fold.sums {
            if !kept.contains(&(key.person, key.week)) {
                continue;
            }
            let Some(person) = against.roster.find(&file.ran.names[key.person as usize]) else { continue };
            let activity = activities[key.column as usize];
            let bucket =
                against.taxonomy.category_of(&self.activities[activity]).map(|c| against.taxonomy.categories[c].bucket);
            if bucket == Some(Bucket::Excluded) {
                self.accounting[at].entries -= u64::from(sum.entries);
                self.accounting[at].cells_excluded += u64::from(sum.entries);
                self.excluded_entries += u64::from(sum.entries);
            }
            let amount = sum.amount.ok_or(Overflow).and_then(|amount| amount_in(amount.exact(), key.spelling, unit));
            let Ok(amount) = amount else {
                let name = file.ran.names[key.person as usize].clone();
                self.flags.push(Flag { file: at, name, week: key.week, why: Why::Overflow { column: key.column } });
                continue;
            };
            let entry = Entry {
                file: at,
                column: key.column,
                person,
                week: key.week,
                activity,
                unit: unit_of(key.spelling, unit),
                amount,
                entries: sum.entries,
            };
            self.entries.push(entry);
        }
    }

    fn activity(&mut self, plan: &Plan, column: &AmountColumn) -> usize {
        if let Some(at) = self.activity_named(&column.activity) {
            return at;
        }
        self.activities.push(Activity::heading(&column.activity));
        self.headings.push((plan.header.place(&plan.file, column.field), plan.header.excerpt(column.field)));
        self.activities.len() - 1
    }
}

fn withdraw(accounting: &mut Accounting, count: Rows) {
    accounting.rows_used -= u64::from(count.rows);
    accounting.entries -= u64::from(count.entries);
    accounting.blank -= u64::from(count.blank);
    accounting.cells -= u64::from(count.entries) + u64::from(count.blank);
}

/// Whether the rows of a person-week hold effort other than zero: leave and excluded work are none.
fn has_effort(file: &FileRoll, name: u32, week: Week, taxonomy: &Taxonomy) -> bool {
    let is_effort = |column: u32| {
        let heading = file.plan.amounts.get(column as usize).map(|amount| Activity::heading(&amount.activity));
        let category = heading.and_then(|heading| taxonomy.category_of(&heading));
        category.is_none_or(|at| taxonomy.categories[at].bucket.is_effort())
    };
    let of_week = |key: &Key| key.person == name && key.week == week;
    file.fold.sums.iter().any(|(key, sum)| of_week(key) && !sum.largest.is_zero() && is_effort(key.column))
}

/// Percent and fraction are one unit once they are read.
fn plain(unit: Unit) -> Unit {
    if unit == Unit::Hours { Unit::Hours } else { Unit::Percent }
}

/// What a cell so spelled counts as in a sheet of this unit: `Percent` or `Hours`.
pub fn unit_of(spelling: Spelling, unit: Unit) -> Unit {
    match spelling {
        Spelling::Percent => Unit::Percent,
        Spelling::Hours | Spelling::Clock => Unit::Hours,
        Spelling::Bare => plain(unit),
    }
}

/// An amount of a cell in percent or in hours, as `unit_of` says.
///
/// # Errors
/// Overflow.
pub fn amount_in(amount: Exact, spelling: Spelling, unit: Unit) -> Result<Exact, Overflow> {
    match (spelling, unit) {
        (Spelling::Clock, _) => amount.over(Exact::whole(3600)).map(|hours| hours.unwrap_or(Exact::ZERO)),
        (Spelling::Bare, Unit::Fraction) => amount.times(Exact::HUNDRED),
        _ => Ok(amount),
    }
}

/// The most that a cell of this unit (`Percent` or `Hours`) may hold.
pub fn limit_of(unit: Unit, limits: &Limits) -> Exact {
    if unit == Unit::Hours { limits.week_hours } else { limits.cell }
}

/// The person-weeks with a cell above its limit.
fn over_limits(files: &[FileRoll], against: &Against<'_>) -> BTreeMap<(usize, u32, Week), Vec<Why>> {
    let mut over: BTreeMap<(usize, u32, Week), Vec<Why>> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let Some(unit) = file.unit else { continue };
        for (key, sum) in &file.fold.sums {
            let limit = limit_of(unit_of(key.spelling, unit), against.limits);
            if amount_in(sum.largest.exact(), key.spelling, unit).is_ok_and(|largest| largest > limit) {
                let why = Why::AboveLimit { column: key.column, spelling: key.spelling };
                over.entry((at, key.person, key.week)).or_default().push(why);
            }
        }
    }
    over
}

/// The people that the files name, in order of appearance: the roster of a folder that has none.
pub fn people_seen(files: &[FileRoll]) -> Roster {
    let mut roster = Roster { people: Vec::new(), assumed: true };
    for file in files {
        for name in &file.ran.names {
            if roster.find(name).is_none() {
                roster.people.push(Person::assumed(name));
            }
        }
    }
    roster
}
