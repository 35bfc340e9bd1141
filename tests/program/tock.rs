//! A real export, public domain and with randomised names, which is not part of this project: half a year of timecards, a row a
//! person, project and stretch of days, known by its header. Skipped, loudly, where the file is not there.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::support::{teamcap, words};

/// No `[[source]]`: the header says what the file is.
const CONFIG: &str = r#"
period = "2014-10-01..2015-12-31"
[[category]]
name = "Billable"
bucket = "focus"
match = [{ billable = "True" }]
[[category]]
name = "Not billable"
bucket = "maintenance"
match = [{ billable = "False" }]
"#;

/// The export, where it is there.
fn export() -> Option<PathBuf> {
    let export = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/tock/timecards.csv");
    if !export.exists() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not there", export.display());
        return None;
    }
    Some(export)
}

/// What a command says of a folder with the export and the configuration.
fn run(export: &Path, arguments: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(export, folder.path().join("timecards.csv")).unwrap();
    std::fs::write(folder.path().join("teamcap.toml"), CONFIG).unwrap();
    String::from_utf8(teamcap(folder.path(), &words(arguments)).stdout).unwrap()
}

/// The figures of a review, as fields.
fn figures(csv: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect()
}

fn number(text: &str) -> i128 {
    text.parse().unwrap()
}

#[test]
fn every_hour_of_the_timecards_is_there() {
    let Some(export) = export() else { return };
    let sources = run(&export, "sources .");
    for line in [
        "  format       tock",
        "  rows         11047 read = 11047 used + 0 excluded + 0 rejected",
        "  cells        11047 amounts = 11047 entries + 0 blank + 0 excluded",
        "  adds up to   171624.72 h",
    ] {
        assert!(sources.lines().any(|other| other == line), "{line}\n{sources}");
    }
    let review = figures(&run(&export, "review . --format csv"));
    let figure = |address: &str| {
        let figure = review.iter().find(|figure| &figure[0] == address).unwrap();
        (number(&figure[5]), number(&figure[6]))
    };
    // 171,624.72 hours of 40 a week; 92,981.77 of them billable.
    let (num, den) = figure("capacity.recorded");
    assert_eq!(num * 4000, den * 17_162_472);
    let (num, den) = figure("split.focus");
    assert_eq!(num * 17_162_472, den * 9_298_177 * 100);
    let text = run(&export, "review .");
    assert!(text.contains("146 people") && text.contains("\n4324 of "), "{text}");
}

/// The ISO week that the working days between two dates lie in, as `2015-W18`, by its Thursday; `None`: in none, or in two.
fn week_of(from: Date, to: Date) -> Option<String> {
    let days = from.series(1.day()).take_while(|day| *day <= to);
    let works = |day: &Date| ![Weekday::Saturday, Weekday::Sunday].contains(&day.weekday());
    let thursday = |day: Date| day + (3 - i32::from(day.weekday().to_monday_zero_offset())).days();
    let mut thursdays: Vec<Date> = days.filter(works).map(thursday).collect();
    thursdays.dedup();
    let [thursday] = thursdays[..] else { return None };
    Some(format!("{}-W{:02}", thursday.year(), (thursday.day_of_year() - 1) / 7 + 1))
}

/// Most rows run from a Sunday to a Saturday: by their first day each would be a week early.
#[test]
fn every_hour_of_the_timecards_is_in_the_week_of_its_working_days() {
    let Some(export) = export() else { return };
    let mut expected: BTreeMap<(String, String), i128> = BTreeMap::new();
    let mut sundays = 0;
    for row in csv::Reader::from_path(&export).unwrap().deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        let date = |key: &str| -> Date { row[key].parse().unwrap() };
        sundays += u64::from(date("start_date").weekday() == Weekday::Sunday);
        // That this is so of all rows is a fact about the file.
        let week = week_of(date("start_date"), date("end_date")).unwrap();
        let hundredths = number(&row["hours_spent"].replace('.', ""));
        *expected.entry((row["employee"].clone(), week)).or_default() += hundredths;
    }
    assert_eq!((expected.len(), expected.values().sum()), (4324, 17_162_472));
    assert!(sundays > 5000, "{sundays}");
    let mut found: BTreeMap<(String, String), i128> = BTreeMap::new();
    for figure in figures(&run(&export, "review . --format csv")) {
        if figure[0].starts_with("week.") && !figure[5].is_empty() {
            let (hundredths, den) = (number(&figure[5]) * 4000, number(&figure[6]));
            assert_eq!(hundredths % den, 0);
            found.insert((figure[2].to_owned(), figure[3].to_owned()), hundredths / den);
        }
    }
    assert_eq!(found, expected);
}
