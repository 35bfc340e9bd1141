//! A number as a workbook stores it: the shortest text of a binary number, `0.30000000000000004` or `1.5E-3`. Spreadsheet programs
//! keep 15 digits of it and show no more; so many are read. No float is made of it.

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    is_negative: bool,
    digits: u128,
    /// The value is the digits times ten to the power of this.
    exponent: i32,
}

/// Spreadsheet programs calculate with so many digits.
const DIGITS: u32 = 15;
/// No stored number has another power of ten.
const MOST_POWER: i32 = 400;

impl Stored {
    /// Reads `-1.5E-3`.
    pub fn parse(text: &str) -> Option<Stored> {
        let text = text.trim();
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (number, power) = match text.split_once(['e', 'E']) {
            Some((number, power)) => (number, power.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let all = whole.bytes().chain(part.bytes());
        if whole.is_empty() && part.is_empty() || !all.clone().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut exponent = power.checked_sub(i32::try_from(part.len()).ok()?)?;
        let (mut digits, mut kept) = (0_u128, 0_u32);
        let mut rest = all.skip_while(|byte| *byte == b'0').peekable();
        while let Some(digit) = rest.next_if(|_| kept < DIGITS) {
            digits = digits * 10 + u128::from(digit - b'0');
            kept += 1;
        }
        if let Some(next) = rest.next() {
            exponent = exponent.checked_add(1 + i32::try_from(rest.count()).ok()?)?;
            digits += u128::from(next >= b'5');
        }
        while digits > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            exponent += 1;
        }
        (-MOST_POWER..=MOST_POWER).contains(&exponent).then_some(Stored { is_negative, digits, exponent })
    }

    pub fn is_negative(self) -> bool {
        self.is_negative && self.digits > 0
    }

    /// The decimal, with the point so many places further right: by two it is the number of percent.
    pub fn text(self, shift: i32) -> String {
        let exponent = self.exponent + shift;
        let digits = self.digits.to_string();
        let sign = if self.is_negative() { "-" } else { "" };
        if self.digits == 0 {
            return "0".to_owned();
        }
        if exponent >= 0 {
            return format!("{sign}{digits}{}", "0".repeat(exponent.unsigned_abs() as usize));
        }
        let places = exponent.unsigned_abs() as usize;
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = padded.split_at(padded.len() - places);
        format!("{sign}{whole}.{part}")
    }

    /// The whole seconds of a number of days, rounded; `None` if it is negative or far from any day.
    pub fn seconds(self) -> Option<u64> {
        if self.is_negative() {
            return None;
        }
        let seconds = self.digits * 86_400;
        let power = 10_u128.checked_pow(self.exponent.unsigned_abs());
        let seconds = match (self.exponent >= 0, power) {
            (true, Some(power)) => seconds.checked_mul(power)?,
            (true, None) => return None,
            (false, Some(power)) => (seconds + power / 2) / power,
            (false, None) => 0,
        };
        u64::try_from(seconds).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_the_digits_that_a_spreadsheet_program_shows() {
        for (stored, text, percent) in [
            ("0.25", "0.25", "25"),
            ("0.30000000000000004", "0.3", "30"),
            ("1.5E-3", "0.0015", "0.15"),
            ("-7.5", "-7.5", "-750"),
            ("0.1", "0.1", "10"),
            ("100", "100", "10000"),
            ("1e21", "1000000000000000000000", "100000000000000000000000"),
            ("0.33333333333333331", "0.333333333333333", "33.3333333333333"),
            ("2.9999999999999996", "3", "300"),
            ("0", "0", "0"),
            ("-0", "0", "0"),
            ("00.50", "0.5", "50"),
        ] {
            let number = Stored::parse(stored).unwrap();
            assert_eq!((number.text(0).as_str(), number.text(2).as_str()), (text, percent), "{stored}");
        }
        for text in ["", ".", "1,5", "1e", "NaN", "inf", "0x10", "1e99999", "--1"] {
            assert_eq!(Stored::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_part_of_a_day_is_whole_seconds() {
        for (stored, seconds) in
            [("0.5", 43_200), ("0.3125", 27_000), ("1.0416666666666667", 90_000), ("0.33333333333333331", 28_800)]
        {
            assert_eq!(Stored::parse(stored).unwrap().seconds(), Some(seconds), "{stored}");
        }
        assert_eq!(Stored::parse("-0.5").unwrap().seconds(), None);
        assert_eq!(Stored::parse("1e300").unwrap().seconds(), None);
        assert_eq!(Stored::parse("1e-300").unwrap().seconds(), Some(0));
    }
}
