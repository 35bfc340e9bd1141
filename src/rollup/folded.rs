//! The sums of a file in order: persons by their numbers, their days in time, what they did by activity and spelling. The
//! same for any order of rows and any number of workers. Cores share the persons.

use std::ops::Range;

use super::cores::{each, share};
use super::fold::{Days, Fold, Marks, Rows, Sum};
use super::merge::Numbers;
use crate::model::effort::Spelling;
use crate::model::slot::Slot;

/// The sums of one file.
#[derive(Debug, Default)]
pub struct Folded {
    parts: Vec<Part>,
    /// The days that have rows, once each and in order.
    pub slots: Vec<Slot>,
    /// By spelling.
    pub marks: [Marks; 4],
}

/// The rows of some persons, one behind the other.
#[derive(Debug, Default)]
struct Part {
    heads: Vec<Head>,
    sums: Vec<Sum>,
}

#[derive(Debug, Clone, Copy)]
struct Head {
    /// An index into `Ran::names`.
    person: u32,
    slot: Slot,
    count: Rows,
    /// Where its sums end; they begin where those of the head before end.
    end: u32,
}

/// A person and some days that have a row, with what was done.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// An index into `Ran::names`.
    pub person: u32,
    pub slot: Slot,
    pub count: Rows,
    /// By activity and spelling.
    pub sums: &'a [Sum],
}

/// All rows of a person.
#[derive(Debug, Clone, Copy)]
pub struct OfPerson<'a> {
    /// An index into `Ran::names`.
    pub person: u32,
    heads: &'a [Head],
    /// Of the whole part; its own begin here.
    sums: &'a [Sum],
    begin: u32,
}

impl<'a> OfPerson<'a> {
    /// Its rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        rows(self.heads, self.sums, self.begin)
    }

    /// How many sums there are.
    pub fn len(&self) -> usize {
        self.heads.last().map_or(0, |head| (head.end - self.begin) as usize)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn rows<'a>(heads: &'a [Head], sums: &'a [Sum], begin: u32) -> impl Iterator<Item = Row<'a>> + use<'a> {
    let mut from = begin;
    heads.iter().map(move |&Head { person, slot, count, end }| {
        let sums = sums.get(from as usize..end as usize).unwrap_or_default();
        from = end;
        Row { person, slot, count, sums }
    })
}

impl Part {
    fn people(&self) -> impl Iterator<Item = OfPerson<'_>> {
        let mut from = 0;
        self.heads.chunk_by(|one, other| one.person == other.person).map(move |heads| {
            let begin = from;
            from = heads.last().map_or(begin, |head| head.end);
            OfPerson { person: heads.first().map_or(0, |head| head.person), heads, sums: &self.sums, begin }
        })
    }
}

impl Folded {
    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.parts.iter().flat_map(|part| rows(&part.heads, &part.sums, 0))
    }

    /// The rows of each person.
    pub fn people(&self) -> impl Iterator<Item = OfPerson<'_>> {
        self.parts.iter().flat_map(Part::people)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.heads.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The sums of all workers of a file, by the file's own numbers; `slots` are its days.
    pub(super) fn of(folds: &[Fold], numbers: &[Numbers], slots: &[Slot], people: usize) -> Folded {
        let mut order: Vec<u32> = (0..slots.len() as u32).collect();
        order.sort_unstable_by_key(|&slot| slots[slot as usize]);
        let mut ranks = vec![0_u32; slots.len()];
        order.iter().zip(0..).for_each(|(&slot, rank)| ranks[slot as usize] = rank);
        let merge = Merge { folds, numbers, slots, order: &order, ranks: &ranks };
        let mut marks = [Marks::default(); 4];
        for fold in folds {
            for (all, marks) in marks.iter_mut().zip(fold.marks) {
                all.cells += marks.cells;
                all.nonzero += marks.nonzero;
            }
        }
        let parts = each(merge.shares(people), |people| merge.part(people));
        let mut has_rows = vec![false; slots.len()];
        for (fold, numbers) in folds.iter().zip(numbers) {
            fold.days.iter().for_each(|days| has_rows[numbers.slots[days.slot as usize] as usize] = true);
        }
        let slots = order.iter().filter(|&&slot| has_rows[slot as usize]).map(|&slot| slots[slot as usize]).collect();
        Folded { parts, slots, marks }
    }
}

/// The folds of all workers on their way to one order.
struct Merge<'a> {
    folds: &'a [Fold],
    numbers: &'a [Numbers],
    slots: &'a [Slot],
    /// The slots in time, and the place of each among them.
    order: &'a [u32],
    ranks: &'a [u32],
}

impl Merge<'_> {
    /// The persons in shares of about as many rows, one a core; a small file is one share.
    fn shares(&self, people: usize) -> Vec<Range<u32>> {
        let share = share(self.folds.iter().map(|fold| fold.days.len()).sum());
        let mut of_person = vec![0_usize; people];
        for (fold, numbers) in self.folds.iter().zip(self.numbers) {
            fold.days.iter().for_each(|days| of_person[numbers.people[days.person as usize] as usize] += 1);
        }
        let (mut shares, mut from, mut held) = (Vec::new(), 0, 0);
        for (person, rows) in (0..).zip(of_person) {
            held += rows;
            if held >= share {
                shares.push(from..person + 1);
                (from, held) = (person + 1, 0);
            }
        }
        shares.push(from..people as u32);
        shares
    }

    /// The rows of some persons. Only the numbers of their days are sorted; the sums are gone through as they lie in memory,
    /// each put to its place at once.
    fn part(&self, people: Range<u32>) -> Part {
        let mut places: Vec<(u64, u32, u32)> = Vec::new();
        for ((fold, numbers), which) in self.folds.iter().zip(self.numbers).zip(0..) {
            for (days, at) in fold.days.iter().zip(0..) {
                let person = numbers.people[days.person as usize];
                if people.contains(&person) {
                    let rank = self.ranks[numbers.slots[days.slot as usize] as usize];
                    places.push((u64::from(person) << 32 | u64::from(rank), which, at));
                }
            }
        }
        places.sort_unstable();
        let mut heads: Vec<Head> = Vec::with_capacity(places.len());
        let mut begins: Vec<Vec<u32>> = self.folds.iter().map(|fold| vec![ELSEWHERE; fold.days.len()]).collect();
        let mut end = 0;
        for same in places.chunk_by(|(one, ..), (other, ..)| one == other) {
            let Some(&(place, ..)) = same.first() else { continue };
            let mut count = Rows::default();
            for &(_, which, at) in same {
                let days: &Days = &self.folds[which as usize].days[at as usize];
                count.absorb(days.count);
                begins[which as usize][at as usize] = end;
                end += days.length;
            }
            let slot = self.slots[self.order[place as u32 as usize] as usize];
            heads.push(Head { person: (place >> 32) as u32, slot, count, end });
        }
        let mut sums = vec![Sum::none(0, Spelling::Bare); end as usize];
        for ((fold, numbers), begins) in self.folds.iter().zip(self.numbers).zip(&mut begins) {
            for (number, sum) in fold.sums() {
                let at = &mut begins[number as usize];
                if *at != ELSEWHERE {
                    sums[*at as usize] = sum.of(numbers.activities[sum.activity as usize]);
                    *at += 1;
                }
            }
        }
        put_together(&mut heads, &mut sums);
        Part { heads, sums }
    }
}

/// The days of somebody who is in another part.
const ELSEWHERE: u32 = u32::MAX;

/// Sorts the sums of each head and makes one of those of the same work.
fn put_together(heads: &mut [Head], sums: &mut Vec<Sum>) {
    let (mut from, mut kept) = (0, 0);
    for head in heads {
        let own = from..head.end as usize;
        from = own.end;
        sums[own.clone()].sort_unstable_by_key(Sum::work);
        let begin = kept;
        for at in own {
            let sum = sums[at];
            match sums[begin..kept].last_mut().filter(|known| known.work() == sum.work()) {
                Some(known) => known.absorb(&sum),
                None => {
                    sums[kept] = sum;
                    kept += 1;
                }
            }
        }
        head.end = kept as u32;
    }
    sums.truncate(kept);
}
