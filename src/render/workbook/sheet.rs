//! What a workbook is made of, as plain data: tabs, cells and what a cell holds. Only `written` knows the file format.

use super::marks::Mark;
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::render::number::DASH;
use crate::render::page::Meaning;

/// The most rows that a tab has.
pub const MOST_ROWS: usize = 1_048_576;
/// The most columns.
pub const MOST_COLUMNS: usize = 16_384;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Blank,
    /// Text, whatever it looks like: never a formula, a number or a link.
    Text(String),
    Number(Exact),
    Day(Day),
    Formula {
        /// Without the `=`.
        text: String,
        result: Outcome,
    },
}

/// What a formula results in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Number(Exact),
    /// One of our own words.
    Word(&'static str),
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digits {
    /// With so many decimal places.
    Places(u32),
    /// A fraction of one, as a percentage with so many decimal places.
    Percent(u32),
    /// A difference of percentages, with the word behind it.
    Points(u32),
    Day,
}

/// What a cell is, which decides its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Plain,
    /// A number or a word that may be changed: other cells are calculated from it.
    Input,
    /// An input in the middle of its column: a level.
    Level,
    /// The heading of a column.
    Head,
    /// The title of a tab or of a part of it.
    Title,
    /// The row of the team.
    Total,
    /// Addresses and remarks.
    Quiet,
    /// The text by which the formulas below find a column, however narrow it is.
    Key,
    /// A text of several lines in one column.
    Wrapped,
    /// A sentence over the columns beside it.
    Sentence,
    Good,
    Warn,
    Bad,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub value: Value,
    pub digits: Digits,
    pub kind: Kind,
    /// Whether a text stands on the right, as the numbers above and below it do.
    pub on_right: bool,
}

impl Cell {
    fn new(value: Value, digits: Digits, kind: Kind) -> Cell {
        Cell { value, digits, kind, on_right: false }
    }

    pub fn blank() -> Cell {
        Cell::new(Value::Blank, Digits::Places(0), Kind::Plain)
    }

    pub fn text(text: impl Into<String>) -> Cell {
        Cell::new(Value::Text(text.into()), Digits::Places(0), Kind::Plain)
    }

    pub fn number(number: Exact, digits: Digits) -> Cell {
        Cell::new(Value::Number(number), digits, Kind::Plain)
    }

    /// A whole number.
    pub fn count(count: usize) -> Cell {
        Cell::number(Exact::whole(count as i128), Digits::Places(0))
    }

    pub fn day(day: Day) -> Cell {
        Cell::new(Value::Day(day), Digits::Day, Kind::Plain)
    }

    /// A formula with what it results in.
    pub fn formula(text: impl Into<String>, result: Outcome, digits: Digits) -> Cell {
        Cell::new(Value::Formula { text: text.into(), result }, digits, Kind::Plain)
    }

    /// A formula that results in a number.
    pub fn sum(text: impl Into<String>, result: Exact, digits: Digits) -> Cell {
        Cell::formula(text, Outcome::Number(result), digits)
    }

    /// Whether it stands on the right, as numbers and days do.
    pub fn is_right(&self) -> bool {
        match &self.value {
            _ if self.on_right => true,
            Value::Blank | Value::Text(_) => false,
            Value::Number(_) | Value::Day(_) => true,
            Value::Formula { result, .. } => !matches!(result, Outcome::Word(word) if *word != DASH),
        }
    }

    pub fn of_kind(self, kind: Kind) -> Cell {
        Cell { kind, ..self }
    }

    pub fn meant(self, meaning: Meaning) -> Cell {
        let kind = match meaning {
            Meaning::Plain => self.kind,
            Meaning::Good => Kind::Good,
            Meaning::Warn => Kind::Warn,
            Meaning::Bad => Kind::Bad,
            Meaning::Quiet => Kind::Quiet,
            Meaning::Strong => Kind::Total,
        };
        self.of_kind(kind)
    }
}

/// Rows that are made one by one when they are written: there may be a million.
pub struct Body<'a> {
    pub rows: usize,
    pub row: Box<dyn Fn(usize) -> Vec<Cell> + 'a>,
}

/// What cells to fill in may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// First and last row.
    pub rows: (usize, usize),
    /// First and last column.
    pub columns: (usize, usize),
    pub allowed: Allowed,
}

/// See `Choice`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    Words(Vec<&'static str>),
    /// A number from one to another; what else is typed is asked about.
    Between(Exact, Exact),
    /// A whole number from 0 to this one; words are levels too, and are asked about.
    Whole(u32),
}

/// Bars, one for each row of a table and a part for each of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    pub title: String,
    /// First and last row.
    pub rows: (usize, usize),
    /// The columns of the parts, whose headings stand in `head`.
    pub columns: Vec<usize>,
    pub head: usize,
}

/// One tab.
pub struct Tab<'a> {
    pub name: String,
    /// In characters.
    pub widths: Vec<u16>,
    /// Rows from the first one on, those of `body` behind them.
    pub rows: Vec<Vec<Cell>>,
    pub body: Option<Body<'a>>,
    /// The row of the headings: it stays in sight, and is printed on each page.
    pub head: Option<usize>,
    /// How many columns stay in sight.
    pub held: usize,
    /// The last row and the last column of the table under the headings, for the filter.
    pub filtered: Option<(usize, usize)>,
    /// How many of the last columns are not printed.
    pub unprinted: usize,
    pub choices: Vec<Choice>,
    pub marks: Vec<Mark>,
    pub bars: Option<Bars>,
}

impl<'a> Tab<'a> {
    pub fn new(name: impl Into<String>, widths: Vec<u16>) -> Tab<'a> {
        Tab {
            name: name.into(),
            widths,
            rows: Vec::new(),
            body: None,
            head: None,
            held: 1,
            filtered: None,
            unprinted: 0,
            choices: Vec::new(),
            marks: Vec::new(),
            bars: None,
        }
    }

    /// A tab that begins with its title and a remark.
    pub fn titled(name: &str, widths: Vec<u16>, title: &str, aside: &str) -> Tab<'a> {
        let mut tab = Tab::new(name, widths);
        tab.rows.push(vec![Cell::text(title).of_kind(Kind::Title)]);
        tab.rows.push(vec![Cell::text(aside).of_kind(Kind::Quiet)]);
        tab
    }

    /// The number of the row that comes next.
    pub fn next(&self) -> usize {
        self.rows.len()
    }

    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// The headings of the table, which come next.
    pub fn headed(&mut self, headings: impl IntoIterator<Item = impl Into<String>>) {
        self.head = Some(self.next());
        self.push(headings.into_iter().map(|heading| Cell::text(heading).of_kind(Kind::Head)).collect());
    }

    /// A sentence in a row of its own.
    pub fn say(&mut self, sentence: impl Into<String>) {
        self.push(vec![Cell::text(sentence).of_kind(Kind::Sentence)]);
    }
}
