//! Workbooks in OpenDocument format (ods, as LibreOffice saves them): every tab stands in one part.

use std::collections::BTreeSet;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::book::{Seen, Tab};
use super::cells::Cells;
use super::format::{Epoch, Format, clock};
use super::number::Stored;
use super::xml::{add_text, attribute, each_event};
use crate::model::area::Area;
use crate::problem::words::workbook::WorkbookFault;
use crate::read::package::Package;

/// The part that holds the tabs.
pub const CONTENT: &str = "content.xml";

/// Rows and cells that repeat more often than this are formatted, and blank.
const MOST_REPEATED: u32 = 5_000;

/// Reads every tab.
///
/// # Errors
/// The part is damaged, missing or too large; the workbook is encrypted.
pub fn tabs(package: &mut Package) -> Result<Vec<Tab>, WorkbookFault> {
    let is_encrypted = match package.part("META-INF/manifest.xml")? {
        Some(part) => says_encryption(part)?,
        None => false,
    };
    if is_encrypted {
        return Err(WorkbookFault::Encrypted);
    }
    let Some(part) = package.part(CONTENT)? else { return Err(WorkbookFault::Damaged) };
    content(part)
}

fn says_encryption(part: impl BufRead) -> Result<bool, WorkbookFault> {
    let mut is_encrypted = false;
    each_event(part, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            is_encrypted |= element.local_name().as_ref() == "encryption-data";
        }
        Ok(())
    })?;
    Ok(is_encrypted)
}

/// The table that is being read.
#[derive(Default)]
struct Table {
    name: String,
    is_hidden: bool,
    cells: Cells,
    /// How many cells there were when the row that is being read began.
    before: usize,
    merged: Vec<Area>,
    seen: Seen,
    row: u32,
    column: u32,
    /// How often the row that is being read stands there.
    repeated: u32,
    is_hidden_row: bool,
    /// A cell of the row that is being read is struck through.
    is_struck: bool,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    kind: String,
    value: Option<String>,
    is_error: bool,
    has_formula: bool,
    /// It has a paragraph, which may be empty: the program that wrote it knew what it shows.
    is_shown: bool,
    repeated: u32,
    spanned: u32,
    text: String,
}

fn content(part: impl BufRead) -> Result<Vec<Tab>, WorkbookFault> {
    let mut tabs = Vec::new();
    let [mut hidden_styles, mut struck_styles]: [BTreeSet<String>; 2] = Default::default();
    let mut style = String::new();
    let mut table: Option<Table> = None;
    let mut cell: Option<Cell> = None;
    // Remarks at cells, and how deep in them the reader is.
    let mut aside = 0_usize;
    let mut paragraphs = 0_usize;
    each_event(part, |event| {
        let (element, is_open) = match event {
            Event::Start(element) => (Some(element), true),
            Event::Empty(element) => (Some(element), false),
            _ => (None, false),
        };
        if let Some(element) = element {
            match (element.local_name().as_ref(), table.as_mut()) {
                ("annotation", _) => aside += usize::from(is_open),
                _ if aside > 0 => {}
                ("style", _) => style = attribute(element, "name").unwrap_or_default(),
                ("table-properties", _) if attribute(element, "display").as_deref() == Some("false") => {
                    hidden_styles.insert(style.clone());
                }
                ("text-properties", _) if is_struck(element) => {
                    struck_styles.insert(style.clone());
                }
                ("table", None) if is_open => {
                    let is_hidden =
                        attribute(element, "style-name").is_some_and(|style| hidden_styles.contains(&style));
                    let name = attribute(element, "name").unwrap_or_default();
                    table = Some(Table { name, is_hidden, ..Table::default() });
                }
                ("table-column", Some(table)) if is_collapsed(element) => {
                    let columns = number(element, "number-columns-repeated");
                    table.seen.hidden_columns += u64::from(if columns < 1000 { columns } else { 0 });
                }
                ("table-row", Some(table)) => {
                    table.repeated = number(element, "number-rows-repeated");
                    table.is_hidden_row = is_collapsed(element);
                    table.column = 0;
                    if !is_open {
                        table.row = table.row.saturating_add(table.repeated);
                    }
                }
                ("table-cell" | "covered-table-cell", Some(table)) => {
                    let begun = begun(element);
                    let is_struck =
                        || attribute(element, "style-name").is_some_and(|style| struck_styles.contains(&style));
                    table.is_struck |= (is_open || begun.value.is_some()) && !struck_styles.is_empty() && is_struck();
                    paragraphs = 0;
                    if is_open {
                        cell = Some(begun);
                    } else {
                        table.add(begun)?;
                    }
                }
                ("p", _) => {
                    if let Some(cell) = &mut cell {
                        cell.is_shown = true;
                        cell.text.push_str(if paragraphs > 0 { " " } else { "" });
                    }
                    paragraphs += 1;
                }
                ("s", _) => {
                    if let Some(cell) = &mut cell {
                        cell.text.push_str(&" ".repeat(number(element, "c").min(MOST_REPEATED) as usize));
                    }
                }
                ("tab" | "line-break", _) => {
                    if let Some(cell) = &mut cell {
                        cell.text.push(' ');
                    }
                }
                _ => {}
            }
            return Ok(());
        }
        match event {
            Event::End(element) => match (element.local_name().as_ref(), table.as_mut()) {
                ("annotation", _) => aside = aside.saturating_sub(1),
                _ if aside > 0 => {}
                ("table-cell" | "covered-table-cell", Some(table)) => {
                    if let Some(done) = cell.take() {
                        table.add(done)?;
                    }
                }
                ("table-row", Some(table)) => table.end_row()?,
                ("table", Some(_)) => tabs.extend(table.take().map(Table::finish).transpose()?),
                _ => {}
            },
            event if aside == 0 && paragraphs > 0 => {
                if let Some(cell) = &mut cell {
                    add_text(event, &mut cell.text);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(tabs)
}

fn is_collapsed(element: &BytesStart<'_>) -> bool {
    attribute(element, "visibility").is_some_and(|visibility| visibility != "visible")
}

fn is_struck(element: &BytesStart<'_>) -> bool {
    attribute(element, "text-line-through-style").is_some_and(|style| style != "none")
}

fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|number| number.parse().ok()).unwrap_or(1)
}

fn begun(element: &BytesStart<'_>) -> Cell {
    let mut cell = Cell { repeated: 1, spanned: 1, ..Cell::default() };
    for attribute in element.attributes().with_checks(false).flatten() {
        let value = attribute.value.as_ref();
        match attribute.key.as_ref() {
            "office:value-type" => value.clone_into(&mut cell.kind),
            "calcext:value-type" => cell.is_error = value == "error",
            "office:value"
            | "office:date-value"
            | "office:time-value"
            | "office:boolean-value"
            | "office:string-value" => {
                cell.value = Some(
                    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned()),
                );
            }
            "table:formula" => cell.has_formula = true,
            "table:number-columns-repeated" => cell.repeated = value.parse().unwrap_or(1),
            "table:number-rows-spanned" => cell.spanned = value.parse().unwrap_or(1),
            _ => {}
        }
    }
    cell
}

impl Cell {
    /// What it says, as a person would write it.
    fn says(&self) -> String {
        let shown = self.text.trim();
        if self.is_error {
            return shown.to_owned();
        }
        let value = self.value.as_deref();
        let stored = || value.and_then(Stored::parse);
        match self.kind.as_str() {
            "percentage" => stored().map_or(shown.to_owned(), |number| Format::Percent.text(number, Epoch::From1900)),
            "currency" => stored()
                .map_or(shown.to_owned(), |number| Format::Money("\u{a4}".to_owned()).text(number, Epoch::From1900)),
            "float" => stored().map_or(shown.to_owned(), |number| {
                // `7.5 h` where the format writes the unit behind the number.
                let behind = shown.trim_start_matches(|c: char| !c.is_alphabetic());
                let code = format!("0\"{behind}\"");
                Format::of_code(&code).text(number, Epoch::From1900)
            }),
            "date" => value.map_or(String::new(), |day| day.replace('T', " ").trim_end_matches(" 00:00:00").to_owned()),
            "time" => value.and_then(duration).unwrap_or_else(|| shown.to_owned()),
            "boolean" => value.unwrap_or_default().to_uppercase(),
            _ => {
                if shown.is_empty() {
                    value.unwrap_or_default().to_owned()
                } else {
                    shown.to_owned()
                }
            }
        }
    }
}

/// `PT7H30M00S` as `7:30`.
fn duration(text: &str) -> Option<String> {
    let rest = text.strip_prefix("PT")?;
    let (hours, rest) = rest.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds.split(['.', ',']).next()?;
    let (hours, minutes, seconds): (u64, u64, u64) =
        (hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?);
    Some(clock(hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?))
}

impl Table {
    fn add(&mut self, cell: Cell) -> Result<(), WorkbookFault> {
        let text = cell.says();
        if cell.has_formula && cell.kind.is_empty() && !cell.is_shown {
            self.seen.uncalculated += 1;
        }
        if cell.spanned > 1 {
            let (first_row, column) = (self.row as usize + 1, self.column as usize);
            let last_row = first_row + cell.spanned as usize - 1;
            self.merged.push(Area { first_row, last_row, first_column: column, last_column: column });
        }
        if !text.is_empty() {
            if cell.repeated > MOST_REPEATED {
                return Err(WorkbookFault::TooLarge);
            }
            for at in 0..cell.repeated {
                self.cells.add(self.row, self.column.saturating_add(at), &text)?;
            }
        }
        self.column = self.column.saturating_add(cell.repeated);
        Ok(())
    }

    /// Repeats the row as often as it stands there.
    fn end_row(&mut self) -> Result<(), WorkbookFault> {
        let end = self.cells.len();
        if end > self.before {
            if self.repeated > MOST_REPEATED {
                return Err(WorkbookFault::TooLarge);
            }
            if self.is_hidden_row {
                self.seen.hidden_rows.extend((0..self.repeated).map(|at| self.row.saturating_add(at + 1)));
            }
            self.seen.struck_rows += if self.is_struck { u64::from(self.repeated) } else { 0 };
            let mut from = self.before;
            for _ in 1..self.repeated {
                let next = self.cells.len();
                self.cells.repeat(from..next, 1)?;
                from = next;
            }
        }
        self.is_struck = false;
        self.before = self.cells.len();
        self.row = self.row.saturating_add(self.repeated);
        Ok(())
    }

    fn finish(self) -> Result<Tab, WorkbookFault> {
        let Table { name, is_hidden, cells, merged, seen, .. } = self;
        Ok(Tab { name, is_hidden, text: cells.text(&merged)?, seen })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_read_with_the_kinds_of_its_values() {
        let xml = r##"<office:document-content><office:automatic-styles><style:style style:name="ta2"><style:table-properties
            table:display="false"/></style:style><style:style style:name="ce1"><style:text-properties
            style:text-line-through-style="solid"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
            <table:table table:name="Ada"><table:table-column/>
            <table:table-row><table:table-cell office:value-type="string"><text:p>Week</text:p></table:table-cell>
            <table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>R&amp;D</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="date" office:date-value="2024-03-04" table:number-rows-spanned="2"/>
            <table:table-cell table:style-name="ce1" office:value-type="percentage" office:value="0.25"><text:p>25%</text:p><office:annotation><text:p>why?</text:p></office:annotation></table:table-cell>
            <table:table-cell office:value-type="float" office:value="7.5"><text:p>7,5 h</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="2" table:visibility="collapse"><table:covered-table-cell/>
            <table:table-cell office:value-type="time" office:time-value="PT30H15M00S"/>
            <table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            </table:table><table:table table:name="Old" table:style-name="ta2"><table:table-row><table:table-cell
            table:formula="of:=1+1"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"##;
        let tabs = content(xml.as_bytes()).unwrap();
        let text = |at: usize| String::from_utf8(tabs[at].text.to_vec()).unwrap();
        assert_eq!(text(0), "Week,R&D,R&D\n2024-03-04,25%,7.5 h\n2024-03-04,30:15,#DIV/0!\n,30:15,#DIV/0!\n");
        assert_eq!(tabs[0].seen.hidden_rows.iter().copied().collect::<Vec<u32>>(), [3, 4]);
        assert_eq!(tabs[0].seen.struck_rows, 1);
        assert_eq!((text(1).as_str(), tabs[1].is_hidden, tabs[1].seen.uncalculated), ("", true, 1));
    }

    #[test]
    fn a_cell_behind_the_last_column_or_row_is_too_far_out_and_no_panic() {
        let sheet = |rows: &str| format!("<table:table table:name=\"A\">{rows}</table:table>");
        let cell = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
        let column = format!(
            "<table:table-row table:visibility=\"collapse\"><table:table-cell \
             table:number-columns-repeated=\"4294967295\"/>{cell}</table:table-row>"
        );
        let row = format!(
            "<table:table-row table:number-rows-repeated=\"4294967295\"/>\
             <table:table-row table:visibility=\"collapse\">{cell}</table:table-row>"
        );
        for rows in [column, row] {
            assert_eq!(content(sheet(&rows).as_bytes()), Err(WorkbookFault::TooLarge), "{rows}");
        }
    }
}
