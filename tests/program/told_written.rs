//! What slips of the hand in review.toml are told, and what `diff` makes of two of them.

use crate::support::Case;

/// The harbour sample below this name, with this review.toml.
fn harbour(case: Case, name: &str, written: &str) -> Case {
    case.below(name, "harbour-2016-q2", &["teamcap.toml", "effort.csv"]).file(&format!("{name}/review.toml"), written)
}

/// The message of a review.toml with one fault, without its excerpt.
fn told(written: &str) -> String {
    let errors = harbour(Case::new(), "a", written).args("check a").told;
    let message = errors.split("\n\n").next().unwrap();
    let lines: Vec<&str> = message.lines().filter(|line| !line.contains(" | ")).collect();
    lines.join("\n")
}

fn diff(before: &str, after: &str, more: &str) -> String {
    let said = harbour(harbour(Case::new(), "a", before), "b", after).args(&format!("diff a b {more}"));
    said.printed + &said.told
}

#[test]
fn a_slip_of_the_hand_is_told_what_to_write() {
    for (written, expected) in [
        (
            "[[kpi]]\nname = \"x\"\nsuccesses = []\n",
            "review.toml:3:1: error: unknown-key: \"successes\" is not a key of [[kpi]]\n\
             \x20 expected: one of name, unit, value, better, before, comments\n\
             \x20 write:    it above the first [heading]: what stands below one belongs to it",
        ),
        (
            "[[objective.goal]]\nname = \"x\"\n",
            "review.toml:1:3: error: wrong-type: objective is a table\n\
             \x20 expected: a list of tables\n\
             \x20 write:    a [[objective]] above it, which it is a part of",
        ),
        (
            "[[kpi]]\nname = \"x\"\nvalue = 13%\n",
            "review.toml:3:9: error: not-toml: 13% stands without quotes\n\
             \x20 expected: a text in quotes\n\
             \x20 write:    13, or \"13%\" where a text is wanted",
        ),
        (
            "[[objective]]\nname = \"x\"\n[[objective.goal]]\nname = \"y\"\nmet = yes\n",
            "review.toml:5:7: error: not-toml: yes stands without quotes\n\
             \x20 expected: a text in quotes\n\
             \x20 write:    true, or \"yes\" where a text is wanted",
        ),
        (
            "learnings = [1]\n",
            "review.toml:1:14: error: wrong-type: learnings is a number\n\
             \x20 expected: a list of texts\n\
             \x20 write:    for example learnings = [\"one\", \"another\"]",
        ),
        (
            "[[kpi]]\nname = \"x\"\nbefore = [{ of = \"Q1\" }, { of = \"q1\" }]\n",
            "review.toml:3:33: error: repeated-name: \"q1\" is the same name as the value of \"Q1\"\n\
             \x20 expected: each name once; case and doubled spaces make no difference\n\
             \x20 write:    another name, or delete one of the two\n\
             \x20 also:     review.toml:3:18",
        ),
        ("[[workflow]]\nname = \"x\"\ncategory = \"Upkeep\"\ncategories = []\nfte = 1\n", ""),
    ] {
        assert_eq!(told(written).trim_end(), expected, "{written}");
    }
}

#[test]
fn key_figures_are_the_same_by_name_and_unit() {
    let two = |first: &str, second: &str| format!("[[kpi]]\n{first}\n[[kpi]]\n{second}\n");
    let (dash, space) = ("name = \"CI-wait\"\nvalue = 1", "name = \"CI wait\"\nvalue = 100");
    let swapped = diff(&two(dash, space), &two(space, dash), "");
    assert!(swapped.contains("No figure changed"), "{swapped}");
    let unit = |unit: &str, value: u32| format!("[[kpi]]\nname = \"Load\"\nunit = \"{unit}\"\nvalue = {value}\n");
    let other_unit = diff(&unit("req/s", 1250), &unit("req/min", 90000), "");
    assert!(other_unit.contains("; 2 of review.toml that only one side has (--all"), "{other_unit}");
    let moved = diff(&unit("req/s", 1250), &unit("req/s", 1300), "");
    assert!(moved.contains("kpi.load    1250   1300     +50\n"), "{moved}");
    assert!(moved.contains("review.toml differs."), "{moved}");
}

/// What only review.toml says is not said to come from a sheet.
#[test]
fn a_difference_of_review_toml_is_a_reason() {
    let objective = |categories: &str| format!("[[objective]]\nname = \"x\"\ncategories = [{categories}]\n");
    let told = diff(&objective("\"Pilots\""), &objective("\"Pilots\", \"Upkeep\""), "");
    assert!(told.contains("objective.x.fte") && told.contains("review.toml differs."), "{told}");
    assert!(!told.contains("line of the configuration differs"), "{told}");
    let kpi = |value: u32| format!("[[kpi]]\nname = \"Load\"\nvalue = {value}\n");
    let told = diff(&kpi(1), &kpi(2), "kpi.load");
    assert!(told.contains("Key figures are as review.toml says them"), "{told}");
    assert!(!told.contains("it moved with what it is divided by"), "{told}");
}

#[test]
fn a_review_toml_that_cannot_be_read_is_told() {
    let case = harbour(Case::new(), "a", "");
    std::fs::remove_file(case.path().join("a/review.toml")).unwrap();
    std::fs::create_dir(case.path().join("a/review.toml")).unwrap();
    case.args("review a").exits(3).tells_first("review.toml: error: unreadable-file: ");
}
