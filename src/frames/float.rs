//! How a floating-point number of the engine is printed: with at most 15 significant digits, which is what such a number
//! holds for certain.

/// The significant digits that are printed.
const DIGITS: usize = 15;

/// The number, which the engine wrote as text, with at most 15 significant digits, halves away from zero.
pub fn rounded(text: &str) -> String {
    let (sign, magnitude) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (mantissa, exponent) = magnitude.split_once(['e', 'E']).unwrap_or((magnitude, ""));
    let (whole, places) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = !whole.is_empty() && (whole.to_owned() + places).bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        // An infinity, or what is no number.
        return text.to_owned();
    }
    let digits: Vec<u8> = whole.bytes().chain(places.bytes()).collect();
    let Some(first) = digits.iter().position(|digit| *digit != b'0') else { return "0".to_owned() };
    let mut kept: Vec<u8> = digits[first..].iter().copied().take(DIGITS).collect();
    // The number of digits before the point, negative where zeros follow it.
    let mut point = whole.len() as i64 - first as i64;
    if digits.get(first + DIGITS).is_some_and(|next| *next >= b'5') && !add_one(&mut kept) {
        kept.insert(0, b'1');
        point += 1;
    }
    while kept.last() == Some(&b'0') {
        kept.pop();
    }
    let digits: String = kept.into_iter().map(char::from).collect();
    let end = if exponent.is_empty() { String::new() } else { format!("e{exponent}") };
    format!("{sign}{}{end}", placed(&digits, point))
}

/// Adds one to the last digit; `false` where that takes a digit more, all others being zero then.
fn add_one(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return true;
        }
        *digit = b'0';
    }
    false
}

/// The digits with the decimal point behind the first `point` of them.
pub fn placed(digits: &str, point: i64) -> String {
    let size = |of: i64| usize::try_from(of).unwrap_or(0);
    if point <= 0 {
        return format!("0.{}{digits}", "0".repeat(size(-point)));
    }
    match digits.split_at_checked(size(point)) {
        Some((whole, "")) => whole.to_owned(),
        Some((whole, places)) => format!("{whole}.{places}"),
        None => format!("{digits}{}", "0".repeat(size(point) - digits.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_fifteen_significant_digits_are_printed() {
        for (text, expected) in [
            ("0.3111111111111111", "0.311111111111111"),
            ("0.30000000000000004", "0.3"),
            ("-0.16666666666666666", "-0.166666666666667"),
            ("0.9999999999999999", "1"),
            ("9.999999999999999", "10"),
            ("2.0", "2"),
            ("0.0", "0"),
            ("-0.0", "0"),
            ("1234567890123456.0", "1234567890123460"),
            ("100.0", "100"),
            ("0.00012345678901234567", "0.000123456789012346"),
            ("1.2345678901234567e-7", "1.23456789012346e-7"),
            ("NaN", "NaN"),
            ("inf", "inf"),
        ] {
            assert_eq!(rounded(text), expected, "{text}");
        }
    }
}
