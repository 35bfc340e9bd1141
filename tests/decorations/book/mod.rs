//! The same sheets as workbooks: what a spreadsheet program keeps of their cells. A number is a number, and its number format says that
//! it is a percent, a time, a day.
#![expect(clippy::float_arithmetic, reason = "workbooks store binary numbers")]

mod xlsb;
mod xlsx;

use std::io::Write;

use super::sheet::{Cell, Sheet, Table};
use super::write;

/// A kind of workbook that is written here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Xlsx,
    Xlsb,
}

impl Kind {
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Xlsx => "xlsx",
            Kind::Xlsb => "xlsb",
        }
    }
}

/// A number format. The number of each is that of its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    General,
    Percent,
    Clock,
    Day,
    Hours,
    Days,
}

/// The formats with the id and the code of each; that of the first needs no code.
const FORMATS: [(Format, u16, &str); 6] = [
    (Format::General, 0, ""),
    (Format::Percent, 164, "0.##%"),
    (Format::Clock, 165, "[h]:mm"),
    (Format::Day, 166, "yyyy-mm-dd"),
    (Format::Hours, 167, "0.##\"h\""),
    (Format::Days, 168, "0.##\"d\""),
];

/// What a workbook keeps of a cell.
enum Value {
    Nothing,
    Text(String),
    /// The shortest text of a binary number.
    Number(f64, Format),
}

impl Value {
    fn of(cell: &Cell) -> Value {
        let text = cell.text.as_str();
        let number = |text: &str| text.parse::<f64>().ok().filter(|_| !text.starts_with('+'));
        let (percent, hours, days) = (text.strip_suffix('%'), text.strip_suffix('h'), text.strip_suffix('d'));
        let kept = match cell.is_number {
            true => {
                let with = |stem: Option<&str>, of: f64, format| Some((stem.and_then(number)? / of, format));
                let bare = with(Some(text), 1.0, Format::General).or_else(|| with(percent, 100.0, Format::Percent));
                let unit = || with(hours, 1.0, Format::Hours).or_else(|| with(days, 1.0, Format::Days));
                bare.or_else(unit).or_else(|| Some((clock(text)?, Format::Clock)))
            }
            false => day(cell).map(|serial| (serial, Format::Day)),
        };
        match kept {
            _ if text.is_empty() => Value::Nothing,
            Some((number, format)) => Value::Number(number, format),
            None => Value::Text(text.to_owned()),
        }
    }
}

/// `7:30` as a part of a day.
fn clock(text: &str) -> Option<f64> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    Some(f64::from(hours * 60 + minutes) / 1440.0)
}

/// A date that a spreadsheet program knows as one, as the number of days since the last one of 1899.
fn day(cell: &Cell) -> Option<f64> {
    let day = cell.when.filter(|day| [day.iso(), day.dotted()].contains(&cell.text))?;
    Some((day.0 + 25_569) as f64)
}

/// Returns the files of a folder with the tables as tabs of a workbook, and the name of the workbook; `None` where a table has no name
/// that a tab can have.
pub fn files(sheet: &Sheet, kind: Kind) -> Option<Vec<(String, Vec<u8>)>> {
    let tables: Vec<&Table> = sheet.tables.iter().chain(&sheet.copy).collect();
    let fits = |table: &&Table| table.name.len() <= 31 && !table.name.contains(['[', ']', ':', '*', '?', '/', '\\']);
    let names: std::collections::BTreeSet<String> = tables.iter().map(|table| table.name.to_lowercase()).collect();
    if !tables.iter().all(fits) || names.len() < tables.len() {
        return None;
    }
    let parts = match kind {
        Kind::Xlsx => xlsx::parts(&tables),
        Kind::Xlsb => xlsb::parts(&tables),
    };
    let mut files = vec![(format!("effort.{}", kind.ending()), packed(parts))];
    files.extend(sheet.others.clone());
    files.extend(write::config(sheet).map(|said| ("teamcap.toml".to_owned(), said.into_bytes())));
    Some(files)
}

/// A part of a container: its path and its bytes.
type Part = (String, Vec<u8>);

fn packed(parts: Vec<Part>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        zip.start_file(path, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(&bytes).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What the container holds: the types of its parts and what refers to what. `types`: those of the workbook, its sheets and its styles.
fn frame(ending: &str, sheets: usize, types: [&str; 3]) -> Vec<Part> {
    let [workbook, sheet, styles] = types;
    let part = |path: &str, of: &str| format!("<Override PartName=\"/xl/{path}.{ending}\" ContentType=\"{of}\"/>");
    let relation = |id: usize, kind: &str, target: String| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{DOCUMENT}/{kind}\" Target=\"{target}.{ending}\"/>")
    };
    let relations = |inner: String| {
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>").into_bytes()
    };
    let of_sheets: String = (1..=sheets).map(|at| part(&format!("worksheets/sheet{at}"), sheet)).collect();
    let types = part("workbook", workbook) + &part("styles", styles) + &of_sheets;
    let to_sheets: String = (1..=sheets).map(|at| relation(at, "worksheet", format!("worksheets/sheet{at}"))).collect();
    let to_styles = relation(sheets + 1, "styles", "styles".to_owned());
    let rels = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>";
    vec![
        (
            "[Content_Types].xml".to_owned(),
            format!("<Types xmlns=\"{PACKAGE}/content-types\">{rels}{types}</Types>").into_bytes(),
        ),
        ("_rels/.rels".to_owned(), relations(relation(1, "officeDocument", "xl/workbook".to_owned()))),
        (format!("xl/_rels/workbook.{ending}.rels"), relations(to_sheets + &to_styles)),
    ]
}
