//! What the rows of a file add up to, under keys of somebody's choice: files are held against each other by such sums.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::model::effort::Unit;
use crate::model::exact::Exact;
use crate::model::person::{folded, turned};
use crate::model::slot::Slot;
use crate::rollup::roll::FileRoll;
use crate::rollup::units::amount_in;

/// What a file holds under each key: the sum, in percent or in hours, and how many cells it is of.
pub type Sums<K> = HashMap<K, (Exact, u64)>;

/// Adds up the cells of a file by a key made of the person as spelled, the days and the work; none of a file without a unit.
pub fn summed<K: Hash + Eq>(roll: &FileRoll, unit: Option<Unit>, key: impl Fn(&str, Slot, &str) -> K) -> Sums<K> {
    let mut sums: Sums<K> = HashMap::new();
    let Some(unit) = unit else { return sums };
    for row in roll.fold.rows() {
        let Some(name) = roll.ran.names.get(row.person as usize) else { continue };
        for sum in row.sums() {
            let Some(activity) = roll.ran.activities.get(sum.activity as usize) else { continue };
            let key = key(name, roll.placed(row.slot), activity.label());
            add(&mut sums, key, (&amount_in(sum.exact(), sum.notation, unit), sum.cells));
        }
    }
    sums
}

/// Adds a sum to those of other files.
pub fn add<K: Hash + Eq>(sums: &mut Sums<K>, key: K, (sum, cells): (&Exact, u64)) {
    let known = sums.entry(key).or_default();
    *known = (known.0.plus(sum), known.1 + cells);
}

/// A person as the files spell them, but for case, blanks and the order of names.
pub fn person(name: &str) -> String {
    turned(&folded(name)).into_owned()
}

/// The people whom a file names.
pub fn people_of(roll: &FileRoll) -> HashSet<String> {
    roll.ran.names.iter().map(|name| person(name)).collect()
}
