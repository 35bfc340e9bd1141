//! Who holds what, in whole numbers: what the searches work on. People are positions, 0 first, in roster order.

use num_integer::Integer;

use crate::model::exact::Exact;

/// A skill as the searches see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Positions of the people who are qualified, ascending.
    pub by: Vec<usize>,
    pub weight: Exact,
}

/// The skills of a group of people, with weights brought to one denominator so that sums are of integers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings {
    pub people: usize,
    /// Positions of the holders of each skill, ascending.
    pub holders: Vec<Vec<usize>>,
    /// Skills of each person.
    pub skills_of: Vec<Vec<usize>>,
    /// Scaled weight of each skill.
    pub weights: Vec<u64>,
    /// The sum of all weights.
    pub total: u64,
    /// The weight of the skills nobody holds.
    pub uncovered: u64,
    /// Scaled weight / scale = weight.
    scale: i128,
}

impl Holdings {
    /// # Errors
    /// `Overflow` when the weights, over their common denominator, do not add up within 64 bits.
    pub fn new(people: usize, held: &[Held]) -> Holdings {
        let mut scale = 1_i128;
        for skill in held {
            let more = skill.weight.den() / scale.gcd(&skill.weight.den());
            scale = scale.checked_mul(more).ok_or(Overflow)?;
        }
        let mut holdings = Holdings {
            people,
            holders: held.iter().map(|skill| skill.by.clone()).collect(),
            skills_of: vec![Vec::new(); people],
            weights: Vec::with_capacity(held.len()),
            total: 0,
            uncovered: 0,
            scale,
        };
        for (at, skill) in held.iter().enumerate() {
            let scaled = skill.weight.times(&Exact::whole(scale));
            let weight = u64::try_from(scaled.num()).map_err(|_| Overflow)?;
            holdings.weights.push(weight);
            holdings.total = holdings.total.checked_add(weight).ok_or(Overflow)?;
            if skill.by.is_empty() {
                // No larger than the total, which has just been checked.
                holdings.uncovered += weight;
            }
            for &person in &skill.by {
                holdings.skills_of[person].push(at);
            }
        }
        Ok(holdings)
    }

    /// A scaled weight as the weight it stands for.
    pub fn weight(&self, scaled: u64) -> Exact {
        Exact::new(i128::from(scaled), self.scale).unwrap_or(Exact::ZERO)
    }

    /// The people who hold anything, ascending.
    pub fn holding(&self) -> Vec<usize> {
        (0..self.people).filter(|&person| !self.skills_of[person].is_empty()).collect()
    }
}

/// Skills as people leave: how many holders each has left, and what is lost.
#[derive(Debug, Clone)]
pub struct Leaving<'a> {
    holdings: &'a Holdings,
    /// Holders left of each skill.
    pub left: Vec<usize>,
    /// The weight of the skills without a holder, those uncovered from the start included.
    pub lost: u64,
}

impl<'a> Leaving<'a> {
    pub fn new(holdings: &'a Holdings) -> Leaving<'a> {
        let left = holdings.holders.iter().map(Vec::len).collect();
        Leaving { holdings, left, lost: holdings.uncovered }
    }

    pub fn leave(&mut self, person: usize) {
        for &skill in &self.holdings.skills_of[person] {
            self.left[skill] -= 1;
            if self.left[skill] == 0 {
                self.lost += self.holdings.weights[skill];
            }
        }
    }

    pub fn come_back(&mut self, person: usize) {
        for &skill in &self.holdings.skills_of[person] {
            if self.left[skill] == 0 {
                self.lost -= self.holdings.weights[skill];
            }
            self.left[skill] += 1;
        }
    }

    /// What can be lost at most when `more` further people leave: every skill with no more holders than that.
    pub fn at_most(&self, more: usize) -> u64 {
        let at_risk = self.left.iter().zip(&self.holdings.weights).filter(|&(&left, _)| left <= more);
        at_risk.map(|(_, &weight)| weight).sum()
    }
}
