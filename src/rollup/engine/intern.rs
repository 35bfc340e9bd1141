//! Numbers for texts and for pairs of numbers. Texts are compared as machine words.

use super::hash::mixed;
use crate::read::csv::Raw;

/// The number of a free entry of a table, and of a text that is not known.
const NONE: u32 = u32::MAX;

/// How many of its first bytes are the head of a text.
const HEAD: usize = 32;

/// The bytes of a head, padded with zeros.
type Words = [u64; HEAD / 8];

/// A known text: its head, its length, and where in `tails` the rest of it begins.
#[derive(Debug, Clone, Copy)]
struct Known {
    head: Words,
    len: usize,
    /// The index of its first byte behind the head.
    tail: usize,
}

/// The known texts, numbered in the order in which they were learnt.
#[derive(Debug)]
pub(super) struct TextTable {
    /// An open-addressing hash table, at most a quarter full; its length is a power of two. Each entry is a tag (the high
    /// half of the text's hash, which rejects most other texts) and the number of the text.
    table: Vec<(u32, u32)>,
    known: Vec<Known>,
    /// The bytes behind the heads, one text after the other.
    tails: Vec<u8>,
}

const FREE: (u32, u32) = (0, NONE);

impl TextTable {
    pub fn new() -> TextTable {
        const FEW: usize = 256;
        TextTable { table: vec![FREE; FEW], known: Vec::new(), tails: Vec::new() }
    }

    /// The number of a text; `None` if it is not known.
    #[inline]
    pub fn find(&self, raw: Raw<'_>) -> Option<u32> {
        let (mask, hash) = (self.table.len() - 1, hash(raw));
        let (mut at, bits) = (hash as usize, (hash >> 32) as u32);
        while let Some(&(known, number)) = self.table.get(at & mask) {
            if number == NONE {
                break;
            }
            if known == bits && self.is(number, raw) {
                return Some(number);
            }
            at = at.wrapping_add(1);
        }
        None
    }

    /// The numbers of some texts, `u32::MAX` for those that are not known. Each step is done for all of them before the
    /// next, so that the processor waits for the memory of many of them at once.
    pub fn find_all(&self, texts: &[Raw<'_>], numbers: &mut Vec<u32>) {
        numbers.clear();
        let mask = self.table.len() - 1;
        numbers.extend(texts.iter().map(|raw| {
            let hash = hash(*raw);
            let (bits, number) = self.table.get(hash as usize & mask).copied().unwrap_or(FREE);
            // A branchless choice: `NONE` if the tags differ.
            number | u32::from(bits == (hash >> 32) as u32).wrapping_sub(1)
        }));
        for (raw, number) in texts.iter().zip(numbers) {
            if !self.is(*number, *raw) {
                *number = self.find(*raw).unwrap_or(NONE);
            }
        }
    }

    /// As `find_all`, but quicker if most texts equal the one before.
    pub fn find_again(&self, texts: &[Raw<'_>], numbers: &mut Vec<u32>) {
        numbers.clear();
        let mut before: Option<(Raw<'_>, u32)> = None;
        numbers.extend(texts.iter().map(|raw| match before {
            Some((text, number)) if raw.is(text) => number,
            _ => {
                let number = self.find(*raw).unwrap_or(NONE);
                before = Some((*raw, number));
                number
            }
        }));
    }

    /// Whether the text of this number equals `raw`. Heads are compared without a branch, because mostly they are equal.
    #[inline]
    fn is(&self, number: u32, raw: Raw<'_>) -> bool {
        let Some(known) = self.known.get(number as usize) else { return false };
        let ([a, b, c, d], [e, f, g, h]) = (known.head, head(raw));
        let differ = (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) | (known.len ^ raw.len()) as u64;
        differ == 0 && (raw.len() <= HEAD || self.tail(known) == tail(raw))
    }

    #[inline]
    fn tail(&self, known: &Known) -> &[u8] {
        self.tails.get(known.tail..known.tail + known.len.saturating_sub(HEAD)).unwrap_or_default()
    }

    /// The number of a text, which is added if it is new.
    pub fn learn(&mut self, raw: Raw<'_>) -> u32 {
        if let Some(known) = self.find(raw) {
            return known;
        }
        let number = self.known.len() as u32;
        self.known.push(Known { head: head(raw), len: raw.len(), tail: self.tails.len() });
        self.tails.extend(tail(raw));
        if self.known.len() * 4 > self.table.len() {
            let mut table = vec![FREE; self.table.len() * 2];
            let hashes = self.known.iter().map(|known| hash_of(known.head, known.len, self.tail(known)));
            (0..).zip(hashes).for_each(|(number, hash)| put(&mut table, hash, number));
            self.table = table;
        } else {
            put(&mut self.table, hash(raw), number);
        }
        number
    }
}

fn put(table: &mut [(u32, u32)], hash: u64, number: u32) {
    let mask = table.len() - 1;
    let mut at = hash as usize;
    while table[at & mask].1 != NONE {
        at = at.wrapping_add(1);
    }
    table[at & mask] = ((hash >> 32) as u32, number);
}

/// The head of a text as words.
#[inline]
fn head(raw: Raw<'_>) -> Words {
    let [a, b, c, d] = raw.words();
    let [e, f, g, h] = MASKS[raw.len().min(HEAD)];
    [a & e, b & f, c & g, d & h]
}

/// The bytes of a text behind its head.
fn tail(raw: Raw<'_>) -> &[u8] {
    raw.bytes().get(HEAD..).unwrap_or_default()
}

/// Lookup key: low half = table index, high half = tag that rejects most other texts.
#[inline]
fn hash(raw: Raw<'_>) -> u64 {
    hash_of(head(raw), raw.len(), tail(raw))
}

#[inline]
fn hash_of([a, b, c, d]: Words, len: usize, tail: &[u8]) -> u64 {
    let hash = mixed(a ^ b.rotate_left(23) ^ len as u64) ^ mixed(c ^ d.rotate_left(41)).rotate_left(17);
    if tail.is_empty() { hash } else { with_tail(hash, tail) }
}

#[inline]
fn with_tail(hash: u64, tail: &[u8]) -> u64 {
    let (words, rest) = tail.as_chunks::<8>();
    let hash = words.iter().fold(hash, |hash, word| mixed(hash ^ u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    mixed(hash ^ u64::from_le_bytes(last))
}

/// By length: which bits of the head's words belong to the text.
const MASKS: [Words; HEAD + 1] = {
    let mut masks = [[0; HEAD / 8]; HEAD + 1];
    let mut len = 0;
    while len <= HEAD {
        let mut byte = 0;
        while byte < len {
            masks[len][byte / 8] |= 0xFF << (byte % 8 * 8);
            byte += 1;
        }
        len += 1;
    }
    masks
};

/// The known pairs of numbers, numbered in the order in which they were learnt.
#[derive(Debug)]
pub(super) struct PairTable {
    table: Vec<(u32, u32, u32)>,
    known: u32,
}

const NO_PAIR: (u32, u32, u32) = (0, 0, NONE);

impl PairTable {
    pub fn new() -> PairTable {
        const FEW: usize = 256;
        PairTable { table: vec![NO_PAIR; FEW], known: 0 }
    }

    /// The number of a pair; `None` if it is not known.
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

    /// The number of a pair, which is added if it is new.
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
        let names = (0..3000).map(|at| format!("{}{at}", "x".repeat(at % 80)));
        let text = names.collect::<Vec<_>>().join(",");
        let block = Block::of(&text, b',');
        let row = block.fields().row(0, 3000).unwrap();
        let mut texts = TextTable::new();
        assert_eq!(texts.find(row.field(7)), None);
        (0..3000).for_each(|at| assert_eq!(texts.learn(row.field(at)), at as u32));
        (0..3000).for_each(|at| {
            assert_eq!((texts.find(row.field(at)), texts.learn(row.field(at))), (Some(at as u32), at as u32))
        });
    }

    /// Every seventh text is not known, and some equal the one before.
    #[test]
    fn many_texts_are_found_as_each_is() {
        let names = (0..900).map(|at| format!("{}{}", "x".repeat(at / 3 % 80), at / 3));
        let text = names.collect::<Vec<_>>().join(",");
        let block = Block::of(&text, b',');
        let row = block.fields().row(0, 900).unwrap();
        let raws: Vec<Raw<'_>> = (0..900).map(|at| row.field(at)).collect();
        let mut texts = TextTable::new();
        raws.iter().enumerate().filter(|(at, _)| at / 3 % 7 > 0).for_each(|(_, raw)| _ = texts.learn(*raw));
        let alone: Vec<u32> = raws.iter().map(|raw| texts.find(*raw).unwrap_or(NONE)).collect();
        let (mut all, mut again) = (Vec::new(), Vec::new());
        texts.find_all(&raws, &mut all);
        texts.find_again(&raws, &mut again);
        assert!(alone.contains(&NONE));
        assert_eq!((&all, &again), (&alone, &alone));
    }

    #[test]
    fn a_pair_is_not_its_reverse() {
        let mut pairs = PairTable::new();
        let all: Vec<(u32, u32)> = (0..50).flat_map(|one| (0..50).map(move |other| (one, other))).collect();
        (0..).zip(&all).for_each(|(at, (one, other))| assert_eq!(pairs.learn(*one, *other), at));
        (0..).zip(&all).for_each(|(at, (one, other))| assert_eq!(pairs.find(*one, *other), Some(at)));
        assert_eq!(pairs.find(50, 0), None);
    }
}
