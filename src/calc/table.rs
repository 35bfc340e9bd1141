//! The roll-up as a table: one row an entry (person, week, category, bucket, share), every view of it sums by some of these,
//! exact and in order. interface.md section 6, "exactness".

use std::collections::BTreeMap;

use crate::model::exact::Exact;

/// What a view can be grouped by; the value is an index (of the roster, of the calendar's weeks, of the categories) or a
/// bucket's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Person,
    Week,
    Category,
    Bucket,
}

/// One entry, as a row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub person: usize,
    pub week: usize,
    pub category: usize,
    /// The bucket's number in the scheme; the caller numbers what is no bucket after them.
    pub bucket: usize,
    /// In full-time weeks.
    pub share: Exact,
}

impl Row {
    fn of(&self, key: Key) -> usize {
        match key {
            Key::Person => self.person,
            Key::Week => self.week,
            Key::Category => self.category,
            Key::Bucket => self.bucket,
        }
    }
}

/// The entries of a review.
pub struct Table(Vec<Row>);

impl Table {
    pub fn new(rows: Vec<Row>) -> Table {
        Table(rows)
    }

    /// The sums by `keys`, ordered by them. No row, no group: a sum of nothing is missing, not zero.
    pub fn by<const N: usize>(&self, keys: [Key; N]) -> BTreeMap<[usize; N], Exact> {
        let mut sums: BTreeMap<[usize; N], Exact> = BTreeMap::new();
        for row in &self.0 {
            let sum = sums.entry(keys.map(|key| row.of(key))).or_default();
            *sum = sum.plus(&row.share);
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(person: usize, category: usize, num: i128, den: i128) -> Row {
        Row { person, week: 0, category, bucket: 0, share: Exact::new(num, den).unwrap() }
    }

    /// domain.md section 4: three entries of 12.5 h in a 37.5 h week are a full week, exactly.
    #[test]
    fn three_thirds_of_a_week_are_a_week() {
        let table = Table::new(vec![row(0, 0, 1, 3), row(0, 1, 1, 3), row(0, 0, 1, 3)]);
        assert_eq!(table.by([Key::Person]), BTreeMap::from([([0], Exact::ONE)]));
        let (first, second) = (Exact::new(2, 3).unwrap(), Exact::new(1, 3).unwrap());
        assert_eq!(table.by([Key::Person, Key::Category]), BTreeMap::from([([0, 0], first), ([0, 1], second)]));
    }

    #[test]
    fn a_table_without_rows_has_no_groups() {
        assert!(Table::new(Vec::new()).by([Key::Bucket]).is_empty());
    }
}
