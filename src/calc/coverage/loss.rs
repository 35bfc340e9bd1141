//! The loss of any k people: the worst case with its people, and the mean over all choices in closed form.
//! skills.md section 2.

use super::holdings::Holdings;
use super::search::{self, choose};
use crate::calc::review::Loss;
use crate::model::exact::Exact;

/// k = 1 to this.
const MOST: usize = 3;

/// For k = 1..min(3, people); people are positions.
pub fn losses(holdings: &Holdings) -> Vec<Loss> {
    (1..=holdings.people.min(MOST)).map(|k| loss(holdings, k)).collect()
}

fn loss(holdings: &Holdings, k: usize) -> Loss {
    let people: Vec<usize> = (0..holdings.people).collect();
    let worst_proven = search::is_feasible(people.len(), k);
    let found = if worst_proven { search::best(holdings, &people, k, None, false) } else { None };
    let (worst, worst_people) = found.unwrap_or_else(|| search::greedy(holdings, &people, |chosen, _| chosen < k));
    let mean = mean(holdings, k)?;
    Ok(Loss {
        k: u32::try_from(k).unwrap_or(u32::MAX),
        worst: holdings.weight(worst),
        worst_people,
        worst_proven,
        mean,
    })
}

/// The sum of `w_s C(n - q_s, k - q_s) / C(n, k)`: a skill is lost in the choices that hold all of its holders.
fn mean(holdings: &Holdings, k: usize) -> Exact {
    let (n, k) = (holdings.people as u64, k as u64);
    let mut lost = 0_u128;
    for (holders, &weight) in holdings.holders.iter().zip(&holdings.weights) {
        let q = holders.len() as u64;
        let choices = if q > k { 0 } else { choose(n - q, k - q).ok_or(Overflow)? };
        let term = u128::from(weight).checked_mul(choices).ok_or(Overflow)?;
        lost = lost.checked_add(term).ok_or(Overflow)?;
    }
    let all = i128::try_from(choose(n, k).ok_or(Overflow)?).map_err(|_| Overflow)?;
    let lost = Exact::new(i128::try_from(lost).map_err(|_| Overflow)?, all).ok_or(Overflow)?;
    lost.times(&holdings.weight(1))
}
