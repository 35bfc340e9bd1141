//! Rows that are not entries: sums and means of them, and what stands between them.

use super::super::chance::Chance;
use super::super::notation::decimal;
use super::super::sheet::{Cell, Kind, Role, Row, Sheet, Table};
use super::super::words::{AVERAGES, TOTALS, UNKNOWN_TOTALS};

/// What a summary says of a column: the sum, the mean, the part of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Sum,
    Mean,
    Part,
}

/// A row of one kind of summary of the entries at `of`.
fn summary(sheet: &Sheet, table: &Table, of: &[usize], says: Says) -> Row {
    let mut row = table.blank(Kind::Summary);
    let grains = |at: usize| of.iter().filter_map(move |entry| table.rows[*entry].cells[at].grains);
    let all: i64 = of.iter().map(|entry| table.effort(&table.rows[*entry])).sum();
    for at in 0..table.roles.len() {
        if !matches!(table.roles[at], Role::Amount | Role::Beside) || grains(at).next().is_none() {
            continue;
        }
        let sum: i64 = grains(at).sum();
        row.cells[at] = match says {
            Says::Sum => Cell { grains: None, ..sheet.amount(sum) },
            Says::Mean => sheet.mean(sum, grains(at).count() as i64, None),
            Says::Part if table.roles[at] == Role::Amount => {
                Cell::number(format!("{}%", decimal(sum * 100, all.max(1))))
            }
            Says::Part => Cell::default(),
        };
    }
    row
}

/// Writes a label into the first column that has one.
fn label(table: &Table, row: &mut Row, text: &str) {
    let labels = |role: &Role| matches!(role, Role::When | Role::Who | Role::What);
    if let Some(at) = table.roles.iter().position(labels) {
        row.cells[at] = Cell::text(text);
    }
}

fn entries(table: &Table) -> Vec<usize> {
    (0..table.rows.len()).filter(|at| table.rows[*at].kind == Kind::Entry).collect()
}

/// One row behind (or before) all entries.
fn once(sheet: &mut Sheet, says: Says, text: &str, least: usize, above: bool) -> bool {
    sheet.each(|sheet, table| {
        let of = entries(table);
        if of.len() < least {
            return false;
        }
        let mut row = summary(sheet, table, &of, says);
        label(table, &mut row, text);
        // What is below the last entry already was put there as a summary too, and stays nearer to it.
        let end =
            table.rows.iter().rposition(|row| matches!(row.kind, Kind::Entry | Kind::Summary)).map_or(0, |at| at + 1);
        table.rows.insert(if above { table.headers } else { end }, row);
        true
    })
}

pub fn total(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let text = chance.pick(TOTALS);
    once(sheet, Says::Sum, text, 2, false)
}

pub fn unknown_total(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let text = if chance.percent(50) {
        chance.pick(&["All", "Team", "Everybody", "Alle"])
    } else {
        chance.pick(UNKNOWN_TOTALS)
    };
    once(sheet, Says::Sum, text, 3, false)
}

pub fn unlabelled_total(sheet: &mut Sheet, _: &mut Chance) -> bool {
    once(sheet, Says::Sum, "", 2, false)
}

pub fn total_above(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let text = chance.pick(TOTALS);
    once(sheet, Says::Sum, text, 2, true)
}

pub fn average(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let text = chance.pick(AVERAGES);
    once(sheet, Says::Mean, text, 3, false)
}

pub fn part_of_total(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let text =
        chance.pick(&["% of total", "Percent of total", "Anteil", "% du total", "Share of total", "% del total"]);
    once(sheet, Says::Part, text, 2, false)
}

/// A sum below each week's or person's rows: under its own label, under the key's name, or with the key kept.
fn below_blocks(sheet: &mut Sheet, text: impl Fn(&str) -> String, keeps_key: bool) -> bool {
    sheet.each(|sheet, table| {
        let Some(key) = table.key() else { return false };
        let at = table.column(key);
        for block in table.blocks().into_iter().rev() {
            let mut row = summary(sheet, table, &block, Says::Sum);
            let name = at.map_or(Cell::default(), |at| table.rows[block[0]].cells[at].clone());
            let other = [Role::When, Role::Who, Role::What].into_iter().filter(|role| *role != key);
            let other = other.filter_map(|role| table.column(role)).min();
            match (at, other) {
                (Some(at), Some(other)) if keeps_key => {
                    row.cells[other] = Cell::text(text(""));
                    row.cells[at] = name;
                }
                _ => label(table, &mut row, &text(&name.text)),
            }
            table.rows.insert(block[block.len() - 1] + 1, row);
        }
        true
    })
}

pub fn subtotals(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let word =
        chance.pick(&["Subtotal", "Total", "Summe", "Zwischensumme", "Sous-total", "Subtotaal", "Sum", "Totale"]);
    below_blocks(sheet, |_| word.to_owned(), false)
}

pub fn named_subtotals(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let style = chance.below(3);
    let text = move |name: &str| match style {
        0 => format!("{name} Total").trim().to_owned(),
        1 => format!("Summe {name}").trim().to_owned(),
        _ => format!("{name} Ergebnis").trim().to_owned(),
    };
    below_blocks(sheet, text, false)
}

pub fn keyed_subtotals(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    let word = chance.pick(TOTALS);
    below_blocks(sheet, |_| word.to_owned(), true)
}

pub fn unlabelled_subtotals(sheet: &mut Sheet, _: &mut Chance) -> bool {
    below_blocks(sheet, |_| String::new(), false)
}

/// The last row first.
pub fn newest_first(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.each(|_, table| {
        let entries = table.entries();
        table.rows[entries].reverse();
        true
    })
}

/// The person or the week above each block, not beside each row.
pub fn block_titles(sheet: &mut Sheet, _: &mut Chance) -> bool {
    sheet.each(|_, table| {
        let Some((key, at)) = table.key().and_then(|key| Some((key, table.column(key)?))) else { return false };
        let is_number = |cell: &Cell| cell.text.bytes().all(|byte| byte.is_ascii_digit());
        // A bare number is a week only under its heading.
        if key == Role::When && table.entries().any(|row| is_number(&table.rows[row].cells[at])) {
            return false;
        }
        let blocks = table.blocks();
        let names: Vec<Cell> = blocks.iter().map(|block| table.rows[block[0]].cells[at].clone()).collect();
        table.remove(at);
        for (block, name) in blocks.iter().zip(names).rev() {
            let mut row = table.blank(Kind::Block);
            row.cells[0] = name;
            table.rows.insert(block[0], row);
        }
        true
    })
}

/// Before each block but the first, or every so many rows.
fn between(sheet: &mut Sheet, chance: &mut Chance, rows: impl Fn(&Table) -> Vec<Row>) -> bool {
    let every = chance.between(3, 12) as usize;
    sheet.each(|_, table| {
        let blocks = table.blocks();
        let of = entries(table);
        let mut places: Vec<usize> = if blocks.is_empty() {
            of.iter().skip(1).enumerate().filter(|(at, _)| (at + 1) % every == 0).map(|(_, place)| *place).collect()
        } else {
            blocks.iter().skip(1).map(|block| block[0]).collect()
        };
        // A block's own title stays with it.
        for place in &mut places {
            if table.rows[*place - 1].kind == Kind::Block {
                *place -= 1;
            }
        }
        let new = rows(table);
        for place in places.iter().rev() {
            table.rows.splice(place..place, new.clone());
        }
        !places.is_empty()
    })
}

pub fn blanks(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    between(sheet, chance, |table| vec![table.blank(Kind::Outside)])
}

pub fn repeated_headers(sheet: &mut Sheet, chance: &mut Chance) -> bool {
    between(sheet, chance, |table| table.rows.iter().filter(|row| row.kind == Kind::Header).cloned().collect())
}
