//! What `teamcap query` refuses, because its engine would answer it wrongly without a word, and what looks alike and is right.

use crate::query::{answer, ask, sample};
use crate::support::text;

/// Each is refused, with these words.
fn all_refused(statements: &[(&str, &str)]) {
    for (sql, words) in statements {
        let output = ask(&sample(), sql, "");
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{sql}");
        let told = text(&output.stderr);
        assert!(told.starts_with("query:1:") && told.contains(": error: wrong-query: "), "{sql}\n{told}");
        assert!(told.contains(words) && told.contains("; write "), "{sql}\n{told}");
    }
}

/// Each is answered, with these rows of CSV.
fn all_answered(statements: &[(&str, &str)]) {
    for (sql, rows) in statements {
        let csv = answer(&sample(), sql, "--format csv");
        let found: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(found.join(" "), *rows, "{sql}");
    }
}

#[test]
fn an_outer_join_takes_equalities_of_columns() {
    let words = "takes equalities of two columns";
    all_refused(&[
        ("SELECT COUNT(*) AS n FROM people p LEFT JOIN weeks w ON p.person = w.person AND w.week = '2016-W01'", words),
        ("SELECT COUNT(*) AS n FROM people p LEFT JOIN weeks w ON p.person = w.person AND w.recorded > 0", words),
        ("SELECT COUNT(*) AS n FROM people p RIGHT JOIN weeks w ON (p.person = w.person) AND (p.due = 1)", words),
        ("SELECT COUNT(*) AS n FROM people p FULL JOIN weeks w ON p.fte < w.capacity", words),
        ("SELECT COUNT(*) AS n FROM people p LEFT JOIN weeks w ON UPPER(p.person) = w.person", words),
        ("SELECT COUNT(*) AS n FROM people p LEFT JOIN weeks w ON p.person = w.person AND w.month = w.week", words),
        (
            "SELECT n FROM (SELECT COUNT(*) AS n FROM people p LEFT JOIN weeks w ON p.person = w.person AND p.due > 13) AS t",
            words,
        ),
    ]);
    // Six people, and thirteen weeks of each.
    all_answered(&[
        ("SELECT COUNT(*) AS n FROM people p LEFT JOIN weeks w ON p.person = w.person AND w.period = p.period", "78"),
        (
            "SELECT COUNT(*) AS n, COUNT(w.week) AS found FROM people p LEFT JOIN (SELECT person, week FROM weeks \
             WHERE week = '2016-W01' AND state = 'not submitted') AS w ON p.person = w.person",
            "6,1",
        ),
        ("SELECT COUNT(*) AS n FROM people p JOIN weeks w ON p.person = w.person AND w.capacity > 5", "0"),
        ("SELECT COUNT(*) AS n FROM people a JOIN people b ON a.person <> b.person", "30"),
        ("SELECT COUNT(*) AS n FROM people LEFT JOIN weeks USING (person)", "78"),
    ]);
}

#[test]
fn a_name_stands_for_one_table() {
    all_refused(&[
        ("WITH people AS (SELECT * FROM weeks) SELECT COUNT(*) AS n FROM people", "a table of the review"),
        ("WITH People AS (SELECT * FROM weeks) SELECT COUNT(*) AS n FROM people", "a table of the review"),
        ("WITH x AS (SELECT 1 AS a), x AS (SELECT 2 AS a) SELECT a FROM x", "another table of WITH"),
        (
            "WITH x AS (SELECT 1 AS a) SELECT a FROM (WITH X AS (SELECT 2 AS a) SELECT a FROM X) AS t",
            "another table of WITH",
        ),
        ("SELECT COUNT(*) AS n FROM (SELECT * FROM weeks) AS people", "another table"),
        ("SELECT COUNT(*) AS n FROM weeks AS people", "another table"),
    ]);
    all_answered(&[
        ("WITH late AS (SELECT person FROM people WHERE submitted < 13) SELECT COUNT(*) AS n FROM late", "3"),
        ("WITH a AS (SELECT due FROM people), b AS (SELECT SUM(due) AS due FROM a) SELECT due FROM b", "78"),
    ]);
}

#[test]
fn windows_and_groups_are_asked_one_after_the_other() {
    let beside = "is not answered beside GROUP BY";
    let order = "does not follow the ORDER BY";
    all_refused(&[
        ("SELECT person, SUM(due) AS d, LAG(SUM(due)) OVER (ORDER BY person) AS x FROM people GROUP BY person", beside),
        ("SELECT person, COUNT(*) OVER () AS x FROM people GROUP BY person", beside),
        ("SELECT SUM(due) AS d, COUNT(*) OVER () AS x FROM people", "stands beside an aggregate function"),
        ("SELECT MAX(SUM(due)) AS x FROM people", "inside MAX"),
        ("SELECT SUM(COUNT(*)) OVER () AS x FROM people", "stands beside an aggregate function"),
        ("SELECT SUM(due) OVER () AS x FROM people", "one row"),
        ("SELECT AVG(due) OVER (PARTITION BY team ORDER BY person) AS x FROM people", order),
        ("SELECT MEDIAN(due) OVER (ORDER BY person) AS x FROM people", order),
        (
            "SELECT SUM(due) OVER (ORDER BY person ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS x FROM people",
            "other rows",
        ),
        (
            "SELECT SUM(due) OVER (PARTITION BY team ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS x FROM people",
            "other rows",
        ),
        ("SELECT RANK() OVER (ORDER BY due) AS x FROM people", "RANK is not answered"),
        ("SELECT \"rank\"() OVER (ORDER BY due) AS x FROM people", "RANK is not answered"),
        ("SELECT \"Greatest\"(due, '2') AS x FROM people", "letter by letter"),
        ("SELECT SUM(1) AS x FROM people", "without a column"),
        ("SELECT team, MAX(2) AS x FROM people GROUP BY team", "without a column"),
        ("SELECT SUM(CASE WHEN 1 = 1 THEN 1 END) AS x FROM people", "without a column"),
    ]);
    all_answered(&[
        ("SELECT SUM(due) OVER (ORDER BY person) AS x FROM people", "13 26 39 52 65 78"),
        (
            "SELECT SUM(due) OVER (ORDER BY person ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS x FROM people",
            "13 26 39 52 65 78",
        ),
        ("SELECT submitted AS s, SUM(due) OVER () AS x FROM people", "12,78 12,78 11,78 13,78 13,78 13,78"),
        ("SELECT ROW_NUMBER() OVER (ORDER BY person DESC) AS x FROM people", "6 5 4 3 2 1"),
        ("SELECT LAG(submitted) OVER (ORDER BY person) AS x FROM people", "\"\" 12 12 11 13 13"),
        (
            "SELECT submitted, COUNT(*) OVER () AS x FROM (SELECT submitted, SUM(due) AS d FROM people GROUP BY submitted) AS t",
            "12,3 11,3 13,3",
        ),
        ("SELECT COUNT(*) AS a, COUNT(1) AS b, SUM(due) AS c FROM people", "6,6,78"),
        ("SELECT SUM(CASE WHEN submitted = 13 THEN 1 ELSE 0 END) AS x FROM people", "3"),
    ]);
}

#[test]
fn numbers_are_compared_with_numbers() {
    let words = "compared letter by letter";
    all_refused(&[
        ("SELECT person FROM people WHERE due = '13'", words),
        ("SELECT person FROM people WHERE capacity > '9'", words),
        ("SELECT person FROM people WHERE '9' <= capacity * 2", words),
        ("SELECT person FROM people WHERE capacity BETWEEN '1' AND '20'", words),
        ("SELECT person FROM people WHERE capacity IN ('13')", words),
        ("SELECT person FROM entries GROUP BY person HAVING SUM(share) > '9'", words),
        (
            "SELECT person FROM (SELECT person, SUM(share) AS s FROM entries GROUP BY person) AS t WHERE t.s > '9'",
            words,
        ),
        ("SELECT CASE WHEN COALESCE(recorded, 0) = '1' THEN 1 END AS x FROM weeks", words),
        ("SELECT CASE due WHEN '13' THEN 1 END AS x FROM people", words),
        ("SELECT person FROM people WHERE capacity = person", words),
    ]);
    all_answered(&[
        ("SELECT COUNT(*) AS n FROM people WHERE due = 13 AND person >= 'D'", "4"),
        ("SELECT COUNT(*) AS n FROM people WHERE person IN ('Chad', 'Dan')", "2"),
        ("SELECT COUNT(*) AS n FROM weeks WHERE first_day = '2016-01-04'", "6"),
        ("SELECT COUNT(*) AS n FROM figures WHERE missing = 'nobody'", "0"),
        ("SELECT COUNT(*) AS n FROM people WHERE CAST(due AS VARCHAR) = '13'", "6"),
    ]);
}

#[test]
fn whole_numbers_never_wrap_and_decimals_keep_their_places() {
    let words = "fewer than 18 places";
    all_refused(&[
        ("SELECT CAST(due AS TINYINT) AS x FROM people", "CAST to TINYINT"),
        ("SELECT CAST(due AS SMALLINT) * 1000 AS x FROM people", "CAST to SMALLINT"),
        ("SELECT due::INT AS x FROM people", "CAST to INT"),
        ("SELECT CAST(due AS INT UNSIGNED) AS x FROM people", "CAST to INT UNSIGNED"),
        ("SELECT CAST(fte AS DECIMAL(10, 2)) / 3 AS x FROM people", words),
        ("SELECT SUM(CAST(fte AS DECIMAL(10, 2))) AS x FROM people", words),
        ("SELECT x / 3 AS y FROM (SELECT CAST(fte AS DECIMAL(10, 2)) AS x FROM people) AS t", words),
        ("SELECT CAST(fte AS DECIMAL) / 3 AS x FROM people", words),
    ]);
    all_answered(&[
        ("SELECT CAST(due AS BIGINT) AS x FROM people LIMIT 1", "13"),
        ("SELECT CAST(due AS DECIMAL(10, 2)) AS x FROM people LIMIT 1", "13"),
        ("SELECT CAST(due AS DECIMAL(38, 18)) / 8 AS x FROM people LIMIT 1", "1.625"),
        ("SELECT SUM(due) * 1000000000000000000 AS x FROM people", "78000000000000000000"),
        ("SELECT SUM(due) * -1000000000 * (1000000000) AS x FROM people", "-78000000000000000000"),
        ("SELECT SUM(due) + 9223372036854775807 AS x FROM people", "9223372036854775885"),
        ("SELECT due * 2 AS x, due + 1 AS y, 0 - due AS z FROM people LIMIT 1", "26,14,-13"),
    ]);
    for sql in [
        "SELECT SUM(due) * 1000000000000000000 * 1000 AS x FROM people",
        "SELECT SUM(due) * 1000000000000 * 1000000000000 AS x FROM people",
    ] {
        let output = ask(&sample(), sql, "");
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{sql}");
    }
}

#[test]
fn what_the_engine_lacks_is_said_in_plain_words() {
    all_refused(&[
        ("SELECT submitted = 13 IS TRUE AS x FROM people", "IS TRUE is not answered; write = true"),
        ("SELECT skill FROM ratings WHERE qualified IS NOT TRUE", "OR ... IS NULL"),
        ("SELECT skill FROM ratings WHERE qualified IS FALSE", "= false"),
        ("SELECT skill FROM ratings WHERE qualified IS NOT FALSE", "OR ... IS NULL"),
        ("SELECT LPAD(person, 1000000000, 'x') AS x FROM people", "LPAD is not answered"),
        ("SELECT RPAD(person, 9) AS x FROM people", "RPAD is not answered"),
        ("SELECT person FROM people WHERE EXISTS (SELECT 1 FROM weeks)", "EXISTS is not answered"),
        ("SELECT person FROM people WHERE due = (SELECT MAX(due) FROM people)", "a subquery in the place of a value"),
        ("SELECT DATE_TRUNC('month', first_day) AS x FROM weeks", "EXTRACT"),
        ("SELECT team, SUM(due) AS x FROM people GROUP BY ROLLUP (team)", "UNION ALL"),
        ("SELECT team, SUM(due) AS x FROM people GROUP BY CUBE (team)", "UNION ALL"),
        ("SELECT team, SUM(due) AS x FROM people GROUP BY GROUPING SETS ((team), ())", "UNION ALL"),
        ("SELECT due FROM people UNION SELECT submitted AS due FROM people", "in another order at each run"),
        ("SELECT person FROM people INTERSECT SELECT person FROM weeks", "INTERSECT is not answered"),
        ("SELECT person FROM people EXCEPT SELECT person FROM weeks", "EXCEPT is not answered"),
        ("SELECT due, team FROM people UNION SELECT submitted, team FROM people ORDER BY due", "another order"),
    ]);
    let union = "SELECT due FROM people UNION SELECT submitted AS due FROM people ORDER BY due";
    let distinct = "SELECT DISTINCT * FROM (SELECT due FROM people UNION ALL SELECT submitted AS due FROM people) AS t";
    for _ in 0..5 {
        all_answered(&[(union, "11 12 13"), (distinct, "13 12 11")]);
    }
    all_answered(&[
        ("SELECT COUNT(*) AS n FROM people WHERE (submitted = 13) = true", "3"),
        (
            "SELECT COUNT(*) AS n FROM people WHERE person IN (SELECT person FROM weeks WHERE state = 'not submitted')",
            "3",
        ),
    ]);
}
