//! Warns of exports that may overlap, because they have equal sums. Equal rows without an id are legitimate, so all are counted.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::roll::FileRoll;
use super::units::amount_in;
use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::{folded, turned};
use crate::model::place::Place;
use crate::problem::{EntryFault, Problem};

/// One warning for each file with sums that an earlier one has too.
pub fn overlaps(rolls: &[FileRoll]) -> Vec<Problem> {
    let exports: Vec<(usize, &FileRoll)> =
        rolls.iter().enumerate().filter(|(_, roll)| roll.plan.is_of_days()).collect();
    if exports.len() < 2 {
        return Vec::new();
    }
    let hashes = DefaultHashBuilder::default();
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut found: BTreeMap<(usize, usize), (u64, Exact)> = BTreeMap::new();
    for (file, roll) in exports {
        let names: Vec<String> = roll.ran.names.iter().map(|name| turned(&folded(name)).into_owned()).collect();
        for row in roll.fold.rows() {
            for sum in row.sums().filter(|sum| !sum.is_zero()) {
                let person = names.get(row.person as usize);
                let work = roll.ran.activities.get(sum.activity as usize);
                let key = hashes.hash_one((person, row.slot, work, sum.notation, sum.total(), sum.cells));
                let known = *first.entry(key).or_insert(file);
                if known == file {
                    continue;
                }
                let (groups, hours) = found.entry((file, known)).or_insert((0, Exact::ZERO));
                *groups += 1;
                *hours = hours.plus(&amount_in(sum.exact(), sum.notation, Unit::Hours));
            }
        }
    }
    let problem = |((file, other), (groups, hours)): ((usize, usize), (u64, Exact))| {
        let other = rolls[other].plan.file.to_string();
        Problem::new(EntryFault::SameEntries { other, groups, hours }).at(Place::file(&rolls[file].plan.file))
    };
    found.into_iter().map(problem).collect()
}
