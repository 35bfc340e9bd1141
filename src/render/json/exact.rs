//! An exact number as JSON says it.

use crate::model::exact::Exact;
use crate::render::number;

/// An exact number as text: decimal where it terminates within 12 places, else `num/den`. Never rounded.
pub fn exact(x: &Exact) -> String {
    if x.places(12).is_some() { number::value(x) } else { x.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_number_is_decimal_where_it_ends_and_a_fraction_where_it_does_not() {
        let of = |num, den| exact(&Exact::new(num, den).unwrap());
        assert_eq!((of(4, 5), of(1, 3), of(-3, 1)), ("0.8".into(), "1/3".into(), "-3".into()));
        assert_eq!((of(0, 7), of(-7, 6), of(1, 4096)), ("0".into(), "-7/6".into(), "0.000244140625".into()));
        assert_eq!(of(1, 1_000_000_000_000), "0.000000000001");
        assert_eq!(of(1, 10_000_000_000_000), "1/10000000000000", "a thirteenth place is not rounded away");
        assert_eq!(of(1, 8192), "1/8192", "thirteen places, though it ends");
        assert_eq!(of(i128::MAX, 1), i128::MAX.to_string());
        assert_eq!(of(1, i128::MAX), format!("1/{}", i128::MAX));
    }
}
