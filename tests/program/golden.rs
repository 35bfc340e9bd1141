//! Every sample is input, expected output and a page of the manual at once: `samples/NAME/command` says what to run, one
//! line a file of `expected/`. BLESS=1 rewrites them; read what it prints.

use crate::support::{compare, folders, teamcap, words};

#[test]
fn every_sample_prints_what_stands_beside_it() {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for folder in folders("samples") {
        let Ok(commands) = std::fs::read_to_string(folder.join("command")) else { continue };
        for line in commands.lines().filter(|line| !line.trim().is_empty()) {
            let (name, arguments) = line.split_once(": ").unwrap();
            let output = teamcap(&folder, &words(arguments));
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""), "{}: {line}", folder.display());
            let printed = named(String::from_utf8(output.stdout).unwrap());
            compare(&folder.join("expected").join(name), &printed, &mut wrong);
            compared += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 14, "only {compared} outputs compared");
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
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let from = |folder: &std::path::Path, name: &str| {
        let output = teamcap(folder, &["review".into(), name.into(), "--format".into(), "json".into()]);
        String::from_utf8(output.stdout).unwrap()
    };
    let inside = from(&root.join("samples/releng-fy2016-q3"), ".");
    assert!(inside.contains("\"effort.csv:55:6\""));
    assert_eq!(from(root, "samples/releng-fy2016-q3"), inside);
}

/// What the README shows is what a run prints, line by line.
#[test]
fn the_readme_shows_a_real_run() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let run = |arguments: &str| String::from_utf8(teamcap(root, &words(arguments)).stdout).unwrap();
    let mut printed =
        run("review samples/releng-fy2016-q3") + &run("explain week.dan.2016-w10 samples/releng-fy2016-q3");
    let asked = readme.split("$ cargo run -- query ").nth(1).unwrap().split("\n```").next().unwrap();
    printed += &run(&format!("query {asked}"));
    let (mut shown, mut is_query) = (0, false);
    for block in readme.split("```text\n") {
        // What stands before the first block is no output.
        let is_output =
            !std::mem::replace(&mut is_query, block.contains("$ cargo run -- query ")) || cfg!(feature = "frames");
        if !is_output || block.starts_with("# teamcap") {
            continue;
        }
        for line in block.split("```").next().unwrap().lines().filter(|line| *line != "...") {
            assert!(printed.lines().any(|other| other == line), "no run prints this line of the README:\n{line}");
            shown += 1;
        }
    }
    assert!(shown > 40);
}
