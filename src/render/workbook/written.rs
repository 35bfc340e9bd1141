//! Tabs as the bytes of a workbook. The only place that knows the file format.

mod chart;
mod grid;
mod look;

use rust_xlsxwriter::{
    Color, ConditionalFormat2ColorScale, ConditionalFormatFormula, ConditionalFormatType, DataValidation,
    DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet,
    XlsxError,
};

use super::marks::{Mark, Rule};
use super::palette;
use super::sheet::{Allowed, Cell, Choice, Kind, Outcome, Tab, Value};
use super::texts::fitting;
use crate::model::day::Day;
use crate::model::exact::Exact;
use crate::model::tab::REVIEW;
use crate::render::double::{digits, nearest};
use crate::render::number;
use crate::render::table::wrap;
use crate::render::unwritable::{Written, unwritable};
use grid::{column, row};
use look::{Looks, coloured};

/// What the file says of itself.
pub struct About {
    pub title: String,
    /// The day that it is dated by: one of the review, not that of its writing, so that the same input is the same bytes.
    pub dated: Option<Day>,
    /// It is a review, and is never read as a sheet.
    pub is_review: bool,
}

/// The file, whole.
///
/// # Errors
/// `unwritable-file`.
pub fn written(tabs: Vec<Tab<'_>>, about: &About) -> Written<Vec<u8>> {
    bytes(tabs, about).map_err(unwritable)
}

fn bytes(tabs: Vec<Tab<'_>>, about: &About) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(about)?);
    let mut looks = Looks::default();
    for tab in tabs {
        put(workbook.add_worksheet(), tab, &mut looks)?;
    }
    workbook.save_to_buffer()
}

/// Without the names of a machine or a user.
fn properties(about: &About) -> Result<DocProperties, XlsxError> {
    // Of a year that spreadsheets have no dates of, and of a review without a period, a day that is always the same.
    const ALWAYS: (u16, u8, u8) = (2000, 1, 1);
    let day = about.dated.and_then(|day| {
        let parts = (day.year().try_into().ok()?, day.month().try_into().ok()?, day.day_of_month().try_into().ok()?);
        serial(day).map(|_| parts)
    });
    let (year, month, day) = day.unwrap_or(ALWAYS);
    let properties = DocProperties::new()
        .set_title(fitting(&about.title))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    Ok(if about.is_review { properties.set_custom_property(REVIEW, "written by teamcap") } else { properties })
}

/// The number of a day, by which spreadsheets know it; `None` before the days on which all of them agree.
fn serial(day: Day) -> Option<u32> {
    const FIRST: i32 = 61;
    let days = day.days_since(Day::new(1899, 12, 30)?);
    (days >= FIRST).then(|| u32::try_from(days).ok()).flatten()
}

/// So many rows are printed on one page, and read there.
const ONE_PAGE: usize = 64;

fn put(sheet: &mut Worksheet, tab: Tab<'_>, looks: &mut Looks) -> Result<(), XlsxError> {
    sheet.set_name(&tab.name)?;
    for (at, width) in (0..).zip(&tab.widths) {
        sheet.set_column_width(at, *width)?;
    }
    let first = tab.rows.len();
    let of_body = |at: usize| tab.body.as_ref().filter(|body| at < body.rows).map(|body| (body.row)(at));
    for (at, cells) in tab.rows.iter().enumerate() {
        let below = tab.rows.get(at + 1).cloned().or_else(|| of_body(0));
        put_row(sheet, at, cells, below.as_deref(), looks)?;
        put_lines(sheet, &tab, at, cells, looks)?;
    }
    let mut rows = first;
    while let Some(cells) = of_body(rows - first) {
        put_row(sheet, rows, &cells, None, looks)?;
        rows += 1;
    }
    if let Some(head) = tab.head {
        sheet.set_freeze_panes(row(head + 1), column(tab.held))?;
        sheet.set_repeat_rows(row(head), row(head))?;
        if let Some((last, columns)) = tab.filtered {
            sheet.autofilter(row(head), 0, row(last), column(columns))?;
        }
    }
    for Choice { rows: (top, bottom), columns: (left, right), allowed } in &tab.choices {
        let choice = validation(allowed)?;
        sheet.add_data_validation(row(*top), column(*left), row(*bottom), column(*right), &choice)?;
    }
    for mark in &tab.marks {
        put_mark(sheet, mark)?;
    }
    if let Some(bars) = &tab.bars {
        let (chart, height) = chart::chart(&tab.name, bars);
        sheet.insert_chart_with_offset(row(rows + 1), 0, &chart, 4, 4)?;
        rows += 2 + height;
    }
    // Addresses are for the screen.
    let columns = tab.widths.len().saturating_sub(tab.unprinted);
    sheet.set_print_area(0, 0, row(rows.max(1) - 1), column(columns.max(1) - 1))?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, u16::from(rows <= ONE_PAGE));
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

fn validation(allowed: &Allowed) -> Result<DataValidation, XlsxError> {
    // A word for leave or a mark in place of a level is no mistake.
    let told = |choice: DataValidation, title: &str, message: &str| {
        choice.set_error_style(DataValidationErrorStyle::Warning).set_error_title(title)?.set_error_message(message)
    };
    let between = |least: &Exact, most: &Exact| {
        let ends = [least, most].map(|end| nearest(end).unwrap_or_default());
        DataValidation::new().allow_decimal_number(DataValidationRule::Between(ends[0], ends[1]))
    };
    match allowed {
        Allowed::Words(words) => DataValidation::new().allow_list_strings(words),
        Allowed::Between(least, most) => {
            let [from, to] = [least, most].map(|end| number::value(&end.times(&Exact::HUNDRED)));
            told(
                between(least, most),
                "Outside the usual",
                &format!("A percentage from {from} % to {to} % is usual here."),
            )
        }
        Allowed::Whole(most) => {
            let choice = DataValidation::new()
                .allow_whole_number(DataValidationRule::Between(0, i32::try_from(*most).unwrap_or(i32::MAX)));
            told(choice, "No level", &format!("A level is a whole number from 0 to {most}."))
        }
    }
}

/// Gives a row with texts of several lines the height that they take; spreadsheets do not all find it themselves. A sentence that is
/// longer than the columns are wide goes on in lines below.
fn put_lines(
    sheet: &mut Worksheet,
    tab: &Tab<'_>,
    at: usize,
    cells: &[Cell],
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    const LINE: usize = 15;
    const MOST: usize = 27;
    let columns = tab.widths.len().saturating_sub(tab.unprinted).max(1);
    let all: usize = tab.widths.iter().take(columns).map(|width| usize::from(*width)).sum();
    let lines = |(place, cell): (usize, &Cell)| {
        let Value::Text(text) = &cell.value else { return 1 };
        let width = match cell.kind {
            Kind::Sentence => all,
            // Bold letters are wider.
            Kind::Head => tab.widths.get(place).map_or(all, |width| usize::from(*width) * 9 / 10),
            Kind::Wrapped => tab.widths.get(place).map_or(all, |width| usize::from(*width)),
            _ => return 1,
        };
        text.split('\n').map(|line| wrap(line, width.max(1)).len()).sum()
    };
    let most = cells.iter().enumerate().map(lines).max().unwrap_or(1).min(MOST);
    if most > 1 {
        sheet.set_row_height(row(at), row(most * LINE))?;
    }
    if let [only] = cells
        && only.kind == Kind::Sentence
        && columns > 1
        && let Value::Text(text) = &only.value
    {
        sheet.merge_range(row(at), 0, row(at), column(columns - 1), &fitting(text), looks.of(only, false))?;
    }
    Ok(())
}

/// `below`: the row under it, by which the heading of a column of numbers stands on the right, as they do.
fn put_row(
    sheet: &mut Worksheet,
    at: usize,
    cells: &[Cell],
    below: Option<&[Cell]>,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
    for (place, cell) in cells.iter().enumerate() {
        let own = if cell.kind == Kind::Head { below.and_then(|below| below.get(place)) } else { Some(cell) };
        let look = looks.of(cell, own.is_some_and(Cell::is_right));
        put_cell(sheet, row(at), column(place), cell, look)?;
    }
    Ok(())
}

/// A number that no double is near is written in digits, as text.
fn put_cell(sheet: &mut Worksheet, at: u32, place: u16, cell: &Cell, look: &Format) -> Result<(), XlsxError> {
    let in_digits = |number: &Exact| number::value(number);
    match &cell.value {
        Value::Blank => sheet.write_blank(at, place, look)?,
        Value::Text(text) if text.is_empty() => sheet.write_blank(at, place, look)?,
        Value::Text(text) => sheet.write_string_with_format(at, place, fitting(text), look)?,
        Value::Number(number) => match nearest(number) {
            Some(double) => sheet.write_number_with_format(at, place, double, look)?,
            None => sheet.write_string_with_format(at, place, fitting(&in_digits(number)), look)?,
        },
        Value::Day(day) => match serial(*day) {
            Some(serial) => sheet.write_number_with_format(at, place, serial, look)?,
            None => sheet.write_string_with_format(at, place, day.to_string(), look)?,
        },
        Value::Formula { text, result } => {
            let result = match result {
                Outcome::Word(word) => Ok((*word).to_owned()),
                Outcome::Number(number) => digits(number).ok_or(number),
            };
            match result {
                Ok(result) => {
                    let formula = Formula::new(text).set_result(result);
                    sheet.write_formula_with_format(at, place, formula, look)?
                }
                Err(number) => sheet.write_string_with_format(at, place, fitting(&in_digits(number)), look)?,
            }
        }
    };
    Ok(())
}

fn put_mark(sheet: &mut Worksheet, mark: &Mark) -> Result<(), XlsxError> {
    let ((top, bottom), (left, right)) = (mark.rows, mark.columns);
    let (top, bottom, left, right) = (row(top), row(bottom), column(left), column(right));
    match &mark.rule {
        Rule::Scale(most) => {
            let scale = ConditionalFormat2ColorScale::new()
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, digits(most).unwrap_or_default())
                .set_minimum_color(Color::RGB(0xff_ff_ff))
                .set_maximum_color(Color::RGB(palette::LEAVE_GROUND));
            sheet.add_conditional_format(top, left, bottom, right, &scale)?;
        }
        Rule::Where(formula, colour) => {
            let rule = ConditionalFormatFormula::new().set_rule(Formula::new(formula)).set_format(coloured(*colour));
            sheet.add_conditional_format(top, left, bottom, right, &rule)?;
        }
    }
    Ok(())
}
