//! What a row says beside its amounts: whose it is, which days, what the work was. Each spelling is read once.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::merge::First;
use super::run::Job;
use super::tested::Tested;
use crate::model::category::{Activity, is_placeholder};
use crate::model::effort::DateOrder;
use crate::model::guard::unguarded;
use crate::model::slot::Slot;
use crate::problem::SheetFault;
use crate::read::csv::Record;
use crate::read::plan::{PersonFrom, Plan, Says, When};
use crate::read::stamp::stamp;
use crate::read::when::{self, WhenFault};

/// The labels of one file, numbered in order of appearance.
#[derive(Debug, Default)]
pub struct Labels {
    /// Where in the file the row under the eyes stands: block and record.
    at: u64,
    people: Vec<String>,
    activities: Vec<Activity>,
    /// Where each of them first stands.
    people_first: Vec<u64>,
    slots_first: Vec<u64>,
    activities_first: Vec<u64>,
    person_numbers: HashMap<String, u32>,
    person_ids: HashMap<Vec<u8>, u32>,
    activity_numbers: HashMap<Activity, u32>,
    activity_ids: HashMap<Vec<u8>, u32>,
    slots: Vec<Slot>,
    slot_numbers: HashMap<Slot, u32>,
    slot_ids: HashMap<Vec<u8>, u32>,
    scratch: Vec<u8>,
    /// The fields of work that rules only test by pattern.
    tested: Vec<(Says, Tested)>,
    /// The classes of those fields, by activity.
    classes: Vec<Vec<u32>>,
    /// The e-mail addresses beside names: without a roster all, with one those of somebody else than the name.
    emails: BTreeSet<(String, String)>,
    /// Whether the days of the last row are of another week or month than it says; `None`: it says no offset.
    pub moved: Option<bool>,
}

/// What a row says beside its amounts, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub person: u32,
    pub slot: u32,
    /// `NAMELESS` where it says none.
    pub activity: u32,
}

/// The activity of a row that names none.
pub const NAMELESS: u32 = u32::MAX;

/// The labels of a worker, with where each first stands.
#[derive(Debug)]
pub struct Found {
    pub people: Vec<First<String>>,
    pub slots: Vec<First<Slot>>,
    pub activities: Vec<First<Activity>>,
    /// Of each activity, what stands for the texts that only patterns are held against.
    pub texts: Vec<Vec<(Says, String)>>,
    pub emails: BTreeSet<(String, String)>,
}

/// A label that cannot be read: the field, and why (`None`: a byte of it is not UTF-8).
pub type Unreadable = (usize, Option<SheetFault>);

impl Labels {
    /// With the activities that the headings of `plan` name, one a column of amounts.
    pub fn new(plan: &Plan) -> Labels {
        let headings = plan.amounts.iter().filter(|_| plan.says.is_empty());
        let activities: Vec<Activity> = headings.map(|column| Activity::heading(&column.activity)).collect();
        let tested =
            plan.tested.iter().map(|(says, patterns)| (*says, Tested::new(patterns.clone(), *says == Says::Tags)));
        let tested = tested.collect();
        Labels { activities_first: vec![0; activities.len()], activities, tested, ..Labels::default() }
    }

    /// The next labels stand there: a number that grows with the rows of the file.
    pub fn stand_at(&mut self, at: u64) {
        self.at = at;
    }

    /// The people as spelled, and the activities.
    pub fn people(&self) -> &[String] {
        &self.people
    }

    /// The days, once each.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// All labels, with where each first stands.
    pub fn into_found(self) -> Found {
        let text = |(at, (says, tested)): (usize, &(Says, Tested)), classes: &[u32]| {
            (*says, tested.least(classes.get(at).copied().unwrap_or(0)).to_owned())
        };
        let texts =
            self.classes.iter().map(|classes| self.tested.iter().enumerate().map(|of| text(of, classes)).collect());
        Found {
            texts: texts.collect(),
            emails: self.emails,
            people: self.people.into_iter().zip(self.people_first).collect(),
            slots: self.slots.into_iter().zip(self.slots_first).collect(),
            activities: self.activities.into_iter().zip(self.activities_first).collect(),
        }
    }

    /// What a row says beside its amounts, where all its labels have been read before: then none of them is blank, a heading
    /// or the word Total. Most rows of a long file end here.
    pub fn known(&mut self, record: &Record<'_>, plan: &Plan) -> Option<Row> {
        let person = match &plan.person {
            PersonFrom::Headings => 0,
            PersonFrom::Everywhere(name) => *self.person_ids.get(name.as_bytes())?,
            PersonFrom::Column(field) if plan.email().is_none() => *self.person_ids.get(&*record.field(*field))?,
            PersonFrom::Column(_) | PersonFrom::Names { .. } => {
                self.spell_person(record, plan);
                *self.person_ids.get(self.scratch.as_slice())?
            }
        };
        self.spell_days(record, plan);
        let slot = *self.slot_ids.get(self.scratch.as_slice())?;
        let activity = if plan.says.is_empty() {
            NAMELESS
        } else {
            self.spell_work(record, plan);
            *self.activity_ids.get(self.scratch.as_slice())?
        };
        Some(Row { person, slot, activity })
    }

    /// Whether a field of work is only tested by patterns, and which of those it is.
    pub fn tested(&self, says: Says) -> Option<usize> {
        self.tested.iter().position(|(of, _)| *of == says)
    }

    /// The class of a text of such a field; `None`: it is not UTF-8.
    pub fn class(&mut self, tested: usize, bytes: &[u8]) -> Option<u32> {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(self.tested.get_mut(tested)?.1.class(unguarded(text).trim()))
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
        self.spell_person(record, plan);
        if let Some(&id) = self.person_ids.get(self.scratch.as_slice()) {
            return Ok(id);
        }
        let key = self.scratch.clone();
        let mut name = String::new();
        for field in plan.person_fields() {
            let bytes = record.field(field);
            let text = text(&bytes).ok_or(field)?;
            name = if name.is_empty() { text } else { format!("{name} {text}") };
        }
        let email = match plan.email() {
            Some(field) => text(&record.field(field)).ok_or(field)?,
            None => String::new(),
        };
        let roster = job.entries.and_then(|rules| rules.roster);
        let known = |spelling: &str| roster.and_then(|roster| roster.find(spelling));
        // An address is one person's; a name may be two people's.
        let is_of_address = known(&email).is_some() && known(&email) != known(&name);
        let spelled = if name.is_empty() || is_of_address { &email } else { &name };
        let id = self.person(spelled.as_bytes()).ok_or(0_usize)?;
        // Without a roster people are known by these; with one they are worth a word where they are two people's.
        if !email.is_empty() && (roster.is_none() || known(&name).is_some() && is_of_address) {
            self.emails.insert((name, email));
        }
        self.person_ids.insert(key, id);
        Ok(id)
    }

    /// The text that names the person of a row, to know them again by. Longer than any name alone.
    fn spell_person(&mut self, record: &Record<'_>, plan: &Plan) {
        self.scratch.clear();
        for field in plan.person_fields().chain(plan.email()) {
            self.scratch.extend_from_slice(&record.field(field));
            self.scratch.push(b'\n');
        }
    }

    /// The number of the person with this name; `None` when it is not UTF-8.
    pub fn person(&mut self, name: &[u8]) -> Option<u32> {
        if let Some(&id) = self.person_ids.get(name) {
            return Some(id);
        }
        let text = text(name)?;
        let id = *self.person_numbers.entry_ref(text.as_str()).or_insert_with(|| {
            self.people.push(text.clone());
            self.people_first.push(self.at);
            (self.people.len() - 1) as u32
        });
        self.person_ids.insert(name.to_vec(), id);
        Some(id)
    }

    /// The number of the days that a row is about.
    pub fn slot(&mut self, record: &Record<'_>, job: &Job<'_>) -> Result<u32, Unreadable> {
        self.spell_days(record, job.plan);
        if let Some(&id) = self.slot_ids.get(self.scratch.as_slice()) {
            return Ok(id);
        }
        let slot = match job.plan.when {
            When::Week(field) => {
                read(record, field, job, |text| when::week(text, job.dates, job.owned).map(Slot::Week))?
            }
            When::Date(field) | When::Start(field) if job.plan.is_of_days() => {
                return self.entry_days(record, field, job);
            }
            When::Date(field) | When::Start(field) => {
                read(record, field, job, |text| when::date(text, job.dates, job.owned))?
            }
            When::Range { from: first, to: last } => {
                let day = |field| read(record, field, job, |text| when::date(text, job.dates, job.owned));
                let (from, to) = (day(first)?, day(last)?);
                let reversed = SheetFault::ReversedDates { from: from.to_string(), to: to.to_string() };
                when::stretch(from, to).ok_or((last, Some(reversed)))?
            }
            When::Period => Slot::Period,
        };
        let id = self.slot_number(slot);
        self.slot_ids.insert(self.scratch.clone(), id);
        Ok(id)
    }

    fn slot_number(&mut self, slot: Slot) -> u32 {
        *self.slot_numbers.entry(slot).or_insert_with(|| {
            self.slots.push(slot);
            self.slots_first.push(self.at);
            (self.slots.len() - 1) as u32
        })
    }

    /// The days that an entry is folded into: those of its week that no cut parts from its day.
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
        let slot = Slot::piece(day, rules.cuts);
        self.moved = stamp.offset.map(|_| slot != Slot::piece(stamp.day, rules.cuts));
        let id = self.slot_number(slot);
        if stamp.time.is_none() {
            // Days repeat, moments do not.
            self.slot_ids.insert(self.scratch.clone(), id);
        }
        Ok(id)
    }

    /// The text of the days of a row, to know them again by.
    fn spell_days(&mut self, record: &Record<'_>, plan: &Plan) {
        self.scratch.clear();
        for field in plan.when.fields() {
            self.scratch.extend_from_slice(&record.field(field));
            self.scratch.push(b'\n');
        }
    }

    /// The text of what a row says of the work; whether it says anything.
    fn spell_work(&mut self, record: &Record<'_>, plan: &Plan) -> bool {
        self.scratch.clear();
        let mut named = false;
        for &(says, field) in plan.says.iter().filter(|(says, _)| says.is_of_work()) {
            let bytes = record.field(field);
            named |= !bytes.trim_ascii().is_empty();
            self.scratch.push(says as u8);
            if let Some((_, tested)) = self.tested.iter_mut().find(|(of, _)| *of == says)
                && let Ok(text) = std::str::from_utf8(&bytes)
            {
                self.scratch.extend_from_slice(&tested.class(unguarded(text).trim()).to_le_bytes());
                continue;
            }
            // With its length, so that no two lists of fields look the same.
            self.scratch.extend_from_slice(&bytes.len().to_le_bytes());
            self.scratch.extend_from_slice(&bytes);
        }
        named
    }

    /// The number of the activity that a row names; `None` where it names none.
    pub fn activity(&mut self, record: &Record<'_>, plan: &Plan) -> Result<Option<u32>, Unreadable> {
        if !self.spell_work(record, plan) && !plan.has_nameless() {
            return Ok(None);
        }
        if let Some(&id) = self.activity_ids.get(self.scratch.as_slice()) {
            return Ok(Some(id));
        }
        let (mut activity, mut classes) = (Activity::default(), vec![0; self.tested.len()]);
        for &(says, field) in plan.says.iter().filter(|(says, _)| says.is_of_work()) {
            let bytes = record.field(field);
            let text = std::str::from_utf8(&bytes).map_err(|_| (field, None))?;
            let mut tested = self.tested.iter_mut().zip(&mut classes);
            if let Some(((_, tested), of_field)) = tested.find(|((of, _), _)| *of == says) {
                *of_field = tested.class(unguarded(text).trim());
                say(&mut activity, says, tested.mark(*of_field));
                continue;
            }
            let text = tidy(text);
            let is_placeholder = plan.entries.is_some() && is_placeholder(&text);
            say(&mut activity, says, if is_placeholder { "" } else { &text });
        }
        if activity.name.is_empty() {
            let main = if activity.project.is_empty() { &activity.task } else { &activity.project };
            activity.name = main.clone();
        }
        let id = self.number(activity);
        if self.classes.len() <= id as usize {
            self.classes.resize(id as usize + 1, Vec::new());
            self.classes[id as usize] = classes;
        }
        self.activity_ids.insert(self.scratch.clone(), id);
        Ok(Some(id))
    }

    fn number(&mut self, activity: Activity) -> u32 {
        let (activities, firsts, at) = (&mut self.activities, &mut self.activities_first, self.at);
        *self.activity_numbers.entry(activity).or_insert_with_key(|activity| {
            activities.push(activity.clone());
            firsts.push(at);
            (activities.len() - 1) as u32
        })
    }
}

/// A text without guard and doubled spaces; `None` where it is not UTF-8.
fn text(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(tidy)
}

fn tidy(text: &str) -> String {
    unguarded(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts what a field says of the work into the activity.
pub(super) fn say(activity: &mut Activity, says: Says, text: &str) {
    let to = match says {
        Says::Category => &mut activity.name,
        Says::Project => &mut activity.project,
        Says::Task => &mut activity.task,
        Says::Client => &mut activity.client,
        Says::Description => &mut activity.description,
        Says::Billable => &mut activity.billable,
        Says::Type => &mut activity.kind,
        Says::Tags => {
            activity.tags = text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            return;
        }
        Says::Unit | Says::Entries => return,
    };
    text.clone_into(to);
}

/// A week or a day in one field.
fn read(
    record: &Record<'_>,
    field: usize,
    job: &Job<'_>,
    slot: impl Fn(&str) -> Result<Slot, WhenFault>,
) -> Result<Slot, Unreadable> {
    let bytes = record.field(field);
    let text = std::str::from_utf8(&bytes).map_err(|_| (field, None))?;
    slot(text).map_err(|fault| (field, Some(when_fault(text, fault, job))))
}

fn when_fault(text: &str, fault: WhenFault, job: &Job<'_>) -> SheetFault {
    let text = text.to_owned();
    match fault {
        WhenFault::NotAWeek => SheetFault::UnreadableWeek { text },
        WhenFault::NoYear => SheetFault::WeekWithoutYear { text },
        WhenFault::Ambiguous => SheetFault::AmbiguousDate { text, other: None },
        WhenFault::OtherOrder => {
            let order = job.dates.map_or("the other order", DateOrder::name);
            SheetFault::AmbiguousDate { text, other: Some(order.to_owned()) }
        }
    }
}
