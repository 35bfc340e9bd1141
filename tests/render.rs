//! One review of a team with hostile names in every format, compared whole with tests/render/. `BLESS=1` rewrites those
//! files; read them before committing them.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files stops")]

mod compare;
#[path = "render/team.rs"]
mod team;

use std::path::Path;

use serde_json::{Value, json};
use teamcap::calc::review::Review;
use teamcap::render;
use teamcap::render::text::TextOptions;
use unicode_width::UnicodeWidthStr;

/// Holds `text` against tests/render/`name`.
#[track_caller]
fn blessed(name: &str, text: &str) {
    let mut wrong = Vec::new();
    compare::compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render").join(name), text, &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn document(review: &Review) -> Value {
    serde_json::from_str(&render::json::json(review).unwrap()).unwrap()
}

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../docs/review.schema.json")).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn assert_valid(document: &Value) {
    let faults: Vec<String> =
        schema().iter_errors(document).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn text(review: &Review, width: usize) -> String {
    render::text::text(review, &TextOptions { width, colour: false })
}

#[test]
fn text_is_as_blessed() {
    blessed("review.txt", &text(&team::hostile(), 80));
}

#[test]
fn text_of_a_narrow_terminal_is_as_blessed() {
    blessed("review-40.txt", &text(&team::hostile(), 40));
}

#[test]
fn markdown_is_as_blessed() {
    blessed("review.md", &render::markdown::markdown(&team::hostile()));
}

#[test]
fn no_line_is_wider_than_the_terminal_and_none_ends_in_a_space() {
    let review = team::hostile();
    for width in 40..=120 {
        for line in text(&review, width).lines() {
            assert!(line.width() <= width, "{width}: {line}");
            assert!(!line.ends_with(' '), "{width}: {line:?}");
        }
    }
}

/// Colour comes on top of the words: without its codes the text is the same.
#[test]
fn colour_says_nothing_that_the_words_do_not() {
    let review = team::hostile();
    let coloured = render::text::text(&review, &TextOptions { width: 80, colour: true });
    assert!(coloured.contains("\u{1b}["));
    let words = |piece: &str| piece.split_once('m').unwrap().1.to_owned();
    let mut pieces = coloured.split("\u{1b}[");
    let plain = pieces.next().unwrap().to_owned() + &pieces.map(words).collect::<String>();
    assert_eq!(plain, text(&review, 80));
}

#[test]
fn csv_is_as_blessed() {
    blessed("review.csv", &render::csv::csv(&team::hostile()));
}

#[test]
fn json_is_as_blessed() {
    blessed("review.json", &render::json::json(&team::hostile()).unwrap());
}

#[test]
fn json_is_what_its_schema_says() {
    assert_valid(&document(&team::hostile()));
}

#[test]
fn a_review_without_matrix_notes_or_sources_is_valid_too() {
    let mut review = team::hostile();
    (review.skills, review.without) = (None, None);
    review.until = review.calendar.weeks.last().map(|last| last.week);
    review.notes.clear();
    review.sources.clear();
    let document = document(&review);
    assert_valid(&document);
    assert_eq!(document["skills"], json!([]));
}

#[test]
fn what_is_not_proven_is_valid_and_says_so() {
    let review = team::hostile();
    let mut figures = teamcap::calc::figure::Figures::default();
    for mut figure in review.figures.iter().cloned() {
        figure.bound = ["skills.half-loss", "skills.loss.2.worst"].contains(&figure.address.as_str());
        figures.push(figure);
    }
    let review = Review { figures, ..review };
    let document = document(&review);
    assert_valid(&document);
    let figures = document["figures"].as_array().unwrap();
    let of = |address: &str| figures.iter().find(|figure| figure["address"] == address).unwrap();
    assert_eq!(of("skills.half-loss")["bound"], "at most");
    assert_eq!(of("skills.loss.2.worst")["bound"], "at least");
    assert_eq!(of("skills.first-loss").get("bound"), None);
}

/// A schema that accepts anything would pass the tests above.
#[test]
fn the_schema_refuses_what_no_review_says() {
    let document = document(&team::hostile());
    let figure = |missing: bool| {
        let figures = document["figures"].as_array().unwrap();
        figures.iter().position(|figure| figure["missing"].is_null() != missing).unwrap()
    };
    let changed: [(&str, String, Value); 9] = [
        ("an unknown key", "/team/colour".into(), json!("red")),
        ("another version", "/schema".into(), json!("teamcap-review/2")),
        ("a number that is no text", format!("/figures/{}/value", figure(false)), json!(12.5)),
        ("zero for what is missing", format!("/figures/{}/value", figure(true)), json!("0")),
        ("a quotient over nothing", format!("/figures/{}/den", figure(false)), json!("0")),
        ("an address without a dot", "/figures/0/address".into(), json!("split")),
        ("an unknown state", "/people/0/weeks/0/state".into(), json!("ill")),
        ("nobody as a number of people", "/skills_summary/first_loss".into(), json!(0)),
        ("a level and why there is none", "/skills/0/levels/0/why".into(), json!("unknown")),
    ];
    let validator = schema();
    for (what, pointer, value) in changed {
        let mut document = document.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        document.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.to_owned(), value);
        assert!(!validator.is_valid(&document), "{what} passes");
    }
}

#[test]
fn the_rows_of_csv_are_the_figures_of_json() {
    let review = team::hostile();
    let text = render::csv::csv(&review);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let document = document(&review);
    let figures = document["figures"].as_array().unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), figures.len());
    for (row, figure) in rows.iter().zip(figures) {
        for (column, field) in columns.iter().zip(row) {
            let of_json = figure[column].as_str().unwrap_or_default();
            let guarded = of_json.starts_with(['=', '+', '-', '@']) && ["row", "column"].contains(&column);
            assert_eq!(field, if guarded { format!("'{of_json}") } else { of_json.to_owned() }, "{figure}");
        }
    }
    assert!(!text.contains('\r') && text.ends_with('\n') && !text.starts_with('\u{feff}'));
}

/// Numbers keep their minus sign; only text from users is guarded.
#[test]
fn no_text_in_csv_can_be_run_by_a_spreadsheet() {
    let text = render::csv::csv(&team::hostile());
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        let is_number = |field: &str| field.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
        for field in row.iter().filter(|field| field.starts_with(['=', '+', '-', '@', '\t', '\r'])) {
            assert!(is_number(field), "{row:?}");
        }
    }
    assert!(text.contains("'=cmd|' /C calc'!A0"));
}

/// But for the `number` beside each `value`, which is its nearest double.
#[test]
fn every_number_in_json_is_a_small_count() {
    fn numbers(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Number(number) if number.as_i64().is_none_or(|n| n.abs() > 1000) => found.push(path.to_owned()),
            Value::Array(items) => items.iter().for_each(|item| numbers(item, path, found)),
            Value::Object(map) => {
                let others = map.iter().filter(|(key, _)| *key != "number");
                others.for_each(|(key, item)| numbers(item, &format!("{path}.{key}"), found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    numbers(&document(&team::hostile()), "", &mut found);
    assert_eq!(found, [""; 0]);
}

/// Where both terms are doubles themselves, dividing them gives the nearest one.
#[test]
fn the_number_in_json_is_the_double_nearest_to_the_fraction() {
    let document = document(&team::hostile());
    let mut compared = 0;
    for figure in document["figures"].as_array().unwrap() {
        assert_eq!(figure["number"].is_null(), figure["value"].is_null(), "{figure}");
        let term = |key: &str| figure[key].as_str().and_then(|digits| digits.parse::<i32>().ok());
        if let (Some(num), Some(den)) = (term("num"), term("den")) {
            assert_eq!(figure["number"].as_f64(), Some(f64::from(num) / f64::from(den)), "{figure}");
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
}
