//! Exact fractions. Every figure of a review is one; nothing is rounded before it is printed.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::num::NonZero;

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};

/// A fraction of two whole numbers in lowest terms, the denominator positive. It has as many digits as it takes: no sum,
/// product or quotient overflows.
///
/// ```
/// use teamcap::model::exact::Exact;
///
/// // Three entries of 12.5 h in a week of 37.5 h are a full week.
/// let third = Exact::new(125, 375).unwrap();
/// assert_eq!(Exact::sum([&third, &third, &third]), Exact::ONE);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Number);

/// A number has one representation only, so that equal numbers are equal as values: `Small` wherever it fits.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Number {
    /// The denominator is at most `i128::MAX`. That it is never zero leaves room for the other variant: both take 32 bytes.
    Small {
        num: i128,
        den: NonZero<u128>,
    },
    Big(Box<BigRational>),
}

use Number::{Big, Small};

impl Exact {
    pub const ZERO: Exact = Exact::whole(0);
    pub const ONE: Exact = Exact::whole(1);
    pub const HUNDRED: Exact = Exact::whole(100);

    /// A whole number.
    pub const fn whole(num: i128) -> Exact {
        Exact(Small { num, den: NonZero::<u128>::MIN })
    }

    /// `num / den`; `None` when `den` is zero.
    pub fn new(num: i128, den: i128) -> Option<Exact> {
        if den > 0 { Some(small(Ratio::new(num, den))) } else { Exact::whole(num).over(&Exact::whole(den)) }
    }

    /// `num / 10^places`, of at most 38 places: what amounts are, without the search for a common divisor of two long
    /// numbers.
    pub fn decimal(num: i128, places: u32) -> Exact {
        let twos = num.trailing_zeros().min(places);
        let (Ok(mut odd), true) = (i64::try_from(num >> twos), num != 0) else {
            return small(Ratio::new(num, 10_i128.pow(places)));
        };
        let mut fives = places;
        while fives > 0 && odd % 5 == 0 {
            (odd, fives) = (odd / 5, fives - 1);
        }
        small(Ratio::new_raw(i128::from(odd), 5_i128.pow(fives) << (places - twos)))
    }

    /// Numerator and denominator in lowest terms, in digits; the numerator carries the sign.
    pub fn terms(&self) -> [String; 2] {
        match &self.0 {
            Small { num, den } => [num.to_string(), den.to_string()],
            Big(x) => [x.numer().to_string(), x.denom().to_string()],
        }
    }

    pub fn is_zero(&self) -> bool {
        matches!(self.0, Small { num: 0, .. })
    }

    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Small { num, .. } => num.is_negative(),
            Big(x) => x.is_negative(),
        }
    }

    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Small { den, .. } => den.get() == 1,
            Big(x) => x.is_integer(),
        }
    }

    /// Numerator and denominator in lowest terms; `None` where 128 bits do not hold them.
    pub fn small_terms(&self) -> Option<(i128, i128)> {
        match self.0 {
            Small { num, den } => Some((num, den.get().cast_signed())),
            Big(_) => None,
        }
    }

    /// The number as an integer; `None` where it is not whole, or too large.
    pub fn to_integer(&self) -> Option<i128> {
        self.small_terms().filter(|(_, den)| *den == 1).map(|(num, _)| num)
    }

    /// The fewest decimal places, of at most `most` (which is at most 38), that write the number exactly.
    pub fn places(&self, most: u32) -> Option<u32> {
        let den = match &self.0 {
            Small { den, .. } => den.get(),
            Big(x) => x.denom().to_u128()?,
        };
        (0..=most).find(|places| 10_u128.pow(*places) % den == 0)
    }

    pub fn plus(&self, other: &Exact) -> Exact {
        self.with(other, sum, |a, b| a + b)
    }

    pub fn minus(&self, other: &Exact) -> Exact {
        self.with(other, difference, |a, b| a - b)
    }

    /// The distance between two numbers.
    pub fn apart(&self, other: &Exact) -> Exact {
        self.minus(other).abs()
    }

    pub fn times(&self, other: &Exact) -> Exact {
        self.with(other, Ratio::checked_mul, |a, b| a * b)
    }

    /// The quotient; `None` where the divisor is zero: there is no such figure.
    pub fn over(&self, other: &Exact) -> Option<Exact> {
        let inverse = match other.small() {
            Some(x) if x.is_zero() => return None,
            Some(x) if *x.numer() != i128::MIN => small(x.recip()),
            _ => big(other.widened().recip()),
        };
        Some(self.times(&inverse))
    }

    /// The number without its sign.
    pub fn abs(&self) -> Exact {
        if self.is_negative() { Exact::ZERO.minus(self) } else { self.clone() }
    }

    /// The largest whole number that is not above it.
    pub fn floor(&self) -> Exact {
        match self.small_terms() {
            Some((num, den)) => Exact::whole(num.div_euclid(den)),
            None => big(self.widened().floor()),
        }
    }

    /// The exact sum of `terms`; zero when there are none.
    pub fn sum<T: Borrow<Exact>>(terms: impl IntoIterator<Item = T>) -> Exact {
        terms.into_iter().fold(Exact::ZERO, |sum, term| sum.plus(term.borrow()))
    }

    /// Calculates with 128 bits where they hold both numbers and the result, else with as many as it takes.
    #[inline]
    fn with(
        &self,
        other: &Exact,
        in_128_bits: impl FnOnce(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
        in_any: impl FnOnce(BigRational, BigRational) -> BigRational,
    ) -> Exact {
        if let (Some(a), Some(b)) = (self.small(), other.small())
            && let Some(result) = in_128_bits(&a, &b)
        {
            return small(result);
        }
        big(in_any(self.widened(), other.widened()))
    }

    #[inline]
    fn small(&self) -> Option<Ratio<i128>> {
        self.small_terms().map(|(num, den)| Ratio::new_raw(num, den))
    }

    #[cold]
    fn widened(&self) -> BigRational {
        match &self.0 {
            Small { num, den } => BigRational::new_raw(BigInt::from(*num), BigInt::from(den.get())),
            Big(x) => (**x).clone(),
        }
    }
}

/// Most terms of a sum have the same denominator.
#[inline]
fn sum(a: &Ratio<i128>, b: &Ratio<i128>) -> Option<Ratio<i128>> {
    if a.denom() != b.denom() {
        return a.checked_add(b);
    }
    Some(Ratio::new(a.numer().checked_add(b.numer())?, *a.denom()))
}

#[inline]
fn difference(a: &Ratio<i128>, b: &Ratio<i128>) -> Option<Ratio<i128>> {
    if a.denom() != b.denom() {
        return a.checked_sub(b);
    }
    Some(Ratio::new(a.numer().checked_sub(b.numer())?, *a.denom()))
}

/// The number of a fraction in lowest terms whose denominator is positive.
#[inline]
fn small(x: Ratio<i128>) -> Exact {
    let den = NonZero::new(x.denom().unsigned_abs()).unwrap_or(NonZero::<u128>::MIN);
    Exact(Small { num: *x.numer(), den })
}

/// The number of a fraction in lowest terms, small where it fits.
#[cold]
fn big(x: BigRational) -> Exact {
    match (x.numer().to_i128(), x.denom().to_i128()) {
        (Some(num), Some(den)) => small(Ratio::new_raw(num, den)),
        _ => Exact(Big(Box::new(x))),
    }
}

impl Ord for Exact {
    /// By the products crosswise; where they do not fit, as continued fractions.
    fn cmp(&self, other: &Exact) -> Ordering {
        let (Some((num, den)), Some((other_num, other_den))) = (self.small_terms(), other.small_terms()) else {
            return self.widened().cmp(&other.widened());
        };
        if den == other_den {
            return num.cmp(&other_num);
        }
        match (num.checked_mul(other_den), other_num.checked_mul(den)) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            _ => Ratio::new_raw(num, den).cmp(&Ratio::new_raw(other_num, other_den)),
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
        let [num, den] = self.terms();
        if den == "1" { f.pad(&num) } else { f.pad(&format!("{num}/{den}")) }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    #[test]
    fn three_thirds_are_one() {
        let third = of(1, 3);
        assert_eq!(Exact::sum([&third, &third, &third]), Exact::ONE);
    }

    #[test]
    fn fractions_are_kept_in_lowest_terms_with_a_positive_denominator() {
        assert_eq!(of(-6, -4).terms(), ["3", "2"]);
        assert_eq!(of(6, -4).terms(), ["-3", "2"]);
        assert_eq!(of(i128::MIN, i128::MIN), Exact::ONE);
        assert_eq!(of(1, i128::MIN).terms(), ["-1", "170141183460469231731687303715884105728"]);
    }

    #[test]
    fn what_128_bits_do_not_hold_is_exact_and_small_again_when_it_fits() {
        let most = Exact::whole(i128::MAX);
        let more = most.plus(&Exact::ONE);
        assert_eq!(more.to_string(), "170141183460469231731687303715884105728");
        assert!(more > most && more.small_terms().is_none() && most.minus(&more) == Exact::whole(-1));
        assert_eq!(more.minus(&Exact::ONE), most);
        assert_eq!(Exact::ZERO.minus(&more), Exact::whole(i128::MIN));
        assert_eq!(Exact::whole(i128::MIN).abs(), more);
        let tiny = of(1, i128::MAX).times(&of(1, 3));
        assert_eq!(tiny.to_string(), "1/510423550381407695195061911147652317181");
        assert_eq!(tiny.times(&Exact::whole(3)), of(1, i128::MAX));
    }

    #[test]
    fn a_number_takes_no_more_room_than_its_two_terms() {
        assert_eq!(size_of::<Exact>(), 32);
    }

    #[test]
    fn a_zero_divisor_is_no_figure() {
        assert_eq!(Exact::ONE.over(&Exact::ZERO), None);
        assert_eq!(Exact::new(1, 0), None);
    }

    #[test]
    fn comparison_needs_no_products() {
        assert!(of(i128::MAX, 2) > of(i128::MAX, 3));
        assert!(of(-i128::MAX, 2) < of(-i128::MAX, 3));
        assert!(of(1, 3) < of(1, 2) && of(-1, 3) > of(-1, 2) && of(2, 7) > of(-2, 7));
    }

    #[test]
    fn a_decimal_is_in_lowest_terms() {
        for num in [0, 1, -1, 5, 25, 1024, 7_812_500, -415, i128::from(i64::MAX) * 2 + 1, i128::MAX, i128::MIN] {
            for places in 0..=19 {
                assert_eq!(Exact::decimal(num, places), of(num, 10_i128.pow(places)), "{num} {places}");
            }
        }
    }

    #[test]
    fn the_places_of_a_number_are_the_fewest_that_write_it() {
        assert_eq!((of(3, 1).places(6), of(1, 8).places(6), of(1, 3).places(6)), (Some(0), Some(3), None));
        assert_eq!((of(1, 1024).places(9), of(1, 1024).places(10)), (None, Some(10)));
    }

    /// Terms of every size: most bits are shifted out of some.
    fn term() -> impl Strategy<Value = i128> {
        (any::<i128>(), 0_u32..128).prop_map(|(bits, shift)| bits >> shift)
    }

    /// A fraction of 128-bit terms, and the same one by the oracle.
    fn fraction() -> impl Strategy<Value = (Exact, BigRational)> {
        (term(), term()).prop_filter_map("a denominator", |(num, den)| {
            Some((Exact::new(num, den)?, BigRational::new(num.into(), den.into())))
        })
    }

    /// As `fraction`, or a product of two, which may not fit.
    fn number() -> impl Strategy<Value = (Exact, BigRational)> {
        (fraction(), prop::option::of(fraction())).prop_map(|(one, other)| match other {
            Some(other) => (one.0.times(&other.0), one.1 * other.1),
            None => one,
        })
    }

    /// Small where it fits, big where it does not, and equal to the oracle.
    fn same(found: &Exact, expected: &BigRational) -> Result<(), TestCaseError> {
        prop_assert_eq!(found.terms(), [expected.numer().to_string(), expected.denom().to_string()]);
        let fits = expected.numer().to_i128().is_some() && expected.denom().to_i128().is_some();
        prop_assert_eq!(found.small_terms().is_some(), fits, "{}", found);
        Ok(())
    }

    proptest! {
        #[test]
        fn it_calculates_as_unlimited_fractions_do((a, x) in number(), (b, y) in number()) {
            same(&a, &x)?;
            same(&a.plus(&b), &(&x + &y))?;
            same(&a.minus(&b), &(&x - &y))?;
            same(&a.times(&b), &(&x * &y))?;
            same(&a.apart(&b), &(&x - &y).abs())?;
            same(&a.floor(), &x.floor())?;
            match a.over(&b) {
                Some(quotient) => same(&quotient, &(&x / &y))?,
                None => prop_assert!(y.is_zero()),
            }
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
            prop_assert_eq!((a == b, a.is_negative(), a.is_zero()), (x == y, x.is_negative(), x.is_zero()));
            prop_assert_eq!(a.is_whole(), x.is_integer());
            prop_assert_eq!(a.plus(&b).minus(&b), a.clone(), "back again, in one form");
        }

        #[test]
        fn a_sum_does_not_depend_on_the_order_of_its_terms(terms in prop::collection::vec(number(), 0..6)) {
            let expected = terms.iter().fold(BigRational::from_integer(0.into()), |sum, (_, term)| sum + term);
            same(&Exact::sum(terms.iter().map(|(term, _)| term)), &expected)?;
            prop_assert_eq!(
                Exact::sum(terms.iter().map(|(term, _)| term)),
                Exact::sum(terms.iter().rev().map(|(term, _)| term))
            );
        }
    }
}
