//! Divides the arrays of the result between cores. The result lists person by person, and each core fills in some of the
//! days of all people, so it gets one slice for each person.

use std::slice::IterMut;

use crate::rollup::folded::{GroupSum, PackedGroup, PersonDays, PersonEnd};

/// For each person: how many person-days and groups a core has, counted slot by slot.
#[derive(Debug, Default)]
pub(super) struct OutputCounts {
    people: Vec<Count>,
    /// How many slots have been begun.
    begun: u32,
    /// How many of them have a row.
    days: u32,
    has_row: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    person_days: u32,
    groups: u32,
    /// The number of the last slot in which the person has a row, counted from 1; 0 if there is none.
    last: u32,
}

impl OutputCounts {
    /// Begins the next slot.
    pub fn begin(&mut self) {
        self.begun += 1;
        self.has_row = false;
    }

    /// The person has a row in this slot.
    pub fn row(&mut self, person: u32) {
        let count = self.of(person);
        count.0.person_days += u32::from(count.0.last != count.1);
        count.0.last = count.1;
        self.days += u32::from(!self.has_row);
        self.has_row = true;
    }

    /// The person has one more group in this slot.
    #[inline]
    pub fn group(&mut self, person: u32) {
        self.row(person);
        self.of(person).0.groups += 1;
    }

    /// How many slots have a row.
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

/// The slices that a core fills in for one person, and the indices in the whole arrays of the next elements.
#[derive(Debug, Default)]
pub(super) struct PersonOutput<'a> {
    next_person_days: usize,
    next_group: usize,
    person_days: IterMut<'a, PersonDays>,
    groups: IterMut<'a, PackedGroup>,
    /// Empty if each cell counts its entries.
    entries: IterMut<'a, u32>,
}

impl PersonOutput<'_> {
    /// Adds person-days and returns their index.
    pub fn person_days(&mut self, days: PersonDays) -> usize {
        if let Some(place) = self.person_days.next() {
            *place = days;
        }
        self.next_person_days += 1;
        self.next_person_days - 1
    }

    /// Adds a group and returns its index.
    #[inline]
    pub fn group(&mut self, group: GroupSum, entries: u32) -> usize {
        if let Some(place) = self.groups.next() {
            *place = group.packed();
        }
        if let Some(place) = self.entries.next() {
            *place = entries;
        }
        self.next_group += 1;
        self.next_group - 1
    }
}

/// The lists of a result: where each person ends, person-days, groups, and entries.
type Lists<'a> = (&'a mut Vec<PersonEnd>, &'a mut Vec<PersonDays>, &'a mut Vec<PackedGroup>, &'a mut Vec<u32>);

/// Allocates the lists and gives each core its slices, by core and person.
pub(super) fn outputs<'a>(counts: &[OutputCounts], has_entries: bool, lists: Lists<'a>) -> Vec<Vec<PersonOutput<'a>>> {
    let (people, person_days, groups, entries) = lists;
    let most = counts.iter().map(|counts| counts.people.len()).max().unwrap_or(0);
    let of = |counts: &OutputCounts, person: usize| counts.people.get(person).copied().unwrap_or_default();
    let mut end = (0, 0);
    for (number, person) in (0..).zip(0..most) {
        let before = end.0;
        for count in counts.iter().map(|counts| of(counts, person)) {
            end = (end.0 + count.person_days as usize, end.1 + count.groups as usize);
        }
        if end.0 > before {
            people.push(PersonEnd { person: number, person_days: end.0, groups: end.1 });
        }
    }
    *person_days = vec![PersonDays::default(); end.0];
    *groups = vec![PackedGroup::default(); end.1];
    *entries = vec![0; if has_entries { end.1 } else { 0 }];
    let (mut person_days, mut groups) = (person_days.as_mut_slice(), groups.as_mut_slice());
    let mut entries = entries.as_mut_slice();
    let (mut next_person_days, mut next_group) = (0, 0);
    let mut outputs: Vec<Vec<PersonOutput<'a>>> = counts.iter().map(|_| Vec::with_capacity(most)).collect();
    for person in 0..most {
        for (counts, outputs) in counts.iter().zip(&mut outputs) {
            let Count { person_days: count_of_days, groups: of_groups, .. } = of(counts, person);
            let (count_of_days, of_groups) = (count_of_days as usize, of_groups as usize);
            let of_entries = if has_entries { of_groups } else { 0 };
            outputs.push(PersonOutput {
                next_person_days,
                next_group,
                person_days: split(&mut person_days, count_of_days).iter_mut(),
                groups: split(&mut groups, of_groups).iter_mut(),
                entries: split(&mut entries, of_entries).iter_mut(),
            });
            (next_person_days, next_group) = (next_person_days + count_of_days, next_group + of_groups);
        }
    }
    outputs
}

/// Splits off the first `length` elements.
fn split<'a, T>(rest: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    let (first, behind) = std::mem::take(rest).split_at_mut(length);
    *rest = behind;
    first
}
