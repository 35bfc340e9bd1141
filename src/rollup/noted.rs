//! What is worth a word about the entries of a timesheet, counted with its hours while they are read.

use std::collections::BTreeMap;

use crate::model::amount::{Amount, AmountSum};
use crate::model::effort::Spelling;
use crate::model::place::Place;

/// What can be said of an entry. In the order in which notes of one place are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// No duration and no end.
    Running,
    /// More than `limits.day_hours`.
    Long,
    Negative,
    Zero,
    AcrossMidnight,
    /// An earlier row has its id.
    Copy,
    /// The row lacks fields that are not needed.
    Short,
    /// The duration is not the time from start to end.
    TimesDisagree,
    /// In the report's zone in another week or month than as written.
    OtherWeek,
    /// A moment with an offset.
    WithOffset,
    /// A row in which nothing is written.
    Blank,
    /// A row with words and no amount, and no person or days.
    Wordy,
    /// The header again.
    Header,
    /// A bare duration, and nothing shows what it counts: the row is refused.
    Undecided,
}

/// The entries of which one thing is to be said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noted {
    pub rows: u64,
    /// What they add up to, by spelling.
    pub sums: [AmountSum; 4],
    /// The first of them.
    pub places: Vec<Place>,
}

/// How many places are kept.
const PLACES: usize = 10;

/// Everything noted about a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks(BTreeMap<Remark, Noted>);

impl Remarks {
    /// Notes an entry. Entries come in the order of the file.
    pub fn note(&mut self, remark: Remark, amount: Option<(Spelling, Amount)>, place: impl FnOnce() -> Place) {
        let noted = self.0.entry(remark).or_insert_with(Noted::none);
        noted.rows += 1;
        if let Some((spelling, amount)) = amount {
            let sum = &mut noted.sums[spelling as usize];
            sum.add(amount);
        }
        if noted.places.len() < PLACES {
            noted.places.push(place());
        }
    }

    /// What another worker noted about the same file.
    pub fn absorb(&mut self, other: Remarks) {
        for (remark, more) in other.0 {
            let noted = self.0.entry(remark).or_insert_with(Noted::none);
            noted.rows += more.rows;
            for (sum, more) in noted.sums.iter_mut().zip(more.sums) {
                sum.absorb(more);
            }
            noted.places.extend(more.places);
            noted.places.sort();
            noted.places.truncate(PLACES);
        }
    }

    pub fn of(&self, remark: Remark) -> Option<&Noted> {
        self.0.get(&remark)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Remark, &Noted)> {
        self.0.iter().map(|(remark, noted)| (*remark, noted))
    }
}

impl Noted {
    fn none() -> Noted {
        Noted { rows: 0, sums: [AmountSum::ZERO; 4], places: Vec::new() }
    }
}
