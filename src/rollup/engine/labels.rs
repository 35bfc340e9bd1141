//! Reads the labels of a row, that is, everything but its amounts: the person, the days and the work. Each distinct text is read once;
//! after that its number is found by its bytes.

use std::collections::BTreeSet;

use super::activity::set_part;
use super::days::{Unreadable, read_cell, table_row, when_fault};
use super::dictionary::{Dictionary, FirstSeen};
use super::pattern_classes::PatternClasses;
use crate::model::category::{Activity, is_placeholder};
use crate::model::guard::unguarded;
use crate::model::normal::visible;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::SheetFault;
use crate::read::csv::Record;
use crate::read::plan::{AmountColumn, ColumnDays, PersonFrom, Plan, Says, When};
use crate::read::stamp::stamp;
use crate::read::when::{self, WhenFault};
use crate::rollup::job::{Job, week_and_month};

/// The labels that a worker has met.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// The position of the current row: its block in the high half, its record in the low one.
    at: u64,
    people: Dictionary<String>,
    slots: Dictionary<Slot>,
    activities: Dictionary<Activity>,
    /// The activities of the columns that have their own in a sheet whose rows name the work.
    own: Vec<Option<u32>>,
    /// The bytes of the label that is being looked up.
    scratch: Vec<u8>,
    /// The columns of work whose texts the rules only match against patterns.
    patterned: Vec<(Says, PatternClasses)>,
    /// By activity, the class of its text in each of these columns.
    classes: Vec<Vec<u32>>,
    /// See `Ran::emails`.
    emails: BTreeSet<(String, String)>,
    /// Whether the time zone moved the current row to other days than those of its own offset; `None` if it has no offset.
    pub moved: Option<bool>,
}

/// The labels of a row by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowLabels {
    pub person: u32,
    pub slot: u32,
    /// `NAMELESS` if the row names none.
    pub activity: u32,
}

/// The activity of a row that names none.
pub(super) const NAMELESS: u32 = u32::MAX;

/// The days of a row that says none, because each of its columns has its own.
const NO_SLOT: u32 = u32::MAX;

/// All labels of a worker, each with the position where it first stands.
#[derive(Debug)]
pub(super) struct WorkerLabels {
    pub people: Vec<FirstSeen<String>>,
    pub slots: Vec<FirstSeen<Slot>>,
    pub activities: Vec<FirstSeen<Activity>>,
    /// By activity: for each column whose texts are only matched against patterns, the text that stands for its class.
    pub texts: Vec<Vec<(Says, String)>>,
    pub emails: BTreeSet<(String, String)>,
}

impl Labels {
    /// If the headings of `plan` name the activities, they are numbered from the start, one for each amount column.
    pub fn new(plan: &Plan) -> Labels {
        let headings = plan.amounts.iter().filter(|_| plan.says.is_empty());
        let activity = |column: &AmountColumn| match column.is_leave {
            true => Activity::leave(&column.activity),
            false => Activity::heading(&column.activity),
        };
        let mut activities = Dictionary::of(headings.map(activity).collect());
        let has_own = |column: &&AmountColumn| !plan.says.is_empty() && !column.activity.is_empty();
        let own = plan
            .amounts
            .iter()
            .map(|column| Some(column).filter(has_own).map(|own| activities.number(activity(own), 0)));
        let own = own.collect();
        let patterned = plan.tested.iter().map(|(says, patterns)| {
            let is_list = *says == Says::Tags;
            (*says, PatternClasses::new(patterns.clone(), is_list))
        });
        Labels { activities, own, patterned: patterned.collect(), ..Labels::default() }
    }

    /// The activity of a column that has its own, in a sheet whose rows name the work.
    pub fn own_activity(&self, column: usize) -> Option<u32> {
        self.own.get(column).copied().flatten()
    }

    /// Sets the position of the current row: a number that grows with the rows of the file.
    pub fn stand_at(&mut self, at: u64) {
        self.at = at;
    }

    /// The people as spelled, by number.
    pub fn people(&self) -> &[String] {
        self.people.labels()
    }

    /// The days by number.
    pub fn slots(&self) -> &[Slot] {
        self.slots.labels()
    }

    pub fn into_worker_labels(self) -> WorkerLabels {
        let text = |(at, (says, classes)): (usize, &(Says, PatternClasses)), of_activity: &[u32]| {
            (*says, classes.smallest(of_activity.get(at).copied().unwrap_or(0)).to_owned())
        };
        let texts = self
            .classes
            .iter()
            .map(|of_activity| self.patterned.iter().enumerate().map(|column| text(column, of_activity)).collect());
        WorkerLabels {
            texts: texts.collect(),
            emails: self.emails,
            people: self.people.into_first_seen(),
            slots: self.slots.into_first_seen(),
            activities: self.activities.into_first_seen(),
        }
    }

    /// The labels of a row whose label texts have all been read before; `None` otherwise. Such a row needs no further checks of its
    /// labels: none of them is blank, a repeated heading or the word Total.
    pub fn known(&mut self, record: &Record<'_>, plan: &Plan) -> Option<RowLabels> {
        let person = match &plan.person {
            PersonFrom::Headings => 0,
            PersonFrom::Everywhere(name) => self.people.find(name.as_bytes())?,
            PersonFrom::Column(field) if plan.email().is_none() => self.people.find(&record.field(*field))?,
            PersonFrom::Column(_) | PersonFrom::Names { .. } => {
                self.copy_person(record, plan);
                self.people.find(&self.scratch)?
            }
        };
        self.copy_days(record, plan);
        let slot = if plan.when == When::Headings { NO_SLOT } else { self.slots.find(&self.scratch)? };
        let activity = if plan.says.is_empty() {
            NAMELESS
        } else {
            self.copy_work(record, plan);
            self.activities.find(&self.scratch)?
        };
        Some(RowLabels { person, slot, activity })
    }

    /// The index among the pattern columns of a column of work; `None` if its whole text counts.
    pub fn pattern_column(&self, says: Says) -> Option<usize> {
        self.patterned.iter().position(|(of, _)| *of == says)
    }

    /// The class of a text in a pattern column; `None` if it is not UTF-8.
    pub fn class(&mut self, column: usize, bytes: &[u8]) -> Option<u32> {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(self.patterned.get_mut(column)?.1.class(unguarded(text).trim()))
    }

    /// The number of the person whom a row names by name or e-mail address.
    ///
    /// # Errors
    /// The field that is not UTF-8.
    pub fn person_of(&mut self, record: &Record<'_>, job: &Job<'_>) -> Result<u32, usize> {
        let plan = job.plan;
        if let (PersonFrom::Column(field), None) = (&plan.person, plan.email()) {
            return self.person(&record.field(*field)).ok_or(*field);
        }
        self.copy_person(record, plan);
        if let Some(number) = self.people.find(&self.scratch) {
            return Ok(number);
        }
        let key = self.scratch.clone();
        let mut name = String::new();
        for field in plan.person_fields() {
            let bytes = record.field(field);
            let text = tidy_text(&bytes).ok_or(field)?;
            name = if name.is_empty() { text } else { format!("{name} {text}") };
        }
        let email = match plan.email() {
            Some(field) => tidy_text(&record.field(field)).ok_or(field)?,
            None => String::new(),
        };
        let roster = job.entries.and_then(|rules| rules.roster);
        let known = |spelling: &str| roster.and_then(|roster| roster.find(spelling));
        // Two people may share a name, but not an address: if the two disagree, the address decides.
        let is_of_address = known(&email).is_some() && known(&email) != known(&name);
        let spelled = if name.is_empty() || is_of_address { &email } else { &name };
        let number = self.person(spelled.as_bytes()).ok_or(0_usize)?;
        // Without a roster, addresses tell which names are one person. With one, they matter only where name and address belong to
        // two different people.
        if !email.is_empty() && (roster.is_none() || known(&name).is_some() && is_of_address) {
            self.emails.insert((name, email));
        }
        self.people.remember(key, number);
        Ok(number)
    }

    /// Copies the bytes that name the person. Each field ends in a line feed, so that the key differs from that of a name alone.
    fn copy_person(&mut self, record: &Record<'_>, plan: &Plan) {
        self.scratch.clear();
        for field in plan.person_fields().chain(plan.email()) {
            self.scratch.extend_from_slice(&record.field(field));
            self.scratch.push(b'\n');
        }
    }

    /// The number of the person with this name; `None` if it is not UTF-8.
    pub fn person(&mut self, name: &[u8]) -> Option<u32> {
        if let Some(number) = self.people.find(name) {
            return Some(number);
        }
        let number = self.people.number(tidy_text(name)?, self.at);
        self.people.remember(name.to_vec(), number);
        Some(number)
    }

    /// The number of the days that a row is about.
    pub fn slot(&mut self, record: &Record<'_>, job: &Job<'_>) -> Result<u32, Unreadable> {
        if job.plan.when == When::Headings {
            return Ok(NO_SLOT);
        }
        self.copy_days(record, job.plan);
        if let Some(number) = self.slots.find(&self.scratch) {
            return Ok(number);
        }
        let slot = match job.plan.when {
            When::Week(field) => {
                read_cell(record, field, job, |text| when::week(text, job.dates, job.owned).map(Slot::Week))?
            }
            When::Date(field) | When::Start(field) if job.plan.is_of_days() => {
                return self.entry_days(record, field, job);
            }
            When::Date(field) | When::Start(field) => {
                read_cell(record, field, job, |text| when::date(text, job.dates, job.owned))?
            }
            When::Range { from: first, to: last } => {
                let day = |field| read_cell(record, field, job, |text| when::date(text, job.dates, job.owned));
                let (from, to) = (day(first)?, day(last)?);
                let reversed = SheetFault::ReversedDates { from: from.to_string(), to: to.to_string() };
                when::stretch(from, to).ok_or((last, Some(reversed)))?
            }
            When::Table { from, to, span } => table_row(record, job, (from, to, span))?,
            When::Period | When::Headings => Slot::Period,
        };
        let number = self.slots.number(slot, self.at);
        self.slots.remember(self.scratch.clone(), number);
        Ok(number)
    }

    /// The number of the days that an entry is summed into: its week, or the part of it between two cuts.
    fn entry_days(&mut self, record: &Record<'_>, field: usize, job: &Job<'_>) -> Result<u32, Unreadable> {
        let rules = job.entries.unwrap_or_default();
        let bytes = record.field(field);
        let text = std::str::from_utf8(&bytes).map_err(|_| (field, None))?;
        let unread = |fault| (field, Some(when_fault(text, fault, job)));
        let stamp = stamp(text, job.dates).map_err(unread)?;
        let day = match rules.zone {
            Some(zone) => stamp.day_in(zone).ok_or(WhenFault::NotAWeek).map_err(unread)?,
            None => stamp.day,
        };
        let slot = if rules.by_day { Slot::Day(day) } else { rules.piece(day) };
        self.moved = stamp.offset.map(|_| week_and_month(day) != week_and_month(stamp.day));
        let number = self.slots.number(slot, self.at);
        // Days repeat from row to row; moments do not, and remembering them would take memory for each row.
        if stamp.time.is_none() {
            self.slots.remember(self.scratch.clone(), number);
        }
        Ok(number)
    }

    /// The number of the days of a column, in a row about the days `of_row`. Days that neither says are those of the whole period.
    pub fn column_slot(&mut self, days: Option<ColumnDays>, of_row: u32) -> u32 {
        let slot = match days {
            None if of_row == NO_SLOT => Slot::Period,
            None => return of_row,
            Some(ColumnDays::These(slot)) => slot,
            Some(ColumnDays::Weekday(day)) => {
                match self.slots.labels().get(of_row as usize).and_then(|slot| slot.days()) {
                    Some((from, _)) => Slot::Day(Week::of(from).monday().plus(day.into())),
                    None => Slot::Period,
                }
            }
        };
        self.slots.number(slot, self.at)
    }

    /// Copies the bytes that say the days.
    fn copy_days(&mut self, record: &Record<'_>, plan: &Plan) {
        self.scratch.clear();
        for field in plan.when.fields() {
            self.scratch.extend_from_slice(&record.field(field));
            self.scratch.push(b'\n');
        }
    }

    /// Copies what a row says of the work. Returns whether any of its fields is filled in.
    fn copy_work(&mut self, record: &Record<'_>, plan: &Plan) -> bool {
        self.scratch.clear();
        let mut is_named = false;
        for &(says, field) in plan.says.iter().filter(|(says, _)| says.is_of_work()) {
            let bytes = record.field(field);
            is_named |= !bytes.trim_ascii().is_empty();
            self.scratch.push(says as u8);
            if let Some((_, classes)) = self.patterned.iter_mut().find(|(of, _)| *of == says)
                && let Ok(text) = std::str::from_utf8(&bytes)
            {
                self.scratch.extend_from_slice(&classes.class(unguarded(text).trim()).to_le_bytes());
                continue;
            }
            // Preceded by its length, so that different fields never have the same bytes.
            self.scratch.extend_from_slice(&bytes.len().to_le_bytes());
            self.scratch.extend_from_slice(&bytes);
        }
        is_named
    }

    /// The number of the activity that a row names; `None` if it names none.
    pub fn activity(&mut self, record: &Record<'_>, plan: &Plan) -> Result<Option<u32>, Unreadable> {
        if !self.copy_work(record, plan) && !plan.has_nameless() {
            return Ok(None);
        }
        if let Some(number) = self.activities.find(&self.scratch) {
            return Ok(Some(number));
        }
        let (mut activity, mut of_activity) = (Activity::default(), vec![0; self.patterned.len()]);
        for &(says, field) in plan.says.iter().filter(|(says, _)| says.is_of_work()) {
            let bytes = record.field(field);
            let text = std::str::from_utf8(&bytes).map_err(|_| (field, None))?;
            let mut columns = self.patterned.iter_mut().zip(&mut of_activity);
            if let Some(((_, classes), class)) = columns.find(|((of, _), _)| *of == says) {
                *class = classes.class(unguarded(text).trim());
                // Until all workers are done the mark stands for the text: `renumber` then finds the smallest text of all.
                set_part(&mut activity, says, classes.mark(*class));
                continue;
            }
            let text = tidy(text);
            let is_placeholder = plan.entries.is_some() && is_placeholder(&text);
            set_part(&mut activity, says, if is_placeholder { "" } else { &text });
        }
        if activity.name.is_empty() {
            let main = if activity.project.is_empty() { &activity.task } else { &activity.project };
            activity.name = main.clone();
        }
        let number = self.activities.number(activity, self.at);
        if self.classes.len() <= number as usize {
            self.classes.resize(number as usize + 1, Vec::new());
            self.classes[number as usize] = of_activity;
        }
        self.activities.remember(self.scratch.clone(), number);
        Ok(Some(number))
    }
}

/// As `tidy`; `None` if the bytes are not UTF-8.
fn tidy_text(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(tidy)
}

/// A text without the apostrophe that guards formulas, without invisible characters, without blanks around it, and with one blank between words.
fn tidy(text: &str) -> String {
    visible(unguarded(text)).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
