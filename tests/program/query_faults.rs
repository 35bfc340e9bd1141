//! What `teamcap query` refuses rather than answer wrongly, and what it says beside an answer.

use std::path::Path;

use crate::query::{answer, ask, root, sample};
use crate::support::{Case, teamcap, text, words};

/// A folder with a configuration and a sheet.
fn folder(config: &str, sheet: &str) -> Case {
    Case::new().file("teamcap.toml", config).file("effort.csv", sheet)
}

fn config(settings: &str) -> String {
    format!(
        "version = 1\nteam = \"Platform\"\n{settings}\n[[source]]\nfiles = [\"effort.csv\"]\n[[category]]\nname = \"Build\"\n\
         bucket = \"focus\"\n[[person]]\nname = \"Ada Lovelace\"\n[[person]]\nname = \"Ben\"\n"
    )
}

/// The words of a query that ends with `code` and prints nothing.
fn told(folder: &Path, sql: &str, flags: &str, code: i32) -> String {
    let output = ask(folder, sql, flags);
    let told = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(code), String::new()), "{sql}\n{told}");
    told
}

#[test]
fn a_column_beside_an_aggregate_is_grouped_or_refused() {
    for sql in [
        "SELECT person, TOTAL(share) FROM entries",
        "SELECT person, LISTAGG(week, ',') FROM entries",
        "SELECT person, STDEV_SAMP(share) FROM entries",
        "SELECT person, \"SUM\"(share) AS s FROM entries",
        "SELECT share - AVG(share) AS x FROM entries",
        "SELECT share / SUM(share) AS x FROM entries",
        "SELECT SUM(share) AS a, SUM(share) OVER () AS b FROM entries",
        "SELECT COLUMNS('^sha.*$'), MAX(share) AS m FROM entries",
    ] {
        let told = told(&sample(), sql, "", 2);
        assert!(told.contains("stands beside an aggregate function"), "{sql}\n{told}");
    }
    assert!(told(&sample(), "SELECT SUM(1) AS n FROM entries", "", 2).contains("SUM of something without a column"));
    let window = "SELECT share / SUM(share) OVER () AS part FROM entries";
    let parts = answer(&sample(), window, "--format csv");
    assert_eq!((parts.lines().count(), parts.lines().nth(1)), (1 + 366, Some("0")), "one row for each entry");
    let grouped = "SELECT COUNT(*) AS n, SUM(share) / COUNT(share) AS mean FROM entries";
    assert_eq!(answer(&sample(), grouped, "--format csv"), "n,mean\n366,0.195218579234972678\n");
    let written = "SELECT SUM(CASE WHEN share > 0.3 THEN 2000000000 ELSE 0 END) AS sum FROM entries";
    assert_eq!(answer(&sample(), written, "--format csv"), "sum\n248000000000\n", "more than 32 bits");
}

#[test]
fn a_sum_that_is_too_large_is_an_error_and_never_another_number() {
    let config = config("period = \"2016-Q1\"\n[limits]\ncell = 100000000000000000000");
    let large = "90000000000000000000%";
    let folder = folder(&config, &format!("Week,Person,Build\n2016-W01,Ada Lovelace,{large}\n2016-W01,Ben,{large}\n"));
    for (folder, sql) in [
        (folder.path(), "SELECT SUM(percent) AS x FROM entries".to_owned()),
        (folder.path(), "SELECT SUM(percent) OVER (ORDER BY person) AS x FROM entries".to_owned()),
        (&sample(), "SELECT SUM(share * 9000000000000000000.0) AS x FROM entries".to_owned()),
    ] {
        let told = told(folder, &sql, "", 1);
        assert!(told.contains("error: number-too-large: "), "{sql}\n{told}");
    }
    let fits = "SELECT SUM(coverage * 4000000000000000000) AS x FROM skills WHERE coverage = 1";
    assert_eq!(answer(&sample(), fits, "--format csv"), "x\n16000000000000000000\n", "more than 64 bits");
    let inner = "SELECT x FROM (SELECT SUM(percent) AS x FROM entries) AS y";
    assert!(told(folder.path(), inner, "", 1).contains("a number of the table \"entries\" is too large"));
}

#[test]
fn numbers_of_the_query_are_decimals_in_lists_and_with_exponents_too() {
    let both = "SELECT COUNT(*) AS n FROM entries WHERE share = 0.45 OR share = 0.1";
    let list = "SELECT COUNT(*) AS n FROM entries WHERE share IN (0.45, 1e-1)";
    assert_eq!(answer(&sample(), list, ""), answer(&sample(), both, ""));
    let exact = answer(&sample(), "SELECT 1e-3 + 2.5E1 AS x FROM periods", "--format csv");
    assert_eq!(exact, "x\n25.001\n");
}

#[test]
fn warnings_are_said_and_strict_fails_with_them() {
    let folder = root().join("samples/broken/encoding-guessed");
    let sql = "SELECT COUNT(*) AS n FROM periods";
    for (flags, code) in [("", 0), ("--strict", 1)] {
        let output = ask(&folder, sql, flags);
        let told = text(&output.stderr);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(code), "n\n1\n".to_owned()), "{told}");
        assert!(told.contains("warning: encoding-guessed: ") && !told.contains("note: "), "{told}");
    }
    let output = teamcap(&folder, &words("diff . . --strict"));
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("warning: encoding-guessed: "), "{}", text(&output.stderr));
    assert_eq!(text(&teamcap(&folder, &words("diff . .")).stderr), "");
}

#[test]
fn a_value_that_parquet_cannot_hold_names_the_file() {
    let target = tempfile::tempdir().unwrap();
    let file = target.path().join("answer.parquet");
    let sql =
        "SELECT CAST(0.1 AS DECIMAL(38,30)) + CAST('0.0000000000000000000000001' AS DECIMAL(38,30)) AS x FROM periods";
    let told = told(&sample(), sql, &format!("-o \"{}\"", file.display()), 3);
    assert!(told.contains("answer.parquet: error: unwritable-file: ") && !file.exists(), "{told}");
}

#[test]
fn an_anonymous_query_shows_no_name_of_its_own() {
    let folder =
        folder(&config("period = \"2016-Q1\""), "Week,Person,Build\n2016-W01,Ada Lovelace,50%\n2016-W01,Ben,50%\n");
    for sql in [
        "SELECT share FROM entries WHERE prson = 'Ada Lovelace'",
        "SELECT FROM entries WHERE person = 'Ada Lovelace' AND",
        "SELECT 'Ada Lovelace' FROM read_csv('x')",
        "SELECT \"Ada Lovelace\" FROM entries",
    ] {
        assert!(told(folder.path(), sql, "", 2).contains("Ada Lovelace"), "{sql}");
        for flags in ["--anonymise", "--team-only"] {
            let told = told(folder.path(), sql, flags, 2);
            assert!(told.contains("Person 1") && !told.contains("Lovelace"), "{sql} {flags}\n{told}");
        }
    }
}

#[test]
fn a_figure_says_what_it_is_a_bound_of() {
    let counts = "SELECT value, up_to FROM figures WHERE up_to > value LIMIT 1";
    let found = answer(&root().join("samples/lighthouse-2024"), counts, "--period 2024-Q3 --format csv");
    assert_eq!(found.lines().count(), 2, "{found}");
    let people = (0..30).map(|at| format!("P{at}")).collect::<Vec<_>>();
    let matrix = (0..30).map(|skill| {
        let levels = (0..30).map(|at| if (at * 7 + skill * 11) % 5 < 2 { ",3" } else { ",0" }).collect::<String>();
        format!("S{skill}{levels}\n")
    });
    let matrix = format!("Skill,{}\n{}", people.join(","), matrix.collect::<String>());
    let folder = folder("", "");
    std::fs::remove_file(folder.path().join("teamcap.toml")).unwrap();
    let rows = people.iter().map(|name| format!("2016-W01,{name},50%\n")).collect::<String>();
    std::fs::write(folder.path().join("effort.csv"), format!("Week,Person,Build\n{rows}")).unwrap();
    std::fs::write(folder.path().join("skills.csv"), matrix).unwrap();
    let bounds = "SELECT bound, COUNT(*) AS n FROM figures GROUP BY bound";
    let found = answer(folder.path(), bounds, "--period 2016-Q1 --format csv");
    let review = text(&teamcap(folder.path(), &words("review --period 2016-Q1 --format json")).stdout);
    let bounded = review.matches("\"bound\": \"at").count();
    assert_eq!(found.contains("at most") || found.contains("at least"), bounded > 0, "{found}");
}

#[test]
fn days_that_two_week_rules_share_are_not_counted_twice() {
    let sheet = "Week,Person,Build\n2016-W13,Ben,50%\n";
    let first = folder(&config("period = \"2016-Q1\"\nweek_rule = \"thursday\""), sheet);
    let second = folder(&config("period = \"2016-Q2\"\nweek_rule = \"by-day\""), sheet);
    let third =
        folder(&config("period = \"2016-Q2\"\nweek_rule = \"thursday\""), "Week,Person,Build\n2016-W14,Ben,50%\n");
    let ask = |other: &Path| {
        let folders = [first.path(), other].map(|path| path.display().to_string());
        let sql = "SELECT COUNT(*) AS n FROM periods".to_owned();
        teamcap(Path::new("."), &["query".to_owned(), folders[0].clone(), folders[1].clone(), sql])
    };
    let output = ask(second.path());
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(text(&output.stderr).contains("error: same-review: "));
    assert_eq!(text(&ask(third.path()).stdout), "n\n2\n");
}

#[test]
fn an_empty_query_is_told_as_one() {
    assert!(told(&sample(), "/* nothing */ ", "", 2).contains("refused-query: the query is empty"));
    assert!(told(&sample(), "SELECT 1; SELECT 2", "", 2).contains("a query is one SELECT; this is 2 statements"));
}
