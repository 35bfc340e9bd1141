//! Chance that is the same in every run: a small generator of numbers, and what is chosen with it.

/// splitmix64: every seed is a good one, and the next number is one addition away.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The chance of one thing of one sheet. Each thing has its own, so that leaving one away changes nothing of the others.
    pub fn of(seed: u64, thing: &str) -> Chance {
        let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let mut chance = Chance(seed ^ thing.bytes().fold(0xcbf2_9ce4_8422_2325, fnv));
        chance.next();
        chance
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `n - 1`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, of: usize) -> bool {
        self.below(100) < of
    }

    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    /// `n` different ones, in a random order.
    pub fn some<T: Clone>(&mut self, list: &[T], n: usize) -> Vec<T> {
        let mut all = list.to_vec();
        let mut chosen = Vec::new();
        while chosen.len() < n && !all.is_empty() {
            chosen.push(all.remove(self.below(all.len())));
        }
        chosen
    }
}
