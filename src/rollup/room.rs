//! Where the sums of a file are put while cores share its days: what a core's days have of a person stands in one place,
//! behind what the days before have.

use std::slice::IterMut;

use super::folded::{Ends, Group, Head, Packed};

/// How many heads and groups some days have of each person.
#[derive(Debug, Default)]
pub(super) struct Counts {
    people: Vec<Count>,
    /// How many days were gone through.
    begun: u32,
    /// How many of them have a head.
    days: u32,
    has_head: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    heads: u32,
    groups: u32,
    /// Which day the last head is of; days are counted from 1.
    last: u32,
}

impl Counts {
    /// Begins with the next days.
    pub fn begin(&mut self) {
        self.begun += 1;
        self.has_head = false;
    }

    /// Some days have a row of the person.
    pub fn head(&mut self, person: u32) {
        let count = self.of(person);
        count.0.heads += u32::from(count.0.last != count.1);
        count.0.last = count.1;
        self.days += u32::from(!self.has_head);
        self.has_head = true;
    }

    /// And one more group.
    #[inline]
    pub fn group(&mut self, person: u32) {
        self.head(person);
        self.of(person).0.groups += 1;
    }

    /// How many days have a row.
    pub fn days(&self) -> u32 {
        self.days
    }

    #[inline]
    fn of(&mut self, person: u32) -> (&mut Count, u32) {
        let person = person as usize;
        if person >= self.people.len() {
            self.people.resize(person + 1, Count::default());
        }
        (&mut self.people[person], self.begun)
    }
}

/// Room for what the days of a core have of a person.
#[derive(Debug, Default)]
pub(super) struct Room<'a> {
    next_head: usize,
    next_group: usize,
    heads: IterMut<'a, Head>,
    groups: IterMut<'a, Packed>,
    /// None where each cell is one entry.
    entries: IterMut<'a, u32>,
}

impl Room<'_> {
    /// Puts a head; its index.
    pub fn head(&mut self, head: Head) -> usize {
        if let Some(room) = self.heads.next() {
            *room = head;
        }
        self.next_head += 1;
        self.next_head - 1
    }

    /// Puts a group; its index.
    #[inline]
    pub fn group(&mut self, group: Group, entries: u32) -> usize {
        if let Some(room) = self.groups.next() {
            *room = group.packed();
        }
        if let Some(room) = self.entries.next() {
            *room = entries;
        }
        self.next_group += 1;
        self.next_group - 1
    }
}

/// The people of a fold, its heads, groups and entries.
type Places<'a> = (&'a mut Vec<Ends>, &'a mut Vec<Head>, &'a mut Vec<Packed>, &'a mut Vec<u32>);

/// Makes room for everything, and gives the days of each core theirs: by core and person.
pub(super) fn rooms<'a>(counts: &[Counts], has_entries: bool, places: Places<'a>) -> Vec<Vec<Room<'a>>> {
    let (people, heads, groups, entries) = places;
    let most = counts.iter().map(|counts| counts.people.len()).max().unwrap_or(0);
    let of = |counts: &Counts, person: usize| counts.people.get(person).copied().unwrap_or_default();
    let mut end = (0, 0);
    for (number, person) in (0..).zip(0..most) {
        let before = end.0;
        for count in counts.iter().map(|counts| of(counts, person)) {
            end = (end.0 + count.heads as usize, end.1 + count.groups as usize);
        }
        if end.0 > before {
            people.push(Ends { person: number, heads: end.0, groups: end.1 });
        }
    }
    *heads = vec![Head::default(); end.0];
    *groups = vec![Packed::default(); end.1];
    *entries = vec![0; if has_entries { end.1 } else { 0 }];
    let (mut heads, mut groups) = (heads.as_mut_slice(), groups.as_mut_slice());
    let mut entries = entries.as_mut_slice();
    let (mut next_head, mut next_group) = (0, 0);
    let mut rooms: Vec<Vec<Room<'a>>> = counts.iter().map(|_| Vec::with_capacity(most)).collect();
    for person in 0..most {
        for (counts, rooms) in counts.iter().zip(&mut rooms) {
            let Count { heads: of_heads, groups: of_groups, .. } = of(counts, person);
            let (of_heads, of_groups) = (of_heads as usize, of_groups as usize);
            let of_entries = if has_entries { of_groups } else { 0 };
            rooms.push(Room {
                next_head,
                next_group,
                heads: split(&mut heads, of_heads).iter_mut(),
                groups: split(&mut groups, of_groups).iter_mut(),
                entries: split(&mut entries, of_entries).iter_mut(),
            });
            (next_head, next_group) = (next_head + of_heads, next_group + of_groups);
        }
    }
    rooms
}

/// Takes the first so many off.
fn split<'a, T>(rest: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    let (first, behind) = std::mem::take(rest).split_at_mut(length);
    *rest = behind;
    first
}
