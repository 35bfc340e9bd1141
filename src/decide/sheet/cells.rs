//! The cells of a small sheet, each with what it can be read as by itself.

use std::sync::Arc;

use super::concept::Concept;
use super::heading::meaning;
use super::phrase::is_phrase;
use crate::model::effort::{DecimalMark, Notation};
use crate::model::exact::Exact;
use crate::read::cell::{self, CellFault};
use crate::read::csv::Block;
use crate::read::when;

/// All rows of a sheet, blank ones among them.
#[derive(Debug)]
pub struct Cells {
    pub source: Arc<Block>,
    pub rows: Vec<Row>,
    /// The number of fields of the longest row.
    pub width: usize,
}

/// A row.
#[derive(Debug)]
pub struct Row {
    /// The line on which it begins.
    pub line: u64,
    pub cells: Vec<Cell>,
    /// Its quotation marks are wrong, or bytes of it are no characters: the engine says so.
    pub is_broken: bool,
}

/// A cell: its text, trimmed, and what it is by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub kind: Kind,
}

/// What a cell is by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Blank,
    /// `-`, `n/a`, `TBD`: something was written to say that there is nothing.
    Placeholder,
    Number(Number),
    /// A number with a currency.
    Money,
    /// `#DIV/0!`, or a number that is refused: with too many places, or too large.
    Error,
    /// A day, a week or a range of days that cannot be a number of something else.
    Time,
    Word,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub notation: Notation,
    /// Percents as fractions (`50%` is 1/2), times in hours; otherwise the number as it is written.
    pub value: Exact,
    /// It counts days: `2.5d`, `3 Tage`.
    pub is_days: bool,
    /// How many decimal places it is written with; those of a percent count as two more.
    pub places: u32,
}

impl Cells {
    /// The cells of a sheet that is one block.
    pub fn of(source: Arc<Block>) -> Cells {
        Cells::of_first(source, usize::MAX, None)
    }

    /// The cells of the first rows of a sheet that is too long to be looked at as a whole.
    /// `mark` is the decimal mark that the configuration says.
    pub fn of_first(source: Arc<Block>, rows: usize, mark: Option<DecimalMark>) -> Cells {
        let row = |record: crate::read::csv::Record<'_>| Row {
            line: record.line(),
            is_broken: record.quote_fault().is_some()
                || (0..record.len()).any(|field| std::str::from_utf8(&record.field(field)).is_err()),
            cells: (0..record.len())
                .map(|field| Cell::of(&String::from_utf8_lossy(&record.field(field)), mark))
                .collect(),
        };
        let rows: Vec<Row> = source.records().take(rows).map(row).collect();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        Cells { source, rows, width }
    }

    /// A cell; one that the row does not have is blank.
    pub fn at(&self, row: usize, field: usize) -> &Cell {
        const BLANK: &Cell = &Cell { text: String::new(), kind: Kind::Blank };
        self.rows.get(row).and_then(|row| row.cells.get(field)).unwrap_or(BLANK)
    }

    pub fn text(&self, row: usize, field: usize) -> &str {
        &self.at(row, field).text
    }

    pub fn is_blank(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|row| row.cells.iter().all(Cell::is_blank))
    }

    /// The fields of a row that are not blank.
    pub fn filled(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let cells = self.rows.get(row).map_or(&[][..], |row| row.cells.as_slice());
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).map(|(field, _)| field)
    }
}

impl Cell {
    fn of(text: &str, mark: Option<DecimalMark>) -> Cell {
        let text = tidy(text);
        let kind = kind(&text, mark);
        Cell { text, kind }
    }

    pub fn is_blank(&self) -> bool {
        self.kind == Kind::Blank
    }

    /// The number, of any unit.
    pub fn number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A whole number without a unit: it may be a week, a year, a day of the month, the number of a row.
    pub fn whole(&self) -> Option<i128> {
        let is_plain = |number: &&Number| number.notation == Notation::Bare && number.places == 0 && !number.is_days;
        let number = self.number().filter(is_plain)?;
        number.value.to_integer()
    }

    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number(_))
    }

    /// A text that was meant to be an amount: it begins with a digit and has hardly any letters.
    pub fn is_near_number(&self) -> bool {
        let letters = self.text.chars().filter(|c| c.is_alphabetic()).count();
        self.is_word() && letters <= 2 && self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

impl Number {
    /// The value as hours, if it counts days of a week of so many hours; otherwise as it is.
    pub fn in_hours(&self, full_week: &Exact) -> Exact {
        if self.is_days {
            self.value.times(full_week).over(&Exact::whole(5)).unwrap_or_default()
        } else {
            self.value.clone()
        }
    }

    /// Returns whether the number is `value`, within the rounding of the place to which it is written.
    pub fn is_about(&self, value: &Exact) -> bool {
        /// The last of more places than these are the noise of what a spreadsheet program calculates with.
        const PLACES: u32 = 10;
        let apart = self.value.apart(value);
        apart.is_zero() || self.places > 0 && apart <= Exact::decimal(5, self.places.min(PLACES) + 1)
    }
}

/// A text without invisible characters and blanks around it, and with plain blanks inside.
fn tidy(text: &str) -> String {
    text.trim().trim_matches(['\u{200b}', '\u{feff}']).trim().to_owned()
}

fn kind(text: &str, mark: Option<DecimalMark>) -> Kind {
    if text.is_empty() {
        return Kind::Blank;
    }
    if is_placeholder(text) {
        return Kind::Placeholder;
    }
    if is_error(text) {
        return Kind::Error;
    }
    let read = match cell::signed(text, mark) {
        // The engine says so.
        Err(CellFault::WrongMark) => cell::signed(text, None),
        read => read,
    };
    if matches!(read, Err(CellFault::TooManyPlaces | CellFault::TooLarge)) {
        return Kind::Error;
    }
    if let Some(value) = days(text) {
        return Kind::Number(Number { notation: Notation::Bare, value, is_days: true, places: written_places(text) });
    }
    if let Ok(Some((notation, amount))) = read {
        let value = amount.exact();
        let places = written_places(text);
        let number = match notation {
            Notation::Percent => Number {
                notation,
                value: value.over(&Exact::HUNDRED).unwrap_or_default(),
                places: places + 2,
                is_days: false,
            },
            Notation::Clock => Number {
                notation,
                value: value.over(&Exact::whole(3600)).unwrap_or_default(),
                places: 0,
                is_days: false,
            },
            _ => Number { notation, value, places, is_days: false },
        };
        return Kind::Number(number);
    }
    if is_money(text) {
        return Kind::Money;
    }
    if when::is_when(text) || is_phrase(text) { Kind::Time } else { Kind::Word }
}

/// Reads a number of days: `2.5d`, `3 Tage`, `1,5 PT`.
fn days(text: &str) -> Option<Exact> {
    let at = text.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = text.split_at(at);
    if !number.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-')
        || meaning(unit).concept != Some(Concept::Days)
    {
        return None;
    }
    match cell::signed(number, None) {
        Ok(Some((Notation::Bare, amount))) => Some(amount.exact()),
        _ => None,
    }
}

/// Returns whether a text says that there is nothing.
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "-",
        "--",
        "---",
        "–",
        "—",
        "_",
        ".",
        "?",
        "n/a",
        "na",
        "n.a.",
        "n. a.",
        "k.a.",
        "k. a.",
        "none",
        "null",
        "nil",
        "tbd",
        "tba",
        "tbc",
        "unassigned",
        "open",
        "not assigned",
        "nobody",
        "no one",
        "noone",
        "nn",
        "n.n.",
        "n. n.",
        "niemand",
        "offen",
        "unbesetzt",
        "nicht zugewiesen",
        "vacant",
        "vacancy",
        "to be hired",
        "to hire",
        "new hire",
        "to be defined",
        "zu besetzen",
        "à pourvoir",
        "a pourvoir",
        "por definir",
        "por contratar",
        "da definire",
        "a definir",
        "open position",
        "personne",
        "non attribué",
        "non affecté",
        "sin asignar",
        "nadie",
        "não atribuído",
        "ninguém",
        "nessuno",
        "non assegnato",
        "niet toegewezen",
        "nieprzypisane",
        "(blank)",
        "(leer)",
        "(vide)",
        "(en blanco)",
        "(none)",
        "(unassigned)",
        "/",
    ];
    WORDS.contains(&text.to_lowercase().as_str())
}

/// `#DIV/0!`, `#REF!`, `#NAME?`, `#N/A`, `Err:502`.
fn is_error(text: &str) -> bool {
    let rest = text.strip_prefix('#');
    rest.is_some_and(|rest| !rest.is_empty() && (rest.ends_with(['!', '?']) || rest == "N/A" || rest == "NV"))
        || text.strip_prefix("Err:").is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A number with the sign or the code of a currency before or behind it.
fn is_money(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF", "PLN", "zł", "SEK", "NOK", "DKK", "kr", "Kč", "CZK", "R$",
        "US$",
    ];
    let is_number = |rest: &str| matches!(cell::signed(rest.trim(), None), Ok(Some((Notation::Bare, _))));
    SIGNS
        .iter()
        .any(|sign| text.strip_prefix(sign).is_some_and(is_number) || text.strip_suffix(sign).is_some_and(is_number))
}

/// How many digits stand behind the last mark of a number, if they are its decimal places.
fn written_places(text: &str) -> u32 {
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    match number.rfind(['.', ',']) {
        Some(at) => u32::try_from(number.len() - at - 1).unwrap_or(0),
        None => 0,
    }
}
