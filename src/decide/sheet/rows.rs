//! What each row of a table is: an entry, a sum of others, a repeated header, the name of a group, a note.

use super::cells::{Cells, Kind};
use super::concept::Concept;
use super::heading::{meaning, says_sum};
use super::table::Table;
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded};

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    Entry,
    Blank,
    /// It repeats the header.
    Header,
    /// A single text above rows that it names: whose they are, or which week.
    Group(String),
    Sum(SumRow),
    /// Amounts whose person is a placeholder.
    Nobody,
    /// Numbers that are no effort, with the label that says so: `Capacity`, `Planned`.
    Aside(String, Concept),
    /// Texts, and no amount.
    Note,
}

/// A row of totals, averages or shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumRow {
    /// `None` if only the numbers show it.
    pub says: Option<Concept>,
    /// Whether the numbers are the sums or averages of rows above.
    pub is_shown: bool,
    /// In how many columns of amounts it has a number that is not zero, and of how many rows it is the sum.
    pub columns: usize,
    pub rows: usize,
    /// Whether it may be somebody's own row that happens to be the sum of others.
    pub is_doubted: bool,
}

/// What is known of the columns when the rows are told apart.
pub struct Given<'a> {
    pub cells: &'a Cells,
    pub table: &'a Table,
    pub fields: &'a RowFields,
    pub roster: Option<&'a Roster>,
}

/// The fields by which rows are told apart: of the amounts, of the people, those that say the days and those that say the work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowFields {
    pub amounts: Vec<usize>,
    pub person: Option<usize>,
    pub when: Vec<usize>,
    pub work: Vec<usize>,
    /// Other columns of the work itself, such as the times of start and end: a word for leave in one of them is leave.
    pub beside: Vec<usize>,
    /// The column that says of each row whether it was planned or happened.
    pub state: Option<usize>,
}

/// The kinds of the rows of the body, in order.
pub fn kinds(given: &Given<'_>) -> Vec<RowKind> {
    let mut kinds: Vec<RowKind> = given.table.body.clone().map(|row| given.by_itself(row)).collect();
    given.sums(&mut kinds);
    given.sums_of_time(&mut kinds);
    given.footer(&mut kinds);
    given.remarks(&mut kinds);
    kinds
}

/// Whether a text is longer than a name or a label is.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_date = words.iter().any(|word| crate::read::when::is_dated(word));
    words.len() > 5 || words.len() > 3 && has_date || text.contains("://")
}

impl Given<'_> {
    pub(super) fn labels(&self) -> impl Iterator<Item = usize> + '_ {
        self.fields.when.iter().copied().chain(self.fields.person).chain(self.fields.work.iter().copied())
    }

    /// The number in a column of amounts; a blank is nothing.
    pub(super) fn number(&self, row: usize, field: usize) -> Option<&Exact> {
        self.cells.at(row, field).number().map(|number| &number.value)
    }

    fn has_amounts(&self, row: usize) -> bool {
        self.fields.amounts.iter().any(|field| matches!(self.cells.at(row, *field).kind, Kind::Number(_) | Kind::Error))
    }

    /// What a row is without a look at the others. Rows of numbers count as entries.
    fn by_itself(&self, row: usize) -> RowKind {
        let filled: Vec<usize> =
            self.table.fields.iter().copied().filter(|field| !self.cells.at(row, *field).is_blank()).collect();
        if filled.is_empty() {
            return RowKind::Blank;
        }
        if self.table.repeats_header(self.cells, row) {
            return RowKind::Header;
        }
        if let Some(concept) = self.says_sum(row) {
            return RowKind::Sum(SumRow { says: Some(concept), is_shown: false, columns: 0, rows: 0, is_doubted: false });
        }
        if self.has_amounts(row) && !self.is_nothing(row) || self.is_broken(row) {
            let is_nobody = self.fields.person.is_some_and(|field| self.cells.at(row, field).kind == Kind::Placeholder);
            return match self.says_other(row) {
                _ if is_nobody => RowKind::Nobody,
                Some((label, concept)) => RowKind::Aside(label, concept),
                None => RowKind::Entry,
            };
        }
        let own = self.labels().filter(|field| !self.cells.at(row, *field).is_blank()).count();
        let has_text = self.fields.amounts.iter().any(|field| self.cells.at(row, *field).is_word());
        if self.leave_beside(row).is_some() && self.is_complete(row) {
            return RowKind::Entry;
        }
        if self.is_nothing(row) {
            return RowKind::Note;
        }
        match filled[..] {
            [only] if is_sentence(self.cells.text(row, only)) => RowKind::Note,
            [only] if self.names_group(row, only) => RowKind::Group(self.cells.text(row, only).to_owned()),
            _ if own > 0 && (self.is_complete(row) || has_text) => RowKind::Entry,
            // The first row of a block may say its week or its person and nothing else.
            _ if own > 0 && own == filled.len() => RowKind::Entry,
            _ => RowKind::Note,
        }
    }

    /// The field beside the amounts that holds a word for leave, in a row without an amount other than zero.
    pub fn leave_beside(&self, row: usize) -> Option<usize> {
        let is_zero = |field: &usize| self.number(row, *field).is_none_or(Exact::is_zero);
        let is_leave = |field: &&usize| {
            let cell = self.cells.at(row, **field);
            cell.is_word() && meaning(&cell.text).concept == Some(Concept::Leave)
        };
        let all_zero = self.fields.amounts.iter().all(is_zero);
        self.fields.beside.iter().find(is_leave).copied().filter(|_| all_zero)
    }

    /// Whether all amounts of a row are zero and nothing says what they are of.
    fn is_nothing(&self, row: usize) -> bool {
        let is_zero = |field: &usize| match &self.cells.at(row, *field).kind {
            Kind::Number(number) => number.value.is_zero(),
            kind => *kind == Kind::Blank,
        };
        let is_blank = |field: &usize| self.cells.at(row, *field).is_blank();
        let has_number = self.fields.amounts.iter().any(|field| self.cells.at(row, *field).is_number());
        has_number
            && !self.fields.work.is_empty()
            && self.fields.work.iter().all(is_blank)
            && self.fields.amounts.iter().all(is_zero)
    }

    /// Single texts behind the last amounts and a blank row are remarks.
    fn remarks(&self, kinds: &mut [RowKind]) {
        let from = self.table.body.start;
        let last = (0..kinds.len()).rev().find(|at| self.has_amounts(from + at));
        let Some(blank) = last.and_then(|last| (last..kinds.len()).find(|at| kinds[*at] == RowKind::Blank)) else {
            return;
        };
        for (at, kind) in kinds.iter_mut().enumerate().skip(blank) {
            let is_single = self.cells.filled(from + at).take(2).count() == 1;
            if is_single && matches!(kind, RowKind::Entry | RowKind::Group(_)) {
                *kind = RowKind::Note;
            }
        }
    }

    /// Rows behind the last total that say neither a person nor a time are remarks about it: growth, a comparison.
    fn footer(&self, kinds: &mut [RowKind]) {
        let from = self.table.body.start;
        let says_nothing = |row: usize| {
            let is_person = self.fields.person.is_some_and(|field| !self.cells.at(row, field).is_blank());
            !self.fields.when.is_empty()
                && !is_person
                && !self.fields.when.iter().any(|field| self.is_time(row, *field))
        };
        let is_part = |at: usize| match &kinds[at] {
            RowKind::Entry => says_nothing(from + at),
            _ => true,
        };
        let first = (0..kinds.len()).rev().take_while(|at| is_part(*at)).last();
        let Some(first) = first else { return };
        let total = (first..kinds.len())
            .find(|at| matches!(&kinds[*at], RowKind::Sum(sum) if sum.says == Some(Concept::Total)));
        let Some(total) = total else { return };
        for kind in kinds.iter_mut().skip(total).filter(|kind| **kind == RowKind::Entry) {
            *kind = RowKind::Note;
        }
    }

    /// Whether the only text of a row names the rows below it: the person or the days that no column says.
    fn names_group(&self, row: usize, only: usize) -> bool {
        let cell = self.cells.at(row, only);
        let is_time = cell.kind == Kind::Time;
        if self.fields.when.is_empty() && is_time {
            return true;
        }
        let is_label =
            self.fields.person == Some(only) || self.fields.work.contains(&only) && self.fields.person.is_some();
        cell.is_word() && !is_label
    }

    fn is_broken(&self, row: usize) -> bool {
        self.cells.rows.get(row).is_some_and(|row| row.is_broken)
    }

    /// Whether a row says whose it is and which days it is about.
    fn is_complete(&self, row: usize) -> bool {
        let is_filled = |field: usize| !self.cells.at(row, field).is_blank();
        self.fields.person.is_none_or(is_filled)
            && (self.fields.when.is_empty() || self.fields.when.iter().any(|field| is_filled(*field)))
            && (self.fields.person.is_some() || !self.fields.when.is_empty() || !self.fields.work.is_empty())
    }

    /// What the labels of a row say if they say that it holds sums. A person on the roster is a person.
    fn says_sum(&self, row: usize) -> Option<Concept> {
        let is_person = |text: &str| self.roster.is_some_and(|roster| roster.find(text).is_some());
        let of = |field: usize| {
            let cell = self.cells.at(row, field);
            (cell.is_word() && !is_person(&cell.text)).then(|| says_sum(&cell.text)).flatten()
        };
        let labels = self.labels().find_map(of);
        // Without a column of labels, or above it, the word stands in the first cell.
        labels.or_else(|| {
            let first = self.table.fields.iter().copied().find(|field| !self.cells.at(row, *field).is_blank())?;
            if self.fields.amounts.contains(&first) { None } else { of(first) }
        })
    }

    /// Tells rows of sums from entries by their numbers.
    fn sums(&self, kinds: &mut [RowKind]) {
        let from = self.table.body.start;
        let is_unlabelled = |row: usize| self.labels().all(|field| self.cells.at(row, field).is_blank());
        for at in 0..kinds.len() {
            let row = from + at;
            let said = match &kinds[at] {
                RowKind::Sum(sum) => sum.says,
                RowKind::Entry if self.may_be_sum(row, kinds) => None,
                _ => continue,
            };
            let columns = self
                .fields
                .amounts
                .iter()
                .filter(|field| self.number(row, **field).is_some_and(|n| !n.is_zero()))
                .count();
            let shown =
                if columns > 0 { self.shown(row, at, kinds, said.is_some() || is_unlabelled(row)) } else { None };
            match (said, shown) {
                (Some(_), shown) => {
                    kinds[at] = RowKind::Sum(SumRow {
                        says: said,
                        is_shown: shown.is_some() || columns == 0,
                        columns,
                        rows: shown.unwrap_or(0),
                        is_doubted: false,
                    });
                }
                (None, Some(rows)) if rows >= 2 => {
                    kinds[at] = RowKind::Sum(SumRow { says: None, is_shown: true, columns, rows, is_doubted: false });
                }
                (None, _) => {}
            }
        }
    }

    /// Returns whether a row of numbers may be a row of sums: the label that tells it from its neighbours is blank, or a text that no
    /// other row has and that is on no roster; or it says no days.
    fn may_be_sum(&self, row: usize, kinds: &[RowKind]) -> bool {
        let is_blank = |field: usize| self.cells.at(row, field).is_blank();
        let says_days = self.fields.when.is_empty() || self.fields.when.iter().any(|field| self.is_time(row, *field));
        let is_known_work = |field: &usize| {
            let work = folded(self.cells.text(row, *field));
            let mut others = self.table.body.clone().filter(|other| *other != row);
            !work.is_empty() && others.any(|other| folded(self.cells.text(other, *field)) == work)
        };
        if self.fields.work.iter().any(is_known_work) {
            return false;
        }
        if let Some(person) = self.fields.person {
            let name = folded(self.cells.text(row, person));
            let is_known = || {
                let others = self
                    .table
                    .body
                    .clone()
                    .zip(kinds)
                    .filter(|(other, kind)| *other != row && **kind == RowKind::Entry);
                let is_met = others.map(|(other, _)| folded(self.cells.text(other, person))).any(|other| other == name);
                is_met || self.roster.is_some_and(|roster| roster.find(&name).is_some())
            };
            let is_alone = !self.fields.work.is_empty() && self.fields.work.iter().all(|field| is_blank(*field));
            return !says_days && (is_blank(person) || !is_known())
                || is_alone && self.fields.when.is_empty() && !is_known()
                || self.fields.work.iter().all(|field| is_blank(*field)) && is_blank(person)
                || self.fields.when.is_empty() && !is_known() && self.fields.work.is_empty();
        }
        !says_days
            || self.fields.work.iter().all(|field| is_blank(*field))
                && self.fields.when.iter().all(|field| is_blank(*field))
    }

    fn is_time(&self, row: usize, field: usize) -> bool {
        let cell = self.cells.at(row, field);
        cell.kind == Kind::Time || cell.whole().is_some()
    }

    /// Returns of how many entries above a row holds the sums or the averages, in every column of amounts.
    fn shown(&self, row: usize, at: usize, kinds: &[RowKind], is_said: bool) -> Option<usize> {
        // A total counts the work of nobody, too.
        let counts = |kind: &RowKind| matches!(kind, RowKind::Entry | RowKind::Nobody);
        let entries = |from: usize| -> Vec<usize> {
            (from..at).filter(|at| counts(&kinds[*at])).map(|at| self.table.body.start + at).collect()
        };
        let mut starts: Vec<usize> = Vec::new();
        // Since the last sum, since the last blank row or group, and since the top.
        let last = |is: &dyn Fn(&RowKind) -> bool| kinds[..at].iter().rposition(is).map_or(0, |found| found + 1);
        starts.push(last(&|kind| matches!(kind, RowKind::Sum(_))));
        starts.push(last(&|kind| !counts(kind)));
        starts.extend(self.block_start(at, kinds));
        starts.push(0);
        let sums: Vec<usize> = {
            let of = |at: &usize| matches!(&kinds[*at], RowKind::Sum(sum) if sum.is_shown);
            (0..at).filter(of).map(|at| self.table.body.start + at).collect()
        };
        let above = starts.into_iter().map(entries).chain([sums]).find(|rows| self.is_of(row, rows, is_said));
        // A total may stand above what it sums.
        let all = || -> Vec<usize> {
            let is_other = |other: &usize| *other != at && kinds[*other] == RowKind::Entry;
            (0..kinds.len()).filter(is_other).map(|at| self.table.body.start + at).collect()
        };
        let is_first = !kinds[..at].contains(&RowKind::Entry)
            && kinds[at + 1..].iter().filter(|kind| **kind == RowKind::Entry).count() > 2;
        above.or_else(|| Some(all()).filter(|rows| is_first && self.is_of(row, rows, is_said))).map(|rows| rows.len())
    }

    /// The row at which the block of the row before begins: where the first label was written last.
    fn block_start(&self, at: usize, kinds: &[RowKind]) -> Option<usize> {
        let lead = self.labels().next()?;
        let start = self.table.body.start;
        let before = (0..at).rev().find(|at| kinds[*at] == RowKind::Entry)?;
        let text = |at: usize| folded(self.cells.text(start + at, lead));
        let own = (0..=before).rev().map(text).find(|text| !text.is_empty())?;
        let first = (0..=before).rev().take_while(|at| text(*at) == own || text(*at).is_empty());
        first.filter(|at| !text(*at).is_empty()).last()
    }

    /// Whether the numbers of a row are the sums of those of other rows, or, if its label says so, their averages: an average may be
    /// met by chance.
    fn is_of(&self, row: usize, rows: &[usize], is_said: bool) -> bool {
        if rows.is_empty() {
            return false;
        }
        let all = Exact::whole(rows.len() as i128);
        let fits = |value: &dyn Fn(&Exact, usize) -> Option<Exact>| {
            self.fields.amounts.iter().all(|&field| {
                let numbers: Vec<&Exact> = rows.iter().filter_map(|row| self.number(*row, field)).collect();
                let sum = Exact::sum(numbers.iter().copied());
                match (self.cells.at(row, field).number(), value(&sum, numbers.len())) {
                    (Some(number), Some(value)) => number.is_about(&value),
                    (None, value) => value.is_none_or(|value| value.is_zero()),
                    (Some(number), None) => number.value.is_zero(),
                }
            })
        };
        fits(&|sum, _| Some(sum.clone()))
            || is_said
                && rows.len() >= 2
                && (fits(&|sum, _| sum.over(&all)) || fits(&|sum, n| sum.over(&Exact::whole(n as i128))))
    }

    /// The first column in which a row that says it holds totals has another number than the sum of the rows above: its field,
    /// what it says, and what the rows make.
    pub fn disagreement(&self, at: usize, kinds: &[RowKind]) -> Option<(usize, Exact, Exact)> {
        let row = self.table.body.start + at;
        let last = kinds[..at].iter().rposition(|kind| matches!(kind, RowKind::Sum(_))).map_or(0, |found| found + 1);
        let rows = |from: usize| -> Vec<usize> {
            (from..at).filter(|at| kinds[*at] == RowKind::Entry).map(|at| self.table.body.start + at).collect()
        };
        let rows = if rows(last).is_empty() { rows(0) } else { rows(last) };
        self.fields.amounts.iter().find_map(|&field| {
            let number = self.cells.at(row, field).number()?;
            let sum = Exact::sum(rows.iter().filter_map(|row| self.number(*row, field)));
            (!number.is_about(&sum)).then(|| (field, number.value.clone(), sum))
        })
    }
}
