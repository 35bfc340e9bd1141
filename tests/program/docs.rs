//! docs/calculations.md against a run: every formula has a section of its name, and its example is what the program prints.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{teamcap, words};
use serde_json::Value;

/// The figures of the sample, `--without` included.
fn figures() -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = teamcap(&root.join("samples/releng-fy2016-q3"), &words("review . --without Antoine --format json"));
    let review: Value = serde_json::from_slice(&output.stdout).unwrap();
    review["figures"].as_array().unwrap().clone()
}

/// `mean-week` of `mean-week.reported`.
fn formula(figure: &Value) -> &str {
    figure["formula"].as_str().unwrap().split('.').next().unwrap()
}

/// The line that a section has about a figure: address, the two amounts where it is a quotient, what is printed.
fn example(figure: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let unit = match figure["unit"].as_str().unwrap() {
        "percent" => " %",
        "fte-weeks" => " fte-weeks",
        _ => "",
    };
    let side = |side: &Value| format!("{} {}", text(&side["value"]), text(&side["unit"]));
    let quotient = match &figure["top"] {
        Value::Null => String::new(),
        top => format!("{} / {} = ", side(top), side(&figure["bottom"])),
    };
    format!("In the sample, `{}` is {quotient}{}{unit}.", text(&figure["address"]), text(&figure["shown"]))
}

#[test]
fn the_example_of_every_formula_is_what_a_run_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documented = std::fs::read_to_string(root.join("docs/calculations.md")).unwrap();
    let figures = figures();
    let formulas: BTreeSet<&str> = figures.iter().map(formula).collect();
    assert!(formulas.len() >= 34, "{formulas:?}");
    for name in formulas {
        let heading = format!("\n## {name}\n");
        let section = documented.split(heading.as_str()).nth(1).unwrap_or_else(|| panic!("no section {name}"));
        let section = section.split("\n## ").next().unwrap();
        let line = section.lines().find(|line| line.starts_with("In the sample, "));
        let line = line.unwrap_or_else(|| panic!("{name} has no line In the sample"));
        let address = line.split('`').nth(1).unwrap();
        let figure = figures.iter().find(|figure| figure["address"] == address && formula(figure) == name);
        let figure = figure.unwrap_or_else(|| panic!("{name}: no figure of this formula has the address {address}"));
        assert_eq!(line, example(figure), "{name}");
    }
}
