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
        let last = self.rows.iter().rposition(|row| row.kind == Kind::Header);
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

    /// The cells of a heading's row, of the last one where there are two.
    pub fn heading(&mut self, column: usize) -> Option<&mut Cell> {
        self.rows.iter_mut().rfind(|row| row.kind == Kind::Header).and_then(|row| row.cells.get_mut(column))
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
        let blocks = |key: fn(&Row) -> (Option<usize>, Option<Day>)| {
            let keys: Vec<_> = self.rows.iter().filter(|row| row.kind == Kind::Entry).map(key).collect();
            let mut distinct = keys.clone();
            distinct.sort();
            distinct.dedup();
            let runs = 1 + keys.windows(2).filter(|pair| pair[0] != pair[1]).count();
            runs == distinct.len() && runs > 1 && runs < keys.len()
        };
        if blocks(|row| (row.person, None)) {
            Some(Role::Who)
        } else if blocks(|row| (None, row.when)) {
            Some(Role::When)
        } else {
            None
        }
    }

    /// The indices of the entries, block by block.
    pub fn blocks(&self) -> Vec<Vec<usize>> {
        let Some(key) = self.key() else { return Vec::new() };
        let of = |row: &Row| if key == Role::Who { (row.person, None) } else { (None, row.when) };
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for at in (0..self.rows.len()).filter(|at| self.rows[*at].kind == Kind::Entry) {
            match blocks.last_mut() {
                Some(block) if of(&self.rows[block[0]]) == of(&self.rows[at]) => block.push(at),
                _ => blocks.push(vec![at]),
            }
        }
        blocks
    }
}
