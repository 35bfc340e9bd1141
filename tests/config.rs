//! The complete configuration, the reader and the schema that editors complete from: each knows what the others know.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;
use teamcap::config::{self, Config, Said, TABLES, Word};
use teamcap::model::category::{Bucket, Field, Kind};
use teamcap::model::effort::{DateOrder, DecimalMark, Unit};
use teamcap::model::exact::Exact;

const COMPLETE: &str = include_str!("../samples/config/complete.toml");
const SCHEMA: &str = include_str!("../docs/teamcap.schema.json");

/// Where the schema describes each table of the reader.
const DESCRIBED: [(&str, &str); 14] = [
    ("teamcap.toml", ""),
    ("limits", "/$defs/limits"),
    ("a holiday", "/$defs/holiday"),
    ("a file of holidays", "/$defs/holiday_file"),
    ("[[source]]", "/$defs/source"),
    ("columns", "/$defs/columns"),
    ("[[category]]", "/$defs/category"),
    ("a rule of match", "/$defs/match"),
    ("[[person]]", "/$defs/person"),
    ("an entry of fte", "/$defs/fte"),
    ("an entry of leave", "/$defs/leave"),
    ("[skills]", "/$defs/skills"),
    ("[skills.of]", "/$defs/skill"),
    ("[[accept]]", "/$defs/accept"),
];

fn read(text: &str) -> (Config, Vec<teamcap::problem::Problem>) {
    config::read(text, &Arc::from("teamcap.toml"))
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

/// A TOML document as an editor hands it to a schema: dates are text.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.iter().map(json).collect(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), json(value))).collect(),
        scalar => serde_json::to_value(scalar).unwrap(),
    }
}

fn fits_the_schema(text: &str) -> bool {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    validator.is_valid(&json(&toml::from_str(text).unwrap()))
}

#[test]
fn the_complete_configuration_is_read_without_a_problem() {
    let (config, problems) = read(COMPLETE);
    assert_eq!(problems, []);
    assert_eq!(config.team.as_deref(), Some("Release Engineering"));
    let period = config.period.unwrap();
    assert_eq!((period.from.to_string(), period.to.to_string()), ("2016-01-01".into(), "2016-03-31".into()));
    assert_eq!(config.until.unwrap().to_string(), "2016-W08");
    assert_eq!(config.rules.full_week, Exact::whole(40));
    assert_eq!(config.rules.limits.key_person, Exact::whole(80));
    assert_eq!(config.holiday_files[0].file.value, "holidays.ics");
    assert_eq!(config.rules.holidays[0].people, [0]);

    let [effort, hours] = config.sources.as_slice() else { panic!("two sources") };
    assert_eq!((effort.unit, effort.delimiter), (Some(Unit::Percent), Some(b';')));
    assert_eq!((effort.dates, effort.decimal), (Some(DateOrder::DayFirst), Some(DecimalMark::Comma)));
    assert_eq!(effort.skip_rows, 2);
    let headings = |said: &[Said<String>]| said.iter().map(|said| said.value.clone()).collect::<Vec<_>>();
    assert_eq!((headings(&effort.effort), headings(&effort.ignore)), (vec!["Load".into()], vec!["Check".into()]));
    let meanings: Vec<_> = effort.words.iter().map(|(_, meaning)| meaning.clone()).collect();
    assert_eq!(meanings, [Word::Blank, Word::Leave, Word::Amount("100%".into())]);
    let columns: Vec<_> = hours.columns.iter().map(|(role, heading)| (role.as_str(), heading.value.as_str())).collect();
    assert_eq!(
        columns,
        [("person", "Mitarbeiter"), ("date", "Tag"), ("hours", "Std"), ("project", "Projekt"), ("id", "Nr")]
    );

    let [scaling, gardening] = config.taxonomy.categories.as_slice() else { panic!("two categories") };
    assert_eq!((scaling.bucket, scaling.kind), (Bucket::Of(0), Some(Kind::New)));
    assert_eq!(scaling.rules[0].patterns, [(Field::Project, "CI*".into()), (Field::Task, "Scaling".into())]);
    assert_eq!(gardening.bucket, Bucket::Of(3), "core is another word for maintenance");
    assert_eq!(gardening.aliases, ["KTLO"]);

    let [ada, ben] = config.roster.people.as_slice() else { panic!("two people") };
    assert_eq!(ada.aliases, ["Ada L.", "ada@example.org"]);
    assert_eq!((ada.fte.len(), &ada.fte[1].is), (2, &Exact::new(4, 5).unwrap()));
    assert_eq!(ada.leave[1].part, Exact::new(1, 2).unwrap());
    assert_eq!(ben.fte[0].is, Exact::new(4, 5).unwrap(), "32 of 40 hours");
    assert_eq!(ada.place.as_ref().unwrap().to_string(), "teamcap.toml:55:1");

    let skills = config.skills.unwrap();
    assert_eq!(skills.matrix.unwrap().value, "skills.csv");
    assert_eq!(skills.rules.words, [("beginner".into(), 1), ("expert".into(), 5)]);
    let security = skills.rules.rule("doing  security releases");
    assert_eq!((security.bar, security.weight, security.critical, security.target), (4, Exact::whole(2), true, 2));
    assert_eq!(config.accepts[0].at, "person.ada");
}

#[test]
fn the_complete_configuration_fits_the_schema() {
    assert!(fits_the_schema(COMPLETE));
}

#[test]
fn the_complete_configuration_holds_every_key_of_the_reader() {
    let mut found = BTreeSet::new();
    keys(&json(&toml::from_str(COMPLETE).unwrap()), &mut found);
    let headings = ["columns", "a rule of match", "[skills.of]"];
    for table in TABLES.iter().filter(|table| !headings.contains(&table.table)) {
        for key in table.keys {
            assert!(found.contains(*key), "{} of {}", key, table.table);
        }
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        Value::Object(table) => table.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        _ => {}
    }
}

#[test]
fn the_schema_and_the_reader_know_the_same_keys() {
    let schema = schema();
    assert_eq!(TABLES.map(|table| table.table), DESCRIBED.map(|(table, _)| table));
    for (table, (_, pointer)) in TABLES.iter().zip(DESCRIBED) {
        let described = schema.pointer(pointer).unwrap();
        let known: Vec<&str> = described["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(known, table.keys, "{}", table.table);
        assert_eq!(described["additionalProperties"], Value::Bool(false), "{}", table.table);
    }
}

#[test]
fn the_schema_and_the_reader_refuse_the_same_configurations() {
    for wrong in [
        "version = 2",
        "colour = \"red\"",
        "team = \" \"",
        "full_week = 0",
        "full_week = 169",
        "working_days = []",
        "working_days = [\"Mo\"]",
        "week_rule = \"friday\"",
        "buckets = []",
        "buckets = [\"leave\"]",
        "holidays = [{ name = \"Easter Monday\" }]",
        "limits = { key_person = 101 }",
        "limits = { over = \"105\" }",
        "[[source]]",
        "[[source]]\nfiles = []",
        "[[source]]\nfiles = [\"a.csv\"]\ndelimiter = \"x\"",
        "[[source]]\nfiles = [\"a.csv\"]\ncolumns = { wheek = \"KW\" }",
        "[[source]]\nfiles = [\"a.csv\"]\nskip_rows = 1.5",
        "[[category]]\nname = \"Docs\"",
        "[[category]]\nname = \"Docs\"\nbucket = \"focus\"\nmatch = [{}]",
        "[[category]]\nname = \"Docs\"\nbucket = \"focus\"\nkind = \"old\"",
        "[[person]]\nname = \"Ada\"\nfte = 80",
        "[[person]]\nname = \"Ada\"\nfte = [{ from = 2016-01-01 }]",
        "[[person]]\nname = \"Ada\"\nhours = 0",
        "[[person]]\nname = \"Ada\"\nleave = [{ from = 2016-02-01, to = 2016-02-05, part = 1.5 }]",
        "[skills]\ntarget = 0",
        "[skills]\nassessed = \"last spring\"",
        "[skills.of.Deploy]\nweight = 0",
        "[[accept]]\nproblem = \"filled-differs\"",
    ] {
        assert!(!fits_the_schema(wrong), "the schema takes {wrong}");
        assert_eq!(read(wrong).1.len(), 1, "the reader takes {wrong}, or takes it twice: {:?}", read(wrong).1);
    }
}

/// Every character left out, and many a beginning of the file: whatever is wrong, it is told and has a place in the file.
#[test]
fn a_damaged_configuration_is_told_and_never_panics() {
    let told = |text: &str| {
        for problem in read(text).1 {
            let excerpt = problem.excerpt.unwrap();
            let line = text.split('\n').nth(usize::try_from(excerpt.line).unwrap() - 1).unwrap();
            assert_eq!(excerpt.text, line);
            assert!(excerpt.text.get(excerpt.span.clone()).is_some(), "{:?}", excerpt);
        }
    };
    for (at, c) in COMPLETE.char_indices() {
        if at % 7 == 0 {
            told(&COMPLETE[..at]);
        }
        told(&format!("{}{}", &COMPLETE[..at], &COMPLETE[at + c.len_utf8()..]));
    }
}

#[test]
fn an_empty_configuration_is_what_holds_without_one() {
    let (config, problems) = read("");
    assert_eq!(problems, []);
    assert_eq!(Config { file: None, ..config }, Config::default());
}

#[test]
fn dates_may_stand_in_quotes() {
    let (config, problems) = read("until = 2016-02-28\n[[person]]\nname = \"Ada\"\njoined = \"2012-05-01\"\n");
    assert_eq!(problems, []);
    assert_eq!(config.until.unwrap().to_string(), "2016-W08");
    assert_eq!(config.roster.people[0].joined.unwrap().to_string(), "2012-05-01");
}

/// The rest of samples/broken is raised by the rooms behind the reader.
#[test]
fn each_broken_configuration_has_exactly_the_problem_it_is_named_for() {
    for name in [
        "not-toml",
        "unknown-key",
        "wrong-type",
        "wrong-value",
        "missing-key",
        "unknown-version",
        "repeated-name",
        "reserved-name",
        "overlapping-fte",
        "reversed-range",
        "not-acceptable",
        "unknown-name",
    ] {
        let path = format!("{}/samples/broken/{name}/teamcap.toml", env!("CARGO_MANIFEST_DIR"));
        let (_, problems) = read(&std::fs::read_to_string(path).unwrap());
        assert_eq!(problems.iter().map(|problem| problem.name()).collect::<Vec<_>>(), [name]);
    }
}
