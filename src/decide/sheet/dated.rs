//! Writes the days of the rows as the engine reads them.

use super::concept::Concept;
use super::days;
use super::making::Making;
use super::place::place_of;
use super::role::TimeRole;
use super::rows::RowKind;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::{Problem, Question, SheetFault};
use crate::read::csv::{MadeField, Origin, excerpt};
use crate::read::plan::{ColumnDays, When};
use crate::read::when;

impl Making<'_> {
    /// Where the rows say their days.
    pub(super) fn when(&mut self) -> When {
        if self.reading.across.is_some() && !self.reading.is_by_weekday() {
            return When::Headings;
        }
        let time = |role| self.reading.time(role);
        let weeks = [TimeRole::Week, TimeRole::WeekStarting, TimeRole::WeekEnding];
        let week = weeks.into_iter().find_map(|role| Some((time(role)?, role)));
        let date = time(TimeRole::Date);
        let (from, to) = (time(TimeRole::From), time(TimeRole::To));
        // Where each row is an amount, its day says more than its week.
        if let (Some(date), true) = (date, self.reading.is_long || week.is_none()) {
            self.fill(date);
            let texts = self.texts_of(date);
            let around = self.reading.around_of(None);
            let is_monthly = days::are_firsts(&texts, &around);
            let is_plain = week.is_none() && !self.reading.columns[date].concept().is_some_and(|of| of == Concept::Day);
            if is_plain && days::are_weekly(&texts, 3, &around) {
                let is_weekend = texts
                    .first()
                    .and_then(|text| days::of_heading(text, &around))
                    .is_some_and(|slot| days::week_from(slot).is_none());
                let field = self.field(date);
                let first = self.reading.entries().find(|row| !self.cells.at(*row, field).is_blank());
                if let Some(row) = first.filter(|_| is_weekend) {
                    self.ask_weekend(row, field);
                }
                self.write_days(date, TimeRole::Week, true);
                return When::Week(self.field(date));
            }
            self.write_days(date, if is_monthly { TimeRole::Month } else { TimeRole::Date }, false);
            return When::Date(self.field(date));
        }
        if let Some((at, role)) = week {
            self.fill(at);
            return if self.write_days(at, role, true) {
                When::Week(self.field(at))
            } else {
                When::Date(self.field(at))
            };
        }
        if let (Some(from), Some(to)) = (from, to) {
            self.fill(from);
            self.fill(to);
            return When::Range { from: self.field(from), to: self.field(to) };
        }
        let others = [TimeRole::Month, TimeRole::Quarter, TimeRole::From, TimeRole::To, TimeRole::Year];
        if let Some((at, role)) = others.into_iter().find_map(|role| Some((time(role)?, role))) {
            self.fill(at);
            self.write_days(at, role, false);
            return When::Date(self.field(at));
        }
        if self.reading.is_dated_by_groups {
            let around = self.reading.around_of(None);
            let lead = self.reading.lead.map(|(row, field)| self.cells.text(row, field));
            let texts: Vec<&str> = self.reading.groups().chain(lead).collect();
            let are_weekly = days::are_weekly(&texts, 2, &around);
            let slot = |text: &str| {
                let slot = days::of_cell(text, TimeRole::Date, &around).or_else(|| days::of_title(text, &around))?;
                if are_weekly { days::week_from(slot) } else { Some(slot) }
            };
            if are_weekly && texts.iter().any(|text| slot(text).is_none()) {
                let (row, field) = self.first_group();
                self.ask_weekend(row, field);
            }
            let are_weeks = texts.iter().all(|text| matches!(slot(text), Some(Slot::Week(_))));
            let written = |text: &str| slot(text).map_or(text.to_owned(), days::text);
            let field = self.group_column("Week", &written);
            return if are_weeks { When::Week(field) } else { When::Date(field) };
        }
        if self.reading.title.is_some() { When::Headings } else { When::Period }
    }

    /// The row and the field of the first text above a block.
    fn first_group(&self) -> (usize, usize) {
        let first = || {
            let (row, _) = self.body().find(|(_, kind)| matches!(kind, RowKind::Group(_)))?;
            Some((row, self.cells.filled(row).next()?))
        };
        self.reading.lead.or_else(first).unwrap_or_default()
    }

    /// Asks whether days of the weekend begin a week or end one.
    fn ask_weekend(&mut self, row: usize, field: usize) {
        let question = Question::AskedWeekend { text: self.cells.text(row, field).to_owned() };
        let problem = Problem::new(question).at(place_of(self.file, self.cells, row, field));
        let excerpt = self.cells.source.record(row).map(|record| excerpt(record, field));
        self.problems.push(match excerpt {
            Some(excerpt) => problem.excerpt(excerpt),
            None => problem,
        });
    }

    /// Writes the days of each row as the engine reads them, where it would read the cell in another way or not at all. Returns
    /// whether all are weeks; if not and they should be, every cell is written.
    fn write_days(&mut self, at: usize, role: TimeRole, as_weeks: bool) -> bool {
        let field = self.field(at);
        let year_at = self.reading.time(TimeRole::Year).filter(|year| *year != at);
        let years = year_at.map(|year| self.holders(year));
        let mut found: Vec<(usize, Origin, Slot, bool)> = Vec::new();
        for (at, row) in self.reading.table.body.clone().enumerate() {
            let origin = self.texts.get(&(row, field)).map_or(Origin { record: row, field }, MadeField::origin);
            let text = self.cells.text(origin.record, origin.field);
            let year = year_at.and_then(|year| {
                let holder = *years.as_ref()?.get(at)?;
                i16::try_from(self.cells.at(holder?, self.field(year)).whole()?).ok()
            });
            let around = self.reading.around_of(year);
            let Some(slot) = days::of_cell(text, role, &around) else { continue };
            let plain = self.reading.around_of(None);
            let is_read = match slot {
                Slot::Week(week) if as_weeks => when::week(text, plain.order, plain.owned) == Ok(week),
                slot => when::date(text, plain.order, plain.owned) == Ok(slot),
            };
            found.push((row, origin, slot, is_read));
        }
        let are_weeks = found.iter().all(|(_, _, slot, _)| matches!(slot, Slot::Week(_)));
        for (row, origin, slot, is_read) in found {
            if !is_read || as_weeks && !are_weeks {
                self.texts.insert((row, field), MadeField::Other { text: days::text(slot), origin });
            }
        }
        are_weeks
    }

    /// The day of the title's week, for a column of a weekday in a sheet whose rows say no week.
    pub(super) fn day_of_title(&self, days: ColumnDays, when: &When) -> ColumnDays {
        match (days, self.reading.title.and_then(Slot::days)) {
            (ColumnDays::Weekday(day), Some((from, _))) if *when == When::Headings => {
                ColumnDays::These(Slot::Day(Week::of(from).monday().plus(day.into())))
            }
            (days, _) => days,
        }
    }

    /// Reports a heading whose days are not known.
    pub(super) fn unknown_days(&mut self, at: usize) {
        let Some(row) = self.reading.across else { return };
        let headings = &self.reading.columns[at].headings;
        let Some(heading) = headings.iter().find(|heading| heading.row == row) else { return };
        let fault = SheetFault::WeekWithoutYear { text: heading.text.clone() };
        let problem = Problem::new(fault).at(place_of(self.file, self.cells, row, heading.field));
        let excerpt = self.cells.source.record(row).map(|record| excerpt(record, heading.field));
        self.problems.push(match excerpt {
            Some(excerpt) => problem.excerpt(excerpt),
            None => problem,
        });
    }
}
