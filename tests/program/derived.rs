//! Two samples against their derivations: `derivation.csv` has every figure of several reviews as a fraction, made from the
//! files without teamcap. Of `samples/platform-2026-q2`, a quarter of effort sheets, `derivation.md` has the person-weeks that
//! they are sums of; `samples/lighthouse-2024` is a year of a time tracker's exports. Nothing here is blessed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::{teamcap, words};
use teamcap::model::exact::Exact;

/// A case of `derivation.csv`, and how it is run.
const CASES: [(&str, &str); 4] = [
    ("thursday", ""),
    ("by-day", "--week-rule by-day"),
    ("filled", "--average filled"),
    ("period", "--average period --week-rule by-day"),
];

/// Numerator, denominator, and why there are none.
type Cell = [String; 3];

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/platform-2026-q2")
}

fn year() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/lighthouse-2024")
}

fn derived(case: &str) -> BTreeMap<String, Cell> {
    derived_of(&sample(), case)
}

fn derived_of(sample: &Path, case: &str) -> BTreeMap<String, Cell> {
    let text = std::fs::read_to_string(sample.join("derivation.csv")).unwrap();
    let mut figures = BTreeMap::new();
    for line in text.lines().skip(1) {
        let [of, address, num, den, missing] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if of == case {
            let before = figures.insert(address.to_owned(), [num, den, missing].map(str::to_owned));
            assert_eq!(before, None, "{line}");
        }
    }
    figures
}

/// What a run prints as tidy CSV. Nobody and nothing in the sample has a comma in its name.
fn printed(folder: &Path, arguments: &str) -> BTreeMap<String, Cell> {
    let output = teamcap(folder, &words(&format!("review . --format csv {arguments}")));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("address,section,row,column,value,num,den,unit,shown,missing"));
    lines
        .map(|line| {
            let [address, _, _, _, _, num, den, _, _, missing] = line.split(',').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            (address.to_owned(), [num, den, missing].map(str::to_owned))
        })
        .collect()
}

/// Every address that either side has, where the two differ.
fn differences(derived: &BTreeMap<String, Cell>, printed: &BTreeMap<String, Cell>) -> Vec<String> {
    let addresses: std::collections::BTreeSet<&String> = derived.keys().chain(printed.keys()).collect();
    let differ = addresses.into_iter().filter(|address| derived.get(*address) != printed.get(*address));
    let line = |a: &String| format!("{a}: derived {:?}, printed {:?}", derived.get(a), printed.get(a));
    differ.map(line).collect()
}

#[test]
fn every_figure_of_the_second_sample_is_the_derived_one() {
    for (case, arguments) in CASES {
        let derived = derived(case);
        assert!(derived.len() > 430, "{case}: {}", derived.len());
        assert_eq!(differences(&derived, &printed(&sample(), arguments)), Vec::<String>::new(), "{case}");
    }
}

/// Twelve people, 52 weeks, four exports of a quarter each: people who join and leave, breaks, a running timer, entries past
/// midnight and past the year.
#[test]
fn every_figure_of_the_year_of_exports_is_the_derived_one() {
    for (case, arguments) in [("by-day", ""), ("thursday", "--week-rule thursday"), ("period", "--average period")] {
        let derived = derived_of(&year(), case);
        assert!(derived.len() > 1_100, "{case}: {}", derived.len());
        assert_eq!(differences(&derived, &printed(&year(), arguments)), Vec::<String>::new(), "{case}");
    }
}

/// Every row of the year, as counted without teamcap.
#[test]
fn every_row_of_the_year_of_exports_is_accounted_for() {
    let output = teamcap(&year(), &words("check ."));
    let printed = String::from_utf8(output.stdout).unwrap();
    let accounts = std::fs::read_to_string(year().join("accounts.csv")).unwrap();
    let (mut compared, mut lines) = (0, accounts.lines());
    let headings: Vec<&str> = lines.next().unwrap().split(',').collect();
    for line in lines {
        let row: BTreeMap<&str, &str> = headings.iter().copied().zip(line.split(',')).collect();
        let number = |key: &str| -> u64 { row[key].parse().unwrap() };
        let account = format!(
            "{}: {} rows read = {} used + {} excluded + 0 rejected; {} amount cells = {} entries + {} blank + {} excluded",
            row["file"],
            row["rows_read"],
            row["rows_used"],
            row["rows_excluded"],
            row["cells"],
            number("entries") - number("left_out"),
            row["blank"],
            row["left_out"]
        );
        if row["file"].ends_with(".csv") {
            assert!(printed.lines().any(|line| line == account), "expected\n{account}\nfound\n{printed}");
            compared += 1;
        }
    }
    assert_eq!(compared, 4);
}

/// A folder with the files of the sample but the configuration, which is `changed`.
fn copy(files: &[&str], changed: impl Fn(&str) -> String) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    std::fs::create_dir(copy.path().join("hours")).unwrap();
    for file in files.iter().chain(&["skills.csv", "skills-previous.csv"]) {
        std::fs::copy(sample().join(file), copy.path().join(file)).unwrap();
    }
    let configuration = std::fs::read_to_string(sample().join("teamcap.toml")).unwrap();
    let written = changed(&configuration);
    assert_ne!(written, configuration);
    std::fs::write(copy.path().join("teamcap.toml"), written).unwrap();
    copy
}

/// What the sample's README says of the other convention: the same sheets, one line of the configuration changed.
#[test]
fn read_as_own_week_every_figure_is_the_derived_one_too() {
    let sheets = ["effort.csv", "effort-wien.csv", "hours/farid.csv", "hours/greta.csv"];
    let own_week = |text: &str| text.replace("percent_of = \"worked-week\"", "percent_of = \"own-week\"");
    let copy = copy(&sheets, own_week);
    let (own, worked) = (derived("own-week"), derived("thursday"));
    assert_eq!(differences(&own, &printed(copy.path(), "")), Vec::<String>::new());
    assert_ne!(own["capacity.recorded"], worked["capacity.recorded"], "the choice matters");
}

/// Blank cells are not in the roll-up, so `filled` is not among the cases.
#[test]
fn rolled_up_into_one_table_every_figure_is_still_the_derived_one() {
    let rolled = copy(&[], |text| {
        let (from, to) = (text.find("[[source]]").unwrap(), text.find("[[category]]").unwrap());
        format!("{}[[source]]\nfiles = [\"roll-up.csv\"]\n\n{}", &text[..from], &text[to..])
    });
    let table = rolled.path().join("roll-up.csv");
    let output = teamcap(&sample(), &["rollup", ".", "-o", table.to_str().unwrap()].map(str::to_owned));
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    for (case, arguments) in CASES.iter().filter(|(case, _)| *case != "filled") {
        assert_eq!(differences(&derived(case), &printed(rolled.path(), arguments)), Vec::<String>::new(), "{case}");
    }
}

/// `22/25`, `-2/25`, `1`.
fn fraction(text: &str) -> Exact {
    let (num, den) = text.split_once('/').unwrap_or((text, "1"));
    Exact::new(num.parse().unwrap(), den.parse().unwrap()).unwrap_or_else(|| panic!("{text}"))
}

fn value(figures: &BTreeMap<String, Cell>, address: &str) -> Exact {
    let [num, den, _] = figures.get(address).unwrap_or_else(|| panic!("no figure {address}"));
    fraction(&format!("{num}/{den}"))
}

/// The tables of person-weeks: each row balances, the rows add up to the last one, and that one is what a run prints.
#[test]
fn the_person_weeks_of_the_derivation_add_up_to_what_is_printed() {
    let text = std::fs::read_to_string(sample().join("derivation.md")).unwrap();
    let (mut tables, mut weeks) = (0, 0);
    for (case, arguments) in &CASES[..2] {
        let printed = printed(&sample(), arguments);
        for table in text.split("\n### ").filter(|table| table.contains("| Week | State |")) {
            let (name, of) = table.lines().next().unwrap().split_once(", ").unwrap();
            if of != *case {
                continue;
            }
            let person = name.to_lowercase();
            let mut sums = [const { Exact::ZERO }; 6];
            for line in table.lines().filter(|line| line.starts_with("| 2026") || line.starts_with("| **sum**")) {
                let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
                let row: [Exact; 6] = std::array::from_fn(|at| fraction(cells[at + 2]));
                let [g, h, l, r, n, u] = &row;
                assert_eq!(Exact::sum([h, l, r, n, u]), *g, "{case}, {name}: {line}");
                if cells[0] == "**sum**" {
                    assert_eq!(row, sums, "{case}, {name}");
                    let kinds = ["gross", "holidays", "leave", "recorded", "not-submitted", "unallocated"];
                    assert_eq!(kinds.map(|kind| value(&printed, &format!("capacity.{kind}.{person}"))), row, "{name}");
                    tables += 1;
                    continue;
                }
                let address = format!("week.{person}.{}", cells[0].to_lowercase());
                let [num, _, missing] = &printed[&address];
                assert_eq!(num.is_empty(), missing.as_str() == cells[1], "{address}: {}", cells[1]);
                if !num.is_empty() {
                    assert_eq!(value(&printed, &address), *r, "{address}");
                }
                sums = std::array::from_fn(|at| sums[at].plus(&row[at]));
                weeks += 1;
            }
        }
    }
    assert_eq!((tables, weeks), (18, 9 * 13 + 9 * 14));
}
