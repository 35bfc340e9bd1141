//! Choosing k people: in lexicographic order with what cannot win left out, or greedily where there are too many choices.

use super::holdings::{Holdings, Leaving};
use super::weighed::Weight;

/// Up to this many choices of k people are gone through.
const MOST_CHOICES: u128 = 20_000_000;

/// The binomial coefficient; `None` when it does not fit.
pub fn choose(n: u64, k: u64) -> Option<u128> {
    if k > n {
        return Some(0);
    }
    // C(n, i + 1) = C(n, i) (n - i) / (i + 1), a whole number at each step.
    (0..k.min(n - k)).try_fold(1_u128, |c, i| c.checked_mul(u128::from(n - i)).map(|c| c / u128::from(i + 1)))
}

/// Whether all choices of `k` of `n` people are few enough to go through.
pub fn is_feasible(n: usize, k: usize) -> bool {
    choose(n as u64, k as u64).is_some_and(|choices| choices <= MOST_CHOICES)
}

/// Goes through the choices of `k` of `people` (ascending positions) in lexicographic order and keeps the first one that
/// loses strictly more than `floor`, or than the one kept before it. With `stop_at_first` that one is the answer;
/// without, the answer is the first of those with the greatest loss. `None` when no choice loses more than `floor`.
pub fn best<W: Weight>(
    holdings: &Holdings<W>,
    people: &[usize],
    k: usize,
    floor: Option<W>,
    stop_at_first: bool,
) -> Option<(W, Vec<usize>)> {
    let mut search =
        Search { people, stop_at_first, leaving: Leaving::new(holdings), floor, chosen: Vec::new(), found: None };
    search.go(0, k);
    search.found
}

struct Search<'a, W> {
    people: &'a [usize],
    stop_at_first: bool,
    leaving: Leaving<'a, W>,
    /// To be passed; `None`: any choice will do.
    floor: Option<W>,
    chosen: Vec<usize>,
    found: Option<(W, Vec<usize>)>,
}

impl<W: Weight> Search<'_, W> {
    /// Chooses `more` further people from `from` on; true when the search is over.
    fn go(&mut self, from: usize, more: usize) -> bool {
        let passes = |loss: &W| self.floor.as_ref().is_none_or(|floor| loss > floor);
        if more == 0 {
            if passes(&self.leaving.lost) {
                self.floor = Some(self.leaving.lost.clone());
                self.found = Some((self.leaving.lost.clone(), self.chosen.clone()));
                return self.stop_at_first;
            }
            return false;
        }
        if !passes(&self.leaving.at_most(more)) {
            return false;
        }
        for at in from..(self.people.len() + 1).saturating_sub(more) {
            let person = self.people[at];
            self.chosen.push(person);
            self.leaving.leave(person);
            let over = self.go(at + 1, more - 1);
            self.leaving.come_back(person);
            self.chosen.pop();
            if over {
                return true;
            }
        }
        false
    }
}

/// People chosen one after the other, each the one who loses most at once (then: who holds most of what is left, then
/// roster order), while `wanted` asks for more. An upper bound, never the answer. Returned in roster order.
pub fn greedy<W: Weight>(
    holdings: &Holdings<W>,
    people: &[usize],
    wanted: impl Fn(usize, &W) -> bool,
) -> (W, Vec<usize>) {
    let mut leaving = Leaving::new(holdings);
    let mut chosen: Vec<usize> = Vec::new();
    while wanted(chosen.len(), &leaving.lost) {
        let gain = |person: usize| {
            let held = || holdings.skills_of[person].iter().filter(|&&skill| leaving.left[skill] > 0);
            let now = held().filter(|&&skill| leaving.left[skill] == 1);
            let weight = |&skill: &usize| &holdings.weights[skill];
            (W::sum(now.map(weight)), W::sum(held().map(weight)))
        };
        let open = people.iter().copied().filter(|person| !chosen.contains(person));
        // The first of equals: `max_by_key` alone would take the last.
        let Some(next) = open.rev().max_by_key(|&person| gain(person)) else { break };
        leaving.leave(next);
        chosen.push(next);
    }
    chosen.sort_unstable();
    (leaving.lost, chosen)
}
