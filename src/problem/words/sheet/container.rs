//! What a file is that is not CSV text, and what to do about it; and the same for bytes that are no character.

use crate::model::canonical::COLUMNS;
use crate::problem::Words;
use crate::problem::words::list;

/// A file that is not CSV text, by what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    Zip,
    EmptyZip,
    OldWorkbook,
    Parquet,
    Zstd,
    Xz,
    Bzip2,
    /// Gzip inside gzip: one is unpacked.
    Gzip,
    Tar,
    Utf32,
    Calendar,
}

const SAVE: &str = "the sheet as \"CSV UTF-8\" from your spreadsheet program";

impl Container {
    /// `packed`: inside a gzip file.
    pub(super) fn words(self, packed: bool) -> Words {
        let (what, write) = match self {
            Container::Zip => ("a zip container, such as a workbook (xlsx, ods)", SAVE),
            Container::EmptyZip => ("an empty zip container", SAVE),
            Container::OldWorkbook => ("an old workbook (xls)", SAVE),
            Container::Parquet => ("a Parquet file", "the Parquet file itself, unpacked: it is compressed within"),
            Container::Zstd => ("a file compressed with zstd", "the file unpacked (zstd -d), or compressed with gzip"),
            Container::Xz => ("a file compressed with xz", "the file unpacked (xz -d), or compressed with gzip"),
            Container::Bzip2 => {
                ("a file compressed with bzip2", "the file unpacked (bzip2 -d), or compressed with gzip")
            }
            Container::Gzip => ("a file compressed with gzip", "the file compressed once"),
            Container::Tar => ("a tar archive", "the files in it, unpacked"),
            Container::Utf32 => ("text in UTF-32", SAVE),
            Container::Calendar => {
                ("a calendar (ics)", "the sheet as CSV; days off belong under holidays in teamcap.toml")
            }
        };
        let inside = if packed { ", inside a gzip file" } else { "" };
        Words::new(format!("this is {what}{inside}"), "text, or gzip of it, or the canonical table as Parquet", write)
    }
}

/// Why a Parquet file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParquetFault {
    Cut,
    Damaged,
    Encrypted,
    /// `ZSTD`.
    Compressed {
        by: String,
    },
}

impl ParquetFault {
    pub(super) fn words(&self) -> Words {
        let again = "the file again: copied, or downloaded, or written anew by teamcap rollup";
        match self {
            ParquetFault::Cut => {
                Words::new("this Parquet file ends before it is complete", "a whole Parquet file", again)
            }
            ParquetFault::Damaged => Words::new(
                "the data of this Parquet file are damaged, or in a form that teamcap does not read",
                "a whole Parquet file",
                again,
            ),
            ParquetFault::Encrypted => Words::new(
                "this Parquet file is encrypted",
                "a Parquet file that is not",
                "the table decrypted by the program that encrypted it",
            ),
            ParquetFault::Compressed { by } => Words::new(
                format!("the columns of this Parquet file are compressed with {by}"),
                "columns that are not compressed, or with Snappy or gzip",
                "the table again, with compression \"snappy\"",
            ),
        }
    }
}

/// `others`: the columns with their types; where the names are right, those whose type is not.
pub(super) fn unknown_parquet(others: &[String], same_names: bool) -> Words {
    const MOST: usize = 20;
    let mut shown: Vec<String> = others.iter().take(MOST).map(|column| clean(column)).collect();
    if others.len() > MOST {
        shown.push(format!("{} more", others.len() - MOST));
    }
    let expected = COLUMNS.map(|column| match column {
        "from" | "to" => format!("{column} DATE"),
        "amount" => format!("{column} DECIMAL(38,18)"),
        "entries" => format!("{column} INT64"),
        _ => format!("{column} STRING"),
    });
    let (found, write) = if same_names {
        (
            format!("columns of this Parquet file have other types: {}", list(&shown)),
            "the table as teamcap rollup -o FILE.parquet writes it; a query over it must keep these types",
        )
    } else {
        (
            format!("this Parquet file is not the canonical table: its columns are {}", list(&shown)),
            "the table as teamcap rollup -o FILE.parquet writes it; a sheet as CSV",
        )
    };
    Words::new(found, expected.join(", "), write)
}

/// Control characters made visible.
fn clean(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

/// `unit`: a byte to 0xFF, else the half of a character in UTF-16.
pub(super) fn bad_byte(unit: u16, encoding: &str) -> Words {
    let found = match (unit, encoding.starts_with("UTF-16")) {
        (0..=0xFF, true) => format!("the byte 0x{unit:02X} is half of a character of {encoding}, and the file ends"),
        (0..=0xFF, false) => format!("the byte 0x{unit:02X} is not {encoding}"),
        _ => format!("0x{unit:04X} is half of a character of {encoding}, without the other half"),
    };
    let other = match encoding {
        "UTF-8" => "if the file is in another encoding throughout, encoding = \"windows-1252\" or the like",
        _ => "if the file is in another encoding, encoding = \"...\"",
    };
    let write = format!("the character again, and save the file as \"CSV UTF-8\"; {other} in its [[source]]");
    Words::new(found, format!("a file in {encoding}"), write)
}
