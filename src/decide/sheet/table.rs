//! Where the table of a sheet is: its header, its rows, its columns, and what stands around it.

use std::ops::Range;

use super::cells::{Cells, Kind};
use super::concept::Concept;
use super::heading::meaning;
use super::shape::Shape;
use crate::model::person::folded;
use crate::read::when;

/// A table: indices of rows and fields of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The rows of the header that stand above its last row, from the top.
    pub uppers: Vec<usize>,
    /// The last row of the header.
    pub header: usize,
    /// The rows below the header, up to the end of the sheet or the next table.
    pub body: Range<usize>,
    /// The fields of the table, in order.
    pub fields: Vec<usize>,
    /// Fields of another table beside it.
    pub beside: Vec<usize>,
    /// The row in which another table begins below.
    pub next: Option<usize>,
    /// The configuration says where it is: what else stands in the sheet is no question.
    pub is_said: bool,
}

impl Table {
    /// Returns whether a row repeats a row of the header.
    pub fn repeats_header(&self, cells: &Cells, row: usize) -> bool {
        let is = |header: usize| {
            let mut same = 0;
            let all = self.fields.iter().all(|&field| {
                let (heading, text) = (cells.text(header, field), cells.text(row, field));
                same += usize::from(!heading.is_empty());
                folded(heading) == folded(text)
            });
            all && same >= 2
        };
        self.uppers.iter().copied().chain([self.header]).any(is)
    }
}

/// The most rows that stand above a header.
const MOST_ABOVE: usize = 60;
/// The most rows of a header above its last one.
const MOST_UPPERS: usize = 3;

/// Returns the table of a sheet, or `None` if no row is a header with amounts below it.
pub fn table(cells: &Cells, shape: &Shape<'_>) -> Option<Table> {
    let above = shape.header_rows.map_or(0, |rows| rows.saturating_sub(1));
    let header = match shape.table {
        Some(area) => Some(area.first_row - 1 + above).filter(|row| *row + 1 < cells.rows.len())?,
        None => header(cells, 0)?,
    };
    let uppers = match (shape.header_rows, shape.table) {
        (None, None) => uppers(cells, header),
        _ => (header.saturating_sub(above)..header).collect(),
    };
    let first = uppers.first().copied().unwrap_or(header);
    let next = if shape.table.is_some() { None } else { next_table(cells, header) };
    let end = shape.table.map(|area| area.last_row).or(next).unwrap_or(usize::MAX);
    let body = header + 1..end.min(cells.rows.len()).max(header + 1);
    let rows: Vec<usize> = (first..=header).chain(body.clone()).collect();
    let (fields, beside) = match shape.table {
        Some(area) => {
            let filled = (0..cells.width).filter(|field| rows.iter().any(|row| !cells.at(*row, *field).is_blank()));
            filled.partition(|field| (area.first_column..=area.last_column).contains(field))
        }
        None => fields(cells, header, &rows, &body),
    };
    Some(Table { uppers, header, body, fields, beside, next, is_said: shape.table.is_some() })
}

/// Returns the row from `from` on that is the last row of a header: the one whose texts head the most columns of numbers.
fn header(cells: &Cells, from: usize) -> Option<usize> {
    let last = cells.rows.len().min(from + MOST_ABOVE);
    let numbers: Vec<usize> = (0..cells.width).map(|field| numbers_below(cells, from, field)).collect();
    let mut best: Option<((usize, usize), usize)> = None;
    for row in from..last {
        if cells.filled(row).take(2).count() < 2 || !can_head(cells, row) {
            continue;
        }
        let heads_numbers = |field: &usize| numbers[*field] > 0 && has_below(cells, row, *field, is_amount);
        // Another row of the header is no row that it labels.
        let heads_texts = |field: &usize| {
            let mut below = (row + 1..cells.rows.len()).filter(|below| has_amount(cells, *below));
            below.any(|below| matches!(cells.at(below, *field).kind, Kind::Word | Kind::Time))
        };
        let amounts = cells.filled(row).filter(heads_numbers).count();
        if amounts == 0 {
            continue;
        }
        let labels = cells.filled(row).filter(|field| !heads_numbers(field)).filter(heads_texts).count();
        // A legend above the header may head the only column of numbers, too, but not the blank ones.
        let score = ((amounts * 4 + labels.min(3)), cells.filled(row).count());
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, row));
        }
    }
    best.map(|(_, row)| row)
}

fn has_amount(cells: &Cells, row: usize) -> bool {
    (0..cells.width).any(|field| is_amount(&cells.at(row, field).kind))
}

fn is_amount(kind: &Kind) -> bool {
    matches!(kind, Kind::Number(_) | Kind::Money)
}

fn numbers_below(cells: &Cells, from: usize, field: usize) -> usize {
    (from..cells.rows.len()).filter(|row| is_amount(&cells.at(*row, field).kind)).count()
}

fn has_below(cells: &Cells, row: usize, field: usize, wanted: impl Fn(&Kind) -> bool) -> bool {
    (row + 1..cells.rows.len()).any(|below| wanted(&cells.at(below, field).kind))
}

/// Returns whether a row can be a header: it holds no amounts. Whole numbers are weeks or days of a month if they count up.
fn can_head(cells: &Cells, row: usize) -> bool {
    let filled: Vec<usize> = cells.filled(row).collect();
    let numbers: Vec<usize> = filled.iter().copied().filter(|field| cells.at(row, *field).is_number()).collect();
    let others = filled.len() - numbers.len();
    numbers.is_empty() || others > 0 && counts_up(cells, row, &numbers)
}

/// Returns whether the numbers of some fields are whole and each is one more than the one before it (31 and 52 may be followed
/// by 1), or are serial numbers of days.
pub(super) fn counts_up(cells: &Cells, row: usize, fields: &[usize]) -> bool {
    let Some(numbers) = fields.iter().map(|field| cells.at(row, *field).whole()).collect::<Option<Vec<i128>>>() else {
        return false;
    };
    let is_next = |pair: &[i128]| pair[1] == pair[0] + 1 || pair[1] == 1 && pair[0] >= 28;
    let are_days = numbers.iter().all(|number| when::is_when(&number.to_string()) && *number > 20_000);
    numbers.len() >= 2 && (numbers.windows(2).all(is_next) || are_days)
}

/// The rows of the header above its last one: no blank row between, no numbers but times, and texts over the columns of amounts only.
fn uppers(cells: &Cells, header: usize) -> Vec<usize> {
    let is_label = |field: usize| {
        let text = cells.text(header, field);
        let concept = meaning(text).concept;
        !text.is_empty() && !has_below(cells, header, field, is_amount)
            || concept.is_some_and(|concept| matches!(concept, Concept::Week | Concept::Date | Concept::Person))
    };
    let first = (0..cells.width).find(|&field| !is_label(field) && has_below(cells, header, field, is_amount));
    let Some(first) = first else { return Vec::new() };
    let mut uppers = Vec::new();
    for row in (0..header).rev().take(MOST_UPPERS) {
        let filled: Vec<usize> = cells.filled(row).collect();
        let heads = filled.iter().filter(|field| **field >= first).count();
        let is_label_word = |field: &usize| {
            let text = cells.text(row, *field);
            meaning(text).concept.is_some() && cells.at(row, *field).is_word()
        };
        // `Name: | Uwe Böhm` is a line of a word and its value.
        let is_line = filled.iter().any(|field| cells.text(row, *field).ends_with(':'));
        let is_header = heads > 0
            && !is_line
            && filled.iter().all(|field| *field >= first || is_label_word(field))
            && can_head_above(cells, row, &filled);
        // A single text may be a title, unless it stands over amounts that are not the first.
        if !is_header || heads == 1 && filled.len() == 1 && filled[0] == first && is_long(cells.text(row, filled[0])) {
            break;
        }
        uppers.insert(0, row);
    }
    uppers
}

fn can_head_above(cells: &Cells, row: usize, filled: &[usize]) -> bool {
    let numbers: Vec<usize> = filled.iter().copied().filter(|field| cells.at(row, *field).is_number()).collect();
    numbers.is_empty() || counts_up(cells, row, &numbers)
}

/// Returns whether a text reads like a sentence or a title, not like a name.
fn is_long(text: &str) -> bool {
    text.split_whitespace().count() > 4
}

/// The row in which another table begins: another header, below a blank row, whose texts are not those of this one.
fn next_table(cells: &Cells, header: usize) -> Option<usize> {
    let headings =
        |row: usize| -> Vec<(usize, &str)> { cells.filled(row).map(|field| (field, cells.text(row, field))).collect() };
    let own = headings(header);
    (header + 2..cells.rows.len()).find(|&row| {
        let filled: Vec<usize> = cells.filled(row).collect();
        let are_texts = filled.iter().all(|field| matches!(cells.at(row, *field).kind, Kind::Word | Kind::Time));
        filled.len() >= 2
            && are_texts
            && cells.is_blank(row - 1)
            && headings(row) != own
            && filled.iter().filter(|field| cells.at(row + 1, **field).is_number()).count() > 0
            && filled
                .iter()
                .filter(|field| cells.at(header, **field).is_word() && has_above(cells, header, row, **field))
                .count()
                > 0
            && filled.iter().all(|field| meaning(cells.text(row, *field)).concept.is_none() || row > header)
            && says_headings(cells, row, &filled)
    })
}

fn has_above(cells: &Cells, header: usize, row: usize, field: usize) -> bool {
    (header + 1..row).any(|above| !cells.at(above, field).is_blank())
}

/// Returns whether a row of texts is a header and not a row of words: at least one of them is a word for a column.
fn says_headings(cells: &Cells, row: usize, filled: &[usize]) -> bool {
    let concept = |field: &usize| meaning(cells.text(row, *field)).concept;
    let headings = filled.iter().filter(|field| concept(field).is_some_and(|concept| concept != Concept::Leave));
    headings.count() * 2 >= filled.len()
}

/// The fields of the table, and those of another one beside it. A blank column separates two tables if what stands behind it has a
/// column of texts of its own under a heading; otherwise it is a spacer.
fn fields(cells: &Cells, header: usize, rows: &[usize], body: &Range<usize>) -> (Vec<usize>, Vec<usize>) {
    let is_filled = |field: usize| rows.iter().any(|row| !cells.at(*row, field).is_blank());
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for field in 0..cells.width {
        if !is_filled(field) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.last() == Some(&(field - 1)) => run.push(field),
            _ => runs.push(vec![field]),
        }
    }
    let amounts = |run: &[usize]| {
        let heads = |field: &&usize| !cells.at(header, **field).is_blank();
        let is_other = |field: &&usize| {
            meaning(cells.text(header, **field)).concept.is_some_and(|concept| concept.is_never_effort())
        };
        let fields = run.iter().filter(heads).filter(|field| !is_other(field));
        fields.filter(|field| body.clone().any(|row| cells.at(row, **field).is_number())).count()
    };
    let is_own = |run: &[usize]| {
        let Some(&first) = run.first() else { return false };
        let repeats = |row: &usize| folded(cells.text(*row, first)) == folded(cells.text(header, first));
        let filled = body.clone().filter(|row| !cells.at(*row, first).is_blank() && !repeats(row));
        let (words, others): (Vec<usize>, Vec<usize>) =
            filled.partition(|row| matches!(cells.at(*row, first).kind, Kind::Word | Kind::Time));
        let is_headed = cells.at(header, first).is_word();
        let is_remark = matches!(meaning(cells.text(header, first)).concept, Some(Concept::Remark | Concept::Status));
        run.len() >= 2 && is_headed && words.len() >= 2 && words.len() > others.len() && !is_remark
    };
    let mut tables: Vec<Vec<usize>> = Vec::new();
    for run in runs {
        match tables.last_mut() {
            Some(table) if amounts(table) == 0 || !is_own(&run) => table.extend(run),
            _ => tables.push(run),
        }
    }
    let main = (0..tables.len()).max_by_key(|&at| (amounts(&tables[at]), tables.len() - at)).unwrap_or(0);
    let (mut fields, mut beside) = (Vec::new(), Vec::new());
    for (at, table) in tables.into_iter().enumerate() {
        if at == main { fields = table } else { beside.extend(table) }
    }
    (fields, beside)
}
