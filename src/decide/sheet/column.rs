//! A column of a table: its headings, and what its cells are taken together.

use std::collections::BTreeSet;

use super::cells::{Cells, Kind};
use super::concept::{Concept, is_amount_word};
use super::heading::{Meaning, meaning};
use super::table::Table;
use crate::model::effort::{HeadedUnit, Notation};

/// A heading and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub text: String,
    pub row: usize,
    pub field: usize,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    pub field: usize,
    /// Its headings from the top to the bottom. A heading above the last row of the header also holds for the blank fields to its
    /// right.
    pub headings: Vec<Heading>,
    pub meaning: Meaning,
    /// The unit of its amounts, by the configuration.
    pub said_unit: Option<HeadedUnit>,
    pub profile: Profile,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// Cells that are not blank and no placeholder.
    pub filled: usize,
    pub numbers: usize,
    pub money: usize,
    pub errors: usize,
    pub times: usize,
    pub words: usize,
    /// Words that were meant to be numbers.
    pub near_numbers: usize,
    /// Words for leave.
    pub leave: usize,
    /// Cells by the unit they are written with (`Notation as usize`).
    pub notations: [usize; 4],
    /// Bare numbers without decimal places.
    pub whole: usize,
    /// The texts that occur.
    pub distinct: BTreeSet<String>,
}

impl Column {
    /// The lowest heading, or an empty text.
    pub fn heading(&self) -> &str {
        self.headings.last().map_or("", |heading| &heading.text)
    }

    pub fn concept(&self) -> Option<Concept> {
        self.meaning.concept
    }

    /// Returns whether most of its cells are numbers.
    pub fn is_of_numbers(&self) -> bool {
        let of = &self.profile;
        let numbers = of.numbers + of.money + of.errors;
        let is_of_leave = of.leave > 0 && of.leave == of.filled && self.meaning.concept.is_none();
        is_of_leave
            || numbers > 0 && numbers * 2 >= of.filled - of.leave
            || of.near_numbers > 0 && self.meaning.concept.is_none()
    }

    /// Returns whether most of its cells are days or weeks.
    pub fn is_of_times(&self) -> bool {
        self.profile.times * 10 >= self.profile.filled * 6 && self.profile.times > 0
    }

    /// Returns whether most of its cells are texts that are neither numbers nor times.
    pub fn is_of_words(&self) -> bool {
        self.profile.words > 0 && !self.is_of_numbers() && !self.is_of_times()
    }

    /// Returns whether most of its texts are e-mail addresses.
    pub fn is_of_addresses(&self) -> bool {
        let texts = &self.profile.distinct;
        !texts.is_empty() && texts.iter().filter(|text| is_address(text)).count() * 10 >= texts.len() * 8
    }

    /// Returns whether neither the heading nor a cell says a unit.
    pub fn is_bare(&self) -> bool {
        self.said_unit.or(self.meaning.unit).is_none()
            && self.profile.notations[Notation::Bare as usize] == self.profile.filled
    }

    pub fn is_empty(&self) -> bool {
        self.profile.filled == 0
    }
}

fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !text.contains(' '))
}

/// The columns of a table.
pub fn columns(cells: &Cells, table: &Table) -> Vec<Column> {
    let rows: Vec<usize> = table.body.clone().filter(|row| !table.repeats_header(cells, *row)).collect();
    table.fields.iter().map(|&field| column(cells, table, &rows, field)).collect()
}

fn column(cells: &Cells, table: &Table, rows: &[usize], field: usize) -> Column {
    let mut headings = Vec::new();
    for &row in &table.uppers {
        headings.extend(held(cells, table, row, field));
    }
    let own = cells.at(table.header, field);
    if !own.is_blank() {
        headings.push(Heading { text: own.text.clone(), row: table.header, field });
    }
    let profile = profile(cells, rows, field);
    let meaning = meaning_of(&headings, &profile);
    Column { field, headings, meaning, said_unit: None, profile }
}

/// What the lowest heading says; if that is nothing, or only an amount, whether one above says that it is a sum or no effort.
fn meaning_of(headings: &[Heading], profile: &Profile) -> Meaning {
    let mut lowest = headings.last().map_or(Meaning::default(), |heading| meaning(&heading.text));
    let [bare, percents, hours, clocks] = profile.notations;
    let are_hours = bare + percents == 0 && hours + clocks > 0;
    if lowest.unit == Some(HeadedUnit::Hours) || are_hours || bare + hours + clocks == 0 && percents > 0 {
        // What is measured in hours, or in percents, is no number of a person and no count; what is measured in hours no status.
        let is_other = |concept: &Concept| match concept {
            Concept::Number | Concept::Rating | Concept::Distance => true,
            Concept::Status | Concept::Remark | Concept::Email => percents == 0,
            _ => false,
        };
        lowest.concept = lowest.concept.filter(|concept| !is_other(concept));
    }
    if lowest.concept.is_none_or(is_amount_word) {
        let above = headings.iter().rev().skip(1).filter_map(|heading| meaning(&heading.text).concept);
        let other = above.into_iter().find(|concept| concept.is_no_amount());
        lowest.concept = other.or(lowest.concept);
    }
    lowest
}

/// The heading of an upper row that holds for a field: its own, or the nearest one to the left in the same run of columns.
fn held(cells: &Cells, table: &Table, row: usize, field: usize) -> Option<Heading> {
    let at = table.fields.iter().position(|known| *known == field)?;
    let first = table.fields.iter().position(|known| !cells.at(row, *known).is_blank())?;
    if at < first {
        return None;
    }
    let found = table.fields.get(first..=at)?.iter().rev().find(|known| !cells.at(row, **known).is_blank())?;
    Some(Heading { text: cells.text(row, *found).to_owned(), row, field: *found })
}

fn profile(cells: &Cells, rows: &[usize], field: usize) -> Profile {
    let mut profile = Profile::default();
    for &row in rows {
        let cell = cells.at(row, field);
        match &cell.kind {
            Kind::Blank | Kind::Placeholder => continue,
            Kind::Number(number) => {
                profile.numbers += 1;
                profile.notations[number.notation as usize] += 1;
                profile.whole += usize::from(number.notation == Notation::Bare && number.places == 0);
            }
            Kind::Money => profile.money += 1,
            Kind::Error => profile.errors += 1,
            Kind::Time => profile.times += 1,
            Kind::Word => {
                profile.words += 1;
                profile.near_numbers += usize::from(cell.is_near_number());
                profile.leave += usize::from(meaning(&cell.text).concept == Some(Concept::Leave));
            }
        }
        profile.filled += 1;
        profile.distinct.insert(cell.text.clone());
    }
    profile
}
