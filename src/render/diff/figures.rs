//! A change in words: before, after, the difference with as many places as show it, and the amounts behind a quotient whose
//! divisor moved.

use super::compared::{Diff, amounts_of};
use crate::calc::diff::{Change, Kind};
use crate::calc::figure::{Figure, Side, Unit};
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::render::number::{self, apart, decimal, places_of};

/// The texts of one change; empty where there is nothing to say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    pub before: String,
    pub after: String,
    pub change: String,
    /// `15.00 / 71.45` of both sides, where the divisor moved.
    pub amounts: Option<[String; 2]>,
}

pub fn texts(change: &Change<'_>, diff: &Diff<'_>) -> Texts {
    let [before, after, by] = match (change.before, change.after, &change.kind) {
        (Some(a), Some(b), Kind::Moved(by)) => moved(a, b, by, diff),
        (a, b, kind) => {
            let side = |figure: Option<&Figure>, review: &Review| figure.map_or_else(String::new, |f| shown(f, review));
            let said = match kind {
                Kind::New | Kind::Gone | Kind::KnownNow | Kind::MissingNow | Kind::OtherReason => kind.name(),
                Kind::Range => "other range",
                Kind::Same | Kind::SameValue | Kind::Moved(_) => "",
            };
            [side(a, diff.before.review), side(b, diff.after.review), said.to_owned()]
        }
    };
    let amounts = match (amounts_of(change.before), amounts_of(change.after)) {
        (Some(a), Some(b)) if change.divisor_moved() => Some(amounts(a, b)),
        _ => None,
    };
    Texts { before, after, change: by, amounts }
}

/// What the review prints, with its percent sign, or why there is none.
fn shown(figure: &Figure, review: &Review) -> String {
    match figure.value {
        Ok(_) => percent(&number::shown(figure, review), figure.unit),
        Err(missing) => missing.name().to_owned(),
    }
}

fn percent(text: &str, unit: Unit) -> String {
    if unit == Unit::Percent && text != number::DASH { format!("{text} %") } else { text.to_owned() }
}

/// As the reviews print both ends, unless that hides the change or turns it round: then with more places.
fn moved(before: &Figure, after: &Figure, by: &Exact, diff: &Diff<'_>) -> [String; 3] {
    let (Ok(a), Ok(b)) = (&before.value, &after.value) else { return Default::default() };
    let printed = || [number::shown(before, diff.before.review), number::shown(after, diff.after.review)];
    let fewest = places_of(after, b).max(places_of(before, a));
    let (places, ends) = if after.whole.is_some() {
        shares((before, a), (after, b), by, fewest, diff)
    } else {
        let [x, y, _] = apart(a, b, by, fewest);
        let [p, q] = printed();
        let is_seen = p != q && decimal(a, fewest) == x && decimal(b, fewest) == y;
        (fewest, if is_seen { [p, q] } else { [x, y] })
    };
    // One place more than none: 21 % -> 25 % by 4.8 points is no slip.
    let least = if after.unit == Unit::Percent { places.max(1) } else { places };
    let [.., by_text] = apart(a, b, by, least);
    let sign = if by.is_negative() { "" } else { "+" };
    let unit = match after.unit {
        Unit::Percent | Unit::PercentagePoints => " points",
        Unit::FteWeeks => " FTE-weeks",
        _ => "",
    };
    let [x, y] = ends;
    [percent(&x, before.unit), percent(&y, after.unit), format!("{sign}{by_text}{unit}")]
}

/// Shares, each rounded together with the other parts of its whole, with the fewest places that show the change the right way round:
/// without places 20.9 can be rounded to 20 and 21.1 to 22.
fn shares(
    (before, a): (&Figure, &Exact),
    (after, b): (&Figure, &Exact),
    by: &Exact,
    fewest: u32,
    diff: &Diff<'_>,
) -> (u32, [String; 2]) {
    const MOST: u32 = 30;
    let rounded = |places| {
        let x = number::rounded_share(before, a, diff.before.review, places);
        (x, number::rounded_share(after, b, diff.after.review, places))
    };
    let texts = |places, x: &Exact, y: &Exact| [x, y].map(|share| decimal(share, places));
    let seen = (fewest..=MOST).find_map(|places| {
        let (x, y) = rounded(places);
        let is_seen = x.cmp(&y) == a.cmp(b) && apart(a, b, by, places) == [a, b, by].map(|x| decimal(x, places));
        is_seen.then(|| (places, texts(places, &x, &y)))
    });
    seen.unwrap_or_else(|| (fewest, [a, b].map(Exact::to_string)))
}

/// `15.00 / 71.45` and `17.00 / 66.20`.
fn amounts((top, bottom): &(Side, Side), (new_top, new_bottom): &(Side, Side)) -> [String; 2] {
    let texts = |a: &Side, b: &Side| {
        let places = if a.value.is_whole() && b.value.is_whole() { 0 } else { 2 };
        ends(&a.value, &b.value, places)
    };
    let ([a, b], [x, y]) = (texts(top, new_top), texts(bottom, new_bottom));
    [format!("{a} / {x}"), format!("{b} / {y}")]
}

/// Two amounts with as many places as tell them apart, at least `places`.
pub fn ends(before: &Exact, after: &Exact, places: u32) -> [String; 2] {
    let by = after.minus(before);
    if by.is_zero() {
        return [before, after].map(|x| decimal(x, places));
    }
    let [before, after, _] = apart(before, after, &by, places);
    [before, after]
}

/// `+0.35`, or nothing where there is no difference.
pub fn signed(before: &Exact, after: &Exact) -> String {
    let by = after.minus(before);
    if by.is_zero() {
        return String::new();
    }
    let [.., text] = apart(before, after, &by, 2);
    if by.is_negative() { text } else { format!("+{text}") }
}

/// The amounts behind a figure, exactly: `15 fte-weeks / 71.45 fte-weeks`.
pub fn quotient(figure: &Figure) -> Option<String> {
    let side = |side: &Side| format!("{} {}", number::value(&side.value), side.unit.name());
    figure.quotient.as_ref().map(|(top, bottom)| format!("{} / {}", side(top), side(bottom)))
}
