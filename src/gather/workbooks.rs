//! Opens the workbooks among the files: each of their tabs is a sheet of its own, `team.xlsx:Ada`.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::{tidy, unreadable};
use super::source_file::SourceFile;
use crate::model::place::Place;
use crate::problem::{FileFault, FolderFault, Problem};
use crate::read::workbook::{Seen, Tab, tabs};

/// The workbooks that were opened, each once.
#[derive(Debug, Default)]
pub struct Workbooks {
    /// The tabs by the path of the file, none of one that cannot be read; `None` for a file that is no workbook.
    known: HashMap<PathBuf, Option<Vec<Arc<Tab>>>>,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
    /// The system could not read one.
    pub unreadable: bool,
}

impl Workbooks {
    /// The files with the tabs of each workbook in its place. Blank tabs are left out, and so are those that the configuration names
    /// as skill matrices, which are read as such. A tab belongs to the first source that names it.
    pub fn sheets(&mut self, files: Vec<SourceFile>, matrices: &[String]) -> Vec<SourceFile> {
        let (mut sheets, mut taken) = (Vec::new(), HashSet::new());
        for file in files {
            // Pipes are read once, where their text is.
            let tabs = if file.stdin { None } else { self.tabs(&file.path, &file.name) };
            match tabs {
                None => sheets.push(file),
                Some(mut tabs) => {
                    tabs.retain(|tab| !matrices.contains(&format!("{}:{}", file.name, tab.name)));
                    sheets.extend(self.meant(&file, &tabs, &mut taken));
                }
            }
        }
        sheets
    }

    /// The tabs of a file, none of a workbook that cannot be read; `None` if the file is no workbook.
    pub fn tabs(&mut self, path: &Path, name: &Arc<str>) -> Option<Vec<Arc<Tab>>> {
        let path = tidy(path);
        if let Some(tabs) = self.known.get(&path) {
            return tabs.clone();
        }
        let found = match std::fs::metadata(&path).is_ok_and(|about| about.is_file()) {
            true => tabs(&path),
            false => Ok(None),
        };
        let tabs = match found {
            Ok(None) => None,
            Ok(Some(Ok(tabs))) => Some(tabs.into_iter().map(Arc::new).collect()),
            Ok(Some(Err(why))) => {
                let fault = FileFault::UnreadableWorkbook { why };
                self.problems.push(Problem::new(fault).at(Place::file(name)));
                Some(Vec::new())
            }
            Err(error) => {
                self.unreadable = true;
                self.problems.push(unreadable(name, &error));
                Some(Vec::new())
            }
        };
        self.known.insert(path, tabs.clone());
        tabs
    }

    /// The tabs of a workbook that a source means and that no source before it has.
    fn meant(
        &mut self,
        file: &SourceFile,
        tabs: &[Arc<Tab>],
        taken: &mut HashSet<(PathBuf, String)>,
    ) -> Vec<SourceFile> {
        let mut sheets = Vec::new();
        let pattern = file.tabs.as_deref().map(glob::Pattern::new);
        let is_meant = |tab: &&Arc<Tab>| match (&pattern, file.tabs.as_deref()) {
            (Some(Ok(pattern)), Some(name)) => pattern.matches(&tab.name) || tab.name == name,
            (_, name) => name.is_none_or(|name| tab.name == name),
        };
        let meant: Vec<&Arc<Tab>> = tabs.iter().filter(is_meant).collect();
        if meant.is_empty() && !tabs.is_empty() {
            let pattern = file.tabs.clone().unwrap_or_default();
            let names = tabs.iter().map(|tab| tab.name.clone()).collect();
            let fault = FolderFault::MissingTab { pattern, names };
            self.problems.push(Problem::new(fault).at(Place::file(&file.name)));
        }
        for tab in meant {
            let is_blank = tab.text.is_empty() && tab.seen.uncalculated == 0;
            if is_blank || !taken.insert((file.path.clone(), tab.name.clone())) {
                continue;
            }
            let name: Arc<str> = format!("{}:{}", file.name, tab.name).into();
            self.problems.extend(said(&tab.seen).map(|problem| problem.at(Place::file(&name))));
            if !tab.text.is_empty() {
                // A tab that is not named is found, as a sheet in a folder is.
                let found = file.found || file.tabs.is_none();
                sheets.push(SourceFile { name, tab: Some(tab.clone()), found, ..file.clone() });
            }
        }
        sheets
    }
}

/// What there is to say about a tab beside its cells.
fn said(seen: &Seen) -> impl Iterator<Item = Problem> {
    let Seen { hidden_rows, hidden_columns, struck_rows, uncalculated } = seen;
    let (rows, columns, struck) = (hidden_rows.len() as u64, *hidden_columns, *struck_rows);
    let hidden =
        (rows + columns + struck > 0).then(|| Problem::new(FileFault::HiddenCounted { rows, columns, struck }));
    let blank = (*uncalculated > 0).then(|| Problem::new(FileFault::Uncalculated { formulas: *uncalculated }));
    blank.into_iter().chain(hidden)
}
