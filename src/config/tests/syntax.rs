//! Messages about what is not TOML.

use super::told;

#[test]
fn what_is_not_toml_is_told_in_the_words_of_a_configuration() {
    told(
        r#"[[category]]
name = Docs # x
bucket = "focus"
"#,
        r#"teamcap.toml:2:8: error: not-toml: Docs stands without quotes
  2 | name = Docs # x
    |        ^^^^
  expected: a text in quotes
  write:    "Docs"
"#,
    );
    told(
        r#"team = “Harbour”
"#,
        r#"teamcap.toml:1:8: error: not-toml: “Harbour” stands in typographic quotes
  1 | team = “Harbour”
    |        ^^^^^^^^^
  expected: straight quotes, as in "Platform"
  write:    "Harbour"
"#,
    );
    told(
        r#"team = "Harbour
period = "Q9"
"#,
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
"#,
    );
    told(
        r#"[[source]]
files = ["hours\2016.csv"]
"#,
        r#"teamcap.toml:2:17: error: not-toml: a backslash in double quotes begins an escape, and this is none
  2 | files = ["hours\2016.csv"]
    |                 ^
  expected: a path with /, or a text in single quotes, where a backslash is only
            a backslash
  write:    "hours/2016.csv" or 'hours\2016.csv'
"#,
    );
    told(
        r#"team = "a"
team = "b"
"#,
        r#"teamcap.toml:2:1: error: not-toml: "team" stands a second time
  2 | team = "b"
    | ^^^^
  expected: each key once in its table, each [table] once; only [[double]] ones
            repeat
  write:    one of the two; of two lists, one with the items of both
"#,
    );
    told(
        r#"team =
"#,
        r#"teamcap.toml:1:7: error: not-toml: there is no value behind the equals sign
  1 | team =
    |       ^
  expected: a value on the same line
  write:    the value, or delete the line
"#,
    );
    told(
        r#"team: Harbour
"#,
        r#"teamcap.toml:1:5: error: not-toml: there is a key without an equals sign and a value
  1 | team: Harbour
    |     ^
  expected: key = value
  write:    team = "Platform"; or # in front, if the line is a comment
"#,
    );
    told(
        r#"team Harbour
"#,
        r#"teamcap.toml:1:6: error: not-toml: there is a key without an equals sign and a value
  1 | team Harbour
    |      ^
  expected: key = value
  write:    team = "Platform"; or # in front, if the line is a comment
"#,
    );
    told(
        r#"full_week = 37,5
"#,
        r#"teamcap.toml:1:15: error: not-toml: there is a comma in a number
  1 | full_week = 37,5
    |               ^
  expected: a dot before the decimal places, and no mark between thousands
  write:    37.5
"#,
    );
    told(
        r#"full_week = 040
"#,
        r#"teamcap.toml:1:13: error: not-toml: the number begins with a 0
  1 | full_week = 040
    |             ^
  expected: a number without zeros in front
  write:    the number without them; a text that looks like a number stands in
            quotes
"#,
    );
    told(
        r#"until = 2016-02-30
"#,
        r#"teamcap.toml:1:9: error: not-toml: "2016-02-30" is not a day of the calendar
  1 | until = 2016-02-30
    |         ^^^^^^^^^^
  expected: year, month and day
  write:    for example 2016-01-18
"#,
    );
    told(
        r#"team = "a" period = "2016-Q1"
"#,
        r#"teamcap.toml:1:12: error: not-toml: there is more behind the value
  1 | team = "a" period = "2016-Q1"
    |            ^
  expected: the end of the line or a # comment
  write:    one key and its value on a line
"#,
    );
    told(
        r#"team = "a\u00"
"#,
        r#"teamcap.toml:1:14: error: not-toml: a backslash in double quotes begins an escape, and this is none
  1 | team = "a\u00"
    |              ^
  expected: a path with /, or a text in single quotes, where a backslash is only
            a backslash
  write:    "hours/2016.csv" or 'hours\2016.csv'
"#,
    );
}

#[test]
fn what_follows_from_a_syntax_error_is_not_told_again() {
    told(
        r#"[[person]
name = "Ada"
fte = 3
[[person]]
name = "Ben"
fte = 3
"#,
        r#"teamcap.toml:1:10: error: not-toml: this heading is never closed
  1 | [[person]
    |          ^
  expected: as many brackets behind the name as before it
  write:    [name], or [[name]] where there may be several
teamcap.toml:6:7: error: wrong-value: fte cannot be 3
  6 | fte = 3
    |       ^
  expected: a number from 0 to 2; 1 is full-time
  write:    0.8 for 80 percent; a person's hours = 32 for hours of a full week
"#,
    );
    told(
        r#"working_days = ["Mon", "Tue"
team = 5
[[person]]
name 5
fte = 3
"#,
        r#"teamcap.toml:2:1: error: not-toml: the list or table that began above goes on here
  2 | team = 5
    | ^
  expected: a comma between two values, and ] or } behind the last
  write:    the missing , or ] or }
"#,
    );
}
