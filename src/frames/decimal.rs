//! The one rounding between a review and its tables: a column of decimals has 18 places, and a fraction such as 1/3 more.

use crate::model::exact::Exact;

/// The decimal places of every column of decimals.
pub const PLACES: u32 = 18;

/// The digits of such a column, those behind the point included.
pub const DIGITS: u32 = 38;

/// The number as so many `10^-18`, halves rounded away from zero; `None` if that has more than 38 digits.
pub fn units(number: &Exact) -> Option<i128> {
    let scaled = number.abs().times(&Exact::whole(10_i128.pow(PLACES)));
    let units = scaled.plus(&Exact::decimal(5, 1)).floor().to_integer()?;
    let units = Some(units).filter(|units| *units < 10_i128.pow(DIGITS))?;
    Some(if number.is_negative() { -units } else { units })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(num: i128, den: i128) -> Option<i128> {
        units(&Exact::new(num, den).unwrap())
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
