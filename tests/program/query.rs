//! `teamcap query`: its documentation is what it prints, and it reads nothing but its tables.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::printer::print_schema;
use serde_json::Value;

use crate::compare::compare;
use crate::support::{teamcap, text, words};
use teamcap::frames::catalogue::{EXAMPLES, TABLES};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn sample() -> PathBuf {
    root().join("samples/releng-fy2016-q3")
}

pub fn ask(folder: &Path, sql: &str, flags: &str) -> Output {
    let arguments = ["query".to_owned(), ".".to_owned(), sql.to_owned()];
    teamcap(folder, &arguments.into_iter().chain(words(flags)).collect::<Vec<_>>())
}

/// What a query answers that has to be answered.
pub fn answer(folder: &Path, sql: &str, flags: &str) -> String {
    let output = ask(folder, sql, flags);
    assert!(output.status.success(), "{sql}\n{}", text(&output.stderr));
    text(&output.stdout)
}

/// The words of a query that is refused.
fn refused(sql: &str, flags: &str) -> String {
    let output = ask(&sample(), sql, flags);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{sql}");
    text(&output.stderr)
}

/// The rows of a CSV without quotes, its header left out.
pub fn rows(csv: &str) -> Vec<Vec<String>> {
    csv.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// What stands between two marks of a page, replaced.
fn filled(page: &str, mark: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- {mark} -->\n"), format!("<!-- end of {mark} -->"));
    let (before, rest) = page.split_once(&open).unwrap();
    format!("{before}{open}{text}{close}{}", rest.split_once(&close).unwrap().1)
}

/// docs/query.md: the tables as the listing has them, and each question with its answer. BLESS=1 writes it.
#[test]
fn the_page_about_queries_shows_the_tables_and_real_answers() {
    let mut tables = String::new();
    for table in &TABLES {
        tables += &format!(
            "\n### {}\n\n{}\n\n| column | type | unit | meaning |\n|---|---|---|---|\n",
            table.name, table.about
        );
        for column in table.columns() {
            tables += &format!("| {} | {} | {} | {} |\n", column.name, column.kind.name(), column.unit, column.about);
        }
    }
    let mut examples = String::new();
    for example in &EXAMPLES {
        let folders = example.samples.join(" ");
        let flags = if example.flags.is_empty() { String::new() } else { format!("{} ", example.flags) };
        let command = format!("query {folders} {flags}\"{}\"", example.sql);
        let output = teamcap(&root(), &words(&command));
        // The warnings of the sample are said beside the answer.
        let told = text(&output.stderr);
        assert!(output.status.success() && !told.contains("error: "), "{command}\n{told}");
        let printed = text(&output.stdout);
        assert!(printed.lines().count() > 1 && !printed.contains("(no rows)"), "{command}");
        examples +=
            &format!("\n### {}\n\n```console\n$ teamcap {command}\n```\n\n```text\n{printed}```\n", example.question);
    }
    let file = root().join("docs/query.md");
    let page = std::fs::read_to_string(&file).unwrap();
    let mut wrong = Vec::new();
    compare(&file, &filled(&filled(&page, "tables", &tables), "examples", &examples), &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_query_the_tables_are_listed_with_questions_to_begin_with() {
    let printed = text(&teamcap(&root(), &words("query samples/releng-fy2016-q3")).stdout);
    let csv = text(&teamcap(&root(), &words("query samples/releng-fy2016-q3 --format csv")).stdout);
    for table in &TABLES {
        assert!(
            printed.lines().any(|line| line.starts_with(table.name) && line.ends_with(" rows"))
                || table.name == "periods"
        );
        for column in table.columns() {
            assert!(
                csv.contains(&format!("\n{},{},{},", table.name, column.name, column.kind.name())),
                "{}",
                column.name
            );
        }
    }
    for example in &EXAMPLES {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line(&printed).contains(&one_line(example.question)));
        assert!(one_line(&printed).contains(&one_line(example.sql)));
    }
}

#[test]
fn amounts_are_decimals_and_what_the_engine_rounds_is_marked() {
    let exact = answer(
        &sample(),
        "SELECT 0.1 + 0.2 AS sum, SUM(share) * 0.1 AS tenth, COUNT(*) - 500 AS fewer FROM entries",
        "",
    );
    assert_eq!(exact, "sum  tenth  fewer\n0.3  7.145   -134\n");
    let sql = "SELECT AVG(share) AS mean, MEDIAN(share) AS middle, SUM(share) AS sum FROM entries";
    let printed = answer(&sample(), sql, "");
    let marked = "mean: a floating-point number, rounded by the engine\nmiddle: a floating-point number, rounded by the engine\n";
    assert!(printed.ends_with(marked) && printed.contains("0.195218579234973  "), "{printed}");
    assert!(
        answer(&sample(), sql, "--format markdown")
            .ends_with("- middle: a floating-point number, rounded by the engine\n")
    );
    let json: Value = serde_json::from_str(&answer(&sample(), sql, "--format json")).unwrap();
    assert_eq!(json["approximate"], serde_json::json!(["mean", "middle"]));
    assert_eq!(json["rows"][0]["sum"], "71.45");
    let output = ask(&sample(), sql, "--format csv");
    let told = text(&output.stderr);
    assert!(
        told.contains("note: approximate-column: \"mean\"") && told.contains("\"middle\"") && !told.contains("\"sum\"")
    );
}

#[test]
fn rows_keep_the_order_of_the_roster_and_the_files() {
    let people = answer(&sample(), "SELECT person FROM weeks GROUP BY person", "--format csv");
    assert_eq!(people, "person\nAntoine\nChad\nDan\nMukunda\nTyler\nZeljko\n");
    let sql = "SELECT a.week, b.category, SUM(a.share) AS share FROM entries a JOIN entries b ON a.person = b.person \
               GROUP BY a.week, b.category ORDER BY COUNT(*)";
    let sql = sql.replace("AS share", "AS share, COUNT(*) AS n");
    let first = answer(&sample(), &sql, "--format csv");
    for _ in 0..3 {
        assert_eq!(answer(&sample(), &sql, "--format csv"), first);
    }
}

#[test]
fn nothing_but_the_tables_can_be_read_and_nothing_can_be_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret.csv");
    std::fs::write(&file, "a,b\nhidden,1\n").unwrap();
    let path = file.to_str().unwrap();
    for sql in [
        format!("SELECT * FROM read_csv('{path}')"),
        format!("SELECT * FROM READ_PARQUET('{path}')"),
        format!("SELECT * FROM read_json('{path}')"),
        format!("SELECT * FROM read_ipc('{path}')"),
        format!("SELECT * FROM scan_csv('{path}')"),
        format!("SELECT * FROM '{path}'"),
        format!("SELECT * FROM \"{path}\""),
        format!("SELECT * FROM (SELECT * FROM read_csv('{path}')) AS inner_one"),
        format!("WITH x AS (SELECT * FROM read_csv('{path}')) SELECT * FROM x"),
        format!("COPY entries TO '{path}'"),
        format!("COPY entries FROM '{path}'"),
        format!("CREATE TABLE x AS SELECT * FROM read_csv('{path}')"),
        "CREATE TABLE x AS SELECT 1".to_owned(),
        "CREATE VIEW x AS SELECT 1".to_owned(),
        "SELECT * INTO x FROM entries".to_owned(),
        "INSERT INTO entries VALUES (1)".to_owned(),
        "UPDATE entries SET share = 1".to_owned(),
        "DELETE FROM entries".to_owned(),
        "TRUNCATE entries".to_owned(),
        "DROP TABLE entries".to_owned(),
        "ALTER TABLE entries ADD x INT".to_owned(),
        "ATTACH DATABASE 'x' AS y".to_owned(),
        "EXPLAIN SELECT * FROM entries".to_owned(),
        "SHOW TABLES".to_owned(),
        "SELECT 1; SELECT 2".to_owned(),
        "SET x = 1".to_owned(),
    ] {
        let told = refused(&sql, "");
        assert!(!told.contains("hidden") && told.contains("error: "), "{told}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "a,b\nhidden,1\n");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_is_wrong_is_shown_at_its_place_in_the_query() {
    for (sql, place, words) in [
        ("SELECT person,\n  shares\nFROM entries", "query:2:3: error: wrong-query: ", "did you mean share"),
        ("SELECT person FROM entrie", "query:1:20: error: wrong-query: ", "did you mean entries?"),
        ("SELEC person FROM entries", "query:1:1: error: wrong-query: ", "found: SELEC"),
        ("SELECT person FROM entries WHERE", "query:1:33: error: wrong-query: ", "found: its end"),
        ("SELECT SHARES(share) FROM entries", "query:1:8: error: wrong-query: ", "unsupported function"),
        ("SELECT person, SUM(share) AS s FROM entries", "query:1:8: error: wrong-query: ", "GROUP BY"),
        ("SELECT ARRAY_AGG(week) AS all_weeks FROM weeks", "query:1:27: error: wrong-query: ", "cannot be written"),
        ("SELECT share / 0 AS x FROM entries", "query: error: wrong-query: ", "division by zero"),
    ] {
        let told = refused(sql, "");
        assert!(told.starts_with(place) && told.contains(words), "{sql}\n{told}");
    }
}

#[test]
fn every_format_says_the_same() {
    let sql =
        "SELECT person, week, month, first_day, state = 'recorded' AS is_in, recorded, 3 AS three FROM weeks LIMIT 2";
    let printed = answer(&sample(), sql, "");
    let expected = "person   week      month    first_day   is_in  recorded  three\n\
                    Antoine  2016-W01  2016-01  2016-01-04  false         –      3\n\
                    Antoine  2016-W02  2016-01  2016-01-11  true          1      3\n";
    assert_eq!(printed, expected);
    let csv = answer(&sample(), sql, "--format csv");
    assert_eq!(csv.lines().nth(1), Some("Antoine,2016-W01,2016-01,2016-01-04,false,,3"));
    let markdown = answer(&sample(), sql, "--format markdown");
    assert!(markdown.contains("| Antoine | 2016-W01 | 2016-01 | 2016-01-04 | false | – | 3 |"), "{markdown}");
    let json: Value = serde_json::from_str(&answer(&sample(), sql, "--format json")).unwrap();
    assert_eq!((&json["rows"][0]["recorded"], &json["rows"][1]["recorded"]), (&Value::Null, &Value::from("1")));
    assert_eq!((&json["rows"][0]["is_in"], &json["rows"][0]["three"]), (&Value::Bool(false), &Value::from(3)));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answer.parquet");
    let sql = sql.replace("3 AS three", "AVG(recorded) OVER () AS mean");
    let output = ask(&sample(), &sql, &format!("-o \"{}\"", file.display()));
    assert!(output.status.success() && text(&output.stderr).contains("approximate-column: \"mean\""));
    let reader = SerializedFileReader::new(std::fs::File::open(&file).unwrap()).unwrap();
    let mut schema = Vec::new();
    print_schema(&mut schema, reader.metadata().file_metadata().schema());
    let schema = text(&schema);
    for column in [
        "BYTE_ARRAY person (STRING)",
        "INT32 first_day (DATE)",
        "BOOLEAN is_in",
        "recorded (DECIMAL(38,18))",
        "DOUBLE mean",
    ] {
        assert!(schema.contains(column), "{schema}");
    }
    let found: Vec<String> = reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
    assert!(found[0].contains("recorded: null") && found[1].contains("recorded: 1.000000000000000000"), "{found:?}");
    for (name, begins) in [("a.csv", "person,"), ("a.json", "{"), ("a.md", "| person"), ("a.txt", "person  ")] {
        let file = folder.path().join(name);
        answer(&sample(), "SELECT person, fte FROM people", &format!("-o \"{}\"", file.display()));
        assert!(std::fs::read_to_string(&file).unwrap().starts_with(begins), "{name}");
    }
}

#[test]
fn what_a_spreadsheet_would_run_is_guarded_and_numbers_are_not() {
    let sql = "SELECT '=1+1' AS a, '@x' AS b, 0 - 5 AS c, 0 - 0.5 AS \"=d\" FROM periods";
    assert_eq!(answer(&sample(), sql, "--format csv"), "a,b,c,'=d\n'=1+1,'@x,-5,-0.5\n");
}

#[test]
fn wide_characters_stay_aligned() {
    let sql = "SELECT '日本' AS name, 1.5 AS x FROM periods UNION ALL SELECT 'ab' AS name, 12.25 AS x FROM periods";
    assert_eq!(answer(&sample(), sql, ""), "name      x\n日本    1.5\nab    12.25\n");
}

#[test]
fn of_the_team_only_no_table_of_people_is_there() {
    for table in &TABLES {
        let sql = format!("SELECT * FROM {}", table.name);
        if table.of_people {
            let told = refused(&sql, "--team-only");
            assert!(told.starts_with("query:1:15: error: table-of-people: "), "{told}");
            let hidden = refused(
                &format!("SELECT 1 AS x FROM periods WHERE 1 IN (SELECT 1 FROM {})", table.name),
                "--team-only",
            );
            assert!(hidden.contains("table-of-people"), "{hidden}");
        } else {
            let printed = answer(&sample(), &sql, "--team-only --format csv");
            assert!(
                !["Antoine", "Chad", "Person 1", "person-1"].iter().any(|name| printed.contains(name)),
                "{printed}"
            );
        }
    }
    let listed = text(&teamcap(&sample(), &words("query . --team-only")).stdout);
    assert!(!listed.lines().any(|line| line.starts_with("people ") || line.starts_with("entries ")), "{listed}");
}

#[test]
fn somebody_in_several_folders_has_one_label() {
    let folders = "query samples/harbour-2016-q2/last samples/harbour-2016-q2";
    let sql = "\"SELECT period, person FROM people\" --format csv";
    let ask = |flags: &str| rows(&text(&teamcap(&root(), &words(&format!("{folders} {sql} {flags}"))).stdout));
    let (plain, labels) = (ask(""), ask("--anonymise"));
    assert!(plain.len() == labels.len() && plain.len() > 4);
    let names: BTreeMap<&String, &String> =
        plain.iter().zip(&labels).map(|(name, label)| (&name[1], &label[1])).collect();
    for (name, label) in plain.iter().zip(&labels) {
        assert!(names[&name[1]] == &label[1] && label[1].starts_with("Person "), "{name:?} {label:?}");
    }
    assert!(names.len() < plain.len(), "somebody is in both");
}

#[test]
fn the_last_argument_is_the_query_or_the_last_folder() {
    let listed = text(&teamcap(&root(), &words("query samples/releng-fy2016-q3")).stdout);
    assert!(listed.starts_with("Tables for SQL\n"));
    let output = teamcap(&root(), &words("query samples/releng-fy2016-q4"));
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(3), String::new()));
    assert!(text(&output.stderr).starts_with("releng-fy2016-q4: error: unreadable-file: "), "{}", text(&output.stderr));
    let mut child = Command::new(env!("CARGO_BIN_EXE_teamcap"))
        .args(["query", ".", "-"])
        .current_dir(sample())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"-- how long\nSELECT weeks\nFROM periods;\n").unwrap();
    assert_eq!(text(&child.wait_with_output().unwrap().stdout), "weeks\n   13\n");
}

#[test]
fn fields_that_no_rule_reads_can_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let export = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)\n\
                  Ada,ada@example.org,Port,Locks,,oil the gates,No,2016-01-18,09:00:00,2016-01-18,17:00:00,08:00:00,night,\n";
    std::fs::write(folder.path().join("toggl.csv"), export).unwrap();
    let printed = answer(folder.path(), "SELECT client, description, tags, hours FROM entries", "--format csv");
    assert_eq!(printed, "client,description,tags,hours\nPort,oil the gates,night,8\n");
}

#[test]
fn errors_end_it_as_they_end_a_review() {
    let broken = root().join("samples/broken/above-limit");
    let output = ask(&broken, "SELECT SUM(share) AS share FROM entries", "");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
    let going = ask(&broken, "SELECT SUM(share) AS share FROM entries", "--keep-going");
    assert_eq!(going.status.code(), Some(1));
    assert!(text(&going.stdout).starts_with("share\n") && text(&going.stderr).contains("above-limit"));
}
