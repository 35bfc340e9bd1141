//! `--anonymise`: no name of anybody in any output of any command, and the same figures as before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::{Case, folders, teamcap, words};
use teamcap::cli::Input;
use teamcap::gather::gather;
use teamcap::gather::gathered::Gathered;
use teamcap::model::address::Parts;
use teamcap::problem::{Fault, FolderFault, MatrixFault, SheetFault};

fn gathered(folder: &Path) -> Gathered {
    gather(&Input { paths: vec![folder.to_owned()], ..Input::default() })
}

/// Every name in a folder: those of the roster and of the sheets, those nobody knows, and those the text of the
/// configuration has, read or not.
pub fn names(folder: &Path) -> BTreeSet<String> {
    let gathered = gathered(folder);
    let roster = gathered.config.roster.people.iter().flat_map(|person| person.spellings().map(str::to_owned));
    let spelled = gathered.rolls.iter().flat_map(|roll| roll.ran.names.clone());
    let matrices = gathered.matrix.iter().chain(&gathered.previous);
    let assessed = matrices.flat_map(|matrix| &matrix.people).map(|person| person.name.clone());
    let strangers = gathered.problems.iter().filter_map(|problem| match &problem.fault {
        Fault::Sheet(SheetFault::UnknownPerson { name, .. }) => Some(name.clone()),
        Fault::Matrix(MatrixFault::PersonNotOnRoster { name, .. }) => Some(name.clone()),
        Fault::Folder(FolderFault::UnknownName { name, .. }) => Some(name.clone()),
        _ => None,
    });
    let mut found: BTreeSet<String> = roster.chain(spelled).chain(assessed).chain(strangers).collect();
    let config = std::fs::read_to_string(folder.join("teamcap.toml")).unwrap_or_default();
    for table in config.split("[[person]]").skip(1) {
        let table = table.split("\n[").next().unwrap();
        let said = table.lines().filter(|line| line.starts_with("name") || line.starts_with("aliases"));
        found.extend(said.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned)));
    }
    found.retain(|name| !parts(name).is_empty());
    found
}

/// The words of a text, lower case.
fn parts(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// The names whose words stand one behind the other in a text.
pub fn leaked<'a>(text: &str, names: &'a BTreeSet<String>) -> Vec<&'a String> {
    let text = parts(text);
    names.iter().filter(|name| text.windows(parts(name).len()).any(|run| run == parts(name))).collect()
}

/// The samples, well and broken.
pub fn samples() -> Vec<PathBuf> {
    let all = folders("samples").into_iter().chain(folders("samples/broken")).chain(folders("samples/shapes"));
    all.filter(|folder| !folder.ends_with("broken") && !folder.ends_with("shapes")).collect()
}

#[test]
fn no_name_is_in_any_output() {
    let commands = [
        "review --format markdown",
        "review --format json",
        "check --notes",
        "review --format html",
        "sources",
        "rollup",
        "convert",
        "review",
        "review --format csv",
        "remind",
        "explain person",
        "explain capacity.gross",
        "explain completeness.team",
        "explain skills.half-loss",
    ];
    let queries = [
        "query .",
        "query . \"SELECT * FROM entries\"",
        "query . \"SELECT * FROM people JOIN weeks USING (person_id)\" --format json",
        "query . \"SELECT * FROM ratings\" --format csv",
        "query . \"SELECT * FROM figures\" --format markdown",
        "query . \"SELECT CAST(person AS INTEGER) FROM people\"",
    ];
    let queries = if cfg!(feature = "frames") { &queries[..] } else { &[] };
    let (mut outputs, mut known, mut wrong) = (0, 0, Vec::new());
    for folder in samples() {
        let names = names(&folder);
        known += names.len();
        // Of the many broken ones, what shows the most.
        let is_broken = folder.parent().is_some_and(|parent| parent.ends_with("broken"));
        let of_sample = if is_broken { (7, 0) } else { (14, 6) };
        let commands = commands.iter().take(of_sample.0).chain(queries.iter().take(of_sample.1));
        for command in commands.copied() {
            let going = if command.starts_with("check") || command == "sources" { "" } else { " --keep-going" };
            let output = teamcap(&folder, &words(&format!("{command} --anonymise{going}")));
            let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            let leaked = leaked(&text, &names);
            if !leaked.is_empty() {
                wrong.push(format!("{} {command}: {leaked:?}\n{text}", folder.display()));
            }
            outputs += usize::from(!text.is_empty());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(outputs > 400 && known > 250, "{outputs} outputs, {known} names");
}

/// The message of each broken sample, as its command raises it.
#[test]
fn no_name_is_in_any_message() {
    for folder in folders("samples/broken") {
        let command = std::fs::read_to_string(folder.join("command")).unwrap();
        let takes_it = ["check", "review", "explain", "diff", "rollup", "sources", "remind"];
        let takes_it = takes_it.into_iter().chain(cfg!(feature = "frames").then_some("query "));
        if !takes_it.clone().any(|name| command.starts_with(name)) {
            continue;
        }
        let mut names = names(&folder);
        for side in ["first", "second"].map(|side| folder.join(side)) {
            if side.is_dir() {
                names.extend(self::names(&side));
            }
        }
        let arguments: Vec<String> = words(&command).into_iter().chain(["--anonymise".to_owned()]).collect();
        // What is typed on the command line is the user's own.
        let typed = parts(&command);
        names.retain(|name| !typed.windows(parts(name).len()).any(|run| run == parts(name)));
        let output = teamcap(&folder, &arguments);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let leaked = leaked(&text, &names);
        assert!(leaked.is_empty(), "{}: {leaked:?}\n{text}", folder.display());
    }
}

#[test]
fn no_name_is_in_a_comparison() {
    let [before, after] = ["samples/releng-fy2016-q3", "samples/releng-fy2016-q3-corrected"].map(PathBuf::from);
    let names: BTreeSet<String> = [&before, &after].into_iter().flat_map(|folder| names(folder)).collect();
    for format in ["text", "markdown", "html", "json", "csv"] {
        for address in ["", "person.dan", "skill"] {
            let command =
                format!("diff {} {} {address} --anonymise --all --format {format}", before.display(), after.display());
            let output = teamcap(Path::new("."), &words(&command));
            let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
            assert!(leaked(&text, &names).is_empty() && output.status.success(), "{command}\n{text}");
        }
    }
}

/// Labels instead of names, and nothing else: addresses, rows, numbers and their order stay.
#[test]
fn an_anonymised_review_has_the_figures_of_the_plain_one() {
    for sample in ["releng-fy2016-q3", "platform-2026-q2", "harbour-2016-q2"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let run = |arguments: &str| {
            let output = teamcap(&folder, &words(arguments));
            assert!(output.status.success());
            String::from_utf8(output.stdout).unwrap()
        };
        let (mut ids, mut labels, mut taken) = (BTreeMap::new(), BTreeMap::new(), Parts::default());
        for (at, person) in gathered(&folder).config.roster.people.iter().enumerate() {
            let id = taken.add(&person.name, &["total", "team"]).0;
            ids.insert(id, format!("person-{}", at + 1));
            labels.insert(person.name.clone(), format!("Person {}", at + 1));
        }
        let plain = run("review --format csv");
        let replaced = plain.lines().map(|line| {
            let (address, rest) = line.split_once(',').unwrap();
            let part = |part: &str| ids.get(part).cloned().unwrap_or_else(|| part.to_owned());
            let address: Vec<String> = address.split('.').map(part).collect();
            let field = |field: &str| labels.get(field).cloned().unwrap_or_else(|| field.to_owned());
            let rest: Vec<String> = rest.split(',').map(field).collect();
            format!("{},{}\n", address.join("."), rest.join(","))
        });
        let expected: String = replaced.collect();
        assert!(!labels.is_empty() && expected != plain);
        assert_eq!(run("review --format csv --anonymise"), expected, "{sample}");
    }
}

/// Somebody who knows the names can ask with them, and gets the labels.
#[test]
fn an_address_made_of_names_is_understood() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/releng-fy2016-q3");
    let explained = |address: &str| {
        let output = teamcap(&folder, &words(&format!("explain {address} --anonymise --without Chad")));
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(explained("person.dan.total"), explained("person.person-3.total"));
    assert!(explained("person.dan.total").starts_with("person.person-3.total = 91.82 %\nMean week: Person 3, Total\n"));
}

/// The team's lines of the plain review, each as it was, and none of anybody.
#[test]
fn a_review_of_the_team_only_has_nobody_in_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/releng-fy2016-q3");
    let names = names(&folder);
    let run = |arguments: &str| {
        let output = teamcap(&folder, &words(arguments));
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for command in [
        "review --without Chad",
        "review --without Chad --format markdown",
        "review --without Chad --format json",
        "review --without Chad --format html",
        "review --without Chad --format csv",
        "explain capacity",
        "explain capacity.gross",
        "explain split.focus",
        "explain completeness.team",
        "explain concentration.ci-scaling.top",
        "explain skill.gerrit-maint",
        "explain skills.half-loss",
        "diff . ../releng-fy2016-q3-corrected",
        "diff . ../releng-fy2016-q3-corrected --all --format markdown",
        "diff . ../releng-fy2016-q3-corrected --all --format json",
        "diff . ../releng-fy2016-q3-corrected --all --format csv",
        "diff . ../releng-fy2016-q3-corrected split.focus",
    ] {
        let text = run(&format!("{command} --team-only"));
        assert!(leaked(&text, &names).is_empty(), "{command}\n{text}");
        let label = (1..=6).any(|n| text.contains(&format!("Person {n}")) || text.contains(&format!("person-{n}")));
        assert!(!label, "{command}\n{text}");
    }
    let person = ["person.", "week.", "skills.exposure."];
    let is_team = |line: &&str| {
        let address = line.split(',').next().unwrap();
        let of_one =
            ["capacity", "skill", "split"].iter().any(|of| address.starts_with(of) && address.split('.').count() == 3)
                && !address.starts_with("skills.");
        let completeness = address.starts_with("completeness.") && address != "completeness.team";
        !of_one && !completeness && !person.iter().any(|of| address.starts_with(of))
    };
    let plain = run("review --format csv");
    let expected: Vec<&str> = plain.lines().filter(is_team).collect();
    assert_eq!(run("review --format csv --team-only").lines().collect::<Vec<_>>(), expected);
    assert!(expected.len() > 60 && expected.len() < plain.lines().count() / 2);
}

/// An error has to name somebody: by a label.
#[test]
fn an_error_of_the_team_only_names_nobody() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/broken/duplicate-person-week");
    let output = teamcap(&folder, &words("review --team-only"));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains("Person 1 already has a row for 2016-W01") && leaked(&text, &names(&folder)).is_empty(),
        "{text}"
    );
}

/// A name that the configuration has and that cannot be read there is a name all the same.
#[test]
fn a_broken_configuration_shows_none_of_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("teamcap.toml", "period = \"2016-Q1\"\n[[person]]\nname = Zebulon\n[[person]]\nname = \"Ada\"\n");
    write("effort.csv", "Week,Person,CI\n2016-W03,Ada,40%\n2016-W99,Yorick,40%\n2016-W04,Yorick,40%\n");
    write("other.csv", "Xenia;Yorick;Zebulon\n1;2;3\n");
    for command in ["check --notes", "review --keep-going", "sources", "rollup --keep-going"] {
        let output = teamcap(folder.path(), &words(&format!("{command} --anonymise")));
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let names = ["Ada", "Zebulon", "Yorick", "Xenia"].map(str::to_owned).into();
        let leaked = leaked(&text, &names);
        assert!(leaked.is_empty(), "{command}: {leaked:?}\n{text}");
        assert!(text.contains("error: "), "{command}");
    }
}

/// The names of files and tabs may be names of people of whom nothing counts.
#[test]
fn no_name_of_a_file_is_shown_of_which_nothing_counts() {
    let contacts = "Name,Mail\nx,y\n";
    let case = Case::new().file("Ada.klg", "2024-03-04\n    1h\n").file("Zaphod.klg", "2024-03-04\nDay off\n");
    let case = case.file("Zed Beeblebrox.csv", contacts);
    for command in ["check . --notes", "review .", "review . --format json", "sources ."] {
        let said = case.args(&format!("{command} --anonymise"));
        for name in ["Ada", "Zaphod", "Zed", "Beeblebrox"] {
            let is_shown = said.printed.contains(name) || said.told.contains(name);
            assert!(!is_shown, "{command}: {name}\n{}{}", said.printed, said.told);
        }
    }
}
