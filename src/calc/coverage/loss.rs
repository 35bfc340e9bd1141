//! The loss of any k people: the worst case with its people, and the mean over all choices in closed form.
//! skills.md section 2.

use super::holdings::{Held, Holdings};
use super::search;
use super::weighed::Weight;
use crate::calc::review::Loss;
use crate::model::exact::Exact;

/// k = 1 to this.
const MOST: usize = 3;

/// For k = 1..min(3, people), of this many people and the skills they hold; people are positions.
pub fn losses(people: usize, held: &[Held]) -> Vec<Loss> {
    match Holdings::scaled(people, held) {
        Some(holdings) => of(&holdings),
        None => of(&Holdings::exact(people, held)),
    }
}

fn of<W: Weight>(holdings: &Holdings<W>) -> Vec<Loss> {
    (1..=holdings.people.min(MOST)).map(|k| loss(holdings, k)).collect()
}

fn loss<W: Weight>(holdings: &Holdings<W>, k: usize) -> Loss {
    let people: Vec<usize> = (0..holdings.people).collect();
    let worst_proven = search::is_feasible(people.len(), k);
    let found = if worst_proven { search::best(holdings, &people, k, None, false) } else { None };
    let (worst, worst_people) = found.unwrap_or_else(|| search::greedy(holdings, &people, |chosen, _| chosen < k));
    Loss {
        k: u32::try_from(k).unwrap_or(u32::MAX),
        worst: holdings.weight(&worst),
        worst_people,
        worst_proven,
        mean: mean(holdings, k),
    }
}

/// The sum of `w_s C(n - q_s, k - q_s) / C(n, k)`: a skill is lost in the choices that hold all of its holders.
fn mean<W: Weight>(holdings: &Holdings<W>, k: usize) -> Exact {
    let (n, k) = (holdings.people as u64, k as u64);
    let lost = holdings.holders.iter().zip(&holdings.weights).filter_map(|(holders, weight)| {
        let left = k.checked_sub(holders.len() as u64)?;
        Some(weight.exact().times(&choices(n - holders.len() as u64, left)))
    });
    let lost = Exact::sum(lost).over(&choices(n, k));
    lost.and_then(|lost| lost.over(&holdings.scale)).unwrap_or_default()
}

/// The binomial coefficient.
fn choices(n: u64, k: u64) -> Exact {
    (0..k).fold(Exact::ONE, |c, i| {
        let next = Exact::new(i128::from(n) - i128::from(i), i128::from(i) + 1).unwrap_or_default();
        c.times(&next)
    })
}
