//! Finds the bytes that a CSV scan stops at: delimiters, line feeds and quotation marks, 64 bytes at a time, eight to a
//! word. It uses plain integer arithmetic, the same on every processor, which is faster on short fields than `memchr`
//! for three bytes.

/// The positions of the marks in some bytes, in order.
pub(super) struct Marks<'a> {
    bytes: &'a [u8],
    /// Each of the three marks, repeated eight times.
    words: [u64; 3],
    /// Where the current chunk begins, and where the next one does.
    chunk: usize,
    next: usize,
    /// The marks of the current chunk that have not been returned yet, one bit for each byte.
    found: u64,
}

const EACH: u64 = 0x0101_0101_0101_0101;
const CHUNK: usize = 64;

impl<'a> Marks<'a> {
    /// The positions from `from` on.
    pub fn new(bytes: &'a [u8], from: usize, delimiter: u8) -> Marks<'a> {
        let words = [delimiter, b'\n', b'"'].map(|mark| EACH * u64::from(mark));
        Marks { bytes, words, chunk: from, next: from, found: 0 }
    }

    fn found_in(&self, chunk: &[u8; CHUNK]) -> u64 {
        let (words, _) = chunk.as_chunks::<8>();
        words.iter().rev().fold(0, |found, &word| {
            let word = u64::from_le_bytes(word);
            let hits = self.words.iter().fold(0, |hits, mark| hits | zero_bytes(word ^ mark));
            found << 8 | gathered(hits)
        })
    }
}

/// Returns the top bit of each byte of `word` that is zero. This is exact, because no carry leaves its byte.
fn zero_bytes(word: u64) -> u64 {
    const LOW: u64 = 0x7F * EACH;
    !(((word & LOW) + LOW) | word | LOW)
}

/// Puts the top bits of the eight bytes side by side. Each bit of the factor moves one of them to its place in the top
/// byte.
fn gathered(top_bits: u64) -> u64 {
    (top_bits >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

impl Iterator for Marks<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let rest = self.bytes.get(self.next..).filter(|rest| !rest.is_empty())?;
            self.found = match rest.first_chunk() {
                Some(chunk) => self.found_in(chunk),
                None => {
                    let mut chunk = [0; CHUNK];
                    chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                    self.found_in(&chunk) & ((1 << rest.len()) - 1)
                }
            };
            self.chunk = self.next;
            self.next += CHUNK;
        }
        let at = self.chunk + self.found.trailing_zeros() as usize;
        self.found &= self.found - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_is_told_from_its_neighbours() {
        let all: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        for delimiter in 0..=255 {
            let expected: Vec<usize> = memchr::memchr3_iter(delimiter, b'\n', b'"', &all).collect();
            assert_eq!(Marks::new(&all, 0, delimiter).collect::<Vec<_>>(), expected, "{delimiter}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_marks_are_those_that_memchr_finds(
            bytes in prop::collection::vec(prop::sample::select(b"\",\n\r\0\x01\x80\xACa!-".to_vec()), 0..300),
            from in 0_usize..100,
        ) {
            let expected: Vec<usize> = memchr::memchr3_iter(b',', b'\n', b'"', &bytes).filter(|&at| at >= from).collect();
            prop_assert_eq!(Marks::new(&bytes, from, b',').collect::<Vec<_>>(), expected);
        }
    }
}
