//! The rules that the numbers rest on: those that formulas read are inputs.

use super::sheet::{Cell, Digits, Kind, Tab};
use super::spot::Spot;
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::render::page::header;

const NAME: &str = "Rules";

/// Where the hours of a full-time week stand.
pub fn full_week() -> Spot {
    Spot::new(NAME, 1, 1)
}

/// Where the report's length in weeks stands.
pub fn length() -> Spot {
    Spot::new(NAME, 2, 1)
}

pub fn tab<'a>(review: &Review) -> Tab<'a> {
    let mut tab = Tab::new(NAME, vec![34, 16, 70]);
    tab.headed(["rule", "value", "what it means"]);
    let places = |x: &Exact| Digits::Places(if x.is_whole() { 0 } else { 2 });
    let number = |x: &Exact| Cell::number(x.clone(), places(x)).of_kind(Kind::Input);
    let percent = |x: &Exact| Cell::number(x.over(&Exact::HUNDRED).unwrap_or_default(), Digits::Percent(0));
    let rules = &review.rules;
    let mut row = |name: &str, value: Cell, meaning: &str| {
        tab.push(vec![Cell::text(name), value, Cell::text(meaning).of_kind(Kind::Wrapped)]);
    };
    row("hours of a full-time week", number(&rules.full_week), "FTE-weeks of hours are hours divided by it");
    row("weeks of the report", number(&review.length), "mean weeks of the team are divided by it");
    row("load above", percent(&rules.limits.over), "is over-allocated");
    row("load below", percent(&rules.limits.under), "is under-allocated");
    row(
        "key person from",
        percent(&rules.limits.key_person),
        "the share of one person from which a category rests on them",
    );
    if !review.is_of_skills_alone() {
        row("average", Cell::text(rules.average.name()), header::average(rules.average));
        row("100 %", Cell::text(rules.percent_of.name()), header::percent_of(rules.percent_of));
        row("week rule", Cell::text(review.calendar.rule.name()), "which days a period owns");
    }
    if let Some(period) = &review.period {
        row("period", Cell::text(&period.name), "");
        row("first day", Cell::day(period.from), "");
        row("last day", Cell::day(period.to), "");
    }
    if let Some(until) = review.until {
        row("last week that is due", Cell::text(until.to_string()), "");
    }
    if let Some(skills) = &review.skills {
        row(
            "bar",
            Cell::number(Exact::from(skills.bar), Digits::Places(0)),
            "from this level on somebody is qualified",
        );
        row("highest level", Cell::number(Exact::from(skills.scale_max), Digits::Places(0)), "");
    }
    tab
}
