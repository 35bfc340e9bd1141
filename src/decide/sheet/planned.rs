//! Makes a plan of a reading, and, where the sheet is not a plain table, the records as they are meant.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::away::Away;
use super::cells::{Cells, Number};
use super::concept::Concept;
use super::days;
use super::heading::HeadedUnit;
use super::reading::{Effort, Reading, Who};
use super::role::{Role, TimeRole};
use super::rows::RowKind;
use crate::model::effort::{Notation, Unit};
use crate::model::exact::Exact;
use crate::model::person::{folded, turned, without_additions};
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::model::week::Week;
use crate::problem::{Problem, Question, SheetFault};
use crate::read::csv::{Made, MadeField, MadeRecord, Origin, excerpt, place};
use crate::read::plan::{AmountColumn, ColumnDays, Format, Header, Ignored, PersonFrom, Plan, When};
use crate::read::when;

/// A plan, with the records that it is run over.
#[derive(Debug)]
pub struct Planned {
    pub plan: Plan,
    /// `None` if the records of the file are those that are meant.
    pub made: Option<Arc<Made>>,
    pub left_out: LeftOut,
    /// How many lines with a single text stand above the header.
    pub titles: u64,
    /// Whether cells carry a sign of their unit: then they are no levels of skill.
    pub has_signs: bool,
    /// What is wrong with the headings.
    pub problems: Vec<Problem>,
}

/// Rows of the table that are no entries.
#[derive(Debug, Clone, Default)]
pub struct LeftOut {
    pub sums: Vec<Place>,
    pub blank: Vec<Place>,
    pub headers: Vec<Place>,
    pub notes: Vec<Place>,
    pub nobody: Vec<Place>,
}

/// The texts that some cells are given, by row and field.
type Texts = BTreeMap<(usize, usize), MadeField>;

/// A column that is added to the sheet.
struct Added {
    heading: String,
    /// The text of each row of the body and where it comes from.
    texts: Vec<Option<MadeField>>,
}

/// Returns the plan of a reading.
pub fn planned(
    file: &Arc<str>,
    (cells, reading, away): (&Cells, &Reading, &Away),
    file_stem: &str,
    full_week: &Exact,
) -> Planned {
    let mut making = Making { file, cells, reading, texts: Texts::new(), added: Vec::new(), problems: Vec::new() };
    let when = making.when();
    let person = making.person(file_stem);
    let mut amounts = making.amounts(full_week, &when);
    let says = reading
        .known
        .iter()
        .zip(&reading.columns)
        .filter_map(|(known, column)| match known.role {
            Role::Work(says) if reading.is_long => Some((says, column.field)),
            _ => None,
        })
        .collect();
    let mut leaves = making.words(away, full_week);
    if when == When::Headings {
        let title = reading.title.filter(|_| reading.across.is_none()).map(ColumnDays::These);
        leaves.iter_mut().for_each(|leave| leave.days = leave.days.or(title));
    }
    let header = making.header();
    let mut plan = Plan {
        file: file.clone(),
        format: making.format(&when, &person),
        header,
        above: None,
        person,
        when,
        says,
        amounts: {
            amounts.extend(leaves);
            amounts
        },
        ignored: Vec::new(),
        entries: None,
        tested: Vec::new(),
        leave_cells: leave_cells(away),
        bare: None,
    };
    plan.ignored = making.ignored(&plan);
    let left_out = making.left_out(file);
    let titles = reading.around.rows.len() as u64;
    let has_signs = reading.efforts.iter().any(|effort| {
        let [_, signed @ ..] = reading.signs(cells, reading.columns[effort.at].field);
        signed.iter().any(|cells| *cells > 0)
    });
    Planned { made: making.made(&left_out), plan, left_out, titles, has_signs, problems: making.problems }
}

struct Making<'a> {
    file: &'a Arc<str>,
    problems: Vec<Problem>,
    cells: &'a Cells,
    reading: &'a Reading,
    texts: Texts,
    added: Vec<Added>,
}

impl Making<'_> {
    fn field(&self, at: usize) -> usize {
        self.reading.columns[at].field
    }

    fn body(&self) -> impl Iterator<Item = (usize, &RowKind)> {
        self.reading.table.body.clone().zip(&self.reading.kinds)
    }

    /// The rows whose cells hold for each row of the body, in a column of labels.
    fn holders(&self, at: usize) -> Vec<Option<usize>> {
        let table = &self.reading.table;
        if self.reading.held.contains(&at) {
            super::held::holders(self.cells, table, &self.reading.kinds, self.field(at))
        } else {
            table.body.clone().map(Some).collect()
        }
    }

    /// Fills the blank cells of held labels.
    fn fill(&mut self, at: usize) {
        if !self.reading.held.contains(&at) {
            return;
        }
        let field = self.field(at);
        for (row, holder) in self.reading.table.body.clone().zip(self.holders(at)) {
            let Some(holder) = holder.filter(|holder| *holder != row) else { continue };
            if self.cells.at(row, field).is_blank() {
                let origin = Origin { record: holder, field };
                self.texts.insert((row, field), MadeField::Kept(origin));
            }
        }
    }

    /// Where the rows say their days.
    fn when(&mut self) -> When {
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
                if is_weekend {
                    self.ask_weekend(date);
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
            let slot = |text: &str| days::of_cell(text, TimeRole::Date, &around);
            let are_weeks = self.reading.groups().all(|text| matches!(slot(text), Some(Slot::Week(_))));
            let written = |text: &str| slot(text).map_or(text.to_owned(), days::text);
            let field = self.group_column("Week", &written);
            return if are_weeks { When::Week(field) } else { When::Date(field) };
        }
        if self.reading.title.is_some() { When::Headings } else { When::Period }
    }

    /// Adds a column with what the row above each block says. Returns its field.
    fn group_column(&mut self, heading: &str, written: &dyn Fn(&str) -> String) -> usize {
        let field = self.width() + self.added.len();
        let mut held: Option<MadeField> = None;
        let mut texts = Vec::new();
        for (row, kind) in self.body() {
            if let RowKind::Group(text) = kind {
                let first = self.cells.filled(row).next().unwrap_or(0);
                held = Some(MadeField::Other { text: written(text), origin: Origin { record: row, field: first } });
            }
            texts.push(held.clone());
        }
        self.added.push(Added { heading: heading.to_owned(), texts });
        field
    }

    /// Asks whether days of the weekend begin a week or end one.
    fn ask_weekend(&mut self, at: usize) {
        let field = self.field(at);
        let Some(row) = self.reading.entries().find(|row| !self.cells.at(*row, field).is_blank()) else { return };
        let question = Question::AskedWeekend { text: self.cells.text(row, field).to_owned() };
        let problem = Problem::new(question).at(place_of(self.file, self.cells, row, field));
        let excerpt = self.cells.source.record(row).map(|record| excerpt(record, field));
        self.problems.push(match excerpt {
            Some(excerpt) => problem.excerpt(excerpt),
            None => problem,
        });
    }

    /// The texts of a column in the rows that are entries, each once.
    fn texts_of(&self, at: usize) -> Vec<&str> {
        let mut texts: Vec<&str> = Vec::new();
        for row in self.reading.entries() {
            let text = self.cells.text(row, self.field(at));
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
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

    /// Writes the names without what stands behind them, and each person's in one spelling, the first.
    fn names(&mut self, at: usize) {
        let field = self.field(at);
        let mut spellings: BTreeMap<String, String> = BTreeMap::new();
        for row in self.reading.entries().collect::<Vec<_>>() {
            let origin = self.texts.get(&(row, field)).map_or(Origin { record: row, field }, MadeField::origin);
            let text = self.cells.text(origin.record, origin.field);
            let name = without_additions(text);
            let key = turned(&folded(name)).into_owned();
            let name = spellings.entry(key).or_insert_with(|| name.to_owned());
            if name != text {
                self.texts.insert((row, field), MadeField::Other { text: name.to_owned(), origin });
            }
        }
    }

    fn person(&mut self, file_stem: &str) -> PersonFrom {
        match &self.reading.who {
            Who::Column(at) => {
                self.fill(*at);
                self.names(*at);
                PersonFrom::Column(self.field(*at))
            }
            Who::Headings => PersonFrom::Headings,
            Who::Title { text, .. } => PersonFrom::Everywhere(without_additions(text).to_owned()),
            Who::Configured(name) => PersonFrom::Everywhere(name.clone()),
            Who::Groups => PersonFrom::Column(self.group_column("Person", &|text| without_additions(text).to_owned())),
            Who::File => PersonFrom::Everywhere(file_stem.to_owned()),
        }
    }

    fn amounts(&mut self, full_week: &Exact, when: &When) -> Vec<AmountColumn> {
        let reading = self.reading;
        for at in reading.with_role(|role| matches!(role, Role::Work(_))).collect::<Vec<_>>() {
            self.fill(at);
        }
        let unit = |effort: &Effort| {
            reading.columns[effort.at]
                .headings
                .iter()
                .rev()
                .find_map(|heading| super::heading::meaning(&heading.text).unit)
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

    /// The day of the title's week, for a column of a weekday in a sheet whose rows say no week.
    fn day_of_title(&self, days: ColumnDays, when: &When) -> ColumnDays {
        match (days, self.reading.title.and_then(Slot::days)) {
            (ColumnDays::Weekday(day), Some((from, _))) if *when == When::Headings => {
                ColumnDays::These(Slot::Day(Week::of(from).monday().plus(day.into())))
            }
            (days, _) => days,
        }
    }

    /// Blanks the words among the amounts, and returns the columns of the leave that they stand for: one for each word and each
    /// column's days.
    fn words(&mut self, away: &Away, full_week: &Exact) -> Vec<AmountColumn> {
        for &(row, field) in &away.blanks {
            let origin = Origin { record: row, field };
            self.texts.insert((row, field), MadeField::Other { text: String::new(), origin });
        }
        let day = full_week.over(&Exact::whole(5)).and_then(|day| Some(format!("{}h", decimal(&day, day.places(18)?))));
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
                    let bare = leave.is_week.then_some(Notation::Percent);
                    let column = AmountColumn {
                        field: width + self.added.len(),
                        activity: leave.word.clone(),
                        person: leave.person.clone(),
                        days: leave.days,
                        is_leave: true,
                        bare,
                        unit: None,
                    };
                    let texts = vec![None; self.reading.table.body.len()];
                    self.added.push(Added { heading: leave.word.clone(), texts });
                    columns.push((column, leave.is_week));
                    columns.len() - 1
                }
            };
            let text = if leave.is_week { "100".to_owned() } else { day.clone().unwrap_or_default() };
            let origin = Origin { record: leave.row, field: leave.field };
            let place = self
                .added
                .iter_mut()
                .nth(before + at)
                .and_then(|added| added.texts.get_mut(leave.row.checked_sub(self.reading.table.body.start)?));
            if let Some(place) = place {
                *place = Some(MadeField::Other { text, origin });
            }
        }
        columns.into_iter().map(|(column, _)| column).collect()
    }

    /// The number of fields of the header.
    fn width(&self) -> usize {
        self.cells.rows.get(self.reading.table.header).map_or(0, |row| row.cells.len())
    }

    /// Reports a heading whose days are not known.
    fn unknown_days(&mut self, at: usize) {
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

    fn header(&self) -> Header {
        let row = self.reading.table.header;
        let record = self.cells.source.record(row);
        let mut headings: Vec<String> = self
            .cells
            .rows
            .get(row)
            .map_or_else(Vec::new, |row| row.cells.iter().map(|cell| cell.text.clone()).collect());
        for column in &self.reading.columns {
            if let Some(heading) = headings.get_mut(column.field).filter(|heading| heading.is_empty()) {
                column.heading().clone_into(heading);
            }
        }
        let spans =
            (0..headings.len()).map(|field| record.map_or(0..0, |record| excerpt(record, field).span)).collect();
        headings.extend(self.added.iter().map(|added| added.heading.clone()));
        let text = record.map_or_else(String::new, |record| excerpt(record, 0).text);
        Header { headings, line: self.cells.rows.get(row).map_or(0, |row| row.line), text, spans }
    }

    fn format(&self, when: &When, person: &PersonFrom) -> Format {
        match (when, person) {
            (When::Headings, _) if self.reading.across.is_some() => Format::WeeksAcross,
            (_, PersonFrom::Headings) => Format::PeopleAcross,
            (When::Range { .. }, _) if self.reading.is_long => Format::Allocation,
            _ if self.reading.is_long => Format::Long,
            (When::Period, _) => Format::WideByPerson,
            (_, PersonFrom::Everywhere(_)) => Format::OnePerson,
            _ => Format::WideByWeek,
        }
    }

    /// The columns that the plan does not use, each with the reason.
    fn ignored(&self, plan: &Plan) -> Vec<(usize, Ignored)> {
        let is_used = |field: usize| {
            plan.when.fields().chain(plan.person_fields()).any(|used| used == field)
                || plan.says.iter().any(|(_, used)| *used == field)
                || plan.amounts.iter().any(|amount| amount.field == field)
        };
        let of = |field: usize| {
            let Some(at) = self.reading.columns.iter().position(|column| column.field == field) else {
                return Ignored::Unheaded;
            };
            let column = &self.reading.columns[at];
            match &self.reading.known[at].role {
                Role::Derived(_) | Role::Sum(_) => Ignored::Total,
                Role::Aside(concept) => Ignored::NotEffort(concept.name()),
                Role::Amount => Ignored::Unheaded,
                Role::Empty if column.heading().is_empty() => Ignored::Unheaded,
                Role::Text if column.concept() == Some(Concept::Remark) => Ignored::Remark,
                _ => Ignored::Unused,
            }
        };
        (0..plan.width()).filter(|field| !is_used(*field)).map(|field| (field, of(field))).collect()
    }

    fn left_out(&self, file: &Arc<str>) -> LeftOut {
        let mut left_out = LeftOut::default();
        for (row, kind) in self.body() {
            let list = match kind {
                RowKind::Entry => continue,
                RowKind::Sum(_) => &mut left_out.sums,
                RowKind::Blank => &mut left_out.blank,
                RowKind::Header => &mut left_out.headers,
                RowKind::Nobody => &mut left_out.nobody,
                RowKind::Group(_) | RowKind::Note => &mut left_out.notes,
            };
            let line = self.cells.rows.get(row).map_or(0, |row| row.line);
            list.push(Place::row(file, line));
        }
        let rest = self.reading.table.body.end..self.cells.rows.len();
        for row in rest {
            let list = if self.cells.is_blank(row) { &mut left_out.blank } else { &mut left_out.notes };
            list.push(Place::row(file, self.cells.rows.get(row).map_or(0, |row| row.line)));
        }
        left_out
    }

    /// The records as they are meant, or `None` if these are those of the file from the header on.
    fn made(&self, left_out: &LeftOut) -> Option<Arc<Made>> {
        let table = &self.reading.table;
        let is_plain = self.texts.is_empty()
            && self.added.is_empty()
            && table.uppers.is_empty()
            && table.beside.is_empty()
            && left_out.sums.is_empty()
            && left_out.headers.is_empty()
            && left_out.notes.is_empty()
            && left_out.nobody.is_empty()
            && self.reading.around.rows.len() == self.reading.around.titles.len();
        if is_plain {
            return None;
        }
        let width = self.width();
        let record = |row: usize| {
            let own = self.cells.rows.get(row).map_or(0, |row| row.cells.len());
            let fields = (0..own).map(|field| {
                let kept = MadeField::Kept(Origin { record: row, field });
                if table.beside.contains(&field) {
                    return MadeField::Other { text: String::new(), origin: Origin { record: row, field } };
                }
                self.texts.get(&(row, field)).cloned().unwrap_or(kept)
            });
            let mut fields: Vec<MadeField> = fields.collect();
            // Blank fields behind the last heading say nothing.
            while fields.len() > width
                && fields.last().is_some_and(|field| self.cells.at(row, field.origin().field).is_blank())
            {
                fields.pop();
            }
            let added = self.added.iter().map(|added| {
                let text = added.texts.get(row.wrapping_sub(table.body.start)).cloned().flatten();
                text.unwrap_or(MadeField::Other { text: String::new(), origin: Origin { record: row, field: 0 } })
            });
            if !self.added.is_empty() {
                while fields.len() < width {
                    fields.push(MadeField::Other {
                        text: String::new(),
                        origin: Origin { record: row, field: fields.len() },
                    });
                }
            }
            fields.extend(added);
            MadeRecord { record: row, fields }
        };
        let entries = self.body().filter(|(_, kind)| **kind == RowKind::Entry).map(|(row, _)| row);
        let records = std::iter::once(table.header).chain(entries).map(record).collect();
        Some(Arc::new(Made { source: self.cells.source.clone(), records }))
    }
}

/// How many cells of leave are written, by notation: a whole week as a percent, a day as hours.
fn leave_cells(away: &Away) -> [u64; 4] {
    let mut cells = [0; 4];
    for leave in &away.leaves {
        let notation = if leave.is_week { Notation::Percent } else { Notation::Hours };
        cells[notation as usize] += 1;
    }
    cells
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

/// The place of a cell of the sheet.
pub fn place_of(file: &Arc<str>, cells: &Cells, row: usize, field: usize) -> Place {
    cells.source.record(row).map_or_else(|| Place::file(file), |record| place(file, record, field))
}
