//! What a file is that is not CSV text, and what to do about it; and the same for bytes that are no character.

use crate::problem::Words;

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
            Container::Parquet => ("a Parquet file", "the table as CSV"),
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
        Words::new(format!("this is {what}{inside}"), "text, or gzip of it", write)
    }
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
