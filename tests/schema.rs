//! The schemas of docs/ held against themselves and against what the samples keep: valid, described key by key,
//! closed at every depth, and in the order in which the keys are written. What the program prints is in tests/program/.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Write;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Map, Value};

const REVIEW: &str = include_str!("../docs/review.schema.json");
const CONFIGURATION: &str = include_str!("../docs/teamcap.schema.json");
const WRITTEN: &str = include_str!("../docs/written.schema.json");
const COMPLETE: &str = include_str!("../samples/config/complete.toml");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn validator(schema: &str) -> Validator {
    jsonschema::validator_for(&parsed(schema)).unwrap()
}

fn faults(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

/// A configuration as an editor hands it to a schema: a date is its text.
fn configuration(text: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::from(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
            scalar => serde_json::to_value(scalar).unwrap(),
        }
    }
    json(toml::Value::Table(text.parse().unwrap()))
}

/// The files called `name` in the folders right below samples/, by folder.
fn samples(name: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path().join(name)).filter(|p| p.exists()).collect();
    files.sort();
    files
}

/// Every schema that describes an object's keys, with its path. `if`, `then` and `else` only narrow what another
/// schema describes.
fn objects<'a>(schema: &'a Value, path: &str, found: &mut Vec<(String, &'a Map<String, Value>)>) {
    match schema {
        Value::Object(map) => {
            if map.get("properties").is_some_and(Value::is_object) && map.contains_key("type") {
                found.push((path.to_owned(), map));
            }
            for (key, value) in map.iter().filter(|(key, _)| !["if", "then", "else"].contains(&key.as_str())) {
                objects(value, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                objects(value, &format!("{path}/{at}"), found);
            }
        }
        _ => {}
    }
}

fn objects_of(schema: &Value) -> Vec<(String, &Map<String, Value>)> {
    let mut found = Vec::new();
    objects(schema, "", &mut found);
    assert!(found.len() > 5);
    found
}

#[test]
fn all_are_schemas_of_draft_2020_12() {
    for text in [REVIEW, CONFIGURATION, WRITTEN] {
        let schema = parsed(text);
        assert_eq!(schema.get("$schema"), Some(&Value::from("https://json-schema.org/draft/2020-12/schema")));
        jsonschema::draft202012::meta::validate(&schema).unwrap();
    }
}

#[test]
fn every_key_is_described() {
    for text in [REVIEW, CONFIGURATION, WRITTEN] {
        let schema = parsed(text);
        for (path, object) in objects_of(&schema) {
            for (key, property) in object.get("properties").and_then(Value::as_object).unwrap() {
                let said = property.get("description").and_then(Value::as_str).unwrap_or_default();
                assert!(said.ends_with('.'), "{path}: {key} is described as {said:?}");
            }
        }
    }
}

/// Left open is only what has names of the user's own for keys.
#[test]
fn every_object_is_closed() {
    for text in [REVIEW, CONFIGURATION, WRITTEN] {
        let schema = parsed(text);
        for (path, object) in objects_of(&schema) {
            assert_eq!(object.get("additionalProperties"), Some(&Value::Bool(false)), "{path}");
        }
    }
}

#[test]
fn the_complete_configuration_is_what_the_schema_says() {
    assert_eq!(faults(&validator(CONFIGURATION), &configuration(COMPLETE)), Vec::<String>::new());
}

#[test]
fn every_configuration_of_a_sample_is_what_the_schema_says() {
    let validator = validator(CONFIGURATION);
    let files = samples("teamcap.toml");
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        assert_eq!(faults(&validator, &configuration(&text)), Vec::<String>::new(), "{}", file.display());
    }
    assert!(!files.is_empty());
}

#[test]
fn every_written_part_of_a_sample_is_what_the_schema_says() {
    let validator = validator(WRITTEN);
    let files = samples("review.toml");
    let names: Vec<_> = files.iter().map(|file| file.parent().unwrap().file_name().unwrap()).collect();
    assert_eq!(names, ["harbour-2016-q2", "hostile-names", "releng-fy2016-q3"]);
    for file in files {
        let written = configuration(&std::fs::read_to_string(&file).unwrap());
        assert_eq!(faults(&validator, &written), Vec::<String>::new(), "{}", file.display());
    }
}

/// The keys as the reader knows them, in its order.
#[test]
fn the_schema_and_the_reader_of_the_written_parts_know_the_same_keys() {
    let schema = parsed(WRITTEN);
    let pointers = ["", "/$defs/kpi", "/$defs/earlier", "/$defs/objective", "/$defs/goal", "/$defs/workflow"];
    for (table, pointer) in teamcap::config::written::TABLES.iter().zip(pointers) {
        let properties = schema.pointer(&format!("{pointer}/properties")).and_then(Value::as_object).unwrap();
        assert_eq!(properties.keys().map(String::as_str).collect::<Vec<_>>(), table.keys, "{}", table.table);
    }
}

#[test]
fn the_schema_and_the_reader_refuse_the_same_written_parts() {
    let (buckets, categories) = (["focus".to_owned()], ["Docs".to_owned()]);
    let known = teamcap::config::written::Known { buckets: &buckets, categories: &categories };
    for wrong in [
        "version = 2",
        "learning = []",
        "learnings = \"one\"",
        "successes = [\" \"]",
        "[[kpi]]",
        "[[kpi]]\nname = \"x\"\nvalue = \"much\"",
        "[[kpi]]\nname = \"x\"\nbetter = \"more\"",
        "[[kpi]]\nname = \"x\"\nbefore = [{ value = 1 }]",
        "[[kpi]]\nname = \"x\"\nbefore = [{ of = \"Q1\", change = \"9 %\" }]",
        "[[objective]]\nname = \"x\"\npeople = -1",
        "[[objective]]\nname = \"x\"\noutside = 1.5",
        "[[objective]]\nname = \"x\"\ncategories = [\"Docs\", \"Docs\"]",
        "[[objective]]\nname = \"x\"\n[[objective.goal]]\nname = \"y\"\nmet = \"yes\"",
        "[[workflow]]\nname = \"x\"",
        "[[workflow]]\nname = \"x\"\ncategory = \"Docs\"\nkinds = [\"old\"]",
        "[[workflow]]\nname = \"x\"\ncategory = \"Docs\"\nfte = -0.1",
    ] {
        assert!(!validator(WRITTEN).is_valid(&configuration(wrong)), "the schema takes {wrong}");
        let (_, problems) = teamcap::config::written::read(wrong, &"review.toml".into(), known);
        assert_eq!(problems.len(), 1, "the reader takes {wrong}, or takes it twice: {problems:?}");
    }
}

/// Adds a key to each object of `document` in turn; `visit` sees the document with one more key.
fn with_another_key(document: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.push(path.to_owned());
                for (key, value) in map {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    paths(value, &format!("{path}/{key}"), found);
                }
            }
            // The first of a list stands for the others, which have the same schema.
            Value::Array(list) => {
                for (at, value) in list.iter().take(1).enumerate() {
                    paths(value, &format!("{path}/{at}"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    paths(document, "", &mut found);
    for path in found {
        let mut other = document.clone();
        other.pointer_mut(&path).and_then(Value::as_object_mut).unwrap().insert("colour".into(), Value::from("red"));
        visit(&path, &other);
    }
}

#[test]
fn an_unknown_key_is_refused_at_every_depth_of_a_configuration() {
    let validator = validator(CONFIGURATION);
    let mut tried = 0;
    with_another_key(&configuration(COMPLETE), &mut |path, document| {
        // The keys of `words` are the words of a sheet, those of `units` its headings; a unit is no colour.
        let is_open = path == "/source/0/words";
        assert_eq!(validator.is_valid(document), is_open, "colour at {path}");
        tried += 1;
    });
    assert_eq!(tried, 16);
}

#[test]
fn every_review_that_a_sample_keeps_is_what_the_schema_says() {
    let validator = validator(REVIEW);
    let files = samples("expected/review.json");
    if files.is_empty() {
        // Not eprintln!: the test runner would keep it to itself.
        writeln!(std::io::stderr(), "no sample keeps a review.json").unwrap();
    }
    for file in files {
        let review = parsed(&std::fs::read_to_string(&file).unwrap());
        assert_eq!(faults(&validator, &review), Vec::<String>::new(), "{}", file.display());
        with_another_key(&review, &mut |path, document| {
            assert!(!validator.is_valid(document), "{}: colour is taken at {path}", file.display());
        });
    }
}

/// The schema that describes `schema` in the end: references are followed, the alternative that is not null is taken.
fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return resolved(root, root.pointer(name.trim_start_matches('#')).unwrap());
    }
    let is_null = |one: &&Value| one.get("type").is_some_and(|name| name == "null");
    match schema.get("anyOf").and_then(Value::as_array) {
        Some(list) => list.iter().find(|one| !is_null(one)).map_or(schema, |one| resolved(root, one)),
        None => schema,
    }
}

/// Panics where the keys of `value` are not in the order of the schema.
fn in_order(root: &Value, schema: &Value, value: &Value, path: &str) {
    let schema = resolved(root, schema);
    match value {
        Value::Object(map) => {
            let known = schema.get("properties").and_then(Value::as_object).unwrap();
            let order: Vec<&String> = known.keys().filter(|key| map.contains_key(*key)).collect();
            assert_eq!(map.keys().collect::<Vec<_>>(), order, "{path}");
            for (key, value) in map {
                in_order(root, known.get(key).unwrap(), value, &format!("{path}/{key}"));
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                in_order(root, schema.get("items").unwrap(), value, &format!("{path}/{at}"));
            }
        }
        _ => {}
    }
}

/// interface.md section 7: keys keep their order.
#[test]
fn the_keys_of_a_review_stand_in_the_order_of_the_schema() {
    let schema = parsed(REVIEW);
    for file in samples("expected/review.json") {
        in_order(&schema, &schema, &parsed(&std::fs::read_to_string(&file).unwrap()), "");
    }
}
