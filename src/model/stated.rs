//! A number as somebody wrote it into a configuration or a review.

use rust_decimal::Decimal;

use super::exact::Exact;

/// How many digits a number may have behind its dot.
const PLACES: usize = 18;

/// A decimal number that keeps its places: `13.40` is printed with two of them.
#[derive(Debug, Clone, Copy)]
pub struct Stated(Decimal);

impl Stated {
    /// Reads `-1` or `41.5`: digits, with a dot among them at most once. Returns `None` for anything else, and for a number
    /// with more digits than can be kept exactly: 28 (29 below 2^96), and of these 18 behind the dot.
    pub fn read(text: &str) -> Option<Stated> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, places) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        // `Decimal` reads more than that, such as `4_1`, `+1` and `.5`.
        let is_read = is_plain(whole) && is_plain(places) && places.len() <= PLACES;
        Decimal::from_str_exact(text).ok().filter(|_| is_read).map(Stated)
    }

    pub fn decimal(self) -> Decimal {
        self.0
    }

    pub fn exact(self) -> Exact {
        Exact::decimal(self.0.mantissa(), self.0.scale())
    }

    /// How many digits stand behind the dot.
    pub fn places(self) -> u32 {
        self.0.scale()
    }
}

/// A sum of stated numbers, with the places of whichever has most of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatedSum {
    pub value: Exact,
    pub places: u32,
}

impl StatedSum {
    pub fn add(&mut self, more: Stated) {
        self.value = self.value.plus(&more.exact());
        self.places = self.places.max(more.places());
    }
}

/// Two numbers are the same if they are printed the same: `13.40` is not `13.4`.
impl PartialEq for Stated {
    fn eq(&self, other: &Stated) -> bool {
        (self.0.mantissa(), self.places()) == (other.0.mantissa(), other.places())
    }
}

impl Eq for Stated {}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Stated {
        Stated::read(text).unwrap()
    }

    #[test]
    fn a_number_is_plain_digits_with_a_dot() {
        for (text, num, den) in [("1", 1, 1), ("0.8", 4, 5), ("-2.50", -5, 2), ("37.0", 37, 1), ("41.50", 83, 2)] {
            assert_eq!(Some(of(text).exact()), Exact::new(num, den), "{text}");
        }
        for text in
            ["1e3", "1_000", "4_1", "inf", "nan", "+1", "0x10", ".5", "5.", "", "-", "--1", "1.2.3", " 1", "1.-2"]
        {
            assert_eq!(Stated::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_places_are_kept_as_they_are_written() {
        for (text, places) in [("13.40", 2), ("13.4", 1), ("0.00", 2), ("-0.10", 2), ("7", 0)] {
            assert_eq!((of(text).places(), of(text).decimal().to_string().as_str()), (places, text));
        }
        assert_ne!(of("13.40"), of("13.4"));
    }

    #[test]
    fn a_number_with_too_many_digits_is_refused_and_never_rounded() {
        let longest = "-1234567890.123456789012345678";
        assert_eq!(of(longest).decimal().to_string(), longest);
        for text in ["0.1234567890123456789", "123456789012.123456789012345678", "123456789012345678901234567890"] {
            assert_eq!(Stated::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_sum_is_exact_and_has_the_places_of_the_longer_number() {
        let sum = |of_these: &[&str]| {
            let mut sum = StatedSum::default();
            of_these.iter().for_each(|text| sum.add(of(text)));
            (sum.value.to_string(), sum.places)
        };
        assert_eq!(sum(&["0.5", "1.25"]), ("7/4".to_owned(), 2));
        assert_eq!(sum(&["0.50", "-0.5"]), ("0".to_owned(), 2));
        let longest = "79228162514264337593543950335";
        assert_eq!(sum(&[longest, "0.5", "0.5"]), ("79228162514264337593543950336".to_owned(), 1));
    }
}
