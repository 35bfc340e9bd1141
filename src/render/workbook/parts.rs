//! A section of the page as a tab: its tables with their numbers as numbers, its words as text.

use super::book::{Book, amount, digits_of};
use super::sheet::{Cell, Digits, Kind, Tab};
use super::texts::{pieces, told};
use crate::model::exact::Exact;
use crate::render::page::{Block, Cell as PageCell, Entry, Meaning, Section, Table};

/// The widths of the columns.
const WIDTHS: [u16; 7] = [32, 17, 15, 15, 16, 26, 26];

/// The tab of a section.
pub fn tab<'a>(book: &mut Book<'_>, name: &str, section: &Section) -> Tab<'a> {
    let mut tab = Tab::titled(name, WIDTHS.to_vec(), &section.title, &section.aside);
    blocks(book, &mut tab, &section.blocks);
    tab
}

/// The blocks, one below the other, a blank row before each table and title. The first table's headings stay in sight.
pub fn blocks(book: &mut Book<'_>, tab: &mut Tab<'_>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Table(table) | Block::Rows(table) => put_table(book, tab, table),
            Block::Paragraph(text) => pieces(text).into_iter().for_each(|piece| tab.say(piece)),
            Block::Subtitle(text) => {
                tab.push(Vec::new());
                tab.push(vec![Cell::text(text).of_kind(Kind::Total)]);
            }
            Block::List(items) => items.iter().for_each(|item| tab.say(item)),
            Block::Entries(entries) => entries.iter().for_each(|entry| put_entry(tab, entry)),
            Block::Risks(risks) => {
                tab.push(Vec::new());
                head(tab, ["skill", "state", "who"].map(str::to_owned).to_vec());
                for risk in risks {
                    let state = Cell::text(risk.state).meant(risk.meaning);
                    tab.push(vec![Cell::text(&risk.skill).of_kind(Kind::Wrapped), state, Cell::text(&risk.who)]);
                }
                tab.push(Vec::new());
            }
            // Bars, notes and facts have tabs of their own; commands and TOML are for a terminal.
            Block::Bars(_) | Block::Notes(_) | Block::Facts(_) | Block::Command(_) | Block::Toml(_) => {}
        }
    }
}

fn head(tab: &mut Tab<'_>, headings: Vec<String>) {
    tab.push(headings.into_iter().map(|heading| Cell::text(heading).of_kind(Kind::Head)).collect());
}

fn put_table(book: &mut Book<'_>, tab: &mut Tab<'_>, table: &Table) {
    tab.push(Vec::new());
    head(tab, table.columns.iter().map(|column| column.header.clone()).chain(["address".to_owned()]).collect());
    for row in &table.rows {
        let line = tab.next();
        let mut cells: Vec<Cell> =
            row.iter().enumerate().map(|(at, of)| put_cell(book, tab, of, (line, at), table.is_right(at))).collect();
        let address = row.iter().filter_map(|cell| cell.address.as_deref()).next_back();
        cells.push(Cell::text(address.unwrap_or_default()).of_kind(Kind::Quiet));
        tab.push(cells);
    }
    tab.push(Vec::new());
}

/// A figure as a number, unless what is printed says more than the number: that it is a bound, or may be higher. Of what is no
/// figure, a number in a column of numbers is one too. `is_right`: the column is one of numbers.
fn put_cell(book: &mut Book<'_>, tab: &Tab<'_>, of: &PageCell, (line, at): (usize, usize), is_right: bool) -> Cell {
    let figure = of.address.as_deref().and_then(|address| book.figure(address));
    let figure = figure.filter(|figure| figure.high.is_none() && !figure.bound);
    let cell = match figure.and_then(|figure| Some((figure, amount(figure)?))) {
        Some((figure, amount)) => {
            book.stands(&figure.address, &tab.name, line, at);
            Cell::number(amount, digits_of(figure, book.review))
        }
        None => match number(&of.text).filter(|_| is_right) {
            Some((number, places)) => Cell::number(number, Digits::Places(places)),
            None if is_right => Cell { on_right: true, ..Cell::text(&of.text) },
            None => Cell::text(&of.text).of_kind(Kind::Wrapped),
        },
    };
    if of.meaning == Meaning::Plain { cell } else { cell.meant(of.meaning) }
}

/// A decimal as the page writes it, with its places.
fn number(text: &str) -> Option<(Exact, u32)> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{places}");
    let is_decimal = digits.strip_prefix('-').unwrap_or(&digits).bytes().all(|byte| byte.is_ascii_digit());
    let places = u32::try_from(places.len()).ok().filter(|places| *places <= 15 && is_decimal)?;
    Some((Exact::decimal(digits.parse().ok()?, places), places))
}

/// A label, a remark and the words, over as many rows as they take.
fn put_entry(tab: &mut Tab<'_>, entry: &Entry) {
    let label = [entry.label.as_str(), entry.remark.as_str()];
    let label: Vec<&str> = label.into_iter().filter(|part| !part.is_empty()).collect();
    if !label.is_empty() {
        tab.push(vec![Cell::text(label.join(" (") + if label.len() > 1 { ")" } else { "" }).of_kind(Kind::Quiet)]);
    }
    pieces(&told(&entry.prose)).into_iter().for_each(|piece| tab.say(piece));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_of_the_page_is_a_number_and_nothing_else_is() {
        assert_eq!(number("99.979"), Some((Exact::decimal(99_979, 3), 3)));
        assert_eq!(number("-5"), Some((Exact::whole(-5), 0)));
        for text in ["", "-", "4 (+1)", ">= 0.9", "redacted", "50 %", "1.2.3", "1e3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
