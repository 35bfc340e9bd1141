//! A number of JSON: the nearest double, for readers that compare and sort.

use serde_json::value::RawValue;

use crate::model::exact::Exact;
use crate::render::double::digits;

/// A decimal without an exponent, in the fewest digits that mean the nearest double and no other; `None` where the number is too large
/// for any.
pub fn number(x: &Exact) -> Option<Box<RawValue>> {
    RawValue::from_string(digits(x)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_decimal_without_an_exponent() {
        let of = |num, den| number(&Exact::new(num, den).unwrap()).map(|number| number.get().to_owned());
        assert_eq!(of(1205, 12).as_deref(), Some("100.41666666666667"));
        assert_eq!(of(-100, 1).as_deref(), Some("-100"));
        assert_eq!(of(0, 1).as_deref(), Some("0"));
        assert_eq!(of(1, 10_000_000).as_deref(), Some("0.0000001"));
        assert_eq!(of(10_i128.pow(25), 1).as_deref(), Some("10000000000000000000000000"));
        assert_eq!(of(i128::MAX, 1).as_deref(), Some("170141183460469230000000000000000000000"), "17 digits");
    }
}
