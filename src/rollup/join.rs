//! The folds of all workers of a file in one order. They are gone through twice, days by days: what is there is counted, then
//! put to its place, and the memory of those days given back, so that the sums are never held twice.

use hashbrown::HashMap;

use super::cells::Cell;
use super::combos::Combo;
use super::fold::{Extra, Fold, Marks, Rows, places};
use super::folded::{Ends, Folded, Group, Head, Work};
use super::merge::Numbers;
use crate::model::amount::Amount;
use crate::model::slot::Slot;

/// The sums of all workers, by the file's own numbers; `slots` are its days.
pub(super) fn joined(mut folds: Vec<Fold>, numbers: &[Numbers], slots: &[Slot]) -> Folded {
    let mut folded = Folded { is_single: folds.iter().all(|fold| fold.is_single), ..Folded::default() };
    for fold in &folds {
        folded.marks.iter_mut().zip(fold.marks).for_each(|(all, marks): (&mut Marks, _)| all.absorb(marks));
    }
    let (ranks, of_rank) = ranked(&mut folds, numbers, &mut folded.works);
    let mut join = Join {
        days: Days::of(numbers, slots),
        rows: rows(&mut folds, numbers),
        extras: extras(&mut folds, numbers, &ranks),
        here: Here::new(of_rank.len(), folds.iter().any(|fold| fold.entries.is_some())),
        folds,
        ranks,
        of_rank,
    };
    join.count(&mut folded);
    join.fill(&mut folded, slots);
    folded
}

/// The place of each worker's combinations among all, which are sorted by person and work; what each is the work of, and the
/// person of each.
fn ranked(folds: &mut [Fold], numbers: &[Numbers], works: &mut Vec<Work>) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut all: Vec<(Combo, u32, u32)> = Vec::with_capacity(folds.iter().map(|fold| fold.combos.list.len()).sum());
    for ((which, fold), numbers) in (0..).zip(folds.iter_mut()).zip(numbers) {
        let of_file = |combo: &Combo| Combo {
            person: numbers.people[combo.person as usize],
            activity: numbers.activities[combo.activity as usize],
            spelling: combo.spelling,
        };
        all.extend((0..).zip(&std::mem::take(&mut fold.combos).list).map(|(at, combo)| (of_file(combo), which, at)));
    }
    all.sort_unstable();
    let mut ranks: Vec<Vec<u32>> = folds.iter().map(|_| Vec::new()).collect();
    for (_, which, _) in &all {
        ranks[*which as usize].push(0);
    }
    let mut people = Vec::new();
    for same in all.chunk_by(|(one, ..), (other, ..)| one == other) {
        let rank = works.len() as u32;
        for &(_, which, at) in same {
            ranks[which as usize][at as usize] = rank;
        }
        if let Some((combo, ..)) = same.first() {
            works.push(Work { activity: combo.activity, spelling: combo.spelling });
            people.push(combo.person);
        }
    }
    (ranks, people)
}

/// The days of a file.
struct Days {
    /// In time.
    order: Vec<u32>,
    /// For each of the file's, the worker's own number, by worker.
    own: Vec<Vec<Option<u32>>>,
}

impl Days {
    fn of(numbers: &[Numbers], slots: &[Slot]) -> Days {
        let mut order: Vec<u32> = (0..slots.len() as u32).collect();
        order.sort_unstable_by_key(|&slot| slots[slot as usize]);
        let own = |numbers: &Numbers| {
            let mut own = vec![None; slots.len()];
            (0..).zip(&numbers.slots).for_each(|(at, &slot)| own[slot as usize] = Some(at));
            own
        };
        Days { order, own: numbers.iter().map(own).collect() }
    }
}

/// The rows that the cells do not tell: by days, those of each person in order.
fn rows(folds: &mut [Fold], numbers: &[Numbers]) -> HashMap<u32, Vec<(u32, Rows)>> {
    let mut all: HashMap<u32, Vec<(u32, Rows)>> = HashMap::new();
    for (fold, numbers) in folds.iter_mut().zip(numbers) {
        for ((person, slot), count) in std::mem::take(&mut fold.rows) {
            let (person, slot) = (numbers.people[person as usize], numbers.slots[slot as usize]);
            all.entry(slot).or_default().push((person, count));
        }
    }
    for rows in all.values_mut() {
        rows.sort_unstable_by_key(|(person, _)| *person);
        rows.dedup_by(|(person, count), (known, sum)| {
            let is_same = person == known;
            if is_same {
                sum.absorb(*count);
            }
            is_same
        });
    }
    all
}

/// What does not fit the cells, by rank and days.
fn extras(folds: &mut [Fold], numbers: &[Numbers], ranks: &[Vec<u32>]) -> HashMap<(u32, u32), Extra> {
    let mut all: HashMap<(u32, u32), Extra> = HashMap::new();
    for ((fold, numbers), ranks) in folds.iter_mut().zip(numbers).zip(ranks) {
        for ((combo, slot), extra) in std::mem::take(&mut fold.extras) {
            let key = (ranks[combo as usize], numbers.slots[slot as usize]);
            all.entry(key).or_insert(Extra::NONE).absorb(extra);
        }
    }
    all
}

/// The groups of some days: which are there, and their sums.
struct Here {
    bits: Vec<u64>,
    cells: Vec<Cell>,
    /// Empty where each cell is one entry.
    entries: Vec<u32>,
}

impl Here {
    fn new(ranks: usize, has_entries: bool) -> Here {
        let entries = if has_entries { ranks } else { 0 };
        Here { bits: vec![0; ranks.div_ceil(64)], cells: vec![Cell::default(); ranks], entries: vec![0; entries] }
    }

    fn mark(&mut self, rank: u32) {
        self.bits[rank as usize / 64] |= 1 << (rank % 64);
    }

    /// The ranks that are marked, in order; the marks are taken off.
    fn take(&mut self, marked: &mut Vec<u32>) {
        marked.clear();
        for (at, bits) in (0..).zip(&mut self.bits) {
            while *bits != 0 {
                marked.push(at * 64 + bits.trailing_zeros());
                *bits &= *bits - 1;
            }
        }
    }
}

struct Join {
    folds: Vec<Fold>,
    days: Days,
    rows: HashMap<u32, Vec<(u32, Rows)>>,
    extras: HashMap<(u32, u32), Extra>,
    /// By worker, of its combinations.
    ranks: Vec<Vec<u32>>,
    /// The person of each rank.
    of_rank: Vec<u32>,
    here: Here,
}

impl Join {
    /// Makes room: how many heads and groups each person has.
    fn count(&mut self, folded: &mut Folded) {
        let people = self.of_rank.iter().chain(self.rows.values().flatten().map(|(person, _)| person));
        let mut counts = vec![(0_usize, 0_usize); people.max().map_or(0, |most| *most as usize + 1)];
        let mut marked = Vec::new();
        for &slot in &self.days.order {
            for ((fold, own), ranks) in self.folds.iter().zip(&self.days.own).zip(&self.ranks) {
                let Some(own) = own[slot as usize] else { continue };
                for (combo, _) in fold.cells.of(own).filter(|(_, cell)| cell.cells > 0) {
                    self.here.mark(ranks[combo as usize]);
                }
            }
            self.here.take(&mut marked);
            for (person, groups, _) in merged(&marked, &self.of_rank, self.rows.get(&slot).map_or(&[], Vec::as_slice)) {
                let count = &mut counts[person as usize];
                *count = (count.0 + 1, count.1 + groups.len());
            }
        }
        let mut end = (0, 0);
        for (person, (heads, groups)) in (0..).zip(counts) {
            end = (end.0 + heads, end.1 + groups);
            if heads > 0 {
                folded.people.push(Ends { person, heads: end.0, groups: end.1 });
            }
        }
        folded.heads = vec![Head::default(); end.0];
        folded.groups = vec![Group::default(); end.1];
        folded.entries = vec![0; if self.here.entries.is_empty() { 0 } else { end.1 }];
    }

    /// Puts everything to its place.
    fn fill(&mut self, folded: &mut Folded, slots: &[Slot]) {
        let mut next = vec![(0, 0); folded.people.last().map_or(0, |last| last.person as usize + 1)];
        let mut from = (0, 0);
        for ends in &folded.people {
            next[ends.person as usize] = from;
            from = (ends.heads, ends.groups);
        }
        let mut marked = Vec::new();
        for slot in std::mem::take(&mut self.days.order) {
            self.gather(slot, &folded.works);
            self.here.take(&mut marked);
            let rows = self.rows.remove(&slot).unwrap_or_default();
            let place = folded.slots.len() as u32;
            for (person, ranks, count) in merged(&marked, &self.of_rank, &rows) {
                let (head, group) = &mut next[person as usize];
                folded.heads[*head] = Head { slot: place, length: ranks.len() as u32 };
                folded.rows.extend(count.map(|count| (*head, count)));
                for &rank in ranks {
                    let mut cell = std::mem::take(&mut self.here.cells[rank as usize]);
                    if !self.extras.is_empty()
                        && let Some(mut extra) = self.extras.remove(&(rank, slot))
                    {
                        // All of the amount in one place, however it came together.
                        extra.absorb(extra_of(&mut cell, folded.works[rank as usize]));
                        folded.extras.push((*group, extra));
                    }
                    folded.groups[*group] = Group { work: rank, sum: cell.sum, cells: cell.cells };
                    if let Some(entries) = self.here.entries.get_mut(rank as usize) {
                        folded.entries[*group] = std::mem::take(entries);
                    }
                    *group += 1;
                }
                *head += 1;
            }
            if !marked.is_empty() || !rows.is_empty() {
                folded.slots.push(slots[slot as usize]);
            }
        }
        folded.extras.sort_unstable_by_key(|(group, _)| *group);
        folded.rows.sort_unstable_by_key(|(head, _)| *head);
    }

    /// Adds up what the workers have of some days, and gives their memory back.
    fn gather(&mut self, slot: u32, works: &[Work]) {
        for ((fold, own), ranks) in self.folds.iter_mut().zip(&self.days.own).zip(&self.ranks) {
            let Some(own) = own[slot as usize] else { continue };
            for (combo, cell) in fold.cells.of(own).filter(|(_, cell)| cell.cells > 0) {
                let rank = ranks[combo as usize];
                self.here.mark(rank);
                let known = &mut self.here.cells[rank as usize];
                let sum = known.sum.checked_add(cell.sum);
                let cells = known.cells.checked_add(cell.cells);
                match sum.zip(cells) {
                    Some((sum, cells)) => *known = Cell { sum, cells },
                    None => {
                        let mut more = *cell;
                        let mut extra = extra_of(&mut more, works[rank as usize]);
                        match cells {
                            Some(cells) => known.cells = cells,
                            None => extra.cells = more.cells.into(),
                        }
                        self.extras.entry((rank, slot)).or_insert(Extra::NONE).absorb(extra);
                    }
                }
            }
            fold.cells.forget(own);
            let Some(entries) = &mut fold.entries else { continue };
            for (combo, more) in entries.of(own).filter(|(_, entries)| **entries > 0) {
                let rank = ranks[combo as usize];
                let known = &mut self.here.entries[rank as usize];
                match known.checked_add(*more) {
                    Some(sum) => *known = sum,
                    None => {
                        let extra = Extra { entries: (*more).into(), ..Extra::NONE };
                        self.extras.entry((rank, slot)).or_insert(Extra::NONE).absorb(extra);
                    }
                }
            }
            entries.forget(own);
        }
    }
}

/// The sum of a cell, which is taken out of it.
fn extra_of(cell: &mut Cell, work: Work) -> Extra {
    let sum = std::mem::take(&mut cell.sum);
    Extra { sum: Some(Amount::of(sum.into(), places(work.spelling))), ..Extra::NONE }
}

/// The people of some days in order, each with its groups and with the rows that those do not tell.
fn merged<'a>(
    marked: &'a [u32],
    of_rank: &'a [u32],
    rows: &'a [(u32, Rows)],
) -> impl Iterator<Item = (u32, &'a [u32], Option<Rows>)> {
    let person = |rank: &u32| of_rank[*rank as usize];
    let mut groups = marked.chunk_by(move |one, other| person(one) == person(other)).peekable();
    let mut rows = rows.iter().copied().peekable();
    std::iter::from_fn(move || {
        let with_groups = groups.peek().and_then(|groups| groups.first()).map(person);
        let with_rows = rows.peek().map(|(person, _)| *person);
        let first = with_groups.into_iter().chain(with_rows).min()?;
        let groups = if with_groups == Some(first) { groups.next().unwrap_or_default() } else { &[] };
        let count = rows.next_if(|(person, _)| *person == first).map(|(_, count)| count);
        Some((first, groups, count))
    })
}
