//! Entries that are there twice: to the second, in an export that was imported twice; in the same order, in a sheet into which rows
//! were pasted twice. Equal rows may be right, so all count.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::opened::{Records, WHOLE};
use crate::model::place::Place;
use crate::problem::{EntryFault, Problem};
use crate::read::csv::{Record, place};
use crate::read::plan::{Format, Plan};
use crate::read::times::text_of;

/// Files of more bytes than this are not looked through: each of their entries would have to be kept.
const MOST: u64 = 16 << 20;
/// Fewer entries may be twins by chance.
const FEW: usize = 2;

/// Returns a warning about three rows or more that follow each other as rows above them do, if there are such: in a sheet with a row an
/// amount, whose rows say days.
pub fn pasted(records: &Records, plan: &Plan) -> Option<Problem> {
    /// Fewer rows may be equal by chance.
    const FEWEST: usize = 3;
    if records.made.is_none() && records.input.length().map_or(true, |length| length > WHOLE as u64) {
        return None;
    }
    let has_ids = plan.entries.as_ref().is_some_and(|entries| entries.id.is_some() || entries.start.is_some());
    let day = plan.when.fields().next()?;
    // Whether rows of the sheets were pasted was asked of the sheets, not of the table that was made of them.
    if has_ids || plan.says.is_empty() || plan.format == Format::Rollup {
        return None;
    }
    // By its fields the row that has them last, and of each row in order whether the row before it is repeated, too.
    let mut last: HashMap<u64, usize> = HashMap::new();
    let mut run: Vec<(usize, u64, Place)> = Vec::new();
    let (mut at, mut rows, mut first): (usize, u64, Option<Place>) = (0, 0, None);
    let mut close = |run: &mut Vec<(usize, u64, Place)>| {
        let mut kinds: Vec<u64> = run.iter().map(|(_, key, _)| *key).collect();
        kinds.sort_unstable();
        kinds.dedup();
        if run.len() >= FEWEST && kinds.len() > 1 {
            rows += run.len() as u64;
            first.get_or_insert_with(|| run[0].2.clone());
        }
        run.clear();
    };
    each_entry(records, plan, &[], |record, key| {
        if record.is_blank() {
            return;
        }
        match last.insert(key, at) {
            Some(above) => {
                if run.last().is_some_and(|(before, ..)| before + 1 != above) {
                    close(&mut run);
                }
                run.push((above, key, place(&plan.file, record, day)));
            }
            None => close(&mut run),
        }
        at += 1;
    })?;
    close(&mut run);
    let at = first?;
    Some(Problem::new(EntryFault::DoubledRows { rows }).at(at))
}

/// Returns a warning about entries of one person that begin and end at the same second, if there are such.
pub fn doubled(records: &Records, plan: &Plan) -> Option<Problem> {
    let entries = plan.entries.as_ref()?;
    let (start, end) = entries.start.zip(entries.end)?;
    if entries.id.is_some() || records.input.length().map_or(true, |length| length > MOST) {
        return None;
    }
    let mut first: HashMap<u64, ()> = HashMap::new();
    let (mut places, mut rows): (Vec<Place>, u64) = (Vec::new(), 0);
    let times: Vec<usize> = [start, end].into_iter().chain(entries.end_date).collect();
    each_entry(records, plan, &times, |record, key| {
        if text_of(&record, Some(start)).is_none() || text_of(&record, Some(end)).is_none() {
            return;
        }
        if first.insert(key, ()).is_some() {
            rows += 1;
            if places.len() < 5 {
                places.push(place(&plan.file, record, start));
            }
        }
    })?;
    let is_worth_telling = rows as usize >= FEW || rows > 0 && rows as usize * 4 >= first.len();
    let mut places = places.into_iter();
    let at = places.next().filter(|_| is_worth_telling)?;
    Some(Problem::new(EntryFault::DoubledEntries { rows }).at(at).also(places))
}

/// Shows every entry with a number that is the same where the days, the person, the work, the amounts and the fields of `more` are.
/// `None` if the file can no longer be read.
fn each_entry(records: &Records, plan: &Plan, more: &[usize], mut see: impl FnMut(Record<'_>, u64)) -> Option<()> {
    let work = plan.says.iter().map(|(_, field)| *field).chain(plan.amounts.iter().map(|amount| amount.field));
    let fields: Vec<usize> =
        plan.when.fields().chain(more.iter().copied()).chain(plan.person_fields()).chain(work).collect();
    let hashes = DefaultHashBuilder::default();
    let is_entry = |record: &Record<'_>| record.line() > plan.header.line && record.len() >= plan.width();
    let (mut csv, mut block) = records.open().ok()?;
    loop {
        for record in block.records().filter(is_entry) {
            let key: Vec<Option<String>> = fields.iter().map(|field| text_of(&record, Some(*field))).collect();
            see(record, hashes.hash_one(key));
        }
        if !csv.next(&mut block).ok()? {
            return Some(());
        }
    }
}
