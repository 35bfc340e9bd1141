//! The answer of a query as text, Markdown and CSV, and the list of the tables that can be asked.

use super::coloured::coloured;
use super::csv::{guarded, written};
use super::markdown;
use super::number::DASH;
use super::page::{Block, Cell, Column, Page, Section, Table};
use super::table::lines;
use super::text::NARROWEST;
use crate::frames::answer::{self, Answer};
use crate::frames::catalogue::EXAMPLES;
use crate::frames::table;
use crate::frames::value::Kind;
use crate::problem::grammar::count;

/// Columns aligned in at most `width`; what is missing is a dash.
pub fn text(answer: &Answer, width: usize) -> String {
    let mut out = coloured(&lines(&laid_out(answer), width.max(NARROWEST)), false);
    if answer.rows.is_empty() {
        out.push_str("(no rows)\n");
    }
    out + &remarks(answer, "\n", "")
}

/// A table; what is missing is a dash.
pub fn markdown(answer: &Answer) -> String {
    let mut out = String::new();
    markdown::table(&mut out, &laid_out(answer));
    out + &remarks(answer, "\n", "- ")
}

/// UTF-8, `,`, LF, quotes by RFC 4180. What is missing is empty, and texts that a spreadsheet program would run are guarded.
pub fn csv(answer: &Answer) -> String {
    let header = answer.columns.iter().map(|column| guarded(&column.name)).collect();
    let record = |row: &Vec<Option<String>>| {
        let cells = answer.columns.iter().zip(row);
        let text = |(column, cell): (&answer::Column, &Option<String>)| match (column.kind, cell) {
            (_, None) => String::new(),
            (Kind::Text, Some(text)) => guarded(text),
            (_, Some(text)) => text.clone(),
        };
        cells.map(text).collect()
    };
    written(std::iter::once(header).chain(answer.rows.iter().map(record)))
}

fn laid_out(answer: &Answer) -> Table {
    let column = |column: &answer::Column| {
        if column.kind.is_number() { Column::right(&*column.name) } else { Column::left(&*column.name) }
    };
    let row = |row: &Vec<Option<String>>| row.iter().map(|cell| Cell::plain(cell.as_deref().unwrap_or(DASH))).collect();
    Table { columns: answer.columns.iter().map(column).collect(), rows: answer.rows.iter().map(row).collect() }
}

/// What is said below a table of the columns that the engine has rounded.
fn remarks(answer: &Answer, before: &str, mark: &str) -> String {
    let remark = |column: &str| format!("{mark}{column}: a floating-point number, rounded by the engine\n");
    let remarks: String = answer.approximate().map(remark).collect();
    if remarks.is_empty() { remarks } else { before.to_owned() + &remarks }
}

/// The tables with the numbers of their rows, their columns, and questions to begin with.
pub fn listing(tables: &[(&table::Table, usize)]) -> Page {
    let mut sections: Vec<Section> = tables.iter().map(|(table, rows)| section(table, *rows)).collect();
    let examples = EXAMPLES.iter().flat_map(|example| {
        let query = example.sql.lines().map(|line| Block::Command(line.to_owned()));
        std::iter::once(Block::Subtitle(example.question.to_owned())).chain(query)
    });
    sections.push(Section::new("Questions to begin with", "", examples.collect()));
    let header =
        ["decimals have 18 places; other fractions are rounded to them", "what is missing is NULL, never zero"];
    Page { title: "Tables for SQL".to_owned(), header: header.map(str::to_owned).to_vec(), sections }
}

fn section(table: &table::Table, rows: usize) -> Section {
    let column = |column: &table::Column| {
        let unit = if column.unit.is_empty() { String::new() } else { format!(", {}", column.unit) };
        Block::Paragraph(format!("{} ({}{unit}): {}", column.name, column.kind.name(), column.about))
    };
    let about = Block::Subtitle(table.about.to_owned());
    let blocks = std::iter::once(about).chain(table.columns().map(column)).collect();
    Section::new(table.name, count(rows as u64, "row", "rows"), blocks)
}

/// The same list as an answer, for the formats of programs: a row a column.
pub fn tables(tables: &[(&table::Table, usize)]) -> Answer {
    let columns = ["table", "column", "type", "unit", "meaning"];
    let row = |table: &table::Table, column: &table::Column| {
        let texts = [table.name, column.name, column.kind.name(), column.unit, column.about];
        texts.map(|text| Some(text).filter(|text| !text.is_empty()).map(str::to_owned)).to_vec()
    };
    let rows = tables.iter().flat_map(|(table, _)| table.columns().map(|column| row(table, column)));
    let column = |name: &str| answer::Column { name: name.to_owned(), kind: Kind::Text };
    Answer { columns: columns.map(column).to_vec(), rows: rows.collect() }
}
