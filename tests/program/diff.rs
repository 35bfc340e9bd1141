//! `teamcap diff` from outside: two runs of one period, two periods, one figure, and what is refused.

use std::path::{Path, PathBuf};

use crate::support::{teamcap, text, words};
use rust_decimal::Decimal;
use serde_json::Value;
use tempfile::TempDir;

fn run(folder: &Path, arguments: &str) -> (i32, String, String) {
    let output = teamcap(folder, &words(&format!("diff {arguments}")));
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn json(folder: &Path, arguments: &str) -> Value {
    let (code, out, errors) = run(folder, &format!("{arguments} --format json"));
    assert_eq!((code, errors.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

/// Two folders, `a` and `b`, with a sheet and a configuration each.
fn two(a: (&str, &str), b: (&str, &str)) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, (sheet, config)) in [("a", a), ("b", b)] {
        let side = folder.path().join(name);
        std::fs::create_dir(&side).unwrap();
        std::fs::write(side.join("effort.csv"), sheet).unwrap();
        std::fs::write(side.join("teamcap.toml"), format!("version = 1\nperiod = \"2016-01\"\n{config}")).unwrap();
    }
    folder
}

const TEAM: &str = "[[category]]\nname = \"Build\"\nbucket = \"focus\"\n[[category]]\nname = \"Support\"\nbucket = \"maintenance\"\n\
                    [[person]]\nname = \"Ada\"\nfte = 1\n[[person]]\nname = \"Ben\"\nfte = 1\n";
const SHEET: &str = "Week,Person,Build,Support\n2016-W01,Ada,60%,40%\n2016-W01,Ben,30%,70%\n2016-W02,Ada,55%,45%\n";

fn validator() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diff.schema.json");
    jsonschema::validator_for(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).unwrap()
}

/// The samples that are one review folder each.
fn samples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    ["harbour-2016-q2", "platform-2026-q2", "releng-fy2016-q3", "releng-fy2016-q3-corrected"]
        .map(|n| root.join(n))
        .into()
}

#[test]
fn a_folder_differs_in_nothing_from_itself() {
    let validator = validator();
    for folder in samples() {
        let found = json(&folder, ". .");
        assert!(validator.is_valid(&found), "{}", folder.display());
        let empty = Value::Array(Vec::new());
        for list in ["figures", "cells", "ratings", "settings", "not_compared"] {
            assert_eq!(found[list], empty, "{}: {list}", folder.display());
        }
        assert!(found["unchanged"].as_u64().unwrap() > 80 && found["equal_cells"].as_u64().unwrap() > 80);
        let (code, out, _) = run(&folder, ". .");
        assert!(code == 0 && out.contains("No figure changed.\n"), "{out}");
    }
}

/// Cells are compared by amount: the same quarter differs in nothing, whichever shape it is written in.
#[test]
fn a_quarter_differs_in_nothing_from_itself_in_another_shape() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/shapes");
    for (other, cells) in [("people-across.csv", 0), ("rollup.csv", 0), ("long.csv", 64)] {
        let found = json(&folder, &format!("wide-by-week.csv {other} --week-rule thursday"));
        assert_eq!(found["figures"], Value::Array(Vec::new()), "{other}");
        assert_eq!(found["cells"].as_array().unwrap().len(), cells, "{other}: hours of days are other cells");
    }
    let (code, _, errors) = run(&folder, "wide-by-week.csv long.csv");
    let by_evidence =
        "week_rule is \"thursday\" in wide-by-week.csv, where no configuration says it, and \"by-day\" in";
    assert!(code == 1 && errors.contains(by_evidence), "{errors}");
}

#[test]
fn every_difference_of_two_samples_is_what_the_schema_says() {
    let validator = validator();
    for a in samples() {
        for b in samples() {
            let (code, out, _) = run(&a, &format!(". {} --format json --all --keep-going", b.display()));
            let found: Value = serde_json::from_str(&out).unwrap();
            let faults: Vec<String> = validator.iter_errors(&found).map(|error| error.to_string()).collect();
            assert_eq!(faults, Vec::<String>::new(), "{} {}", a.display(), b.display());
            assert_eq!(code == 0, found["not_compared"] == Value::Array(Vec::new()));
        }
    }
    let mut found = json(&samples()[0], ". .");
    found["ranking"] = Value::from(1);
    assert!(!validator.is_valid(&found));
}

#[test]
fn a_change_that_rounding_hides_is_shown_with_more_places() {
    let folder = two((SHEET, TEAM), (&SHEET.replace("60%", "60.01%").replace("40%", "39.99%"), TEAM));
    let (code, out, _) = run(folder.path(), "a b split.focus");
    assert_eq!(code, 0);
    assert!(out.contains("split.focus  48.333 %  48.337 %  +0.003 points\n"), "{out}");
    let exact = &json(folder.path(), "a b split.focus")["figures"][0]["change"];
    assert_eq!((exact["num"].as_str(), exact["den"].as_str()), (Some("1"), Some("300")));
}

#[test]
fn a_cell_filled_in_late_is_no_change_from_zero() {
    let late = format!("{SHEET}2016-W02,Ben,10%,90%\n");
    let folder = two((SHEET, TEAM), (&late, TEAM));
    let (_, out, _) = run(folder.path(), "a b week.ben.2016-w02");
    assert!(out.contains("week.ben.2016-w02  not submitted   1.00  known now\n"), "{out}");
    assert!(out.contains("2016-W02  Ben     Build     not filled  effort.csv:5:3: 10%\n"), "{out}");
    let (_, back, _) = run(folder.path(), "b a week.ben.2016-w02");
    assert!(back.contains("week.ben.2016-w02    1.00  not submitted  missing now\n"), "{back}");
}

/// The same person under another name: nothing but the name is told.
#[test]
fn somebody_renamed_is_one_person() {
    let renamed = TEAM.replace("name = \"Ben\"", "name = \"Benjamin\"\naliases = [\"Ben\"]");
    let folder = two((SHEET, TEAM), (&SHEET.replace("Ben", "Benjamin"), &renamed));
    let found = json(folder.path(), "a b --all");
    let figures = found["figures"].as_array().unwrap();
    assert!(figures.iter().all(|figure| figure["kind"] == "same"), "{found}");
    let total = figures.iter().find(|figure| figure["address"] == "person.benjamin.total").unwrap();
    assert_eq!(total["address_before"], "person.ben.total");
    assert_eq!(found["settings"].as_array().unwrap().len(), 1);
    assert_eq!(found["settings"][0]["line"], "name");
    let (code, _, _) = run(folder.path(), "a b person.ben");
    assert_eq!(code, 0, "the earlier address finds it too");
}

#[test]
fn a_category_in_another_bucket_is_the_reason_though_no_cell_differs() {
    let folder = two((SHEET, TEAM), (SHEET, &TEAM.replace("\"maintenance\"", "\"strengthen\"")));
    let (_, out, _) = run(folder.path(), "a b");
    assert!(out.contains("split.maintenance        52 %    0 %  -51.7 points\n"), "{out}");
    let line = "  Support, bucket: maintenance (teamcap.toml:6:1) -> strengthen\n    (teamcap.toml:6:1)\n";
    assert!(out.contains(line), "{out}");
    assert!(!out.contains("\nCells"), "{out}");
}

#[test]
fn figures_that_a_differing_rule_does_not_touch_are_compared_all_the_same() {
    let folder = two((SHEET, TEAM), (SHEET, &format!("average = \"period\"\n{TEAM}")));
    let (code, out, errors) = run(folder.path(), "a b");
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(errors.starts_with("b/teamcap.toml:3:11: error: rules-differ: average is "), "{errors}");
    let (code, out, errors) = run(folder.path(), "a b split");
    assert_eq!((code, errors.as_str()), (0, ""), "buckets do not depend on the average");
    assert!(out.contains("No figure changed."), "{out}");
    assert_eq!(run(folder.path(), "a b --average period").0, 0, "one rule for both");
    let (code, out, _) = run(folder.path(), "a b --keep-going");
    assert!(code == 1 && out.contains("not compared: 6 figures, which the rule average touches\n"), "{out}");
}

#[test]
fn another_bar_does_not_touch_effort() {
    let skills = |bar: u32| format!("{TEAM}[skills]\nmatrix = \"skills.csv\"\nbar = {bar}\n");
    let folder = two((SHEET, &skills(3)), (SHEET, &skills(4)));
    for side in ["a", "b"] {
        std::fs::write(folder.path().join(side).join("skills.csv"), ",Zuul\nAda,4\nBen,3\n").unwrap();
    }
    let (code, _, errors) = run(folder.path(), "a b");
    assert!(code == 1 && errors.contains("rules-differ: bar is 3 in a, and 4 in b"), "{errors}");
    assert_eq!(run(folder.path(), "a b capacity").0, 0);
}

/// docs/calculations.md, Changes: 8.32 of 48.4 FTE-weeks, then 14.66 of 43.4.
#[test]
fn a_figure_of_two_quarters_is_told_by_person_and_the_parts_add_up_to_its_amounts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/harbour-2016-q2");
    let found = json(&folder, "last . split.focus");
    let sum = |table: usize, side: &str| -> Decimal {
        let people = found["by_person"][table]["people"].as_array().unwrap();
        people.iter().filter_map(|person| person[side].as_str()).map(|text| text.parse::<Decimal>().unwrap()).sum()
    };
    for side in ["before", "after"] {
        let amount = |name: &str| found["figures"][0][side][name]["value"].as_str().unwrap().parse().unwrap();
        assert_eq!((sum(0, side), sum(1, side)), (amount("top"), amount("bottom")), "{side}");
    }
    assert_eq!((&found["cells"], &found["by_person"][1]["address"]), (&Value::Null, &Value::from("capacity.recorded")));
    let leave = json(&folder, "last . capacity.leave");
    assert_eq!(leave["by_person"][0]["people"][3]["after"], "2", "Dag: {leave}");
    assert_eq!(json(&folder, "last . person.ada.total")["by_person"], Value::Array(Vec::new()), "one person's own");
}

#[test]
fn the_equal_ones_are_counted_among_those_asked_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let (_, out, _) = run(&folder, "releng-fy2016-q3 releng-fy2016-q3-corrected skill.zuul-maint");
    assert!(
        out.contains("Ratings                                                   different: 1, equal: 5\n"),
        "{out}"
    );
    let found = json(&folder, "releng-fy2016-q3 releng-fy2016-q3-corrected week.dan.2016-w10");
    assert_eq!(found["equal_cells"], 3);
}

#[test]
fn errors_of_both_sides_are_told_at_once_and_say_whose_they_are() {
    let broken = SHEET.replace("60%", "4o%");
    let folder = two((&broken, TEAM), (&broken, TEAM));
    let (code, out, errors) = run(folder.path(), "a b");
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(errors.contains("a/effort.csv:2:3: error: ") && errors.contains("b/effort.csv:2:3: error: "), "{errors}");
    let (code, out, _) = run(folder.path(), "a b --keep-going");
    assert!(code == 1 && out.contains("No figure changed."), "{out}");
}

/// A folder inside of a folder of the same name.
#[test]
fn a_place_is_told_with_the_whole_way_to_it() {
    let folder = two((SHEET, TEAM), (SHEET, TEAM));
    let side = folder.path().join("a");
    std::fs::create_dir(side.join("a")).unwrap();
    std::fs::write(side.join("a/more.csv"), SHEET.replace("60%", "x")).unwrap();
    let config = format!("version = 1\nperiod = \"2016-01\"\n[[source]]\nfiles = [\"a/*.csv\"]\n{TEAM}");
    std::fs::write(side.join("teamcap.toml"), config).unwrap();
    let (code, _, errors) = run(folder.path(), "a b");
    assert!(code == 1 && errors.starts_with("a/a/more.csv:2:3: error: "), "{errors}");
}

#[test]
fn exit_codes_are_those_of_every_command() {
    let folder = two((SHEET, TEAM), (&SHEET.replace("60%", "61%"), TEAM));
    assert_eq!(run(folder.path(), "a b").0, 0, "a difference is no error");
    assert_eq!(run(folder.path(), "a b person.nobody").0, 2);
    assert_eq!(run(folder.path(), "a").0, 2);
    assert_eq!(run(folder.path(), "a nowhere").0, 3);
    let (code, out, _) = run(folder.path(), "a b --format csv -o changes.csv");
    assert_eq!((code, out.as_str()), (0, ""));
    let written = std::fs::read_to_string(folder.path().join("changes.csv")).unwrap();
    assert!(written.starts_with("address,section,row,column,unit,kind,before,"), "{written}");
}
