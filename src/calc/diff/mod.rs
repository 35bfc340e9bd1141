//! What changed between two reviews, figure by figure, held exactly: `num/den`, never the rounded text. domain.md section 8.

pub mod behind;
pub mod by_person;
pub mod cells;
pub mod pairs;
pub mod rules;
pub mod settings;

use std::collections::HashMap;

use super::figure::{Figure, Unit};
use super::review::Review;
use crate::model::exact::Exact;
use pairs::Pairs;

/// A figure on both sides, or on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    pub before: Option<&'a Figure>,
    pub after: Option<&'a Figure>,
    pub kind: Kind,
}

/// What became of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Same,
    /// The same value, of other amounts: 12 / 12 weeks and 13 / 13.
    SameValue,
    /// After less before, in the figure's unit (of percents: points). Never zero.
    Moved(Exact),
    /// The same number, but up to another, or proven on one side only.
    Range,
    /// On the later side only; never a change from 0.
    New,
    /// On the earlier side only.
    Gone,
    /// Missing before.
    KnownNow,
    /// Missing after.
    MissingNow,
    /// Missing on both sides, for another reason.
    OtherReason,
}

impl Kind {
    /// As JSON and CSV write it.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Same => "same",
            Kind::SameValue => "same value",
            Kind::Moved(_) => "changed",
            Kind::Range => "range",
            Kind::New => "new",
            Kind::Gone => "gone",
            Kind::KnownNow => "known now",
            Kind::MissingNow => "missing now",
            Kind::OtherReason => "other reason",
        }
    }

    /// Whether a reader of the two reviews would see another figure.
    pub fn is_change(&self) -> bool {
        !matches!(self, Kind::Same | Kind::SameValue)
    }
}

impl<'a> Change<'a> {
    /// The figure as it is now, else as it was.
    pub fn figure(&self) -> Option<&'a Figure> {
        self.after.or(self.before)
    }

    /// Whether what the figure is divided by is another amount now.
    pub fn divisor_moved(&self) -> bool {
        let bottom = |figure: Option<&'a Figure>| Some(&figure?.quotient.as_ref()?.1.value);
        matches!((bottom(self.before), bottom(self.after)), (Some(a), Some(b)) if a != b)
    }

    /// The unit of a change; of percents it is points.
    pub fn unit(&self) -> Unit {
        match self.figure().map(|figure| figure.unit) {
            Some(Unit::Percent) | None => Unit::Points,
            Some(unit) => unit,
        }
    }
}

/// Every figure of both reviews, each once, by section in the review's order: those of the later side as it has them, then
/// those that are gone.
pub fn changes<'a>(before: &'a Review, after: &'a Review, pairs: &Pairs) -> Vec<Change<'a>> {
    let mut old: HashMap<String, &'a Figure> = HashMap::new();
    let mut gone = Vec::new();
    for figure in before.figures.iter() {
        match pairs.address(figure, after).filter(|address| after.figures.get(address).is_some()) {
            Some(address) if !old.contains_key(&address) => {
                old.insert(address, figure);
            }
            _ => gone.push(Change { before: Some(figure), after: None, kind: Kind::Gone }),
        }
    }
    let mut changes = Vec::new();
    for figure in after.figures.iter() {
        let before = old.get(&figure.address).copied();
        let kind = match before {
            Some(before) => kind(before, figure),
            None => Kind::New,
        };
        changes.push(Change { before, after: Some(figure), kind });
    }
    changes.extend(gone);
    changes.sort_by_key(|change| change.figure().map(|figure| figure.section));
    changes
}

fn kind(before: &Figure, after: &Figure) -> Kind {
    match (&before.value, &after.value) {
        (Ok(a), Ok(b)) if a != b => Kind::Moved(b.minus(a)),
        (Ok(_), Ok(_)) if (&before.high, before.bound) != (&after.high, after.bound) => Kind::Range,
        (Err(a), Err(b)) if a != b => Kind::OtherReason,
        (Ok(_), Ok(_)) | (Err(_), Err(_)) if before.quotient != after.quotient => Kind::SameValue,
        (Ok(_), Ok(_)) | (Err(_), Err(_)) => Kind::Same,
        (Err(_), Ok(_)) => Kind::KnownNow,
        (Ok(_), Err(_)) => Kind::MissingNow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::figure::{Formula, Missing, Section, Side};

    fn percent(top: i128, bottom: i128) -> Figure {
        let side = |n| Side::new(Exact::whole(n), Unit::FteWeeks);
        let unit = Unit::Percent;
        let figure = Figure::new("split.focus".into(), Section::TimeSpent, "focus", "share", unit, Formula::Split);
        figure.over(side(top), side(bottom))
    }

    /// domain.md section 8: focus 21 % -> 26 %, of 71 FTE-weeks, then of 66.
    #[test]
    fn a_change_is_the_exact_difference() {
        let moved = kind(&percent(15, 71), &percent(17, 66));
        let expected = Exact::new(1700, 66).unwrap().minus(&Exact::new(1500, 71).unwrap());
        assert_eq!(moved, Kind::Moved(expected));
    }

    #[test]
    fn a_change_that_rounding_hides_is_a_change() {
        let moved = kind(&percent(1, 3), &percent(333_333, 1_000_000));
        assert_eq!(moved, Kind::Moved(Exact::new(-1, 30_000).unwrap()));
    }

    #[test]
    fn the_same_value_of_other_amounts_is_told_from_the_same_figure() {
        assert_eq!(kind(&percent(12, 12), &percent(13, 13)), Kind::SameValue);
        assert_eq!(kind(&percent(12, 12), &percent(12, 12)), Kind::Same);
    }

    #[test]
    fn missing_is_never_a_change_from_zero() {
        let missing = |why| percent(1, 2).missing(why);
        assert_eq!(kind(&missing(Missing::NotSubmitted), &percent(1, 2)), Kind::KnownNow);
        assert_eq!(kind(&percent(1, 2), &missing(Missing::OnLeave)), Kind::MissingNow);
        assert_eq!(kind(&missing(Missing::NotSubmitted), &missing(Missing::OnLeave)), Kind::OtherReason);
    }

    #[test]
    fn a_count_that_can_be_higher_than_before_has_another_range() {
        let mut open = percent(1, 2);
        open.high = Some(Exact::whole(60));
        assert_eq!(kind(&percent(1, 2), &open), Kind::Range);
    }
}
