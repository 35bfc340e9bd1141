//! The table of rooms: who may look into whom. Numbers move one way, and a file is one noun or one verb.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

/// A room and the rooms it may use. `main`, `cli` and `commands` may use all.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("problem", &["model"]),
    ("read", &["model", "problem"]),
    ("config", &["model", "problem", "read::cell"]),
    ("decide", &["model", "problem", "read"]),
    ("rollup", &["model", "problem", "read", "decide"]),
    ("calc", &["model", "problem", "rollup::ledger"]),
    ("render", &["model", "problem", "calc"]),
    ("cli", &["model"]),
];

/// A crate and the only places that know it.
const KNOWN_IN: &[(&str, &[&str])] = &[
    ("polars", &["src/calc/table.rs"]),
    ("clap", &["src/cli.rs", "src/main.rs"]),
    ("jiff", &["src/model/day.rs"]),
    ("memchr", &["src/read/csv/"]),
    ("toml", &["src/config/"]),
    ("serde", &["src/render/json/"]),
    ("tempfile", &["src/commands/output.rs"]),
];

const LONGEST: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder, as (name relative to the project, text).
fn files(below: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(below)];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The code of a file without its comments and its tests, line by line.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or(text);
    before_tests.lines().enumerate().map(|(at, line)| (at + 1, line.split("//").next().unwrap_or(line)))
}

/// The room of a file: the first part of its path below src.
fn room(file: &str) -> &str {
    let below = Path::new(file.strip_prefix("src/").unwrap_or(file));
    let first = below.iter().next().and_then(|part| part.to_str()).unwrap_or("");
    first.strip_suffix(".rs").unwrap_or(first)
}

/// What of ours a line mentions: `read::cell` for `crate::read::cell::amount`.
fn mentioned(line: &str) -> Vec<String> {
    let starts = line.match_indices("crate::").filter(|(at, _)| !line[..*at].ends_with(|c: char| c.is_alphanumeric()));
    let path = |(at, _): (usize, &str)| -> String {
        let rest = &line[at + "crate::".len()..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(rest.len());
        rest[..end].trim_end_matches(':').to_owned()
    };
    starts.map(path).collect()
}

/// The breaches of one file.
fn breaches(file: &str, text: &str) -> Vec<String> {
    let own = room(file);
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == own) else { return Vec::new() };
    let may = |path: &str| {
        let is_below =
            |parent: &&str| path == *parent || path.strip_prefix(*parent).is_some_and(|rest| rest.starts_with("::"));
        path == own || path.starts_with(&format!("{own}::")) || allowed.iter().any(is_below)
    };
    code(text)
        .flat_map(|(line, text)| mentioned(text).into_iter().map(move |path| (line, path)))
        .filter(|(_, path)| !may(path))
        .map(|(line, path)| format!("{file}:{line}: {own} may not use crate::{path}"))
        .collect()
}

#[test]
fn a_room_looks_only_into_the_rooms_below_it() {
    let found: Vec<String> = files("src").iter().flat_map(|(file, text)| breaches(file, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_room_of_the_table() {
    for (file, _) in files("src") {
        let own = room(&file).to_owned();
        let known = ROOMS.iter().any(|(name, _)| *name == own) || ["main", "lib", "commands"].contains(&own.as_str());
        assert!(known, "{file} lies in no room");
    }
}

#[test]
fn a_crate_is_known_only_where_it_belongs() {
    for (file, text) in files("src") {
        for (name, places) in KNOWN_IN {
            let uses = |line: &str| line.contains(&format!("use {name}::")) || line.contains(&format!(" {name}::"));
            let at = code(&text).find(|(_, line)| uses(line));
            let known = places.iter().any(|place| file.starts_with(place));
            assert!(at.is_none() || known, "{file}:{}: only {places:?} may know {name}", at.unwrap().0);
        }
    }
}

#[test]
fn there_is_no_float_in_the_library() {
    for (file, text) in files("src") {
        for (line, code) in code(&text) {
            let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            assert!(!words.into_iter().any(|word| word == "f64" || word == "f32"), "{file}:{line}: a float");
        }
    }
}

#[test]
fn a_file_is_a_few_screens_at_the_most() {
    for (file, text) in files("src").into_iter().chain(files("tests")).chain(files("benches")) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{file} has {lines} lines: is it still one noun or one verb?");
    }
}

#[test]
fn the_checks_have_teeth() {
    assert_eq!(breaches("src/model/day.rs", "use crate::problem::Problem;\n").len(), 1);
    assert_eq!(breaches("src/config/mod.rs", "use crate::read::cell::amount;\nuse crate::read::csv::Csv;\n").len(), 1);
    assert_eq!(breaches("src/calc/split.rs", "let x = crate::render::number::value(y);").len(), 1);
    assert_eq!(breaches("src/calc/split.rs", "// crate::render is not used here\n"), Vec::<String>::new());
    assert_eq!(room("src/read/csv/mod.rs"), "read");
    assert_eq!(room("src/cli.rs"), "cli");
}
