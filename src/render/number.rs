//! The only file that rounds. Inside, every figure is an exact fraction; here it becomes text, once, halves away from
//! zero. Parts of a whole are rounded together so that they add up (largest remainder). domain.md section 6.

use crate::calc::figure::{Figure, Formula, Unit, Whole};
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::problem::Numerals;

/// How numbers look in the words of problems and notes.
#[derive(Debug, Clone, Copy)]
pub struct Shown;

impl Numerals for Shown {
    fn decimal(&self, x: &Exact, places: u32) -> String {
        decimal(x, places)
    }
}

/// What text and Markdown print for a figure that has no value.
pub const DASH: &str = "\u{2013}";

/// A number with exactly `places` decimal places, halves away from zero. Never `-0.00`.
pub fn decimal(x: &Exact, places: u32) -> String {
    let (ten_to, half) = (Exact::whole(10_i128.pow(places)), Exact::decimal(5, 1));
    let width = places as usize + 1;
    let mut text = format!("{:0>width$}", x.abs().times(&ten_to).plus(&half).floor());
    if places > 0 {
        text.insert(text.len() - places as usize, '.');
    }
    let is_zero = !text.contains(|c| ('1'..='9').contains(&c));
    if x.is_negative() && !is_zero { format!("-{text}") } else { text }
}

/// A decimal for reading, in machine formats: at most 12 places, halves away from zero, trailing zeros cut.
pub fn value(x: &Exact) -> String {
    let text = decimal(x, 12);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What text and Markdown print for a figure, without its unit; a dash where it is missing.
pub fn shown(figure: &Figure, review: &Review) -> String {
    let Ok(value) = &figure.value else { return DASH.to_owned() };
    match figure.whole {
        Some(whole) => part(figure, whole, review),
        None => alone(figure, value),
    }
}

/// A figure that is no part of a whole.
fn alone(figure: &Figure, value: &Exact) -> String {
    match bound(figure) {
        Some(Bound::AtMost) => return format!("<= {}, not proven", weight(value)),
        Some(Bound::AtLeast) => return format!(">= {}, not proven", weight(value)),
        None => {}
    }
    match (&figure.high, figure.unit) {
        (Some(high), _) => format!("{} (up to {})", count(value), count(high)),
        (None, Unit::Count | Unit::Level) if figure.formula != Formula::ConcentrationEffective => count(value),
        (None, Unit::Weight) => weight(value),
        (None, Unit::Own | Unit::PercentagePoints) => decimal(value, places_of(figure, value)),
        (None, Unit::Percent) if figure.formula == Formula::KpiChange => not_zero(value, 1),
        _ => decimal(value, places(figure.formula)),
    }
}

/// On which side of a value that is not proven the true one lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    AtMost,
    AtLeast,
}

impl Bound {
    /// As JSON writes it.
    pub fn name(self) -> &'static str {
        match self {
            Bound::AtMost => "at most",
            Bound::AtLeast => "at least",
        }
    }
}

/// `None` for a figure that is exact. A worst loss that was found leaves room for a worse one; the fewest people found
/// leave room for fewer.
pub fn bound(figure: &Figure) -> Option<Bound> {
    match (figure.bound, figure.formula) {
        (false, _) => None,
        (true, Formula::LossWorst) => Some(Bound::AtLeast),
        (true, _) => Some(Bound::AtMost),
    }
}

/// Two different numbers and what lies between them, with as many places as it takes to see it: at least `least`.
pub fn apart(before: &Exact, after: &Exact, by: &Exact, least: u32) -> [String; 3] {
    const MOST: u32 = 30;
    let seen = |&places: &u32| {
        decimal(before, places) != decimal(after, places) && decimal(by, places).contains(|c| ('1'..='9').contains(&c))
    };
    match (least..=MOST).find(seen) {
        Some(places) => [before, after, by].map(|x| decimal(x, places)),
        None => [before, after, by].map(Exact::to_string),
    }
}

/// With as many places as it takes to see that a number is not zero, at least `least`.
pub fn not_zero(x: &Exact, least: u32) -> String {
    let is_seen = |places: &u32| decimal(x, *places).contains(|c| ('1'..='9').contains(&c));
    let places = if x.is_zero() { least } else { (least..30).find(is_seen).unwrap_or(least) };
    decimal(x, places)
}

/// The decimal places that a figure is printed with.
pub fn places_of(figure: &Figure, value: &Exact) -> u32 {
    match figure.unit {
        Unit::Count | Unit::Level if figure.formula != Formula::ConcentrationEffective => 0,
        Unit::Weight if value.is_whole() => 0,
        Unit::Own | Unit::PercentagePoints => value.places(30).unwrap_or(30),
        _ => places(figure.formula),
    }
}

/// Decimal places of a figure that is no count.
fn places(formula: Formula) -> u32 {
    match formula {
        Formula::Load | Formula::Completeness | Formula::TeamShare | Formula::Split => 0,
        Formula::CapacityPercent | Formula::NetPercent | Formula::ConcentrationTop | Formula::Remaining => 1,
        _ => 2,
    }
}

fn count(x: &Exact) -> String {
    decimal(x, 0)
}

/// A weight: whole where it is, else two places.
fn weight(x: &Exact) -> String {
    if x.is_whole() { decimal(x, 0) } else { decimal(x, 2) }
}

/// A part of a whole, rounded together with the others; a dash where the whole is less than nothing.
fn part(figure: &Figure, whole: Whole, review: &Review) -> String {
    if figure.quotient.as_ref().is_some_and(|(_, total)| total.value.is_negative()) {
        return DASH.to_owned();
    }
    let parts: Vec<&Figure> = review.figures.parts_of(whole).collect();
    let values: Vec<&Exact> = parts.iter().filter_map(|part| part.value.as_ref().ok()).collect();
    let at = parts.iter().filter(|part| part.value.is_ok()).position(|part| part.address == figure.address);
    match (largest_remainder(&values), at) {
        (Some(rounded), Some(at)) => rounded.get(at).map_or(DASH.to_owned(), |n| n.to_string()),
        _ => figure.value.as_ref().map_or(DASH.to_owned(), |value| decimal(value, 0)),
    }
}

/// Parts of 100, in whole percents that add up to 100: each is cut, and what is missing goes to the largest remainders
/// (ties: the larger value first, then the order given). `None` where the parts are not 100.
pub fn largest_remainder(parts: &[&Exact]) -> Option<Vec<i128>> {
    if Exact::sum(parts.iter().copied()) != Exact::HUNDRED {
        return None;
    }
    let mut whole: Vec<i128> = parts.iter().map(|part| part.floor().to_integer()).collect::<Option<_>>()?;
    let missing = 100 - whole.iter().sum::<i128>();
    let remainders: Vec<Exact> = parts.iter().map(|part| part.minus(&part.floor())).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| (&remainders[b], parts[b]).cmp(&(&remainders[a], parts[a])).then(a.cmp(&b)));
    for &at in order.iter().take(usize::try_from(missing).unwrap_or(0)) {
        whole[at] += 1;
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::figure::Section;
    use proptest::prelude::*;

    fn of(num: i128, den: i128) -> Exact {
        Exact::new(num, den).unwrap()
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(decimal(&of(1, 8), 2), "0.13");
        assert_eq!(decimal(&of(-1, 8), 2), "-0.13");
        assert_eq!(decimal(&of(2, 3), 1), "0.7");
        assert_eq!(decimal(&of(999, 1000), 2), "1.00");
        assert_eq!(decimal(&of(-1, 1000), 2), "0.00", "never -0.00");
        assert_eq!(decimal(&of(1205, 12), 2), "100.42");
        assert_eq!(decimal(&of(5, 2), 0), "3");
    }

    #[test]
    fn the_largest_fractions_are_rounded_too() {
        let most = of(i128::MAX, 1);
        assert_eq!(
            decimal(&most.times(&most), 1),
            "28948022309329048855892746252171976962977213799489202546401021394546514198529.0"
        );
        assert_eq!(decimal(&Exact::ONE.over(&most.times(&most)).unwrap(), 2), "0.00");
        let third = of(1, 3).plus(&Exact::ONE.over(&most.times(&most)).unwrap());
        assert_eq!(decimal(&third, 12), "0.333333333333");
        assert_eq!(decimal(&Exact::ZERO.minus(&third), 3), "-0.333");
        assert_eq!(decimal(&of(i128::MAX - 1, i128::MAX), 3), "1.000");
        assert_eq!(decimal(&of(i128::MAX, 1), 2), "170141183460469231731687303715884105727.00");
    }

    /// interface.md section 5.
    #[test]
    fn a_value_has_at_most_twelve_places_and_no_trailing_zeros() {
        assert_eq!(value(&of(30000, 1429)), "20.993701889433");
        assert_eq!(value(&of(1205, 12)), "100.416666666667");
        assert_eq!((value(&of(40, 1)), value(&of(0, 1)), value(&of(-3, 2))), ("40".into(), "0".into(), "-1.5".into()));
    }

    #[test]
    fn what_is_not_proven_says_on_which_side_it_may_be_wrong() {
        let figure = |formula, unit| {
            let figure = Figure::new("skills.x".into(), Section::Skills, "", "", unit, formula);
            Figure { bound: true, ..figure }
        };
        let worst = figure(Formula::LossWorst, Unit::Weight);
        assert_eq!(alone(&worst, &of(7, 2)), ">= 3.50, not proven", "a larger loss was not ruled out");
        let half = figure(Formula::HalfLoss, Unit::Count);
        assert_eq!(alone(&half, &of(3, 1)), "<= 3, not proven", "fewer people were not ruled out");
    }

    #[test]
    fn a_change_is_shown_with_as_many_places_as_it_takes() {
        let apart = |a: Exact, b: Exact, least| apart(&a, &b, &b.minus(&a), least);
        assert_eq!(apart(of(21, 1), of(26, 1), 0), ["21", "26", "5"]);
        assert_eq!(apart(of(4999, 10_000), of(5001, 10_000), 0), ["0.4999", "0.5001", "0.0002"]);
        assert_eq!(apart(of(1205, 12), of(1_205_001, 12_000), 2), ["100.4167", "100.4168", "0.0001"]);
        assert_eq!(apart(of(1, 2), of(1, 3), 1), ["0.5", "0.3", "-0.2"]);
        let tiny = of(1, 10_i128.pow(32));
        assert_eq!(apart(Exact::ZERO, tiny.clone(), 0)[2], tiny.to_string(), "too small for any number of places");
    }

    fn percents(parts: &[i128]) -> Option<Vec<i128>> {
        let sum: i128 = parts.iter().sum();
        let parts: Vec<Exact> = parts.iter().map(|p| of(p * 100, sum)).collect();
        largest_remainder(&parts.iter().collect::<Vec<_>>())
    }

    /// domain.md section 6, worked.
    #[test]
    fn parts_of_a_whole_add_up() {
        assert_eq!(percents(&[12, 4, 1]), Some(vec![71, 23, 6]));
        assert_eq!(percents(&[1, 1, 1]), Some(vec![34, 33, 33]));
        assert_eq!(percents(&[540, 1095, 405, 3250, 1855]), Some(vec![8, 15, 6, 45, 26]));
        assert_eq!(percents(&[540, 1500, 0, 5105, 0]), Some(vec![8, 21, 0, 71, 0]));
        assert_eq!(percents(&[3, -1]), Some(vec![150, -50]), "a correction outweighs its bucket");
        assert_eq!(percents(&[8, 1, -2]), Some(vec![114, 14, -28]));
    }

    proptest! {
        /// A number just above a half is rounded up and one just below it down, however close they are.
        #[test]
        fn numbers_of_more_than_128_bits_are_rounded_once(whole in 0_i128..1_000_000, places in 0_u32..13) {
            let step = of(1, 10_i128.pow(places));
            let half = of(2 * whole + 1, 2).times(&step);
            let tiny = Exact::ONE.over(&of(i128::MAX, 1).times(&of(i128::MAX - 1, 1))).unwrap();
            let up = decimal(&of(whole + 1, 1).times(&step), places);
            prop_assert_eq!(decimal(&half, places), up.clone());
            prop_assert_eq!(decimal(&half.plus(&tiny), places), up);
            prop_assert_eq!(decimal(&half.minus(&tiny), places), decimal(&of(whole, 1).times(&step), places));
        }

        /// Against whole-number arithmetic that cannot overflow at this size: |x| = num/den, doubled and cut.
        #[test]
        fn rounding_agrees_with_an_oracle(num in -1_000_000_000_000_i128..1_000_000_000_000, den in 1_i128..1_000_000, places in 0_u32..6) {
            let scale = 10_i128.pow(places);
            let rounded = (2 * num.abs() * scale + den) / (2 * den);
            let sign = if num < 0 && rounded != 0 { "-" } else { "" };
            let expected = match places {
                0 => format!("{sign}{rounded}"),
                _ => format!("{sign}{}.{:0width$}", rounded / scale, rounded % scale, width = places as usize),
            };
            prop_assert_eq!(decimal(&of(num, den), places), expected);
        }

        #[test]
        fn parts_add_up_and_each_is_less_than_one_percent_off(parts in prop::collection::vec(0_i128..100_000, 1..12)) {
            prop_assume!(parts.iter().sum::<i128>() > 0);
            let sum: i128 = parts.iter().sum();
            let rounded = percents(&parts).unwrap();
            prop_assert_eq!(rounded.iter().sum::<i128>(), 100);
            for (part, percent) in parts.iter().zip(rounded) {
                prop_assert!((part * 100 - percent * sum).abs() < sum);
            }
        }
    }
}
