//! A file to read, a tab of a workbook, or a file in a zip container.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::NameOf;
use crate::decide::sheet::names_nobody;
use crate::read::archive::Member;
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
    /// The tab, once the workbook has been opened.
    pub tab: Option<Arc<Tab>>,
    /// The file in a zip container, once that has been opened.
    pub member: Option<Arc<Member>>,
    /// The entries, if it is the file of a time tracker for the command line.
    pub logbook: Option<Arc<Logbook>>,
}

impl SourceFile {
    /// Whether a skill matrix may stand in it: nobody has said that it is a sheet of effort.
    pub fn may_be_matrix(&self) -> bool {
        self.spec.is_none() || (self.tab.is_some() || self.member.is_some()) && self.tabs.is_none()
    }

    /// The path of the file; of a file in a zip container, that in it.
    fn own_path(&self) -> &Path {
        self.member.as_ref().map_or(self.path.as_path(), |member| Path::new(&member.name))
    }

    /// The name that may say whose the sheet is, or when: that of the file without its ending, or of the tab, unless that is the one
    /// which programs give. Standard input has none.
    pub fn stem(&self) -> String {
        let path = unpacked_name(self.own_path());
        let stem = path.file_stem().filter(|_| !self.stdin).map(|stem| stem.to_string_lossy().into_owned());
        match &self.tab {
            Some(tab) if !is_given(&tab.name) => tab.name.clone(),
            _ => stem.unwrap_or_default(),
        }
    }

    /// The name that may say whose the sheet is: that of the tab, unless it is a word or a time, and otherwise that of the file.
    pub fn owner(&self) -> String {
        match &self.tab {
            Some(tab) if !is_given(&tab.name) && !names_nobody(&tab.name) => tab.name.clone(),
            _ if self.stdin => String::new(),
            _ => self.name_of(NameOf::File),
        }
    }

    /// The name of the file, without its ending, or of the tab; where there is no tab, that of the file.
    pub fn name_of(&self, of: NameOf) -> String {
        match &self.tab {
            Some(tab) if of == NameOf::Tab => tab.name.clone(),
            _ => unpacked_name(self.own_path())
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default(),
        }
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
