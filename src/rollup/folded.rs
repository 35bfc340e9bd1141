//! The sums of a file in order: persons by their numbers, their days in time, what they did by activity and spelling. The
//! same for any order of rows and any number of workers. `join` makes them.

use std::ops::Range;

use super::cores::cores;
use super::fold::{Extra, Marks, Rows, places};
use crate::model::amount::{Amount, AmountSum};
use crate::model::effort::Spelling;
use crate::model::exact::Exact;
use crate::model::slot::Slot;

/// The sums of one file.
#[derive(Debug, Default)]
pub struct Folded {
    /// By person, of those that have rows.
    pub(super) people: Vec<Ends>,
    pub(super) heads: Vec<Head>,
    pub(super) groups: Vec<Packed>,
    /// What the groups are of.
    pub(super) works: Vec<Work>,
    /// How many entries each group is the sum of, where those are not its cells.
    pub(super) entries: Vec<u32>,
    /// What does not fit a group, by its index.
    pub(super) extras: Vec<(usize, Extra)>,
    /// By index of the head, in order: its rows; where `is_single`, those that are blank, the others being its cells.
    pub(super) rows: Vec<(usize, Rows)>,
    /// Whether each row is one cell or one blank.
    pub(super) is_single: bool,
    /// The days that have rows, once each and in order.
    pub slots: Vec<Slot>,
    /// By spelling.
    pub marks: [Marks; 4],
}

/// Where the heads and the groups of a person end; they begin where those of the person before end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// An index into `Ran::names`.
    pub person: u32,
    pub heads: usize,
    pub groups: usize,
}

/// A person and some days that have a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Head {
    /// An index into the slots.
    pub slot: u32,
    /// How many groups it has.
    pub length: u32,
}

/// The sum of an activity and a spelling of a head, in the steps of the spelling.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// An index into the works.
    pub work: u32,
    pub sum: i32,
    pub cells: u32,
}

/// The numbers of a group: memory for many of these comes as zeros.
pub(super) type Packed = [u32; 3];

impl Group {
    pub fn packed(self) -> Packed {
        [self.work, self.sum.cast_unsigned(), self.cells]
    }

    #[inline]
    fn of([work, sum, cells]: Packed) -> Group {
        Group { work, sum: sum.cast_signed(), cells }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    pub activity: u32,
    pub spelling: Spelling,
}

/// What the cells of a person, some days, an activity and a spelling add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// An index into `Ran::activities`.
    pub activity: u32,
    pub spelling: Spelling,
    steps: i32,
    extra: Option<Extra>,
    pub cells: u64,
    /// How many entries it is the sum of: as many as cells, but in a roll-up.
    pub entries: u64,
}

impl Sum {
    /// `None`: the sum is more than an amount holds.
    pub fn amount(&self) -> Option<Amount> {
        self.total().amount()
    }

    pub fn exact(&self) -> Exact {
        self.total().exact()
    }

    pub fn total(&self) -> AmountSum {
        let mut sum = self.extra.map_or(AmountSum::ZERO, |extra| extra.sum);
        sum.add(Amount::of(self.steps.into(), places(self.spelling)));
        sum
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        match self.extra {
            None => self.steps == 0,
            Some(_) => self.total() == AmountSum::ZERO,
        }
    }
}

/// A person and some days that have a row, with what was done.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// An index into `Ran::names`.
    pub person: u32,
    pub slot: Slot,
    /// The index of the slot.
    pub(super) days: u32,
    folded: &'a Folded,
    head: usize,
    /// Its groups.
    first: usize,
    length: usize,
}

impl<'a> Row<'a> {
    /// By activity and spelling.
    pub fn sums(&self) -> impl Iterator<Item = Sum> + use<'a> {
        let folded = self.folded;
        (self.first..self.first + self.length).map(|at| folded.sum(at))
    }

    /// The activities of the sums.
    pub(super) fn activities(&self) -> impl Iterator<Item = u32> + use<'a> {
        let folded = self.folded;
        let groups = folded.groups.get(self.first..self.first + self.length).unwrap_or_default();
        groups.iter().map(|group| folded.works[Group::of(*group).work as usize].activity)
    }

    /// The sum at this place among them.
    #[inline]
    pub(super) fn sum(&self, at: usize) -> Sum {
        self.folded.sum(self.first + at)
    }

    pub fn count(&self) -> Rows {
        self.folded.count(self.head, self.first, self.length)
    }
}

/// All rows of a person.
#[derive(Debug, Clone, Copy)]
pub struct OfPerson<'a> {
    /// An index into `Ran::names`.
    pub person: u32,
    folded: &'a Folded,
    heads: (usize, usize),
    groups: (usize, usize),
}

impl<'a> OfPerson<'a> {
    /// Its rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        let (folded, person) = (self.folded, self.person);
        let (first, end) = self.heads;
        let mut next = self.groups.0;
        let heads = folded.heads.get(first..end).unwrap_or_default();
        (first..).zip(heads).map(move |(at, head)| {
            let (first, length) = (next, head.length as usize);
            next += length;
            Row { person, slot: folded.slots[head.slot as usize], days: head.slot, folded, head: at, first, length }
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
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.people().flat_map(|person| person.rows())
    }

    /// The rows of each person.
    pub fn people(&self) -> impl Iterator<Item = OfPerson<'_>> {
        self.people_of(0..self.people.len())
    }

    /// The rows of some of the people.
    pub(super) fn people_of(&self, some: Range<usize>) -> impl Iterator<Item = OfPerson<'_>> {
        let before = some.start.checked_sub(1).and_then(|at| self.people.get(at));
        let mut from = before.map_or((0, 0), |before| (before.heads, before.groups));
        self.people.get(some).into_iter().flatten().map(move |&Ends { person, heads, groups }| {
            let begin = std::mem::replace(&mut from, (heads, groups));
            OfPerson { person, folded: self, heads: (begin.0, heads), groups: (begin.1, groups) }
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
        self.heads.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether every sum is so small that no sum of sums, however many there are, is too large for an amount.
    pub fn is_small(&self) -> bool {
        let most = Amount::of(1_000_000, 0);
        let is_small = |sum: Amount| sum <= most && sum.negated().is_some_and(|sum| sum <= most);
        self.extras.iter().all(|(_, extra)| extra.sum.amount().is_some_and(is_small))
    }

    #[inline]
    fn sum(&self, at: usize) -> Sum {
        let Group { work, sum, cells } = Group::of(self.groups[at]);
        let Work { activity, spelling } = self.works[work as usize];
        let entries = self.entries.get(at).copied().unwrap_or(cells);
        let sum = Sum { activity, spelling, steps: sum, extra: None, cells: cells.into(), entries: entries.into() };
        if self.extras.is_empty() { sum } else { self.with_extra(at, sum) }
    }

    #[cold]
    fn with_extra(&self, at: usize, mut sum: Sum) -> Sum {
        if let Ok(found) = self.extras.binary_search_by_key(&at, |(group, _)| *group) {
            let (_, extra) = self.extras[found];
            sum.extra = Some(extra);
            sum.cells += extra.cells;
            sum.entries += extra.entries + if self.entries.is_empty() { extra.cells } else { 0 };
        }
        sum
    }

    /// The rows of a head, whose groups are these.
    fn count(&self, head: usize, first: usize, length: usize) -> Rows {
        if !self.is_single {
            return self.rows.get(head).map_or(Rows::default(), |(_, count)| *count);
        }
        let cells = match self.groups.get(first..first + length).filter(|_| self.extras.is_empty()) {
            Some(groups) => groups.iter().map(|group| u64::from(Group::of(*group).cells)).sum(),
            None => (first..first + length).map(|at| self.sum(at).cells).sum(),
        };
        let mut count = Rows { rows: cells, entries: cells, blank: 0 };
        if !self.rows.is_empty()
            && let Ok(found) = self.rows.binary_search_by_key(&head, |(head, _)| *head)
        {
            count.absorb(self.rows[found].1);
        }
        count
    }
}
