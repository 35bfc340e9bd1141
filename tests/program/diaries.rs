//! Folders with files of time trackers for the command line, from `init` to `explain`: they are reviewed like those with exports.

use crate::intake::fed;
use crate::support::{Case, text};

const KLOG: &str = "2024-03-04 (8h!)\n    8:00 - 12:00 #ci\n    13:00 - ? #ci\n\n2024-03-05\n    2h #docs\n";
const TIMECLOCK: &str = "i 2024/03/04 08:00:00 ci:build\no 2024/03/04 11:00:00\n";

#[test]
fn files_of_people_are_found_and_reviewed_and_explained() {
    let case = Case::new()
        .file("ada.klg", KLOG)
        .file("bo.timeclock", TIMECLOCK)
        .file("notes.txt", "2024-03-04 nothing\n")
        .file("list.json", "[1, 2]\n");
    case.args("init . --yes").exits(0).says("written in .: teamcap.toml");
    case.args("check .")
        .exits(0)
        .says("ada.klg: 3 rows read = 3 used + 0 excluded + 0 rejected; 3 amount cells = 2 entries + 1 blank")
        .says("bo.timeclock: 1 row read = 1 used")
        .tells("ada.klg:3:5: warning: running-timer: 1 entry");
    case.args("explain person.ada.ci").exits(0).says("ada.klg:2:5: 8:00 - 12:00");
    case.args("rollup .").exits(0).says("bo,2024-03-04,2024-03-10,days,ci,build,,,,,,ci,seconds,10800,1");
}

/// A month is nobody, and neither is the name of a tracker: it is asked, and nothing counts.
#[test]
fn whose_a_file_is_has_to_be_said_where_its_name_is_none() {
    let line = "inc 20240304T080000Z - 20240304T100000Z # ci\n";
    let case = Case::new().file("2024-03.data", line).file("undo.data", "txn:\n  type: interval\n");
    case.args("review .").exits(1).tells("2024-03.data: error: asked-sheet: whose effort is this?");
    let source = "version = 1\n[[source]]\nfiles = [\"20*.data\"]\nperson = \"Ada\"\n";
    let said = Case::new().file("2024-03.data", line).file("teamcap.toml", source);
    said.args("explain person.ada.ci").exits(0).says("2024-03.data:1:5: 20240304T080000Z - 20240304T100000Z");
    said.args("review . --anonymise").exits(0).says("Person 1");
}

/// Rows of a file of a tracker have columns, which a mapping may name; a format may be said.
#[test]
fn a_mapping_reads_the_rows_otherwise_and_a_format_says_what_a_file_is() {
    let file = "2024-03-04\nci  aab ; the build\n";
    let source = "version = 1\n[[source]]\nfiles = [\"ada.log\"]\nformat = \"timedot\"\n";
    let case = Case::new().file("ada.log", file).file("teamcap.toml", source);
    case.args("sources .").exits(0).says("of which     ci 0.75 h");
    let mapped = format!("{source}columns = {{ date = \"date\", hours = \"duration\", project = \"description\" }}\n");
    let mapped = mapped.replace("format = \"timedot\"\n", "").replace("ada.log", "ada.timedot");
    let case = Case::new().file("ada.timedot", file).file("teamcap.toml", mapped);
    case.args("sources .").exits(0).says("the build 0.75 h");
}

/// What a pipe brings is known as what a file holds.
#[test]
fn standard_input_is_read() {
    let source = "version = 1\n[[source]]\nfiles = [\"-\"]\nperson = \"Ada\"\n";
    let case = Case::new().file("teamcap.toml", source);
    let output = fed(case.path(), "sources .", KLOG.as_bytes());
    assert!(text(&output.stdout).contains("adds up to   6 h"), "{}", text(&output.stdout));
}
