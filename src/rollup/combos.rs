//! Who did what, in which spelling: each such combination has a number.

use crate::model::effort::Spelling;

/// A combination, by the numbers of its person and its activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Combo {
    pub person: u32,
    pub activity: u32,
    pub spelling: Spelling,
}

/// No combination.
const NONE: u32 = u32::MAX;

/// The combinations of a worker, in order of appearance, and a table to find them by.
#[derive(Debug, Default)]
pub(super) struct Combos {
    pub list: Vec<Combo>,
    /// Open addressing, half full at the most, a power of two long: numbers with what they stand for, so that a look is one
    /// line of memory.
    table: Vec<Entry>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    person: u32,
    activity: u32,
    spelling: Spelling,
    number: u32,
}

const EMPTY: Entry = Entry { person: 0, activity: 0, spelling: Spelling::Bare, number: NONE };

impl Combos {
    /// The number of a combination.
    #[inline]
    pub fn number(&mut self, person: u32, activity: u32, spelling: Spelling) -> u32 {
        let mut at = place(person, activity, spelling);
        let mask = self.table.len().wrapping_sub(1);
        while let Some(entry) = self.table.get(at & mask) {
            if entry.number == NONE {
                break;
            }
            if (entry.person, entry.activity, entry.spelling) == (person, activity, spelling) {
                return entry.number;
            }
            at = at.wrapping_add(1);
        }
        self.begin(Combo { person, activity, spelling })
    }

    /// The numbers of some combinations. Each is first looked at where it mostly stands, without a jump, so that the memory of
    /// many is waited for at once.
    pub fn numbers(&mut self, combos: impl Iterator<Item = Combo> + Clone, numbers: &mut Vec<u32>) {
        let mask = self.table.len().wrapping_sub(1);
        numbers.clear();
        numbers.extend(combos.clone().map(|Combo { person, activity, spelling }| {
            let entry = self.table.get(place(person, activity, spelling) & mask).unwrap_or(&EMPTY);
            let differs = entry.person ^ person | entry.activity ^ activity | entry.spelling as u32 ^ spelling as u32;
            entry.number | u32::from(differs == 0).wrapping_sub(1)
        }));
        for (number, combo) in numbers.iter_mut().zip(combos) {
            if *number == NONE {
                *number = self.number(combo.person, combo.activity, combo.spelling);
            }
        }
    }

    #[cold]
    fn begin(&mut self, combo: Combo) -> u32 {
        const FEW: usize = 256;
        let number = self.list.len() as u32;
        self.list.push(combo);
        if self.list.len() * 2 > self.table.len() {
            self.table = vec![EMPTY; (self.table.len() * 2).max(FEW)];
            (0..).zip(&self.list).for_each(|(number, combo)| put(&mut self.table, *combo, number));
        } else {
            put(&mut self.table, combo, number);
        }
        number
    }
}

fn put(table: &mut [Entry], combo: Combo, number: u32) {
    let Combo { person, activity, spelling } = combo;
    let mask = table.len() - 1;
    let mut at = place(person, activity, spelling);
    while table[at & mask].number != NONE {
        at = at.wrapping_add(1);
    }
    table[at & mask] = Entry { person, activity, spelling, number };
}

/// Where a combination is looked for first. A multiplication mixes upwards only, so its two halves are put together.
#[inline]
fn place(person: u32, activity: u32, spelling: Spelling) -> usize {
    let key = u64::from(person) << 32 | u64::from(activity);
    mixed(key ^ (spelling as u64) << 61) as usize
}

/// A number in which each bit of `key` has a part in the low ones.
#[inline]
pub(super) fn mixed(key: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    const OTHER: u64 = 0xD6E8_FEB8_6659_FD93;
    let product = u128::from(key ^ OTHER) * u128::from(ODD);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combination_has_one_number_however_many_there_are() {
        let mut combos = Combos::default();
        for _ in 0..2 {
            for person in 0..40 {
                for activity in 0..30 {
                    for (spelling, last) in [(Spelling::Bare, 0), (Spelling::Clock, 1)] {
                        let number = combos.number(person, activity, spelling);
                        assert_eq!(number, (person * 30 + activity) * 2 + last);
                    }
                }
            }
        }
        assert_eq!(combos.list.len(), 2400);
        // The known ones and new ones among them, some of them twice.
        let some: Vec<Combo> = combos.list.iter().copied().step_by(7).collect();
        let new = some.iter().map(|combo| Combo { spelling: Spelling::Hours, ..*combo });
        let asked: Vec<Combo> = some.iter().copied().zip(new).flat_map(|(old, new)| [new, old, new]).collect();
        let mut numbers = Vec::new();
        combos.numbers(asked.iter().copied(), &mut numbers);
        assert_eq!(combos.list.len(), 2400 + some.len());
        numbers.iter().zip(&asked).for_each(|(number, combo)| assert_eq!(combos.list[*number as usize], *combo));
    }
}
