//! The half-loss number: the fewest people whose absence leaves strictly more than half of the weight uncovered.
//! skills.md section 2. NP-hard in general, exact for teams.

use super::holdings::{Held, Holdings};
use super::search;
use super::state::people_at;
use super::weighed::Weight;
use crate::calc::review::HalfLoss;

/// Up to this many holders every subset is looked at: 2^22 sums of 8 bytes.
const MOST_FOR_SUBSETS: usize = 22;

/// Of this many people and the skills they hold. People are positions. Those who hold nothing are never in a witness.
pub fn half_loss(people: usize, held: &[Held]) -> HalfLoss {
    match Holdings::scaled(people, held) {
        Some(holdings) => of(&holdings),
        None => of(&Holdings::exact(people, held)),
    }
}

fn of<W: Weight>(holdings: &Holdings<W>) -> HalfLoss {
    if holdings.weights.is_empty() {
        return HalfLoss::NoSkills;
    }
    // Strictly more than half of an integer is more than its half rounded down.
    let half = holdings.total.half();
    if holdings.uncovered > half {
        return HalfLoss::AlreadyLost;
    }
    let people = holdings.holding();
    if people.len() <= MOST_FOR_SUBSETS {
        HalfLoss::Exact { people: by_subsets(holdings, &people, &half) }
    } else {
        by_size(holdings, &people, &half)
    }
}

/// The smallest, then lexicographically first subset of `people` that loses more than `half`; all of them lose
/// everything, so there is one.
pub(super) fn by_subsets<W: Weight>(holdings: &Holdings<W>, people: &[usize], half: &W) -> Vec<usize> {
    let n = people.len();
    // The first person is the highest bit: of two sets of one size, the larger number is the lexicographically smaller
    // list, because the highest bit in which they differ is the first person in only one of them.
    let bit = |at: usize| 1_usize << (n - 1 - at);
    let mut lost = vec![W::default(); 1 << n];
    for (holders, weight) in holdings.holders.iter().zip(&holdings.weights) {
        let mask = people.iter().enumerate().filter(|(_, person)| holders.contains(person));
        lost[mask.map(|(at, _)| bit(at)).sum::<usize>()].add(weight);
    }
    // From "held by exactly this set" to "held by nobody outside this set": one person after the other.
    for at in 0..n {
        let bit = bit(at);
        for block in lost.chunks_exact_mut(2 * bit) {
            let (without, with) = block.split_at_mut(bit);
            for (with, without) in with.iter_mut().zip(without) {
                with.add(without);
            }
        }
    }
    let enough = lost.iter().enumerate().filter(|&(_, lost)| lost > half).map(|(mask, _)| mask);
    let best = enough.min_by_key(|&mask| (mask.count_ones(), std::cmp::Reverse(mask))).unwrap_or(lost.len() - 1);
    (0..n).filter(|&at| best & bit(at) != 0).map(|at| people[at]).collect()
}

/// One person, two people, three ... while their choices can be gone through; then an upper bound.
pub(super) fn by_size<W: Weight>(holdings: &Holdings<W>, people: &[usize], half: &W) -> HalfLoss {
    for k in 1..=people.len() {
        if !search::is_feasible(people.len(), k) {
            break;
        }
        if let Some((_, people)) = search::best(holdings, people, k, Some(half.clone()), true) {
            return HalfLoss::Exact { people };
        }
    }
    let (_, people) = search::greedy(holdings, people, |_, lost| lost <= half);
    HalfLoss::AtMost { people }
}

/// The half-loss with roster indices in the place of positions in `people`.
pub fn with_people(half_loss: HalfLoss, people: &[usize]) -> HalfLoss {
    match half_loss {
        HalfLoss::Exact { people: positions } => HalfLoss::Exact { people: people_at(&positions, people) },
        HalfLoss::AtMost { people: positions } => HalfLoss::AtMost { people: people_at(&positions, people) },
        HalfLoss::NoSkills | HalfLoss::AlreadyLost => half_loss,
    }
}
