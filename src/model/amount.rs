//! A decimal number as a cell writes it: at most 18 places, exact, never a float.

use std::fmt;

use super::exact::Exact;

/// How many decimal places an amount can carry. A cell with more is refused, never rounded.
pub const PLACES: u32 = 18;

/// `10^PLACES`.
const SCALE: i128 = 1_000_000_000_000_000_000;

/// The powers of ten up to `SCALE`.
const UP: [i128; PLACES as usize + 1] = {
    let mut up = [1; PLACES as usize + 1];
    let mut at = 1;
    while at < up.len() {
        up[at] = up[at - 1] * 10;
        at += 1;
    }
    up
};

/// The powers of five up to `5^PLACES`.
const FIVES: [i64; PLACES as usize + 1] = {
    let mut fives = [1; PLACES as usize + 1];
    let mut at = 1;
    while at < fives.len() {
        fives[at] = fives[at - 1] * 5;
        at += 1;
    }
    fives
};

/// An exact decimal, held as a whole number of `10^-18`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i128);

impl Amount {
    pub const ZERO: Amount = Amount(0);

    /// `digits x 10^-places`; `None` when it has more than 18 places or does not fit.
    pub fn new(digits: i128, places: u32) -> Option<Amount> {
        let up = 10_i128.checked_pow(PLACES.checked_sub(places)?)?;
        digits.checked_mul(up).map(Amount)
    }

    /// `digits x 10^-places`, of at most 18 places; more count as 18.
    pub fn of(digits: i64, places: u32) -> Amount {
        Amount(i128::from(digits) * UP[PLACES.saturating_sub(places) as usize])
    }

    /// How many `10^-places` it is; `None` where that is no whole number, or one of more than 64 bits.
    pub fn steps(self, places: u32) -> Option<i64> {
        let behind = PLACES.saturating_sub(places);
        // A step is `2^behind x 5^behind`: what is left without the twos mostly fits 64 bits.
        if self.0 & ((1 << behind) - 1) != 0 {
            return None;
        }
        let odd = FIVES[behind as usize];
        if let Ok(left) = i64::try_from(self.0 >> behind) {
            return (left % odd == 0).then_some(left / odd);
        }
        let (left, odd) = (self.0 >> behind, i128::from(odd));
        (left % odd == 0).then(|| i64::try_from(left / odd).ok())?
    }

    /// The largest whole number of `10^-places` that is not above it, which is zero or more.
    pub fn floor(self, places: u32) -> i128 {
        self.0 / UP[PLACES.saturating_sub(places) as usize]
    }

    /// The sum; `None` where it does not fit.
    pub fn plus(self, other: Amount) -> Option<Amount> {
        self.0.checked_add(other.0).map(Amount)
    }

    /// The product; `None` where it does not fit.
    pub fn times(self, factor: i128) -> Option<Amount> {
        self.0.checked_mul(factor).map(Amount)
    }

    /// The same amount below zero; `None` where that does not fit.
    pub fn negated(self) -> Option<Amount> {
        self.0.checked_neg().map(Amount)
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The largest amount that is not above `x`, which is zero or more; `None` where `x` is above every amount.
    pub fn at_most(x: &Exact) -> Option<Amount> {
        x.times(&Exact::whole(SCALE)).floor().to_integer().map(Amount)
    }

    /// The number of `10^-18` it is.
    pub fn units(self) -> i128 {
        self.0
    }

    /// The same number as a fraction in lowest terms.
    pub fn exact(self) -> Exact {
        Exact::decimal(self.0, PLACES)
    }
}

impl Amount {
    /// Puts the shortest decimal text, `41.5`, `-0.05` or `0`, at the end of `text`, which has room for `LONGEST` bytes;
    /// gives where it begins.
    pub fn put(self, text: &mut [u8]) -> usize {
        let mut begin = text.len();
        let mut put = |digit: u8| {
            begin -= 1;
            text[begin] = digit;
        };
        let magnitude = self.0.unsigned_abs();
        // Most have few places and few digits: one division of 128 bits is enough for them.
        const FEW: u32 = 4;
        let (mut whole, mut places, mut width) = match self.steps(FEW) {
            Some(steps) => {
                let (steps, step) = (steps.unsigned_abs(), 10_u64.pow(FEW));
                (u128::from(steps / step), steps % step, FEW)
            }
            None => (magnitude / SCALE.unsigned_abs(), (magnitude % SCALE.unsigned_abs()) as u64, PLACES),
        };
        if places != 0 {
            while places % 10 == 0 {
                (places, width) = (places / 10, width - 1);
            }
            for _ in 0..width {
                put(b'0' + (places % 10) as u8);
                places /= 10;
            }
            put(b'.');
        }
        while whole > u128::from(u64::MAX) {
            put(b'0' + (whole % 10) as u8);
            whole /= 10;
        }
        let mut whole = whole as u64;
        loop {
            put(b'0' + (whole % 10) as u8);
            whole /= 10;
            if whole == 0 {
                break;
            }
        }
        if self.0 < 0 {
            put(b'-');
        }
        begin
    }
}

/// The sum of any number of amounts; it never overflows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct AmountSum {
    /// In `10^-18`.
    low: i128,
    /// In `2^128 x 10^-18`.
    high: i64,
}

impl AmountSum {
    pub const ZERO: AmountSum = AmountSum { low: 0, high: 0 };

    pub fn add(&mut self, more: Amount) {
        let (low, is_wrapped) = self.low.overflowing_add(more.0);
        self.low = low;
        if is_wrapped {
            self.high += if more.is_negative() { -1 } else { 1 };
        }
    }

    pub fn absorb(&mut self, other: AmountSum) {
        self.add(Amount(other.low));
        self.high += other.high;
    }

    /// `None` where it is more than an amount holds.
    pub fn amount(self) -> Option<Amount> {
        (self.high == 0).then_some(Amount(self.low))
    }

    pub fn exact(self) -> Exact {
        let low = Amount(self.low).exact();
        if self.high == 0 {
            return low;
        }
        let half = Exact::whole(1 << 64);
        low.plus(&Amount::of(self.high, 0).exact().times(&half).times(&half).times(&Amount(1).exact()))
    }
}

impl From<Amount> for AmountSum {
    fn from(amount: Amount) -> AmountSum {
        AmountSum { low: amount.0, high: 0 }
    }
}

/// A sign, 21 digits before the dot, the dot, 18 digits behind it.
pub const LONGEST: usize = 41;

/// As `put`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'0'; LONGEST];
        let begin = self.put(&mut text);
        f.write_str(std::str::from_utf8(&text[begin..]).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_as_it_was_read() {
        assert_eq!(Amount::new(415, 1).unwrap().to_string(), "41.5");
        assert_eq!(Amount::new(-5, 2).unwrap().to_string(), "-0.05");
        assert_eq!(Amount::new(1, 18).unwrap().to_string(), "0.000000000000000001");
        assert_eq!(Amount::ZERO.to_string(), "0");
    }

    #[test]
    fn an_amount_is_so_many_steps_or_lies_between_two() {
        assert_eq!(Amount::of(415, 1), Amount::new(415, 1).unwrap());
        assert_eq!(Amount::new(415, 1).unwrap().steps(4), Some(415_000));
        assert_eq!(Amount::new(415, 1).unwrap().steps(0), None);
        assert_eq!(Amount::of(i64::MAX, 0).steps(0), Some(i64::MAX));
        assert_eq!(Amount::of(i64::MAX, 0).steps(1), None);
        assert_eq!(Amount::of(-7, 0).steps(4), Some(-70_000));
    }

    #[test]
    fn a_nineteenth_place_and_a_number_too_large_are_refused() {
        assert_eq!(Amount::new(1, 19), None);
        assert_eq!(Amount::new(i128::MAX, 0), None);
    }

    #[test]
    fn the_largest_amount_below_a_fraction_has_eighteen_places() {
        let of = |num, den| Amount::at_most(&Exact::new(num, den).unwrap()).map(|amount| amount.to_string());
        assert_eq!((of(200, 1), of(3, 200)), (Some("200".into()), Some("0.015".into())));
        assert_eq!(of(2, 3), Some("0.666666666666666666".into()));
        assert_eq!(of(i128::MAX, 1), None);
    }

    #[test]
    fn an_amount_is_an_exact_fraction() {
        assert_eq!(Amount::new(125, 1).unwrap().exact(), Exact::new(25, 2).unwrap());
    }

    #[test]
    fn a_sum_of_amounts_holds_more_than_an_amount() {
        let most = Amount(i128::MAX);
        let mut sum = AmountSum::from(most);
        sum.add(most);
        sum.absorb(sum);
        assert_eq!((sum.amount(), sum.exact()), (None, most.exact().times(&Exact::whole(4))));
        for _ in 0..4 {
            sum.add(Amount(-i128::MAX));
        }
        assert_eq!(sum, AmountSum::ZERO, "and is small again");
        sum.add(Amount(i128::MIN));
        sum.add(Amount(-1));
        assert_eq!(sum.exact(), Amount(i128::MIN).exact().minus(&Amount(1).exact()));
    }
}
