//! Why a workbook, or a zip container, cannot be read.

use crate::problem::message::Words;
use crate::problem::texts::without_texts;

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookFault {
    Damaged,
    Encrypted,
    /// It unpacks to more than a workbook of a million rows.
    TooLarge,
    /// Two files of a zip container have the same name.
    Repeated,
    /// teamcap wrote it: it is made of sheets, and none itself.
    Review,
}

impl WorkbookFault {
    pub(super) fn words(self) -> Words {
        match self {
            WorkbookFault::Damaged | WorkbookFault::Repeated => Words::new(
                "the data of this workbook are damaged, or in a form that teamcap does not read",
                "a whole workbook: xlsx, xlsm, xlsb, xls or ods",
                "the workbook again: copied, or opened and saved anew",
            ),
            WorkbookFault::Encrypted => Words::new(
                "this workbook is encrypted: it asks for a password",
                "a workbook that opens without one",
                "the workbook saved without a password",
            ),
            WorkbookFault::Review => Words::new(
                "this workbook is a review that teamcap wrote",
                "a sheet of effort, or a skill matrix",
                "the sheets that it was made of",
            ),
            WorkbookFault::TooLarge => Words::new(
                "this workbook is larger than any that people keep: 256 MB, or 1 GB, 40 million cells, 16,384 columns in a tab",
                "a workbook of the size that a spreadsheet program opens",
                "the tabs that count, in a workbook of their own",
            ),
        }
    }
}

impl WorkbookFault {
    pub(super) fn of_archive(self) -> Words {
        match self {
            WorkbookFault::Damaged => Words::new(
                "the data of this zip container are damaged, or packed in a way that teamcap does not read",
                "a whole zip container",
                "the files in it, unpacked; or the container again",
            ),
            WorkbookFault::Encrypted => Words::new(
                "this zip container is encrypted: it asks for a password",
                "a zip container that opens without one",
                "the files in it, unpacked",
            ),
            WorkbookFault::Review => self.words(),
            WorkbookFault::Repeated => Words::new(
                "two files in this zip container have the same name",
                "a zip container in which each file has a name of its own",
                "the files in it, unpacked",
            ),
            WorkbookFault::TooLarge => Words::new(
                "this zip container unpacks to more than 1 GB, or to more than sixty times its size",
                "a zip container of sheets",
                "the sheets that count, unpacked",
            ),
        }
    }
}

without_texts!(WorkbookFault);
