//! A list of positions to which many are added at a time, block after block. Old contents are overwritten and never
//! cleared.

use std::ops::Deref;

#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Only the first `len` are valid.
    all: Vec<u32>,
    len: usize,
}

impl Numbers {
    pub fn push(&mut self, number: u32) {
        match self.all.get_mut(self.len) {
            Some(place) => *place = number,
            None => self.all.push(number),
        }
        self.len += 1;
    }

    pub fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    pub fn clear(&mut self) {
        self.len = 0;
    }

    /// Returns room for at least this many numbers. `add` then says how many were written.
    pub fn room(&mut self, most: usize) -> &mut [u32] {
        if self.all.len() - self.len < most {
            self.all.resize((self.len + most).max(2 * self.len), 0);
        }
        self.all.get_mut(self.len..).unwrap_or_default()
    }

    /// Adds the first `more` numbers of the room.
    pub fn add(&mut self, more: usize) {
        self.len = self.all.len().min(self.len + more);
    }
}

impl Deref for Numbers {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        self.all.get(..self.len).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_one_by_one_or_many_at_a_time() {
        let mut numbers = Numbers::default();
        numbers.push(7);
        numbers.room(3)[..3].copy_from_slice(&[8, 9, 10]);
        numbers.add(2);
        numbers.push(11);
        assert_eq!(*numbers, [7, 8, 9, 11]);
        numbers.truncate(2);
        numbers.truncate(3);
        assert_eq!(*numbers, [7, 8]);
        numbers.clear();
        assert!(numbers.is_empty() && numbers.room(64).len() >= 64);
        (0..1000).for_each(|number| numbers.push(number));
        assert!(numbers.len() == 1000 && numbers.room(64).len() >= 64);
    }
}
