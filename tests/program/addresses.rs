//! Names that make one address part, or a word that addresses use: each figure has an address of its own all the same.

use std::collections::BTreeMap;

use crate::support::Case;

const NAMES: [&str; 9] = ["Total!", "team", "TEAM!", "Ada", "ada.", "Ada 2", "★", "☆", "percent"];

/// A row or a column headed Total is left out as a sum, one headed Total! is not.
///
/// People, categories, skills, groups of skills, key figures with earlier values, objectives and workflows have these names.
fn odd() -> Case {
    let list = |text: &dyn Fn(&str) -> String| NAMES.map(text).concat();
    let config = format!(
        "version = 1\nperiod = \"2016-Q1\"\nteam = \"Total\"\nbuckets = [\"unclassified!\", \"Total\", \"total.\", \"★\"]\n{}{}[skills]\n\
         matrix = \"skills.csv\"\n",
        list(&|name| format!("[[person]]\nname = \"{name}\"\n")),
        list(&|name| format!("[[category]]\nname = \"{name}\"\nbucket = \"total.\"\n")),
    );
    let before = list(&|name| format!("{{ of = \"{name}\", value = 2 }}, "));
    let written = list(&|name| {
        format!(
            "[[kpi]]\nname = \"{name}\"\nvalue = 1\nbefore = [{before}]\n[[objective]]\nname = \"{name}\"\n\
             categories = [\"{name}\"]\n[[workflow]]\nname = \"{name}\"\ncategory = \"{name}\"\ncategories = [\"{name}\"]\n"
        )
    });
    let rows = NAMES.iter().flat_map(|who| NAMES.map(|what| format!("{who},2016-W01,{what},10%\n")));
    let sheet: String = rows.collect();
    let matrix: String = NAMES.map(|name| format!("{name},{name}{}\n", ",3".repeat(9))).concat();
    Case::new()
        .file("teamcap.toml", config)
        .file("effort.csv", format!("Person,Week,Category,Percent\n{sheet}"))
        .file("skills.csv", format!("Group,Skill,{}\n{matrix}", NAMES.join(",")))
        .file("review.toml", written)
}

#[test]
fn no_two_figures_have_one_address_whatever_the_names_are() {
    let case = odd();
    for command in
        ["review .", "review . --without \"Ada,ada.\"", "review . --anonymise", "review . --week-rule by-day"]
    {
        let said = case.args(&format!("{command} --format csv")).exits(0);
        let mut rows: BTreeMap<String, Vec<csv::StringRecord>> = BTreeMap::new();
        for row in csv::Reader::from_reader(said.printed.as_bytes()).records().map(Result::unwrap) {
            rows.entry(row[0].to_owned()).or_default().push(row);
        }
        let twice: Vec<_> = rows.iter().filter(|(_, rows)| rows.len() > 1).collect();
        assert!(twice.is_empty(), "{command}: {twice:?}");
        let count = |section: &str, column: &str| {
            rows.values().flatten().filter(|row| &row[1] == section && &row[3] == column).count()
        };
        let found = [("Skills", "coverage"), ("Skill groups", "least coverage"), ("Key figures", "value")];
        let found = found.map(|(section, column)| count(section, column));
        assert_eq!(found, [NAMES.len(); 3], "{command}");
        assert_eq!(["Objectives", "Workflows"].map(|section| count(section, "fte")), [NAMES.len(); 2], "{command}");
        let below = |begin: &str| rows.keys().filter(|key| key.starts_with(begin)).count();
        assert_eq!(["capacity.recorded.", "team.mean.", "kpi.x."].map(below), [9, 10, 9], "{command}");
    }
}

/// The address that a figure is printed with leads back to it.
#[test]
fn every_odd_name_is_explained_by_its_own_address() {
    let case = odd();
    let said = case.args("review . --format csv");
    let rows: Vec<_> = csv::Reader::from_reader(said.printed.as_bytes()).records().map(Result::unwrap).collect();
    assert!(rows.len() > 9 * 9 * 2);
    for row in
        rows.iter().filter(|row| ["coverage", "least coverage", "value", "exposure", "submitted"].contains(&&row[3]))
    {
        let label = format!("\n{}: {}, {}\n", &row[1], &row[2], &row[3]);
        case.args(&format!("explain {} .", &row[0])).exits(0).says(&label);
    }
}
