//! Remarks about the entries of a timesheet, counted while the file is read.

use std::collections::BTreeMap;

use super::units::amount_in;
use crate::model::amount::{Amount, AmountSum};
use crate::model::effort::{Notation, Unit};
use crate::model::exact::Exact;
use crate::model::place::Place;

/// What can be remarked about an entry. Remarks about the same place are reported in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// It has neither a duration nor an end.
    Running,
    /// It is longer than `limits.day_hours`.
    Long,
    Negative,
    Zero,
    AcrossMidnight,
    /// An earlier row has the same id.
    Copy,
    /// The row is shorter than the header, but lacks no field that is needed.
    Short,
    /// The duration differs from the time between start and end.
    TimesDisagree,
    /// In the report's time zone it lies in another week or month than in its own.
    OtherWeek,
    /// Its moment has an offset from UTC.
    WithOffset,
    /// A row without any text.
    Blank,
    /// A row with words, but without an amount and without a person or days.
    Wordy,
    /// A row that repeats the header.
    Header,
    /// A bare duration whose unit nothing shows. The row is rejected.
    Undecided,
}

/// The entries with the same remark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noted {
    pub rows: u64,
    /// The sums of their amounts, by notation.
    pub sums: [AmountSum; 4],
    /// The first of their places.
    pub places: Vec<Place>,
}

/// How many places are kept.
const PLACES: usize = 10;

/// All remarks about a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks(BTreeMap<Remark, Noted>);

impl Remarks {
    /// Adds an entry. Entries come in file order.
    pub fn note(&mut self, remark: Remark, amount: Option<(Notation, Amount)>, place: impl FnOnce() -> Place) {
        let noted = self.0.entry(remark).or_insert_with(Noted::none);
        noted.rows += 1;
        if let Some((notation, amount)) = amount {
            let sum = &mut noted.sums[notation as usize];
            sum.add(amount);
        }
        if noted.places.len() < PLACES {
            noted.places.push(place());
        }
    }

    /// Adds the remarks of another worker about the same file.
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
    /// The sum in hours. Bare numbers are hours here: minutes and seconds were converted before.
    pub fn hours(&self) -> Exact {
        let sums = Notation::ALL.into_iter().zip(self.sums);
        Exact::sum(sums.map(|(notation, sum)| amount_in(sum.exact(), notation, Unit::Hours)))
    }

    fn none() -> Noted {
        Noted { rows: 0, sums: [AmountSum::ZERO; 4], places: Vec::new() }
    }
}
