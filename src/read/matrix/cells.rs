//! What a cell of a matrix may be, before it is known what its row and its column are.

use crate::model::skill::SkillRules;
use crate::problem::MatrixFault;
use crate::read::level::{self, usual};

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Blank,
    /// It reads as a level, as none or as out of scope, or says who wants to learn the skill.
    Rating,
    /// A number that is no level: with a fraction, below zero or above the scale.
    Number,
    /// A word that usually stands for a level, but of which nobody has said for which.
    Word,
    Text,
}

pub fn kind(text: &str, rules: &SkillRules) -> Kind {
    if text.is_empty() {
        return Kind::Blank;
    }
    match level::read(text, rules, rules.bar) {
        Ok(_) => Kind::Rating,
        Err(_) if Number::parse(text).is_some() => Kind::Number,
        Err(MatrixFault::UnreadableLevel { .. }) if usual::usual(text).is_some() => Kind::Word,
        Err(MatrixFault::UnreadableLevel { .. }) => Kind::Text,
        Err(_) => Kind::Rating,
    }
}

/// A number as a spreadsheet writes it: `digits` with `places` of them behind the mark, and perhaps a percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub digits: i128,
    pub places: u32,
    pub is_percent: bool,
}

/// More digits than a spreadsheet shows.
const MOST_DIGITS: usize = 18;

impl Number {
    pub fn parse(text: &str) -> Option<Number> {
        let (text, is_percent) = match text.trim().strip_suffix('%') {
            Some(text) => (text.trim_end(), true),
            None => (text.trim(), false),
        };
        let unsigned = text.strip_prefix(['-', '−']);
        let plain = unsigned.or_else(|| text.strip_prefix('+')).unwrap_or(text);
        let (whole, places) = plain.split_once(['.', ',']).unwrap_or((plain, ""));
        let is_short = (1..=MOST_DIGITS).contains(&(whole.len() + places.len())) && !whole.is_empty();
        if !is_short || !whole.bytes().chain(places.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let digits: i128 = format!("{whole}{places}").parse().ok()?;
        let digits = if unsigned.is_some() { -digits } else { digits };
        Some(Number { digits, places: u32::try_from(places.len()).ok()?, is_percent })
    }

    /// Ten to the number of its places.
    pub fn unit(self) -> i128 {
        10_i128.pow(self.places)
    }

    /// The whole number that it is.
    pub fn whole(self) -> Option<i128> {
        (self.digits % self.unit() == 0 && !self.is_percent).then(|| self.digits / self.unit())
    }

    /// Whether it is `above / below`, to the places it is written with: rounded or cut off.
    pub fn is(self, above: i128, below: i128) -> bool {
        if below <= 0 {
            return false;
        }
        let hundred = if self.is_percent { 100 } else { 1 };
        let is_whole = self.places == 0 && !self.is_percent;
        let (said, meant) = (self.digits.checked_mul(below), above.checked_mul(hundred * self.unit()));
        said.zip(meant).is_some_and(|(said, meant)| {
            let is_rounded = (said - meant).abs() * 2 <= below || (0..below).contains(&(meant - said));
            said == meant || is_rounded && !is_whole
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_a_spreadsheet_shows_of_a_quotient() {
        for (text, above, below) in
            [("2.43", 17, 7), ("2,42857142857143", 17, 7), ("2.4", 17, 7), ("3", 6, 2), ("67 %", 2, 3)]
        {
            assert!(Number::parse(text).is_some_and(|number| number.is(above, below)), "{text}");
        }
        for (text, above, below) in [("2.5", 17, 7), ("3", 7, 2), ("0.67", 2, 0), ("65.5%", 2, 3)] {
            assert!(!Number::parse(text).is_some_and(|number| number.is(above, below)), "{text}");
        }
        for text in ["", ".", "1.2.3", "-", "4 (+1)", "12345678901234567890"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
        assert_eq!(Number::parse("−2").and_then(Number::whole), Some(-2));
    }

    #[test]
    fn a_cell_is_a_rating_a_number_a_word_or_a_text() {
        let kinds =
            ["", "3", "x", "-", "n/a", "★★", "2 - Intermediate", "3/4", "7", "2.5", "Expert", "B", "Berlin", "/+"]
                .map(|text| kind(text, &SkillRules::default()));
        use Kind::{Blank, Number, Rating, Text, Word};
        assert_eq!(
            kinds,
            [Blank, Rating, Rating, Rating, Rating, Rating, Rating, Rating, Number, Number, Word, Word, Text, Rating]
        );
    }
}
