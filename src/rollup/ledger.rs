//! The ledger: the folds of all files as entries of a person on the roster, some days, an activity and one unit. What the
//! roster or the limits object to is flagged with what is needed to find its rows again, and stays out of the entries.

use std::collections::{BTreeSet, HashMap};

use super::above::Above;
use super::fold::Rows;
use super::folded::Folded;
use super::refusals::refusals;
use super::run::Ran;
use crate::model::calendar::Calendar;
use crate::model::category::{Activity, Classified, Taxonomy};
use crate::model::day::{Day, Weekday};
use crate::model::effort::{Spelling, Unit};
use crate::model::exact::{Exact, Overflow};
use crate::model::person::{Person, Roster, folded, turned};
use crate::model::place::Place;
use crate::model::rules::Limits;
use crate::model::slot::Slot;
use crate::model::source::{Accounting, Decision};
use crate::model::week::Week;
use crate::problem::Excerpt;
use crate::read::plan::{Format, Plan};

/// A file that has been read and folded.
#[derive(Debug)]
pub struct FileRoll {
    pub plan: Plan,
    pub ran: Ran,
    pub fold: Folded,
    /// What its bare numbers are; `None` when that could not be decided (told already): nothing of the file is used.
    pub unit: Option<Unit>,
    /// Whether its dates are the days of the work; else they stand for their weeks.
    pub dated: bool,
    /// The cells above their limit.
    pub above: Above,
    pub decisions: Vec<Decision>,
}

impl FileRoll {
    /// Whether every row of it is about days of one month: what makes a report go by days unless it is told otherwise.
    pub fn is_by_day(&self) -> bool {
        let in_month = |slot: Slot| match self.placed(slot) {
            Slot::Day(_) => true,
            Slot::Week(_) | Slot::Range { .. } if self.plan.format == Format::Rollup || self.plan.is_of_days() => {
                slot.days().is_some_and(|(from, to)| from.first_of_month_plus(0) == to.first_of_month_plus(0))
            }
            _ => false,
        };
        let spelled = Spelling::ALL.into_iter().filter(|&spelling| self.fold.marks[spelling as usize].cells > 0);
        let mut units = spelled.map(|spelling| unit_of(spelling, self.unit.unwrap_or(Unit::Percent)));
        !self.fold.is_empty()
            && units.all(|unit| unit == Unit::Hours)
            && self.fold.slots.iter().all(|slot| in_month(*slot))
    }

    /// The days that a row of the file is about, what its dates mean being known.
    pub fn placed(&self, slot: Slot) -> Slot {
        match slot {
            Slot::Day(day) if !self.dated => Slot::Week(Week::of(day)),
            slot => slot,
        }
    }
}

/// Effort of one person, some days and an activity of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Index into the files.
    pub file: usize,
    /// Index into the roster.
    pub person: usize,
    pub slot: Slot,
    /// Index into the ledger's activities.
    pub activity: usize,
    /// `Percent` or `Hours`.
    pub unit: Unit,
    pub amount: Exact,
    pub entries: u64,
}

/// Why rows are refused, or worth a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    UnknownPerson,
    /// Another row, of this or another file, is about the same person and days.
    Duplicate {
        person: usize,
    },
    OutsideEmployment {
        person: usize,
    },
    /// A cell of this activity is above a limit.
    AboveLimit {
        activity: u32,
    },
    /// Hours here, percents in another file.
    MixedUnits {
        person: usize,
        week: Week,
    },
    /// Rows with the same person, days and activity, in a sheet with a row an amount: the first such, and how many there
    /// are.
    Repeated {
        activity: u32,
        times: u64,
    },
    Overflow {
        activity: u32,
    },
}

/// Rows of one file to look up again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    pub file: usize,
    /// As spelled.
    pub name: String,
    /// As the file says it.
    pub slot: Slot,
    /// How many rows there are.
    pub rows: u64,
    pub why: Why,
}

/// Rows of a file that lie outside the report's weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    pub rows: u64,
    pub from: Day,
    pub to: Day,
}

/// All files together.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// In order of appearance: files in order, activities of each in order.
    pub activities: Vec<Activity>,
    /// The heading, or the file, that first names each activity.
    pub headings: Vec<(Place, Option<Excerpt>)>,
    pub entries: Vec<Entry>,
    pub flags: Vec<Flag>,
    /// By file, the rows outside the report's weeks, if there are any.
    pub outside: Vec<Option<Outside>>,
    /// By file.
    pub accounting: Vec<Accounting>,
    /// Entries of excluded categories.
    pub excluded_entries: u64,
    /// The people with entries of a sheet that has no blank cells: what is filled and what is not means nothing there.
    pub without_blanks: BTreeSet<usize>,
    /// By file: the ledger's number of each of its activities; `activity_of` reads it.
    pub numbers: Vec<Vec<usize>>,
    /// The category of each activity.
    pub work: Classified,
}

/// What the ledger holds the rows against.
pub struct Against<'a> {
    pub roster: &'a Roster,
    pub taxonomy: &'a Taxonomy,
    pub calendar: &'a Calendar,
    pub limits: &'a Limits,
    pub working_days: &'a [Weekday],
}

/// What a ledger is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    Everything,
    /// Everything, and every field of the work as it is written, also those that no rule reads: for queries.
    EveryField,
    /// And what is wrong with columns of which nothing is made.
    EveryColumn,
    /// What is wrong with the rows and every column of them, and no entries: the account alone.
    Account,
    /// What is wrong with the rows, whatever the period, and no entries: for the canonical table.
    Refusals,
}

/// Joins the files.
pub fn ledger(files: &[FileRoll], against: &Against<'_>, wanted: Wanted) -> Ledger {
    let accounting = files.iter().map(|file| file.ran.accounting).collect();
    let mut ledger = Ledger { accounting, outside: vec![None; files.len()], ..Ledger::default() };
    let mut known = HashMap::new();
    for file in files {
        let activities = file.ran.activities.iter().enumerate();
        let numbers = activities.map(|activity| ledger.number(file, activity, &mut known)).collect();
        ledger.numbers.push(numbers);
    }
    ledger.work = against.taxonomy.classify(&ledger.activities);
    let by_name = against.roster.by_name();
    let people: Vec<Vec<Option<usize>>> =
        files.iter().map(|file| file.ran.names.iter().map(|name| by_name.find(name)).collect()).collect();
    let kept = refusals(&mut ledger, files, &people, against, wanted);
    if wanted == Wanted::Refusals {
        // A table is of no period.
        ledger.outside.fill(None);
    } else {
        for (at, file) in files.iter().enumerate() {
            ledger.enter(at, file, &people[at], &kept[at], wanted != Wanted::Account);
        }
    }
    ledger
}

impl Ledger {
    /// The index of an activity of a file.
    pub fn activity_of(&self, file: usize, activity: u32) -> Option<usize> {
        self.numbers.get(file)?.get(activity as usize).copied()
    }

    /// The category of an activity of a file.
    pub fn category_of(&self, file: usize, activity: u32) -> Option<usize> {
        self.work.category_of.get(self.activity_of(file, activity)?).copied()
    }

    /// The number of an activity of a file; `known` are those that have one.
    fn number(
        &mut self,
        file: &FileRoll,
        (at, activity): (usize, &Activity),
        known: &mut HashMap<Activity, usize>,
    ) -> usize {
        let number = *known.entry(activity.key()).or_insert(self.activities.len());
        if number < self.activities.len() {
            return number;
        }
        self.activities.push(activity.clone());
        let plan = &file.plan;
        let heading = plan.amounts.get(at).filter(|_| plan.says.is_empty());
        self.headings.push(match heading {
            Some(column) => (plan.header.place(&plan.file, column.field), Some(plan.header.excerpt(column.field))),
            None => (Place::file(&plan.file), None),
        });
        number
    }

    /// Takes rows out of the account of what is used: they are rejected.
    pub(super) fn reject(&mut self, file: usize, count: Rows) {
        self.accounting[file].rows_rejected += count.rows;
        self.withdraw(file, count);
    }

    /// Takes rows out of the account of what is used: they lie outside the period.
    pub(super) fn leave_outside(&mut self, file: usize, count: Rows, slot: Slot) {
        self.accounting[file].rows_excluded += count.rows;
        self.withdraw(file, count);
        let Some((from, to)) = slot.days() else { return };
        let outside = self.outside[file].get_or_insert(Outside { rows: 0, from, to });
        outside.rows += count.rows;
        (outside.from, outside.to) = (outside.from.min(from), outside.to.max(to));
    }

    fn withdraw(&mut self, file: usize, count: Rows) {
        let accounting = &mut self.accounting[file];
        accounting.rows_used -= count.rows;
        accounting.entries -= count.entries;
        accounting.blank -= count.blank;
        accounting.cells -= count.entries + count.blank;
    }

    /// Enters the kept rows of a file.
    fn enter(&mut self, at: usize, file: &FileRoll, people: &[Option<usize>], kept: &[bool], with_entries: bool) {
        let Some(unit) = file.unit else { return };
        let excluded: Vec<bool> = self.numbers[at].iter().map(|&activity| self.work.is_excluded(activity)).collect();
        let mut repeated: Option<Flag> = None;
        for (row, kept) in file.fold.rows().zip(kept) {
            let (name, slot) = (row.person, row.slot);
            let Some(person) = people[name as usize].filter(|_| *kept) else { continue };
            for sum in row.sums() {
                if excluded[sum.activity as usize] {
                    self.accounting[at].entries -= sum.cells;
                    self.accounting[at].cells_excluded += sum.cells;
                    self.excluded_entries += sum.entries;
                }
                let flag = |why| {
                    let name = file.ran.names[name as usize].clone();
                    Flag { file: at, name, slot, rows: sum.cells, why }
                };
                let is_row_an_amount = !file.plan.format.is_wide() && !file.plan.is_of_days();
                if sum.cells > 1 && is_row_an_amount && !matches!(file.placed(slot), Slot::Day(_)) {
                    let first =
                        repeated.get_or_insert_with(|| flag(Why::Repeated { activity: sum.activity, times: 0 }));
                    if let Why::Repeated { times, .. } = &mut first.why {
                        *times += 1;
                    }
                }
                let amount =
                    sum.amount().ok_or(Overflow).and_then(|amount| amount_in(amount.exact(), sum.spelling, unit));
                let Ok(amount) = amount else {
                    self.flags.push(flag(Why::Overflow { activity: sum.activity }));
                    continue;
                };
                if !with_entries {
                    continue;
                }
                if !file.plan.format.has_blanks() {
                    self.without_blanks.insert(person);
                }
                let (activity, unit) = (self.numbers[at][sum.activity as usize], unit_of(sum.spelling, unit));
                let slot = file.placed(slot);
                self.entries.push(Entry { file: at, person, slot, activity, unit, amount, entries: sum.entries });
            }
        }
        self.flags.extend(repeated);
    }
}

/// Percent and fraction are one unit once they are read.
pub(super) fn plain(unit: Unit) -> Unit {
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

/// The most that a cell of this unit (`Percent` or `Hours`) may hold, and of how long a time; `None` for the hours of a
/// whole period, whichever that is. Hours of a stretch may fill each of its weeks.
pub fn limit_of(unit: Unit, slot: Slot, limits: &Limits) -> Option<(Exact, &'static str)> {
    match (unit, slot) {
        (Unit::Percent | Unit::Fraction, _) => Some((limits.cell, "a week")),
        (Unit::Hours, Slot::Week(_)) => Some((limits.week_hours, "a week")),
        (Unit::Hours, Slot::Day(_)) => Some((limits.day_hours, "a day")),
        (Unit::Hours, Slot::Range { from, to }) => {
            let days = i128::from(to.days_since(from)) + 1;
            let weeks = Exact::new(days, 7)?.max(Exact::ONE);
            Some((limits.week_hours.times(weeks).ok()?, "these days"))
        }
        (Unit::Hours, Slot::Period) => None,
    }
}

/// The people that the files name, in order of appearance and with the given name first: the roster of a folder that has
/// none. Names beside one e-mail address are one person's.
pub fn people_seen(files: &[FileRoll]) -> Roster {
    let mut people: Vec<Person> = Vec::new();
    let (mut by_name, mut by_email): (HashMap<String, usize>, HashMap<String, usize>) = Default::default();
    let mut emails: HashMap<String, Vec<&String>> = HashMap::new();
    let key = |name: &str| turned(&folded(name)).into_owned();
    for (name, email) in files.iter().flat_map(|file| &file.ran.emails) {
        emails.entry(key(name)).or_default().push(email);
    }
    for name in files.iter().flat_map(|file| &file.ran.names) {
        let spelled = key(name);
        if by_name.contains_key(&spelled) {
            continue;
        }
        let theirs = emails.get(&spelled).into_iter().flatten();
        let known = theirs.clone().find_map(|email| by_email.get(&folded(email)).copied());
        let person = known.or_else(|| by_email.get(&spelled).copied()).unwrap_or_else(|| {
            people.push(Person::assumed(&turned(name)));
            people.len() - 1
        });
        if people[person].name != *turned(name) && !people[person].aliases.contains(name) {
            people[person].aliases.push(name.clone());
        }
        by_name.insert(spelled.clone(), person);
        for email in theirs {
            by_email.entry(folded(email)).or_insert(person);
            let known = &mut people[person].aliases;
            if spelled != key(email) && !known.contains(email) {
                known.push((*email).clone());
            }
        }
    }
    Roster { people, assumed: true }
}
