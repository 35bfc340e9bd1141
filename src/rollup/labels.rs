//! What a row says beside its amounts: whose it is, which days, what the work was. Each spelling is read once.

use hashbrown::HashMap;

use super::merge::First;
use super::run::Job;
use crate::model::category::Activity;
use crate::model::effort::DateOrder;
use crate::model::guard::unguarded;
use crate::model::slot::Slot;
use crate::problem::SheetFault;
use crate::read::csv::Record;
use crate::read::plan::{PersonFrom, Plan, Says, When};
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
}

/// A label that cannot be read: the field, and why (`None`: a byte of it is not UTF-8).
pub type Unreadable = (usize, Option<SheetFault>);

impl Labels {
    /// With the activities that the headings of `plan` name, one a column of amounts.
    pub fn new(plan: &Plan) -> Labels {
        let headings = plan.amounts.iter().filter(|_| plan.says.is_empty());
        let activities: Vec<Activity> = headings.map(|column| Activity::heading(&column.activity)).collect();
        Labels { activities_first: vec![0; activities.len()], activities, ..Labels::default() }
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
        Found {
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
            PersonFrom::Column(field) => *self.person_ids.get(&*record.field(*field))?,
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

    /// The number of the person with this name; `None` when it is not UTF-8.
    pub fn person(&mut self, name: &[u8]) -> Option<u32> {
        if let Some(&id) = self.person_ids.get(name) {
            return Some(id);
        }
        let text = unguarded(std::str::from_utf8(name).ok()?).split_whitespace().collect::<Vec<_>>().join(" ");
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
            When::Date(field) => read(record, field, job, |text| when::date(text, job.dates, job.owned))?,
            When::Range { from: first, to: last } => {
                let day = |field| read(record, field, job, |text| when::date(text, job.dates, job.owned));
                let (from, to) = (day(first)?, day(last)?);
                let reversed = SheetFault::ReversedDates { from: from.to_string(), to: to.to_string() };
                when::stretch(from, to).ok_or((last, Some(reversed)))?
            }
            When::Period => Slot::Period,
        };
        let id = *self.slot_numbers.entry(slot).or_insert_with(|| {
            self.slots.push(slot);
            self.slots_first.push(self.at);
            (self.slots.len() - 1) as u32
        });
        self.slot_ids.insert(self.scratch.clone(), id);
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
            // With its length, so that no two lists of fields look the same.
            self.scratch.push(says as u8);
            self.scratch.extend_from_slice(&bytes.len().to_le_bytes());
            self.scratch.extend_from_slice(&bytes);
        }
        named
    }

    /// The number of the activity that a row names; `None` where it names none.
    pub fn activity(&mut self, record: &Record<'_>, plan: &Plan) -> Result<Option<u32>, Unreadable> {
        if !self.spell_work(record, plan) {
            return Ok(None);
        }
        if let Some(&id) = self.activity_ids.get(self.scratch.as_slice()) {
            return Ok(Some(id));
        }
        let mut activity = Activity::default();
        for &(says, field) in plan.says.iter().filter(|(says, _)| says.is_of_work()) {
            let bytes = record.field(field);
            let text = std::str::from_utf8(&bytes).map_err(|_| (field, None))?;
            say(&mut activity, says, &unguarded(text).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if activity.name.is_empty() {
            let main = if activity.project.is_empty() { &activity.task } else { &activity.project };
            activity.name = main.clone();
        }
        let id = self.number(activity);
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

fn say(activity: &mut Activity, says: Says, text: &str) {
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
    slot(text).map_err(|fault| {
        let text = text.to_owned();
        let fault = match fault {
            WhenFault::NotAWeek => SheetFault::UnreadableWeek { text },
            WhenFault::NoYear => SheetFault::WeekWithoutYear { text },
            WhenFault::Ambiguous => SheetFault::AmbiguousDate { text, other: None },
            WhenFault::OtherOrder => {
                let order = job.dates.map_or("the other order", DateOrder::name);
                SheetFault::AmbiguousDate { text, other: Some(order.to_owned()) }
            }
        };
        (field, Some(fault))
    })
}
