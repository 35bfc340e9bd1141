//! An exact number as a cell of a workbook and a reader of JSON hold it: the nearest double. The formats of spreadsheets have no other
//! number, and most programs read a number of JSON as one, so this is the one place where a figure becomes a float; nothing is
//! calculated with it.

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::ToPrimitive;

use crate::model::exact::Exact;

/// The double that is nearest to the number; `None` where the number is too large for any.
pub fn nearest(x: &Exact) -> Option<f64> {
    let double = match x.small_terms() {
        Some((num, den)) => Ratio::new_raw(num, den).to_f64(),
        None => {
            let [num, den] = x.terms().map(|digits| digits.parse::<BigInt>().unwrap_or_default());
            BigRational::new_raw(num, den).to_f64()
        }
    };
    double.filter(|double| double.is_finite())
}

/// The same in the fewest digits that mean this double and no other, without an exponent: what stands in the file as the result of a
/// formula, and as a number in JSON.
pub fn digits(x: &Exact) -> Option<String> {
    nearest(x).map(|double| double.to_string())
}

#[cfg(test)]
mod tests {
    use num_traits::Signed;
    use proptest::prelude::*;

    use super::*;

    fn of(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    #[test]
    fn a_fraction_becomes_the_nearest_double_and_not_one_that_was_divided() {
        for (num, den, expected) in [
            (1, 3, "0.3333333333333333"),
            (-1205, 12, "-100.41666666666667"),
            (0, 1, "0"),
            (71_45, 100, "71.45"),
            // Between two doubles, a little above the middle: rounding the terms first would lose it.
            ((1 << 54) + 1, (1 << 54) - 1, "1.0000000000000002"),
        ] {
            assert_eq!(digits(&of(num, den)).as_deref(), Some(expected), "{num}/{den}");
        }
    }

    proptest! {
        /// No double beside it is nearer, and of two that are as near it is the even one.
        #[test]
        fn no_other_double_is_nearer(num in any::<i128>(), shift in 0_u32..127, den in 1..i128::MAX, other in 0_u32..127) {
            let x = of(num >> shift, (den >> other).max(1));
            let double = nearest(&x).unwrap();
            let [num, den] = x.terms().map(|digits| digits.parse::<BigInt>().unwrap());
            let x = BigRational::new(num, den);
            let off = |double| (BigRational::from_float(double).unwrap() - &x).abs();
            for beside in [double.next_up(), double.next_down()] {
                let is_even = double.to_bits().is_multiple_of(2);
                prop_assert!(off(double) < off(beside) || is_even && off(double) == off(beside), "{double} {x}");
            }
        }
    }

    #[test]
    fn numbers_of_any_length_have_a_double_until_there_is_none() {
        let most = Exact::whole(i128::MAX);
        let square = most.times(&most);
        assert_eq!(nearest(&square), "2.894802230932905e76".parse().ok());
        assert_eq!(nearest(&square.plus(&Exact::ONE).over(&square).unwrap()), nearest(&Exact::ONE));
        let huge = (0..3).fold(square, |x, _| x.times(&x));
        assert_eq!(nearest(&huge), None);
    }
}
