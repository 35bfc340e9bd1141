//! Figures and notes in JSON.

use serde::Serialize;
use serde_json::value::RawValue;

use super::exact::exact;
use super::number::number;
use crate::calc::figure::{Figure, Side};
use crate::calc::review::Review;
use crate::model::exact::Exact;
use crate::problem::Problem;
use crate::render::number::{Bound, Shown, bound, shown, value as decimal};

#[derive(Serialize)]
pub struct FigureJson<'a> {
    address: &'a str,
    section: &'static str,
    row: &'a str,
    column: &'a str,
    unit: &'static str,
    /// For reading, at most 12 places; `num / den` is the truth.
    value: Option<String>,
    /// The nearest double, for comparing and sorting.
    number: Option<Box<RawValue>>,
    num: Option<String>,
    den: Option<String>,
    shown: Option<String>,
    missing: Option<&'static str>,
    formula: String,
    top: Option<SideJson>,
    bottom: Option<SideJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<String>,
    /// Only where the value is not proven: on which side of it the true one may lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<&'static str>,
}

#[derive(Serialize)]
struct SideJson {
    value: String,
    number: Option<Box<RawValue>>,
    unit: &'static str,
}

impl SideJson {
    fn of(side: &Side) -> SideJson {
        SideJson { value: exact(&side.value), number: number(&side.value), unit: side.unit.name() }
    }
}

impl<'a> FigureJson<'a> {
    pub fn of(figure: &'a Figure, review: &Review) -> FigureJson<'a> {
        let value = figure.value.as_ref().ok();
        let [num, den] = value.map(Exact::terms).map_or([None, None], |terms| terms.map(Some));
        FigureJson {
            address: &figure.address,
            section: figure.section.title(),
            row: &figure.row,
            column: &figure.column,
            unit: figure.unit.name(),
            value: value.map(decimal),
            number: value.and_then(number),
            num,
            den,
            shown: value.map(|_| shown(figure, review)),
            missing: figure.value.as_ref().err().map(|missing| missing.name()),
            formula: figure.formula.name(),
            top: figure.quotient.as_ref().map(|(top, _)| SideJson::of(top)),
            bottom: figure.quotient.as_ref().map(|(_, bottom)| SideJson::of(bottom)),
            high: figure.high.as_ref().map(exact),
            bound: bound(figure).map(Bound::name),
        }
    }
}

#[derive(Serialize)]
pub struct NoteJson<'a> {
    name: &'static str,
    severity: &'static str,
    figures: &'a [String],
    places: Vec<String>,
    text: String,
}

impl NoteJson<'_> {
    pub fn of(note: &Problem) -> NoteJson<'_> {
        NoteJson {
            name: note.name(),
            severity: note.severity().name(),
            figures: &note.figures,
            places: note.place.iter().chain(&note.also).map(|place| place.to_string()).collect(),
            text: note.fault.words(&Shown).found,
        }
    }
}
