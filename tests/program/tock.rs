//! A real export, public domain and with randomised names, which is not part of this project: half a year of timecards, a row a
//! person, project and stretch of days, read through a mapping. Skipped, loudly, where the file is not there.

use std::io::Write;
use std::path::Path;

use crate::support::{teamcap, words};

const CONFIG: &str = r#"
period = "2014-10-01..2015-12-31"
[[source]]
files = ["timecards.csv"]
columns = { person = "employee", from = "start_date", to = "end_date", hours = "hours_spent", project = "project_name", billable = "billable" }
[[category]]
name = "Billable"
bucket = "focus"
match = [{ billable = "True" }]
[[category]]
name = "Not billable"
bucket = "maintenance"
match = [{ billable = "False" }]
"#;

#[test]
fn every_hour_of_the_timecards_is_there_and_in_the_week_of_its_working_days() {
    let export = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/tock/timecards.csv");
    if !export.exists() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not there", export.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(export, folder.path().join("timecards.csv")).unwrap();
    std::fs::write(folder.path().join("teamcap.toml"), CONFIG).unwrap();
    let run = |arguments: &str| String::from_utf8(teamcap(folder.path(), &words(arguments)).stdout).unwrap();
    let sources = run("sources .");
    for line in [
        "  rows         11047 read = 11047 used + 0 excluded + 0 rejected",
        "  adds up to   171624.72 h",
        "  unit         hours (1 of 1 headings say hours)",
    ] {
        assert!(sources.lines().any(|other| other == line), "{line}\n{sources}");
    }
    let csv = run("review . --format csv");
    let figure = |address: &str| -> (i128, i128) {
        let line = csv.lines().find(|line| line.starts_with(&format!("{address},"))).unwrap();
        let fields: Vec<&str> = line.split(',').collect();
        (fields[5].parse().unwrap(), fields[6].parse().unwrap())
    };
    // 171,624.72 hours of 40 a week; 92,981.77 of them billable.
    let (num, den) = figure("capacity.recorded");
    assert_eq!(num * 4000, den * 17_162_472);
    let (num, den) = figure("split.focus");
    assert_eq!(num * 17_162_472, den * 9_298_177 * 100);
    let text = run("review .");
    assert!(text.contains("146 people") && text.contains("\n4324 of "), "{text}");
}
