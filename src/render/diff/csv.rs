//! Tidy CSV of the changes: one figure a row, in the review's order; both ends and the change exactly.

use super::compared::{Diff, amounts_of};
use crate::calc::diff::{Change, Kind};
use crate::model::exact::Exact;
use crate::render::csv::{guarded, written};
use crate::render::number;

const COLUMNS: [&str; 24] = [
    "address",
    "section",
    "row",
    "column",
    "unit",
    "kind",
    "before",
    "before_num",
    "before_den",
    "before_missing",
    "after",
    "after_num",
    "after_den",
    "after_missing",
    "change",
    "change_num",
    "change_den",
    "change_unit",
    "top_before",
    "bottom_before",
    "top_after",
    "bottom_after",
    "amounts_unit",
    "address_before",
];

/// The listed changes. Columns are only ever added at the end.
pub fn csv(diff: &Diff<'_>) -> String {
    let listed = diff.changes.iter().filter(|change| diff.all || change.kind.is_change());
    written(std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(listed.filter_map(record)))
}

fn record(change: &Change<'_>) -> Option<Vec<String>> {
    let figure = change.figure()?;
    let mut row = vec![
        figure.address.clone(),
        figure.section.title().to_owned(),
        guarded(&figure.row),
        guarded(&figure.column),
        figure.unit.name().to_owned(),
        change.kind.name().to_owned(),
    ];
    for side in [change.before, change.after] {
        row.extend(parts(side.and_then(|figure| figure.value.as_ref().ok())));
        let missing = side.and_then(|figure| figure.value.as_ref().err());
        row.push(missing.map_or_else(String::new, |missing| missing.name().to_owned()));
    }
    let by = if let Kind::Moved(by) = &change.kind { Some(by) } else { None };
    row.extend(parts(by));
    row.push(if by.is_some() { change.unit().name().to_owned() } else { String::new() });
    for side in [change.before, change.after] {
        let (top, bottom) = amounts_of(side).map(|(top, bottom)| (top, bottom)).unzip();
        row.extend([top, bottom].map(|side| side.map_or_else(String::new, |side| number::value(&side.value))));
    }
    let units = amounts_of(change.after).or(amounts_of(change.before));
    row.push(units.map_or_else(String::new, |(top, bottom)| format!("{}/{}", top.unit.name(), bottom.unit.name())));
    let renamed = change.before.filter(|before| before.address != figure.address);
    row.push(renamed.map_or_else(String::new, |before| before.address.clone()));
    Some(row)
}

fn parts(value: Option<&Exact>) -> [String; 3] {
    let Some(value) = value else { return Default::default() };
    let [num, den] = value.terms();
    [number::value(value), num, den]
}
