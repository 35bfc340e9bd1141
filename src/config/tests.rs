//! Every problem of a configuration, its message compared whole.

use std::sync::Arc;

use super::read;
use crate::model::exact::Exact;
use crate::problem::Numerals;
use crate::problem::show::{Style, draw_one};

/// Numbers with as many places as asked for.
struct Plain;

impl Numerals for Plain {
    fn decimal(&self, x: Exact, places: u32) -> String {
        let scaled = x.num() * 10_i128.pow(places) / x.den();
        if places == 0 {
            return scaled.to_string();
        }
        let digits = format!("{scaled:0>width$}", width = places as usize + 1);
        let (whole, rest) = digits.split_at(digits.len() - places as usize);
        format!("{whole}.{rest}")
    }
}

fn messages(text: &str) -> String {
    let (_, problems) = read(text, &Arc::from("teamcap.toml"));
    problems.iter().map(|problem| draw_one(problem, &Plain, Style::default())).collect()
}

#[test]
fn what_is_not_toml_is_told_in_the_words_of_a_configuration() {
    assert_eq!(
        messages(
            r#"[[category]]
name = Docs # x
bucket = "focus"
"#
        ),
        r#"teamcap.toml:2:8: error: not-toml: Docs stands without quotes
  2 | name = Docs # x
    |        ^^^^
  expected: a text in quotes
  write:    "Docs"
"#
    );
    assert_eq!(
        messages(
            r#"team = “Harbour”
"#
        ),
        r#"teamcap.toml:1:8: error: not-toml: “Harbour” stands in typographic quotes
  1 | team = “Harbour”
    |        ^^^^^^^^^
  expected: straight quotes, as in "Ada"
  write:    "Harbour"
"#
    );
    assert_eq!(
        messages(
            r#"team = "Harbour
period = "Q9"
"#
        ),
        r#"teamcap.toml:1:16: error: not-toml: this text is never closed
  1 | team = "Harbour
    |                ^
  expected: the closing quotation mark on the same line
  write:    the closing mark; a quotation mark inside a text is written \"
teamcap.toml:2:10: error: wrong-value: period cannot be "Q9"
  2 | period = "Q9"
    |          ^^^^
  expected: a quarter, a year, a month or a range of days
  write:    2016-Q1, FY2016-Q3, 2016, FY2016, 2016-02 or 2016-01-04..2016-04-03
"#
    );
    assert_eq!(
        messages(
            r#"[[source]]
files = ["hours\2016.csv"]
"#
        ),
        r#"teamcap.toml:2:17: error: not-toml: a backslash in double quotes begins an escape, and this is none
  2 | files = ["hours\2016.csv"]
    |                 ^
  expected: a path with /, or a text in single quotes, where a backslash is only
            a backslash
  write:    "hours/2016.csv" or 'hours\2016.csv'
"#
    );
    assert_eq!(
        messages(
            r#"team = "a"
team = "b"
"#
        ),
        r#"teamcap.toml:2:1: error: not-toml: "team" stands a second time
  2 | team = "b"
    | ^^^^
  expected: each key once in its table, each [table] once; only [[double]] ones
            repeat
  write:    one of the two
"#
    );
    assert_eq!(
        messages(
            r#"team =
"#
        ),
        r#"teamcap.toml:1:7: error: not-toml: there is no value behind the equals sign
  1 | team =
    |       ^
  expected: a value on the same line
  write:    the value, or delete the line
"#
    );
    assert_eq!(
        messages(
            r#"team: Harbour
"#
        ),
        r#"teamcap.toml:1:5: error: not-toml: there is a key without an equals sign and a value
  1 | team: Harbour
    |     ^
  expected: key = value
  write:    name = "Ada"; or # in front, if the line is a comment
"#
    );
    assert_eq!(
        messages(
            r#"team Harbour
"#
        ),
        r#"teamcap.toml:1:6: error: not-toml: there is a key without an equals sign and a value
  1 | team Harbour
    |      ^
  expected: key = value
  write:    name = "Ada"; or # in front, if the line is a comment
"#
    );
    assert_eq!(
        messages(
            r#"full_week = 37,5
"#
        ),
        r#"teamcap.toml:1:15: error: not-toml: there is a comma in a number
  1 | full_week = 37,5
    |               ^
  expected: a dot before the decimal places, and no mark between thousands
  write:    37.5
"#
    );
    assert_eq!(
        messages(
            r#"full_week = 040
"#
        ),
        r#"teamcap.toml:1:13: error: not-toml: the number begins with a 0
  1 | full_week = 040
    |             ^
  expected: a number without zeros in front
  write:    the number without them; a text that looks like a number stands in
            quotes
"#
    );
    assert_eq!(
        messages(
            r#"until = 2016-02-30
"#
        ),
        r#"teamcap.toml:1:9: error: not-toml: "2016-02-30" is not a day of the calendar
  1 | until = 2016-02-30
    |         ^^^^^^^^^^
  expected: year, month and day
  write:    for example 2016-01-18
"#
    );
    assert_eq!(
        messages(
            r#"team = "a" period = "2016-Q1"
"#
        ),
        r#"teamcap.toml:1:12: error: not-toml: there is more behind the value
  1 | team = "a" period = "2016-Q1"
    |            ^
  expected: the end of the line or a # comment
  write:    one key and its value on a line
"#
    );
    assert_eq!(
        messages(
            r#"team = "a\u00"
"#
        ),
        r#"teamcap.toml:1:14: error: not-toml: a backslash in double quotes begins an escape, and this is none
  1 | team = "a\u00"
    |              ^
  expected: a path with /, or a text in single quotes, where a backslash is only
            a backslash
  write:    "hours/2016.csv" or 'hours\2016.csv'
"#
    );
}

#[test]
fn what_follows_from_a_syntax_error_is_not_told_again() {
    assert_eq!(
        messages(
            r#"[[person]
name = "Ada"
fte = 3
[[person]]
name = "Ben"
fte = 3
"#
        ),
        r#"teamcap.toml:1:10: error: not-toml: this heading is never closed
  1 | [[person]
    |          ^
  expected: as many brackets behind the name as before it
  write:    [skills] or [[person]]
teamcap.toml:6:7: error: wrong-value: fte cannot be 3
  6 | fte = 3
    |       ^
  expected: a number from 0 to 2; 1 is full-time
  write:    0.8 for 80 percent; a person's hours = 32 for hours of a full week
"#
    );
    assert_eq!(
        messages(
            r#"working_days = ["Mon", "Tue"
team = 5
[[person]]
name 5
fte = 3
"#
        ),
        r#"teamcap.toml:2:1: error: not-toml: the list or table that began above goes on here
  2 | team = 5
    | ^
  expected: a comma between two values, and ] or } behind the last
  write:    the missing , or ] or }
"#
    );
}

#[test]
fn unknown_keys_come_with_the_near_ones_or_with_all() {
    assert_eq!(
        messages(
            r#"peroid = "2016-Q1"
[[person]]
name = "Ada"
alias = []
[[accept]]
problem = "key-person"
why = "x"
until = 1
"#
        ),
        r#"teamcap.toml:1:1: error: unknown-key: "peroid" is not a key of teamcap.toml
  1 | peroid = "2016-Q1"
    | ^^^^^^
  write: did you mean period?
teamcap.toml:4:1: error: unknown-key: "alias" is not a key of [[person]]
  4 | alias = []
    | ^^^^^
  write: did you mean aliases?
teamcap.toml:8:1: error: unknown-key: "until" is not a key of [[accept]]
  8 | until = 1
    | ^^^^^
  expected: one of problem, at, why
"#
    );
}

#[test]
fn a_wrong_type_names_both_and_shows_the_value_in_the_right_one() {
    assert_eq!(
        messages(
            r#"team = 5
full_week = "40"
limits = 3
working_days = "Mon"
buckets = 4
"#
        ),
        r#"teamcap.toml:1:8: error: wrong-type: team is a number
  1 | team = 5
    |        ^
  expected: a text
  write:    for example team = "..."
teamcap.toml:2:13: error: wrong-type: full_week is a text
  2 | full_week = "40"
    |             ^^^^
  expected: a number
  write:    full_week = 40
teamcap.toml:3:10: error: wrong-type: limits is a number
  3 | limits = 3
    |          ^
  expected: a table
teamcap.toml:4:16: error: wrong-type: working_days is a text
  4 | working_days = "Mon"
    |                ^^^^^
  expected: a list of texts
  write:    working_days = ["Mon"]
teamcap.toml:5:11: error: wrong-type: buckets is a number
  5 | buckets = 4
    |           ^
  expected: a list of texts
  write:    for example buckets = ["...", "..."]
"#
    );
    assert_eq!(
        messages(
            r#"[source]
files = "effort.csv"
"#
        ),
        r#"teamcap.toml:1:1: error: wrong-type: source is a table
  1 | [source]
    | ^^^^^^^^
  expected: a list of tables
  write:    [[source]]
"#
    );
    assert_eq!(
        messages(
            r#"[[person]]
name = "Ada"
fte = "1"
joined = 2016-01-01T10:00:00
left = 2016
leave = { from = 2016-02-01, to = 2016-02-05 }
[skills.of.Deploy]
critical = "yes"
weight = []
"#
        ),
        r#"teamcap.toml:3:7: error: wrong-type: fte is a text
  3 | fte = "1"
    |       ^^^
  expected: a number, or a list of dated ones
  write:    for example fte = [{ from = 2016-01-01, is = 0.8 }]
teamcap.toml:4:10: error: wrong-type: joined is a time, or a date with one
  4 | joined = 2016-01-01T10:00:00
    |          ^^^^^^^^^^^^^^^^^^^
  expected: a date
  write:    for example joined = 2016-01-18
teamcap.toml:5:8: error: wrong-type: left is a number
  5 | left = 2016
    |        ^^^^
  expected: a date
  write:    for example left = 2016-01-18
teamcap.toml:6:9: error: wrong-type: leave is a table
  6 | leave = { from = 2016-02-01, to = 2016-02-05 }
    |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  expected: a list of tables
  write:    leave = [{ from = 2016-02-01, to = 2016-02-05 }]
teamcap.toml:8:12: error: wrong-type: critical is a text
  8 | critical = "yes"
    |            ^^^^^
  expected: true or false
  write:    critical = true or critical = false
teamcap.toml:9:10: error: wrong-type: weight is a list
  9 | weight = []
    |          ^^
  expected: a number
  write:    for example weight = 1
"#
    );
}

#[test]
fn a_wrong_value_says_which_would_be_right() {
    assert_eq!(
        messages(
            r#"full_week = 1e1
until = "W8"
period = "Q3"
fiscal_year_starts = "Juli"
working_days = ["Monday"]
limits = { under = 110 }
team = " "
"#
        ),
        r#"teamcap.toml:1:13: error: wrong-value: full_week cannot be 1e1
  1 | full_week = 1e1
    |             ^^^
  expected: a number in plain digits, with a dot before at most 18 decimal
            places
  write:    for example 0.8; not 1e3, 1_000, inf or 0x10
teamcap.toml:2:9: error: wrong-value: until cannot be "W8"
  2 | until = "W8"
    |         ^^^^
  expected: a week, or any day of it
  write:    for example "2016-W08" or 2016-02-28
teamcap.toml:3:10: error: wrong-value: period cannot be "Q3"
  3 | period = "Q3"
    |          ^^^^
  expected: a quarter, a year, a month or a range of days
  write:    2016-Q1, FY2016-Q3, 2016, FY2016, 2016-02 or 2016-01-04..2016-04-03
teamcap.toml:4:22: error: wrong-value: fiscal_year_starts cannot be "Juli"
  4 | fiscal_year_starts = "Juli"
    |                      ^^^^^^
  expected: the name of a month
  write:    did you mean July or June?
teamcap.toml:5:17: error: wrong-value: working_days cannot be "Monday"
  5 | working_days = ["Monday"]
    |                 ^^^^^^^^
  expected: one of Mon, Tue, Wed, Thu, Fri, Sat, Sun
teamcap.toml:6:20: error: wrong-value: under cannot be 110
  6 | limits = { under = 110 }
    |                    ^^^
  expected: a number above 0 and at most 105
teamcap.toml:7:8: error: wrong-value: team is blank
  7 | team = " "
    |        ^^^
  expected: a text that is not blank
"#
    );
    assert_eq!(
        messages(
            r#"[[category]]
name = "Docs"
bucket = "focsu"
match = [{}]
"#
        ),
        r#"teamcap.toml:3:10: error: wrong-value: bucket cannot be "focsu"
  3 | bucket = "focsu"
    |          ^^^^^^^
  expected: one of strengthen, focus, experiment, maintenance, leave, excluded
  write:    did you mean focus?
teamcap.toml:4:10: error: wrong-value: a rule of match tests nothing, so it would match everything
  4 | match = [{}]
    |          ^^
  expected: at least one of project, task, tag, client, description, billable,
            type
"#
    );
    assert_eq!(
        messages(
            r#"[[person]]
name = "Ada"
fte = 80
leave = [{ from = "2016-2-1", to = 2016-02-01, part = 1.5 }]
"#
        ),
        r#"teamcap.toml:3:7: error: wrong-value: fte cannot be 80
  3 | fte = 80
    |       ^^
  expected: a number from 0 to 2; 1 is full-time
  write:    0.8 for 80 percent; a person's hours = 32 for hours of a full week
teamcap.toml:4:19: error: wrong-value: from cannot be "2016-2-1"
  4 | leave = [{ from = "2016-2-1", to = 2016-02-01, part = 1.5 }]
    |                   ^^^^^^^^^^
  expected: a day of the calendar: year, month, day
  write:    for example 2016-01-18
teamcap.toml:4:55: error: wrong-value: part cannot be 1.5
  4 | leave = [{ from = "2016-2-1", to = 2016-02-01, part = 1.5 }]
    |                                                       ^^^
  expected: a number above 0 and at most 1
"#
    );
    assert_eq!(
        messages(
            r#"[[source]]
files = []
delimiter = "ab"
dates = "ymd"
skip_rows = 1.5
"#
        ),
        r#"teamcap.toml:2:9: error: wrong-value: files is an empty list
  2 | files = []
    |         ^^
  expected: at least one value
teamcap.toml:3:13: error: wrong-value: delimiter cannot be "ab"
  3 | delimiter = "ab"
    |             ^^^^
  expected: one character between two fields: , ; | or \t
teamcap.toml:4:9: error: wrong-value: dates cannot be "ymd"
  4 | dates = "ymd"
    |         ^^^^^
  expected: one of dmy, mdy
teamcap.toml:5:13: error: wrong-value: skip_rows cannot be 1.5
  5 | skip_rows = 1.5
    |             ^^^
  expected: a whole number in plain digits
"#
    );
    assert_eq!(
        messages(
            r#"[skills]
scale_max = 3
bar = 4
words = { expert = 5 }
[[accept]]
problem = "filled-difers"
why = "x"
"#
        ),
        r#"teamcap.toml:3:7: error: wrong-value: bar cannot be 4
  3 | bar = 4
    |       ^
  expected: a number from 1 to 3
teamcap.toml:4:20: error: wrong-value: expert cannot be 5
  4 | words = { expert = 5 }
    |                    ^
  expected: a number from 0 to 3
teamcap.toml:6:11: error: wrong-value: teamcap raises no problem named "filled-difers"
  6 | problem = "filled-difers"
    |           ^^^^^^^^^^^^^^^
  expected: the name of a warning or a note, as its message shows it
  write:    did you mean filled-differs?
"#
    );
}

#[test]
fn missing_keys_are_named_where_their_table_begins() {
    assert_eq!(
        messages(
            r#"[[person]]
fte = 1
[[category]]
name = "Docs"
[[source]]
[skills]
scale_max = 10
"#
        ),
        r#"teamcap.toml:1:1: error: missing-key: [[person]] has no name
  1 | [[person]]
    | ^^^^^^^^^^
  write: name = "Ada"
teamcap.toml:3:1: error: missing-key: [[category]] has no bucket
  3 | [[category]]
    | ^^^^^^^^^^^^
  write: bucket = "maintenance"
teamcap.toml:5:1: error: missing-key: [[source]] has no files
  5 | [[source]]
    | ^^^^^^^^^^
  write: files = ["effort.csv"]
teamcap.toml:6:1: error: missing-key: [skills] has no bar
  6 | [skills]
    | ^^^^^^^^
  expected: a bar of its own for a scale that is not 0 to 5
  write:    bar = 6
"#
    );
}

#[test]
fn a_version_that_is_said_has_to_be_right() {
    assert_eq!(
        messages(
            r#"version = 2
"#
        ),
        r#"teamcap.toml:1:11: error: unknown-version: version 2 is not one that this teamcap knows
  1 | version = 2
    |           ^
  expected: version = 1
  write:    version = 1, or use the teamcap that this configuration was written
            for
"#
    );
}

#[test]
fn names_are_said_once() {
    assert_eq!(
        messages(
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
"#
        ),
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
"#
    );
}

#[test]
fn two_statements_about_one_fte_clash() {
    assert_eq!(
        messages(
            r#"[[person]]
name = "Ada"
fte = 0.5
hours = 32
"#
        ),
        r#"teamcap.toml:4:9: error: overlapping-fte: Ada: fte says 0.5, hours say 0.8 of a full week
  4 | hours = 32
    |         ^^
  expected: fte or hours, not both
  write:    the one that holds
  also:     teamcap.toml:3:7
"#
    );
    assert_eq!(
        messages(
            r#"[[person]]
name = "Ada"
fte = [
  { from = 2016-02-01, is = 1 },
  { from = 2016-02-01, is = 0.5 },
  { from = 2016-01-01, is = 0.5 },
  { is = 0.5 },
]
hours = 32
"#
        ),
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
"#
    );
}

#[test]
fn days_run_forwards() {
    assert_eq!(
        messages(
            r#"[[person]]
name = "Ada"
joined = 2016-01-01
left = 2015-12-31
leave = [{ from = 2016-02-05, to = 2016-02-01 }]
"#
        ),
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
"#
    );
}

#[test]
fn only_warnings_and_notes_can_be_accepted() {
    assert_eq!(
        messages(
            r#"[[accept]]
problem = "unreadable-number"
why = "x"
"#
        ),
        r#"teamcap.toml:2:11: error: not-acceptable: "unreadable-number" is an error, and an error cannot be accepted
  2 | problem = "unreadable-number"
    |           ^^^^^^^^^^^^^^^^^^^
  expected: the name of a warning or a note
  write:    nothing here: correct what the error names, or run with --keep-going
"#
    );
}

#[test]
fn holidays_and_sources_are_of_people_on_the_roster() {
    assert_eq!(
        messages(
            r#"holidays = [{ date = 2016-01-06, people = ["Adda"] }]
[[person]]
name = "Ada"
[[source]]
files = ["zoe.csv"]
person = "Zoe"
"#
        ),
        r#"teamcap.toml:1:44: error: unknown-name: "Adda" is not on the roster
  1 | holidays = [{ date = 2016-01-06, people = ["Adda"] }]
    |                                            ^^^^^^
  expected: a name or an alias of a [[person]] in teamcap.toml
  write:    did you mean Ada?
teamcap.toml:6:10: error: unknown-name: "Zoe" is not on the roster
  6 | person = "Zoe"
    |          ^^^^^
  expected: a name or an alias of a [[person]] in teamcap.toml
  write:    a [[person]] with name = "Zoe", if somebody is missing
"#
    );
}
