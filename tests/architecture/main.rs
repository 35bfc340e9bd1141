//! The table of rooms: who may look into whom. Numbers move one way, and a file is one noun or one verb.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod imports;

use std::path::{Path, PathBuf};

/// A room and the rooms it may use; `main` may use all.
const ROOMS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("problem", &["model"]),
    ("read", &["model", "problem"]),
    ("config", &["model", "problem", "read::cell", "read::encoding"]),
    ("decide", &["model", "problem", "read"]),
    ("rollup", &["model", "problem", "read", "decide"]),
    ("calc", &["model", "problem", "rollup::ledger"]),
    ("frames", &["model", "problem", "calc"]),
    ("render", &["model", "problem", "calc", "frames::answer", "frames::catalogue", "frames::table", "frames::value"]),
    ("cli", &["model"]),
    ("gather", &["model", "problem", "config", "read", "decide", "rollup", "calc", "cli"]),
    (
        "commands",
        &["model", "problem", "config", "read", "decide", "rollup", "calc", "frames", "render", "cli", "gather"],
    ),
];

/// A crate and the only places that know it.
const KNOWN_IN: &[(&str, &[&str])] = &[
    ("polars", &["src/frames/"]),
    ("sqlparser", &["src/frames/"]),
    ("clap", &["src/cli.rs", "src/cli/", "src/main.rs"]),
    ("jiff", &["src/model/day.rs", "src/model/zone.rs"]),
    ("calamine", &["src/read/workbook/"]),
    ("cfb", &["src/read/workbook/"]),
    ("rust_xlsxwriter", &["src/render/workbook/written.rs", "src/render/workbook/written/"]),
    ("quick_xml", &["src/read/workbook/"]),
    ("zip", &["src/read/package.rs"]),
    ("ruzstd", &["src/read/packed.rs", "src/read/container.rs"]),
    ("memchr", &["src/read/csv/"]),
    ("simdutf8", &["src/read/csv/record.rs", "src/read/csv/fields.rs", "src/read/text.rs"]),
    ("toml", &["src/config/"]),
    ("rust_decimal", &["src/model/stated.rs"]),
    ("pulldown_cmark", &["src/render/prose.rs"]),
    ("serde", &["src/render/json/"]),
    ("askama", &["src/render/html/"]),
    ("sha2", &["src/render/html/"]),
    ("base64", &["src/render/html/"]),
    ("indicatif", &["src/gather/progress.rs"]),
    (
        "tempfile",
        &[
            "src/commands/output.rs",
            "src/gather/intake.rs",
            "src/gather/folder.rs",
            "src/commands/serve/watch/tests.rs",
        ],
    ),
    ("encoding_rs", &["src/read/encoding/", "src/read/text/tests.rs"]),
    ("chardetng", &["src/read/encoding/"]),
    ("flate2", &["src/read/packed.rs", "src/read/container.rs"]),
    ("parquet", &["src/read/parquet.rs", "src/read/parquet/", "src/render/parquet.rs", "src/render/parquet/"]),
    ("bytes", &["src/read/parquet/"]),
    ("httparse", &["src/commands/serve/"]),
    ("getrandom", &["src/commands/serve/"]),
    ("crc32fast", &["src/read/parquet.rs", "src/render/parquet.rs"]),
];

const LONGEST: usize = 400;

/// The one file with a float: a cell of a workbook holds a double and nothing else, and readers of JSON take a number for one, so an
/// exact number becomes the nearest one there, as the last thing that is done to it.
const FLOATS: &str = "src/render/double.rs";

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

/// The code of a file without its comments, line by line; without its tests too, unless they are asked for. Tests in the
/// file are a `mod` with a body; one that is a file of its own is read as that file.
fn code(text: &str, with_tests: bool) -> Vec<(usize, &str)> {
    let (mut lines, mut in_tests) = (Vec::new(), false);
    let mut rest = text.lines().enumerate().peekable();
    while let Some((at, line)) = rest.next() {
        let body = |next: &(usize, &str)| next.1.starts_with("mod ") && next.1.trim_end().ends_with('{');
        in_tests |= line == "#[cfg(test)]" && rest.peek().is_some_and(body);
        if with_tests || !in_tests {
            lines.push((at + 1, line.split("//").next().unwrap_or(line)));
        }
        in_tests &= line != "}";
    }
    lines
}

/// Where a line names `word` as a path's beginning: `polars` in `use polars::prelude`, not in `crate::polars::x`.
fn begins_path(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    line.match_indices(word).any(|(at, _)| {
        let rest = &line[at + word.len()..];
        let whole = rest.starts_with("::") || (rest.starts_with(';') && line.trim_start().starts_with("use "));
        whole && !line[..at].ends_with(is_part)
    })
}

/// The room of a file: the first part of its path below src.
fn room(file: &str) -> &str {
    let below = Path::new(file.strip_prefix("src/").unwrap_or(file));
    let first = below.iter().next().and_then(|part| part.to_str()).unwrap_or("");
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The breaches of one file.
fn breaches(file: &str, text: &str) -> Vec<String> {
    let own = room(file);
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == own) else { return Vec::new() };
    let is_below =
        |path: &str, parent: &str| path.strip_prefix(parent).is_some_and(|r| r.is_empty() || r.starts_with("::"));
    let may = |path: &str| is_below(path, own) || allowed.iter().any(|room| is_below(path, room));
    let rule = if allowed.is_empty() { "nothing of ours".to_owned() } else { allowed.join(", ") };
    imports::paths(file, &code(text, false))
        .into_iter()
        .filter(|(_, path)| !may(path))
        .map(|(line, path)| format!("{file}:{line}: {own} may not use crate::{path}; it may use {rule}"))
        .collect()
}

/// The places of one file that know a crate they should not.
fn crates_out_of_place(file: &str, text: &str) -> Vec<String> {
    let lines = code(text, true);
    let foreign = KNOWN_IN.iter().filter(|(_, places)| !places.iter().any(|place| file.starts_with(place)));
    let at = |(name, places): &(&str, &[&str])| {
        let (line, _) = lines.iter().find(|(_, line)| begins_path(line, name))?;
        Some(format!("{file}:{line}: {name} is known in {} only", places.join(", ")))
    };
    foreign.filter_map(at).collect()
}

/// The floats of one file, its tests too: a float in a test hides the digit that a float in the code would lose.
fn floats(file: &str, text: &str) -> Vec<String> {
    let is_float =
        |line: &str| line.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|w| w == "f64" || w == "f32");
    code(text, true)
        .into_iter()
        .filter(|(_, line)| is_float(line))
        .map(|(line, _)| format!("{file}:{line}: a float; numbers are model::exact::Exact"))
        .collect()
}

/// The texts in quotation marks of a line.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    let escaped = |at: usize| line[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    let marks: Vec<usize> = line.match_indices('"').map(|(at, _)| at).filter(|at| !escaped(*at)).collect();
    marks.chunks_exact(2).map(|pair| &line[pair[0] + 1..pair[1]]).collect::<Vec<_>>().into_iter()
}

/// Whether a text says something: it has two words in a row that are no names.
fn is_said(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let words: Vec<&str> = text.split(' ').collect();
    words
        .windows(2)
        .any(|pair| pair.iter().all(|word| is_word(&word.trim_matches(['{', '}', ',', ';', '.', '"', '\\']))))
}

/// The formulas as `Formula::name` writes them, without the rule behind the dot.
fn formulas(text: &str) -> Vec<&str> {
    let from = text.find("impl Formula {").unwrap();
    let body = text[from..].split("\n}").next().unwrap();
    body.lines()
        .filter_map(|line| line.trim().strip_prefix("Formula::")?.split_once('"')?.1.split(['"', '.']).next())
        .collect()
}

#[test]
fn a_room_looks_only_into_the_rooms_below_it() {
    let found: Vec<String> = files("src").iter().flat_map(|(file, text)| breaches(file, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The files of `commands` that are not tests.
fn commands() -> Vec<(String, String)> {
    files("src/commands").into_iter().filter(|(file, _)| !file.ends_with("/tests.rs")).collect()
}

/// What a command says is in `problem::words` and `render`, so that it can be read, tested and masked there.
#[test]
fn commands_hold_no_words() {
    let with_words = |(file, text): &(String, String)| {
        let lines = code(text, false);
        let said = lines.iter().filter(|(_, line)| literals(line).any(is_said));
        said.map(|(line, text)| format!("{file}:{line}: {}", text.trim())).collect::<Vec<_>>()
    };
    let found: Vec<String> = commands().iter().flat_map(with_words).collect();
    assert!(found.is_empty(), "words belong into problem/words or render:\n{}", found.join("\n"));
}

/// What is calculated is calculated in `calc`.
#[test]
fn commands_hold_no_sums() {
    let sums = ["Exact", "Amount", ".times(", ".over(", ".sum(", ".sum::<"];
    let with_sums = |(file, text): &(String, String)| {
        let lines = code(text, false);
        let summed = lines.iter().filter(|(_, line)| sums.iter().any(|sum| line.contains(sum)));
        summed.map(|(line, text)| format!("{file}:{line}: {}", text.trim())).collect::<Vec<_>>()
    };
    let found: Vec<String> = commands().iter().flat_map(with_sums).collect();
    assert!(found.is_empty(), "sums belong into calc:\n{}", found.join("\n"));
}

#[test]
fn words_and_their_absence_are_told_apart() {
    let line = "f(\"a bee sees\", 'x', \"\", \"c \\\"dear friends\")";
    assert_eq!(literals(line).collect::<Vec<_>>(), ["a bee sees", "", "c \\\"dear friends"]);
    assert!(literals(line).filter(|text| is_said(text)).count() == 2);
    assert!(is_said("the difference of two figures") && is_said("{} more rows"));
    assert!(!is_said("teamcap.toml") && !is_said("{}\n{}\n") && !is_said("Bad Request") && !is_said("HTTP/1.1 {} {}"));
}

#[test]
fn a_circle_is_found_through_parents_children_and_braces() {
    let of = |files: &[(&str, &str)]| {
        let paths = |(file, text): &(&str, &str)| ((*file).to_owned(), imports::paths(file, &code(text, false)));
        let paths: Vec<_> = files.iter().map(paths).collect();
        imports::circles(&imports::arrows(&paths))
    };
    let parent = ("src/calc/mod.rs", "mod split;\n\nuse split::Split;\npub struct Sum;\n");
    assert_eq!(of(&[parent, ("src/calc/split.rs", "use super::Sum;\n")]), [["src/calc/mod.rs", "src/calc/split.rs"]]);
    assert!(of(&[parent, ("src/calc/split.rs", "use crate::model::Sum;\n")]).is_empty());
    let group =
        ("src/calc/share.rs", "use crate::{\n    calc::{figure::Figure as F, split::{self}},\n    model,\n};\n");
    assert_eq!(of(&[group, ("src/calc/split.rs", "fn f() { super::share::g() }\n"), parent]).len(), 1);
    assert!(of(&[group, ("src/calc/split.rs", "pub(in crate::calc::share) fn f() {}\n")]).is_empty());
    let tests = ("src/calc/split.rs", "#[cfg(test)]\nmod tests {\n    use super::super::share::g;\n}\n");
    assert!(of(&[group, tests]).is_empty());
}

#[test]
fn no_files_import_from_each_other_in_a_circle() {
    let read = |(file, text): (String, String)| {
        let paths = imports::paths(&file, &code(&text, false));
        (file, paths)
    };
    let paths: Vec<_> = files("src").into_iter().map(read).collect();
    let circles = imports::circles(&imports::arrows(&paths));
    let told: Vec<String> = circles.iter().map(|circle| circle.join(", ")).collect();
    assert!(told.is_empty(), "these files import from each other in a circle:\n{}", told.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_room_of_the_table() {
    for (file, _) in files("src") {
        let own = room(&file).to_owned();
        let known = ROOMS.iter().any(|(name, _)| *name == own) || ["main", "lib"].contains(&own.as_str());
        assert!(known, "{file} lies in no room");
    }
}

#[test]
fn a_crate_is_known_only_where_it_belongs() {
    let found: Vec<String> = files("src").iter().flat_map(|(file, text)| crates_out_of_place(file, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn code_that_the_compiler_does_not_prove_is_in_one_place() {
    let is_unsafe = |line: &str| line.contains("unsafe {") || line.contains("unsafe fn");
    let with_some = files("src").into_iter().flat_map(|(file, text)| {
        let count = code(&text, true).iter().filter(|(_, line)| is_unsafe(line)).count();
        (count > 0).then_some((file, count))
    });
    assert_eq!(with_some.collect::<Vec<_>>(), [("src/read/csv/simd.rs".to_owned(), 1)]);
}

#[test]
fn there_is_no_float_in_the_library() {
    let files = files("src");
    let others = files.iter().filter(|(file, _)| file != FLOATS);
    let found: Vec<String> = others.flat_map(|(file, text)| floats(file, text)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    let there = files.iter().filter(|(file, _)| file == FLOATS).flat_map(|(file, text)| floats(file, text));
    assert_eq!(there.count(), 1, "{FLOATS}: one function returns a double");
}

/// Those that the samples do not show too.
#[test]
fn every_formula_has_a_section_in_the_calculations() {
    let figure = std::fs::read_to_string(root().join("src/calc/formula.rs")).unwrap();
    let documented = std::fs::read_to_string(root().join("docs/calculations.md")).unwrap();
    let formulas = formulas(&figure);
    assert!(formulas.len() > 25, "only {} formulas found in src/calc/formula.rs", formulas.len());
    for formula in formulas {
        assert!(documented.contains(&format!("\n## {formula}\n")), "docs/calculations.md has no section {formula}");
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
fn a_path_into_another_room_is_found_however_it_is_written() {
    for (file, text) in [
        ("src/model/day.rs", "use crate::problem::Problem;\n"),
        ("src/config/mod.rs", "use crate::read::cell::amount;\nuse crate::read::csv::Csv;\n"),
        ("src/config/mod.rs", "#[cfg(test)]\nmod tests;\n\nuse crate::render::text;\n"),
        ("src/calc/split.rs", "let x = crate::render::number::value(y);"),
        ("src/calc/split.rs", "use super::super::render::text;"),
        ("src/calc/mod.rs", "use super::render::text;"),
        ("src/calc/split.rs", "use crate::rollup::run::run;"),
        ("src/render/text.rs", "use crate::{calc, read};"),
        ("src/cli.rs", "pub(crate) use super::commands;"),
        ("src/calc/split.rs", "#[cfg(test)]\nmod tests {\n    use crate::read::cell;\n}\nuse crate::cli::Cli;\n"),
    ] {
        assert_eq!(breaches(file, text).len(), 1, "{file}: {text}: {:?}", breaches(file, text));
    }
    let told = breaches("src/config/mod.rs", "\nuse crate::calc::split;\n");
    let rule = "src/config/mod.rs:2: config may not use crate::calc::split; it may use model, problem, read::cell, read::encoding";
    assert_eq!(told, [rule]);
}

#[test]
fn what_the_table_allows_is_no_breach() {
    for (file, text) in [
        ("src/calc/split.rs", "// crate::render is not used here\n"),
        ("src/calc/split.rs", "use super::figure::Figure;\nuse crate::rollup::ledger::Ledger;\npub(crate) fn f() {}\n"),
        ("src/calc/coverage/loss.rs", "use super::super::figure::Figure;\n"),
        ("src/problem/words/sheet.rs", "use super::stranger::stranger;\nuse crate::problem::message::faults;\n"),
        ("src/commands/review.rs", "use crate::render::text;\n"),
        ("src/calc/split.rs", "#[cfg(test)]\nmod tests {\n    use crate::read::cell;\n}\n"),
    ] {
        assert_eq!(breaches(file, text), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn a_crate_or_a_float_out_of_place_is_found_with_its_line() {
    let told = crates_out_of_place("src/calc/split.rs", "\nfn f(frame: &polars::prelude::DataFrame) {}\n");
    assert_eq!(told, ["src/calc/split.rs:2: polars is known in src/frames/ only"]);
    assert_eq!(crates_out_of_place("src/model/rules.rs", "#[derive(clap::ValueEnum)]\n").len(), 1);
    assert_eq!(crates_out_of_place("src/commands/mod.rs", "use tempfile;\n").len(), 1);
    assert_eq!(crates_out_of_place("src/frames/table.rs", "use polars::prelude::col;\n"), Vec::<String>::new());
    assert_eq!(crates_out_of_place("src/commands/mod.rs", "use crate::config::toml::read;\n"), Vec::<String>::new());
    assert_eq!(floats("src/x.rs", "let a: f64;\n#[cfg(test)]\nmod tests {\n    let b = 1f32 as f32;\n}\n").len(), 2);
    assert_eq!(floats("src/x.rs", "// never an f64\nlet half64 = 1;\n"), Vec::<String>::new());
}

#[test]
fn a_file_belongs_to_the_room_of_its_folder() {
    assert_eq!(room("src/read/csv/mod.rs"), "read");
    assert_eq!(room("src/cli.rs"), "cli");
    assert_eq!(formulas("impl Formula {\n    Formula::Split => \"split\".into(),\n}\n"), ["split"]);
}
