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
        Some(whole) => decimal(&part(value, figure, whole, review, 0), 0),
        None => alone(figure, value),
    }
}

/// The share that a figure is of its whole, rounded together with the other parts to `places` places; the value itself of a figure
/// that is no part.
pub fn rounded_share(figure: &Figure, value: &Exact, review: &Review, places: u32) -> Exact {
    match figure.whole {
        Some(whole) => part(value, figure, whole, review, places),
        None => value.clone(),
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

/// A part of a whole, rounded together with the others.
fn part(value: &Exact, figure: &Figure, whole: Whole, review: &Review, places: u32) -> Exact {
    let parts: Vec<(&str, &Exact)> = review
        .figures
        .parts_of(whole)
        .filter_map(|part| Some((part.address.as_str(), part.value.as_ref().ok()?)))
        .collect();
    let values: Vec<&Exact> = parts.iter().map(|(_, value)| *value).collect();
    let at = parts.iter().position(|(address, _)| *address == figure.address);
    let rounded = at.and_then(|at| largest_remainder(&values, places)?.into_iter().nth(at));
    rounded.unwrap_or_else(|| value.clone())
}

/// Parts of 100, of any sign, rounded to `places` places so that they add up to 100: each is cut to the number below it, and what is
/// missing goes to the largest remainders, one unit of the last place to each (ties: the larger value first, then the order given).
/// `None` where the parts are not 100.
pub fn largest_remainder(parts: &[&Exact], places: u32) -> Option<Vec<Exact>> {
    if Exact::sum(parts.iter().copied()) != Exact::HUNDRED {
        return None;
    }
    let scale = Exact::whole(10_i128.checked_pow(places)?);
    let units: Vec<Exact> = parts.iter().map(|part| part.times(&scale)).collect();
    let mut whole: Vec<Exact> = units.iter().map(Exact::floor).collect();
    let remainders: Vec<Exact> = units.iter().zip(&whole).map(|(part, whole)| part.minus(whole)).collect();
    // What was cut off is a whole number of units, and less than one for each part.
    let missing = Exact::sum(&remainders).to_integer().and_then(|missing| usize::try_from(missing).ok())?;
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| (&remainders[b], parts[b]).cmp(&(&remainders[a], parts[a])).then(a.cmp(&b)));
    for &at in order.iter().take(missing) {
        whole[at] = whole[at].plus(&Exact::ONE);
    }
    whole.iter().map(|units| units.over(&scale)).collect()
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

    /// The parts in percent of their sum, in units of the last place.
    fn rounded(parts: &[i128], places: u32) -> Option<Vec<i128>> {
        let sum: i128 = parts.iter().sum();
        let parts: Vec<Exact> = parts.iter().map(|p| of(p * 100, sum)).collect();
        let scale = of(10_i128.pow(places), 1);
        let all = largest_remainder(&parts.iter().collect::<Vec<_>>(), places)?;
        all.iter().map(|part| part.times(&scale).to_integer()).collect()
    }

    fn percents(parts: &[i128]) -> Option<Vec<i128>> {
        rounded(parts, 0)
    }

    /// domain.md section 6, worked.
    #[test]
    fn parts_of_a_whole_add_up() {
        assert_eq!(percents(&[12, 4, 1]), Some(vec![71, 23, 6]));
        assert_eq!(percents(&[1, 1, 1]), Some(vec![34, 33, 33]));
        // Remainders of a half: 12.5 and 37.5 and 50, and 5.5, 50.5 and 44: the larger value has it.
        assert_eq!(percents(&[1, 3, 4]), Some(vec![12, 38, 50]));
        assert_eq!(percents(&[11, 101, 88]), Some(vec![5, 51, 44]));
        assert_eq!(percents(&[540, 1095, 405, 3250, 1855]), Some(vec![8, 15, 6, 45, 26]));
        assert_eq!(percents(&[540, 1500, 0, 5105, 0]), Some(vec![8, 21, 0, 71, 0]));
        assert_eq!(percents(&[3, -1]), Some(vec![150, -50]), "a correction outweighs its bucket");
        // 114.29, 14.29 and -28.57: cut to 114, 14 and -29, which is 99; the largest remainder is the 0.43 of the last.
        assert_eq!(percents(&[8, 1, -2]), Some(vec![114, 14, -28]));
        assert_eq!(rounded(&[8, 1, -2], 1), Some(vec![1143, 143, -286]));
        // Parts of a whole that is nearly nothing have more digits than 128 bits: 2 * 10^40, and 100 less of the other.
        let huge = of(10_i128.pow(38), 1).times(&of(200, 1)).plus(&of(1, 3));
        let rest = Exact::HUNDRED.minus(&huge);
        let all = largest_remainder(&[&huge, &rest], 0).unwrap();
        assert_eq!(all[0], huge.minus(&of(1, 3)));
        assert_eq!(Exact::sum(&all), Exact::HUNDRED);
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

        /// Corrections are below zero; the whole is not.
        #[test]
        fn parts_add_up_and_each_is_less_than_one_unit_off(
            parts in prop::collection::vec(-100_000_i128..100_000, 1..12),
            places in 0_u32..4,
        ) {
            let sum: i128 = parts.iter().sum();
            prop_assume!(sum > 0);
            let whole = 100 * 10_i128.pow(places);
            let units = rounded(&parts, places).unwrap();
            prop_assert_eq!(units.iter().sum::<i128>(), whole);
            for (part, units) in parts.iter().zip(&units) {
                prop_assert!((part * whole - units * sum).abs() < sum);
            }
            // Who is rounded up has the larger remainder, then the larger value, then comes first.
            let rank = |at: usize| ((parts[at] * whole).rem_euclid(sum), parts[at], std::cmp::Reverse(at));
            let is_up = |at: usize| units[at] * sum > parts[at] * whole;
            let (up, down): (Vec<usize>, Vec<usize>) = (0..parts.len()).partition(|&at| is_up(at));
            prop_assert!(up.iter().all(|&a| down.iter().all(|&b| rank(a) > rank(b))));
        }
    }
}
