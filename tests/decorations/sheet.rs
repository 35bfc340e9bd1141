//! A sheet as a grid of cells, with what its columns and rows are kept beside it.

use super::calendar::Day;
use super::layout::Layout;
use super::notation::Notation;
use super::truth::Truth;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    When,
    Who,
    What,
    /// Effort.
    Amount,
    /// Numbers in the unit of the effort that are not effort, and that somebody could add up: a total, a capacity, a plan.
    Beside,
    /// Anything else.
    Other,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Header,
    Entry,
    /// The title of a block: the person or the week of the rows below it.
    Block,
    /// A total, an average.
    Summary,
    /// Blank, a title, a note, a row of another table.
    Outside,
}

#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub text: String,
    /// A number whose point becomes a comma where the sheet writes commas.
    pub is_number: bool,
    /// The grains that it says.
    pub grains: Option<i64>,
    /// The week (its Monday) or the day that it names.
    pub when: Option<Day>,
    /// The person that it names.
    pub who: Option<usize>,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    pub fn number(text: impl Into<String>) -> Cell {
        Cell { is_number: true, ..Cell::text(text) }
    }

    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    pub kind: Kind,
    pub cells: Vec<Cell>,
    /// Whose it is, and of which week or day, if of one.
    pub person: Option<usize>,
    pub when: Option<Day>,
}

/// One file.
#[derive(Debug, Clone)]
pub struct Table {
    /// The file's name without `.csv`, and the week that it names.
    pub name: String,
    pub when: Option<Day>,
    pub roles: Vec<Role>,
    /// Header rows first.
    pub rows: Vec<Row>,
    pub headers: usize,
}

/// How the cells become bytes.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub delimiter: char,
    pub comma: bool,
    pub mark: bool,
    pub line_end: &'static str,
    pub encoding: Encoding,
    pub quoted: bool,
    /// A first line says the delimiter.
    pub says_delimiter: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Windows1252,
}

/// A folder of sheets: what was true, and how it is written.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub truth: Truth,
    pub layout: Layout,
    pub notation: Notation,
    /// A heading says the unit.
    pub headed: bool,
    pub tables: Vec<Table>,
    pub style: Style,
    /// teamcap.toml says the period.
    pub says_period: bool,
    /// teamcap.toml names the people, each with their FTE.
    pub says_people: bool,
    /// The sheet itself tells what part of a week somebody has: an FTE, a contract, `(80 %)`. A reading may take it or leave it.
    pub tells_fte: bool,
    /// Only a question is right; where none is asked, there has to be a warning.
    pub must_ask: bool,
    /// A file that is there twice.
    pub copy: Option<Table>,
    /// Other files of the folder.
    pub others: Vec<(String, Vec<u8>)>,
}

impl Sheet {
    /// An amount in the sheet's unit.
    pub fn amount(&self, grains: i64) -> Cell {
        self.mean(grains, 1, Some(grains))
    }

    /// `grains / of`, as a number that is not added up unless `adds` says what it adds.
    pub fn mean(&self, grains: i64, of: i64, adds: Option<i64>) -> Cell {
        Cell { grains: adds, ..Cell::number(self.notation.write(grains, of, self.headed)) }
    }

    /// Does something to every table; says whether it was done to any.
    pub fn each(&mut self, mut change: impl FnMut(&Sheet, &mut Table) -> bool) -> bool {
        let mut tables = std::mem::take(&mut self.tables);
        let mut any = false;
        for table in &mut tables {
            any |= change(self, table);
        }
        self.tables = tables;
        any
    }

    /// Whether a row is one person's for one stretch of time, all categories beside each other.
    pub fn has_rows_of_people(&self) -> bool {
        matches!(self.layout, Layout::Wide | Layout::FilePerson | Layout::FileWeek | Layout::Period)
    }

    /// The grains of the stretch of time that a row is about, of a person's contract.
    pub fn capacity(&self, person: usize) -> i64 {
        let weeks = if self.layout == Layout::Period && !self.notation.is_of_own_week() { 13 } else { 1 };
        let fte = if self.notation.is_of_own_week() { 100 } else { self.truth.people[person].fte };
        super::truth::WEEK * weeks * fte / 100
    }
}

impl Table {
    pub fn column(&self, role: Role) -> Option<usize> {
        self.roles.iter().position(|of| *of == role)
    }

    pub fn columns(&self, role: Role) -> Vec<usize> {
        (0..self.roles.len()).filter(|at| self.roles[*at] == role).collect()
    }

    /// Puts a column at a place: its heading into the last header row, into each entry what `cell` says, blanks elsewhere.
    pub fn insert(&mut self, at: usize, role: Role, heading: &str, mut cell: impl FnMut(&Row) -> Cell) {
        let last = self.heading_row();
        for (index, row) in self.rows.iter_mut().enumerate() {
            let new = match row.kind {
                Kind::Entry => cell(row),
                Kind::Header if Some(index) == last => Cell::text(heading),
                _ => Cell::default(),
            };
            row.cells.insert(at.min(row.cells.len()), new);
        }
        self.roles.insert(at, role);
    }

    pub fn remove(&mut self, at: usize) {
        self.rows.iter_mut().for_each(|row| drop(row.cells.remove(at)));
        self.roles.remove(at);
    }

    /// A row of blanks, as wide as the table.
    pub fn blank(&self, kind: Kind) -> Row {
        Row { kind, cells: vec![Cell::default(); self.roles.len()], person: None, when: None }
    }

    /// A row outside the table with these texts in it, from the first column on; the table becomes wider if it has to.
    pub fn outside(&mut self, texts: &[&str]) -> Row {
        while self.roles.len() < texts.len() {
            self.insert(self.roles.len(), Role::Other, "", |_| Cell::default());
        }
        let mut row = self.blank(Kind::Outside);
        for (cell, text) in row.cells.iter_mut().zip(texts) {
            *cell = Cell::text(*text);
        }
        row
    }

    /// The row of headings: the last one where there are two, and the first of those that are repeated.
    fn heading_row(&self) -> Option<usize> {
        let is_header = |row: &Row| row.kind == Kind::Header;
        let first = self.rows.iter().position(is_header)?;
        Some(first + self.rows[first..].iter().take_while(|row| is_header(row)).count() - 1)
    }

    /// The heading of a column.
    pub fn heading(&mut self, column: usize) -> Option<&mut Cell> {
        let row = self.heading_row()?;
        self.rows[row].cells.get_mut(column)
    }

    /// The grains of a row's effort.
    pub fn effort(&self, row: &Row) -> i64 {
        self.columns(Role::Amount).iter().filter_map(|at| row.cells[*at].grains).sum()
    }

    /// Where entries begin, and one behind where they end.
    pub fn entries(&self) -> std::ops::Range<usize> {
        let is_entry = |row: &Row| row.kind == Kind::Entry;
        let first = self.rows.iter().position(is_entry).unwrap_or(0);
        let last = self.rows.iter().rposition(is_entry).map_or(0, |at| at + 1);
        first..last
    }

    /// What the rows are sorted by, if they lie in blocks and not each in its own.
    pub fn key(&self) -> Option<Role> {
        let is_sorted = |role: &Role| {
            let keys: Vec<_> =
                self.rows.iter().filter(|row| row.kind == Kind::Entry).map(|row| self.label(row, *role)).collect();
            let mut distinct = keys.clone();
            distinct.sort();
            distinct.dedup();
            let runs = 1 + keys.windows(2).filter(|pair| pair[0] != pair[1]).count();
            runs == distinct.len() && runs > 1 && runs < keys.len()
        };
        [Role::Who, Role::When, Role::What].into_iter().find(is_sorted)
    }

    /// What a row has of a role that it can be sorted by.
    fn label(&self, row: &Row, role: Role) -> (Option<usize>, Option<Day>, String) {
        let text = || self.column(Role::What).map_or(String::new(), |at| row.cells[at].text.to_lowercase());
        match role {
            Role::Who => (row.person, None, String::new()),
            Role::When => (None, row.when, String::new()),
            _ => (None, None, text()),
        }
    }

    /// The indices of the entries, block by block.
    pub fn blocks(&self) -> Vec<Vec<usize>> {
        let Some(key) = self.key() else { return Vec::new() };
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for at in (0..self.rows.len()).filter(|at| self.rows[*at].kind == Kind::Entry) {
            let label = |at: usize| self.label(&self.rows[at], key);
            match blocks.last_mut() {
                Some(block) if label(block[0]) == label(at) => block.push(at),
                _ => blocks.push(vec![at]),
            }
        }
        blocks
    }
}
