//! Who holds what: what the searches work on. People are positions, 0 first, in roster order.

use num_integer::Integer;

use super::weighed::Weight;
use crate::model::exact::Exact;

/// A skill as the searches see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Positions of the people who are qualified, ascending.
    pub by: Vec<usize>,
    pub weight: Exact,
}

/// The skills of a group of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings<W> {
    pub people: usize,
    /// Positions of the holders of each skill, ascending.
    pub holders: Vec<Vec<usize>>,
    /// Skills of each person.
    pub skills_of: Vec<Vec<usize>>,
    /// Scaled weight of each skill.
    pub weights: Vec<W>,
    /// The sum of all weights.
    pub total: W,
    /// The weight of the skills nobody holds.
    pub uncovered: W,
    /// Scaled weight / scale = weight.
    pub scale: Exact,
}

impl Holdings<u64> {
    /// With the weights brought to one denominator, so that sums are of integers; `None` where their sum does not fit 64
    /// bits.
    pub fn scaled(people: usize, held: &[Held]) -> Option<Holdings<u64>> {
        let scale = held.iter().try_fold(1_u64, |scale, skill| {
            let den = u64::try_from(skill.weight.small_terms()?.1).ok()?;
            scale.checked_mul(den / scale.gcd(&den))
        })?;
        let scale = Exact::whole(scale.into());
        let scaled = |skill: &Held| u64::try_from(skill.weight.times(&scale).to_integer()?).ok();
        let weights: Vec<u64> = held.iter().map(scaled).collect::<Option<_>>()?;
        weights.iter().try_fold(0_u64, |sum, weight| sum.checked_add(*weight))?;
        Some(Holdings::new(people, held, weights, scale))
    }
}

impl Holdings<Exact> {
    /// With the weights as they are.
    pub fn exact(people: usize, held: &[Held]) -> Holdings<Exact> {
        let weights = held.iter().map(|skill| skill.weight.clone()).collect();
        Holdings::new(people, held, weights, Exact::ONE)
    }
}

impl<W: Weight> Holdings<W> {
    fn new(people: usize, held: &[Held], weights: Vec<W>, scale: Exact) -> Holdings<W> {
        let mut skills_of = vec![Vec::new(); people];
        for (at, skill) in held.iter().enumerate() {
            for &person in &skill.by {
                skills_of[person].push(at);
            }
        }
        let uncovered = held.iter().zip(&weights).filter(|(skill, _)| skill.by.is_empty());
        Holdings {
            people,
            holders: held.iter().map(|skill| skill.by.clone()).collect(),
            skills_of,
            total: W::sum(weights.iter()),
            uncovered: W::sum(uncovered.map(|(_, weight)| weight)),
            weights,
            scale,
        }
    }

    /// A scaled weight as the weight it stands for.
    pub fn weight(&self, scaled: &W) -> Exact {
        scaled.exact().over(&self.scale).unwrap_or_default()
    }

    /// The people who hold anything, ascending.
    pub fn holding(&self) -> Vec<usize> {
        (0..self.people).filter(|&person| !self.skills_of[person].is_empty()).collect()
    }
}

/// Skills as people leave: how many holders each has left, and what is lost.
#[derive(Debug, Clone)]
pub struct Leaving<'a, W> {
    holdings: &'a Holdings<W>,
    /// Holders left of each skill.
    pub left: Vec<usize>,
    /// The weight of the skills without a holder, those uncovered from the start included.
    pub lost: W,
}

impl<'a, W: Weight> Leaving<'a, W> {
    pub fn new(holdings: &'a Holdings<W>) -> Leaving<'a, W> {
        let left = holdings.holders.iter().map(Vec::len).collect();
        Leaving { holdings, left, lost: holdings.uncovered.clone() }
    }

    pub fn leave(&mut self, person: usize) {
        for &skill in &self.holdings.skills_of[person] {
            self.left[skill] -= 1;
            if self.left[skill] == 0 {
                self.lost.add(&self.holdings.weights[skill]);
            }
        }
    }

    pub fn come_back(&mut self, person: usize) {
        for &skill in &self.holdings.skills_of[person] {
            if self.left[skill] == 0 {
                self.lost.take(&self.holdings.weights[skill]);
            }
            self.left[skill] += 1;
        }
    }

    /// What can be lost at most when `more` further people leave: every skill with no more holders than that.
    pub fn at_most(&self, more: usize) -> W {
        let at_risk = self.left.iter().zip(&self.holdings.weights).filter(|&(&left, _)| left <= more);
        W::sum(at_risk.map(|(_, weight)| weight))
    }
}
