//! The format of a file, which the ending of its name says where no flag does.

use std::io::{IsTerminal, stdout};
use std::path::Path;

use clap::ValueEnum;

/// The endings of names, and the format that each says.
const ENDINGS: &[(&str, &str)] = &[
    ("txt", "text"),
    ("md", "markdown"),
    ("markdown", "markdown"),
    ("html", "html"),
    ("htm", "html"),
    ("json", "json"),
    ("csv", "csv"),
    ("parquet", "parquet"),
    ("xlsx", "xlsx"),
];

/// The format to write in: the one that is asked for, else the one that the file's ending says, else `otherwise`.
pub fn format<F: ValueEnum>(asked: Option<F>, file: Option<&Path>, otherwise: F) -> F {
    asked.or_else(|| file.and_then(ending).and_then(|ending| of_ending(&ending))).unwrap_or(otherwise)
}

/// What is wrong where no format is asked for and the file's ending says none that the command writes: text in a file called
/// `review.docx` would be what nobody meant.
pub fn unknown<F: ValueEnum>(asked: Option<F>, file: Option<&Path>) -> Option<String> {
    let file = file.filter(|_| asked.is_none())?;
    let ending = ending(file)?;
    if of_ending::<F>(&ending).is_some() {
        return None;
    }
    let formats: Vec<String> = F::value_variants()
        .iter()
        .filter_map(ValueEnum::to_possible_value)
        .map(|format| format.get_name().to_owned())
        .collect();
    Some(format!(
        "'{}' does not say which format to write: nothing is written to files that end in '.{ending}'\n\n  \
         tip: say the format with '--format': {}",
        file.display(),
        formats.join(", ")
    ))
}

/// What is wrong where a workbook would go to a terminal, which shows no bytes.
pub fn unprintable(is_workbook: bool, file: Option<&Path>) -> Option<String> {
    (is_workbook && file.is_none() && stdout().is_terminal()).then(|| {
        "a workbook is nothing that a terminal shows\n\n  tip: say the file with '--output': -o review.xlsx".to_owned()
    })
}

fn of_ending<F: ValueEnum>(ending: &str) -> Option<F> {
    let (_, name) = ENDINGS.iter().find(|(known, _)| *known == ending)?;
    F::from_str(name, false).ok()
}

/// The ending of a file's name, in small letters.
fn ending(file: &Path) -> Option<String> {
    Some(file.extension()?.to_string_lossy().to_lowercase())
}
