//! Runs the program as a user would, inside a folder: one of the samples, or a small one of a test's own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program, with nothing of the machine's terminal in it.
pub fn teamcap(folder: &Path, arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// The folders below `samples/...`, by name.
pub fn folders(below: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(below);
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// What was written to one of the program's outputs.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The words of a command line: spaces divide them, quotation marks keep them together.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// A folder with a few files in it, for a command to be run in.
///
/// ```ignore
/// Case::new().file("hours.csv", "Week,Person,CI\n").args("check").exits(1).tells("error: header-only: ");
/// ```
pub struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    pub fn new() -> Case {
        Case { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file; the folders in its name are made.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Case {
        let file = self.folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
        self
    }

    /// Copies files of a sample.
    pub fn sample(self, sample: &str, files: &[&str]) -> Case {
        self.below(".", sample, files)
    }

    /// Copies files of a sample into a folder below.
    pub fn below(self, folder: &str, sample: &str, files: &[&str]) -> Case {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        files
            .iter()
            .fold(self, |case, file| case.file(&format!("{folder}/{file}"), std::fs::read(from.join(file)).unwrap()))
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the program in the folder.
    pub fn args(&self, line: &str) -> Said {
        let output = teamcap(self.path(), &words(line));
        Said {
            command: line.to_owned(),
            code: output.status.code(),
            printed: text(&output.stdout),
            told: text(&output.stderr),
        }
    }
}

/// What a run printed (standard output), what it told (standard error) and its exit code.
pub struct Said {
    command: String,
    pub code: Option<i32>,
    pub printed: String,
    pub told: String,
}

impl Said {
    #[track_caller]
    pub fn exits(self, code: i32) -> Said {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// This is printed somewhere.
    #[track_caller]
    pub fn says(self, text: &str) -> Said {
        assert!(self.printed.contains(text), "this is not printed:\n{text}\n{self}");
        self
    }

    /// This is printed nowhere.
    #[track_caller]
    pub fn not_says(self, text: &str) -> Said {
        assert!(!self.printed.contains(text), "this is printed:\n{text}\n{self}");
        self
    }

    /// This is told somewhere.
    #[track_caller]
    pub fn tells(self, text: &str) -> Said {
        assert!(self.told.contains(text), "this is not told:\n{text}\n{self}");
        self
    }

    /// The messages begin with this.
    #[track_caller]
    pub fn tells_first(self, text: &str) -> Said {
        assert!(self.told.starts_with(text), "this is not told first:\n{text}\n{self}");
        self
    }

    /// Nothing is told.
    #[track_caller]
    pub fn tells_nothing(self) -> Said {
        assert_eq!(self.told, "", "{self}");
        self
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Said { command, code, printed, told } = self;
        write!(f, "teamcap {command}\nexit code {code:?}\n--- printed\n{printed}\n--- told\n{told}")
    }
}
