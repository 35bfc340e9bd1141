//! Opens the workbooks and the zip containers among the files: each of their tabs, or of the files in them, is a sheet of its own,
//! `team.xlsx:Ada`, `export.zip:ada.csv`.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::{is_table_name, tidy, unreadable};
use super::part::Part;
use super::source_file::{SourceFile, has_extension};
use crate::model::place::Place;
use crate::model::tab::{ENDINGS, ZIP};
use crate::problem::words::workbook::WorkbookFault;
use crate::problem::{FileFault, FolderFault, Problem};
use crate::read::archive::{Archive, archive};
use crate::read::workbook::{Seen, tabs};

/// The workbooks and zip containers that were opened, each once.
#[derive(Debug, Default)]
pub struct Workbooks {
    /// The sheets by the path of the file, none of one that cannot be read; `None` for a file that is one sheet.
    known: HashMap<PathBuf, Option<Vec<Part>>>,
    /// What is wrong with them.
    pub problems: Vec<Problem>,
    /// The system could not read one.
    pub unreadable: bool,
}

impl Workbooks {
    /// The files with the sheets of each workbook or container in its place. Blank tabs are left out, and so are the sheets that the
    /// configuration names as skill matrices, which are read as such. A sheet belongs to the first source that names it.
    pub fn sheets(&mut self, files: Vec<SourceFile>, matrices: &[String]) -> Vec<SourceFile> {
        let (mut sheets, mut taken) = (Vec::new(), HashSet::new());
        for file in files {
            // Pipes are read once, where their text is.
            let parts = if file.stdin { None } else { self.parts(&file.path, &file.name, file.found) };
            match parts {
                None => sheets.push(file),
                Some(mut parts) => {
                    parts.retain(|part| !matrices.contains(&format!("{}:{}", file.name, part.name())));
                    sheets.extend(self.meant(&file, &parts, &mut taken));
                }
            }
        }
        sheets
    }

    /// The sheets of a workbook or a container, none of one that cannot be read; `None` if the file is neither, or a container without
    /// sheets that was not only `found`.
    pub fn parts(&mut self, path: &Path, name: &Arc<str>, found: bool) -> Option<Vec<Part>> {
        let path = tidy(path);
        if let Some(parts) = self.known.get(&path) {
            return parts.clone();
        }
        let is_file = std::fs::metadata(&path).is_ok_and(|about| about.is_file());
        let opened = if is_file { self.opened(&path, name, found) } else { Ok(None) };
        let parts = opened.unwrap_or_else(|error| {
            self.unreadable = true;
            self.problems.push(unreadable(name, &error));
            Some(Vec::new())
        });
        self.known.insert(path, parts.clone());
        parts
    }

    fn opened(&mut self, path: &PathBuf, name: &Arc<str>, found: bool) -> io::Result<Option<Vec<Part>>> {
        match tabs(path)? {
            Some(Ok(tabs)) => return Ok(Some(tabs.into_iter().map(|tab| Part::Tab(Arc::new(tab))).collect())),
            Some(Err(why)) => {
                let fault = match why {
                    WorkbookFault::Review if found => FileFault::OwnReview {},
                    why if has_extension(path, ZIP) => FileFault::UnreadableArchive { why },
                    why => FileFault::UnreadableWorkbook { why },
                };
                self.problems.push(Problem::new(fault).at(Place::file(name)));
                return Ok(Some(Vec::new()));
            }
            None => {}
        }
        match archive(path, &|name| is_table_name(Path::new(name)))? {
            // A container without sheets is told for what it is where it is named, or holds what would be read outside of it.
            Some(Ok(archive)) if archive.sheets.is_empty() && (!found || holds_workbooks(&archive)) => Ok(None),
            Some(Ok(archive)) => {
                if !archive.others.is_empty() {
                    let fault = FileFault::LeftInArchive { names: archive.others };
                    self.problems.push(Problem::new(fault).at(Place::file(name)));
                }
                Ok(Some(archive.sheets.into_iter().map(Part::File).collect()))
            }
            Some(Err(why)) => {
                let fault = FileFault::UnreadableArchive { why };
                self.problems.push(Problem::new(fault).at(Place::file(name)));
                Ok(Some(Vec::new()))
            }
            None => Ok(None),
        }
    }

    /// The sheets of a file that a source means and that no source before it has.
    fn meant(&mut self, file: &SourceFile, parts: &[Part], taken: &mut HashSet<(PathBuf, String)>) -> Vec<SourceFile> {
        let mut sheets = Vec::new();
        let pattern = file.tabs.as_deref().map(glob::Pattern::new);
        let is_meant = |part: &&Part| match (&pattern, file.tabs.as_deref()) {
            (Some(Ok(pattern)), Some(name)) => pattern.matches(part.name()) || part.name() == name,
            (_, name) => name.is_none_or(|name| part.name() == name),
        };
        let meant: Vec<&Part> = parts.iter().filter(is_meant).collect();
        if meant.is_empty() && !parts.is_empty() {
            let pattern = file.tabs.clone().unwrap_or_default();
            let names = parts.iter().map(|part| part.name().to_owned()).collect();
            let fault = FolderFault::MissingTab { pattern, names };
            self.problems.push(Problem::new(fault).at(Place::file(&file.name)));
        }
        // A sheet that is not named is found, as one in a folder is.
        let found = file.found || file.tabs.is_none();
        for part in meant {
            let seen = if let Part::Tab(tab) = part { Some(&tab.seen) } else { None };
            let is_blank = part.bytes().is_empty();
            if is_blank && seen.is_none_or(|seen| seen.uncalculated == 0)
                || !taken.insert((file.path.clone(), part.name().to_owned()))
            {
                continue;
            }
            let name: Arc<str> = format!("{}:{}", file.name, part.name()).into();
            let told = seen.into_iter().flat_map(said);
            self.problems.extend(told.map(|problem| problem.at(Place::file(&name))));
            if !is_blank {
                sheets.push(SourceFile { name, part: Some(part.clone()), found, ..file.clone() });
            }
        }
        sheets
    }
}

/// Whether workbooks or further containers are in it, by their names.
fn holds_workbooks(archive: &Archive) -> bool {
    let is_one = |name: &String| ENDINGS.iter().chain([&ZIP]).any(|ending| has_extension(Path::new(name), ending));
    archive.others.iter().any(is_one)
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
