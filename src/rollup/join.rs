//! The folds of all workers of a file in one order. They are gone through twice, days by days: what is there is counted, then
//! put to its place, and the memory of those days given back, so that the sums are never held twice. Cores share the days:
//! how much the days of the others have of each person is known by then.

use hashbrown::HashMap;

use super::cells::{Cell, Column};
use super::combos::Combo;
use super::cores::{cores, each};
use super::fold::{Extra, Fold, Marks, Rows, places};
use super::folded::{Folded, Group, Head, Work};
use super::merge::Numbers;
use super::room::{Counts, Room, rooms};
use crate::model::amount::Amount;
use crate::model::slot::Slot;

/// The sums of all workers, by the file's own numbers; `slots` are its days.
pub(super) fn joined(mut folds: Vec<Fold>, numbers: &[Numbers], slots: &[Slot]) -> Folded {
    let mut folded = Folded { is_single: folds.iter().all(|fold| fold.is_single), ..Folded::default() };
    for fold in &folds {
        folded.marks.iter_mut().zip(fold.marks).for_each(|(all, marks): (&mut Marks, _)| all.absorb(marks));
    }
    let (ranks, of_rank) = ranked(&mut folds, numbers, &mut folded.works);
    let has_entries = folds.iter().any(|fold| fold.entries.is_some());
    let beside = (rows(&mut folds, numbers), extras(&mut folds, numbers, &ranks));
    let days = days(&mut folds, numbers, slots, beside);
    let join = Join { ranks: &ranks, of_rank: &of_rank, works: &folded.works, has_entries };
    let shares = shares(days);
    let counts = each(shares.iter().collect(), |days| join.count(days));
    let rooms =
        rooms(&counts, has_entries, (&mut folded.people, &mut folded.heads, &mut folded.groups, &mut folded.entries));
    let firsts = counts.iter().scan(0, |before, counts| Some(std::mem::replace(before, *before + counts.days())));
    let parts = shares.into_iter().zip(firsts).zip(rooms).collect();
    for share in each(parts, |((days, first), rooms)| join.fill(days, first, rooms)) {
        folded.slots.extend(share.slots);
        folded.rows.extend(share.rows);
        folded.extras.extend(share.extras);
    }
    folded.extras.sort_unstable_by_key(|(group, _)| *group);
    folded.rows.sort_unstable_by_key(|(head, _)| *head);
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

/// What all workers have of some days.
struct Days {
    slot: Slot,
    /// By worker.
    columns: Vec<(usize, Column<Cell>, Column<u32>)>,
    /// The rows that the cells do not tell, those of each person in order.
    rows: Vec<(u32, Rows)>,
    /// What does not fit the cells, by rank.
    extras: HashMap<u32, Extra>,
}

/// By days: rows, and what does not fit the cells.
type Beside = (HashMap<u32, Vec<(u32, Rows)>>, HashMap<u32, HashMap<u32, Extra>>);

/// The days of a file that have rows, in time.
fn days(folds: &mut [Fold], numbers: &[Numbers], slots: &[Slot], (mut rows, mut extras): Beside) -> Vec<Days> {
    let mut days: Vec<Days> = Vec::with_capacity(slots.len());
    for (at, &slot) in (0..).zip(slots) {
        let (rows, extras) = (rows.remove(&at).unwrap_or_default(), extras.remove(&at).unwrap_or_default());
        days.push(Days { slot, columns: Vec::new(), rows, extras });
    }
    for (which, (fold, numbers)) in folds.iter_mut().zip(numbers).enumerate() {
        for (own, &slot) in (0..).zip(&numbers.slots) {
            let cells = fold.cells.take(own);
            let entries = fold.entries.as_mut().map(|entries| entries.take(own)).unwrap_or_default();
            days[slot as usize].columns.push((which, cells, entries));
        }
    }
    // A label may have been read and its row refused.
    days.retain(|days| !days.rows.is_empty() || days.size() > 0);
    days.sort_unstable_by_key(|days| days.slot);
    days
}

impl Days {
    /// How many pages of cells there may be.
    fn size(&self) -> usize {
        self.columns.iter().map(|(_, cells, _)| cells.len()).sum()
    }
}

/// The days in parts of about as many cells, one for each core; few are one part.
fn shares(days: Vec<Days>) -> Vec<Vec<Days>> {
    const FEW: usize = 1 << 9;
    let all: usize = days.iter().map(Days::size).sum();
    let parts = if all < FEW { 1 } else { cores() };
    let mut shares: Vec<Vec<Days>> = (0..parts).map(|_| Vec::new()).collect();
    let mut before = 0;
    for days in days {
        let part = (before * parts).checked_div(all).unwrap_or(0).min(parts - 1);
        before += days.size();
        shares[part].push(days);
    }
    shares
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

/// What does not fit the cells, by days and rank.
fn extras(folds: &mut [Fold], numbers: &[Numbers], ranks: &[Vec<u32>]) -> HashMap<u32, HashMap<u32, Extra>> {
    let mut all: HashMap<u32, HashMap<u32, Extra>> = HashMap::new();
    for ((fold, numbers), ranks) in folds.iter_mut().zip(numbers).zip(ranks) {
        for ((combo, slot), extra) in std::mem::take(&mut fold.extras) {
            let of_days = all.entry(numbers.slots[slot as usize]).or_default();
            of_days.entry(ranks[combo as usize]).or_insert(Extra::NONE).absorb(extra);
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

    /// Adds up what the workers have of some days, and gives their memory back.
    fn gather(&mut self, days: &mut Days, ranks: &[Vec<u32>], works: &[Work]) {
        for (which, cells, entries) in std::mem::take(&mut days.columns) {
            for (cell, rank) in of_ranks(&cells, &ranks[which]).filter(|(cell, _)| cell.cells > 0) {
                self.bits[rank as usize / 64] |= 1 << (rank % 64);
                let known = &mut self.cells[rank as usize];
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
                        days.extras.entry(rank).or_insert(Extra::NONE).absorb(extra);
                    }
                }
            }
            for (more, rank) in of_ranks(&entries, &ranks[which]).filter(|(entries, _)| **entries > 0) {
                let known = &mut self.entries[rank as usize];
                match known.checked_add(*more) {
                    Some(sum) => *known = sum,
                    None => {
                        let extra = Extra { entries: (*more).into(), ..Extra::NONE };
                        days.extras.entry(rank).or_insert(Extra::NONE).absorb(extra);
                    }
                }
            }
        }
    }

    /// The ranks that are there, in order; the marks are taken off.
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

/// The cells of a column with the ranks of their combinations; also those that were never touched.
fn of_ranks<'a, T: Copy + Default>(column: &'a Column<T>, ranks: &'a [u32]) -> impl Iterator<Item = (&'a T, u32)> {
    column.pages().flat_map(|(first, page)| page.iter().zip(ranks.get(first..).unwrap_or_default().iter().copied()))
}

#[derive(Debug, Clone, Copy)]
struct Join<'a> {
    /// By worker, of its combinations.
    ranks: &'a [Vec<u32>],
    /// The person of each rank.
    of_rank: &'a [u32],
    works: &'a [Work],
    has_entries: bool,
}

/// What is beside the heads and groups of some days.
#[derive(Default)]
struct Filled {
    slots: Vec<Slot>,
    rows: Vec<(usize, Rows)>,
    extras: Vec<(usize, Extra)>,
}

impl Join<'_> {
    /// How many heads and groups each person has.
    fn count(self, some: &[Days]) -> Counts {
        let mut counts = Counts::default();
        let mut bits = vec![0_u64; self.of_rank.len().div_ceil(64)];
        for days in some {
            counts.begin();
            for (which, cells, _) in &days.columns {
                for (_, rank) in of_ranks(cells, &self.ranks[*which]).filter(|(cell, _)| cell.cells > 0) {
                    let (bits, bit) = (&mut bits[rank as usize / 64], 1 << (rank % 64));
                    if *bits & bit == 0 {
                        *bits |= bit;
                        counts.group(self.of_rank[rank as usize]);
                    }
                }
            }
            days.rows.iter().for_each(|(person, _)| counts.head(*person));
            bits.fill(0);
        }
        counts
    }

    /// Puts everything to its place. `first`: how many days come before these.
    fn fill(self, some: Vec<Days>, first: u32, mut rooms: Vec<Room<'_>>) -> Filled {
        let mut here = Here::new(self.of_rank.len(), self.has_entries);
        let (mut filled, mut marked) = (Filled::default(), Vec::new());
        for mut days in some {
            here.gather(&mut days, self.ranks, self.works);
            here.take(&mut marked);
            let place = first + filled.slots.len() as u32;
            for (person, ranks, count) in merged(&marked, self.of_rank, &days.rows) {
                let room = &mut rooms[person as usize];
                let head = room.head(Head { slot: place, length: ranks.len() as u32 });
                filled.rows.extend(count.map(|count| (head, count)));
                for &rank in ranks {
                    let mut cell = std::mem::take(&mut here.cells[rank as usize]);
                    let mut beside = if days.extras.is_empty() { None } else { days.extras.remove(&rank) };
                    if let Some(extra) = &mut beside {
                        // All of the amount in one place, however it came together.
                        extra.absorb(extra_of(&mut cell, self.works[rank as usize]));
                    }
                    let entries = here.entries.get_mut(rank as usize).map_or(0, std::mem::take);
                    let group = room.group(Group { work: rank, sum: cell.sum, cells: cell.cells }, entries);
                    filled.extras.extend(beside.map(|extra| (group, extra)));
                }
            }
            if !marked.is_empty() || !days.rows.is_empty() {
                filled.slots.push(days.slot);
            }
        }
        filled
    }
}

/// The sum of a cell, which is taken out of it.
fn extra_of(cell: &mut Cell, work: Work) -> Extra {
    let sum = std::mem::take(&mut cell.sum);
    let mut extra = Extra::NONE;
    extra.sum.add(Amount::of(sum.into(), places(work.spelling)));
    extra
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
