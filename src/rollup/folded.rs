//! The sums of a file in order: persons by their numbers, their days in time, what they did by activity and spelling. The
//! same for any order of rows and any number of workers. `join` makes them.

use std::ops::Range;

use super::cores::cores;
use super::counts::{CellCounts, RowCounts};
use super::units::decimal_places;
use crate::model::amount::Amount;
use crate::model::effort::Spelling;
use crate::model::slot::Slot;

/// The sums of one file.
#[derive(Debug, Default)]
pub struct Folded {
    /// By person, of those that have rows.
    pub(super) people: Vec<PersonEnd>,
    pub(super) person_days: Vec<PersonDays>,
    pub(super) groups: Vec<PackedGroup>,
    /// What the groups are of.
    pub(super) works: Vec<Work>,
    /// How many entries each group is the sum of, where those are not its cells.
    pub(super) entries: Vec<u32>,
    /// What does not fit a group, by its index.
    pub(super) spills: Vec<(usize, Spill)>,
    /// By index of the head, in order: its rows; where `is_single`, those that are blank, the others being its cells.
    pub(super) rows: Vec<(usize, RowCounts)>,
    /// Whether each row is one cell or one blank.
    pub(super) is_single: bool,
    /// The days that have rows, once each and in order.
    pub slots: Vec<Slot>,
    /// By spelling.
    pub counts: [CellCounts; 4],
}

/// Where the person_days and the groups of a person end; they begin where those of the person before end.
#[derive(Debug, Clone, Copy)]
pub(super) struct PersonEnd {
    /// An index into `Ran::names`.
    pub person: u32,
    pub person_days: usize,
    pub groups: usize,
}

/// A person and some days that have a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PersonDays {
    /// An index into the slots.
    pub slot: u32,
    /// How many groups it has.
    pub group_count: u32,
}

/// The sum of an activity and a spelling of a head, in the scaled of the spelling.
#[derive(Debug, Clone, Copy)]
pub(super) struct GroupSum {
    /// An index into the works.
    pub work: u32,
    pub sum: i32,
    pub cells: u32,
}

/// The numbers of a group: memory for many of these comes as zeros.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    pub activity: u32,
    pub spelling: Spelling,
}

/// What of a group does not fit its cell: amounts with more places than the scaled, sums and counts that are too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spill {
    /// `None`: it does not fit; it is reported, never wrapped.
    pub sum: Option<Amount>,
    pub cells: u64,
    pub entries: u64,
}

impl Spill {
    pub const NONE: Spill = Spill { sum: Some(Amount::ZERO), cells: 0, entries: 0 };

    pub fn absorb(&mut self, other: Spill) {
        self.sum = self.sum.zip(other.sum).and_then(|(sum, more)| sum.plus(more).ok());
        self.cells += other.cells;
        self.entries += other.entries;
    }
}

/// What the cells of a person, some days, an activity and a spelling add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// An index into `Ran::activities`.
    pub activity: u32,
    pub spelling: Spelling,
    scaled: i32,
    spill: Option<Spill>,
    pub cells: u64,
    /// How many entries it is the sum of: as many as cells, but in a roll-up.
    pub entries: u64,
}

impl Sum {
    /// `None`: the sum does not fit; it is reported, never wrapped.
    pub fn amount(&self) -> Option<Amount> {
        let amount = Amount::of(self.scaled.into(), decimal_places(self.spelling));
        match self.spill {
            None => Some(amount),
            Some(spill) => amount.plus(spill.sum?).ok(),
        }
    }

    /// Whether it is known to be zero.
    pub fn is_zero(&self) -> bool {
        match self.spill {
            None => self.scaled == 0,
            Some(_) => self.amount().is_some_and(Amount::is_zero),
        }
    }
}

/// A person and some days that have a row, with what was done.
#[derive(Debug, Clone, Copy)]
pub struct FoldedRow<'a> {
    /// An index into `Ran::names`.
    pub person: u32,
    pub slot: Slot,
    /// The index of the slot.
    pub(super) days: u32,
    folded: &'a Folded,
    /// Its index among the person-days.
    at: usize,
    /// Its groups.
    first: usize,
    length: usize,
}

impl<'a> FoldedRow<'a> {
    /// By activity and spelling.
    pub fn sums(&self) -> impl Iterator<Item = Sum> + use<'a> {
        let folded = self.folded;
        (self.first..self.first + self.length).map(|at| folded.sum(at))
    }

    /// The activities of the sums.
    pub(super) fn activities(&self) -> impl Iterator<Item = u32> + use<'a> {
        let folded = self.folded;
        let groups = folded.groups.get(self.first..self.first + self.length).unwrap_or_default();
        groups.iter().map(|group| folded.works[GroupSum::of(*group).work as usize].activity)
    }

    /// The sum at this place among them.
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
    /// Its rows in order.
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
    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = FoldedRow<'_>> {
        self.people().flat_map(|person| person.rows())
    }

    /// The rows of each person.
    pub fn people(&self) -> impl Iterator<Item = PersonRows<'_>> {
        self.rows_of(0..self.people.len())
    }

    /// The rows of some of the people.
    pub(super) fn rows_of(&self, some: Range<usize>) -> impl Iterator<Item = PersonRows<'_>> {
        let before = some.start.checked_sub(1).and_then(|at| self.people.get(at));
        let mut from = before.map_or((0, 0), |before| (before.person_days, before.groups));
        self.people.get(some).into_iter().flatten().map(move |&PersonEnd { person, person_days, groups }| {
            let begin = std::mem::replace(&mut from, (person_days, groups));
            PersonRows { person, folded: self, person_days: (begin.0, person_days), groups: (begin.1, groups) }
        })
    }

    /// The people in parts with about as many sums, one for each core; few sums are one part.
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

    /// Whether every sum is so small that no sum of sums, however many there are, is too large for an amount.
    pub fn is_small(&self) -> bool {
        let most = Amount::of(1_000_000, 0);
        let is_small = |sum: Amount| sum <= most && sum.negated().is_some_and(|sum| sum <= most);
        self.spills.iter().all(|(_, spill)| spill.sum.is_some_and(is_small))
    }

    #[inline]
    fn sum(&self, at: usize) -> Sum {
        let GroupSum { work, sum, cells } = GroupSum::of(self.groups[at]);
        let Work { activity, spelling } = self.works[work as usize];
        let entries = self.entries.get(at).copied().unwrap_or(cells);
        let sum = Sum { activity, spelling, scaled: sum, spill: None, cells: cells.into(), entries: entries.into() };
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

    /// The rows of a head, whose groups are these.
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
