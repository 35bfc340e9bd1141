//! The two schemas in docs/ against what they describe: every review as JSON, and every configuration of the samples.

use std::path::Path;

use crate::support::{folders, teamcap, words};
use serde_json::Value;

/// The samples whose reviews are held against the schema: between them they have everything that a review can have.
const REVIEWS: [&str; 3] = ["harbour-2016-q2", "platform-2026-q2", "releng-fy2016-q3"];

fn validator(name: &str) -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn faults(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_review_of_a_sample_is_what_the_schema_says() {
    let validator = validator("review.schema.json");
    for sample in REVIEWS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let run = |flags: &[&str]| -> Value {
            let arguments = ["review", ".", "--format", "json"].iter().chain(flags).map(|word| (*word).to_owned());
            serde_json::from_slice(&teamcap(&folder, &arguments.collect::<Vec<_>>()).stdout).unwrap()
        };
        let person = run(&[]);
        let until = person["period"]["weeks"][7].as_str().unwrap();
        for flags in
            [&[][..], &["--average", "filled"], &["--average", "period", "--week-rule", "by-day"], &["--until", until]]
        {
            assert_eq!(faults(&validator, &run(flags)), Vec::<String>::new(), "{} {flags:?}", folder.display());
        }
        for flags in
            [&["--anonymise"][..], &["--team-only", "--without", person["people"][0]["name"].as_str().unwrap()]]
        {
            let review = run(flags);
            assert_eq!(faults(&validator, &review), Vec::<String>::new(), "{} {flags:?}", folder.display());
            let is_team_only = flags[0] == "--team-only";
            assert_eq!(review["people"].as_array().unwrap().is_empty(), is_team_only);
            assert_eq!(review["team_only"]["people"].is_u64(), is_team_only);
        }
        let name = person["people"][0]["name"].as_str().unwrap().to_owned();
        let review = run(&["--without", &name]);
        assert_eq!(faults(&validator, &review), Vec::<String>::new());
        assert_eq!(review["without"]["people"][0], person["people"][0]["id"]);
    }
}

/// The rows of CSV, which stand beside the samples and can be read, are the figures of JSON.
#[test]
fn every_figure_of_a_sample_is_the_same_in_csv_and_json() {
    for sample in REVIEWS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let run = |line: &str| teamcap(&folder, &words(line)).stdout;
        let review: Value = serde_json::from_slice(&run("review . --format json")).unwrap();
        let csv = run("review . --format csv");
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let columns = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let figures = review["figures"].as_array().unwrap();
        assert_eq!(rows.len(), figures.len(), "{sample}");
        for (row, figure) in rows.iter().zip(figures) {
            for (column, field) in columns.iter().zip(row) {
                assert_eq!(field, figure[column].as_str().unwrap_or_default(), "{sample}: {figure}");
            }
        }
    }
}

#[test]
fn every_configuration_of_a_sample_is_what_the_schema_says() {
    let validator = validator("teamcap.schema.json");
    let mut without = Vec::new();
    for folder in folders("samples") {
        let Ok(text) = std::fs::read_to_string(folder.join("teamcap.toml")) else {
            without.push(folder.file_name().unwrap().to_owned());
            continue;
        };
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(faults(&validator, &json(toml::Value::Table(table))), Vec::<String>::new(), "{}", folder.display());
    }
    assert_eq!(without, ["broken", "config", "exports", "kept", "started"]);
    for folder in folders("samples/started") {
        let text = std::fs::read_to_string(folder.join("expected/teamcap.toml")).unwrap();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(faults(&validator, &json(toml::Value::Table(table))), Vec::<String>::new(), "{}", folder.display());
    }
}

#[test]
fn a_review_with_another_key_is_refused() {
    let validator = validator("review.schema.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/releng-fy2016-q3/expected/review.json");
    let mut review: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(validator.is_valid(&review));
    review["people"][0]["rank"] = Value::from(1);
    assert!(!validator.is_valid(&review));
}

/// TOML as JSON; a date is its text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::from(flag),
    }
}
