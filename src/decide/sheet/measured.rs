//! Writes the amounts as the engine reads them: units by column, days and minutes as hours, words as leave.

use super::away::Away;
use super::cells::Number;
use super::heading::meaning;
use super::making::{Added, Making};
use super::place::place_of;
use super::reading::Effort;
use super::role::Role;
use crate::model::effort::{HeadedUnit, Notation, Unit};
use crate::model::exact::Exact;
use crate::model::person::without_additions;
use crate::problem::{Problem, SheetFault};
use crate::read::csv::{MadeField, Origin, excerpt};
use crate::read::plan::{AmountColumn, ColumnDays, When};

impl Making<'_> {
    pub(super) fn amounts(&mut self, full_week: &Exact, when: &When) -> Vec<AmountColumn> {
        let reading = self.reading;
        for at in reading.with_role(|role| matches!(role, Role::Work(_))).collect::<Vec<_>>() {
            self.fill(at);
        }
        let unit = |effort: &Effort| {
            let column = &reading.columns[effort.at];
            // `J` and `Pt` beside other days are days of the week, and no units.
            let headings = column.headings.iter().rev().filter(|heading| Some(heading.row) != reading.across);
            column.said_unit.or_else(|| headings.into_iter().find_map(|heading| meaning(&heading.text).unit))
        };
        let units: Vec<Option<HeadedUnit>> = reading
            .efforts
            .iter()
            .map(|effort| unit(effort).or_else(|| sign(reading.signs(self.cells, reading.columns[effort.at].field))))
            .collect();
        let are_mixed = units.iter().flatten().any(|one| units.iter().flatten().any(|other| one != other))
            || units.iter().any(Option::is_some) && units.iter().any(Option::is_none);
        let is_titled = *when == When::Headings && reading.across.is_none();
        let title = reading.title.filter(|_| is_titled).map(ColumnDays::These);
        let mut amounts = Vec::new();
        for (effort, of_column) in reading.efforts.iter().zip(units) {
            let is_headed = unit(effort).is_some();
            let unit = of_column;
            let field = self.field(effort.at);
            if reading.columns[effort.at].heading().is_empty()
                && effort.days.is_none()
                && effort.person.is_none()
                && !reading.is_long
            {
                continue;
            }
            let is_of_no_week = matches!(effort.days, Some(ColumnDays::Weekday(_))) && *when == When::Period;
            if reading.across.is_some() && (effort.days.is_none() || is_of_no_week) {
                self.unknown_days(effort.at);
                continue;
            }
            self.days_as_hours(field, unit == Some(HeadedUnit::Days), full_week);
            match unit {
                Some(HeadedUnit::Minutes) => self.as_clock(field, 60),
                Some(HeadedUnit::Seconds) => self.as_clock(field, 1),
                _ => {}
            }
            let bare = match unit.filter(|_| are_mixed) {
                Some(HeadedUnit::Percent) => Some(Notation::Percent),
                Some(HeadedUnit::Hours) => Some(Notation::Hours),
                _ => None,
            };
            amounts.push(AmountColumn {
                field,
                activity: effort.activity.clone(),
                person: effort.person.as_deref().map(|name| without_additions(name).to_owned()),
                unit: unit.filter(|_| is_headed).map(|unit| unit.unit().unwrap_or(Unit::Hours)),
                is_leave: false,
                days: effort.days.map(|days| self.day_of_title(days, when)).or(title),
                bare,
            });
        }
        amounts
    }

    /// Blanks the words among the amounts, and returns the columns of the leave that they stand for: one for each word and each
    /// column's days.
    pub(super) fn words(&mut self, away: &Away) -> Vec<AmountColumn> {
        for &(row, field) in &away.blanks {
            let origin = Origin { record: row, field };
            self.texts.insert((row, field), MadeField::Other { text: String::new(), origin });
        }
        // What unknown words stand for is asked once, not for each cell.
        for &(row, field) in away.unknown.values().flatten() {
            let origin = Origin { record: row, field };
            self.texts.insert((row, field), MadeField::Other { text: String::new(), origin });
        }
        for (row, field, text) in &away.amounts {
            let origin = Origin { record: *row, field: *field };
            self.texts.insert((*row, *field), MadeField::Other { text: text.clone(), origin });
        }
        let width = self.width();
        let before = self.added.len();
        let mut columns: Vec<(AmountColumn, bool)> = Vec::new();
        for leave in &away.leaves {
            let is_same = |(column, is_week): &(AmountColumn, bool)| {
                column.activity == leave.word
                    && column.days == leave.days
                    && column.person == leave.person
                    && *is_week == leave.is_week
            };
            let at = match columns.iter().position(is_same) {
                Some(at) => at,
                None => {
                    let column = AmountColumn {
                        field: width + self.added.len(),
                        activity: leave.word.clone(),
                        person: leave.person.clone(),
                        days: leave.days,
                        is_leave: true,
                        bare: Some(Notation::Percent),
                        unit: None,
                    };
                    let texts = vec![None; self.reading.table.body.len()];
                    self.added.push(Added { heading: leave.word.clone(), texts });
                    columns.push((column, leave.is_week));
                    columns.len() - 1
                }
            };
            // All of the person's own day or week.
            let text = "100".to_owned();
            let origin = Origin { record: leave.row, field: leave.field };
            let place = self
                .added
                .get_mut(before + at)
                .and_then(|added| added.texts.get_mut(leave.row.checked_sub(self.reading.table.body.start)?));
            if let Some(place) = place {
                *place = Some(MadeField::Other { text, origin });
            }
        }
        columns.into_iter().map(|(column, _)| column).collect()
    }

    /// Writes bare numbers that count so many seconds each as hours, minutes and seconds.
    fn as_clock(&mut self, field: usize, seconds: i128) {
        for row in self.reading.table.body.clone() {
            let is_bare = |n: &&Number| n.notation == Notation::Bare && !n.is_days && !n.value.is_negative();
            let Some(number) = self.cells.at(row, field).number().filter(is_bare) else { continue };
            let Some(all) = number.value.times(&Exact::whole(seconds)).to_integer() else {
                self.no_amount(row, field);
                continue;
            };
            let text = format!("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60);
            self.texts.insert((row, field), MadeField::Other { text, origin: Origin { record: row, field } });
        }
    }

    /// Reports a number of minutes that has parts of a second, or of seconds that has parts.
    fn no_amount(&mut self, row: usize, field: usize) {
        let column = self.reading.columns.iter().find(|column| column.field == field);
        let heading = column.map_or(String::new(), |column| column.heading().to_owned());
        let text = self.cells.text(row, field).to_owned();
        let fault = SheetFault::UnreadableNumber { text, column: heading, of_entry: true };
        let problem = Problem::new(fault).at(place_of(self.file, self.cells, row, field));
        self.problems.push(match self.cells.source.record(row) {
            Some(record) => problem.excerpt(excerpt(record, field)),
            None => problem,
        });
    }

    /// Writes days of work as hours, a fifth of a week each: the cells that say days, or all bare numbers of a column of days.
    fn days_as_hours(&mut self, field: usize, is_column_of_days: bool, full_week: &Exact) {
        let Some(day) = full_week.over(&Exact::whole(5)) else { return };
        for row in self.reading.table.body.clone() {
            let is_of_days = |n: &&Number| n.is_days || is_column_of_days && n.notation == Notation::Bare;
            let Some(number) = self.cells.at(row, field).number().filter(is_of_days) else { continue };
            let hours = number.value.times(&day);
            let Some(places) = hours.places(18) else { continue };
            let text = format!("{}h", decimal(&hours, places));
            self.texts.insert((row, field), MadeField::Other { text, origin: Origin { record: row, field } });
        }
    }
}

/// The unit that signs in the cells of a column show: the same in all cells that have one.
fn sign(signs: [usize; 4]) -> Option<HeadedUnit> {
    let of = |notation: Notation| signs[notation as usize];
    match (of(Notation::Percent), of(Notation::Hours) + of(Notation::Clock)) {
        (1.., 0) => Some(HeadedUnit::Percent),
        (0, 1..) => Some(HeadedUnit::Hours),
        _ => None,
    }
}

/// A decimal of this many places.
fn decimal(value: &Exact, places: u32) -> String {
    let scaled = value.times(&Exact::whole(10_i128.pow(places))).to_integer().unwrap_or(0);
    let (whole, rest) = (scaled / 10_i128.pow(places), scaled % 10_i128.pow(places));
    if places == 0 { whole.to_string() } else { format!("{whole}.{:0width$}", rest.abs(), width = places as usize) }
}
