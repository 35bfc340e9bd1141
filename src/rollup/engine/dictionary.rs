//! A dictionary: the distinct labels of one kind that a worker has met, each with a number.

use std::hash::Hash;

use hashbrown::HashMap;

/// A label, and the position in the file where it first stands.
pub(super) type FirstSeen<T> = (T, u64);

/// The labels of one kind, numbered in order of appearance. Two ways lead to a number: the bytes of the fields as written, which
/// is quick and misses on the first meeting, and the label that was read from them.
#[derive(Debug)]
pub(super) struct Dictionary<T> {
    /// By number.
    labels: Vec<T>,
    /// By number: the position in the file where the label first stands.
    first_seen: Vec<u64>,
    /// Several spellings may be one label: `Ada` and `Ada ` are one person.
    by_label: HashMap<T, u32>,
    by_bytes: HashMap<Vec<u8>, u32>,
}

impl<T> Default for Dictionary<T> {
    fn default() -> Dictionary<T> {
        Dictionary { labels: Vec::new(), first_seen: Vec::new(), by_label: HashMap::new(), by_bytes: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Dictionary<T> {
    /// A dictionary that begins with these labels, even if some are equal.
    pub fn of(labels: Vec<T>) -> Dictionary<T> {
        Dictionary { first_seen: vec![0; labels.len()], labels, ..Dictionary::default() }
    }

    /// The labels by number.
    pub fn labels(&self) -> &[T] {
        &self.labels
    }

    /// The number that was remembered for these bytes.
    #[inline]
    pub fn find(&self, bytes: &[u8]) -> Option<u32> {
        self.by_bytes.get(bytes).copied()
    }

    /// Remembers the number of a label for the bytes that it was read from.
    pub fn remember(&mut self, bytes: Vec<u8>, number: u32) {
        self.by_bytes.insert(bytes, number);
    }

    /// The number of a label. A new one gets the next number, and `at` as the position where it first stands.
    pub fn number(&mut self, label: T, at: u64) -> u32 {
        let Dictionary { labels, first_seen, by_label, .. } = self;
        *by_label.entry(label).or_insert_with_key(|label| {
            labels.push(label.clone());
            first_seen.push(at);
            (labels.len() - 1) as u32
        })
    }

    /// The labels by number, each with the position where it first stands.
    pub fn into_first_seen(self) -> Vec<FirstSeen<T>> {
        self.labels.into_iter().zip(self.first_seen).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbered_in_order_of_appearance_with_where_they_first_stand() {
        let mut dictionary = Dictionary::default();
        let numbers = [("Ada", 5), ("Bo", 6), ("Ada", 7)].map(|(name, at)| dictionary.number(name, at));
        assert_eq!(numbers, [0, 1, 0]);
        assert_eq!(dictionary.labels(), ["Ada", "Bo"]);
        assert_eq!(dictionary.into_first_seen(), [("Ada", 5), ("Bo", 6)]);
    }

    #[test]
    fn two_spellings_may_be_one_label() {
        let mut dictionary = Dictionary::default();
        for bytes in [b"Ada".to_vec(), b"Ada ".to_vec()] {
            assert_eq!(dictionary.find(&bytes), None, "not met yet");
            let number = dictionary.number("Ada".to_owned(), 0);
            dictionary.remember(bytes, number);
        }
        assert_eq!((dictionary.find(b"Ada"), dictionary.find(b"Ada ")), (Some(0), Some(0)));
    }

    #[test]
    fn equal_headings_stay_two_columns() {
        let dictionary = Dictionary::of(vec!["CI", "CI"]);
        assert_eq!(dictionary.into_first_seen(), [("CI", 0), ("CI", 0)]);
    }
}
