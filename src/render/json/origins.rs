//! The cells behind the figures of the page, each once and as short as they can be told: the rows of a file are one list of
//! numbers, and texts, days and columns that come again are said once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;

use super::lists::{Item, Lists};
use crate::calc::explain::{Blank, Spread};
use crate::calc::review::{Review, State};
use crate::model::place::Place;
use crate::model::slot::Slot;
use crate::render::origins::{Effort, Left, Origins, RatingLine, most};
use crate::render::table::clean;

#[derive(Serialize, Default)]
pub struct OriginsJson {
    /// What is said where cells are left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cells: Option<CellsJson>,
    people: Vec<String>,
    /// What the roster says, by person.
    roster: Vec<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ratings: Option<RatingsJson>,
}

#[derive(Serialize, Default)]
struct CellsJson {
    categories: Vec<String>,
    weeks: Vec<String>,
    /// The states of a person-week, and the week's state by person.
    states: Vec<&'static str>,
    state: Vec<String>,
    /// The days of rows: as they are told, the weeks they lie in, and those in which something of it counts, if they are others.
    slots: Vec<Days>,
    /// Category and one (0: unknown) and column of the cells of a row, one after the other.
    layouts: Vec<Vec<usize>>,
    /// Text, and FTE-weeks as a numerator and the position of a denominator, one after the other. The first is a blank cell.
    values: Vec<Item<'static>>,
    denominators: Vec<String>,
    files: Vec<FileJson>,
}

#[derive(Serialize, Hash, PartialEq, Eq, Clone)]
struct Days(String, i64, i64);

/// The text of a cell, numerator and denominator.
type Value = (String, String, usize);

/// A whole number; one that a script would round, as text.
fn whole(number: &str) -> Item<'static> {
    const EXACT: u64 = 1 << 53;
    match number.parse::<i64>() {
        Ok(small) if small.unsigned_abs() < EXACT => Item::Number(small),
        _ => Item::Owned(number.to_owned()),
    }
}

/// Its name, and of each of its rows: how many rows behind the one before, person, days, layout, and the value of each cell;
/// in `digits`.
#[derive(Serialize)]
struct FileJson(String, String);

#[derive(Serialize)]
struct RatingsJson {
    file: String,
    people: i64,
    /// By skill: of each person the value, and how many rows and columns behind the last one; of somebody the matrix does not
    /// name, 0. In `digits`.
    of: Vec<String>,
    /// The text, and what it counts as. The first is that of nobody's.
    values: Vec<[String; 2]>,
}

/// Numbers as short text: each in digits of base 32, the last of them first, every digit but the last with 32 added, as letters of
/// base 64; whether a number is below zero is its lowest bit. Source maps are written so.
fn digits(numbers: &[i64], out: &mut String) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for number in numbers {
        let mut rest = number.unsigned_abs() << 1 | u64::from(*number < 0);
        loop {
            let more = if rest >= 32 { 32 } else { 0 };
            out.push(char::from(LETTERS[(rest % 32 + more) as usize]));
            rest /= 32;
            if more == 0 {
                break;
            }
        }
    }
}

/// Things by number, each once; the first may be one that no other is equal to.
struct Numbered<T>(HashMap<T, usize>, Vec<T>);

impl<T: Hash + Eq + Clone> Numbered<T> {
    fn new(first: Option<T>) -> Numbered<T> {
        Numbered(HashMap::new(), first.into_iter().collect())
    }

    fn of(&mut self, thing: T) -> usize {
        *self.0.entry(thing).or_insert_with_key(|thing| {
            self.1.push(thing.clone());
            self.1.len() - 1
        })
    }
}

impl OriginsJson {
    pub(super) fn new(review: &Review, origins: &Origins, lists: &mut Lists) -> OriginsJson {
        let left = match &origins.effort {
            Effort::Cells { .. } => None,
            Effort::Counted(_, Left::TooMany) => {
                Some(format!("this page carries {} cells at the most", most(review.people.len())))
            }
            Effort::Counted(_, Left::Errors) => Some("the sheets have errors, and not all of their cells count".into()),
            Effort::Hidden => Some("they are those of single people: left out by --team-only".into()),
        };
        let cells = match &origins.effort {
            Effort::Cells { cells, blanks } => Some(CellsJson::new(review, cells, blanks, lists)),
            _ => None,
        };
        let roster = origins.roster.iter().map(|line| line.as_ref().map(|line| clean(&line.words())));
        let people = review.skills.as_ref().map(|report| report.people.as_slice()).unwrap_or_default();
        OriginsJson {
            left,
            cells,
            people: review.people.iter().map(|person| clean(&person.name)).collect(),
            roster: roster.collect(),
            ratings: (!origins.ratings.is_empty()).then(|| RatingsJson::new(&origins.ratings, lists.refer(people))),
        }
    }
}

/// A row of a file, as far as its cells are of one person and some days.
#[derive(PartialEq, Eq)]
struct Row {
    file: Arc<str>,
    row: u64,
    person: usize,
    days: usize,
}

struct Rows<'a> {
    review: &'a Review,
    lists: &'a mut Lists,
    slots: Numbered<Days>,
    layouts: Numbered<Vec<usize>>,
    values: Numbered<Value>,
    denominators: Numbered<String>,
    files: Vec<FileJson>,
    /// By name, its position and the last row that was told of it.
    known: HashMap<Arc<str>, (usize, u64)>,
    current: Option<Row>,
    layout: Vec<usize>,
    numbers: Vec<i64>,
}

impl CellsJson {
    fn new(review: &Review, cells: &[Spread], blanks: &[Blank], lists: &mut Lists) -> CellsJson {
        let mut rows = Rows {
            review,
            lists,
            slots: Numbered::new(None),
            layouts: Numbered::new(None),
            values: Numbered::new(Some((String::new(), "0".to_owned(), 0))),
            denominators: Numbered::new(None),
            files: Vec::new(),
            known: HashMap::new(),
            current: None,
            layout: Vec::new(),
            numbers: Vec::new(),
        };
        for Spread { cell, category, shares, all: share } in cells {
            let counts: Vec<usize> = shares.iter().map(|(week, _)| *week).collect();
            // Of a cell of several weeks, all that it says.
            let [numerator, denominator] = share.terms();
            let said = (clean(&cell.text), numerator, rows.denominators.of(denominator));
            rows.add(&cell.place, cell.person, cell.slot, Some(counts), category + 1, Some(said));
        }
        for blank in blanks {
            let category = blank.category.map_or(0, |category| category + 1);
            rows.add(&blank.place, blank.person, blank.slot, None, category, None);
        }
        rows.end_row();
        const STATES: [State; 5] =
            [State::NotEmployed, State::Recorded, State::Leave, State::RecordedZero, State::NotSubmitted];
        let told = |(text, num, den): Value| [Item::Owned(text), whole(&num), Item::Number(den as i64)];
        let letter = |state: State| STATES.iter().position(|known| *known == state).unwrap_or_default().to_string();
        let people = review.people.iter();
        let Rows { slots, layouts, values, denominators, files, .. } = rows;
        CellsJson {
            categories: review.categories.iter().map(|category| clean(&category.name)).collect(),
            weeks: review.calendar.weeks.iter().map(|week| week.week.to_string()).collect(),
            states: STATES.map(State::name).to_vec(),
            state: people.map(|person| person.weeks.iter().map(|week| letter(week.state)).collect()).collect(),
            slots: slots.1,
            layouts: layouts.1,
            values: values.1.into_iter().flat_map(told).collect(),
            denominators: denominators.1,
            files,
        }
    }
}

impl Rows<'_> {
    /// A cell of the row. `counts` are the weeks in which it counts.
    fn add(
        &mut self,
        place: &Place,
        person: usize,
        slot: Slot,
        counts: Option<Vec<usize>>,
        category: usize,
        said: Option<Value>,
    ) {
        let weeks: Vec<usize> = slot.within(&self.review.calendar).map(|(week, ..)| week).collect();
        let counts = counts.filter(|counts| *counts != weeks).map_or(0, |counts| self.lists.refer(&counts));
        let days = self.slots.of(Days(slot.named(), self.lists.refer(&weeks), counts));
        let row = Row { file: place.file.clone(), row: place.row, person, days };
        if self.current.as_ref() != Some(&row) {
            self.end_row();
            self.current = Some(row);
        }
        self.layout.extend([category, place.column as usize]);
        self.numbers.push(said.map_or(0, |said| self.values.of(said) as i64));
    }

    fn end_row(&mut self) {
        let Some(Row { file, row, person, days }) = self.current.take() else { return };
        let (files, new) = (&mut self.files, self.known.len());
        let (at, last) = self.known.entry(file).or_insert_with_key(|file| {
            files.push(FileJson(clean(file), String::new()));
            (new, 0)
        });
        let layout = self.layouts.of(std::mem::take(&mut self.layout));
        let written = &mut self.files[*at].1;
        digits(&[row as i64 - *last as i64, person as i64, days as i64, layout as i64], written);
        digits(&std::mem::take(&mut self.numbers), written);
        *last = row;
    }
}

impl RatingsJson {
    fn new(ratings: &[Vec<RatingLine>], people: i64) -> RatingsJson {
        let absent = RatingLine::nobodys();
        let mut values = Numbered::new(Some(["not in the matrix".to_owned(), absent.counts()]));
        let of = |lines: &Vec<RatingLine>, values: &mut Numbered<[String; 2]>| {
            let (mut row, mut column, mut written) = (0, 0, String::new());
            for line in lines {
                let Some(place) = &line.place else {
                    digits(&[0], &mut written);
                    continue;
                };
                let value = values.of([clean(&line.text), line.counts()]);
                digits(&[value as i64, place.row as i64 - row, i64::from(place.column) - column], &mut written);
                (row, column) = (place.row as i64, i64::from(place.column));
            }
            written
        };
        let of = ratings.iter().map(|lines| of(lines, &mut values)).collect();
        let file = ratings.iter().flatten().find_map(|line| Some(clean(&line.place.as_ref()?.file)));
        RatingsJson { file: file.unwrap_or_default(), people, of, values: values.1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_text() {
        let told = |number: i64| {
            let mut out = String::new();
            digits(&[number], &mut out);
            out
        };
        let numbers = [0, 1, -1, 15, 16, -16, 511, 512, 16_384];
        assert_eq!(numbers.map(told), ["A", "C", "D", "e", "gB", "hB", "+f", "ggB", "gggB"]);
    }

    /// Beyond 2^53 a script would round.
    #[test]
    fn a_large_number_is_text() {
        assert!(matches!(whole("9007199254740991"), Item::Number(9_007_199_254_740_991)));
        assert!(matches!(whole("-9007199254740992"), Item::Owned(text) if text == "-9007199254740992"));
    }
}
