//! Numbers for the texts of a column and for pairs of numbers: short texts are compared as words.

use hashbrown::HashMap;

use super::combos::mixed;
use crate::read::csv::Raw;

/// No number.
const NONE: u32 = u32::MAX;

/// As many bytes of a text are compared as words.
const SHORT: usize = 32;

/// The bytes of a short text, zeros behind them.
type Words = [u64; SHORT / 8];

/// A short text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    words: Words,
    len: u32,
}

impl Key {
    /// The words of a short text; `None`: it is long.
    #[inline]
    pub fn of(raw: Raw<'_>) -> Option<Key> {
        let [e, f, g, h] = MASKS.get(raw.len())?;
        let [a, b, c, d] = raw.words();
        Some(Key { words: [a & e, b & f, c & g, d & h], len: raw.len() as u32 })
    }

    /// Whether it is the same text: without a jump, because mostly it is.
    #[inline]
    pub fn is(&self, other: &Key) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.words, other.words);
        (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) | u64::from(self.len ^ other.len) == 0
    }

    /// By what it is looked for: its place in the low half, what tells it from most others in the high one.
    #[inline]
    fn hash(&self) -> u64 {
        let [a, b, c, d] = self.words;
        mixed(a ^ b.rotate_left(23) ^ u64::from(self.len)) ^ mixed(c ^ d.rotate_left(41)).rotate_left(17)
    }
}

/// The texts of a column that are known, numbered in the order in which they were learnt.
#[derive(Debug)]
pub(super) struct Texts {
    /// Open addressing, half full at the most, a power of two long: numbers of short texts, each with some bits of what it is
    /// looked for by, so that mostly one text is compared.
    table: Vec<(u32, u32)>,
    /// The short texts by number; one that is long is empty here.
    keys: Vec<Key>,
    long: HashMap<Vec<u8>, u32>,
}

const NO_KEY: Key = Key { words: [0; SHORT / 8], len: NONE };

const FREE: (u32, u32) = (0, NONE);

impl Texts {
    pub fn new() -> Texts {
        const FEW: usize = 256;
        Texts { table: vec![FREE; FEW], keys: Vec::new(), long: HashMap::new() }
    }

    /// The number of a text, if it is known.
    #[inline]
    pub fn find(&self, raw: Raw<'_>) -> Option<u32> {
        match Key::of(raw) {
            Some(key) => self.find_short(&key),
            None => self.long.get(raw.bytes()).copied(),
        }
    }

    /// The number of a short text, if it is known.
    #[inline]
    pub fn find_short(&self, key: &Key) -> Option<u32> {
        let (mask, hash) = (self.table.len() - 1, key.hash());
        let (mut at, bits) = (hash as usize, (hash >> 32) as u32);
        while let Some(&(known, number)) = self.table.get(at & mask) {
            if number == NONE {
                break;
            }
            if known == bits && self.keys.get(number as usize).is_some_and(|known| known.is(key)) {
                return Some(number);
            }
            at = at.wrapping_add(1);
        }
        None
    }

    /// The number of a text, which is known from now on.
    pub fn learn(&mut self, raw: Raw<'_>) -> u32 {
        if let Some(known) = self.find(raw) {
            return known;
        }
        let number = self.keys.len() as u32;
        let Some(key) = Key::of(raw) else {
            self.keys.push(NO_KEY);
            self.long.insert(raw.bytes().to_vec(), number);
            return number;
        };
        self.keys.push(key);
        if self.keys.len() * 2 > self.table.len() {
            self.table = vec![FREE; self.table.len() * 2];
            let short = (0..).zip(&self.keys).filter(|(_, key)| key.len != NONE);
            short.for_each(|(number, key)| put(&mut self.table, key, number));
        } else {
            put(&mut self.table, &key, number);
        }
        number
    }
}

fn put(table: &mut [(u32, u32)], key: &Key, number: u32) {
    let (mask, hash) = (table.len() - 1, key.hash());
    let mut at = hash as usize;
    while table[at & mask].1 != NONE {
        at = at.wrapping_add(1);
    }
    table[at & mask] = ((hash >> 32) as u32, number);
}

/// Which bits of the words belong to a text of so many bytes.
const MASKS: [Words; SHORT + 1] = {
    let mut masks = [[0; SHORT / 8]; SHORT + 1];
    let mut len = 0;
    while len <= SHORT {
        let mut byte = 0;
        while byte < len {
            masks[len][byte / 8] |= 0xFF << (byte % 8 * 8);
            byte += 1;
        }
        len += 1;
    }
    masks
};

/// Pairs of numbers that are known, numbered in the order in which they were learnt.
#[derive(Debug)]
pub(super) struct Pairs {
    table: Vec<(u32, u32, u32)>,
    known: u32,
}

const NO_PAIR: (u32, u32, u32) = (0, 0, NONE);

impl Pairs {
    pub fn new() -> Pairs {
        const FEW: usize = 256;
        Pairs { table: vec![NO_PAIR; FEW], known: 0 }
    }

    /// The number of a pair, if it is known.
    #[inline]
    pub fn find(&self, one: u32, other: u32) -> Option<u32> {
        let mask = self.table.len() - 1;
        let mut at = place_of_pair(one, other);
        while let Some(&(a, b, number)) = self.table.get(at & mask) {
            if number == NONE {
                break;
            }
            if (a, b) == (one, other) {
                return Some(number);
            }
            at = at.wrapping_add(1);
        }
        None
    }

    /// The number of a pair, which is known from now on.
    pub fn learn(&mut self, one: u32, other: u32) -> u32 {
        if let Some(known) = self.find(one, other) {
            return known;
        }
        let number = self.known;
        self.known += 1;
        if self.known as usize * 2 > self.table.len() {
            let wider = vec![NO_PAIR; self.table.len() * 2];
            let all = std::mem::replace(&mut self.table, wider);
            all.into_iter().filter(|(_, _, number)| *number != NONE).for_each(|pair| self.put(pair));
        }
        self.put((one, other, number));
        number
    }

    fn put(&mut self, pair: (u32, u32, u32)) {
        let mask = self.table.len() - 1;
        let mut at = place_of_pair(pair.0, pair.1);
        while self.table[at & mask].2 != NONE {
            at = at.wrapping_add(1);
        }
        self.table[at & mask] = pair;
    }
}

#[inline]
fn place_of_pair(one: u32, other: u32) -> usize {
    mixed(u64::from(one) << 32 | u64::from(other)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::csv::Block;

    #[test]
    fn a_text_has_one_number_however_long_it_is() {
        let names = (0..3000).map(|at| format!("{}{at}", "x".repeat(at % 40)));
        let text = names.collect::<Vec<_>>().join(",");
        let block = Block::of(&text, b',');
        let row = block.fields().row(0, 3000).unwrap();
        let mut texts = Texts::new();
        assert_eq!(texts.find(row.field(7)), None);
        (0..3000).for_each(|at| assert_eq!(texts.learn(row.field(at)), at as u32));
        (0..3000).for_each(|at| {
            assert_eq!((texts.find(row.field(at)), texts.learn(row.field(at))), (Some(at as u32), at as u32))
        });
    }

    #[test]
    fn a_pair_is_not_its_reverse() {
        let mut pairs = Pairs::new();
        let all: Vec<(u32, u32)> = (0..50).flat_map(|one| (0..50).map(move |other| (one, other))).collect();
        (0..).zip(&all).for_each(|(at, (one, other))| assert_eq!(pairs.learn(*one, *other), at));
        (0..).zip(&all).for_each(|(at, (one, other))| assert_eq!(pairs.find(*one, *other), Some(at)));
        assert_eq!(pairs.find(50, 0), None);
    }
}
