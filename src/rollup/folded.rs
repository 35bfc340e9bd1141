//! The sums of one file in order: by person, then days, then activity and notation. They are the same for any order of rows
//! and any number of workers. `engine` makes them.

use std::ops::Range;

use super::cores::cores;
use super::counts::{CellCounts, RowCounts};
use super::units::decimal_places;
use crate::model::amount::{Amount, AmountSum};
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::slot::Slot;

/// The sums of one file. Lists are flat; each person has a section of `person_days` and `groups`.
#[derive(Debug, Default)]
pub struct Folded {
    /// Of the people that have rows.
    pub(super) people: Vec<PersonEnd>,
    pub(super) person_days: Vec<PersonDays>,
    pub(super) groups: Vec<PackedGroup>,
    /// What the groups are sums of.
    pub(super) works: Vec<Work>,
    /// By group: how many entries it is the sum of. Empty if that is the number of its cells.
    pub(super) entries: Vec<u32>,
    /// What does not fit a group, by the index of the group and in its order.
    pub(super) spills: Vec<(usize, Spill)>,
    /// Row counts by the index of the person-days, in order. If `is_single`, they count blank rows only; the others are
    /// cells.
    pub(super) rows: Vec<(usize, RowCounts)>,
    /// Whether the file has one amount column, so that each row is either a cell or a blank.
    pub(super) is_single: bool,
    /// The days that have rows, each once and in order.
    pub slots: Vec<Slot>,
    /// By notation.
    pub counts: [CellCounts; 4],
}

/// Where the sections of a person end. They begin where those of the person before end.
#[derive(Debug, Clone, Copy)]
pub(super) struct PersonEnd {
    /// An index into `Ran::names`.
    pub person: u32,
    pub person_days: usize,
    pub groups: usize,
}

/// The days of a person that have a row, or several rows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PersonDays {
    /// An index into `Folded::slots`.
    pub slot: u32,
    /// How many groups it has.
    pub group_count: u32,
}

/// The sum of one group as a scaled integer: in units of the last decimal place of its notation.
#[derive(Debug, Clone, Copy)]
pub(super) struct GroupSum {
    /// An index into `Folded::works`.
    pub work: u32,
    pub sum: i32,
    pub cells: u32,
}

/// A group as plain numbers: an array of these is allocated as zeros, which costs nothing until it is used.
pub(super) type PackedGroup = [u32; 3];

impl GroupSum {
    pub fn packed(self) -> PackedGroup {
        [self.work, self.sum.cast_unsigned(), self.cells]
    }

    #[inline]
    fn of([work, sum, cells]: PackedGroup) -> GroupSum {
        GroupSum { work, sum: sum.cast_signed(), cells }
    }
}

/// What was done, and how its amounts are spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    pub activity: u32,
    pub notation: Notation,
}

/// What does not fit a group: amounts with too many decimal places, and sums and counts that are too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spill {
    pub sum: AmountSum,
    pub cells: u64,
    pub entries: u64,
}

impl Spill {
    pub const NONE: Spill = Spill { sum: AmountSum::ZERO, cells: 0, entries: 0 };

    pub fn absorb(&mut self, other: Spill) {
        self.sum.absorb(other.sum);
        self.cells += other.cells;
        self.entries += other.entries;
    }
}

/// The sum of a person's amounts on some days, for one activity and in one notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// An index into `Ran::activities`.
    pub activity: u32,
    pub notation: Notation,
    scaled: i32,
    spill: Option<Spill>,
    pub cells: u64,
    /// How many entries it is the sum of: as many as cells, unless the file is a roll-up.
    pub entries: u64,
}

impl Sum {
    /// The sum, exactly.
    pub fn total(&self) -> AmountSum {
        let mut sum = self.spill.map_or(AmountSum::ZERO, |spill| spill.sum);
        sum.add(Amount::of(self.scaled.into(), decimal_places(self.notation)));
        sum
    }

    /// The sum; `None` if it is more than an `Amount` holds.
    pub fn amount(&self) -> Option<Amount> {
        self.total().amount()
    }

    pub fn exact(&self) -> Exact {
        self.total().exact()
    }

    /// Whether the sum is zero.
    pub fn is_zero(&self) -> bool {
        match self.spill {
            None => self.scaled == 0,
            Some(_) => self.total() == AmountSum::ZERO,
        }
    }
}

/// A person and some days, with the sums of the rows about them.
#[derive(Debug, Clone, Copy)]
pub struct FoldedRow<'a> {
    /// An index into `Ran::names`.
    pub person: u32,
    pub slot: Slot,
    /// The index of `slot` in `Folded::slots`.
    pub(super) days: u32,
    folded: &'a Folded,
    /// Its index in `Folded::person_days`.
    at: usize,
    /// Its groups: the index of the first, and how many there are.
    first: usize,
    length: usize,
}

impl<'a> FoldedRow<'a> {
    /// Its sums by activity and notation.
    pub fn sums(&self) -> impl Iterator<Item = Sum> + use<'a> {
        let folded = self.folded;
        (self.first..self.first + self.length).map(|at| folded.sum(at))
    }

    /// The activities of its sums, in their order.
    pub(super) fn activities(&self) -> impl Iterator<Item = u32> + use<'a> {
        let folded = self.folded;
        let groups = folded.groups.get(self.first..self.first + self.length).unwrap_or_default();
        groups.iter().map(|group| folded.works[GroupSum::of(*group).work as usize].activity)
    }

    /// One of its sums, by index.
    #[inline]
    pub(super) fn sum(&self, at: usize) -> Sum {
        self.folded.sum(self.first + at)
    }

    pub fn count(&self) -> RowCounts {
        self.folded.count(self.at, self.first, self.length)
    }
}

/// All rows of a person.
#[derive(Debug, Clone, Copy)]
pub struct PersonRows<'a> {
    /// An index into `Ran::names`.
    pub person: u32,
    folded: &'a Folded,
    person_days: (usize, usize),
    groups: (usize, usize),
}

impl<'a> PersonRows<'a> {
    /// Its rows in order of days.
    pub fn rows(&self) -> impl Iterator<Item = FoldedRow<'a>> + use<'a> {
        let (folded, person) = (self.folded, self.person);
        let (first, end) = self.person_days;
        let mut next = self.groups.0;
        let person_days = folded.person_days.get(first..end).unwrap_or_default();
        (first..).zip(person_days).map(move |(at, days)| {
            let (first, length) = (next, days.group_count as usize);
            next += length;
            FoldedRow { person, slot: folded.slots[days.slot as usize], days: days.slot, folded, at, first, length }
        })
    }

    /// How many sums there are.
    pub fn len(&self) -> usize {
        self.groups.1 - self.groups.0
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Folded {
    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = FoldedRow<'_>> {
        self.people().flat_map(|person| person.rows())
    }

    /// The rows of each person.
    pub fn people(&self) -> impl Iterator<Item = PersonRows<'_>> {
        self.rows_of(0..self.people.len())
    }

    /// The rows of some of the people, by their index in `Folded::people`.
    pub(super) fn rows_of(&self, some: Range<usize>) -> impl Iterator<Item = PersonRows<'_>> {
        let before = some.start.checked_sub(1).and_then(|at| self.people.get(at));
        let mut from = before.map_or((0, 0), |before| (before.person_days, before.groups));
        self.people.get(some).into_iter().flatten().map(move |&PersonEnd { person, person_days, groups }| {
            let begin = std::mem::replace(&mut from, (person_days, groups));
            PersonRows { person, folded: self, person_days: (begin.0, person_days), groups: (begin.1, groups) }
        })
    }

    /// Divides the people into parts of about as many sums, one for each core. Few sums are one part.
    pub(super) fn shares(&self) -> Vec<Range<usize>> {
        const FEW: usize = 1 << 14;
        let parts = if self.groups.len() < FEW { 1 } else { cores() };
        let end = |part: usize| self.people.partition_point(|ends| ends.groups <= self.groups.len() * part / parts);
        let mut from = 0;
        let mut shares: Vec<Range<usize>> = Vec::new();
        for part in 1..=parts {
            let to = if part == parts { self.people.len() } else { end(part) };
            shares.push(from..to);
            from = to;
        }
        shares
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.person_days.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether every sum is so small that adding up any number of them cannot overflow an amount.
    pub fn is_small(&self) -> bool {
        let most = Amount::of(1_000_000, 0);
        let is_small = |sum: Amount| sum <= most && sum.negated().is_some_and(|sum| sum <= most);
        self.spills.iter().all(|(_, spill)| spill.sum.amount().is_some_and(is_small))
    }

    #[inline]
    fn sum(&self, at: usize) -> Sum {
        let GroupSum { work, sum, cells } = GroupSum::of(self.groups[at]);
        let Work { activity, notation } = self.works[work as usize];
        let entries = self.entries.get(at).copied().unwrap_or(cells);
        let sum = Sum { activity, notation, scaled: sum, spill: None, cells: cells.into(), entries: entries.into() };
        if self.spills.is_empty() { sum } else { self.with_spill(at, sum) }
    }

    #[cold]
    fn with_spill(&self, at: usize, mut sum: Sum) -> Sum {
        if let Ok(found) = self.spills.binary_search_by_key(&at, |(group, _)| *group) {
            let (_, spill) = self.spills[found];
            sum.spill = Some(spill);
            sum.cells += spill.cells;
            sum.entries += spill.entries + if self.entries.is_empty() { spill.cells } else { 0 };
        }
        sum
    }

    /// The row counts of person-days, whose groups are `length` ones from `first` on.
    fn count(&self, at: usize, first: usize, length: usize) -> RowCounts {
        if !self.is_single {
            return self.rows.get(at).map_or(RowCounts::default(), |(_, count)| *count);
        }
        let cells = match self.groups.get(first..first + length).filter(|_| self.spills.is_empty()) {
            Some(groups) => groups.iter().map(|group| u64::from(GroupSum::of(*group).cells)).sum(),
            None => (first..first + length).map(|at| self.sum(at).cells).sum(),
        };
        let mut count = RowCounts { rows: cells, entries: cells, blank: 0 };
        if !self.rows.is_empty()
            && let Ok(found) = self.rows.binary_search_by_key(&at, |(at, _)| *at)
        {
            count.absorb(self.rows[found].1);
        }
        count
    }
}
