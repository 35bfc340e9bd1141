//! What the weight of skills is calculated with: integers over a common denominator where 64 bits hold the sum of all, else
//! fractions.

use crate::model::exact::Exact;

/// The weight of some skills.
pub trait Weight: Clone + Ord + Default {
    fn add(&mut self, other: &Self);

    /// Takes off a part that was added before.
    fn take(&mut self, part: &Self);

    /// The largest weight that is not more than half of this one.
    fn half(&self) -> Self;

    fn exact(&self) -> Exact;

    fn sum<'a>(weights: impl Iterator<Item = &'a Self>) -> Self
    where
        Self: 'a,
    {
        weights.fold(Self::default(), |mut sum, weight| {
            sum.add(weight);
            sum
        })
    }
}

impl Weight for u64 {
    fn add(&mut self, other: &u64) {
        *self += other;
    }

    fn take(&mut self, part: &u64) {
        *self -= part;
    }

    fn half(&self) -> u64 {
        self / 2
    }

    fn exact(&self) -> Exact {
        Exact::whole(i128::from(*self))
    }
}

impl Weight for Exact {
    fn add(&mut self, other: &Exact) {
        *self = self.plus(other);
    }

    fn take(&mut self, part: &Exact) {
        *self = self.minus(part);
    }

    fn half(&self) -> Exact {
        self.over(&Exact::whole(2)).unwrap_or_default()
    }

    fn exact(&self) -> Exact {
        self.clone()
    }
}
