//! Timesheet exports, one folder a format and variant: `samples/exports`. What must come out of each was written down with the
//! rows, not made by teamcap: every row and cell of every file, and the hours of every category and person.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::compare::compare;
use crate::support::{folders, teamcap, words};

fn exports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/exports")
}

/// The rows of a table beside the folders, by heading.
fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(exports().join(name)).unwrap();
    let headings = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| headings.iter().zip(record.iter()).map(|(h, v)| (h.into(), v.into())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn run(folder: &str, arguments: &str) -> (String, String) {
    let output = teamcap(&exports().join(folder), &words(arguments));
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// `accounts.csv` lists them: a folder that vanishes is missed, and a new one has its account.
#[test]
fn every_folder_of_exports_has_its_account() {
    let name = |folder: PathBuf| folder.file_name().unwrap().to_str().unwrap().to_owned();
    let there: BTreeSet<String> = folders("samples/exports").into_iter().map(name).collect();
    let listed: BTreeSet<String> = table("accounts.csv").into_iter().map(|row| row["folder"].clone()).collect();
    assert_eq!(there, listed);
}

#[test]
fn every_row_and_cell_of_every_export_is_accounted_for() {
    let mut wrong = Vec::new();
    for row in table("accounts.csv") {
        let (folder, file, of) = (&row["folder"], &row["file"], |key: &str| row[key].clone());
        let (printed, errors) = run(folder, "check .");
        if row["format"] == "refused" {
            let refused =
                errors.lines().any(|line| line.starts_with(&format!("{file}:")) && line.contains("summary-export"));
            if !refused {
                wrong.push(format!("{folder}/{file} is not refused as a summary:\n{errors}"));
            }
            continue;
        }
        let account = format!(
            "{file}: {} rows read = {} used + {} excluded + {} rejected; {} amount cells = {} entries + {} blank + {} excluded",
            of("rows_read"),
            of("rows_used"),
            of("rows_excluded"),
            of("rows_rejected"),
            of("cells"),
            of("entries"),
            of("blank"),
            of("cells_excluded")
        );
        if !printed.lines().any(|line| line == account) {
            wrong.push(format!("{folder}: expected\n{account}\nfound\n{printed}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `4321/60`, `12.5` or `7` as a fraction.
fn fraction(text: &str) -> (i128, i128) {
    if let Some((num, den)) = text.split_once('/') {
        return (num.parse().unwrap(), den.parse().unwrap());
    }
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    (format!("{whole}{places}").parse().unwrap(), 10_i128.pow(places.len() as u32))
}

fn plus((a, b): (i128, i128), (c, d): (i128, i128)) -> (i128, i128) {
    let (num, den) = (a * d + c * b, b * d);
    let common = num_integer::gcd(num, den).max(1);
    (num / common, den / common)
}

/// In a quarter of 13 weeks: a full-timer's week has 40 hours, a mean of 1 % of a week is 0.4 x 13 hours.
#[test]
fn the_hours_of_every_category_and_person_are_those_of_the_rows() {
    let mut expected: BTreeMap<(String, String), (i128, i128)> = BTreeMap::new();
    for row in table("hours.csv") {
        // An amount with 18 places in `broken` does not fit a review beside others: that is an error, which it names.
        if ["leave", "excluded"].contains(&row["bucket"].as_str()) || row["folder"] == "broken" {
            continue;
        }
        let hours = fraction(&row["hours"]);
        let category = if row["category"].is_empty() { "split.unclassified" } else { &row["category"] };
        for figure in [category, &format!("person {}", row["person"])] {
            let sum = expected.entry((row["folder"].clone(), figure.to_owned())).or_insert((0, 1));
            *sum = plus(*sum, hours);
        }
    }
    let mut reviews: BTreeMap<String, Vec<csv::StringRecord>> = BTreeMap::new();
    let mut compared = 0;
    for ((folder, figure), hours) in expected {
        let review = reviews.entry(folder.clone()).or_insert_with(|| {
            let (printed, _) = run(&folder, "review . --format csv --keep-going");
            csv::Reader::from_reader(printed.as_bytes()).records().map(Result::unwrap).collect()
        });
        let is_it = |record: &&csv::StringRecord| match figure.strip_prefix("person ") {
            Some(person) => record[0].starts_with("capacity.recorded.") && &record[2] == person,
            None => record[0].starts_with("team.mean.") && &record[3] == figure.as_str(),
        };
        if figure == "split.unclassified" {
            continue;
        }
        let Some(record) = review.iter().find(is_it) else { panic!("{folder}: no figure for {figure}") };
        let (num, den): (i128, i128) = (record[5].parse().unwrap(), record[6].parse().unwrap());
        let found = match figure.starts_with("person ") {
            true => plus((num * 40, den), (0, 1)),
            false => plus((num * 40 * 13, den * 100), (0, 1)),
        };
        assert_eq!(found, plus(hours, (0, 1)), "{folder}: hours of {figure}");
        compared += 1;
    }
    assert!(compared > 150, "only {compared} sums compared");
}

/// The ten faults of the folder `broken`, each with its physical line and column, its name and the user's text.
#[test]
fn every_fault_is_named_with_its_line_and_column() {
    let (_, errors) = run("broken", "check .");
    let mut wrong = Vec::new();
    for row in table("faults.csv") {
        let begin = format!("{}:{}:{}: error: {}: ", row["file"], row["line"], row["column"], row["problem"]);
        if !errors.lines().any(|line| line.starts_with(&begin)) {
            wrong.push(format!("{begin}... ({})", row["text"]));
        }
    }
    assert!(wrong.is_empty(), "not told:\n{}\n\ntold:\n{errors}", wrong.join("\n"));
}

/// What `sources` offers to paste says of each export what was decided from it: the same review comes out.
#[test]
fn what_sources_offers_to_paste_reads_every_export_the_same() {
    let mut left_out = Vec::new();
    for folder in folders("samples/exports") {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let (offered, _) = run(&name, "sources .");
        let blocks: Vec<&str> = offered.split("[[source]]").skip(1).map(|b| b.split("\n\n").next().unwrap()).collect();
        if blocks.is_empty() {
            left_out.push(name);
            continue;
        }
        let configuration = std::fs::read_to_string(folder.join("teamcap.toml")).unwrap();
        let rest = configuration.find("[[category]]").unwrap();
        let begin = configuration.find("[[source]]").unwrap_or(rest).min(rest);
        let sources: String = blocks.iter().map(|block| format!("[[source]]{block}\n")).collect();
        let copy = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
            std::fs::copy(&file, copy.path().join(file.file_name().unwrap())).unwrap();
        }
        let pasted = format!("{}{sources}\n{}", &configuration[..begin], &configuration[rest..]);
        std::fs::write(copy.path().join("teamcap.toml"), &pasted).unwrap();
        let output = teamcap(copy.path(), &words("review . --format csv --keep-going"));
        let again = String::from_utf8(output.stdout).unwrap();
        assert_eq!(again, run(&name, "review . --format csv --keep-going").0, "{name}\n{pasted}");
    }
    assert_eq!(left_out, ["clockify-summary", "redmine-report", "toggl-summary"], "nothing is offered for a summary");
}

/// The canonical table of each export gives the review that the export gives.
#[test]
fn rolled_up_every_export_gives_the_same_figures() {
    let mut left_out = Vec::new();
    for folder in folders("samples/exports") {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let configuration = std::fs::read_to_string(folder.join("teamcap.toml")).unwrap();
        let copy = tempfile::tempdir().unwrap();
        let table = copy.path().join("table.csv");
        let rolled = teamcap(&folder, &["rollup", ".", "-o", table.to_str().unwrap()].map(str::to_owned));
        if rolled.status.code() != Some(0) {
            left_out.push(name);
            continue;
        }
        let rest = configuration.find("[[category]]").unwrap();
        let begin = configuration.find("[[source]]").unwrap_or(rest).min(rest);
        let changed =
            format!("{}[[source]]\nfiles = [\"table.csv\"]\n\n{}", &configuration[..begin], &configuration[rest..]);
        std::fs::write(copy.path().join("teamcap.toml"), changed).unwrap();
        let output = teamcap(copy.path(), &words("review . --format csv"));
        let again = String::from_utf8(output.stdout).unwrap();
        assert_eq!(again, run(&name, "review . --format csv").0, "{name}");
    }
    assert_eq!(left_out, ["broken", "clockify-summary", "redmine-report", "toggl-summary"], "errors are not rolled up");
}

/// What `sources` and `review` print of each folder, whole, and what `check` says beside it.
#[test]
fn every_export_prints_what_stands_beside_it() {
    let mut wrong = Vec::new();
    for folder in folders("samples/exports") {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        for (file, arguments) in [("sources.txt", "sources ."), ("review.txt", "review .")] {
            let (printed, _) = run(&name, arguments);
            compare(&folder.join("expected").join(file), &printed, &mut wrong);
        }
        let (_, errors) = run(&name, "check . --notes");
        compare(&folder.join("expected/check.txt"), &errors, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
