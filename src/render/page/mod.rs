//! A page: titles, tables, bars and sentences as plain data, the same for text, Markdown and HTML. A page decides what is
//! said and in which order, not how it looks. `review` is the page of a review.

pub mod capacity;
mod effort;
pub mod header;
pub mod lookup;
pub mod notes;
pub mod review;
pub mod skills;
mod skills_tables;
mod without;
pub mod written;

use crate::model::exact::Exact;
use crate::render::prose::Prose;

/// A whole page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    /// What every number below rests on: the period, the people, what was submitted.
    pub header: Vec<String>,
    pub sections: Vec<Section>,
}

/// A part of the page, under its own heading if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// May be empty: the part has no heading.
    pub title: String,
    /// A remark beside the heading: `of 71.45 FTE-weeks recorded`. May be empty.
    pub aside: String,
    pub blocks: Vec<Block>,
    /// What may be drawn beside or instead of the blocks, where there are pictures.
    pub picture: Option<Picture>,
}

/// A picture of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// Everybody's time by bucket.
    Split,
    Capacity,
    /// Person by week, with the state of each.
    Weeks,
    /// The skill matrix.
    Skills,
    KeyFigures,
}

/// One thing on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Bars(Vec<Bar>),
    Table(Table),
    /// A table that text writes without the headings of its columns.
    Rows(Table),
    Paragraph(String),
    /// Short lines, each an item.
    List(Vec<String>),
    Facts(Vec<Fact>),
    /// The title of what follows, within the section.
    Subtitle(String),
    /// A command to type.
    Command(String),
    /// Lines of TOML to paste: never wrapped.
    Toml(String),
    Risks(Vec<Risk>),
    Notes(Vec<Note>),
    Entries(Vec<Entry>),
}

/// What is known of a thing: `format`, `wide-by-week`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    pub text: String,
}

/// Something told in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about; may be empty.
    pub label: String,
    /// Shortly, beside the label: `2 of 3 met`. May be empty.
    pub remark: String,
    pub prose: Prose,
}

/// A part of a whole, drawn as a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    /// `71 %`, or a dash.
    pub percent: String,
    /// `50.50`: the amount itself, in FTE-weeks; empty where there is none.
    pub amount: String,
    /// The length of the bar, in percent; `None` where there is no figure.
    pub of_hundred: Option<Exact>,
}

/// Columns and rows. The first column names what a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    pub columns: Vec<Column>,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column and its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    pub align: Align,
    /// Never cut: an address is of no use without its end.
    pub whole: bool,
}

/// Where a column's text stands: names left, numbers right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// The text of one cell. The meaning only adds colour: the text says it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub meaning: Meaning,
    /// The address of the figure that it shows.
    pub address: Option<String>,
}

/// How a text is meant, for colour and weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Plain,
    Good,
    Warn,
    Bad,
    Quiet,
    Strong,
}

/// A skill that rests on too few people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// `NO COVER`, `SINGLE`, `THIN`.
    pub state: &'static str,
    pub meaning: Meaning,
    pub skill: String,
    /// Who is left and at which level, and what is not known.
    pub who: String,
}

/// A warning or a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Warnings and key-person findings.
    pub urgent: bool,
    pub text: String,
    /// `FILE:ROW:COLUMN`, the first few.
    pub places: String,
}

impl Meaning {
    /// In one word; none for what means nothing more.
    pub fn name(self) -> &'static str {
        match self {
            Meaning::Plain => "",
            Meaning::Good => "good",
            Meaning::Warn => "warn",
            Meaning::Bad => "bad",
            Meaning::Quiet => "quiet",
            Meaning::Strong => "strong",
        }
    }
}

impl Table {
    /// Whether a column's texts stand on the right: numbers.
    pub fn is_right(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| column.align == Align::Right)
    }
}

impl Cell {
    pub fn new(text: impl Into<String>, meaning: Meaning) -> Cell {
        Cell { text: text.into(), meaning, address: None }
    }

    /// It shows the figure at this address.
    pub fn of(self, address: impl Into<String>) -> Cell {
        Cell { address: Some(address.into()), ..self }
    }

    pub fn plain(text: impl Into<String>) -> Cell {
        Cell::new(text, Meaning::Plain)
    }
}

impl Column {
    pub fn left(header: impl Into<String>) -> Column {
        Column { header: header.into(), align: Align::Left, whole: false }
    }

    /// A column of addresses.
    pub fn whole(header: impl Into<String>) -> Column {
        Column { whole: true, ..Column::left(header) }
    }

    pub fn right(header: impl Into<String>) -> Column {
        Column { header: header.into(), align: Align::Right, whole: false }
    }
}

impl Fact {
    pub fn new(label: &str, text: impl Into<String>) -> Fact {
        Fact { label: label.to_owned(), text: text.into() }
    }
}

impl Entry {
    /// The remark stands beside the label; either may be empty.
    pub fn new(label: &str, remark: &str, prose: Prose) -> Entry {
        Entry { label: label.to_owned(), remark: remark.to_owned(), prose }
    }
}

impl Section {
    pub fn new(title: &str, aside: impl Into<String>, blocks: Vec<Block>) -> Section {
        Section { title: title.to_owned(), aside: aside.into(), blocks, picture: None }
    }

    /// Without a heading.
    pub fn untitled(block: Block) -> Section {
        Section::new("", "", vec![block])
    }

    pub fn drawn(self, picture: Picture) -> Section {
        Section { picture: Some(picture), ..self }
    }
}
