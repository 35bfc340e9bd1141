//! Notices when the files change, by looking at them again and again. Events of the system are not used: network shares send none,
//! editors save in many ways, and a review folder has few files.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::cli::Input;
use crate::gather::folder::{CONFIG, look, tidy};
use crate::gather::written::FILE as WRITTEN;

/// The pause between two looks. Where a look takes long the pause is longer, so that looking takes at most a tenth of the time.
const BETWEEN: Duration = Duration::from_millis(300);
/// A save is taken to be finished when nothing has changed for this long.
const QUIET: Duration = Duration::from_millis(120);
/// After so many looks, a file that keeps changing is read anyway.
const RESTLESS: usize = 25;

/// Where to look.
#[derive(Debug, PartialEq, Eq)]
pub struct Watched {
    /// Everything below this folder is watched, except names that begin with a dot.
    folder: Option<PathBuf>,
    /// Single files, inside the folder or not, whether they exist or not.
    files: BTreeSet<PathBuf>,
}

/// What one look saw, by path.
#[derive(Debug, PartialEq, Eq)]
pub struct Sight(BTreeMap<PathBuf, Stamp>);

/// What tells two states of a file apart without reading it.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Inode and time of status change: a file that replaces another has another inode, and the latter time cannot be set back.
    #[cfg(unix)]
    node: (u64, i64, i64),
}

impl Watched {
    /// The files that a review of `input` reads, and the places where it would find new ones.
    pub fn of(input: &Input) -> Watched {
        let found = look(input);
        let of_config = |file: &String| found.root.join(file);
        let skills = found.config.skills.iter().flat_map(|skills| [&skills.matrix, &skills.previous]).flatten();
        let mut files: BTreeSet<PathBuf> = found.files.iter().map(|file| file.path.clone()).collect();
        files.extend(skills.map(|said| of_config(&said.value)));
        files.extend(found.config.holiday_files.iter().map(|named| of_config(&named.file.value)));
        // For files elsewhere their folders are watched too, which change when a file is added or removed.
        let elsewhere = files.iter().filter(|file| !is_below(file, &found.root)).filter_map(|file| file.parent());
        let elsewhere: Vec<PathBuf> = elsewhere.map(Path::to_owned).collect();
        files.extend(elsewhere);
        files.extend(input.config.clone().or_else(|| Some(found.root.join(CONFIG))));
        files.insert(found.root.join(WRITTEN));
        let is_folder =
            input.paths.is_empty() || input.paths.iter().any(|path| path.is_dir() || path.ends_with(CONFIG));
        files.extend(input.paths.iter().filter(|_| !is_folder).cloned());
        Watched { folder: is_folder.then_some(found.root), files }
    }

    /// Looks at everything once.
    pub fn seen(&self) -> Sight {
        let mut seen = BTreeMap::new();
        for path in &self.files {
            if let Ok(about) = fs::metadata(path) {
                seen.insert(path.clone(), Stamp::of(&about));
            }
        }
        let mut open: Vec<PathBuf> = self.folder.iter().cloned().collect();
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                let Some(kind) = entry.file_type().ok().filter(|_| !is_hidden) else { continue };
                let path = entry.path();
                if kind.is_dir() {
                    open.push(path);
                } else if let Ok(about) = fs::metadata(&path) {
                    seen.insert(path, Stamp::of(&about));
                }
            }
        }
        Sight(seen)
    }

    /// Waits until a look differs from `before`, and then until nothing changes any more.
    pub fn wait(&self, before: &Sight) {
        loop {
            let begun = Instant::now();
            let mut now = self.seen();
            if now != *before {
                for _ in 0..RESTLESS {
                    thread::sleep(QUIET);
                    let next = self.seen();
                    if next == now {
                        break;
                    }
                    now = next;
                }
                return;
            }
            thread::sleep(BETWEEN.max(begun.elapsed() * 9));
        }
    }
}

fn is_below(path: &Path, folder: &Path) -> bool {
    let (path, folder) = (tidy(path), tidy(folder));
    let is_name = |part: Component| matches!(part, Component::Normal(_));
    path.strip_prefix(&folder).is_ok_and(|rest| rest.components().all(is_name))
}

impl Stamp {
    fn of(about: &Metadata) -> Stamp {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Stamp {
            length: about.len(),
            modified: about.modified().ok(),
            #[cfg(unix)]
            node: (about.ino(), about.ctime(), about.ctime_nsec()),
        }
    }
}
