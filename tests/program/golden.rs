//! Every sample is input, expected output and a page of the manual at once: `samples/NAME/command` says what to run, one
//! line a file of `expected/`. BLESS=1 rewrites them; read what it prints. Which there are is said in samples/README.md.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::compare::compare;
use crate::support::{folders, teamcap, words};

/// The file names of `expected/` of each sample, sorted.
type Outputs = BTreeMap<String, Vec<String>>;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// The list of samples/README.md.
fn listed() -> Outputs {
    let page = std::fs::read_to_string(samples().join("README.md")).unwrap();
    let list = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap().replace("\n    ", " ");
    let of = |line: &str| {
        let (sample, outputs) = line.split_once(": ").unwrap();
        let mut outputs: Vec<String> = outputs.split_whitespace().map(str::to_owned).collect();
        outputs.sort();
        (sample.to_owned(), outputs)
    };
    list.lines().map(of).collect()
}

/// What each line of `command` is for: the file of `expected/` and the arguments.
fn commands(sample: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(sample.join("command")).unwrap();
    let line = |line: &str| line.split_once(": ").map(|(name, arguments)| (name.to_owned(), arguments.to_owned()));
    text.lines().filter(|line| !line.trim().is_empty()).map(|text| line(text).unwrap()).collect()
}

#[test]
fn every_sample_prints_what_stands_beside_it() {
    let mut wrong = Vec::new();
    for sample in listed().into_keys() {
        let folder = samples().join(sample);
        for (name, arguments) in commands(&folder) {
            let output = teamcap(&folder, &words(&arguments));
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""), "{}: {arguments}", folder.display());
            let printed = named(String::from_utf8(output.stdout).unwrap());
            compare(&folder.join("expected").join(name), &printed, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A sample or an output that vanishes is missed, and a new one is listed.
#[test]
fn every_sample_and_output_is_in_the_list() {
    let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let sorted = |names: Vec<String>| {
        let mut names = names;
        names.sort();
        names.dedup();
        names
    };
    let (mut said, mut kept) = (Outputs::new(), Outputs::new());
    for folder in folders("samples").into_iter().filter(|folder| folder.join("command").exists()) {
        let files = std::fs::read_dir(folder.join("expected")).unwrap().map(|file| name(file.unwrap().path()));
        kept.insert(name(folder.clone()), sorted(files.collect()));
        said.insert(name(folder.clone()), sorted(commands(&folder).into_iter().map(|(name, _)| name).collect()));
    }
    assert_eq!(said, listed(), "the lines of `command` and the list of samples/README.md");
    assert_eq!(kept, listed(), "the files of `expected` and the list of samples/README.md");
    let page = std::fs::read_to_string(samples().join("README.md")).unwrap();
    for folder in folders("samples").into_iter().map(name) {
        assert!(page.contains(&format!("| [{folder}](")) || page.contains(&format!("| {folder} |")), "{folder}");
    }
}

/// A page with its style sheet and its script replaced by their names: those are files of their own.
fn named(mut page: String) -> String {
    let files = [
        ("style", "style.css", include_str!("../../src/render/html/style.css")),
        ("script", "number.js", include_str!("../../src/render/html/number.js")),
        ("script", "what_if.js", include_str!("../../src/render/html/what_if.js")),
        ("script", "source.js", include_str!("../../src/render/html/source.js")),
        ("script", "tables.js", include_str!("../../src/render/html/tables.js")),
    ];
    for (what, name, text) in files {
        let Some((head, rest)) = page.split_once(&format!("{what}-src 'sha256-")) else { continue };
        let (_, rest) = rest.split_once('\'').unwrap();
        page = format!("{head}{what}-src 'sha256-HASH'{rest}").replace(text, name);
    }
    page
}

/// A folder can be named from anywhere: places are relative to it.
#[test]
fn the_output_does_not_depend_on_where_it_is_called_from() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let from = |folder: &Path, name: &str| {
        let output = teamcap(folder, &["review".into(), name.into(), "--format".into(), "json".into()]);
        String::from_utf8(output.stdout).unwrap()
    };
    let inside = from(&root.join("samples/releng-fy2016-q3"), ".");
    assert!(inside.contains("\"effort.csv:55:6\""));
    assert_eq!(from(root, "samples/releng-fy2016-q3"), inside);
}

/// A block of the README and the command above it: what stands between two lines of `...` is printed in one piece, the
/// pieces in this order; the first begins what is printed, and the last ends it.
#[track_caller]
fn assert_shown(block: &str, printed: &str, command: &str) {
    let mut rest: Vec<&str> = printed.lines().collect();
    let pieces: Vec<Vec<&str>> =
        block.lines().collect::<Vec<_>>().split(|line| *line == "...").map(<[&str]>::to_vec).collect();
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.is_empty()) {
        let found = rest.windows(piece.len()).position(|lines| lines == piece);
        let found = match at {
            0 => found.filter(|&found| found == 0),
            _ if at + 1 == pieces.len() => rest.ends_with(piece).then(|| rest.len() - piece.len()),
            _ => found,
        };
        let Some(found) = found else {
            let shown = piece.join("\n");
            panic!("{command} does not print this here, in this order:\n{shown}\n--- it prints\n{printed}")
        };
        rest.drain(..found + piece.len());
    }
    assert!(rest.is_empty() || pieces.last().is_some_and(Vec::is_empty), "{command} prints more:\n{}", rest.join("\n"));
}

/// Each block of output in the README is that of the command above it.
#[test]
fn the_readme_shows_a_real_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let parts: Vec<&str> = readme.split("```text\n").collect();
    let mut shown = Vec::new();
    for pair in parts.windows(2) {
        let above = pair[0].split("```console\n$ cargo run -- ").last().unwrap();
        let (command, block) = (above.lines().next().unwrap(), pair[1].split("```").next().unwrap());
        shown.push(command.split_once(' ').unwrap().0);
        if command.starts_with("query ") && !cfg!(feature = "frames") {
            continue;
        }
        let output = teamcap(root, &words(command));
        assert_eq!(output.status.code(), Some(0), "{command}");
        assert_shown(block, &String::from_utf8(output.stdout).unwrap(), command);
    }
    assert_eq!(shown, ["review", "review", "explain", "query"]);
}

#[test]
fn a_block_of_other_lines_or_another_order_is_no_real_run() {
    let shows = |block: &str| std::panic::catch_unwind(|| assert_shown(block, "a\nb\nc\nd\ne\n", "x")).is_ok();
    for block in ["a\nb\nc\nd\ne\n", "a\n...\ne\n", "a\n...\nc\n...\n", "...\nb\n...\nd\ne\n"] {
        assert!(shows(block), "{block}");
    }
    for block in ["a\nb\n", "b\n...\n", "a\nc\n...\n", "a\n...\nd\n", "a\n...\nd\n...\nc\n...\n", "a\n...\nx\n...\n"] {
        assert!(!shows(block), "{block}");
    }
}
