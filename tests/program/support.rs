//! Runs the program as a user would, inside a folder, and compares what it prints with a file beside the input.

use std::io::Write;
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

/// Compares with a file; with BLESS=1 writes it, having printed what changes. Refused where CI is set.
pub fn compare(file: &Path, found: &str, wrong: &mut Vec<String>) {
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    if expected == found {
        return;
    }
    let shown = difference(&expected, found);
    if std::env::var_os("BLESS").is_some_and(|bless| bless == "1") {
        assert!(std::env::var_os("CI").is_none(), "BLESS is for people, not for CI");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, found).unwrap();
        // Not eprintln!: the test runner would keep it to itself.
        let text = format!("{}\n{shown}\n", file.display());
        std::io::stderr().write_all(text.as_bytes()).unwrap();
    } else {
        wrong.push(format!("{}\n{shown}(BLESS=1 cargo test rewrites it: read the difference first)", file.display()));
    }
}

/// Every line that differs, with `-` as expected and `+` as found; the first 40.
fn difference(expected: &str, found: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let lines = (0..a.len().max(b.len())).filter(|&i| a.get(i) != b.get(i)).take(40);
    let line =
        |mark: char, i: usize, text: Option<&&str>| text.map_or(String::new(), |t| format!("{mark}{:4} {t}\n", i + 1));
    lines.map(|i| line('-', i, a.get(i)) + &line('+', i, b.get(i))).collect()
}
