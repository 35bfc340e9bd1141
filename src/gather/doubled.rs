//! Entries of one export that are there twice, to the second: a second import, most likely. Equal rows may be right, so all count.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::opened::Records;
use crate::model::place::Place;
use crate::problem::{EntryFault, Problem};
use crate::read::csv::{Record, place};
use crate::read::plan::Plan;
use crate::read::times::text_of;

/// Files of more bytes than this are not looked through: each of their entries would have to be kept.
const MOST: u64 = 16 << 20;
/// Fewer entries may be twins by chance.
const FEW: usize = 2;

/// Returns a warning about entries of one person that begin and end at the same second, if there are such.
pub fn doubled(records: &Records, plan: &Plan) -> Option<Problem> {
    let entries = plan.entries.as_ref()?;
    let (start, end) = entries.start.zip(entries.end)?;
    if entries.id.is_some() || records.input.length().map_or(true, |length| length > MOST) {
        return None;
    }
    let (mut csv, mut block) = records.open().ok()?;
    let hashes = DefaultHashBuilder::default();
    let mut first: HashMap<u64, ()> = HashMap::new();
    let (mut places, mut rows): (Vec<Place>, u64) = (Vec::new(), 0);
    let is_entry = |record: &Record<'_>| record.line() > plan.header.line && record.len() >= plan.width();
    loop {
        for record in block.records().filter(is_entry) {
            let fields = plan.when.fields().chain([start, end]).chain(entries.end_date).chain(plan.person_fields());
            let work = plan.says.iter().map(|(_, field)| *field).chain(plan.amounts.iter().map(|amount| amount.field));
            if text_of(&record, Some(start)).is_none() || text_of(&record, Some(end)).is_none() {
                continue;
            }
            let key: Vec<Option<String>> = fields.chain(work).map(|field| text_of(&record, Some(field))).collect();
            if first.insert(hashes.hash_one(key), ()).is_some() {
                rows += 1;
                if places.len() < 5 {
                    places.push(place(&plan.file, record, start));
                }
            }
        }
        if !csv.next(&mut block).ok()? {
            break;
        }
    }
    let is_worth_telling = rows as usize >= FEW || rows > 0 && rows as usize * 4 >= first.len();
    let mut places = places.into_iter();
    let at = places.next().filter(|_| is_worth_telling)?;
    Some(Problem::new(EntryFault::DoubledEntries { rows }).at(at).also(places))
}
