//! What each row of a table is: an entry, a sum of others, a repeated header, the name of a group, a note.

use super::cells::{Cells, Kind};
use super::concept::Concept;
use super::heading::{meaning, says_sum};
use super::table::Table;
use crate::model::exact::Exact;
use crate::model::person::{Roster, folded, without_additions};

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
    /// The configuration leaves it out by its label.
    Ignored,
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
    /// Labels of rows that the configuration says are effort, and of those that it leaves out.
    pub effort: &'a [&'a str],
    pub ignored: &'a [&'a str],
    /// Rows that are the sums of the rows below them, and say whose or what these are.
    pub heads: &'a [usize],
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
    /// Whether the people are named by their addresses.
    pub are_addresses: bool,
    /// Whether single texts in the column of people name the work of the people below them.
    pub are_people_below: bool,
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

/// Whether a text behind the last amounts says something, rather than naming somebody.
fn reads_like_remark(text: &str) -> bool {
    text.split_whitespace().count() > 3 || text.contains(": ")
}

/// Whether a text is longer than a name or a label is.
fn is_sentence(text: &str) -> bool {
    let words: Vec<&str> = without_additions(text).split_whitespace().collect();
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

    /// Whether a label is that of somebody or of something whose rows are effort: by the roster, or by the configuration.
    pub(super) fn is_known(&self, label: &str) -> bool {
        self.roster.is_some_and(|roster| roster.find(label).is_some())
            || self.effort.iter().any(|effort| folded(effort) == folded(label))
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
        if self.is_ignored(row) {
            return RowKind::Ignored;
        }
        if self.heads.contains(&row) {
            let label = self.table.fields.iter().find(|field| self.cells.at(row, **field).is_word());
            return RowKind::Group(label.map_or("", |field| self.cells.text(row, *field)).to_owned());
        }
        if let Some(concept) = self.says_sum(row) {
            return RowKind::Sum(SumRow {
                says: Some(concept),
                is_shown: false,
                columns: 0,
                rows: 0,
                is_doubted: false,
            });
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
        // A row of one label above a header that repeats may also be somebody's week without an amount.
        let is_above_header = row + 1 < self.table.body.end
            && self.table.repeats_header(self.cells, row + 1)
            && self.cells.is_blank(row - 1);
        match filled[..] {
            [only] if is_above_header => RowKind::Group(self.cells.text(row, only).to_owned()),
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

    fn is_single(&self, row: usize) -> bool {
        self.cells.filled(row).take(2).count() == 1
    }

    /// Single texts behind the last amounts and a blank row are remarks.
    fn remarks(&self, kinds: &mut [RowKind]) {
        let from = self.table.body.start;
        let last = (0..kinds.len()).rev().find(|at| self.has_amounts(from + at));
        for (at, kind) in kinds.iter_mut().enumerate().skip(last.map_or(0, |last| last + 1)) {
            let text = || self.cells.filled(from + at).next().map_or("", |field| self.cells.text(from + at, field));
            if *kind == RowKind::Entry && self.is_single(from + at) && reads_like_remark(text()) {
                *kind = RowKind::Note;
            }
        }
        let Some(blank) = last.and_then(|last| (last..kinds.len()).find(|at| kinds[*at] == RowKind::Blank)) else {
            return;
        };
        for (at, kind) in kinds.iter_mut().enumerate().skip(blank) {
            let row = from + at;
            let says_no_time =
                !self.fields.when.is_empty() && !self.fields.when.iter().any(|field| self.is_time(row, *field));
            // A place for a signature and a date.
            let is_line = || self.cells.filled(row).any(|field| self.cells.text(row, field).contains("__"));
            let is_remark = self.is_single(row) || !self.has_amounts(row) && (says_no_time || is_line());
            if is_remark && matches!(kind, RowKind::Entry | RowKind::Group(_)) {
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
        let is_label = self.fields.person == Some(only) && !self.fields.are_people_below
            || self.fields.work.contains(&only) && self.fields.person.is_some() && !self.fields.are_addresses;
        // A label that other rows have with amounts is a row in which nothing was done.
        let text = folded(&cell.text);
        let is_met = || {
            let mut others = self.table.body.clone().filter(|other| *other != row && self.has_amounts(*other));
            others.any(|other| folded(self.cells.text(other, only)) == text)
        };
        (cell.is_word() || cell.kind == Kind::Placeholder) && !is_label && !is_met()
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

    /// Whether the configuration leaves the row out: by one of its labels, or by its first cell.
    fn is_ignored(&self, row: usize) -> bool {
        if self.ignored.is_empty() {
            return false;
        }
        let is = |field: usize| {
            let text = folded(self.cells.text(row, field));
            !text.is_empty() && self.ignored.iter().any(|label| folded(label) == text)
        };
        self.labels().any(is) || self.cells.filled(row).next().is_some_and(is)
    }

    /// What the labels of a row say if they say that it holds sums. A person on the roster is a person.
    fn says_sum(&self, row: usize) -> Option<Concept> {
        let of = |field: usize| {
            let cell = self.cells.at(row, field);
            (cell.is_word() && !self.is_known(&cell.text)).then(|| says_sum(&cell.text)).flatten()
        };
        let labels = self.labels().find_map(of);
        // Without a column of labels, or above it, the word stands in the first cell.
        labels.or_else(|| {
            let first = self.table.fields.iter().copied().find(|field| !self.cells.at(row, *field).is_blank())?;
            if self.fields.amounts.contains(&first) { None } else { of(first) }
        })
    }

    pub(super) fn is_time(&self, row: usize, field: usize) -> bool {
        let cell = self.cells.at(row, field);
        cell.kind == Kind::Time || cell.whole().is_some()
    }
}
