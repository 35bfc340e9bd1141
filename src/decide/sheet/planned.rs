//! Makes a plan of a reading, and, where the sheet is not a plain table, the records as they are meant.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::around::named;
use super::away::Away;
use super::cells::Cells;
use super::concept::Concept;
use super::making::{Making, Texts};
use super::reading::{Reading, Who};
use super::role::Role;
use super::rows::RowKind;
use super::whole::Weeks;
use crate::model::effort::Notation;
use crate::model::exact::Exact;
use crate::model::person::{folded, turned, without_additions};
use crate::model::place::Place;
use crate::problem::Problem;
use crate::read::csv::{Made, MadeField, MadeRecord, Origin, excerpt};
use crate::read::plan::{ColumnDays, Format, Header, Ignored, PersonFrom, Plan, Says, When};

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
    /// Whether the numbers of every row add up to exactly 1: levels of skill hardly ever do.
    pub are_shares: bool,
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
    /// Rows that are no effort, such as the capacity of the team.
    pub aside: Vec<Place>,
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
    if let Some(clock) = &reading.clock {
        amounts.push(making.by_clock(clock));
    }
    let mut says: Vec<(Says, usize)> = reading
        .known
        .iter()
        .zip(&reading.columns)
        .filter_map(|(known, column)| match known.role {
            Role::Work(says) if reading.is_long => Some((says, column.field)),
            _ => None,
        })
        .collect();
    if reading.is_worked_by_groups {
        says.push((Says::Category, making.group_column("Category", &str::to_owned)));
    }
    let mut leaves = making.words(away);
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
    let mut left_out = making.left_out(file);
    let titles = reading.around.rows.len() as u64;
    let has_signs = reading.efforts.iter().any(|effort| {
        let [_, signed @ ..] = reading.signs(cells, reading.columns[effort.at].field);
        signed.iter().any(|cells| *cells > 0)
    });
    let fields: Vec<usize> = reading.efforts.iter().map(|effort| reading.columns[effort.at].field).collect();
    let rows: Vec<usize> = reading.entries().collect();
    let are_shares = Weeks { cells, rows: &rows, full_week }.are_all_one(&fields);
    let made = making.made(&left_out);
    if made.is_none() {
        // The records of the file are read as they stand, and their blank rows are counted then.
        left_out.blank.clear();
    }
    Planned { made, plan, left_out, titles, has_signs, are_shares, problems: making.problems }
}

impl Making<'_> {
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
            Who::Groups => {
                PersonFrom::Column(self.group_column("Person", &|text| without_additions(named(text)).to_owned()))
            }
            Who::File => PersonFrom::Everywhere(file_stem.to_owned()),
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
            // Where the rows say the work, several of them are about the same person and time.
            (_, PersonFrom::Headings) if self.reading.is_long => Format::Long,
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
                // That nothing says its days is told already.
                Role::Amount if self.reading.across.is_some() => Ignored::Unused,
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
                RowKind::Aside(..) | RowKind::Ignored => &mut left_out.aside,
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
            && left_out.aside.is_empty()
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

/// How many cells of leave are written, by notation: all as percents of a day or a week.
fn leave_cells(away: &Away) -> [u64; 4] {
    let mut cells = [0; 4];
    cells[Notation::Percent as usize] = away.leaves.len() as u64;
    cells
}
