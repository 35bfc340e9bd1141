//! What is read without a word about it: a matrix alone, a sheet that holds more than the period, a file format by its ending.

use std::path::Path;

use crate::support::{Case, folders, teamcap, words};

const MATRIX: &str = "Skill,Ada,Bo,Cleo\nRust,3,1,0\nGo,0,2,3\nCI,4,5,2\nDocs,2,2,5\n";

/// Sixteen weeks of two people: W01 to W08 belong to 2024-01 and 2024-02, the others to the months behind.
fn half_a_year() -> String {
    let weeks = (1..=26).flat_map(|week| {
        let (ci, docs) = if week <= 13 { (60, 40) } else { (40, 60) };
        ["Ada", "Bo"].map(|name| format!("2024-W{week:02},{name},{ci}%,{docs}%\n"))
    });
    std::iter::once("Week,Person,CI,Docs\n".to_owned()).chain(weeks).collect()
}

#[test]
fn a_matrix_alone_is_a_review_of_skills() {
    let case = Case::new().file("skills.csv", MATRIX);
    let said = case.args("review .").exits(0).tells_nothing();
    let head = "Team: skills\n3 people; skills alone: there is no sheet of effort, so nothing is said about\n  time\n";
    assert!(said.printed.starts_with(head), "{said}");
    said.says("SINGLE  Docs  Cleo").says("First loss 1").not_says("FTE-weeks").not_says("person-weeks");
    case.args("review . --format json").says("\"period\": null").says("\"sources\": []");
    let figures = case.args("review . --format csv").exits(0).printed;
    assert!(figures.lines().skip(1).all(|line| line.starts_with("skill")), "{figures}");
    case.args("check . --strict").exits(0);
    case.args("explain skill.ci .").exits(0);
    case.args("remind .").says("No week is due: there is a skill matrix, and no sheet of effort.");
    case.args("diff . .").exits(0).says("before: . (skills alone, 3 people)");
    case.args("init . --yes").exits(0).says("next: the review");
    case.args("review .").exits(0).says("4 skills");
}

/// People across whom the roster knows are people of a sheet of effort, too; the heading of the skills says that it is none.
#[test]
fn a_matrix_of_people_of_the_roster_is_no_sheet_of_effort() {
    let people = "version = 1\nperiod = \"2024-Q1\"\n[[person]]\nname = \"Ada\"\n[[person]]\nname = \"Bo\"\n[[person]]\nname = \"Cleo\"\n";
    let case = Case::new().file("teamcap.toml", people).file("skills.csv", MATRIX).file("effort.csv", half_a_year());
    case.args("check .").exits(0).not_says("skills.csv");
    case.args("review .").exits(0).says("4 skills");
}

/// Nothing but the names in the first row says that it is a matrix, and only the sheet of effort says who they are.
#[test]
fn a_matrix_with_a_blank_corner_is_known_by_the_people_of_the_sheets() {
    let ticks = ",Ada,Bo\nRust,x,\nGo,x,x\nDocs,,x\n";
    let case = Case::new().file("effort.csv", half_a_year()).file("skills.csv", ticks);
    let said = case.args("review . --period 2024-Q1").exits(0);
    said.says("3 skills").not_says("no-amounts");
    let away = ",Ada,Bo\n05.01.,x,\n08.01.,x,x\n09.01.,,x\n";
    let case = Case::new().file("effort.csv", half_a_year()).file("away.csv", away);
    case.args("check . --period 2024-Q1").tells("away.csv: warning: no-amounts");
}

/// Who has left by the end of the period does not count, with or without sheets of effort.
#[test]
fn of_skills_alone_a_period_says_who_has_left() {
    let roster = "version = 1\nperiod = \"2024-Q1\"\n[[person]]\nname = \"Ada\"\nleft = 2024-02-01\n[[person]]\nname = \"Bo\"\n\
                  [[person]]\nname = \"Cleo\"\n[skills]\nmatrix = \"skills.csv\"\n";
    let case = Case::new().file("skills.csv", MATRIX).file("teamcap.toml", roster);
    let said = case.args("review .").exits(0);
    said.says("Team: 2024-Q1, 2024-01-01 to 2024-03-31").says("NO COVER  Rust").not_says("person-weeks submitted");
}

#[test]
fn a_file_is_written_in_the_format_that_its_ending_says() {
    let case = Case::new().file("effort.csv", half_a_year());
    for (name, begins) in [
        ("r.txt", "Team: 2024-Q1"),
        ("r.md", "# Team: 2024-Q1"),
        ("r.HTML", "<!doctype html>"),
        ("r.json", "{\n  \"schema\": \"teamcap-review/1\""),
        ("r.csv", "address,"),
        ("review", "Team: 2024-Q1"),
    ] {
        case.args(&format!("review effort.csv --period 2024-Q1 -o {name}")).exits(0);
        let written = std::fs::read_to_string(case.path().join(name)).unwrap();
        assert!(written.starts_with(begins), "{name}: {written}");
    }
    case.args("review effort.csv --period 2024-Q1 --format json -o r.txt").exits(0);
    assert!(std::fs::read_to_string(case.path().join("r.txt")).unwrap().starts_with('{'), "what is asked for wins");
    for command in ["review effort.csv", "diff effort.csv effort.csv", "sources effort.csv", "explain split effort.csv"]
    {
        case.args(&format!("{command} --period 2024-Q1 -o r.docx"))
            .exits(2)
            .tells("'r.docx' does not say which format to write: nothing is written to files that end in '.docx'");
    }
    assert!(!case.path().join("r.docx").exists());
    case.args("explain split effort.csv --period 2024-Q1 -o r.csv").exits(2).tells("'--format': text, markdown, html");
}

#[test]
fn two_periods_of_one_folder_are_compared() {
    let case = Case::new().file("effort.csv", half_a_year());
    let said = case.args("diff . . --period 2024-Q1 --period 2024-Q2").exits(0).tells_nothing();
    said.says("Changes: Team, 2024-Q1 -> 2024-Q2").says("person.ada.ci        60.00 %   40.00 %  -20.00 points");
    case.args("diff . . --period 2024-Q1 --period 2024-Q2 --period 2024-Q3").exits(2).tells("more than twice");
}

/// A sheet of half a year is reviewed quarter by quarter, and the other quarter is no warning; a slip in a date is one.
#[test]
fn a_sheet_that_goes_on_beyond_a_period_that_is_said_is_no_warning() {
    let case = Case::new().file("effort.csv", half_a_year());
    for (period, others) in [("2024-Q1", "2024-W14 to 2024-W26"), ("2024-Q2", "2024-W01 to 2024-W13")] {
        case.args(&format!("review . --period {period} --strict"))
            .exits(0)
            .says("the sheet goes on beyond the period: 26 rows of ")
            .says(others);
    }
    case.args("check .").tells("warning: outside-period: 26 rows lie outside");
    let slip: String = half_a_year().lines().take(27).map(|line| line.replace("W05,Ada", "W25,Ada") + "\n").collect();
    let case = Case::new().file("effort.csv", slip);
    case.args("check . --period 2024-Q1").tells("warning: outside-period: 1 row lies outside");
}

#[test]
fn every_reading_of_a_sample_as_json_is_what_the_schema_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sources.schema.json");
    let schema: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut asked = 0;
    for folder in ["samples", "samples/broken", "samples/shapes", "samples/exports"].into_iter().flat_map(folders) {
        let output = teamcap(&folder, &words("sources . --format json"));
        if output.stdout.is_empty() {
            continue;
        }
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&found).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{}", folder.display());
        asked += found["asked"].as_array().unwrap().len();
    }
    assert!(asked >= 9, "sheets that are asked about are drawn, too: {asked}");
}

/// The drawing of a sheet in JSON says of each column what it is and by what, and of each row what it is.
#[test]
fn a_reading_as_json_is_the_one_that_is_drawn() {
    let sheet = "Week,Name,CI,Docs,Summe\n2024-W01,Ada,60%,40%,100%\n2024-W01,Bo,50%,50%,100%\n2024-W02,Ada,60%,40%,100%\n\
                 2024-W02,Bo,30%,70%,100%\n,Alle,200%,200%,400%\n";
    let case = Case::new().file("effort.csv", sheet);
    let printed = case.args("sources effort.csv --period 2024-Q1 --format json").exits(0).printed;
    let found: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let reading = &found["sheets"][0]["reading"];
    let columns: Vec<&str> = reading["columns"].as_array().unwrap().iter().map(|c| c["is"].as_str().unwrap()).collect();
    assert_eq!(columns, ["week", "person", "effort", "effort", "left out: sum of CI + Docs"], "{reading}");
    assert_eq!(reading["columns"][2]["total"], "200", "{reading}");
    assert_eq!(reading["columns"][2]["sign"], "%", "{reading}");
    let rows: Vec<&str> = reading["rows"].as_array().unwrap().iter().map(|row| row["is"].as_str().unwrap()).collect();
    assert_eq!(rows, ["header", "entry", "entry", "entry", "entry", "total"], "{reading}");
    assert_eq!(found["sheets"][0]["rows"]["excluded"], 1);
}

/// The sum of all other rows of the only week, under a name that no roster knows: a question, and no person with 200 %.
#[test]
fn a_total_of_a_single_week_is_asked_about() {
    let sheet = "Week,Name,CI,Docs\n2024-W01,Ada,60%,40%\n2024-W01,Bo,50%,50%\n2024-W01,Alle,110%,90%\n";
    let case = Case::new().file("effort.csv", sheet);
    case.args("review . --period 2024-Q1")
        .exits(1)
        .tells("asked-row: is \"Alle\" a total? It is the sum of the 2 rows");
}

/// A list of the team is the roster: who works part-time and since when, also in the configuration that `init` writes.
#[test]
fn a_list_of_the_team_is_the_roster_where_no_configuration_has_one() {
    let effort = half_a_year().lines().take(27).map(|line| line.to_owned() + "\n").collect::<String>();
    let effort: String =
        effort.lines().filter(|line| !line.contains("W01,Bo")).map(|line| line.to_owned() + "\n").collect();
    let list = "Team Nord,,,\n\nName,FTE,Start,Role\nAda,0.6,2019-05-01,Dev\nBo,1,2024-01-08,Dev\nCleo,0.5,,Ops\n";
    let case = Case::new().file("effort.csv", effort).file("team.csv", list);
    let review = case.args("review . --format csv").exits(0).tells_nothing().printed;
    for figure in [
        "capacity.gross.ada,Capacity,Ada,gross,7.8,",
        "capacity.gross.bo,Capacity,Bo,gross,12,",
        "capacity.gross.cleo,Capacity,Cleo,gross,6.5,",
    ] {
        assert!(review.contains(figure), "{figure}\n{review}");
    }
    case.args("review .")
        .says("the roster is this list of the team: 3 people, 2.10 FTE")
        .says("missing: Cleo all 13 weeks");
    case.args("init . --yes").exits(0);
    let written = std::fs::read_to_string(case.path().join("teamcap.toml")).unwrap();
    assert!(written.contains("name = \"Ada\"\nfte = 0.6\njoined = 2019-05-01\n"), "{written}");
    assert_eq!(case.args("review . --format csv").exits(0).printed, review);
    let stranger = "Week,Person,CI\n2024-W01,Dora,100%\n";
    Case::new()
        .file("effort.csv", stranger)
        .file("team.csv", list)
        .args("check .")
        .exits(1)
        .tells("\"Dora\" is not on the roster");
}
