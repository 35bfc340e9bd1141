//! Lengths on a line, in percent of its length: where each begins, rounded once.

use crate::model::exact::Exact;
use crate::render::number::decimal;

/// A stretch of a bar, in percent of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    pub x: String,
    pub width: String,
    pub middle: String,
    /// Whether a label of a few letters fits into it on a narrow screen.
    pub is_wide: bool,
}

/// The least percent of a line that a label fits into: 25 of 200 pixels.
const WIDE: i128 = 12;

/// Decimal places of a percent on the screen: less than a pixel of the widest.
const PLACES: u32 = 3;

/// Lengths laid end to end on a line that is `whole` long. A length below zero takes no room. `None` where nothing can be
/// drawn: the line has no length.
pub fn end_to_end<'a>(lengths: impl IntoIterator<Item = &'a Exact>, whole: &Exact) -> Option<Vec<Stretch>> {
    let mut from = Exact::ZERO;
    let stretch = |length: &Exact| {
        let to = if length.is_negative() { from.clone() } else { from.plus(length) };
        let (x, end) = (at(&from, whole)?, at(&to, whole)?);
        from = to;
        let width = end.minus(&x);
        let middle = x.plus(&width.over(&Exact::whole(2))?);
        let is_wide = width >= Exact::whole(WIDE);
        Some(Stretch { x: percent(&x), width: percent(&width), middle: percent(&middle), is_wide })
    };
    lengths.into_iter().map(stretch).collect()
}

/// Where an amount is on the line, in percent.
pub fn place(amount: &Exact, whole: &Exact) -> Option<String> {
    at(amount, whole).map(|x| percent(&x))
}

fn at(amount: &Exact, whole: &Exact) -> Option<Exact> {
    amount.times(&Exact::HUNDRED).over(whole)
}

fn percent(x: &Exact) -> String {
    let text = decimal(x, PLACES);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_lie_end_to_end() {
        let lengths = [3, 0, -1, 5].map(Exact::whole);
        let drawn = end_to_end(&lengths, &Exact::whole(16)).unwrap();
        let of = |stretch: &Stretch| format!("{}+{} {}", stretch.x, stretch.width, stretch.is_wide);
        let all: Vec<String> = drawn.iter().map(of).collect();
        assert_eq!(all, ["0+18.75 true", "18.75+0 false", "18.75+0 false", "18.75+31.25 true"]);
        assert_eq!(drawn[3].middle, "34.375");
    }

    #[test]
    fn nothing_is_drawn_on_a_line_without_length() {
        assert_eq!(end_to_end(&[Exact::ZERO], &Exact::ZERO), None);
        assert_eq!(place(&Exact::ONE, &Exact::ZERO), None);
    }
}
