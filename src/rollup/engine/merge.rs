//! Merges the partial sums of all workers into one ordered result. Cores share the days and go through them twice: first
//! they count what each person has, which tells every core where its part of the result lies; then they put the sums there,
//! and free the memory of each slot when it is done, so that the sums are never held twice.

use hashbrown::HashMap;

use super::cells::{Cell, Column};
use super::group_keys::GroupKey;
use super::output::{OutputCounts, PersonOutput, outputs};
use super::partial::PartialSums;
use super::renumber::Renumbering;
use crate::model::amount::Amount;
use crate::model::slot::Slot;
use crate::rollup::cores::{cores, each};
use crate::rollup::counts::{CellCounts, RowCounts};
use crate::rollup::folded::{Folded, GroupSum, PersonDays, Spill, Work};
use crate::rollup::units::decimal_places;

/// Merges the partial sums. `numbers` renumber each worker's labels; `slots` are the days of the file.
pub(super) fn merged_sums(mut parts: Vec<PartialSums>, numbers: &[Renumbering], slots: &[Slot]) -> Folded {
    let mut folded = Folded { is_single: parts.iter().all(|part| part.is_single), ..Folded::default() };
    for part in &parts {
        folded.counts.iter_mut().zip(part.counts).for_each(|(all, counts): (&mut CellCounts, _)| all.absorb(counts));
    }
    let (ranks, person_of_rank) = rank_groups(&mut parts, numbers, &mut folded.works);
    let has_entries = parts.iter().any(|part| part.entries.is_some());
    let beside = (rows(&mut parts, numbers), spills(&mut parts, numbers, &ranks));
    let days = days(&mut parts, numbers, slots, beside);
    let merge = Merge { ranks: &ranks, person_of_rank: &person_of_rank, works: &folded.works, has_entries };
    let shares = shares(days);
    let counts = each(shares.iter().collect(), |days| merge.count(days));
    let outputs = outputs(
        &counts,
        has_entries,
        (&mut folded.people, &mut folded.person_days, &mut folded.groups, &mut folded.entries),
    );
    let firsts = counts.iter().scan(0, |before, counts| Some(std::mem::replace(before, *before + counts.days())));
    let parts = shares.into_iter().zip(firsts).zip(outputs).collect();
    for share in each(parts, |((days, first), outputs)| merge.fill(days, first, outputs)) {
        folded.slots.extend(share.slots);
        folded.rows.extend(share.rows);
        folded.spills.extend(share.spills);
    }
    folded.spills.sort_unstable_by_key(|(group, _)| *group);
    folded.rows.sort_unstable_by_key(|(at, _)| *at);
    folded
}

/// Sorts the group keys of all workers by person and work. Returns the rank of each worker's keys and the person of each
/// rank; `works` gets the work of each rank.
fn rank_groups(parts: &mut [PartialSums], numbers: &[Renumbering], works: &mut Vec<Work>) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut all: Vec<(GroupKey, u32, u32)> = Vec::with_capacity(parts.iter().map(|part| part.groups.list.len()).sum());
    for ((which, part), numbers) in (0..).zip(parts.iter_mut()).zip(numbers) {
        let of_file = |key: &GroupKey| GroupKey {
            person: numbers.people[key.person as usize],
            activity: numbers.activities[key.activity as usize],
            notation: key.notation,
        };
        all.extend((0..).zip(&std::mem::take(&mut part.groups).list).map(|(at, key)| (of_file(key), which, at)));
    }
    all.sort_unstable();
    let mut ranks: Vec<Vec<u32>> = parts.iter().map(|_| Vec::new()).collect();
    for (_, which, _) in &all {
        ranks[*which as usize].push(0);
    }
    let mut people = Vec::new();
    for same in all.chunk_by(|(one, ..), (other, ..)| one == other) {
        let rank = works.len() as u32;
        for &(_, which, at) in same {
            ranks[which as usize][at as usize] = rank;
        }
        if let Some((key, ..)) = same.first() {
            works.push(Work { activity: key.activity, notation: key.notation });
            people.push(key.person);
        }
    }
    (ranks, people)
}

/// What all workers have of one slot.
struct WorkersDays {
    slot: Slot,
    /// The cells and entries of each worker, with its index.
    columns: Vec<(usize, Column<Cell>, Column<u32>)>,
    /// Row counts beside the cells, by person in order.
    rows: Vec<(u32, RowCounts)>,
    /// What does not fit the cells, by rank.
    spills: HashMap<u32, Spill>,
}

/// Row counts, and what does not fit the cells, by slot.
type BesideCells = (HashMap<u32, Vec<(u32, RowCounts)>>, HashMap<u32, HashMap<u32, Spill>>);

/// The slots that have rows, in chronological order.
fn days(
    parts: &mut [PartialSums],
    numbers: &[Renumbering],
    slots: &[Slot],
    (mut rows, mut spills): BesideCells,
) -> Vec<WorkersDays> {
    let mut days: Vec<WorkersDays> = Vec::with_capacity(slots.len());
    for (at, &slot) in (0..).zip(slots) {
        let (rows, spills) = (rows.remove(&at).unwrap_or_default(), spills.remove(&at).unwrap_or_default());
        days.push(WorkersDays { slot, columns: Vec::new(), rows, spills });
    }
    for (which, (part, numbers)) in parts.iter_mut().zip(numbers).enumerate() {
        for (own, &slot) in (0..).zip(&numbers.slots) {
            let cells = part.cells.take(own);
            let entries = part.entries.as_mut().map(|entries| entries.take(own)).unwrap_or_default();
            days[slot as usize].columns.push((which, cells, entries));
        }
    }
    // A slot without rows: its label was read, but its rows were rejected.
    days.retain(|days| !days.rows.is_empty() || days.size() > 0);
    days.sort_unstable_by_key(|days| days.slot);
    days
}

impl WorkersDays {
    /// How many pages of cells there are, allocated or not.
    fn size(&self) -> usize {
        self.columns.iter().map(|(_, cells, _)| cells.len()).sum()
    }
}

/// Divides the slots into parts of about the same number of cells, one for each core. A few cells are one part.
fn shares(days: Vec<WorkersDays>) -> Vec<Vec<WorkersDays>> {
    const FEW: usize = 1 << 9;
    let all: usize = days.iter().map(WorkersDays::size).sum();
    let parts = if all < FEW { 1 } else { cores() };
    let mut shares: Vec<Vec<WorkersDays>> = (0..parts).map(|_| Vec::new()).collect();
    let mut before = 0;
    for days in days {
        let part = (before * parts).checked_div(all).unwrap_or(0).min(parts - 1);
        before += days.size();
        shares[part].push(days);
    }
    shares
}

/// The row counts of all workers, by slot and in order of people.
fn rows(parts: &mut [PartialSums], numbers: &[Renumbering]) -> HashMap<u32, Vec<(u32, RowCounts)>> {
    let mut all: HashMap<u32, Vec<(u32, RowCounts)>> = HashMap::new();
    for (part, numbers) in parts.iter_mut().zip(numbers) {
        for ((person, slot), count) in std::mem::take(&mut part.rows) {
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

/// What does not fit the cells of any worker, by slot and rank.
fn spills(parts: &mut [PartialSums], numbers: &[Renumbering], ranks: &[Vec<u32>]) -> HashMap<u32, HashMap<u32, Spill>> {
    let mut all: HashMap<u32, HashMap<u32, Spill>> = HashMap::new();
    for ((part, numbers), ranks) in parts.iter_mut().zip(numbers).zip(ranks) {
        for ((key, slot), spill) in std::mem::take(&mut part.spills) {
            let of_days = all.entry(numbers.slots[slot as usize]).or_default();
            of_days.entry(ranks[key as usize]).or_insert(Spill::NONE).absorb(spill);
        }
    }
    all
}

/// The sums of one slot by rank, and which ranks are present.
struct DaySums {
    present: Vec<u64>,
    cells: Vec<Cell>,
    /// Empty if each cell counts its entries.
    entries: Vec<u32>,
}

impl DaySums {
    fn new(ranks: usize, has_entries: bool) -> DaySums {
        let entries = if has_entries { ranks } else { 0 };
        DaySums { present: vec![0; ranks.div_ceil(64)], cells: vec![Cell::default(); ranks], entries: vec![0; entries] }
    }

    /// Adds up the columns of all workers, and frees their memory.
    fn gather(&mut self, days: &mut WorkersDays, ranks: &[Vec<u32>], works: &[Work]) {
        for (which, cells, entries) in std::mem::take(&mut days.columns) {
            for (cell, rank) in with_ranks(&cells, &ranks[which]).filter(|(cell, _)| cell.cells > 0) {
                self.present[rank as usize / 64] |= 1 << (rank % 64);
                let known = &mut self.cells[rank as usize];
                let sum = known.sum.checked_add(cell.sum);
                let cells = known.cells.checked_add(cell.cells);
                match sum.zip(cells) {
                    Some((sum, cells)) => *known = Cell { sum, cells },
                    None => {
                        let mut more = *cell;
                        let mut spill = take_sum(&mut more, works[rank as usize]);
                        match cells {
                            Some(cells) => known.cells = cells,
                            None => spill.cells = more.cells.into(),
                        }
                        days.spills.entry(rank).or_insert(Spill::NONE).absorb(spill);
                    }
                }
            }
            for (more, rank) in with_ranks(&entries, &ranks[which]).filter(|(entries, _)| **entries > 0) {
                let known = &mut self.entries[rank as usize];
                match known.checked_add(*more) {
                    Some(sum) => *known = sum,
                    None => {
                        let spill = Spill { entries: (*more).into(), ..Spill::NONE };
                        days.spills.entry(rank).or_insert(Spill::NONE).absorb(spill);
                    }
                }
            }
        }
    }

    /// Lists the ranks that are present, in order, and clears them.
    fn take(&mut self, ranks_present: &mut Vec<u32>) {
        ranks_present.clear();
        for (at, present) in (0..).zip(&mut self.present) {
            while *present != 0 {
                ranks_present.push(at * 64 + present.trailing_zeros());
                *present &= *present - 1;
            }
        }
    }
}

/// The cells of a column with the ranks of their group keys. Some of the cells were never used.
fn with_ranks<'a, T: Copy + Default>(column: &'a Column<T>, ranks: &'a [u32]) -> impl Iterator<Item = (&'a T, u32)> {
    column.pages().flat_map(|(first, page)| page.iter().zip(ranks.get(first..).unwrap_or_default().iter().copied()))
}

#[derive(Debug, Clone, Copy)]
struct Merge<'a> {
    /// By worker: the rank of each of its group keys.
    ranks: &'a [Vec<u32>],
    /// The person of each rank.
    person_of_rank: &'a [u32],
    works: &'a [Work],
    has_entries: bool,
}

/// What a core returns beside the slices that it filled in.
#[derive(Default)]
struct Filled {
    slots: Vec<Slot>,
    rows: Vec<(usize, RowCounts)>,
    spills: Vec<(usize, Spill)>,
}

impl Merge<'_> {
    /// Counts the person-days and groups of each person.
    fn count(self, some: &[WorkersDays]) -> OutputCounts {
        let mut counts = OutputCounts::default();
        let mut present = vec![0_u64; self.person_of_rank.len().div_ceil(64)];
        for days in some {
            counts.begin();
            for (which, cells, _) in &days.columns {
                for (_, rank) in with_ranks(cells, &self.ranks[*which]).filter(|(cell, _)| cell.cells > 0) {
                    let (present, bit) = (&mut present[rank as usize / 64], 1 << (rank % 64));
                    if *present & bit == 0 {
                        *present |= bit;
                        counts.group(self.person_of_rank[rank as usize]);
                    }
                }
            }
            days.rows.iter().for_each(|(person, _)| counts.row(*person));
            present.fill(0);
        }
        counts
    }

    /// Puts the sums into the result. `first` is the index of the first of these slots.
    fn fill(self, some: Vec<WorkersDays>, first: u32, mut outputs: Vec<PersonOutput<'_>>) -> Filled {
        let mut day_sums = DaySums::new(self.person_of_rank.len(), self.has_entries);
        let (mut filled, mut ranks_present) = (Filled::default(), Vec::new());
        for mut days in some {
            day_sums.gather(&mut days, self.ranks, self.works);
            day_sums.take(&mut ranks_present);
            let place = first + filled.slots.len() as u32;
            for (person, ranks, count) in by_person(&ranks_present, self.person_of_rank, &days.rows) {
                let output = &mut outputs[person as usize];
                let at = output.person_days(PersonDays { slot: place, group_count: ranks.len() as u32 });
                filled.rows.extend(count.map(|count| (at, count)));
                for &rank in ranks {
                    let mut cell = std::mem::take(&mut day_sums.cells[rank as usize]);
                    let mut beside = if days.spills.is_empty() { None } else { days.spills.remove(&rank) };
                    if let Some(spill) = &mut beside {
                        // If anything spilled, the whole amount goes to the spill, so that it is the same however it came
                        // about.
                        spill.absorb(take_sum(&mut cell, self.works[rank as usize]));
                    }
                    let entries = day_sums.entries.get_mut(rank as usize).map_or(0, std::mem::take);
                    let group = output.group(GroupSum { work: rank, sum: cell.sum, cells: cell.cells }, entries);
                    filled.spills.extend(beside.map(|spill| (group, spill)));
                }
            }
            if !ranks_present.is_empty() || !days.rows.is_empty() {
                filled.slots.push(days.slot);
            }
        }
        filled
    }
}

/// Takes the sum out of a cell.
fn take_sum(cell: &mut Cell, work: Work) -> Spill {
    let sum = std::mem::take(&mut cell.sum);
    Spill { sum: Amount::of(sum.into(), decimal_places(work.notation)).into(), ..Spill::NONE }
}

/// The people of a slot in order, each with its ranks and its row counts.
fn by_person<'a>(
    ranks_present: &'a [u32],
    person_of_rank: &'a [u32],
    rows: &'a [(u32, RowCounts)],
) -> impl Iterator<Item = (u32, &'a [u32], Option<RowCounts>)> {
    let person = |rank: &u32| person_of_rank[*rank as usize];
    let mut groups = ranks_present.chunk_by(move |one, other| person(one) == person(other)).peekable();
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
