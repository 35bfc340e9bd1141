//! The changes between two reviews as JSON, for programs. docs/diff.schema.json describes it; every number that is not a
//! small count is a string, and beside each `value` stands a `number`, the nearest double.

use serde::Serialize;
use serde_json::value::RawValue;

use super::exact::exact;
use super::number::number;
use super::text;
use crate::calc::diff::by_person::{ByPerson, OfPerson};
use crate::calc::diff::cells::{CellChange, RatingChange};
use crate::calc::diff::settings::{Said, SettingChange};
use crate::calc::diff::{Change, Kind};
use crate::calc::explain::Cell;
use crate::calc::figure::{Figure, Side as Amount};
use crate::model::exact::Exact;
use crate::model::place::Place;
use crate::render::diff::{Diff, Side, reasons};
use crate::render::number::value;
use crate::render::unwritable::Written;

/// Two spaces, a line feed at the end; the listed figures, every cell and line that differs.
///
/// # Errors
/// `unwritable-file`.
pub fn json(diff: &Diff<'_>) -> Written {
    text::pretty(&DiffJson::of(diff))
}

#[derive(Serialize)]
struct DiffJson<'a> {
    schema: &'static str,
    before: SideJson<'a>,
    after: SideJson<'a>,
    one_period: bool,
    chosen: Option<&'a str>,
    unchanged: usize,
    not_compared: Vec<RuleJson<'a>>,
    figures: Vec<ChangeJson<'a>>,
    /// `null` for two periods: their cells all differ.
    cells: Option<Vec<CellJson<'a>>>,
    equal_cells: Option<usize>,
    ratings: Vec<RatingJson<'a>>,
    settings: Vec<SettingJson<'a>>,
    by_person: Vec<ByPersonJson<'a>>,
}

impl<'a> DiffJson<'a> {
    fn of(diff: &'a Diff<'a>) -> DiffJson<'a> {
        let listed = diff.changes.iter().filter(|change| diff.all || change.kind.is_change());
        DiffJson {
            schema: "teamcap-diff/1",
            before: SideJson::of(diff.before),
            after: SideJson::of(diff.after),
            one_period: diff.one_period,
            chosen: diff.chosen,
            unchanged: diff.changes.iter().filter(|change| !change.kind.is_change()).count(),
            not_compared: diff
                .not_compared
                .iter()
                .map(|(rule, figures)| RuleJson {
                    rule: rule.rule.key(),
                    skill: rule.skill.as_deref(),
                    figures: *figures,
                })
                .collect(),
            figures: listed.filter_map(ChangeJson::of).collect(),
            cells: diff
                .cells
                .as_ref()
                .map(|cells| cells.changes.iter().filter_map(|cell| CellJson::of(cell, diff)).collect()),
            equal_cells: diff.cells.as_ref().map(|cells| cells.equal),
            ratings: diff.ratings.changes.iter().map(RatingJson::of).collect(),
            settings: diff.settings.iter().map(SettingJson::of).collect(),
            by_person: diff.by_person.iter().map(ByPersonJson::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct SideJson<'a> {
    /// As the command line names it.
    folder: &'a str,
    team: &'a str,
    period: Option<&'a str>,
    from: Option<String>,
    to: Option<String>,
    until: Option<String>,
}

impl<'a> SideJson<'a> {
    fn of(side: Side<'a>) -> SideJson<'a> {
        let review = side.review;
        SideJson {
            folder: side.name,
            team: &review.team.name,
            period: review.period.as_ref().map(|period| period.name.as_str()),
            from: review.period.as_ref().map(|period| period.from.to_string()),
            to: review.period.as_ref().map(|period| period.to.to_string()),
            until: review.until.map(|week| week.to_string()),
        }
    }
}

#[derive(Serialize)]
struct RuleJson<'a> {
    rule: &'static str,
    skill: Option<&'a str>,
    figures: usize,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    address: &'a str,
    /// Where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    address_before: Option<&'a str>,
    section: &'static str,
    row: &'a str,
    column: &'a str,
    unit: &'static str,
    kind: &'static str,
    before: Option<EndJson>,
    after: Option<EndJson>,
    /// After less before, of percents in points; `null` where one of them is no number.
    change: Option<NumberJson>,
}

#[derive(Serialize)]
struct NumberJson {
    value: String,
    number: Option<Box<RawValue>>,
    num: String,
    den: String,
}

#[derive(Serialize)]
struct EndJson {
    value: Option<NumberJson>,
    missing: Option<&'static str>,
    top: Option<AmountJson>,
    bottom: Option<AmountJson>,
}

#[derive(Serialize)]
struct AmountJson {
    value: String,
    number: Option<Box<RawValue>>,
    unit: &'static str,
}

impl<'a> ChangeJson<'a> {
    fn of(change: &Change<'a>) -> Option<ChangeJson<'a>> {
        let figure = change.figure()?;
        let renamed = change.before.filter(|before| before.address != figure.address);
        Some(ChangeJson {
            address: &figure.address,
            address_before: renamed.map(|before| before.address.as_str()),
            section: figure.section.title(),
            row: &figure.row,
            column: &figure.column,
            unit: figure.unit.name(),
            kind: change.kind.name(),
            before: change.before.map(end),
            after: change.after.map(end),
            change: if let Kind::Moved(by) = &change.kind { Some(of(by)) } else { None },
        })
    }
}

fn of(x: &Exact) -> NumberJson {
    let [num, den] = x.terms();
    NumberJson { value: value(x), number: number(x), num, den }
}

fn end(figure: &Figure) -> EndJson {
    let amount =
        |side: &Amount| AmountJson { value: exact(&side.value), number: number(&side.value), unit: side.unit.name() };
    EndJson {
        value: figure.value.as_ref().ok().map(of),
        missing: figure.value.as_ref().err().map(|missing| missing.name()),
        top: figure.quotient.as_ref().map(|(top, _)| amount(top)),
        bottom: figure.quotient.as_ref().map(|(_, bottom)| amount(bottom)),
    }
}

#[derive(Serialize)]
struct CellJson<'a> {
    days: String,
    person: &'a str,
    category: &'a str,
    before: Option<PlacedJson<'a>>,
    after: Option<PlacedJson<'a>>,
}

#[derive(Serialize)]
struct PlacedJson<'a> {
    place: Option<String>,
    text: std::borrow::Cow<'a, str>,
}

impl<'a> CellJson<'a> {
    fn of(change: &CellChange<'a>, diff: &'a Diff<'a>) -> Option<CellJson<'a>> {
        let (cell, side) = match (change.after, change.before) {
            (Some(cell), _) => (cell, diff.after),
            (None, cell) => (cell?, diff.before),
        };
        let category = side.category_of.get(cell.activity).and_then(|&at| side.review.categories.get(at));
        let placed =
            |cell: &'a Cell| PlacedJson { place: Some(cell.place.to_string()), text: cell.text.as_str().into() };
        Some(CellJson {
            days: cell.slot.to_string(),
            person: side.review.people.get(cell.person).map_or("", |person| person.name.as_str()),
            category: category.map_or("", |category| category.name.as_str()),
            before: change.before.map(placed),
            after: change.after.map(placed),
        })
    }
}

#[derive(Serialize)]
struct RatingJson<'a> {
    skill: &'a str,
    person: &'a str,
    before: Option<PlacedJson<'a>>,
    after: Option<PlacedJson<'a>>,
}

impl<'a> RatingJson<'a> {
    fn of(change: &'a RatingChange) -> RatingJson<'a> {
        let placed = |said: &'a Option<(Place, String)>| {
            said.as_ref().map(|(place, text)| PlacedJson { place: Some(place.to_string()), text: text.as_str().into() })
        };
        RatingJson {
            skill: &change.skill,
            person: &change.person,
            before: placed(&change.before),
            after: placed(&change.after),
        }
    }
}

#[derive(Serialize)]
struct SettingJson<'a> {
    about: &'a str,
    line: &'static str,
    before: Option<PlacedJson<'a>>,
    after: Option<PlacedJson<'a>>,
}

impl<'a> SettingJson<'a> {
    fn of(change: &'a SettingChange) -> SettingJson<'a> {
        let placed = |said: &'a Option<Said>| {
            said.as_ref().map(|(value, place)| PlacedJson {
                place: place.as_ref().map(Place::to_string),
                text: reasons::words(value).into(),
            })
        };
        let (before, after) = (placed(&change.before), placed(&change.after));
        SettingJson { about: &change.name, line: change.what.name(), before, after }
    }
}

#[derive(Serialize)]
struct ByPersonJson<'a> {
    address: &'a str,
    unit: &'static str,
    people: Vec<AmountsJson<'a>>,
}

impl<'a> ByPersonJson<'a> {
    fn of(found: &'a ByPerson) -> ByPersonJson<'a> {
        let amounts = |(person, before, after): &'a OfPerson| AmountsJson {
            person,
            before: before.as_ref().map(exact),
            after: after.as_ref().map(exact),
        };
        let people = found.people.iter().map(amounts).collect();
        ByPersonJson { address: &found.address, unit: found.unit.name(), people }
    }
}

#[derive(Serialize)]
struct AmountsJson<'a> {
    person: &'a str,
    before: Option<String>,
    after: Option<String>,
}
