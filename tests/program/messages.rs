//! Every message, whole: `samples/broken/NAME` is a folder that raises NAME, `command` how it is run, `stderr` what is
//! printed, `exit` the exit code where it is not the usual one: 1 for an error, else 0. BLESS=1 rewrites `stderr`; read what
//! it prints.

use std::collections::BTreeSet;
use std::path::Path;

use crate::compare::compare;
use crate::support::{folders, teamcap, words};
use teamcap::problem::{Severity, catalogue};

/// What no sample can raise, with the file of the test that raises it: a file that is not there, `-o` into a folder that is
/// not there, a file that changes between its two readings, two figures of one address.
const ELSEWHERE: [(&str, &str); 4] = [
    ("unreadable-file", include_str!("cli.rs")),
    ("unwritable-file", include_str!("cli.rs")),
    ("file-changed", include_str!("cli.rs")),
    ("address-twice", include_str!("../../src/calc/build.rs")),
];

#[test]
fn every_message_reads_as_the_file_beside_it_says() {
    let mut wrong = Vec::new();
    for folder in folders("samples/broken") {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let about = catalogue().find(|about| about.name == name);
        let about = about.unwrap_or_else(|| panic!("samples/broken/{name} is named for no message"));
        let command = std::fs::read_to_string(folder.join("command")).unwrap();
        if command.starts_with("query ") && !cfg!(feature = "frames") {
            continue;
        }
        let output = teamcap(&folder, &words(&command));
        let errors = String::from_utf8(output.stderr).unwrap();
        let usual = i32::from(about.severity == Severity::Error);
        let said = std::fs::read_to_string(folder.join("exit")).ok();
        let exit = said.map_or(usual, |text| text.trim().parse().unwrap());
        assert_eq!(output.status.code(), Some(exit), "{name}\n{errors}");
        assert!(errors.contains(&format!(": {name}: ")), "{name} was not raised:\n{errors}");
        compare(&folder.join("stderr"), &errors, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_message_is_without_a_sample() {
    let there: BTreeSet<String> =
        folders("samples/broken").iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let missing: Vec<&str> = catalogue()
        .map(|about| about.name)
        .filter(|name| !there.contains(*name) && !ELSEWHERE.iter().any(|(elsewhere, _)| elsewhere == name))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
    for (name, test) in ELSEWHERE {
        let is_tested =
            test.contains(&format!("error: {name}: ")) || test.contains(&format!("(\"{name}\", Severity::Error)"));
        assert!(!there.contains(name) && is_tested, "{name} is tested nowhere");
    }
}

/// docs/messages.md: every message with what it means and, from its sample, what it looks like.
#[test]
fn the_page_of_messages_is_made_from_the_samples() {
    let mut page = String::from(
        "# Every message\n\nMade from `samples/broken` and the program's own words: `BLESS=1 cargo test --test program` writes it. \
         `teamcap explain NAME` says the same of one message.\n",
    );
    let mut about: Vec<_> = catalogue().collect();
    about.sort_by_key(|about| about.name);
    for about in about {
        let lines = about.text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        page += &format!("\n## {}\n\n{}. {}\n", about.name, about.severity.name(), lines.trim());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/broken").join(about.name);
        if let Ok(message) = std::fs::read_to_string(folder.join("stderr")) {
            let own = own(&message, about.name);
            page += &format!("\n```text\n{}\n```\n", own.trim_end());
        }
    }
    let mut wrong = Vec::new();
    compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/messages.md"), &page, &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The first message of this name among those that a sample prints.
fn own<'a>(printed: &'a str, name: &str) -> &'a str {
    let is_own = |message: &&str| message.lines().next().is_some_and(|line| line.contains(&format!(": {name}: ")));
    printed.split("\n\n").find(is_own).unwrap_or(printed)
}

#[test]
fn names_of_messages_are_different_and_have_no_dot() {
    let mut seen = BTreeSet::new();
    for about in catalogue() {
        assert!(seen.insert(about.name), "{} twice", about.name);
        assert!(!about.name.contains('.') && about.text.trim().len() > 20, "{}", about.name);
    }
}
