//! The questions that a reading leaves, and what is worth noting about it.

use std::sync::Arc;

use super::amounts::Why;
use super::away::Away;
use super::cells::Cells;
use super::column::Column;
use super::concept::Concept;
use super::heading::may_be_name;
use super::place::place_of;
use super::reading::{Reading, Who};
use super::role::Role;
use super::rows::RowKind;
use crate::model::effort::{HeadedUnit, Notation};
use crate::model::exact::Exact;
use crate::model::person::folded;
use crate::problem::words::question::{ColumnDoubt, CountedWord, NamedColumn, Total};
use crate::problem::{Problem, Question};
use crate::read::csv::excerpt;

/// The questions that a reading leaves: errors, because nothing is counted before they are answered.
pub fn questions(file: &Arc<str>, cells: &Cells, reading: &Reading, away: &Away) -> Vec<Problem> {
    let asking = Asking { file, cells, reading };
    let mut questions = asking.columns();
    questions.extend(asking.rows());
    questions.extend(asking.labels());
    questions.extend(asking.tables());
    questions.extend(asking.person());
    questions.extend(asking.names());
    questions.extend(asking.headings());
    questions.extend(asking.shares());
    questions.extend(asking.signs());
    questions.extend(asking.thousands());
    questions.extend(asking.words(away));
    questions.extend(asking.beside(away));
    questions
}

/// What is worth noting about a reading.
pub fn notes(file: &Arc<str>, cells: &Cells, reading: &Reading, away: &Away) -> Vec<Problem> {
    let asking = Asking { file, cells, reading };
    let mut notes: Vec<Problem> = asking.nobody();
    notes.extend(asking.totals());
    notes.extend(asking.clock());
    notes.extend(asking.aside());
    notes.extend(asking.filled());
    notes.extend(asking.leave(away));
    notes
}

/// Whether a number has a mark that may be a decimal mark.
fn has_mark(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '.' | ',')) && text.starts_with(|c: char| c.is_ascii_digit())
}

/// `1,240`: one to three digits that do not begin with zero, one mark, three digits.
fn is_of_three(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let Some((whole, rest)) = number.split_once(['.', ',']) else { return false };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&whole.len()) && rest.len() == 3 && is_digits(whole) && is_digits(rest) && !whole.starts_with('0')
}

pub(super) struct Asking<'a> {
    pub file: &'a Arc<str>,
    pub cells: &'a Cells,
    pub reading: &'a Reading,
}

impl Asking<'_> {
    pub(super) fn problem(&self, question: Question, row: usize, field: usize) -> Problem {
        let problem = Problem::new(question).at(place_of(self.file, self.cells, row, field));
        match self.cells.source.record(row) {
            Some(record) => problem.excerpt(excerpt(record, field)),
            None => problem,
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = usize> + '_ {
        self.reading.entries()
    }

    pub(super) fn fields(&self) -> Vec<usize> {
        let efforts = self.reading.efforts.iter().filter(|effort| !self.is_doubted(effort.at));
        efforts.map(|effort| self.reading.columns[effort.at].field).collect()
    }

    fn is_doubted(&self, at: usize) -> bool {
        self.reading.doubts.iter().any(|doubt| doubt.column == at)
    }

    /// The sum of some columns in some rows, as the cells are written.
    pub(super) fn total(&self, rows: impl Iterator<Item = usize>, fields: &[usize]) -> Total {
        let mut notations = [0_usize; 4];
        let mut sum = Exact::ZERO;
        for row in rows {
            for field in fields {
                if let Some(number) = self.cells.at(row, *field).number() {
                    notations[number.notation as usize] += 1;
                    sum = sum.plus(&number.value);
                }
            }
        }
        let most = Notation::ALL.into_iter().max_by_key(|notation| notations[*notation as usize]);
        match most.filter(|most| notations[*most as usize] > 0) {
            Some(Notation::Percent) => Total { value: sum.times(&Exact::HUNDRED), sign: "%" },
            Some(Notation::Hours | Notation::Clock) => Total { value: sum, sign: "h" },
            _ => Total { value: sum, sign: "" },
        }
    }

    fn columns(&self) -> Vec<Problem> {
        let sure = self.fields();
        let ask = |doubt: &super::amounts::Doubt| {
            let column = &self.reading.columns[doubt.column];
            let with: Vec<usize> = sure.iter().copied().chain([column.field]).collect();
            let name = |at: &usize| self.reading.columns[*at].heading().to_owned();
            let why = match &doubt.why {
                Why::FewSums { of, rows } => {
                    ColumnDoubt::FewSums { of: of.iter().map(name).collect(), rows: *rows as u64 }
                }
                Why::Alone(concept) => ColumnDoubt::Alone(concept.name()),
                Why::Named(concept) => ColumnDoubt::Named(concept.name()),
                Why::FillsWeek(concept) => ColumnDoubt::FillsWeek(concept.name()),
                Why::Lone => ColumnDoubt::Lone,
                Why::Counts => ColumnDoubt::Counts,
                Why::OverWeek => ColumnDoubt::OverWeek,
                Why::Numbers => ColumnDoubt::Numbers,
                Why::Several => ColumnDoubt::Several,
                Why::WithoutSign => ColumnDoubt::WithoutSign,
                Why::OutsideTotal { total } => ColumnDoubt::OutsideTotal { total: name(total) },
                Why::BesideAmount { amount } => ColumnDoubt::BesideAmount { amount: name(amount) },
                Why::Negative => ColumnDoubt::Negative,
                Why::Constant => ColumnDoubt::Constant,
            };
            let question = Question::AskedColumn {
                column: column.heading().to_owned(),
                why,
                with: self.total(self.entries(), &with),
                without: self.total(self.entries(), &sure),
            };
            self.problem(question, self.reading.table.header, column.field)
        };
        let is_one_of = |doubt: &&super::amounts::Doubt| doubt.why == Why::Several && self.reading.across.is_none();
        let others = self.reading.doubts.iter().filter(|doubt| !is_one_of(doubt)).map(ask);
        let several: Vec<&Column> =
            self.reading.doubts.iter().filter(is_one_of).map(|doubt| &self.reading.columns[doubt.column]).collect();
        let total = |column: &&Column| (column.heading().to_owned(), self.total(self.entries(), &[column.field]));
        let which = several.first().filter(|_| several.len() > 1).map(|first| {
            let question = Question::AskedAmount { columns: several.iter().map(total).collect() };
            self.problem(question, self.reading.table.header, first.field)
        });
        let only = self.reading.doubts.iter().filter(|doubt| several.len() == 1 && is_one_of(doubt)).map(ask);
        others.chain(only).chain(which).collect()
    }

    /// Columns of texts that may be people, in a sheet whose person only the file's name could say.
    fn person(&self) -> Option<Problem> {
        if self.reading.who != Who::File || self.reading.is_file_of_person {
            return None;
        }
        let rows = self.entries().count();
        let may_be = |at: &usize| {
            let (column, known) = (&self.reading.columns[*at], &self.reading.known[*at]);
            let texts = column.profile.distinct.len();
            let is_unknown = column.concept().is_none() && !column.heading().is_empty();
            known.role == Role::Text && is_unknown && column.is_of_words() && (texts < rows || texts == 1)
        };
        let found: Vec<usize> = (0..self.reading.columns.len()).filter(may_be).collect();
        let first = *found.first()?;
        let name = |at: &usize| self.reading.columns[*at].heading().to_owned();
        let question = Question::AskedPerson { columns: found.iter().map(name).collect() };
        Some(self.problem(question, self.reading.table.header, self.reading.columns[first].field))
    }

    /// Columns with the same heading, about the same people and days.
    fn headings(&self) -> Vec<Problem> {
        let efforts = &self.reading.efforts;
        let mut questions = Vec::new();
        for (at, effort) in efforts.iter().enumerate() {
            if self.reading.is_long || effort.activity.is_empty() {
                continue;
            }
            let is_same = |other: &&super::reading::Effort| {
                folded(&other.activity) == folded(&effort.activity)
                    && other.person.as_deref().map(folded) == effort.person.as_deref().map(folded)
                    && other.days == effort.days
            };
            let Some(first) = efforts[..at].iter().find(is_same) else { continue };
            let field = |at: usize| self.reading.columns[at].field;
            let question = Question::AskedHeading {
                name: effort.activity.clone(),
                first: self.total(self.entries(), &[field(first.at)]),
                second: self.total(self.entries(), &[field(effort.at)]),
            };
            let header = self.reading.table.header;
            let also = place_of(self.file, self.cells, header, field(first.at));
            questions.push(self.problem(question, header, field(effort.at)).also([also]));
        }
        questions
    }

    /// Columns in which a bare number may be a fraction beside percents, or in which percents stand beside hours.
    fn signs(&self) -> Vec<Problem> {
        let mut questions = Vec::new();
        for effort in &self.reading.efforts {
            let column = &self.reading.columns[effort.at];
            let [bare, percent, hours, clock] = self.reading.signs(self.cells, column.field);
            let heading = column.heading().to_owned();
            if percent > 0 && hours + clock > 0 {
                let question =
                    Question::AskedSigns { column: heading, percent: percent as u64, hours: (hours + clock) as u64 };
                questions.push(self.problem(question, self.reading.table.header, column.field));
                continue;
            }
            if percent == 0 || bare == 0 {
                continue;
            }
            let is_fraction = |row: &usize| {
                let number = self.cells.at(*row, column.field).number();
                number.is_some_and(|number| {
                    number.notation == Notation::Bare && !number.value.is_zero() && number.value <= Exact::ONE
                })
            };
            let rows: Vec<usize> = self.entries().filter(is_fraction).collect();
            let Some(&first) = rows.first() else { continue };
            let text = self.cells.text(first, column.field).to_owned();
            let question = Question::AskedFraction { text, column: heading, cells: rows.len() as u64 };
            let also = rows.iter().skip(1).map(|row| place_of(self.file, self.cells, *row, column.field));
            questions.push(self.problem(question, first, column.field).also(also));
        }
        questions
    }

    /// Numbers with one mark and three digits behind it, which may be thousands or decimals, where no week's bound decides it.
    fn thousands(&self) -> Option<Problem> {
        let is_bounded = self.reading.across.is_some()
            || self.reading.with_role(|role| matches!(role, Role::When(_))).next().is_some();
        let fields = self.fields();
        if self.reading.is_decimal_said || is_bounded && !self.are_of_thousands(&fields) {
            return None;
        }
        let cells = || self.entries().flat_map(|row| fields.iter().map(move |field| (row, *field)));
        let marked: Vec<(usize, usize)> =
            cells().filter(|(row, field)| has_mark(self.cells.text(*row, *field))).collect();
        let is_open = |(row, field): &(usize, usize)| is_of_three(self.cells.text(*row, *field));
        let &(row, field) = marked.first()?;
        if !marked.iter().all(is_open) {
            return None;
        }
        let decimals = self.total(self.entries(), &fields);
        let more = marked.iter().filter_map(|(row, field)| self.cells.at(*row, *field).number());
        let more = Exact::sum(more.map(|number| number.value.times(&Exact::whole(999))));
        let thousands = Total { value: decimals.value.plus(&more), sign: decimals.sign };
        let text = self.cells.text(row, field).to_owned();
        let question = Question::AskedThousands { text, cells: marked.len() as u64, thousands, decimals };
        let also = marked.iter().skip(1).map(|(row, field)| place_of(self.file, self.cells, *row, *field));
        Some(self.problem(question, row, field).also(also))
    }

    /// Whether the numbers may be too large for the bound of a week to say anything: they are minutes or seconds, or, read as thousands, the
    /// marked ones are like the others, and read as decimals they are not.
    fn are_of_thousands(&self, fields: &[usize]) -> bool {
        let is_fine = |column: &&Column| {
            let unit = column.said_unit.or(column.meaning.unit);
            fields.contains(&column.field) && matches!(unit, Some(HeadedUnit::Minutes | HeadedUnit::Seconds))
        };
        if self.reading.columns.iter().any(|column| is_fine(&column)) {
            return true;
        }
        let numbers = || self.entries().flat_map(|row| fields.iter().map(move |field| (row, *field)));
        let value = |(row, field): (usize, usize)| Some(self.cells.at(row, field).number()?.value.clone());
        let (marked, plain): (Vec<_>, Vec<_>) =
            numbers().partition(|(row, field)| has_mark(self.cells.text(*row, *field)));
        let mut plain: Vec<Exact> = plain.into_iter().filter_map(value).filter(|number| !number.is_zero()).collect();
        plain.sort();
        let Some(middle) = plain.get(plain.len() / 2) else { return false };
        let is_like = |number: &Exact| {
            let thousands = number.times(&Exact::whole(1000));
            *middle <= thousands.times(&Exact::whole(10)) && thousands <= middle.times(&Exact::whole(10))
        };
        let is_far = |number: &Exact| number.times(&Exact::whole(20)) < *middle;
        let mut marked = marked.into_iter().filter_map(value);
        marked.all(|number| is_like(&number) && is_far(&number))
    }

    /// Words among the amounts that nobody but the lead can explain, all in one question.
    fn words(&self, away: &Away) -> Option<Problem> {
        let words = |(text, cells): (&String, &Vec<(usize, usize)>)| CountedWord {
            text: text.clone(),
            cells: cells.len() as u64,
        };
        let mut cells = away.unknown.values().flatten();
        let &(row, field) = cells.next()?;
        let words = away.unknown.iter().map(words).collect();
        let also = cells.map(|(row, field)| place_of(self.file, self.cells, *row, *field));
        Some(self.problem(Question::AskedWords { words }, row, field).also(also))
    }

    /// Words for leave beside amounts of the same time.
    fn beside(&self, away: &Away) -> Option<Problem> {
        let mut cells = away.beside.iter();
        let &(row, field) = cells.next()?;
        let question =
            Question::AskedLeave { text: self.cells.text(row, field).to_owned(), cells: away.beside.len() as u64 };
        let also = cells.map(|(row, field)| place_of(self.file, self.cells, *row, *field));
        Some(self.problem(question, row, field).also(also))
    }

    /// What the words among the amounts were read as.
    fn leave(&self, away: &Away) -> Option<Problem> {
        let counted = |(text, cells): (&String, &u64)| CountedWord { text: text.clone(), cells: *cells };
        let leave: Vec<CountedWord> = away.words.iter().map(counted).collect();
        let blank: Vec<CountedWord> = away.placeholders.iter().map(counted).collect();
        let place = crate::model::place::Place::file(self.file);
        let is_any = !leave.is_empty() || !blank.is_empty();
        is_any.then(|| Problem::new(Question::WordsRead { leave, blank }).at(place))
    }

    /// Totals that say another number than their rows make.
    fn totals(&self) -> Vec<Problem> {
        let given = self.reading.rows(self.cells);
        let kinds = &self.reading.kinds;
        let wrong = kinds.iter().enumerate().filter_map(|(at, kind)| match kind {
            RowKind::Sum(sum) if sum.says == Some(Concept::Total) && !sum.is_shown => {
                Some((self.reading.table.body.start + at, given.disagreement(at, kinds)?))
            }
            _ => None,
        });
        let tell = |(row, (field, says, sum)): (usize, (usize, Exact, Exact))| {
            let sign = self.total(std::iter::once(row), &[field]).sign;
            let shown = |value: Exact| match sign {
                "%" => Total { value: value.times(&Exact::HUNDRED), sign },
                sign => Total { value, sign },
            };
            let label = self.cells.filled(row).next().map_or("", |field| self.cells.text(row, field)).to_owned();
            let question = Question::TotalDisagrees { label, says: shown(says), sum: shown(sum) };
            self.problem(question, row, field)
        };
        wrong.map(tell).collect()
    }

    /// The times of day by which the amounts are told.
    fn clock(&self) -> Option<Problem> {
        let clock = self.reading.clock.as_ref()?;
        let name = |at: usize| self.reading.columns[at].heading().to_owned();
        let breaks = clock.breaks.iter().map(|(at, _)| name(*at)).collect();
        let question = Question::ClockRead { start: name(clock.start), end: name(clock.end), breaks };
        Some(Problem::new(question).at(crate::model::place::Place::file(self.file)))
    }

    /// The columns of numbers that are no effort.
    fn aside(&self) -> Option<Problem> {
        let columns = self.reading.known.iter().zip(&self.reading.columns);
        let mut columns: Vec<NamedColumn> = columns
            .filter_map(|(known, column)| match &known.role {
                Role::Aside(Concept::Break) if self.reading.clock.is_some() => None,
                Role::Aside(concept) => {
                    Some(NamedColumn { heading: column.heading().to_owned(), what: concept.name() })
                }
                _ => None,
            })
            .collect();
        for kind in &self.reading.kinds {
            if let RowKind::Aside(label, concept) = kind
                && !may_be_name(label)
                && !columns.iter().any(|known| known.heading == *label)
            {
                columns.push(NamedColumn { heading: label.clone(), what: concept.name() });
            }
        }
        let place = crate::model::place::Place::file(self.file);
        (!columns.is_empty()).then(|| Problem::new(Question::NotEffort { columns }).at(place))
    }

    /// The labels that hold for the rows below.
    fn filled(&self) -> Option<Problem> {
        let columns: Vec<String> =
            self.reading.held.iter().map(|at| self.reading.columns[*at].heading().to_owned()).collect();
        let is_filled = |row: &usize| {
            self.reading.held.iter().any(|at| self.cells.at(*row, self.reading.columns[*at].field).is_blank())
        };
        let rows = self.entries().filter(is_filled).count() as u64;
        let place = crate::model::place::Place::file(self.file);
        (!columns.is_empty()).then(|| Problem::new(Question::FilledDown { columns, rows }).at(place))
    }
}
