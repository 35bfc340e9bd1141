//! From cells to the files of a folder.

use super::sheet::{Cell, Encoding, Sheet, Style, Table};

fn field(style: &Style, cell: &Cell) -> String {
    let text = if cell.is_number && style.comma { cell.text.replace('.', ",") } else { cell.text.clone() };
    let quoted = style.quoted || text.contains([style.delimiter, '"', '\n', '\r']);
    if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

pub fn text(style: &Style, table: &Table) -> String {
    let line = |cells: &[Cell]| {
        let fields: Vec<String> = cells.iter().map(|cell| field(style, cell)).collect();
        fields.join(&style.delimiter.to_string()) + style.line_end
    };
    let first = if style.says_delimiter { format!("sep={}{}", style.delimiter, style.line_end) } else { String::new() };
    first + &table.rows.iter().map(|row| line(&row.cells)).collect::<String>()
}

fn bytes(style: &Style, text: &str) -> Vec<u8> {
    match style.encoding {
        Encoding::Utf8 if style.mark => format!("\u{feff}{text}").into_bytes(),
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    }
}

/// What a lead would have written; nothing where there is nothing to say.
pub fn config(sheet: &Sheet) -> Option<String> {
    let mut said = String::new();
    if sheet.says_period {
        said += &format!("period = \"{}\"\n", sheet.truth.quarter.name());
    }
    if sheet.says_people {
        for person in &sheet.truth.people {
            said += &format!("[[person]]\nname = \"{}\"\n", person.name());
            if person.fte < 100 {
                said += &format!("fte = 0.{}\n", person.fte);
            }
        }
    }
    (!said.is_empty()).then(|| format!("version = 1\n{said}"))
}

/// Every file of the folder: name, bytes.
pub fn files(sheet: &Sheet) -> Vec<(String, Vec<u8>)> {
    let table = |table: &Table| (format!("{}.csv", table.name), bytes(&sheet.style, &text(&sheet.style, table)));
    let mut files: Vec<(String, Vec<u8>)> = sheet.tables.iter().chain(&sheet.copy).map(table).collect();
    files.extend(sheet.others.clone());
    files.extend(config(sheet).map(|said| ("teamcap.toml".to_owned(), said.into_bytes())));
    files
}
