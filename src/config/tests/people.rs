//! Messages about names, FTEs, days and who they belong to.

use super::told;

#[test]
fn names_are_said_once() {
    told(
        r#"buckets = ["focus", "Focus", "leave"]
[[person]]
name = "Ada"
aliases = ["ADA"]
[[person]]
name = "Ben"
aliases = ["ada"]
[[category]]
name = "Docs"
bucket = "focus"
[[category]]
name = "docs"
bucket = "focus"
[skills.of.Deploy]
[skills.of.DEPLOY]
"#,
        r#"teamcap.toml:1:21: error: repeated-name: "Focus" is the same name as the bucket "focus"
  1 | buckets = ["focus", "Focus", "leave"]
    |                     ^^^^^^^
  expected: each name once; case and doubled spaces make no difference
  write:    another name, or delete one of the two
teamcap.toml:1:30: error: reserved-name: a bucket cannot be named "leave"
  1 | buckets = ["focus", "Focus", "leave"]
    |                              ^^^^^^^
  expected: a name other than leave, excluded and unclassified: these stand
            beside the buckets always
  write:    the buckets without it; bucket = "leave" or "excluded" in a
            [[category]] works as it is
teamcap.toml:7:12: error: repeated-name: "ada" is the same name as the person "Ada"
  7 | aliases = ["ada"]
    |            ^^^^^
  expected: each name once; case and doubled spaces make no difference
  write:    another name, or delete one of the two
  also:     teamcap.toml:3:8
teamcap.toml:12:8: error: repeated-name: "docs" is the same name as the category "Docs"
  12 | name = "docs"
     |        ^^^^^^
  expected: each name once; case and doubled spaces make no difference
  write:    another name, or delete one of the two
  also:     teamcap.toml:8:1
teamcap.toml:15:12: error: repeated-name: "DEPLOY" is the same name as the skill "Deploy"
  15 | [skills.of.DEPLOY]
     |            ^^^^^^
  expected: each name once; case and doubled spaces make no difference
  write:    another name, or delete one of the two
  also:     teamcap.toml:14:12
"#,
    );
}

#[test]
fn two_statements_about_one_fte_clash() {
    told(
        r#"[[person]]
name = "Ada"
fte = 0.5
hours = 32
"#,
        r#"teamcap.toml:4:9: error: overlapping-fte: Ada: fte says 0.5, hours say 0.8 of a full week
  4 | hours = 32
    |         ^^
  expected: fte or hours, not both
  write:    the one that holds
  also:     teamcap.toml:3:7
"#,
    );
    told(
        r#"[[person]]
name = "Ada"
fte = [
  { from = 2016-02-01, is = 1 },
  { from = 2016-02-01, is = 0.5 },
  { from = 2016-01-01, is = 0.5 },
  { is = 0.5 },
]
hours = 32
"#,
        r#"teamcap.toml:5:3: error: overlapping-fte: Ada: two FTEs hold from 2016-02-01
  5 |   { from = 2016-02-01, is = 0.5 },
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  expected: one FTE from each day
  write:    the one that holds
  also:     teamcap.toml:4:3
teamcap.toml:6:3: error: overlapping-fte: Ada: the FTE from 2016-01-01 stands below the one from 2016-02-01
  6 |   { from = 2016-01-01, is = 0.5 },
    |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  expected: the earliest first
  write:    the entries in the order of their days
  also:     teamcap.toml:4:3
teamcap.toml:7:3: error: overlapping-fte: Ada: an FTE without from stands below the one from 2016-02-01
  7 |   { is = 0.5 },
    |   ^^^^^^^^^^^^
  expected: the one that has always held first
  write:    from = the day from which it holds, or move it to the top
  also:     teamcap.toml:4:3
teamcap.toml:9:9: error: overlapping-fte: Ada: fte is a list of dated ones, and hours stand beside it
  9 | hours = 32
    |         ^^
  expected: fte or hours, not both
  write:    the list alone; hours / full_week is the FTE
  also:     teamcap.toml:3:7
"#,
    );
}

#[test]
fn days_run_forwards() {
    told(
        r#"[[person]]
name = "Ada"
joined = 2016-01-01
left = 2015-12-31
leave = [{ from = 2016-02-05, to = 2016-02-01 }]
"#,
        r#"teamcap.toml:4:8: error: reversed-range: left = 2015-12-31 is before joined = 2016-01-01
  4 | left = 2015-12-31
    |        ^^^^^^^^^^
  expected: left on the day of joined, or later
  write:    the day that was meant; both days are included
teamcap.toml:5:36: error: reversed-range: to = 2016-02-01 is before from = 2016-02-05
  5 | leave = [{ from = 2016-02-05, to = 2016-02-01 }]
    |                                    ^^^^^^^^^^
  expected: to on the day of from, or later
  write:    the day that was meant; both days are included
"#,
    );
}

#[test]
fn holidays_and_sources_are_of_people_on_the_roster() {
    told(
        r#"holidays = [{ date = 2016-01-06, people = ["Adda"] }]
[[person]]
name = "Ada"
[[source]]
files = ["zoe.csv"]
person = "Zoe"
"#,
        r#"teamcap.toml:1:44: error: unknown-name: "Adda" is not on the roster
  1 | holidays = [{ date = 2016-01-06, people = ["Adda"] }]
    |                                            ^^^^^^
  expected: a name or an alias of a [[person]] in teamcap.toml
  hint:     did you mean Ada?
teamcap.toml:6:10: error: unknown-name: "Zoe" is not on the roster
  6 | person = "Zoe"
    |          ^^^^^
  expected: a name or an alias of a [[person]] in teamcap.toml
  write:    a [[person]] with name = "Zoe", if somebody is missing
"#,
    );
}
