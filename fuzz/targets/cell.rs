//! Whatever a cell holds, it is read or refused, and an amount that was read is read again from its own text.

use teamcap::model::effort::{DecimalMark, Notation};
use teamcap::read::cell::{amount, decimal_mark, plain_decimal};

/// Panics where something does not hold of a cell with this text.
pub fn check(text: &str) {
    for mark in [None, Some(DecimalMark::Dot), Some(DecimalMark::Comma)] {
        let Ok(Some((_, read))) = amount(text, mark) else { continue };
        assert!(!read.is_negative());
        let written = read.to_string();
        assert_eq!(plain_decimal(&written), Some(read));
        assert_eq!(amount(&written, Some(DecimalMark::Dot)), Ok(Some((Notation::Bare, read))));
        // Of a number with the other mark it can only be one of thousands.
        let has_mark = mark.is_none() || decimal_mark(text).is_none_or(|proved| Some(proved) == mark);
        assert!(has_mark || !written.contains('.'));
    }
}
