//! Cells against `rust_decimal` as the oracle: whatever is read as a number is that number, to the last place.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use proptest::prelude::*;
use rust_decimal::Decimal;
use teamcap::model::effort::DecimalMark::{self, Comma, Dot};
use teamcap::model::effort::Notation::{Bare, Hours, Percent};
use teamcap::read::cell::{amount, decimal_mark, plain_decimal};

/// The number that `rust_decimal` reads. It takes `4_1` and `1e2` too, so the characters are checked first.
fn oracle(text: &str) -> Decimal {
    assert!(text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
    Decimal::from_str_exact(text).unwrap()
}

fn with_groups(whole: &str, group: &str) -> String {
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_is_the_one_that_rust_decimal_reads(
        whole in "[0-9]{1,10}",
        places in "[0-9]{1,18}",
        (mark, group) in prop::sample::select(vec![
            (".", ""), (",", ""), (".", ","), (",", "."), (".", " "), (",", "\u{A0}"), (",", "\u{202F}"),
        ]),
        (unit, notation) in prop::sample::select(vec![("", Bare), ("%", Percent), (" %", Percent), ("h", Hours)]),
    ) {
        let text = format!("{}{mark}{places}{unit}", with_groups(&whole, group));
        let (found, amount) = amount(&text, None).unwrap().unwrap();
        prop_assert_eq!(found, notation);
        prop_assert_eq!(oracle(&amount.to_string()), oracle(&format!("{whole}.{places}")));
    }

    #[test]
    fn whatever_is_read_as_a_plain_number_is_one(text in "[0-9.,_e+x%' h:-]{0,9}") {
        if let Ok(Some((Bare, amount))) = amount(&text, None) {
            let mark = decimal_mark(&text).map_or('.', DecimalMark::symbol);
            let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == mark).collect();
            let plain = format!("0{}", plain.replace(mark, "."));
            let sign_and_spaces = text.chars().all(|c| c.is_ascii_digit() || ".,-' ".contains(c));
            prop_assert!(sign_and_spaces);
            prop_assert_eq!(oracle(&amount.to_string()), oracle(&plain));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), mark in prop::sample::select(vec![None, Some(Dot), Some(Comma)])) {
        let _ = (amount(&text, mark), decimal_mark(&text), plain_decimal(&text));
    }
}
