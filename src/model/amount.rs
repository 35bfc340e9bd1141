//! A decimal number as a cell writes it: at most 18 places, exact, never a float.

use std::fmt;

use super::exact::{Exact, Overflow};

/// How many decimal places an amount can carry. A cell with more is refused, never rounded.
pub const PLACES: u32 = 18;

/// `10^PLACES`.
const SCALE: i128 = 1_000_000_000_000_000_000;

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

    pub fn plus(self, other: Amount) -> Result<Amount, Overflow> {
        self.0.checked_add(other.0).map(Amount).ok_or(Overflow)
    }

    pub fn times(self, factor: i128) -> Result<Amount, Overflow> {
        self.0.checked_mul(factor).map(Amount).ok_or(Overflow)
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

    /// The number of `10^-18` it is.
    pub fn units(self) -> i128 {
        self.0
    }

    /// The same number as a fraction in lowest terms.
    pub fn exact(self) -> Exact {
        Exact::new(self.0, SCALE).unwrap_or(Exact::ZERO)
    }
}

impl fmt::Display for Amount {
    /// The shortest decimal text: `41.5`, `-0.05`, `0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let scale = SCALE.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        let (whole, places) = (magnitude / scale, (magnitude % scale) as u64);
        match u64::try_from(whole) {
            Ok(whole) => write!(f, "{whole}")?,
            Err(_) => write!(f, "{whole}")?,
        }
        if places != 0 {
            let (mut places, mut width) = (places, PLACES as usize);
            while places % 10 == 0 {
                (places, width) = (places / 10, width - 1);
            }
            write!(f, ".{places:0width$}")?;
        }
        Ok(())
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
    fn a_nineteenth_place_and_a_number_too_large_are_refused() {
        assert_eq!(Amount::new(1, 19), None);
        assert_eq!(Amount::new(i128::MAX, 0), None);
    }

    #[test]
    fn an_amount_is_an_exact_fraction() {
        assert_eq!(Amount::new(125, 1).unwrap().exact(), Exact::new(25, 2).unwrap());
    }
}
