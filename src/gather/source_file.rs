//! A file to read, a tab of a workbook, or a file in a zip container.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::part::Part;
use crate::config::NameOf;
use crate::decide::sheet::names_nobody;
use crate::read::diary::Logbook;
use crate::read::workbook::Tab;

/// A file to read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    pub path: PathBuf,
    /// Relative to the folder, with `/`: how places name it.
    pub name: Arc<str>,
    /// Index of the `[[source]]` that names it; `None` if it was found in the folder or named on the command line.
    pub spec: Option<usize>,
    /// It was found, not named: it lies in the folder, or a pattern matches it.
    pub found: bool,
    /// It is standard input; `path` is then not a file.
    pub stdin: bool,
    /// Of a workbook the tabs that are meant, of a zip container the files, by a name with *; `None` means all.
    pub tabs: Option<String>,
    /// The sheet in it that is meant, once a workbook or a container has been opened.
    pub part: Option<Part>,
    /// The entries, if it is the file of a time tracker for the command line.
    pub logbook: Option<Arc<Logbook>>,
}

impl SourceFile {
    /// Whether a skill matrix may stand in it: nobody has said that it is a sheet of effort.
    pub fn may_be_matrix(&self) -> bool {
        self.spec.is_none() || self.part.is_some() && self.tabs.is_none()
    }

    /// The tab of a workbook that it is.
    pub fn tab(&self) -> Option<&Tab> {
        match &self.part {
            Some(Part::Tab(tab)) => Some(tab),
            _ => None,
        }
    }

    /// The name that may say whose the sheet is, or when: that of the file without its ending, or of the tab, unless that is the one
    /// which programs give. Standard input has none.
    pub fn stem(&self) -> String {
        self.called(|_| true)
    }

    /// The name that may say whose the sheet is: that of the tab, unless it is a word or a time, and otherwise that of the file.
    pub fn owner(&self) -> String {
        self.called(|name| !names_nobody(name))
    }

    /// The name of the tab, if somebody gave it and `is_meant`, else that of the file.
    fn called(&self, is_meant: impl Fn(&str) -> bool) -> String {
        match self.tab() {
            Some(tab) if !is_given(&tab.name) && is_meant(&tab.name) => tab.name.clone(),
            _ if self.stdin => String::new(),
            _ => self.name_of(NameOf::File),
        }
    }

    /// The name of the file, without its ending, or of the tab; where there is no tab, that of the file. The file is that in a zip
    /// container, if it is one.
    pub fn name_of(&self, of: NameOf) -> String {
        let path = match &self.part {
            Some(Part::Tab(tab)) if of == NameOf::Tab => return tab.name.clone(),
            Some(Part::File(file)) => Path::new(&file.name),
            _ => &self.path,
        };
        unpacked_name(path).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// Whether a spreadsheet program gave a tab its name: `Sheet1`, `Tabelle 2`.
fn is_given(name: &str) -> bool {
    const WORDS: [&str; 14] = [
        "sheet", "tabelle", "feuil", "feuille", "hoja", "foglio", "blad", "ark", "planilha", "folha", "arkusz",
        "taulukko", "list", "лист",
    ];
    let name = name.to_lowercase();
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    WORDS.contains(&word)
}

/// A path without the `.gz` or `.zst` behind it.
pub fn unpacked_name(path: &Path) -> PathBuf {
    if has_extension(path, "gz") || has_extension(path, "zst") { path.with_extension("") } else { path.to_path_buf() }
}

/// Whether a file's name ends in `.wanted`, case aside.
pub fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_file_is_named_like_the_file_in_it() {
        assert_eq!(unpacked_name(Path::new("a.csv.GZ")), Path::new("a.csv"));
    }
}
