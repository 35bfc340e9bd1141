//! The review folder: its configuration, and which files belong to which source. interface.md section 1.

use std::collections::{BTreeSet, HashSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::diaries::is_diary;
use super::source_file::{SourceFile, has_extension, unpacked_name};
use crate::cli::Input;
use crate::config::{self, Config, SourceSpec};
use crate::model::place::Place;
use crate::model::tab::{ENDINGS, ZIP, parted};
use crate::problem::words::system::ONE_FOLDER;
use crate::problem::{Fault, FolderFault, Problem};
use crate::read::bytes::Damaged;

/// A folder that has been looked through.
#[derive(Debug)]
pub struct Folder {
    pub root: PathBuf,
    pub config: Config,
    pub files: Vec<SourceFile>,
    pub problems: Vec<Problem>,
    /// Something could not be read: exit code 3.
    pub unreadable: bool,
    /// Paths that are not to be added again: those of the files, and of the configured skill matrices.
    taken: HashSet<(PathBuf, Option<String>)>,
}

/// The name of standard input, on the command line and in places.
const STDIN: &str = "-";

/// A `*` does not reach into the folders below.
const OPTIONS: glob::MatchOptions =
    glob::MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// The name of the configuration in a folder.
pub const CONFIG: &str = "teamcap.toml";

/// Finds the files of the folder that the command line names.
pub fn look(input: &Input) -> Folder {
    let (root, named) = root_of(input);
    let mut folder = Folder {
        config: Config::default(),
        files: Vec::new(),
        problems: Vec::new(),
        unreadable: false,
        taken: HashSet::new(),
        root,
    };
    let path = input.config.clone().unwrap_or_else(|| folder.root.join(CONFIG));
    if let Some(text) = &input.written {
        folder.take_config(text, &folder.name(&path));
    } else if input.config.is_some() || path.is_file() {
        folder.read_config(&path);
    }
    if !named.is_empty() {
        for path in named {
            folder.add_named(&path);
        }
    } else if folder.config.sources.is_empty() {
        folder.add_every_sheet();
    } else {
        folder.add_sources();
    }
    if folder.files.is_empty() && !folder.config.names_matrix() && folder.problems.is_empty() {
        folder.problems.push(Problem::new(FolderFault::NoSources { folder: shown(&folder.root) }));
    }
    folder
}

/// The folder, and the files if the command line names files.
fn root_of(input: &Input) -> (PathBuf, Vec<PathBuf>) {
    let parent = |path: &Path| match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let from_config = || input.config.as_deref().map(parent);
    match input.paths.as_slice() {
        [] => (from_config().unwrap_or_else(|| PathBuf::from(".")), Vec::new()),
        [one] if one.is_dir() => (from_config().unwrap_or_else(|| one.clone()), Vec::new()),
        [one] if one.file_name().is_some_and(|name| name == CONFIG) => (parent(one), Vec::new()),
        [first, ..] => {
            let files = input.paths.iter().filter(|path| path.file_name().is_none_or(|name| name != CONFIG)).cloned();
            (from_config().unwrap_or_else(|| parent(first)), files.collect())
        }
    }
}

impl Folder {
    fn unreadable(&mut self, path: &Path, error: &std::io::Error) {
        self.unreadable = true;
        self.problems.push(unreadable(&self.name(path), error));
    }

    /// The name of a file in places: relative to the folder if it lies in it.
    fn name(&self, path: &Path) -> Arc<str> {
        let (root, path) = (tidy(&self.root), tidy(path));
        shown(path.strip_prefix(&root).unwrap_or(&path)).into()
    }

    fn read_config(&mut self, path: &Path) {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return self.unreadable(path, &error),
        };
        let name = self.name(path);
        let (text, unread) = config::text(&bytes, &name);
        self.problems.extend(unread);
        self.take_config(&text, &name);
    }

    fn take_config(&mut self, text: &str, name: &Arc<str>) {
        let (config, problems) = config::read(text, name);
        let matrices = config.matrices().into_iter();
        self.taken.extend(matrices.map(|name| (tidy(&self.root.join(name)), None)));
        self.config = config;
        self.problems.extend(problems);
    }

    fn add(&mut self, path: &Path, spec: Option<usize>, found: bool, tabs: Option<String>) {
        let path = tidy(path);
        if self.taken.insert((path.clone(), tabs.clone())) {
            self.files.push(SourceFile {
                name: self.name(&path),
                path,
                spec,
                found,
                stdin: false,
                tabs,
                part: None,
                logbook: None,
            });
        }
    }

    /// `said`: the place in the configuration that names it.
    fn add_stdin(&mut self, spec: Option<usize>, said: Option<Place>) {
        if self.files.iter().any(|file| file.stdin) {
            self.problems.push(Problem { place: said, ..Problem::new(FolderFault::RepeatedStdin {}) });
            return;
        }
        self.files.push(SourceFile {
            path: PathBuf::from(STDIN),
            name: STDIN.into(),
            spec,
            found: false,
            stdin: true,
            tabs: None,
            part: None,
            logbook: None,
        });
    }

    fn add_named(&mut self, path: &Path) {
        if path.as_os_str() == STDIN {
            let named = |source: &SourceSpec| source.files.iter().any(|said| said.value == STDIN);
            let spec = self.config.sources.iter().position(named);
            return self.add_stdin(spec, None);
        }
        if path.is_dir() {
            let error = std::io::Error::other(ONE_FOLDER);
            return self.unreadable(path, &error);
        }
        let spec = self.config.sources.iter().position(|source| self.matches(source, path));
        let name = path.to_string_lossy();
        let (file, tabs) = parted(&name);
        match tabs.filter(|_| !path.is_file()) {
            Some(tabs) => self.add(Path::new(file), spec, false, Some(tabs.to_owned())),
            None => self.add(path, spec, false, None),
        }
    }

    /// Whether a source names this file. Patterns are relative to the folder, as in `expand`.
    fn matches(&self, source: &SourceSpec, path: &Path) -> bool {
        let root = glob::Pattern::escape(&whole(&self.root).to_string_lossy());
        let path = whole(path);
        source.files.iter().any(|said| {
            let pattern = whole(Path::new(&format!("{root}/{}", said.value)));
            let pattern = glob::Pattern::new(&pattern.to_string_lossy());
            pattern.is_ok_and(|pattern| pattern.matches_path_with(&path, OPTIONS))
        })
    }

    /// Adds every sheet in the folder, then in its subfolder `effort`, sorted by name.
    fn add_every_sheet(&mut self) {
        for folder in [self.root.clone(), self.root.join("effort")] {
            let entries = match std::fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if folder == self.root => return self.unreadable(&folder, &error),
                Err(_) => continue,
            };
            let is_sheet = |path: &PathBuf| path.is_file() && !is_hidden(path) && is_sheet(path);
            let sheets: BTreeSet<PathBuf> =
                entries.filter_map(Result::ok).map(|entry| entry.path()).filter(is_sheet).collect();
            for path in &sheets {
                let first = unpacked_name(path);
                if first != *path && sheets.contains(&first) {
                    let fault = FolderFault::PackedCopy { first: self.name(&first).to_string() };
                    self.problems.push(Problem::new(fault).at(Place::file(&self.name(path))));
                    continue;
                }
                self.add(path, None, true, None);
            }
        }
    }

    /// Adds the files of each `[[source]]` in order, those of a pattern sorted by name.
    fn add_sources(&mut self) {
        let sources = self.config.sources.clone();
        for (at, source) in sources.iter().enumerate() {
            for said in &source.files {
                if said.value == STDIN {
                    self.add_stdin(Some(at), Some(said.place.clone()));
                    continue;
                }
                let whole = self.expand(&said.value);
                let (file, of_name) = parted(&said.value);
                // `team.xlsx:Ada` is a tab, unless a file is called so.
                let (found, tabs) = match (whole.is_empty(), of_name) {
                    (true, Some(tabs)) => (self.expand(file), vec![tabs.to_owned()]),
                    _ => (whole, source.tabs.iter().map(|said| said.value.clone()).collect()),
                };
                if found.is_empty() {
                    let fault = FolderFault::MissingFile { pattern: said.value.clone() };
                    self.problems.push(Problem::new(fault).at(said.place.clone()));
                }
                let is_pattern = said.value.contains(['*', '?', '[']);
                for path in found.into_iter().filter(|path| !is_pattern || !is_hidden(path)) {
                    match &tabs[..] {
                        [] => self.add(&path, Some(at), is_pattern, None),
                        tabs => tabs.iter().for_each(|tab| self.add(&path, Some(at), is_pattern, Some(tab.clone()))),
                    }
                }
            }
        }
    }

    fn expand(&self, pattern: &str) -> Vec<PathBuf> {
        let root = glob::Pattern::escape(&self.root.to_string_lossy());
        let paths = glob::glob_with(&format!("{root}/{pattern}"), OPTIONS);
        let mut found: Vec<PathBuf> =
            paths.into_iter().flatten().filter_map(Result::ok).filter(|path| path.is_file()).collect();
        found.sort();
        found
    }
}

/// The problem of a file that exists and cannot be read: the system refuses it, or its compressed data are damaged.
pub fn unreadable(file: &Arc<str>, error: &std::io::Error) -> Problem {
    let fault = match Damaged::fault(error) {
        Some(fault) => Fault::from(fault),
        None => FolderFault::UnreadableFile { message: error.to_string() }.into(),
    };
    Problem::new(fault).at(Place::file(file))
}

/// Whether the problem is that the system refuses a file; a command then ends with exit code 3.
pub fn is_of_system(problem: &Problem) -> bool {
    matches!(problem.fault, Fault::Folder(FolderFault::UnreadableFile { .. }))
}

/// Whether a file of a folder is read: by its name a sheet, packed or not, a table, a workbook, a zip container, or the file of a time
/// tracker.
pub fn is_sheet(path: &Path) -> bool {
    is_table_name(path) || ENDINGS.iter().chain([&ZIP]).any(|ending| has_extension(path, ending)) || is_diary(path)
}

/// Whether a file is one sheet by its name.
pub fn is_table_name(path: &Path) -> bool {
    has_extension(&unpacked_name(path), "csv") || has_extension(path, "parquet")
}

/// Whether a file is one that programs leave beside others and nobody wrote: `._effort.csv` of macOS, `~$effort.csv` of an
/// office program, `.~lock.effort.csv#`. Such a file is read only if it is named.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with('.') || name.starts_with("~$"))
}

/// A path without the `.` in it, so that one file has one path.
pub fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// A path from the root on, without `.` and `..` in it. Links are not followed.
fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    path.components().fold(PathBuf::new(), |mut whole, part| {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
        whole
    })
}

/// A path as the output writes it: with `/` on every system.
fn shown(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/").replace("//", "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        folder
    }

    fn found(paths: Vec<PathBuf>) -> (Vec<String>, Vec<&'static str>) {
        let found = look(&Input { paths, ..Input::default() });
        let names = found.files.iter().map(|file| file.name.to_string()).collect();
        (names, found.problems.iter().map(Problem::name).collect())
    }

    #[test]
    fn every_sheet_of_a_folder_is_found_in_order_and_a_packed_copy_is_told() {
        let folder = folder(&["b.csv", "a.CSV", "a.txt", "effort/c.csv", "b.csv.gz", "deeper/d.csv"]);
        let (names, problems) = found(vec![folder.path().to_owned()]);
        assert_eq!(
            (names, problems),
            (vec!["a.CSV".into(), "b.csv".into(), "effort/c.csv".into()], vec!["packed-copy"])
        );
    }

    #[test]
    fn files_that_are_named_are_named_by_their_folder_and_read_once() {
        let folder = folder(&["a.csv", "b.csv"]);
        let path = |name: &str| folder.path().join(name);
        let (names, problems) = found(vec![path("b.csv"), path("a.csv"), path("./b.csv")]);
        assert_eq!((names, problems), (vec!["b.csv".into(), "a.csv".into()], Vec::new()));
    }

    #[test]
    fn a_folder_without_sheets_is_told_and_so_is_a_folder_among_files() {
        let folder = folder(&["notes.txt", "deeper/d.csv"]);
        let path = |name: &str| folder.path().join(name);
        assert_eq!(found(vec![folder.path().to_owned()]).1, ["no-sources"]);
        assert_eq!(
            found(vec![path("deeper"), path("deeper/d.csv")]),
            (vec!["deeper/d.csv".into()], vec!["unreadable-file"])
        );
    }

    #[test]
    fn a_path_has_one_spelling() {
        assert_eq!(tidy(Path::new("./q3/./a.csv")), Path::new("q3/a.csv"));
        assert_eq!(whole(Path::new("/q3/x/../a.csv")), Path::new("/q3/a.csv"));
    }
}
