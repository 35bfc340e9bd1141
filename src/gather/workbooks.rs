//! Opens the workbooks among the files: each of their tabs is a sheet of its own, `team.xlsx:Ada`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::folder::{SourceFile, unreadable};
use crate::model::place::Place;
use crate::problem::{FileFault, FolderFault, Problem};
use crate::read::bytes::Bytes;
use crate::read::workbook::{Seen, Tab, tabs};

/// The files with the tabs of each workbook in its place, and what is wrong with the workbooks. Blank tabs are left out.
pub struct Opened {
    pub files: Vec<SourceFile>,
    pub problems: Vec<Problem>,
    /// The system could not read one.
    pub unreadable: bool,
}

/// See the module. `matrices`: the tabs that the configuration names as skill matrices, which are read as such.
pub fn opened(files: Vec<SourceFile>, matrices: &[String]) -> Opened {
    let mut opened = Opened { files: Vec::new(), problems: Vec::new(), unreadable: false };
    // Of each workbook the tabs that were added: a tab belongs to the first source that names it.
    let mut known: HashMap<PathBuf, Option<Vec<Arc<Tab>>>> = HashMap::new();
    let mut taken: Vec<(PathBuf, String)> = Vec::new();
    for file in files {
        let tabs = match known.get(&file.path) {
            Some(tabs) => tabs.clone(),
            None => {
                let tabs = opened.tabs_of(&file);
                known.insert(file.path.clone(), tabs.clone());
                tabs
            }
        };
        match tabs {
            None => opened.files.push(file),
            Some(mut tabs) => {
                tabs.retain(|tab| !matrices.contains(&format!("{}:{}", file.name, tab.name)));
                opened.add(&file, &tabs, &mut taken);
            }
        }
    }
    opened
}

impl Opened {
    /// The tabs of a workbook, none of one that cannot be read; `None` if the file is no workbook.
    fn tabs_of(&mut self, file: &SourceFile) -> Option<Vec<Arc<Tab>>> {
        let bytes: Box<dyn Bytes> = match (file.stdin, std::fs::metadata(&file.path)) {
            // Pipes are read once, where their text is.
            (true, _) => return None,
            (false, Ok(about)) if about.is_file() => Box::new(file.path.clone()),
            _ => return None,
        };
        match tabs(&*bytes) {
            Ok(None) => None,
            Ok(Some(Ok(tabs))) => Some(tabs.into_iter().map(Arc::new).collect()),
            Ok(Some(Err(why))) => {
                let fault = FileFault::UnreadableWorkbook { why };
                self.problems.push(Problem::new(fault).at(Place::file(&file.name)));
                Some(Vec::new())
            }
            Err(error) => {
                self.unreadable = true;
                self.problems.push(unreadable(&file.name, &error));
                Some(Vec::new())
            }
        }
    }

    fn add(&mut self, file: &SourceFile, tabs: &[Arc<Tab>], taken: &mut Vec<(PathBuf, String)>) {
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
            let key = (file.path.clone(), tab.name.clone());
            if tab.text.is_empty() && tab.seen.uncalculated == 0 || taken.contains(&key) {
                continue;
            }
            taken.push(key);
            let name: Arc<str> = format!("{}:{}", file.name, tab.name).into();
            self.problems.extend(said(&tab.seen).map(|problem| problem.at(Place::file(&name))));
            if !tab.text.is_empty() {
                // A tab that is not named is found, as a sheet in a folder is.
                let found = file.found || file.tabs.is_none();
                self.files.push(SourceFile { name, tab: Some(tab.clone()), found, ..file.clone() });
            }
        }
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

/// The input of a matrix that the configuration names: a file, or a tab `team.xlsx:Skills`; the only tab that says anything where
/// no tab is named.
pub fn tab_input(path: &std::path::Path, tab: Option<&str>) -> Option<Arc<Tab>> {
    let tabs = tabs(&path.to_path_buf()).ok()??.ok()?;
    let mut meant = tabs.into_iter().filter(|own| match tab {
        Some(name) => own.name == name,
        None => !own.text.is_empty(),
    });
    meant.next().map(Arc::new)
}
