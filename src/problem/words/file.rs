//! Faults of a file as a whole: what it is if it is not text, how it is encoded, and whether it can be read to its end.

use super::workbook::WorkbookFault;
use crate::model::canonical::COLUMNS;
use crate::model::effort::Headings;
use crate::problem::grammar::{count, list, quoted, visible};
use crate::problem::message::{Words, faults};
use crate::problem::texts::without_texts;

faults! {
    pub enum FileFault {
        /// A byte that is no character of the file's encoding. One bad byte is named; it is no reason to garble every name
        /// of the file: another encoding is guessed only where no character beyond ASCII is UTF-8, and where a byte order
        /// mark or `encoding` says which one it is, nothing is guessed.
        BadByte { unit: u16, encoding: &'static str } = "bad-byte", Error {
            found: match (*unit, encoding.starts_with("UTF-16")) {
                (0..=0xFF, true) => {
                    format!("the byte 0x{unit:02X} is half of a character of {encoding}, and the file ends")
                }
                (0..=0xFF, false) => format!("the byte 0x{unit:02X} is not {encoding}"),
                _ => format!("0x{unit:04X} is half of a character of {encoding}, without the other half"),
            },
            expected: format!("a file in {encoding}"),
            write: format!(
                "the character again, and save the file as \"CSV UTF-8\"; {} in its [[source]]",
                match *encoding {
                    "UTF-8" => "if the file is in another encoding throughout, encoding = \"windows-1252\" or the like",
                    _ => "if the file is in another encoding, encoding = with its name",
                }
            ),
        }
        /// A file without a single byte, or with blank lines only.
        EmptyFile {} = "empty-file", Error {
            found: "the file is empty",
            expected: "a header and at least one row",
        }
        /// A table or a header_rows in teamcap.toml that does not fit the file: below the header that it says no amount stands.
        MisplacedTable {} = "misplaced-table", Error {
            found: "no amount stands below the header that table or header_rows of this [[source]] says",
            expected: "table from the first row of the header to the last row of the table, header_rows the rows of the header",
            write: "both as the spreadsheet numbers its rows, or neither: a table is found without them",
        }
        /// The configuration says that weeks, days or months stand across the columns, and at most one heading is such a time.
        NoTimesAcross { said: Headings, file: String } = "no-times-across", Error {
            found: format!("fewer than two headings of {file} are {}, which across says they are", said.name()),
            expected: match *said {
                Headings::Weeks => "headings such as 2026-W14, W14, 14, or a day of each week",
                Headings::Months => "headings such as 2026-04, April, 4, or the first day of each month",
                Headings::Days | Headings::Work => "headings such as 2026-04-03, 3.4.2026, 3 April",
            },
            write: "across = \"work\" if each column is a category, a project or a person; or no across, and what the headings are is found",
        }
        /// The configuration says that the name of the file or of the tab tells the days of every row, and it tells none.
        NoDaysInName { name: String, said: &'static str } = "no-days-in-name", Error {
            found: format!("\"{name}\" tells no week, month or days, which week_from = \"{said}\" says it does"),
            expected: "a name such as 2026-W14, KW 14, 14, April 2026, 6.4.-10.4.2026",
            write: "the week into the name; or no week_from, and the column or the line that says the days is found",
        }
        /// A sheet of more than 4 MB is not looked at as a whole: its first rows decide what its columns are, and every row is read
        /// as it stands. Titles, totals, notes, merged cells or a second table among those first rows need the whole sheet.
        LongSheet { rows: u64 } = "long-sheet", Error {
            found: format!("the sheet is too long to be looked at as a whole, and its first {rows} rows are no plain table"),
            expected: "in a file of more than 4 MB one header, and below it entries and nothing else",
            write: "the sheet in several files, a quarter or a team in each; or the rows as a plain table",
        }
        /// A workbook that cannot be read: it is damaged, encrypted, or larger than any that people keep. None of it is used.
        UnreadableWorkbook { why: WorkbookFault } = "unreadable-workbook", Error {
            why.words()
        }
        /// A zip container that cannot be read: it is damaged, encrypted, or unpacks to more than sheets have. None of it is used.
        UnreadableArchive { why: WorkbookFault } = "unreadable-archive", Error {
            why.of_archive()
        }
        /// Files in a zip container that are no sheets by their names. The sheets beside them are read.
        LeftInArchive { names: Vec<String> } = "left-in-archive", Note {
            found: format!("left alone, because only CSV and Parquet are read from a zip container: {}", first_few(names)),
        }
        /// A workbook that `teamcap review -o FILE.xlsx` wrote, beside the sheets that it was made of. It is no sheet: read as one, it
        /// would count everything twice.
        OwnReview {} = "own-review", Note {
            found: "this workbook is a review that teamcap wrote, and is not read",
        }
        /// A workbook whose formulas have no values: a program wrote it that does not calculate. Their cells are blank to teamcap.
        Uncalculated { formulas: u64 } = "uncalculated", Error {
            found: format!(
                "{} no value: the program that wrote the workbook did not calculate",
                count(*formulas, "formula has", "formulas have")
            ),
            expected: "formulas with the values that they had when the workbook was saved",
            write: "nothing: open the workbook in a spreadsheet program and save it once",
        }
        /// Rows and columns of a tab that nobody sees at first: hidden, or struck through. They count, as in the sums of the tab itself.
        HiddenCounted { rows: u64, columns: u64, struck: u64 } = "hidden-counted", Note {
            found: {
                let hidden = [
                    (*rows, count(*rows, "hidden row", "hidden rows")),
                    (*columns, count(*columns, "hidden column", "hidden columns")),
                    (*struck, count(*struck, "row that is struck through", "rows that are struck through")),
                ];
                let told: Vec<String> = hidden.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
                format!("{} {} like the others", list(&told), if rows + columns + struck == 1 { "counts" } else { "count" })
            },
        }
        /// A container that teamcap does not read: an archive, a calendar. CSV text may be compressed with gzip or zstd; a
        /// table may be a Parquet file.
        UnknownContainer { what: Container, within: &'static str } = "unknown-container", Error {
            what.words(within)
        }
        /// Compressed data that end too early or do not fit their own checksum. None of the file is used: what is missing
        /// cannot be known.
        DamagedGzip { cut: bool } = "damaged-gzip", Error {
            found: if *cut {
                "the compressed data end before they are complete"
            } else {
                "the compressed data are damaged"
            },
            expected: "a whole gzip file",
            write: "the file again: copied, or downloaded, or compressed anew",
        }
        /// As `damaged-gzip`, of a file compressed with zstd.
        DamagedZstd { cut: bool } = "damaged-zstd", Error {
            found: if *cut {
                "the compressed data end before they are complete"
            } else {
                "the compressed data are damaged"
            },
            expected: "a whole zstd file",
            write: "the file again: copied, or downloaded, or compressed anew",
        }
        /// A Parquet file with the columns of the canonical table and other types than `teamcap rollup -o FILE.parquet` writes: an
        /// amount in a DOUBLE is no longer the exact one, so it is not taken for one. Or any other table with columns of lists, of
        /// tables or of bytes: what is in them cannot be a cell.
        UnknownParquet { others: Vec<String>, why: UnknownParquet } = "unknown-parquet", Error {
            found: match why {
                UnknownParquet::OtherTypes => {
                    format!("columns of this Parquet file have other types: {}", first_few(others))
                }
                UnknownParquet::OtherColumns => {
                    format!("this Parquet file says that teamcap wrote it, but its columns are {}", first_few(others))
                }
                UnknownParquet::NotPlain => {
                    format!("columns of this Parquet file hold no single values: {}", first_few(others))
                }
            },
            expected: match why {
                UnknownParquet::NotPlain => "texts, numbers, days and times".to_owned(),
                _ => canonical_columns(),
            },
            write: match why {
                UnknownParquet::OtherTypes => {
                    "the table as teamcap rollup -o FILE.parquet writes it; a query over it must keep these types"
                }
                UnknownParquet::OtherColumns => "the table as teamcap rollup -o FILE.parquet writes it",
                UnknownParquet::NotPlain => "the table without these columns, or with texts in them",
            },
        }
        /// A Parquet file that is cut off, damaged, encrypted, or compressed in another way than with Snappy or gzip. None of it
        /// is used: what is missing cannot be known.
        UnreadableParquet { why: ParquetFault } = "unreadable-parquet", Error {
            why.words()
        }
        /// The configuration says one encoding, the first bytes of the file another.
        EncodingDisagrees { said: &'static str, mark: &'static str } = "encoding-disagrees", Error {
            found: format!("the configuration says {said}, the first bytes of the file say {mark}"),
            expected: format!("no encoding for this file, or {mark}"),
            write: "a [[source]] of its own for this file, without encoding",
        }
        /// Text without a byte order mark, in which no character beyond ASCII is UTF-8, is in a code page; which one, only
        /// the frequency of its letters tells. The numbers stand either way; names and categories may be garbled.
        EncodingGuessed { page: &'static str, word: String } = "encoding-guessed", Warning {
            found: format!("not UTF-8, read as {page}: {} is a word of it", quoted(word)),
            write: format!(
                "encoding = {} in its [[source]], if the word is right; or save the file as \"CSV UTF-8\"",
                quoted(&page.to_lowercase())
            ),
        }
        /// A file that changed while it was read: what explains a figure no longer adds up to it.
        FileChanged {} = "file-changed", Error {
            found: "the file changed while it was read",
            expected: "the same cells in both readings",
            write: "the command again",
        }
    }
}

/// What a file is if it is not CSV text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    Zip,
    EmptyZip,
    OldWorkbook,
    Parquet,
    Zstd,
    Xz,
    Bzip2,
    /// Gzip inside gzip. Only the outer one is unpacked.
    Gzip,
    Tar,
    Utf32,
    Calendar,
}

const SAVE: &str = "the sheet as \"CSV UTF-8\" from your spreadsheet program";

impl Container {
    /// `within`: what the file is compressed with in which it was found; blank if it stands by itself.
    fn words(self, within: &str) -> Words {
        let (what, write) = match self {
            Container::Zip => (
                "a zip container, and no workbook in a file of its own",
                "the files in it, unpacked; a workbook that comes through a pipe, as a file",
            ),
            Container::EmptyZip => ("an empty zip container", SAVE),
            Container::OldWorkbook => ("an old workbook (xls), and not in a file of its own", SAVE),
            Container::Parquet => ("a Parquet file", "the Parquet file itself, unpacked: it is compressed within"),
            Container::Zstd => ("a file compressed with zstd", "the file compressed once"),
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
        let inside = if within.is_empty() { String::new() } else { format!(", inside a {within} file") };
        Words::new(
            format!("this is {what}{inside}"),
            "text, or gzip or zstd of it; a workbook; a table as Parquet",
            write,
        )
    }
}

/// What is wrong with the columns of a Parquet file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownParquet {
    /// They are those of the canonical table, with other types.
    OtherTypes,
    /// They are not, though the file says that teamcap wrote it.
    OtherColumns,
    /// They hold lists, tables or bytes.
    NotPlain,
}

/// Why a Parquet file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParquetFault {
    Cut,
    Damaged,
    Encrypted,
    /// By another method than Snappy or gzip: `ZSTD`.
    Compressed {
        by: String,
    },
}

impl ParquetFault {
    fn words(&self) -> Words {
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

without_texts!(Container, Headings);
// The name of a compression is that of the format, not a text of the user.
without_texts!(ParquetFault, UnknownParquet);

/// The first columns of a Parquet file, and how many more there are.
fn first_few(columns: &[String]) -> String {
    const MOST: usize = 20;
    let mut shown: Vec<String> = columns.iter().take(MOST).map(|column| visible(column)).collect();
    if columns.len() > MOST {
        shown.push(format!("{} more", columns.len() - MOST));
    }
    list(&shown)
}

/// The columns of the canonical table with their types in Parquet.
fn canonical_columns() -> String {
    let typed = COLUMNS.map(|column| match column {
        "from" | "to" => format!("{column} DATE"),
        "amount" => format!("{column} DECIMAL(38,18)"),
        "entries" => format!("{column} INT64"),
        _ => format!("{column} STRING"),
    });
    typed.join(", ")
}
