//! Exact fractions. Every figure of a review is one; nothing is rounded before it is printed.

use std::cmp::Ordering;
use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// A sum or product that does not fit 128 bits. It is reported as a problem; it never panics and never wraps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

impl fmt::Display for Overflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number does not fit 128 bits")
    }
}

impl std::error::Error for Overflow {}

/// A fraction of two 128-bit integers in lowest terms, the denominator positive. All arithmetic is checked.
///
/// ```
/// use teamcap::model::exact::Exact;
///
/// // Three entries of 12.5 h in a week of 37.5 h are a full week.
/// let third = Exact::new(125, 375).unwrap();
/// assert_eq!(Exact::sum([third, third, third]), Ok(Exact::ONE));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact(Ratio<i128>);

impl Exact {
    pub const ZERO: Exact = Exact(Ratio::new_raw(0, 1));
    pub const ONE: Exact = Exact(Ratio::new_raw(1, 1));
    pub const HUNDRED: Exact = Exact(Ratio::new_raw(100, 1));

    /// A whole number.
    pub const fn whole(n: i128) -> Exact {
        Exact(Ratio::new_raw(n, 1))
    }

    /// `num / den`; `None` when `den` is zero or the reduced fraction does not fit.
    pub fn new(num: i128, den: i128) -> Option<Exact> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            return None;
        }
        Some(Exact(Ratio::new(num, den)))
    }

    /// `num / 10^places`, of at most 18 places: what amounts are, without the search for a common divisor of two long
    /// numbers.
    pub fn decimal(num: i128, places: u32) -> Exact {
        let twos = num.trailing_zeros().min(places);
        let (Ok(mut odd), true) = (i64::try_from(num >> twos), num != 0) else {
            return Exact(Ratio::new(num, 10_i128.pow(places)));
        };
        let mut fives = places;
        while fives > 0 && odd % 5 == 0 {
            (odd, fives) = (odd / 5, fives - 1);
        }
        Exact(Ratio::new_raw(i128::from(odd), 5_i128.pow(fives) << (places - twos)))
    }

    /// The numerator in lowest terms; carries the sign.
    pub fn num(self) -> i128 {
        *self.0.numer()
    }

    /// The denominator in lowest terms; always positive.
    pub fn den(self) -> i128 {
        *self.0.denom()
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    pub fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    pub fn plus(self, other: Exact) -> Result<Exact, Overflow> {
        self.0.checked_add(&other.0).map(Exact).ok_or(Overflow)
    }

    pub fn minus(self, other: Exact) -> Result<Exact, Overflow> {
        self.0.checked_sub(&other.0).map(Exact).ok_or(Overflow)
    }

    /// How far two numbers are from each other.
    pub fn apart(self, other: Exact) -> Result<Exact, Overflow> {
        self.max(other).minus(self.min(other))
    }

    pub fn times(self, other: Exact) -> Result<Exact, Overflow> {
        self.0.checked_mul(&other.0).map(Exact).ok_or(Overflow)
    }

    /// The quotient; `Ok(None)` where the divisor is zero: there is no such figure.
    pub fn over(self, other: Exact) -> Result<Option<Exact>, Overflow> {
        if other.is_zero() {
            return Ok(None);
        }
        self.0.checked_div(&other.0).map(|q| Some(Exact(q))).ok_or(Overflow)
    }

    pub fn max(self, other: Exact) -> Exact {
        if other > self { other } else { self }
    }

    pub fn min(self, other: Exact) -> Exact {
        if other < self { other } else { self }
    }

    /// The exact sum of `terms`; zero when there are none.
    pub fn sum(terms: impl IntoIterator<Item = Exact>) -> Result<Exact, Overflow> {
        terms.into_iter().try_fold(Exact::ZERO, Exact::plus)
    }
}

impl Ord for Exact {
    /// By the products crosswise; where they do not fit, as continued fractions.
    fn cmp(&self, other: &Exact) -> Ordering {
        if self.den() == other.den() {
            return self.num().cmp(&other.num());
        }
        match (self.num().checked_mul(other.den()), other.num().checked_mul(self.den())) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Zero.
impl Default for Exact {
    fn default() -> Exact {
        Exact::ZERO
    }
}

impl From<u32> for Exact {
    fn from(n: u32) -> Exact {
        Exact::whole(i128::from(n))
    }
}

/// `1205/12`, or `3` for a whole number: for tests and messages about the arithmetic itself.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.den() == 1 { write!(f, "{}", self.num()) } else { write!(f, "{}/{}", self.num(), self.den()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    #[test]
    fn three_thirds_are_one() {
        let third = of(1, 3);
        assert_eq!(Exact::sum([third, third, third]), Ok(Exact::ONE));
    }

    #[test]
    fn fractions_are_kept_in_lowest_terms_with_a_positive_denominator() {
        assert_eq!((of(-6, -4).num(), of(-6, -4).den()), (3, 2));
        assert_eq!((of(6, -4).num(), of(6, -4).den()), (-3, 2));
    }

    #[test]
    fn overflow_is_told_and_a_zero_divisor_is_no_figure() {
        assert_eq!(of(i128::MAX, 1).plus(Exact::ONE), Err(Overflow));
        assert_eq!(of(1, i128::MAX).times(of(1, 3)), Err(Overflow));
        assert_eq!(Exact::ONE.over(Exact::ZERO), Ok(None));
        assert_eq!(Exact::new(1, 0), None);
    }

    #[test]
    fn comparison_does_not_overflow() {
        assert!(of(i128::MAX, 2) > of(i128::MAX, 3));
        assert!(of(-i128::MAX, 2) < of(-i128::MAX, 3));
        assert!(of(1, 3) < of(1, 2) && of(-1, 3) > of(-1, 2) && of(2, 7) > of(-2, 7));
    }

    #[test]
    fn a_decimal_is_in_lowest_terms() {
        for num in [0, 1, -1, 5, 25, 1024, 7_812_500, -415, i128::from(i64::MAX) * 2 + 1, i128::MAX, i128::MIN + 1] {
            for places in 0..=18 {
                assert_eq!(Exact::decimal(num, places), of(num, 10_i128.pow(places)), "{num} {places}");
            }
        }
    }
}
