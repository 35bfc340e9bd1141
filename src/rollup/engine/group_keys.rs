//! Group keys: who did what, in which notation. Together with the days they say which sum an amount belongs to. Each key has
//! a number.

use super::hash::mixed;
use crate::model::effort::Notation;

/// A person and an activity by number, and a notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupKey {
    pub person: u32,
    pub activity: u32,
    pub notation: Notation,
}

/// The number of a free entry of the table.
const NONE: u32 = u32::MAX;

/// The group keys of a worker, numbered in order of appearance.
#[derive(Debug, Default)]
pub(super) struct GroupKeys {
    pub list: Vec<GroupKey>,
    /// An open-addressing hash table, at most half full; its length is a power of two. It holds the keys themselves, so that
    /// a lookup touches one cache line.
    table: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    person: u32,
    activity: u32,
    notation: Notation,
    number: u32,
}

const EMPTY: Entry = Entry { person: 0, activity: 0, notation: Notation::Bare, number: NONE };

impl GroupKeys {
    /// The number of a key, which is added if it is new.
    #[inline]
    pub fn number(&mut self, person: u32, activity: u32, notation: Notation) -> u32 {
        let mut at = place(person, activity, notation);
        let mask = self.table.len().wrapping_sub(1);
        while let Some(entry) = self.table.get(at & mask) {
            if entry.number == NONE {
                break;
            }
            if (entry.person, entry.activity, entry.notation) == (person, activity, notation) {
                return entry.number;
            }
            at = at.wrapping_add(1);
        }
        self.add(GroupKey { person, activity, notation })
    }

    /// The numbers of some keys. First every key is looked up at its home position without a branch, so that the processor
    /// waits for the memory of many of them at once; only then the others are searched for.
    pub fn numbers(&mut self, keys: impl Iterator<Item = GroupKey> + Clone, numbers: &mut Vec<u32>) {
        let mask = self.table.len().wrapping_sub(1);
        numbers.clear();
        numbers.extend(keys.clone().map(|GroupKey { person, activity, notation }| {
            let entry = self.table.get(place(person, activity, notation) & mask).unwrap_or(&EMPTY);
            let differs = entry.person ^ person | entry.activity ^ activity | entry.notation as u32 ^ notation as u32;
            entry.number | u32::from(differs == 0).wrapping_sub(1)
        }));
        for (number, key) in numbers.iter_mut().zip(keys) {
            if *number == NONE {
                *number = self.number(key.person, key.activity, key.notation);
            }
        }
    }

    #[cold]
    fn add(&mut self, key: GroupKey) -> u32 {
        const FEW: usize = 256;
        let number = self.list.len() as u32;
        self.list.push(key);
        if self.list.len() * 2 > self.table.len() {
            self.table = vec![EMPTY; (self.table.len() * 2).max(FEW)];
            (0..).zip(&self.list).for_each(|(number, key)| insert(&mut self.table, *key, number));
        } else {
            insert(&mut self.table, key, number);
        }
        number
    }
}

fn insert(table: &mut [Entry], key: GroupKey, number: u32) {
    let GroupKey { person, activity, notation } = key;
    let mask = table.len() - 1;
    let mut at = place(person, activity, notation);
    while table[at & mask].number != NONE {
        at = at.wrapping_add(1);
    }
    table[at & mask] = Entry { person, activity, notation, number };
}

/// The home position of a key. Multiplication carries bits upwards only, so the hash combines both halves of the product.
#[inline]
fn place(person: u32, activity: u32, notation: Notation) -> usize {
    let key = u64::from(person) << 32 | u64::from(activity);
    mixed(key ^ (notation as u64) << 61) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combination_has_one_number_however_many_there_are() {
        let mut keys = GroupKeys::default();
        for _ in 0..2 {
            for person in 0..40 {
                for activity in 0..30 {
                    for (notation, last) in [(Notation::Bare, 0), (Notation::Clock, 1)] {
                        let number = keys.number(person, activity, notation);
                        assert_eq!(number, (person * 30 + activity) * 2 + last);
                    }
                }
            }
        }
        assert_eq!(keys.list.len(), 2400);
        // Known keys with new ones among them, some of them twice.
        let some: Vec<GroupKey> = keys.list.iter().copied().step_by(7).collect();
        let new = some.iter().map(|key| GroupKey { notation: Notation::Hours, ..*key });
        let asked: Vec<GroupKey> = some.iter().copied().zip(new).flat_map(|(old, new)| [new, old, new]).collect();
        let mut numbers = Vec::new();
        keys.numbers(asked.iter().copied(), &mut numbers);
        assert_eq!(keys.list.len(), 2400 + some.len());
        numbers.iter().zip(&asked).for_each(|(number, key)| assert_eq!(keys.list[*number as usize], *key));
    }
}
