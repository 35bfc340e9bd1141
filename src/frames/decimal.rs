//! The one rounding between a review and its tables: a column of decimals has 18 places, and a fraction such as 1/3 more.

use crate::model::exact::Exact;

/// The decimal places of every column of decimals.
pub const PLACES: u32 = 18;

/// The digits of such a column, those behind the point included.
pub const DIGITS: u32 = 38;

/// The number as so many `10^-18`, halves away from zero; `None` where that has more than 38 digits.
pub fn units(number: Exact) -> Option<i128> {
    let (num, den) = (number.num().unsigned_abs(), number.den().unsigned_abs());
    let (mut units, mut rest) = (num / den, num % den);
    for _ in 0..PLACES {
        let (digit, left) = next_digit(rest, den);
        units = units.checked_mul(10)?.checked_add(digit)?;
        rest = left;
    }
    if rest >= den - rest {
        units += 1;
    }
    let units = i128::try_from(units).ok().filter(|units| *units < 10_i128.pow(DIGITS))?;
    Some(if number.is_negative() { -units } else { units })
}

/// The next digit of `rest / den` (`rest < den`) and what is left, without a product that could overflow.
fn next_digit(rest: u128, den: u128) -> (u128, u128) {
    if let Some(ten) = rest.checked_mul(10) {
        return (ten / den, ten % den);
    }
    let (mut digit, mut left) = (0, 0);
    for _ in 0..10 {
        // The same as left + rest >= den, without the sum.
        if left >= den - rest {
            left -= den - rest;
            digit += 1;
        } else {
            left += rest;
        }
    }
    (digit, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(num: i128, den: i128) -> Option<i128> {
        units(Exact::new(num, den).unwrap())
    }

    #[test]
    fn a_finite_decimal_is_exact_and_another_fraction_is_rounded_at_the_eighteenth_place() {
        assert_eq!(of(1, 8), Some(125_000_000_000_000_000));
        assert_eq!(of(-1, 8), Some(-125_000_000_000_000_000));
        assert_eq!(of(1, 3), Some(333_333_333_333_333_333));
        assert_eq!(of(-2, 3), Some(-666_666_666_666_666_667));
        assert_eq!(of(1, 2 * 10_i128.pow(18)), Some(1), "halves go away from zero");
        assert_eq!(of(1, i128::MAX), Some(0));
        assert_eq!(of(i128::MAX - 1, i128::MAX), Some(10_i128.pow(18)));
    }

    #[test]
    fn a_number_of_more_than_twenty_digits_does_not_fit() {
        assert_eq!(of(10_i128.pow(20), 1), None);
        assert_eq!(of(10_i128.pow(20) - 1, 1), Some((10_i128.pow(20) - 1) * 10_i128.pow(18)));
        assert_eq!(of(i128::MAX, 1), None);
    }
}
