//! Messages about keys, types and values.

use super::told;

#[test]
fn unknown_keys_come_with_the_near_ones_or_with_all() {
    told(
        r#"peroid = "2016-Q1"
[[person]]
name = "Ada"
alias = []
[[accept]]
problem = "key-person"
why = "x"
until = 1
"#,
        r#"teamcap.toml:1:1: error: unknown-key: "peroid" is not a key of teamcap.toml
  1 | peroid = "2016-Q1"
    | ^^^^^^
  hint: did you mean period?
teamcap.toml:4:1: error: unknown-key: "alias" is not a key of [[person]]
  4 | alias = []
    | ^^^^^
  hint: did you mean aliases?
teamcap.toml:8:1: error: unknown-key: "until" is not a key of [[accept]]
  8 | until = 1
    | ^^^^^
  expected: one of problem, at, why
  write:    it above the first [heading]: what stands below one belongs to it
"#,
    );
}

#[test]
fn a_wrong_type_names_both_and_shows_the_value_in_the_right_one() {
    told(
        r#"team = 5
full_week = "40"
limits = 3
working_days = "Mon"
buckets = 4
"#,
        r#"teamcap.toml:1:8: error: wrong-type: team is a number
  1 | team = 5
    |        ^
  expected: a text
  write:    team = with a text in quotation marks
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
  write:    for example buckets = ["one", "another"]
"#,
    );
    told(
        r#"[source]
files = "effort.csv"
"#,
        r#"teamcap.toml:1:1: error: wrong-type: source is a table
  1 | [source]
    | ^^^^^^^^
  expected: a list of tables
  write:    [[source]]
"#,
    );
    told(
        r#"[[person]]
name = "Ada"
fte = "1"
joined = 2016-01-01T10:00:00
left = 2016
leave = { from = 2016-02-01, to = 2016-02-05 }
[skills.of.Deploy]
critical = "yes"
weight = []
"#,
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
"#,
    );
}

#[test]
fn a_number_with_more_digits_than_can_be_kept_is_told_and_never_rounded() {
    told(
        "full_week = 123456789012.123456789012345678\n",
        r#"teamcap.toml:1:13: error: wrong-value: full_week cannot be 123456789012.123456789012345678
  1 | full_week = 123456789012.123456789012345678
    |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  expected: a number of at most 28 plain digits, 18 of them behind a dot
  write:    for example 0.8; not 1e3, 1_000, inf or 0x10
"#,
    );
}

#[test]
fn a_wrong_value_says_which_would_be_right() {
    told(
        r#"full_week = 1e1
until = "W8"
period = "Q3"
fiscal_year_starts = "Juli"
working_days = ["Monday"]
limits = { under = 110 }
team = " "
"#,
        r#"teamcap.toml:1:13: error: wrong-value: full_week cannot be 1e1
  1 | full_week = 1e1
    |             ^^^
  expected: a number of at most 28 plain digits, 18 of them behind a dot
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
  hint:     did you mean July or June?
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
"#,
    );
    told(
        r#"[[category]]
name = "Docs"
bucket = "focsu"
match = [{}]
"#,
        r#"teamcap.toml:3:10: error: wrong-value: bucket cannot be "focsu"
  3 | bucket = "focsu"
    |          ^^^^^^^
  expected: one of strengthen, focus, experiment, maintenance, leave, excluded
  hint:     did you mean focus?
teamcap.toml:4:10: error: wrong-value: a rule of match tests nothing, so it would match everything
  4 | match = [{}]
    |          ^^
  expected: at least one of project, task, tag, client, description, billable,
            type
"#,
    );
    told(
        r#"[[person]]
name = "Ada"
fte = 80
leave = [{ from = "2016-2-1", to = 2016-02-01, part = 1.5 }]
"#,
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
"#,
    );
    told(
        r#"[[source]]
files = []
delimiter = "ab"
dates = "ymd"
skip_rows = 1.5
encoding = "utf16"
[[source]]
files = ["old.csv"]
encoding = "cp850"
"#,
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
teamcap.toml:6:12: error: wrong-value: encoding cannot be "utf16"
  6 | encoding = "utf16"
    |            ^^^^^^^
  expected: an encoding by its name: utf-8, utf-16, windows-1252, iso-8859-15,
            macintosh, shift_jis, gb18030
  hint:     did you mean utf-16, utf-8 or utf-16be?
teamcap.toml:9:12: error: wrong-value: encoding cannot be "cp850"
  9 | encoding = "cp850"
    |            ^^^^^^^
  expected: an encoding by its name: utf-8, utf-16, windows-1252, iso-8859-15,
            macintosh, shift_jis, gb18030
  write:    no encoding here, and the file saved again as "CSV UTF-8"
"#,
    );
    told(
        r#"[skills]
scale_max = 3
bar = 4
words = { expert = 5 }
[[accept]]
problem = "filled-difers"
why = "x"
"#,
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
  hint:     did you mean filled-differs?
"#,
    );
}

#[test]
fn missing_keys_are_named_where_their_table_begins() {
    told(
        r#"[[person]]
fte = 1
[[category]]
name = "Docs"
[[source]]
[skills]
scale_max = 10
"#,
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
"#,
    );
}

#[test]
fn a_version_that_is_said_has_to_be_right() {
    told(
        r#"version = 2
"#,
        r#"teamcap.toml:1:11: error: unknown-version: version 2 is not one that this teamcap knows
  1 | version = 2
    |           ^
  expected: version = 1
  write:    version = 1, or use the teamcap that this configuration was written
            for
"#,
    );
}

#[test]
fn only_warnings_and_notes_can_be_accepted() {
    told(
        r#"[[accept]]
problem = "unreadable-number"
why = "x"
"#,
        r#"teamcap.toml:2:11: error: not-acceptable: "unreadable-number" is an error, and an error cannot be accepted
  2 | problem = "unreadable-number"
    |           ^^^^^^^^^^^^^^^^^^^
  expected: the name of a warning or a note
  write:    nothing here: correct what the error names, or run with --keep-going
"#,
    );
}
