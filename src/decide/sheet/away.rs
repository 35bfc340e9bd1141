//! Words among the amounts: leave (`PTO`, `Urlaub`), placeholders (`n/a`), and words that nobody but the lead can explain.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Cells, Kind};
use super::concept::Concept;
use super::heading::meaning;
use super::reading::{Effort, Reading, Who, Word};
use super::role::{Role, TimeRole};
use super::rows::RowKind;
use crate::model::person::{folded, turned, without_additions};
use crate::model::slot::Slot;
use crate::read::plan::ColumnDays;

/// What the words among the amounts of a sheet are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Away {
    pub leaves: Vec<Leave>,
    /// Cells that say nothing: placeholders, and words of leave that are counted elsewhere.
    pub blanks: Vec<(usize, usize)>,
    /// Placeholders with the number of their cells.
    pub placeholders: BTreeMap<String, u64>,
    /// Words of leave with the number of their cells.
    pub words: BTreeMap<String, u64>,
    /// Other words, each with its cells.
    pub unknown: BTreeMap<String, Vec<(usize, usize)>>,
    /// Words that the configuration says are amounts, with what they stand for.
    pub amounts: Vec<(usize, usize, String)>,
    /// Words of leave beside amounts of the same time: how much of it was leave, nobody knows.
    pub beside: Vec<(usize, usize)>,
}

/// Leave that a word in a cell stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    pub row: usize,
    pub field: usize,
    pub word: String,
    /// The days of the column, if each has its own.
    pub days: Option<ColumnDays>,
    pub person: Option<String>,
    /// A whole week of the person; otherwise a day.
    pub is_week: bool,
}

/// Returns what the words among the amounts are.
pub fn away(cells: &Cells, reading: &Reading, words: &[(&str, Word<'_>)]) -> Away {
    let mut away = Away::default();
    let mut found: Vec<Leave> = Vec::new();
    let entries = reading.table.body.clone().zip(&reading.kinds).filter(|(_, kind)| **kind == RowKind::Entry);
    let rows = reading.rows(cells);
    for (row, _) in entries {
        if let Some(field) = rows.leave_beside(row) {
            let cell = cells.at(row, field);
            *away.words.entry(cell.text.clone()).or_default() += 1;
            away.blanks.extend(reading.efforts.iter().map(|effort| (row, reading.columns[effort.at].field)));
            let is_week = reading.efforts.first().is_some_and(|effort| covers_week(reading, effort));
            found.push(Leave { row, field, word: cell.text.clone(), days: None, person: None, is_week });
            continue;
        }
        for effort in &reading.efforts {
            let field = reading.columns[effort.at].field;
            let cell = cells.at(row, field);
            let said = words.iter().find(|(word, _)| !cell.is_blank() && folded(word) == folded(&cell.text));
            match (&cell.kind, said.map(|(_, said)| *said)) {
                (_, Some(Word::Blank)) => {
                    *away.placeholders.entry(cell.text.clone()).or_default() += 1;
                    away.blanks.push((row, field));
                }
                (_, Some(Word::Amount(amount))) => away.amounts.push((row, field, amount.to_owned())),
                (Kind::Placeholder, None) if !matches!(cell.text.as_str(), "-" | "–" | "—" | "_") => {
                    *away.placeholders.entry(cell.text.clone()).or_default() += 1;
                    away.blanks.push((row, field));
                }
                (kind, said) if said == Some(Word::Leave) || is_leave(kind, &cell.text) => {
                    *away.words.entry(cell.text.clone()).or_default() += 1;
                    away.blanks.push((row, field));
                    let is_week = covers_week(reading, effort);
                    found.push(Leave {
                        row,
                        field,
                        word: cell.text.clone(),
                        days: effort.days,
                        person: effort.person.clone(),
                        is_week,
                    });
                }
                (Kind::Word, None) if !cell.text.chars().any(|c| c.is_ascii_digit()) => {
                    away.unknown.entry(cell.text.clone()).or_default().push((row, field));
                }
                _ => {}
            }
        }
    }
    let mut seen = BTreeSet::new();
    for leave in found {
        let time = Time::of(cells, reading, &leave);
        if time.has_amounts(cells, reading) {
            away.beside.push((leave.row, leave.field));
        } else if seen.insert((time.person, time.owner, time.label, format!("{:?}", leave.days))) {
            away.leaves.push(leave);
        }
    }
    away
}

fn is_leave(kind: &Kind, text: &str) -> bool {
    *kind == Kind::Word && meaning(text).concept == Some(Concept::Leave)
}

/// Whether a word in a column covers a week: the column or the row is about one. Otherwise it covers a day.
fn covers_week(reading: &Reading, effort: &Effort) -> bool {
    match effort.days {
        Some(ColumnDays::Weekday(_) | ColumnDays::These(Slot::Day(_))) => false,
        Some(_) => true,
        None => {
            let is_day = reading.time(TimeRole::Date).is_some();
            let weeks = [TimeRole::Week, TimeRole::WeekStarting, TimeRole::WeekEnding];
            !is_day || weeks.into_iter().any(|role| reading.time(role).is_some())
        }
    }
}

/// A person and a time: all cells about it are one.
struct Time {
    person: String,
    /// The labels of the row that say the time.
    label: Vec<String>,
    days: Option<ColumnDays>,
    owner: Option<String>,
}

impl Time {
    fn of(cells: &Cells, reading: &Reading, leave: &Leave) -> Time {
        let (person, label) = labels(cells, reading, leave.row);
        Time { person, label, days: leave.days, owner: leave.person.clone() }
    }

    /// Whether another cell about the same person and time has an amount.
    fn has_amounts(&self, cells: &Cells, reading: &Reading) -> bool {
        let efforts =
            || reading.efforts.iter().filter(|effort| effort.days == self.days && effort.person == self.owner);
        let entries = reading.table.body.clone().zip(&reading.kinds).filter(|(_, kind)| **kind == RowKind::Entry);
        entries.filter(|(row, _)| labels(cells, reading, *row) == (self.person.clone(), self.label.clone())).any(
            |(row, _)| {
                efforts().any(|effort| {
                    let number = cells.at(row, reading.columns[effort.at].field).number();
                    number.is_some_and(|number| !number.value.is_zero())
                })
            },
        )
    }
}

/// The person and the time that the labels of a row say, held ones among them.
fn labels(cells: &Cells, reading: &Reading, row: usize) -> (String, Vec<String>) {
    let text = |at: usize| {
        let field = reading.columns[at].field;
        let mut rows = (reading.table.body.start..=row).rev();
        let is_held = reading.held.contains(&at);
        let holder = rows.find(|row| !is_held || !cells.at(*row, field).is_blank());
        holder.map_or(String::new(), |row| folded(cells.text(row, field)))
    };
    let person = match reading.who {
        Who::Column(at) => turned(without_additions(&text(at))).into_owned(),
        _ => String::new(),
    };
    let times = reading.with_role(|role| matches!(role, Role::When(_)));
    let group = reading.group_above(row).filter(|_| !reading.is_worked_by_groups).map(folded);
    (person, times.map(text).chain(group).collect())
}
