//! Reads the amounts of a record strictly, each with its notation.

use super::state::Stage;
use crate::model::amount::Amount;
use crate::model::effort::{Bare, DecimalMark, Notation};
use crate::model::exact::Exact;
use crate::problem::{EntryFault, Problem, SheetFault};
use crate::read::cell::{self, CellFault};
use crate::read::csv::{Record, bad_byte, place};
use crate::read::plan::{Format, Plan, Says};
use crate::rollup::engine::labels::{NAMELESS, RowLabels};
use crate::rollup::noted::Remark;
use crate::rollup::staged::{StagedCell, StagedRow};

impl Stage<'_> {
    /// Stages one row for each person of the record, and for each column's days, with its cells. Returns how many cells are blank, or `None` if a cell
    /// is faulty; every fault of the record is reported.
    pub(super) fn stage_rows(&mut self, at: u32, record: &Record<'_>, labels: Option<RowLabels>) -> Option<u32> {
        let mut sum = Some(0);
        for group in 0..self.groups.len() {
            let first_cell = self.staged.cells.len() as u32;
            let blank = self.stage_amounts(record, group, labels.map_or(NAMELESS, |labels| labels.activity));
            sum = sum.zip(blank).map(|(sum, blank)| sum + blank);
            let (person, days) = (self.groups[group].person, self.groups[group].days);
            if let (Some(labels), Some(blank)) = (labels, blank) {
                let person = person.unwrap_or(labels.person);
                let slot = self.labels.column_slot(days, labels.slot);
                self.staged.rows.push(StagedRow { record: at, first: group == 0, person, slot, blank, first_cell });
            }
        }
        sum
    }

    /// Stages the amounts of one group of columns. Returns how many are blank, or `None` if one is faulty.
    fn stage_amounts(&mut self, record: &Record<'_>, group: usize, activity: u32) -> Option<u32> {
        let plan = self.job.plan;
        let mut blank = 0;
        let (canonical, mut sound) = self.canonical(record);
        let refuses_bare = plan.entries.as_ref().is_some_and(|entries| entries.refuses_bare);
        for at in 0..self.groups[group].columns.len() {
            let column = self.groups[group].columns[at];
            let field = plan.amounts[column].field;
            if let Some(entries) = plan.entries.as_ref().filter(|entries| entries.spans) {
                match self.span(record, entries) {
                    Ok(None) => blank += 1,
                    Ok(Some(amount)) => {
                        let (column, notation) = (column as u32, Notation::Clock);
                        self.staged.cells.push(StagedCell { column, activity, notation, amount, entries: 1 });
                    }
                    Err(problem) => {
                        self.ran.problems.push(*problem);
                        sound = false;
                    }
                }
                continue;
            }
            let bytes = record.field(field);
            let Ok(text) = std::str::from_utf8(&bytes) else {
                self.ran.problems.extend(bad_byte(&plan.file, *record, field));
                sound = false;
                continue;
            };
            // Entries may be corrections, and a roll-up may hold sums of corrections.
            let is_signed = plan.entries.is_some() || plan.format == Format::Rollup;
            let read = if is_signed { cell::signed } else { cell::amount };
            match read(text, self.job.decimal) {
                Ok(None) => blank += u32::from(!plan.amounts[column].is_leave),
                Ok(Some((Notation::Bare, amount))) if !amount.is_zero() && refuses_bare => {
                    self.undecided(record, field, text, amount);
                    sound = false;
                }
                Ok(Some((notation, amount))) => {
                    self.ran.has_amount[column] = true;
                    if notation == Notation::Clock && cell::time_of_day(text).is_some() {
                        let here = place(&plan.file, *record, field);
                        self.ran.times_of_day.get_or_insert((here, 0)).1 += 1;
                    }
                    let (notation, entries) = canonical.unwrap_or((notation, 1));
                    let (notation, amount) = in_seconds(plan, notation, amount);
                    let own = plan.amounts[column].bare.filter(|_| notation == Notation::Bare);
                    let notation = own.unwrap_or(notation);
                    let own = if plan.says.is_empty() { Some(column as u32) } else { self.labels.own_activity(column) };
                    let activity = own.unwrap_or(activity);
                    self.staged.cells.push(StagedCell { column: column as u32, activity, notation, amount, entries });
                }
                Err(fault) => {
                    self.ran.has_amount[column] |= fault != CellFault::NotAnAmount;
                    let problem = self.cell_fault(record, field, text, fault);
                    self.ran.problems.push(problem);
                    sound = false;
                }
            }
        }
        sound.then_some(blank)
    }

    /// The notation of the amount and the number of its entries that a row of a roll-up states; `None` if the file is no roll-up.
    /// A unit or a number that cannot be read is a problem, and `false` is returned beside it.
    fn canonical(&mut self, record: &Record<'_>) -> (Option<(Notation, u32)>, bool) {
        let of = |wanted: Says| self.job.plan.says.iter().find(|(says, _)| *says == wanted).map(|(_, field)| *field);
        let text = |field: usize| String::from_utf8_lossy(&record.field(field)).trim().to_owned();
        let (Some(field), counted) = (of(Says::Unit), of(Says::Entries)) else { return (None, true) };
        let unit = text(field);
        let notation = match unit.to_ascii_lowercase().as_str() {
            "percent" => Some(Notation::Percent),
            "hours" => Some(Notation::Hours),
            "seconds" => Some(Notation::Clock),
            _ => None,
        };
        let entries = counted.map(|field| (field, text(field))).filter(|(_, entries)| !entries.is_empty());
        let number = entries.as_ref().map_or(Some(1), |(_, entries)| entries.parse().ok());
        if notation.is_none() {
            let problem = self.problem(record, field, SheetFault::UnreadableUnit { text: unit });
            self.ran.problems.push(problem);
        }
        if let (None, Some((field, text))) = (number, entries) {
            let problem = self.problem(record, field, SheetFault::UnreadableEntries { text });
            self.ran.problems.push(problem);
        }
        (notation.zip(number), notation.is_some() && number.is_some())
    }

    /// Records a bare duration whose unit is unknown. Only the first is reported, with the number of all of them once the
    /// file has been read.
    fn undecided(&mut self, record: &Record<'_>, field: usize, text: &str, amount: Amount) {
        if self.ran.remarks.of(Remark::Undecided).is_none() {
            let fault = EntryFault::undecided(text);
            self.ran.problems.push(self.problem(record, field, fault));
        }
        let here = || place(&self.job.plan.file, *record, field);
        self.ran.remarks.note(Remark::Undecided, Some((Notation::Bare, amount)), here);
    }

    fn cell_fault(&self, record: &Record<'_>, field: usize, text: &str, fault: CellFault) -> Problem {
        let text = text.to_owned();
        let proof = self.job.decimal_proof.as_ref();
        let fault = match fault {
            CellFault::TooManyPlaces => SheetFault::TooManyPlaces { text },
            CellFault::Negative => SheetFault::NegativeAmount { text },
            CellFault::WrongMark => SheetFault::DecimalMarksDisagree {
                text,
                other: proof.map(|seen| seen.text.clone()),
                said: self.job.decimal.map_or('.', DecimalMark::symbol),
            },
            CellFault::NotAnAmount | CellFault::TooLarge => {
                let (column, of_entry) =
                    (self.job.plan.header.headings[field].clone(), self.job.plan.entries.is_some());
                SheetFault::UnreadableNumber { text, column, of_entry }
            }
        };
        let disagrees = matches!(fault, SheetFault::DecimalMarksDisagree { .. });
        let also = proof.filter(|_| disagrees).map(|seen| seen.place.clone());
        self.problem(record, field, fault).also(also)
    }
}

/// The seconds of a part of a day. A spreadsheet keeps a time as the nearest number it has to a part of a day, so that seconds which
/// are whole but for a thousandth are whole.
fn day_fraction(amount: Amount) -> Option<Amount> {
    let seconds = amount.exact().times(&Exact::whole(Bare::DayFractions.seconds()));
    let nearest = seconds.plus(&Exact::new(1, 2)?).floor();
    match seconds.apart(&nearest) <= Exact::decimal(1, 3) {
        true => Amount::new(nearest.to_integer()?, 0),
        false => amount.times(Bare::DayFractions.seconds()),
    }
}

/// Converts a bare number of minutes or seconds to seconds. A number that is too large for that stays as it is: it is above
/// every limit.
fn in_seconds(plan: &Plan, notation: Notation, amount: Amount) -> (Notation, Amount) {
    match (notation, plan.bare) {
        (Notation::Bare, Some(bare @ (Bare::Minutes | Bare::Seconds))) => match amount.times(bare.seconds()) {
            Some(amount) => (Notation::Clock, amount),
            None => (notation, amount),
        },
        (Notation::Bare, Some(Bare::DayFractions)) => {
            day_fraction(amount).map_or((notation, amount), |seconds| (Notation::Clock, seconds))
        }
        _ => (notation, amount),
    }
}
