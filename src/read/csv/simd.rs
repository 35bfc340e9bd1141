//! The fast index: 64 bytes at a time in the vector registers of x86-64 (AVX2), with a carry-less product to find what
//! is inside quotation marks. It handles correct text only, gives up on anything else, and leaves the block to `Scan`.
//! On other processors there is only `Scan`, which does the same without `unsafe`.

use super::index::Index;

/// Returns whether the fast index can handle this delimiter.
pub(super) fn knows(delimiter: u8) -> bool {
    !matches!(delimiter, b'"' | b'\n' | b'\r')
}

/// Puts the fields and records of `bytes`, which begin with a record, into `index`, like `Scan` does. Returns `false`
/// if it cannot handle the text; then the contents of `index` are invalid.
#[cfg(target_arch = "x86_64")]
pub(super) fn index(bytes: &[u8], delimiter: u8, index: &mut Index) -> bool {
    index.clear();
    let is_known = knows(delimiter) && u32::try_from(bytes.len().saturating_add(64)).is_ok();
    is_known && x86::is_there() && x86::index(bytes, delimiter, index)
}

#[cfg(not(target_arch = "x86_64"))]
pub(super) fn index(_: &[u8], _: u8, _: &mut Index) -> bool {
    false
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, _mm_clmulepi64_si128, _mm_cvtsi64_si128, _mm_cvtsi128_si64, _mm_set1_epi8, _mm256_cmpeq_epi8,
        _mm256_movemask_epi8, _mm256_set1_epi8, _mm256_setr_epi64x,
    };

    use crate::read::csv::index::Index;

    const CHUNK: usize = 64;

    /// How many chunks are processed before the lists are asked for more room.
    const GROUP: usize = 64;

    /// Returns whether the processor has all features that are needed below.
    pub fn is_there() -> bool {
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("pclmulqdq")
            && is_x86_feature_detected!("popcnt")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
    }

    /// Like `super::index`. Returns `false` if the processor cannot do it.
    #[expect(unsafe_code, reason = "the one call from code for every processor into code for some")]
    pub fn index(bytes: &[u8], delimiter: u8, index: &mut Index) -> bool {
        if !is_there() {
            return false;
        }
        // SAFETY: a function with `target_feature` may be called where the processor has those features. `is_there` has
        // just asked for each of the five that `vectors` names. The function is safe in every other respect: it touches
        // memory through slices only.
        unsafe { vectors(bytes, delimiter, index) }
    }

    /// The state between two chunks.
    struct Pass<'a> {
        bytes: &'a [u8],
        delimiter: u8,
        /// All ones inside a quoted value, else zero.
        inside: u64,
        /// Bit 0: an opening mark may follow the previous byte. It may stand at the very beginning.
        may_open: u64,
        /// Bit 0: the previous byte closes a value.
        closed: u64,
        /// Line feeds inside values.
        breaks: u64,
    }

    /// For some consecutive chunks, one bit for each byte: whether a field ends there, and whether a record does.
    struct Ends {
        fields: [u64; GROUP],
        records: [u64; GROUP],
    }

    #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
    fn vectors(bytes: &[u8], delimiter: u8, index: &mut Index) -> bool {
        let mut pass = Pass { bytes, delimiter, inside: 0, may_open: 1, closed: 0, breaks: 0 };
        let mut found = Ends { fields: [0; GROUP], records: [0; GROUP] };
        let (chunks, rest) = bytes.as_chunks::<CHUNK>();
        let (mut at, mut sound) = (0, true);
        for group in chunks.chunks(GROUP) {
            sound = sound && pass.group(group, at, u64::MAX, &mut found) && put(&found, group.len(), at, index);
            at += group.len() * CHUNK;
        }
        if !rest.is_empty() {
            let mut chunk = [0; CHUNK];
            chunk.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            sound = sound && pass.group(&[chunk], at, (1 << rest.len()) - 1, &mut found) && put(&found, 1, at, index);
        }
        index.breaks = pass.breaks;
        if bytes.last().is_some_and(|&last| last != b'\n') {
            index.ends.push(bytes.len() as u32);
            index.records.push(index.ends.len() as u32);
        }
        sound && pass.inside == 0
    }

    impl Pass<'_> {
        /// Processes the next chunks, which begin at `at`. Only the bytes in `valid` count in each. Returns `false` if
        /// a mark is wrong.
        #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
        fn group(&mut self, chunks: &[[u8; CHUNK]], at: usize, valid: u64, found: &mut Ends) -> bool {
            let Pass { mut inside, mut may_open, mut closed, mut breaks, .. } = *self;
            let mut wrong = 0;
            let places = found.fields.iter_mut().zip(&mut found.records);
            for (number, (chunk, (fields, records))) in chunks.iter().zip(places).enumerate() {
                let halves = halves(chunk);
                let marks = equal(halves, b'"') & valid;
                let feeds = equal(halves, b'\n') & valid;
                let both = (equal(halves, self.delimiter) & valid) | feeds;
                // The parity of the marks up to each bit: inside from the opening mark to before the closing one.
                let parity = running_parity(marks) ^ inside;
                let ends = both & !parity;
                let (opening, closing) = (marks & parity, marks & !parity);
                // Another mark may follow a closing one; together they are one mark of the value.
                wrong |= opening & !((ends | closing) << 1 | may_open);
                let behind = (closing << 1 | closed) & !(ends | opening) & valid;
                (may_open, closed) = ((ends | closing) >> 63, closing >> 63);
                inside = 0_u64.wrapping_sub(parity >> 63);
                if behind != 0 && !self.all_end_lines(behind, at + number * CHUNK) {
                    wrong = 1;
                }
                breaks += u64::from((feeds & !ends).count_ones());
                (*fields, *records) = (ends, feeds & ends);
            }
            *self = Pass { inside, may_open, closed, breaks, ..*self };
            wrong == 0
        }

        /// Returns whether there is a CRLF at each of `places`, counted from `at`.
        fn all_end_lines(&self, mut places: u64, at: usize) -> bool {
            while places != 0 {
                if !self.ends_line(at + places.trailing_zeros() as usize) {
                    return false;
                }
                places &= places - 1;
            }
            true
        }

        fn ends_line(&self, at: usize) -> bool {
            self.bytes.get(at..).is_some_and(|rest| rest.starts_with(b"\r\n"))
        }
    }

    /// Writes the ends found in this many chunks into the index. The first chunk begins at `at`.
    #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
    fn put(found: &Ends, chunks: usize, mut at: usize, index: &mut Index) -> bool {
        let before = index.ends.len();
        // A record ends only where a field does, so there are not more records than fields.
        let (places, counts) = (index.ends.room(GROUP * CHUNK), index.records.room(GROUP * CHUNK));
        let (mut ended, mut closed) = (0, 0);
        for (&ends, &records) in found.fields.iter().zip(&found.records).take(chunks) {
            let Some(places) = places.get_mut(ended..).and_then(|room| room.first_chunk_mut::<CHUNK>()) else {
                return false;
            };
            let Some(counts) = counts.get_mut(closed..).and_then(|room| room.first_chunk_mut::<CHUNK>()) else {
                return false;
            };
            put_places(ends, at as u32, places);
            put_counts(records, ends, (before + ended) as u32, counts);
            ended += ends.count_ones() as usize;
            closed += records.count_ones() as usize;
            at += CHUNK;
        }
        index.ends.add(ended);
        index.records.add(closed);
        true
    }

    /// Writes the positions of `ends`, counted from `at`, eight at a time and without asking how many there are. What
    /// is written too much is overwritten later.
    #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
    #[inline]
    fn put_places(ends: u64, at: u32, room: &mut [u32; CHUNK]) {
        let put_eight = |eight: &mut [u32; 8], mut left: u64| {
            for place in eight {
                *place = at + left.trailing_zeros();
                left &= left.wrapping_sub(1);
            }
            left
        };
        let [first, more @ ..] = room.as_chunks_mut::<8>().0 else { return };
        let mut left = put_eight(first, ends);
        for eight in more {
            if left == 0 {
                break;
            }
            left = put_eight(eight, left);
        }
    }

    /// Writes for each of `records` how many fields have ended with it: `before`, and those of `ends` up to it.
    #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
    #[inline]
    fn put_counts(mut records: u64, ends: u64, before: u32, room: &mut [u32; CHUNK]) {
        for two in room.as_chunks_mut::<2>().0 {
            for count in two {
                *count = before + (ends & (records ^ records.wrapping_sub(1))).count_ones();
                records &= records.wrapping_sub(1);
            }
            if records == 0 {
                break;
            }
        }
    }

    #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
    #[inline]
    fn halves(chunk: &[u8; CHUNK]) -> [__m256i; 2] {
        let (words, _) = chunk.as_chunks::<8>();
        let word = |at: usize| i64::from_le_bytes(words[at]);
        [_mm256_setr_epi64x(word(0), word(1), word(2), word(3)), _mm256_setr_epi64x(word(4), word(5), word(6), word(7))]
    }

    /// One bit for each byte that equals `byte`, the lowest for the first.
    #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
    #[inline]
    fn equal([low, high]: [__m256i; 2], byte: u8) -> u64 {
        let byte = _mm256_set1_epi8(byte.cast_signed());
        let low = _mm256_movemask_epi8(_mm256_cmpeq_epi8(low, byte)).cast_unsigned();
        let high = _mm256_movemask_epi8(_mm256_cmpeq_epi8(high, byte)).cast_unsigned();
        u64::from(low) | u64::from(high) << 32
    }

    /// Each bit says whether the number of set bits up to and including it is odd. A number multiplied by all ones
    /// without carries is the sum (XOR) of itself shifted by 0, 1, 2 .. 63 places.
    #[target_feature(enable = "avx2,pclmulqdq,popcnt,bmi1,bmi2")]
    #[inline]
    fn running_parity(bits: u64) -> u64 {
        let product = _mm_clmulepi64_si128::<0>(_mm_cvtsi64_si128(bits.cast_signed()), _mm_set1_epi8(-1));
        _mm_cvtsi128_si64(product).cast_unsigned()
    }
}

#[cfg(test)]
mod tests;
