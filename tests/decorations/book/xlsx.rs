//! Workbooks of Excel 2007 and later, as small as they can be.

use super::{DOCUMENT, FORMATS, Part, Value, frame};
use crate::sheet::Table;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

pub fn parts(tables: &[&Table]) -> Vec<Part> {
    const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let [workbook, sheet, style] = ["sheet.main", "worksheet", "styles"].map(|part| format!("{TYPES}.{part}+xml"));
    let mut parts = frame("xml", tables.len(), [&workbook, &sheet, &style]);
    let listed = |(at, table): (usize, &&Table)| {
        format!("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", escaped(&table.name), at + 1, at + 1)
    };
    let sheets: String = tables.iter().enumerate().map(listed).collect();
    let book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>{sheets}</sheets></workbook>");
    parts.push(("xl/workbook.xml".to_owned(), book.into_bytes()));
    parts.push(("xl/styles.xml".to_owned(), styles().into_bytes()));
    for (at, table) in tables.iter().enumerate() {
        parts.push((format!("xl/worksheets/sheet{}.xml", at + 1), cells(table).into_bytes()));
    }
    parts
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn styles() -> String {
    let codes = FORMATS.iter().filter(|(.., code)| !code.is_empty());
    let codes: String =
        codes.map(|(_, id, code)| format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escaped(code))).collect();
    let cells: String = FORMATS
        .iter()
        .map(|(_, id, _)| format!("<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"))
        .collect();
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"{}\">{codes}</numFmts><fonts count=\"1\"><font/></fonts>\
         <fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>\
         <cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"{}\">{cells}</cellXfs></styleSheet>",
        FORMATS.len() - 1,
        FORMATS.len()
    )
}

fn cells(table: &Table) -> String {
    let mut rows = String::new();
    for (row, at) in table.rows.iter().zip(1..) {
        rows += &format!("<row r=\"{at}\">");
        for (cell, column) in row.cells.iter().zip(0..) {
            let place = format!("{}{at}", teamcap::model::area::letters(column));
            rows += &match Value::of(cell) {
                Value::Nothing => continue,
                Value::Text(text) => format!(
                    "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(&text)
                ),
                Value::Number(number, format) => {
                    format!("<c r=\"{place}\" s=\"{}\"><v>{number}</v></c>", format as usize)
                }
            };
        }
        rows += "</row>";
    }
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>")
}
